//! Small doc specs of invented APIs, a folder for each feature of the format, with the expected
//! Rust and names beside them.

use clientwright::Generator;
use expect_test::expect_file;

use crate::support::{describe, files_below, fixtures, listed, warnings};

fn case(name: &str) {
    let folder = fixtures("spec").join(name);
    let expected = folder.join("expected");
    let generator = Generator::from_product(&folder).command("cargo xtask generate");
    let described = describe(&generator);
    let warned = warnings(&described);
    let beside = folder.join("warnings.txt");
    if !warned.is_empty() || beside.exists() {
        expect_file![beside].assert_eq(&warned);
    }
    let mut files: Vec<(String, String)> = described
        .emit_modules(generator.options())
        .unwrap()
        .into_iter()
        .map(|file| (file.path, file.text))
        .collect();
    for (path, text) in described.lock_files() {
        assert_eq!(path.to_str(), Some(&*format!("{name}/names.lock")));
        files.push(("names.lock".to_owned(), text));
    }
    for (path, text) in &files {
        expect_file![expected.join(path)].assert_eq(text);
    }
    let mut made: Vec<String> = files.into_iter().map(|(path, _)| path).collect();
    made.sort();
    assert_eq!(files_below(&expected), made, "nothing else is expected");
}

macro_rules! cases {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            case(stringify!($name));
        })*

        #[test]
        fn every_folder_is_a_case() {
            assert_eq!(listed(&fixtures("spec")), [$(stringify!($name)),*]);
        }
    };
}

cases! { authorized bare exchanges hostile odd_names paging parameters payloads requests schema_types types }

#[test]
fn models_alone_are_the_same_types_without_a_client() {
    for name in listed(&fixtures("spec")) {
        let folder = fixtures("spec").join(&name);
        let generator = Generator::from_product(&folder)
            .command("cargo xtask generate")
            .models_only();
        let described = describe(&generator);
        let mut structs = 0;
        for file in described.emit(generator.options()).unwrap() {
            let whole = folder.join("expected").join(&file.path);
            let whole = std::fs::read_to_string(whole).unwrap();
            for item in file
                .text
                .split("\n\n")
                .filter(|item| item.contains("pub struct "))
            {
                assert!(whole.contains(item), "{name}: {item}");
                structs += 1;
            }
            for word in ["Call", "RequestWriter", "Client", "INFO"] {
                assert!(!file.text.contains(word), "{name}: {word}");
            }
        }
        assert!(structs > 0 || name == "bare", "{name}");
    }
}
