//! Operations: spec → draft → IR.

use std::collections::HashMap;

use super::build::{Builder, PartName};
use super::context::Lowering;
use super::draft::{DraftShape, ScopeId, Ty};
use super::http_line::{self, HttpLine};
use super::paging;
use super::spec_types::text;
use crate::diagnostic::{Diagnostic, codes, suggestion};
use crate::ir::{
    Api, Body, BodyKind, Example, Literal, Operation, Parameter, ParameterPlace, PathSegment,
    Payload, Role, Scopes,
};
use crate::load::{LoadedModule, LoadedProduct};
use crate::names::{NamesLock, Scope, field_name, singular, type_name};
use crate::source::{Node, Span, Spanned};
use crate::spec::{OperationSpec, ParameterRow};

/// Methods of calls and fields of operations: a parameter of such a name gets a suffix.
const RESERVED_PARAMETERS: [&str; 20] = [
    "new",
    "send",
    "send_blocking",
    "stream",
    "pages",
    "timeout",
    "retry",
    "header",
    "map",
    "request",
    "operation",
    "with_response",
    "into_future",
    "body",
    "clone",
    "into",
    "from",
    "eq",
    "fmt",
    "default",
];

/// An operation whose types are bound and whose names are not chosen yet.
pub(crate) struct DraftOperation<'a> {
    key: &'a Spanned<String>,
    spec: &'a OperationSpec,
    line: HttpLine,
    parameters: Vec<(ParameterPlace, &'a ParameterRow, Ty)>,
    body: Option<(Ty, Role)>,
    payload: DraftPayload,
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

/// The names of a module's operations, in order: remembered ones first.
pub(crate) fn choose_names(
    module: &LoadedModule,
    operations: &[DraftOperation<'_>],
    old: &NamesLock,
    taken: &[String],
) -> Vec<String> {
    let pointer = |operation: &DraftOperation<'_>| pointer(module, operation);
    // A type that an earlier run named keeps its name: a new operation is the newcomer.
    let of_types = old
        .names
        .iter()
        .filter(|(key, _)| !key.contains("#operations.") && !key.contains(' '))
        .map(|(_, name)| name.as_str());
    let reserved = super::type_names::RESERVED_TYPES.into_iter();
    let mut scope = Scope::reserving(
        reserved
            .chain(taken.iter().map(String::as_str))
            .chain(of_types),
    );
    let mut names: Vec<Option<String>> = vec![None; operations.len()];
    for (name, operation) in names.iter_mut().zip(operations) {
        let remembered = old
            .name(&pointer(operation))
            .filter(|known| type_name(known) == *known);
        *name = remembered
            .filter(|known| scope.take(known))
            .map(str::to_owned);
    }
    names
        .into_iter()
        .zip(operations)
        .map(|(name, operation)| {
            name.unwrap_or_else(|| {
                let wish = wish(module, operation);
                scope.take_first(&[wish.clone(), format!("{wish}Operation")], "")
            })
        })
        .collect()
}

fn pointer(module: &LoadedModule, operation: &DraftOperation<'_>) -> String {
    format!("{}#operations.{}", module.file, operation.key.value)
}

/// `ListUsers`, `GetUser`: the function and what it is about, in the plural for lists.
fn wish(module: &LoadedModule, operation: &DraftOperation<'_>) -> String {
    if let Some(name) = &operation.spec.name {
        return type_name(&name.value);
    }
    let header = &module.spec.module;
    let many = match &operation.payload {
        DraftPayload::Page { .. } => true,
        DraftPayload::Member(_, ty) | DraftPayload::Whole(ty) => matches!(ty, Ty::List(_)),
        DraftPayload::Empty => false,
    };
    let one = match &header.singular {
        Some(singular) => singular.value.clone(),
        None => singular(&header.title.value),
    };
    let about = if many { &header.title.value } else { &one };
    format!("{}{}", type_name(&operation.key.value), type_name(about))
}

/// Makes the IR's operation.
pub(crate) fn build(
    builder: &mut Builder<'_>,
    api: &Api,
    product: &LoadedProduct,
    module: &LoadedModule,
    operation: &DraftOperation<'_>,
    name: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Operation {
    let spec = operation.spec;
    let pointer = pointer(module, operation);
    builder.new.names.insert(pointer.clone(), name.to_owned());
    let mut scope = Scope::reserving(RESERVED_PARAMETERS);
    let wishes: Vec<PartName> = operation
        .parameters
        .iter()
        .map(|(place_in, row, _)| {
            let name = row.rust.as_ref().unwrap_or(&row.name);
            let owner = match place_in {
                ParameterPlace::Path => format!("{pointer} path"),
                ParameterPlace::Query => format!("{pointer} query"),
                ParameterPlace::Header => format!("{pointer} header"),
            };
            PartName::new(&owner, &row.name.value, field_name(&name.value))
        })
        .collect();
    let names = builder.choose(&mut scope, &wishes, "_");
    let parameters: Vec<Parameter> = operation
        .parameters
        .iter()
        .zip(names)
        .map(|((place_in, row, ty), rust)| {
            let place = builder.sources.place(row.name.span);
            Parameter {
                place_in: *place_in,
                wire: row.name.value.clone(),
                rust,
                ty: builder.ty(ty, Role::Request),
                required: *place_in == ParameterPlace::Path
                    || row.required.as_ref().is_some_and(|required| required.value),
                doc: row.doc.value.clone(),
                default: row.default.as_ref().map(Node::to_literal),
                example: row.example.as_ref().map(Node::to_literal),
                place,
            }
        })
        .collect();
    let payload = match &operation.payload {
        DraftPayload::Empty => Payload::Empty,
        DraftPayload::Member(member, ty) => Payload::Member {
            member: member.clone(),
            ty: builder.ty(ty, Role::Response),
        },
        DraftPayload::Whole(ty) => Payload::Whole {
            ty: builder.ty(ty, Role::Response),
        },
        DraftPayload::Page {
            member,
            item,
            context,
            ..
        } => Payload::Page {
            member: member.clone(),
            item: builder.ty(item, Role::Response),
            context_member: context.as_ref().map(|(member, _)| member.clone()),
            context: context
                .as_ref()
                .map(|(_, ty)| builder.ty(ty, Role::Response)),
        },
    };
    let segments: Vec<PathSegment> = operation.line.segments.clone();
    Operation {
        id: operation.key.value.clone(),
        function: function_name(&operation.key.value),
        rust: name.to_owned(),
        pointer,
        summary: spec.summary.value.clone(),
        doc: text(&spec.doc),
        source: spec.source.value.clone(),
        method: operation.line.method,
        path: operation.line.path.clone(),
        segments,
        paging: match &operation.payload {
            DraftPayload::Page { scheme, .. } => paging::build(
                api,
                product,
                scheme,
                &spec.http,
                &parameters,
                &payload,
                diagnostics,
            ),
            _ => None,
        },
        parameters,
        body: operation.body.as_ref().map(|(ty, role)| Body {
            kind: BodyKind::Json,
            ty: builder.ty(ty, *role),
            required: true,
        }),
        payload,
        scopes: Scopes {
            any_of: spec
                .scopes
                .iter()
                .map(|scope| scope.value.clone())
                .collect(),
        },
        errors: spec.errors.iter().map(|code| code.value.clone()).collect(),
        repeatable: match &spec.repeatable {
            Some(repeatable) => repeatable.value,
            None => operation.line.method.is_idempotent(),
        },
        examples: spec
            .examples
            .iter()
            .map(|row| example(builder, product, row))
            .collect(),
        place: builder.sources.place(operation.key.span),
    }
}

/// The accessor's own function and those of `Clone` stay what they are.
fn function_name(key: &str) -> String {
    let name = field_name(key);
    match name.as_str() {
        "new" | "clone" => format!("{name}_operation"),
        _ => name,
    }
}

fn example(
    builder: &Builder<'_>,
    product: &LoadedProduct,
    row: &crate::spec::ExampleRow,
) -> Example {
    let read = |path: &Option<Spanned<String>>| -> Option<Literal> {
        Some(product.examples.get(&path.as_ref()?.value)?.to_literal())
    };
    Example {
        request: row.request.as_ref().map(|path| path.value.clone()),
        response: row.response.as_ref().map(|path| path.value.clone()),
        status: row.status.as_ref().map_or(200, |status| status.value),
        request_body: read(&row.request),
        response_body: read(&row.response),
        place: builder.sources.place(row.span),
    }
}
