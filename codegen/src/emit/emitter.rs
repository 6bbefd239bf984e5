//! What is known of an API while its files are written, and the types of one file.

use super::fields::{Field, fields};
use super::files::FileText;
use super::holds::Defaults;
use super::models::Shapes;
use super::scope::{ApiNames, Scope};
use super::{EmitError, EmitOptions, docs, enums, records, serde_derives, structs, unions};
use crate::ir::{Api, ErrorCode, Shape, TypeDef};
use quote::quote;
use std::collections::HashMap;

/// An API on its way to text.
pub(super) struct Emitter<'a> {
    pub(super) names: ApiNames<'a>,
    pub(super) options: &'a EmitOptions,
    /// The documented errors by their codes: each operation looks its own up.
    pub(super) errors: HashMap<&'a str, &'a ErrorCode>,
    shapes: Shapes,
    defaults: Defaults,
}

impl<'a> Emitter<'a> {
    /// Shapes the types of an API; `flat` puts them all into one file.
    pub(super) fn new(
        api: &'a Api,
        options: &'a EmitOptions,
        flat: bool,
    ) -> Result<Self, EmitError> {
        let names = ApiNames::new(api, options, flat)?;
        let shapes = Shapes::new(&names)?;
        let defaults = Defaults::new(&names)?;
        let mut errors = HashMap::new();
        for error in &api.product.errors {
            errors.entry(error.code.as_str()).or_insert(error);
        }
        Ok(Self {
            names,
            options,
            errors,
            shapes,
            defaults,
        })
    }

    /// Writes types into a file, in their order.
    pub(super) fn types<'t>(
        &self,
        types: impl Iterator<Item = (usize, &'t TypeDef)>,
        scope: &mut Scope<'_>,
        file: &mut FileText,
    ) -> Result<(), EmitError> {
        let mut all_holds = Vec::new();
        let root = self.names.api.root.as_ref();
        for (index, def) in types {
            let doc = docs::type_def(def, root);
            match &def.shape {
                Shape::Struct(shape) => {
                    let types = self.shapes.of(index, scope)?;
                    let fields = fields(def, shape, types, scope)?;
                    self.record(index, def, &doc, &fields, scope, file)?;
                    all_holds.extend(fields.iter().map(serde_derives::holds));
                }
                Shape::Enum(shape) => {
                    file.text(enums::open_enum(def, &doc, shape, self.options)?);
                }
                Shape::Union(union) => {
                    unions::check(def, union)?;
                    let types = self.shapes.of(index, scope)?;
                    if self.options.serde_derives {
                        file.items(serde_derives::union(def, &doc, union, &types)?)?;
                    } else {
                        file.text(unions::union(def, &doc, union, &types, self.options)?);
                    }
                }
            }
        }
        if self.options.serde_derives {
            return file.items(serde_derives::helpers(
                all_holds.iter(),
                &self.names.runtime,
            ));
        }
        Ok(())
    }

    fn record(
        &self,
        index: usize,
        def: &TypeDef,
        doc: &[String],
        fields: &[Field<'_>],
        scope: &mut Scope<'_>,
        file: &mut FileText,
    ) -> Result<(), EmitError> {
        let is_default = self.defaults.get(index);
        let item = structs::item(def, doc, fields, is_default, scope, self.options)?;
        let builder = structs::builder(def, fields, is_default, scope)?;
        file.items(quote!(#item #builder))?;
        if !self.options.serde_derives {
            file.text(records::record(def, fields, is_default)?);
        }
        Ok(())
    }
}
