//! Enumerations that stay open for values that nobody documented.

use std::fmt;

use serde::de::Deserializer;
use serde::ser::Serializer;

use super::scalar::{self, Misfit, Scalar, number, whole};
use super::text::{Kind, Text};
use super::{Form, JsonKind, ScalarShape, Shape};

/// A value of an enumeration that no document lists, or one that [`Foreign`](crate::Foreign) could
/// not read: opaque, so that nobody matches on its text. It is written back as it was read.
/// ```
/// # use clientwright_runtime::__private::v1;
/// # v1::open_enum! {
/// #     /// The state of a widget, as clientwright would generate it.
/// #     pub enum WidgetState: string {
/// #         /// `new`
/// #         New = "new",
/// #         /// `sold`
/// #         Sold = "sold",
/// #     }
/// # }
/// # let state = WidgetState::from("mislaid".to_owned());
/// let shown = match &state {
///     WidgetState::New => "on the shelf".to_owned(),
///     WidgetState::Sold => "gone".to_owned(),
///     // A state that the vendor added.
///     other => format!("{other}?"),
/// };
/// assert_eq!(shown, "mislaid?");
/// assert_eq!(serde_json::to_string(&state)?, "\"mislaid\"");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Unlisted {
    pub(super) text: String,
    pub(super) kind: Kind,
}

impl Unlisted {
    /// The text of the value.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// A value that is written as a string. For generated code.
    #[doc(hidden)]
    #[must_use]
    pub fn string(text: String) -> Self {
        Self {
            text,
            kind: Kind::String,
        }
    }

    /// A value that is written as an integer where its text is one. For generated code.
    #[doc(hidden)]
    #[must_use]
    pub fn integer(text: String) -> Self {
        let canonical = text
            .parse::<i64>()
            .is_ok_and(|value| value.to_string() == text);
        let kind = if canonical {
            Kind::Number
        } else {
            Kind::String
        };
        Self { text, kind }
    }

    /// Writes the value as it was read.
    pub(super) fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.kind {
            Kind::String => serializer.serialize_str(&self.text),
            Kind::Boolean => serializer.serialize_bool(self.text == "true"),
            Kind::Number => super::decimal::encode_digits(&self.text, serializer),
        }
    }
}

impl Default for Unlisted {
    fn default() -> Self {
        Self::string(String::new())
    }
}

impl fmt::Debug for Unlisted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::String => fmt::Debug::fmt(&self.text, formatter),
            Kind::Number | Kind::Boolean => formatter.write_str(&self.text),
        }
    }
}

impl fmt::Display for Unlisted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.text)
    }
}

/// What `open_enum!` makes of an enum: for [`AsEnum`].
pub trait OpenEnum: Sized {
    /// Whether the documented values are integers, of which `""` is an unset one.
    const INTEGER: bool;

    /// Whether a single value is documented.
    const CONSTANT: bool;

    /// The documented value with this text.
    fn listed(text: &str) -> Option<Self>;

    /// Any other value.
    fn unlisted(value: Unlisted) -> Self;

    /// The value as it is written.
    fn wire(&self) -> Wire<'_>;
}

/// A value of an enumeration as it is written.
pub enum Wire<'a> {
    /// A documented string.
    Text(&'static str),
    /// A documented integer.
    Integer(i64),
    /// A value that no document lists.
    Unlisted(&'a Unlisted),
}

impl From<&'static str> for Wire<'_> {
    fn from(text: &'static str) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Wire<'_> {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

/// An enumeration as a scalar; what is not listed is kept with its kind.
struct Open<T>(T);

impl<T: OpenEnum> Open<T> {
    fn from_wire(found: Result<Option<Text>, Misfit>) -> Result<Option<Self>, Misfit> {
        Ok(found?.map(|Text { text, kind }| {
            let value = T::listed(&text).unwrap_or_else(|| T::unlisted(Unlisted { text, kind }));
            Self(value)
        }))
    }
}

impl<T: OpenEnum> Scalar for Open<T> {
    const EXPECTED: &'static str = "a value of an enumeration (a string, a number or a boolean)";
    const LISTS: bool = true;
    const CONSTANT: bool = T::CONSTANT;

    #[inline]
    fn from_text(text: &str) -> Result<Option<Self>, Misfit> {
        match T::listed(text) {
            Some(value) => Ok(Some(Self(value))),
            None if T::INTEGER && text.is_empty() => Ok(None),
            None => Self::from_wire(Text::from_text(text)),
        }
    }

    fn from_bool(value: bool) -> Result<Option<Self>, Misfit> {
        Self::from_wire(Text::from_bool(value))
    }

    fn from_unsigned(value: u64) -> Result<Option<Self>, Misfit> {
        Self::from_wire(Text::from_unsigned(value))
    }

    fn from_signed(value: i64) -> Result<Option<Self>, Misfit> {
        Self::from_wire(Text::from_signed(value))
    }

    fn from_float(value: f64) -> Result<Option<Self>, Misfit> {
        Self::from_wire(Text::from_float(value))
    }

    fn from_digits(text: &str) -> Result<Option<Self>, Misfit> {
        // `1.0` is the integer 1 here too.
        let whole = number(text).ok().and_then(whole);
        match whole.and_then(|whole| T::listed(&whole.to_string())) {
            Some(value) => Ok(Some(Self(value))),
            None => Self::from_wire(Text::from_digits(text)),
        }
    }

    fn is_listed(&self) -> bool {
        !matches!(self.0.wire(), Wire::Unlisted(_))
    }
}

/// The form of open enumerations.
pub struct AsEnum;

impl<T: OpenEnum> Form<T> for AsEnum {
    const SHAPE: Shape = Shape::new(super::Kind::Scalar(&ScalarShape::of::<Open<T>>(
        JsonKind::integer_if(T::INTEGER),
    )));

    #[inline]
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        Ok(scalar::decode::<Open<T>, D>(deserializer)?.map(|Open(value)| value))
    }

    fn encode<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        match value.wire() {
            Wire::Text(text) => serializer.serialize_str(text),
            Wire::Integer(value) => serializer.serialize_i64(value),
            Wire::Unlisted(value) => value.encode(serializer),
        }
    }

    fn blank() -> T {
        T::unlisted(Unlisted::default())
    }
}

/// Makes an open enumeration: see the crate's contract with generated code.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_open_enum {
    (
        $(#[$doc:meta])*
        pub enum $name:ident: string {
            $($(#[$variant_doc:meta])* $variant:ident = $value:literal),* $(,)?
        }
    ) => {
        $crate::__v1_open_enum! { @type
            [$(#[$doc])*] $name, false, string;
            $([$(#[$variant_doc])*] $variant, $value, $value;)*
        }
    };
    (
        $(#[$doc:meta])*
        pub enum $name:ident: integer {
            $($(#[$variant_doc:meta])* $variant:ident = $value:literal),* $(,)?
        }
    ) => {
        $crate::__v1_open_enum! { @type
            [$(#[$doc])*] $name, true, integer;
            $([$(#[$variant_doc])*] $variant, $value, stringify!($value);)*
        }

        impl From<i64> for $name {
            fn from(value: i64) -> Self {
                Self::from(value.to_string())
            }
        }
    };
    (
        @type [$(#[$doc:meta])*] $name:ident, $integer:literal, $kind:ident;
        $([$(#[$variant_doc:meta])*] $variant:ident, $value:literal, $text:expr;)*
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[allow(clippy::enum_variant_names, reason = "the service chose the names")]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
            /// A value that no document lists.
            Unlisted($crate::Unlisted),
        }

        impl $name {
            /// The value's text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unlisted(value) => value.as_str(),
                }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::Unlisted($crate::Unlisted::default())
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::from(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                <Self as $crate::__private::v1::OpenEnum>::listed(&text)
                    .unwrap_or_else(|| Self::Unlisted($crate::Unlisted::$kind(text)))
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl $crate::__private::v1::OpenEnum for $name {
            const INTEGER: bool = $integer;
            const CONSTANT: bool = {
                let values: &[&str] = &[$($text),*];
                values.len() == 1
            };

            fn listed(text: &str) -> Option<Self> {
                $(if text == $text {
                    return Some(Self::$variant);
                })*
                None
            }

            fn unlisted(value: $crate::Unlisted) -> Self {
                Self::Unlisted(value)
            }

            fn wire(&self) -> $crate::__private::v1::Wire<'_> {
                match self {
                    $(Self::$variant => $crate::__private::v1::Wire::from($value),)*
                    Self::Unlisted(value) => $crate::__private::v1::Wire::Unlisted(value),
                }
            }
        }

        impl $crate::__private::v1::Field for $name {
            type Form = $crate::__private::v1::AsEnum;
        }

        impl $crate::__private::v1::Parameter for $name {
            fn texts(&self, visit: &mut dyn FnMut(&str)) {
                visit(self.as_str());
            }
        }

        $crate::__v1_serde_by_field!($name);
    };
}
