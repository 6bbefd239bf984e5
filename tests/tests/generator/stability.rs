//! A later addition renames nothing: whoever comes later is the one that gets qualified.

use std::collections::BTreeMap;

use clientwright::ir::{Api, Role, Shape};
use clientwright::load::{Loaded, Outside};
use clientwright::lower::lower_schema;
use clientwright::names::NamesLock;
use clientwright::source::Sources;
use clientwright::{Described, Generator};

use crate::support::{Copy, copy_folder, describe, fixtures, listed};

/// Every Rust name of a description, by what it is the name of.
fn names(api: &Api) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    let mut add = |key: String, name: &str| {
        let before = names.insert(key.clone(), name.to_owned());
        assert_eq!(before, None, "{key} is there once");
    };
    for def in &api.types {
        let key = match def.role {
            Role::Response => def.pointer.clone(),
            Role::Request => format!("{}?request", def.pointer).into(),
            Role::Update => format!("{}?update", def.pointer).into(),
        };
        for key in std::iter::once(&key).chain(&def.merged) {
            add(key.to_string(), &def.path.0);
            match &def.shape {
                Shape::Struct(object) => {
                    for member in &object.members {
                        add(format!("{key} {}", member.wire), &member.rust);
                    }
                }
                Shape::Enum(listed) => {
                    for value in &listed.values {
                        add(format!("{key} {}", value.wire), &value.rust);
                    }
                }
                Shape::Union(union) => {
                    for variant in &union.variants {
                        add(format!("{key} {:?}", variant.ty), &variant.rust);
                    }
                }
            }
        }
    }
    for id in &api.ids {
        add(format!("id {}", id.name), &id.rust);
    }
    for module in &api.modules {
        add(format!("module {}", module.name), &module.rust);
        for operation in &module.operations {
            let key = &operation.pointer;
            add(key.to_string(), &operation.rust);
            add(format!("{key}()"), &operation.function);
            for parameter in &operation.parameters {
                let key = format!("{key} {:?} {}", parameter.place_in, parameter.wire);
                add(key, &parameter.rust);
            }
        }
    }
    names
}

fn of(described: &Described) -> BTreeMap<String, String> {
    names(&described.apis[0])
}

/// Everything that had a name has it still.
fn assert_kept(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>, what: &str) {
    assert!(!before.is_empty());
    for (key, name) in before {
        assert_eq!(after.get(key), Some(name), "{what}: {key}");
    }
}

/// Puts text before the first, a middle one, and after the last of a file's types and operations.
fn places(text: &str, addition: &str) -> Vec<String> {
    let headers: Vec<usize> = text
        .match_indices("\n[")
        .map(|(at, _)| at + 1)
        .filter(|at| {
            let rest = &text[*at..];
            rest.starts_with("[types.") || rest.starts_with("[operations.")
        })
        .collect();
    let at = [headers[0], headers[headers.len() / 2], text.len()];
    at.into_iter()
        .map(|at| format!("{}{addition}\n{}", &text[..at], &text[at..]))
        .collect()
}

const PRODUCTS: [&str; 4] = crate::support::PRODUCTS;

/// Adds text to `users.toml` of a copy of each product, in three places, and gives the names after
/// it to `check`, with the product's own.
fn add_to_each(addition: &str, check: impl Fn(&str, &BTreeMap<String, String>)) {
    for product in PRODUCTS {
        let copy = Copy::of(product);
        let text = copy.read("users.toml");
        let before = of(&copy.describe());
        for (index, text) in places(&text, addition).iter().enumerate() {
            copy.write("users.toml", text);
            let after = of(&copy.describe());
            assert_kept(&before, &after, &format!("{product}, place {index}"));
            assert!(after.len() > before.len());
            check(product, &after);
        }
    }
}

#[test]
fn an_unrelated_type_and_operation() {
    add_to_each(
        r#"
[types.Zebra]
doc = "New."
members = [{ name = "stripes", type = "integer", doc = "How many." }]

[operations.count]
summary = "Counts zebras."
http = "GET /zebras"
source = "https://acme.example/zebras"
returns = "Zebra"
payload = "zebra"
"#,
        |_, after| {
            assert_eq!(after["users.toml#types.Zebra"], "users::Zebra");
            assert_eq!(after["users.toml#operations.count"], "CountUser");
        },
    );
}

#[test]
fn types_and_operations_that_compete_for_names() {
    add_to_each(
        r#"
[types.ListUsers]
doc = "Called as an operation is."
members = [{ name = "a", type = "string", doc = "A." }]

[types.USER]
doc = "Called as a type is."
members = [{ name = "b", type = "ListUsers", doc = "B." }]

[types.UserID]
doc = "Called as an identifier is."
values = [{ value = "c" }]

[operations.steal_name]
name = "User"
summary = "Wants the name of a type."
http = "GET /steal"
source = "https://acme.example/steal"
query = [{ name = "kind", type = "UserID", doc = "Which." }]
returns = "USER"
payload = "user"

[operations.steal_another]
name = "ListUsers"
summary = "Wants the name of an operation."
http = "GET /steal/another"
source = "https://acme.example/steal"

[operations.users]
name = "Users"
summary = "Wants the name of the accessor."
http = "GET /steal/users"
source = "https://acme.example/steal"
"#,
        |product, after| {
            assert_eq!(after["users.toml#types.ListUsers"], "users::ListUsers2");
            assert_eq!(after["users.toml#types.USER"], "users::User2", "{product}");
            assert_eq!(after["users.toml#types.UserID"], "users::UserId2");
            assert_eq!(after["users.toml#operations.steal_name"], "UserOperation");
            assert_eq!(
                after["users.toml#operations.steal_another"],
                "ListUsersOperation"
            );
            assert_eq!(after["users.toml#operations.users"], "UsersOperation");
        },
    );
}

#[test]
fn a_type_of_equal_shape_stays_apart_where_it_has_a_name() {
    for product in ["expense", "identity360", "invoice"] {
        let copy = Copy::of(product);
        let text = copy.read("users.toml");
        let before = of(&copy.describe());
        let start = text.find("[types.User]").unwrap();
        let end = start + 1 + text[start + 1..].find("\n[").unwrap();
        let twin = format!(
            "{}\n\n[operations.twin]\nname = \"Twin\"\nsummary = \"Gets the twin.\"\n\
             http = \"GET /twin\"\nsource = \"https://acme.example/twin\"\nreturns = \"Twin\"\n\
             payload = \"twin\"\n",
            text[start..end].replace("[types.User]", "[types.Twin]")
        );
        for text in places(&text, &twin) {
            copy.write("users.toml", &text);
            let after = of(&copy.describe());
            assert_kept(&before, &after, product);
            // In one file the operation comes before the types.
            assert_eq!(after["users.toml#operations.twin"], "Twin");
            assert_eq!(after["users.toml#types.Twin"], "users::Twin2");
        }
    }
}

#[test]
fn members_values_and_parameters_that_compete_for_names() {
    // Row after row of one line each: the newcomer stands before all of them.
    let copy = Copy::of("identity360");
    let text = copy.read("users.toml");
    let before = of(&copy.describe());
    let start = text.find("[types.User]").unwrap();
    let at = start + text[start..].find("members = [\n").unwrap() + "members = [\n".len();
    let row = "  { name = \"employee_id\", type = \"integer\", doc = \"New.\" },\n";
    copy.write(
        "users.toml",
        &format!("{}{row}{}", &text[..at], &text[at..]),
    );
    let after = of(&copy.describe());
    assert_kept(&before, &after, "a member");
    assert_eq!(after["users.toml#types.User employeeID"], "employee_id");
    assert_eq!(
        after["users.toml#types.User employee_id"],
        "employee_id_value"
    );

    let copy = Copy::of("inventory");
    let text = copy.read("users.toml");
    let before = of(&copy.describe());
    let value = "values = [\n  { value = \"Email\", doc = \"New.\" },\n";
    let parameter = "query = [\n  { name = \"filterBy\", type = \"string\", doc = \"New.\" },\n";
    let changed = text
        .replacen("values = [\n", value, 1)
        .replacen("query = [\n", parameter, 1);
    copy.write("users.toml", &changed);
    let after = of(&copy.describe());
    assert_kept(&before, &after, "a value and a parameter");
    assert_eq!(after["users.toml#types.UserSortColumn Email"], "EmailValue");
    assert_eq!(
        after["users.toml#operations.list Query filterBy"],
        "filter_by_value"
    );
}

/// `users.schema.json` with a definition more: at the beginning, in the middle, and at the end.
fn with_definition(text: &str, name: &str, definition: &str) -> Vec<String> {
    let first = text.find("\"definitions\": {").unwrap() + "\"definitions\": {".len();
    let middle = text.find("\"get-a-user-response\"").unwrap();
    let last = text.trim_end().rfind('}').unwrap();
    let last = text[..last].trim_end().rfind('}').unwrap();
    vec![
        format!(
            "{}\n\"{name}\": {definition},{}",
            &text[..first],
            &text[first..]
        ),
        format!(
            "{}\"{name}\": {definition},\n{}",
            &text[..middle],
            &text[middle..]
        ),
        format!(
            "{},\"{name}\": {definition}\n{}",
            text[..last].trim_end(),
            &text[last..]
        ),
    ]
}

fn operation(definition: &str) -> String {
    format!(
        "\n[operations.more]\nname = \"GetMore\"\nsummary = \"Gets more.\"\n\
         http = \"GET /more\"\nsource = \"https://acme.example/more\"\n\
         response = \"#{definition}\"\npayload = \"user\"\n"
    )
}

#[test]
fn inline_objects_of_the_schema_that_compete_for_names() {
    let definition = r#"{
        "type": "object",
        "properties": {
          "user": {
            "type": "object",
            "properties": {
              "rank": { "type": "integer" },
              "email_ids": {
                "type": "array",
                "items": { "type": "object", "properties": { "verified": { "type": "boolean" } } }
              }
            }
          }
        }
      }"#;
    for locked in [true, false] {
        let copy = Copy::of("inventory");
        let before = of(&copy.describe());
        let schema = copy.read("users.schema.json");
        let module = copy.read("users.toml");
        copy.write(
            "users.toml",
            &(module + &operation("get-an-admin-response")),
        );
        if !locked {
            std::fs::remove_file(copy.path().join("names.lock")).unwrap();
        }
        let made = with_definition(&schema, "get-an-admin-response", definition);
        for (index, text) in made.iter().enumerate() {
            copy.write("users.schema.json", text);
            let after = of(&copy.describe());
            if !locked && index < 2 {
                // Without a memory the first in the document has the name.
                continue;
            }
            assert_kept(&before, &after, &format!("place {index}"));
            let user = "users.schema.json#/definitions/get-an-admin-response/properties/user";
            assert_eq!(after[user], "users::GetAdminResponseUser");
            assert_eq!(
                after[&format!("{user}/properties/email_ids/items")],
                "users::UserEmailId"
            );
        }
    }
}

#[test]
fn inline_objects_of_the_schema_of_equal_shape() {
    let copy = Copy::of("inventory");
    let before = of(&copy.describe());
    let schema = copy.read("users.schema.json");
    let module = copy.read("users.toml");
    let start = schema.find("\"get-a-user-response\"").unwrap();
    let start = start + schema[start..].find('{').unwrap();
    let mut depth = 0;
    let length = schema[start..]
        .find(|c| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            depth == 0
        })
        .unwrap();
    let twin = &schema[start..=start + length];
    copy.write(
        "users.toml",
        &format!(
            "{module}{}\n[overlay.\"/definitions/get-a-twin-response/properties/user\"]\n\
             promised = [\"user_id\"]\n",
            operation("get-a-twin-response")
        ),
    );
    for (index, text) in with_definition(&schema, "get-a-twin-response", twin)
        .iter()
        .enumerate()
    {
        copy.write("users.schema.json", text);
        let described = copy.describe();
        let after = of(&described);
        assert_kept(&before, &after, &format!("place {index}"));
        let user = "users.schema.json#/definitions/get-a-twin-response/properties/user";
        assert_eq!(after[user], "users::User", "one type for one shape");
        assert_eq!(
            after[&format!("{user}/properties/email_ids/items")],
            "users::EmailId"
        );
        // And the next run knows.
        let (_, lock) = described.lock_files().next().unwrap();
        copy.write("names.lock", &lock);
        assert_eq!(of(&copy.describe()), after);
        let (_, again) = copy.describe().lock_files().next().unwrap();
        assert_eq!(again, lock);
        let lock =
            std::fs::read_to_string(crate::support::root().join("specs/inventory/names.lock"));
        copy.write("names.lock", &lock.unwrap());
    }
}

#[test]
fn twins_that_part_keep_the_name_that_each_had() {
    // The two answers of one shape share `User`; one of them gains a member.
    let copy = Copy::of("inventory");
    let schema = copy.read("users.schema.json");
    let at = schema.find("\"get-current-user-response\"").unwrap();
    let properties = "\"user\": {";
    let user = at + schema[at..].find(properties).unwrap() + properties.len();
    let inner =
        user + schema[user..].find("\"properties\": {").unwrap() + "\"properties\": {".len();
    let changed = format!(
        "{}\n\"is_me\": {{ \"type\": \"boolean\" }},{}",
        &schema[..inner],
        &schema[inner..]
    );
    copy.write("users.schema.json", &changed);
    let after = of(&copy.describe());
    let base = "users.schema.json#/definitions";
    assert_eq!(
        after[&format!("{base}/get-a-user-response/properties/user")],
        "users::User"
    );
    assert_eq!(
        after[&format!("{base}/get-current-user-response/properties/user")],
        "users::GetCurrentUserResponseUser"
    );
}

#[test]
fn without_a_lock_an_unrelated_definition_changes_nothing() {
    for product in PRODUCTS {
        let copy = Copy::of(product);
        std::fs::remove_file(copy.path().join("names.lock")).unwrap();
        let text = copy.read("users.toml");
        let before = of(&copy.describe());
        let addition = "[types.Zebra]\ndoc = \"New.\"\nvalues = [{ value = \"a\" }]\n\n\
            [operations.zebras]\nsummary = \"Lists zebras.\"\nhttp = \"GET /zebras\"\n\
            source = \"https://acme.example/zebras\"\nreturns = \"list<Zebra>\"\n\
            payload = \"zebras\"\n";
        for text in places(&text, addition) {
            copy.write("users.toml", &text);
            assert_kept(&before, &of(&copy.describe()), product);
        }
    }
}

/// Lowers a schema of a folder with the names of an earlier run.
fn lowered(path: &std::path::Path, lock: &NamesLock) -> (BTreeMap<String, String>, NamesLock) {
    let (loaded, documents) = Loaded::schema(
        path,
        "",
        clientwright::Limits::default(),
        &Outside::default(),
    );
    let mut diagnostics = loaded.diagnostics;
    let lowered = lower_schema(&loaded.sources, &documents, "case", lock, &mut diagnostics);
    let errors = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == clientwright::diagnostic::Severity::Error);
    assert_eq!(errors.count(), 0, "{}: {diagnostics:?}", path.display());
    (names(&lowered.api), lowered.lock)
}

/// Writes a lock and reads it again.
fn through_text(lock: &NamesLock) -> NamesLock {
    let mut sources = Sources::default();
    let file = sources.add("names.lock".to_owned(), lock.to_text());
    let mut diagnostics = Vec::new();
    let read = NamesLock::read(&sources, file, &mut diagnostics);
    assert_eq!(diagnostics, []);
    read
}

#[test]
fn every_schema_fixture_keeps_its_names() {
    let folder = tempfile::tempdir().unwrap();
    copy_folder(&fixtures("schema"), folder.path());
    let mut competed = 0;
    for file in listed(folder.path()) {
        if !file.ends_with(".schema.json") {
            continue;
        }
        let path = folder.path().join(&file);
        let (before, lock) = lowered(&path, &NamesLock::default());
        assert_eq!(through_text(&lock), lock, "{file}");
        assert_eq!(
            lowered(&path, &lock),
            (before.clone(), lock.clone()),
            "{file}"
        );

        // A definition that wants the name of the first one: at the beginning and at the end.
        let text = std::fs::read_to_string(&path).unwrap();
        let Some(table) = ["\"definitions\": {", "\"$defs\": {"]
            .into_iter()
            .find_map(|table| Some(text.find(table)? + table.len()))
        else {
            continue;
        };
        let quote = table + text[table..].find('"').unwrap() + 1;
        let first = &text[quote..quote + text[quote..].find('"').unwrap()];
        let newcomer = format!(
            "\"the {first}\": {{ \"type\": \"object\", \"properties\": {{ \"zz\": {{ \
             \"type\": \"object\", \"properties\": {{ \"zzz\": {{}} }} }} }} }}"
        );
        let changed = format!("{}\n{newcomer},{}", &text[..table], &text[table..]);
        std::fs::write(&path, changed).unwrap();
        let (after, _) = lowered(&path, &lock);
        assert_kept(&before, &after, &file);
        competed += usize::from(after.values().any(|name| name.ends_with('2')));
        std::fs::write(&path, text).unwrap();
    }
    assert!(competed > 20, "newcomers were qualified: {competed}");
}

#[test]
fn variants_of_a_union_are_known_by_what_they_hold() {
    let folder = tempfile::tempdir().unwrap();
    copy_folder(&fixtures("schema"), folder.path());
    let path = folder.path().join("one_of.schema.json");
    let (before, lock) = lowered(&path, &NamesLock::default());
    let text = std::fs::read_to_string(&path).unwrap();
    let start = text.find("\"oneOf\": [").unwrap() + "\"oneOf\": [".len();
    let changed = format!(
        "{}\n{{ \"type\": \"integer\" }}, {{ \"title\": \"Cat\", \"type\": \"boolean\" }},{}",
        &text[..start],
        &text[start..]
    );
    std::fs::write(&path, changed).unwrap();
    let (after, _) = lowered(&path, &lock);
    assert_kept(&before, &after, "variants");
    let pet = "one_of.schema.json#/definitions/pet";
    assert_eq!(after[&format!("{pet} Scalar(Boolean)")], "CatValue");
    assert_eq!(after[&format!("{pet} Scalar(Integer)")], "Integer");
}

#[test]
fn every_spec_fixture_keeps_its_names() {
    for product in listed(&fixtures("spec")) {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join(&product);
        copy_folder(&fixtures("spec").join(&product), &folder);
        let generator = Generator::from_product(&folder);
        let described = describe(&generator);
        let before = of(&described);
        let (_, lock) = described.lock_files().next().unwrap();
        std::fs::write(folder.join("names.lock"), &lock).unwrap();
        let described = describe(&generator);
        assert_eq!(of(&described), before);
        assert_eq!(described.lock_files().next().unwrap().1, lock);
    }
}
