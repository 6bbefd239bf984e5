//! JSON Schema → draft: the places that specs name, and the definitions that schemas become.

use smol_str::SmolStr;

use super::annotations::{Annotations, EXTENSION};
use super::context::Lowering;
use super::draft::{Def, DefId, DraftShape, DraftVariant, ScopeId, Ty, Wish};
use crate::diagnostic::{Diagnostic, codes};
use crate::ir::Extensions;
use crate::json_schema::{At, DEFINITION_TABLES, Spot, child, moved_table, percent_decoded};
use crate::source::{Node, Span, Value};

impl<'a> Lowering<'a> {
    /// The type of a place of the module's schema that a spec names: a definition, or a pointer.
    pub(crate) fn schema_expr(&mut self, scope: ScopeId, target: &str, span: Span) -> Ty {
        match self.schema_place(scope, target, span) {
            Some(at) => self.schema_type(scope, &at, 0).0,
            None => Ty::Unknown,
        }
    }

    /// Whether it was told, now or before, that the table of definitions in which a place would
    /// stand is gone: once for all places in it.
    fn told_moved(&mut self, document: usize, target: &str, span: Span) -> bool {
        let table = match target.strip_prefix('/').map(|rest| rest.split('/').next()) {
            Some(Some(table)) => format!("/{table}"),
            _ => return false,
        };
        let at = At {
            document,
            pointer: table,
        };
        // Corrections in it were told.
        if self.documents.is_uncorrected(&at) {
            return true;
        }
        let root = self.documents.document(document).map(|found| &found.root);
        let Some(moved) = root
            .filter(|_| self.documents.node(&at).is_none())
            .and_then(|root| moved_table(root, &at.pointer))
        else {
            return false;
        };
        let table = &at.pointer;
        if self.moved.insert(at.clone()) {
            self.report(
                Diagnostic::error(
                    codes::REFERENCE,
                    span,
                    format!("nothing stands at `{table}` in the schema any more"),
                )
                .label("the first place in it")
                .help(format!(
                    "write `#{moved}/…` for `#{table}/…`, here and everywhere"
                )),
            );
        }
        true
    }

    /// The place that `#target` means in a spec; what is not there is reported.
    fn schema_place(&mut self, scope: ScopeId, target: &str, span: Span) -> Option<At> {
        let Some(&schema) = scope.and_then(|module| self.schemas.get(&module)) else {
            self.report(
                Diagnostic::error(
                    codes::NO_SCHEMA,
                    span,
                    "there is no schema to take this from",
                )
                .label("a definition of a schema")
                .help("say `schema = \"….json\"` at the top of the module's file"),
            );
            return None;
        };
        // A schema that cannot be read was reported.
        let document = schema?;
        let target = percent_decoded(target);
        let found = if target.starts_with('/') {
            Some(target.clone())
        } else {
            let mut tables = DEFINITION_TABLES.into_iter();
            tables.find_map(|table| {
                let pointer = child(&child("", table), &target);
                let at = At { document, pointer };
                self.documents.node(&at).map(|_| at.pointer)
            })
        };
        let at = found.map(|pointer| At { document, pointer });
        if let Some(at) = at.filter(|at| self.documents.node(at).is_some()) {
            return Some(at);
        }
        if self.told_moved(document, &target, span) {
            return None;
        }
        let known = self.suggest(&target, |lowering| {
            let root = lowering.documents.document(document);
            let tables = DEFINITION_TABLES
                .into_iter()
                .filter_map(|table| root?.root.get(table)?.as_object());
            let members = tables.flat_map(|table| table.iter());
            members.map(|member| member.name.as_str()).collect()
        });
        let what = if target.starts_with('/') {
            "place"
        } else {
            "definition"
        };
        let diagnostic = Diagnostic::error(
            codes::REFERENCE,
            span,
            format!("the schema has no {what} `{target}`"),
        )
        .label("not in the schema");
        self.report(match known {
            Some(known) => diagnostic.help(format!("did you mean `#{known}`?")),
            None => {
                diagnostic.help("name a definition of the schema, or a place by its JSON pointer")
            }
        });
        None
    }

    /// Gives a schema its place in the draft; its members are read later, unless the shape is
    /// known already.
    pub(crate) fn define(
        &mut self,
        scope: ScopeId,
        at: &At,
        span: Span,
        said: &Annotations,
        shape: Option<DraftShape>,
    ) -> Ty {
        self.define_all(scope, vec![at.clone()], span, said, shape, None)
    }

    /// As `define`, of several schemas that one value has to fit. The last of them gives the name
    /// that nobody else does.
    pub(crate) fn define_all(
        &mut self,
        scope: ScopeId,
        places: Vec<At>,
        span: Span,
        said: &Annotations,
        shape: Option<DraftShape>,
        wish: Option<Wish>,
    ) -> Ty {
        let Some(at) = places.last() else {
            return Ty::Any;
        };
        let node = self.documents.node(at);
        if let Some(id) = self.known_as(&places, node) {
            return Ty::Def(id);
        }
        let home = *self.homes.entry(at.document).or_insert(scope);
        let open = shape.is_none();
        let id = self.draft.add(Def {
            implied: false,
            scope: home,
            pointer: self.pointer(&places),
            wish: wish.unwrap_or_else(|| self.wish(at)),
            doc: self.own_doc(at, node, said),
            extensions: extensions(node),
            span,
            shape: shape.unwrap_or_else(DraftShape::empty),
        });
        if !self.overlays.is_empty() {
            self.defined.extend(places.iter().cloned());
        }
        match (&places[..], node) {
            ([_], Some(node)) => self.by_node.insert(node, id),
            _ => self.by_places.insert(places.clone(), id),
        };
        if open {
            let spots = match (places.len(), node) {
                (1, Some(node)) => places.into_iter().map(|at| Spot { at, node }).collect(),
                _ => self.spots(&places),
            };
            self.open.push((id, spots, scope));
        }
        Ty::Def(id)
    }

    /// What the draft has of schemas that one value has to fit.
    pub(crate) fn known(&self, places: &[At]) -> Option<DefId> {
        let node = places.last().and_then(|at| self.documents.node(at));
        self.known_as(places, node)
    }

    /// The same, where what stands at the last place was found.
    fn known_as(&self, places: &[At], last: Option<&Node>) -> Option<DefId> {
        let known = match (places, last) {
            ([_], Some(node)) => self.by_node.get(&std::ptr::from_ref(node)),
            _ => self.by_places.get(places),
        };
        known.copied()
    }

    /// The union of what several schemas say in turn. It is called by the place `home`.
    pub(crate) fn define_choice(
        &mut self,
        scope: ScopeId,
        home: &At,
        places: &[At],
        span: Span,
        variants: Vec<DraftVariant>,
    ) -> Ty {
        if let Some(id) = self.by_choice.get(places) {
            return Ty::Def(*id);
        }
        let shape = DraftShape::Union { variants };
        let pointer = format!("{}?one", self.documents.name(home));
        let ty = self.define_part(scope, home, span, pointer.into(), "", shape);
        if let Ty::Def(id) = ty {
            self.by_choice.insert(places.to_vec(), id);
        }
        ty
    }

    /// Gives what is part of the type of a schema a place in the draft: its pointer, and a word
    /// behind the names that the place would like.
    pub(crate) fn define_part(
        &mut self,
        scope: ScopeId,
        at: &At,
        span: Span,
        pointer: SmolStr,
        word: &str,
        shape: DraftShape,
    ) -> Ty {
        let home = *self.homes.entry(at.document).or_insert(scope);
        Ty::Def(self.draft.add(Def {
            implied: false,
            scope: home,
            pointer,
            wish: self.wish(at).with(word),
            doc: SmolStr::default(),
            extensions: Extensions::new(),
            span,
            shape,
        }))
    }

    /// What the draft calls a schema; several are called by all their places.
    fn pointer(&self, places: &[At]) -> SmolStr {
        let names: Vec<String> = places.iter().map(|at| self.documents.name(at)).collect();
        names.join("&").into()
    }

    /// What is said of a schema itself, not of the member that refers to it.
    fn own_doc(&self, at: &At, node: Option<&Node>, said: &Annotations) -> SmolStr {
        let overlay = self.overlays.get(at);
        if let Some(doc) = overlay.and_then(|overlay| overlay.says.doc.as_ref()) {
            return doc.value.clone();
        }
        let text = |keyword: &str| match &node?.get(keyword)?.value {
            Value::String(text) => Some(text).filter(|text| !text.is_empty()),
            _ => None,
        };
        match text("description").or_else(|| text("title")) {
            Some(own) => own.clone(),
            None => said.doc.clone(),
        }
    }

    /// Reads the members of what was given a place, and of what that gives a place to.
    pub(crate) fn read_open(&mut self) {
        while let Some((id, places, scope)) = self.open.pop() {
            let (shape, typed) = self.struct_shape(scope, &places);
            let def = self.draft.get_mut(id);
            def.shape = shape;
            def.implied |= !typed;
        }
    }

    /// The names that a schema would like: the name of its definition, or of the member that holds
    /// it, with its owners' before that.
    pub(crate) fn wish(&self, at: &At) -> Wish {
        let given = |at: &At| self.overlays.get(at)?.says.name.as_ref();
        match given(at) {
            Some(name) => Wish::Given(name.clone()),
            None => super::naming::of_place(self.documents, &self.branches, at, |at| {
                given(at).map(|name| name.value.clone())
            }),
        }
    }
}

/// The extensions of a schema itself.
pub(crate) fn extensions(schema: Option<&Node>) -> Extensions {
    let keywords = schema.and_then(Node::as_object).into_iter().flatten();
    let extensions = keywords.filter(|keyword| keyword.name.starts_with(EXTENSION));
    let extensions = extensions.map(|keyword| (keyword.name.clone(), keyword.value.to_literal()));
    extensions.collect()
}
