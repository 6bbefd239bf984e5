//! How differences are written, and which version comes after them.

use clientwright::diff::{
    Bump, Class, Differences, Format, Version, compare, json, markdown, render, text,
};

use crate::support::File::{Product, Widgets};
use crate::support::{before, differences};

/// One of each class, and one whose place is in the old state.
fn some() -> Differences {
    differences(&[
        (
            Product,
            "  { name = \"south\", title = \"South\", api = \"https://south.acme.example/v1\" },\n",
            "",
        ),
        (
            Widgets,
            "name = \"price\", type = \"number\"",
            "name = \"price\", type = \"decimal\"",
        ),
        (
            Widgets,
            "  { value = 2, name = \"Large\", doc = \"Fits no pocket.\" },\n",
            "  { value = 3, name = \"Huge\", doc = \"Fits \\u001b[2J no room.\" },\n",
        ),
        (Widgets, "Where it is shown.", "Where one sees it."),
    ])
}

#[test]
fn as_text() {
    let version = "0.4.2".parse().ok();
    assert_eq!(
        text(&some(), version),
        "\
breaking  acme::Client: the data centre `south` is removed: a client of it cannot be built (acme/product.toml:1:1, before)
breaking  acme::widgets::Widget::price: is `Option<Decimal>`, was `Option<f64>` (acme/widgets.toml:12:12)
breaking  acme::widgets::Size::Large: the variant is removed (acme/widgets.toml:29:13, before)
addition  acme::widgets::Size::Huge: the variant is new, for `3` (acme/widgets.toml:29:13)
fix       acme::widgets::Widget::site: documentation changed (acme/widgets.toml:14:12)

3 breaking, 1 addition, 1 fix. After 0.4.2 comes 0.5.0 (minor).
"
    );
    assert_eq!(
        text(&some(), None).lines().last(),
        Some("3 breaking, 1 addition, 1 fix.")
    );
    assert_eq!(
        text(&Differences::default(), version),
        "Nothing changed for consumers.\n"
    );
}

#[test]
fn as_markdown() {
    assert_eq!(
        markdown(&some()),
        "\
### Breaking

- `acme::Client`: the data centre `south` is removed: a client of it cannot be built.
- `acme::widgets::Widget::price`: is `Option<Decimal>`, was `Option<f64>`.
- `acme::widgets::Size::Large`: the variant is removed.

### Added

- `acme::widgets::Size::Huge`: the variant is new, for `3`.

### Fixed

- `acme::widgets::Widget::site`: documentation changed.
"
    );
    assert_eq!(markdown(&Differences::default()), "");
}

#[test]
fn as_json() {
    let mut few = some();
    few.changes.retain(|change| change.class != Class::Breaking);
    assert_eq!(
        json(&few, "1.2.3".parse().ok()),
        r#"{
  "format": 1,
  "current": "1.2.3",
  "next": "1.3.0",
  "bump": "minor",
  "breaking": 0,
  "additions": 1,
  "fixes": 1,
  "changes": [
    {
      "class": "addition",
      "path": "acme::widgets::Size::Huge",
      "what": "the variant is new, for `3`",
      "state": "new",
      "file": "acme/widgets.toml",
      "line": 29,
      "column": 13
    },
    {
      "class": "fix",
      "path": "acme::widgets::Widget::site",
      "what": "documentation changed",
      "state": "new",
      "file": "acme/widgets.toml",
      "line": 14,
      "column": 12
    }
  ]
}
"#
    );
    assert_eq!(
        render(&Differences::default(), None, Format::Json),
        "{\n  \"format\": 1,\n  \"breaking\": 0,\n  \"additions\": 0,\n  \"fixes\": 0,\n  \"changes\": []\n}\n"
    );
}

#[test]
fn text_of_a_spec_acts_on_no_terminal_and_breaks_no_line() {
    let found = differences(&[(
        Widgets,
        "name = \"tags\", type",
        "name = \"ta`gs\\u001b[2J\\n\\u202e\", rust = \"tags\", type",
    )]);
    let line = "fix       acme::widgets::ListWidgets::tags: is sent as the query parameter \
                `ta'gs\\u{1b}[2J\\n\\u{202e}`, was sent as the query parameter `tags` \
                (acme/widgets.toml:66:12)";
    assert_eq!(text(&found, None).lines().next(), Some(line));
}

#[test]
fn versions() {
    let table = [
        ("0.0.3", ["0.0.4", "0.0.4", "0.0.4"]),
        ("0.4.2", ["0.5.0", "0.4.3", "0.4.3"]),
        ("1.2.3", ["2.0.0", "1.3.0", "1.2.4"]),
        ("1.2.3+build.5", ["2.0.0", "1.3.0", "1.2.4"]),
    ];
    for (current, expected) in table {
        let current: Version = current.parse().expect("a version");
        let next = Class::ALL.map(|class| {
            let bump = current.bump(Some(class));
            current.after(bump).to_string()
        });
        assert_eq!(next, expected, "after {current}");
        assert_eq!(current.bump(None), Bump::None);
        assert_eq!(current.after(Bump::None), current);
    }
    for wrong in [
        "",
        "1",
        "1.2",
        "1.2.3.4",
        "1.2.x",
        "1.+2.3",
        "v1.2.3",
        "1.2.99999999999999999999",
    ] {
        assert_eq!(
            wrong.parse::<Version>(),
            Err(format!("`{wrong}` is no version: write it like `1.2.3`"))
        );
    }
    assert_eq!(
        "1.0.0-rc.1".parse::<Version>(),
        Err(
            "`1.0.0-rc.1` is a pre-release, which promises nothing: give that of the last release"
                .to_owned()
        )
    );
}

#[test]
fn words_of_the_command_line() {
    assert_eq!("breaking".parse(), Ok(Class::Breaking));
    assert_eq!("fix".parse(), Ok(Class::Fix));
    assert_eq!("addition".parse(), Ok(Class::Addition));
    assert_eq!(
        "major".parse::<Class>(),
        Err("`major` is none of: breaking, addition, fix".to_owned())
    );
    assert_eq!("markdown".parse(), Ok(Format::Markdown));
    assert_eq!(
        "yaml".parse::<Format>(),
        Err("`yaml` is none of: text, markdown, json".to_owned())
    );
    let (apis, _) = before();
    assert_eq!(compare(&apis, &apis).worst(), None);
}
