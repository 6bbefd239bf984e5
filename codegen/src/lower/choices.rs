//! The ways out of a schema that has choices, each a list of schemas that a value has to fit.

use std::collections::HashSet;

use smol_str::SmolStr;

use super::context::Lowering;
use super::flat::{Flat, Key};
use crate::diagnostic::{Diagnostic, codes};
use crate::json_schema::At;
use crate::source::{Node, Object, Value};

/// How many ways out are told apart. Where choices of choices make more, those that come later say
/// nothing: a value that fits them fits what is left.
const MOST_LEAVES: usize = 24;

/// A way out, before it is followed to its end.
struct Way {
    places: Vec<At>,
    /// The choices that were made on it, by place and keyword.
    made: HashSet<(At, SmolStr)>,
    /// The first choice that is not made.
    cut: Option<(At, SmolStr)>,
}

impl<'a> Lowering<'a> {
    /// The ends of all ways out.
    pub(crate) fn leaves(&mut self, key: &Key) -> Vec<Flat> {
        let mut leaves: Vec<Flat> = Vec::new();
        let way = |places: &Vec<At>| Way {
            places: places.clone(),
            made: HashSet::new(),
            cut: None,
        };
        let mut open: Vec<Way> = key.iter().rev().map(way).collect();
        while let Some(mut way) = open.pop() {
            let mut flat = self.flat(&way.places);
            if flat.never {
                continue;
            }
            let Some((at, keyword, branches)) = self.next_choice(&flat, &way.made) else {
                flat.chosen = !way.made.is_empty();
                flat.cut = way.cut;
                leaves.push(flat);
                continue;
            };
            // One choice makes as many ways as it has branches. Several multiply them.
            let first = way.made.is_empty();
            way.made.insert((at.clone(), keyword.clone()));
            if !first && leaves.len() + open.len() + branches.len() > MOST_LEAVES {
                way.cut.get_or_insert((at, keyword));
                open.push(way);
                continue;
            }
            open.extend(branches.into_iter().rev().map(|branch| Way {
                places: way.places.iter().cloned().chain(branch).collect(),
                made: way.made.clone(),
                cut: way.cut.clone(),
            }));
        }
        leaves
    }

    /// Tells of choices that were not made.
    pub(crate) fn tell_cut(&mut self, leaves: &[Flat]) {
        for (at, keyword) in leaves.iter().filter_map(|leaf| leaf.cut.as_ref()) {
            let keyword = keyword.split('/').next().unwrap_or_default();
            let node = self.documents.node(at).and_then(|node| node.get(keyword));
            let span = node.map(|node| node.span).unwrap_or_default();
            self.report(
                Diagnostic::warning(
                    codes::KEYWORD,
                    span,
                    format!(
                        "`{keyword}` adds nothing to the types: with the choices before it there \
                         would be more than {MOST_LEAVES} types"
                    ),
                )
                .label("one choice of several")
                .help(
                    "values are read and written whole; give the place a type by an overlay or a \
                     correction, if they need one",
                ),
            );
        }
    }

    /// The first choice that was not made yet, with what each branch adds.
    fn next_choice(
        &mut self,
        flat: &Flat,
        made: &HashSet<(At, SmolStr)>,
    ) -> Option<(At, SmolStr, Vec<Vec<At>>)> {
        for at in &flat.places {
            let object = self.documents.node(at).and_then(Node::as_object)?;
            let dynamic = self.dynamic_choice(at, object);
            for (keyword, branches) in choices(at, object).into_iter().chain(dynamic) {
                let choice = (at.clone(), keyword);
                if made.contains(&choice) {
                    continue;
                }
                if self.to_the_letter || self.is_way(flat, &choice.1, &branches) {
                    return Some((choice.0, choice.1, branches));
                }
            }
        }
        None
    }

    /// What a `$dynamicRef` or `$recursiveRef` may mean, where it is more than one schema: which one it is depends on
    /// the schemas that led there.
    fn dynamic_choice(&self, at: &At, object: &Object) -> Option<(SmolStr, Vec<Vec<At>>)> {
        let dynamic = object.get("$dynamicRef");
        let reference = dynamic.or_else(|| object.get("$recursiveRef"))?.as_str()?;
        let target = self.documents.resolve(at, reference).ok()?;
        let places = self.documents.dynamic(&target.at);
        let branches = || places.iter().map(|place| vec![place.clone()]).collect();
        (places.len() > 1).then(|| (SmolStr::new_static("$dynamicRef"), branches()))
    }
}

/// The keywords that make a choice.
const CHOICES: [&str; 5] = ["anyOf", "dependencies", "dependentSchemas", "if", "oneOf"];

/// Whether a schema may have choices: most have none.
pub(crate) fn has_choices(object: &Object) -> bool {
    let mut names = object.iter().map(|keyword| keyword.name.as_str());
    names.any(|name| CHOICES.contains(&name))
}

/// The choices of one schema, in the order in which they are made.
pub(crate) fn choices(at: &At, object: &Object) -> Vec<(SmolStr, Vec<Vec<At>>)> {
    let mut found = Vec::new();
    if !has_choices(object) {
        return found;
    }
    for keyword in ["oneOf", "anyOf"] {
        if let Some(branches) = object.get(keyword).and_then(Node::as_array) {
            let table = at.child(keyword);
            let branches = (0..branches.len()).map(|index| vec![table.item(index)]);
            found.push((keyword.into(), branches.collect()));
        }
    }
    let branch = |keyword: &str| object.get(keyword).map(|_| at.child(keyword));
    if let Some(condition) = branch("if")
        && (object.get("then").is_some() || object.get("else").is_some())
    {
        let met = std::iter::once(condition).chain(branch("then")).collect();
        let unmet = branch("else").into_iter().collect();
        found.push(("if".into(), vec![met, unmet]));
    }
    for keyword in ["dependentSchemas", "dependencies"] {
        let Some(table) = object.get(keyword).and_then(Node::as_object) else {
            continue;
        };
        for dependency in table {
            if !matches!(
                dependency.value.value,
                Value::Object(_) | Value::Bool(false)
            ) {
                continue;
            }
            let place = at.child(keyword).child(&dependency.name);
            let name = format!("{keyword}/{}", dependency.name);
            found.push((name.into(), vec![vec![place], Vec::new()]));
        }
    }
    found
}
