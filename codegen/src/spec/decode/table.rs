//! The macro that the format is written with.

/// Writes a struct of the format, its decoding and its JSON Schema from one definition.
///
/// Of a field, the type says what is decoded and whether the key must be there, the doc comment
/// describes the key, `#[key = "…"]` gives it another name than the field's, and `#[words("…")]`
/// lists the only words that it takes. The struct gets a field `span`: where the table stands.
macro_rules! table {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident {
            $(
                $(#[doc = $field_doc:literal])*
                $(#[key = $key:literal])?
                $(#[words($($word:literal),+)])?
                pub $field:ident: $ty:ty,
            )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            $(
                $(#[doc = $field_doc])*
                pub $field: $ty,
            )*
            /// Where the table stands: its header, or the whole of an inline table.
            pub span: crate::source::Span,
        }

        impl crate::spec::decode::Table for $name {
            const KEYS: &'static [crate::spec::decode::Key] = &[
                $(
                    crate::spec::decode::Key {
                        name: crate::spec::decode::table!(@name $field $($key)?),
                        doc: &[$($field_doc),*],
                        required: <$ty as crate::spec::decode::Decode>::REQUIRED,
                        words: &[$($($word),+)?],
                    },
                )*
            ];
        }

        impl crate::spec::decode::Decode for $name {
            fn decode(
                node: &crate::source::Node,
                decoder: &mut crate::spec::decode::Decoder<'_>,
            ) -> Option<Self> {
                let object = decoder.table::<Self>(node)?;
                let mut keys = <Self as crate::spec::decode::Table>::KEYS.iter();
                $(
                    // One key a field, in the same order.
                    let $field = keys
                        .next()
                        .and_then(|key| decoder.field::<$ty>(object, node.span, key));
                )*
                Some(Self {
                    $($field: $field?,)*
                    span: node.span,
                })
            }

            #[cfg(feature = "spec-schema")]
            fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                generator.subschema_for::<Self>()
            }
        }

        #[cfg(feature = "spec-schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let fields = [
                    $(<$ty as crate::spec::decode::Decode>::schema(generator),)*
                ];
                crate::spec::schema::table_schema::<Self>(&[$($doc),*], fields)
            }
        }
    };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $key:literal) => { $key };
}

pub(in crate::spec) use table;
