//! Edits of what holds for a whole product; products and modules that come and go.

use clientwright::diff::compare;

use crate::support::File::{Product, Widgets};
use crate::support::{before, describe, edited, hold, lines, write};

#[test]
fn data_centres() {
    let north = "  { name = \"north\", title = \"North\", api = \"https://north.acme.example/v1\", accounts = \"https://id.acme.example\" },\n";
    let south =
        "  { name = \"south\", title = \"South\", api = \"https://south.acme.example/v1\" },\n";
    hold(&[
        (
            &[(Product, south, "")],
            &[
                "breaking acme::Client: the data centre `south` is removed: a client of it cannot be built",
            ],
        ),
        (
            &[(
                Product,
                south,
                &format!(
                    "{south}  {{ name = \"east\", title = \"East\", api = \"https://east.acme.example/v1\" }},\n"
                ),
            )],
            &["addition acme::Client: the data centre `east` is new"],
        ),
        (
            &[(Product, "name = \"south\"", "name = \"antarctica\"")],
            &["breaking acme::Client: the data centre `south` is called `antarctica` now"],
        ),
        (
            &[(
                Product,
                "https://south.acme.example/v1",
                "https://south.acme.example/v2",
            )],
            &[
                "fix acme::Client: the data centre `south` is at `https://south.acme.example/v2`, was at `https://south.acme.example/v1`",
            ],
        ),
        (
            &[(Product, "title = \"South\"", "title = \"The south\"")],
            &["fix acme::Client: the data centre `south` is documented otherwise"],
        ),
        (
            &[(Product, ", accounts = \"https://id.acme.example\"", "")],
            &[
                "breaking acme::Client: the data centre `north` has no accounts server any more: refresh tokens need `accounts_url`",
            ],
        ),
        (
            &[(
                Product,
                "https://id.acme.example",
                "https://login.acme.example",
            )],
            &[
                "fix acme::Client: the accounts server of the data centre `north` is at `https://login.acme.example`, was at `https://id.acme.example`",
            ],
        ),
        (
            &[(
                Product,
                "api = \"https://south.acme.example/v1\" }",
                "api = \"https://south.acme.example/v1\", accounts = \"https://id.acme.example\" }",
            )],
            &["addition acme::Client: the data centre `south` has an accounts server"],
        ),
        (
            &[
                (Product, north, ""),
                (Product, south, &format!("{south}{north}")),
            ],
            &["breaking acme::Client: the default data centre is `south`, was `north`"],
        ),
    ]);
}

#[test]
fn authorization() {
    let auth = "[auth]\nheader = \"Authorization\"\nscheme = \"Bearer\"\ntoken_path = \"/token\"\ntoken_limit = 10\ntoken_limit_seconds = 600\n";
    let organization =
        "[organization]\nin = \"query\"\nname = \"shop\"\ndoc = \"Whose widgets.\"\n";
    hold(&[
        (
            &[(Product, auth, "")],
            &["fix acme::Client: needs no token any more: what is given is not sent"],
        ),
        (
            &[(Product, "scheme = \"Bearer\"", "scheme = \"Token\"")],
            &[
                "fix acme::Client: a token is sent as `Authorization: Token`, was as `Authorization: Bearer`",
            ],
        ),
        (
            &[(
                Product,
                "token_path = \"/token\"\ntoken_limit = 10\ntoken_limit_seconds = 600\n",
                "",
            )],
            &[
                "breaking acme::Client: takes no refresh token any more: it cannot be built with one",
                "fix acme::Client: a token is refreshed whenever it must be, was at most 10 times in 600 seconds",
            ],
        ),
        (
            &[(Product, "\"/token\"", "\"/oauth\"")],
            &["fix acme::Client: a token is refreshed at `/oauth`, was at `/token`"],
        ),
        (
            &[(Product, organization, "")],
            &["fix acme::Client: is of no organization any more: `organization` does nothing"],
        ),
        (
            &[(
                Product,
                "in = \"query\"\nname = \"shop\"",
                "in = \"header\"\nname = \"X-Shop\"",
            )],
            &[
                "fix acme::Client: the organization goes into the header `X-Shop`, went into the query parameter `shop`",
            ],
        ),
        (
            &[(
                Product,
                "Accept = \"application/json\"",
                "Accept = \"text/json\"",
            )],
            &[
                "fix acme::Client: sends `Accept: text/json` with every request, sent `Accept: application/json`",
            ],
        ),
    ]);
}

/// The other way: from the edited state to the one before.
#[test]
fn what_was_not_needed_before() {
    let back = |from: &str, to: &str| {
        let (old, _) = before();
        let (product, widgets) = edited(&[(Product, from, to)]);
        let folder = tempfile::tempdir().expect("a folder can be made");
        let files = [
            ("acme", "product.toml", &*product),
            ("acme", "widgets.toml", &*widgets),
        ];
        write(folder.path(), &files);
        lines(&compare(&describe(folder.path()).apis, &old))
    };
    let auth = "[auth]\nheader = \"Authorization\"\nscheme = \"Bearer\"\ntoken_path = \"/token\"\ntoken_limit = 10\ntoken_limit_seconds = 600\n";
    assert_eq!(
        back(auth, ""),
        [
            "breaking acme::Client: needs a token: it cannot be built without `access_token` or `credentials`"
        ]
    );
    let organization =
        "[organization]\nin = \"query\"\nname = \"shop\"\ndoc = \"Whose widgets.\"\n";
    assert_eq!(
        back(organization, ""),
        ["breaking acme::Client: is of an organization: it cannot be built without `organization`"]
    );
    assert_eq!(
        back("code = \"error.code\"\n", ""),
        ["addition acme::Client: errors have a code: `Error::code` gives it"]
    );
}

#[test]
fn answers_errors_and_limits() {
    hold(&[
        (
            &[(Product, "code = \"error.code\"\n", "")],
            &["breaking acme::Client: errors have no code any more: `Error::code` gives nothing"],
        ),
        (
            &[(Product, "code = \"error.code\"", "code = \"error.id\"")],
            &["fix acme::Client: the code of an error is `error.id`, was `error.code`"],
        ),
        (
            &[(Product, "success = \"0\"", "success = \"ok\"")],
            &["fix acme::Client: the code of a success is `ok`, was `0`"],
        ),
        (
            &[(Product, "message = \"message\"\n", "")],
            &["fix acme::Client: the message of an answer is none, was `message`"],
        ),
        (
            &[(
                Product,
                "  { code = \"0900\", status = 409, meaning = \"widget is taken\" },\n",
                "",
            )],
            &["fix acme::Client: the error `0900` is no longer documented"],
        ),
        (
            &[(
                Product,
                "meaning = \"widget is taken\"",
                "meaning = \"taken\"",
            )],
            &["fix acme::Client: the error `0900` is documented otherwise"],
        ),
        (
            &[(
                Product,
                "errors = [\n",
                "errors = [\n  { code = \"0500\", meaning = \"broken\" },\n",
            )],
            &["addition acme::Client: the error `0500` is documented"],
        ),
        (
            &[(
                Product,
                "per_minute = 100",
                "per_minute = 50\nconcurrent = 5",
            )],
            &[
                "fix acme::Client: sends at most 50 requests a minute and 5 at a time, sent at most 100 requests a minute",
            ],
        ),
        (
            &[(Product, "title = \"Acme\"", "title = \"Acme Ltd\"")],
            &["fix acme: documentation changed"],
        ),
        (
            &[(Widgets, "doc = \"What Acme sells.\"", "doc = \"Widgets.\"")],
            &["fix acme::widgets: documentation changed"],
        ),
    ]);
}

#[test]
fn products_and_modules() {
    let (one, _) = before();
    let (product, widgets) = edited(&[]);
    let folder = tempfile::tempdir().expect("a folder can be made");
    let gadgets = widgets.replace("acme.example/docs/widgets", "acme.example/docs/gadgets");
    let files = [
        ("acme", "product.toml", &*product),
        ("acme", "widgets.toml", &*widgets),
        ("acme", "gadgets.toml", &gadgets.replace(" /", " /gadgets/")),
        ("globex", "product.toml", &*product),
        ("globex", "widgets.toml", &*widgets),
    ];
    write(folder.path(), &files);
    let two = describe(folder.path()).apis;
    let functions = "`list`, `get`, `create`, `update`, `pay`, `manual`, `replace_manual`";
    assert_eq!(
        lines(&compare(&one, &two)),
        [
            format!("addition acme::gadgets: the module is new, with {functions}"),
            "addition globex: the product is new, behind a feature of its name".to_owned(),
            format!("addition globex::widgets: the module is new, with {functions}"),
        ]
    );
    assert_eq!(
        lines(&compare(&two, &one)),
        [
            "breaking globex: the product is removed, and its feature",
            "breaking acme::gadgets: the module is removed, and `Client::gadgets`",
        ]
    );
    assert_eq!(compare(&two, &two).changes, []);
    assert_eq!(lines(&compare(&[], &one)).len(), 2);
}
