//! The tree that every input text is read into.

use smol_str::SmolStr;

use super::FileId;
use super::by_name::ByName;
use crate::ir::Literal;

/// A range of bytes in one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Which file, of [`Sources`](super::Sources).
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The bytes from `start` to `end` of a file. Sizes are bounded by the readers, far below
    /// what a span holds.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            file,
            start: clamp(start),
            end: clamp(end),
        }
    }

    /// The place between two bytes.
    pub fn point(file: FileId, at: usize) -> Self {
        Self::new(file, at, at)
    }

    /// From the start of this to the end of the other, in the same file.
    pub fn to(self, other: Self) -> Self {
        Self {
            end: other.end.max(self.end),
            ..self
        }
    }
}

/// A value with the place it was read from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

// Two values are equal where they say the same, wherever they stand.
impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A value of a document, TOML or JSON.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a [`Node`] is.
#[derive(Clone, Debug)]
pub enum Value {
    /// JSON's `null`. TOML has none: there it stands for a value that is not TOML, which was
    /// reported.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it was written (TOML's underscores removed).
    Number(SmolStr),
    /// A string, unescaped. TOML's dates are read as strings of their text.
    String(SmolStr),
    /// An array.
    Array(Vec<Node>),
    /// An object or table.
    Object(Object),
}

/// The members of an object, in the order of the document. Names are unique: the reader reports
/// the second of two and drops it.
#[derive(Clone, Debug, Default)]
pub struct Object {
    members: Vec<Property>,
    // Objects with thousands of members are looked up by name in a loop. Most are small, and a
    // document has very many: so it stands apart, and is there where they are many.
    by_name: Option<Box<ByName>>,
}

/// A member of an [`Object`].
#[derive(Clone, Debug)]
pub struct Property {
    /// Its name, unescaped.
    pub name: SmolStr,
    /// Where the name stands.
    pub name_span: Span,
    /// Its value.
    pub value: Node,
}

impl Object {
    /// Makes an object of members in document order, and returns those whose name was there
    /// before, each with the place of the first.
    pub fn new(members: Vec<Property>) -> (Self, Vec<(Property, Span)>) {
        if members.len() <= FEW {
            return Self::of_few(members);
        }
        let by_name = ByName::new(&members);
        let name = |at: u32| &members[at as usize].name;
        // Of equal names the first in the document comes first.
        let mut firsts: Vec<(u32, u32)> = Vec::new();
        let mut before = None;
        for at in by_name.places() {
            match before {
                Some(first) if name(first) == name(at) => firsts.push((at, first)),
                _ => before = Some(at),
            }
        }
        if firsts.is_empty() {
            let by_name = Some(Box::new(by_name));
            return (Self { members, by_name }, Vec::new());
        }
        firsts.sort_unstable();
        let spans: Vec<Span> = members.iter().map(|member| member.name_span).collect();
        let mut again = firsts.into_iter().peekable();
        let mut kept = Vec::with_capacity(members.len());
        let mut dropped = Vec::new();
        for (at, member) in (0..).zip(members) {
            match again.next_if(|(again, _)| *again == at) {
                Some((_, first)) => dropped.push((member, spans[first as usize])),
                None => kept.push(member),
            }
        }
        (Self::of(kept), dropped)
    }

    fn of_few(members: Vec<Property>) -> (Self, Vec<(Property, Span)>) {
        let again = |(at, member): (usize, &Property)| {
            let mut before = members.iter().take(at);
            before.any(|first| first.name == member.name)
        };
        if !members.iter().enumerate().any(again) {
            return (Self::of(members), Vec::new());
        }
        let mut kept: Vec<Property> = Vec::with_capacity(members.len());
        let mut dropped = Vec::new();
        for member in members {
            match kept.iter().find(|first| first.name == member.name) {
                Some(first) => {
                    let first = first.name_span;
                    dropped.push((member, first));
                }
                None => kept.push(member),
            }
        }
        (Self::of(kept), dropped)
    }

    /// Of members whose names differ.
    fn of(members: Vec<Property>) -> Self {
        let by_name = match members.len() <= FEW {
            true => None,
            false => Some(Box::new(ByName::new(&members))),
        };
        Self { members, by_name }
    }

    /// The place of a member.
    fn position(&self, name: &str) -> Option<usize> {
        match &self.by_name {
            Some(by_name) => by_name.find(&self.members, name),
            None => self.members.iter().position(|member| member.name == name),
        }
    }

    /// The member of that name.
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.members.get(self.position(name)?)
    }

    /// The value of the member of that name.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.property(name).map(|member| &member.value)
    }

    /// The value of the member of that name, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Node> {
        let at = self.position(name)?;
        self.members.get_mut(at).map(|member| &mut member.value)
    }

    /// Puts a member behind the others, unless there is one of its name.
    pub fn insert(&mut self, member: Property) {
        if self.position(&member.name).is_some() {
            return;
        }
        if let Some(by_name) = &mut self.by_name {
            by_name.insert(&self.members, &member.name);
        }
        self.members.push(member);
        if self.by_name.is_none() && self.members.len() > FEW {
            self.by_name = Some(Box::new(ByName::new(&self.members)));
        }
    }

    /// Takes a member out.
    pub fn remove(&mut self, name: &str) {
        if let Some(removed) = self.position(name) {
            self.members.remove(removed);
            if let Some(by_name) = &mut self.by_name {
                by_name.remove(removed);
            }
        }
    }

    /// The members, in the order of the document.
    pub fn iter(&self) -> std::slice::Iter<'_, Property> {
        self.members.iter()
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }
}

/// So many members are looked through faster than searched.
const FEW: usize = 8;

impl<'a> IntoIterator for &'a Object {
    type Item = &'a Property;
    type IntoIter = std::slice::Iter<'a, Property>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.iter()
    }
}

impl Node {
    /// The object, if it is one.
    pub fn as_object(&self) -> Option<&Object> {
        match &self.value {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The items, if it is an array.
    pub fn as_array(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The text, if it is a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match &self.value {
            Value::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The member of that name, if it is an object that has one.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.as_object()?.get(name)
    }

    /// What it is, in a word with its article, for messages: `a string`.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "a table",
        }
    }

    /// Whether two values are the same, wherever they stand.
    pub(crate) fn says_same(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Value::Null, Value::Null) => true,
            (Value::Bool(one), Value::Bool(other)) => one == other,
            (Value::Number(one), Value::Number(other))
            | (Value::String(one), Value::String(other)) => one == other,
            (Value::Array(one), Value::Array(other)) => {
                let mut items = one.iter().zip(other);
                one.len() == other.len() && items.all(|(one, other)| one.says_same(other))
            }
            (Value::Object(one), Value::Object(other)) => {
                let mut members = one.iter().zip(other);
                one.len() == other.len()
                    && members.all(|(one, other)| {
                        one.name == other.name && one.value.says_same(&other.value)
                    })
            }
            _ => false,
        }
    }

    /// The value without its places.
    pub fn to_literal(&self) -> Literal {
        match &self.value {
            Value::Null => Literal::Null,
            Value::Bool(value) => Literal::Bool(*value),
            Value::Number(text) => Literal::Number(text.clone()),
            Value::String(text) => Literal::String(text.clone()),
            Value::Array(items) => Literal::List(items.iter().map(Self::to_literal).collect()),
            Value::Object(object) => Literal::Object(
                object
                    .iter()
                    .map(|member| (member.name.clone(), member.value.to_literal()))
                    .collect(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use smol_str::format_smolstr;

    use super::{Node, Object, Property, Span, Value};

    fn member(name: &str) -> Property {
        Property {
            name: name.into(),
            name_span: Span::default(),
            value: Node {
                span: Span::default(),
                value: Value::String(format_smolstr!("of {name}")),
            },
        }
    }

    fn names(object: &Object) -> Vec<&str> {
        object.iter().map(|member| member.name.as_str()).collect()
    }

    #[test]
    fn members_are_found_by_name_and_keep_their_order() {
        // The hashes of the first two are equal.
        let all = ["costarring", "liquid", "", "b", "a"];
        let (mut object, twice) =
            Object::new(all.iter().chain(&["b"]).map(|name| member(name)).collect());
        assert_eq!(twice.len(), 1);
        assert_eq!(names(&object), all);
        for name in all {
            let value = object.get(name).and_then(Node::as_str);
            assert_eq!(value, Some(format!("of {name}").as_str()));
        }
        object.remove("liquid");
        object.remove("liquid");
        object.insert(member("c"));
        object.insert(member("a"));
        assert_eq!(names(&object), ["costarring", "", "b", "a", "c"]);
        assert!(object.get("liquid").is_none());
        for name in ["costarring", "", "b", "a", "c"] {
            assert!(object.get_mut(name).is_some(), "{name}");
        }
    }

    #[test]
    fn of_many_members_too_each_is_found() {
        let mut all: Vec<String> = (0..1000).map(|number| format!("member {number}")).collect();
        // The hashes of these two are equal.
        all.extend(["costarring", "liquid"].map(str::to_owned));
        let again = ["liquid", "member 7"];
        let members = all.iter().map(String::as_str).chain(again).map(member);
        let (mut object, twice) = Object::new(members.collect());
        let twice: Vec<&str> = twice.iter().map(|(twice, _)| twice.name.as_str()).collect();
        assert_eq!(twice, again);
        assert_eq!(names(&object), all);
        object.remove("member 7");
        object.remove("costarring");
        object.insert(member("liquid"));
        object.insert(member("member 1000"));
        all.retain(|name| name != "member 7" && name != "costarring");
        all.push("member 1000".to_owned());
        assert_eq!(names(&object), all);
        for name in &all {
            let value = object.get(name).and_then(Node::as_str);
            assert_eq!(value, Some(format!("of {name}").as_str()));
        }
        for name in ["member 7", "costarring", "member 1001"] {
            assert!(object.get(name).is_none(), "{name}");
        }
    }
}
