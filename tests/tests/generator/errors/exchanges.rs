//! Operations: bodies, answers by status, failures.

use expect_test::expect;

use super::module;

#[test]
fn bodies_that_do_not_fit() {
    module(
        r#"
[operations.a]
summary = "Has two bodies."
http = "POST /a"
source = "https://acme.example/docs/widgets#a"
body = "string"
form = [{ name = "x", type = "string", doc = "X." }]

[operations.b]
summary = "Speaks of a body that is not there."
http = "POST /b"
source = "https://acme.example/docs/widgets#b"
body_required = false
content_type = "application/pdf"

[operations.c]
summary = "Gives JSON a type of bytes, and one that is none."
http = "POST /c"
source = "https://acme.example/docs/widgets#c"
body = "string"
content_type = "pdf"

[operations.d]
summary = "Has a header in its type."
http = "POST /d"
source = "https://acme.example/docs/widgets#d"
body = "binary"
content_type = "text/plain\r\nX-Acme-Org: 1"

[operations.e]
summary = "Has a body that HTTP gives no meaning."
http = "GET /e"
source = "https://acme.example/docs/widgets#e"
parts = [{ name = "x", type = "binary", doc = "X." }]

[operations.f]
summary = "Says twice what its parts are."
http = "POST /f"
source = "https://acme.example/docs/widgets#f"
header = [{ name = "content-type", type = "string", required = true, doc = "What it is." }]
parts = [{ name = "x", type = "binary", doc = "X." }]

[operations.g]
summary = "Sends JSON under another name."
http = "POST /g"
source = "https://acme.example/docs/widgets#g"
header = [{ name = "Content-Type", type = "string", required = true, doc = "What it is." }]
body = "string"
"#,
        &expect![[r#"
            error[E0510]: `form` stands beside `body`, and a request has one body
              --> widgets.toml:11:9
               |
            10 | body = "string"
               |         ------ the other is here
            11 | form = [{ name = "x", type = "string", doc = "X." }]
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the second body
               |
               = help: take one of them out

            error[E0510]: `body_required` speaks of `body`, and there is none
              --> widgets.toml:17:17
               |
            17 | body_required = false
               |                 ^^^^^ no `body` beside it
               |
               = help: name a type in `body`; of a field or part, say `required` in its row

            error[E0510]: `content_type` speaks of a binary body, and there is none
              --> widgets.toml:18:16
               |
            18 | content_type = "application/pdf"
               |                ^^^^^^^^^^^^^^^^^ no binary body beside it
               |
               = help: say `body = "binary"`; JSON, forms and parts have types of their own

            error[E0510]: `content_type` speaks of a binary body, and there is none
              --> widgets.toml:25:16
               |
            25 | content_type = "pdf"
               |                ^^^^^ no binary body beside it
               |
               = help: say `body = "binary"`; JSON, forms and parts have types of their own

            error[E0510]: "pdf" is no media type
              --> widgets.toml:25:16
               |
            25 | content_type = "pdf"
               |                ^^^^^ no `type/subtype`
               |
               = help: write a type and a subtype: `application/pdf`

            error[E0510]: "text/plain\r\nX-Acme-Org: 1" is no media type
              --> widgets.toml:32:16
               |
            32 | content_type = "text/plain\r\nX-Acme-Org: 1"
               |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no `type/subtype`
               |
               = help: write a type and a subtype: `application/pdf`

            warning[W0501]: a GET request with a body: HTTP gives it no meaning, and servers may refuse it
              --> widgets.toml:36:8
               |
            36 | http = "GET /e"
               |        ^^^^^^^^ the method
            37 | source = "https://acme.example/docs/widgets#e"
            38 | parts = [{ name = "x", type = "binary", doc = "X." }]
               |          ------------------------------------------- `parts` makes a body
               |
               = help: use another method, or send it in the query

            error[E0510]: `content-type` would hide where each of the parts ends
              --> widgets.toml:44:20
               |
            44 | header = [{ name = "content-type", type = "string", required = true, doc = "What it is." }]
               |                    ^^^^^^^^^^^^^^ this header
            45 | parts = [{ name = "x", type = "binary", doc = "X." }]
               |          ------------------------------------------- the parts
               |
               = help: take the row out: the header is sent with them

            warning[W0502]: the operation `g` has no example
              --> widgets.toml:47:13
               |
            47 | [operations.g]
               |             ^ no row in `examples`
            ...
            50 | source = "https://acme.example/docs/widgets#g"
               |          ------------------------------------- the page that should have one
               |
               = help: put the vendor's example into a file and name it in `examples`
        "#]],
    );
}

#[test]
fn lists_that_cannot_be_sent_so() {
    module(
        r#"
[operations.a]
summary = "Sends lists as nobody can."
http = "POST /a/{p}"
source = "https://acme.example/docs/widgets#a"
path = [{ name = "p", type = "list<string>", list = "repeat", doc = "P." }]
query = [
  { name = "q", type = "string", list = "repeat", doc = "Q." },
  { name = "r", type = "list<string>", list = "pipes", doc = "R." },
]
header = [{ name = "H", type = "list<string>", list = "repeat", doc = "H." }]
parts = [{ name = "f", type = "list<binary>", list = "comma", doc = "F." }]
"#,
        &expect![[r#"
            error[E0503]: a path has each parameter once: the items of a list are joined by commas
              --> widgets.toml:10:53
               |
            10 | path = [{ name = "p", type = "list<string>", list = "repeat", doc = "P." }]
               |                                                     ^^^^^^^^ how a list is sent
               |
               = help: take `list` out

            error[E0503]: `list` says how a list is sent, and this is none
              --> widgets.toml:12:41
               |
            12 |   { name = "q", type = "string", list = "repeat", doc = "Q." },
               |                                         ^^^^^^^^ how a list is sent
               |
               = help: take `list` out

            error[E0205]: `list` must be `comma` or `repeat`, not `pipes`
              --> widgets.toml:13:47
               |
            13 |   { name = "r", type = "list<string>", list = "pipes", doc = "R." },
               |                                               ^^^^^^^ none of these words
               |
               = help: write `comma` or `repeat`

            error[E0503]: a header is sent once: HTTP takes items joined by commas for the same
              --> widgets.toml:15:55
               |
            15 | header = [{ name = "H", type = "list<string>", list = "repeat", doc = "H." }]
               |                                                       ^^^^^^^^ how a list is sent
               |
               = help: take `list` out

            error[E0503]: files cannot be joined by commas: each is a part of its own
              --> widgets.toml:16:54
               |
            16 | parts = [{ name = "f", type = "list<binary>", list = "comma", doc = "F." }]
               |                                                      ^^^^^^^ how a list is sent
               |
               = help: take `list` out
        "#]],
    );
}

#[test]
fn bytes_where_they_cannot_stand() {
    module(
        r#"
[types.File]
is = "binary"

[types.Widget]
members = [{ name = "photo", type = "nullable<binary>", doc = "Its photo." }]

[operations.a]
summary = "Has bytes everywhere."
http = "POST /a"
source = "https://acme.example/docs/widgets#a"
query = [{ name = "q", type = "binary", doc = "Q." }]
form = [{ name = "f", type = "list<binary>", doc = "F." }]
returns = "list<binary>"
failures = [{ status = 400, type = "binary" }]

[operations.b]
summary = "Speaks of bytes as of JSON."
http = "POST /b"
source = "https://acme.example/docs/widgets#b"
body = "map<binary>"
returns = "binary"
response = "Widget"
payload = "photo"
"#,
        &expect![[r#"
            error[E0316]: `binary` cannot stand here
             --> widgets.toml:7:7
              |
            7 | is = "binary"
              |       ^^^^^^ bytes
              |
              = note: it is a whole `body`, all that an answer `returns`, or the type of a row of `parts`
              = help: for bytes that are written as text, say `string`

            error[E0316]: `binary` cannot stand here
              --> widgets.toml:10:47
               |
            10 | members = [{ name = "photo", type = "nullable<binary>", doc = "Its photo." }]
               |                                               ^^^^^^ bytes
               |
               = note: it is a whole `body`, all that an answer `returns`, or the type of a row of `parts`
               = help: for bytes that are written as text, say `string`

            warning[W0502]: the operation `a` has no example
              --> widgets.toml:12:13
               |
            12 | [operations.a]
               |             ^ no row in `examples`
            ...
            15 | source = "https://acme.example/docs/widgets#a"
               |          ------------------------------------- the page that should have one
               |
               = help: put the vendor's example into a file and name it in `examples`

            error[E0316]: `binary` cannot stand here
              --> widgets.toml:16:32
               |
            16 | query = [{ name = "q", type = "binary", doc = "Q." }]
               |                                ^^^^^^ bytes
               |
               = note: it is a whole `body`, all that an answer `returns`, or the type of a row of `parts`
               = help: for bytes that are written as text, say `string`

            error[E0316]: `binary` cannot stand here
              --> widgets.toml:17:36
               |
            17 | form = [{ name = "f", type = "list<binary>", doc = "F." }]
               |                                    ^^^^^^ bytes
               |
               = note: it is a whole `body`, all that an answer `returns`, or the type of a row of `parts`
               = help: for bytes that are written as text, say `string`

            error[E0316]: `binary` cannot stand here
              --> widgets.toml:18:17
               |
            18 | returns = "list<binary>"
               |                 ^^^^^^ bytes
               |
               = note: it is a whole `body`, all that an answer `returns`, or the type of a row of `parts`
               = help: for bytes that are written as text, say `string`

            error[E0316]: `binary` cannot stand here
              --> widgets.toml:19:37
               |
            19 | failures = [{ status = 400, type = "binary" }]
               |                                     ^^^^^^ bytes
               |
               = note: it is a whole `body`, all that an answer `returns`, or the type of a row of `parts`
               = help: for bytes that are written as text, say `string`

            error[E0316]: `binary` cannot stand here
              --> widgets.toml:25:13
               |
            25 | body = "map<binary>"
               |             ^^^^^^ bytes
               |
               = note: it is a whole `body`, all that an answer `returns`, or the type of a row of `parts`
               = help: for bytes that are written as text, say `string`

            error[E0506]: `response` speaks of JSON, and the answer is bytes
              --> widgets.toml:27:13
               |
            27 | response = "Widget"
               |             ^^^^^^ of JSON
               |
               = help: take it out

            error[E0506]: `payload` speaks of JSON, and the answer is bytes
              --> widgets.toml:28:11
               |
            28 | payload = "photo"
               |           ^^^^^^^ of JSON
               |
               = help: take it out
        "#]],
    );
}

#[test]
fn answers_that_do_not_fit() {
    module(
        r#"
[operations.a]
summary = "Says twice what it returns."
http = "GET /a"
source = "https://acme.example/docs/widgets#a"
returns = "string"
payload = "a"
answers = [{ status = 200, returns = "string" }]

[operations.b]
summary = "Has statuses that are none of a success."
http = "GET /b"
source = "https://acme.example/docs/widgets#b"
answers = [
  { status = 200 },
  { status = 200, returns = "string" },
  { status = 304 },
  { status = 404, returns = "string" },
]

[operations.c]
summary = "Has failures that are none."
http = "GET /c"
source = "https://acme.example/docs/widgets#c"
failures = [
  { status = 200, type = "string" },
  { status = 600, type = "string" },
  { status = 400, type = "string" },
  { status = 400, type = "string" },
]

[operations.d]
summary = "Calls different things the same."
http = "GET /d"
source = "https://acme.example/docs/widgets#d"
answers = [
  { status = 200, returns = "string", name = "Done" },
  { status = 202, returns = "integer", name = "done" },
]
failures = [
  { status = 409, type = "string" },
  { status = 410, type = "integer", name = "Conflict" },
]

[operations.e]
summary = "Pages through what its status says."
http = "GET /e"
source = "https://acme.example/docs/widgets#e"
query = [{ name = "page", type = "integer", doc = "The page." }]
answers = [
  { status = 200, returns = "list<string>", payload = "e" },
  { status = 202 },
]
paging = "pages"

[operations.f]
summary = "Pages through bytes."
http = "GET /f"
source = "https://acme.example/docs/widgets#f"
query = [{ name = "page", type = "integer", doc = "The page." }]
returns = "binary"
paging = "pages"

[operations.g]
summary = "Answers what is not there."
http = "GET /g"
source = "https://acme.example/docs/widgets#g"
answers = [
  { status = 200, returns = "Wigdet" },
  { status = 202, response = "list<string>", payload = "g" },
]
failures = [{ status = 400, type = "Wigdet" }]
"#,
        &expect![[r#"
            error[E0511]: `returns` stands beside `answers`, whose rows say what is returned
              --> widgets.toml:10:12
               |
            10 | returns = "string"
               |            ^^^^^^ said twice
               |
               = help: move it into the rows that it is true of

            error[E0511]: `payload` stands beside `answers`, whose rows say what is returned
              --> widgets.toml:11:11
               |
            11 | payload = "a"
               |           ^^^ said twice
               |
               = help: move it into the rows that it is true of

            error[E0511]: the status 200 stands here a second time
              --> widgets.toml:20:14
               |
            19 |   { status = 200 },
               |              --- the first is here
            20 |   { status = 200, returns = "string" },
               |              ^^^ the second
               |
               = help: put them into one row, or correct the status

            error[E0511]: 304 is not the status of a success
              --> widgets.toml:21:14
               |
            21 |   { status = 304 },
               |              ^^^ of another kind
               |
               = help: an answer has a status from 200 to 299; errors are rows of `failures`

            error[E0511]: 404 is not the status of a success
              --> widgets.toml:22:14
               |
            22 |   { status = 404, returns = "string" },
               |              ^^^ of another kind
               |
               = help: an answer has a status from 200 to 299; errors are rows of `failures`

            error[E0511]: 200 is not the status of an error
              --> widgets.toml:30:14
               |
            30 |   { status = 200, type = "string" },
               |              ^^^ of another kind
               |
               = help: a failure has a status from 400 to 599; successes are rows of `answers`

            error[E0204]: `status` must be a whole number from 100 to 599, not `600`
              --> widgets.toml:31:14
               |
            31 |   { status = 600, type = "string" },
               |              ^^^ out of range
               |
               = help: write digits alone, and a number that the key takes

            error[E0511]: the status 400 stands here a second time
              --> widgets.toml:33:14
               |
            32 |   { status = 400, type = "string" },
               |              --- the first is here
            33 |   { status = 400, type = "string" },
               |              ^^^ the second
               |
               = help: put them into one row, or correct the status

            error[E0511]: two rows that carry different things are called `done`
              --> widgets.toml:42:47
               |
            41 |   { status = 200, returns = "string", name = "Done" },
               |              --- the first is here
            42 |   { status = 202, returns = "integer", name = "done" },
               |                                               ^^^^^^ the second
               |
               = help: give one of them another name

            error[E0511]: two rows that carry different things are called `Conflict`
              --> widgets.toml:46:44
               |
            45 |   { status = 409, type = "string" },
               |              --- the first is here
            46 |   { status = 410, type = "integer", name = "Conflict" },
               |                                            ^^^^^^^^^^ the second
               |
               = help: give one of them another name

            error[E0507]: an operation that pages returns a list, and this one returns what its status says
              --> widgets.toml:58:10
               |
            58 | paging = "pages"
               |          ^^^^^^^ pages
               |
               = help: say `returns = "list<…>"`

            error[E0507]: an operation that pages returns a list, and this one returns bytes
              --> widgets.toml:66:10
               |
            66 | paging = "pages"
               |          ^^^^^^^ pages
               |
               = help: say `returns = "list<…>"`

            error[E0307]: there is no type `Wigdet`
              --> widgets.toml:73:30
               |
            73 |   { status = 200, returns = "Wigdet" },
               |                              ^^^^^^ neither declared nor built in
               |
               = help: add `[types.Wigdet]`, or write `#Wigdet` for a definition of the schema

            error[E0506]: the answer is no object, and so has no member `g`
              --> widgets.toml:74:56
               |
            74 |   { status = 202, response = "list<string>", payload = "g" },
               |                                                        ^^^ asks for a member
               |
               = help: name the type of the whole answer in `response`, or say `returns`

            error[E0307]: there is no type `Wigdet`
              --> widgets.toml:76:37
               |
            76 | failures = [{ status = 400, type = "Wigdet" }]
               |                                     ^^^^^^ neither declared nor built in
               |
               = help: add `[types.Wigdet]`, or write `#Wigdet` for a definition of the schema
        "#]],
    );
}
