//! Which kinds of values schemas take, and of which of them they say more.

use crate::lower::context::Lowering;
use crate::lower::flat::Flat;
use crate::source::{Node, Object, Value};

/// A kind of JSON value that becomes a type; null is apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Object,
    Array,
    String,
    Number,
    Integer,
    Boolean,
}

/// The kinds in the order in which a union tries them: a whole number is a number too.
const ORDER: [(Kind, &str); 5] = [
    (Kind::Object, "object"),
    (Kind::Array, "array"),
    (Kind::String, "string"),
    (Kind::Number, "number"),
    (Kind::Boolean, "boolean"),
];

/// The kinds that are taken.
pub(super) struct Kinds {
    pub(super) null: bool,
    /// Each with whether something is said of it.
    pub(super) taken: Vec<(Kind, bool)>,
}

impl Kinds {
    /// Whether every value is taken, whatever it is.
    pub(super) fn says_nothing(&self) -> bool {
        self.null
            && self.taken.len() == ORDER.len()
            && self
                .taken
                .iter()
                .all(|(kind, said)| !said && *kind != Kind::Integer)
    }

    /// Whether there is one kind.
    pub(super) fn is_single(&self) -> bool {
        self.taken.len() == 1
    }
}

/// The kind that a keyword speaks of.
pub(crate) fn spoken(keyword: &str) -> Option<Kind> {
    Some(match keyword {
        "additionalProperties"
        | "dependencies"
        | "dependentRequired"
        | "dependentSchemas"
        | "maxProperties"
        | "minProperties"
        | "patternProperties"
        | "properties"
        | "propertyNames"
        | "required"
        | "unevaluatedProperties" => Kind::Object,
        "additionalItems" | "contains" | "items" | "maxContains" | "maxItems" | "minContains"
        | "minItems" | "prefixItems" | "unevaluatedItems" | "uniqueItems" => Kind::Array,
        "contentEncoding" | "contentMediaType" | "contentSchema" | "format" | "maxLength"
        | "minLength" | "pattern" => Kind::String,
        "exclusiveMaximum" | "exclusiveMinimum" | "maximum" | "minimum" | "multipleOf" => {
            Kind::Number
        }
        _ => return None,
    })
}

impl Lowering<'_> {
    pub(super) fn letter_kinds(&self, leaf: &Flat) -> Kinds {
        let objects = leaf.places.iter();
        let objects = objects.filter_map(|at| self.documents.node(at)?.as_object());
        let objects: Vec<&Object> = objects.collect();
        let mut null = true;
        let mut whole = false;
        let mut taken = ORDER.to_vec();
        let mut said: Vec<Kind> = Vec::new();
        for object in &objects {
            let word = |name: &str| takes(object, name);
            null &= word("null").unwrap_or(true);
            let numbers = word("number").unwrap_or(true);
            let integers = word("integer").unwrap_or(true);
            whole |= !numbers && integers;
            taken.retain(|(kind, name)| match kind {
                Kind::Number => numbers || integers,
                _ => word(name).unwrap_or(true),
            });
            let not = object.get("not");
            said.extend(not.map(spoken_of).unwrap_or_default());
            if let Some(refused) = not.and_then(refused) {
                null &= !refused.contains(&"null");
                taken.retain(|(_, name)| !refused.contains(name));
            }
            if not.and_then(Node::as_bool) == Some(true)
                || not.and_then(Node::as_object).is_some_and(Object::is_empty)
            {
                null = false;
                taken.clear();
            }
            said.extend(object.iter().filter_map(|keyword| spoken(&keyword.name)));
            if let Some(values) = values(object) {
                null &= values
                    .iter()
                    .any(|value| matches!(value.value, Value::Null));
                taken.retain(|(kind, _)| values.iter().any(|value| kind_of(value) == Some(*kind)));
                said.extend(values.iter().filter_map(kind_of));
            }
        }
        // OpenAPI's `nullable` holds for the whole, whatever schema it stands in.
        null |= objects.iter().any(|object| is_nullable(object));
        let taken = taken.into_iter().map(|(kind, _)| {
            let is_said = said.contains(&kind);
            let kind = match kind {
                Kind::Number if whole => Kind::Integer,
                kind => kind,
            };
            (kind, is_said)
        });
        Kinds {
            null,
            taken: taken.collect(),
        }
    }
}

/// Whether a schema's `type` takes a kind; `None` where it has no `type`.
fn takes(object: &Object, name: &str) -> Option<bool> {
    let node = object.get("type")?;
    let nullable = name == "null" && is_nullable(object);
    let named = match node.as_array() {
        Some(names) => names.iter().any(|one| one.as_str() == Some(name)),
        None => node.as_str() == Some(name),
    };
    Some(named || nullable)
}

fn is_nullable(object: &Object) -> bool {
    object.get("nullable").and_then(Node::as_bool) == Some(true)
}

/// The kinds of which a schema says something.
fn spoken_of(schema: &Node) -> Vec<Kind> {
    let Some(object) = schema.as_object() else {
        return Vec::new();
    };
    let mut kinds: Vec<Kind> = object
        .iter()
        .filter_map(|keyword| spoken(&keyword.name))
        .collect();
    if object.get("type").is_some() {
        let named = ORDER.into_iter().filter(|(kind, name)| {
            let whole = *kind == Kind::Number && takes(object, "integer") == Some(true);
            whole || takes(object, name) == Some(true)
        });
        kinds.extend(named.map(|(kind, _)| kind));
    }
    kinds
}

/// The kinds that `not` refuses, where it speaks of nothing else.
fn refused(not: &Node) -> Option<Vec<&str>> {
    let object = not.as_object().filter(|object| object.len() == 1)?;
    let node = object.get("type")?;
    Some(match node.as_array() {
        Some(names) => names.iter().filter_map(Node::as_str).collect(),
        None => node.as_str().into_iter().collect(),
    })
}

/// The values of `enum` or `const`.
pub(super) fn values(object: &Object) -> Option<&[Node]> {
    match object.get("enum").and_then(Node::as_array) {
        Some(values) => Some(values),
        None => object.get("const").map(std::slice::from_ref),
    }
}

/// The kind of a listed value; whole numbers are numbers.
pub(super) fn kind_of(value: &Node) -> Option<Kind> {
    Some(match value.value {
        Value::Null => return None,
        Value::Bool(_) => Kind::Boolean,
        Value::Number(_) => Kind::Number,
        Value::String(_) => Kind::String,
        Value::Array(_) => Kind::Array,
        Value::Object(_) => Kind::Object,
    })
}
