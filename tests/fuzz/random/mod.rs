//! Specs at random, valid by the way they are made: the same for the same seed.
//!
//! The build script makes Rust of some, and the tests read all of them.

mod operations;
mod types;

use crate::choices::Choices;

/// How many specs the build script makes Rust of.
pub(crate) const COMPILED: u64 = 32;

/// The files of the spec of a seed: paths from the product's folder, and texts.
pub(crate) fn spec(seed: u64) -> Vec<(String, String)> {
    let mut choices = Choices::seeded(seed);
    let choices = &mut choices;
    let product = Product {
        envelope: choices.one_in(2),
        integer_ids: choices.one_in(2),
        pages: choices.one_in(2),
    };
    let mut modules = Vec::new();
    for name in ["widgets", "makers"].iter().take(1 + choices.below(2)) {
        let types = types::types(choices);
        let operations = operations::operations(choices, &product, &types, name);
        let text = format!(
            "[module]\ntitle = \"The {name}\"\nsingular = \"{}\"\ndoc = \"All {name}.\"\n\
             source = \"https://acme.example/{name}\"\n\n{}{operations}",
            if *name == "widgets" {
                "Widget"
            } else {
                "Maker"
            },
            types::text(&types),
        );
        modules.push((format!("{name}.toml"), text));
    }
    let mut files = vec![("product.toml".to_owned(), header(choices, &product))];
    files.append(&mut modules);
    files
}

/// What holds for all operations.
struct Product {
    envelope: bool,
    integer_ids: bool,
    /// By number; by cursor otherwise.
    pages: bool,
}

fn header(choices: &mut Choices<'_>, product: &Product) -> String {
    let mut text = "format = 1\nservers = [\n  { name = \"main\", title = \"Main\", \
         api = \"https://api.acme.example/v1\", accounts = \"https://id.acme.example\" },\n]\n\
         errors = [\n  { code = \"0404\", status = 404, meaning = \"not found\" },\n  \
         { code = \"7\", meaning = \"out of order\" },\n]\n\n[product]\ntitle = \"Acme\"\n\
         doc = \"What Acme has.\"\nsource = \"https://acme.example/\"\n"
        .to_owned();
    if choices.one_in(2) {
        text.push_str("\n[auth]\nheader = \"Authorization\"\nscheme = \"Bearer\"\n");
        if choices.one_in(2) {
            text.push_str("token_path = \"/token\"\ntoken_limit = 10\ntoken_limit_seconds = 600\n");
        }
    }
    if choices.one_in(2) {
        let place = choices.pick(&["query", "header"]);
        text.push_str(&format!(
            "\n[organization]\nin = \"{place}\"\nname = \"Acme-Org\"\ndoc = \"Whose.\"\n"
        ));
    }
    if choices.one_in(2) {
        text.push_str("\n[headers]\nAccept = \"application/json\"\n");
    }
    if product.envelope {
        text.push_str("\n[envelope]\ncode = \"code\"\nsuccess = \"0\"\nmessage = \"message\"\n");
    }
    if choices.one_in(2) {
        text.push_str("\n[error]\ncode = \"error.code\"\nmessage = \"error.title\"\n");
    }
    let wire = if product.integer_ids {
        "integer"
    } else {
        "string"
    };
    text.push_str(&format!(
        "\n[ids.Widget]\nwire = \"{wire}\"\ndoc = \"Identifies a widget.\"\n\n\
         [ids.Maker]\ndoc = \"Identifies a maker.\"\n"
    ));
    text.push_str(if product.pages {
        "\n[paging.some]\nkind = \"number\"\nparameter = \"page\"\nsize = \"per_page\"\n\
         default_size = 50\ncontext = \"paging\"\ncontext_type = \"PageInfo\"\nmore = \"more\"\n"
    } else {
        "\n[paging.some]\nkind = \"cursor\"\nparameter = \"page\"\nsize = \"per_page\"\n\
         context = \"paging\"\ncontext_type = \"PageInfo\"\nnext = \"next\"\nlast = \"last\"\n"
    });
    text.push_str(
        "\n[types.PageInfo]\ndoc = \"About a page.\"\nmembers = [\n  \
         { name = \"more\", type = \"boolean\", doc = \"Whether more follow.\" },\n  \
         { name = \"next\", type = \"nullable<string>\", doc = \"Where to go on.\" },\n  \
         { name = \"last\", type = \"boolean\", doc = \"Whether this is the last.\" },\n]\n",
    );
    if choices.one_in(2) {
        text.push_str("\n[limits]\nper_minute = 100\nconcurrent = 5\n");
    }
    text
}
