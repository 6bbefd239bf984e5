//! Edits of the members of structs.

use crate::support::File::Widgets;
use crate::support::hold;

/// Where members of the answer's struct are put.
const MAKER: &str = r#"  { name = "maker", type = "Maker", promised = true, doc = "Who makes it." },
"#;

#[test]
fn members_of_answers() {
    hold(&[
        (&[], &[]),
        (
            &[(Widgets, MAKER, "")],
            &["breaking acme::widgets::Widget::maker: the field is removed"],
        ),
        (
            &[(
                Widgets,
                "name = \"label\", type = \"string\", doc = \"What it says on it.\" },\n  { name = \"type\"",
                "name = \"label\", type = \"string\", doc = \"What it says on it.\" },\n  { name = \"weight\", type = \"decimal\", doc = \"How heavy.\" },\n  { name = \"type\"",
            )],
            &["addition acme::widgets::Widget::weight: the field is new"],
        ),
        (
            &[(
                Widgets,
                "  { name = \"type\"",
                "  { name = \"weight\", type = \"decimal\", promised = true, doc = \"How heavy.\" },\n  { name = \"type\"",
            )],
            &[
                "breaking acme::widgets::Widget::weight: the field is new and promised: JSON that was stored before lacks it",
            ],
        ),
        (
            &[(Widgets, "rust = \"kind\"", "rust = \"variety\"")],
            &["breaking acme::widgets::Widget::kind: is called `variety` now"],
        ),
        (
            &[(Widgets, "{ name = \"type\",", "{ name = \"kind\",")],
            &["breaking acme::widgets::Widget::kind: is `kind` on the wire, was `type`"],
        ),
        (
            &[(
                Widgets,
                "name = \"price\", type = \"number\"",
                "name = \"price\", type = \"decimal\"",
            )],
            &["breaking acme::widgets::Widget::price: is `Option<Decimal>`, was `Option<f64>`"],
        ),
        (
            &[(
                Widgets,
                "type = \"nullable<string>\"",
                "type = \"nullable<timestamp>\"",
            )],
            &[
                "breaking acme::widgets::Widget::made_on: is `Option<Option<Timestamp>>`, was `Option<Option<String>>`",
            ],
        ),
        (
            &[(Widgets, "type = \"nullable<string>\"", "type = \"string\"")],
            &[
                "breaking acme::widgets::Widget::made_on: is `Option<String>`, was `Option<Option<String>>`",
            ],
        ),
        (
            &[(
                Widgets,
                "type = \"nullable<string>\"",
                "type = \"nullable<string>\", promised = true",
            )],
            &[
                "breaking acme::widgets::Widget::made_on: is `Option<String>`, was `Option<Option<String>>`",
            ],
        ),
        (
            &[(
                Widgets,
                "name = \"size\", type = \"Size\"",
                "name = \"size\", type = \"Size\", promised = true",
            )],
            &["breaking acme::widgets::Widget::size: is `Size`, was `Option<Size>`"],
        ),
        (
            &[(
                Widgets,
                "type = \"id<Widget>\", promised = true, doc = \"Identifies it.\"",
                "type = \"id<Widget>\", doc = \"Identifies it.\"",
            )],
            &["breaking acme::widgets::Widget::widget_id: is `Option<WidgetId>`, was `WidgetId`"],
        ),
        (
            &[(
                Widgets,
                "type = \"id<Widget>\", promised",
                "type = \"id<Shelf>\", promised",
            )],
            &["breaking acme::widgets::Widget::widget_id: is `ShelfId`, was `WidgetId`"],
        ),
        (
            &[(Widgets, "type = \"url\"", "type = \"string\"")],
            &["fix acme::widgets::Widget::site: holds any text, held a URL: the same in Rust"],
        ),
        (
            &[(Widgets, "type = \"url\"", "type = \"list<url>\"")],
            &[
                "breaking acme::widgets::Widget::site: is `Option<Vec<String>>`, was `Option<String>`",
            ],
        ),
        (
            &[(Widgets, "type = \"url\"", "type = \"any\"")],
            &["breaking acme::widgets::Widget::site: is `Option<Value>`, was `Option<String>`"],
        ),
        (
            &[(
                Widgets,
                "default = 1, example = 4.5, doc",
                "default = 2, example = 4.5, doc",
            )],
            &["fix acme::widgets::Widget::price: documentation changed"],
        ),
        (
            &[(
                Widgets,
                "default = 1, example = 4.5, doc",
                "deprecated = true, default = 1, example = 4.5, doc",
            )],
            &["fix acme::widgets::Widget::price: is documented as deprecated"],
        ),
        (
            &[(
                Widgets,
                "doc = \"Where it is shown.\"",
                "doc = \"Where one sees it.\"",
            )],
            &["fix acme::widgets::Widget::site: documentation changed"],
        ),
        (
            &[
                (Widgets, MAKER, ""),
                (
                    Widgets,
                    "  { name = \"widget_id\", type = \"id<Widget>\", promised",
                    &format!("{MAKER}  {{ name = \"widget_id\", type = \"id<Widget>\", promised"),
                ),
            ],
            &["fix acme::widgets::Widget: its members are written in another order"],
        ),
    ]);
}

#[test]
fn members_of_requests() {
    let code = r#"  { name = "code", type = "string", required = true, doc = "What it is filed under." },
"#;
    hold(&[
        (
            &[(Widgets, code, "")],
            &[
                "breaking acme::widgets::CreateWidgetRequest::code: the field is removed, an argument of `new`",
            ],
        ),
        (
            &[(
                Widgets,
                code,
                "  { name = \"code\", type = \"string\", doc = \"What it is filed under.\" },\n",
            )],
            &[
                "breaking acme::widgets::CreateWidgetRequest::code: is `Option<String>`, was `String`, and `new` no longer takes it",
            ],
        ),
        (
            &[(
                Widgets,
                code,
                "  { name = \"code\", type = \"nullable<string>\", required = true, doc = \"What it is filed under.\" },\n",
            )],
            &[
                "breaking acme::widgets::CreateWidgetRequest::code: is `Option<String>`, was `String`",
            ],
        ),
        (
            &[(
                Widgets,
                "  { name = \"colour\", type = \"string\", doc = \"Its colour.\" },\n",
                "",
            )],
            &[
                "breaking acme::widgets::CreateWidgetRequest::colour: the field is removed, and its setter",
            ],
        ),
        (
            &[(
                Widgets,
                "name = \"colour\", type = \"string\", doc = \"Its colour.\"",
                "name = \"colour\", type = \"string\", required = true, doc = \"Its colour.\"",
            )],
            &[
                "breaking acme::widgets::CreateWidgetRequest::colour: is `String`, was `Option<String>`, and `new` requires it",
            ],
        ),
        (
            &[(
                Widgets,
                code,
                &format!(
                    "{code}  {{ name = \"weight\", type = \"decimal\", required = true, doc = \"How heavy.\" }},\n"
                ),
            )],
            &[
                "breaking acme::widgets::CreateWidgetRequest::weight: the field is new, and `new` requires it",
            ],
        ),
        (
            &[(
                Widgets,
                code,
                &format!(
                    "{code}  {{ name = \"weight\", type = \"decimal\", doc = \"How heavy.\" }},\n"
                ),
            )],
            &[
                "addition acme::widgets::CreateWidgetRequest::weight: the field is new, with a setter",
            ],
        ),
        (
            &[
                (Widgets, code, ""),
                (
                    Widgets,
                    "  { name = \"label\", type = \"string\", required",
                    &format!("{code}  {{ name = \"label\", type = \"string\", required"),
                ),
            ],
            &[
                "breaking acme::widgets::CreateWidgetRequest::new: takes its arguments in another order: `code`, `label`, was `label`, `code`",
                "fix acme::widgets::CreateWidgetRequest: its members are written in another order",
            ],
        ),
        (
            &[
                (
                    Widgets,
                    "type = \"string\", required = true, doc = \"What it says on it.\"",
                    "type = \"string\", doc = \"What it says on it.\"",
                ),
                (
                    Widgets,
                    "type = \"string\", required = true, doc = \"What it is filed under.\"",
                    "type = \"string\", doc = \"What it is filed under.\"",
                ),
            ],
            &[
                "breaking acme::widgets::CreateWidgetRequest::label: is `Option<String>`, was `String`, and `new` no longer takes it",
                "breaking acme::widgets::CreateWidgetRequest::code: is `Option<String>`, was `String`, and `new` no longer takes it",
                "addition acme::widgets::CreateWidgetRequest: is `Default` now",
            ],
        ),
    ]);
}

#[test]
fn members_of_updates() {
    let label = r#"[types.UpdateWidgetRequest]
doc = "What to change."
members = [
  { name = "label", type = "string", doc"#;
    hold(&[
        (
            &[(Widgets, "clear = \"null\", ", "")],
            &[
                "breaking acme::widgets::UpdateWidgetRequest::colour: cannot be cleared any more: `clear_colour` is removed",
            ],
        ),
        (
            &[(Widgets, "clear = \"null\"", "clear = '\"\"'")],
            &[
                "fix acme::widgets::UpdateWidgetRequest::colour: is cleared by `\"\"`, was by `null`",
            ],
        ),
        (
            &[(
                Widgets,
                label,
                &label.replace("\"string\", doc", "\"string\", clear = \"null\", doc"),
            )],
            &[
                "addition acme::widgets::UpdateWidgetRequest::label: can be cleared: `clear_label` is new",
            ],
        ),
        (
            &[(
                Widgets,
                label,
                &label.replace("\"string\", doc", "\"string\", required = true, doc"),
            )],
            &[
                "breaking acme::widgets::UpdateWidgetRequest::label: is `String`, was `Patch<String>`, and `new` requires it",
                "breaking acme::widgets::UpdateWidgetRequest: is no longer `Default`",
            ],
        ),
        (
            &[(
                Widgets,
                label,
                &label.replace("\"string\", doc", "\"decimal\", doc"),
            )],
            &[
                "breaking acme::widgets::UpdateWidgetRequest::label: is `Patch<Decimal>`, was `Patch<String>`",
            ],
        ),
        (
            &[(
                Widgets,
                "http = \"PATCH /widgets/{widget_id}\"",
                "http = \"PATCH /widgets/{widget_id}\"\nmerge = false",
            )],
            &[
                "breaking acme::widgets::UpdateWidgetRequest: is what a request sends, was what an update sends",
                "breaking acme::widgets::UpdateWidgetRequest::colour: cannot be cleared any more: `clear_colour` is removed",
            ],
        ),
    ]);
}
