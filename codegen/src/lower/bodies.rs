//! What a request carries: spec → draft.

use smol_str::SmolStr;

use super::context::Lowering;
use super::draft::{ScopeId, Ty};
use super::http_line::HttpLine;
use crate::diagnostic::{Diagnostic, codes};
use crate::ir::{BodyKind, ListStyle, Method, ParameterPlace, Role, Scalar};
use crate::source::{Span, Spanned};
use crate::spec::{OperationSpec, ParameterRow, TypeExpr, TypeExprKind};

/// The media type of bytes of which nothing is known.
const BYTES: &str = "application/octet-stream";

/// A body that is not made of parameters.
pub(crate) struct DraftBody {
    pub(crate) kind: BodyKind,
    pub(crate) ty: Ty,
    pub(crate) role: Role,
    pub(crate) required: bool,
}

impl<'a> Lowering<'a> {
    /// The body of an operation; what does not fit is reported, of forms and parts too.
    pub(crate) fn body(
        &mut self,
        scope: ScopeId,
        spec: &'a OperationSpec,
        line: &HttpLine,
    ) -> Option<DraftBody> {
        self.check_bodies(spec, line);
        let body = spec.body.as_ref()?;
        let merges = spec.merge.as_ref().map(|merge| merge.value);
        let is_update = merges.unwrap_or(line.method == Method::Patch);
        let (kind, ty, role) = match is_binary(body) {
            true => {
                let content_type = match &spec.content_type {
                    Some(said) => said.value.clone(),
                    None => BYTES.into(),
                };
                let kind = BodyKind::Binary { content_type };
                (kind, Ty::Scalar(Scalar::Binary), Role::Request)
            }
            false => {
                let role = if is_update {
                    Role::Update
                } else {
                    Role::Request
                };
                (BodyKind::Json, self.expr(scope, body, 0), role)
            }
        };
        Some(DraftBody {
            kind,
            ty,
            role,
            required: spec
                .body_required
                .as_ref()
                .is_none_or(|required| required.value),
        })
    }

    fn check_bodies(&mut self, spec: &OperationSpec, line: &HttpLine) {
        let first_of = |rows: &[ParameterRow]| rows.first().map(|row| row.span);
        let bodies = [
            ("body", spec.body.as_ref().map(|body| body.span)),
            ("form", first_of(&spec.form)),
            ("parts", first_of(&spec.parts)),
        ];
        let said: Vec<(&str, Span)> = bodies
            .into_iter()
            .filter_map(|(key, span)| Some((key, span?)))
            .collect();
        if let [(first, first_span), (second, span), ..] = said[..] {
            self.report(
                Diagnostic::error(
                    codes::BODY,
                    span,
                    format!("`{second}` stands beside `{first}`, and a request has one body"),
                )
                .label("the second body")
                .also(first_span, "the other is here")
                .help("take one of them out"),
            );
        }
        if let Some(required) = &spec.body_required
            && spec.body.is_none()
            && !self.is_faulty_file(required.span.file)
        {
            self.report(
                Diagnostic::error(
                    codes::BODY,
                    required.span,
                    "`body_required` speaks of `body`, and there is none",
                )
                .label("no `body` beside it")
                .help("name a type in `body`; of a field or part, say `required` in its row"),
            );
        }
        if let Some(merge) = &spec.merge
            && spec.body.is_none()
            && !self.is_faulty_file(merge.span.file)
        {
            self.report(
                Diagnostic::error(
                    codes::BODY,
                    merge.span,
                    "`merge` says what a service does with members that `body` leaves out, and \
                     there is no `body`",
                )
                .label("no `body` beside it")
                .help("name a type in `body`, or take `merge` out"),
            );
        }
        if let Some(content_type) = &spec.content_type {
            self.check_content_type(content_type, spec.body.as_ref());
        }
        // Of other bodies a header may say what they are; that of parts says where each ends.
        let mut headers = spec.header.iter();
        let header = headers.find(|row| row.name.value.eq_ignore_ascii_case("content-type"));
        if let (Some(row), Some(parts)) = (header, spec.parts.first()) {
            self.report(
                Diagnostic::error(
                    codes::BODY,
                    row.name.span,
                    format!(
                        "`{}` would hide where each of the parts ends",
                        row.name.value
                    ),
                )
                .label("this header")
                .also(parts.span, "the parts")
                .help("take the row out: the header is sent with them"),
            );
        }
        if let Some((key, span)) = said.first()
            && matches!(line.method, Method::Get | Method::Head)
        {
            self.report(
                Diagnostic::warning(
                    codes::UNUSUAL_BODY,
                    spec.http.span,
                    format!(
                        "a {} request with a body: HTTP gives it no meaning, and servers may refuse it",
                        line.method.as_str()
                    ),
                ).label("the method").help("use another method, or send it in the query")
                .also(*span, format!("`{key}` makes a body")),
            );
        }
    }

    fn check_content_type(&mut self, said: &Spanned<SmolStr>, body: Option<&TypeExpr>) {
        if body.is_none_or(|body| !is_binary(body)) && !self.is_faulty_file(said.span.file) {
            self.report(
                Diagnostic::error(
                    codes::BODY,
                    said.span,
                    "`content_type` speaks of a binary body, and there is none",
                )
                .label("no binary body beside it")
                .help("say `body = \"binary\"`; JSON, forms and parts have types of their own"),
            );
        }
        if !is_media_type(&said.value) {
            self.report(
                Diagnostic::error(
                    codes::BODY,
                    said.span,
                    format!("{:?} is no media type", said.value),
                )
                .label("no `type/subtype`")
                .help("write a type and a subtype: `application/pdf`"),
            );
        }
    }

    /// The type of a parameter: a part may be a file, or several.
    pub(crate) fn parameter_type(
        &mut self,
        scope: ScopeId,
        place: ParameterPlace,
        row: &'a ParameterRow,
    ) -> Ty {
        let file = Ty::Scalar(Scalar::Binary);
        match &row.ty.kind {
            _ if place != ParameterPlace::Part => {}
            TypeExprKind::Binary => return file,
            TypeExprKind::List(inner) if is_binary(inner) => return Ty::List(Box::new(file)),
            _ => {}
        }
        self.expr(scope, &row.ty, 0)
    }

    /// How a list is sent; what cannot be is reported.
    pub(crate) fn list_style(
        &mut self,
        place: ParameterPlace,
        row: &ParameterRow,
        ty: &Ty,
    ) -> Option<ListStyle> {
        let usual = match place {
            ParameterPlace::Path | ParameterPlace::Query | ParameterPlace::Header => {
                ListStyle::Comma
            }
            ParameterPlace::Form | ParameterPlace::Part => ListStyle::Repeat,
        };
        let is_list = matches!(ty, Ty::List(_));
        let Some(said) = &row.list else {
            return is_list.then_some(usual);
        };
        let style = match said.value.as_str() {
            "repeat" => ListStyle::Repeat,
            _ => ListStyle::Comma,
        };
        let of_files = matches!(ty, Ty::List(item) if **item == Ty::Scalar(Scalar::Binary));
        let wrong = match (place, style) {
            _ if *ty == Ty::Unknown => None,
            _ if !is_list => Some("`list` says how a list is sent, and this is none"),
            (ParameterPlace::Path, ListStyle::Repeat) => {
                Some("a path has each parameter once: the items of a list are joined by commas")
            }
            (ParameterPlace::Header, ListStyle::Repeat) => {
                Some("a header is sent once: HTTP takes items joined by commas for the same")
            }
            (ParameterPlace::Part, ListStyle::Comma) if of_files => {
                Some("files cannot be joined by commas: each is a part of its own")
            }
            _ => None,
        };
        if let Some(wrong) = wrong {
            self.report(
                Diagnostic::error(codes::PARAMETER_TYPE, said.span, wrong)
                    .label("how a list is sent")
                    .help("take `list` out"),
            );
        }
        is_list.then_some(style)
    }
}

/// Whether a type is bytes.
pub(crate) fn is_binary(expr: &TypeExpr) -> bool {
    expr.kind == TypeExprKind::Binary
}

/// Whether a text is `type/subtype`, and parameters behind it.
fn is_media_type(text: &str) -> bool {
    // RFC 9110, sections 5.6.2 and 8.3.1.
    let token = |text: &str| {
        let of_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
        !text.is_empty() && text.chars().all(of_token)
    };
    let (kind, parameters) = match text.split_once(';') {
        Some((kind, parameters)) => (kind.trim_end(), parameters),
        None => (text, ""),
    };
    kind.split_once('/')
        .is_some_and(|(kind, subtype)| token(kind) && token(subtype))
        && parameters.chars().all(|c| c.is_ascii_graphic() || c == ' ')
}
