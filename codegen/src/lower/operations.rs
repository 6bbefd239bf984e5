//! Operations: spec → draft. What they name is bound; their names are not chosen yet.

use std::collections::{HashMap, HashSet};

use smol_str::{SmolStr, format_smolstr};

use super::answers::DraftCase;
use super::bodies::DraftBody;
use super::context::Lowering;
use super::draft::{DraftShape, ScopeId, Ty};
use super::headers::Taken;
use super::http_line::{self, HttpLine};
use super::naming::{EnumWish, ModuleWishes, OperationWish, renamed};
use super::payload::DraftPayload;
use crate::diagnostic::{Diagnostic, codes};
use crate::ir::{ListStyle, ParameterPlace, Role};
use crate::load::{LoadedModule, LoadedProduct};
use crate::names::{field_name, reserved, singular, type_name};
use crate::source::{Span, Spanned};
use crate::spec::{OperationSpec, ParameterRow};

/// An operation whose types are bound and whose names are not chosen yet.
pub(crate) struct DraftOperation<'a> {
    pub(crate) key: &'a Spanned<SmolStr>,
    pub(crate) spec: &'a OperationSpec,
    pub(crate) line: HttpLine,
    /// In the order of [`ParameterPlace`].
    pub(crate) parameters: Vec<DraftParameter<'a>>,
    pub(crate) body: Option<DraftBody>,
    pub(crate) payload: DraftPayload,
    /// The statuses of a success, where they all carry the same.
    pub(crate) statuses: Vec<u16>,
    pub(crate) failures: Vec<DraftCase<Ty>>,
}

/// A parameter whose type is bound.
pub(crate) struct DraftParameter<'a> {
    pub(crate) place: ParameterPlace,
    pub(crate) row: &'a ParameterRow,
    pub(crate) ty: Ty,
    pub(crate) list: Option<ListStyle>,
}

impl DraftOperation<'_> {
    /// The types that it needs, and what for.
    pub(crate) fn roots(&self) -> Vec<(Ty, Role)> {
        let parameters = self.parameters.iter();
        let mut roots: Vec<(Ty, Role)> = parameters
            .map(|parameter| (parameter.ty.clone(), Role::Request))
            .collect();
        roots.extend(self.body.iter().map(|body| (body.ty.clone(), body.role)));
        let received = self.payload.types().into_iter();
        let received = received.chain(self.failures.iter().map(|case| &case.carries));
        roots.extend(received.map(|ty| (ty.clone(), Role::Response)));
        roots
    }

    /// The key of `names.lock`.
    pub(crate) fn pointer(&self, module: &LoadedModule) -> SmolStr {
        format_smolstr!("{}#operations.{}", module.file, self.key.value)
    }

    /// The keys of the enums that stand beside its struct.
    pub(crate) fn enum_keys(&self, pointer: &str) -> EnumKeys {
        let answers = matches!(self.payload, DraftPayload::Cases(_));
        EnumKeys {
            answer: answers.then(|| format_smolstr!("{pointer}?answer")),
            failure: (self.failures.len() > 1).then(|| format_smolstr!("{pointer}?failure")),
        }
    }
}

/// The keys in `names.lock` of an operation's enums; of those that it needs.
pub(crate) struct EnumKeys {
    pub(crate) answer: Option<SmolStr>,
    pub(crate) failure: Option<SmolStr>,
}

/// What the operations of one product have to keep apart.
pub(crate) struct Seen<'a> {
    /// The codes of the product's errors.
    errors: HashSet<&'a str>,
    /// Methods and paths, whatever the parameters in them are called.
    lines: HashMap<SmolStr, Span>,
    /// Names that are not an operation's to give.
    taken: Taken<'a>,
}

impl<'a> Seen<'a> {
    pub(crate) fn of(product: &'a LoadedProduct) -> Self {
        let errors = product.spec.errors.iter();
        Self {
            errors: errors.map(|row| row.code.value.as_str()).collect(),
            lines: HashMap::new(),
            taken: Taken::of(&product.spec),
        }
    }
}

impl<'a> Lowering<'a> {
    /// Binds what the operations of a module name.
    pub(crate) fn operations(
        &mut self,
        product: &'a LoadedProduct,
        scope: ScopeId,
        module: &'a LoadedModule,
        seen: &mut Seen<'a>,
    ) -> Vec<DraftOperation<'a>> {
        let mut functions: HashMap<SmolStr, Span> = HashMap::new();
        let names = module.spec.operations.iter();
        let names: Vec<SmolStr> = names.map(|(key, _)| function_name(&key.value)).collect();
        let shared = super::repeated(&names);
        let mut operations = Vec::new();
        for (key, spec) in module.spec.operations.iter() {
            let function = function_name(&key.value);
            if let Some(first) = functions.insert(function.clone(), key.span) {
                self.report(super::collision(key, &function, first));
            } else if function != key.value
                && !shared.contains(&function)
                && !self.is_faulty(key.span)
            {
                let is_kept = reserved::FUNCTIONS.contains(&key.value.as_str());
                self.report(renamed(key, &function, is_kept.then_some(None)));
            }
            let line = self.http_line(spec, seen);
            let parameters = self.parameters(scope, spec, &seen.taken);
            let body = self.body(scope, spec, &line);
            let (payload, statuses) = self.payload(product, scope, spec);
            let failures = self.failures(scope, spec);
            self.check_errors(spec, &seen.errors);
            operations.push(DraftOperation {
                key,
                spec,
                line,
                parameters,
                body,
                payload,
                statuses,
                failures,
            });
        }
        operations
    }

    /// The method and path of an operation. The rest of it is read where they are wrong, too.
    fn http_line(&mut self, spec: &'a OperationSpec, seen: &mut Seen<'a>) -> HttpLine {
        if self.is_unread(&spec.http) {
            return HttpLine::unread();
        }
        let mut wrong = Vec::new();
        let line = http_line::parse(&spec.http, &mut wrong);
        if let Some(line) = &line
            // A row without a name may be the one that the path means.
            && !spec.path.iter().any(|row| self.is_unread(&row.name))
        {
            http_line::check_path(&spec.http, &line.segments, &spec.path, &mut wrong);
        }
        wrong.into_iter().for_each(|wrong| self.report(wrong));
        let Some(line) = line else {
            return HttpLine::unread();
        };
        let shape = format!(
            "{} {}",
            line.method.as_str(),
            http_line::shape(&line.segments)
        );
        if let Some(first) = seen.lines.insert(shape.into(), spec.http.span) {
            self.report(
                Diagnostic::error(
                    codes::DUPLICATE_OPERATION,
                    spec.http.span,
                    format!("`{}` is an operation already", spec.http.value),
                )
                .label("the same request")
                .help("take one of them out, or correct its path")
                .also(first, "the first is here"),
            );
        }
        line
    }

    fn parameters(
        &mut self,
        scope: ScopeId,
        spec: &'a OperationSpec,
        taken: &Taken<'a>,
    ) -> Vec<DraftParameter<'a>> {
        let rows = [
            (ParameterPlace::Path, &spec.path),
            (ParameterPlace::Query, &spec.query),
            (ParameterPlace::Header, &spec.header),
            (ParameterPlace::Form, &spec.form),
            (ParameterPlace::Part, &spec.parts),
        ];
        let mut parameters = Vec::new();
        for (place, rows) in rows {
            let mut names: HashMap<SmolStr, Span> = HashMap::new();
            for row in rows {
                if self.is_unread(&row.name) {
                    self.parameter_type(scope, place, row);
                    continue;
                }
                let name = match place {
                    // Names of headers are the same in any case.
                    ParameterPlace::Header => row.name.value.to_ascii_lowercase().into(),
                    _ => row.name.value.clone(),
                };
                if let Some(first) = names.insert(name, row.name.span) {
                    self.report(
                        Diagnostic::error(
                            codes::DUPLICATE_PARAMETER,
                            row.name.span,
                            format!(
                                "the parameter `{}` stands here a second time",
                                row.name.value
                            ),
                        )
                        .label("the second")
                        .help("take one of them out; what is sent several times is a list")
                        .also(first, "the first is here"),
                    );
                    continue;
                }
                let wrong = match place {
                    ParameterPlace::Header => taken.header(row),
                    ParameterPlace::Query => taken.query(row),
                    _ => None,
                };
                wrong.into_iter().for_each(|wrong| self.report(wrong));
                let ty = self.parameter_type(scope, place, row);
                self.check_parameter(row, &ty);
                let list = self.list_style(place, row, &ty);
                parameters.push(DraftParameter {
                    place,
                    row,
                    ty,
                    list,
                });
            }
        }
        parameters
    }

    fn check_errors(&mut self, spec: &OperationSpec, known: &HashSet<&str>) {
        for code in &spec.errors {
            // A code that could not be read may be this one.
            if known.contains(code.value.as_str()) || known.contains("") {
                continue;
            }
            let near = self.suggest(&code.value, |_| known.iter().copied().collect());
            let help = match near {
                Some(known) => format!("did you mean `{known}`?"),
                None => "add a row to `errors` in product.toml".to_owned(),
            };
            self.report(
                Diagnostic::error(
                    codes::ERROR_CODE,
                    code.span,
                    format!("the product documents no error `{}`", code.value),
                )
                .label("not among `errors`")
                .help(help),
            );
        }
    }

    /// Parameters are text: scalars, enums, and lists of them.
    fn check_parameter(&mut self, row: &ParameterRow, ty: &Ty) {
        let plain = |ty: &Ty| match ty {
            Ty::Scalar(_) | Ty::Unknown => true,
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
                .label("no text")
                .help("a parameter is a scalar, an enum, or a list of one of these"),
            );
        }
    }
}

/// What a module wants names for.
pub(crate) fn wishes(module: &LoadedModule, operations: &[DraftOperation<'_>]) -> ModuleWishes {
    ModuleWishes {
        accessor: type_name(&module.name),
        operations: operations
            .iter()
            .map(|operation| {
                let key = operation.pointer(module);
                let enums = operation.enum_keys(&key);
                let answer = enums.answer.map(|key| EnumWish::new(key, "Answer"));
                let failure = enums.failure.map(|key| EnumWish::new(key, "Failure"));
                OperationWish {
                    key,
                    wish: wish(module, operation),
                    given: operation.spec.name.clone(),
                    span: operation.key.span,
                    enums: answer.into_iter().chain(failure).collect(),
                }
            })
            .collect(),
    }
}

/// `ListUsers`, `GetUser`: the function and what it is about, in the plural for lists.
fn wish(module: &LoadedModule, operation: &DraftOperation<'_>) -> SmolStr {
    if let Some(name) = &operation.spec.name {
        return type_name(&name.value);
    }
    let header = &module.spec.module;
    let many = operation.payload.is_many();
    let one = match &header.singular {
        Some(singular) => singular.value.clone(),
        None => singular(&header.title.value),
    };
    let about = if many { &header.title.value } else { &one };
    format_smolstr!("{}{}", type_name(&operation.key.value), type_name(about))
}

/// The accessor's own function and those of `Clone` stay what they are.
pub(crate) fn function_name(key: &str) -> SmolStr {
    let name = field_name(key);
    match reserved::FUNCTIONS.contains(&name.as_str()) {
        true => format_smolstr!("{name}_operation"),
        false => name,
    }
}
