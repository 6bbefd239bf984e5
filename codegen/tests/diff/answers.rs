//! Edits of what operations give: answers, enums by status, what errors carry.

use crate::support::File::{Product, Widgets};
use crate::support::hold;

#[test]
fn what_they_give() {
    hold(&[
        (
            &[(
                Widgets,
                "returns = \"Widget\"\npayload = \"widget\"\nerrors",
                "returns = \"Job\"\npayload = \"widget\"\nerrors",
            )],
            &["breaking acme::widgets::Widgets::get: returns `Job`, returned `Widget`"],
        ),
        (
            &[(
                Widgets,
                "returns = \"Widget\"\npayload = \"widget\"\nerrors",
                "returns = \"Widget\"\npayload = \"\"\nerrors",
            )],
            &[
                "fix acme::widgets::Widgets::get: what it returns is the whole answer, was the member `widget`",
            ],
        ),
        (
            &[(
                Widgets,
                "returns = \"Widget\"\npayload = \"widget\"\nerrors",
                "errors",
            )],
            &["breaking acme::widgets::Widgets::get: returns `()`, returned `Widget`"],
        ),
        (
            &[(
                Widgets,
                "returns = \"binary\"",
                "returns = \"Job\"\npayload = \"\"",
            )],
            &["breaking acme::widgets::Widgets::manual: returns `Job`, returned `Download`"],
        ),
        (
            &[(
                Widgets,
                "returns = \"Widget\"\npayload = \"widget\"\nerrors",
                "answers = [{ status = 200, returns = \"Widget\", payload = \"widget\" }, { status = 204 }]\nerrors",
            )],
            &["breaking acme::widgets::Widgets::get: returns `GetWidgetAnswer`, returned `Widget`"],
        ),
        (
            &[(Widgets, "\npaging = \"pages\"", "")],
            &[
                "breaking acme::PageInfo: the struct is removed",
                "breaking acme::widgets::Widgets::list: returns `Vec<Widget>`, returned `Page<Widget, PageInfo>`",
                "breaking acme::widgets::Widgets::list: no longer pages: `pages` and `stream` are removed",
            ],
        ),
        (
            &[(Product, "default_size = 50", "default_size = 100")],
            &[
                "fix acme::widgets::Widgets::list: pages by number `page` (size `per_page`, more `has_more`, 100 items a page), was by number `page` (size `per_page`, more `has_more`, 50 items a page)",
            ],
        ),
        (
            &[(Product, "context = \"paging\"", "context = \"page\"")],
            &[
                "fix acme::widgets::Widgets::list: what it returns is the members `widgets` and `page`, was the members `widgets` and `paging`",
            ],
        ),
    ]);
}

#[test]
fn answers_by_status() {
    let job =
        "  { status = 202, returns = \"Job\", payload = \"\", doc = \"It takes a while.\" },\n";
    hold(&[
        (
            &[(Widgets, job, &format!("{job}  {{ status = 204 }},\n"))],
            &[
                "addition acme::widgets::CreateWidgetAnswer::NoContent: the variant is new, for `204`",
            ],
        ),
        (
            &[(Widgets, job, "  { status = 204 },\n")],
            &[
                "breaking acme::widgets::Job: the struct is removed",
                "breaking acme::widgets::CreateWidgetAnswer::Accepted: the variant is removed",
                "addition acme::widgets::CreateWidgetAnswer::NoContent: the variant is new, for `204`",
            ],
        ),
        (
            &[(
                Widgets,
                job,
                &job.replace("doc =", "name = \"Queued\", doc ="),
            )],
            &["breaking acme::widgets::CreateWidgetAnswer::Accepted: is called `Queued` now"],
        ),
        (
            &[(Widgets, job, &job.replace("\"Job\"", "\"Conflict\""))],
            &[
                "breaking acme::widgets::Job: the struct is removed",
                "breaking acme::widgets::CreateWidgetAnswer::Accepted: holds `Conflict`, held `Job`",
            ],
        ),
        (
            &[(
                Widgets,
                job,
                &job.replace("payload = \"\"", "payload = \"job\""),
            )],
            &[
                "fix acme::widgets::CreateWidgetAnswer::Accepted: what it holds is the member `job`, was the whole answer",
            ],
        ),
        (
            &[(
                Widgets,
                job,
                &job.replace("202", "203, name = \"Accepted\""),
            )],
            &["fix acme::widgets::CreateWidgetAnswer::Accepted: is for `203`, was for `202`"],
        ),
        (
            &[(
                Widgets,
                job,
                &format!("{job}  {{ status = 206, returns = \"binary\" }},\n"),
            )],
            &[
                "breaking acme::widgets::CreateWidgetAnswer: is no longer `Clone` and `PartialEq`: it may hold a stream",
                "addition acme::widgets::CreateWidgetAnswer::PartialContent: the variant is new, for `206`",
            ],
        ),
        (
            &[(Widgets, "It takes a while.", "It takes long.")],
            &["fix acme::widgets::CreateWidgetAnswer::Accepted: documentation changed"],
        ),
    ]);
}

#[test]
fn what_errors_carry() {
    let refused = "  { status = 422, type = \"list<string>\", name = \"Refused\", doc = \"What is wrong with it.\" },\n";
    let paid = "failures = [{ status = 409, type = \"Conflict\", doc = \"It is paid.\" }]";
    hold(&[
        (
            &[(Widgets, paid, "")],
            &["breaking acme::widgets::PayWidget::failure: the function is removed"],
        ),
        (
            &[(
                Widgets,
                "returns = \"binary\"",
                "returns = \"binary\"\nfailures = [{ status = 409, type = \"Conflict\" }]",
            )],
            &[
                "addition acme::widgets::ManualWidget::failure: the function is new, and gives `Conflict`",
            ],
        ),
        (
            &[(
                Widgets,
                paid,
                "failures = [{ status = 409, type = \"list<string>\", doc = \"It is paid.\" }]",
            )],
            &["breaking acme::widgets::PayWidget::failure: gives `Vec<String>`, gave `Conflict`"],
        ),
        (
            &[(
                Widgets,
                paid,
                "failures = [{ status = 402, type = \"Conflict\", doc = \"It is paid.\" }]",
            )],
            &["fix acme::widgets::PayWidget::failure: is for `402`, was for `409`"],
        ),
        (
            &[(Widgets, refused, "")],
            &[
                "breaking acme::widgets::CreateWidget::failure: gives `Conflict`, gave `CreateWidgetFailure`",
            ],
        ),
        (
            &[(Widgets, refused, &refused.replace("list<string>", "Job"))],
            &[
                "breaking acme::widgets::CreateWidgetFailure::Refused: holds `Job`, held `Vec<String>`",
            ],
        ),
        (
            &[(
                Widgets,
                refused,
                &format!("{refused}  {{ status = 423, type = \"Job\" }},\n"),
            )],
            &["addition acme::widgets::CreateWidgetFailure::Locked: the variant is new, for `423`"],
        ),
    ]);
}
