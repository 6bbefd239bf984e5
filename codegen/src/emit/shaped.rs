//! Emission in two steps, for benchmarks.

use super::emitter::Emitter;
use super::product::model_items;
use super::{EmitError, EmitOptions};
use crate::ir::Api;

/// The types of an API as typify shaped them.
pub struct Shaped<'a> {
    emitter: Emitter<'a>,
}

impl<'a> Shaped<'a> {
    /// Has typify shape them, and compares what comes back with the IR.
    ///
    /// # Errors
    ///
    /// As [`emit_models`](super::emit_models).
    pub fn new(api: &'a Api, options: &'a EmitOptions) -> Result<Self, EmitError> {
        let emitter = Emitter::new(api, options, true)?;
        Ok(Self { emitter })
    }

    /// Writes them as text.
    ///
    /// # Errors
    ///
    /// As [`emit_models`](super::emit_models).
    pub fn write(&self) -> Result<String, EmitError> {
        let (file, scope) = model_items(&self.emitter)?;
        let api = self.emitter.names.api;
        Ok(file.finish(&api.product.name, &scope, self.emitter.options))
    }
}
