//! Values that are one of several types, told apart by what they look like.

use std::cell::Cell;

use serde::de::{Deserialize, Deserializer};
use serde::ser::Serializer;
use serde_json::Value;

use super::{Field, Form, Kind, Shape};

/// How well a JSON value fits a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// An object of which a constant says that it is another.
    Unlike,
    /// Another kind of value, which lenient reading may still take.
    Other,
    /// The kind of value that is documented. An object may have members that the type drops.
    Kind,
    /// An object with members that the type does not name and keeps.
    Kept,
    /// The documented kind, with nothing in it that the type does not know.
    Exact,
}

impl Fit {
    /// `Exact` or `Other`.
    #[must_use]
    pub const fn exact_if(matches: bool) -> Self {
        if matches { Self::Exact } else { Self::Other }
    }
}

/// What `union!` makes of an enum: for [`AsUnion`].
pub trait Union: Sized {
    /// How many variants there are to try.
    const VARIANTS: usize;

    /// What is documented of each variant.
    const SHAPES: &'static [Shape];

    /// How well a value fits a variant.
    fn variant_fit(variant: usize, value: &Value) -> Fit;

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

/// How many readings may fail below one outermost union. Unions that hold themselves could
/// otherwise double the work with each level of a hostile body.
const FAILURES: u32 = 1_000;

thread_local! {
    static FAILED: Cell<u32> = const { Cell::new(0) };
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// Counts how deep unions nest, also when reading is left early.
pub(crate) struct Nested;

impl Nested {
    pub(crate) fn enter() -> Self {
        if DEPTH.get() == 0 {
            FAILED.set(0);
        }
        DEPTH.set(DEPTH.get() + 1);
        Self
    }
}

impl Drop for Nested {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}

/// The form of unions.
pub struct AsUnion;

/// Becomes the first variant that fits exactly, else the first that keeps what it does not name, else
/// the first of the documented kind, else the first that leniently takes the value. Of objects whose
/// constant is none that is documented only a single
/// one is taken: of several, none is what was sent, and to read it as one would lose what it holds.
fn choose<U: Union>(value: &Value, place: &mut U) -> Option<usize> {
    let _nested = Nested::enter();
    for fit in [Fit::Exact, Fit::Kept, Fit::Kind, Fit::Other] {
        for variant in 0..U::VARIANTS {
            if U::variant_fit(variant, value) != fit || FAILED.get() >= FAILURES {
                continue;
            }
            if place.become_variant(variant, value) {
                return Some(variant);
            }
            FAILED.set(FAILED.get() + 1);
        }
    }
    let unlike = |variant: &usize| U::variant_fit(*variant, value) == Fit::Unlike;
    let mut unlike = (0..U::VARIANTS).filter(unlike);
    match (unlike.next(), unlike.next()) {
        (Some(variant), None) => place.become_variant(variant, value).then_some(variant),
        _ => None,
    }
}

// A function of its own, so that the frame of the reader holds no union: see `attempt`.
fn become_other<U: Union>(place: &mut U, value: Value) {
    *place = U::other(value);
}

impl<U: Union> Form<U> for AsUnion {
    const SHAPE: Shape = Shape::new(Kind::Union(|value| {
        choose(value, &mut U::first()).map(|variant| U::SHAPES[variant])
    }));
    const IN_PLACE: bool = true;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<U>, D::Error> {
        let mut place = U::first();
        let came = Self::fill(&mut place, deserializer)?;
        Ok(came.then_some(place))
    }

    fn fill<'de, D: Deserializer<'de>>(blank: &mut U, deserializer: D) -> Result<bool, D::Error> {
        let value = Value::deserialize(deserializer)?;
        if value.is_null() {
            return Ok(false);
        }
        if choose(&value, blank).is_none() {
            become_other(blank, value);
        }
        Ok(true)
    }

    fn encode<S: Serializer>(value: &U, serializer: S) -> Result<S::Ok, S::Error> {
        value.write(serializer)
    }

    fn blank() -> U {
        U::first()
    }

    fn fit(value: &Value) -> Fit {
        let fits = (0..U::VARIANTS).map(|variant| U::variant_fit(variant, value));
        fits.max().unwrap_or(Fit::Other)
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

/// How well a value fits `T`. For `union!`.
#[must_use]
pub fn fit<T: Field>(value: &Value) -> Fit {
    T::Form::fit(value)
}

/// Makes an untagged enum: see the crate's contract with generated code.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_union {
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $($(#[$variant_doc:meta])* $variant:ident($type:ty)),+ $(,)?
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

            impl v1::Union for $name {
                const VARIANTS: usize = __ORDER.len();
                const SHAPES: &'static [v1::Shape] = &[$(v1::shape::<$type>()),+];

                fn variant_fit(variant: usize, value: &v1::Value) -> v1::Fit {
                    match __ORDER[variant] {
                        $(__Variant::$variant => v1::fit::<$type>(value),)+
                    }
                }

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
                        $(Self::$variant(value) => v1::Field::encode(value, serializer),)+
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
