//! Structs: the item, and for those that are sent `new` and the setters.

use super::argument::{self, Argument, argument};
use super::fields::{Field, Holds};
use super::scope::Scope;
use super::{EmitError, EmitOptions, doc_text, docs, names, serde_derives};
use crate::ir::{Clear, Role, TypeDef};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::collections::HashSet;

/// The arguments of `new` past which clippy asks whether that is too many.
const MANY: usize = 7;

/// The struct of a type.
pub(super) fn item(
    def: &TypeDef,
    doc: &[String],
    fields: &[Field<'_>],
    is_default: bool,
    scope: &mut Scope<'_>,
    options: &EmitOptions,
) -> Result<TokenStream, EmitError> {
    let name = names::ident(def.path.name(), &def.place)?;
    let doc = doc_text::doc_attributes(doc);
    let derives = derives(is_default, options);
    let mut members = TokenStream::new();
    for field in fields {
        let (doc, ident) = (&field.doc, &field.ident);
        let ty = field.ty(scope);
        let attributes = options
            .serde_derives
            .then(|| serde_derives::attributes(field, scope));
        members.extend(quote!(#doc #attributes pub #ident: #ty,));
    }
    if def.implied {
        let doc = doc_text::doc_attributes(&[docs::INSTEAD.to_owned()]);
        let attributes = options.serde_derives.then(|| quote!(#[serde(skip)]));
        let ident = instead(fields);
        let (option, box_) = (scope.prelude("Option"), scope.prelude("Box"));
        let value = scope.runtime("Value");
        members.extend(quote!(#doc #attributes pub #ident: #option<#box_<#value>>,));
    }
    Ok(quote! {
        #doc
        #derives
        #[non_exhaustive]
        pub struct #name { #members }
    })
}

/// The field for what comes in the place of an object.
pub(super) fn instead(fields: &[Field<'_>]) -> Ident {
    let mut name = "instead".to_owned();
    while fields.iter().any(|field| field.ident == name) {
        name.push_str("_of_it");
    }
    format_ident!("{name}")
}

fn derives(is_default: bool, options: &EmitOptions) -> TokenStream {
    let default = is_default.then(|| quote!(Default,));
    let own: &[&str] = match is_default {
        true => &["Clone", "Debug", "Default", "PartialEq"],
        false => &["Clone", "Debug", "PartialEq"],
    };
    // They were paths when the options were made.
    let more = options.derives_beside(own);
    let more: Vec<syn::Path> = more.filter_map(|path| syn::parse_str(path).ok()).collect();
    if options.serde_derives {
        quote!(#[derive(Clone, Debug, #default PartialEq, serde::Deserialize, serde::Serialize #(, #more)*)])
    } else {
        quote!(#[derive(Clone, Debug, #default PartialEq #(, #more)*)])
    }
}

/// `new` and the setters of a struct that is sent; nothing for one that is received.
pub(super) fn builder(
    def: &TypeDef,
    fields: &[Field<'_>],
    is_default: bool,
    scope: &mut Scope<'_>,
) -> Result<TokenStream, EmitError> {
    if def.role == Role::Response {
        return Ok(TokenStream::new());
    }
    let name = names::ident(def.path.name(), &def.place)?;
    let required = fields.iter().filter(|field| field.is_required());
    let arguments: Vec<_> = required
        .map(|field| {
            let ty = field.ty(scope);
            // What is around the type of one that may be null is no list.
            let list = field.shape.filter(|_| field.holds == Holds::Bare);
            let Argument { ty, value } = argument(list, &ty, &field.ident, scope);
            (&field.ident, ty, value)
        })
        .collect();
    let rest = fields
        .iter()
        .filter(|field| !field.is_required())
        .map(|field| {
            let empty = match field.holds {
                Holds::Patch => {
                    let patch = scope.runtime("Patch");
                    quote!(#patch::Keep)
                }
                Holds::Additional | Holds::Undocumented => {
                    let map = scope.map();
                    quote!(#map::new())
                }
                _ => quote!(None),
            };
            (&field.ident, empty)
        })
        .collect::<Vec<_>>();
    let new = constructor(&arguments, &rest, is_default);
    let taken: HashSet<String> = fields.iter().map(|field| field.ident.to_string()).collect();
    let mut setters = TokenStream::new();
    for field in fields {
        if field.ident == "new" && !field.is_required() {
            return Err(EmitError::new(
                &def.place,
                format!(
                    "`{name}` has a member `new`, which is how it is made: name it in the spec"
                ),
            ));
        }
        if !field.is_required() {
            setters.extend(setter(field, scope));
        }
        if let Some(clear) = field.clear {
            setters.extend(clearer(field, clear, &taken, scope));
        }
        if field.holds == Holds::OptionNull {
            setters.extend(null_setter(field, &taken));
        }
    }
    let allow = allow(
        fields
            .iter()
            .filter(|field| !field.is_required())
            .map(|field| &field.ident),
    );
    Ok(quote! {
        #allow
        impl #name { #new #setters }
    })
}

/// `new`: what is required as arguments, all else empty.
pub(super) fn constructor(
    arguments: &[(&Ident, TokenStream, TokenStream)],
    rest: &[(&Ident, TokenStream)],
    is_default: bool,
) -> TokenStream {
    let doc = match (arguments.is_empty(), rest.is_empty()) {
        (true, _) => "Nothing set.",
        (false, true) => "What is required, which is all there is.",
        (false, false) => "What is required; the rest has setters.",
    };
    let doc = doc_text::doc_attributes(&[doc.to_owned()]);
    if arguments.is_empty() && is_default && !rest.iter().any(|(ident, _)| *ident == "default") {
        return quote!(#doc pub fn new() -> Self { Self::default() });
    }
    let allow = many(arguments.len());
    let parameters = arguments.iter().map(|(ident, ty, _)| quote!(#ident: #ty));
    let given = arguments.iter().map(|(ident, _, value)| {
        if value.to_string() == ident.to_string() {
            quote!(#ident)
        } else {
            quote!(#ident: #value)
        }
    });
    let rest = rest.iter().map(|(ident, value)| quote!(#ident: #value));
    let all = given.chain(rest);
    quote! {
        #doc
        #allow
        pub fn new(#(#parameters),*) -> Self {
            Self { #(#all,)* }
        }
    }
}

/// What a function says that takes more arguments than clippy likes.
pub(super) fn many(arguments: usize) -> Option<TokenStream> {
    (arguments > MANY).then(
        || quote!(#[allow(clippy::too_many_arguments, reason = "the service requires them all")]),
    )
}

fn setter(field: &Field<'_>, scope: &mut Scope<'_>) -> TokenStream {
    let (ident, doc) = (&field.ident, &field.summary);
    if field.holds.is_additional() {
        return extender(field, scope);
    }
    let Argument { ty, value } = argument(field.shape, &field.inner, ident, scope);
    let value = match field.holds {
        Holds::OptionNull => quote!(Some(Some(#value))),
        Holds::Patch => {
            let patch = scope.runtime("Patch");
            quote!(#patch::Set(#value))
        }
        _ => quote!(Some(#value)),
    };
    quote! {
        #doc
        pub fn #ident(mut self, #ident: #ty) -> Self {
            self.#ident = #value;
            self
        }
    }
}

/// The setter of additional members: each call adds to what is there.
fn extender(field: &Field<'_>, scope: &Scope<'_>) -> TokenStream {
    let (ident, doc) = (&field.ident, &field.summary);
    let Argument { ty, value } = argument::pairs(&field.inner, ident, scope);
    quote! {
        #doc
        pub fn #ident(mut self, #ident: #ty) -> Self {
            let #ident = #ident.into_iter();
            self.#ident.extend(#value);
            self
        }
    }
}

/// The method that sends null as a member of a request.
fn null_setter(field: &Field<'_>, taken: &HashSet<String>) -> TokenStream {
    let ident = &field.ident;
    let name = second_setter("null", field, taken);
    let doc = format!(" Sends `null` as {}.", doc_text::code(field.wire));
    quote! {
        #[doc = #doc]
        pub fn #name(mut self) -> Self {
            self.#ident = Some(None);
            self
        }
    }
}

/// The name of a method that stands beside a member's setter.
fn second_setter(prefix: &str, field: &Field<'_>, taken: &HashSet<String>) -> Ident {
    let bare = field.ident.to_string();
    let mut name = format!("{prefix}_{}", bare.trim_start_matches("r#"));
    while taken.contains(&name) {
        name.push_str("_value");
    }
    format_ident!("{name}")
}

fn clearer(
    field: &Field<'_>,
    clear: Clear,
    taken: &HashSet<String>,
    scope: &mut Scope<'_>,
) -> TokenStream {
    let (ident, patch) = (&field.ident, scope.runtime("Patch"));
    let name = second_setter("clear", field, taken);
    let wire = match clear {
        Clear::Null => "null",
        Clear::EmptyString => "\"\"",
        Clear::EmptyList => "[]",
    };
    let cleared = format_ident!("{}", cleared(clear));
    let doc = format!(
        " Clears it: sends `{wire}` as {}.",
        doc_text::code(field.wire)
    );
    quote! {
        #[doc = #doc]
        pub fn #name(mut self) -> Self {
            self.#ident = #patch::cleared(v1::Cleared::#cleared);
            self
        }
    }
}

/// The runtime's name for a way of clearing.
pub(super) fn cleared(clear: Clear) -> &'static str {
    match clear {
        Clear::Null => "Null",
        Clear::EmptyString => "EmptyString",
        Clear::EmptyList => "EmptyList",
    }
}

/// What an `impl` says where clippy would take a function's name for another kind of function.
pub(super) fn allow<'a>(mut idents: impl Iterator<Item = &'a Ident>) -> Option<TokenStream> {
    idents
        .any(|ident| names::needs_allow(&ident.to_string()))
        .then(|| {
            quote! {
                #[allow(
                    clippy::should_implement_trait,
                    clippy::wrong_self_convention,
                    reason = "the service chose the names"
                )]
            }
        })
}
