//! Operations: paths, parameters, paging.

use expect_test::expect;

use super::module;

#[test]
fn paging_that_does_not_fit() {
    module(
        r#"
[operations.a]
summary = "Has no parameter for the page."
http = "GET /a"
source = "https://acme.example/docs/widgets#a"
returns = "list<string>"
payload = "a"
paging = "pages"

[operations.b]
summary = "Returns no list."
http = "GET /b"
source = "https://acme.example/docs/widgets#b"
query = [{ name = "page", type = "integer", doc = "The page." }]
returns = "string"
payload = "b"
paging = "pages"

[operations.c]
summary = "Has no member for the items."
http = "GET /c"
source = "https://acme.example/docs/widgets#c"
query = [{ name = "page", type = "integer", doc = "The page." }]
returns = "list<string>"
paging = "pages"

[operations.d]
summary = "Counts pages in words."
http = "GET /d"
source = "https://acme.example/docs/widgets#d"
query = [{ name = "page", type = "string", doc = "The page." }]
returns = "list<string>"
payload = "d"
paging = "pages"
"#,
        &expect![[r#"
            error[E0507]: the operation has no parameter `page`, by which it pages
              --> widgets.toml:8:8
               |
             8 | http = "GET /a"
               |        ^^^^^^^^ pages
               |
              ::: product.toml:15:13
               |
            15 | parameter = "page"
               |             ------ named here
               |
               = help: add a row `{ name = "page", … }` to `query`

            error[E0507]: an operation that pages returns a list, and this one does not
              --> widgets.toml:21:10
               |
            21 | paging = "pages"
               |          ^^^^^^^ pages
               |
               = help: say `returns = "list<…>"`

            error[E0507]: the answer is the list itself, and paging reads the items from a member of an object
              --> widgets.toml:29:10
               |
            29 | paging = "pages"
               |          ^^^^^^^ pages
               |
               = help: take `paging` out: the function then returns the list of one page, and the parameters of paging are its setters; if the answer is an object, name the member with the items in `payload`

            error[E0507]: the parameter `page`, by which the operation pages, is not an integer
              --> widgets.toml:35:19
               |
            35 | query = [{ name = "page", type = "string", doc = "The page." }]
               |                   ^^^^^^ this parameter
               |
              ::: product.toml:15:13
               |
            15 | parameter = "page"
               |             ------ named here
               |
               = help: give it a type that is an integer, or name another in `[paging]`
        "#]],
    );
}

#[test]
fn paths_and_parameters_that_do_not_fit() {
    module(
        r#"
[operations.a]
summary = "Describes no parameter."
http = "GET /widgets/{widget_id}"
source = "https://acme.example/docs/widgets#a"

[operations.b]
summary = "Describes one too many."
http = "GET /b/{widget_id}"
source = "https://acme.example/docs/widgets#b"
path = [
  { name = "widget_id", type = "id<Widget>", doc = "Identifies it." },
  { name = "widget_di", type = "id<Widget>", doc = "Is not there." },
]

[operations.c]
summary = "Has one twice."
http = "GET /c/{x}/{x}"
source = "https://acme.example/docs/widgets#c"
path = [{ name = "x", type = "string", doc = "X." }]

[operations.d]
summary = "Is the first again."
http = "GET /widgets/{other}"
source = "https://acme.example/docs/widgets#d"
path = [{ name = "other", type = "string", doc = "Other." }]

[operations.e]
summary = "Is no path."
http = "FETCH widgets"
source = "https://acme.example/docs/widgets#e"

[operations.f]
summary = "Climbs."
http = "GET /../widgets"
source = "https://acme.example/docs/widgets#f"

[operations.g]
summary = "Is not closed."
http = "GET /{widgets"
source = "https://acme.example/docs/widgets#g"

[operations.h]
summary = "Has a parameter that is no text."
http = "GET /h"
source = "https://acme.example/docs/widgets#h"
query = [
  { name = "a", type = "map<string>", doc = "A map." },
  { name = "b", type = "string", doc = "B." },
  { name = "b", type = "string", doc = "B again." },
]

[operations.H]
summary = "Becomes the function of another."
http = "GET /hh"
source = "https://acme.example/docs/widgets#hh"
"#,
        &expect![[r#"
            error[E0502]: nothing describes the parameter `{widget_id}` of the path
             --> widgets.toml:8:8
              |
            8 | http = "GET /widgets/{widget_id}"
              |        ^^^^^^^^^^^^^^^^^^^^^^^^^^ the path
              |
              = help: add a row `{ name = "widget_id", type = "…", doc = "…" }` to `path`

            error[E0502]: the path has no parameter `widget_di`
              --> widgets.toml:17:12
               |
            13 | http = "GET /b/{widget_id}"
               |        -------------------- the path
            ...
            17 |   { name = "widget_di", type = "id<Widget>", doc = "Is not there." },
               |            ^^^^^^^^^^^ not in the path
               |
               = help: did you mean `widget_id`?

            error[E0502]: the path has `{x}` twice
              --> widgets.toml:22:8
               |
            22 | http = "GET /c/{x}/{x}"
               |        ^^^^^^^^^^^^^^^^ the path
               |
               = help: give the second another name, and a row in `path`

            error[E0504]: `GET /widgets/{other}` is an operation already
              --> widgets.toml:28:8
               |
             8 | http = "GET /widgets/{widget_id}"
               |        -------------------------- the first is here
            ...
            28 | http = "GET /widgets/{other}"
               |        ^^^^^^^^^^^^^^^^^^^^^^ the same request
               |
               = help: take one of them out, or correct its path

            error[E0501]: `FETCH` is no HTTP method
              --> widgets.toml:34:8
               |
            34 | http = "FETCH widgets"
               |        ^^^^^^^^^^^^^^^ no method and path
               |
               = help: write a method and a path: `GET /users/{user_id}`

            error[E0501]: the path `/../widgets` has dots for a part
              --> widgets.toml:39:8
               |
            39 | http = "GET /../widgets"
               |        ^^^^^^^^^^^^^^^^^ no method and path
               |
               = help: write a method and a path: `GET /users/{user_id}`

            error[E0501]: a `{` in `/{widgets` has no `}` and name
              --> widgets.toml:44:8
               |
            44 | http = "GET /{widgets"
               |        ^^^^^^^^^^^^^^^ no method and path
               |
               = help: write a method and a path: `GET /users/{user_id}`

            error[E0503]: the parameter `a` cannot be written as text
              --> widgets.toml:52:25
               |
            52 |   { name = "a", type = "map<string>", doc = "A map." },
               |                         ^^^^^^^^^^^ no text
               |
               = help: a parameter is a scalar, an enum, or a list of one of these

            error[E0508]: the parameter `b` stands here a second time
              --> widgets.toml:54:12
               |
            53 |   { name = "b", type = "string", doc = "B." },
               |            --- the first is here
            54 |   { name = "b", type = "string", doc = "B again." },
               |            ^^^ the second
               |
               = help: take one of them out; what is sent several times is a list

            error[E0403]: `H` becomes `h` in Rust, like another
              --> widgets.toml:57:13
               |
            47 | [operations.h]
               |             - the other is here
            ...
            57 | [operations.H]
               |             ^ `h` in Rust
               |
               = help: give one of them another name
        "#]],
    );
}
