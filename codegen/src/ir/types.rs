//! Types: what a body, a member or a parameter holds.

use super::{Literal, Place};
use serde::Serialize;
use smol_str::{SmolStr, format_smolstr};
use std::collections::BTreeMap;

/// Keywords of a document that no standard knows, by name: each begins with `x-`.
pub type Extensions = BTreeMap<SmolStr, Literal>;

/// The path of a type inside an API: `users::User` for one of module `users`, `PageContext` for
/// one that belongs to the product. Unique in an [`Api`](super::Api).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct TypePath(pub SmolStr);

impl TypePath {
    /// The path of `name` in `module`, or in the product where there is no module.
    pub fn new(module: Option<&str>, name: &str) -> Self {
        match module {
            Some(module) => Self(format_smolstr!("{module}::{name}")),
            None => Self(name.into()),
        }
    }

    /// The module, unless the type belongs to the product.
    pub fn module(&self) -> Option<&str> {
        self.0.rsplit_once("::").map(|(module, _)| module)
    }

    /// The Rust name, without the module.
    pub fn name(&self) -> &str {
        self.0.rsplit_once("::").map_or(&self.0, |(_, name)| name)
    }
}

/// A named type that becomes a Rust item.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TypeDef {
    /// Where it stands in the API; the last part is its Rust name.
    pub path: TypePath,
    /// What it was in the document: `users.toml#types.User` or
    /// `users.schema.json#/definitions/get-a-user-response/properties/user`. The key in
    /// `names.lock`.
    pub pointer: SmolStr,
    /// The pointers of structurally equal inline objects that became this type too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<SmolStr>,
    /// What it is used for.
    pub role: Role,
    /// Whether the document only implies the kind of its values: others are kept as they come.
    #[serde(skip_serializing_if = "is_false")]
    pub implied: bool,
    /// Description, in Markdown as the spec has it; may be empty.
    pub doc: SmolStr,
    /// What it holds.
    pub shape: Shape,
    /// Keywords of the document that no standard knows, which begin with `x-`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub extensions: Extensions,
    /// Where it is written.
    pub place: Place,
}

impl TypeDef {
    /// The name by which the documents' author knows it: that of its table in a spec, which may
    /// differ from the Rust name.
    pub fn said(&self) -> &str {
        declared_name(&self.pointer).unwrap_or(self.path.name())
    }
}

/// The name of a type that a spec declares, by its pointer: `widgets.toml#types.Widget`.
pub(crate) fn declared_name(pointer: &str) -> Option<&str> {
    pointer.split_once('#')?.1.strip_prefix("types.")
}

/// What a struct is used for; it decides the Rust that it becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Read from answers: public fields, `Option` unless promised, `Default`.
    Response,
    /// Sent: `new(required)` and chained setters.
    Request,
    /// The body of an update that keeps what is left out: optional members are `Patch<T>`.
    Update,
}

/// What a named type holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// An object with known members.
    Struct(Struct),
    /// Known values, open to more.
    Enum(Enum),
    /// One of several types.
    Union(Union),
}

/// An object.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Struct {
    /// In the order of the document.
    pub members: Vec<Member>,
    /// What becomes of members that the document does not name.
    #[serde(skip_serializing_if = "Additional::is_undocumented")]
    pub additional: Additional,
    /// Names of members that the document has, but not in this role: what is only sent has no place
    /// in an answer. They are no additional members either.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub excluded: Vec<SmolStr>,
}

/// The members of an object that its document does not name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Additional {
    /// The document does not mention them. They are kept as any JSON, and reported as drift.
    #[default]
    Undocumented,
    /// The document allows them, of this type.
    Documented(Type),
    /// The document forbids them.
    Closed,
}

impl Additional {
    /// The type of their values; `None` of a closed object.
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Undocumented => Some(&Type::Any),
            Self::Documented(ty) => Some(ty),
            Self::Closed => None,
        }
    }

    /// The type that the document gives them.
    pub fn documented(&self) -> Option<&Type> {
        match self {
            Self::Documented(ty) => Some(ty),
            Self::Undocumented | Self::Closed => None,
        }
    }

    /// The same, to change.
    pub(crate) fn documented_mut(&mut self) -> Option<&mut Type> {
        match self {
            Self::Documented(ty) => Some(ty),
            Self::Undocumented | Self::Closed => None,
        }
    }

    /// Whether the object has none.
    pub fn is_closed(&self) -> bool {
        *self == Self::Closed
    }

    fn is_undocumented(&self) -> bool {
        *self == Self::Undocumented
    }
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Member {
    /// The name on the wire; never changed.
    pub wire: SmolStr,
    /// The Rust field, without `r#`.
    pub rust: SmolStr,
    /// What it holds, without regard to presence and null.
    #[serde(rename = "type")]
    pub ty: Type,
    /// Whether it is always there.
    pub presence: Presence,
    /// Whether `null` is one of its values.
    #[serde(skip_serializing_if = "is_false")]
    pub nullable: bool,
    /// What clearing it looks like on the wire, in an update.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clear: Option<Clear>,
    /// Whether the document marks it as on its way out.
    #[serde(skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// Description; may be empty.
    pub doc: SmolStr,
    /// The documented default, as JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Literal>,
    /// A documented example value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<Literal>,
    /// Documented limits of the value.
    #[serde(skip_serializing_if = "Constraints::is_empty")]
    pub constraints: Constraints,
    /// Keywords of the document that no standard knows, which begin with `x-`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub extensions: Extensions,
    /// Where it is written.
    pub place: Place,
}

/// Whether a member is always there. Apart from `nullable`: absent and null are two things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// In a response: promised by the spec. In a request: required.
    Always,
    /// May be left out.
    Optional,
}

/// What an update sends to clear a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Clear {
    /// `null`.
    Null,
    /// `""`.
    EmptyString,
    /// `[]`.
    EmptyList,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// A scalar with its meaning.
    Scalar(Scalar),
    /// A named type of this API.
    Named {
        /// Which.
        path: TypePath,
        /// Whether the value must be boxed, because the type would contain itself.
        #[serde(skip_serializing_if = "is_false")]
        boxed: bool,
    },
    /// An array.
    List(Box<Type>),
    /// An object whose member names are data.
    Map(Box<Type>),
    /// An array of fixed length whose items have types of their own.
    Tuple(Vec<Type>),
    /// A value that may be null, inside a list or map. Of members see [`Member::nullable`].
    Nullable(Box<Type>),
    /// A value of a type that the document only implies: others are kept as they come.
    Implied(Box<Type>),
    /// Any JSON.
    Any,
}

impl Type {
    /// A type that the document only implies. What may be null is so outside of it, and no type is
    /// implied twice.
    pub fn implied(ty: Self) -> Self {
        match ty {
            Self::Nullable(inner) => Self::Nullable(Box::new(Self::implied(*inner))),
            Self::Implied(_) => ty,
            ty => Self::Implied(Box::new(ty)),
        }
    }

    /// A named type that needs no box.
    pub fn named(path: TypePath) -> Self {
        Self::Named { path, boxed: false }
    }
}

/// A scalar: its JSON type and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scalar {
    /// Text.
    String,
    /// `true` or `false`.
    Boolean,
    /// A whole number, of 64 bits.
    Integer,
    /// A whole number that is not negative, of 64 bits.
    Unsigned,
    /// A number, as a double.
    Number,
    /// A number that keeps its digits.
    Decimal,
    /// An identifier; the name of an [`IdType`](super::IdType), such as `UserId`.
    Id(SmolStr),
    /// A point in time, with or without an offset.
    Timestamp,
    /// A day.
    Date,
    /// A URL.
    Url,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Text that must never be printed.
    Secret,
    /// Bytes as they are. Only of a whole body and of a part of one: never inside a type.
    Binary,
}

/// Values that a document lists; others are taken too.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Enum {
    /// The JSON type of the values.
    pub base: EnumBase,
    /// In the order of the document.
    pub values: Vec<EnumValue>,
}

/// The JSON type of an enum's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EnumBase {
    /// Strings.
    String,
    /// Whole numbers.
    Integer,
}

/// One value of an enum.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EnumValue {
    /// The value on the wire, as text (`active`, `1`).
    pub wire: SmolStr,
    /// The Rust variant.
    pub rust: SmolStr,
    /// Description; may be empty.
    pub doc: SmolStr,
    /// Where it is written.
    pub place: Place,
}

/// One of several types: a value is the one that it is nearest to, the first of those that are as near.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Union {
    /// In the order of the document.
    pub variants: Vec<Variant>,
    /// The member whose value says which variant an object is, where the document names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discriminator: Option<SmolStr>,
}

/// One alternative of a union.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Variant {
    /// The Rust variant.
    pub rust: SmolStr,
    /// What it holds.
    #[serde(rename = "type")]
    pub ty: Type,
    /// The values of the union's discriminator that mean it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<SmolStr>,
    /// Description; may be empty.
    pub doc: SmolStr,
}

/// Limits that a document puts on a value. They are documented, not enforced: a service that
/// breaks its own limits must stay readable.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Constraints {
    /// Each limit as the words that go into the documentation: `at most 100 characters`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<SmolStr>,
}

impl Constraints {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }
}

// serde hands `skip_serializing_if` a reference.
fn is_false(value: &bool) -> bool {
    !*value
}
