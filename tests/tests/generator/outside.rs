//! References out of a document: to URIs that files stand for, to absolute paths, and out of the
//! folder where that is allowed.

use clientwright::{Build, Described, Failure, Generator};
use serde_json::json;
use tempfile::TempDir;

use crate::support::{describe, folder_of};

const ADDRESS: &str =
    r#"{"title": "Address", "type": "object", "properties": {"street": {"type": "string"}}}"#;

/// A schema with one member, of what a reference names.
fn customer(id: Option<&str>, reference: &str) -> String {
    let mut schema = json!({
        "type": "object",
        "properties": {"address": {"$ref": reference}},
    });
    if let Some(id) = id {
        schema["$id"] = json!(id);
    }
    schema.to_string()
}

fn generator(folder: &TempDir) -> Generator {
    Generator::from_schema(folder.path().join("schemas/customer.json"))
}

/// Whether the reference was bound to the address, and not to any JSON.
fn has_address(described: &Described) -> bool {
    described.apis[0]
        .types
        .iter()
        .any(|def| def.path.name() == "Address")
}

fn refused(generator: &Generator) -> Failure {
    generator
        .describe()
        .expect_err("the reference leads nowhere")
}

#[test]
fn identifiers_of_every_form_are_found() {
    // `$id` of the customer, the reference in it, and the name of the file beside it.
    for (id, reference, file) in [
        (None, "address.json", "address.json"),
        (None, "./parts/../address.json", "address.json"),
        (None, "address%20of%20a.json", "address of a.json"),
        (None, "/address.json", "address.json"),
        (None, "/parts/address.json", "parts/address.json"),
        (
            Some("/schemas/customer.json"),
            "/schemas/address.json",
            "address.json",
        ),
        (
            Some("/schemas/customer.json"),
            "/schemas/address.json",
            "schemas/address.json",
        ),
        (
            Some("/schemas/customer.json"),
            "address.json",
            "address.json",
        ),
        (
            Some("/schemas/customer.json"),
            "parts/address.json",
            "parts/address.json",
        ),
        (
            Some("https://acme.example/schemas/customer.json"),
            "address.json",
            "address.json",
        ),
        (
            Some("https://acme.example/schemas/customer.json"),
            "/schemas/address.json",
            "address.json",
        ),
        (
            Some("https://acme.example/schemas/customer.json"),
            "https://acme.example/schemas/parts/address.json",
            "parts/address.json",
        ),
        (
            Some("HTTPS://Acme.Example/v1/customer.json"),
            "https://acme.example/v1/address.json",
            "address.json",
        ),
        (Some("urn:acme:customer"), "address.json", "address.json"),
        (
            Some("file:///srv/schemas/customer.json"),
            "address.json",
            "address.json",
        ),
        (
            Some("file:///srv/schemas/customer.json"),
            "file:///srv/schemas/address.json",
            "address.json",
        ),
        (Some("other/customer.json"), "address.json", "address.json"),
    ] {
        let file = format!("schemas/{file}");
        let folder = folder_of(&[
            ("schemas/customer.json", &customer(id, reference)),
            (&file, ADDRESS),
        ]);
        assert!(
            has_address(&describe(&generator(&folder))),
            "{id:?} {reference}"
        );
    }
}

#[test]
fn a_schema_is_found_by_the_identifier_that_it_gives_itself() {
    for (outer, inner, reference) in [
        (None, "/schemas/address", "/schemas/address"),
        (
            Some("/schemas/customer"),
            "/schemas/address",
            "/schemas/address",
        ),
        (Some("/schemas/customer"), "address", "/schemas/address#"),
        (
            Some("https://acme.example/schemas/customer"),
            "/schemas/address",
            "/schemas/address",
        ),
        (
            Some("https://acme.example/a/b"),
            "../address",
            "https://acme.example/address",
        ),
        (
            None,
            "https://acme.example/an%20address",
            "https://acme.example/an address",
        ),
        (
            None,
            "https://acme.example/an address",
            "https://acme.example/an%20address",
        ),
        (
            None,
            "https://ACME.example/address",
            "HTTPS://acme.example/x/../address",
        ),
        (
            Some("urn:acme:customer"),
            "urn:acme:address",
            "urn:acme:address",
        ),
        (
            Some("urn:acme:customer"),
            "urn:acme:address",
            "urn:acme:address#/$defs/address",
        ),
        (
            None,
            "tag:acme.example,2020:address",
            "tag:acme.example,2020:address",
        ),
        (None, "file:///srv/address.json", "file:///srv/address.json"),
    ] {
        let mut address: serde_json::Value = serde_json::from_str(ADDRESS).unwrap();
        let mut schema: serde_json::Value =
            serde_json::from_str(&customer(outer, reference)).unwrap();
        if reference.ends_with("/$defs/address") {
            address = json!({"$defs": {"address": address}});
        }
        address["$id"] = json!(inner);
        schema["$defs"] = json!({"address": address});
        let folder = folder_of(&[("schemas/customer.json", &schema.to_string())]);
        assert!(
            has_address(&describe(&generator(&folder))),
            "{inner} {reference}"
        );
    }
}

#[test]
fn a_remote_is_a_folder_or_a_file() {
    let reference = "https://acme.example/v1/address.json";
    for (base, path, good) in [
        ("https://acme.example/", "vendor", true),
        ("https://acme.example", "vendor", true),
        ("https://acme.example/v1", "vendor/v1", true),
        ("https://acme.example/v", "vendor", false),
        (reference, "vendor/v1/address.json", true),
        (
            "https://acme.example/v1/address.json#",
            "vendor/v1/address.json",
            true,
        ),
        ("https://acme.example/v1/", "vendor/v1/address.json", false),
        (
            "https://acme.example/v1/address",
            "vendor/v1/address.json",
            false,
        ),
    ] {
        let folder = folder_of(&[
            ("schemas/customer.json", &customer(None, reference)),
            ("vendor/v1/address.json", ADDRESS),
        ]);
        let generator = generator(&folder).remote(base, folder.path().join(path));
        match good {
            true => assert!(has_address(&describe(&generator)), "{base}"),
            false => assert!(refused(&generator).to_string().contains("E0301"), "{base}"),
        }
    }
}

#[test]
fn what_a_remote_file_refers_to_is_seen_from_its_uri() {
    let street =
        r#"{"type": "object", "properties": {"name": {"$ref": "names.json#/definitions/name"}}}"#;
    let names = r#"{"definitions": {"name": {"type": "string"}}}"#;
    let folder = folder_of(&[
        (
            "schemas/customer.json",
            &customer(None, "https://acme.example/v1/street.json"),
        ),
        ("a.json", street),
        ("b.json", names),
    ]);
    let one = generator(&folder).remote(
        "https://acme.example/v1/street.json",
        folder.path().join("a.json"),
    );
    let said = refused(&one).render(false);
    assert!(said.contains("`names.json#/definitions/name`"), "{said}");
    describe(&one.remote(
        "https://acme.example/v1/names.json",
        folder.path().join("b.json"),
    ));
}

#[test]
fn a_remote_leads_nowhere_else() {
    let secret = r#"{"title": "Address", "type": "object"}"#;
    for reference in [
        "https://acme.example/../secret.json",
        "https://acme.example/v1/../../secret.json",
        "https://acme.example/%2e%2e/secret.json",
        "https://acme.example/..%2fsecret.json",
        "https://acme.example//etc/passwd",
        "https://acme.example/C:/secret.json",
    ] {
        let folder = folder_of(&[
            ("schemas/customer.json", &customer(None, reference)),
            ("vendor/address.json", ADDRESS),
            ("secret.json", secret),
        ]);
        let generator =
            generator(&folder).remote("https://acme.example/", folder.path().join("vendor"));
        let failure = refused(&generator);
        let mut read = failure.sources.iter();
        assert!(read.all(|(_, file)| *file.text != *secret), "{reference}");
    }
}

#[test]
fn out_of_the_folder_where_that_is_allowed() {
    let files = |reference: &str| {
        folder_of(&[
            ("schemas/customer.json", &customer(None, reference)),
            ("shared/parts/address.json", ADDRESS),
            (
                "shared/middle.json",
                r#"{"$ref": "../shared/parts/address.json"}"#,
            ),
            ("secret/address.json", ADDRESS),
        ])
    };
    for reference in [
        "../shared/parts/address.json",
        "..%2Fshared/parts/address.json",
        "parts/../../shared/parts/address.json",
        "../shared/middle.json",
    ] {
        let folder = files(reference);
        assert!(
            refused(&generator(&folder)).to_string().contains("E0301"),
            "{reference}"
        );
        for allowed in ["shared", "shared/../shared", "."] {
            let generator = generator(&folder).allow_folder(folder.path().join(allowed));
            assert!(has_address(&describe(&generator)), "{reference} {allowed}");
        }
        let parts = generator(&folder).allow_folder(folder.path().join("secret"));
        refused(&parts);
    }
    // Whether a file is there is not told either.
    let said = |reference: &str| {
        let folder = files(reference);
        let generator = generator(&folder).allow_folder(folder.path().join("shared"));
        let said = refused(&generator).to_string();
        said.rsplit_once("cannot be read").unwrap().1.to_owned()
    };
    let there = said("../secret/address.json");
    assert!(there.contains("to none that is allowed"), "{there}");
    assert_eq!(said("../secret/nothing.json"), there);
    assert_eq!(said("../shared/../secret/address.json"), there);
    assert_eq!(said("../../../../../../../../../../etc/passwd"), there);
}

#[cfg(unix)]
#[test]
fn a_link_in_an_allowed_folder_stays_inside() {
    let folder = folder_of(&[
        (
            "schemas/customer.json",
            &customer(None, "../shared/address.json"),
        ),
        ("shared/other.json", "{}"),
        ("secret/address.json", ADDRESS),
    ]);
    let path = |name: &str| folder.path().join(name);
    std::os::unix::fs::symlink(path("secret/address.json"), path("shared/address.json")).unwrap();
    let allowed = generator(&folder).allow_folder(path("shared"));
    let said = refused(&allowed).to_string();
    assert!(said.contains("it leads out of the folder"), "{said}");
    assert!(has_address(&describe(
        &allowed.allow_folder(path("secret"))
    )));
}

#[test]
fn the_message_names_the_remedy() {
    for (reference, remedy) in [
        (
            "https://acme.example/v1/address.json#/a",
            "name a copy of it with `--remote https://acme.example/v1/=FOLDER_OR_FILE`, or `remote` in a build script",
        ),
        (
            "urn:acme:address",
            "name a copy of it with `--remote urn:acme:address=FOLDER_OR_FILE`, or `remote` in a build script",
        ),
        (
            "file:///etc/passwd",
            "name a copy of it with `--remote file:///etc/=FOLDER_OR_FILE`, or `remote` in a build script",
        ),
        (
            "../address.json",
            "allow the folder that it leads to with `--allow-folder FOLDER`, or `allow_folder` in a build script",
        ),
        (
            "/schemas/address.json",
            "a file from the folder of the spec on: put the file there",
        ),
    ] {
        let folder = folder_of(&[("schemas/customer.json", &customer(None, reference))]);
        let report = refused(&generator(&folder)).render(false);
        assert!(report.contains("E0301"), "{report}");
        assert!(report.contains(remedy), "{report}");
    }
}

#[test]
fn specs_have_the_same_settings() {
    let product = crate::errors::PRODUCT;
    let module = format!("{}{}", crate::errors::SCHEMA_MODULE, crate::errors::GET);
    let get = module.replace(
        "payload = \"\"\n",
        "payload = \"\"\nexamples = [{ response = \"get.json\" }]\n",
    );
    let schema = |reference: &str| {
        format!(r##"{{"definitions": {{"widget": {{"$ref": "{reference}"}}}}}}"##)
    };
    for reference in [
        "../shared/address.json",
        "https://acme.example/address.json",
    ] {
        let folder = folder_of(&[
            ("specs/acme/product.toml", product),
            ("specs/acme/widgets.toml", &get),
            ("specs/acme/get.json", "{}"),
            ("specs/acme/widgets.schema.json", &schema(reference)),
            ("specs/shared/address.json", ADDRESS),
        ]);
        let product = Generator::from_product(folder.path().join("specs/acme"));
        refused(&product);
        let shared = folder.path().join("specs/shared");
        let settled = |generator: Generator| {
            generator
                .allow_folder(&shared)
                .remote("https://acme.example/", &shared)
        };
        assert!(has_address(&describe(&settled(product))), "{reference}");
        let products = Generator::from_products(folder.path().join("specs"));
        assert!(has_address(&describe(&settled(products))), "{reference}");
    }
}

#[test]
fn build_scripts_have_the_same_settings() {
    let folder = folder_of(&[
        (
            "schemas/customer.json",
            &customer(None, "../shared/address.json"),
        ),
        (
            "schemas/order.json",
            &customer(None, "https://acme.example/v1/address.json"),
        ),
        ("shared/address.json", ADDRESS),
        ("specs/acme/product.toml", crate::errors::PRODUCT),
    ]);
    let out = tempfile::tempdir().unwrap();
    let text = |build: Build| {
        let report = build.relative_to(folder.path()).run(out.path()).unwrap();
        (std::fs::read_to_string(report.file).unwrap(), report.read)
    };
    let customer = Build::from_schema("schemas/customer.json").allow_folder("shared");
    let (rust, read) = text(customer.clone());
    assert!(rust.contains("pub struct Address"), "{rust}");
    assert_eq!(read.len(), 2);
    let (rust, _) = text(customer.to_the_letter());
    assert!(
        rust.contains("pub additional: BTreeMap<String, Value>"),
        "{rust}"
    );
    let order = Build::from_schema("schemas/order.json");
    let uri = "https://acme.example/v1/address.json";
    let (rust, _) = text(order.remote(uri, "shared/address.json"));
    assert!(rust.contains("pub struct Address"), "{rust}");
    let spec = Build::from_spec("specs/acme").to_the_letter();
    let failure = spec.relative_to(folder.path()).run(out.path()).unwrap_err();
    assert_eq!(
        failure.to_string(),
        "`to_the_letter`: only a JSON Schema without a spec is read so"
    );
}
