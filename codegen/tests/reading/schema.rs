//! The reader and the JSON Schema of the format take the same.

use clientwright::source::{Sources, read_toml};
use clientwright::spec::{
    AllowRow, AnswerRow, AuthSpec, Correction, EnvelopeSpec, ErrorRow, ErrorSpec, ExampleRow,
    FailureRow, IdSpec, LimitsSpec, MemberRow, ModuleHeader, ModuleSpec, OperationSpec,
    OrganizationSpec, Overlay, PagingSpec, ParameterRow, ProductHeader, ProductSpec, ServerRow,
    Table, TypeSpec, ValueRow, decode, spec_schema,
};
use serde_json::Value;

use super::decode::{MODULE, PRODUCT};

fn schema() -> Value {
    serde_json::from_str(&spec_schema()).unwrap()
}

fn check<T: Table>(schema: &Value, name: &str) {
    let table = &schema["$defs"][name];
    let mut keys: Vec<&str> = T::KEYS.iter().map(|key| key.name).collect();
    keys.sort_unstable();
    let described: Vec<&String> = table["properties"].as_object().unwrap().keys().collect();
    assert_eq!(described, keys, "{name}");
    assert_eq!(table["additionalProperties"], false, "{name}");
    assert_eq!(table["type"], "object", "{name}");
    let required: Vec<&str> = T::KEYS
        .iter()
        .filter(|key| key.required)
        .map(|key| key.name)
        .collect();
    let described: Vec<&str> = table["required"]
        .as_array()
        .map(|names| names.iter().map(|name| name.as_str().unwrap()).collect())
        .unwrap_or_default();
    assert_eq!(described, required, "{name}");
    for key in T::KEYS {
        let property = &table["properties"][key.name];
        assert!(
            property["description"]
                .as_str()
                .is_some_and(|doc| !doc.is_empty()),
            "{name}.{}",
            key.name
        );
        let words: Vec<&str> = property["enum"]
            .as_array()
            .map(|words| words.iter().map(|word| word.as_str().unwrap()).collect())
            .unwrap_or_default();
        assert_eq!(words, key.words, "{name}.{}", key.name);
    }
}

#[test]
fn every_table_has_the_keys_that_are_decoded() {
    let schema = schema();
    macro_rules! check_all {
        ($($table:ident),*) => {{
            $(check::<$table>(&schema, stringify!($table));)*
            let mut names = vec![$(stringify!($table)),*, "TypeExpr"];
            names.sort_unstable();
            names
        }};
    }
    let names = check_all!(
        ProductSpec,
        ProductHeader,
        ServerRow,
        AuthSpec,
        OrganizationSpec,
        EnvelopeSpec,
        ErrorSpec,
        ErrorRow,
        PagingSpec,
        LimitsSpec,
        IdSpec,
        ModuleSpec,
        ModuleHeader,
        AllowRow,
        Correction,
        Overlay,
        TypeSpec,
        MemberRow,
        ValueRow,
        OperationSpec,
        ParameterRow,
        AnswerRow,
        FailureRow,
        ExampleRow
    );
    let defined: Vec<&String> = schema["$defs"].as_object().unwrap().keys().collect();
    assert_eq!(defined, names);
}

#[test]
fn its_text_is_ordered_and_ends_with_a_newline() {
    let text = spec_schema();
    assert!(text.starts_with(
        "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\":"
    ));
    assert!(text.ends_with("}\n"));
    assert_eq!(text, spec_schema());
    assert!(text.contains(
        r##"        "in": {
          "description": "Where it goes: `query` or `header`.",
          "type": "string",
          "enum": [
            "query",
            "header"
          ]
        },"##
    ));
    assert!(text.contains(
        r##"        "ids": {
          "description": "Types of identifiers, by the name of what they identify: `[ids.User]` makes `id<User>`.",
          "type": "object",
          "additionalProperties": {
            "$ref": "#/$defs/IdSpec"
          }
        },"##
    ));
}

// Enough of JSON Schema for what `spec_schema` uses; a keyword that it does not know fails.
fn valid(root: &Value, schema: &Value, value: &Value) -> bool {
    schema.as_object().unwrap().iter().all(|(keyword, rule)| {
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let pointer = rule.as_str().unwrap().strip_prefix('#').unwrap();
                valid(root, root.pointer(pointer).unwrap(), value)
            }
            "anyOf" => rule
                .as_array()
                .unwrap()
                .iter()
                .any(|rule| valid(root, rule, value)),
            "type" => match rule.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "boolean" => value.is_boolean(),
                "integer" => value.is_i64() || value.is_u64(),
                other => panic!("type {other}"),
            },
            "enum" => rule.as_array().unwrap().contains(value),
            "minimum" => value
                .as_i64()
                .is_none_or(|number| number >= rule.as_i64().unwrap()),
            "maximum" => value
                .as_i64()
                .is_none_or(|number| number <= rule.as_i64().unwrap()),
            // Compared with the parser below.
            "pattern" => value.is_string(),
            "items" => value
                .as_array()
                .is_none_or(|items| items.iter().all(|item| valid(root, rule, item))),
            "required" => value.as_object().is_none_or(|object| {
                rule.as_array()
                    .unwrap()
                    .iter()
                    .all(|name| object.contains_key(name.as_str().unwrap()))
            }),
            "properties" => value.as_object().is_none_or(|object| {
                object
                    .iter()
                    .all(|(name, value)| rule.get(name).is_none_or(|rule| valid(root, rule, value)))
            }),
            "additionalProperties" => value.as_object().is_none_or(|object| {
                let named = &schema["properties"];
                object
                    .iter()
                    .filter(|(name, _)| named.get(name.as_str()).is_none())
                    .all(|(_, value)| match rule {
                        Value::Bool(allowed) => *allowed,
                        rule => valid(root, rule, value),
                    })
            }),
            other => panic!("keyword {other}"),
        }
    })
}

/// Bodies and answers of all kinds.
const EXCHANGES: &str = r##"[module]
title = "Users"
doc = "Those who use widgets."
source = "https://acme.example/docs/users"

[operations.import]
summary = "Import users"
http = "POST /users/import"
source = "https://acme.example/docs/users#import"
parts = [{ name = "files", type = "list<binary>", list = "repeat", required = true, doc = "The files." }]
form = [{ name = "tags", type = "list<string>", list = "comma", doc = "Tags." }]
body_required = false
content_type = "text/csv"
answers = [{ status = 200, response = "#imported", payload = "users" }, { status = 202, name = "Later", doc = "D." }]
failures = [{ status = 409, type = "#conflict", name = "Taken" }]
"##;

fn both(text: &str) -> (bool, bool) {
    let mut sources = Sources::default();
    let file = sources.add("spec.toml", text);
    let mut diagnostics = Vec::new();
    let node = read_toml(&sources, file, &mut diagnostics).unwrap();
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    if node.get("product").is_some() {
        decode::<ProductSpec>(&node, &mut diagnostics);
    } else {
        decode::<ModuleSpec>(&node, &mut diagnostics);
    }
    let schema = schema();
    let value: Value = serde_json::from_str(&super::compact(&node)).unwrap();
    (diagnostics.is_empty(), valid(&schema, &schema, &value))
}

#[test]
fn samples_are_taken_or_refused_by_both() {
    assert_eq!(both(PRODUCT), (true, true));
    assert_eq!(both(MODULE), (true, true));
    assert_eq!(both(EXCHANGES), (true, true));
    let wrong = [
        (PRODUCT, "format = 1\n", ""),
        (PRODUCT, "format = 1", "format = 1.5"),
        (PRODUCT, "format = 1", "format = -1"),
        (PRODUCT, "format = 1", "format = \"1\""),
        (PRODUCT, "format = 1", "format = 1\nunknown = 2"),
        (PRODUCT, "title = \"Acme\"\n", ""),
        (PRODUCT, "title = \"Acme\"", "title = true"),
        (PRODUCT, "in = \"query\"", "in = \"path\""),
        (PRODUCT, "in = \"query\"", "place = \"query\""),
        (PRODUCT, "kind = \"number\"", "kind = \"offset\""),
        (PRODUCT, "wire = \"integer\"", "wire = \"number\""),
        (PRODUCT, "status = 401", "status = 600"),
        (PRODUCT, "clear = \"[]\"", "clear = \"{}\""),
        (PRODUCT, "promised = true", "promised = \"true\""),
        (PRODUCT, "Charlie = \"c\"", "Charlie = 1"),
        (PRODUCT, "[[servers]]", "[servers]"),
        (PRODUCT, "[auth]", "[[auth]]"),
        (MODULE, "reason = \"The examples show strings.\"\n", ""),
        (MODULE, "promised = [\"id\"]", "promised = \"id\""),
        (MODULE, "promised = [\"id\"]", "promised = [1]"),
        (MODULE, "base = \"integer\"", "base = \"boolean\""),
        (MODULE, "{ value = 0 }", "{ name = \"Inactive\" }"),
        (
            MODULE,
            "summary = \"Get a user\"",
            "summry = \"Get a user\"",
        ),
        (MODULE, ", doc = \"The user.\"", ""),
        (MODULE, "one_of = [", "one_of = [1, "),
        (MODULE, "[module]", "[modul]"),
        (EXCHANGES, "list = \"comma\"", "list = \"pipes\""),
        (EXCHANGES, "list = \"repeat\"", "list = true"),
        (EXCHANGES, "status = 202, ", ""),
        (EXCHANGES, "status = 202", "status = \"2xx\""),
        (EXCHANGES, "status = 409, ", ""),
        (EXCHANGES, "type = \"#conflict\", ", ""),
        (EXCHANGES, "name = \"Taken\"", "variant = \"Taken\""),
        (EXCHANGES, "body_required = false", "body_required = \"no\""),
        (
            EXCHANGES,
            "content_type = \"text/csv\"",
            "content_type = []",
        ),
    ];
    for (text, old, new) in wrong {
        assert!(text.contains(old), "{old}");
        assert_eq!(
            both(&text.replacen(old, new, 1)),
            (false, false),
            "{old} -> {new}"
        );
    }
    let right = [
        (PRODUCT, "status = 401", "status = 599"),
        (PRODUCT, "wire = \"integer\"", "wire = \"string\""),
        (PRODUCT, "clear = \"[]\"", "clear = \"null\""),
        (PRODUCT, "clear = \"[]\"", "clear = '\"\"'"),
        (MODULE, "old = \"int\"", "old = [1, { a = 2.5 }]"),
        (MODULE, "value = 1,", "value = \"one\","),
        (EXCHANGES, "list = \"comma\"", "list = \"repeat\""),
        (EXCHANGES, "status = 202", "status = 599"),
    ];
    for (text, old, new) in right {
        assert!(text.contains(old), "{old}");
        assert_eq!(
            both(&text.replacen(old, new, 1)),
            (true, true),
            "{old} -> {new}"
        );
    }
}

#[test]
fn the_pattern_of_types_holds_what_is_parsed() {
    let schema = schema();
    let pattern = schema["$defs"]["TypeExpr"]["pattern"].as_str().unwrap();
    let pattern = regress::Regex::new(pattern).unwrap();
    let parsed = |text: &str| {
        let span = clientwright::source::Span::default();
        clientwright::spec::TypeExpr::parse(text, span, &mut Vec::new()).is_some()
    };
    for text in [
        "string",
        "boolean",
        "integer",
        "number",
        "decimal",
        "timestamp",
        "date",
        "url",
        "email",
        "phone",
        "secret",
        "any",
        "binary",
        "list<binary>",
        "id<User>",
        " id < User > ",
        "list<string>",
        "User",
        "_x9",
        "map<nullable<list<id<User>>>>",
        "list < map< #user > >",
        "#a-b c",
        "#/definitions/a.b",
        "nullable<User>",
        "nullable< any >",
    ] {
        assert_eq!(
            (parsed(text), pattern.find(text).is_some()),
            (true, true),
            "{text}"
        );
    }
    for text in [
        "",
        " ",
        "strng",
        "bytes",
        "user",
        "list",
        "id",
        "list<>",
        "list<user>",
        "id<list<User>>",
        "#",
        "list<#>",
        "User[]",
        "User?",
        "User | null",
        "2D",
        "é",
        "list<string",
        "set<string>",
        "string<any>",
        "#a>b",
    ] {
        // A regular expression does not count brackets.
        let found = pattern.find(text).is_some() && text != "list<string";
        assert_eq!((parsed(text), found), (false, false), "{text}");
    }
}
