//! The cases of the suite: a schema each, with instances.

use std::error::Error;
use std::path::Path;

use serde_json::Value;

/// A draft that is run.
#[derive(Debug)]
pub(crate) struct Draft {
    /// The folder of the suite.
    pub(crate) folder: &'static str,
    /// Its name for people.
    pub(crate) name: &'static str,
    /// Its `$schema`.
    pub(crate) dialect: &'static str,
    /// Whether the table has a row for each keyword, and plain typify was measured.
    pub(crate) whole: bool,
}

const fn draft(
    folder: &'static str,
    name: &'static str,
    dialect: &'static str,
    whole: bool,
) -> Draft {
    Draft {
        folder,
        name,
        dialect,
        whole,
    }
}

/// The drafts that are run.
pub(crate) const DRAFTS: [Draft; 5] = [
    draft(
        "draft7",
        "Draft 7",
        "http://json-schema.org/draft-07/schema#",
        true,
    ),
    draft(
        "draft2020-12",
        "2020-12",
        "https://json-schema.org/draft/2020-12/schema",
        true,
    ),
    draft(
        "draft4",
        "Draft 4",
        "http://json-schema.org/draft-04/schema#",
        false,
    ),
    draft(
        "draft6",
        "Draft 6",
        "http://json-schema.org/draft-06/schema#",
        false,
    ),
    draft(
        "draft2019-09",
        "2019-09",
        "https://json-schema.org/draft/2019-09/schema",
        false,
    ),
];

/// A schema of the suite.
#[derive(Debug)]
pub(crate) struct Case {
    /// Its place in [`DRAFTS`].
    pub(crate) draft: usize,
    /// The keyword that it tries: the name of its file.
    pub(crate) keyword: String,
    /// What it tries, in words.
    pub(crate) description: String,
    /// The schema, with `$schema`.
    pub(crate) schema: Value,
    /// The instances, each with whether it is valid.
    pub(crate) instances: Vec<Instance>,
}

/// A value that a schema is tried on.
#[derive(Debug)]
pub(crate) struct Instance {
    /// In words.
    pub(crate) description: String,
    /// The value.
    pub(crate) data: Value,
    /// Whether it fits the schema.
    pub(crate) valid: bool,
}

/// Reads the cases of every draft.
///
/// # Errors
/// A file cannot be read, or is not as the suite's files are.
pub(crate) fn read(suite: &Path) -> Result<Vec<Case>, Box<dyn Error>> {
    let mut cases = Vec::new();
    for (number, draft) in DRAFTS.iter().enumerate() {
        let folder = suite.join("tests").join(draft.folder);
        let mut files = Vec::new();
        for entry in
            std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?
        {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "json") {
                files.push(path);
            }
        }
        files.sort();
        for path in files {
            let keyword = path.file_stem().and_then(|stem| stem.to_str());
            let keyword = keyword.unwrap_or_default().to_owned();
            let groups: Vec<Value> = serde_json::from_slice(&std::fs::read(&path)?)?;
            for group in groups {
                cases.push(case(number, &keyword, draft.dialect, &group));
            }
        }
    }
    Ok(cases)
}

fn case(draft: usize, keyword: &str, dialect: &str, group: &Value) -> Case {
    let words = |value: &Value| value["description"].as_str().unwrap_or_default().to_owned();
    let mut schema = group["schema"].clone();
    // The folder of a file says which draft is meant where the schema does not.
    if let Value::Object(members) = &mut schema {
        members
            .entry("$schema")
            .or_insert_with(|| Value::from(dialect));
    }
    let instances = group["tests"].as_array().into_iter().flatten();
    let instances = instances.map(|test| Instance {
        description: words(test),
        data: test["data"].clone(),
        valid: test["valid"] == Value::Bool(true),
    });
    Case {
        draft,
        keyword: keyword.to_owned(),
        description: words(group),
        schema,
        instances: instances.collect(),
    }
}
