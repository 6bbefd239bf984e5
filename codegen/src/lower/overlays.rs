//! What specs say about places of a vendor's schema, and whether it has an effect.

use std::collections::HashSet;

use smol_str::SmolStr;

use super::context::{Lowering, PlacedOverlay};
use super::draft::ScopeId;
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::json_schema::{At, by_missing_step, child, near_pointer, segments};
use crate::load::LoadedModule;
use crate::source::{Node, Span, Spanned};

impl<'a> Lowering<'a> {
    /// Notes what a module says about its schema; places that the schema lacks are reported.
    pub(crate) fn add_overlays(
        &mut self,
        scope: ScopeId,
        document: usize,
        module: &'a LoadedModule,
    ) {
        let mut gone: Vec<&Spanned<SmolStr>> = Vec::new();
        for (pointer, says) in module.spec.overlay.iter() {
            let at = At {
                document,
                pointer: pointer.value.to_string(),
            };
            if self.documents.node(&at).is_none() {
                // What a correction was to make there is no news.
                if !self.documents.is_uncorrected(&at) {
                    gone.push(pointer);
                }
                continue;
            }
            let overlay = PlacedOverlay {
                scope,
                pointer: pointer.span,
                says,
            };
            // Two modules may share a schema.
            if let Some(first) = self.overlays.insert(at, overlay) {
                self.report(
                    Diagnostic::error(
                        codes::OVERLAY,
                        pointer.span,
                        format!("another module speaks of `{}` already", pointer.value),
                    )
                    .label("the second")
                    .also(first.pointer, "the first is here")
                    .help("say it in one of them"),
                );
            }
        }
        self.report_gone(document, &gone);
    }

    /// Reports overlays for places that a schema lacks; those that one change of it took away
    /// together.
    fn report_gone(&mut self, document: usize, gone: &[&Spanned<SmolStr>]) {
        let Some(root) = self.documents.document(document).map(|found| &found.root) else {
            return;
        };
        let places = gone.iter().map(|it| (it.value.as_str(), it.span));
        let mut single: HashSet<Span> = HashSet::new();
        for group in by_missing_step(root, places) {
            if group.is_one_change(root) {
                self.moved.insert(At {
                    document,
                    pointer: group.missing.clone(),
                });
                self.report(group.report(root, codes::OVERLAY, "overlays"));
            } else {
                single.extend(&group.spans);
            }
        }
        for pointer in gone.iter().filter(|it| single.contains(&it.span)) {
            let near = match self.may_suggest() {
                true => near_pointer(root, &pointer.value),
                false => None,
            };
            self.report(
                Diagnostic::error(
                    codes::OVERLAY,
                    pointer.span,
                    format!("nothing stands at `{}` in the schema", pointer.value),
                )
                .label("leads nowhere")
                .help(match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if !pointer.value.starts_with('/') => {
                        format!("a pointer begins with a slash: write `/{}`", pointer.value)
                    }
                    None => "bring the pointer up to date with the schema".to_owned(),
                }),
            );
        }
    }

    /// Reports what overlays say in vain, once everything was read.
    pub(crate) fn check_overlays(&mut self) {
        let mut overlays: Vec<(At, PlacedOverlay<'a>)> = self
            .overlays
            .iter()
            .map(|(at, overlay)| (at.clone(), *overlay))
            .collect();
        overlays.sort_by_key(|(_, overlay)| overlay.pointer);
        let named = self.named_places();
        // What could not be read, or leads nowhere, may be what would have used them.
        let mut told = self.diagnostics.iter();
        let torn =
            told.any(|known| known.severity == Severity::Error && known.code != codes::OVERLAY);
        for (at, overlay) in overlays {
            self.check_promised(&at, overlay);
            let unused = !self.reached.contains(&at) && !named.contains(&at);
            if unused {
                if torn || self.is_faulty_file(overlay.pointer.file) {
                    continue;
                }
                self.report(
                    Diagnostic::warning(
                        codes::UNUSED_OVERLAY,
                        overlay.pointer,
                        format!("no operation uses what stands at `{}`", at.pointer),
                    )
                    .label("in vain")
                    .help("remove the overlay, or name the place in an operation"),
                );
            } else if let Some(name) = &overlay.says.name
                && !named.contains(&at)
            {
                self.report(in_vain(
                    name.span,
                    format!("`{}` names no type: none is made at this place", name.value),
                    self.reference_at(&at),
                ));
            }
        }
    }

    /// Every place that a type is made at or in: a name there has an effect.
    fn named_places(&self) -> HashSet<At> {
        let mut named: HashSet<At> = HashSet::new();
        if !self
            .overlays
            .values()
            .any(|overlay| overlay.says.name.is_some())
        {
            return named;
        }
        for at in &self.defined {
            let mut pointer = String::new();
            for segment in segments(&at.pointer).into_iter().flatten() {
                pointer = child(&pointer, &segment);
                let document = at.document;
                let pointer = pointer.clone();
                named.insert(At { document, pointer });
            }
            named.insert(at.clone());
        }
        named
    }

    fn check_promised(&mut self, at: &At, overlay: PlacedOverlay<'a>) {
        let Some(first) = overlay.says.promised.first() else {
            return;
        };
        if overlay.says.ty.is_some() {
            self.report(in_vain(
                first.span,
                "a place whose type the spec says has no members to promise".to_owned(),
                None,
            ));
            return;
        }
        if let Some(target) = self.reference_at(at) {
            self.report(in_vain(
                first.span,
                "a reference has no members of its own to promise".to_owned(),
                Some(target),
            ));
            return;
        }
        let was_reached = self.reached.contains(at);
        let pieces = self.gather(std::slice::from_ref(at));
        if !was_reached {
            self.reached.remove(at);
        }
        for promised in &overlay.says.promised {
            if pieces.has(&promised.value) {
                continue;
            }
            let known = self.suggest(&promised.value, |_| pieces.names().collect());
            let diagnostic = Diagnostic::error(
                codes::OVERLAY,
                promised.span,
                format!("the object has no member `{}` to promise", promised.value),
            )
            .label("not a member");
            let node = self.documents.node(at);
            let diagnostic = match node {
                Some(node) => diagnostic.also(node.span, "the object"),
                None => diagnostic,
            };
            self.report(match known {
                Some(known) => diagnostic.help(format!("did you mean `{known}`?")),
                None => diagnostic.help("name members of the object, as they are on the wire"),
            });
        }
    }

    /// The place that a reference at a place leads to, where that is all that stands there.
    fn reference_at(&self, at: &At) -> Option<At> {
        let object = self.documents.node(at).and_then(Node::as_object)?;
        let reference = object.get("$ref")?.as_str()?;
        if self.is_narrowed(at, object) {
            return None;
        }
        Some(self.documents.resolve(at, reference).ok()?.at)
    }
}

fn in_vain(span: Span, message: String, target: Option<At>) -> Diagnostic {
    let diagnostic = Diagnostic::error(codes::OVERLAY, span, message).label("in vain");
    match target {
        Some(target) => diagnostic.help(format!(
            "say it of `{}`, to which the reference leads",
            target.pointer
        )),
        None => diagnostic.help("remove it"),
    }
}
