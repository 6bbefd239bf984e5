//! Types in the roles that operations use them in.

use crate::support::{Folder, MODULE, PRODUCT, operation, types};

#[test]
fn a_type_that_is_sent_and_received_is_two() {
    let module = format!(
        r#"{MODULE}
[types.Widget]
members = [
  {{ name = "id", type = "string", read_only = true, promised = true }},
  {{ name = "name", type = "string", required = true }},
  {{ name = "secret", type = "secret", write_only = true }},
  {{ name = "size", type = "Size" }},
  {{ name = "amount", type = "Amount" }},
  {{ name = "owner", type = "Owner" }},
  {{ name = "owners", type = "list<nullable<Owner>>" }},
  {{ name = "part", type = "Part" }},
]
[types.Part]
members = [ {{ name = "a", type = "string" }} ]
[types.Size]
values = [ {{ value = "big" }} ]
[types.Amount]
one_of = ["integer", "list<Size>"]
[types.Owner]
one_of = ["string", "Part"]
{}{}{}"#,
        operation("get", "GET /w", "returns = \"Widget\""),
        operation("add", "POST /w", "body = \"Widget\""),
        operation("change", "PATCH /w", "body = \"Widget\"")
    );
    let folder = Folder::new(&[("product.toml", PRODUCT), ("widgets.toml", &module)]);
    let expected = "\
widgets::Widget { id!: string, name: string, size: widgets::Size, amount: widgets::Amount, owner: widgets::Owner, owners: [widgets::Owner?], part: widgets::Part }
widgets::WidgetInput { name!: string, secret: secret, size: widgets::Size, amount: widgets::Amount, owner: widgets::OwnerInput, owners: [widgets::OwnerInput?], part: widgets::PartInput }
widgets::WidgetUpdate { name!: string, secret: secret, size: widgets::Size, amount: widgets::Amount, owner: widgets::OwnerInput, owners: [widgets::OwnerInput?], part: widgets::PartInput }
widgets::Part { a: string }
widgets::PartInput { a: string }
widgets::Size = Big=big
widgets::Amount = Integer(integer) | SizeList([widgets::Size])
widgets::Owner = String(string) | Part(widgets::Part)
widgets::OwnerInput = String(string) | PartInput(widgets::PartInput)
";
    assert_eq!(types(&folder.good().api), expected);
    assert_eq!(types(&folder.good().api), expected);
}

#[test]
fn a_role_that_comes_later_is_the_one_that_is_qualified() {
    let widget = "[types.Widget]\nmembers = [ { name = \"a\", type = \"string\" } ]\n";
    let add = operation("add", "POST /w", "body = \"Widget\"");
    let get = operation("get", "GET /w", "returns = \"Widget\"");
    let folder = Folder::new(&[
        ("product.toml", PRODUCT),
        ("widgets.toml", &format!("{MODULE}{widget}{add}")),
    ]);
    assert_eq!(types(&folder.good().api), "widgets::Widget { a: string }\n");
    folder.write("widgets.toml", &format!("{MODULE}{widget}{add}{get}"));
    assert_eq!(
        types(&folder.good().api),
        "widgets::WidgetOutput { a: string }\nwidgets::Widget { a: string }\n"
    );
}

#[test]
fn a_payload_that_may_be_null_says_so() {
    let module = format!(
        "{MODULE}[types.Answer]\nmembers = [ {{ name = \"w\", type = \"nullable<string>\" }} ]\n{}",
        operation("get", "GET /w", "response = \"Answer\"\npayload = \"w\"")
    );
    let folder = Folder::new(&[("product.toml", PRODUCT), ("widgets.toml", &module)]);
    let api = folder.good().api;
    let clientwright::ir::Payload::Member { member, ty } = &api.modules[0].operations[0].payload
    else {
        panic!("one member");
    };
    assert_eq!(
        (member.as_str(), crate::support::ty(ty).as_str()),
        ("w", "string?")
    );
}

#[test]
fn a_folder_of_types_alone_has_all_of_them() {
    let module = format!(
        "schema = \"w.json\"\n{MODULE}\n[types.Own]\nmembers = [ {{ name = \"a\", type = \"string\" }} ]\n"
    );
    let schema = r#"{"definitions": {"w": {"properties": {"b": {}}}}}"#;
    let folder = Folder::new(&[
        ("product.toml", PRODUCT),
        ("widgets.toml", &module),
        ("w.json", schema),
    ]);
    assert_eq!(
        types(&folder.good().api),
        "widgets::Own { a: string }\nwidgets::W { b: any }\n"
    );
}

#[test]
fn a_row_lends_all_but_what_it_requires_and_promises() {
    use clientwright::ir::{Clear, Literal, Member, Presence, Shape};
    let types = r#"
[types.Widget]
members = [ { name = "label", type = "string", required = true, promised = true, deprecated = true, clear = "null", default = "x", example = "y", rust = "title", doc = "D." }, { name = "b", type = "string", clear = "null" } ]
[types.Change]
like = "Widget"
members = [ { name = "label" }, { name = "b", clear = "[]" } ]
[types.LaterChange]
like = "Change"
members = [ { name = "label" }, { name = "b" } ]
[types.New]
like = "Change"
members = [ { name = "label" } ]
"#;
    let change = operation("change", "PATCH /w", "body = \"LaterChange\"");
    let add = operation("add", "POST /w", "body = \"New\"");
    let folder = Folder::new(&[
        ("product.toml", PRODUCT),
        ("widgets.toml", &format!("{MODULE}{types}{change}{add}")),
    ]);
    let api = folder.good().api;
    let member = |ty: &str, wire: &str| -> Member {
        let mut defs = api.types.iter();
        let def = defs.find(|def| def.path.name() == ty).expect("a type");
        let Shape::Struct(shape) = &def.shape else {
            panic!("an object");
        };
        let mut members = shape.members.iter();
        members
            .find(|member| member.wire == wire)
            .expect("one")
            .clone()
    };
    let label = member("LaterChange", "label");
    assert_eq!(label.clear, Some(Clear::Null));
    assert_eq!(label.presence, Presence::Optional);
    assert_eq!((label.rust.as_str(), label.doc.as_str()), ("title", "D."));
    assert!(label.deprecated);
    assert_eq!(label.example, Some(Literal::String("y".into())));
    // An update keeps what it leaves out.
    assert_eq!(label.default, None);
    // The nearest lender counts.
    assert_eq!(member("LaterChange", "b").clear, Some(Clear::EmptyList));
    let label = member("New", "label");
    assert_eq!(label.default, Some(Literal::String("x".into())));
    assert_eq!((label.clear, label.presence), (None, Presence::Optional));
}
