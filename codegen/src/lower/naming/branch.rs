//! What a branch of a choice says of itself.

use smol_str::{SmolStr, format_smolstr};

use crate::lower::keywords::is_null;
use crate::names::type_name;
use crate::source::{Node, Object, Value};

/// How deep the pieces of a branch are looked at: lists in lists, choices in choices.
const DEPTH: u32 = 4;

/// What a branch says of itself. What it only refers to is left out: the work is that of one look at
/// the document.
#[derive(Debug, Default)]
pub(super) struct Branch<'n> {
    pub(super) is_null: bool,
    /// Its one value, or what all of its values begin with.
    pub(super) constant: Option<SmolStr>,
    /// The values of the members that have one.
    pub(super) constants: Vec<SmolStr>,
    pub(super) required: Vec<&'n str>,
    /// The members, with the kind of their values where it is known.
    pub(super) members: Vec<(&'n str, SmolStr)>,
    /// What sets it apart from others of its kind: that it is deprecated, a format.
    pub(super) marks: Vec<SmolStr>,
    kind: Option<SmolStr>,
    finer: Option<SmolStr>,
}

impl<'n> Branch<'n> {
    pub(super) fn of(node: &'n Node) -> Self {
        let mut branch = Self {
            is_null: is_null(node),
            kind: kind(node, DEPTH),
            ..Self::default()
        };
        let Some(object) = node.as_object() else {
            return branch;
        };
        branch.constant = constant(object).or_else(|| common_start(object));
        branch.finer = finer_kind(object);
        branch.gather(object, DEPTH);
        if object.get("deprecated").and_then(Node::as_bool) == Some(true) {
            branch.marks.push(SmolStr::new_static("Deprecated"));
        }
        let format = object.get("format").and_then(Node::as_str);
        branch.marks.extend(format.map(type_name));
        branch
    }

    /// A word for the kind of its values: `String`, `List`.
    pub(super) fn kind(&self) -> Option<SmolStr> {
        self.kind.clone()
    }

    /// A word that says more: `StringList`, `Value` of a value that is listed.
    pub(super) fn finer_kind(&self) -> Option<SmolStr> {
        self.finer.clone()
    }

    /// Gathers the members that the pieces of a branch name.
    fn gather(&mut self, object: &'n Object, depth: u32) {
        let Some(depth) = depth.checked_sub(1) else {
            return;
        };
        let members = object.get("properties").and_then(Node::as_object);
        for member in members.into_iter().flatten() {
            let name = member.name.as_str();
            self.constants
                .extend(member.value.as_object().and_then(constant));
            let kind = kind(&member.value, 1).unwrap_or_default();
            self.members.push((name, kind));
        }
        let required = object.get("required").and_then(Node::as_array);
        let required = required.into_iter().flatten();
        self.required.extend(required.filter_map(Node::as_str));
        let pieces = object.get("allOf").and_then(Node::as_array);
        for piece in pieces.into_iter().flatten().filter_map(Node::as_object) {
            self.gather(piece, depth);
        }
    }
}

/// The one value of a schema as text: of `const`, of `enum`, of a pattern that only one text fits.
fn constant(object: &Object) -> Option<SmolStr> {
    let value = match object.get("enum").and_then(Node::as_array) {
        Some([one]) => Some(one),
        Some(_) => return None,
        None => object.get("const"),
    };
    match value.map(|value| &value.value) {
        Some(Value::String(text) | Value::Number(text)) => Some(text.clone()),
        Some(Value::Bool(flag)) => Some(format_smolstr!("{flag}")),
        Some(_) => None,
        None => {
            let pattern = object.get("pattern")?.as_str()?;
            let text = pattern.strip_prefix('^')?.strip_suffix('$')?;
            let is_plain = |c: char| c.is_alphanumeric() || "-_@/: ".contains(c);
            (!text.is_empty() && text.chars().all(is_plain)).then(|| text.into())
        }
    }
}

/// What all listed texts begin with, up to where a word ends: of `publish@1` and `publish@2`, it is
/// `publish`.
fn common_start(object: &Object) -> Option<SmolStr> {
    let values = object.get("enum")?.as_array()?;
    let mut texts = values.iter().map(Node::as_str);
    let mut common = texts.next()??;
    for text in texts {
        let text = text?;
        let same = common.chars().zip(text.chars()).take_while(|(a, b)| a == b);
        let end: usize = same.map(|(c, _)| c.len_utf8()).sum();
        common = common.get(..end)?;
    }
    let word = common.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
    let is_word = word.len() < common.len() && word.len() > 2;
    is_word.then(|| word.into())
}

/// The constant of a member by which a condition is met, as a name.
pub(super) fn condition_word(condition: &Node) -> Option<SmolStr> {
    let members = condition.get("properties")?.as_object()?;
    let constant = members
        .iter()
        .find_map(|member| constant(member.value.as_object()?))?;
    Some(type_name(&constant))
}

/// A word for the kind of values that a schema takes; none where it does not say.
fn kind(node: &Node, depth: u32) -> Option<SmolStr> {
    if node.as_bool() == Some(true) || node.as_object().is_some_and(Object::is_empty) {
        return Some(SmolStr::new_static("Any"));
    }
    let object = node.as_object()?;
    let has = |keyword: &str| object.get(keyword).is_some();
    if let Some(types) = object.get("type") {
        let names: Vec<&str> = match types.as_array() {
            Some(names) => names.iter().filter_map(Node::as_str).collect(),
            None => types.as_str().into_iter().collect(),
        };
        let words = names.into_iter().filter(|name| *name != "null");
        return several(words.map(|name| {
            SmolStr::new_static(match name {
                "string" => "String",
                "boolean" => "Boolean",
                "integer" => "Integer",
                "number" => "Number",
                "array" => "List",
                "object" if !has("properties") && !has("allOf") && is_map(object) => "Map",
                _ => "Object",
            })
        }));
    }
    if let Some(values) = object.get("enum").and_then(Node::as_array) {
        return several(values.iter().filter_map(value_kind));
    }
    if let Some(value) = object.get("const") {
        return value_kind(value);
    }
    if has("properties") || has("required") {
        return Some(SmolStr::new_static("Object"));
    }
    if is_map(object) {
        return Some(SmolStr::new_static("Map"));
    }
    if has("items") || has("prefixItems") {
        return Some(SmolStr::new_static("List"));
    }
    if has("pattern") || has("format") {
        return Some(SmolStr::new_static("String"));
    }
    let depth = depth.checked_sub(1)?;
    let pieces = ["allOf", "oneOf", "anyOf"]
        .iter()
        .filter_map(|name| object.get(name)?.as_array());
    several(pieces.flatten().filter_map(|piece| kind(piece, depth)))
}

fn is_map(object: &Object) -> bool {
    let mut keywords = ["additionalProperties", "patternProperties"].into_iter();
    keywords.any(|name| {
        object
            .get(name)
            .is_some_and(|node| node.as_object().is_some())
    })
}

/// The word for values of several kinds.
fn several(kinds: impl IntoIterator<Item = SmolStr>) -> Option<SmolStr> {
    let mut kinds = kinds.into_iter();
    let first = kinds.next()?;
    let is_scalar =
        |kind: &SmolStr| !matches!(kind.as_str(), "Any" | "List" | "Map" | "Object" | "Value");
    let (mut same, mut scalars) = (true, is_scalar(&first));
    for kind in kinds {
        same &= kind == first;
        scalars &= is_scalar(&kind);
    }
    Some(match (same, scalars) {
        (true, _) => first,
        (false, true) => SmolStr::new_static("Scalar"),
        (false, false) => SmolStr::new_static("Value"),
    })
}

fn value_kind(value: &Node) -> Option<SmolStr> {
    Some(SmolStr::new_static(match &value.value {
        Value::Null => return None,
        Value::Bool(_) => "Boolean",
        Value::Number(_) => "Number",
        Value::String(_) => "String",
        Value::Array(_) => "List",
        Value::Object(_) => "Object",
    }))
}

/// A word that tells kinds apart which are called the same: lists by what they hold, listed values
/// from others.
fn finer_kind(object: &Object) -> Option<SmolStr> {
    if let Some(items) = object.get("items") {
        let reference = items.get("$ref").and_then(Node::as_str);
        let reference = reference.map(|text| type_name(&crate::json_schema::last(text)));
        return reference
            .or_else(|| kind(items, 1))
            .map(|kind| format_smolstr!("{kind}List"));
    }
    let is_listed = object.get("enum").is_some();
    let choice = ["oneOf", "anyOf"]
        .iter()
        .find_map(|name| object.get(name)?.as_array());
    let all_listed = choice.is_some_and(|branches| {
        let mut branches = branches.iter();
        branches.all(|branch| branch.get("enum").is_some() || branch.get("const").is_some())
    });
    (is_listed || all_listed).then(|| SmolStr::new_static("Value"))
}
