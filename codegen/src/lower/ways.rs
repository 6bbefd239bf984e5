//! Objects with alternatives: a union of records, each with the members that all have and those of
//! its branch.

use std::collections::HashSet;

use smol_str::SmolStr;

use super::annotations::Annotations;
use super::context::Lowering;
use super::draft::{DraftShape, DraftVariant, ScopeId, Ty, Wish};
use super::flat::{Flat, Key};
use super::follow::reference;
use super::keywords::{is_null, named_types};
use super::naming::Called;
use super::numbers::join_numbers;
use super::pieces::is_alternative;
use crate::json_schema::At;
use crate::names::{type_name, variant_name};
use crate::source::{Node, Span};

/// How many references lead from a branch to the schema that it means, at most.
const BRANCH_HOPS: u32 = 8;

impl<'a> Lowering<'a> {
    /// The type of the object that has to fit all these schemas, and whether it may be null: a
    /// struct, or a union where alternatives bring members of their own.
    pub(crate) fn object_type(
        &mut self,
        scope: ScopeId,
        places: &[At],
        span: Span,
        said: &Annotations,
        depth: u32,
    ) -> (Ty, bool) {
        let plain = |lowering: &mut Self| {
            let ty = lowering.define_all(scope, places.to_vec(), span, said, None, None);
            (ty, false)
        };
        if self.outline(places).choices == 0 {
            return plain(self);
        }
        let key: Key = vec![places.to_vec()];
        let leaves = self.leaves(&key);
        self.tell_cut(&leaves);
        // What each has chosen, behind what all have to fit.
        let ways = leaves.iter().map(|leaf| (leaf, &leaf.way[places.len()..]));
        let ways: Vec<(&Flat, &[At])> = ways.collect();
        if ways.iter().all(|(_, chosen)| chosen.is_empty()) {
            return plain(self);
        }
        let nothing = |lowering: &Self, chosen: &[At]| {
            let mut nodes = chosen.iter().filter_map(|at| lowering.documents.node(at));
            nodes.any(is_null)
        };
        let null = ways.iter().any(|(_, chosen)| nothing(self, chosen));
        let known = self.known(places).is_some();
        let shape = DraftShape::Union {
            variants: Vec::new(),
        };
        let ty = self.define_all(scope, places.to_vec(), span, said, Some(shape), None);
        let Ty::Def(id) = ty else {
            return (ty, null);
        };
        if known {
            return (ty, null);
        }
        let mut variants: Vec<DraftVariant> = Vec::new();
        let mut seen: HashSet<Ty> = HashSet::new();
        for (leaf, chosen) in &ways {
            if nothing(self, chosen) {
                continue;
            }
            let ty = self.way_type(scope, leaf, chosen, depth);
            if ty == Ty::Unknown {
                continue;
            }
            if !seen.insert(ty.clone()) {
                if let [branch] = chosen {
                    self.add_tags(&mut variants, &ty, branch);
                }
                continue;
            }
            let mut variant = DraftVariant::of(ty);
            if let [branch] = chosen {
                variant.name = self.branch_name(branch);
                variant.doc = self.branch_doc(branch);
                variant.tag = self.branches.tags.told(self.documents, branch);
            }
            variants.push(variant);
        }
        self.draft.get_mut(id).shape = DraftShape::Union { variants };
        (ty, null)
    }

    /// Whether a schema is nothing but choices, all of whose ways are objects with members.
    pub(crate) fn all_ways_have_members(&mut self, at: &At) -> bool {
        let ways = self.leaves(&vec![vec![at.clone()]]);
        ways.len() > 1 && ways.iter().all(|leaf| self.outline(&leaf.way).members)
    }

    /// The type of one way out.
    fn way_type(&mut self, scope: ScopeId, leaf: &Flat, chosen: &[At], depth: u32) -> Ty {
        if let [branch] = chosen {
            let node = self.documents.node(branch);
            let types = node
                .and_then(Node::as_object)
                .map(|object| named_types(object).0);
            let is_other =
                types.is_some_and(|types| !types.is_empty() && !types.contains(&"object"));
            // What has all members of the others already is a type by itself.
            if is_other || self.holds(branch, leaf) {
                return self.schema_type(scope, branch, depth + 1).0.split_null().0;
            }
        }
        let span = chosen
            .last()
            .and_then(|at| Some(self.documents.node(at)?.span));
        let span = span.unwrap_or_default();
        let said = Annotations::default();
        let wish = self.way_wish(leaf, chosen);
        self.define_all(scope, leaf.way.clone(), span, &said, None, wish)
    }

    /// What several branches together would like to be called: by all of them, behind what has the
    /// choices. One branch alone has a name by its place.
    fn way_wish(&self, leaf: &Flat, chosen: &[At]) -> Option<Wish> {
        let home = match chosen {
            [] | [_] => return None,
            _ => &leaf.way[..leaf.way.len() - chosen.len()],
        };
        let words =
            chosen.iter().map(
                |branch| match self.branches.called(self.documents, branch) {
                    Called::Alone(word) | Called::Behind(word) | Called::Kind(word) => word,
                    Called::Owner => SmolStr::default(),
                },
            );
        let words: Vec<SmolStr> = words.collect();
        Some(self.wish(home.last()?).with(&words.concat()))
    }

    /// Whether a branch has all that the schemas beside it say of members already: it consists of
    /// them, or refers to an object that repeats them.
    fn holds(&mut self, branch: &At, leaf: &Flat) -> bool {
        let own = self.flat(std::slice::from_ref(branch)).places;
        let documents = self.documents;
        let object = |at: &At| documents.node(at).and_then(Node::as_object);
        let named = |at: &&At| object(at).is_some_and(|object| object.get("properties").is_some());
        if leaf.places.iter().filter(named).all(|at| own.contains(at)) {
            return true;
        }
        if object(branch).and_then(reference).is_none() {
            return false;
        }
        let others: Vec<At> = leaf
            .way
            .iter()
            .filter(|at| *at != branch)
            .cloned()
            .collect();
        let common = self.gather(&others);
        let own = self.gather(std::slice::from_ref(branch));
        let members = common
            .members
            .iter()
            .filter(|member| !member.places.is_empty());
        let mut names = members.map(|member| member.name);
        names.all(|name| own.always_has(name))
            && common.required.is_subset(&own.required)
            && common.additional.is_none()
            && common.patterns.is_empty()
    }

    /// Whether a choice makes records of different members, and is still open.
    pub(crate) fn is_way(&mut self, flat: &Flat, keyword: &str, branches: &[Vec<At>]) -> bool {
        if !is_alternative(keyword) {
            return false;
        }
        let branches: Vec<At> = branches.iter().flatten().cloned().collect();
        let first = flat.way.first().and_then(|at| self.documents.node(at));
        let span = first.map(|node| node.span).unwrap_or_default();
        let steps = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        if !self.steps(steps(branches.len()), span)
            || self.is_settled(&branches, |at| flat.said.contains(at))
        {
            return false;
        }
        let common = self.gather(&flat.way);
        if !self.steps(steps(common.members.len()), span) {
            return false;
        }
        branches.into_iter().any(|branch| {
            let pieces = self.gather(&[branch]);
            let mut names = pieces.names();
            names.any(|name| !common.always_has(name))
        })
    }

    /// Whether one of the branches of a choice is among the schemas that a value has to fit
    /// already: what extends a schema is often one of its alternatives.
    pub(crate) fn is_settled(&self, branches: &[At], known: impl Fn(&At) -> bool) -> bool {
        branches.iter().any(|branch| {
            let mut at = branch.clone();
            for _ in 0..BRANCH_HOPS {
                if known(&at) {
                    return true;
                }
                let node = self.documents.node(&at);
                let reference = node.and_then(|node| node.get("$ref")?.as_str());
                let target = reference.map(|text| self.documents.resolve(&at, text));
                let Some(Ok(target)) = target else {
                    return false;
                };
                at = target.at;
            }
            false
        })
    }

    /// The name that a branch has by its tag, or else by its title.
    pub(crate) fn branch_name(&self, branch: &At) -> Option<SmolStr> {
        if let Some(tag) = self.branches.tags.of(self.documents, branch) {
            return Some(variant_name(&tag));
        }
        let title = self.documents.node(branch)?.get("title")?.as_str()?;
        Some(type_name(title))
    }

    fn branch_doc(&self, branch: &At) -> SmolStr {
        let mut said = Annotations::default();
        if let Some(object) = self.documents.node(branch).and_then(Node::as_object) {
            said.absorb(object);
        }
        said.doc
    }

    /// The type of members that have no name: what `additionalProperties` says, and what patterns
    /// of names say.
    pub(crate) fn others(
        &mut self,
        scope: ScopeId,
        additional: Option<&At>,
        patterns: &[At],
        depth: u32,
    ) -> Option<Ty> {
        let places: Vec<At> = additional.into_iter().chain(patterns).cloned().collect();
        let home = places.last()?;
        Some(self.alternatives(scope, home, &places, depth).0)
    }

    /// The type of a value that fits one of several schemas; a union of them is called by the
    /// first place.
    pub(crate) fn alternatives(
        &mut self,
        scope: ScopeId,
        home: &At,
        places: &[At],
        depth: u32,
    ) -> (Ty, Annotations) {
        let mut all = Annotations::default();
        let mut types: Vec<Ty> = Vec::new();
        let mut seen: HashSet<Ty> = HashSet::new();
        let mut null = false;
        for at in places {
            let (ty, said) = self.schema_type(scope, at, depth + 1);
            let (ty, nullable) = ty.split_null();
            null |= nullable;
            all.merge(&said);
            if ty != Ty::Unknown && seen.insert(ty.clone()) {
                types.push(ty);
            }
        }
        if types.is_empty() && !places.is_empty() {
            // What is wrong with all of them was told.
            return (Ty::Unknown, all);
        }
        let is_any = types.contains(&Ty::Any);
        let mut variants: Vec<DraftVariant> = types.into_iter().map(DraftVariant::of).collect();
        join_numbers(&mut variants);
        let ty = if is_any {
            Ty::Any
        } else if variants.len() < 2 {
            variants.pop().map_or(Ty::Any, |only| only.ty)
        } else {
            let span = self.documents.node(home).map(|node| node.span);
            self.define_choice(scope, home, places, span.unwrap_or_default(), variants)
        };
        let ty = match places.iter().any(|at| self.is_implied(at)) {
            true => self.probably(ty),
            false => ty,
        };
        (if null { ty.or_null() } else { ty }, all)
    }
}
