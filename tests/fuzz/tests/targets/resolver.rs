//! References: wherever they lead, something stands there.

use clientwright::json_schema::{At, Documents};
use clientwright::lower::lower_schema;
use clientwright::names::NamesLock;
use clientwright::source::{Sources, read_json};

use crate::choices::Choices;
use crate::mutants::mutant;
use crate::run::{Target, fuzz};
use crate::said::judge;
use crate::schemas;
use crate::words::{HARM, MARKS, WORDS};

static RESOLVER: Target = Target {
    name: "resolver",
    inputs: 1_500,
    make: input,
    // The first line is a reference, the second the pointer of where it stands, the rest a schema.
    property: |input| {
        let text = String::from_utf8_lossy(input);
        let mut lines = text.splitn(3, '\n');
        let mut line = || lines.next().unwrap_or_default();
        let (reference, pointer, text) = (line(), line(), line());
        let mut sources = Sources::default();
        let file = sources.add("input.json", text);
        let mut found = Vec::new();
        let Some(root) = read_json(&sources, file, &mut found) else {
            return;
        };
        let mut documents = Documents::default();
        let refs = vec![("#/components/".into(), "#/".into())];
        let document = documents.add("input.json", file, root, refs);
        let from = At {
            document,
            pointer: pointer.to_owned(),
        };
        if let Ok(target) = documents.resolve(&from, reference) {
            assert!(documents.node(&target.at).is_some(), "{target:?}");
        }
        let none = NamesLock::default();
        let lowered = lower_schema(&sources, &documents, "input", &none, &mut found);
        judge(&sources, &found);
        serde_json::to_string(&lowered.api).unwrap();
    },
};

fn input(choices: &mut Choices<'_>) -> Vec<u8> {
    let line = |choices: &mut Choices<'_>| {
        let mut line = String::new();
        for _ in 0..choices.below(6) {
            line.push_str(match choices.below(6) {
                0 => choices.pick(WORDS),
                1 => choices.pick(HARM),
                2 => choices.pick(MARKS),
                3 => choices.pick(&[
                    "%", "%2", "%zz", "%2F", "%7E0", "~", "~1", "~0", "~2", "00", "1",
                ]),
                4 => "/",
                _ => choices.pick(&["#", "a", "definitions", "properties", "allOf", "0"]),
            });
        }
        line.replace('\n', " ")
    };
    let (reference, pointer) = (line(choices), line(choices));
    let mut text = schemas::document(choices);
    if choices.one_in(3) {
        text = mutant(&text, choices);
    }
    format!("{reference}\n{pointer}\n{text}").into_bytes()
}

#[test]
fn resolver() {
    fuzz!(RESOLVER);
}
