//! The macro that the format is written with.

/// Writes a struct of the format, its decoding and its JSON Schema from one definition.
///
/// Of a field, the type says what is decoded and whether the key must be there, the doc comment
/// describes the key, and attributes say more, in this order:
///
/// - `#[key = "…"]`: the key has another name than the field.
/// - `#[words("…")]`: the only words that it takes.
/// - `#[form(FORM)]`: the form of the text that it takes, a constant of `spec::form`.
/// - `#[names(FORM)]`: the form of the names in a table whose keys are data.
/// - `#[only(…)]`: the only number that it takes; lowering reports others.
/// - `#[goes_on(true)]`: the table is read without the key where it cannot be had. That was
///   reported, and what else is wrong is reported too.
///
/// The struct gets a field `span`: where the table stands.
macro_rules! table {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident {
            $(
                $(#[doc = $field_doc:literal])*
                $(#[key = $key:literal])?
                $(#[words($($word:literal),+)])?
                $(#[form($form:ident)])?
                $(#[names($names:ident)])?
                $(#[only($only:literal)])?
                $(#[goes_on($goes_on:literal)])?
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
                        form: crate::spec::decode::table!(@form $($form)?),
                        names: crate::spec::decode::table!(@form $($names)?),
                        only: crate::spec::decode::table!(@only $($only)?),
                        goes_on: crate::spec::decode::table!(@goes_on $($goes_on)?),
                    },
                )*
            ];
        }

        impl crate::spec::decode::Decode for $name {
            const IS_TABLE: bool = true;

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

            fn unread(span: crate::source::Span) -> Option<Self> {
                let mut keys = <Self as crate::spec::decode::Table>::KEYS.iter();
                Some(Self {
                    $($field: crate::spec::decode::unread_field::<$ty>(keys.next()?, span)?,)*
                    span,
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
    (@form) => { None };
    (@form $form:ident) => { Some(&crate::spec::form::$form) };
    (@only) => { None };
    (@only $only:literal) => { Some($only) };
    (@goes_on) => { false };
    (@goes_on $goes_on:literal) => { $goes_on };
}

pub(in crate::spec) use table;
