//! What the pieces of an object say together: `properties`, what a schema refers to, its `allOf`, and
//! the conditions in them.

use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;

use super::choices::{choices, has_choices};
use super::context::Lowering;
use super::follow::reference;
use crate::json_schema::{At, Spot};
use crate::source::{Node, Object, Value};

/// What the pieces of an object say together.
#[derive(Default)]
pub(crate) struct Pieces<'a> {
    pub(crate) members: Vec<PieceMember<'a>>,
    index: HashMap<&'a str, usize>,
    pub(crate) required: HashSet<&'a str>,
    pub(crate) promised: HashSet<&'a str>,
    pub(crate) additional: Option<At>,
    /// The schemas of members whose names follow a pattern, or that no other schema speaks of.
    pub(crate) patterns: Vec<At>,
    /// Whether `additionalProperties` of a piece is `false` or a schema.
    closed: bool,
    /// Whether `unevaluatedProperties` of a piece is `false` or a schema.
    sealed: bool,
    /// Whether a piece allows members of any name and type.
    open: bool,
    /// Whether a piece says which kinds of values it takes.
    pub(crate) typed: bool,
    /// Conditions: the branches of each, of which a value may fit one.
    conditions: Vec<(Holds, Vec<At>)>,
}

/// A member that one piece or several have.
pub(crate) struct PieceMember<'a> {
    pub(crate) name: &'a SmolStr,
    /// Its schemas. The last stands in the piece that narrows. None where only conditions name it.
    pub(crate) places: Vec<Spot<'a>>,
    /// Its schemas in the branches of conditions: one of them, or none.
    pub(crate) perhaps: Vec<Spot<'a>>,
    /// Its schemas in what conditions test.
    pub(crate) tested: Vec<Spot<'a>>,
}

/// How a piece belongs to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// On all conditions.
    Always,
    /// As the branch of a condition.
    Perhaps,
    /// As what a condition tests.
    Tested,
}

impl<'a> Pieces<'a> {
    /// The names of the members, in the order of the documents.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.members.iter().map(|member| member.name.as_str())
    }

    /// Whether a member of that name belongs to the object on all conditions.
    pub(crate) fn always_has(&self, name: &str) -> bool {
        let member = self.index.get(name).map(|index| &self.members[*index]);
        member.is_some_and(|member| !member.places.is_empty())
    }

    /// Whether the pieces say of members that they do not name that there are none, or what they are.
    pub(crate) fn is_closed(&self) -> bool {
        // What one piece allows, `unevaluatedProperties` of another does not see.
        self.closed || self.sealed && !self.open
    }

    /// Whether the pieces allow members of any name and type.
    pub(crate) fn is_open(&self) -> bool {
        self.open && !self.closed
    }

    /// Whether there is a member of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.index.contains_key(name)
    }

    fn add(&mut self, name: &'a SmolStr, place: Spot<'a>, holds: Holds) {
        let index = *self.index.entry(name).or_insert(self.members.len());
        if index == self.members.len() {
            self.members.push(PieceMember {
                name,
                places: Vec::new(),
                perhaps: Vec::new(),
                tested: Vec::new(),
            });
        }
        let member = &mut self.members[index];
        match holds {
            Holds::Always => member.places.push(place),
            Holds::Perhaps => member.perhaps.push(place),
            Holds::Tested => member.tested.push(place),
        }
    }
}

impl<'a> Lowering<'a> {
    /// Whether a schema is an object with members that have names.
    pub(crate) fn has_members(&mut self, at: &At) -> bool {
        self.outline(std::slice::from_ref(at)).members
    }

    /// As `outline`, of one schema.
    pub(crate) fn outline_of(&mut self, at: &At, object: &Object) -> Outline {
        if pieces(object).is_empty() && reference(object).is_none() && !has_choices(object) {
            return Outline {
                members: properties(object).next().is_some(),
                choices: 0,
            };
        }
        self.outline_all(std::slice::from_ref(at))
    }

    /// What kind of object schemas describe together.
    pub(crate) fn outline(&mut self, places: &[At]) -> Outline {
        let [at] = places else {
            return self.outline_all(places);
        };
        match self.documents.node(at).and_then(Node::as_object) {
            Some(object) => self.outline_of(at, object),
            None => Outline::default(),
        }
    }

    fn outline_all(&mut self, places: &[At]) -> Outline {
        let mut outline = Outline::default();
        let mut seen: HashSet<At> = HashSet::new();
        let mut open: Vec<(At, bool)> = places.iter().map(|at| (at.clone(), false)).collect();
        while let Some((at, perhaps)) = open.pop() {
            if !seen.insert(at.clone()) {
                continue;
            }
            let Some(node) = self.documents.node(&at) else {
                continue;
            };
            let Some(object) = node.as_object() else {
                continue;
            };
            if !self.step(node.span) {
                break;
            }
            if self.has_own_members(&at, object) {
                outline.members |= properties(object).next().is_some();
                for (keyword, branches) in choices(&at, object) {
                    if !perhaps && is_alternative(&keyword) {
                        outline.choices += 1;
                    } else {
                        let branches = branches.into_iter().flatten();
                        open.extend(branches.map(|branch| (branch, true)));
                    }
                }
                let table = at.child("allOf");
                let pieces = 0..pieces(object).len();
                open.extend(pieces.map(|index| (table.item(index), perhaps)));
            }
            let text = reference(object).and_then(Node::as_str);
            let target = text.and_then(|text| self.documents.resolve(&at, text).ok());
            open.extend(target.map(|target| (target.at, perhaps)));
        }
        outline
    }

    /// Whether the keywords of an object count: to the letter, old drafts pass over them beside a
    /// reference.
    pub(super) fn has_own_members(&self, at: &At, object: &Object) -> bool {
        let is_alone = self.to_the_letter && self.documents.ignores_siblings(at.document);
        object.get("$ref").is_none() || !is_alone
    }

    /// Gathers what schemas and their pieces say, in the order of the documents: what a piece
    /// refers to, its own pieces, then its members.
    pub(crate) fn gather(&mut self, places: &[At]) -> Pieces<'a> {
        let spots = self.spots(places);
        self.gather_spots(spots)
    }

    /// What stands at places.
    pub(crate) fn spots(&self, places: &[At]) -> Vec<Spot<'a>> {
        let documents = self.documents;
        let spots = places.iter().map(|at| documents.spot(at.clone()));
        spots.flatten().collect()
    }

    /// As `gather`, of schemas that were found.
    pub(crate) fn gather_spots(&mut self, spots: Vec<Spot<'a>>) -> Pieces<'a> {
        let mut pieces = Pieces::default();
        let documents = self.documents;
        let mut seen: HashSet<*const Node> = HashSet::new();
        self.gather_into(spots, &mut pieces, &mut seen, Holds::Always);
        while !pieces.conditions.is_empty() {
            for (holds, branches) in std::mem::take(&mut pieces.conditions) {
                // What was gathered may have settled which branch it is.
                let is_seen = |at: &At| {
                    let node = documents.node(at).map(std::ptr::from_ref);
                    node.is_some_and(|node| seen.contains(&node))
                };
                if !self.is_settled(&branches, is_seen) {
                    let branches = self.spots(&branches);
                    self.gather_into(branches, &mut pieces, &mut seen, holds);
                }
            }
        }
        pieces
    }

    fn gather_into(
        &mut self,
        spots: Vec<Spot<'a>>,
        pieces: &mut Pieces<'a>,
        seen: &mut HashSet<*const Node>,
        holds: Holds,
    ) {
        let spots = spots.into_iter().rev();
        let mut open: Vec<Gathering<'a>> = spots.map(Gathering::Piece).collect();
        while let Some(next) = open.pop() {
            let Spot { at, node } = match next {
                Gathering::Piece(spot) => spot,
                Gathering::Members(at, object) => {
                    self.gather_members(&at, object, pieces, holds);
                    continue;
                }
            };
            // A piece that was gathered already has nothing to add; `allOf` may contain itself.
            let key = std::ptr::from_ref(node);
            if seen.contains(&key) || !self.step(node.span) {
                continue;
            }
            seen.insert(key);
            let Some(object) = node.as_object() else {
                continue;
            };
            if self.overlays.contains_key(&at) {
                self.reached.insert(at.clone());
            }
            if self.has_own_members(&at, object) {
                open.push(Gathering::Members(at.clone(), object));
                let table = at.child("allOf");
                let all = self::pieces(object).iter().enumerate().rev();
                open.extend(all.map(|(index, node)| {
                    let at = table.item(index);
                    Gathering::Piece(Spot { at, node })
                }));
            }
            if reference(object).is_some() {
                open.extend(self.bound(&at, object).map(Gathering::Piece));
            }
        }
    }

    fn gather_members(
        &mut self,
        at: &At,
        object: &'a Object,
        pieces: &mut Pieces<'a>,
        holds: Holds,
    ) {
        let table = at.child("properties");
        for member in properties(object) {
            let at = table.child(&member.name);
            let node = &member.value;
            pieces.add(&member.name, Spot { at, node }, holds);
        }
        let test = at.child("if");
        let within = match holds {
            Holds::Always => Holds::Perhaps,
            holds => holds,
        };
        for (keyword, branches) in choices(at, object) {
            let branches = branches.into_iter().flatten();
            if is_alternative(&keyword) {
                pieces.conditions.push((within, branches.collect()));
                continue;
            }
            for branch in branches {
                let holds = if branch == test {
                    Holds::Tested
                } else {
                    within
                };
                pieces.conditions.push((holds, vec![branch]));
            }
        }
        if holds != Holds::Always {
            return;
        }
        let mut kinds = ["type", "enum", "const"].into_iter();
        pieces.typed |= kinds.any(|name| object.get(name).is_some());
        pieces.required.extend(required(object));
        if let Some(overlay) = self.overlays.get(at) {
            // What a piece promises holds for its own members in every object that it is part of.
            let own = object.get("properties").and_then(Node::as_object);
            let names = overlay.says.promised.iter().map(|name| name.value.as_str());
            let names = names.filter(|name| own.is_some_and(|own| own.get(name).is_some()));
            pieces.promised.extend(names);
        }
        pieces.patterns.extend(patterns(at, object));
        let says = |name: &str| object.get(name).map(|node| &node.value);
        match says("additionalProperties") {
            Some(Value::Bool(true)) => pieces.open = true,
            Some(Value::Bool(false)) => pieces.closed = true,
            Some(Value::Object(_)) => {
                pieces.closed = true;
                pieces.additional = Some(at.child("additionalProperties"));
            }
            _ => {}
        }
        match says("unevaluatedProperties") {
            Some(Value::Bool(true)) => pieces.open = true,
            Some(Value::Bool(false) | Value::Object(_)) => pieces.sealed = true,
            _ => {}
        }
    }
}

/// What kind of object schemas describe together.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Outline {
    /// Whether it has members with names.
    pub(crate) members: bool,
    /// How many choices of alternatives there are beside them.
    pub(crate) choices: usize,
}

/// Whether a choice is one of alternatives; others are conditions.
pub(crate) fn is_alternative(keyword: &str) -> bool {
    matches!(keyword, "oneOf" | "anyOf")
}

/// What is still to be gathered.
enum Gathering<'a> {
    /// A schema: what it refers to and consists of, then its members.
    Piece(Spot<'a>),
    /// The members of a schema whose pieces were gathered.
    Members(At, &'a Object),
}

fn properties(object: &Object) -> impl Iterator<Item = &crate::source::Property> {
    let properties = object.get("properties").and_then(Node::as_object);
    properties.into_iter().flatten()
}

fn pieces(object: &Object) -> &[Node] {
    let pieces = object.get("allOf").and_then(Node::as_array);
    pieces.unwrap_or_default()
}

/// The names that a schema requires; draft 3's flag on the member itself is no list.
fn required(object: &Object) -> impl Iterator<Item = &str> {
    let names = object.get("required").and_then(Node::as_array);
    names.into_iter().flatten().filter_map(Node::as_str)
}

/// The schemas of members that have no name in a schema, but for those of `additionalProperties`.
pub(crate) fn patterns(at: &At, object: &Object) -> Vec<At> {
    let table = at.child("patternProperties");
    let named = object.get("patternProperties").and_then(Node::as_object);
    let named = named.into_iter().flatten();
    // Members of such a name there are none.
    let named = named.filter(|pattern| pattern.value.as_bool() != Some(false));
    let mut places: Vec<At> = named.map(|pattern| table.child(&pattern.name)).collect();
    let unevaluated = object.get("unevaluatedProperties");
    if object.get("additionalProperties").is_none()
        && unevaluated.is_some_and(|node| node.as_object().is_some())
    {
        places.push(at.child("unevaluatedProperties"));
    }
    places
}
