//! Identifiers: a type of its own per resource.

use serde::de::Deserializer;
use serde::ser::Serializer;

use super::scalar::{self, Misfit, Scalar, whole};
use super::{Form, JsonKind, Kind, ScalarShape, Shape};

/// What `identifier!` makes: the text of an identifier as a type of its own.
pub trait Identifier: Sized {
    /// Whether it is documented as an integer, and so written as one.
    const INTEGER: bool;

    /// Takes the text.
    fn from_text(text: String) -> Self;

    /// The text.
    fn text(&self) -> &str;
}

/// The text of an identifier, from a string or an integer.
struct Text(String);

impl Scalar for Text {
    const EXPECTED: &'static str = "an identifier (a string or an integer)";

    #[inline]
    fn from_text(text: &str) -> Result<Option<Self>, Misfit> {
        Ok(Some(Self(text.to_owned())))
    }

    fn from_string(text: String) -> Result<Option<Self>, Misfit> {
        Ok(Some(Self(text)))
    }

    fn from_unsigned(value: u64) -> Result<Option<Self>, Misfit> {
        Ok(Some(Self(value.to_string())))
    }

    fn from_signed(value: i64) -> Result<Option<Self>, Misfit> {
        Ok(Some(Self(value.to_string())))
    }

    // Past 2^53 a float is the wrong identifier.
    fn from_float(value: f64) -> Result<Option<Self>, Misfit> {
        whole(value).ok_or(Misfit).and_then(Self::from_signed)
    }

    fn from_digits(text: &str) -> Result<Option<Self>, Misfit> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        if digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Some(Self(text.to_owned())))
        } else {
            Err(Misfit)
        }
    }
}

/// The form of identifiers.
pub struct AsIdentifier;

impl<T: Identifier> Form<T> for AsIdentifier {
    const SHAPE: Shape = Shape::new(Kind::Scalar(&ScalarShape::of::<Text>(
        JsonKind::integer_if(T::INTEGER),
    )));

    #[inline]
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        Ok(scalar::decode::<Text, D>(deserializer)?.map(|Text(text)| T::from_text(text)))
    }

    fn encode<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        if T::INTEGER {
            encode_integer(value.text(), serializer)
        } else {
            serializer.serialize_str(value.text())
        }
    }

    fn blank() -> T {
        T::from_text(String::new())
    }
}

/// Writes an integer where the text is one, else the string that it is.
fn encode_integer<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let canonical = matches!(
        text.as_bytes(),
        [b'0'] | [b'1'..=b'9', ..] | [b'-', b'1'..=b'9', ..]
    );
    if canonical {
        if let Ok(value) = text.parse::<u64>() {
            return serializer.serialize_u64(value);
        }
        if let Ok(value) = text.parse::<i64>() {
            return serializer.serialize_i64(value);
        }
    }
    serializer.serialize_str(text)
}

/// Makes an identifier type: see the crate's contract with generated code.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_identifier {
    ($(#[$doc:meta])* pub struct $name:ident: string;) => {
        $crate::__v1_identifier!(@type [$(#[$doc])*] $name, false);
    };
    ($(#[$doc:meta])* pub struct $name:ident: integer;) => {
        $crate::__v1_identifier!(@type [$(#[$doc])*] $name, true);
    };
    (@type [$(#[$doc:meta])*] $name:ident, $integer:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// Takes the identifier's text.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The identifier's text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<u64> for $name {
            fn from(number: u64) -> Self {
                Self(number.to_string())
            }
        }

        impl From<&$name> for $name {
            fn from(other: &$name) -> Self {
                other.clone()
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(&self.0)
            }
        }

        impl $crate::__private::v1::Identifier for $name {
            const INTEGER: bool = $integer;

            fn from_text(text: String) -> Self {
                Self(text)
            }

            fn text(&self) -> &str {
                &self.0
            }
        }

        impl $crate::__private::v1::Field for $name {
            type Form = $crate::__private::v1::AsIdentifier;
        }

        impl $crate::__private::v1::Parameter for $name {
            fn texts(&self, visit: &mut dyn FnMut(&str)) {
                visit(&self.0);
            }
        }

        $crate::__v1_serde_by_field!($name);
    };
}
