//! Values that are one of several types, told apart by what they look like.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::Value;

use super::distance::choose;
use super::{AsSerialize, Field, Form, Kind, Shape};

/// What `union!` makes of an enum: for [`AsUnion`].
pub trait Union: Sized {
    /// What is documented of each variant.
    const SHAPES: &'static [Shape];

    /// The member whose value says which variant an object is, where the document names one.
    const DISCRIMINATOR: Option<Discriminator> = None;

    /// Whether the document takes other values too: what no variant describes exactly is kept as it
    /// came, `null` among it.
    const OPEN: bool = false;

    /// Becomes a variant that is read from a value, and says whether that was possible.
    fn become_variant(&mut self, variant: usize, value: &Value) -> bool;

    /// The variant for what fits none.
    fn other(value: Value) -> Self;

    /// Writes the variant that it is.
    ///
    /// # Errors
    /// Those of the serializer.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// The first variant, blank.
    fn first() -> Self;
}

/// The member that tells the variants of a union apart.
#[derive(Clone, Copy, Debug)]
pub struct Discriminator {
    /// Its name on the wire.
    pub member: &'static str,
    /// The values that mean each variant; none where the document does not say.
    pub values: &'static [&'static [&'static str]],
}

impl Discriminator {
    /// The value of the member as text; `None` where there is none.
    pub(super) fn tag(&self, value: &Value) -> Option<String> {
        match value.get(self.member)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(flag) => Some(flag.to_string()),
            _ => None,
        }
    }
}

/// What is documented of a union.
pub(crate) struct UnionShape {
    pub(crate) shapes: &'static [Shape],
    pub(super) discriminator: Option<Discriminator>,
    /// Whether the document takes other values too.
    pub(crate) open: bool,
}

impl UnionShape {
    /// Of a union that holds itself in a list, the description would contain itself: hence a function.
    fn of<U: Union>() -> &'static Self {
        const {
            &Self {
                shapes: U::SHAPES,
                discriminator: U::DISCRIMINATOR,
                open: U::OPEN,
            }
        }
    }

    fn tags(&self, variant: usize) -> &'static [&'static str] {
        let values = self.discriminator.map(|it| it.values).unwrap_or_default();
        values.get(variant).copied().unwrap_or_default()
    }

    /// Whether the document says which variant a tag means.
    pub(super) fn knows(&self, tag: &str) -> bool {
        (0..self.shapes.len()).any(|variant| self.tags(variant).contains(&tag))
    }

    /// Whether an object with this tag may be a variant: one that the tag means, or, where it means
    /// none, one of which the document names no tag.
    pub(super) fn admits(&self, variant: usize, tag: &str, known: bool) -> bool {
        let tags = self.tags(variant);
        if known {
            tags.contains(&tag)
        } else {
            tags.is_empty()
        }
    }

    /// The type that a value is read as; `None` where it is none that is documented.
    pub(crate) fn choose(&'static self, value: &Value) -> Option<Shape> {
        choose(self, value).map(|variant| self.shapes[variant])
    }
}

/// The form of unions.
pub struct AsUnion;

// A function of its own, so that the frame of the reader holds no union: see `attempt`.
fn become_other<U: Union>(place: &mut U, value: Value) {
    *place = U::other(value);
}

impl<U: Union> Form<U> for AsUnion {
    const SHAPE: Shape = Shape::new(Kind::Union(UnionShape::of::<U>));
    const IN_PLACE: bool = true;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<U>, D::Error> {
        let mut place = U::first();
        let came = Self::fill(&mut place, deserializer)?;
        Ok(came.then_some(place))
    }

    fn fill<'de, D: Deserializer<'de>>(blank: &mut U, deserializer: D) -> Result<bool, D::Error> {
        let value = Value::deserialize(deserializer)?;
        if value.is_null() && !U::OPEN {
            return Ok(false);
        }
        match choose(UnionShape::of::<U>(), &value) {
            Some(variant) if blank.become_variant(variant, &value) => {}
            _ => become_other(blank, value),
        }
        Ok(true)
    }

    fn encode<S: Serializer>(value: &U, serializer: S) -> Result<S::Ok, S::Error> {
        value.write(serializer)
    }

    fn blank() -> U {
        U::first()
    }
}

/// Hands on what a value is read as, if it can be read as a `T`, and says whether it can. For `union!`.
///
/// What is large is read on the heap: one frame of this stands on the stack for each union that holds
/// the next, and without optimisation a frame has room for each copy of a value.
pub fn attempt<T: Field>(value: &Value, put: impl FnOnce(T)) -> bool {
    if !T::Form::IN_PLACE {
        return attempt_by_value(value, put);
    }
    match <Box<T> as Field>::decode(value) {
        Ok(Some(found)) => {
            unbox(found, put);
            true
        }
        Ok(None) | Err(_) => false,
    }
}

fn attempt_by_value<T: Field>(value: &Value, put: impl FnOnce(T)) -> bool {
    match T::decode(value) {
        Ok(Some(found)) => {
            put(found);
            true
        }
        Ok(None) | Err(_) => false,
    }
}

#[expect(clippy::boxed_local, reason = "the value leaves its box here")]
fn unbox<T>(found: Box<T>, put: impl FnOnce(T)) {
    put(*found);
}

/// Writes a variant together with the member that tells it from the others, where the value does not
/// say that itself. For `union!`.
///
/// # Errors
/// Those of the serializer.
pub fn write_variant<T: Field, S: Serializer>(
    value: &T,
    member: Option<&'static str>,
    tags: &'static [&'static str],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match (member, tags) {
        (Some(member), [tag, ..]) => T::Form::encode_tagged(value, member, tag, serializer),
        _ => AsSerialize(value).serialize(serializer),
    }
}

/// Makes an untagged enum: see the crate's contract with generated code.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_union {
    (
        $(#[$doc:meta])*
        pub enum $name:ident $(by $member:literal)? $(or $other:ident)? {
            $($(#[$variant_doc:meta])* $variant:ident($type:ty) $(= $($tag:literal)|+)?),+ $(,)?
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        #[allow(clippy::enum_variant_names, reason = "the service chose the names")]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_doc])* $variant($type),)+
            /// A value that is none of the documented types.
            Other($crate::__private::v1::Value),
        }

        const _: () = {
            use $crate::__private::v1;

            // Names that no type of a generated crate has.
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            #[derive(Clone, Copy)]
            enum __Variant {
                $($variant,)+
            }

            const __ORDER: &[__Variant] = &[$(__Variant::$variant,)+];

            // The tags of each variant, and the member that has them.
            const __TAGS: &[&[&str]] = &[$(&[$($($tag),+)?]),+];
            const __MEMBER: Option<&str> = $crate::__v1_union_member!($($member)?);

            impl v1::Union for $name {
                const SHAPES: &'static [v1::Shape] = &[$(v1::shape::<$type>()),+];
                const DISCRIMINATOR: Option<v1::Discriminator> = match __MEMBER {
                    Some(member) => Some(v1::Discriminator { member, values: __TAGS }),
                    None => None,
                };

                $(const OPEN: bool = !stringify!($other).is_empty();)?

                fn become_variant(&mut self, variant: usize, value: &v1::Value) -> bool {
                    match __ORDER[variant] {
                        $(__Variant::$variant => {
                            v1::attempt(value, |found| *self = Self::$variant(found))
                        })+
                    }
                }

                fn other(value: v1::Value) -> Self {
                    Self::Other(value)
                }

                fn write<S: v1::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    match self {
                        $(Self::$variant(value) => v1::write_variant(
                            value,
                            __MEMBER,
                            __TAGS[__Variant::$variant as usize],
                            serializer,
                        ),)+
                        Self::Other(value) => v1::Field::encode(value, serializer),
                    }
                }

                fn first() -> Self {
                    match __ORDER[0] {
                        $(__Variant::$variant => Self::$variant(v1::blank()),)+
                    }
                }
            }

            impl v1::Field for $name {
                type Form = v1::AsUnion;
            }

            impl Default for $name {
                fn default() -> Self {
                    v1::blank()
                }
            }
        };

        $crate::__v1_serde_by_field!($name);
    };
}

/// The discriminator of a union, if it has one.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_union_member {
    () => {
        None
    };
    ($member:literal) => {
        Some($member)
    };
}

/// Serde's traits by way of `Field`.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_serde_by_field {
    ($name:ident) => {
        impl $crate::__private::v1::Serialize for $name {
            fn serialize<S: $crate::__private::v1::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                $crate::__private::v1::Field::encode(self, serializer)
            }
        }

        impl<'de> $crate::__private::v1::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::v1::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::__private::v1::decode_promised(deserializer)
            }
        }
    };
}
