//! Descriptions of a spec as documentation: wherever they stand, nothing of them runs.

use std::collections::BTreeMap;

use clientwright::Generator;

use crate::bundle::Bundle;
use crate::choices::Choices;
use crate::judge::{PIECES, fault};
use crate::run::{Target, fuzz};

static DOCUMENTATION: Target = Target {
    name: "documentation",
    inputs: 150,
    make: spec,
    property: |input| {
        let bundle = Bundle::read(&String::from_utf8_lossy(input));
        let folder = tempfile::Builder::new().prefix("fuzz").tempdir().unwrap();
        let acme = folder.path().join("acme");
        std::fs::create_dir_all(&acme).unwrap();
        bundle.write(&acme);
        // Without a crate's name there are no examples, which are code that is to run.
        let generator = Generator::from_product(&acme);
        let described = match generator.describe() {
            Ok(described) => described,
            Err(failure) => panic!("{failure}"),
        };
        for file in described.emit_modules(generator.options()).unwrap() {
            for lines in comments(&file.text) {
                if let Some(fault) = fault(&lines) {
                    panic!("{}: {fault}", file.path);
                }
            }
        }
    },
};

/// The documentation of each item, of those in calls of macros too.
fn comments(text: &str) -> Vec<Vec<String>> {
    // No documentation is written in another form.
    assert!(!text.contains("#[doc") && !text.contains("/**"));
    let mut all: Vec<Vec<String>> = Vec::new();
    let mut open: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        match line.trim_start().strip_prefix("///") {
            Some(doc) => {
                let doc = doc.strip_prefix(' ').unwrap_or(doc);
                open.entry(indent).or_default().push(doc.to_owned());
            }
            None => all.extend(std::mem::take(&mut open).into_values()),
        }
    }
    all
}

/// A spec with a place for text wherever one can have text.
const PRODUCT: &str = r#"format = 1
servers = [
  { name = "main", title = @, api = "https://api.acme.example/v1" },
  { name = "test", title = @, api = "https://test.acme.example/v1" },
]
errors = [{ code = "e1", status = 400, meaning = @ }]
[product]
title = @
doc = @
source = "https://acme.example/docs/"
[ids.Widget]
doc = @
"#;

const MODULE: &str = r#"[module]
title = @
doc = @
source = "https://acme.example/docs/widgets"
[types.Widget]
doc = @
members = [
  { name = "label", type = "string", promised = true, default = @, doc = @ },
  { name = "`", type = "decimal", deprecated = true, doc = @ },
  { name = "size", type = "Size", doc = @ },
]
[types.Size]
doc = @
values = [{ value = "s", doc = @ }, { value = @, name = "Odd", doc = @ }]
[operations.get]
summary = @
doc = @
http = "GET /widgets/{id}"
source = "https://acme.example/docs/widgets#get"
errors = ["e1"]
path = [{ name = "id", type = "id<Widget>", doc = @ }]
query = [{ name = "a-b", type = "string", default = @, doc = @ }]
answers = [
  { status = 200, returns = "Widget", payload = "", doc = @ },
  { status = 202, returns = "Size", payload = "", doc = @ },
]
"#;

fn spec(choices: &mut Choices<'_>) -> Vec<u8> {
    let filled = |template: &str, choices: &mut Choices<'_>| {
        let mut parts = template.split('@');
        let mut text = parts.next().unwrap().to_owned();
        for part in parts {
            text.push_str(&serde_json::to_string(&markdown(choices)).unwrap());
            text.push_str(part);
        }
        text
    };
    let files = [("product.toml", PRODUCT), ("widgets.toml", MODULE)];
    let files = files.map(|(path, text)| (path.to_owned(), filled(text, choices)));
    Bundle(files.to_vec()).to_text().into_bytes()
}

fn markdown(choices: &mut Choices<'_>) -> String {
    let length = 1 + choices.below(12);
    let text: String = (0..length).map(|_| choices.pick(PIECES)).collect();
    // That something has no text is an error.
    match text.trim().is_empty() {
        true => "x".to_owned(),
        false => text,
    }
}

#[test]
fn documentation() {
    fuzz!(DOCUMENTATION);
}
