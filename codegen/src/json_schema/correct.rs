//! Corrections of a vendor's schema, each of which expects to find what it corrects.

use smol_str::SmolStr;

use super::pointer::{index, near_pointer, segments};
use crate::diagnostic::{Diagnostic, codes};
use crate::source::{Node, Property, Value};
use crate::spec::Correction;

/// For how many corrections that lead nowhere the place is looked for that was probably meant.
const SUGGESTIONS: usize = 20;

/// Puts a document right, and returns the pointers of what it could not put right. A correction
/// whose old value is not what stands there is reported and left undone: a newer document may
/// need it no more.
pub(crate) fn correct(
    root: &mut Node,
    corrections: &[Correction],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<SmolStr> {
    let mut undone = Vec::new();
    for correction in corrections {
        if let Err(mut diagnostic) = apply(root, correction) {
            // A few are enough to see what happened.
            if undone.len() < SUGGESTIONS
                && let Some(near) = near_pointer(root, &correction.pointer.value)
            {
                diagnostic.help = Some(format!("did you mean `{near}`?"));
            }
            diagnostics.push(*diagnostic);
            undone.push(correction.pointer.value.clone());
        }
    }
    undone
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
    if matches!((&correction.old, &correction.new), (Some(old), Some(new)) if old.to_literal() == new.to_literal())
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
        (Some(found), Some(old)) if found.to_literal() != old.to_literal() => Err(Box::new(
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
