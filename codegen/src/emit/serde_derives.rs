//! Serde's own derives in place of our reading and writing.
//!
//! They read strictly what is documented. An update that clears a member is written as `null`
//! whatever the service documents: serde's attributes cannot say more.

use super::fields::{Field, Holds};
use super::scope::Scope;
use super::{EmitError, doc_text, names};
use crate::ir::{Type, TypeDef, Union};
use proc_macro2::TokenStream;
use quote::quote;

/// The attributes of a field.
pub(super) fn attributes(field: &Field<'_>, scope: &Scope<'_>) -> TokenStream {
    let wire = field.wire;
    let ident = field.ident.to_string();
    let rename = (ident.trim_start_matches("r#") != wire).then(|| quote!(rename = #wire,));
    let is_none = format!("{}::is_none", scope.prelude("Option")).replace(' ', "");
    match holds(field) {
        Holds::Bare => rename.map_or_else(TokenStream::new, |rename| quote!(#[serde(#rename)])),
        // Left to itself, serde reads an `Option` that is missing as `None`.
        Holds::Null => {
            quote!(#[serde(#rename deserialize_with = "serde::Deserialize::deserialize")])
        }
        Holds::Option => quote!(#[serde(#rename default, skip_serializing_if = #is_none)]),
        Holds::OptionNull => quote! {
            #[serde(
                #rename
                default,
                deserialize_with = "read_present",
                skip_serializing_if = #is_none
            )]
        },
        Holds::Patch => {
            quote!(#[serde(#rename default, with = "patch", skip_serializing_if = "patch::is_keep")])
        }
        Holds::Additional | Holds::Undocumented => quote!(#[serde(flatten)]),
    }
}

/// What stands around a field's type, as serde's attributes see it: null is a value of any JSON.
pub(super) fn holds(field: &Field<'_>) -> Holds {
    match (field.holds, field.shape) {
        (Holds::Option, Some(Type::Any)) => Holds::OptionNull,
        (holds, _) => holds,
    }
}

/// What the attributes of a file's fields call.
pub(super) fn helpers<'f>(
    fields: impl Iterator<Item = &'f Holds>,
    runtime: &TokenStream,
) -> TokenStream {
    let mut present = TokenStream::new();
    let mut patch = TokenStream::new();
    for holds in fields {
        match holds {
            Holds::OptionNull => {
                present = quote! {
                    fn read_present<'de, T, D>(deserializer: D) -> ::core::result::Result<::core::option::Option<T>, D::Error>
                    where
                        T: serde::Deserialize<'de>,
                        D: serde::Deserializer<'de>,
                    {
                        T::deserialize(deserializer).map(Some)
                    }
                };
            }
            Holds::Patch => patch = patch_module(runtime),
            _ => {}
        }
    }
    quote!(#present #patch)
}

fn patch_module(runtime: &TokenStream) -> TokenStream {
    quote! {
        mod patch {
            use #runtime::{Patch, __private::v1};
            use serde::{Deserialize, Deserializer, Serialize, Serializer};

            pub(super) fn is_keep<T>(patch: &Patch<T>) -> bool {
                matches!(patch, Patch::Keep)
            }

            pub(super) fn serialize<T: Serialize, S: Serializer>(
                patch: &Patch<T>,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                match patch {
                    Patch::Set(value) => value.serialize(serializer),
                    _ => serializer.serialize_none(),
                }
            }

            pub(super) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Patch<T>, D::Error> {
                let value = Option::deserialize(deserializer)?;
                Ok(value.map_or(Patch::cleared(v1::Cleared::Null), Patch::Set))
            }
        }
    }
}

/// A union, tried in order.
pub(super) fn union(
    def: &TypeDef,
    doc: &[String],
    union: &Union,
    types: &[TokenStream],
) -> Result<TokenStream, EmitError> {
    let name = names::ident(def.path.name(), &def.place)?;
    let doc = doc_text::doc_attributes(doc);
    let mut variants = TokenStream::new();
    for (variant, ty) in union.variants.iter().zip(types) {
        let ident = names::ident(&variant.rust, &def.place)?;
        let doc = doc_text::doc_attributes(&super::docs::variant(variant, None));
        variants.extend(quote!(#doc #ident(#ty),));
    }
    Ok(quote! {
        #doc
        #[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
        #[non_exhaustive]
        #[serde(untagged)]
        pub enum #name {
            #variants
            /// A value that is none of the documented types.
            Other(v1::Value),
        }

        impl ::core::default::Default for #name {
            fn default() -> Self {
                Self::Other(v1::Value::Null)
            }
        }
    })
}
