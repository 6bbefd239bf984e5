//! What an operation gives: its answers, and what its errors carry.

use std::borrow::Cow;

use smol_str::format_smolstr;

use super::State;
use super::log::{At, Log};
use super::operations::Of;
use super::pairs::pairs;
use super::payload::{self, Carrier, carried};
use super::two::Two;
use super::words::code;
use crate::ir::{Failures, Payload, Place};

/// A variant that stands for statuses.
struct Case<'a> {
    rust: &'a str,
    statuses: &'a [u16],
    payload: Cow<'a, Payload>,
    doc: &'a str,
    place: &'a Place,
}

/// Compares what an operation of both states answers.
pub(super) fn compare_answers(old: Of<'_>, new: Of<'_>, two: &Two<'_>, log: &mut Log) {
    let (was, is) = (&old.operation.payload, &new.operation.payload);
    let carrier = Carrier {
        path: &new.function(two),
        at: At::New(&new.operation.place),
        modules: (&old.module.name, &new.module.name),
        verb: ("returns", "returned"),
    };
    payload::compare(was, is, &carrier, two, log);
    let (Payload::ByStatus { rust: old_rust, .. }, Payload::ByStatus { rust, .. }) = (was, is)
    else {
        return;
    };
    let path = new.item(rust, two);
    renamed((old, old_rust), (new, rust), two, log);
    match (was.is_streamed(), is.is_streamed()) {
        (false, true) => {
            let what = "is no longer `Clone` and `PartialEq`: it may hold a stream";
            log.breaking(&path, what, carrier.at);
        }
        (true, false) => log.addition(&path, "is `Clone` and `PartialEq` now", carrier.at),
        _ => {}
    }
    compare_cases(
        &answers(was),
        &answers(is),
        &Carrier {
            path: &path,
            ..carrier
        },
        two,
        log,
    );
}

fn answers(payload: &Payload) -> Vec<Case<'_>> {
    let Payload::ByStatus { cases, .. } = payload else {
        return Vec::new();
    };
    let cases = cases.iter().map(|case| Case {
        rust: &case.rust,
        statuses: &case.statuses,
        payload: Cow::Borrowed(&case.payload),
        doc: &case.doc,
        place: &case.place,
    });
    cases.collect()
}

/// Compares what the errors of an operation of both states carry.
pub(super) fn compare_failures(old: Of<'_>, new: Of<'_>, two: &Two<'_>, log: &mut Log) {
    let path = format!("{}::failure", new.item(&new.operation.rust, two));
    let at = At::New(&new.operation.place);
    let gives = |failures: &Failures, module: &str| match (&failures.rust, failures.cases.first()) {
        (Some(rust), _) => rust.clone(),
        (None, Some(case)) => carried(
            &Payload::Whole {
                ty: case.ty.clone(),
            },
            module,
        )
        .into(),
        (None, None) => "()".into(),
    };
    let (was, is) = match (&old.operation.failures, &new.operation.failures) {
        (None, None) => return,
        (Some(_), None) => {
            log.breaking(&path, "the function is removed", at);
            return;
        }
        (None, Some(is)) => {
            let gives = code(&gives(is, &new.module.name));
            log.addition(&path, format!("the function is new, and gives {gives}"), at);
            return;
        }
        (Some(was), Some(is)) => (was, is),
    };
    let modules = (&*old.module.name, &*new.module.name);
    let verb = ("gives", "gave");
    match (&was.rust, &is.rust) {
        (Some(old_rust), Some(rust)) => {
            renamed((old, old_rust), (new, rust), two, log);
            let path = &new.item(rust, two);
            let carrier = Carrier {
                path,
                at,
                modules,
                verb,
            };
            compare_cases(&failures(was), &failures(is), &carrier, two, log);
        }
        (None, None) => {
            let path = &path;
            let carrier = Carrier {
                path,
                at,
                modules,
                verb,
            };
            for (was, is) in failures(was).iter().zip(&failures(is)) {
                compare_case(was, is, &carrier, two, log);
            }
        }
        _ => {
            let (is, was) = (gives(is, modules.1), gives(was, modules.0));
            log.breaking(
                &path,
                format!("gives {}, gave {}", code(&is), code(&was)),
                at,
            );
        }
    }
}

fn failures(failures: &Failures) -> Vec<Case<'_>> {
    let cases = failures.cases.iter().map(|case| Case {
        rust: case.rust.as_deref().unwrap_or_default(),
        statuses: &case.statuses,
        payload: Cow::Owned(Payload::Whole {
            ty: case.ty.clone(),
        }),
        doc: &case.doc,
        place: &case.place,
    });
    cases.collect()
}

/// Says of an enum that stands beside an operation that it goes by another name.
fn renamed((old, was): (Of<'_>, &str), (new, is): (Of<'_>, &str), two: &Two<'_>, log: &mut Log) {
    if was != is {
        let at = At::New(&new.operation.place);
        let what = format!("is called {} now", code(is));
        log.breaking(&old.item(was, two), what, at);
    }
}

/// Compares the variants of an enum by status, which `by` names.
fn compare_cases(
    old: &[Case<'_>],
    new: &[Case<'_>],
    by: &Carrier<'_>,
    two: &Two<'_>,
    log: &mut Log,
) {
    let by_statuses = |_: State, case: &Case<'_>| Some(statuses(case.statuses).into());
    let by_name = |_: State, case: &Case<'_>| Some(case.rust.into());
    let by_first = |_: State, case: &Case<'_>| {
        case.statuses
            .first()
            .map(|status| format_smolstr!("{status}"))
    };
    let cases = pairs(old, new, &[&by_statuses, &by_name, &by_first]);
    let path = |case: &Case<'_>| format!("{}::{}", by.path, case.rust);
    for case in cases.gone {
        log.breaking(&path(case), "the variant is removed", At::Old(case.place));
    }
    for pair in cases.both {
        let (was, is) = (pair.old, pair.new);
        let at = At::New(is.place);
        if was.rust != is.rust {
            let what = format!("is called {} now", code(is.rust));
            log.breaking(&path(was), what, at);
        }
        let (path, verb) = (&path(is), ("holds", "held"));
        compare_case(
            was,
            is,
            &Carrier {
                path,
                at,
                verb,
                ..*by
            },
            two,
            log,
        );
    }
    for case in cases.fresh {
        let what = format!("the variant is new, for {}", statuses(case.statuses));
        log.addition(&path(case), what, At::New(case.place));
    }
}

/// Compares what statuses of both states stand for.
fn compare_case(old: &Case<'_>, new: &Case<'_>, by: &Carrier<'_>, two: &Two<'_>, log: &mut Log) {
    payload::compare(&old.payload, &new.payload, by, two, log);
    if old.statuses != new.statuses {
        let (is, was) = (statuses(new.statuses), statuses(old.statuses));
        log.fix(by.path, format!("is for {is}, was for {was}"), by.at);
    }
    log.documentation(old.doc != new.doc, by.path, new.place);
}

fn statuses(statuses: &[u16]) -> String {
    let statuses: Vec<String> = statuses
        .iter()
        .map(|status| format!("`{status}`"))
        .collect();
    statuses.join(", ")
}
