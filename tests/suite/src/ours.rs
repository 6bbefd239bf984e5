//! What the generator makes of the schemas.

use std::error::Error;
use std::path::Path;

use clientwright::Generator;
use clientwright::ir::{Shape, Type};
use serde_json::json;

use crate::cases::Case;

/// How schemas are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// What is written.
    Letter,
    /// What is meant: the generator's own way.
    Meant,
}

/// What became of a schema.
#[derive(Debug)]
pub(crate) struct Generated {
    /// The Rust of a module.
    pub(crate) text: String,
    /// The name of the type in it that has the value as its one member.
    pub(crate) name: String,
    /// Whether the value's type is any JSON.
    pub(crate) is_any: bool,
}

/// Generates the types of a schema: as the member `value` of a wrapper, so that the type may be a
/// list, a map or a scalar.
///
/// # Errors
/// The generator's messages.
pub(crate) fn generate(
    case: &Case,
    folder: &Path,
    remotes: &[(String, std::path::PathBuf)],
    reading: Reading,
) -> Result<Generated, Box<dyn Error>> {
    std::fs::create_dir_all(folder)?;
    let wrapper = json!({
        "type": "object",
        "properties": {"value": {"$ref": "schema.json"}},
        "required": ["value"],
    });
    std::fs::write(folder.join("schema.json"), case.schema.to_string())?;
    let file = folder.join("subject.json");
    std::fs::write(&file, wrapper.to_string())?;
    let mut generator = Generator::from_schema(&file).models_only();
    if reading == Reading::Letter {
        generator = generator.to_the_letter();
    }
    for (base, folder) in remotes {
        generator = generator.remote(base, folder);
    }
    let described = generator.describe()?;
    let types = described.apis.iter().flat_map(|api| &api.types);
    let mut roots = types.filter(|def| def.pointer == "subject.json#");
    let root = roots.next().ok_or("the schema became no type")?;
    let is_any = match &root.shape {
        Shape::Struct(root) => root.members.iter().any(|member| member.ty == Type::Any),
        _ => false,
    };
    let name = root.path.name().to_owned();
    let mut files = described.emit(generator.options())?;
    let text = files.pop().map(|file| file.text).unwrap_or_default();
    Ok(Generated { text, name, is_any })
}
