//! Only some modules or operations.

use clientwright::Build;

use crate::{acme, failure, root, text};

/// The items of a kind, by their names.
fn named(text: &str, kind: &str) -> Vec<String> {
    let lines = text.lines().filter_map(|line| {
        let name = line.trim().strip_prefix(kind)?.trim();
        let end = name.find(|ch: char| !ch.is_ascii_alphanumeric() && ch != '_');
        Some(name[..end.unwrap_or(name.len())].to_owned())
    });
    lines.collect()
}

fn structs(text: &str) -> Vec<String> {
    named(text, "pub struct ")
}

#[test]
fn a_module_stays_with_the_types_that_it_needs() {
    let text = text(&acme().only("parts"));
    assert_eq!(named(&text, "pub mod "), ["acme", "parts"]);
    assert_eq!(structs(&text), ["Client", "Parts", "GetPart", "Part"]);
    assert_eq!(named(&text, "pub fn parts"), [""]);
    assert_eq!(named(&text, "pub fn widgets"), [""; 0]);
}

#[test]
fn an_operation_stays_with_the_types_that_it_needs() {
    let count = text(&acme().only("widgets.count"));
    assert_eq!(structs(&count), ["Client", "Widgets", "CountWidget"]);
    assert_eq!(named(&count, "pub enum "), [""; 0]);
    let list = text(&acme().only("widgets.list"));
    assert_eq!(
        structs(&list),
        [
            "Client",
            "WidgetId",
            "MakerId",
            "Meta",
            "Widgets",
            "ListWidgets",
            "Widget",
            "Maker"
        ]
    );
    assert_eq!(named(&list, "pub enum "), ["Size", "Owner"]);
}

#[test]
fn calls_add_up() {
    let both = text(&acme().only("widgets.count").only("parts.get"));
    assert_eq!(
        structs(&both),
        [
            "Client",
            "Parts",
            "GetPart",
            "Part",
            "Widgets",
            "CountWidget"
        ]
    );
    // A module that is named whole is whole.
    let whole = acme().only("widgets.count").only("widgets").only("parts");
    assert_eq!(text(&whole), text(&acme()));
}

#[test]
fn with_several_products_their_names_stand_in_front() {
    let specs = || Build::from_specs("specs").relative_to(root());
    let one = text(&specs().only("globex"));
    assert_eq!(named(&one, "pub mod "), ["globex", "gears"]);
    let part = text(&specs().only("acme.parts").only("globex.gears.turn"));
    assert_eq!(
        named(&part, "pub mod "),
        ["acme", "parts", "globex", "gears"]
    );
    let whole = text(&specs().only("acme.parts").only("acme"));
    assert_eq!(named(&whole, "pub mod "), ["acme", "parts", "widgets"]);
}

#[test]
fn names_that_there_are_not_are_errors() {
    let error = failure(&acme().only("wdgets").only("widgets.lst").only("gears"));
    assert_eq!(
        error.to_string(),
        "`only`: `acme` has no module `wdgets`: did you mean `widgets`?\n\
         `only`: the module `widgets` of `acme` has no operation `lst`: did you mean `list`?\n\
         `only`: `acme` has no module `gears`: choose from `parts`, `widgets`"
    );
    assert_eq!(error.errors(), 3);
    let specs = Build::from_specs("specs").relative_to(root());
    let error = failure(&specs.only("acm.parts").only("globex.gears.trn"));
    assert_eq!(
        error.to_string(),
        "`only`: there is no product `acm`: did you mean `acme`?\n\
         `only`: the module `gears` of `globex` has no operation `trn`: did you mean `turn`?"
    );
}

#[test]
fn answers_and_failures_need_their_types() {
    let folder = tempfile::tempdir().unwrap();
    let specs = folder.path().join("specs/acme");
    std::fs::create_dir_all(&specs).unwrap();
    for file in ["product.toml", "parts.toml"] {
        let text = std::fs::read_to_string(root().join("specs/acme").join(file)).unwrap();
        let more = match file {
            "parts.toml" => FIND,
            _ => "",
        };
        std::fs::write(specs.join(file), format!("{text}{more}")).unwrap();
    }
    let build = || Build::from_spec("specs/acme").relative_to(folder.path());
    let find = text(&build().only("parts.find"));
    assert_eq!(
        structs(&find),
        [
            "Client", "WidgetId", "Parts", "FindPart", "Part", "Job", "Conflict"
        ]
    );
    assert_eq!(named(&find, "pub enum "), ["FindPartAnswer"]);
    let prefixed = text(&build().only("parts.find").type_prefix("Acme"));
    assert_eq!(
        structs(&prefixed),
        [
            "Client",
            "AcmeWidgetId",
            "Parts",
            "FindPart",
            "AcmePart",
            "AcmeJob",
            "AcmeConflict"
        ]
    );
    let get = text(&build().only("parts.get"));
    assert_eq!(structs(&get), ["Client", "Parts", "GetPart", "Part"]);
}

const FIND: &str = r#"
[types.Job]
doc = "A search."
members = [{ name = "done", type = "boolean", doc = "Whether it is over." }]

[types.Conflict]
doc = "What stands in the way."
members = [{ name = "widget_id", type = "id<Widget>", doc = "Where it is built in." }]

[operations.find]
summary = "Finds a part."
http = "GET /parts/find"
source = "https://acme.example/docs/parts#find"
answers = [
  { status = 200, returns = "Part", payload = "part" },
  { status = 202, returns = "Job", payload = "" },
]
failures = [{ status = 409, type = "Conflict" }]
"#;
