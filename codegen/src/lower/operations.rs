//! Operations: spec → draft.

use std::collections::HashMap;

use super::context::Lowering;
use super::draft::{DraftShape, ScopeId, Ty};
use super::http_line::{self, HttpLine};
use super::operation_names::function_name;
use crate::diagnostic::{Diagnostic, codes, suggestion};
use crate::ir::{ParameterPlace, Role};
use crate::load::{LoadedModule, LoadedProduct};
use crate::source::{Span, Spanned};
use crate::spec::{OperationSpec, ParameterRow};

/// An operation whose types are bound and whose names are not chosen yet.
pub(crate) struct DraftOperation<'a> {
    pub(super) key: &'a Spanned<String>,
    pub(super) spec: &'a OperationSpec,
    pub(super) line: HttpLine,
    pub(super) parameters: Vec<(ParameterPlace, &'a ParameterRow, Ty)>,
    pub(super) body: Option<(Ty, Role)>,
    pub(super) payload: DraftPayload,
}

pub(crate) enum DraftPayload {
    Empty,
    Member(String, Ty),
    Whole(Ty),
    Page {
        member: String,
        item: Ty,
        scheme: String,
        context: Option<(String, Ty)>,
    },
}

impl DraftOperation<'_> {
    /// The types that it needs, and what for.
    pub(crate) fn roots(&self) -> Vec<(Ty, Role)> {
        let mut roots: Vec<(Ty, Role)> = Vec::new();
        roots.extend(
            self.parameters
                .iter()
                .map(|(_, _, ty)| (ty.clone(), Role::Request)),
        );
        roots.extend(self.body.clone());
        match &self.payload {
            DraftPayload::Empty => {}
            DraftPayload::Member(_, ty) | DraftPayload::Whole(ty) => {
                roots.push((ty.clone(), Role::Response));
            }
            DraftPayload::Page { item, context, .. } => {
                roots.push((item.clone(), Role::Response));
                roots.extend(context.iter().map(|(_, ty)| (ty.clone(), Role::Response)));
            }
        }
        roots
    }
}

impl<'a> Lowering<'a> {
    /// Binds what the operations of a module name.
    pub(crate) fn operations(
        &mut self,
        product: &'a LoadedProduct,
        scope: ScopeId,
        module: &'a LoadedModule,
    ) -> Vec<DraftOperation<'a>> {
        let mut lines: HashMap<String, Span> = HashMap::new();
        let mut functions: HashMap<String, Span> = HashMap::new();
        let mut operations = Vec::new();
        for (key, spec) in module.spec.operations.iter() {
            let function = function_name(&key.value);
            if let Some(first) = functions.insert(function.clone(), key.span) {
                self.report(
                    Diagnostic::error(
                        codes::DUPLICATE_OPERATION,
                        key.span,
                        format!(
                            "there is an operation already that becomes the function `{function}`"
                        ),
                    )
                    .also(first, "the first is here")
                    .help("call one of them otherwise"),
                );
            }
            let Some(line) = http_line::parse(&spec.http, &mut self.diagnostics) else {
                continue;
            };
            // Two templates are one path, whatever their parameters are called.
            let shape = format!(
                "{} {}",
                line.method.as_str(),
                http_line::shape(&line.segments)
            );
            if let Some(first) = lines.insert(shape, spec.http.span) {
                self.report(
                    Diagnostic::error(
                        codes::DUPLICATE_OPERATION,
                        spec.http.span,
                        format!("`{}` is an operation already", spec.http.value),
                    )
                    .also(first, "the first is here"),
                );
            }
            let rows = [
                (ParameterPlace::Path, &spec.path),
                (ParameterPlace::Query, &spec.query),
                (ParameterPlace::Header, &spec.header),
            ];
            let mut parameters = Vec::new();
            for (place, rows) in rows {
                let mut names: HashMap<&str, Span> = HashMap::new();
                for row in rows {
                    if let Some(first) = names.insert(&row.name.value, row.name.span) {
                        self.report(
                            Diagnostic::error(
                                codes::DUPLICATE_PARAMETER,
                                row.name.span,
                                format!(
                                    "the parameter `{}` stands here a second time",
                                    row.name.value
                                ),
                            )
                            .also(first, "the first is here"),
                        );
                        continue;
                    }
                    let ty = self.expr(scope, Some(&row.ty), 0);
                    self.check_parameter(row, &ty);
                    parameters.push((place, row, ty));
                }
            }
            http_line::check_path(
                &spec.http,
                &line.segments,
                &spec.path,
                &mut self.diagnostics,
            );
            let merge = match &spec.merge {
                Some(merge) => merge.value,
                None => line.method == crate::ir::Method::Patch,
            };
            let role = if merge { Role::Update } else { Role::Request };
            let body = spec
                .body
                .as_ref()
                .map(|body| (self.expr(scope, Some(body), 0), role));
            let payload = self.payload(product, scope, spec);
            for code in &spec.errors {
                let known = || {
                    product
                        .spec
                        .errors
                        .iter()
                        .map(|row| row.code.value.as_str())
                };
                if !known().any(|known| known == code.value) {
                    let diagnostic = Diagnostic::error(
                        codes::ERROR_CODE,
                        code.span,
                        format!("the product documents no error `{}`", code.value),
                    );
                    self.report(match suggestion(&code.value, known()) {
                        Some(known) => diagnostic.help(format!("did you mean `{known}`?")),
                        None => diagnostic.help("add a row to `errors` in product.toml"),
                    });
                }
            }
            operations.push(DraftOperation {
                key,
                spec,
                line,
                parameters,
                body,
                payload,
            });
        }
        operations
    }

    /// Parameters are text: scalars, enums, and lists of them.
    fn check_parameter(&mut self, row: &ParameterRow, ty: &Ty) {
        let plain = |ty: &Ty| match ty {
            Ty::Scalar(_) => true,
            Ty::Def(id) => {
                // The shapes of types that specs name are read already.
                matches!(self.draft.get(*id).shape, DraftShape::Enum { .. })
            }
            _ => false,
        };
        let good = match ty {
            Ty::List(inner) => plain(inner),
            other => plain(other),
        };
        if !good {
            self.report(
                Diagnostic::error(
                    codes::PARAMETER_TYPE,
                    row.ty.span,
                    format!(
                        "the parameter `{}` cannot be written as text",
                        row.name.value
                    ),
                )
                .help("a parameter is a scalar, an enum, or a list of one of these"),
            );
        }
    }

    /// What an operation returns.
    fn payload(
        &mut self,
        product: &'a LoadedProduct,
        scope: ScopeId,
        spec: &'a OperationSpec,
    ) -> DraftPayload {
        let envelope = product.spec.envelope.as_ref();
        let by_product = envelope.and_then(|envelope| envelope.payload.as_ref());
        let member = spec.payload.as_ref().or(by_product);
        let member = member.filter(|member| !member.value.is_empty());
        let whole = spec
            .response
            .as_ref()
            .map(|response| self.expr(scope, Some(response), 0));
        self.read_open();
        let ty = match (&spec.returns, whole, member) {
            (Some(returns), _, _) => Some(self.expr(scope, Some(returns), 0)),
            (None, Some(whole), Some(member)) => Some(self.member_type(&whole, member)),
            (None, Some(whole), None) => {
                let own = [
                    envelope.and_then(|envelope| envelope.code.as_ref()),
                    envelope.and_then(|envelope| envelope.message.as_ref()),
                ];
                let own: Vec<&str> = own
                    .into_iter()
                    .flatten()
                    .map(|name| name.value.as_str())
                    .collect();
                if self.is_nothing_but(&whole, &own) {
                    None
                } else {
                    Some(whole)
                }
            }
            (None, None, _) => None,
        };
        self.read_open();
        let Some(ty) = ty else {
            if let Some(paging) = &spec.paging {
                self.report(
                    Diagnostic::error(
                        codes::PAGING,
                        paging.span,
                        "an operation that pages returns a list, and this one returns nothing",
                    )
                    .help("say `returns = \"list<…>\"`"),
                );
            }
            return DraftPayload::Empty;
        };
        match (&spec.paging, member) {
            (Some(scheme), Some(member)) => {
                let Ty::List(item) = ty else {
                    self.report(
                        Diagnostic::error(
                            codes::PAGING,
                            scheme.span,
                            "an operation that pages returns a list, and this one does not",
                        )
                        .help("say `returns = \"list<…>\"`"),
                    );
                    return DraftPayload::Empty;
                };
                let context = self.page_context(product, scheme);
                DraftPayload::Page {
                    member: member.value.clone(),
                    item: *item,
                    scheme: scheme.value.clone(),
                    context,
                }
            }
            (Some(scheme), None) => {
                self.report(
                    Diagnostic::error(
                        codes::PAGING,
                        scheme.span,
                        "the items of a page stand in a member of the answer, and none is named",
                    )
                    .help("say `payload = \"…\"`"),
                );
                DraftPayload::Empty
            }
            (None, Some(member)) => DraftPayload::Member(member.value.clone(), ty),
            (None, None) => DraftPayload::Whole(ty),
        }
    }

    fn page_context(
        &mut self,
        product: &'a LoadedProduct,
        scheme: &Spanned<String>,
    ) -> Option<(String, Ty)> {
        let mut schemes = product.spec.paging.iter();
        let Some((_, found)) = schemes.find(|(name, _)| name.value == scheme.value) else {
            let known = product
                .spec
                .paging
                .iter()
                .map(|(name, _)| name.value.as_str());
            let diagnostic = Diagnostic::error(
                codes::PAGING,
                scheme.span,
                format!("the product has no way of paging `{}`", scheme.value),
            );
            self.report(match suggestion(&scheme.value, known) {
                Some(known) => diagnostic.help(format!("did you mean `{known}`?")),
                None => diagnostic.help(format!("add `[paging.{}]` to product.toml", scheme.value)),
            });
            return None;
        };
        let member = found.context.as_ref()?.value.clone();
        let ty = self.expr(None, found.context_type.as_ref(), 0);
        Some((member, ty))
    }

    /// The type of a member of an object; what is not there is reported.
    fn member_type(&mut self, whole: &Ty, member: &Spanned<String>) -> Ty {
        let Ty::Def(id) = whole else { return Ty::Any };
        let DraftShape::Struct { members, .. } = &self.draft.get(*id).shape else {
            return Ty::Any;
        };
        if let Some(found) = members.iter().find(|found| found.wire == member.value) {
            return found.ty.clone();
        }
        let known = suggestion(
            &member.value,
            members.iter().map(|known| known.wire.as_str()),
        );
        let place = self.draft.get(*id).span;
        let diagnostic = Diagnostic::error(
            codes::PAYLOAD,
            member.span,
            format!("the answer has no member `{}`", member.value),
        )
        .also(place, "the answer's type");
        self.report(match known {
            Some(known) => diagnostic.help(format!("did you mean `{known}`?")),
            None => diagnostic,
        });
        Ty::Any
    }

    fn is_nothing_but(&self, whole: &Ty, own: &[&str]) -> bool {
        let Ty::Def(id) = whole else { return false };
        match &self.draft.get(*id).shape {
            DraftShape::Struct {
                members,
                additional: None,
            } => members
                .iter()
                .all(|member| own.contains(&member.wire.as_str())),
            _ => false,
        }
    }
}
