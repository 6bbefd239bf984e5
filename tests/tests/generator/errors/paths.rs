//! No path leads out of the folder of the spec, or out of that of the output.

use clientwright::Generator;
use clientwright::output::Plan;
use expect_test::expect;

use super::{GET, MODULE, PRODUCT, SCHEMA_MODULE, fails};
use crate::support::{folder_of, listed};

/// Ways out, or to what is a file on some systems only. The secret lies beside the folder.
const OUT: [&str; 16] = [
    "../secret.json",
    "a/../../secret.json",
    "./../secret.json",
    "..",
    ".",
    "",
    "/etc/passwd",
    "//server/share/secret.json",
    "\\\\server\\share\\secret.json",
    "..\\secret.json",
    "C:\\secret.json",
    "C:secret.json",
    "file:///etc/passwd",
    "secret.json:stream",
    "nul",
    "con.json",
];

const SECRET: &str = "{ \"definitions\": { \"widget\": { \"type\": \"secret-type\" } } }";

/// What is said of a product; that it failed, and that the secret was not read.
fn refused(files: &[(&str, &str)]) -> String {
    let folder = folder_of(&[("secret.json", SECRET), ("acme/product.toml", PRODUCT)]);
    for (path, text) in files {
        std::fs::write(folder.path().join("acme").join(path), text).unwrap();
    }
    let failure = fails(&Generator::from_product(folder.path().join("acme")));
    let read = failure.sources.iter();
    for (_, file) in read {
        assert!(!file.text.contains("secret-type"), "{} was read", file.path);
    }
    failure.to_string()
}

#[test]
fn schemas_and_examples() {
    for path in OUT {
        let quoted = path.replace('\\', "\\\\");
        let text = format!("schema = \"{quoted}\"\n{MODULE}{GET}");
        let said = refused(&[("widgets.toml", &text)]);
        assert!(
            said.starts_with("widgets.toml:1:10: error[E0701]"),
            "{path}: {said}"
        );
        let text = format!(
            "{SCHEMA_MODULE}{GET}examples = [{{ request = \"{quoted}\" }}, {{ response = \"{quoted}\" }}]\n"
        );
        let good = "{ \"definitions\": { \"widget\": { \"properties\": { \"a\": {} } } } }";
        let said = refused(&[("widgets.toml", &text), ("widgets.schema.json", good)]);
        // The other says the same.
        assert!(said.contains("error[E0701]: the file"), "{path}: {said}");
    }
}

#[test]
fn references_of_a_schema() {
    let mut text = String::new();
    let encoded = [
        "%2e%2e/secret.json",
        "..%2fsecret.json",
        "%2Fetc%2Fpasswd",
        "..%5csecret.json",
    ];
    for path in OUT.into_iter().chain(encoded) {
        // These are the document itself.
        if path.is_empty() || path == "." {
            continue;
        }
        let quoted = path.replace('\\', "\\\\");
        let schema = format!(
            "{{ \"definitions\": {{ \"widget\": {{ \"properties\": {{ \"a\": \
             {{ \"$ref\": \"{quoted}#/definitions/widget\" }} }} }} }} }}"
        );
        let said = refused(&[
            ("widgets.toml", &format!("{SCHEMA_MODULE}{GET}")),
            ("widgets.schema.json", &schema),
        ]);
        text.push_str(&format!("{path}\n    {said}\n"));
    }
    expect![[r#"
        ../secret.json
            widgets.toml:8:13: warning[W0502]: the operation `get` has no example
        widgets.schema.json:1:63: error[E0301]: the reference `../secret.json#/definitions/widget` leads nowhere: it names no file inside the folder of the spec
        a/../../secret.json
            widgets.toml:8:13: warning[W0502]: the operation `get` has no example
        widgets.schema.json:1:63: error[E0301]: the reference `a/../../secret.json#/definitions/widget` leads nowhere: it names no file inside the folder of the spec
        ./../secret.json
            widgets.toml:8:13: warning[W0502]: the operation `get` has no example
        widgets.schema.json:1:63: error[E0301]: the reference `./../secret.json#/definitions/widget` leads nowhere: it names no file inside the folder of the spec
        ..
            widgets.toml:8:13: warning[W0502]: the operation `get` has no example
        widgets.schema.json:1:63: error[E0301]: the reference `..#/definitions/widget` leads nowhere: it names no file inside the folder of the spec
        /etc/passwd
            widgets.toml:8:13: warning[W0502]: the operation `get` has no example
        widgets.schema.json:1:63: error[E0301]: the reference `/etc/passwd#/definitions/widget` leads nowhere: it names no file inside the folder of the spec
        //server/share/secret.json
            widgets.toml:8:13: warning[W0502]: the operation `get` has no example
        widgets.schema.json:1:63: error[E0301]: the reference `//server/share/secret.json#/definitions/widget` leads nowhere: it names no file inside the folder of the spec
        \\server\share\secret.json
            widgets.toml:8:13: warning[W0502]: the operation `get` has no example
        widgets.schema.json:1:63: error[E0701]: the file `\\server\share\secret.json` cannot be read: it has a backslash, colon or NUL; write `/` between its parts
        ..\secret.json
            widgets.toml:8:13: warning[W0502]: the operation `get` has no example
        widgets.schema.json:1:63: error[E0701]: the file `..\secret.json` cannot be read: it has a backslash, colon or NUL; write `/` between its parts
        C:\secret.json
            widgets.toml:8:13: warning[W0502]: the operation `get` has no example
        widgets.schema.json:1:63: error[E0301]: the reference `C:\secret.json#/definitions/widget` leads nowhere: it names no file inside the folder of the spec
        C:secret.json
            widgets.toml:8:13: warning[W0502]: the operation `get` has no example
        widgets.schema.json:1:63: error[E0301]: the reference `C:secret.json#/definitions/widget` leads nowhere: it names no file inside the folder of the spec
        file:///etc/passwd
            widgets.toml:8:13: warning[W0502]: the operation `get` has no example
        widgets.schema.json:1:63: error[E0301]: the reference `file:///etc/passwd#/definitions/widget` leads nowhere: it names no file inside the folder of the spec
        secret.json:stream
            widgets.toml:8:13: warning[W0502]: the operation `get` has no example
        widgets.schema.json:1:63: error[E0301]: the reference `secret.json:stream#/definitions/widget` leads nowhere: it names no file inside the folder of the spec
        nul
            widgets.toml:8:13: warning[W0502]: the operation `get` has no example
        widgets.schema.json:1:63: error[E0701]: the file `nul` cannot be read: `nul` is not a file name on every system
        con.json
            widgets.toml:8:13: warning[W0502]: the operation `get` has no example
        widgets.schema.json:1:63: error[E0701]: the file `con.json` cannot be read: `con.json` is not a file name on every system
        %2e%2e/secret.json
            widgets.toml:8:13: warning[W0502]: the operation `get` has no example
        widgets.schema.json:1:63: error[E0301]: the reference `%2e%2e/secret.json#/definitions/widget` leads nowhere: it names no file inside the folder of the spec
        ..%2fsecret.json
            widgets.toml:8:13: warning[W0502]: the operation `get` has no example
        widgets.schema.json:1:63: error[E0301]: the reference `..%2fsecret.json#/definitions/widget` leads nowhere: it names no file inside the folder of the spec
        %2Fetc%2Fpasswd
            widgets.toml:8:13: warning[W0502]: the operation `get` has no example
        widgets.schema.json:1:63: error[E0301]: the reference `%2Fetc%2Fpasswd#/definitions/widget` leads nowhere: it names no file inside the folder of the spec
        ..%5csecret.json
            widgets.toml:8:13: warning[W0502]: the operation `get` has no example
        widgets.schema.json:1:63: error[E0701]: the file `..\secret.json` cannot be read: it has a backslash, colon or NUL; write `/` between its parts
    "#]].assert_eq(&text);
}

// The words of the system stand in it.
#[cfg(target_os = "linux")]
#[test]
fn links() {
    use std::os::unix::fs::symlink;
    let module = format!("{SCHEMA_MODULE}{GET}");
    let folder = folder_of(&[
        ("outside/widgets.toml", &module),
        ("outside/secret.json", SECRET),
        ("acme/product.toml", PRODUCT),
    ]);
    let path = |name: &str| folder.path().join(name);
    // A module that is a link, a folder that is one, and a link to nothing or to itself.
    symlink(path("outside/widgets.toml"), path("acme/linked.toml")).unwrap();
    symlink(path("outside"), path("acme/folder")).unwrap();
    symlink(path("nowhere"), path("acme/nothing.json")).unwrap();
    symlink(path("acme/round.json"), path("acme/round.json")).unwrap();
    let module = |schema: &str| format!("schema = \"{schema}\"\n{MODULE}{GET}");
    for (name, schema) in [
        ("a", "folder/secret.json"),
        ("b", "nothing.json"),
        ("c", "round.json"),
    ] {
        std::fs::write(path(&format!("acme/{name}.toml")), module(schema)).unwrap();
    }
    let failure = fails(&Generator::from_product(path("acme")));
    expect![[r#"
        a.toml:1:10: error[E0701]: the file `folder/secret.json` cannot be read: it leads out of the folder of the spec
        b.toml:1:10: error[E0701]: the file `nothing.json` cannot be read: there is no such file
        b.toml:9:8: error[E0504]: `GET /widgets` is an operation already
        c.toml:1:10: error[E0701]: the file `round.json` cannot be read: Too many levels of symbolic links (os error 40)
        c.toml:9:8: error[E0504]: `GET /widgets` is an operation already
        linked.toml: error[E0701]: this file cannot be read: it leads out of the folder of the spec"#]].assert_eq(&failure.to_string());
}

#[test]
fn names_of_devices_are_no_modules() {
    let folder = folder_of(&[("con/product.toml", PRODUCT), ("con/aux.toml", MODULE)]);
    let failure = fails(&Generator::from_products(folder.path()));
    expect![[r#"
        error[E0401]: the folder `con` cannot be the name of a Rust module
         --> con/product.toml:1:1
          |
        1 | format = 1
          | ^ in this folder
          |
          = help: call it `con_api`

        error[E0701]: this file cannot be read: `aux.toml` is not a file name on every system
        --> con/aux.toml
         = help: give it another name: some systems keep this one for a device, or cut it short
    "#]]
    .assert_eq(&failure.render(false));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    use std::os::unix::fs::symlink;
    let folder = folder_of(&[("outside/old.rs", "precious"), ("out/other.rs", "other")]);
    let path = |name: &str| folder.path().join(name);
    symlink(path("outside/old.rs"), path("out/file.rs")).unwrap();
    symlink(path("outside"), path("out/inner")).unwrap();
    symlink(path("out"), path("linked")).unwrap();
    let cases = [
        ("out", "out/file.rs", "out/file.rs"),
        ("out", "out/inner/old.rs", "out/inner"),
        ("out", "out/inner/new.rs", "out/inner"),
        ("linked", "linked/new.rs", "linked"),
    ];
    for (out, file, link) in cases {
        let plan = Plan {
            files: vec![(path(file), "made".to_owned())],
            folders: vec![path(out)],
            ..Plan::default()
        };
        let refused = format!(
            "{} is a link, and nothing is written through links: remove it, or name the place that it leads to",
            path(link).display()
        );
        assert_eq!(plan.write().unwrap_err().to_string(), refused);
        assert_eq!(plan.changes().unwrap_err().to_string(), refused);
    }
    assert_eq!(listed(&path("outside")), ["old.rs"]);
    let read = std::fs::read_to_string(path("outside/old.rs")).unwrap();
    assert_eq!(read, "precious");
    assert_eq!(listed(&path("out")), ["file.rs", "inner", "other.rs"]);
    // What stands above the folder is its owner's to arrange.
    let plan = Plan {
        files: vec![(path("linked/new/a.rs"), "made".to_owned())],
        folders: vec![path("linked/new")],
        ..Plan::default()
    };
    plan.write().unwrap();
    assert_eq!(listed(&path("out/new")), ["a.rs"]);
}

#[test]
fn only_plain_names_are_written() {
    let folder = folder_of(&[("out/other.rs", "other")]);
    let out = folder.path().join("out");
    for name in [
        "../a.rs", "con.rs", "a/NUL", "a:b.rs", "a\\b.rs", "a.", "a /b.rs",
    ] {
        let plan = Plan {
            files: vec![(out.join(name), "made".to_owned())],
            folders: vec![out.clone()],
            ..Plan::default()
        };
        let refused = plan.write().unwrap_err().to_string();
        assert!(
            refused.contains("is not a file name on every system"),
            "{name}: {refused}"
        );
    }
    let plan = Plan {
        files: vec![(folder.path().join("a.rs"), "made".to_owned())],
        folders: vec![out],
        ..Plan::default()
    };
    let refused = plan.write().unwrap_err().to_string();
    assert!(
        refused.ends_with("a.rs is not in a folder that is written to"),
        "{refused}"
    );
    assert_eq!(listed(folder.path()), ["out"]);
}

#[test]
fn outputs_stay_below_their_folder() {
    // Whatever the folder and the files of a spec are called.
    let names = [
        "..toml",
        "a..toml",
        "-.toml",
        "%2e%2e.toml",
        "a\\b.toml",
        "c:d.toml",
    ];
    for name in names {
        let folder = folder_of(&[("acme/product.toml", PRODUCT)]);
        std::fs::write(folder.path().join("acme").join(name), MODULE).unwrap();
        let failure = fails(&Generator::from_product(folder.path().join("acme")));
        let said = failure.to_string();
        assert!(
            said.contains("E0401") || said.contains("E0701"),
            "{name}: {said}"
        );
    }
}
