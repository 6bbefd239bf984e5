//! The enums of doc specs: TOML → draft.

use std::collections::HashMap;

use smol_str::{SmolStr, format_smolstr};

use super::context::Lowering;
use super::draft::{DraftShape, DraftValue};
use super::spec_types::text;
use crate::diagnostic::{Diagnostic, codes};
use crate::ir::EnumBase;
use crate::source::{Span, Value};
use crate::spec::{TypeSpec, ValueRow};

impl Lowering<'_> {
    pub(super) fn enum_shape(&mut self, spec: &TypeSpec) -> DraftShape {
        let base = match spec.base.as_ref().map(|base| base.value.as_str()) {
            Some("integer") => EnumBase::Integer,
            _ => EnumBase::String,
        };
        let mut seen: HashMap<SmolStr, Span> = HashMap::new();
        let mut values = Vec::with_capacity(spec.values.len());
        for row in &spec.values {
            let Some(wire) = self.value(base, row) else {
                continue;
            };
            if let Some(first) = seen.insert(wire.clone(), row.value.span) {
                self.report(
                    Diagnostic::error(
                        codes::ENUM_VALUE,
                        row.value.span,
                        format!("the value `{wire}` stands here a second time"),
                    )
                    .label("the second")
                    .help("take one of them out")
                    .also(first, "the first is here"),
                );
                continue;
            }
            values.push(DraftValue {
                wire,
                name: row.name.as_ref().map(|name| name.value.clone()),
                given: row.name.is_some(),
                doc: text(&row.doc),
                span: row.value.span,
            });
        }
        DraftShape::Enum { base, values }
    }

    /// The value as the text that stands for it.
    fn value(&mut self, base: EnumBase, row: &ValueRow) -> Option<SmolStr> {
        let (wire, wanted) = match (base, &row.value.value) {
            (EnumBase::String, Value::String(text)) => (Some(text.clone()), ""),
            (EnumBase::String, _) => (None, "a string"),
            (EnumBase::Integer, value) => {
                // As JSON has it: TOML also takes `+1`.
                let number = match value {
                    Value::Number(text) => text.parse::<i64>().ok(),
                    _ => None,
                };
                let wire = number.map(|number| format_smolstr!("{number}"));
                (wire, "a whole number of 64 bits")
            }
        };
        if wire.is_none() && !self.is_faulty(row.span) {
            self.report(
                Diagnostic::error(
                    codes::ENUM_VALUE,
                    row.value.span,
                    format!("a value of this enum is {wanted}"),
                )
                .label(format!("this is {}", row.value.kind()))
                .help("write the value as the wire has it, or say `base = \"integer\"`"),
            );
        }
        wire
    }
}
