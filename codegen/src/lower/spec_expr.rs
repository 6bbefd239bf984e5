//! Type expressions of doc specs → draft.

use super::context::{Lowering, NamedType};
use super::draft::{DefId, ScopeId, Ty};
use crate::diagnostic::{Diagnostic, codes};
use crate::ir::Scalar;
use crate::source::Span;
use crate::spec::{TypeExpr, TypeExprKind};

/// The words that a name may be a slip of.
const WORDS: [&str; 13] = [
    "string",
    "boolean",
    "integer",
    "number",
    "decimal",
    "timestamp",
    "date",
    "url",
    "email",
    "phone",
    "secret",
    "any",
    "binary",
];

impl<'a> Lowering<'a> {
    /// The type that an expression means in a scope.
    pub(crate) fn expr(&mut self, scope: ScopeId, expr: &'a TypeExpr, depth: u32) -> Ty {
        if !self.may_nest_expr(depth, expr.span) || !self.step(expr.span) {
            return Ty::Unknown;
        }
        match &expr.kind {
            TypeExprKind::Scalar(scalar) => Ty::Scalar(scalar.clone()),
            TypeExprKind::Any => Ty::Any,
            TypeExprKind::Unread => Ty::Unknown,
            TypeExprKind::Binary => {
                self.report(stray_bytes(expr.span));
                Ty::Unknown
            }
            TypeExprKind::Id(name) => self.id_expr(name, expr.span),
            TypeExprKind::List(inner) => Ty::List(Box::new(self.inner_expr(scope, inner, depth))),
            TypeExprKind::Map(inner) => Ty::Map(Box::new(self.inner_expr(scope, inner, depth))),
            TypeExprKind::Nullable(inner) => self.expr(scope, inner, depth + 1).or_null(),
            TypeExprKind::Name(name) => self.name_expr(scope, name, expr.span, depth),
            TypeExprKind::Schema(target) => self.schema_expr(scope, target, expr.span),
        }
    }

    /// Whether a type may stand so deep. Of aliases that lead too deep, one is told of: the others
    /// of their chain or circle have the same cause.
    fn may_nest_expr(&mut self, depth: u32, span: Span) -> bool {
        if self.nests(depth, 0).is_none() {
            return true;
        }
        let open = self.aliases.iter().map(|alias| std::ptr::from_ref(*alias));
        let is_told = open.clone().any(|alias| self.deep_aliases.contains(&alias));
        self.deep_aliases.extend(open);
        if !is_told {
            self.may_nest(depth, 0, span);
        }
        false
    }

    /// The type of what a list or map holds.
    fn inner_expr(&mut self, scope: ScopeId, expr: &'a TypeExpr, depth: u32) -> Ty {
        self.containers += 1;
        let ty = self.expr(scope, expr, depth + 1);
        self.containers -= 1;
        ty
    }

    fn id_expr(&mut self, name: &str, span: Span) -> Ty {
        if self.ids.contains(name) {
            return Ty::Scalar(Scalar::Id(super::product::id_type_name(name)));
        }
        if self.is_torn(self.header) {
            return Ty::Unknown;
        }
        let known = self.suggest(name, |lowering| lowering.ids.iter().copied().collect());
        let help = match known {
            Some(known) => format!("did you mean `id<{known}>`?"),
            None => format!("add `[ids.{name}]` to product.toml"),
        };
        self.report(
            Diagnostic::error(
                codes::UNKNOWN_ID,
                span,
                format!("the product declares no identifiers of `{name}`"),
            )
            .label("not among `[ids]`")
            .help(help),
        );
        Ty::Unknown
    }

    /// The type of that name.
    pub(crate) fn name_expr(&mut self, scope: ScopeId, name: &str, span: Span, depth: u32) -> Ty {
        let (home, spec, alias) = match self.lookup(scope, name) {
            Some((_, NamedType::Def(id, _))) => return Ty::Def(id),
            Some((home, NamedType::Alias(spec, alias))) => (home, spec, alias),
            None => {
                self.unknown_type(scope, name, span);
                return Ty::Unknown;
            }
        };
        let open = self.aliases.iter();
        if let Some(from) = open.clone().position(|open| std::ptr::eq(*open, spec)) {
            // Told at its first place, wherever it was entered.
            let circle = open.skip(from).filter_map(|alias| alias.is.as_ref());
            let first = circle.map(|alias| alias.span).min();
            self.report(
                Diagnostic::error(
                    codes::ALIAS_CIRCLE,
                    first.unwrap_or(span),
                    "this is another name for itself",
                )
                .label("leads back to this")
                .help("a type that holds itself needs `members`, and so a name of its own"),
            );
            return Ty::Unknown;
        }
        self.aliases.push(spec);
        // The names in an alias are those of the place where it is written.
        let ty = self.expr(home, alias, depth + 1);
        self.aliases.pop();
        ty
    }

    /// The type of that name in a scope, or else in the product, and the scope that has it.
    pub(crate) fn lookup(&self, scope: ScopeId, name: &str) -> Option<(ScopeId, NamedType<'a>)> {
        [scope, None]
            .into_iter()
            .find_map(|home| Some((home, *self.named.get(&(home, name))?)))
    }

    pub(crate) fn unknown_type(&mut self, scope: ScopeId, name: &str, span: Span) {
        // It may be among what could not be read.
        if self.is_torn(std::iter::once(span.file).chain(self.header)) {
            return;
        }
        let known = self.suggest(name, |lowering| {
            let named = lowering.named.keys();
            let seen = named.filter(|(of, _)| *of == scope || of.is_none());
            seen.map(|(_, known)| *known).chain(WORDS).collect()
        });
        let help = match known {
            Some(known) => format!("did you mean `{known}`?"),
            None => {
                format!("add `[types.{name}]`, or write `#{name}` for a definition of the schema")
            }
        };
        self.report(
            Diagnostic::error(
                codes::UNKNOWN_TYPE,
                span,
                format!("there is no type `{name}`"),
            )
            .label("neither declared nor built in")
            .help(help),
        );
    }

    /// The definitions that specs give names to in a scope, in the order of the draft.
    pub(crate) fn named_defs(&self, scope: ScopeId) -> Vec<DefId> {
        let named = self.named.iter().filter(|((of, _), _)| *of == scope);
        let mut ids: Vec<DefId> = named
            .filter_map(|(_, named)| match named {
                NamedType::Def(id, _) => Some(*id),
                NamedType::Alias(..) => None,
            })
            .collect();
        ids.sort();
        ids
    }
}

/// Bytes where only JSON or text can stand: what may be bytes is looked at before this.
fn stray_bytes(span: Span) -> Diagnostic {
    Diagnostic::error(codes::BINARY, span, "`binary` cannot stand here")
        .label("bytes")
        .note("it is a whole `body`, all that an answer `returns`, or the type of a row of `parts`")
        .help("for bytes that are written as text, say `string`")
}
