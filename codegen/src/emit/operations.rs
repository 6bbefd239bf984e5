//! Operations: a module's accessor with its functions, and for each operation a struct with what
//! the runtime needs to send it.

use super::argument::{self, Argument};
use super::emitter::Emitter;
use super::files::FileText;
use super::scope::Scope;
use super::{
    EmitError, answer_enums, answers, doc_text, docs, names, operation_docs, operation_impl,
    paging, structs,
};
use crate::ir::{BodyKind, Module, Operation, Parameter, Type};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::collections::HashSet;

/// What `Call` and operations have themselves: no parameter may have a setter of such a name.
const RESERVED: &[&str] = &[
    "deadline",
    "failure",
    "header",
    "into_future",
    "map",
    "new",
    "operation",
    "pages",
    "request",
    "retry",
    "send",
    "send_blocking",
    "starting_at",
    "stream",
    "timeout",
    "with_response",
    "with_response_blocking",
];

/// Something that an operation carries: a parameter, or its body.
pub(super) struct Part<'a> {
    pub(super) ident: Ident,
    /// The type without `Option`.
    inner: TokenStream,
    ty: &'a Type,
    required: bool,
    /// Whether it is taken by value, not by `Into`: a body of a type of its own.
    by_value: bool,
    doc: TokenStream,
    summary: TokenStream,
    pub(super) sent: Sent<'a>,
}

/// How a part is sent.
#[derive(Clone, Copy)]
pub(super) enum Sent<'a> {
    /// Where a parameter goes.
    Parameter(&'a Parameter),
    /// As the body.
    Body(&'a BodyKind),
}

/// The accessor of a module, and all its operations.
pub(super) fn module(
    module: &Module,
    emitter: &Emitter<'_>,
    scope: &mut Scope<'_>,
    file: &mut FileText,
) -> Result<(), EmitError> {
    let accessor = names::ident(&module.rust, &module.place)?;
    let runtime = &emitter.names.runtime;
    let doc = doc_text::doc_attributes(&operation_docs::module(module));
    let mut functions = TokenStream::new();
    let mut seen = HashSet::new();
    for operation in &module.operations {
        if !seen.insert(&operation.function) {
            return Err(EmitError::new(
                &operation.place,
                format!(
                    "two operations are called `{}`: name one of them in the spec",
                    operation.function
                ),
            ));
        }
        let parts = parts(operation, scope)?;
        functions.extend(function(operation, module, &parts, emitter, scope)?);
    }
    let idents = module.operations.iter();
    let idents: Result<Vec<_>, _> = idents
        .map(|operation| names::ident(&operation.function, &operation.place))
        .collect();
    let allow = structs::allow(idents?.iter());
    file.items(quote! {
        #doc
        #[derive(Clone, Debug)]
        pub struct #accessor { pub(super) client: #runtime::Client }
        #allow
        impl #accessor { #functions }
    })?;
    for operation in &module.operations {
        let parts = parts(operation, scope)?;
        file.items(self::operation(operation, module, &parts, scope)?)?;
    }
    Ok(())
}

fn parts<'a>(operation: &'a Operation, scope: &mut Scope<'_>) -> Result<Vec<Part<'a>>, EmitError> {
    let mut parts = Vec::new();
    let mut seen = HashSet::new();
    for parameter in &operation.parameters {
        let summary = docs::parameter_summary(parameter);
        parts.push(Part {
            ident: names::ident(&parameter.rust, &parameter.place)?,
            inner: scope
                .ty(&parameter.ty)
                .map_err(|error| error.at(&parameter.place))?,
            ty: &parameter.ty,
            required: parameter.required,
            by_value: false,
            doc: doc_text::doc_attributes(&docs::parameter(parameter)),
            summary: doc_text::doc_attributes(&[summary]),
            sent: Sent::Parameter(parameter),
        });
    }
    if let Some(body) = &operation.body {
        let doc = match &body.kind {
            BodyKind::Json => "What is sent.".to_owned(),
            BodyKind::Binary { content_type } => {
                format!("What is sent: {}.", doc_text::code(content_type))
            }
        };
        let doc = doc_text::doc_attributes(&[doc]);
        parts.push(Part {
            ident: format_ident!("body"),
            inner: scope.ty(&body.ty)?,
            ty: &body.ty,
            required: body.required,
            by_value: matches!(body.ty, Type::Named { boxed: false, .. }),
            summary: doc.clone(),
            doc,
            sent: Sent::Body(&body.kind),
        });
    }
    for part in &parts {
        let name = part.ident.to_string();
        let name = name.trim_start_matches("r#");
        if !part.required && RESERVED.contains(&name) {
            return Err(EmitError::new(
                &operation.place,
                format!(
                    "the parameter `{name}` of `{}` has the name of a method of every call: name it in the spec",
                    operation.id
                ),
            ));
        }
        if !seen.insert(name.to_owned()) {
            return Err(EmitError::new(
                &operation.place,
                format!(
                    "`{}` has two parameters `{name}`: name one of them in the spec",
                    operation.id
                ),
            ));
        }
    }
    Ok(parts)
}

/// The function on the accessor.
fn function(
    operation: &Operation,
    module: &Module,
    parts: &[Part<'_>],
    emitter: &Emitter<'_>,
    scope: &mut Scope<'_>,
) -> Result<TokenStream, EmitError> {
    let name = names::ident(&operation.function, &operation.place)?;
    let rust = names::ident(&operation.rust, &operation.place)?;
    let cases = answers::lines(operation, scope)?;
    let doc = operation_docs::function(operation, module, emitter, cases);
    let doc = doc_text::doc_attributes(&doc);
    let call = scope.call();
    let required: Vec<_> = parts.iter().filter(|part| part.required).collect();
    // The receiver counts too.
    let allow = structs::many(required.len() + 1);
    let idents = required.iter().map(|part| &part.ident);
    let parameters = required.iter().map(|part| {
        let (ident, Argument { ty, .. }) = (&part.ident, argument(part, scope));
        quote!(#ident: #ty)
    });
    Ok(quote! {
        #doc
        #allow
        pub fn #name(&self, #(#parameters),*) -> #call<#rust> {
            #call::new(&self.client, #rust::new(#(#idents),*))
        }
    })
}

/// A part as an argument.
fn argument(part: &Part<'_>, scope: &Scope<'_>) -> Argument {
    let (ident, inner) = (&part.ident, &part.inner);
    if part.by_value {
        return Argument {
            ty: quote!(#inner),
            value: quote!(#ident),
        };
    }
    argument::argument(Some(part.ty), inner, ident, scope)
}

/// The struct of an operation and all that it implements.
fn operation(
    operation: &Operation,
    module: &Module,
    parts: &[Part<'_>],
    scope: &mut Scope<'_>,
) -> Result<TokenStream, EmitError> {
    let rust = names::ident(&operation.rust, &operation.place)?;
    let doc = doc_text::doc_attributes(&operation_docs::operation(operation));
    let is_default = !parts.iter().any(|part| part.required);
    let default = is_default.then(|| quote!(Default,));
    let option = scope.prelude("Option");
    let fields = parts.iter().map(|part| {
        let (doc, ident, inner) = (&part.doc, &part.ident, &part.inner);
        if part.required {
            quote!(#doc pub #ident: #inner,)
        } else {
            quote!(#doc pub #ident: #option<#inner>,)
        }
    });
    let arguments: Vec<_> = parts
        .iter()
        .filter(|part| part.required)
        .map(|part| {
            let Argument { ty, value } = argument(part, scope);
            (&part.ident, ty, value)
        })
        .collect();
    let optional: Vec<_> = parts.iter().filter(|part| !part.required).collect();
    let rest: Vec<_> = optional
        .iter()
        .map(|part| (&part.ident, quote!(None)))
        .collect();
    let new = structs::constructor(&arguments, &rest, is_default);
    let setters: Vec<_> = optional.iter().map(|part| setter(part, scope)).collect();
    let allow = structs::allow(optional.iter().map(|part| &part.ident));
    let failure = answers::failure(operation, scope)?;
    let enums = answer_enums::enums(operation, scope)?;
    let on_call = on_call(&rust, &optional, &allow, scope);
    let implementation = operation_impl::implementation(operation, module, parts, scope)?;
    let paged = match &operation.paging {
        Some(paging) => paging::paged(operation, paging, scope)?,
        None => TokenStream::new(),
    };
    Ok(quote! {
        #doc
        #[derive(Clone, Debug, #default PartialEq)]
        #[non_exhaustive]
        pub struct #rust { #(#fields)* }
        #allow
        impl #rust { #new #(#setters)* #failure }
        #on_call
        #implementation
        #paged
        #enums
    })
}

fn setter(part: &Part<'_>, scope: &Scope<'_>) -> TokenStream {
    let (ident, doc) = (&part.ident, &part.summary);
    let Argument { ty, value } = argument(part, scope);
    quote! {
        #doc
        pub fn #ident(mut self, #ident: #ty) -> Self {
            self.#ident = Some(#value);
            self
        }
    }
}

/// The same setters on the call.
fn on_call(
    rust: &Ident,
    optional: &[&Part<'_>],
    allow: &Option<TokenStream>,
    scope: &mut Scope<'_>,
) -> TokenStream {
    if optional.is_empty() {
        return TokenStream::new();
    }
    let call = scope.call();
    let setters = optional.iter().map(|part| {
        let (ident, doc) = (&part.ident, &part.summary);
        let Argument { ty, .. } = argument(part, scope);
        quote! {
            #doc
            pub fn #ident(self, #ident: #ty) -> Self {
                self.map(|operation| operation.#ident(#ident))
            }
        }
    });
    quote! {
        #allow
        impl #call<#rust> { #(#setters)* }
    }
}
