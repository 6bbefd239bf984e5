//! What operations answer: which rows are one variant, what the enums are called, and that a later
//! row renames nothing.

use std::fmt::Write as _;

use clientwright::ir::{Api, BodyKind, Failures, Payload};

use crate::support::{Folder, MODULE, PRODUCT, operation, ty, types};

const TYPES: &str = "
[types.Widget]
members = [ { name = \"a\", type = \"string\", required = true } ]
[types.Job]
members = [ { name = \"b\", type = \"string\" } ]
";

fn folder(product: &str, operations: &[String]) -> Folder {
    let module = format!("{MODULE}{TYPES}{}", operations.concat());
    let product = format!("{PRODUCT}{product}");
    Folder::new(&[("product.toml", &product), ("widgets.toml", &module)])
}

/// What the operations answer, a line each.
fn answers(api: &Api) -> String {
    let mut text = String::new();
    for operation in &api.modules[0].operations {
        let statuses = match operation.statuses.as_slice() {
            [] => String::new(),
            statuses => format!(" {statuses:?}"),
        };
        let payload = payload(&operation.payload);
        let _ = write!(text, "{}{statuses}: {payload}", operation.rust);
        if let Some(failures) = &operation.failures {
            let _ = write!(text, " or {}", failed(failures));
        }
        text.push('\n');
    }
    text
}

fn payload(of: &Payload) -> String {
    match of {
        Payload::Empty => "()".to_owned(),
        Payload::Stream => "bytes".to_owned(),
        Payload::Whole { ty: whole } => ty(whole),
        Payload::Member { member, ty: held } => format!("{member}.{}", ty(held)),
        Payload::Page { member, item, .. } => format!("page {member}.{}", ty(item)),
        Payload::ByStatus { rust, cases } => {
            let cases = cases.iter().map(|case| {
                format!(
                    "{}{:?} {}",
                    case.rust,
                    case.statuses,
                    payload(&case.payload)
                )
            });
            format!("{rust}({})", cases.collect::<Vec<_>>().join(", "))
        }
    }
}

fn failed(of: &Failures) -> String {
    let cases = of.cases.iter().map(|case| {
        let rust = case.rust.as_deref().unwrap_or_default();
        format!("{rust}{:?} {}", case.statuses, ty(&case.ty))
    });
    let rust = of.rust.as_deref().unwrap_or_default();
    format!("{rust}({})", cases.collect::<Vec<_>>().join(", "))
}

#[test]
fn rows_that_carry_the_same_under_one_name_are_one_variant() {
    let folder = folder(
        "[envelope]\npayload = \"data\"\n",
        &[
            operation(
                "a",
                "GET /a",
                "answers = [{ status = 201, returns = \"Widget\" }]",
            ),
            operation(
                "b",
                "GET /b",
                "answers = [{ status = 200, returns = \"Widget\" }, { status = 201, returns = \"Widget\" }]",
            ),
            operation(
                "c",
                "GET /c",
                "answers = [{ status = 200, returns = \"Widget\", name = \"old\" }, { status = 201, returns = \"Widget\" }]",
            ),
            operation(
                "d",
                "GET /d",
                "answers = [{ status = 200, returns = \"Widget\" }, { status = 201, returns = \"Widget\", payload = \"\" }, { status = 226 }, { status = 299, returns = \"binary\" }]",
            ),
            operation(
                "e",
                "GET /e",
                "answers = [{ status = 200 }, { status = 202 }, { status = 204 }]",
            ),
            operation(
                "f",
                "GET /f",
                "answers = [{ status = 200, returns = \"Job\", name = \"Both\" }, { status = 202 }, { status = 203, returns = \"Job\", name = \"both\" }]",
            ),
            operation(
                "g",
                "GET /g",
                "failures = [{ status = 400, type = \"Job\" }, { status = 500, type = \"Job\" }]",
            ),
            operation(
                "h",
                "GET /h",
                "failures = [{ status = 413, type = \"Job\" }, { status = 499, type = \"list<Job>\" }, { status = 500, type = \"any\" }]",
            ),
        ],
    );
    let expected = "\
AWidget [201]: data.widgets::Widget
BWidget [200, 201]: data.widgets::Widget
CWidget: CWidgetAnswer(Old[200] data.widgets::Widget, Created[201] data.widgets::Widget)
DWidget: DWidgetAnswer(Ok[200] data.widgets::Widget, Created[201] widgets::Widget, ImUsed[226] (), Status299[299] bytes)
EWidget [200, 202, 204]: ()
FWidget: FWidgetAnswer(Both[200, 203] data.widgets::Job, Accepted[202] ())
GWidget: () or ([400, 500] widgets::Job)
HWidget: () or HWidgetFailure(ContentTooLarge[413] widgets::Job, Status499[499] [widgets::Job], InternalServerError[500] any)
";
    assert_eq!(answers(&folder.good().api), expected);
    let again = folder.good();
    assert_eq!(answers(&again.api), expected);
    let enums: Vec<(&str, &str)> = again
        .lock
        .names
        .iter()
        .filter(|(key, _)| key.contains('?'))
        .map(|(key, name)| (key.as_str(), name.as_str()))
        .collect();
    assert_eq!(
        enums[..4],
        [
            ("widgets.toml#operations.c?answer", "CWidgetAnswer"),
            ("widgets.toml#operations.c?answer 200", "Old"),
            ("widgets.toml#operations.c?answer 201", "Created"),
            ("widgets.toml#operations.d?answer", "DWidgetAnswer"),
        ]
    );
}

#[test]
fn a_later_row_or_type_renames_no_enum() {
    let two =
        "answers = [{ status = 200, returns = \"Widget\" }, { status = 202, returns = \"Job\" }]";
    let before = folder("", &[operation("get", "GET /w", two)]);
    assert_eq!(
        answers(&before.good().api),
        "GetWidget: GetWidgetAnswer(Ok[200] widgets::Widget, Accepted[202] widgets::Job)\n"
    );
    let three = "answers = [{ status = 200, returns = \"Widget\", name = \"Found\" }, { status = 206, returns = \"GetWidgetAnswer\" }, { status = 202, returns = \"Job\" }]";
    let newcomer = "[types.GetWidgetAnswer]\nmembers = [ { name = \"c\", type = \"string\" } ]\n";
    let module = format!(
        "{MODULE}{TYPES}{newcomer}{}",
        operation("get", "GET /w", three)
    );
    before.write("widgets.toml", &module);
    assert_eq!(
        answers(&before.warned(&["widgets.toml:11:8: warning[W0401]: the name `GetWidgetAnswer` is taken: this is called `GetWidgetAnswer2`"]).api),
        "GetWidget: GetWidgetAnswer(Found[200] widgets::Widget, PartialContent[206] widgets::GetWidgetAnswer2, Accepted[202] widgets::Job)\n"
    );
    // Without a memory it is the enum that gives way.
    let fresh = Folder::new(&[("product.toml", PRODUCT), ("widgets.toml", &module)]);
    assert_eq!(
        answers(&fresh.good().api),
        "GetWidget: GetWidgetAnswerByStatus(Found[200] widgets::Widget, PartialContent[206] widgets::GetWidgetAnswer, Accepted[202] widgets::Job)\n"
    );
}

#[test]
fn what_only_errors_carry_is_received() {
    let folder = folder(
        "",
        &[operation(
            "add",
            "POST /w",
            "body = \"Widget\"\nfailures = [{ status = 409, type = \"Widget\" }]",
        )],
    );
    // What a request requires is no promise of an error.
    assert_eq!(
        types(&folder.good().api),
        "widgets::Widget { a: string }\nwidgets::WidgetInput { a!: string }\n"
    );
}

#[test]
fn examples_have_a_documented_status() {
    let rest = "answers = [{ status = 201, returns = \"Widget\" }, { status = 204 }]\nexamples = [\n{ response = \"a.json\" },\n{ response = \"a.json\", status = 201 },\n{ response = \"a.json\", status = 202 },\n{ response = \"a.json\", status = 404 },\n{ request = \"a.json\" },\n]";
    let folder = folder("", &[operation("add", "POST /w", rest)]);
    folder.write("a.json", "{}");
    assert_eq!(
        folder.lower().1,
        [
            "widgets.toml:18:1: warning[W0601]: this is an answer with status 200, which no row of `answers` has",
            "widgets.toml:20:33: warning[W0601]: this is an answer with status 202, which no row of `answers` has",
        ]
    );
}

#[test]
fn pages_may_say_their_status() {
    let paging = "[paging.pages]\nkind = \"number\"\nparameter = \"page\"\n";
    let list = "query = [{ name = \"page\", type = \"integer\", doc = \"P.\" }]\nanswers = [{ status = 206, returns = \"list<Widget>\", payload = \"w\" }]\npaging = \"pages\"";
    let folder = folder(paging, &[operation("list", "GET /w", list)]);
    assert_eq!(
        answers(&folder.good().api),
        "ListWidgets [206]: page w.widgets::Widget\n"
    );
}

#[test]
fn bodies_know_how_they_are_written() {
    let folder = folder(
        "",
        &[
            operation("a", "POST /a", "body = \"Widget\"\nbody_required = false"),
            operation("b", "PATCH /b", "body = \"binary\""),
            operation(
                "c",
                "PUT /c",
                "body = \"binary\"\ncontent_type = \"text/csv; charset=utf-8\"\nbody_required = true",
            ),
        ],
    );
    let api = folder.good().api;
    let bodies: Vec<(String, String, bool)> = api.modules[0]
        .operations
        .iter()
        .map(|operation| {
            let body = operation.body.as_ref().expect("a body");
            let kind = match &body.kind {
                BodyKind::Json => "json".to_owned(),
                BodyKind::Binary { content_type } => content_type.to_string(),
            };
            (kind, ty(&body.ty), body.required)
        })
        .collect();
    let body = |kind: &str, ty: &str, required| (kind.to_owned(), ty.to_owned(), required);
    assert_eq!(
        bodies,
        [
            body("json", "widgets::Widget", false),
            body("application/octet-stream", "binary", true),
            body("text/csv; charset=utf-8", "binary", true),
        ]
    );
}

#[test]
fn parameters_of_one_name_in_two_places_keep_their_names() {
    let rest = "path = [{ name = \"id\", type = \"string\", doc = \"D.\" }]\nquery = [{ name = \"id\", type = \"integer\", doc = \"D.\" }]\nform = [{ name = \"id\", type = \"list<date>\", doc = \"D.\" }]";
    let folder = folder("", &[operation("set", "POST /w/{id}", rest)]);
    let names = |api: &Api| -> Vec<(String, String)> {
        let parameters = api.modules[0].operations[0].parameters.iter();
        parameters
            .map(|parameter| (parameter.rust.to_string(), ty(&parameter.ty)))
            .collect()
    };
    let name = |rust: &str, ty: &str| (rust.to_owned(), ty.to_owned());
    let expected = [
        name("id", "string"),
        name("id_value", "integer"),
        name("id_value_2", "[date]"),
    ];
    assert_eq!(names(&folder.good().api), expected);
    assert_eq!(names(&folder.good().api), expected);
}

#[test]
fn a_part_of_an_api_keeps_what_answers_and_errors_carry() {
    let more = "[types.Lock]\nmembers = [ { name = \"c\", type = \"string\" } ]\n[types.Other]\nmembers = [ { name = \"d\", type = \"string\" } ]\n";
    let get = operation(
        "get",
        "GET /w",
        "answers = [{ status = 200, returns = \"Widget\" }, { status = 202, returns = \"Job\" }]\nfailures = [{ status = 423, type = \"list<Lock>\" }]",
    );
    let other = operation("other", "GET /o", "returns = \"Other\"");
    let module = format!("{MODULE}{TYPES}{more}{get}{other}");
    let folder = Folder::new(&[("product.toml", PRODUCT), ("widgets.toml", &module)]);
    let mut api = folder.good().api;
    api.only(&["widgets.get".to_owned()]).expect("it is there");
    api.prefix_types("Acme");
    assert_eq!(
        types(&api),
        "widgets::AcmeWidget { a: string }\nwidgets::AcmeJob { b: string }\nwidgets::AcmeLock { c: string }\n"
    );
    // The enum is the operation's, and keeps its name.
    assert_eq!(
        answers(&api),
        "GetWidget: GetWidgetAnswer(Ok[200] widgets::AcmeWidget, Accepted[202] widgets::AcmeJob) or ([423] [widgets::AcmeLock])\n"
    );
}
