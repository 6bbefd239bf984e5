//! The enums that stand beside an operation's struct, where the status says what an answer or an
//! error carries.

use super::answers::carried;
use super::scope::Scope;
use super::{EmitError, doc_text, docs, names};
use crate::ir::{AnswerCase, Operation, Payload, Shape, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::HashSet;

/// The enums that stand beside an operation's struct.
pub(super) fn enums(
    operation: &Operation,
    scope: &mut Scope<'_>,
) -> Result<TokenStream, EmitError> {
    let mut items = TokenStream::new();
    if let Payload::ByStatus { rust, cases } = &operation.payload {
        items.extend(answer(operation, rust, cases, scope)?);
    }
    if let Some(found) = &operation.failures
        && let Some(rust) = &found.rust
    {
        let name = names::ident(rust, &operation.place)?;
        let doc = format!("What documented errors of [`{}`] carry.", operation.rust);
        let doc = doc_text::doc_attributes(&[doc]);
        let mut variants = Variants::new(operation, rust);
        for case in &found.cases {
            let variant = case.rust.as_deref().unwrap_or_default();
            let variant = names::ident(variant, &case.place)?;
            let ty = scope.ty(&case.ty).map_err(|error| error.at(&case.place))?;
            variants.add(&variant, quote!((#ty)), &case.statuses, &case.doc)?;
        }
        let variants = variants.tokens;
        let allow = allow(found.cases.iter().any(|case| is_large(&case.ty, scope)));
        items.extend(quote! {
            #doc
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            #allow
            pub enum #name { #variants }
        });
    }
    Ok(items)
}

fn answer(
    operation: &Operation,
    rust: &str,
    cases: &[AnswerCase],
    scope: &mut Scope<'_>,
) -> Result<TokenStream, EmitError> {
    let name = names::ident(rust, &operation.place)?;
    let doc = doc_text::doc_attributes(&[format!("What [`{}`] answers.", operation.rust)]);
    let mut variants = Variants::new(operation, rust);
    for case in cases {
        let variant = names::ident(&case.rust, &case.place)?;
        let (ty, _) = carried(&case.payload, scope).map_err(|error| error.at(&case.place))?;
        let holds = match case.payload {
            Payload::Empty => TokenStream::new(),
            _ => quote!((#ty)),
        };
        variants.add(&variant, holds, &case.statuses, &case.doc)?;
    }
    let variants = variants.tokens;
    // A stream is there once, and equal to none.
    let derives = match operation.payload.is_streamed() {
        true => quote!(#[derive(Debug)]),
        false => quote!(#[derive(Clone, Debug, PartialEq)]),
    };
    let large = cases.iter().any(|case| match &case.payload {
        Payload::Stream => true,
        other => other.types().any(|ty| is_large(ty, scope)),
    });
    let allow = allow(large);
    Ok(quote! {
        #doc
        #derives
        #[non_exhaustive]
        #allow
        pub enum #name { #variants }
    })
}

/// Whether a value may be so large that clippy would have it boxed.
fn is_large(ty: &Type, scope: &Scope<'_>) -> bool {
    match ty {
        Type::Named { path, boxed: false } => {
            let def = scope.names.api.type_def(path);
            def.is_some_and(|def| !matches!(def.shape, Shape::Enum(_)))
        }
        Type::Tuple(_) => true,
        Type::Nullable(inner) | Type::Implied(inner) => is_large(inner, scope),
        _ => false,
    }
}

/// What an enum says of which a variant is large.
fn allow(large: bool) -> Option<TokenStream> {
    large.then(|| {
        quote! {
            #[allow(
                clippy::large_enum_variant,
                reason = "it is made once a call, and taken apart at once"
            )]
        }
    })
}

/// The variants of an enum of an operation.
struct Variants<'a> {
    operation: &'a Operation,
    of: &'a str,
    seen: HashSet<String>,
    tokens: TokenStream,
}

impl<'a> Variants<'a> {
    fn new(operation: &'a Operation, of: &'a str) -> Self {
        Self {
            operation,
            of,
            seen: HashSet::new(),
            tokens: TokenStream::new(),
        }
    }

    fn add(
        &mut self,
        variant: &Ident,
        holds: TokenStream,
        statuses: &[u16],
        doc: &str,
    ) -> Result<(), EmitError> {
        if !self.seen.insert(variant.to_string()) {
            return Err(EmitError::new(
                &self.operation.place,
                format!(
                    "`{}` has a variant `{variant}` already: name this one in the spec",
                    self.of
                ),
            ));
        }
        let doc = doc_text::doc_attributes(&docs::case(statuses, doc));
        self.tokens.extend(quote!(#doc #variant #holds,));
        Ok(())
    }
}
