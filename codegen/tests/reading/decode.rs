//! Decoding, and what is left after mistakes.

use clientwright::source::{Sources, read_toml};
use clientwright::spec::{Decode, ModuleSpec, ProductSpec, TypeExprKind, decode};

use super::lines;

fn decoded<T: Decode>(text: &str) -> (Option<T>, Vec<String>) {
    let mut sources = Sources::default();
    let file = sources.add("spec.toml", text);
    let mut diagnostics = Vec::new();
    let node = read_toml(&sources, file, &mut diagnostics).unwrap();
    let spec = decode(&node, &mut diagnostics);
    (spec, lines(&sources, diagnostics))
}

pub(crate) const PRODUCT: &str = r#"format = 1

[product]
title = "Acme"
doc = "Widgets and those who make them."
source = "https://acme.example/docs"

[[servers]]
name = "eu"
title = "Europe"
api = "https://api.acme.example/v1"
accounts = "https://accounts.acme.example"

[auth]
header = "Authorization"
scheme = "Bearer"
token_limit = 10

[organization]
in = "query"
name = "organization"
doc = "The organization."

[headers]
Accept = "application/json"
Charlie = "c"
Bravo = "b"

[[errors]]
code = "57"
status = 401
meaning = "not authorized"

[paging.page]
kind = "number"
parameter = "page"
context_type = "nullable<PageContext>"

[ids.User]
wire = "integer"
doc = "A user."

[types.PageContext]
members = [{ name = "page", type = "integer", promised = true, clear = "[]", default = 1 }]
"#;

pub(crate) const MODULE: &str = r##"schema = "users.schema.json"

[schema_refs]
"#/components/schemas/" = "#/definitions/"

[module]
title = "Users"
doc = "Those who use widgets."
source = "https://acme.example/docs/users"

[[corrections]]
pointer = "/definitions/user/properties/id/type"
old = "int"
new = { type = "string", enum = ["a", 2, 2.50, true] }
reason = "The examples show strings."

[overlay."/definitions/user"]
promised = ["id"]

[types.Status]
base = "integer"
values = [{ value = 1, name = "Active" }, { value = 0 }]

[types.Contact]
one_of = ["User", "list<#user>"]

[operations.get]
summary = "Get a user"
http = "GET /users/{user_id}"
source = "https://acme.example/docs/users#get"
scopes = ["users.READ"]
path = [{ name = "user_id", type = "id<User>", doc = "The user." }]
response = "#get-a-user-response"
payload = "user"
examples = [{ response = "examples/get.json", status = 200 }]
"##;

#[test]
fn a_product_is_decoded_in_order() {
    let (spec, said) = decoded::<ProductSpec>(PRODUCT);
    assert_eq!(said, Vec::<String>::new());
    let spec = spec.unwrap();
    assert_eq!(spec.format.value, 1);
    let names: Vec<&str> = spec.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Accept", "Charlie", "Bravo"]);
    assert_eq!(spec.headers.get("Bravo").unwrap().value, "b");
    assert_eq!(spec.organization.unwrap().place.value, "query");
    assert_eq!(spec.errors[0].status.unwrap().value, 401);
    let page = spec.paging.get("page").unwrap();
    let TypeExprKind::Nullable(inner) = &page.context_type.as_ref().unwrap().kind else {
        panic!("{page:?}");
    };
    assert_eq!(inner.kind, TypeExprKind::Name("PageContext".to_owned()));
    let span = inner.span;
    assert_eq!(
        PRODUCT.get(span.start as usize..span.end as usize),
        Some("PageContext")
    );
    let table = spec.auth.unwrap().span;
    assert_eq!(
        PRODUCT.get(table.start as usize..table.end as usize),
        Some("[auth]")
    );
    assert!(spec.envelope.is_none() && spec.limits.is_none());
}

#[test]
fn a_module_is_decoded() {
    let (spec, said) = decoded::<ModuleSpec>(MODULE);
    assert_eq!(said, Vec::<String>::new());
    let spec = spec.unwrap();
    let correction = &spec.corrections[0];
    assert_eq!(super::compact(correction.old.as_ref().unwrap()), "\"int\"");
    assert_eq!(
        super::compact(correction.new.as_ref().unwrap()),
        r#"{"type":"string","enum":["a",2,2.5,true]}"#
    );
    let status = spec.types.get("Status").unwrap();
    assert_eq!(status.values.len(), 2);
    assert_eq!(spec.types.get("Contact").unwrap().one_of.len(), 2);
    let get = spec.operations.get("get").unwrap();
    assert_eq!(get.path[0].ty.kind, TypeExprKind::Id("User".to_owned()));
    assert_eq!(
        get.response.as_ref().unwrap().kind,
        TypeExprKind::Schema("get-a-user-response".to_owned())
    );
    assert!(get.body.is_none() && get.query.is_empty());
}

#[test]
fn one_mistake_does_not_hide_the_next() {
    let text = MODULE
        .replace("title = \"Users\"", "titel = \"Users\"")
        .replace("status = 200", "status = \"ok\"")
        .replace("base = \"integer\"", "base = \"int\"")
        .replace(
            "scopes = [\"users.READ\"]",
            "scopes = [1, \"users.READ\", true]",
        )
        .replace("reason =", "reason = 1 2 #")
        .replace("list<#user>", "list<#user");
    let (spec, said) = decoded::<ModuleSpec>(&text);
    // The misspelt key was read as what it was meant to be.
    assert_eq!(spec.unwrap().module.title.value, "Users");
    assert_eq!(
        said,
        [
            "spec.toml:7:1: error[E0201]: unknown key `titel`",
            "spec.toml:15:10: error[E0101]: string values must be quoted",
            "spec.toml:21:8: error[E0205]: `base` must be `string` or `integer`, not `int`",
            "spec.toml:25:30: error[E0206]: expected `>` to close `list<`",
            "spec.toml:31:11: error[E0203]: an item of `scopes` must be a string, not a number",
            "spec.toml:31:28: error[E0203]: an item of `scopes` must be a string, not a boolean",
            "spec.toml:35:56: error[E0203]: `status` must be a whole number, not a string",
        ]
    );
}

#[test]
fn what_is_right_elsewhere_is_kept() {
    let text = MODULE.replace("summary = \"Get a user\"\n", "");
    let (spec, said) = decoded::<ModuleSpec>(&text);
    assert_eq!(
        said,
        ["spec.toml:27:1: error[E0202]: missing key `summary`"]
    );
    let spec = spec.unwrap();
    let get = spec.operations.get("get").unwrap();
    assert_eq!(
        (get.summary.value.as_str(), get.http.value.as_str()),
        ("", "GET /users/{user_id}")
    );
    // It stands where that was told.
    assert_eq!(get.summary.span, get.span);
    assert_eq!(spec.types.len(), 2);
}

#[test]
fn errors_are_shown_up_to_a_number() {
    let text: String = (0..500).map(|n| format!("k{n} = 1\n")).collect();
    let (_, said) = decoded::<ModuleSpec>(&text);
    assert_eq!(said.len(), 101);
    assert!(
        said.contains(
            &"spec.toml:101:1: error[E0107]: there are more than 100 errors in this file; the \
              first are shown"
                .to_owned()
        ),
        "{said:?}"
    );
}

#[test]
fn an_empty_file_lacks_what_must_be_there() {
    let (spec, said) = decoded::<ProductSpec>("");
    let spec = spec.unwrap();
    assert_eq!(
        (spec.format.value, spec.product.title.value.as_str()),
        (0, "")
    );
    assert_eq!(
        said,
        [
            "spec.toml:1:1: error[E0202]: missing key `format`",
            "spec.toml:1:1: error[E0202]: missing key `product`",
        ]
    );
}
