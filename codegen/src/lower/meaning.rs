//! What a schema means as a type, once references were followed.
//!
//! Each place is read once and remembered, so that schemas that name each other many times cost
//! no more than their text. What becomes a Rust type of its own is given a place in the draft; the
//! members of objects are read later, from a list of work, so that no chain of references can
//! exhaust the stack.

use std::collections::HashSet;

use super::annotations::Annotations;
use super::context::Lowering;
use super::draft::{DefId, DraftShape, DraftVariant, ScopeId, Ty};
use super::follow::{Followed, circle};
use super::keywords::{branches, is_exact, is_null, named_types, plain_scalar};
use super::schema_enum::{enum_shape, listed_values};
use crate::diagnostic::{Diagnostic, codes};
use crate::ir::Scalar;
use crate::json_schema::At;
use crate::names;
use crate::source::{Node, Object, Span};

/// How many types a tuple may be made of, those of the tuples in it among them.
const LARGEST_TUPLE: u32 = 1_000;

/// How far the reading of a place has come.
pub(crate) enum Progress {
    /// It is being read, inside so many lists and maps; who meets it again in a deeper one gets
    /// the union that it will become.
    Reading {
        containers: u32,
        reserved: Option<DefId>,
    },
    /// It was read.
    Done(Meaning),
}

/// What a schema means.
#[derive(Clone, Default)]
pub(crate) struct Meaning {
    ty: Option<Ty>,
    null: bool,
    /// What its only alternative says of the value.
    said: Option<Box<Annotations>>,
}

impl Meaning {
    fn of(ty: Ty) -> Self {
        Self {
            ty: Some(ty),
            ..Self::default()
        }
    }
}

/// A schema that is being read.
struct Subject<'a, 's> {
    scope: ScopeId,
    at: &'s At,
    /// What stands there, as a key.
    place: *const Node,
    object: &'a Object,
    span: Span,
    depth: u32,
    said: &'s Annotations,
}

impl<'a> Lowering<'a> {
    /// The type of the schema at a place, and what is said of its value on the way there.
    pub(crate) fn schema_type(&mut self, scope: ScopeId, at: &At, depth: u32) -> (Ty, Annotations) {
        if self.to_the_letter {
            return self.letter_type(scope, std::slice::from_ref(at), depth);
        }
        let mut said = Annotations::default();
        let ty = match self.follow(at, &mut said) {
            None => Ty::Unknown,
            Some(Followed::Type(ty)) => ty,
            Some(Followed::Schema(at, node)) => self.meaning(scope, &at, node, depth, &mut said),
        };
        let ty = if said.nullable { ty.or_null() } else { ty };
        let ty = self.trusting(scope, at, ty, &said);
        self.copied(said.weight(), at);
        (ty, said)
    }

    /// The type of a schema that is no reference.
    pub(crate) fn meaning(
        &mut self,
        scope: ScopeId,
        at: &At,
        node: &'a Node,
        depth: u32,
        said: &mut Annotations,
    ) -> Ty {
        if !self.step(node.span) {
            return Ty::Unknown;
        }
        let Some(object) = node.as_object() else {
            return Ty::Any;
        };
        let place: *const Node = node;
        let subject = Subject {
            scope,
            at,
            place,
            object,
            span: node.span,
            depth,
            said,
        };
        if let Some(scalar) = plain_scalar(object) {
            // Not worth remembering.
            return self.one_type(&subject, scalar);
        }
        let meaning = match self.meanings.get(&place) {
            Some(Progress::Done(meaning)) => {
                // A copy costs what it is made of, and nests as deep as what was read first.
                let (size, height) = meaning.ty.as_ref().map_or((0, 0), Ty::extent);
                let meaning = meaning.clone();
                if !self.steps(size, node.span) || !self.may_nest(depth, height, node.span) {
                    return Ty::Unknown;
                }
                meaning
            }
            Some(Progress::Reading { containers, .. }) => {
                let direct = *containers == self.containers;
                let ty = self.met_again(&subject, direct);
                // What the schema says of null is not read to its end yet.
                let mut branches = branches(object).into_iter().flat_map(|(_, all)| all);
                said.nullable |= named_types(object).1 || branches.any(is_null);
                return ty;
            }
            None => {
                if !self.may_nest(depth, 0, node.span) {
                    return Ty::Unknown;
                }
                let reading = Progress::Reading {
                    containers: self.containers,
                    reserved: None,
                };
                self.meanings.insert(place, reading);
                let mut meaning = self.read(&subject);
                if let Some(id) = self.reserved(place) {
                    self.keep_reserved(id, &mut meaning);
                }
                self.meanings.insert(place, Progress::Done(meaning.clone()));
                meaning
            }
        };
        said.nullable |= meaning.null;
        if let Some(inner) = &meaning.said {
            said.merge(inner);
        }
        meaning.ty.unwrap_or(Ty::Any)
    }

    /// A schema that stands inside itself: a union becomes a type that can name itself, an array
    /// or map cannot.
    fn met_again(&mut self, subject: &Subject<'a, '_>, direct: bool) -> Ty {
        let Subject { at, span, .. } = *subject;
        if direct {
            self.report(circle(span));
            return Ty::Unknown;
        }
        if branches(subject.object).is_none() && named_types(subject.object).0.len() < 2 {
            self.report(
                Diagnostic::warning(
                    codes::NO_TYPE,
                    span,
                    "a list or map that holds itself is no type in Rust: any JSON is taken",
                )
                .label("holds itself")
                .help("an object or a choice of types between would have a name"),
            );
            return Ty::Any;
        }
        if let Some(id) = self.reserved(subject.place) {
            return Ty::Def(id);
        }
        let shape = DraftShape::Union {
            variants: Vec::new(),
        };
        let ty = self.define(subject.scope, at, span, subject.said, Some(shape));
        if let (Ty::Def(id), Some(Progress::Reading { reserved, .. })) =
            (&ty, self.meanings.get_mut(&subject.place))
        {
            *reserved = Some(*id);
        }
        ty
    }

    fn reserved(&self, place: *const Node) -> Option<DefId> {
        match self.meanings.get(&place) {
            Some(Progress::Reading { reserved, .. }) => *reserved,
            _ => None,
        }
    }

    /// Makes a schema the union that others took it for, even if it has one alternative.
    fn keep_reserved(&mut self, id: DefId, meaning: &mut Meaning) {
        let ty = meaning.ty.replace(Ty::Def(id)).unwrap_or(Ty::Any);
        if ty != Ty::Def(id) {
            let (name, doc) = (None, String::new());
            let variants = vec![DraftVariant { name, ty, doc }];
            self.draft.get_mut(id).shape = DraftShape::Union { variants };
        }
    }

    fn read(&mut self, subject: &Subject<'a, '_>) -> Meaning {
        let Subject {
            scope,
            at,
            object,
            span,
            ..
        } = *subject;
        if let Some(listed) = listed_values(object) {
            let ty = match enum_shape(&listed, object) {
                Ok(Some(shape)) => self.define(scope, at, span, subject.said, Some(shape)),
                Ok(None) => Ty::Any,
                Err(scalar) => Ty::Scalar(scalar),
            };
            return Meaning {
                null: listed.null,
                ..Meaning::of(ty)
            };
        }
        let pieces = object.get("allOf").is_some() || object.get("$ref").is_some();
        if pieces {
            if self.has_members(at) {
                return Meaning::of(self.define(scope, at, span, subject.said, None));
            }
            let meaning = self.narrowed(subject);
            if meaning.ty.as_ref().is_some_and(|ty| *ty != Ty::Any) {
                return meaning;
            }
        }
        match branches(object) {
            Some((keyword, branches)) => self.union(subject, keyword, branches),
            None => self.by_type(subject),
        }
    }

    /// The type of pieces that only narrow what is no object: that of a piece which becomes a type
    /// of its own, or else of the first that says more than "anything".
    fn narrowed(&mut self, subject: &Subject<'a, '_>) -> Meaning {
        let mut places: Vec<At> = Vec::new();
        if let Some(reference) = subject.object.get("$ref") {
            places.extend(self.bind(subject.at, reference));
        }
        let pieces = subject.object.get("allOf").and_then(Node::as_array);
        let all = subject.at.child("allOf");
        places.extend((0..pieces.map_or(0, <[Node]>::len)).map(|index| all.item(index)));
        let mut best = Meaning::default();
        for place in places {
            let (ty, said) = self.schema_type(subject.scope, &place, subject.depth + 1);
            let (ty, null) = ty.split_null();
            let better = match &best.ty {
                None | Some(Ty::Any | Ty::Unknown) => ty != Ty::Any,
                Some(Ty::Def(_)) => false,
                Some(_) => matches!(ty, Ty::Def(_)),
            };
            if better {
                best.ty = Some(ty);
                best.null = null;
            }
            best.said.get_or_insert_default().merge(&said);
        }
        best
    }

    fn union(&mut self, subject: &Subject<'a, '_>, keyword: &str, branches: &'a [Node]) -> Meaning {
        let mut variants: Vec<DraftVariant> = Vec::new();
        let mut seen: HashSet<Ty> = HashSet::new();
        let mut only: Option<Box<Annotations>> = None;
        let mut meaning = Meaning::default();
        let table = subject.at.child(keyword);
        for (index, branch) in branches.iter().enumerate() {
            if is_null(branch) {
                meaning.null = true;
                continue;
            }
            let (ty, said) = self.schema_type(subject.scope, &table.item(index), subject.depth + 1);
            let (ty, null) = ty.split_null();
            meaning.null |= null;
            if ty == Ty::Unknown || !seen.insert(ty.clone()) {
                continue;
            }
            let title = branch.get("title").and_then(Node::as_str);
            variants.push(DraftVariant {
                name: title.map(names::type_name),
                ty,
                doc: said.doc.clone(),
            });
            only = Some(Box::new(said));
        }
        if variants.len() == 1 {
            meaning.said = only;
        }
        meaning.ty = Some(self.close_union(subject, variants));
        meaning
    }

    /// The type of alternatives that were read.
    fn close_union(&mut self, subject: &Subject<'a, '_>, mut variants: Vec<DraftVariant>) -> Ty {
        if let Some(id) = self.reserved(subject.place) {
            self.draft.get_mut(id).shape = DraftShape::Union { variants };
            return Ty::Def(id);
        }
        if variants.iter().any(|variant| variant.ty == Ty::Any) {
            return Ty::Any;
        }
        if variants.len() < 2 {
            return variants.pop().map_or(Ty::Any, |only| only.ty);
        }
        let shape = DraftShape::Union { variants };
        self.define(
            subject.scope,
            subject.at,
            subject.span,
            subject.said,
            Some(shape),
        )
    }

    /// The type by the keyword `type`, or by the keywords that only one type has.
    fn by_type(&mut self, subject: &Subject<'a, '_>) -> Meaning {
        let (types, null) = named_types(subject.object);
        let ty = match types[..] {
            [] => Ty::Any,
            [name] => self.one_type(subject, name),
            _ => {
                let mut variants: Vec<DraftVariant> = Vec::new();
                for name in types {
                    let ty = match name {
                        // It would be defined at the place of the union itself.
                        "object" if self.has_members(subject.at) => Ty::Any,
                        _ => self.one_type(subject, name),
                    };
                    if variants.iter().all(|variant| variant.ty != ty) {
                        let (name, doc) = (None, String::new());
                        variants.push(DraftVariant { name, ty, doc });
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

    fn one_type(&mut self, subject: &Subject<'a, '_>, name: &str) -> Ty {
        let object = subject.object;
        let format = object
            .get("format")
            .and_then(Node::as_str)
            .unwrap_or_default();
        match name {
            "string" => Ty::Scalar(match format {
                "date-time" => Scalar::Timestamp,
                "date" => Scalar::Date,
                "uri" | "url" | "iri" => Scalar::Url,
                "email" | "idn-email" => Scalar::Email,
                "password" => Scalar::Secret,
                "decimal" => Scalar::Decimal,
                _ => Scalar::String,
            }),
            "boolean" => Ty::Scalar(Scalar::Boolean),
            "integer" => Ty::Scalar(Scalar::Integer),
            "number" => Ty::Scalar(match format {
                "decimal" => Scalar::Decimal,
                _ => Scalar::Number,
            }),
            "array" => self.array(subject),
            "object" if self.has_members(subject.at) => {
                self.define(subject.scope, subject.at, subject.span, subject.said, None)
            }
            "object" => Ty::Map(Box::new(match object.get("additionalProperties") {
                Some(values) if values.as_object().is_some() => {
                    self.inner_type(subject, &subject.at.child("additionalProperties"))
                }
                _ => Ty::Any,
            })),
            _ => Ty::Any,
        }
    }

    fn array(&mut self, subject: &Subject<'a, '_>) -> Ty {
        let object = subject.object;
        let tuple = ["prefixItems", "items"]
            .into_iter()
            .find_map(|name| Some((name, object.get(name)?.as_array()?.len())));
        if let Some((name, length)) = tuple {
            if !is_exact(object, name, length) {
                return Ty::List(Box::new(Ty::Any));
            }
            let place = subject.at.child(name);
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

    /// The type of what a list, map or tuple holds.
    fn inner_type(&mut self, subject: &Subject<'a, '_>, at: &At) -> Ty {
        self.containers += 1;
        let (ty, _) = self.schema_type(subject.scope, at, subject.depth + 1);
        self.containers -= 1;
        ty
    }
}
