//! What the runtime needs to send an operation and to read its answer.

use super::operations::{Part, Sent};
use super::scope::Scope;
use super::{EmitError, answers, names, paging};
use crate::ir::{
    BodyKind, ListStyle, Method, Module, Operation, Parameter, ParameterPlace, Scalar, Type,
};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use smol_str::SmolStr;

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
    let path = operation.path.as_str();
    let scopes = operation.scopes.any_of.iter().map(SmolStr::as_str);
    let repeatable = operation.repeatable;
    let errors = operation.errors.iter().map(SmolStr::as_str);
    let write = write(parts);
    let finish = paging::finish(operation);
    let answers::Output { ty, read, streams } = answers::output(operation, scope)?;
    let result = scope.prelude("Result");
    Ok(quote! {
        impl v1::Operation for #rust {
            type Output = #ty;
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
            #streams
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
    let mut lines = TokenStream::new();
    let mut begun = false;
    for part in parts {
        let ident = &part.ident;
        lines.extend(match part.sent {
            Sent::Parameter(parameter) => {
                // A form of which nothing is set is a form.
                let begin = match parameter.place_in {
                    ParameterPlace::Form => Some(quote!(request.begin_form();)),
                    ParameterPlace::Part => Some(quote!(request.begin_parts();)),
                    _ => None,
                };
                let begin = begin.filter(|_| !std::mem::replace(&mut begun, true));
                let (method, wire) = (writer(parameter), parameter.wire.as_str());
                quote!(#begin request.#method(#wire, &self.#ident);)
            }
            Sent::Body(BodyKind::Json) => quote!(request.json(&self.#ident);),
            Sent::Body(BodyKind::Binary { content_type }) => {
                let content_type = content_type.as_str();
                quote!(request.binary(#content_type, &self.#ident);)
            }
        });
    }
    quote!(fn write(&self, request: &mut v1::RequestWriter) { #lines })
}

/// The method of the runtime that writes a parameter.
fn writer(parameter: &Parameter) -> Ident {
    let item = match &parameter.ty {
        Type::List(item) => item,
        other => other,
    };
    let is_file = *item == Type::Scalar(Scalar::Binary);
    let name = match (parameter.place_in, parameter.list) {
        (ParameterPlace::Path, _) => "path",
        (ParameterPlace::Query, Some(ListStyle::Repeat)) => "query_each",
        (ParameterPlace::Query, _) => "query",
        (ParameterPlace::Header, _) => "header",
        (ParameterPlace::Form, Some(ListStyle::Comma)) => "form_joined",
        (ParameterPlace::Form, _) => "form",
        (ParameterPlace::Part, _) if is_file => "file",
        (ParameterPlace::Part, Some(ListStyle::Comma)) => "part_joined",
        (ParameterPlace::Part, _) => "part",
    };
    format_ident!("{name}")
}
