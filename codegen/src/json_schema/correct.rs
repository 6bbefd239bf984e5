//! Corrections of a vendor's schema, each of which expects to find what it corrects.

use super::Document;
use super::pointer::{index, near_pointer, segments};
use crate::diagnostic::{Diagnostic, codes};
use crate::source::{Node, Property, Span, Value};
use crate::spec::Correction;

/// How many members are moved for a step of work.
const MOVES: usize = 16;

/// For how many corrections that lead nowhere the place is looked for that was probably meant.
const SUGGESTIONS: usize = 20;

/// Puts a document right, and returns whether that changed it. A correction whose old value is not
/// what stands there is reported and left undone: a newer document may need it no more. What
/// corrections move is counted against `most_steps`.
pub(crate) fn correct<'s>(
    document: &mut Document,
    corrections: impl Iterator<Item = &'s Correction>,
    most_steps: u32,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let mut changed = false;
    let mut undone = 0;
    let mut moved = 0;
    for correction in corrections {
        moved += moves(&document.root, correction);
        if moved / MOVES >= most_steps as usize {
            diagnostics.push(too_many(correction.pointer.span, most_steps));
            break;
        }
        let Err(mut diagnostic) = apply(&mut document.root, correction) else {
            changed = true;
            continue;
        };
        undone += 1;
        // A few are enough to see what happened.
        if undone <= SUGGESTIONS
            && let Some(near) = near_pointer(&document.root, &correction.pointer.value)
        {
            diagnostic.help = Some(format!("did you mean `{near}`?"));
        }
        diagnostics.push(*diagnostic);
        document
            .uncorrected
            .insert(correction.pointer.value.clone());
    }
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

fn apply(root: &mut Node, correction: &Correction) -> Result<(), Box<Diagnostic>> {
    let pointer = &correction.pointer;
    let fail = |message: String| {
        Box::new(
            Diagnostic::error(codes::CORRECTION, pointer.span, message)
                .label("of this place")
                .help("remove the correction, or bring it up to date with the document"),
        )
    };
    if matches!((&correction.old, &correction.new), (Some(old), Some(new)) if old.says_same(new))
        || (correction.old.is_none() && correction.new.is_none())
    {
        return Err(fail(format!(
            "the correction of `{}` changes nothing",
            pointer.value
        )));
    }
    let path: Vec<String> = segments(&pointer.value)
        .map(|segments| segments.map(|segment| segment.into_owned()).collect())
        .unwrap_or_default();
    let Some((name, parents)) = path.split_last() else {
        return Err(fail(format!(
            "`{}` is no JSON pointer to a value",
            pointer.value
        )));
    };
    let parent = parents
        .iter()
        .try_fold(&mut *root, |node, segment| step(node, segment))
        .ok_or_else(|| fail(format!("nothing stands at `{}`", pointer.value)))?;
    let parent_span = parent.span;
    let found = step(parent, name);
    match (found, &correction.old) {
        (Some(found), Some(old)) if !found.says_same(old) => Err(Box::new(
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
        )),
        (Some(found), None) => Err(Box::new(
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
        )),
        (None, Some(_)) => Err(Box::new(
            Diagnostic::error(
                codes::CORRECTION,
                pointer.span,
                format!("nothing stands at `{}`", pointer.value),
            )
            .label("leads nowhere")
            .also(parent_span, "it would stand in here")
            .help("remove the correction, or bring it up to date with the document"),
        )),
        (Some(found), Some(_)) => {
            match &correction.new {
                Some(new) => *found = new.clone(),
                None => remove(parent, name),
            }
            Ok(())
        }
        (None, None) => match &correction.new {
            Some(new) => add(parent, name, new).map_err(fail),
            None => Ok(()),
        },
    }
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
