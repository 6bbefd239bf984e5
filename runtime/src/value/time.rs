//! Times: they keep the text that the service wrote.

use std::fmt;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::{Field, Form, Shape, decode_promised, scalar, shape};

macro_rules! text_scalar {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// Takes the text as it is.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text as the service wrote it, or as it will be sent.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
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

        impl Field for $name {
            type Form = Self;
        }

        impl Form<Self> for $name {
            const SHAPE: Shape = shape::<String>();

            #[inline]
            fn decode<'de, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Option<Self>, D::Error> {
                Ok(scalar::decode::<String, D>(deserializer)?.map(Self))
            }

            #[inline]
            fn encode<S: Serializer>(value: &Self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&value.0)
            }

            fn blank() -> Self {
                Self::default()
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.encode(serializer)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                decode_promised(deserializer)
            }
        }
    };
}

text_scalar! {
    /// A point in time, as text: `2016-06-05T02:30:08-0700`, `2023-12-12T14:32:50+05:30`, or a date
    /// alone where the service writes no more. It is kept as it came, and compares as text.
    ///
    /// ```
    /// use clientwright_runtime::Timestamp;
    ///
    /// let time = Timestamp::new("2016-06-05T02:30:08-0700");
    /// assert_eq!(time.as_str(), "2016-06-05T02:30:08-0700");
    /// # #[cfg(feature = "jiff")]
    /// assert_eq!(time.to_jiff().ok().map(|time| time.as_second()), Some(1_465_119_008));
    /// ```
    Timestamp
}

text_scalar! {
    /// A calendar date, as text: `2016-06-05`. It is kept as it came, and compares as text.
    ///
    /// ```
    /// assert_eq!(clientwright_runtime::Date::new("2016-06-05").as_str(), "2016-06-05");
    /// ```
    Date
}
