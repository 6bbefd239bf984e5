//! The types of structs and unions, as typify shapes them.

use super::scope::{ApiNames, Scope, member_key};
use super::{EmitError, boundary, typify_schema};
use crate::ir::{Shape, Type, TypeDef};
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use std::collections::HashMap;
use std::ops::Range;
use syn::{GenericArgument, PathArguments};
use typify_impl::{TypeDetails, TypeSpace, TypeStruct};

/// How many types typify shapes at a time.
const PORTION: usize = 128;

/// What typify made of every struct and union of an API, compared with the IR.
#[derive(Default)]
pub(super) struct Shapes {
    /// The types of all members, one behind the other: an API has very many.
    words: Vec<Word>,
    /// Where those of each type's members are; that of documented additional members comes last.
    types: Vec<Range<usize>>,
}

impl Shapes {
    /// Has typify shape the types of an API.
    ///
    /// # Errors
    /// See [`typify_schema::type_space`]; or what typify returns is not what the IR says.
    pub(super) fn new(names: &ApiNames<'_>) -> Result<Self, EmitError> {
        let mut shapes = Self::default();
        for start in (0..names.api.types.len()).step_by(PORTION) {
            let end = names.api.types.len().min(start + PORTION);
            shapes.add(names, start..end)?;
        }
        Ok(shapes)
    }

    /// The types of a struct's members, or of a union's variants, in the order of the IR; where
    /// the document types additional members, theirs comes last. Each as the file calls it.
    pub(super) fn of(
        &self,
        index: usize,
        scope: &mut Scope<'_>,
    ) -> Result<Vec<TokenStream>, EmitError> {
        let words = self
            .types
            .get(index)
            .and_then(|at| self.words.get(at.clone()));
        let mut words = words.unwrap_or_default().iter();
        let mut types = Vec::new();
        while let Some(word) = words.next() {
            types.push(short(word, &mut words, scope)?);
        }
        Ok(types)
    }

    /// Has typify shape the types of some numbers, which come next.
    fn add(&mut self, names: &ApiNames<'_>, numbers: Range<usize>) -> Result<(), EmitError> {
        let space = typify_schema::type_space(names, numbers.clone())?;
        let mut structs: HashMap<String, Fields> = HashMap::new();
        for ty in space.iter_types() {
            if let TypeDetails::Struct(details) = ty.details() {
                structs.insert(ty.name(), fields(&space, &details)?);
            }
        }
        for (index, def) in numbers.clone().zip(&names.api.types[numbers]) {
            let first = self.words.len();
            if let Some(members) = members(def) {
                let extra = match &def.shape {
                    Shape::Struct(shape) => shape.additional.documented().cloned(),
                    _ => None,
                };
                let extra = extra.map(|value| Type::Map(Box::new(value)));
                let found = structs.remove(&format!("T{index}")).ok_or_else(|| {
                    EmitError::internal(format!("typify made no struct of `{}`", def.path.0))
                })?;
                let types = in_order(&def.path.0, found, &members, extra.as_ref(), names)?;
                let expected = members.iter().copied().chain(extra.as_ref());
                for (ty, expected) in types.iter().zip(expected) {
                    words_of(ty, Some(expected), &mut self.words)?;
                }
            }
            self.types.push(first..self.words.len());
        }
        Ok(())
    }
}

/// The types that a struct or union holds; `None` of an enum, which typify never sees.
fn members(def: &TypeDef) -> Option<Vec<&Type>> {
    match &def.shape {
        Shape::Enum(_) => None,
        Shape::Struct(shape) => Some(shape.members.iter().map(|member| &member.ty).collect()),
        Shape::Union(union) => Some(union.variants.iter().map(|variant| &variant.ty).collect()),
    }
}

/// The names and types of a struct's fields.
type Fields = Vec<(String, syn::Type)>;

/// The fields that typify gave a struct: of all that it writes we need their types alone.
fn fields(space: &TypeSpace, found: &TypeStruct<'_>) -> Result<Fields, EmitError> {
    let fields = found.properties_info().map(|field| {
        let refused =
            |error: String| EmitError::internal(format!("typify's member {}: {error}", field.name));
        if !field.required {
            return Err(refused("it may be left out".to_owned()));
        }
        let ty = space.get_type(&field.type_id);
        let ty = ty.map_err(|error| refused(error.to_string()))?;
        let ty = syn::parse2(ty.ident()).map_err(|error| refused(error.to_string()))?;
        Ok((field.name.to_owned(), ty))
    });
    fields.collect()
}

/// The types of a struct's fields in the order of the IR: typify sorts them by name.
fn in_order(
    name: &str,
    found: Fields,
    members: &[&Type],
    extra: Option<&Type>,
    names: &ApiNames<'_>,
) -> Result<Vec<syn::Type>, EmitError> {
    let mut by_name: HashMap<String, syn::Type> = found.into_iter().collect();
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

/// A word of a type that typify wrote, without its tokens: they take many times as much room. Its
/// arguments follow, each with its own: `Option<Vec<T3>>` is `Option`, `Vec`, `T3`.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Word {
    name: Name,
    arguments: usize,
}

/// The last word of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Name {
    Tuple,
    Known(&'static str),
    /// The number of a type in [`Api::types`](crate::ir::Api::types).
    Type(usize),
    /// The number of an identifier type.
    Id(usize),
}

/// What typify calls types that are not ours; it has a map of its own for any JSON.
const KNOWN: [&str; 11] = [
    "bool", "i64", "u64", "f64", "Box", "Option", "String", "Vec", "BTreeMap", "Map", "Value",
];

/// Reads what typify wrote, and puts `Implied` where the IR has it, which typify does not see.
fn words_of(
    ty: &syn::Type,
    expected: Option<&Type>,
    words: &mut Vec<Word>,
) -> Result<(), EmitError> {
    // Twice nullable is nullable.
    if let Some(Type::Nullable(inner)) = expected
        && matches!(**inner, Type::Nullable(_))
    {
        return words_of(ty, Some(inner), words);
    }
    if let Some(Type::Implied(inner)) = expected {
        words.push(Word {
            name: Name::Known("Implied"),
            arguments: 1,
        });
        return words_of(ty, Some(inner), words);
    }
    let inner: Vec<Option<&Type>> = match expected {
        Some(Type::List(inner) | Type::Nullable(inner)) => vec![Some(inner)],
        Some(Type::Map(inner)) => vec![None, Some(inner)],
        Some(Type::Tuple(items)) => items.iter().map(Some).collect(),
        _ => Vec::new(),
    };
    let inner = |index: usize| inner.get(index).copied().flatten();
    let unknown = || EmitError::internal(format!("typify made up `{}`", ty.to_token_stream()));
    let path = match ty {
        syn::Type::Path(path) => &path.path,
        syn::Type::Tuple(tuple) => {
            words.push(Word {
                name: Name::Tuple,
                arguments: tuple.elems.len(),
            });
            let mut items = tuple.elems.iter().enumerate();
            return items.try_for_each(|(index, item)| words_of(item, inner(index), words));
        }
        _ => return Err(unknown()),
    };
    let last = path.segments.last().ok_or_else(unknown)?;
    let known = KNOWN.into_iter().chain(typify_schema::stand_in_keys());
    let name = match known.into_iter().find(|known| last.ident == known) {
        Some(known) => Name::Known(known),
        None => numbered(&last.ident.to_string()).ok_or_else(unknown)?,
    };
    let at = words.len();
    words.push(Word { name, arguments: 0 });
    if let PathArguments::AngleBracketed(arguments) = &last.arguments {
        for argument in &arguments.args {
            if let GenericArgument::Type(ty) = argument {
                let index = words[at].arguments;
                words[at].arguments += 1;
                words_of(ty, inner(index), words)?;
            }
        }
    }
    Ok(())
}

/// What a synthetic key stands for: `T12`, `I3`.
fn numbered(key: &str) -> Option<Name> {
    let (kind, index) = key.split_at_checked(1)?;
    let index = index.parse().ok()?;
    match kind {
        "T" => Some(Name::Type(index)),
        "I" => Some(Name::Id(index)),
        _ => None,
    }
}

/// A type that typify wrote, as a file of ours calls it: this word, and what follows of its own.
fn short<'w>(
    word: &Word,
    following: &mut impl Iterator<Item = &'w Word>,
    scope: &mut Scope<'_>,
) -> Result<TokenStream, EmitError> {
    let mut arguments = Vec::with_capacity(word.arguments);
    for _ in 0..word.arguments {
        let lost = || EmitError::internal("a type has fewer words than arguments");
        let argument = following.next().ok_or_else(lost)?;
        arguments.push(short(argument, following, scope)?);
    }
    let head = match word.name {
        Name::Tuple => return Ok(quote!((#(#arguments,)*))),
        Name::Known(name @ ("bool" | "i64" | "u64" | "f64")) => {
            format_ident!("{name}").to_token_stream()
        }
        Name::Known(name @ ("Box" | "Option" | "String" | "Vec")) => scope.prelude(name),
        Name::Known("BTreeMap" | "Map") => scope.map(),
        Name::Known(key) => match typify_schema::stand_in(key) {
            Some(scalar) => scope.scalar(&scalar)?,
            None => scope.runtime(key),
        },
        Name::Type(index) => {
            let def = scope.names.api.types.get(index);
            let def = def.ok_or_else(|| EmitError::internal(format!("there is no T{index}")))?;
            scope.known(&def.path)?
        }
        Name::Id(index) => {
            let id = scope.names.api.ids.get(index);
            let id = id.ok_or_else(|| EmitError::internal(format!("there is no I{index}")))?;
            scope.id(&id.rust)?
        }
    };
    Ok(if arguments.is_empty() {
        head
    } else {
        quote!(#head<#(#arguments),*>)
    })
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
        let found: syn::ItemStruct = syn::parse_str(text)?;
        let found = found.fields.into_iter();
        let found = found.filter_map(|field| Some((field.ident?.to_string(), field.ty)));
        let found = found.collect();
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
        let words: Vec<usize> = shapes.words.iter().map(|word| word.arguments).collect();
        assert_eq!(words, [0, 0, 1, 1, 0, 1, 0, 2, 0, 0, 0]);
        assert_eq!(shapes.types.first(), Some(&(0..words.len())));
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
