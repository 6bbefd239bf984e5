//! The reader and the JSON Schema of the format take the same.

use clientwright::source::{Sources, read_toml};
use clientwright::spec::{
    AllowRow, AnswerRow, AuthSpec, Correction, EnvelopeSpec, ErrorRow, ErrorSpec, ExampleRow,
    FailureRow, Form, IdSpec, InferredRow, LimitsSpec, MemberRow, ModuleHeader, ModuleSpec,
    OperationSpec, OrganizationSpec, Overlay, PagingSpec, ParameterRow, ProductHeader, ProductSpec,
    ServerRow, Table, TypeSpec, ValueRow, decode, spec_schema,
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
        InferredRow,
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
          "propertyNames": {
            "pattern": "^[A-Za-z_][A-Za-z0-9_]*$"
          },
          "additionalProperties": {
            "$ref": "#/$defs/IdSpec"
          }
        },"##
    ));
}

// Enough of JSON Schema for what `spec_schema` uses; a keyword that it does not know fails.
fn valid(root: &Value, schema: &Value, value: &Value) -> bool {
    schema
        .as_object()
        .unwrap()
        .iter()
        .all(|(keyword, rule)| match keyword.as_str() {
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
            "if" => {
                let branch = match valid(root, rule, value) {
                    true => "then",
                    false => "else",
                };
                valid(root, &schema[branch], value)
            }
            "then" | "else" => true,
            "const" => rule == value,
            "enum" => rule.as_array().unwrap().contains(value),
            "minimum" => value
                .as_i64()
                .is_none_or(|number| number >= rule.as_i64().unwrap()),
            "maximum" => value
                .as_i64()
                .is_none_or(|number| number <= rule.as_i64().unwrap()),
            "pattern" => value.as_str().is_none_or(|text| {
                let pattern = regress::Regex::with_flags(rule.as_str().unwrap(), "u").unwrap();
                pattern.find(text).is_some()
            }),
            "propertyNames" => value.as_object().is_none_or(|object| {
                let mut names = object.keys();
                names.all(|name| valid(root, rule, &Value::String(name.clone())))
            }),
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
        (PRODUCT, "[product]", "[prodct]"),
        (PRODUCT, "name = \"eu\"", "name = \"\""),
        (PRODUCT, "scheme = \"Bearer\"", "scheme = \"Bearer \""),
        (PRODUCT, "code = \"57\"", "code = \"\""),
        (PRODUCT, "parameter = \"page\"", "parameter = \"\""),
        (PRODUCT, "[ids.User]", "[ids.\"a b\"]"),
        (MODULE, "[operations.get]", "[operations.\"-\"]"),
        (MODULE, "name = \"Active\"", "name = \"\""),
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

/// Texts that tell the forms apart.
const TEXTS: [&str; 24] = [
    "", " ", "  a", "a ", "a", "A", "Aa9", "a b", "a.b", ".a", "a.", "a..b", ".", "-", "_", "9a",
    "größe", "–", "a/b", "a-b", "Bearer", "\n", "a\nb", "\u{a0}",
];

fn forms<T: Table>() -> impl Iterator<Item = (&'static str, &'static Form)> {
    T::KEYS.iter().flat_map(|key| {
        key.form
            .into_iter()
            .chain(key.names)
            .map(|form| (key.name, form))
    })
}

#[test]
fn the_decoder_and_the_patterns_take_the_same_texts() {
    let all = forms::<ProductSpec>()
        .chain(forms::<ServerRow>())
        .chain(forms::<AuthSpec>())
        .chain(forms::<OrganizationSpec>())
        .chain(forms::<EnvelopeSpec>())
        .chain(forms::<ErrorSpec>())
        .chain(forms::<ErrorRow>())
        .chain(forms::<PagingSpec>())
        .chain(forms::<ModuleSpec>())
        .chain(forms::<ModuleHeader>())
        .chain(forms::<Overlay>())
        .chain(forms::<MemberRow>())
        .chain(forms::<ValueRow>())
        .chain(forms::<OperationSpec>())
        .chain(forms::<ParameterRow>())
        .chain(forms::<AnswerRow>())
        .chain(forms::<FailureRow>());
    let mut checked = 0;
    for (key, form) in all {
        let pattern = regress::Regex::with_flags(form.pattern, "u").unwrap();
        let Some(accepts) = form.accepts else {
            continue;
        };
        checked += 1;
        for text in TEXTS {
            assert_eq!(
                accepts(text),
                pattern.find(text).is_some(),
                "{key}: {text:?}"
            );
        }
    }
    assert!(checked > 20, "{checked}");
}

/// Every spec of the repository; a misspelt key is refused.
#[test]
fn committed_specs_are_valid() {
    let specs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let mut seen = 0;
    for product in std::fs::read_dir(specs).unwrap() {
        let Ok(files) = std::fs::read_dir(product.unwrap().path()) else {
            continue;
        };
        for file in files.map(|file| file.unwrap().path()) {
            if file.extension().is_none_or(|extension| extension != "toml") {
                continue;
            }
            seen += 1;
            let text = std::fs::read_to_string(&file).unwrap();
            assert_eq!(both(&text), (true, true), "{}", file.display());
            let wrong = text.replacen("\ndoc = ", "\ndco = ", 1);
            assert_eq!(both(&wrong), (false, false), "{}", file.display());
        }
    }
    assert!(seen > 1);
}
