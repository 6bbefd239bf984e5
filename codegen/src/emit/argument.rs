//! Arguments of functions, in the form that is easiest to give.

use super::scope::Scope;
use crate::ir::{Shape, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// An argument's type, and what is made of it.
pub(super) struct Argument {
    pub(super) ty: TokenStream,
    pub(super) value: TokenStream,
}

/// An argument that becomes a value of the type, which is `inner` in Rust: whatever turns into it. A
/// list takes whatever its items turn into, so that texts in an array will do for strings; but not
/// one of structs, where an empty `Vec` could be one of anything.
pub(super) fn argument(
    ty: Option<&Type>,
    inner: &TokenStream,
    ident: &Ident,
    scope: &Scope<'_>,
) -> Argument {
    let into = scope.prelude("Into");
    match items(ty, inner, scope) {
        Some(item) => {
            let iterator = scope.prelude("IntoIterator");
            Argument {
                ty: quote!(impl #iterator<Item = impl #into<#item>>),
                value: quote!(#ident.into_iter().map(#into::into).collect()),
            }
        }
        None => Argument {
            ty: quote!(impl #into<#inner>),
            value: quote!(#ident.into()),
        },
    }
}

/// The type of a list's items in Rust, where each is a single value.
fn items(ty: Option<&Type>, inner: &TokenStream, scope: &Scope<'_>) -> Option<TokenStream> {
    let Type::List(item) = ty? else {
        return None;
    };
    let is_value = match &**item {
        Type::Scalar(_) => true,
        Type::Named { path, .. } => {
            let index = scope.names.type_index(path).ok()?;
            matches!(scope.names.api.types.get(index)?.shape, Shape::Enum(_))
        }
        _ => false,
    };
    if !is_value {
        return None;
    }
    let Ok(syn::Type::Path(vec)) = syn::parse2(inner.clone()) else {
        return None;
    };
    match &vec.path.segments.last()?.arguments {
        syn::PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            syn::GenericArgument::Type(item) => Some(quote!(#item)),
            _ => None,
        },
        _ => None,
    }
}
