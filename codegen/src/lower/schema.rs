//! JSON Schema → draft: which type a schema means.
//!
//! References are followed here, scalars are put where they are used, and what becomes a Rust type
//! of its own is given a place in the draft; its members are read later, from a list of work, so
//! that no chain of references can exhaust the stack.

use std::collections::HashSet;

use super::annotations::Annotations;
use super::context::Lowering;
use super::draft::{Def, DefId, DraftShape, DraftVariant, ScopeId, Ty, Wish};
use super::schema_enum::{enum_shape, listed_values};
use crate::diagnostic::{Diagnostic, codes, suggestion};
use crate::ir::Scalar;
use crate::json_schema::{At, DEFINITION_TABLES, child};
use crate::source::{Node, Object, Span, Value};

impl<'a> Lowering<'a> {
    /// The type of a place of the module's schema that a spec names: a definition, or a pointer.
    pub(crate) fn schema_expr(&mut self, scope: ScopeId, target: &str, span: Span) -> Ty {
        match self.schema_place(scope, target, span) {
            Some(at) => self.schema_type(scope, &at, 0).0,
            None => Ty::Any,
        }
    }

    /// The place that `#target` means in a spec; what is not there is reported.
    pub(crate) fn schema_place(&mut self, scope: ScopeId, target: &str, span: Span) -> Option<At> {
        let Some(&document) = scope.and_then(|module| self.schemas.get(&module)) else {
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
        let found = if target.starts_with('/') {
            let at = At {
                document,
                pointer: target.to_owned(),
            };
            self.documents.node(&at).map(|_| at)
        } else {
            DEFINITION_TABLES.into_iter().find_map(|table| {
                let at = At {
                    document,
                    pointer: child(&child("", table), target),
                };
                self.documents.node(&at).map(|_| at)
            })
        };
        if found.is_none() {
            let root = self
                .documents
                .document(document)
                .map(|document| &document.root);
            let known = root.into_iter().flat_map(|root| {
                DEFINITION_TABLES
                    .into_iter()
                    .filter_map(|table| root.get(table)?.as_object())
                    .flat_map(|table| table.iter().map(|member| member.name.as_str()))
            });
            let known = suggestion(target, known);
            let diagnostic = Diagnostic::error(
                codes::REFERENCE,
                span,
                format!("the schema has no definition `{target}`"),
            );
            self.report(match known {
                Some(known) => diagnostic.help(format!("did you mean `#{known}`?")),
                None => diagnostic,
            });
        }
        found
    }

    /// The type of the schema at a place, and what is said of its value on the way there.
    pub(crate) fn schema_type(&mut self, scope: ScopeId, at: &At, depth: u32) -> (Ty, Annotations) {
        let mut annotations = Annotations::default();
        let ty = self.schema_type_into(scope, at, depth, &mut annotations);
        let ty = if annotations.nullable {
            ty.or_null()
        } else {
            ty
        };
        (ty, annotations)
    }

    fn schema_type_into(
        &mut self,
        scope: ScopeId,
        at: &At,
        depth: u32,
        annotations: &mut Annotations,
    ) -> Ty {
        let Some((at, schema)) = self.follow(scope, at, annotations) else {
            return Ty::Any;
        };
        let schema = match schema {
            Followed::Type(ty) => return ty,
            Followed::Schema(schema) => schema,
        };
        if !self.may_nest(depth, schema.span) || !self.step(schema.span) {
            return Ty::Any;
        }
        let Some(object) = schema.as_object() else {
            return Ty::Any;
        };
        if let Some(values) = listed_values(object) {
            if values.null {
                annotations.nullable = true;
            }
            return match enum_shape(&values, object) {
                Ok(Some(shape)) => self.define(scope, &at, schema.span, annotations, Some(shape)),
                Ok(None) => Ty::Any,
                Err(scalar) => Ty::Scalar(scalar),
            };
        }
        if let Some(branches) = ["oneOf", "anyOf"]
            .into_iter()
            .find_map(|name| Some((name, object.get(name)?.as_array()?)))
            && object.get("properties").is_none()
            && object.get("allOf").is_none()
        {
            return self.union(scope, &at, branches.0, branches.1, depth, annotations);
        }
        if let Some(pieces) = object.get("allOf").and_then(Node::as_array) {
            let bare = object.get("properties").is_none();
            if bare && let [_] = pieces {
                return self.schema_type_into(
                    scope,
                    &at.child("allOf").item(0),
                    depth + 1,
                    annotations,
                );
            }
            if self.has_members(&at, &mut HashSet::new()) {
                return self.define(scope, &at, schema.span, annotations, None);
            }
            // Pieces that only narrow a scalar: the first that says more than "anything" has it.
            for index in 0..pieces.len() {
                let ty = self.schema_type_into(
                    scope,
                    &at.child("allOf").item(index),
                    depth + 1,
                    annotations,
                );
                if ty != Ty::Any {
                    return ty;
                }
            }
        }
        self.by_type(scope, &at, object, schema.span, depth, annotations)
    }

    /// Goes along references until there is a schema that is none; what is said on the way is
    /// gathered. `None`, reported, where they lead nowhere or round in a circle.
    fn follow(
        &mut self,
        scope: ScopeId,
        at: &At,
        annotations: &mut Annotations,
    ) -> Option<(At, Followed<'a>)> {
        let mut at = at.clone();
        let mut seen: HashSet<At> = HashSet::new();
        loop {
            let node = self.documents.node(&at)?;
            if let Some(overlay) = self.overlays.get(&at).copied() {
                if let Some(doc) = &overlay.doc
                    && annotations.doc.is_empty()
                {
                    annotations.doc.clone_from(&doc.value);
                }
                if let Some(expr) = &overlay.ty {
                    if let Some(object) = node.as_object() {
                        annotations.absorb(object);
                    }
                    // What stands behind the reference describes the value all the same.
                    let ty = self.expr(scope, Some(expr), 0);
                    self.absorb_target(&at, annotations);
                    return Some((at, Followed::Type(ty)));
                }
            }
            let Some(object) = node.as_object() else {
                return Some((at, Followed::Schema(node)));
            };
            annotations.absorb(object);
            let Some(reference) = object.property("$ref") else {
                return Some((at, Followed::Schema(node)));
            };
            let target = self.bind(at.document, &reference.value)?;
            if !self.step(reference.value.span) {
                return None;
            }
            if !seen.insert(at) {
                self.report(
                    Diagnostic::error(
                        codes::REFERENCE_CIRCLE,
                        reference.value.span,
                        "this reference leads back to itself, through nothing but references",
                    )
                    .note("no schema stands at the end of it, so it means no type"),
                );
                return None;
            }
            at = target;
        }
    }

    fn absorb_target(&mut self, at: &At, annotations: &mut Annotations) {
        let mut at = at.clone();
        // A circle is reported where it is followed for its type.
        for _ in 0..super::context::DEPTH_LIMIT {
            let Some(object) = self.documents.node(&at).and_then(Node::as_object) else {
                return;
            };
            annotations.absorb(object);
            let Some(reference) = object.get("$ref").and_then(Node::as_str) else {
                return;
            };
            match self.documents.resolve(at.document, reference) {
                Ok(target) => at = target.at,
                Err(_) => return,
            }
        }
    }

    /// The place that a reference names; what it does not find is reported.
    pub(crate) fn bind(&mut self, document: usize, reference: &Node) -> Option<At> {
        let Some(text) = reference.as_str() else {
            self.report(
                Diagnostic::error(codes::REFERENCE, reference.span, "a reference is a string")
                    .label(format!("this is {}", reference.kind())),
            );
            return None;
        };
        match self.documents.resolve(document, text) {
            Ok(target) => {
                if let Some(base) = target.assumed
                    && self.assumed.insert((document, base.clone()))
                {
                    let written = text.rsplit_once('/').map_or(text, |(written, _)| written);
                    self.report(
                        Diagnostic::warning(
                            codes::ASSUMED_BASE,
                            reference.span,
                            format!("the document has no `{written}/`: its references are taken to mean `{base}`"),
                        )
                        .help(format!(
                            "say so in a spec: `schema_refs = {{ \"{written}/\" = \"{base}\" }}`"
                        )),
                    );
                }
                Some(target.at)
            }
            Err(why) => {
                self.report(
                    Diagnostic::error(
                        codes::REFERENCE,
                        reference.span,
                        format!("the reference `{text}` leads nowhere: {why}"),
                    )
                    .help("only places of this document and of files beside it can be named"),
                );
                None
            }
        }
    }

    /// Gives a schema its place in the draft; its members are read later, unless the shape is
    /// known already.
    pub(crate) fn define(
        &mut self,
        scope: ScopeId,
        at: &At,
        span: Span,
        annotations: &Annotations,
        shape: Option<DraftShape>,
    ) -> Ty {
        if let Some(id) = self.by_place.get(at) {
            return Ty::Def(*id);
        }
        let open = shape.is_none();
        let id = self.draft.add(Def {
            scope,
            pointer: self.documents.name(at),
            wish: self.wish(at),
            doc: self.own_doc(at, annotations),
            span,
            shape: shape.unwrap_or(DraftShape::Struct {
                members: Vec::new(),
                additional: None,
            }),
        });
        self.by_place.insert(at.clone(), id);
        if open {
            self.open.push((id, at.clone(), scope));
        }
        Ty::Def(id)
    }

    /// What is said of a schema itself, not of the member that refers to it.
    fn own_doc(&self, at: &At, annotations: &Annotations) -> String {
        let overlay = self
            .overlays
            .get(at)
            .and_then(|overlay| overlay.doc.as_ref());
        if let Some(doc) = overlay {
            return doc.value.clone();
        }
        let object = self.documents.node(at).and_then(Node::as_object);
        let mut own = Annotations::default();
        if let Some(object) = object {
            own.absorb(object);
        }
        if own.doc.is_empty() {
            annotations.doc.clone()
        } else {
            own.doc
        }
    }

    /// Reads the members of what was given a place, and of what that gives a place to.
    pub(crate) fn read_open(&mut self) {
        while let Some((id, at, scope)) = self.open.pop() {
            let shape = self.struct_shape(scope, &at);
            self.draft.get_mut(id).shape = shape;
        }
    }

    /// The type by the keyword `type`, or by the keywords that only one type has.
    fn by_type(
        &mut self,
        scope: ScopeId,
        at: &At,
        object: &'a Object,
        span: Span,
        depth: u32,
        annotations: &mut Annotations,
    ) -> Ty {
        let mut types: Vec<&str> = match object.get("type").map(|node| &node.value) {
            Some(Value::String(name)) => vec![name.as_str()],
            Some(Value::Array(names)) => names.iter().filter_map(Node::as_str).collect(),
            _ => guess(object).into_iter().collect(),
        };
        let null = types.len() > 1 && types.contains(&"null");
        annotations.nullable |= null;
        types.retain(|name| *name != "null");
        if types == ["integer", "number"] || types == ["number", "integer"] {
            types = vec!["number"];
        }
        if let [name] = types[..] {
            return self.one_type(scope, at, object, span, depth, annotations, name);
        }
        self.union_at(scope, at, span, null, annotations, |this, annotations| {
            let mut variants: Vec<DraftVariant> = Vec::new();
            for name in types {
                let ty = this.one_type(scope, at, object, span, depth, annotations, name);
                // An object among other types would be defined at the place of the union itself.
                if matches!(ty, Ty::Any | Ty::Def(_)) {
                    return Vec::new();
                }
                if variants.iter().all(|variant| variant.ty != ty) {
                    variants.push(DraftVariant {
                        name: None,
                        ty,
                        doc: String::new(),
                    });
                }
            }
            variants
        })
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "one schema, taken apart by its caller"
    )]
    fn one_type(
        &mut self,
        scope: ScopeId,
        at: &At,
        object: &'a Object,
        span: Span,
        depth: u32,
        annotations: &mut Annotations,
        name: &str,
    ) -> Ty {
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
            "array" => self.array(scope, at, object, depth),
            "object" => {
                if self.has_members(at, &mut HashSet::new()) {
                    return self.define(scope, at, span, annotations, None);
                }
                let additional = object.get("additionalProperties");
                let value = match additional.map(|node| &node.value) {
                    Some(Value::Object(_)) => {
                        self.schema_type(scope, &at.child("additionalProperties"), depth + 1)
                            .0
                    }
                    _ => Ty::Any,
                };
                Ty::Map(Box::new(value))
            }
            _ => Ty::Any,
        }
    }

    fn array(&mut self, scope: ScopeId, at: &At, object: &'a Object, depth: u32) -> Ty {
        let items = object.get("items");
        let tuple = ["prefixItems", "items"]
            .into_iter()
            .find_map(|name| Some((name, object.get(name)?.as_array()?)));
        if let Some((name, fixed)) = tuple {
            let rest = match name {
                "prefixItems" => items,
                _ => object.get("additionalItems"),
            };
            let closed = rest.and_then(Node::as_bool) == Some(false)
                || object.get("maxItems").map(Node::to_literal)
                    == Some(crate::ir::Literal::Number(fixed.len().to_string()));
            let all = object.get("minItems").map(Node::to_literal)
                == Some(crate::ir::Literal::Number(fixed.len().to_string()));
            // A Rust tuple has exactly so many items; an array that may have more or fewer is a
            // list of anything.
            if !(closed && all) || fixed.is_empty() || fixed.len() > 12 {
                return Ty::List(Box::new(Ty::Any));
            }
            let place = at.child(name);
            let types = (0..fixed.len())
                .map(|index| self.schema_type(scope, &place.item(index), depth + 1).0);
            return Ty::Tuple(types.collect());
        }
        match items {
            Some(_) => Ty::List(Box::new(
                self.schema_type(scope, &at.child("items"), depth + 1).0,
            )),
            None => Ty::List(Box::new(Ty::Any)),
        }
    }

    /// The names that a schema would like: the name of its definition, or of the member that holds
    /// it, with its owners' before that.
    fn wish(&self, at: &At) -> Wish {
        if let Some(name) = self
            .overlays
            .get(at)
            .and_then(|overlay| overlay.name.as_ref())
        {
            return Wish::Own(name.value.clone());
        }
        super::wish::of_place(self.documents, at, |at| {
            self.overlays
                .get(at)?
                .name
                .as_ref()
                .map(|name| name.value.clone())
        })
    }

    /// The definition of a place that has one, for the roots of a document without a spec.
    pub(crate) fn root(&mut self, scope: ScopeId, at: &At) -> Option<DefId> {
        match self.schema_type(scope, at, 0).0.split_null().0 {
            Ty::Def(id) => Some(id),
            _ => None,
        }
    }
}

enum Followed<'a> {
    /// A spec says the type.
    Type(Ty),
    /// A schema that is no reference.
    Schema(&'a Node),
}

/// The type of a schema that does not say, by keywords that only one type has.
fn guess(object: &Object) -> Option<&'static str> {
    let has = |names: &[&str]| names.iter().any(|name| object.get(name).is_some());
    if has(&[
        "properties",
        "additionalProperties",
        "required",
        "patternProperties",
    ]) {
        Some("object")
    } else if has(&["items", "prefixItems"]) {
        Some("array")
    } else {
        None
    }
}
