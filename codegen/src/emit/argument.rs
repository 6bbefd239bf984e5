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
    last_argument(inner)
}

/// The last type in the angle brackets of a type.
fn last_argument(ty: &TokenStream) -> Option<TokenStream> {
    let Ok(syn::Type::Path(path)) = syn::parse2(ty.clone()) else {
        return None;
    };
    match &path.path.segments.last()?.arguments {
        syn::PathArguments::AngleBracketed(arguments) => match arguments.args.last()? {
            syn::GenericArgument::Type(ty) => Some(quote!(#ty)),
            _ => None,
        },
        _ => None,
    }
}

/// An argument that adds to a map, which is `inner` in Rust: pairs of whatever turns into names and
/// values. Its value is made of the iterator that the argument turns into.
pub(super) fn pairs(inner: &TokenStream, ident: &Ident, scope: &Scope<'_>) -> Argument {
    let (into, iterator) = (scope.prelude("Into"), scope.prelude("IntoIterator"));
    let string = scope.prelude("String");
    let value = last_argument(inner);
    Argument {
        ty: quote!(impl #iterator<Item = (impl #into<#string>, impl #into<#value>)>),
        value: quote!(#ident.map(|(name, value)| (name.into(), value.into()))),
    }
}
