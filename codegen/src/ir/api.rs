//! The API as a whole: the product, its identifiers, its modules.

use super::{Constraints, Operation, Place, Type, TypeDef, TypePath};
use serde::Serialize;
use smol_str::SmolStr;

/// One product's API.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Api {
    /// What holds for every operation.
    pub product: Product,
    /// The identifier types, in the order of the spec.
    pub ids: Vec<IdType>,
    /// Every named type: those of the product first, then each module's, in document order.
    pub types: Vec<TypeDef>,
    /// In the order of their file names.
    pub modules: Vec<Module>,
    /// The root of the JSON Schema that the types come from; none where specs describe the API.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub root: Option<Root>,
    /// Facts that the vendor's documentation does not state, in the order of the spec.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inferred: Vec<Inferred>,
}

impl Api {
    /// The origin of a fact that the vendor's documentation does not state: `at` is its file and
    /// place, such as `product.toml#limits`.
    pub fn inferred_from(&self, at: &str) -> Option<&str> {
        let fact = self.inferred.iter().find(|fact| fact.at == at)?;
        Some(&fact.from)
    }

    /// The type of that path.
    pub fn type_def(&self, path: &TypePath) -> Option<&TypeDef> {
        self.types.iter().find(|def| def.path == *path)
    }
}

/// The root of a JSON Schema: what a whole document that it describes holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Root {
    /// The file of the schema: `order.schema.json`.
    pub document: SmolStr,
    /// The Rust name: that of the type in [`Api::types`] that the root is, or of an alias.
    pub rust: SmolStr,
    /// The type.
    #[serde(rename = "type")]
    pub ty: Type,
    /// Description; may be empty.
    pub doc: SmolStr,
    /// Documented limits of the value.
    #[serde(skip_serializing_if = "Constraints::is_empty")]
    pub constraints: Constraints,
    /// Where it is written.
    pub place: Place,
}

impl Root {
    /// Whether the name is an alias: the root is a list, a map, a scalar, or a type that has
    /// another name.
    pub fn is_alias(&self) -> bool {
        self.path().is_none_or(|path| path.name() != self.rust)
    }

    /// The path of the named type that it is.
    pub fn path(&self) -> Option<&TypePath> {
        match &self.ty {
            Type::Named { path, .. } => Some(path),
            _ => None,
        }
    }
}

/// A fact that the vendor's documentation does not state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Inferred {
    /// The file and the place of the fact: `users.toml#operations.list.scopes`.
    pub at: SmolStr,
    /// Where it comes from, as a noun phrase: `the titles of the errors`.
    pub from: SmolStr,
}

/// What holds for every operation of an API.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Product {
    /// The Rust module and cargo feature: the name of the spec's folder.
    pub name: SmolStr,
    /// As people call it.
    pub title: SmolStr,
    /// Description, in Markdown.
    pub doc: SmolStr,
    /// The vendor's page.
    pub source: SmolStr,
    /// Where it is served; the first is the default.
    pub servers: Vec<Server>,
    /// How a call is authorized.
    pub auth: Auth,
    /// Where the organization goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<Organization>,
    /// Headers of every request.
    pub headers: Vec<FixedHeader>,
    /// How a success is wrapped.
    pub envelope: Envelope,
    /// How a failure looks.
    pub error_body: ErrorBody,
    /// The documented errors.
    pub errors: Vec<ErrorCode>,
    /// What the service allows.
    pub limits: Limits,
    /// Where it is written.
    pub place: Place,
}

/// One data centre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Server {
    /// The name of the data centre: `eu`.
    pub name: SmolStr,
    /// As people call it.
    pub title: SmolStr,
    /// The root of the API, without a slash at the end.
    pub api: SmolStr,
    /// The root of the accounts server that makes tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accounts: Option<SmolStr>,
}

/// How a call is authorized.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Auth {
    /// Not at all.
    None,
    /// A token in a header.
    Token {
        /// The header.
        header: SmolStr,
        /// What stands before the token and a space: `Bearer`. May be empty.
        scheme: SmolStr,
        /// The path on the accounts server where a refresh token becomes an access token.
        #[serde(skip_serializing_if = "Option::is_none")]
        token_path: Option<SmolStr>,
        /// How many tokens one refresh token may make.
        #[serde(skip_serializing_if = "Option::is_none")]
        token_limit: Option<TokenLimit>,
    },
}

/// How many tokens one refresh token may make in a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TokenLimit {
    /// The tokens.
    pub tokens: u32,
    /// The time, in seconds.
    pub seconds: u32,
}

/// The organization that a call is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Organization {
    /// Where it goes.
    #[serde(rename = "in")]
    pub place_in: OrganizationPlace,
    /// The name of the parameter or header.
    pub name: SmolStr,
    /// Description.
    pub doc: SmolStr,
}

/// Where the organization goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganizationPlace {
    /// A query parameter.
    Query,
    /// A header.
    Header,
}

/// A header of every request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FixedHeader {
    /// Its name.
    pub name: SmolStr,
    /// Its value.
    pub value: SmolStr,
}

/// What a success is wrapped in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Envelope {
    /// The member that says whether it is a success.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<SmolStr>,
    /// The value of `code` that means success, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub success: Option<SmolStr>,
    /// The member with words for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<SmolStr>,
}

/// Where a failure's body says what went wrong: paths of member names with dots between
/// (`error.code`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ErrorBody {
    /// The vendor's code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<SmolStr>,
    /// What happened: the message or title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<SmolStr>,
    /// More about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<SmolStr>,
}

/// A documented error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErrorCode {
    /// As it stands on the wire, as text.
    pub code: SmolStr,
    /// The HTTP status that goes with it, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// A few words: `user not found`.
    pub meaning: SmolStr,
    /// More about it, in Markdown; may be empty.
    #[serde(skip_serializing_if = "SmolStr::is_empty")]
    pub doc: SmolStr,
    /// Where it is written.
    pub place: Place,
}

/// What the service allows; `None` where the document does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Limits {
    /// Requests in a minute, for one organization.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_minute: Option<u32>,
    /// Requests at a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concurrent: Option<u32>,
}

/// A type of identifiers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IdType {
    /// What it identifies, as specs say it in `id<User>`.
    pub name: SmolStr,
    /// The Rust type: `UserId`.
    pub rust: SmolStr,
    /// The JSON type it is written in.
    pub wire: IdWire,
    /// Description; may be empty.
    pub doc: SmolStr,
    /// Where it is written.
    pub place: Place,
}

/// The JSON type an identifier is written in; both are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IdWire {
    /// A string.
    String,
    /// A whole number.
    Integer,
}

/// A resource of an API.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Module {
    /// The Rust module and the client's accessor: the name of the spec's file.
    pub name: SmolStr,
    /// The Rust type of the accessor: `Users`.
    pub rust: SmolStr,
    /// As people call it.
    pub title: SmolStr,
    /// Description, in Markdown.
    pub doc: SmolStr,
    /// The vendor's page.
    pub source: SmolStr,
    /// In the order of the spec.
    pub operations: Vec<Operation>,
    /// Where it is written.
    pub place: Place,
}
