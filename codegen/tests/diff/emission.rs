//! The comparison judges by Rust as it is generated: the types that it names are those that are
//! emitted.

use std::collections::BTreeMap;
use std::path::Path;

use clientwright::diff::compare;
use clientwright::ir::{Api, Payload, Shape, Type};
use clientwright::{Described, Generator};
use quote::ToTokens as _;
use syn::{ImplItem, Item, Visibility};

use crate::support::{describe, edited, write};

/// Types by the paths of what has them.
type Types = BTreeMap<String, String>;

const EMPTY: Type = Type::Tuple(Vec::new());

/// The types of fields and of what functions return, as the comparison knows them: it says what
/// each was when all become the empty tuple.
fn compared(apis: &[Api]) -> Types {
    let mut emptied = apis.to_vec();
    for api in &mut emptied {
        for def in &mut api.types {
            if let Shape::Struct(shape) = &mut def.shape {
                let members = shape.members.iter_mut().map(|member| &mut member.ty);
                members.for_each(|ty| *ty = EMPTY);
            }
        }
        let modules = api.modules.iter_mut();
        for operation in modules.flat_map(|module| &mut module.operations) {
            let parameters = operation.parameters.iter_mut().map(|it| &mut it.ty);
            let body = operation.body.iter_mut().map(|body| &mut body.ty);
            parameters.chain(body).for_each(|ty| *ty = EMPTY);
            operation.payload = Payload::Whole { ty: EMPTY };
        }
    }
    let mut found = Types::new();
    for change in compare(apis, &emptied).changes {
        let was = [("is `", "`, was `"), ("returns `", "`, returned `")]
            .into_iter()
            .find_map(|(is, was)| change.what.strip_prefix(is)?.split_once(was))
            .and_then(|(_, was)| was.strip_suffix('`'));
        if let Some(was) = was {
            let ty = syn::parse_str(was).expect("a type of Rust");
            found.insert(change.path, plain(&ty));
        }
    }
    found
}

/// The same as they are emitted. The fields of operations go without the `Option` around those that
/// may be left out: of these it is said that they are setters.
fn emitted(described: &Described, generator: &Generator) -> Types {
    let mut found = Types::new();
    // Which function sends an operation's struct.
    let mut functions: BTreeMap<String, String> = BTreeMap::new();
    for api in &described.apis {
        for module in &api.modules {
            for operation in &module.operations {
                let path = format!("{}::{}", api.product.name, module.name);
                let function = format!("{path}::{}::{}", module.rust, operation.function);
                functions.insert(format!("{path}::{}", operation.rust), function);
            }
        }
    }
    for file in described.emit(generator.options()).expect("Rust") {
        let module = file.path.trim_end_matches(".rs").replace('/', "::");
        for item in syn::parse_file(&file.text).expect("Rust").items {
            match item {
                Item::Struct(item) => {
                    let path = format!("{module}::{}", item.ident);
                    let is_operation = functions.contains_key(&path);
                    for field in item.fields {
                        let Some(ident) = field.ident else { continue };
                        if !matches!(field.vis, Visibility::Public(_)) {
                            continue;
                        }
                        let ident = ident.to_string();
                        let ident = ident.trim_start_matches("r#");
                        let ty = plain(&field.ty);
                        let inner = ty
                            .strip_prefix("Option<")
                            .and_then(|ty| ty.strip_suffix('>'));
                        let ty = inner.filter(|_| is_operation).unwrap_or(&ty);
                        found.insert(format!("{path}::{ident}"), ty.to_owned());
                    }
                }
                Item::Impl(item) => {
                    let path = format!("{module}::{}", plain(&item.self_ty));
                    for inner in item.items {
                        let (Some(function), ImplItem::Type(output)) =
                            (functions.get(&path), inner)
                        else {
                            continue;
                        };
                        if output.ident == "Output" {
                            found.insert(function.clone(), plain(&output.ty));
                        }
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// A type in one line, without the paths by which a file reaches what it names.
fn plain(ty: &syn::Type) -> String {
    let text = ty.to_token_stream().to_string().replace(' ', "");
    let parts = text.split_inclusive(['<', '>', ',', '(', ')']);
    parts
        .map(|part| part.rsplit("::").next().unwrap_or(part))
        .collect()
}

fn hold(generator: &Generator, least: usize) {
    let described = match generator.describe() {
        Ok(described) => described,
        Err(failure) => panic!("{failure}"),
    };
    assert_eq!(compare(&described.apis, &described.apis).changes, []);
    let (compared, mut emitted) = (compared(&described.apis), emitted(&described, generator));
    // What was nothing before is not told from what is.
    emitted.retain(|_, ty| ty != "()");
    // Of members that nobody named there is no type to be emptied.
    emitted.retain(|path, _| !path.ends_with("::additional"));
    assert!(emitted.len() >= least, "{} are compared", emitted.len());
    for (path, ty) in &emitted {
        assert_eq!(compared.get(path), Some(ty), "{path}");
    }
    assert_eq!(compared.len(), emitted.len());
}

#[test]
fn every_type_is_named_as_it_is_emitted() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (product, widgets) = edited(&[]);
    let files = [
        ("acme", "product.toml", &*product),
        ("acme", "widgets.toml", &*widgets),
    ];
    write(folder.path(), &files);
    assert_eq!(describe(folder.path()).apis.len(), 1);
    hold(&Generator::from_products(folder.path()), 30);
    let root = Path::new("..");
    hold(&Generator::from_products(root.join("specs")), 200);
    hold(
        &Generator::from_products(root.join("tests/fixtures/spec")),
        100,
    );
}
