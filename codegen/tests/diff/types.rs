//! Edits of types as a whole, of enums and of unions.

use crate::support::File::{Product, Widgets};
use crate::support::hold;

#[test]
fn named_types() {
    hold(&[
        (
            &[(
                Widgets,
                "[types.Maker]",
                "[types.Gadget]\ndoc = \"New.\"\nmembers = [{ name = \"x\", type = \"string\", doc = \"X.\" }]\n\n[types.Maker]",
            )],
            // Nothing uses it: it is no Rust.
            &[],
        ),
        (
            &[
                (
                    Widgets,
                    "[types.Maker]",
                    "[types.Gadget]\ndoc = \"New.\"\nmembers = [{ name = \"x\", type = \"string\", doc = \"X.\" }]\n\n[types.Maker]",
                ),
                (
                    Widgets,
                    "[{ name = \"name\", type = \"string\", doc = \"The name.\" }]",
                    "[{ name = \"name\", type = \"string\", doc = \"The name.\" }, { name = \"gadget\", type = \"Gadget\", doc = \"A gadget.\" }]",
                ),
            ],
            &[
                "addition acme::widgets::Gadget: the struct is new",
                "addition acme::widgets::Maker::gadget: the field is new",
            ],
        ),
        (
            &[
                (Widgets, "[types.Maker]", "[types.Factory]"),
                (Widgets, "type = \"Maker\"", "type = \"Factory\""),
                (Widgets, "one_of = [\"Maker\"", "one_of = [\"Factory\""),
            ],
            &[
                "breaking acme::widgets::Maker: is called `Factory` now",
                "breaking acme::widgets::Owner::Maker: is called `Factory` now",
            ],
        ),
        (
            &[
                (Widgets, "type = \"Maker\"", "type = \"string\""),
                (Widgets, "one_of = [\"Maker\"", "one_of = [\"string\""),
            ],
            &[
                "breaking acme::widgets::Maker: the struct is removed",
                "breaking acme::widgets::Widget::maker: is `String`, was `Maker`",
                "breaking acme::widgets::Owner::Maker: the variant is removed",
                "addition acme::widgets::Owner::String: the variant is new",
            ],
        ),
        (
            &[(
                Widgets,
                "members = [{ name = \"name\", type = \"string\", doc = \"The name.\" }]",
                "values = [{ value = \"we\", doc = \"We do.\" }]",
            )],
            &["breaking acme::widgets::Maker: is an enum of values, was a struct"],
        ),
        (
            &[(
                Widgets,
                "members = [{ name = \"name\", type = \"string\", doc = \"The name.\" }]",
                "is = \"map<string>\"",
            )],
            &[
                "breaking acme::widgets::Maker: the struct is removed",
                "breaking acme::widgets::Widget::maker: is `BTreeMap<String, String>`, was `Maker`",
                "breaking acme::widgets::Owner::Maker: the variant is removed",
                "addition acme::widgets::Owner::Map: the variant is new",
            ],
        ),
        (
            &[(
                Widgets,
                "doc = \"Who makes a widget.\"",
                "doc = \"Whoever makes it.\"",
            )],
            &["fix acme::widgets::Maker: documentation changed"],
        ),
        (
            &[(
                Widgets,
                "doc = \"The name.\" }]",
                "doc = \"The name.\" }, { name = \"made\", type = \"list<Widget>\", doc = \"What it makes.\" }]",
            )],
            &["addition acme::widgets::Maker::made: the field is new"],
        ),
        (
            &[(
                Widgets,
                "doc = \"The name.\" }]",
                "doc = \"The name.\" }, { name = \"made\", type = \"Widget\", doc = \"What it makes.\" }]",
            )],
            &["addition acme::widgets::Maker::made: the field is new"],
        ),
        (
            &[(Product, "wire = \"integer\"\n", "")],
            &["fix acme::ShelfId: is written as a string, was written as a number"],
        ),
        (
            &[(
                Product,
                "doc = \"Identifies a shelf.\"",
                "doc = \"Which shelf.\"",
            )],
            &["fix acme::ShelfId: documentation changed"],
        ),
        (
            &[(
                Product,
                "[ids.Shelf]",
                "[ids.Crate]\ndoc = \"A crate.\"\n\n[ids.Shelf]",
            )],
            &["addition acme::CrateId: the identifier is new"],
        ),
        (
            &[
                (Product, "[ids.Shelf]", "[ids.Rack]"),
                (Widgets, "type = \"id<Shelf>\"", "type = \"id<Rack>\""),
            ],
            &[
                "breaking acme::ShelfId: the identifier is removed",
                "breaking acme::widgets::GetWidget::shelf_id: is `RackId`, was `ShelfId`",
                "addition acme::RackId: the identifier is new",
            ],
        ),
    ]);
}

#[test]
fn enums_of_values() {
    let large = "  { value = 2, name = \"Large\", doc = \"Fits no pocket.\" },\n";
    hold(&[
        (
            &[(Widgets, large, "")],
            &["breaking acme::widgets::Size::Large: the variant is removed"],
        ),
        (
            &[(
                Widgets,
                large,
                &format!("{large}  {{ value = 3, name = \"Huge\", doc = \"Fits no room.\" }},\n"),
            )],
            &["addition acme::widgets::Size::Huge: the variant is new, for `3`"],
        ),
        (
            &[(Widgets, "name = \"Large\"", "name = \"Big\"")],
            &["breaking acme::widgets::Size::Large: is called `Big` now"],
        ),
        (
            &[(
                Widgets,
                "value = 2, name = \"Large\"",
                "value = 9, name = \"Large\"",
            )],
            &["breaking acme::widgets::Size::Large: is `9` on the wire, was `2`"],
        ),
        (
            &[(Widgets, "Fits no pocket.", "Fits in no pocket.")],
            &["fix acme::widgets::Size::Large: documentation changed"],
        ),
        (
            &[
                (Widgets, large, ""),
                (
                    Widgets,
                    "  { value = 1,",
                    &format!("{large}  {{ value = 1,"),
                ),
            ],
            &[],
        ),
        (
            &[
                (Widgets, "base = \"integer\"\n", ""),
                (Widgets, "value = 1,", "value = \"1\","),
                (Widgets, "value = 2,", "value = \"2\","),
            ],
            &[
                "breaking acme::widgets::Size: is written as a string, and no longer made of an `i64`",
            ],
        ),
    ]);
}

#[test]
fn enums_of_types() {
    let owner = "one_of = [\"Maker\", \"id<Widget>\"]";
    hold(&[
        (
            &[(
                Widgets,
                owner,
                "one_of = [\"Maker\", \"id<Widget>\", \"Job\"]",
            )],
            &["addition acme::widgets::Owner::Job: the variant is new"],
        ),
        (
            &[(Widgets, owner, "one_of = [\"Maker\", \"id<Shelf>\"]")],
            &[
                "breaking acme::widgets::Owner::WidgetId: the variant is removed",
                "addition acme::widgets::Owner::ShelfId: the variant is new",
            ],
        ),
        (
            &[(Widgets, owner, "one_of = [\"id<Widget>\", \"Maker\"]")],
            &["fix acme::widgets::Owner: its types are tried in another order"],
        ),
    ]);
}
