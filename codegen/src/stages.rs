//! The stages that callers have no part in, one by one: for benchmarks.

use crate::diagnostic::Diagnostic;
use crate::json_schema::Documents;
use crate::load::LoadedProduct;
use crate::lower::Lowered;

pub use crate::emit::Shaped;

/// Says what is doubtful in a product.
pub fn check(product: &LoadedProduct, lowered: &Lowered, diagnostics: &mut Vec<Diagnostic>) {
    let steps = crate::Limits::default().check_steps;
    crate::check::check(product, lowered, steps, diagnostics);
}

/// Says what is doubtful in a JSON Schema without a spec.
pub fn check_schema(documents: &Documents, diagnostics: &mut Vec<Diagnostic>) {
    crate::check::check_schema(documents, diagnostics);
}
