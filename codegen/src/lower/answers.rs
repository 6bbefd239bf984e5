//! Answers by status, and what errors carry: the rows of a spec → draft.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use smol_str::{SmolStr, format_smolstr};

use super::context::Lowering;
use super::draft::{ScopeId, Ty};
use super::payload::{DraftPayload, Said};
use super::spec_types::text;
use crate::diagnostic::{Diagnostic, codes};
use crate::load::LoadedProduct;
use crate::names::variant_name;
use crate::source::{Span, Spanned};
use crate::spec::OperationSpec;

/// Rows that become one variant: they carry the same and have one name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DraftCase<T> {
    pub(crate) statuses: Vec<u16>,
    /// The variant that it would like to be.
    pub(crate) name: SmolStr,
    /// Whether a spec says so.
    pub(crate) given: bool,
    pub(crate) doc: SmolStr,
    pub(crate) span: Span,
    pub(crate) carries: T,
}

/// A row of either kind.
struct Row<'a, T> {
    status: &'a Spanned<u16>,
    name: Option<&'a Spanned<SmolStr>>,
    doc: SmolStr,
    carries: T,
}

/// A kind of rows.
struct Kind {
    statuses: RangeInclusive<u16>,
    /// What a status of another kind is not.
    what: &'static str,
    help: &'static str,
}

const ANSWERS: Kind = Kind {
    statuses: 200..=299,
    what: "a success",
    help: "an answer has a status from 200 to 299; errors are rows of `failures`",
};

const FAILURES: Kind = Kind {
    statuses: 400..=599,
    what: "an error",
    help: "a failure has a status from 400 to 599; successes are rows of `answers`",
};

impl<'a> Lowering<'a> {
    /// What an operation answers that lists its answers, and all their statuses.
    pub(crate) fn answers(
        &mut self,
        product: &'a LoadedProduct,
        scope: ScopeId,
        spec: &'a OperationSpec,
    ) -> (DraftPayload, Vec<u16>) {
        let beside = [
            ("response", spec.response.as_ref().map(|expr| expr.span)),
            ("returns", spec.returns.as_ref().map(|expr| expr.span)),
            ("payload", spec.payload.as_ref().map(|member| member.span)),
        ];
        for (key, span) in beside {
            let Some(span) = span else { continue };
            self.report(
                Diagnostic::error(
                    codes::ANSWERS,
                    span,
                    format!("`{key}` stands beside `answers`, whose rows say what is returned"),
                )
                .label("said twice")
                .help("move it into the rows that it is true of"),
            );
        }
        self.check_examples(spec);
        let mut rows = Vec::with_capacity(spec.answers.len());
        for row in &spec.answers {
            let said = Said {
                response: row.response.as_ref(),
                returns: row.returns.as_ref(),
                payload: row.payload.as_ref(),
            };
            rows.push(Row {
                status: &row.status,
                name: row.name.as_ref(),
                doc: text(&row.doc),
                carries: self.carried(product, scope, &said),
            });
        }
        let mut cases = self.cases(rows, &ANSWERS);
        match cases.len() {
            0 => (DraftPayload::Empty, Vec::new()),
            1 => {
                let case = cases.remove(0);
                (case.carries, case.statuses)
            }
            _ => (DraftPayload::Cases(cases), Vec::new()),
        }
    }

    /// Reports examples of successes that no row speaks of.
    fn check_examples(&mut self, spec: &OperationSpec) {
        let known: HashSet<u16> = spec.answers.iter().map(|row| row.status.value).collect();
        for example in &spec.examples {
            let (status, span) = match &example.status {
                Some(status) => (status.value, status.span),
                None => (200, example.span),
            };
            let is_success = ANSWERS.statuses.contains(&status);
            if example.response.is_none() || !is_success || known.contains(&status) {
                continue;
            }
            self.report(
                Diagnostic::warning(
                    codes::EXAMPLE_STATUS,
                    span,
                    format!(
                        "this is an answer with status {status}, which no row of `answers` has"
                    ),
                )
                .label("this example")
                .help("give the example the status that it has, or add the row"),
            );
        }
    }

    /// What the documented errors of an operation carry.
    pub(crate) fn failures(
        &mut self,
        scope: ScopeId,
        spec: &'a OperationSpec,
    ) -> Vec<DraftCase<Ty>> {
        let mut rows = Vec::with_capacity(spec.failures.len());
        for row in &spec.failures {
            rows.push(Row {
                status: &row.status,
                name: row.name.as_ref(),
                doc: text(&row.doc),
                carries: self.expr(scope, &row.ty, 0),
            });
        }
        self.cases(rows, &FAILURES)
    }

    /// Puts together what becomes one variant. One case is a type without an enum around it.
    fn cases<T: PartialEq>(&mut self, rows: Vec<Row<'_, T>>, kind: &Kind) -> Vec<DraftCase<T>> {
        let mut seen: HashMap<u16, Span> = HashMap::new();
        let mut good: Vec<Row<'_, T>> = Vec::with_capacity(rows.len());
        for row in rows {
            let (status, span) = (row.status.value, row.status.span);
            if !kind.statuses.contains(&status) {
                self.report(
                    Diagnostic::error(
                        codes::ANSWERS,
                        span,
                        format!("{status} is not the status of {}", kind.what),
                    )
                    .label("of another kind")
                    .help(kind.help),
                );
            } else if let Some(first) = seen.insert(status, span) {
                self.report(
                    Diagnostic::error(
                        codes::ANSWERS,
                        span,
                        format!("the status {status} stands here a second time"),
                    )
                    .label("the second")
                    .help("put them into one row, or correct the status")
                    .also(first, "the first is here"),
                );
            } else {
                good.push(row);
            }
        }
        let unnamed = good.iter().all(|row| row.name.is_none());
        let same = good.windows(2).all(|pair| match pair {
            [a, b] => a.carries == b.carries,
            _ => true,
        });
        let mut cases: Vec<DraftCase<T>> = Vec::with_capacity(good.len());
        let mut by_name: HashMap<SmolStr, usize> = HashMap::new();
        for row in good {
            let name = match row.name {
                Some(name) => name.value.clone(),
                None => phrase(row.status.value),
            };
            let key = match (unnamed && same, row.name) {
                // Statuses that nobody tells apart.
                (true, _) => SmolStr::default(),
                (false, _) => variant_name(&name),
            };
            let at = *by_name.entry(key).or_insert(cases.len());
            match cases.get_mut(at) {
                None => cases.push(DraftCase {
                    statuses: vec![row.status.value],
                    name,
                    given: row.name.is_some(),
                    doc: row.doc,
                    span: row.status.span,
                    carries: row.carries,
                }),
                Some(case) if case.carries == row.carries => {
                    case.statuses.push(row.status.value);
                    if case.doc.is_empty() {
                        case.doc = row.doc;
                    }
                }
                Some(case) => {
                    let first = case.span;
                    self.report(
                        Diagnostic::error(
                            codes::ANSWERS,
                            row.name.map_or(row.status.span, |name| name.span),
                            format!("two rows that carry different things are called `{name}`"),
                        )
                        .label("the second")
                        .also(first, "the first is here")
                        .help("give one of them another name"),
                    );
                }
            }
        }
        cases
    }
}

/// The reason phrase of a status as a variant (IANA's registry of HTTP status codes).
fn phrase(status: u16) -> SmolStr {
    let phrase = match status {
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritativeInformation",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        208 => "AlreadyReported",
        226 => "ImUsed",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        407 => "ProxyAuthenticationRequired",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "LengthRequired",
        412 => "PreconditionFailed",
        413 => "ContentTooLarge",
        414 => "UriTooLong",
        415 => "UnsupportedMediaType",
        416 => "RangeNotSatisfiable",
        417 => "ExpectationFailed",
        421 => "MisdirectedRequest",
        422 => "UnprocessableContent",
        423 => "Locked",
        424 => "FailedDependency",
        425 => "TooEarly",
        426 => "UpgradeRequired",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        431 => "RequestHeaderFieldsTooLarge",
        451 => "UnavailableForLegalReasons",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        505 => "HttpVersionNotSupported",
        506 => "VariantAlsoNegotiates",
        507 => "InsufficientStorage",
        508 => "LoopDetected",
        510 => "NotExtended",
        511 => "NetworkAuthenticationRequired",
        _ => return format_smolstr!("Status{status}"),
    };
    phrase.into()
}
