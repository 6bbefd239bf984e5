//! Emission: hand-built IR against the Rust that lies beside it in `tests/emit/expected`.
//! `UPDATE_EXPECT=1 cargo test -p clientwright --test emit` writes that anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "emit/exchanges.rs"]
mod exchanges;
#[path = "emit/hostile.rs"]
mod hostile;
#[path = "emit/sample.rs"]
mod sample;

use clientwright::emit::{
    EmitOptions, OutputFile, emit_api, emit_crate_root, emit_features, emit_models,
};
use clientwright::ir::*;
use std::path::Path;

fn options() -> EmitOptions {
    EmitOptions {
        crate_name: Some("acme_clients".to_owned()),
        ..EmitOptions::new("acme-gen")
    }
}

/// Compares a file with the expected one, and parses it.
fn expect(folder: &str, file: &OutputFile) {
    syn::parse_file(&file.text).unwrap();
    let path = Path::new("tests/emit/expected")
        .join(folder)
        .join(&file.path);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &file.text).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        expected == file.text,
        "{} differs; with UPDATE_EXPECT=1 it is written anew",
        path.display()
    );
}

#[test]
fn one_of_everything() {
    let api = sample::api();
    let files = emit_api(&api, &options()).unwrap();
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["widgets.rs", "widgets/parts.rs"]);
    for file in &files {
        expect("client", file);
    }
    expect("client", &emit_crate_root(&[api], &options()).unwrap());
}

#[test]
fn models_in_one_file() {
    expect(
        "models",
        &emit_models(&sample::api(), &EmitOptions::new("acme-gen")).unwrap(),
    );
}

#[test]
fn serde_derives() {
    let options = EmitOptions {
        serde_derives: true,
        ..options()
    };
    for file in &emit_api(&sample::api(), &options).unwrap() {
        expect("derives", file);
    }
}

#[test]
fn hostile_text() {
    for file in &emit_api(&hostile::hostile_docs(), &options()).unwrap() {
        expect("hostile", file);
    }
}

#[test]
fn answers_and_bodies_of_all_kinds() {
    let files = emit_api(&exchanges::exchanges(), &options()).unwrap();
    expect("exchanges", &files[1]);
}

#[test]
fn models_alone_know_no_answers() {
    let api = exchanges::exchanges();
    let options = EmitOptions::new("acme-gen");
    assert_eq!(
        emit_models(&api, &options).unwrap(),
        emit_models(&sample::api(), &options).unwrap()
    );
}

#[test]
fn variants_that_two_would_have() {
    let refused = |change: &dyn Fn(&mut Operation)| {
        let mut api = exchanges::exchanges();
        change(&mut api.modules[0].operations[0]);
        emit_api(&api, &options()).unwrap_err().to_string()
    };
    assert_eq!(
        refused(&|make| match &mut make.payload {
            Payload::ByStatus { cases, .. } => cases[1].rust = "Ok".into(),
            _ => panic!("no cases"),
        }),
        "`MakePartAnswer` has a variant `Ok` already: name this one in the spec"
    );
    assert_eq!(
        refused(&|make| make.failures.as_mut().unwrap().cases[0].rust = Some("Refused".into())),
        "`MakePartFailure` has a variant `Refused` already: name this one in the spec"
    );
    assert_eq!(
        refused(&|make| make.failures.as_mut().unwrap().rust = Some("MakePartAnswer".into())),
        "two items of one module are called `MakePartAnswer`: name one of them in the spec"
    );
    assert_eq!(
        refused(&|make| match &mut make.payload {
            Payload::ByStatus { cases, .. } => cases[0].rust = "Self".into(),
            _ => panic!("no cases"),
        }),
        "\"Self\" cannot be a name in Rust: choose another with `rust` in the spec"
    );
    // Bytes inside a type are a fault of the lowering.
    let mut api = exchanges::exchanges();
    members(&mut api, "Shelf")[0].ty = sample::list(Type::Scalar(Scalar::Binary));
    assert_eq!(
        emit_api(&api, &options()).unwrap_err().to_string(),
        "a fault of the generator, please report it: bytes inside a type"
    );
}

#[test]
fn names_that_mean_something_else() {
    for file in &emit_api(&hostile::taken_names(), &options()).unwrap() {
        expect("names", file);
    }
}

/// The message of what cannot be written.
fn refused(change: impl FnOnce(&mut Api)) -> String {
    let mut api = sample::api();
    change(&mut api);
    match emit_api(&api, &options()) {
        Ok(_) => panic!("nothing was refused"),
        Err(error) => error.to_string(),
    }
}

fn members<'a>(api: &'a mut Api, path: &str) -> &'a mut Vec<Member> {
    let def = api.types.iter_mut().find(|def| def.path.0 == path);
    match &mut def.unwrap().shape {
        Shape::Struct(shape) => &mut shape.members,
        _ => panic!("{path} is no struct"),
    }
}

fn enum_of<'a>(api: &'a mut Api, path: &str) -> &'a mut Enum {
    let def = api.types.iter_mut().find(|def| def.path.0 == path);
    match &mut def.unwrap().shape {
        Shape::Enum(shape) => shape,
        _ => panic!("{path} is no enum"),
    }
}

#[test]
fn names_that_rust_does_not_take() {
    for name in [
        "self", "Self", "super", "crate", "_", "", "a b", "a;", "r#x", "1a", "a\u{301}",
    ] {
        let message = refused(|api| {
            let member = &mut members(api, "Shelf")[0];
            member.rust = name.into();
            member.place.file = "widgets/parts.toml".into();
            (member.place.line, member.place.column) = (3, 7);
        });
        assert_eq!(
            message,
            format!(
                "widgets/parts.toml:3:7: {name:?} cannot be a name in Rust: choose another with `rust` in the spec"
            )
        );
    }
}

#[test]
fn names_that_two_would_have() {
    assert_eq!(
        refused(|api| members(api, "parts::Part")[1].rust = "type".into()),
        "two members of `Part` would be the field `type`: name one of them in the spec"
    );
    assert_eq!(
        refused(|api| api.types[2].path = TypePath("parts::Parts".into())),
        "a fault of the generator, please report it: the IR names the type `parts::Part` and has none"
    );
    assert_eq!(
        refused(|api| api.modules[0].operations[0].rust = "Part".into()),
        "two items of one module are called `Part`: name one of them in the spec"
    );
    assert_eq!(
        refused(|api| api.ids[0].rust = "Client".into()),
        "a fault of the generator, please report it: the IR names the identifier type `PartId` and has none"
    );
    assert_eq!(
        refused(|api| api.ids[1].rust = "PartId".into()),
        "a fault of the generator, please report it: the IR names the identifier type `ShelfId` and has none"
    );
    assert_eq!(
        refused(|api| api.modules[0].operations[1].function = "list".into()),
        "two operations are called `list`: name one of them in the spec"
    );
    assert_eq!(
        refused(|api| enum_of(api, "parts::PartKind").values[0].rust = "Unlisted".into()),
        "`PartKind` has a variant `Unlisted` already: name this one in the spec"
    );
}

#[test]
fn names_of_methods_of_every_call() {
    let call = include_str!("../../runtime/src/call/define.rs");
    let mut methods: Vec<&str> = call
        .lines()
        .filter_map(|line| {
            let line = line.trim_start().strip_prefix("pub ")?;
            let line = line.strip_prefix("async ").unwrap_or(line);
            Some(line.strip_prefix("fn ")?.split('(').next().unwrap())
        })
        .collect();
    assert!(
        methods.contains(&"send_blocking") && methods.len() > 14,
        "{methods:?}"
    );
    methods.push("into_future");
    // A function of operations.
    methods.push("failure");
    for name in methods {
        let message = refused(|api| {
            api.modules[0].operations[0].parameters[0].rust = name.into();
        });
        assert_eq!(
            message,
            format!(
                "the parameter `{name}` of `list` has the name of a method of every call: name it in the spec"
            )
        );
    }
    assert_eq!(
        refused(|api| members(api, "parts::CreatePartRequest")[2].rust = "new".into()),
        "`CreatePartRequest` has a member `new`, which is how it is made: name it in the spec"
    );
    assert_eq!(
        refused(|api| api.modules[0].name = "builder".into()),
        "a fault of the generator, please report it: the type `parts::Part` is of no module of the IR"
    );
}

#[test]
fn values_without_end() {
    let message = refused(|api| {
        let inside = members(api, "parts::Part")
            .iter_mut()
            .find(|member| member.rust == "inside");
        inside.unwrap().presence = Presence::Always;
    });
    assert_eq!(
        message,
        "`Part` always holds a value of its own type, so it has no end: make a member on the way optional"
    );
    // A box that the IR forgot is a fault of the lowering; typify finds it.
    let message = refused(|api| {
        let inside = members(api, "parts::Part")
            .iter_mut()
            .find(|member| member.rust == "inside");
        inside.unwrap().ty = sample::named("parts::Part");
    });
    assert!(
        message.starts_with(
            "a fault of the generator, please report it: member m18 of `parts::Part` is"
        )
    );
}

#[test]
fn types_that_nest_too_deep() {
    let message = refused(|api| {
        let mut ty = sample::string();
        for _ in 0..100 {
            ty = sample::list(ty);
        }
        members(api, "Shelf")[0].ty = ty;
    });
    assert_eq!(
        message,
        "a type nests deeper than 34 levels: name a part of it"
    );
}

#[test]
fn values_that_are_no_integers() {
    assert_eq!(
        refused(|api| enum_of(api, "parts::Level").values[0].wire = "1.0".into()),
        "\"1.0\" is no whole number of 64 bits, which the values of `Level` are"
    );
}

#[test]
fn pages_that_cannot_be_turned() {
    assert_eq!(
        refused(|api| api.modules[0].operations[0].parameters[1].ty = sample::string()),
        "the operation `list`: it pages by `page`, which must be a parameter that may be left out, of type integer (for numbers) or string (for cursors)"
    );
    assert_eq!(
        refused(|api| members(api, "PageContext")[0].rust = "more".into()),
        "the operation `list`: the page's context has no member `has_more_page`"
    );
    assert_eq!(
        refused(|api| members(api, "PageContext")[0].ty = sample::string()),
        "the operation `list`: `has_more_page` of the page's context must be a boolean"
    );
    assert_eq!(
        refused(|api| api.modules[0].operations[0].payload = Payload::Empty),
        "the operation `list`: it pages, but its payload is no page"
    );
}

#[test]
fn features_of_the_manifest() {
    let mut other = sample::api();
    other.product.name = "gadgets".into();
    let apis = [sample::api(), other];
    let made = "\
[features]
# @generated: one feature per product. What stands above this line is kept.
widgets = []
gadgets = []
all-products = [\"widgets\", \"gadgets\"]
";
    let manifest = "[package]\nname = \"x\"\n\n[dependencies]\na = \"1\"\n";
    let appended = format!("{manifest}\n{made}");
    let features = |manifest: &str| emit_features(&apis, manifest);
    assert_eq!(features(manifest).unwrap(), appended);
    assert_eq!(features(&appended).unwrap(), appended);
    let existing = "\
[package]
name = \"x\"

[features]
default = [\"tls\"]
tls = [\"dep/tls\"]
# @generated: old words
old = []

[lints]
workspace = true
";
    let expected = "\
[package]
name = \"x\"

[features]
default = [\"tls\"]
tls = [\"dep/tls\"]
# @generated: one feature per product. What stands above this line is kept.
widgets = []
gadgets = []
all-products = [\"widgets\", \"gadgets\"]

[lints]
workspace = true
";
    assert_eq!(features(existing).unwrap(), expected);
    assert_eq!(features(expected).unwrap(), expected);
}

#[test]
fn features_that_others_wrote_are_neither_doubled_nor_dropped() {
    let refused = |manifest: &str| {
        let error = emit_features(&[sample::api()], manifest).unwrap_err();
        assert!(!error.internal);
        error.message
    };
    let taken = "the product `widgets` cannot have a feature of its name: the manifest has another \
                 feature or an optional dependency that is called so; call the folder `widgets_api`";
    for manifest in [
        "[features]\nwidgets = [\"tls\"]\n",
        "[features]\nwidgets = []\n# @generated: old words\nold = []\n",
        "[dependencies]\nwidgets = { version = \"1\", optional = true }\n",
        "[dependencies.widgets]\nversion = \"1\"\noptional = true\n",
    ] {
        assert_eq!(refused(manifest), taken, "{manifest}");
    }
    // A dependency that is always there makes no feature.
    let always = "[dependencies]\nwidgets = \"1\"\n";
    assert!(emit_features(&[sample::api()], always).is_ok());
    assert_eq!(
        refused("[features]\n# @generated: old words\nold = []\nmore = [\"old\"]\n"),
        "line 4 of the manifest: the feature `more` stands below `# @generated`, where nothing is \
         kept: put it above that line"
    );
}
