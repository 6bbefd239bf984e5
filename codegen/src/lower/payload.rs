//! What an operation returns: spec → draft.

use smol_str::SmolStr;

use super::answers::DraftCase;
use super::bodies::is_binary;
use super::context::Lowering;
use super::draft::{DraftShape, Others, ScopeId, Ty};
use crate::diagnostic::{Diagnostic, codes};
use crate::load::LoadedProduct;
use crate::source::{Span, Spanned};
use crate::spec::{OperationSpec, TypeExpr};

/// What a success carries.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum DraftPayload {
    Empty,
    Stream,
    Member(SmolStr, Ty),
    Whole(Ty),
    Page {
        member: SmolStr,
        item: Ty,
        scheme: SmolStr,
        context: Option<(SmolStr, Ty)>,
    },
    /// What the status says: two or more.
    Cases(Vec<DraftCase<DraftPayload>>),
}

impl DraftPayload {
    /// The types that are received.
    pub(crate) fn types(&self) -> Vec<&Ty> {
        match self {
            Self::Empty | Self::Stream => Vec::new(),
            Self::Member(_, ty) | Self::Whole(ty) => vec![ty],
            Self::Page { item, context, .. } => std::iter::once(item)
                .chain(context.as_ref().map(|(_, ty)| ty))
                .collect(),
            // A case has no cases of its own.
            Self::Cases(cases) => cases.iter().flat_map(|case| case.carries.types()).collect(),
        }
    }

    /// Whether it is several of something.
    pub(crate) fn is_many(&self) -> bool {
        match self {
            Self::Page { .. } => true,
            Self::Member(_, ty) | Self::Whole(ty) => matches!(ty, Ty::List(_)),
            Self::Empty | Self::Stream => false,
            Self::Cases(cases) => cases.iter().any(|case| case.carries.is_many()),
        }
    }
}

/// What a spec says of what an answer carries.
pub(crate) struct Said<'a> {
    pub(crate) response: Option<&'a TypeExpr>,
    pub(crate) returns: Option<&'a TypeExpr>,
    pub(crate) payload: Option<&'a Spanned<SmolStr>>,
}

impl<'a> Lowering<'a> {
    /// What an operation returns, and the statuses that are documented for it.
    pub(crate) fn payload(
        &mut self,
        product: &'a LoadedProduct,
        scope: ScopeId,
        spec: &'a OperationSpec,
    ) -> (DraftPayload, Vec<u16>) {
        let (carried, statuses) = if spec.answers.is_empty() {
            let said = Said {
                response: spec.response.as_ref(),
                returns: spec.returns.as_ref(),
                payload: spec.payload.as_ref(),
            };
            (self.carried(product, scope, &said), Vec::new())
        } else {
            self.answers(product, scope, spec)
        };
        let payload = match &spec.paging {
            Some(scheme) => self.page(product, scheme, carried),
            None => carried,
        };
        (payload, statuses)
    }

    /// What an answer carries.
    pub(crate) fn carried(
        &mut self,
        product: &'a LoadedProduct,
        scope: ScopeId,
        said: &Said<'a>,
    ) -> DraftPayload {
        if said.returns.is_some_and(is_binary) {
            self.check_stream(said);
            return DraftPayload::Stream;
        }
        let envelope = product.spec.envelope.as_ref();
        let by_product = envelope.and_then(|envelope| envelope.payload.as_ref());
        let member = said.payload.or(by_product);
        let member = member.filter(|member| !member.value.is_empty());
        if let Some(member) = member {
            self.check_payload_name(product, said, member);
        }
        match (self.returned(product, scope, said, member), member) {
            (None, _) => DraftPayload::Empty,
            (Some(ty), Some(member)) => DraftPayload::Member(member.value.clone(), ty),
            (Some(ty), None) => DraftPayload::Whole(ty),
        }
    }

    /// `payload` is looked for among the members of the answer, as it is written.
    fn check_payload_name(
        &mut self,
        product: &LoadedProduct,
        said: &Said<'_>,
        member: &Spanned<SmolStr>,
    ) {
        // Where `response` says the type of the answer, its members are known.
        let is_known = said.response.is_some() && said.returns.is_none();
        if member.value.contains('.') && !is_known {
            self.report(
                Diagnostic::error(
                    codes::PAYLOAD,
                    member.span,
                    format!(
                        "`payload` names one member of the answer, and `{}` looks like a path",
                        member.value
                    ),
                )
                .label("no such member is looked for deeper")
                .help(
                    "name the outermost member, and let `returns` be a type that has the others \
                     as its members",
                ),
            );
        }
        let envelope = product.spec.envelope.as_ref();
        if let Some(code) = envelope.and_then(|envelope| envelope.code.as_ref())
            && code.value == member.value
        {
            self.report(
                Diagnostic::error(
                    codes::PAYLOAD,
                    member.span,
                    format!(
                        "`{}` says whether the call succeeded, and cannot be the payload",
                        member.value
                    ),
                )
                .label("the member of the code")
                .also(code.span, "named here as the code")
                .help("name the member that holds what the operation returns"),
            );
        }
    }

    /// A stream has no members.
    fn check_stream(&mut self, said: &Said<'_>) {
        let payload = said.payload.filter(|payload| !payload.value.is_empty());
        let beside = [
            ("payload", payload.map(|payload| payload.span)),
            ("response", said.response.map(|response| response.span)),
        ];
        for (key, span) in beside {
            let Some(span) = span else { continue };
            self.report(
                Diagnostic::error(
                    codes::PAYLOAD,
                    span,
                    format!("`{key}` speaks of JSON, and the answer is bytes"),
                )
                .label("of JSON")
                .help("take it out"),
            );
        }
    }

    /// The type of what is returned; `None` where that is nothing.
    fn returned(
        &mut self,
        product: &'a LoadedProduct,
        scope: ScopeId,
        said: &Said<'a>,
        member: Option<&Spanned<SmolStr>>,
    ) -> Option<Ty> {
        if let Some(response) = said.response {
            let whole = self.expr(scope, response, 0);
            // The members of the answer are asked for.
            self.read_open();
            if said.returns.is_none() {
                return match member {
                    Some(member) => {
                        // The product names the member for all operations: what does not fit is
                        // this one's answer.
                        let span = match said.payload {
                            Some(payload) => payload.span,
                            None => response.span,
                        };
                        Some(self.member_type(&whole, &member.value, span))
                    }
                    None if self.is_nothing_but_envelope(product, &whole) => None,
                    None => Some(whole),
                };
            }
        }
        Some(self.expr(scope, said.returns?, 0))
    }

    /// The type of a member of an object; what is not there is reported.
    fn member_type(&mut self, whole: &Ty, member: &str, span: Span) -> Ty {
        let def = match whole {
            Ty::Def(id) => Some(self.draft.get(*id)),
            Ty::Unknown | Ty::Any => return whole.clone(),
            _ => None,
        };
        let object = def.and_then(|def| match &def.shape {
            DraftShape::Struct { members, .. } => Some((def.span, members)),
            _ => None,
        });
        let Some((place, members)) = object else {
            self.report(
                Diagnostic::error(
                    codes::PAYLOAD,
                    span,
                    format!("the answer is no object, and so has no member `{member}`"),
                )
                .label("asks for a member")
                .help("name the type of the whole answer in `response`, or say `returns`"),
            );
            return Ty::Unknown;
        };
        if let Some(found) = members.iter().find(|found| found.wire == member) {
            let ty = found.ty.clone();
            return if found.nullable { ty.or_null() } else { ty };
        }
        let names: Vec<SmolStr> = members.iter().map(|member| member.wire.clone()).collect();
        let known = self.suggest(member, |_| names.iter().map(SmolStr::as_str).collect());
        let known = match known {
            Some(known) => format!("did you mean `{known}`?"),
            None => "name a member of the answer; `\"\"` is all of it".to_owned(),
        };
        let mut diagnostic = Diagnostic::error(
            codes::PAYLOAD,
            span,
            format!("the answer has no member `{member}`"),
        )
        .label("not a member")
        .also(place, "the answer's type");
        diagnostic.help = Some(known);
        self.report(diagnostic);
        Ty::Unknown
    }

    /// Whether an answer has no members but those that say how it went.
    fn is_nothing_but_envelope(&self, product: &LoadedProduct, whole: &Ty) -> bool {
        let Ty::Def(id) = whole else { return false };
        let envelope = product.spec.envelope.as_ref();
        let code = envelope.and_then(|envelope| envelope.code.as_ref());
        let message = envelope.and_then(|envelope| envelope.message.as_ref());
        let of_envelope = |wire: &str| {
            [code, message]
                .into_iter()
                .flatten()
                .any(|name| name.value == wire)
        };
        match &self.draft.get(*id).shape {
            DraftShape::Struct {
                members,
                additional: Others::Undocumented | Others::Closed,
            } => members.iter().all(|member| of_envelope(&member.wire)),
            _ => false,
        }
    }
}
