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
    assert_eq!(warnings(&described), "");
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

cases! { authorized bare paging parameters payloads requests schema_types types }

#[test]
fn models_alone_are_the_same_types_without_a_client() {
    for name in listed(&fixtures("spec")) {
        let generator = Generator::from_product(fixtures("spec").join(&name))
            .command("cargo xtask generate")
            .models_only();
        let described = describe(&generator);
        for file in described.emit(generator.options()).unwrap() {
            let full = fixtures("spec").join(&name).join("expected").join(&file.path);
            let full = std::fs::read_to_string(full).unwrap();
            let file: syn::File = syn::parse_file(&file.text).unwrap();
            let full: syn::File = syn::parse_file(&full).unwrap();
            for item in &file.items {
                let is_struct = matches!(item, syn::Item::Struct(_));
                assert!(!is_struct || full.items.contains(item), "{name}: {item:?}");
            }
            let texts: Vec<String> = file.items.iter().map(|item| format!("{item:?}")).collect();
            assert!(!texts.iter().any(|text| text.contains("RequestWriter")));
        }
    }
}
