//! The type of a schema by its kind: the keyword `type`, the values that it lists, and the keywords that
//! only one kind has.

use smol_str::SmolStr;

use super::context::Lowering;
use super::draft::{DraftShape, DraftVariant, Ty};
use super::implied::fits_every_name;
use super::keywords::{is_exact, named_types, several_scalars, text_scalar};
use super::meaning::{Meaning, Subject};
use super::numbers::Numbers;
use super::pieces::patterns;
use super::schema_enum::{Listed, enum_shape};
use crate::diagnostic::{Diagnostic, codes};
use crate::ir::Scalar;
use crate::json_schema::At;
use crate::source::{Node, Object, Value};

/// How many types a tuple may be made of, those of the tuples in it among them.
const LARGEST_TUPLE: u32 = 1_000;

impl<'a> Lowering<'a> {
    /// The type of listed values of several kinds: a union of what each kind becomes.
    pub(super) fn mixed(&mut self, subject: &Subject<'a, '_>, listed: &Listed<'_>) -> Ty {
        let mut variants: Vec<DraftVariant> = Vec::new();
        for (word, part) in listed.by_kind() {
            let ty = match enum_shape(&part, subject.object) {
                Ok(Some(shape)) => self.part(subject, word, shape),
                Ok(None) => match word {
                    "List" => Ty::List(Box::new(Ty::Any)),
                    _ => Ty::Map(Box::new(Ty::Any)),
                },
                Err(scalar) => Ty::Scalar(scalar),
            };
            let name = matches!(ty, Ty::Def(_)).then(|| SmolStr::new_static(word));
            variants.push(DraftVariant {
                name,
                ..DraftVariant::of(ty)
            });
        }
        self.close_union(subject, variants)
    }

    /// Gives a part of a union its place in the draft, beside the union's own.
    fn part(&mut self, subject: &Subject<'a, '_>, word: &str, shape: DraftShape) -> Ty {
        let pointer = format!(
            "{}?{}",
            self.documents.name(subject.at),
            word.to_lowercase()
        );
        self.define_part(
            subject.scope,
            subject.at,
            subject.span,
            pointer.into(),
            word,
            shape,
        )
    }

    /// The type by the keyword `type`, or by the keywords that only one type has.
    pub(super) fn by_type(&mut self, subject: &Subject<'a, '_>) -> Meaning {
        let (types, null) = named_types(subject.object);
        if types[..] == ["object"] && self.outline_of(subject.at, subject.object).members {
            return self.object(subject);
        }
        let format = subject.object.get("format").and_then(Node::as_str);
        let several = format.and_then(several_scalars).is_some();
        let ty = match types[..] {
            [] if several => self.one_type(subject, "string"),
            [] => self.by_condition(subject),
            [name] => self.one_type(subject, name),
            _ => {
                let mut variants: Vec<DraftVariant> = Vec::new();
                for name in types {
                    let mut variant = None;
                    let ty = match name {
                        // The place itself is the union's.
                        "object" if self.outline_of(subject.at, subject.object).members => {
                            variant = Some(SmolStr::new_static("Object"));
                            let ty = self.part(subject, "Object", DraftShape::empty());
                            if let Ty::Def(id) = ty {
                                let spots = self.spots(std::slice::from_ref(subject.at));
                                self.open.push((id, spots, subject.scope));
                            }
                            ty
                        }
                        _ => self.one_type(subject, name),
                    };
                    if variants.iter().all(|variant| variant.ty != ty) {
                        variants.push(DraftVariant {
                            name: variant,
                            ..DraftVariant::of(ty)
                        });
                    }
                }
                self.close_union(subject, variants)
            }
        };
        Meaning {
            null,
            ..Meaning::of(ty)
        }
    }

    /// The type of a schema that is nothing but a condition: that of one branch or the other.
    fn by_condition(&mut self, subject: &Subject<'a, '_>) -> Ty {
        let has = |name: &str| subject.object.get(name).is_some();
        if !(has("if") && has("then") && has("else")) {
            return Ty::Any;
        }
        let branches = ["then", "else"].map(|name| subject.at.child(name));
        // A branch that is the whole again says nothing new.
        if self.is_settled(&branches, |at| at == subject.at) {
            return Ty::Any;
        }
        let (scope, depth) = (subject.scope, subject.depth);
        self.alternatives(scope, subject.at, &branches, depth).0
    }

    pub(super) fn one_type(&mut self, subject: &Subject<'a, '_>, name: &str) -> Ty {
        let object = subject.object;
        let format = object
            .get("format")
            .and_then(Node::as_str)
            .unwrap_or_default();
        if let Some(scalars) = several_scalars(format) {
            let variants = scalars.into_iter().map(Ty::Scalar).map(DraftVariant::of);
            return self.close_union(subject, variants.collect());
        }
        match name {
            "string" => Ty::Scalar(match format {
                "decimal" => Scalar::Decimal,
                format => text_scalar(format),
            }),
            "boolean" => Ty::Scalar(Scalar::Boolean),
            "integer" | "number" => Ty::Scalar(Numbers::of(object).scalar()),
            "array" => self.array(subject),
            "object" => {
                let additional = subject.at.child("additionalProperties");
                let is_schema = |node: &Node| node.as_object().is_some();
                let additional = object
                    .get("additionalProperties")
                    .is_some_and(is_schema)
                    .then_some(additional);
                let patterns = patterns(subject.at, object);
                self.containers += 1;
                let depth = subject.depth;
                let mut values = self.others(subject.scope, additional.as_ref(), &patterns, depth);
                self.containers -= 1;
                if !patterns.is_empty() && leaves_names(object) {
                    // Nothing is said of members that fit no pattern.
                    values = values.map(|ty| self.probably(ty));
                }
                Ty::Map(Box::new(values.unwrap_or(Ty::Any)))
            }
            _ => Ty::Any,
        }
    }

    fn array(&mut self, subject: &Subject<'a, '_>) -> Ty {
        let object = subject.object;
        let tuple = ["prefixItems", "items"]
            .into_iter()
            .find_map(|name| Some((name, object.get(name)?.as_array()?.len())));
        if let Some((name, length)) = tuple {
            let place = subject.at.child(name);
            if !is_exact(object, name, length) {
                return self.mixed_list(subject, name, length);
            }
            let types = (0..length).map(|index| self.inner_type(subject, &place.item(index)));
            let types: Vec<Ty> = types.collect();
            if types.contains(&Ty::Unknown) {
                // What is wrong inside was told: it is not told again of what holds it.
                return Ty::Unknown;
            }
            let tuple = Ty::Tuple(types);
            if tuple.extent().0 > LARGEST_TUPLE {
                self.report(
                    Diagnostic::error(
                        codes::WORK_LIMIT,
                        subject.span,
                        format!("this array is made of more than {LARGEST_TUPLE} types"),
                    )
                    .label("this array")
                    .help("a list of one type would do: correct `items`")
                    .note("tuples of tuples hold each other whole; copies of copies double"),
                );
                return Ty::Unknown;
            }
            return tuple;
        }
        Ty::List(Box::new(match object.get("items") {
            Some(_) => self.inner_type(subject, &subject.at.child("items")),
            None => Ty::Any,
        }))
    }

    /// A list whose first items have schemas of their own: of the types of them and of the others.
    fn mixed_list(&mut self, subject: &Subject<'a, '_>, name: &str, length: usize) -> Ty {
        let home = subject.at.child(name);
        let mut places: Vec<At> = (0..length).map(|index| home.item(index)).collect();
        let rest = if name == "items" {
            "additionalItems"
        } else {
            "items"
        };
        match subject.object.get(rest).map(|node| &node.value) {
            Some(Value::Object(_)) => places.push(subject.at.child(rest)),
            Some(Value::Bool(true)) => return Ty::List(Box::new(Ty::Any)),
            _ => {}
        }
        self.containers += 1;
        let (mut ty, _) = self.alternatives(subject.scope, &home, &places, subject.depth);
        self.containers -= 1;
        let object = subject.object;
        let is_closed = object.get("unevaluatedItems").and_then(Node::as_bool) == Some(false);
        if object.get(rest).is_none() && !is_closed {
            // Nothing is said of further items.
            ty = self.probably(ty);
        }
        Ty::List(Box::new(ty))
    }

    /// The type of what a list, map or tuple holds.
    fn inner_type(&mut self, subject: &Subject<'a, '_>, at: &At) -> Ty {
        self.containers += 1;
        let (ty, _) = self.schema_type(subject.scope, at, subject.depth + 1);
        self.containers -= 1;
        self.perhaps_implied(at, ty)
    }
}

/// Whether an object may have members of which neither `additionalProperties` nor a pattern speaks.
fn leaves_names(object: &Object) -> bool {
    let says = |name: &str| object.get(name).is_some();
    let patterns = object.get("patternProperties").and_then(Node::as_object);
    let mut patterns = patterns.into_iter().flatten();
    !says("additionalProperties")
        && !says("unevaluatedProperties")
        && !patterns.any(|pattern| fits_every_name(&pattern.name))
}
