//! All in one file, for `include!`: each API a module, with its modules inside.

use super::emitter::Emitter;
use super::files::first_line;
use super::{EmitError, EmitOptions, doc_text, docs, names, product};
use crate::ir::{Api, Place};
use proc_macro2::TokenStream;
use quote::quote;

/// How one file holds APIs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OneFile {
    /// What it is made from, for its first line: `specs/acme`.
    pub source: String,
    /// The name of the module of an API that is alone in the file; by default the product's.
    pub module: Option<String>,
    /// Who sees the modules of the APIs.
    pub visibility: Visibility,
    /// Whether the APIs are types alone, of a JSON Schema without a spec.
    pub bare: bool,
}

/// Who sees a module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Visibility {
    /// `pub`: whoever sees the module in which the file is included.
    #[default]
    Public,
    /// `pub(crate)`: the crate alone.
    Crate,
}

/// Writes APIs into one text: a module for each, with its `Call` and its modules inside. It begins
/// with a plain comment and has no inner attributes, so that it can be included anywhere.
///
/// # Errors
/// As [`emit_api`](super::emit_api); and a module's name for more than one API, or one that is none.
pub fn emit_one_file(
    apis: &[Api],
    options: &EmitOptions,
    one: &OneFile,
) -> Result<String, EmitError> {
    if let (Some(name), true) = (&one.module, apis.len() > 1) {
        return Err(EmitError::new(
            &Place::default(),
            format!(
                "`module`: `{name}` is one name, and there are {} products: leave it out, or build \
                 each product by itself",
                apis.len()
            ),
        ));
    }
    let mut text = first_line(&one.source, options);
    for api in apis {
        text.push('\n');
        text.push_str(&api_module(api, options, one)?);
    }
    Ok(text)
}

/// The module of an API.
fn api_module(api: &Api, options: &EmitOptions, one: &OneFile) -> Result<String, EmitError> {
    let product = &api.product;
    let name = match &one.module {
        Some(name) => names::ident(name, &Place::default()).map_err(|_| {
            EmitError::new(
                &Place::default(),
                format!("`module`: {name:?} cannot be the name of a module in Rust"),
            )
        })?,
        None => names::ident(&product.name, &product.place)?,
    };
    let mut emitter = Emitter::new(api, options, one.bare)?;
    emitter.names.own_call = true;
    let (file, scope) = match one.bare {
        true => product::model_items(&emitter)?,
        false => product::product_items(&emitter, true)?,
    };
    let doc = doc_text::doc_attributes(&docs::product(product));
    let visibility = match one.visibility {
        Visibility::Public => quote!(pub),
        Visibility::Crate => quote!(pub(crate)),
    };
    let module = quote! {
        #doc
        #[allow(
            dead_code,
            unreachable_pub,
            clippy::all,
            clippy::pedantic,
            reason = "generated whole: a crate uses what it needs"
        )]
        #visibility mod #name {}
    };
    nest(module, &file.body(&scope))
}

/// Puts items into a module that is written without any. No line of them begins inside a literal:
/// literals have their line breaks escaped.
pub(super) fn nest(module: TokenStream, body: &str) -> Result<String, EmitError> {
    let file: syn::File = syn::parse2(module)
        .map_err(|error| EmitError::internal(format!("a module does not parse: {error}")))?;
    let empty = prettyplease::unparse(&file);
    let head = empty
        .trim_end()
        .strip_suffix('}')
        .ok_or_else(|| EmitError::internal("a module does not end with a brace"))?;
    let mut text = format!("{}\n", head.trim_end());
    for line in body.lines() {
        if !line.is_empty() {
            text.push_str("    ");
            text.push_str(line);
        }
        text.push('\n');
    }
    text.push_str("}\n");
    Ok(text)
}
