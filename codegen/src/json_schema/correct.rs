//! Corrections of a vendor's schema, each of which expects to find what it corrects.

use std::collections::HashSet;

use smol_str::SmolStr;

use super::Document;
use super::gone::by_missing_step;
use super::pointer::{index, near_pointer, segments};
use crate::diagnostic::{Diagnostic, codes, suggestion};
use crate::source::{Node, Property, Span, Value};
use crate::spec::Correction;

/// How many members are moved for a step of work.
const MOVES: usize = 16;

/// For how many corrections that lead nowhere the place is looked for that was probably meant.
const SUGGESTIONS: usize = 20;

/// In how long a list an item that a correction takes out is looked for.
const MOST_ITEMS: usize = 1_000;

/// Why a correction was not made.
enum Unmade {
    /// Its place is gone.
    Gone(Box<Diagnostic>),
    /// It does not fit.
    Misfit(Box<Diagnostic>),
    /// The vendor has made it.
    Made(Box<Diagnostic>),
}

/// Puts a document right, notes in it what could not be put right, and returns whether anything
/// changed. A correction whose old value is not what stands there is reported and left undone: a newer
/// document may need it no more. Corrections whose places one change took away are reported
/// together. What corrections move is counted against `most_steps`.
pub(crate) fn correct<'s>(
    document: &mut Document,
    corrections: impl Iterator<Item = &'s Correction>,
    most_steps: u32,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let root = &mut document.root;
    let mut changed = false;
    let mut undone: Vec<SmolStr> = Vec::new();
    let mut gone: Vec<(&Correction, Box<Diagnostic>)> = Vec::new();
    let mut moved = 0;
    for correction in corrections {
        moved += moves(root, correction);
        if moved / MOVES >= most_steps as usize {
            diagnostics.push(too_many(correction.pointer.span, most_steps));
            break;
        }
        match apply(root, correction) {
            Ok(()) => changed = true,
            Err(Unmade::Made(diagnostic)) => diagnostics.push(*diagnostic),
            Err(Unmade::Misfit(diagnostic)) => {
                diagnostics.push(*diagnostic);
                undone.push(correction.pointer.value.clone());
            }
            Err(Unmade::Gone(diagnostic)) => gone.push((correction, diagnostic)),
        }
    }
    let places = gone.iter().map(|(correction, _)| &correction.pointer);
    let groups = by_missing_step(root, places.map(|it| (it.value.as_str(), it.span)));
    let mut single: HashSet<Span> = HashSet::new();
    for group in &groups {
        if group.is_one_change(root) {
            diagnostics.push(group.report(root, codes::CORRECTION, "corrections"));
            undone.push(group.missing.as_str().into());
        } else {
            single.extend(&group.spans);
        }
    }
    let mut suggestions = 0;
    for (correction, mut diagnostic) in gone {
        if !single.contains(&correction.pointer.span) {
            continue;
        }
        // A few are enough to see what happened.
        suggestions += 1;
        if suggestions <= SUGGESTIONS
            && let Some(near) = near_pointer(root, &correction.pointer.value)
        {
            diagnostic.help = Some(format!("did you mean `{near}`?"));
        }
        diagnostics.push(*diagnostic);
        undone.push(correction.pointer.value.clone());
    }
    document.uncorrected.extend(undone);
    changed
}

/// How many members or items it takes to add or remove one: those behind it are moved.
fn moves(root: &Node, correction: &Correction) -> usize {
    if correction.old.is_some() && correction.new.is_some() {
        return 1;
    }
    let path = segments(&correction.pointer.value);
    let mut path: Vec<_> = path.into_iter().flatten().collect();
    path.pop();
    let holder = path.iter().try_fold(root, |node, name| match &node.value {
        Value::Object(object) => object.get(name),
        Value::Array(items) => items.get(index(name)?),
        _ => None,
    });
    match holder.map(|holder| &holder.value) {
        Some(Value::Object(object)) => object.len(),
        Some(Value::Array(items)) => items.len(),
        _ => 1,
    }
}

fn too_many(span: Span, most_steps: u32) -> Diagnostic {
    Diagnostic::error(
        codes::WORK_LIMIT,
        span,
        format!("the corrections up to here move more than {most_steps} times {MOVES} members"),
    )
    .label("this one is not made, nor those that follow")
    .help("replace whole tables with few corrections, or raise `Limits::steps`")
    .note("to add or to remove a member moves those that stand behind it")
}

fn apply(root: &mut Node, correction: &Correction) -> Result<(), Unmade> {
    let pointer = &correction.pointer;
    let wrong = |message: String| {
        Box::new(
            Diagnostic::error(codes::CORRECTION, pointer.span, message)
                .label("of this place")
                .help("remove the correction, or bring it up to date with the document"),
        )
    };
    let (old, new) = (correction.old.as_ref(), correction.new.as_ref());
    if (old.is_none() && new.is_none()) || (old.is_some() && same(old, new)) {
        return Err(Unmade::Misfit(wrong(format!(
            "the correction of `{}` changes nothing",
            pointer.value
        ))));
    }
    let path: Vec<String> = segments(&pointer.value)
        .map(|segments| segments.map(|segment| segment.into_owned()).collect())
        .unwrap_or_default();
    let Some((name, parents)) = path.split_last() else {
        return Err(Unmade::Misfit(wrong(format!(
            "`{}` is no JSON pointer to a value",
            pointer.value
        ))));
    };
    let parent = parents
        .iter()
        .try_fold(&mut *root, |node, segment| step(node, segment))
        .ok_or_else(|| Unmade::Gone(wrong(format!("nothing stands at `{}`", pointer.value))))?;
    let parent_span = parent.span;
    if let Some(span) = is_made(parent, name, old, new) {
        return Err(Unmade::Made(made(correction, span)));
    }
    let found = step(parent, name);
    match (found, old) {
        (Some(found), Some(old)) if !found.says_same(old) => Err(Unmade::Misfit(Box::new(
            Diagnostic::error(
                codes::CORRECTION,
                old.span,
                format!(
                    "`{}` is not what the correction expects to find",
                    pointer.value
                ),
            )
            .label("expected here")
            .also(found.span, "found here")
            .help("remove the correction, or bring it up to date with the document"),
        ))),
        (Some(found), None) => Err(Unmade::Misfit(Box::new(
            Diagnostic::error(
                codes::CORRECTION,
                pointer.span,
                format!(
                    "the correction adds `{}`, which is there already",
                    pointer.value
                ),
            )
            .label("added here")
            .also(found.span, "it is here")
            .help("say in `old` what it replaces, or remove the correction"),
        ))),
        (None, Some(_)) => Err(Unmade::Gone(Box::new(
            Diagnostic::error(
                codes::CORRECTION,
                pointer.span,
                format!("nothing stands at `{}`", pointer.value),
            )
            .label("leads nowhere")
            .also(parent_span, "it would stand in here")
            .help("remove the correction, or bring it up to date with the document"),
        ))),
        (Some(found), Some(_)) => {
            match new {
                Some(new) => *found = new.clone(),
                None => remove(parent, name),
            }
            Ok(())
        }
        (None, None) => match new {
            Some(new) => add(parent, name, new).map_err(|why| Unmade::Misfit(wrong(why))),
            None => Ok(()),
        },
    }
}

/// Whether two values are the same.
fn same(one: Option<&Node>, other: Option<&Node>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.says_same(other),
        (None, None) => true,
        _ => false,
    }
}

/// Where the document is as a correction would make it.
fn is_made(parent: &Node, name: &str, old: Option<&Node>, new: Option<&Node>) -> Option<Span> {
    let items = parent.as_array();
    let found = match items {
        Some(items) => index(name).and_then(|index| items.get(index)),
        None => parent.get(name),
    };
    match (items, new) {
        // The items of a list have no places of their own: one that goes moves others.
        (Some(items), None) => {
            if items.len() > MOST_ITEMS || same(found, old) {
                return None;
            }
            let gone = items.iter().all(|item| !same(Some(item), old));
            gone.then_some(parent.span)
        }
        (Some(items), Some(_)) if name == "-" => {
            let mut items = items.iter();
            Some(items.find(|item| same(Some(item), new))?.span)
        }
        (None, None) => {
            let members = parent.as_object().into_iter().flatten();
            let near = |member: &&Property| {
                suggestion(name, [member.name.as_str()]).is_some() && same(Some(&member.value), old)
            };
            // A slip of the hand is another mistake.
            let is_made = found.is_none() && !members.into_iter().any(|member| near(&member));
            is_made.then_some(parent.span)
        }
        (_, Some(_)) => found
            .filter(|found| same(Some(found), new))
            .map(|it| it.span),
    }
}

fn made(correction: &Correction, span: Span) -> Box<Diagnostic> {
    let pointer = &correction.pointer;
    let place = &pointer.value;
    let message = match (&correction.old, &correction.new) {
        (Some(_), Some(_)) => format!("the document has made this correction of `{place}` itself"),
        (None, _) => format!("the document has what this correction adds at `{place}`"),
        (_, None) => format!("the document lacks what this correction takes out at `{place}`"),
    };
    Box::new(
        Diagnostic::error(codes::CORRECTION, pointer.span, message)
            .label("corrected here")
            .also(
                span,
                match correction.new {
                    Some(_) => "as the correction would have it",
                    None => "without what the correction takes out",
                },
            )
            .help("remove the correction: it is not needed any more"),
    )
}

fn step<'a>(node: &'a mut Node, segment: &str) -> Option<&'a mut Node> {
    match &mut node.value {
        Value::Object(object) => object.get_mut(segment),
        Value::Array(items) => items.get_mut(index(segment)?),
        _ => None,
    }
}

fn remove(parent: &mut Node, name: &str) {
    match &mut parent.value {
        Value::Object(object) => object.remove(name),
        Value::Array(items) => {
            if let Some(index) = index(name).filter(|index| *index < items.len()) {
                items.remove(index);
            }
        }
        _ => {}
    }
}

fn add(parent: &mut Node, name: &str, new: &Node) -> Result<(), String> {
    match &mut parent.value {
        Value::Object(object) => {
            object.insert(Property {
                name: name.into(),
                name_span: new.span,
                value: new.clone(),
            });
            Ok(())
        }
        Value::Array(items) if name == "-" => {
            items.push(new.clone());
            Ok(())
        }
        _ => Err(format!("`{name}` cannot be added: its place is no object")),
    }
}
