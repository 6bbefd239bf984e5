//! Where a list goes on after a page, and the operation that answers the next one.

use super::scope::Scope;
use super::{EmitError, names};
use crate::ir::{
    Literal, Member, Operation, Paging, PagingKind, Payload, Presence, Scalar, Shape, Type,
};
use proc_macro2::TokenStream;
use quote::quote;

/// `impl v1::Paged`.
pub(super) fn paged(
    operation: &Operation,
    paging: &Paging,
    scope: &mut Scope<'_>,
) -> Result<TokenStream, EmitError> {
    let Payload::Page { item, context, .. } = &operation.payload else {
        return Err(problem(operation, "it pages, but its payload is no page"));
    };
    let name = names::ident(&operation.rust, &operation.place)?;
    let item = scope.ty(item)?;
    let page = scope.runtime("Page");
    let context_type = match context {
        Some(ty) => scope.ty(ty)?,
        None => quote!(()),
    };
    let page_type = match context {
        Some(_) => quote!(#page<#item, #context_type>),
        None => quote!(#page<#item>),
    };
    let (next, resume) = match &paging.kind {
        PagingKind::Number {
            page_field,
            more_field,
        } => {
            optional(operation, page_field, &[Scalar::Integer])?;
            let field = names::ident(page_field, &operation.place)?;
            let first = first(operation, page_field);
            let size = size(operation, paging)?;
            let more = match more_field {
                Some(more) => of_context(operation, context.as_ref(), more, true, scope)?,
                None => quote!(None),
            };
            (
                quote!(v1::next_number(self.#field #first, page, #size, #more)),
                quote!(v1::resume_number(&mut self.#field, continuation)),
            )
        }
        PagingKind::Cursor {
            cursor_field,
            next_field,
            last_field,
        } => {
            optional(operation, cursor_field, &[Scalar::String, Scalar::Url])?;
            let field = names::ident(cursor_field, &operation.place)?;
            let next = of_context(operation, context.as_ref(), next_field, false, scope)?;
            let last = match last_field {
                Some(last) => of_context(operation, context.as_ref(), last, true, scope)?,
                None => quote!(None),
            };
            (
                quote!(v1::next_cursor(#next, #last)),
                quote!(v1::resume_cursor(&mut self.#field, continuation)),
            )
        }
    };
    let (option, result) = (scope.prelude("Option"), scope.prelude("Result"));
    Ok(quote! {
        impl v1::Paged for #name {
            type Item = #item;
            type Context = #context_type;
            fn continuation(&self, page: &#page_type) -> #option<v1::Continuation> { #next }
            fn resume(
                &mut self,
                continuation: &v1::Continuation,
            ) -> #result<(), v1::ContinuationError> { #resume }
        }
    })
}

/// Lets an operation that pages say in its page where the list goes on: a method of its
/// `impl v1::Operation`.
pub(super) fn finish(operation: &Operation) -> Option<TokenStream> {
    operation.paging.as_ref()?;
    Some(quote! {
        fn finish(&self, page: &mut Self::Output) {
            page.next = v1::Paged::continuation(self, page);
        }
    })
}

/// What stands for the number of the page where none is asked for, if that is not 1.
fn first(operation: &Operation, rust: &str) -> Option<TokenStream> {
    let parameter = operation.parameters.iter().find(|p| p.rust == rust)?;
    let Some(Literal::Number(digits)) = &parameter.default else {
        return None;
    };
    let first = digits.parse::<i64>().ok().filter(|first| *first != 1)?;
    let first = proc_macro2::Literal::i64_unsuffixed(first);
    Some(quote!(.or(Some(#first))))
}

/// How many items a full page has: fewer mean that it is the last one.
fn size(operation: &Operation, paging: &Paging) -> Result<TokenStream, EmitError> {
    // Where nobody knows, only an empty page is the last.
    let default = paging
        .default_size
        .and_then(|size| i64::try_from(size).ok())
        .unwrap_or(1);
    let default = proc_macro2::Literal::i64_unsuffixed(default);
    let Some(size) = &paging.size_field else {
        return Ok(quote!(#default));
    };
    let parameter = operation.parameters.iter().find(|p| p.rust == *size);
    let field = names::ident(size, &operation.place)?;
    match parameter {
        Some(parameter) if parameter.ty == Type::Scalar(Scalar::Integer) => {
            Ok(if parameter.required {
                quote!(self.#field)
            } else {
                quote!(self.#field.unwrap_or(#default))
            })
        }
        _ => Err(problem(
            operation,
            &format!("it has no integer parameter `{size}`"),
        )),
    }
}

/// Checks that the operation has an optional parameter of one of the types.
fn optional(operation: &Operation, rust: &str, types: &[Scalar]) -> Result<(), EmitError> {
    let parameter = operation.parameters.iter().find(|p| p.rust == rust);
    let fits = parameter.is_some_and(|parameter| {
        !parameter.required
            && matches!(&parameter.ty, Type::Scalar(scalar) if types.contains(scalar))
    });
    if fits {
        return Ok(());
    }
    Err(problem(
        operation,
        &format!(
            "it pages by `{rust}`, which must be a parameter that may be left out, of type integer (for numbers) or string (for cursors)"
        ),
    ))
}

/// A member of the page's context, as an `Option` of a flag or of text.
fn of_context(
    operation: &Operation,
    context: Option<&Type>,
    rust: &str,
    flag: bool,
    scope: &Scope<'_>,
) -> Result<TokenStream, EmitError> {
    let member = context
        .and_then(|ty| member_of(ty, rust, scope))
        .ok_or_else(|| {
            problem(
                operation,
                &format!("the page's context has no member `{rust}`"),
            )
        })?;
    let fits = match &member.ty {
        Type::Scalar(Scalar::Boolean) => flag,
        Type::Scalar(Scalar::String | Scalar::Url) => !flag,
        _ => false,
    };
    if !fits {
        let kind = if flag { "a boolean" } else { "a string" };
        return Err(problem(
            operation,
            &format!("`{rust}` of the page's context must be {kind}"),
        ));
    }
    let field = names::ident(rust, &member.place)?;
    let clone = (!flag).then(|| quote!(.clone()));
    let optional = member.presence == Presence::Optional;
    let flatten = (optional && member.nullable).then(|| quote!(.flatten()));
    let get = if optional || member.nullable {
        quote!(and_then)
    } else {
        quote!(map)
    };
    Ok(quote!(page.context.as_ref().#get(|context| context.#field #clone #flatten)))
}

fn member_of<'s>(ty: &Type, rust: &str, scope: &Scope<'s>) -> Option<&'s Member> {
    let Type::Named { path, .. } = ty else {
        return None;
    };
    match &scope.names.api.type_def(path)?.shape {
        Shape::Struct(shape) => shape.members.iter().find(|member| member.rust == rust),
        _ => None,
    }
}

fn problem(operation: &Operation, what: &str) -> EmitError {
    EmitError::new(
        &operation.place,
        format!("the operation `{}`: {what}", operation.id),
    )
}
