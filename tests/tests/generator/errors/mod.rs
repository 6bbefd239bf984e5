//! Specs that must fail, each with the exact report.

mod bounds;
mod exchanges;
mod files;
mod hostile;
mod many;
mod odd_bytes;
mod operations;
mod paths;
mod references;
mod types;

use clientwright::{Failure, Generator};
use expect_test::Expect;

use crate::support::folder_of;

pub(super) const PRODUCT: &str = r#"format = 1
servers = [{ name = "main", title = "Everywhere", api = "https://api.acme.example/v1" }]
errors = [{ code = "0404", meaning = "widget not found" }]

[product]
title = "Acme"
doc = "Widgets."
source = "https://acme.example/docs/"

[ids.Widget]
doc = "Identifies a widget."

[paging.pages]
kind = "number"
parameter = "page"
context = "paging"
context_type = "PageInfo"
more = "has_more"

[types.PageInfo]
doc = "About a page."
members = [{ name = "has_more", type = "boolean", doc = "Whether more follow." }]
"#;

pub(super) const MODULE: &str = r#"[module]
title = "Widgets"
doc = "What Acme sells."
source = "https://acme.example/docs/widgets"
"#;

pub(super) const SCHEMA_MODULE: &str = r#"schema = "widgets.schema.json"

[module]
title = "Widgets"
doc = "What Acme sells."
source = "https://acme.example/docs/widgets"
"#;

pub(super) const GET: &str = r##"
[operations.get]
summary = "Gets a widget."
http = "GET /widgets"
source = "https://acme.example/docs/widgets#get"
response = "#widget"
payload = ""
"##;

/// Reads a product of these files.
pub(super) fn failure_of(files: &[(&str, &str)]) -> Failure {
    let folder = folder_of(&[("acme/product.toml", PRODUCT)]);
    for (path, text) in files {
        let path = folder.path().join("acme").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    fails(&Generator::from_product(folder.path().join("acme")))
}

pub(super) fn fails(generator: &Generator) -> Failure {
    match generator.describe() {
        Ok(_) => panic!("it was taken"),
        Err(failure) => failure,
    }
}

/// A module that follows the header must give this report.
pub(super) fn module(rest: &str, expected: &Expect) {
    let text = format!("{MODULE}{rest}");
    let failure = failure_of(&[("widgets.toml", &text)]);
    expected.assert_eq(&failure.render(false));
}

/// A module whose one operation returns the definition `widget` must give this report.
pub(super) fn schema(definitions: &str, more: &str, expected: &Expect) {
    let schema = format!("{{ \"definitions\": {{\n{definitions}\n}} }}\n");
    let failure = failure_of(&[
        ("widgets.toml", &format!("{SCHEMA_MODULE}{more}{GET}")),
        ("widgets.schema.json", &schema),
    ]);
    expected.assert_eq(&failure.render(false));
}
