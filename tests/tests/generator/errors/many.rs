//! Mistakes that are made many times: the report ends, and says that there is more.

use std::fmt::Write as _;

use clientwright::{Failure, Generator, Limits};
use expect_test::expect;

use super::{GET, MODULE, PRODUCT, SCHEMA_MODULE, fails};
use crate::support::folder_of;

/// The number of lines of a report, and the last. Both forms of it are short.
fn ends(failure: &Failure) -> (usize, String) {
    let text = failure.to_string();
    for report in [&text, &failure.render(false)] {
        assert!(report.len() <= 1 << 20, "{} bytes", report.len());
    }
    let last = text.lines().last().unwrap_or_default();
    (text.lines().count(), last.to_owned())
}

#[test]
fn corrections_that_do_not_apply() {
    let mut module = format!("{SCHEMA_MODULE}{GET}");
    for number in 0..8_000 {
        let _ = write!(
            module,
            "\n[[corrections]]\npointer = \"/definitions/d{number}/type\"\nold = \"a\"\nnew = \"b\"\n\
             reason = \"x\"\n"
        );
    }
    let folder = folder_of(&[
        ("acme/product.toml", PRODUCT),
        ("acme/widgets.toml", &module),
        (
            "acme/widgets.schema.json",
            "{ \"definitions\": { \"widget\": {} } }",
        ),
    ]);
    let generator = Generator::from_product(folder.path().join("acme"));
    let (lines, last) = ends(&fails(&generator));
    assert_eq!(lines, 1_001);
    expect!["widgets.toml:6016:11: error[E0107]: there are more than 1000 errors in all; the first are shown"]
        .assert_eq(&last);
    let (lines, _) = ends(&fails(&generator.limits(Limits::default().diagnostics(3))));
    assert_eq!(lines, 4);
}

#[test]
fn corrections_that_move_much() {
    let mut module = format!("{SCHEMA_MODULE}{GET}");
    let mut schema = "{ \"definitions\": { \"widget\": {}".to_owned();
    for number in 0..300 {
        let _ = write!(schema, ", \"d{number}\": {{}}");
        let _ = write!(
            module,
            "\n[[corrections]]\npointer = \"/definitions/d{number}\"\nold = {{}}\nreason = \"x\"\n"
        );
    }
    schema.push_str("} }");
    let folder = folder_of(&[
        ("acme/product.toml", PRODUCT),
        ("acme/widgets.toml", &module),
        ("acme/widgets.schema.json", &schema),
    ]);
    let generator = Generator::from_product(folder.path().join("acme"));
    // 300 + 299 + … members are moved, 16 for a step.
    let moved = |most: u32| {
        let limits = Limits::default().steps(most);
        let failure = generator.clone().limits(limits).describe().err();
        let text = failure.map(|failure| failure.to_string());
        text.is_some_and(|text| text.contains("the corrections up to here move more than"))
    };
    assert!(moved(2_000));
    assert!(!moved(2_900));
}

#[test]
fn files_beyond_the_limit() {
    let members: Vec<String> = (0..54_000)
        .map(|number| format!("\"p{number}\": {{ \"$ref\": \"f{number}.json\" }}"))
        .collect();
    let text = format!(
        "{{ \"type\": \"object\", \"properties\": {{ {} }} }}",
        members.join(",\n")
    );
    let folder = folder_of(&[("many.schema.json", &text)]);
    let generator = Generator::from_schema(folder.path().join("many.schema.json"));
    // That a bound of the run was reached is told once: the schema itself is a file too.
    let failure = fails(&generator.clone().limits(Limits::default().files(3)));
    let (lines, last) = ends(&failure);
    assert_eq!(lines, 3);
    expect!["many.schema.json:3:17: error[E0701]: the file `f2.json` cannot be read: more than 3 files are to be read"].assert_eq(&last);
    let (lines, _) = ends(&fails(&generator));
    assert_eq!(lines, 1_001);
}

#[test]
fn names_that_are_as_long_as_the_document() {
    let name = "n".repeat(1 << 18);
    let mut module = MODULE.to_owned();
    for number in 0..8 {
        let _ = writeln!(module, "{name}{number} = 1");
    }
    let folder = folder_of(&[
        ("acme/product.toml", PRODUCT),
        ("acme/widgets.toml", &module),
    ]);
    let failure = fails(&Generator::from_product(folder.path().join("acme")));
    let (_, last) = ends(&failure);
    assert!(failure.to_string().len() < 30_000);
    assert!(
        last.contains("unknown key `nnn") && last.contains("nnn7`"),
        "{last}"
    );
}

#[test]
fn a_schema_that_many_modules_take_types_from() {
    // What each of them says is heard.
    let mut files = vec![
        ("acme/product.toml".to_owned(), PRODUCT.to_owned()),
        (
            "acme/widgets.schema.json".to_owned(),
            "{ \"definitions\": { \"widget\": { \"type\": \"object\", \"properties\": {
               \"a\": { \"$ref\": \"#/x/a\" }, \"b\": { \"$ref\": \"#/y/b\" } } },
               \"a\": { \"type\": \"strin\" }, \"b\": { \"type\": \"strin\" } } }"
                .to_owned(),
        ),
    ];
    for (module, table, name) in [("widgets", "x", "a"), ("gears", "y", "b")] {
        let refs = format!("schema_refs = {{ \"#/{table}/\" = \"#/definitions/\" }}\n");
        let correction = format!(
            "\n[[corrections]]\npointer = \"/definitions/{name}/type\"\nold = \"strin\"\n\
             new = \"string\"\nreason = \"x\"\n"
        );
        let get = GET.replace("/widgets", &format!("/{module}"));
        let text = format!("{refs}{SCHEMA_MODULE}{get}{correction}");
        files.push((format!("acme/{module}.toml"), text));
    }
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let folder = folder_of(&files);
    let described = crate::support::describe(&Generator::from_product(folder.path().join("acme")));
    let types = described.apis[0].types.iter();
    let fields: Vec<String> = types.map(|def| format!("{:?}", def.shape)).collect();
    assert!(
        fields
            .iter()
            .any(|shape| shape.matches("Scalar(String)").count() == 2),
        "{fields:?}"
    );
}
