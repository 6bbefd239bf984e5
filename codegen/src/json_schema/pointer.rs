//! JSON pointers (RFC 6901).

use std::borrow::Cow;

use crate::diagnostic::suggestion;
use crate::source::{Node, Value};

/// The segments of a pointer, unescaped; `None` where it does not begin with a slash.
pub(crate) fn segments(pointer: &str) -> Option<impl Iterator<Item = Cow<'_, str>>> {
    let rest = pointer.strip_prefix('/');
    if rest.is_none() && !pointer.is_empty() {
        return None;
    }
    let segments = rest.into_iter().flat_map(|rest| rest.split('/'));
    Some(segments.map(unescape))
}

fn unescape(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') {
        Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(segment)
    }
}

/// The pointer that was probably meant by one that leads nowhere: its segments, each as it is or as
/// the nearest name that stands there. `None` where there is no such, or where it leads somewhere.
pub(crate) fn near_pointer(root: &Node, pointer: &str) -> Option<String> {
    let mut node = root;
    let mut near = String::new();
    let mut differs = false;
    for segment in segments(pointer)? {
        let next = match &node.value {
            Value::Object(object) => match object.property(&segment) {
                Some(property) => property,
                None => {
                    differs = true;
                    let names = object.iter().map(|member| member.name.as_str());
                    object.property(suggestion(&segment, names)?)?
                }
            },
            Value::Array(items) => {
                push_child(&mut near, &segment);
                node = items.get(index(&segment)?)?;
                continue;
            }
            _ => return None,
        };
        push_child(&mut near, &next.name);
        node = &next.value;
    }
    differs.then_some(near)
}

/// The pointer of a member of what `pointer` points to.
pub(crate) fn child(pointer: &str, name: &str) -> String {
    let mut out = String::with_capacity(pointer.len() + name.len() + 1);
    out.push_str(pointer);
    push_child(&mut out, name);
    out
}

/// Makes a pointer one to a member of what it points to.
pub(crate) fn push_child(pointer: &mut String, name: &str) {
    pointer.push('/');
    for c in name.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}

/// The index of an item, if a segment is one: each has one spelling.
pub(crate) fn index(segment: &str) -> Option<usize> {
    let plain = segment.bytes().all(|byte| byte.is_ascii_digit());
    let zero = segment.len() > 1 && segment.starts_with('0');
    if plain && !zero {
        segment.parse().ok()
    } else {
        None
    }
}

/// The pointer of what holds the place that a pointer leads to, and the name of the place in it, as
/// it is written.
pub(crate) fn parent(pointer: &str) -> Option<(&str, &str)> {
    pointer.rsplit_once('/')
}

/// The last segment, unescaped.
pub(crate) fn last(pointer: &str) -> Cow<'_, str> {
    unescape(pointer.rsplit('/').next().unwrap_or_default())
}
