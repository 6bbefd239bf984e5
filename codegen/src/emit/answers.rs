//! What operations answer: the type, how it is read, and how an error is.

use super::scope::Scope;
use super::{EmitError, doc_text, docs, names, unions};
use crate::ir::{Operation, Payload};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

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
pub(super) fn carried(
    payload: &Payload,
    scope: &mut Scope<'_>,
) -> Result<(TokenStream, TokenStream), EmitError> {
    Ok(match payload {
        Payload::Empty => (quote!(()), quote!(answer.empty())),
        Payload::Stream => (scope.runtime("Download"), quote!(answer.download())),
        Payload::Member { member, ty } => {
            let member = member.as_str();
            (scope.ty(ty)?, quote!(answer.member(#member)))
        }
        Payload::Whole { ty } => (scope.ty(ty)?, quote!(answer.whole())),
        Payload::Page {
            member,
            item,
            context_member,
            context,
        } => {
            let (page, item) = (scope.runtime("Page"), scope.ty(item)?);
            let member = member.as_str();
            let context_member = context_member.as_deref();
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
