//! A type for each kind of value that is taken.

use smol_str::{SmolStr, format_smolstr};

use super::Subject;
use super::kinds::{Kind, Kinds, kind_of, values};
use crate::ir::{EnumBase, Scalar};
use crate::json_schema::At;
use crate::lower::context::Lowering;
use crate::lower::draft::{DraftShape, DraftValue, ScopeId, Ty};
use crate::lower::flat::{Flat, Key};
use crate::lower::keywords::text_scalar;
use crate::lower::numbers::Numbers;
use crate::lower::schema_enum::whole_number;
use crate::source::{Node, Object, Value};

impl<'a> Lowering<'a> {
    /// The types of a leaf. `only` says that it is the only type of its place.
    pub(super) fn letter_leaf(
        &mut self,
        subject: &Subject<'_>,
        leaf: &Flat,
        kinds: &Kinds,
        only: bool,
        number: usize,
    ) -> Vec<Ty> {
        let mut types = Vec::new();
        for (kind, said) in &kinds.taken {
            let ty = match (kind, said) {
                (Kind::Boolean, _) => Ty::Scalar(Scalar::Boolean),
                (Kind::Integer, false) => Ty::Scalar(Scalar::Integer),
                // Nothing is known of the number: its digits are kept.
                (Kind::Number, false) if !only => Ty::Scalar(Scalar::Decimal),
                (Kind::Number, false) => Ty::Scalar(Scalar::Number),
                (Kind::String, false) => Ty::Scalar(Scalar::String),
                (Kind::Array, false) => Ty::List(Box::new(Ty::Any)),
                (Kind::Object, false) => Ty::Map(Box::new(Ty::Any)),
                (kind, true) => match self.letter_listed(subject, leaf, *kind, only, number) {
                    Some(ty) => ty,
                    None => self.letter_said(subject, leaf, *kind, only, number),
                },
            };
            types.push(ty);
        }
        types
    }

    fn letter_said(
        &mut self,
        subject: &Subject<'_>,
        leaf: &Flat,
        kind: Kind,
        only: bool,
        number: usize,
    ) -> Ty {
        match kind {
            Kind::Boolean => Ty::Scalar(Scalar::Boolean),
            Kind::Integer | Kind::Number => {
                let mut numbers = Numbers::default();
                for (_, object) in self.letter_objects(leaf) {
                    numbers.add(object);
                }
                Ty::Scalar(numbers.scalar())
            }
            // A decimal would be written as a number.
            Kind::String => Ty::Scalar(text_scalar(self.letter_format(leaf))),
            Kind::Array => self.letter_array(subject, leaf),
            Kind::Object => self.letter_object(subject, leaf, only, number),
        }
    }

    fn letter_format(&self, leaf: &Flat) -> &'a str {
        let format = |object: &'a Object| object.get("format").and_then(Node::as_str);
        self.letter_objects(leaf)
            .into_iter()
            .find_map(|(_, object)| format(object))
            .unwrap_or_default()
    }

    /// The schemas of a leaf.
    pub(super) fn letter_objects(&self, leaf: &Flat) -> Vec<(At, &'a Object)> {
        let documents = self.documents;
        let places = leaf.places.iter();
        let objects = places.filter_map(|at| Some((at.clone(), documents.node(at)?.as_object()?)));
        objects.collect()
    }

    /// The type of a value that is inside of another.
    pub(super) fn letter_inner(&mut self, scope: ScopeId, key: Key, depth: u32) -> Ty {
        self.containers += 1;
        let ty = self.letter_choice(scope, key, depth + 1);
        self.containers -= 1;
        ty
    }

    /// The type of the values of a kind that a schema lists; `None` where none does, or where no
    /// type lists them.
    fn letter_listed(
        &mut self,
        subject: &Subject<'_>,
        leaf: &Flat,
        kind: Kind,
        only: bool,
        number: usize,
    ) -> Option<Ty> {
        let objects = self.letter_objects(leaf);
        let all = objects.iter().find_map(|(_, object)| values(object))?;
        let base = if kind == Kind::String {
            EnumBase::String
        } else if matches!(kind, Kind::Integer | Kind::Number) {
            EnumBase::Integer
        } else {
            return None;
        };
        let of_kind = all.iter().filter(|value| match kind {
            Kind::Integer => kind_of(value) == Some(Kind::Number),
            kind => kind_of(value) == Some(kind),
        });
        let mut listed: Vec<DraftValue> = Vec::new();
        for value in of_kind {
            let wire = match &value.value {
                Value::String(text) => text.clone(),
                Value::Number(text) => format_smolstr!("{}", whole_number(text)?),
                _ => return None,
            };
            if listed.iter().all(|known| known.wire != wire) {
                listed.push(DraftValue {
                    wire,
                    name: None,
                    given: false,
                    doc: SmolStr::default(),
                    span: value.span,
                });
            }
        }
        if listed.is_empty() {
            return None;
        }
        let word = match (only, base) {
            (true, _) => "",
            (false, EnumBase::String) => "Text",
            (false, EnumBase::Integer) => "Number",
        };
        let shape = DraftShape::Enum {
            base,
            values: listed,
        };
        let pointer = self.letter_part(subject, word, number);
        if let Some(id) = self.letter.parts.get(&pointer) {
            return Some(Ty::Def(*id));
        }
        let wish = self.letter_part_wish(subject, leaf, word);
        Some(Ty::Def(self.letter_def(subject, pointer, wish, shape)))
    }

    /// The pointer of a part of a union: `#/definitions/size?text`.
    pub(super) fn letter_part(&self, subject: &Subject<'_>, word: &str, number: usize) -> String {
        let pointer = self.letter_pointer(subject.key);
        match (word, number) {
            ("", 0) => pointer,
            (word, 0) => format!("{pointer}?{}", word.to_lowercase()),
            (word, number) => format!("{pointer}?{}{}", word.to_lowercase(), number + 1),
        }
    }
}
