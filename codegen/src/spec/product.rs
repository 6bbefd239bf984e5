//! `product.toml`: what holds for every operation of a product.

use std::num::NonZeroU32;

use smol_str::SmolStr;

use super::decode::{Map, table};
use super::{AllowRow, InferredRow, TypeExpr, TypeSpec};
use crate::source::Spanned;

table! {
    /// `product.toml`: what holds for every operation of a product.
    pub struct ProductSpec {
        /// The version of this format: 1.
        #[only(1)]
        #[goes_on(true)]
        pub format: Spanned<u32>,
        /// What the product is.
        #[goes_on(true)]
        pub product: ProductHeader,
        /// Where it is served, a row a data centre. The first is the default.
        pub servers: Vec<ServerRow>,
        /// How a call is authorized. Left out: not at all.
        pub auth: Option<AuthSpec>,
        /// Where the organization goes that a call is for. Left out: nowhere.
        pub organization: Option<OrganizationSpec>,
        /// Headers of every request, name and value.
        #[names(HEADER)]
        pub headers: Map<Spanned<SmolStr>>,
        /// What an answer is wrapped in. Left out: nothing.
        pub envelope: Option<EnvelopeSpec>,
        /// Where the body of a failure says what went wrong.
        pub error: Option<ErrorSpec>,
        /// The documented errors, a row a code.
        pub errors: Vec<ErrorRow>,
        /// Warnings of this product that may stand, each with its reason.
        pub allow: Vec<AllowRow>,
        /// Facts of this file that the vendor's documentation does not state, with their origin.
        pub inferred: Vec<InferredRow>,
        /// Ways of paging, by name; an operation names the one that it uses.
        pub paging: Map<PagingSpec>,
        /// What the service allows.
        pub limits: Option<LimitsSpec>,
        /// Types of identifiers, by the name of what they identify: `[ids.User]` makes `id<User>`.
        #[names(ID_NAME)]
        pub ids: Map<IdSpec>,
        /// Types that all modules share, by their Rust names.
        #[names(TYPE_NAME)]
        pub types: Map<TypeSpec>,
    }
}

table! {
    /// What the product is.
    pub struct ProductHeader {
        /// As people call it.
        #[goes_on(true)]
        pub title: Spanned<SmolStr>,
        /// What it is for, in Markdown.
        #[goes_on(true)]
        pub doc: Spanned<SmolStr>,
        /// The URL of the vendor's documentation.
        #[form(PAGE_URL)]
        #[goes_on(true)]
        pub source: Spanned<SmolStr>,
    }
}

table! {
    /// A data centre.
    pub struct ServerRow {
        /// Its short name, in lower case: `eu`.
        #[form(NOT_EMPTY)]
        pub name: Spanned<SmolStr>,
        /// As people call it: `Europe`.
        #[goes_on(true)]
        pub title: Spanned<SmolStr>,
        /// The root of the API there, without a slash at the end.
        #[form(ROOT_URL)]
        pub api: Spanned<SmolStr>,
        /// The root of the accounts server there.
        #[form(ROOT_URL)]
        pub accounts: Option<Spanned<SmolStr>>,
    }
}

table! {
    /// How a call is authorized: a token in a header.
    pub struct AuthSpec {
        /// The header that carries the token.
        #[form(HEADER)]
        pub header: Spanned<SmolStr>,
        /// What stands before the token and a space. Left out: the token stands alone.
        #[form(SCHEME)]
        pub scheme: Option<Spanned<SmolStr>>,
        /// The path on the accounts server where a refresh token becomes an access token.
        #[form(TOKEN_PATH)]
        pub token_path: Option<Spanned<SmolStr>>,
        /// How many access tokens one refresh token may make in `token_limit_seconds`.
        pub token_limit: Option<Spanned<NonZeroU32>>,
        /// The time that `token_limit` counts over, in seconds.
        pub token_limit_seconds: Option<Spanned<NonZeroU32>>,
    }
}

table! {
    /// The organization that a call is for.
    pub struct OrganizationSpec {
        /// Where it goes: `query` or `header`.
        #[key = "in"]
        #[words("query", "header")]
        pub place: Spanned<SmolStr>,
        /// The name of the parameter or header.
        #[form(PARAMETER)]
        pub name: Spanned<SmolStr>,
        /// Description.
        #[goes_on(true)]
        pub doc: Spanned<SmolStr>,
    }
}

table! {
    /// What an answer is wrapped in.
    pub struct EnvelopeSpec {
        /// The member that says whether it is a success.
        #[form(MEMBER)]
        pub code: Option<Spanned<SmolStr>>,
        /// The value of `code` that means success, as text.
        pub success: Option<Spanned<SmolStr>>,
        /// The member with words for people.
        #[form(MEMBER)]
        pub message: Option<Spanned<SmolStr>>,
        /// The member that holds the payload where an operation does not say.
        pub payload: Option<Spanned<SmolStr>>,
    }
}

table! {
    /// Where the body of a failure says what went wrong: member names with dots between
    /// (`error.code`).
    pub struct ErrorSpec {
        /// The vendor's code.
        #[form(MEMBER_PATH)]
        pub code: Option<Spanned<SmolStr>>,
        /// What happened.
        #[form(MEMBER_PATH)]
        pub message: Option<Spanned<SmolStr>>,
        /// More about it.
        #[form(MEMBER_PATH)]
        pub detail: Option<Spanned<SmolStr>>,
    }
}

table! {
    /// A documented error.
    pub struct ErrorRow {
        /// The code as it stands on the wire, as text.
        #[form(NOT_EMPTY)]
        #[goes_on(true)]
        pub code: Spanned<SmolStr>,
        /// The HTTP status that goes with it, where known.
        pub status: Option<Spanned<u16>>,
        /// What it means, in a few words and lower case: `user not found`.
        #[goes_on(true)]
        pub meaning: Spanned<SmolStr>,
        /// More about it, in Markdown: when the service answers it.
        pub doc: Option<Spanned<SmolStr>>,
    }
}

table! {
    /// A way of paging.
    pub struct PagingSpec {
        /// `number` (the request says which page) or `cursor` (the answer says where to go on).
        #[words("number", "cursor")]
        #[goes_on(true)]
        pub kind: Spanned<SmolStr>,
        /// The query parameter that asks for a page: its number, or the cursor.
        #[form(PARAMETER)]
        #[goes_on(true)]
        pub parameter: Spanned<SmolStr>,
        /// The query parameter for the number of items in a page.
        #[form(PARAMETER)]
        pub size: Option<Spanned<SmolStr>>,
        /// The number of items in a page where the request does not say.
        pub default_size: Option<Spanned<NonZeroU32>>,
        /// The member of the answer, beside the items, that describes the page.
        #[form(MEMBER)]
        pub context: Option<Spanned<SmolStr>>,
        /// The type of that member.
        pub context_type: Option<TypeExpr>,
        /// The member of `context_type` that is true while there are more pages.
        pub more: Option<Spanned<SmolStr>>,
        /// The member of `context_type` that holds the next cursor.
        pub next: Option<Spanned<SmolStr>>,
        /// The member of `context_type` that is true on the last page.
        pub last: Option<Spanned<SmolStr>>,
    }
}

table! {
    /// What the service allows.
    pub struct LimitsSpec {
        /// Requests in a minute, for one organization.
        pub per_minute: Option<Spanned<NonZeroU32>>,
        /// Requests at a time.
        pub concurrent: Option<Spanned<NonZeroU32>>,
    }
}

table! {
    /// A type of identifiers.
    pub struct IdSpec {
        /// The JSON type that they are written in: `string` (if left out) or `integer`. Both are
        /// read.
        #[words("string", "integer")]
        pub wire: Option<Spanned<SmolStr>>,
        /// What they identify.
        #[goes_on(true)]
        pub doc: Spanned<SmolStr>,
    }
}
