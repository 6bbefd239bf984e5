//! Reading and writing of structs: one function each, which call the runtime.

use super::fields::{Field, Holds};
use super::scope::Scope;
use super::{EmitError, names};
use crate::ir::{Role, TypeDef};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// `impl v1::Record`.
pub(super) fn record(
    def: &TypeDef,
    fields: &[Field<'_>],
    is_default: bool,
    scope: &Scope<'_>,
) -> Result<TokenStream, EmitError> {
    let name = names::ident(def.path.name(), &def.place)?;
    let text = def.path.name();
    let members = || {
        fields
            .iter()
            .filter(|field| field.holds != Holds::Additional)
    };
    let additional = fields.iter().find(|field| field.holds == Holds::Additional);
    let wires = members().map(|field| field.wire);
    let promised: Vec<_> = members()
        .enumerate()
        .filter(|(_, field)| field.is_required())
        .map(|(index, _)| Literal::usize_unsuffixed(index))
        .collect();
    let promised = (!promised.is_empty())
        .then(|| quote!(const PROMISED: &'static [usize] = &[#(#promised),*];));
    let blank = blank(def, fields, is_default);
    let read = read(members(), scope);
    let insert = additional.map(|field| insert(field, scope));
    let write = write(fields, scope);
    Ok(quote! {
        impl v1::Record for #name {
            const NAME: &'static str = #text;
            const MEMBERS: &'static [&'static str] = &[#(#wires),*];
            #promised
            fn blank() -> Self { #blank }
            #read
            #insert
            #write
        }
    })
}

/// A value of nothing, for reading into.
fn blank(def: &TypeDef, fields: &[Field<'_>], is_default: bool) -> TokenStream {
    if is_default && !(def.role != Role::Response && fields.iter().any(|f| f.ident == "default")) {
        return quote!(Self::default());
    }
    if def.role == Role::Response {
        let idents = fields.iter().map(|field| &field.ident);
        return quote!(Self { #(#idents: v1::blank(),)* });
    }
    let empty = fields.iter().filter(|field| field.is_required());
    let empty = empty.map(|field| {
        let inner = &field.inner;
        match field.holds {
            Holds::Null => quote!(None),
            _ => quote!(v1::blank::<#inner>()),
        }
    });
    quote!(Self::new(#(#empty),*))
}

fn read<'a>(members: impl Iterator<Item = &'a Field<'a>>, scope: &Scope<'_>) -> TokenStream {
    let arms: Vec<_> = members
        .enumerate()
        .map(|(index, field)| {
            let (index, ident) = (Literal::usize_unsuffixed(index), &field.ident);
            match field.holds {
                Holds::OptionNull => quote!(#index => source.nullable(&mut self.#ident),),
                _ => quote!(#index => source.read(&mut self.#ident),),
            }
        })
        .collect();
    let result = scope.prelude("Result");
    if arms.is_empty() {
        return quote! {
            fn read<'de, S: v1::Source<'de>>(&mut self, _: usize, source: S) -> #result<(), S::Error> {
                source.skip()
            }
        };
    }
    quote! {
        fn read<'de, S: v1::Source<'de>>(&mut self, member: usize, source: S) -> #result<(), S::Error> {
            match member {
                #(#arms)*
                _ => source.skip(),
            }
        }
    }
}

fn insert(field: &Field<'_>, scope: &Scope<'_>) -> TokenStream {
    let (ident, result) = (&field.ident, scope.prelude("Result"));
    quote! {
        fn additional<'de, S: v1::Source<'de>>(&mut self, name: &str, source: S) -> #result<(), S::Error> {
            source.insert(&mut self.#ident, name)
        }
    }
}

fn write(fields: &[Field<'_>], scope: &Scope<'_>) -> TokenStream {
    let result = scope.prelude("Result");
    if fields.is_empty() {
        return quote! {
            fn write<S: v1::Sink>(&self, _: &mut S) -> #result<(), S::Error> { Ok(()) }
        };
    }
    let lines = fields.iter().map(|field| {
        let (ident, wire) = (&field.ident, field.wire);
        match field.holds {
            Holds::Null => quote!(sink.always(#wire, &self.#ident)?;),
            Holds::Additional => quote!(sink.rest(&self.#ident)?;),
            _ => quote!(sink.write(#wire, &self.#ident)?;),
        }
    });
    quote! {
        fn write<S: v1::Sink>(&self, sink: &mut S) -> #result<(), S::Error> {
            #(#lines)*
            Ok(())
        }
    }
}
