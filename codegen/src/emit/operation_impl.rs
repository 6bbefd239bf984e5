//! What the runtime needs to send an operation and to read its answer.

use super::operations::Part;
use super::scope::Scope;
use super::{EmitError, names, paging};
use crate::ir::{Method, Module, Operation, ParameterPlace, Payload};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// `impl v1::Operation`.
pub(super) fn implementation(
    operation: &Operation,
    module: &Module,
    parts: &[Part<'_>],
    scope: &mut Scope<'_>,
) -> Result<TokenStream, EmitError> {
    let rust = names::ident(&operation.rust, &operation.place)?;
    let info = scope.info();
    let name = format!("{}.{}", module.name, operation.id);
    let method = method(operation.method);
    let path = &operation.path;
    let scopes = &operation.scopes.any_of;
    let repeatable = operation.repeatable;
    let errors = &operation.errors;
    let write = write(parts);
    let finish = paging::finish(operation);
    let (output, read) = output(&operation.payload, scope)?;
    let result = scope.prelude("Result");
    Ok(quote! {
        impl v1::Operation for #rust {
            type Output = #output;
            const INFO: &'static v1::OperationInfo = &v1::OperationInfo {
                product: &#info,
                name: #name,
                method: v1::Method::#method,
                path: #path,
                scopes: &[#(#scopes),*],
                repeatable: #repeatable,
                errors: &[#(#errors),*],
            };
            #write
            fn read(answer: v1::Answer<'_>) -> #result<Self::Output, v1::AnswerError> { #read }
            #finish
        }
    })
}

fn method(method: Method) -> Ident {
    format_ident!(
        "{}",
        match method {
            Method::Get => "Get",
            Method::Head => "Head",
            Method::Post => "Post",
            Method::Put => "Put",
            Method::Patch => "Patch",
            Method::Delete => "Delete",
            Method::Options => "Options",
        }
    )
}

fn write(parts: &[Part<'_>]) -> TokenStream {
    if parts.is_empty() {
        return TokenStream::new();
    }
    let lines = parts.iter().map(|part| {
        let ident = &part.ident;
        match part.to {
            Some((ParameterPlace::Path, wire)) => quote!(request.path(#wire, &self.#ident);),
            Some((ParameterPlace::Query, wire)) => quote!(request.query(#wire, &self.#ident);),
            Some((ParameterPlace::Header, wire)) => quote!(request.header(#wire, &self.#ident);),
            None => quote!(request.json(&self.body);),
        }
    });
    quote!(fn write(&self, request: &mut v1::RequestWriter) { #(#lines)* })
}

/// What the operation gives, and how it is read.
fn output(
    payload: &Payload,
    scope: &mut Scope<'_>,
) -> Result<(TokenStream, TokenStream), EmitError> {
    Ok(match payload {
        Payload::Empty => (quote!(()), quote!(answer.empty())),
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
    })
}
