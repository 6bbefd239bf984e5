//! The grammar of types in specs.
//!
//! ```text
//! type := string | boolean | integer | number | decimal | timestamp | date | url | email | phone
//!       | secret | any
//!       | id<Name>             an identifier of [ids.Name]
//!       | list<type> | map<type> | nullable<type>
//!       | Name                 a type of this module or of the product
//!       | #name                the definition `name` of the module's schema
//!       | #/json/pointer       the place of the module's schema
//! ```

use crate::source::Span;

/// A type as a spec writes it, with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeExpr {
    /// What it says.
    pub kind: TypeExprKind,
    /// Where it stands.
    pub span: Span,
}

/// What a [`TypeExpr`] says.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeExprKind {
    /// A scalar that has a word of its own. Never [`Scalar::Id`](crate::ir::Scalar::Id).
    Scalar(crate::ir::Scalar),
    /// `id<User>`: the name between the brackets.
    Id(String),
    /// `list<…>`.
    List(Box<TypeExpr>),
    /// `map<…>`: an object whose member names are data.
    Map(Box<TypeExpr>),
    /// `nullable<…>`.
    Nullable(Box<TypeExpr>),
    /// A type by name.
    Name(String),
    /// A place of the module's schema; the text after `#`: `create-a-user-request` or
    /// `/definitions/user`.
    Schema(String),
    /// Any JSON.
    Any,
}
