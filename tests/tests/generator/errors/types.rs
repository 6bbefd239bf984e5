//! Types and names of specs.

use expect_test::expect;

use super::module;

#[test]
fn unknown_names_are_met_with_suggestions() {
    module(
        r#"
[types.Widget]
doc = "A widget."
members = [
  { name = "widget_id", type = "id<Wigdet>", doc = "Identifies it." },
  { name = "size", type = "Siez", doc = "Its size." },
  { name = "text", type = "sting", doc = "Words." },
  { name = "none", type = "Nothing", doc = "Not like any." },
]

[types.Size]
doc = "A size."
values = [{ value = "s" }]

[types.Half]
doc = "Borrows."
like = "Widgt"
members = [{ name = "text" }]

[operations.list]
summary = "Lists widgets."
http = "GET /widgets"
source = "https://acme.example/docs/widgets#list"
query = [{ name = "pgae", type = "integer", doc = "The page." }]
returns = "list<Widget>"
payload = "widgets"
paging = "page"
errors = ["0405", "teapot"]

[operations.get]
summary = "Gets a widget."
http = "GET /widget"
source = "https://acme.example/docs/widgets#get"
response = "Widget"
payload = "txet"
"#,
        &expect![[r#"
            error[E0308]: the product declares no identifiers of `Wigdet`
             --> widgets.toml:9:33
              |
            9 |   { name = "widget_id", type = "id<Wigdet>", doc = "Identifies it." },
              |                                 ^^^^^^^^^^ not among `[ids]`
              |
              = help: did you mean `id<Widget>`?

            error[E0307]: there is no type `Siez`
              --> widgets.toml:10:28
               |
            10 |   { name = "size", type = "Siez", doc = "Its size." },
               |                            ^^^^ neither declared nor built in
               |
               = help: did you mean `Size`?

            error[E0206]: unknown type `sting`
              --> widgets.toml:11:28
               |
            11 |   { name = "text", type = "sting", doc = "Words." },
               |                            ^^^^^ no type
               |
               = note: the words of the grammar are in lower case, names of types begin with a capital
               = help: write `string`

            error[E0307]: there is no type `Nothing`
              --> widgets.toml:12:28
               |
            12 |   { name = "none", type = "Nothing", doc = "Not like any." },
               |                            ^^^^^^^ neither declared nor built in
               |
               = help: add `[types.Nothing]`, or write `#Nothing` for a definition of the schema

            error[E0307]: there is no type `Widgt`
              --> widgets.toml:21:8
               |
            21 | like = "Widgt"
               |        ^^^^^^^ neither declared nor built in
               |
               = help: did you mean `Widget`?

            error[E0507]: the product has no way of paging `page`
              --> widgets.toml:31:10
               |
            31 | paging = "page"
               |          ^^^^^^ not among `[paging]`
               |
               = help: did you mean `pages`?

            error[E0505]: the product documents no error `0405`
              --> widgets.toml:32:11
               |
            32 | errors = ["0405", "teapot"]
               |           ^^^^^^ not among `errors`
               |
               = help: did you mean `0404`?

            error[E0505]: the product documents no error `teapot`
              --> widgets.toml:32:19
               |
            32 | errors = ["0405", "teapot"]
               |                   ^^^^^^^^ not among `errors`
               |
               = help: add a row to `errors` in product.toml

            error[E0506]: the answer has no member `txet`
              --> widgets.toml:39:11
               |
             6 | [types.Widget]
               |        ------ the answer's type
            ...
            39 | payload = "txet"
               |           ^^^^^^ not a member
               |
               = help: did you mean `text`?
        "#]],
    );
}

#[test]
fn types_that_contradict_themselves() {
    module(
        r#"
[types.Nothing]
doc = "Says nothing."

[types.Both]
doc = "Says two things."
values = [{ value = "a" }]
is = "string"

[types.Circle]
doc = "Is itself."
is = "list<Circle>"

[types.Lender]
doc = "Borrows from who borrows from it."
like = "Borrower"
members = [{ name = "a" }]

[types.Borrower]
doc = "The other one."
like = "Lender"
members = [{ name = "a" }]

[types.Twice]
doc = "Has members twice."
members = [
  { name = "a", type = "string", doc = "A." },
  { name = "a", type = "string", doc = "A again." },
  { name = "b", type = "string", clear = "nil", doc = "B." },
]

[types.Values]
doc = "Has values of two types."
values = [{ value = "a" }, { value = 1 }, { value = "a" }]
"#,
        &expect![[r#"
            error[E0309]: the type `Both` says more than once what it is
             --> widgets.toml:9:8
              |
            9 | [types.Both]
              |        ^^^^ this type
              |
              = help: give it one of `members`, `values`, `one_of` and `is`

            error[E0310]: this is another name for itself
              --> widgets.toml:16:7
               |
            16 | is = "list<Circle>"
               |       ^^^^^^^^^^^^ leads back to this
               |
               = help: a type that holds itself needs `members`, and so a name of its own

            error[E0310]: `like` comes back to where it started
              --> widgets.toml:20:8
               |
            20 | like = "Borrower"
               |        ^^^^^^^^^^ leads back to this
               |
               = help: let one of the types say what its members are

            error[E0312]: the member `a` stands here a second time
              --> widgets.toml:32:12
               |
            31 |   { name = "a", type = "string", doc = "A." },
               |            --- the first is here
            32 |   { name = "a", type = "string", doc = "A again." },
               |            ^^^ the second
               |
               = help: take one of them out

            error[E0205]: `clear` must be `null`, `""` or `[]`, not `nil`
              --> widgets.toml:33:42
               |
            33 |   { name = "b", type = "string", clear = "nil", doc = "B." },
               |                                          ^^^^^ none of these words
               |
               = help: write `null`, `""` or `[]`

            error[E0313]: a value of this enum is a string
              --> widgets.toml:38:38
               |
            38 | values = [{ value = "a" }, { value = 1 }, { value = "a" }]
               |                                      ^ this is a number
               |
               = help: write the value as the wire has it, or say `base = "integer"`

            error[E0313]: the value `a` stands here a second time
              --> widgets.toml:38:53
               |
            38 | values = [{ value = "a" }, { value = 1 }, { value = "a" }]
               |                     --- the first is here           ^^^ the second
               |
               = help: take one of them out
        "#]],
    );
}
