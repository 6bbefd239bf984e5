//! The names that one file can see: which are its own, which it imports, and how each type is
//! called in it.

use super::{EmitError, EmitOptions, ForeignScalar, foreign, names};
use crate::ir::{Api, Place, Scalar, Shape, Type, TypeDef, TypePath};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Names that mean something else in every file, so that a type of the product of such a name is
/// called by its path.
const KNOWN: &[&str] = &[
    "BTreeMap",
    "Box",
    "Call",
    "Date",
    "Decimal",
    "Default",
    "Download",
    "Error",
    "Foreign",
    "INFO",
    "Into",
    "IntoIterator",
    "Option",
    "Page",
    "Patch",
    "Result",
    "Secret",
    "String",
    "Timestamp",
    "Upload",
    "Vec",
    "v1",
];

/// How deep a type may nest, null included: as deep as lowering lets it. Typify recurses with large
/// frames, and a stack may be a megabyte.
pub(super) const DEPTH: usize = 34;

/// What is wrong with a type that nests deeper.
pub(super) fn too_deep() -> EmitError {
    EmitError::new(
        &Place::default(),
        format!("a type nests deeper than {DEPTH} levels: name a part of it"),
    )
}

/// What holds for every file of an API.
pub(super) struct ApiNames<'a> {
    pub(super) api: &'a Api,
    /// The path of the runtime crate.
    pub(super) runtime: TokenStream,
    /// Whether all types stand in one file.
    pub(super) flat: bool,
    /// Whether `Call` stands in the product's module, and not beside it.
    pub(super) own_call: bool,
    foreign: BTreeMap<ForeignScalar, syn::Type>,
    types: HashMap<&'a str, NamedType>,
    ids: HashMap<&'a str, usize>,
}

impl<'a> ApiNames<'a> {
    pub(super) fn new(api: &'a Api, options: &EmitOptions, flat: bool) -> Result<Self, EmitError> {
        let runtime = &options.runtime_path;
        let path: syn::Path = syn::parse_str(runtime).map_err(|_| {
            EmitError::new(
                &Place::default(),
                format!("the runtime's path {runtime:?} is not a path: write a crate's name"),
            )
        })?;
        let types = (0..)
            .zip(&api.types)
            .map(|(index, def)| (def.path.0.as_str(), NamedType::of(index, def)));
        let ids = (0..)
            .zip(&api.ids)
            .map(|(index, id)| (id.rust.as_str(), index));
        Ok(Self {
            api,
            runtime: quote!(#path),
            flat,
            own_call: false,
            foreign: foreign::types(options)?,
            types: types.collect(),
            ids: ids.collect(),
        })
    }

    /// Whether the caller has a type of its own for the scalar.
    pub(super) fn is_foreign(&self, scalar: &Scalar) -> bool {
        ForeignScalar::of(scalar).is_some_and(|it| self.foreign.contains_key(&it))
    }

    /// The number of a type in [`Api::types`].
    pub(super) fn type_index(&self, path: &TypePath) -> Result<usize, EmitError> {
        self.named_type(path).map(|named| named.index)
    }

    /// What is known of a type by its name alone.
    pub(super) fn named_type(&self, path: &TypePath) -> Result<NamedType, EmitError> {
        self.types.get(path.0.as_str()).copied().ok_or_else(|| {
            EmitError::internal(format!("the IR names the type `{}` and has none", path.0))
        })
    }

    /// The number of an identifier type in [`Api::ids`].
    pub(super) fn id_index(&self, rust: &str) -> Result<usize, EmitError> {
        self.ids.get(rust).copied().ok_or_else(|| {
            EmitError::internal(format!(
                "the IR names the identifier type `{rust}` and has none"
            ))
        })
    }
}

/// A named type, for those who only refer to it: there are many more references than types.
#[derive(Clone, Copy)]
pub(super) struct NamedType {
    /// The number in [`Api::types`].
    pub(super) index: usize,
    pub(super) is_enum: bool,
}

impl NamedType {
    fn of(index: usize, def: &TypeDef) -> Self {
        let is_enum = matches!(def.shape, Shape::Enum(_));
        Self { index, is_enum }
    }
}

/// The names of one file.
pub(super) struct Scope<'a> {
    pub(super) names: &'a ApiNames<'a>,
    /// The module of the file, or none for the product's.
    module: Option<&'a str>,
    own: BTreeSet<String>,
    from_super: BTreeSet<String>,
    from_root: BTreeSet<String>,
    from_runtime: BTreeSet<String>,
    from_std: BTreeSet<&'static str>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(names: &'a ApiNames<'a>, module: Option<&'a str>) -> Self {
        Self {
            names,
            module,
            own: BTreeSet::from(["v1".to_owned()]),
            from_super: BTreeSet::new(),
            from_root: BTreeSet::new(),
            from_runtime: BTreeSet::new(),
            from_std: BTreeSet::new(),
        }
    }

    /// Says that the file defines an item of that name.
    ///
    /// # Errors
    /// It has one already.
    pub(super) fn define(&mut self, name: &str, place: &Place) -> Result<(), EmitError> {
        names::ident(name, place)?;
        if self.own.insert(name.to_owned()) {
            return Ok(());
        }
        Err(EmitError::new(
            place,
            format!("two items of one module are called `{name}`: name one of them in the spec"),
        ))
    }

    /// An item of the prelude.
    pub(super) fn prelude(&self, name: &str) -> TokenStream {
        let ident = format_ident!("{name}");
        if !self.own.contains(name) {
            return quote!(#ident);
        }
        let module = match name {
            "Box" => "boxed",
            "Into" => "convert",
            "IntoIterator" => "iter",
            other => &other.to_lowercase(),
        };
        let module = format_ident!("{module}");
        quote!(::std::#module::#ident)
    }

    /// `BTreeMap`.
    pub(super) fn map(&mut self) -> TokenStream {
        if self.own.contains("BTreeMap") {
            return quote!(::std::collections::BTreeMap);
        }
        self.from_std.insert("collections::BTreeMap");
        quote!(BTreeMap)
    }

    /// A public item of the runtime.
    pub(super) fn runtime(&mut self, name: &str) -> TokenStream {
        let ident = format_ident!("{name}");
        if self.own.contains(name) {
            let runtime = &self.names.runtime;
            return quote!(#runtime::#ident);
        }
        self.from_runtime.insert(name.to_owned());
        quote!(#ident)
    }

    /// The crate's own `Call`, which stands beside the product's module or in it.
    pub(super) fn call(&mut self) -> TokenStream {
        if self.names.own_call {
            return match self.module {
                None => quote!(Call),
                Some(_) if self.own.contains("Call") => quote!(super::Call),
                Some(_) => {
                    self.from_super.insert("Call".to_owned());
                    quote!(Call)
                }
            };
        }
        let path = match self.module {
            Some(_) => "super::super::Call",
            None => "super::Call",
        };
        if self.own.contains("Call") {
            return match self.module {
                Some(_) => quote!(super::super::Call),
                None => quote!(super::Call),
            };
        }
        self.from_root.insert(path.to_owned());
        quote!(Call)
    }

    /// The product's `INFO`, from a module.
    pub(super) fn info(&mut self) -> TokenStream {
        self.from_super.insert("INFO".to_owned());
        quote!(INFO)
    }

    /// An item of the product's file.
    fn of_product(&mut self, name: &str) -> Result<TokenStream, EmitError> {
        let ident = names::ident(name, &Place::default())?;
        if self.module.is_none() || self.names.flat {
            return Ok(quote!(#ident));
        }
        if self.own.contains(name) || KNOWN.contains(&name) {
            return Ok(quote!(super::#ident));
        }
        self.from_super.insert(ident.to_string());
        Ok(quote!(#ident))
    }

    /// A named type.
    pub(super) fn named(&mut self, path: &TypePath) -> Result<TokenStream, EmitError> {
        self.names.type_index(path)?;
        self.known(path)
    }

    /// A named type that is there.
    pub(super) fn known(&mut self, path: &TypePath) -> Result<TokenStream, EmitError> {
        let Some(module) = path.module().filter(|_| !self.names.flat) else {
            return self.of_product(path.name());
        };
        let place = Place::default();
        let name = names::ident(path.name(), &place)?;
        if self.module == Some(module) {
            return Ok(quote!(#name));
        }
        let module = names::ident(module, &place)?;
        Ok(match self.module {
            Some(_) => quote!(super::#module::#name),
            None => quote!(#module::#name),
        })
    }

    /// An identifier type.
    pub(super) fn id(&mut self, rust: &str) -> Result<TokenStream, EmitError> {
        self.names.id_index(rust)?;
        self.of_product(rust)
    }

    /// A type of the IR, as this file calls it.
    ///
    /// # Errors
    /// It nests too deep, or names a type that is not there.
    pub(super) fn ty(&mut self, ty: &Type) -> Result<TokenStream, EmitError> {
        self.ty_within(ty, DEPTH)
    }

    fn ty_within(&mut self, ty: &Type, depth: usize) -> Result<TokenStream, EmitError> {
        let Some(depth) = depth.checked_sub(1) else {
            return Err(too_deep());
        };
        Ok(match ty {
            Type::Scalar(scalar) => return self.scalar(scalar),
            Type::Named { path, boxed } => {
                let named = self.named(path)?;
                if *boxed {
                    let box_ = self.prelude("Box");
                    quote!(#box_<#named>)
                } else {
                    named
                }
            }
            Type::List(item) => {
                let (vec, item) = (self.prelude("Vec"), self.ty_within(item, depth)?);
                quote!(#vec<#item>)
            }
            Type::Map(value) => {
                let (map, string) = (self.map(), self.prelude("String"));
                let value = self.ty_within(value, depth)?;
                quote!(#map<#string, #value>)
            }
            Type::Tuple(items) => {
                let items = items
                    .iter()
                    .map(|item| self.ty_within(item, depth))
                    .collect::<Result<Vec<_>, _>>()?;
                quote!((#(#items,)*))
            }
            // Twice nullable is nullable.
            Type::Nullable(inner) if matches!(**inner, Type::Nullable(_)) => {
                self.ty_within(inner, depth)?
            }
            Type::Nullable(inner) => {
                let (option, inner) = (self.prelude("Option"), self.ty_within(inner, depth)?);
                quote!(#option<#inner>)
            }
            Type::Implied(inner) => {
                let (implied, inner) = (self.runtime("Implied"), self.ty_within(inner, depth)?);
                quote!(#implied<#inner>)
            }
            Type::Any => self.runtime("Value"),
        })
    }

    /// A scalar, or what stands for it.
    pub(super) fn scalar(&mut self, scalar: &Scalar) -> Result<TokenStream, EmitError> {
        let foreign = ForeignScalar::of(scalar)
            .and_then(|it| self.names.foreign.get(&it).map(|ty| (it, ty.clone())));
        if let Some((which, ty)) = foreign {
            let foreign = self.runtime("Foreign");
            return Ok(match which {
                ForeignScalar::Decimal => quote!(#foreign<#ty, v1::AsNumber>),
                _ => quote!(#foreign<#ty>),
            });
        }
        Ok(match scalar {
            Scalar::String | Scalar::Url | Scalar::Email | Scalar::Phone => self.prelude("String"),
            Scalar::Boolean => quote!(bool),
            Scalar::Integer => quote!(i64),
            Scalar::Unsigned => quote!(u64),
            Scalar::Number => quote!(f64),
            Scalar::Decimal => self.runtime("Decimal"),
            Scalar::Id(rust) => self.id(rust)?,
            Scalar::Timestamp => self.runtime("Timestamp"),
            Scalar::Date => self.runtime("Date"),
            Scalar::Secret => self.runtime("Secret"),
            Scalar::Binary => self.runtime("Upload"),
        })
    }

    /// The `use` lines, sorted, for what was asked for, and for the module `v1` of the runtime where
    /// the text names it.
    pub(super) fn use_lines(&self, names_v1: bool) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        lines.extend(self.from_root.iter().map(|path| format!("use {path};")));
        lines.extend(braced("super", self.from_super.iter().map(String::as_str)));
        let runtime = self.names.runtime.to_string().replace(' ', "");
        if names_v1 {
            lines.push(format!("use {runtime}::__private::v1;"));
        }
        lines.extend(braced(
            &runtime,
            self.from_runtime.iter().map(String::as_str),
        ));
        lines.extend(self.from_std.iter().map(|path| format!("use std::{path};")));
        lines
    }
}

/// `use path::{a, b};`, with line breaks where it would run past the margin.
fn braced<'s>(path: &str, names: impl Iterator<Item = &'s str>) -> Option<String> {
    let names: Vec<&str> = names.collect();
    match names.as_slice() {
        [] => None,
        [name] => Some(format!("use {path}::{name};")),
        _ => {
            let line = format!("use {path}::{{{}}};", names.join(", "));
            if line.len() <= super::files::MARGIN {
                return Some(line);
            }
            let rows = super::files::rows(&names, "    ");
            Some(format!("use {path}::{{\n{rows}}};"))
        }
    }
}

/// The idents `m0`, `m1`, … by which typify knows members.
pub(super) fn member_key(index: usize) -> Ident {
    format_ident!("m{index}")
}
