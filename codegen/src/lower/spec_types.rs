//! The types of doc specs: TOML → draft.

use std::collections::HashMap;

use smol_str::{SmolStr, format_smolstr};

use super::context::{Lowering, NamedType};
use super::draft::{Def, DefId, DraftMember, DraftShape, DraftVariant, ScopeId, Ty, Wish};
use super::rare::Rare;
use crate::diagnostic::{Diagnostic, codes};
use crate::ir::{Clear, Extensions};
use crate::source::{Span, Spanned};
use crate::spec::{Map, MemberRow, TypeSpec};

impl<'a> Lowering<'a> {
    /// Gives every type of a scope its place in the draft, so that types can name each other in
    /// any order.
    pub(crate) fn declare_types(&mut self, scope: ScopeId, file: &str, types: &'a Map<TypeSpec>) {
        for (name, spec) in types.iter() {
            self.check_name(name);
            self.check_kind(name, spec);
            let named = match &spec.is {
                Some(alias) => NamedType::Alias(spec, alias),
                None => NamedType::Def(self.declare(scope, file, name, spec), spec),
            };
            self.named.insert((scope, &name.value), named);
        }
    }

    fn declare(
        &mut self,
        scope: ScopeId,
        file: &str,
        name: &Spanned<SmolStr>,
        spec: &TypeSpec,
    ) -> DefId {
        self.draft.add(Def {
            implied: false,
            scope,
            pointer: format_smolstr!("{file}#types.{}", name.value),
            wish: Wish::Own(name.value.as_str().into()),
            doc: text(&spec.doc),
            extensions: Extensions::new(),
            span: name.span,
            shape: DraftShape::empty(),
        })
    }

    /// Reads what the types of a scope hold.
    pub(crate) fn define_types(&mut self, scope: ScopeId, types: &'a Map<TypeSpec>) {
        for (name, _) in types.iter() {
            match self.named.get(&(scope, name.value.as_str())).copied() {
                Some(NamedType::Def(id, spec)) => {
                    let shape = self.type_shape(scope, spec);
                    self.draft.get_mut(id).shape = shape;
                }
                // An alias that nothing names is still read once: for its mistakes.
                Some(NamedType::Alias(..)) => {
                    self.name_expr(scope, &name.value, name.span, 0);
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
            return self.union_shape(scope, spec);
        }
        let lenders = self.lent_rows(scope, spec);
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
                    .label("the second")
                    .help("take one of them out")
                    .also(first, "the first is here"),
                );
                continue;
            }
            let lent = lenders.rows.get(row.name.value.as_str());
            let lent = lent.map_or(&[][..], Vec::as_slice);
            let borrows = spec.like.as_ref().map(|_| &lenders);
            members.push(self.member(scope, row, lent, borrows));
        }
        DraftShape::Struct {
            members,
            additional: self.others_by_spec(scope, spec),
        }
    }

    fn union_shape(&mut self, scope: ScopeId, spec: &'a TypeSpec) -> DraftShape {
        let mut variants: Vec<DraftVariant> = Vec::with_capacity(spec.one_of.len());
        let mut seen: HashMap<Ty, Span> = HashMap::new();
        for expr in &spec.one_of {
            let ty = self.expr(scope, expr, 0);
            if ty == Ty::Unknown {
                continue;
            }
            match seen.insert(ty.clone(), expr.span) {
                Some(first) => self.report(
                    Diagnostic::error(
                        codes::TYPE_KIND,
                        expr.span,
                        "this alternative stands here a second time",
                    )
                    .label("the second")
                    .help("take one of them out")
                    .also(first, "the first is here"),
                ),
                None => variants.push(DraftVariant::of(ty)),
            }
        }
        DraftShape::Union { variants }
    }

    /// The rows that a type borrows by `like`, by the names of members: the nearest lender's
    /// first, each with the scope in which it is written.
    fn lent_rows(&mut self, scope: ScopeId, spec: &'a TypeSpec) -> Lenders<'a> {
        let mut lenders = Lenders {
            rows: HashMap::new(),
            known: true,
        };
        // Where each type that was met says `like`, in order.
        let mut seen: HashMap<*const TypeSpec, usize> = HashMap::new();
        let mut likes: Vec<Span> = Vec::new();
        let mut borrower = spec;
        let mut scope = scope;
        while let Some(like) = &borrower.like {
            if let Some(&from) = seen.get(&std::ptr::from_ref(borrower)) {
                // Told at its first place, wherever it was entered.
                let first = likes.iter().skip(from).min();
                self.report(
                    Diagnostic::error(
                        codes::ALIAS_CIRCLE,
                        first.copied().unwrap_or(like.span),
                        "`like` comes back to where it started",
                    )
                    .label("leads back to this")
                    .help("let one of the types say what its members are"),
                );
                lenders.known = false;
                break;
            }
            seen.insert(std::ptr::from_ref(borrower), likes.len());
            likes.push(like.span);
            let Some((home, lender)) = self.lookup(scope, &like.value) else {
                self.unknown_type(scope, &like.value, like.span);
                lenders.known = false;
                break;
            };
            let (NamedType::Def(_, lender) | NamedType::Alias(lender, _)) = lender;
            for row in &lender.members {
                if !self.step(row.name.span) {
                    return lenders;
                }
                let rows = &mut lenders.rows;
                rows.entry(&row.name.value).or_default().push((home, row));
            }
            (scope, borrower) = (home, lender);
        }
        lenders
    }

    /// `lenders` are what the type borrows from, if it says `like`.
    fn member(
        &mut self,
        scope: ScopeId,
        row: &'a MemberRow,
        lent: &[Lent<'a>],
        lenders: Option<&Lenders<'a>>,
    ) -> DraftMember {
        let rows = || std::iter::once((scope, row)).chain(lent.iter().copied());
        let typed = rows().find_map(|(scope, row)| Some((scope, row.ty.as_ref()?)));
        let ty = match typed {
            Some((scope, expr)) => self.expr(scope, expr, 0),
            None => {
                // A type that could not be read was reported, of the lender too.
                let mut rows = rows();
                let faulty = rows.any(|(_, row)| self.is_faulty(row.span));
                let lost = match lenders {
                    Some(Lenders { known, .. }) => {
                        let files = std::iter::once(row.span.file).chain(self.header);
                        !known || lent.is_empty() && self.is_torn(files)
                    }
                    None => false,
                };
                if !(faulty || lost) {
                    let near = lenders
                        .and_then(|lenders| self.suggest(&row.name.value, |_| lenders.names()));
                    self.report(untyped(row, lenders.is_some(), near));
                }
                Ty::Unknown
            }
        };
        let (ty, nullable) = ty.split_null();
        let flag = |value: &Option<Spanned<bool>>| value.as_ref().is_some_and(|value| value.value);
        let lent_flag = |get: fn(&MemberRow) -> &Option<Spanned<bool>>| {
            rows()
                .find_map(|(_, row)| get(row).as_ref())
                .is_some_and(|value| value.value)
        };
        let lent_text = |get: fn(&MemberRow) -> &Option<Spanned<SmolStr>>| {
            let text = rows().find_map(|(_, row)| get(row).as_ref());
            text.map(|text| text.value.clone())
        };
        let mut rare = Rare::default();
        if let Some(default) = rows().find_map(|(_, row)| row.default.as_ref()) {
            rare.make().default = Some(default.to_literal());
        }
        if let Some(example) = rows().find_map(|(_, row)| row.example.as_ref()) {
            rare.make().example = Some(example.to_literal());
        }
        DraftMember {
            wire: row.name.value.clone(),
            rust: lent_text(|row| &row.rust),
            ty,
            nullable,
            // What one body requires or promises says nothing of another.
            required: flag(&row.required),
            promised: flag(&row.promised),
            read_only: lent_flag(|row| &row.read_only),
            write_only: lent_flag(|row| &row.write_only),
            deprecated: lent_flag(|row| &row.deprecated),
            clear: rows()
                .find_map(|(_, row)| row.clear.as_ref())
                .and_then(clear),
            doc: lent_text(|row| &row.doc).unwrap_or_default(),
            rare,
            span: row.name.span,
        }
    }
}

/// What a type borrows.
struct Lenders<'a> {
    /// The rows of all lenders, by the names of members.
    rows: HashMap<&'a str, Vec<Lent<'a>>>,
    /// Whether every lender is known.
    known: bool,
}

/// A row of another type, and the scope in which it is written.
type Lent<'a> = (ScopeId, &'a MemberRow);

/// How a member is cleared; what is no word of the format was reported when it was read.
fn clear(word: &Spanned<SmolStr>) -> Option<Clear> {
    match word.value.as_str() {
        "null" => Some(Clear::Null),
        "\"\"" => Some(Clear::EmptyString),
        "[]" => Some(Clear::EmptyList),
        _ => None,
    }
}

impl<'a> Lenders<'a> {
    /// The names of the members, in alphabetical order.
    fn names(&self) -> Vec<&'a str> {
        let mut names: Vec<&str> = self.rows.keys().copied().collect();
        names.sort_unstable();
        names
    }
}

fn untyped(row: &MemberRow, borrows: bool, near: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        codes::MEMBER_TYPE,
        row.name.span,
        format!("the member `{}` has no type", row.name.value),
    )
    .label("no `type`");
    match near {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None if borrows => diagnostic
            .help("say `type = \"…\"`: the type that `like` names has no member of this name"),
        None => diagnostic.help("say `type = \"…\"`"),
    }
}

pub(crate) fn text(text: &Option<Spanned<SmolStr>>) -> SmolStr {
    text.as_ref()
        .map(|text| text.value.clone())
        .unwrap_or_default()
}
