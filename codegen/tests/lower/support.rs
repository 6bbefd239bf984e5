//! Small documents in, types in words out.

use std::fmt::Write as _;

use clientwright::Limits;
use clientwright::diagnostic::{Diagnostic, one_line};
use clientwright::ir::{Additional, Api, Presence, Scalar, Shape, Type};
use clientwright::json_schema::Documents;
use clientwright::load::{Loaded, Outside};
use clientwright::lower::{Lowered, lower, lower_schema};
use clientwright::names::NamesLock;
use clientwright::source::{Sources, read_json};

/// The IR of a schema, and what was reported, a line each.
pub(crate) fn schema_with(text: &str, lock: &NamesLock) -> (Lowered, Vec<String>) {
    let mut sources = Sources::default();
    let mut found = Vec::new();
    let file = sources.add("widgets.json", text);
    let root = read_json(&sources, file, &mut found).expect("the schema is JSON");
    let mut documents = Documents::default();
    documents.add("widgets.json", file, root, Vec::new());
    let lowered = lower_schema(&sources, &documents, "widgets", lock, &mut found);
    (lowered, lines(&sources, &found))
}

pub(crate) fn schema(text: &str) -> (Lowered, Vec<String>) {
    schema_with(text, &NamesLock::default())
}

/// The types of a schema in which nothing is wrong.
pub(crate) fn types_of(text: &str) -> String {
    let (lowered, found) = schema(text);
    assert_eq!(found, [""; 0]);
    types(&lowered.api)
}

/// Definitions as a schema, of draft 2020-12 unless they say otherwise.
pub(crate) fn defs(definitions: &str) -> String {
    format!("{{\"$defs\":{{{definitions}}}}}")
}

pub(crate) fn lines(sources: &Sources, found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(|found| one_line(sources, found)).collect()
}

/// A product of files in a folder of its own.
pub(crate) struct Folder {
    folder: tempfile::TempDir,
}

/// A header that has nothing of its own.
pub(crate) const PRODUCT: &str = r#"
format = 1
servers = [{ name = "main", title = "Main", api = "https://api.example.com/v1" }]
[product]
title = "Acme"
doc = "Widgets."
source = "https://example.com"
"#;

/// The header of a module.
pub(crate) const MODULE: &str = r#"
[module]
title = "Widgets"
doc = "Widgets."
source = "https://example.com"
"#;

/// An operation without what only people read.
pub(crate) fn operation(name: &str, http: &str, rest: &str) -> String {
    format!(
        "\n[operations.{name}]\nsummary = \"S.\"\nsource = \"https://example.com\"\nhttp = \"{http}\"\n{rest}\n"
    )
}

impl Folder {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let this = Self { folder };
        for (name, text) in files {
            this.write(name, text);
        }
        this
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let acme = self.folder.path().join("acme");
        std::fs::create_dir_all(&acme).expect("a folder can be made");
        std::fs::write(acme.join(name), text).expect("a file can be written");
    }

    pub(crate) fn lower(&self) -> (Option<Lowered>, Vec<String>) {
        let Loaded {
            sources,
            products,
            mut diagnostics,
            ..
        } = Loaded::product(
            &self.folder.path().join("acme"),
            "",
            Limits::default(),
            &Outside::default(),
        );
        let product = products.first();
        let lowered = product.map(|product| lower(&sources, product, &mut diagnostics));
        clientwright::diagnostic::sort(&mut diagnostics);
        (lowered, lines(&sources, &diagnostics))
    }

    /// The IR, where nothing is wrong; its names are remembered for the next time.
    pub(crate) fn good(&self) -> Lowered {
        self.warned(&[])
    }

    /// The IR, where this is reported and no error; its names are remembered for the next time.
    pub(crate) fn warned(&self, expected: &[&str]) -> Lowered {
        let (lowered, found) = self.lower();
        assert_eq!(found, expected);
        let lowered = lowered.expect("a product that is right");
        self.write("names.lock", &lowered.lock.to_text());
        lowered
    }
}

/// Types in words, a line each.
pub(crate) fn types(api: &Api) -> String {
    let mut text = String::new();
    for def in &api.types {
        let path = &def.path.0;
        let line = match &def.shape {
            Shape::Struct(object) => {
                let members = object.members.iter().map(|member| {
                    let presence = if member.presence == Presence::Always {
                        "!"
                    } else {
                        ""
                    };
                    let null = if member.nullable { "?" } else { "" };
                    format!("{}{presence}: {}{null}", member.rust, ty(&member.ty))
                });
                // Most objects are open, and their documents do not mention it.
                let additional = match &object.additional {
                    Additional::Undocumented => None,
                    Additional::Documented(extra) => Some(format!("..: {}", ty(extra))),
                    Additional::Closed => Some("closed".to_owned()),
                };
                let members: Vec<String> = members.chain(additional).collect();
                format!("{path} {{ {} }}", members.join(", "))
            }
            Shape::Enum(listed) => {
                let values: Vec<String> = listed
                    .values
                    .iter()
                    .map(|value| format!("{}={}", value.rust, value.wire))
                    .collect();
                format!("{path} = {}", values.join(" | "))
            }
            Shape::Union(union) => {
                let variants: Vec<String> = union
                    .variants
                    .iter()
                    .map(|variant| format!("{}({})", variant.rust, ty(&variant.ty)))
                    .collect();
                format!("{path} = {}", variants.join(" | "))
            }
        };
        let _ = writeln!(text, "{line}");
    }
    text
}

pub(crate) fn ty(ty_: &Type) -> String {
    match ty_ {
        Type::Scalar(Scalar::Id(name)) => name.to_string(),
        Type::Scalar(scalar) => format!("{scalar:?}").to_lowercase(),
        Type::Named { path, boxed: false } => path.0.to_string(),
        Type::Named { path, boxed: true } => format!("Box<{}>", path.0),
        Type::List(inner) => format!("[{}]", ty(inner)),
        Type::Map(inner) => format!("{{{}}}", ty(inner)),
        Type::Tuple(items) => {
            let items: Vec<String> = items.iter().map(ty).collect();
            format!("({})", items.join(", "))
        }
        Type::Nullable(inner) => format!("{}?", ty(inner)),
        Type::Implied(inner) => format!("implied<{}>", ty(inner)),
        Type::Any => "any".to_owned(),
    }
}

impl Folder {
    /// The path of a file in the product's folder.
    pub(crate) fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join("acme").join(name)
    }
}
