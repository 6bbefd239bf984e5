//! What an operation takes: its parameters and its body.

use smol_str::{SmolStr, format_smolstr};

use super::State;
use super::log::{At, Log};
use super::operations::Of;
use super::pairs::{Pair, is_reordered, pairs};
use super::rust_types::rust_type;
use super::two::{Kin, Two};
use super::words::{code, codes, from_type, meaning};
use crate::ir::{BodyKind, ListStyle, Operation, Parameter, ParameterPlace, Place, Type};

/// What an operation takes: a field of its struct, an argument or a setter.
struct Taken<'a> {
    /// None: the body.
    parameter: Option<&'a Parameter>,
    rust: &'a str,
    ty: &'a Type,
    required: bool,
    place: &'a Place,
}

/// Everything that an operation takes, in the order of its arguments.
fn taken(operation: &Operation) -> Vec<Taken<'_>> {
    let parameters = operation.parameters.iter().map(|parameter| Taken {
        parameter: Some(parameter),
        rust: &parameter.rust,
        ty: &parameter.ty,
        required: parameter.required,
        place: &parameter.place,
    });
    let body = operation.body.iter().map(|body| Taken {
        parameter: None,
        rust: "body",
        ty: &body.ty,
        required: body.required,
        place: &operation.place,
    });
    parameters.chain(body).collect()
}

/// Compares what an operation of both states takes.
pub(super) fn compare(old: Of<'_>, new: Of<'_>, two: &Two<'_>, log: &mut Log) {
    let (was, is) = (taken(old.operation), taken(new.operation));
    let by_wire = |_: State, taken: &Taken<'_>| {
        let Some(parameter) = taken.parameter else {
            return Some(SmolStr::new_static("body"));
        };
        Some(format_smolstr!(
            "{} {}",
            to(parameter.place_in),
            parameter.wire
        ))
    };
    // The name that stands in a path's braces is nobody's but ours.
    let by_number = |state: State, taken: &Taken<'_>| {
        let operation = match state {
            State::Old => old.operation,
            State::New => new.operation,
        };
        let parameter = taken.parameter?;
        let is_in_path = |parameter: &&Parameter| parameter.place_in == ParameterPlace::Path;
        let mut in_path = operation.parameters.iter().filter(is_in_path);
        let number = in_path.position(|found| found.wire == parameter.wire)?;
        is_in_path(&parameter).then(|| format_smolstr!("{number}"))
    };
    let by_name = |_: State, taken: &Taken<'_>| Some(taken.rust.into());
    let found = pairs(&was, &is, &[&by_wire, &by_name, &by_number]);
    let function = new.function(two);
    let item = new.item(&new.operation.rust, two);
    let path = |taken: &Taken<'_>| format!("{item}::{}", taken.rust);
    for taken in &found.gone {
        let what = match taken.required {
            true => format!("is removed, an argument of `{}`", old.operation.function),
            false => "is removed, a setter".to_owned(),
        };
        log.breaking(&path(taken), what, At::Old(taken.place));
    }
    for pair in &found.both {
        taken_by_both(pair.old, pair.new, &(old, new, &item), two, log);
    }
    for taken in &found.fresh {
        let at = At::New(taken.place);
        match taken.required {
            true => {
                let what = format!("is new, an argument of `{}`", new.operation.function);
                log.breaking(&path(taken), what, at);
            }
            false => log.addition(&path(taken), "is new, a setter", at),
        }
    }
    let at = At::New(&new.operation.place);
    let arguments = || {
        let both = found.both.iter();
        both.filter(|pair| pair.old.required && pair.new.required)
    };
    if is_reordered(arguments()) {
        let what = format!(
            "takes its arguments in another order: {}, was {}",
            codes(arguments().map(|pair| pair.new.rust)),
            codes(before(arguments()).iter().map(|pair| pair.old.rust))
        );
        log.breaking(&function, what, at);
    } else if is_reordered(found.both.iter()) {
        log.fix(&function, "its parameters are sent in another order", at);
    }
    let asks = |taken: &[Taken<'_>]| taken.iter().any(|taken| taken.required);
    match (asks(&was), asks(&is)) {
        (false, true) => log.breaking(&item, "is no longer `Default`", at),
        (true, false) => log.addition(&item, "is `Default` now", at),
        _ => {}
    }
}

/// Pairs in their old order.
fn before<'p, 'a, T>(pairs: impl Iterator<Item = &'p Pair<'a, T>>) -> Vec<&'p Pair<'a, T>> {
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort_by_key(|pair| pair.was);
    pairs
}

fn taken_by_both(
    was: &Taken<'_>,
    is: &Taken<'_>,
    (old, new, item): &(Of<'_>, Of<'_>, &str),
    two: &Two<'_>,
    log: &mut Log,
) {
    let path = format!("{item}::{}", is.rust);
    let at = At::New(is.place);
    if was.rust != is.rust {
        let what = format!("is called {} now", code(is.rust));
        log.breaking(&format!("{item}::{}", was.rust), what, at);
    }
    let function = &new.operation.function;
    match (was.required, is.required) {
        (false, true) => {
            let what = format!("is an argument of `{function}`, was a setter");
            log.breaking(&path, what, at);
        }
        (true, false) => {
            let what = format!("is a setter, was an argument of `{function}`");
            log.breaking(&path, what, at);
        }
        _ => {}
    }
    match two.kin(was.ty, is.ty) {
        Kin::None => {
            let before = rust_type(was.ty, Some(&old.module.name));
            let now = rust_type(is.ty, Some(&new.module.name));
            log.breaking(&path, from_type(("is", "was"), &before, &now), at);
        }
        Kin::Rust => log.fix(&path, meaning(was.ty, is.ty), at),
        Kin::Same => {}
    }
    let (before, now) = (sent(old, was), sent(new, is));
    if before != now {
        log.fix(&path, format!("is sent as {now}, was sent as {before}"), at);
    }
    if let (Some(was), Some(is)) = (was.parameter, is.parameter) {
        if let (Some(was), Some(now)) = (was.list, is.list)
            && was != now
        {
            log.fix(
                &path,
                format!("is sent {}, was sent {}", items(now), items(was)),
                at,
            );
        }
        let documented =
            (&was.doc, &was.default, &was.example) != (&is.doc, &is.default, &is.example);
        log.documentation(documented, &path, &is.place);
    }
}

/// Where it goes on the wire.
fn sent(of: &Of<'_>, taken: &Taken<'_>) -> String {
    let Some(parameter) = taken.parameter else {
        return match of.operation.body.as_ref().map(|body| &body.kind) {
            Some(BodyKind::Binary { content_type }) => format!("bytes of {}", code(content_type)),
            Some(BodyKind::Json) | None => "JSON".to_owned(),
        };
    };
    match parameter.place_in {
        // Nobody sees the name that stands in the braces.
        ParameterPlace::Path => to(ParameterPlace::Path).to_owned(),
        place => format!("{} {}", to(place), code(&parameter.wire)),
    }
}

fn to(place: ParameterPlace) -> &'static str {
    match place {
        ParameterPlace::Path => "a part of the path",
        ParameterPlace::Query => "the query parameter",
        ParameterPlace::Header => "the header",
        ParameterPlace::Form => "the field",
        ParameterPlace::Part => "the part",
    }
}

fn items(style: ListStyle) -> &'static str {
    match style {
        ListStyle::Comma => "with commas between its items",
        ListStyle::Repeat => "once for each item",
    }
}
