//! What a message advises puts the mistake right: the next run has nothing to say of it.

use clientwright::Generator;

use crate::support::{copy_folder, fixtures};

/// The codes and helps of a case of `tests/fixtures/diagnostics` after some texts of it were replaced.
fn after(case: &str, replacements: &[(&str, &str)]) -> Vec<String> {
    let copy = tempfile::tempdir().unwrap();
    let product = copy.path().join("acme");
    copy_folder(&fixtures("diagnostics").join("base"), &product);
    copy_folder(&fixtures("diagnostics").join(case), &product);
    for file in ["widgets.toml", "product.toml"] {
        let path = product.join(file);
        let mut text = std::fs::read_to_string(&path).unwrap();
        for (old, new) in replacements {
            text = text.replace(old, new);
        }
        std::fs::write(path, text).unwrap();
    }
    let found = match Generator::from_product(&product).describe() {
        Ok(described) => described.warnings,
        Err(failure) => failure.diagnostics,
    };
    let lines = found.iter().map(|one| {
        let help = one.help.as_deref().unwrap_or_default();
        format!("{}: {help}", one.code)
    });
    lines.collect()
}

#[test]
fn names_that_meet_are_told_apart_by_a_name_that_begins_alike() {
    let given = after(
        "W0403/members",
        &[(
            "name = \"ownerId\", ",
            "name = \"ownerId\", rust = \"owner_id_two\", ",
        )],
    );
    assert_eq!(given, [""; 0]);
    let given = after(
        "W0403/values",
        &[(
            "{ value = \"dark_red\" }",
            "{ value = \"dark_red\", name = \"DarkRedTwo\" }",
        )],
    );
    assert_eq!(given, [""; 0]);
}

#[test]
fn bytes_are_a_string_in_json() {
    assert_eq!(
        after("E0206/bytes", &[("\"bytes\"", "\"string\"")]),
        [""; 0]
    );
}

#[test]
fn a_list_that_is_the_answer_is_returned_without_paging() {
    let left = after("E0507/root_list", &[("paging = \"pages\"\n", "")]);
    assert_eq!(left, ["W0306: remove it, or name it where it belongs"]);
}

#[test]
fn names_that_rust_cannot_have_are_told_until_the_other_is_written() {
    for (case, old, new) in [
        ("W0401/reserved_type", "Error", "ErrorType"),
        ("W0401/spelling", "HTTPWidget", "HttpWidget"),
        (
            "W0401/function",
            "operations.new",
            "operations.new_operation",
        ),
        ("W0401/field", "theLabel", "the_label"),
        ("W0401/id", "part", "Part"),
    ] {
        assert_eq!(after(case, &[(old, new)]), [""; 0], "{case}");
    }
}

#[test]
fn a_kind_of_paging_that_is_none_is_told_alone() {
    assert_eq!(
        after("E0205/paging_kind", &[]),
        ["E0205: write `number` or `cursor`"]
    );
}

#[test]
fn pointers_into_a_table_that_moved_are_put_right_as_advised() {
    let moved = ("/definitions/", "/$defs/");
    for case in ["E0304/moved", "E0315/moved", "E0301/moved_table"] {
        assert_eq!(after(case, &[]).len(), 1, "{case}");
        assert_eq!(after(case, &[moved]), [""; 0], "{case}");
    }
}
