//! `<module>.toml`: one resource, its types and operations.

use smol_str::SmolStr;

use super::TypeExpr;
use super::decode::{Map, OneOrMore, table};
use crate::source::{Node, Spanned};

table! {
    /// `<module>.toml`: one resource of a product, its types and operations.
    pub struct ModuleSpec {
        /// A JSON Schema of the vendor that types are taken from: a file beside this one.
        pub schema: Option<Spanned<SmolStr>>,
        /// What the beginning of a reference means in `schema`, where it names a place that the
        /// file lacks: `"#/components/schemas/" = "#/definitions/"`.
        #[names(NOT_EMPTY)]
        pub schema_refs: Map<Spanned<SmolStr>>,
        /// What the module is.
        #[goes_on(true)]
        pub module: ModuleHeader,
        /// Warnings of this product that may stand, each with its reason.
        pub allow: Vec<AllowRow>,
        /// Facts of this file that the vendor's documentation does not state, with their origin.
        pub inferred: Vec<InferredRow>,
        /// What is wrong in `schema`, each put right.
        pub corrections: Vec<Correction>,
        /// What `schema` leaves open, by JSON pointer into it.
        #[names(POINTER)]
        pub overlay: Map<Overlay>,
        /// Types, by their Rust names.
        #[names(TYPE_NAME)]
        pub types: Map<TypeSpec>,
        /// Operations, by the name of the function that they become.
        #[names(NAMEABLE)]
        pub operations: Map<OperationSpec>,
    }
}

table! {
    /// What the module is.
    pub struct ModuleHeader {
        /// As people call it: `Users`.
        #[goes_on(true)]
        pub title: Spanned<SmolStr>,
        /// One of them, for the names of operations: `User`. Left out: the title in the singular.
        #[form(NAMEABLE)]
        pub singular: Option<Spanned<SmolStr>>,
        /// What it is about, in Markdown.
        #[goes_on(true)]
        pub doc: Spanned<SmolStr>,
        /// The URL of the vendor's page.
        #[form(PAGE_URL)]
        #[goes_on(true)]
        pub source: Spanned<SmolStr>,
    }
}

table! {
    /// Something wrong in the vendor's schema, and what is right.
    pub struct Correction {
        /// The JSON pointer of the wrong value.
        #[form(POINTER)]
        pub pointer: Spanned<SmolStr>,
        /// The wrong value. Left out: there is none yet.
        pub old: Option<Node>,
        /// The right value. Left out: the old one goes.
        pub new: Option<Node>,
        /// How one knows.
        #[goes_on(true)]
        pub reason: Spanned<SmolStr>,
    }
}

table! {
    /// What the vendor's schema leaves open at one place of it.
    pub struct Overlay {
        /// The Rust name of the type there.
        #[form(NAMEABLE)]
        pub name: Option<Spanned<SmolStr>>,
        /// Description, instead of the schema's.
        pub doc: Option<Spanned<SmolStr>>,
        /// The type of the scalar there: `id<User>`, `timestamp`.
        #[key = "type"]
        pub ty: Option<TypeExpr>,
        /// Members of the object there that are always sent by the service.
        pub promised: Vec<Spanned<SmolStr>>,
    }
}

table! {
    /// A type. It has `members` (an object), `values` (an enum), `one_of` (a union) or `is`
    /// (another name for a type expression).
    pub struct TypeSpec {
        /// Description, in Markdown.
        pub doc: Option<Spanned<SmolStr>>,
        /// A type whose members of the same names lend theirs what these leave out.
        pub like: Option<Spanned<SmolStr>>,
        /// The members of an object, in the vendor's order.
        pub members: Vec<MemberRow>,
        /// The type of members that `members` does not list. Left out: the vendor does not mention
        /// them; they are kept as any JSON, and reported as drift.
        pub additional: Option<TypeExpr>,
        /// Whether the vendor says that there are no others than `members`. Left out: it does not.
        pub closed: Option<Spanned<bool>>,
        /// The documented values of an enum; others are taken too.
        pub values: Vec<ValueRow>,
        /// The JSON type of `values`: `string` (if left out) or `integer`.
        #[words("string", "integer")]
        pub base: Option<Spanned<SmolStr>>,
        /// The alternatives of a union, tried in order.
        pub one_of: Vec<TypeExpr>,
        /// The type expression that this is another name for.
        pub is: Option<TypeExpr>,
        /// Where the vendor documents it, if not on the module's page.
        #[form(PAGE_URL)]
        pub source: Option<Spanned<SmolStr>>,
    }
}

table! {
    /// A member of an object.
    pub struct MemberRow {
        /// Its name on the wire.
        pub name: Spanned<SmolStr>,
        /// Its type. May be left out where the type says `like`.
        #[key = "type"]
        pub ty: Option<TypeExpr>,
        /// In a request: it must be given.
        pub required: Option<Spanned<bool>>,
        /// In an answer: the service always sends it.
        pub promised: Option<Spanned<bool>>,
        /// It is only ever received.
        pub read_only: Option<Spanned<bool>>,
        /// It is only ever sent.
        pub write_only: Option<Spanned<bool>>,
        /// It is on its way out.
        pub deprecated: Option<Spanned<bool>>,
        /// What clears it in an update: `null`, `""` or `[]`, as JSON.
        #[words("null", "\"\"", "[]")]
        pub clear: Option<Spanned<SmolStr>>,
        /// The value that the service takes where it is left out.
        pub default: Option<Node>,
        /// A documented value.
        pub example: Option<Node>,
        /// The name of the Rust field, where the wire's does not do.
        #[form(NAMEABLE)]
        pub rust: Option<Spanned<SmolStr>>,
        /// Description, in Markdown.
        pub doc: Option<Spanned<SmolStr>>,
    }
}

table! {
    /// A value of an enum.
    pub struct ValueRow {
        /// The value on the wire, a string or a whole number.
        pub value: Node,
        /// The name of the Rust variant. Left out: made from the value.
        #[form(NAMEABLE)]
        pub name: Option<Spanned<SmolStr>>,
        /// Description.
        pub doc: Option<Spanned<SmolStr>>,
    }
}

table! {
    /// An operation: one HTTP request and its answer.
    pub struct OperationSpec {
        /// The name of the Rust struct. Left out: made from the operation's and the module's.
        #[form(NAMEABLE)]
        pub name: Option<Spanned<SmolStr>>,
        /// One line: what it does.
        #[goes_on(true)]
        pub summary: Spanned<SmolStr>,
        /// More about it, in Markdown.
        pub doc: Option<Spanned<SmolStr>>,
        /// Method and path: `GET /users/{user_id}`.
        #[form(HTTP_LINE)]
        #[goes_on(true)]
        pub http: Spanned<SmolStr>,
        /// The URL of the vendor's page, with the anchor of this operation.
        #[form(PAGE_URL)]
        #[goes_on(true)]
        pub source: Spanned<SmolStr>,
        /// Scopes, any one of which is enough.
        pub scopes: Vec<Spanned<SmolStr>>,
        /// The parameters in the path, a row each.
        pub path: Vec<ParameterRow>,
        /// The parameters in the query, a row each, in the order in which they are sent.
        pub query: Vec<ParameterRow>,
        /// The parameters in headers, a row each.
        pub header: Vec<ParameterRow>,
        /// The type of the body that is sent: of the JSON, or `binary`.
        pub body: Option<TypeExpr>,
        /// Whether `body` must be given. Left out: it must.
        pub body_required: Option<Spanned<bool>>,
        /// The media type of a `binary` body. Left out: `application/octet-stream`.
        #[form(MEDIA_TYPE)]
        pub content_type: Option<Spanned<SmolStr>>,
        /// The fields of a body that is a form (`application/x-www-form-urlencoded`), a row each.
        pub form: Vec<ParameterRow>,
        /// The parts of a body of several parts (`multipart/form-data`), a row each. A part of type
        /// `binary` is a file.
        pub parts: Vec<ParameterRow>,
        /// The type of the whole answer, envelope included; with `payload`, the type of what is
        /// returned is that member's.
        pub response: Option<TypeExpr>,
        /// The type of what is returned; `binary` is a stream of bytes. Left out, and no `response`:
        /// nothing.
        pub returns: Option<TypeExpr>,
        /// The member of the answer that holds what is returned; `""`: the members stand in the
        /// answer itself. Left out: what the product's envelope says.
        pub payload: Option<Spanned<SmolStr>>,
        /// The answers that are successes, a row a status, where what is returned depends on it.
        /// They take the place of `response`, `returns` and `payload`.
        pub answers: Vec<AnswerRow>,
        /// The documented errors whose bodies have a type of their own, a row a status.
        pub failures: Vec<FailureRow>,
        /// Codes of the product's documented errors.
        pub errors: Vec<Spanned<SmolStr>>,
        /// Whether a repeat does no more than the first request. Left out: what HTTP says of the
        /// method.
        pub repeatable: Option<Spanned<bool>>,
        /// Whether the service keeps what an update leaves out. Left out: true for PATCH only.
        pub merge: Option<Spanned<bool>>,
        /// The product's way of paging that it uses.
        pub paging: Option<Spanned<SmolStr>>,
        /// The vendor's examples, a row each.
        pub examples: Vec<ExampleRow>,
    }
}

table! {
    /// An answer that is a success.
    pub struct AnswerRow {
        /// Its HTTP status, from 200 to 299.
        pub status: Spanned<u16>,
        /// The name of the Rust variant. Left out: made from the status. Rows of one name that
        /// carry the same are one variant.
        #[form(NAMEABLE)]
        pub name: Option<Spanned<SmolStr>>,
        /// The type of the whole answer, as of an operation.
        pub response: Option<TypeExpr>,
        /// The type of what is returned, as of an operation.
        pub returns: Option<TypeExpr>,
        /// The member that holds it, as of an operation.
        pub payload: Option<Spanned<SmolStr>>,
        /// Description, in Markdown: when it is answered.
        pub doc: Option<Spanned<SmolStr>>,
    }
}

table! {
    /// A documented error whose body has a type of its own.
    pub struct FailureRow {
        /// Its HTTP status, from 400 to 599.
        pub status: Spanned<u16>,
        /// The type of the whole body.
        #[key = "type"]
        #[goes_on(true)]
        pub ty: TypeExpr,
        /// The name of the Rust variant. Left out: made from the status. Rows of one name and type
        /// are one variant.
        #[form(NAMEABLE)]
        pub name: Option<Spanned<SmolStr>>,
        /// Description, in Markdown: when it happens.
        pub doc: Option<Spanned<SmolStr>>,
    }
}

table! {
    /// A parameter outside a JSON body: of the path, the query, a header, a form or a part.
    pub struct ParameterRow {
        /// Its name on the wire.
        #[form(PARAMETER)]
        #[goes_on(true)]
        pub name: Spanned<SmolStr>,
        /// Its type.
        #[key = "type"]
        #[goes_on(true)]
        pub ty: TypeExpr,
        /// Whether it must be given. Path parameters always must.
        pub required: Option<Spanned<bool>>,
        /// How a list is sent: `comma` (its items joined by commas) or `repeat` (the name once for
        /// each item). Left out: `comma` in a query or header, `repeat` in a form or in parts.
        #[words("comma", "repeat")]
        pub list: Option<Spanned<SmolStr>>,
        /// The value that the service takes where it is left out.
        pub default: Option<Node>,
        /// A documented value.
        pub example: Option<Node>,
        /// The name of the Rust field, where the wire's does not do.
        #[form(NAMEABLE)]
        pub rust: Option<Spanned<SmolStr>>,
        /// Description, in Markdown.
        #[goes_on(true)]
        pub doc: Spanned<SmolStr>,
    }
}

table! {
    /// An example of the vendor's. Files are named from the product's folder.
    pub struct ExampleRow {
        /// The file of the request's body.
        pub request: Option<Spanned<SmolStr>>,
        /// The file of the answer.
        pub response: Option<Spanned<SmolStr>>,
        /// The HTTP status of the answer: 200 if left out.
        pub status: Option<Spanned<u16>>,
    }
}

table! {
    /// Warnings that may stand.
    pub struct AllowRow {
        /// The code of the warnings: `W0603`.
        #[form(WARNING_CODE)]
        pub code: Spanned<SmolStr>,
        /// Where they are, one place or a list: a file, named from the product's folder, and behind
        /// `#` what stands in it: `widgets.toml#operations.list`,
        /// `widgets.schema.json#/definitions/size`.
        pub at: OneOrMore,
        /// Why they may stand.
        #[goes_on(true)]
        pub reason: Spanned<SmolStr>,
    }
}

table! {
    /// Facts that the vendor's documentation does not state.
    pub struct InferredRow {
        /// Where they stand in this file, one place or a list: keys with dots between, a row of a
        /// list by its name or code: `limits`, `types.Widget.members.colour`,
        /// `operations.list.scopes`.
        pub at: OneOrMore,
        /// Where they come from. Completes the sentence "Inferred from …":
        /// `the titles of the errors`.
        #[goes_on(true)]
        pub from: Spanned<SmolStr>,
    }
}
