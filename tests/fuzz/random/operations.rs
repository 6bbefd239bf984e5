//! The operations of a module.

use super::Product;
use super::types::Made;
use crate::choices::Choices;

pub(super) fn operations(
    choices: &mut Choices<'_>,
    product: &Product,
    types: &[Made],
    module: &str,
) -> String {
    let mut text = String::new();
    let page = if product.pages { "integer" } else { "string" };
    for name in [
        "list", "get", "create", "update", "replace", "delete", "fill", "attach", "fetch",
    ] {
        if !choices.one_in(2) {
            continue;
        }
        let object = |choices: &mut Choices<'_>| {
            let objects: Vec<&Made> = types.iter().filter(|made| made.is_object).collect();
            objects[choices.below(objects.len())].name.clone()
        };
        let some = types[choices.below(types.len())].name.clone();
        let payload = choices.pick(&["\"\"", "\"data\""]);
        let (http, rest) = match name {
            "list" => (
                "GET",
                format!(
                    "query = [\n  {{ name = \"page\", type = \"{page}\", doc = \"Which.\" }},\n  \
                     {{ name = \"per_page\", type = \"integer\", default = 50, doc = \"How many.\" }},\n{}]\n\
                     returns = \"list<{some}>\"\npayload = \"data\"\npaging = \"some\"\n",
                    parameters(choices),
                ),
            ),
            "get" => (
                "GET",
                format!("returns = \"{some}\"\npayload = {payload}\n"),
            ),
            "create" => (
                "POST",
                format!(
                    "body = \"{}\"\nanswers = [\n  {{ status = 200, returns = \"{}\", payload = \"data\" }},\n  \
                     {{ status = 201, returns = \"list<{some}>\", payload = \"all\", name = \"Made\", doc = \"New.\" }},\n  \
                     {{ status = 204 }},\n]\nfailures = [{{ status = 409, type = \"{}\", doc = \"Taken.\" }}]\n",
                    object(choices),
                    object(choices),
                    object(choices),
                ),
            ),
            "update" => ("PATCH", format!("body = \"{}\"\n", object(choices))),
            "replace" => (
                "PUT",
                format!(
                    "body = \"{}\"\nbody_required = false\nmerge = true\n",
                    object(choices)
                ),
            ),
            "delete" => ("DELETE", "errors = [\"0404\", \"7\"]\n".to_owned()),
            "fill" => ("POST", format!("form = [\n{}]\n", parameters(choices))),
            "attach" => (
                "POST",
                format!(
                    "parts = [\n  {{ name = \"file\", type = \"binary\", required = true, doc = \"It.\" }},\n{}]\n",
                    parameters(choices),
                ),
            ),
            _ => ("GET", "returns = \"binary\"\n".to_owned()),
        };
        text.push_str(&format!(
            "[operations.{name}]\nsummary = \"Does {name}.\"\nhttp = \"{http} /{module}/{{id}}/{name}\"\n\
             source = \"https://acme.example/{module}#{name}\"\nscopes = [\"{module}.all\"]\n\
             path = [{{ name = \"id\", type = \"id<Widget>\", doc = \"Which.\" }}]\n\
             header = [\n{}]\n{rest}\n",
            header(choices),
        ));
    }
    text
}

fn parameters(choices: &mut Choices<'_>) -> String {
    let types = [
        "string",
        "boolean",
        "integer",
        "decimal",
        "date",
        "id<Maker>",
        "list<string>",
        "list<integer>",
    ];
    let rows = (0..choices.below(4)).map(|number| {
        let required = if choices.one_in(3) {
            ", required = true"
        } else {
            ""
        };
        format!(
            "  {{ name = \"by-{number}\", type = \"{}\"{required}, doc = \"By what.\" }},\n",
            choices.pick(&types)
        )
    });
    rows.collect()
}

fn header(choices: &mut Choices<'_>) -> String {
    if choices.one_in(3) {
        return "  { name = \"X-Trace\", type = \"string\", doc = \"Who asks.\" },\n".to_owned();
    }
    String::new()
}
