//! What plain typify makes of a schema.

use std::error::Error;
use std::path::Path;

use serde_json::Value;
use typify_impl::{TypeSpace, TypeSpaceSettings};

/// Its types, laid out by prettyplease.
///
/// # Errors
///
/// The file cannot be read, or typify refuses it.
pub(super) fn models(file: &Path) -> Result<String, Box<dyn Error>> {
    let name = file.display();
    let mut schema: Value = serde_json::from_slice(&std::fs::read(file)?)?;
    if let Value::Object(members) = &mut schema {
        members.remove("title");
    }
    let mut space = TypeSpace::new(&TypeSpaceSettings::default());
    space
        .add_root_schema(serde_json::from_value(schema)?)
        .map_err(|error| format!("typify refuses {name}: {error}"))?;
    let file = syn::parse2(space.to_stream())
        .map_err(|error| format!("what typify makes of {name} does not parse: {error}"))?;
    Ok(prettyplease::unparse(&file))
}
