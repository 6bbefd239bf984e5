//! What a caller makes of descriptions before they are written.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::{Described, derives};
use crate::diagnostic::meant;
use crate::emit::{EmitOptions, ForeignScalar};
use crate::ir::{Api, Operation, PagingKind, Payload, Scalar, Shape, Type, TypePath};

/// Choices that are settled once the descriptions are read.
#[derive(Clone, Debug, Default)]
pub(super) struct Shaping {
    pub(super) only: Vec<String>,
    pub(super) prefix: String,
    /// Words for which no type can stand.
    pub(super) no_scalars: Vec<String>,
}

impl Shaping {
    /// Applies the choices; with several products, names of a part begin with one. What is wrong
    /// with the choices, a line each.
    pub(super) fn apply(
        &self,
        described: &mut Described,
        options: &EmitOptions,
        several: bool,
    ) -> Vec<String> {
        let mut wrong = self.wrong(options);
        if !self.only.is_empty() {
            let unknown = self.keep(described, several).into_iter();
            wrong.extend(unknown.map(|error| format!("`only`: {error}")));
        }
        if wrong.is_empty() {
            if !self.prefix.is_empty() {
                for api in &mut described.apis {
                    api.prefix_types(&self.prefix);
                }
            }
            if options.foreign.contains_key(&ForeignScalar::Url) {
                described.apis.iter_mut().for_each(texts_for_cursors);
            }
        }
        wrong
    }

    /// What is wrong with the choices themselves.
    fn wrong(&self, options: &EmitOptions) -> Vec<String> {
        let mut wrong = Vec::new();
        let is_name = |text: &str| text.chars().all(|ch| ch.is_ascii_alphanumeric());
        if !is_name(&self.prefix) || self.prefix.starts_with(|ch: char| !ch.is_ascii_uppercase()) {
            wrong.push(format!(
                "`type_prefix`: {:?} cannot begin the name of a type: write a capital, then letters and digits",
                self.prefix
            ));
        }
        for path in &options.derives {
            let parsed = syn::parse_str::<syn::Path>(path);
            let is_plain = parsed.is_ok_and(|path| {
                let mut segments = path.segments.iter();
                segments.all(|segment| segment.arguments.is_none())
            });
            if !is_plain {
                wrong.push(format!(
                    "`derive`: {path:?} cannot be derived: write the path of a trait"
                ));
            } else if matches!(path.rsplit("::").next(), Some("Serialize" | "Deserialize")) {
                wrong.push(format!(
                    "`derive`: {path:?} cannot be derived: models are serde types already, by the runtime"
                ));
            }
        }
        wrong.extend(derives::alone(options));
        for word in &self.no_scalars {
            let known: Vec<&str> = ForeignScalar::ALL.iter().map(|it| it.word()).collect();
            wrong.push(format!(
                "`scalar`: no type can stand for `{word}`: {}",
                meant(word, &known)
            ));
        }
        for (scalar, ty) in &options.foreign {
            let parsed = syn::parse_str::<syn::Type>(ty);
            if !matches!(parsed, Ok(syn::Type::Path(_))) {
                wrong.push(format!(
                    "`scalar`: {ty:?} cannot stand for `{}`: write the path of a type",
                    scalar.word()
                ));
            }
        }
        wrong
    }

    fn keep(&self, described: &mut Described, several: bool) -> Vec<String> {
        if described.bare {
            return vec!["a JSON Schema without a spec has no modules and operations".to_owned()];
        }
        let [api] = described.apis.as_mut_slice() else {
            return self.keep_of_several(described);
        };
        if several {
            return self.keep_of_several(described);
        }
        api.only(&self.only).err().unwrap_or_default()
    }

    fn keep_of_several(&self, described: &mut Described) -> Vec<String> {
        let apis = described.apis.iter();
        let products: Vec<SmolStr> = apis.map(|api| api.product.name.clone()).collect();
        let mut wrong = Vec::new();
        // A product that is named alone is kept whole.
        let mut parts: BTreeMap<&str, Option<Vec<String>>> = BTreeMap::new();
        for name in &self.only {
            let (product, part) = match name.split_once('.') {
                Some((product, part)) => (product, Some(part.to_owned())),
                None => (name.as_str(), None),
            };
            if !products.iter().any(|known| known == product) {
                let known: Vec<&str> = products.iter().map(SmolStr::as_str).collect();
                wrong.push(format!(
                    "there is no product `{product}`: {}",
                    meant(product, &known)
                ));
                continue;
            }
            let kept = parts.entry(product).or_insert_with(|| Some(Vec::new()));
            match (kept.as_mut(), part) {
                (Some(kept), Some(part)) => kept.push(part),
                _ => *kept = None,
            }
        }
        for api in &mut described.apis {
            if let Some(Some(names)) = parts.get(api.product.name.as_str()) {
                wrong.extend(api.only(names).err().unwrap_or_default());
            }
        }
        let mut locks = std::mem::take(&mut described.locks).into_iter();
        let kept = described.apis.iter().filter_map(|api| {
            let lock = locks.next()?;
            parts
                .contains_key(api.product.name.as_str())
                .then_some(lock)
        });
        described.locks = kept.collect();
        let is_kept = |name: &str| parts.contains_key(name);
        described.apis.retain(|api| is_kept(&api.product.name));
        wrong
    }
}

/// Makes texts of the URLs that pages are turned by: turning compares them as they came.
fn texts_for_cursors(api: &mut Api) {
    let text = |ty: &mut Type| {
        if *ty == Type::Scalar(Scalar::Url) {
            *ty = Type::Scalar(Scalar::String);
        }
    };
    let mut members: Vec<(TypePath, SmolStr)> = Vec::new();
    for operation in api.modules.iter_mut().flat_map(|it| &mut it.operations) {
        let Some((cursor, next)) = cursor(operation) else {
            continue;
        };
        if let Payload::Page {
            context: Some(Type::Named { path, .. }),
            ..
        } = &operation.payload
        {
            members.push((path.clone(), next));
        }
        for parameter in &mut operation.parameters {
            if parameter.rust == cursor {
                text(&mut parameter.ty);
            }
        }
    }
    for (path, field) in members {
        let def = api.types.iter_mut().find(|def| def.path == path);
        let Some(Shape::Struct(shape)) = def.map(|def| &mut def.shape) else {
            continue;
        };
        for member in &mut shape.members {
            if member.rust == field {
                text(&mut member.ty);
            }
        }
    }
}

/// The fields for the cursor, in the operation and in what describes the page.
fn cursor(operation: &Operation) -> Option<(SmolStr, SmolStr)> {
    match &operation.paging.as_ref()?.kind {
        PagingKind::Cursor {
            cursor_field,
            next_field,
            ..
        } => Some((cursor_field.clone(), next_field.clone())),
        PagingKind::Number { .. } => None,
    }
}
