//! The command `clientwright`: what it prints, what it writes, how it exits.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::path::{Path, PathBuf};
use std::process::Command;

use clientwright::output::Origin;

const COMMAND: &str = env!("CARGO_BIN_EXE_clientwright");

fn root() -> PathBuf {
    // Cargo runs tests in the folder of their package.
    std::env::current_dir().unwrap().join("tests/build")
}

/// Standard output, standard error and the status.
fn run_in(folder: &Path, arguments: &[&str]) -> (String, String, i32) {
    let output = Command::new(COMMAND)
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

fn run(arguments: &[&str]) -> (String, String, i32) {
    run_in(&root(), arguments)
}

#[test]
fn the_help_lists_what_there_is_and_how_it_exits() {
    let (out, err, status) = run(&["help"]);
    assert_eq!((err.as_str(), status), ("", 0));
    let commands = out.split("Commands:\n").nth(1).unwrap();
    let commands = commands.split("\n\n").next().unwrap();
    let commands: Vec<&str> = commands
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    for name in [
        "generate",
        "lint",
        "inspect",
        "lock",
        "spec-schema",
        "completions",
    ] {
        assert!(commands.contains(&name), "{name}");
    }
    for name in commands {
        let (out, err, status) = run(&["help", name]);
        assert_eq!((err.as_str(), status), ("", 0), "{name}");
        if name == "help" {
            continue;
        }
        assert!(
            out.contains("\nExamples:\n  clientwright "),
            "{name}: {out}"
        );
        assert!(
            out.contains("\nExit status:\n  0  it is done"),
            "{name}: {out}"
        );
    }
}

/// The examples of the help are command lines that the command takes.
#[test]
fn the_examples_of_the_help_run() {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("specs"), &folder.path().join("specs"));
    copy(&root().join("schemas"), folder.path());
    for name in ["generate", "lint", "inspect", "lock"] {
        let (help, _, _) = run(&["help", name]);
        let examples = help.split("Examples:\n").nth(1).unwrap();
        let examples = examples.split("\n\n").next().unwrap();
        for example in examples.lines() {
            let mut words = example.split('|').next().unwrap().split_whitespace();
            assert_eq!(words.next(), Some("clientwright"));
            let words: Vec<&str> = words.collect();
            let (_, err, status) = run_in(folder.path(), &words);
            assert_eq!(status, 0, "{example}: {err}");
        }
    }
    assert!(folder.path().join("src/api/acme/parts.rs").is_file());
    assert!(folder.path().join("src/gears/gear.rs").is_file());
    assert!(folder.path().join("specs/acme/names.lock").is_file());
}

/// What the guide and the README show are command lines of this command.
#[test]
fn the_command_lines_of_the_documents_are_taken() {
    let repository = Path::new("..");
    let mut lines = 0;
    for document in ["docs/integrators.md", "README.md"] {
        let text = std::fs::read_to_string(repository.join(document)).unwrap();
        for line in text.lines() {
            // Not the manifest's line.
            if !line.starts_with("clientwright ") || line.contains(" = ") {
                continue;
            }
            let line = line.split(['#', '>']).next().unwrap();
            let words: Vec<&str> = line.split_whitespace().skip(1).collect();
            let (help, err, status) = run(&["help", words[0]]);
            assert_eq!((err.as_str(), status), ("", 0), "{line}");
            for flag in words.iter().filter(|word| word.starts_with("--")) {
                assert!(help.contains(&format!("{flag} <")), "{line}: {flag}");
            }
            lines += 1;
        }
    }
    assert_eq!(lines, 11);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(std::fs::copy(entry.path(), target).unwrap()),
        }
    }
}

#[test]
fn lint_says_what_is_wrong_and_counts() {
    let (out, err, status) = run(&["lint", "--spec", "specs/acme"]);
    assert_eq!((out.as_str(), status), ("", 0));
    assert_eq!(err.matches("warning[W0502]: the operation `").count(), 3);
    let end =
        "\n\n`clientwright explain CODE` says more of a code.\n3 files: no errors, 3 warnings\n";
    assert!(err.ends_with(end), "{err}");
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("specs"), folder.path());
    for module in ["parts", "widgets"] {
        let path = folder.path().join(format!("acme/{module}.toml"));
        let allow =
            format!("[[allow]]\ncode = \"W0502\"\nat = \"{module}.toml\"\nreason = \"None.\"\n");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, format!("{text}\n{allow}")).unwrap();
    }
    let (_, err, status) = run_in(folder.path(), &["lint", "--spec", "acme"]);
    assert_eq!(
        (err.as_str(), status),
        ("3 files: no errors, no warnings\n", 0)
    );
    let parts = folder.path().join("acme/parts.toml");
    let text = std::fs::read_to_string(&parts).unwrap();
    std::fs::write(&parts, text.replace("\"Part\"", "\"Prat\"")).unwrap();
    let (out, err, status) = run_in(folder.path(), &["lint", "--specs", "."]);
    assert_eq!((out.as_str(), status), ("", 1));
    assert_eq!(
        err,
        "\
error[E0307]: there is no type `Prat`
  --> ./acme/parts.toml:19:12
   |
19 | returns = \"Prat\"
   |            ^^^^ neither declared nor built in
   |
   = help: did you mean `Part`?

`clientwright explain CODE` says more of a code.
5 files: 1 error, no warnings
"
    );
}

#[test]
fn lint_says_the_same_as_data() {
    let lines = |arguments: &[&str]| -> (Vec<serde_json::Value>, i32) {
        let (out, err, status) = run(&[&["lint", "--format", "json"], arguments].concat());
        assert_eq!(err, "");
        let lines = out.lines();
        let lines = lines.map(|line| serde_json::from_str(line).unwrap());
        (lines.collect(), status)
    };
    let (found, status) = lines(&["--spec", "specs/acme"]);
    assert_eq!((found.len(), status), (3, 0));
    assert_eq!(
        found[0],
        serde_json::json!({
            "code": "W0502",
            "severity": "warning",
            "message": "the operation `get` has no example",
            "file": "specs/acme/parts.toml",
            "line": 12,
            "column": 13,
            "end": { "line": 12, "column": 16 },
            "labels": [
                {
                    "file": "specs/acme/parts.toml",
                    "line": 12,
                    "column": 13,
                    "end": { "line": 12, "column": 16 },
                    "text": "no row in `examples`",
                },
                {
                    "file": "specs/acme/parts.toml",
                    "line": 15,
                    "column": 10,
                    "end": { "line": 15, "column": 47 },
                    "text": "the page that should have one",
                },
            ],
            "notes": [],
            "help": "put the vendor's example into a file and name it in `examples`",
        })
    );
    let (found, status) = lines(&["--specs", "no-such-folder"]);
    assert_eq!((found.len(), status), (1, 1));
    assert_eq!(found[0]["code"], serde_json::Value::Null);
    assert_eq!(found[0]["severity"], "error");
}

#[test]
fn codes_are_explained() {
    let (out, err, status) = run(&["explain", "w0502"]);
    assert_eq!((err.as_str(), status), ("", 0));
    assert!(
        out.starts_with("# W0502\n\n**An operation without an example.**\n\n"),
        "{out}"
    );
    assert!(
        out.contains("\n```text\nwarning[W0502]: the operation "),
        "{out}"
    );
    let (all, _, _) = run(&["explain"]);
    assert!(all.contains("\n## E0101\n") && all.contains("\n## W0801\n"));
    let (out, err, status) = run(&["explain", "W0520"]);
    assert_eq!((out.as_str(), status), ("", 1));
    assert_eq!(
        err,
        "error: there is no code `W0520`: did you mean `W0502`?\n"
    );
}

#[test]
fn lint_says_what_only_shows_when_rust_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let depth = 80;
    let schema = format!(
        "{{\"type\": \"object\", \"properties\": {{\"deep\": {}{{\"type\": \"string\"}}{}}}}}",
        "{\"type\": \"array\", \"items\": ".repeat(depth),
        "}".repeat(depth)
    );
    std::fs::write(folder.path().join("deep.json"), schema).unwrap();
    let (_, err, status) = run_in(folder.path(), &["lint", "--schema", "deep.json"]);
    assert_eq!(status, 1, "{err}");
    assert!(err.ends_with("1 file: 1 error, no warnings\n"), "{err}");
}

#[test]
fn inspect_prints_json() {
    let json = |arguments: &[&str]| -> serde_json::Value {
        let (out, err, status) = run(&[&["inspect"], arguments].concat());
        assert_eq!((err.as_str(), status), ("", 0));
        serde_json::from_str(&out).unwrap()
    };
    assert_eq!(json(&["--spec", "specs/acme"])["product"]["name"], "acme");
    let all = json(&["--specs", "specs"]);
    let names: Vec<&str> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|api| api["product"]["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["acme", "globex"]);
    let one = json(&["--specs", "specs", "--product", "globex"]);
    assert_eq!(one["modules"][0]["name"], "gears");
    let part = json(&["--spec", "specs/acme", "--only", "parts"]);
    assert_eq!(part["types"].as_array().unwrap().len(), 1);
    let schema = json(&["--schema", "schemas/gear.schema.json"]);
    assert_eq!(schema["types"][0]["path"], "Gear");
    let (out, err, status) = run(&["inspect", "--specs", "specs", "--product", "acne"]);
    assert_eq!((out.as_str(), status), ("", 1));
    assert_eq!(
        err,
        "error: there is no product `acne`: did you mean `acme`?\n"
    );
}

#[test]
fn generate_writes_what_differs_and_takes_nobodys_work() {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("api");
    let folder = path.to_str().unwrap();
    let base = [
        "generate",
        "--spec",
        "specs/acme",
        "--only",
        "parts",
        "--out",
        folder,
    ];
    let check = [&base[..], &["--check"]].concat();
    let (listed, _, status) = run(&check);
    assert_eq!(status, 1);
    assert_eq!(
        listed,
        format!(
            "{folder}/acme/parts.rs: is missing\n{folder}/acme.rs: is missing\n{folder}/mod.rs: is missing\n"
        )
    );
    assert!(!path.exists());
    let (listed, err, status) = run(&base);
    assert_eq!((err.as_str(), status), ("", 0));
    assert_eq!(listed.matches("lines, written)").count(), 3, "{listed}");
    let (listed, _, _) = run(&base);
    assert_eq!(listed.matches("lines, unchanged)").count(), 3, "{listed}");
    assert_eq!(run(&check), (String::new(), String::new(), 0));
    let text = std::fs::read_to_string(path.join("acme.rs")).unwrap();
    let first = text.lines().next().unwrap();
    let origin = Origin::of(first).unwrap();
    assert_eq!(origin.command, "clientwright generate");
    // From the folder that is written to.
    assert!(origin.source.starts_with("../"), "{first}");
    let source = path.join(&origin.source).canonicalize().unwrap();
    assert_eq!(source, root().join("specs/acme").canonicalize().unwrap());

    let more = [
        "--type-prefix",
        "Acme",
        "--derive",
        "Eq",
        "--crate-name",
        "acme",
        "--runtime-path",
        "rt",
    ];
    run(&[&base[..], &more].concat());
    let text = std::fs::read_to_string(path.join("acme/parts.rs")).unwrap();
    for line in [
        "#[derive(Clone, Debug, Default, PartialEq, Eq)]",
        "pub struct AcmePart {",
        "use rt::__private::v1;",
        "    /// # async fn example(client: acme::acme::Client) -> Result<(), acme::Error> {",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    std::fs::write(path.join("mod.rs"), "// By hand.\n").unwrap();
    let (_, err, status) = run(&base);
    assert_eq!(status, 1);
    assert_eq!(
        err,
        format!(
            "error: {folder}/mod.rs was not made by a generator, and is not replaced: choose another \
             folder, or remove the file and run this again\n"
        )
    );
}

/// Runs `generate` in a folder: what it complains of, which is nothing where it wrote something.
fn generate(folder: &Path, kind: &str, input: &str, out: &str) -> String {
    let (_, err, status) = run_in(folder, &["generate", kind, input, "--out", out]);
    assert_eq!(status == 0, !err.contains("error"), "{err}");
    err.lines()
        .filter(|line| line.starts_with("error"))
        .collect()
}

#[test]
fn two_documents_in_one_folder_never_replace_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let schema = |name: &str| {
        let file = path.join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, "{\"type\": \"object\", \"properties\": {}}").unwrap();
    };
    for name in [
        "orders.v1.json",
        "orders.v2.json",
        "old/orders.v1.json",
        "orders",
    ] {
        schema(name);
    }
    for product in ["old/acme", "new/acme", "new/globex"] {
        let name = product.rsplit('/').next().unwrap();
        copy(&root().join("specs").join(name), &path.join(product));
    }
    let told = |file: &str, found: &str, wanted: &str| {
        format!(
            "error: {file} was made by `clientwright generate` from {found}, and is not replaced by \
             what `clientwright generate` from {wanted} makes: choose another folder, or remove the \
             file and run this again"
        )
    };
    assert_eq!(generate(path, "--schema", "orders.v1.json", "src"), "");
    // The same file again, however it is named.
    assert_eq!(
        generate(path, "--schema", "./old/../orders.v1.json", "src/"),
        ""
    );
    assert_eq!(
        generate(&path.join("old"), "--schema", "../orders.v1.json", "../src"),
        ""
    );
    for (input, wanted) in [
        ("orders.v2.json", "../orders.v2.json"),
        ("old/orders.v1.json", "../old/orders.v1.json"),
        ("orders", "../orders"),
    ] {
        let found = generate(path, "--schema", input, "src");
        assert_eq!(
            found,
            told("src/orders.rs", "../orders.v1.json", wanted),
            "{input}"
        );
    }
    assert_eq!(generate(path, "--schema", "orders.v2.json", "src/v2"), "");

    assert_eq!(generate(path, "--spec", "old/acme", "api"), "");
    let found = generate(path, "--spec", "new/acme", "api");
    assert_eq!(found, told("api/acme.rs", "../old/acme", "../new/acme"));
    // The `mod.rs` of another product alone would leave the first one out.
    let found = generate(path, "--spec", "new/globex", "api");
    assert_eq!(found, told("api/mod.rs", "../old/acme", "../new/globex"));
    assert_eq!(generate(path, "--specs", "new", "both"), "");
    assert_eq!(generate(path, "--specs", "new", "both"), "");
}

#[cfg(unix)]
#[test]
fn links_are_not_written_through() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    copy(&root().join("specs"), &path.join("specs"));
    std::fs::create_dir(path.join("elsewhere")).unwrap();
    symlink(path.join("elsewhere"), path.join("out")).unwrap();
    symlink(path.join("specs/acme"), path.join("acme")).unwrap();
    let told = "is a link, and nothing is written through links: remove it, or name the place that it leads to";
    for out in ["out", "out/", "./out/."] {
        let found = generate(path, "--spec", "specs/acme", out);
        assert_eq!(
            found,
            format!("error: {} {told}", out.trim_end_matches(['/', '.'])),
            "{out}"
        );
    }
    for spec in ["acme", "acme/"] {
        let (_, err, status) = run_in(path, &["lock", "--spec", spec]);
        assert_eq!(
            (err, status),
            (format!("error: acme {told}\n"), 1),
            "{spec}"
        );
    }
    assert_eq!(
        std::fs::read_dir(path.join("elsewhere")).unwrap().count(),
        0
    );
    assert!(!path.join("specs/acme/names.lock").exists());
}

#[test]
fn names_are_remembered() {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("specs"), folder.path());
    let lock = |more: &[&str]| run_in(folder.path(), &[&["lock", "--spec", "acme"], more].concat());
    let (out, _, status) = lock(&["--check"]);
    assert_eq!((out.as_str(), status), ("acme/names.lock: is missing\n", 1));
    let (out, err, status) = lock(&[]);
    assert_eq!(
        (out.as_str(), err.as_str(), status),
        ("acme/names.lock (written)\n", "", 0)
    );
    assert_eq!(lock(&["--check"]), (String::new(), String::new(), 0));
    let (_, err, status) = run(&["lock", "--schema", "schemas/gear.schema.json"]);
    assert_eq!(status, 1);
    assert_eq!(
        err,
        "error: a JSON Schema without a spec has no place for names: write a spec that names it\n"
    );
}

#[test]
fn the_schema_of_the_format_is_printed() {
    let (out, err, status) = run(&["spec-schema"]);
    assert_eq!((err.as_str(), status), ("", 0));
    assert_eq!(out, clientwright::spec::spec_schema());
}

#[test]
fn completions_are_for_every_shell() {
    for (shell, start) in [
        ("bash", "_clientwright() {"),
        ("zsh", "#compdef clientwright"),
        ("fish", "# Print an optspec"),
        ("elvish", "\nuse builtin;"),
        ("powershell", "\nusing namespace"),
    ] {
        let (out, err, status) = run(&["completions", shell]);
        assert_eq!((err.as_str(), status), ("", 0), "{shell}");
        assert!(out.starts_with(start), "{shell}: {out}");
        assert!(
            out.contains("generate") && out.contains("type-prefix"),
            "{shell}"
        );
    }
}

#[test]
fn a_wrong_command_line_exits_with_2() {
    for arguments in [
        &["lint"][..],
        &["lint", "--spec", "a", "--schema", "b"],
        &["generate", "--spec", "specs/acme"],
        &[
            "generate",
            "--spec",
            "specs/acme",
            "--out",
            "o",
            "--scalar",
            "url",
        ],
        &["generat"],
        &[],
    ] {
        let (out, err, status) = run(arguments);
        assert_eq!((out.as_str(), status), ("", 2), "{arguments:?}");
        assert!(
            err.starts_with("error: ") || err.contains("\nUsage: "),
            "{err}"
        );
    }
}
