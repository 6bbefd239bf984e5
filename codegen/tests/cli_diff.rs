//! `clientwright diff`: what it prints and how it exits.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::Command;

const PRODUCT: &str = include_str!("diff/product.toml");
const WIDGETS: &str = include_str!("diff/widgets.toml");

/// Standard output, standard error and the status.
fn run(folder: &Path, arguments: &[&str]) -> (String, String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_clientwright"))
        .arg("diff")
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    (
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
        output.status.code().unwrap(),
    )
}

/// The folders `released`, `specs` (with a breaking change and an addition) and `fixed` (with a
/// fix), each with the product `acme`; and `wrong`.
fn folders() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let broken = WIDGETS
        .replace("type = \"url\"", "type = \"date\"")
        .replace("doc = \"Work.\"\nmembers = [", "doc = \"Work.\"\nmembers = [\n  { name = \"done\", type = \"boolean\", doc = \"Whether it is done.\" },\n ");
    let fixed = WIDGETS.replace("Where it is shown.", "Where one sees it.");
    for (name, widgets) in [
        ("released", WIDGETS),
        ("specs", &broken),
        ("fixed", &fixed),
        ("wrong", "[module]\n"),
    ] {
        let path = folder.path().join(name).join("acme");
        std::fs::create_dir_all(&path).unwrap();
        std::fs::write(path.join("product.toml"), PRODUCT).unwrap();
        std::fs::write(path.join("widgets.toml"), widgets).unwrap();
    }
    folder
}

#[test]
fn a_line_a_change_and_the_version_that_comes_next() {
    let folder = folders();
    let lines = "\
breaking  acme::widgets::Widget::site: is `Option<Date>`, was `Option<String>` (specs/acme/widgets.toml:14:12)
addition  acme::widgets::Job::done: the field is new (specs/acme/widgets.toml:39:12)

1 breaking, 1 addition, 0 fixes.";
    let arguments = ["--old", "released", "--new", "specs"];
    let found = run(folder.path(), &arguments);
    assert_eq!(found, (format!("{lines}\n"), String::new(), 0));
    // A product's own folders, and a slash at the end of one.
    let arguments = [
        "--old",
        "released/acme/",
        "--new",
        "specs/acme",
        "--current",
        "0.1.0",
    ];
    let found = run(folder.path(), &arguments);
    let next = "After 0.1.0 comes 0.2.0 (minor).";
    assert_eq!(found, (format!("{lines} {next}\n"), String::new(), 0));
}

#[test]
fn what_is_denied_decides_the_status() {
    let folder = folders();
    let status = |new: &str, denied: &str| {
        let arguments = ["--old", "released", "--new", new, "--deny", denied];
        run(folder.path(), &arguments).2
    };
    for (new, denied, expected) in [
        ("specs", "breaking", 3),
        ("specs", "addition", 3),
        ("specs", "fix", 3),
        ("fixed", "breaking", 0),
        ("fixed", "addition", 0),
        ("fixed", "fix", 3),
        ("released", "fix", 0),
    ] {
        assert_eq!(status(new, denied), expected, "{new} {denied}");
    }
    // It is printed all the same.
    let arguments = ["--old", "released", "--new", "fixed", "--deny", "fix"];
    let (out, err, _) = run(folder.path(), &arguments);
    assert_eq!(
        (out.as_str(), err.as_str()),
        (
            "fix       acme::widgets::Widget::site: documentation changed \
             (fixed/acme/widgets.toml:14:12)\n\n0 breaking, 0 additions, 1 fix.\n",
            ""
        )
    );
}

/// The examples of the help are command lines that the command takes.
#[test]
fn the_examples_of_the_help_run() {
    let folder = folders();
    let (help, _, _) = run(folder.path(), &["--help"]);
    let examples = help.split("Examples:\n").nth(1).unwrap();
    let examples = examples.split("\n\n").next().unwrap();
    let statuses = examples.lines().map(|example| {
        let words = example.split('|').next().unwrap().split_whitespace();
        let words: Vec<&str> = words.collect();
        assert_eq!(words[..2], ["clientwright", "diff"]);
        let (_, err, status) = run(folder.path(), &words[2..]);
        assert_eq!(err, "", "{example}");
        status
    });
    assert_eq!(statuses.collect::<Vec<_>>(), [0, 3, 0]);
}

#[test]
fn other_formats() {
    let folder = folders();
    let arguments = ["--old", "released", "--new", "fixed", "--format"];
    let (out, _, status) = run(folder.path(), &[&arguments[..], &["markdown"]].concat());
    assert_eq!(
        (out.as_str(), status),
        (
            "### Fixed\n\n- `acme::widgets::Widget::site`: documentation changed.\n",
            0
        )
    );
    let (out, _, status) = run(folder.path(), &[&arguments[..], &["json"]].concat());
    let document: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(status, 0);
    assert_eq!(
        document["changes"][0]["path"],
        "acme::widgets::Widget::site"
    );
    assert_eq!(document["changes"][0]["class"], "fix");
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let folder = folders();
    let (out, err, status) = run(folder.path(), &["--old", "released", "--new", "wrong"]);
    assert_eq!((out.as_str(), status), ("", 1));
    assert!(err.contains("wrong/acme/widgets.toml:1:1"), "{err}");
    let (_, err, status) = run(folder.path(), &["--old", "none", "--new", "wrong"]);
    assert!(err.starts_with("error: none cannot be read: "), "{err}");
    assert_eq!(status, 1);
    for (wrong, says) in [
        (&["--old", "released"][..], "--new <PATH>"),
        (
            &["--old", "released", "--new", "specs", "--deny", "major"],
            "`major` is none of: breaking, addition, fix",
        ),
        (
            &["--old", "released", "--new", "specs", "--current", "one"],
            "`one` is no version: write it like `1.2.3`",
        ),
    ] {
        let (_, err, status) = run(folder.path(), wrong);
        assert!(err.contains(says), "{err}");
        assert_eq!(status, 2, "{wrong:?}");
    }
}
