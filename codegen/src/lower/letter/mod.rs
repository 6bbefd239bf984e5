//! JSON Schema to the letter → draft.
//!
//! People who leave `type` out mean the one that their other keywords speak of, and nobody lists
//! the members that an object may have besides: so `schema*` and `meaning` read a schema. By the
//! letter, `{"properties": {"size": {"type": "integer"}}}` takes any text and number, and objects
//! with more members. This reads what is written: a type that every value decodes into which the
//! schema takes, and that writes it back whole.
//!
//! A value has to fit several schemas at once: the schema, what it refers to and its `allOf`
//! (`super::flat`). Where it has a choice (`anyOf`, `oneOf`, `if`, `dependentSchemas`), each way out is a
//! list of schemas of its own (`super::choices`). Of each list follows which kinds of values are taken
//! (`kinds`), and of each kind a type (`types`, `objects`); more than one are a union.

mod arrays;
mod kinds;
mod objects;
mod types;

use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;

use super::annotations::Annotations;
use super::context::Lowering;
use super::draft::{Def, DefId, DraftShape, DraftVariant, ScopeId, Ty, Wish};
use super::flat::{Flat, Key, decides_alone};
use super::naming::Called;
use super::schema::extensions;
use crate::ir::EnumBase;
use crate::json_schema::At;
use crate::source::Span;

pub(crate) use kinds::{Kind, spoken};
pub(crate) use objects::OpenObject;

/// What was read.
#[derive(Default)]
pub(crate) struct Letter {
    known: HashMap<Key, Progress>,
    /// Structs and enums inside a union of the same place, by their pointers.
    parts: HashMap<String, DefId>,
}

enum Progress {
    /// It is being read, inside so many lists and maps.
    Reading {
        containers: u32,
        reserved: Option<DefId>,
    },
    Done(Ty),
}

/// The alternatives of a value.
struct Subject<'k> {
    scope: ScopeId,
    key: &'k Key,
    depth: u32,
    span: Span,
}

/// The longest words for what was chosen on the way to a part of a union.
const LONG_WORDS: usize = 40;

impl<'a> Lowering<'a> {
    /// The type of a value that has to fit all these schemas, and what they say of it.
    pub(crate) fn letter_type(
        &mut self,
        scope: ScopeId,
        places: &[At],
        depth: u32,
    ) -> (Ty, Annotations) {
        let mut said = Annotations::default();
        for at in &self.flat(places).said {
            if let Some(object) = self.documents.node(at).and_then(|node| node.as_object()) {
                said.absorb(object);
            }
        }
        // By the letter it says nothing: types do.
        said.nullable = false;
        if let Some(at) = places.first() {
            self.copied(said.weight(), at);
        }
        (
            self.letter_choice(scope, vec![places.to_vec()], depth),
            said,
        )
    }

    /// The type of a value that has to fit one of several lists of schemas.
    fn letter_choice(&mut self, scope: ScopeId, key: Key, depth: u32) -> Ty {
        let first = key.first().and_then(|places| places.first());
        let span = first.and_then(|at| Some(self.documents.node(at)?.span));
        let span = span.unwrap_or_default();
        if !self.step(span) || !self.may_nest(depth, 0, span) {
            return Ty::Unknown;
        }
        // By what references lead to: whoever means the same gets the same.
        let mut ends: Key = Vec::new();
        for places in &key {
            let flat = self.flat(places);
            if !flat.never && !ends.contains(&flat.places) {
                ends.push(flat.places);
            }
        }
        if ends.is_empty() {
            let key = &key;
            return self.letter_never(&Subject {
                scope,
                key,
                depth,
                span,
            });
        }
        if ends.iter().any(Vec::is_empty) {
            return Ty::Any;
        }
        let key = ends;
        let containers = self.containers;
        match self.letter.known.get(&key) {
            Some(Progress::Done(ty)) => return ty.clone(),
            // Nothing but itself: no value has to fit that.
            Some(Progress::Reading { containers: at, .. }) if *at == containers => {
                return Ty::Unknown;
            }
            Some(Progress::Reading {
                reserved: Some(id), ..
            }) => return Ty::Def(*id).or_null(),
            Some(Progress::Reading { .. }) => {
                let subject = Subject {
                    scope,
                    key: &key,
                    depth,
                    span,
                };
                let id = self.letter_union(&subject, Vec::new());
                let progress = Progress::Reading {
                    containers,
                    reserved: Some(id),
                };
                // Whoever reads it further out finds the reservation.
                if let Some(known) = self.letter.known.get_mut(&key) {
                    *known = progress;
                }
                return Ty::Def(id).or_null();
            }
            None => {}
        }
        let progress = Progress::Reading {
            containers,
            reserved: None,
        };
        self.letter.known.insert(key.clone(), progress);
        let subject = Subject {
            scope,
            key: &key,
            depth,
            span,
        };
        let ty = self.letter_read(&subject);
        let reserved = match self.letter.known.get(&key) {
            Some(Progress::Reading { reserved, .. }) => *reserved,
            _ => None,
        };
        let ty = match reserved {
            Some(id) => self.letter_reserved(id, ty),
            None => ty,
        };
        self.letter.known.insert(key, Progress::Done(ty.clone()));
        ty
    }

    /// Makes a type the union that it was taken for.
    fn letter_reserved(&mut self, id: DefId, ty: Ty) -> Ty {
        let (inner, null) = ty.split_null();
        let variants = match &inner {
            // A union of its own, which nobody else has.
            Ty::Def(made) if matches!(self.draft.get(*made).shape, DraftShape::Union { .. }) => {
                match &self.draft.get(*made).shape {
                    DraftShape::Union { variants } => variants.clone(),
                    _ => Vec::new(),
                }
            }
            _ => vec![DraftVariant::of(inner)],
        };
        self.draft.get_mut(id).shape = DraftShape::Union { variants };
        if null {
            Ty::Def(id).or_null()
        } else {
            Ty::Def(id)
        }
    }

    fn letter_read(&mut self, subject: &Subject<'_>) -> Ty {
        let leaves = self.leaves(subject.key);
        if leaves.iter().any(|leaf| leaf.cut.is_some()) {
            if let Some(parts) = self.letter_parts(subject.key) {
                return self.letter_parts_type(subject, parts);
            }
            self.tell_cut(&leaves);
        }
        let mut null = false;
        let mut types: Vec<Ty> = Vec::new();
        let alone = leaves.len() == 1;
        if !leaves.is_empty()
            && leaves
                .iter()
                .all(|leaf| self.letter_kinds(leaf).says_nothing())
        {
            return Ty::Any;
        }
        for (number, leaf) in leaves.iter().enumerate() {
            let kinds = self.letter_kinds(leaf);
            null |= kinds.null;
            let only = alone && kinds.is_single();
            for ty in self.letter_leaf(subject, leaf, &kinds, only, number) {
                if ty != Ty::Unknown && !types.contains(&ty) {
                    types.push(ty);
                }
            }
        }
        // Where a list of anything will do, a list of something would read it wrong.
        let any = |ty: &Ty| ty == &Ty::List(Box::new(Ty::Any));
        if types.iter().any(any) {
            types.retain(|ty| any(ty) || !matches!(ty, Ty::List(_) | Ty::Tuple(_)));
        }
        let ty = match types.len() {
            // Null alone is what may be left out of nothing.
            0 => self.letter_never(subject),
            1 => types.remove(0),
            _ => {
                let variants = types.into_iter().map(DraftVariant::of).collect();
                Ty::Def(self.letter_union(subject, variants))
            }
        };
        if null { ty.or_null() } else { ty }
    }

    /// The parts of alternatives that can be read one by one: there are several lists of schemas, or
    /// the only one says nothing but a choice.
    fn letter_parts(&mut self, key: &Key) -> Option<Vec<Key>> {
        let [places] = &key[..] else {
            return Some(key.iter().map(|places| vec![places.clone()]).collect());
        };
        let flat = self.flat(places);
        let [at] = &flat.places[..] else {
            return None;
        };
        let object = self.documents.node(at)?.as_object()?;
        let mut deciding = object.iter().filter(|keyword| decides_alone(&keyword.name));
        let (only, None) = (deciding.next()?, deciding.next()) else {
            return None;
        };
        let branches = matches!(&*only.name, "oneOf" | "anyOf")
            .then(|| only.value.as_array())
            .flatten()?;
        let table = at.child(&only.name);
        let branches = (0..branches.len()).map(|index| vec![vec![table.item(index)]]);
        Some(branches.collect())
    }

    /// The union of parts, each of which is read alone.
    fn letter_parts_type(&mut self, subject: &Subject<'_>, parts: Vec<Key>) -> Ty {
        let mut types: Vec<Ty> = Vec::new();
        let mut seen: HashSet<Ty> = HashSet::new();
        let mut null = false;
        for part in parts {
            let ty = self.letter_choice(subject.scope, part, subject.depth + 1);
            let (ty, nullable) = ty.split_null();
            null |= nullable;
            if ty != Ty::Unknown && seen.insert(ty.clone()) {
                types.push(ty);
            }
        }
        let ty = if seen.contains(&Ty::Any) {
            Ty::Any
        } else if types.len() < 2 {
            types.pop().unwrap_or_else(|| self.letter_never(subject))
        } else {
            let variants = types.into_iter().map(DraftVariant::of).collect();
            Ty::Def(self.letter_union(subject, variants))
        };
        if null { ty.or_null() } else { ty }
    }

    /// The type of what no value fits: an enum of no values.
    fn letter_never(&mut self, subject: &Subject<'_>) -> Ty {
        let pointer = self.letter_pointer(subject.key);
        if let Some(id) = self.letter.parts.get(&pointer) {
            return Ty::Def(*id);
        }
        let wish = self.letter_wish(subject.key, "");
        let shape = DraftShape::Enum {
            base: EnumBase::String,
            values: Vec::new(),
        };
        Ty::Def(self.letter_def(subject, pointer, wish, shape))
    }

    fn letter_union(&mut self, subject: &Subject<'_>, variants: Vec<DraftVariant>) -> DefId {
        let pointer = self.letter_pointer(subject.key);
        let shape = DraftShape::Union { variants };
        let wish = self.letter_wish(subject.key, "");
        self.letter_def(subject, pointer, wish, shape)
    }

    /// Gives a type that belongs to a place its place in the draft. What has the pointer already is
    /// told apart by a number.
    fn letter_def(
        &mut self,
        subject: &Subject<'_>,
        pointer: String,
        wish: Wish,
        shape: DraftShape,
    ) -> DefId {
        let mut unique = pointer.clone();
        let mut number = 1;
        while self.letter.parts.contains_key(&unique) {
            number += 1;
            unique = format!("{pointer}?{number}");
        }
        let first = subject.key.first().and_then(|places| places.first());
        let home = match first {
            Some(at) => *self.homes.entry(at.document).or_insert(subject.scope),
            None => subject.scope,
        };
        let id = self.draft.add(Def {
            implied: false,
            scope: home,
            pointer: unique.as_str().into(),
            wish,
            doc: SmolStr::default(),
            extensions: extensions(first.and_then(|at| self.documents.node(at))),
            span: subject.span,
            shape,
        });
        self.letter.parts.insert(unique, id);
        id
    }

    /// What the draft calls alternatives: all their places.
    fn letter_pointer(&self, key: &Key) -> String {
        let lists = key.iter().map(|places| {
            let names: Vec<String> = places.iter().map(|at| self.documents.name(at)).collect();
            names.join("&")
        });
        lists.collect::<Vec<_>>().join("|")
    }

    /// The names that a place would like, with a word behind each.
    fn letter_wish(&self, key: &Key, word: &str) -> Wish {
        let last = key.first().and_then(|places| places.last());
        let Some(at) = last else {
            return Wish::Place([word].into_iter().collect());
        };
        let wish = super::naming::of_place(self.documents, &self.branches, at, |_| None);
        match wish {
            Wish::Own(names) if key.len() == 1 && word.is_empty() => Wish::Own(names),
            Wish::Own(names) if key.len() == 1 => {
                let name = names.iter().next().unwrap_or_default();
                Wish::Own(format!("{name}{word}").as_str().into())
            }
            wish => wish.with(word),
        }
    }

    /// The names of a part of a union: by what was chosen on the way to it, and by the kind of its
    /// values where nothing was, or where that is taken.
    fn letter_part_wish(&self, subject: &Subject<'_>, leaf: &Flat, kind: &str) -> Wish {
        let by_kind = self.letter_wish(subject.key, kind);
        if kind.is_empty() {
            return by_kind;
        }
        let by_kind = by_kind.short();
        let known: HashSet<&At> = subject.key.iter().flatten().collect();
        let chosen = leaf.way.iter().filter(|at| !known.contains(at));
        let words = chosen.map(|at| match self.branches.called(self.documents, at) {
            Called::Alone(word) | Called::Behind(word) => word,
            Called::Kind(_) | Called::Owner => SmolStr::default(),
        });
        let words = words.collect::<Vec<_>>().concat();
        if words.is_empty() || words.len() > LONG_WORDS {
            return by_kind;
        }
        let owner = match self.letter_wish(subject.key, "") {
            Wish::Own(names) | Wish::Place(names) => names.iter().next().map(SmolStr::from),
            Wish::Given(_) => None,
        };
        let words = super::naming::unrepeated(owner.as_deref().unwrap_or_default(), &words);
        let by_choice = self.letter_wish(subject.key, words);
        let with_kind = self.letter_wish(subject.key, &format!("{words}{kind}"));
        by_choice.or(&with_kind).short()
    }
}
