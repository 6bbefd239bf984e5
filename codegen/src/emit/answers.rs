//! What operations answer: the type, how it is read, and enums where the status decides.

use super::scope::Scope;
use super::{EmitError, doc_text, docs, names, unions};
use crate::ir::{AnswerCase, Failures, Operation, Payload};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use std::collections::HashSet;

/// What an operation gives.
pub(super) struct Output {
    /// The type.
    pub(super) ty: TokenStream,
    /// The expression that reads it from `answer`.
    pub(super) read: TokenStream,
    /// The function that says which statuses are streams, if any is.
    pub(super) streams: TokenStream,
}

/// What an operation gives, and how it is read.
pub(super) fn output(operation: &Operation, scope: &mut Scope<'_>) -> Result<Output, EmitError> {
    let Payload::ByStatus { rust, cases } = &operation.payload else {
        let (ty, read) = carried(&operation.payload, scope)?;
        let streams = match operation.payload {
            Payload::Stream => quote!(
                fn streams(_status: u16) -> bool {
                    true
                }
            ),
            _ => TokenStream::new(),
        };
        return Ok(Output { ty, read, streams });
    };
    let rust = names::ident(rust, &operation.place)?;
    let mut arms = TokenStream::new();
    let mut streamed: Vec<Literal> = Vec::new();
    for case in cases {
        let variant = names::ident(&case.rust, &case.place)?;
        let statuses = statuses(&case.statuses);
        let (_, read) = carried(&case.payload, scope).map_err(|error| error.at(&case.place))?;
        arms.extend(match case.payload {
            Payload::Empty => quote!(#(#statuses)|* => #read.map(|()| #rust::#variant),),
            _ => quote!(#(#statuses)|* => #read.map(#rust::#variant),),
        });
        if case.payload == Payload::Stream {
            streamed.extend(statuses);
        }
    }
    let streams = match streamed.is_empty() {
        true => TokenStream::new(),
        false => quote!(
            fn streams(status: u16) -> bool {
                matches!(status, #(#streamed)|*)
            }
        ),
    };
    let read = quote! {
        match answer.status() {
            #arms
            _ => Err(answer.undocumented()),
        }
    };
    Ok(Output {
        ty: quote!(#rust),
        read,
        streams,
    })
}

/// What one kind of answer carries, and how it is read.
fn carried(
    payload: &Payload,
    scope: &mut Scope<'_>,
) -> Result<(TokenStream, TokenStream), EmitError> {
    Ok(match payload {
        Payload::Empty => (quote!(()), quote!(answer.empty())),
        Payload::Stream => (scope.runtime("Download"), quote!(answer.download())),
        Payload::Member { member, ty } => (scope.ty(ty)?, quote!(answer.member(#member))),
        Payload::Whole { ty } => (scope.ty(ty)?, quote!(answer.whole())),
        Payload::Page {
            member,
            item,
            context_member,
            context,
        } => {
            let (page, item) = (scope.runtime("Page"), scope.ty(item)?);
            match (context_member, context) {
                (Some(wire), Some(context)) => {
                    let context = scope.ty(context)?;
                    let read = quote!(answer.page(#member, Some(#wire)));
                    (quote!(#page<#item, #context>), read)
                }
                _ => (quote!(#page<#item>), quote!(answer.page(#member, None))),
            }
        }
        Payload::ByStatus { .. } => {
            return Err(EmitError::internal(
                "a case of an answer has cases of its own",
            ));
        }
    })
}

/// The enums that stand beside an operation's struct.
pub(super) fn enums(
    operation: &Operation,
    scope: &mut Scope<'_>,
) -> Result<TokenStream, EmitError> {
    let mut items = TokenStream::new();
    if let Payload::ByStatus { rust, cases } = &operation.payload {
        items.extend(answer(operation, rust, cases, scope)?);
    }
    if let Some(Failures {
        rust: Some(rust),
        cases,
    }) = &operation.failures
    {
        let name = names::ident(rust, &operation.place)?;
        let doc = format!("What documented errors of [`{}`] carry.", operation.rust);
        let doc = doc_text::doc_attributes(&[doc]);
        let mut variants = Variants::new(operation, rust);
        for case in cases {
            let variant = case.rust.as_deref().unwrap_or_default();
            let variant = names::ident(variant, &case.place)?;
            let ty = scope.ty(&case.ty).map_err(|error| error.at(&case.place))?;
            variants.add(&variant, quote!((#ty)), &case.statuses, &case.doc)?;
        }
        let variants = variants.tokens;
        items.extend(quote! {
            #doc
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
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
    Ok(quote! {
        #doc
        #derives
        #[non_exhaustive]
        pub enum #name { #variants }
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

/// The function that reads what an error carries.
pub(super) fn failure(
    operation: &Operation,
    scope: &mut Scope<'_>,
) -> Result<TokenStream, EmitError> {
    let Some(failures) = &operation.failures else {
        return Ok(TokenStream::new());
    };
    let error = scope.runtime("Error");
    let option = scope.prelude("Option");
    let rust = match &failures.rust {
        Some(rust) => Some(names::ident(rust, &operation.place)?),
        None => None,
    };
    let mut arms = TokenStream::new();
    let mut carried = quote!(());
    for case in &failures.cases {
        let statuses = statuses(&case.statuses);
        carried = scope.ty(&case.ty).map_err(|error| error.at(&case.place))?;
        arms.extend(match (&rust, &case.rust) {
            (Some(rust), Some(variant)) => {
                let variant = names::ident(variant, &case.place)?;
                quote!(Some(#(#statuses)|*) => error.payload().map(#rust::#variant),)
            }
            _ => quote!(Some(#(#statuses)|*) => error.payload(),),
        });
    }
    let output = match rust {
        Some(rust) => quote!(#rust),
        None => carried,
    };
    let doc = doc_text::doc_attributes(&[
        "What an error of this operation carries; `None` where its status is not documented to \
         carry anything, or its body is something else."
            .to_owned(),
    ]);
    Ok(quote! {
        #doc
        pub fn failure(error: &#error) -> #option<#output> {
            match error.status() {
                #arms
                _ => None,
            }
        }
    })
}

/// What the documentation of the function says: the answers, and what errors carry; a line each.
pub(super) fn lines(
    operation: &Operation,
    scope: &mut Scope<'_>,
) -> Result<(Vec<String>, Vec<String>), EmitError> {
    let mut answers = Vec::new();
    if let Payload::ByStatus { rust, cases } = &operation.payload {
        for case in cases {
            let holds = match &case.payload {
                Payload::Empty => None,
                Payload::Stream => Some("bytes, as they come".to_owned()),
                other => Some(doc_text::code(&unions::plain(&carried(other, scope)?.0))),
            };
            let variant = format!("{rust}::{}", case.rust);
            answers.push(docs::case_line(
                &case.statuses,
                Some(&variant),
                holds,
                &case.doc,
            ));
        }
    }
    let mut failures = Vec::new();
    if let Some(found) = &operation.failures {
        for case in &found.cases {
            let ty = doc_text::code(&unions::plain(&scope.ty(&case.ty)?));
            let variant = found.rust.as_ref().zip(case.rust.as_ref());
            let variant = variant.map(|(rust, variant)| format!("{rust}::{variant}"));
            failures.push(docs::case_line(
                &case.statuses,
                variant.as_deref(),
                Some(ty),
                &case.doc,
            ));
        }
    }
    Ok((answers, failures))
}

fn statuses(statuses: &[u16]) -> Vec<Literal> {
    let statuses = statuses.iter();
    statuses
        .map(|status| Literal::u16_unsuffixed(*status))
        .collect()
}
