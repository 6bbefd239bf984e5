//! Operations: one HTTP request.

use super::{Failures, Literal, Payload, Place, Type};
use serde::Serialize;
use smol_str::SmolStr;

/// An operation of a module.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Operation {
    /// The name in the spec: the key of its table (`list`).
    pub id: SmolStr,
    /// The Rust function on the module's accessor (`list`), without `r#`.
    pub function: SmolStr,
    /// The Rust struct (`ListUsers`).
    pub rust: SmolStr,
    /// The key in `names.lock`: `users.toml#operations.list`.
    pub pointer: SmolStr,
    /// One line.
    pub summary: SmolStr,
    /// More than one line, in Markdown; may be empty.
    pub doc: SmolStr,
    /// The vendor's page, with the anchor of this operation.
    pub source: SmolStr,
    /// The HTTP method.
    pub method: Method,
    /// The path as the document has it: `/users/{user_id}/role/{role_id}`.
    pub path: SmolStr,
    /// The path taken apart.
    #[serde(skip)]
    pub segments: Vec<PathSegment>,
    /// Parameters of the path, the query, headers, the form and parts, in this order of places,
    /// each in the order of the spec. An operation has a form, or parts, or a body, or none.
    pub parameters: Vec<Parameter>,
    /// What is sent, where it is not made of parameters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
    /// What a success carries.
    pub payload: Payload,
    /// The statuses of a success, where the document says them and all carry the same. Those of
    /// [`Payload::ByStatus`] stand in its cases.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<u16>,
    /// What documented errors carry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failures: Option<Failures>,
    /// The scopes of which a token needs one, or all.
    pub scopes: Scopes,
    /// Codes of [`Product::errors`](super::Product::errors) that the document lists for it.
    pub errors: Vec<SmolStr>,
    /// Whether a repeat does no more than the first request did.
    pub repeatable: bool,
    /// How it pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paging: Option<Paging>,
    /// The document's examples.
    pub examples: Vec<Example>,
    /// Where it is written.
    pub place: Place,
}

impl Operation {
    /// The Rust names of the enums that stand beside its struct: of its answers, of its failures.
    pub fn enums(&self) -> impl Iterator<Item = &str> {
        let answer = match &self.payload {
            Payload::ByStatus { rust, .. } => Some(rust),
            _ => None,
        };
        let failures = self.failures.as_ref();
        let failure = failures.and_then(|failures| failures.rust.as_ref());
        answer.into_iter().chain(failure).map(SmolStr::as_str)
    }
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs, reason = "the variants are the methods' own names")]
pub enum Method {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
    Options,
}

impl Method {
    /// As it stands in a request line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
        }
    }

    /// The method of a request line's first word.
    pub fn parse(text: &str) -> Option<Self> {
        [
            Self::Get,
            Self::Head,
            Self::Post,
            Self::Put,
            Self::Patch,
            Self::Delete,
            Self::Options,
        ]
        .into_iter()
        .find(|method| method.as_str() == text)
    }

    /// Whether HTTP itself calls it idempotent (RFC 9110, section 9.2.2).
    pub fn is_idempotent(self) -> bool {
        !matches!(self, Self::Post | Self::Patch)
    }
}

/// A piece of a path template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathSegment {
    /// Fixed text.
    Text(SmolStr),
    /// The wire name of a path parameter.
    Parameter(SmolStr),
}

/// A parameter outside a JSON body.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Parameter {
    /// Where it goes.
    #[serde(rename = "in")]
    pub place_in: ParameterPlace,
    /// The name on the wire.
    pub wire: SmolStr,
    /// The Rust field, argument and setter, without `r#`.
    pub rust: SmolStr,
    /// What it holds.
    #[serde(rename = "type")]
    pub ty: Type,
    /// Whether it must be given.
    pub required: bool,
    /// How the items of a list are told apart; `None` where it holds no list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<ListStyle>,
    /// Description; may be empty.
    pub doc: SmolStr,
    /// What the service takes where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Literal>,
    /// A documented value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<Literal>,
    /// Where it is written.
    #[serde(rename = "place")]
    pub place: Place,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ParameterPlace {
    /// Into the path.
    Path,
    /// Into the query.
    Query,
    /// Into a header.
    Header,
    /// Into a body of type `application/x-www-form-urlencoded`: a field.
    Form,
    /// Into a body of type `multipart/form-data`: a part.
    Part,
}

impl ParameterPlace {
    /// As the serialized IR has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Form => "form",
            Self::Part => "part",
        }
    }
}

/// How the items of a list are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ListStyle {
    /// By commas: `ids=1,2`.
    Comma,
    /// By the name, once for each: `ids=1&ids=2`.
    Repeat,
}

/// What a request carries.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Body {
    /// How it is written.
    pub kind: BodyKind,
    /// Its type.
    #[serde(rename = "type")]
    pub ty: Type,
    /// Whether it must be given.
    pub required: bool,
}

/// How a body is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyKind {
    /// `application/json`.
    Json,
    /// Bytes as they are.
    Binary {
        /// Their media type: `application/pdf`.
        content_type: SmolStr,
    },
}

/// What a token must be allowed to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scopes {
    /// Any one of these is enough; empty where the document names none.
    pub any_of: Vec<SmolStr>,
}

/// How an operation pages. All names are wire names, checked to exist; `*_field` are the Rust
/// fields that hold them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paging {
    /// The name of the scheme in the spec.
    pub scheme: SmolStr,
    /// How the next page is asked for.
    #[serde(flatten)]
    pub kind: PagingKind,
    /// The Rust field of the operation for the page's size, if it has one.
    pub size_field: Option<SmolStr>,
    /// The service's default page size, if documented.
    pub default_size: Option<u64>,
}

/// How the next page is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum PagingKind {
    /// By number, from 1.
    Number {
        /// The Rust field of the operation that holds the page's number.
        page_field: SmolStr,
        /// The Rust field of the context that says whether there are more pages (a boolean).
        more_field: Option<SmolStr>,
    },
    /// By a cursor that the answer carries.
    Cursor {
        /// The Rust field of the operation that holds the cursor.
        cursor_field: SmolStr,
        /// The Rust field of the context that holds the next cursor.
        next_field: SmolStr,
        /// The Rust field of the context that says whether this is the last page.
        last_field: Option<SmolStr>,
    },
}

/// An example of an operation. Paths are relative to the folder of the product's spec.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Example {
    /// The request body's file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<SmolStr>,
    /// The answer's file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<SmolStr>,
    /// The answer's HTTP status.
    pub status: u16,
    /// The request body, read.
    #[serde(skip)]
    pub request_body: Option<Literal>,
    /// The answer, read.
    #[serde(skip)]
    pub response_body: Option<Literal>,
    /// Where it is named.
    pub place: Place,
}
