//! The members of a struct as Rust fields.

use super::scope::Scope;
use super::{EmitError, docs, names};
use crate::ir::{Additional, Clear, Member, Presence, Role, Struct, Type, TypeDef};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::HashSet;

/// What stands around a member's type, from its presence, its nullability and its owner's role.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// `T`: always there.
    Bare,
    /// `Option<T>`: always there, and may be null.
    Null,
    /// `Option<T>`: may be left out.
    Option,
    /// `Option<Option<T>>`: may be left out, and may be null.
    OptionNull,
    /// `Patch<T>`: keep, set or clear.
    Patch,
    /// `BTreeMap<String, T>`: members that the document allows without naming them.
    Additional,
    /// `BTreeMap<String, Value>`: members that the document does not mention.
    Undocumented,
}

impl Holds {
    /// What stands around the type of a member of a struct in that role.
    pub(crate) fn of(member: &Member, role: Role) -> Self {
        // Twice nullable is nullable.
        let nullable = member.nullable && !matches!(member.ty, Type::Nullable(_));
        match (member.presence, nullable) {
            (Presence::Always, false) => Self::Bare,
            (Presence::Always, true) => Self::Null,
            (Presence::Optional, _) if role == Role::Update => Self::Patch,
            (Presence::Optional, false) => Self::Option,
            (Presence::Optional, true) => Self::OptionNull,
        }
    }

    /// Whether `new` of a struct that is sent asks for it.
    pub(crate) fn is_required(self) -> bool {
        matches!(self, Self::Bare | Self::Null)
    }

    /// Whether it is the field of all members that the document does not name.
    pub(crate) fn is_additional(self) -> bool {
        matches!(self, Self::Additional | Self::Undocumented)
    }
}

/// A member as a field.
pub(super) struct Field<'a> {
    pub(super) ident: Ident,
    /// The name on the wire; that of the field for additional members.
    pub(super) wire: &'a str,
    /// The type without what stands around it.
    pub(super) inner: TokenStream,
    /// The same in the IR; `None` for additional members.
    pub(super) shape: Option<&'a Type>,
    pub(super) holds: Holds,
    /// What an update sends to clear it.
    pub(super) clear: Option<Clear>,
    /// The documentation of the field.
    pub(super) doc: TokenStream,
    /// One line of it, for the setter.
    pub(super) summary: TokenStream,
}

impl Field<'_> {
    /// The type of the field.
    pub(super) fn ty(&self, scope: &mut Scope<'_>) -> TokenStream {
        let inner = &self.inner;
        let option = scope.prelude("Option");
        match self.holds {
            Holds::Bare | Holds::Additional | Holds::Undocumented => quote!(#inner),
            Holds::Null | Holds::Option => quote!(#option<#inner>),
            Holds::OptionNull => quote!(#option<#option<#inner>>),
            Holds::Patch => {
                let patch = scope.runtime("Patch");
                quote!(#patch<#inner>)
            }
        }
    }

    /// Whether `new` asks for it.
    pub(super) fn is_required(&self) -> bool {
        self.holds.is_required()
    }
}

/// The fields of a struct, in the order of the document; `types` are what typify made of them.
pub(super) fn fields<'a>(
    def: &'a TypeDef,
    shape: &'a Struct,
    types: Vec<TokenStream>,
    scope: &mut Scope<'_>,
) -> Result<Vec<Field<'a>>, EmitError> {
    let mut seen = HashSet::new();
    let mut fields = Vec::with_capacity(types.len());
    let mut types = types.into_iter();
    for (member, inner) in shape.members.iter().zip(types.by_ref()) {
        if !seen.insert(member.rust.as_str()) {
            return Err(EmitError::new(
                &member.place,
                format!(
                    "two members of `{}` would be the field `{}`: name one of them in the spec",
                    def.path.name(),
                    member.rust
                ),
            ));
        }
        let holds = Holds::of(member, def.role);
        let doc = docs::member(member, holds);
        let summary = docs::member_summary(member);
        fields.push(Field {
            ident: names::ident(&member.rust, &member.place)?,
            wire: &member.wire,
            inner,
            shape: Some(&member.ty),
            holds,
            clear: member.clear.filter(|_| holds == Holds::Patch),
            doc: super::doc_text::doc_attributes(&doc),
            summary: super::doc_text::doc_attributes(&[summary]),
        });
    }
    let additional = match &shape.additional {
        Additional::Closed => None,
        Additional::Documented(_) => types.next().map(|inner| (inner, Holds::Additional)),
        Additional::Undocumented => {
            let (map, string) = (scope.map(), scope.prelude("String"));
            let value = scope.runtime("Value");
            Some((quote!(#map<#string, #value>), Holds::Undocumented))
        }
    };
    if let Some((inner, holds)) = additional {
        fields.push(additional_field(def, inner, holds, &seen)?);
    }
    Ok(fields)
}

/// The field of the members that the document does not name.
fn additional_field<'a>(
    def: &'a TypeDef,
    inner: TokenStream,
    holds: Holds,
    seen: &HashSet<&str>,
) -> Result<Field<'a>, EmitError> {
    let free = ["additional", "additional_members", "all_additional_members"];
    let name = free.into_iter().find(|name| !seen.contains(name));
    let name = name.ok_or_else(|| {
        EmitError::new(
            &def.place,
            format!(
                "`{}` has members of every name that its additional members could take",
                def.path.name()
            ),
        )
    })?;
    let doc = super::doc_text::doc_attributes(&[docs::ADDITIONAL.to_owned()]);
    let summary = super::doc_text::doc_attributes(&[docs::ADD_ADDITIONAL.to_owned()]);
    Ok(Field {
        ident: names::ident(name, &def.place)?,
        wire: name,
        inner,
        shape: None,
        holds,
        clear: None,
        summary,
        doc,
    })
}
