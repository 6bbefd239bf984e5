//! The types of structs and unions, as typify shapes them.

use super::scope::{ApiNames, Scope, member_key};
use super::{EmitError, boundary, typify_schema};
use crate::ir::{Shape, Type};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use std::collections::HashMap;
use syn::{Fields, GenericArgument, Item, PathArguments};

/// What typify made of every struct and union of an API, compared with the IR.
pub(super) struct Shapes {
    /// By the number of the type; a member's type is at the member's number, that of the
    /// additional members comes last.
    types: HashMap<usize, Vec<syn::Type>>,
}

impl Shapes {
    /// Has typify shape the types of an API.
    ///
    /// # Errors
    /// See [`typify_schema::type_space`]; or what typify returns is not what the IR says.
    pub(super) fn new(names: &ApiNames<'_>) -> Result<Self, EmitError> {
        if names.api.types.is_empty() {
            let types = HashMap::new();
            return Ok(Self { types });
        }
        let stream = typify_schema::type_space(names)?.to_stream();
        let file: syn::File = syn::parse2(stream)
            .map_err(|error| EmitError::internal(format!("typify's output: {error}")))?;
        let mut structs: HashMap<String, syn::ItemStruct> = HashMap::new();
        for item in file.items {
            if let Item::Struct(item) = item {
                structs.insert(item.ident.to_string(), item);
            }
        }
        let mut types = HashMap::new();
        for (index, def) in names.api.types.iter().enumerate() {
            let members: Vec<&Type> = match &def.shape {
                Shape::Enum(_) => continue,
                Shape::Struct(shape) => shape.members.iter().map(|member| &member.ty).collect(),
                Shape::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            };
            let extra = match &def.shape {
                Shape::Struct(shape) => shape.additional.clone(),
                _ => None,
            };
            let extra = extra.map(|value| Type::Map(Box::new(value)));
            let found = structs.remove(&format!("T{index}")).ok_or_else(|| {
                EmitError::internal(format!("typify made no struct of `{}`", def.path.0))
            })?;
            let ordered = in_order(&def.path.0, found, &members, extra.as_ref(), names)?;
            types.insert(index, ordered);
        }
        Ok(Self { types })
    }

    /// The types of a struct's members, or of a union's variants, in the order of the IR; where
    /// a struct has additional members, theirs comes last. Each as the file calls it.
    pub(super) fn of(
        &self,
        index: usize,
        scope: &mut Scope<'_>,
    ) -> Result<Vec<TokenStream>, EmitError> {
        let types = self.types.get(&index).map_or(&[][..], Vec::as_slice);
        types.iter().map(|ty| short(ty, scope)).collect()
    }
}

/// The types of a struct's fields in the order of the IR: typify sorts them by name.
fn in_order(
    name: &str,
    found: syn::ItemStruct,
    members: &[&Type],
    extra: Option<&Type>,
    names: &ApiNames<'_>,
) -> Result<Vec<syn::Type>, EmitError> {
    let fields = match found.fields {
        Fields::Named(fields) => fields.named,
        // A struct of no members.
        _ => Default::default(),
    };
    let mut by_name: HashMap<String, syn::Type> = fields
        .into_iter()
        .filter_map(|field| Some((field.ident?.to_string(), field.ty)))
        .collect();
    let expected = (0..)
        .zip(members)
        .map(|(index, ty)| (member_key(index).to_string(), *ty))
        .chain(extra.map(|ty| (typify_schema::EXTRA.to_owned(), ty)));
    let mut ordered = Vec::with_capacity(members.len() + 1);
    for (key, expected) in expected {
        let ty = by_name.remove(&key).ok_or_else(|| {
            EmitError::internal(format!("typify left member {key} of `{name}` out"))
        })?;
        if !boundary::same(expected, &ty, names) {
            return Err(EmitError::internal(format!(
                "member {key} of `{name}` is {expected:?} and typify made it `{}`",
                ty.to_token_stream()
            )));
        }
        ordered.push(ty);
    }
    if by_name.is_empty() {
        return Ok(ordered);
    }
    Err(EmitError::internal(format!(
        "typify gave `{name}` {} members that the IR has not",
        by_name.len()
    )))
}

/// A type that typify wrote, as a file of ours calls it.
fn short(ty: &syn::Type, scope: &mut Scope<'_>) -> Result<TokenStream, EmitError> {
    let path = match ty {
        syn::Type::Path(path) => &path.path,
        syn::Type::Tuple(tuple) => {
            let items: Result<Vec<_>, _> =
                tuple.elems.iter().map(|item| short(item, scope)).collect();
            let items = items?;
            return Ok(quote!((#(#items,)*)));
        }
        other => return Ok(other.to_token_stream()),
    };
    let Some(last) = path.segments.last() else {
        return Ok(path.to_token_stream());
    };
    let name = last.ident.to_string();
    let arguments = match &last.arguments {
        PathArguments::AngleBracketed(arguments) => arguments
            .args
            .iter()
            .filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(short(ty, scope)),
                _ => None,
            })
            .collect::<Result<Vec<_>, _>>()?,
        _ => Vec::new(),
    };
    let head = match name.as_str() {
        "bool" | "i64" | "f64" => last.ident.to_token_stream(),
        "Box" | "Option" | "String" | "Vec" => scope.prelude(&name),
        // typify's own map for any JSON is `serde_json::Map`.
        "BTreeMap" | "Map" => scope.map(),
        "Value" => scope.runtime(&name),
        key => match typify_schema::stand_in(key) {
            Some(scalar) => scope.scalar(&scalar)?,
            None => named(key, scope)?,
        },
    };
    Ok(if arguments.is_empty() {
        head
    } else {
        quote!(#head<#(#arguments),*>)
    })
}

/// What a synthetic key stands for: `T12`, `I3`.
fn named(key: &str, scope: &mut Scope<'_>) -> Result<TokenStream, EmitError> {
    let unknown = || EmitError::internal(format!("typify made up the type `{key}`"));
    let (kind, index) = key.split_at_checked(1).ok_or_else(unknown)?;
    let index: usize = index.parse().map_err(|_| unknown())?;
    let api = scope.names.api;
    match kind {
        "T" => scope.named(&api.types.get(index).ok_or_else(unknown)?.path),
        "I" => scope.id(&api.ids.get(index).ok_or_else(unknown)?.rust),
        _ => Err(unknown()),
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use super::{ApiNames, Shapes, in_order};
    use crate::emit::EmitOptions;
    use crate::ir::{Api, Shape, Type};
    use crate::json_schema::Documents;
    use crate::names::NamesLock;
    use crate::source::{Sources, read_json};

    const SCHEMA: &str = r##"{"$defs": {
        "part": {"type": "object", "properties": {
            "weight": {"type": "number"},
            "made": {"type": "string", "format": "date"},
            "names": {"type": "array", "items": {"type": ["string", "null"]}},
            "next": {"$ref": "#/$defs/part"},
            "sizes": {"type": "object", "additionalProperties": {"type": "integer"}},
            "any": true
        }}
    }}"##;

    fn api() -> Result<Api, Box<dyn Error>> {
        let mut sources = Sources::default();
        let mut diagnostics = Vec::new();
        let file = sources.add("parts.json", SCHEMA);
        let root = read_json(&sources, file, &mut diagnostics).ok_or("no JSON")?;
        let mut documents = Documents::default();
        documents.add("parts.json", file, root, Vec::new());
        let lock = NamesLock::default();
        let lowered =
            crate::lower::lower_schema(&sources, &documents, "parts", &lock, &mut diagnostics);
        Ok(lowered.api)
    }

    /// What `in_order` says of a struct that typify might have returned.
    fn judged(text: &str) -> Result<Result<usize, String>, Box<dyn Error>> {
        let api = api()?;
        let names = ApiNames::new(&api, &EmitOptions::new("test"), true)?;
        let Shape::Struct(shape) = &api.types[0].shape else {
            return Err("not a struct".into());
        };
        let members: Vec<&Type> = shape.members.iter().map(|member| &member.ty).collect();
        let found = syn::parse_str(text)?;
        let types = in_order("Part", found, &members, None, &names)
            .map(|types| types.len())
            .map_err(|error| error.message);
        Ok(types)
    }

    const MEMBERS: [&str; 6] = [
        "m0: f64",
        "m1: Date",
        "m2: ::std::vec::Vec<::std::option::Option<::std::string::String>>",
        "m3: Box<T0>",
        "m4: ::std::collections::BTreeMap<::std::string::String, i64>",
        "m5: ::serde_json::Value",
    ];

    #[test]
    fn what_typify_returns_is_what_the_ir_says() -> Result<(), Box<dyn Error>> {
        let api = api()?;
        let names = ApiNames::new(&api, &EmitOptions::new("test"), true)?;
        let shapes = Shapes::new(&names)?;
        assert_eq!(shapes.types[&0].len(), MEMBERS.len());
        // In whatever order.
        let mut members = MEMBERS;
        members.reverse();
        assert_eq!(
            judged(&format!("struct T0 {{ {} }}", members.join(", ")))?,
            Ok(6)
        );
        Ok(())
    }

    #[test]
    fn what_differs_in_one_item_is_refused() -> Result<(), Box<dyn Error>> {
        let wrong = [
            (0, "m0: f32"),
            (0, "m0: ::std::option::Option<f64>"),
            (1, "m1: ::std::string::String"),
            (2, "m2: ::std::vec::Vec<::std::string::String>"),
            (3, "m3: T0"),
            (3, "m3: Box<T1>"),
            (
                4,
                "m4: ::std::collections::BTreeMap<::std::string::String, f64>",
            ),
            (5, "m5: ::std::string::String"),
        ];
        for (index, member) in wrong {
            let mut members = MEMBERS;
            members[index] = member;
            let Err(message) = judged(&format!("struct T0 {{ {} }}", members.join(", ")))? else {
                return Err(member.into());
            };
            assert!(
                message.starts_with(&format!("member m{index} of `Part` is ")),
                "{message}"
            );
        }
        let lost = judged(&format!("struct T0 {{ {} }}", MEMBERS[1..].join(", ")))?;
        assert_eq!(lost, Err("typify left member m0 of `Part` out".to_owned()));
        let more = judged(&format!("struct T0 {{ {}, m6: bool }}", MEMBERS.join(", ")))?;
        let message = "typify gave `Part` 1 members that the IR has not";
        assert_eq!(more, Err(message.to_owned()));
        Ok(())
    }
}
