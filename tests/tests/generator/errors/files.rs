//! Files that are not there or are something else.

use clientwright::Generator;
use expect_test::expect;

use super::{MODULE, PRODUCT, fails, failure_of};
use crate::support::folder_of;

#[test]
fn files_that_cannot_be_read() {
    let text = format!(
        "schema = \"none.json\"\n{MODULE}\n[operations.get]\nsummary = \"Gets.\"\n\
         http = \"GET /a\"\nsource = \"https://acme.example/\"\nexamples = [\n\
         \x20 {{ request = \"none.json\" }},\n  {{ response = \"folder\" }},\n\
         \x20 {{ response = \"../outside.json\" }},\n  {{ response = \"/etc/passwd\" }},\n\
         \x20 {{ response = \"latin.json\" }},\n]\n"
    );
    let folder = folder_of(&[
        ("acme/product.toml", PRODUCT),
        ("acme/widgets.toml", &text),
        ("acme/folder/inside.json", "{}"),
        ("outside.json", "{}"),
    ]);
    std::fs::write(
        folder.path().join("acme/latin.json"),
        b"{ \"a\": \"\xe9\" }",
    )
    .unwrap();
    let failure = fails(&Generator::from_product(folder.path().join("acme")));
    expect![[r#"
        error[E0701]: the file `none.json` cannot be read: there is no such file
         --> widgets.toml:1:10
          |
        1 | schema = "none.json"
          |          ^^^^^^^^^^^ named here
          |
          = help: name a file inside the folder of the spec, from there

        error[E0701]: the file `none.json` cannot be read: there is no such file
          --> widgets.toml:12:15
           |
        12 |   { request = "none.json" },
           |               ^^^^^^^^^^^ named here
           |
           = help: name a file inside the folder of the spec, from there

        error[E0701]: the file `folder` cannot be read: it is not a file
          --> widgets.toml:13:16
           |
        13 |   { response = "folder" },
           |                ^^^^^^^^ named here
           |
           = help: name a file inside the folder of the spec, from there

        error[E0701]: the file `../outside.json` cannot be read: it has `..` in it: only files inside the folder of the spec can be named
          --> widgets.toml:14:16
           |
        14 |   { response = "../outside.json" },
           |                ^^^^^^^^^^^^^^^^^ named here
           |
           = help: name a file inside the folder of the spec, from there

        error[E0701]: the file `/etc/passwd` cannot be read: it is absolute or has an empty part
          --> widgets.toml:15:16
           |
        15 |   { response = "/etc/passwd" },
           |                ^^^^^^^^^^^^^ named here
           |
           = help: name a file inside the folder of the spec, from there

        error[E0701]: the file `latin.json` cannot be read: it is not UTF-8: the byte at offset 8 begins no character
          --> widgets.toml:16:16
           |
        16 |   { response = "latin.json" },
           |                ^^^^^^^^^^^^ named here
           |
          ::: latin.json:1:9
           |
         1 | { "a": "�" }
           |         - no character of UTF-8
           |
           = help: save the file as UTF-8
    "#]].assert_eq(&failure.render(false));
}

#[test]
fn a_product_without_its_header() {
    let folder = folder_of(&[("acme/widgets.toml", MODULE)]);
    let failure = fails(&Generator::from_product(folder.path().join("acme")));
    expect![[r#"
        error[E0701]: this file cannot be read: there is no such file
        --> product.toml
         = help: see that it is there, and that it can be read
    "#]]
    .assert_eq(&failure.render(false));

    // A folder in the file's place.
    let folder = folder_of(&[("acme/product.toml/inside", "")]);
    let failure = fails(&Generator::from_product(folder.path().join("acme")));
    expect![[r#"
        error[E0701]: this file cannot be read: it is not a file
        --> product.toml
         = help: see that it is there, and that it can be read
    "#]]
    .assert_eq(&failure.render(false));
}

#[test]
fn a_folder_that_is_not_there() {
    let generator = Generator::from_products("no/such/folder");
    let failure = fails(&generator);
    assert_eq!(failure.errors(), 1);
    let report = failure.render(false);
    assert!(
        report.starts_with("error: no/such/folder cannot be read: "),
        "{report}"
    );
    let failure = fails(&Generator::from_product("no/such/folder"));
    expect![[r#"
        error[E0701]: this file cannot be read: there is no such folder
        --> product.toml
         = help: see that it is there, and that it can be read
    "#]]
    .assert_eq(&failure.render(false));
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_of_the_folder() {
    let folder = folder_of(&[("outside.json", "{}"), ("acme/product.toml", PRODUCT)]);
    let acme = folder.path().join("acme");
    std::os::unix::fs::symlink(folder.path().join("outside.json"), acme.join("link.json")).unwrap();
    let text = format!("schema = \"link.json\"\n{MODULE}");
    std::fs::write(acme.join("widgets.toml"), text).unwrap();
    expect![[r#"
        error[E0701]: the file `link.json` cannot be read: it leads out of the folder of the spec
         --> widgets.toml:1:10
          |
        1 | schema = "link.json"
          |          ^^^^^^^^^^^ named here
          |
          = help: name a file inside the folder of the spec, from there
    "#]]
    .assert_eq(&fails(&Generator::from_product(acme)).render(false));
}

#[test]
fn names_that_cannot_be_modules() {
    let folder = folder_of(&[
        ("Acme-1/product.toml", PRODUCT),
        ("Acme-1/My Widgets.toml", MODULE),
    ]);
    let failure = fails(&Generator::from_products(folder.path()));
    expect![[r#"
        error[E0401]: the folder `Acme-1` cannot be the name of a Rust module
         --> Acme-1/product.toml:1:1
          |
        1 | format = 1
          | ^ in this folder
          |
          = help: call it `acme_1`

        error[E0401]: the file `My Widgets.toml` cannot be the name of a Rust module
         --> Acme-1/My Widgets.toml:1:1
          |
        1 | [module]
          | ^ this file
          |
          = help: call it `my_widgets.toml`
    "#]]
    .assert_eq(&failure.render(false));
}

#[test]
fn a_lock_that_holds_something_else() {
    let failure = failure_of(&[
        ("widgets.toml", MODULE),
        ("names.lock", "[names]\n\"a\" = 1\n\"b\" = [\"B\"]\n"),
    ]);
    expect![[r#"
        error[E0402]: the entry of `a` is a number
         --> names.lock:2:7
          |
        2 | "a" = 1
          |       ^ a string is meant to stand here
          |
          = help: restore `names.lock` from version control, or delete it to choose anew

        error[E0402]: the entry of `b` is an array
         --> names.lock:3:7
          |
        3 | "b" = ["B"]
          |       ^^^^^ a string is meant to stand here
          |
          = help: restore `names.lock` from version control, or delete it to choose anew
    "#]]
    .assert_eq(&failure.render(false));
}

#[test]
fn a_lock_by_hand_cannot_put_text_into_rust() {
    let lock = "[names]\n\
        \"widgets.toml#types.Widget\" = \"Widget; fn main() {}\"\n\
        \"widgets.toml#types.Widget a-b\" = \"x: u8, pub y\"\n\
        \"widgets.toml#operations.get\" = \"get widget\"\n\
        \"widgets.toml#types.Other\" = \"String\"\n";
    let text = format!(
        "{MODULE}\n[types.Widget]\ndoc = \"A widget.\"\n\
         members = [{{ name = \"a-b\", type = \"Other\", doc = \"B.\" }}]\n\n\
         [types.Other]\ndoc = \"Other.\"\nvalues = [{{ value = \"a\" }}]\n\n\
         [operations.get]\nsummary = \"Gets.\"\nhttp = \"GET /a\"\n\
         source = \"https://acme.example/\"\nreturns = \"Widget\"\npayload = \"a\"\n"
    );
    let folder = folder_of(&[
        ("acme/product.toml", PRODUCT),
        ("acme/widgets.toml", &text),
        ("acme/names.lock", lock),
    ]);
    let failure = fails(&Generator::from_product(folder.path().join("acme")));
    expect![[r#"
        error[E0402]: `Widget; fn main() {}` is no name in Rust
         --> names.lock:2:31
          |
        2 | "widgets.toml#types.Widget" = "Widget; fn main() {}"
          |                               ^^^^^^^^^^^^^^^^^^^^^^ no name
          |
          = help: restore `names.lock` from version control, or delete it to choose anew

        error[E0402]: `x: u8, pub y` is no name in Rust
         --> names.lock:3:35
          |
        3 | "widgets.toml#types.Widget a-b" = "x: u8, pub y"
          |                                   ^^^^^^^^^^^^^^ no name
          |
          = help: restore `names.lock` from version control, or delete it to choose anew

        error[E0402]: `get widget` is no name in Rust
         --> names.lock:4:33
          |
        4 | "widgets.toml#operations.get" = "get widget"
          |                                 ^^^^^^^^^^^^ no name
          |
          = help: restore `names.lock` from version control, or delete it to choose anew

        warning[W0502]: the operation `get` has no example
          --> widgets.toml:14:13
           |
        14 | [operations.get]
           |             ^^^ no row in `examples`
        ...
        17 | source = "https://acme.example/"
           |          ----------------------- the page that should have one
           |
           = help: put the vendor's example into a file and name it in `examples`
    "#]]
    .assert_eq(&failure.render(false));
}
