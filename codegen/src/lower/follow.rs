//! References: from the place that has one to the schema that it means.

use std::collections::HashSet;

use super::annotations::Annotations;
use super::context::Lowering;
use super::draft::Ty;
use crate::diagnostic::{Diagnostic, codes};
use crate::json_schema::{At, Lost, Spot, has_scheme, near_pointer, percent_decoded};
use crate::source::{Node, Object, Span, Value};

/// What it costs to go along a reference: a chain is gone along by each that leads into it.
const REFERENCE_STEPS: u32 = 4;

/// Up to so many references are followed without a look whether they lead round in a circle.
const SHORT_CHAIN: u32 = 4;

/// What stands at the end of references.
pub(crate) enum Followed<'a> {
    /// A spec says the type.
    Type(Ty),
    /// A schema that is no reference.
    Schema(Spot<'a>),
}

impl<'a> Lowering<'a> {
    /// Goes along references until there is a schema that is none; what is said on the way is
    /// gathered. `None`, reported, where they lead nowhere or round in a circle.
    pub(crate) fn follow(
        &mut self,
        spot: &Spot<'a>,
        said: &mut Annotations,
    ) -> Option<Followed<'a>> {
        let mut spot = spot.clone();
        let mut hops = 0;
        let mut seen: HashSet<At> = HashSet::new();
        loop {
            let Spot { at, node } = &spot;
            if let Some(ty) = self.overlaid(at, said) {
                return Some(Followed::Type(ty));
            }
            let Some(object) = node.as_object() else {
                return Some(Followed::Schema(spot));
            };
            said.absorb(object);
            let next = match reference(object) {
                Some(_) if self.is_narrowed(at, object) => {
                    self.tell_siblings(at, object);
                    None
                }
                Some(_) => Some(self.bound(at, object)?),
                None => only_reference(at, object),
            };
            let Some(next) = next else {
                return Some(Followed::Schema(spot));
            };
            if !self.steps(REFERENCE_STEPS, node.span) {
                return None;
            }
            // Nearly all references are one long: a circle is found when it was gone round.
            hops += 1;
            let again = hops > SHORT_CHAIN && !seen.insert(next.at.clone());
            if again {
                self.report_circle(&next.at);
                return None;
            }
            spot = next;
        }
    }

    /// The type that a spec says of a place, if it says one; its description in any case.
    fn overlaid(&mut self, at: &At, said: &mut Annotations) -> Option<Ty> {
        let overlay = *self.overlays.get(at)?;
        self.reached.insert(at.clone());
        if let Some(doc) = &overlay.says.doc
            && said.doc.is_empty()
        {
            said.doc.clone_from(&doc.value);
        }
        let expr = overlay.says.ty.as_ref()?;
        // What stands behind the reference describes the value all the same.
        self.absorb_all(at, said);
        Some(self.expr(overlay.scope, expr, 0))
    }

    /// Gathers what a schema says and what it refers to, null as one of its values included.
    fn absorb_all(&self, at: &At, said: &mut Annotations) {
        let mut at = at.clone();
        // A circle is reported where it is followed for its type.
        for _ in 0..super::context::DEPTH_LIMIT {
            let Some(object) = self.documents.node(&at).and_then(Node::as_object) else {
                return;
            };
            said.absorb(object);
            said.nullable |= takes_null(object);
            let Some(reference) = reference(object).and_then(Node::as_str) else {
                return;
            };
            match self.documents.resolve(&at, reference) {
                Ok(target) => at = target.at,
                Err(_) => return,
            }
        }
    }

    /// Whether null fits schemas together, with what they refer to and their `allOf`: one of them is
    /// `nullable`, or all that name types or list values have null among them.
    pub(crate) fn take_null(&mut self, places: &[At]) -> bool {
        let flat = self.flat(places);
        let nodes = flat.said.iter().filter_map(|at| self.documents.node(at));
        let mut typed = 0_usize;
        let mut null = 0_usize;
        for object in nodes.filter_map(Node::as_object) {
            if object.get("nullable").and_then(Node::as_bool) == Some(true) {
                return true;
            }
            let mut words = ["type", "enum", "const"].into_iter();
            if words.any(|word| object.get(word).is_some()) {
                typed += 1;
                null += usize::from(takes_null(object));
            }
        }
        typed > 0 && null == typed
    }

    /// Whether the keywords beside a reference change the type that it means. Up to draft 7 they do
    /// not count by the letter; their authors mean them to.
    pub(crate) fn is_narrowed(&self, at: &At, object: &Object) -> bool {
        let counts = !self.to_the_letter || !self.documents.ignores_siblings(at.document);
        counts && narrows(object)
    }

    /// Tells of keywords beside a reference that count although the draft gives them no meaning.
    fn tell_siblings(&mut self, at: &At, object: &Object) {
        if self.documents.ignores_siblings(at.document)
            && let Some(reference) = object.get("$ref")
        {
            self.report(
                Diagnostic::warning(
                    codes::REFERENCE_SIBLINGS,
                    reference.span,
                    "what stands beside this reference is read, though the draft gives it no meaning",
                )
                .label("the reference")
                .help("put the reference and the rest under `allOf`, by a correction"),
            );
        }
    }

    /// The place that the reference of a schema leads to. A dynamic one leads to where it would
    /// from the first document, or else to what it names.
    pub(crate) fn bound(&mut self, at: &At, object: &Object) -> Option<Spot<'a>> {
        let found = self.bind(at, reference(object)?)?;
        if object.get("$ref").is_some() {
            return Some(found);
        }
        match self.documents.dynamic(&found.at) {
            [place] => self.documents.spot(place.clone()),
            _ => Some(found),
        }
    }

    /// The place that a reference names; what it does not find is reported.
    pub(crate) fn bind(&mut self, at: &At, reference: &Node) -> Option<Spot<'a>> {
        let Some(text) = reference.as_str() else {
            self.report(
                Diagnostic::error(codes::REFERENCE, reference.span, "a reference is a string")
                    .label(format!("this is {}", reference.kind()))
                    .help("write the place of a schema: `\"#/definitions/…\"`"),
            );
            return None;
        };
        match self.documents.resolve_spot(at, text) {
            Ok((found, assumed)) => {
                if !is_schema(found.node) {
                    self.report(
                        Diagnostic::error(
                            codes::REFERENCE,
                            reference.span,
                            format!(
                                "the reference `{text}` leads to {}, which is no schema",
                                found.node.kind()
                            ),
                        )
                        .label("leads to no schema")
                        .also(found.node.span, "this stands there")
                        .help("name the place of an object that says a type"),
                    );
                    return None;
                }
                if let Some(base) = assumed {
                    self.report_assumed(at.document, text, base, reference.span);
                }
                Some(found)
            }
            Err(Lost::Unread) => None,
            Err(Lost::Because(why)) => {
                // A reference that a correction was to put right is no news.
                if !self.documents.is_uncorrected(&at.child("$ref")) {
                    let near = self.near_reference(at, text);
                    self.report(
                        Diagnostic::error(
                            codes::REFERENCE,
                            reference.span,
                            format!("the reference `{text}` leads nowhere: {why}"),
                        )
                        .label("leads nowhere")
                        .help(match near {
                            Some(near) => {
                                let how = match self.trust_required {
                                    true => "Put it right in the schema",
                                    false => "A correction puts it right",
                                };
                                format!("did the author mean `{near}`? {how}")
                            }
                            None => remedy(text),
                        }),
                    );
                }
                None
            }
        }
    }

    /// The reference that was probably meant, in the same document.
    fn near_reference(&mut self, at: &At, text: &str) -> Option<String> {
        let pointer = text
            .strip_prefix('#')
            .filter(|rest| rest.starts_with('/'))?;
        if !self.may_suggest() {
            return None;
        }
        let document = self.documents.document(at.document)?;
        // As the document writes references, whatever the spec says of their beginning.
        let mapped = document.refs.find(text).and_then(|(written, meant)| {
            let rest = text.strip_prefix(written.as_str())?;
            Some((written, meant, format!("{meant}{rest}")))
        });
        if let Some((written, meant, mapped)) = mapped {
            let near = near_pointer(&document.root, mapped.strip_prefix('#')?)?;
            let near = format!("#{near}");
            return Some(match near.strip_prefix(meant.as_str()) {
                Some(rest) => format!("{written}{rest}"),
                None => near,
            });
        }
        near_pointer(&document.root, pointer).map(|near| format!("#{near}"))
    }

    fn report_assumed(&mut self, document: usize, text: &str, base: String, span: Span) {
        if !self.assumed.insert((document, base.clone())) {
            return;
        }
        let written = text.rsplit_once('/').map_or(text, |(written, _)| written);
        self.report(
            Diagnostic::warning(
                codes::ASSUMED_BASE,
                span,
                format!(
                    "the document has no `{written}/`: its references are taken to mean `{base}`"
                ),
            )
            .label("the first of them")
            .help(match self.trust_required {
                true => format!("if that is not meant, write in the references what is: `{base}`"),
                false => format!("say so: `schema_refs = {{ \"{written}/\" = \"{base}\" }}`"),
            }),
        );
    }

    /// Reports a circle at its first place in the text, wherever it was entered.
    pub(crate) fn report_circle(&mut self, start: &At) {
        let mut at = start.clone();
        let mut first: Option<Span> = None;
        while let Some(object) = self.documents.node(&at).and_then(Node::as_object) {
            let next = match reference(object) {
                Some(reference) => {
                    first = Some(first.map_or(reference.span, |span| span.min(reference.span)));
                    let text = reference.as_str();
                    text.and_then(|text| Some(self.documents.resolve(&at, text).ok()?.at))
                }
                None => only_reference(&at, object).map(|piece| piece.at),
            };
            match next {
                Some(next) if next != *start => at = next,
                _ => break,
            }
        }
        if let Some(span) = first {
            self.report(circle(span));
        }
    }
}

/// The reference that a schema has: `$ref`, or one that depends on who leads there.
pub(crate) fn reference(object: &Object) -> Option<&Node> {
    let mut names = ["$ref", "$dynamicRef", "$recursiveRef"].into_iter();
    names.find_map(|name| object.get(name))
}

/// What makes a reference lead somewhere that names no place of what was read.
fn remedy(reference: &str) -> String {
    let (named, _) = reference.split_once('#').unwrap_or((reference, ""));
    let named = percent_decoded(named);
    // A drive of Windows looks like a scheme.
    let is_drive = named.as_bytes().get(1) == Some(&b':');
    if named.starts_with("//") || (has_scheme(&named) && !is_drive) {
        let folder = named
            .rfind('/')
            .map_or("", |slash| named.split_at(slash + 1).0);
        let base = if folder.ends_with("//") {
            &named
        } else {
            folder
        };
        let base = if base.is_empty() { &named } else { base };
        return format!(
            "nothing is fetched: name a copy of it with `--remote {base}=FOLDER_OR_FILE`, or \
             `remote` in a build script"
        );
    }
    if named.split('/').any(|part| part == "..") {
        return "allow the folder that it leads to with `--allow-folder FOLDER`, or `allow_folder` \
                in a build script"
            .to_owned();
    }
    if named.starts_with('/') {
        return "an absolute path names the `$id` of a schema, or a file from the folder of the \
                spec on: put the file there, or name the document that has the `$id`"
            .to_owned();
    }
    "only places of this document and of files beside it can be named".to_owned()
}

/// A type that is nothing but itself.
pub(crate) fn circle(span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::REFERENCE_CIRCLE,
        span,
        "this leads back to itself, through nothing but references",
    )
    .label("a circle begins here")
    .help("let one of the references name a schema that says a type")
    .note("no schema stands at the end of it, so it means no type")
}

/// The piece of a schema that is nothing but an `allOf` of one reference: people write that to put
/// words beside a reference.
fn only_reference<'d>(at: &At, object: &'d Object) -> Option<Spot<'d>> {
    let [piece] = object.get("allOf")?.as_array()? else {
        return None;
    };
    piece.get("$ref")?;
    let others = NARROWING.iter().filter(|keyword| **keyword != "allOf");
    others
        .into_iter()
        .all(|keyword| !says_something(object, keyword))
        .then(|| Spot {
            at: at.child("allOf").item(0),
            node: piece,
        })
}

/// The keywords that decide which type a schema becomes.
const NARROWING: [&str; 8] = [
    "properties",
    "required",
    "additionalProperties",
    "allOf",
    "oneOf",
    "anyOf",
    "enum",
    "const",
];

fn narrows(object: &Object) -> bool {
    NARROWING
        .iter()
        .any(|keyword| says_something(object, keyword))
}

fn says_something(object: &Object, keyword: &str) -> bool {
    match object.get(keyword).map(|node| &node.value) {
        None => false,
        Some(Value::Array(items)) => !items.is_empty(),
        Some(Value::Object(members)) => !members.is_empty(),
        Some(Value::Bool(_)) => keyword == "const",
        Some(_) => true,
    }
}

/// Whether null is one of the values of a schema, by `type`, `enum` or `const`.
fn takes_null(object: &Object) -> bool {
    let null = |node: &Node| matches!(node.value, Value::Null);
    let word = |node: &Node| node.as_str() == Some("null");
    let any = |name: &str, test: fn(&Node) -> bool| {
        let node = object.get(name);
        node.is_some_and(|node| {
            node.as_array()
                .map_or_else(|| test(node), |all| all.iter().any(test))
        })
    };
    any("type", word) || any("enum", null) || any("const", null)
}

fn is_schema(node: &Node) -> bool {
    node.as_object().is_some() || node.as_bool().is_some()
}
