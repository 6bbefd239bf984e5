//! The types of doc specs: TOML → draft.

use std::collections::HashMap;

use super::context::{Lowering, NamedType};
use super::draft::{
    Def, DefId, DraftMember, DraftShape, DraftValue, DraftVariant, ScopeId, Ty, Wish,
};
use crate::diagnostic::{Diagnostic, codes, suggestion};
use crate::ir::{Clear, Constraints, EnumBase, Scalar};
use crate::source::{Node, Span, Spanned, Value};
use crate::spec::{Map, MemberRow, TypeExpr, TypeExprKind, TypeSpec, ValueRow};

impl<'a> Lowering<'a> {
    /// Gives every type of a scope its place in the draft, so that types can name each other in
    /// any order.
    pub(crate) fn declare_types(&mut self, scope: ScopeId, file: &str, types: &'a Map<TypeSpec>) {
        for (name, spec) in types.iter() {
            let kinds = [
                !spec.members.is_empty(),
                !spec.values.is_empty(),
                !spec.one_of.is_empty(),
                spec.is.is_some(),
            ];
            if kinds.iter().filter(|kind| **kind).count() != 1 {
                self.report(
                    Diagnostic::error(
                        codes::TYPE_KIND,
                        name.span,
                        format!("the type `{}` does not say what it is", name.value),
                    )
                    .help("give it one of `members`, `values`, `one_of` and `is`"),
                );
            }
            let named = if spec.is.is_some() {
                NamedType::Alias(spec)
            } else {
                let id = self.draft.add(Def {
                    scope,
                    pointer: format!("{file}#types.{}", name.value),
                    wish: Wish::Own(name.value.clone()),
                    doc: text(&spec.doc),
                    span: name.span,
                    shape: DraftShape::Struct {
                        members: Vec::new(),
                        additional: None,
                    },
                });
                NamedType::Def(id, spec)
            };
            self.named.insert((scope, &name.value), named);
        }
    }

    /// Reads what the types of a scope hold.
    pub(crate) fn define_types(&mut self, scope: ScopeId, types: &'a Map<TypeSpec>) {
        for (name, spec) in types.iter() {
            match self.named.get(&(scope, name.value.as_str())) {
                Some(NamedType::Def(id, _)) => {
                    let id = *id;
                    let shape = self.type_shape(scope, spec);
                    self.draft.get_mut(id).shape = shape;
                }
                // An alias that nothing names is still read once: for its mistakes.
                Some(NamedType::Alias(_)) => {
                    self.expr(scope, spec.is.as_ref(), 0);
                }
                None => {}
            }
        }
    }

    fn type_shape(&mut self, scope: ScopeId, spec: &'a TypeSpec) -> DraftShape {
        if !spec.values.is_empty() {
            return self.enum_shape(spec);
        }
        if !spec.one_of.is_empty() {
            let variants = spec.one_of.iter().map(|expr| DraftVariant {
                name: None,
                ty: self.expr(scope, Some(expr), 0),
                doc: String::new(),
            });
            return DraftShape::Union {
                variants: variants.collect(),
            };
        }
        let lenders = self.lenders(scope, spec);
        let mut seen: HashMap<&str, Span> = HashMap::new();
        let mut members = Vec::with_capacity(spec.members.len());
        for row in &spec.members {
            if let Some(first) = seen.insert(&row.name.value, row.name.span) {
                self.report(
                    Diagnostic::error(
                        codes::REPEATED_MEMBER,
                        row.name.span,
                        format!("the member `{}` stands here a second time", row.name.value),
                    )
                    .also(first, "the first is here"),
                );
                continue;
            }
            members.push(self.member(scope, row, &lenders));
        }
        DraftShape::Struct {
            members,
            additional: None,
        }
    }

    /// The rows that a type's `like` lends, nearest first.
    fn lenders(&mut self, scope: ScopeId, spec: &'a TypeSpec) -> Vec<&'a TypeSpec> {
        let mut lenders: Vec<&'a TypeSpec> = Vec::new();
        let mut next = spec.like.as_ref();
        while let Some(like) = next {
            let Some(lender) = self.lookup(scope, &like.value) else {
                self.unknown_type(scope, &like.value, like.span);
                break;
            };
            let lender = match lender {
                NamedType::Def(_, lender) | NamedType::Alias(lender) => lender,
            };
            if std::ptr::eq(lender, spec) || lenders.iter().any(|seen| std::ptr::eq(*seen, lender))
            {
                self.report(Diagnostic::error(
                    codes::ALIAS_CIRCLE,
                    like.span,
                    format!(
                        "`like` comes back to where it started, through `{}`",
                        like.value
                    ),
                ));
                break;
            }
            lenders.push(lender);
            next = lender.like.as_ref();
        }
        lenders
    }

    fn member(
        &mut self,
        scope: ScopeId,
        row: &'a MemberRow,
        lenders: &[&'a TypeSpec],
    ) -> DraftMember {
        let lent: Vec<&'a MemberRow> = lenders
            .iter()
            .filter_map(|lender| {
                lender
                    .members
                    .iter()
                    .find(|lent| lent.name.value == row.name.value)
            })
            .collect();
        let rows = || std::iter::once(row).chain(lent.iter().copied());
        let ty = match rows().find_map(|row| row.ty.as_ref()) {
            Some(expr) => self.expr(scope, Some(expr), 0),
            None => {
                let diagnostic = Diagnostic::error(
                    codes::MEMBER_TYPE,
                    row.name.span,
                    format!("the member `{}` has no type", row.name.value),
                );
                self.report(if lenders.is_empty() {
                    diagnostic.help("say `type = \"…\"`")
                } else {
                    diagnostic.help(
                        "say `type = \"…\"`: the type that `like` names has no member of this name",
                    )
                });
                Ty::Any
            }
        };
        let (ty, nullable) = ty.split_null();
        let flag = |value: &Option<Spanned<bool>>| value.as_ref().is_some_and(|value| value.value);
        let lent_flag = |get: fn(&MemberRow) -> &Option<Spanned<bool>>| {
            rows()
                .find_map(|row| get(row).as_ref())
                .is_some_and(|value| value.value)
        };
        DraftMember {
            wire: row.name.value.clone(),
            rust: rows()
                .find_map(|row| row.rust.as_ref())
                .map(|name| name.value.clone()),
            ty,
            nullable,
            // What one body requires or promises says nothing of another.
            required: flag(&row.required),
            promised: flag(&row.promised),
            read_only: lent_flag(|row| &row.read_only),
            write_only: lent_flag(|row| &row.write_only),
            deprecated: lent_flag(|row| &row.deprecated),
            clear: row.clear.as_ref().and_then(|clear| self.clear(clear)),
            doc: rows()
                .find_map(|row| row.doc.as_ref())
                .map(|doc| doc.value.clone())
                .unwrap_or_default(),
            default: row.default.as_ref().map(Node::to_literal),
            example: rows()
                .find_map(|row| row.example.as_ref())
                .map(Node::to_literal),
            constraints: Constraints::default(),
            span: row.name.span,
        }
    }

    fn clear(&mut self, clear: &Spanned<String>) -> Option<Clear> {
        match clear.value.as_str() {
            "null" => Some(Clear::Null),
            "\"\"" => Some(Clear::EmptyString),
            "[]" => Some(Clear::EmptyList),
            other => {
                self.report(
                    Diagnostic::error(
                        codes::CLEAR,
                        clear.span,
                        format!("`{other}` is no way to clear a member"),
                    )
                    .help("write `null`, `\"\"` or `[]`, as JSON, in single quotes"),
                );
                None
            }
        }
    }

    fn enum_shape(&mut self, spec: &TypeSpec) -> DraftShape {
        let base = match spec.base.as_ref().map(|base| base.value.as_str()) {
            Some("integer") => EnumBase::Integer,
            _ => EnumBase::String,
        };
        let mut seen: HashMap<String, Span> = HashMap::new();
        let mut values = Vec::with_capacity(spec.values.len());
        for row in &spec.values {
            let Some(wire) = self.value(base, row) else {
                continue;
            };
            if let Some(first) = seen.insert(wire.clone(), row.value.span) {
                self.report(
                    Diagnostic::error(
                        codes::ENUM_VALUE,
                        row.value.span,
                        format!("the value `{wire}` stands here a second time"),
                    )
                    .also(first, "the first is here"),
                );
                continue;
            }
            values.push(DraftValue {
                wire,
                name: row.name.as_ref().map(|name| name.value.clone()),
                doc: text(&row.doc),
                span: row.value.span,
            });
        }
        DraftShape::Enum { base, values }
    }

    fn value(&mut self, base: EnumBase, row: &ValueRow) -> Option<String> {
        match (base, &row.value.value) {
            (EnumBase::String, Value::String(text)) => Some(text.clone()),
            (EnumBase::Integer, Value::Number(text)) if text.parse::<i64>().is_ok() => {
                Some(text.clone())
            }
            (_, _) => {
                let wanted = match base {
                    EnumBase::String => "a string",
                    EnumBase::Integer => "a whole number of 64 bits",
                };
                self.report(
                    Diagnostic::error(
                        codes::ENUM_VALUE,
                        row.value.span,
                        format!("a value of this enum is {wanted}"),
                    )
                    .label(format!("this is {}", row.value.kind()))
                    .help("write the value as the wire has it, or say `base = \"integer\"`"),
                );
                None
            }
        }
    }

    /// The type that an expression means; an expression that is not there was reported.
    pub(crate) fn expr(&mut self, scope: ScopeId, expr: Option<&'a TypeExpr>, depth: u32) -> Ty {
        let Some(expr) = expr else { return Ty::Any };
        if !self.may_nest(depth, expr.span) {
            return Ty::Any;
        }
        match &expr.kind {
            TypeExprKind::Scalar(scalar) => Ty::Scalar(scalar.clone()),
            TypeExprKind::Any => Ty::Any,
            TypeExprKind::Id(name) => {
                if !self.ids.contains(name.as_str()) {
                    let known = suggestion(name, self.ids.iter().copied());
                    self.report(
                        Diagnostic::error(
                            codes::UNKNOWN_ID,
                            expr.span,
                            format!("the product declares no identifiers of `{name}`"),
                        )
                        .help(known.map_or_else(
                            || format!("add `[ids.{name}]` to product.toml"),
                            |known| format!("did you mean `id<{known}>`?"),
                        )),
                    );
                }
                Ty::Scalar(Scalar::Id(format!("{}Id", crate::names::type_name(name))))
            }
            TypeExprKind::List(inner) => {
                Ty::List(Box::new(self.expr(scope, Some(inner), depth + 1)))
            }
            TypeExprKind::Map(inner) => Ty::Map(Box::new(self.expr(scope, Some(inner), depth + 1))),
            TypeExprKind::Nullable(inner) => self.expr(scope, Some(inner), depth + 1).or_null(),
            TypeExprKind::Name(name) => match self.lookup(scope, name) {
                Some(NamedType::Def(id, _)) => Ty::Def(id),
                Some(NamedType::Alias(spec)) => self.expr(scope, spec.is.as_ref(), depth + 1),
                None => {
                    self.unknown_type(scope, name, expr.span);
                    Ty::Any
                }
            },
            TypeExprKind::Schema(target) => self.schema_expr(scope, target, expr.span),
        }
    }

    fn lookup(&self, scope: ScopeId, name: &str) -> Option<NamedType<'a>> {
        // The lifetime of a key is the spec's; a name to look up has a shorter one.
        let here = self.named.get(&(scope, name));
        here.or_else(|| self.named.get(&(None, name))).copied()
    }

    fn unknown_type(&mut self, scope: ScopeId, name: &str, span: Span) {
        let known = self
            .named
            .keys()
            .filter(|(of, _)| *of == scope || of.is_none())
            .map(|(_, known)| *known)
            .chain([
                "string",
                "boolean",
                "integer",
                "number",
                "decimal",
                "timestamp",
                "date",
            ]);
        let known = suggestion(name, known);
        self.report(
            Diagnostic::error(
                codes::UNKNOWN_TYPE,
                span,
                format!("there is no type `{name}`"),
            )
            .help(known.map_or_else(
                || {
                    format!(
                        "add `[types.{name}]`, or write `#{name}` for a definition of the schema"
                    )
                },
                |known| format!("did you mean `{known}`?"),
            )),
        );
    }

    /// The definitions that specs give names to, in the order of the draft.
    pub(crate) fn named_defs(&self, scope: ScopeId) -> Vec<DefId> {
        let mut ids: Vec<DefId> = self
            .named
            .iter()
            .filter_map(|((of, _), named)| match named {
                NamedType::Def(id, _) if *of == scope => Some(*id),
                _ => None,
            })
            .collect();
        ids.sort();
        ids
    }
}

pub(crate) fn text(text: &Option<Spanned<String>>) -> String {
    text.as_ref()
        .map(|text| text.value.clone())
        .unwrap_or_default()
}
