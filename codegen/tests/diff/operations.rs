//! Edits of operations: their names, what they take, how they are sent.

use crate::support::File::Widgets;
use crate::support::hold;

const MANUAL: &str = r#"[operations.manual]
summary = "Gets the manual."
http = "GET /manual"
source = "https://acme.example/docs/widgets#manual"
returns = "binary"
"#;

#[test]
fn operations_come_go_and_change_their_names() {
    hold(&[
        (
            &[(Widgets, MANUAL, "")],
            &["breaking acme::widgets::Widgets::manual: the operation is removed"],
        ),
        (
            &[(
                Widgets,
                MANUAL,
                &format!("{MANUAL}\n{}", MANUAL.replace("manual", "drawing")),
            )],
            &["addition acme::widgets::Widgets::drawing: the operation is new: `GET /drawing`"],
        ),
        (
            &[(Widgets, "[operations.manual]", "[operations.handbook]")],
            &[
                "breaking acme::widgets::Widgets::manual: is called `handbook` now",
                "breaking acme::widgets::ManualWidget: is called `HandbookWidget` now",
            ],
        ),
        (
            &[(
                Widgets,
                "[operations.manual]",
                "[operations.manual]\nname = \"GetManual\"",
            )],
            &["breaking acme::widgets::ManualWidget: is called `GetManual` now"],
        ),
        (
            &[(
                Widgets,
                "http = \"GET /manual\"",
                "http = \"POST /handbook\"",
            )],
            &[
                "fix acme::widgets::Widgets::manual: sends `POST /handbook`, sent `GET /manual`",
                "fix acme::widgets::Widgets::manual: is no longer repeated",
            ],
        ),
        (
            &[(
                Widgets,
                "/shelves/{shelf_id}/widgets/{widget_id}",
                "/shelves/{widget_id}/widgets/{shelf_id}",
            )],
            &[
                "fix acme::widgets::Widgets::get: sends `GET /shelves/{widget_id}/widgets/{shelf_id}`, sent `GET /shelves/{shelf_id}/widgets/{widget_id}`",
            ],
        ),
        (
            &[(
                Widgets,
                "http = \"POST /payments\"",
                "http = \"POST /payments\"\nrepeatable = true",
            )],
            &["fix acme::widgets::Widgets::pay: is repeated where that may help"],
        ),
        (
            &[(
                Widgets,
                "scopes = [\"widgets.read\"]",
                "scopes = [\"widgets.read\", \"widgets.all\"]",
            )],
            &[
                "fix acme::widgets::Widgets::list: needs the scope `widgets.read` or `widgets.all`, needed the scope `widgets.read`",
            ],
        ),
        (
            &[(Widgets, "Gets the manual.", "Gets the handbook.")],
            &["fix acme::widgets::Widgets::manual: documentation changed"],
        ),
        (
            &[(
                Widgets,
                "errors = [\"0404\"]",
                "errors = [\"0404\", \"0900\"]",
            )],
            &["fix acme::widgets::Widgets::get: documentation changed"],
        ),
    ]);
}

#[test]
fn what_they_take() {
    let colour = "  { name = \"colour\", type = \"string\", doc = \"Of this colour.\" },\n";
    hold(&[
        (
            &[(Widgets, colour, "")],
            &["breaking acme::widgets::ListWidgets::colour: is removed, a setter"],
        ),
        (
            &[(
                Widgets,
                colour,
                &format!(
                    "{colour}  {{ name = \"sort\", type = \"string\", doc = \"By what.\" }},\n"
                ),
            )],
            &["addition acme::widgets::ListWidgets::sort: is new, a setter"],
        ),
        (
            &[(
                Widgets,
                colour,
                &format!(
                    "{colour}  {{ name = \"sort\", type = \"string\", required = true, doc = \"By what.\" }},\n"
                ),
            )],
            &[
                "breaking acme::widgets::ListWidgets::sort: is new, an argument of `list`",
                "breaking acme::widgets::ListWidgets: is no longer `Default`",
            ],
        ),
        (
            &[(
                Widgets,
                colour,
                &colour.replace("\"string\", doc", "\"string\", required = true, doc"),
            )],
            &[
                "breaking acme::widgets::ListWidgets::colour: is an argument of `list`, was a setter",
                "breaking acme::widgets::ListWidgets: is no longer `Default`",
            ],
        ),
        (
            &[(
                Widgets,
                "type = \"decimal\", required = true, doc = \"How much.\"",
                "type = \"decimal\", doc = \"How much.\"",
            )],
            &[
                "breaking acme::widgets::PayWidget::amount: is a setter, was an argument of `pay`",
                "addition acme::widgets::PayWidget: is `Default` now",
            ],
        ),
        (
            &[(Widgets, colour, &colour.replace("\"string\"", "\"Size\""))],
            &["breaking acme::widgets::ListWidgets::colour: is `Size`, was `String`"],
        ),
        (
            &[(Widgets, colour, &colour.replace("\"string\"", "\"email\""))],
            &[
                "fix acme::widgets::ListWidgets::colour: holds an e-mail address, held any text: the same in Rust",
            ],
        ),
        (
            &[(
                Widgets,
                colour,
                &colour.replace("\"colour\"", "\"color\", rust = \"colour\""),
            )],
            &[
                "fix acme::widgets::ListWidgets::colour: is sent as the query parameter `color`, was sent as the query parameter `colour`",
            ],
        ),
        (
            &[(
                Widgets,
                colour,
                &colour.replace("type =", "rust = \"hue\", type ="),
            )],
            &["breaking acme::widgets::ListWidgets::colour: is called `hue` now"],
        ),
        (
            &[
                (Widgets, colour, ""),
                (
                    Widgets,
                    "returns = \"list<Widget>\"",
                    "header = [{ name = \"colour\", type = \"string\", doc = \"Of this colour.\" }]\nreturns = \"list<Widget>\"",
                ),
            ],
            &[
                "fix acme::widgets::ListWidgets::colour: is sent as the header `colour`, was sent as the query parameter `colour`",
                "fix acme::widgets::Widgets::list: its parameters are sent in another order",
            ],
        ),
        (
            &[(
                Widgets,
                "type = \"list<string>\", doc",
                "type = \"list<string>\", list = \"repeat\", doc",
            )],
            &[
                "fix acme::widgets::ListWidgets::tags: is sent once for each item, was sent with commas between its items",
            ],
        ),
        (
            &[(Widgets, "Of this colour.", "Those of this colour.")],
            &["fix acme::widgets::ListWidgets::colour: documentation changed"],
        ),
        (
            &[
                (
                    Widgets,
                    "/widgets/{widget_id}\"\nsource = \"https://acme.example/docs/widgets#get\"",
                    "/widgets/{id}\"\nsource = \"https://acme.example/docs/widgets#get\"",
                ),
                (
                    Widgets,
                    "  { name = \"widget_id\", type = \"id<Widget>\", doc = \"Identifies the widget.\" },\n",
                    "  { name = \"id\", rust = \"widget_id\", type = \"id<Widget>\", doc = \"Identifies the widget.\" },\n",
                ),
            ],
            &[],
        ),
        (
            &[
                (
                    Widgets,
                    "/widgets/{widget_id}\"\nsource = \"https://acme.example/docs/widgets#get\"",
                    "/widgets/{id}\"\nsource = \"https://acme.example/docs/widgets#get\"",
                ),
                (
                    Widgets,
                    "  { name = \"widget_id\", type = \"id<Widget>\", doc = \"Identifies the widget.\" },\n",
                    "  { name = \"id\", type = \"id<Widget>\", doc = \"Identifies the widget.\" },\n",
                ),
            ],
            &["breaking acme::widgets::GetWidget::widget_id: is called `id` now"],
        ),
        (
            &[
                (
                    Widgets,
                    "/shelves/{shelf_id}/widgets/{widget_id}",
                    "/widgets/{widget_id}/{shelf_id}",
                ),
                (
                    Widgets,
                    "  { name = \"shelf_id\", type = \"id<Shelf>\", doc = \"Identifies the shelf.\" },\n",
                    "",
                ),
                (
                    Widgets,
                    "  { name = \"widget_id\", type = \"id<Widget>\", doc = \"Identifies the widget.\" },\n",
                    "  { name = \"widget_id\", type = \"id<Widget>\", doc = \"Identifies the widget.\" },\n  { name = \"shelf_id\", type = \"id<Shelf>\", doc = \"Identifies the shelf.\" },\n",
                ),
            ],
            &[
                "breaking acme::widgets::Widgets::get: takes its arguments in another order: `widget_id`, `shelf_id`, was `shelf_id`, `widget_id`",
                "fix acme::widgets::Widgets::get: sends `GET /widgets/{widget_id}/{shelf_id}`, sent `GET /shelves/{shelf_id}/widgets/{widget_id}`",
            ],
        ),
    ]);
}

#[test]
fn bodies() {
    hold(&[
        (
            &[(
                Widgets,
                "body = \"binary\"\ncontent_type = \"application/pdf\"",
                "body = \"binary\"\ncontent_type = \"image/png\"",
            )],
            &[
                "fix acme::widgets::ReplaceManualWidget::body: is sent as bytes of `image/png`, was sent as bytes of `application/pdf`",
            ],
        ),
        (
            &[(
                Widgets,
                "body = \"binary\"\ncontent_type",
                "body = \"binary\"\nbody_required = false\ncontent_type",
            )],
            &[
                "breaking acme::widgets::ReplaceManualWidget::body: is a setter, was an argument of `replace_manual`",
                "addition acme::widgets::ReplaceManualWidget: is `Default` now",
            ],
        ),
        (
            &[(
                Widgets,
                "body = \"binary\"\ncontent_type = \"application/pdf\"",
                "body = \"Job\"",
            )],
            &[
                "breaking acme::widgets::ReplaceManualWidget::body: is `JobInput`, was `Upload`",
                "addition acme::widgets::JobInput: the struct is new",
                "fix acme::widgets::ReplaceManualWidget::body: is sent as JSON, was sent as bytes of `application/pdf`",
            ],
        ),
        (
            &[(
                Widgets,
                "body = \"binary\"\ncontent_type = \"application/pdf\"\n",
                "",
            )],
            &[
                "breaking acme::widgets::ReplaceManualWidget::body: is removed, an argument of `replace_manual`",
                "addition acme::widgets::ReplaceManualWidget: is `Default` now",
            ],
        ),
        (
            &[(Widgets, "form = [", "parts = [")],
            &[
                "fix acme::widgets::PayWidget::amount: is sent as the part `amount`, was sent as the field `amount`",
                "fix acme::widgets::PayWidget::coupon: is sent as the part `coupon`, was sent as the field `coupon`",
            ],
        ),
    ]);
}
