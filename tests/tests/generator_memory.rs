//! The memory that generating takes stays below forty times the input and 64 MB, for inputs of
//! many short lines or of many references to the same places.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use allocation_counter::measure;
use clientwright::Generator;

#[track_caller]
fn stays_below(text: &str) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("large.schema.json");
    std::fs::write(&file, text).unwrap();
    let used = measure(|| {
        let generator = Generator::from_schema(&file);
        let described = generator.describe().unwrap();
        described.emit(generator.options()).unwrap();
    });
    let most = 40 * text.len() as u64 + (64 << 20);
    assert!(used.bytes_max <= most, "{} of {most}", used.bytes_max);
}

#[test]
fn a_description_of_short_lines() {
    let lines = "- x\\n".repeat(1 << 19);
    stays_below(&format!(
        "{{ \"title\": \"T\", \"type\": \"object\", \"description\": \"{lines}\", \
         \"properties\": {{ \"a\": {{}} }} }}"
    ));
}

#[test]
fn dynamic_anchors_of_one_name() {
    let rows = |row: &dyn Fn(usize) -> String| (0..4_000).map(row).collect::<Vec<_>>().join(",");
    let members = rows(&|row| format!("\"p{row}\": {{ \"$dynamicRef\": \"#a\" }}"));
    let schemas = rows(&|row| format!("\"d{row}\": {{ \"$dynamicAnchor\": \"a\" }}"));
    stays_below(&format!(
        "{{ \"title\": \"T\", \"type\": \"object\", \"properties\": {{ {members} }}, \
         \"$defs\": {{ {schemas} }} }}"
    ));
}
