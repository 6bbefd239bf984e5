//! Paging: the names of a scheme, bound to the parameters and types of an operation.

use crate::diagnostic::{Diagnostic, codes, suggestion};
use crate::ir::{
    Api, Paging, PagingKind, Parameter, ParameterPlace, Payload, Scalar, Shape, Type, TypePath,
};
use crate::load::LoadedProduct;
use crate::source::Spanned;

/// Binds a scheme; what it names and the operation lacks is reported.
pub(crate) fn build(
    api: &Api,
    product: &LoadedProduct,
    scheme: &str,
    line: &Spanned<String>,
    parameters: &[Parameter],
    payload: &Payload,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Paging> {
    let (_, spec) = product
        .spec
        .paging
        .iter()
        .find(|(name, _)| name.value == scheme)?;
    let is_cursor = spec.kind.value == "cursor";
    let wanted = match is_cursor {
        true => Scalar::String,
        false => Scalar::Integer,
    };
    let mut parameter = |wire: &Spanned<String>, wanted: Scalar, must: bool| {
        let found = parameters.iter().find(|parameter| {
            parameter.place_in == ParameterPlace::Query && parameter.wire == wire.value
        });
        let Some(found) = found else {
            if must {
                diagnostics.push(missing(line, wire));
            }
            return None;
        };
        if found.ty != Type::Scalar(wanted.clone()) || found.required {
            diagnostics.push(misfit(found, wire, &wanted));
            return None;
        }
        Some(found.rust.clone())
    };
    let page_field = parameter(&spec.parameter, wanted, true)?;
    // An operation may page and have no way to set the size.
    let size_field = spec
        .size
        .as_ref()
        .and_then(|size| parameter(size, Scalar::Integer, false));
    let context = |wire: &Spanned<String>, wanted: &Type, diagnostics: &mut Vec<Diagnostic>| {
        let Payload::Page {
            context: Some(Type::Named { path, .. }),
            ..
        } = payload
        else {
            diagnostics.push(
                Diagnostic::error(
                    codes::PAGING,
                    wire.span,
                    "this names a member of the page's description, and there is none",
                )
                .help("say `context = \"…\"` and `context_type = \"…\"`"),
            );
            return None;
        };
        context_field(api, path, wire, wanted, diagnostics)
    };
    let boolean = Type::Scalar(Scalar::Boolean);
    let string = Type::Scalar(Scalar::String);
    let kind = match spec.kind.value.as_str() {
        "cursor" => {
            let Some(next) = &spec.next else {
                diagnostics.push(
                    Diagnostic::error(
                        codes::PAGING,
                        spec.kind.span,
                        "paging by cursor does not say where the next cursor stands",
                    )
                    .help("say `next = \"…\"`: the member of `context_type` that holds it"),
                );
                return None;
            };
            PagingKind::Cursor {
                cursor_field: page_field,
                next_field: context(next, &string, diagnostics)?,
                last_field: match &spec.last {
                    Some(last) => Some(context(last, &boolean, diagnostics)?),
                    None => None,
                },
            }
        }
        _ => PagingKind::Number {
            page_field,
            more_field: match &spec.more {
                Some(more) => Some(context(more, &boolean, diagnostics)?),
                None => None,
            },
        },
    };
    Some(Paging {
        scheme: scheme.to_owned(),
        kind,
        size_field,
        default_size: spec.default_size.as_ref().map(|size| u64::from(size.value)),
    })
}

/// The operation lacks a parameter of its way of paging.
fn missing(line: &Spanned<String>, wire: &Spanned<String>) -> Diagnostic {
    Diagnostic::error(
        codes::PAGING,
        line.span,
        format!(
            "the operation has no parameter `{}`, by which it pages",
            wire.value
        ),
    )
    .also(wire.span, "named here")
    .help(format!(
        "add a row `{{ name = \"{}\", … }}` to `query`",
        wire.value
    ))
}

/// A parameter that pages must be left out on the first page, and counted or handed on.
fn misfit(found: &Parameter, wire: &Spanned<String>, wanted: &Scalar) -> Diagnostic {
    let wanted = match wanted {
        Scalar::Integer => "integer",
        _ => "string",
    };
    Diagnostic::error(
        codes::PAGING,
        found.place.span,
        format!(
            "the parameter `{}`, by which the operation pages, is not an optional {wanted}",
            wire.value
        ),
    )
    .also(wire.span, "named here")
    .help(format!("say `type = \"{wanted}\"`, without `required`"))
}

/// The Rust field of a member of the page's description.
fn context_field(
    api: &Api,
    path: &TypePath,
    wire: &Spanned<String>,
    wanted: &Type,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let members = match api.type_def(path).map(|def| &def.shape) {
        Some(Shape::Struct(object)) => &object.members[..],
        _ => &[],
    };
    let type_name = path.name();
    let Some(found) = members.iter().find(|member| member.wire == wire.value) else {
        let diagnostic = Diagnostic::error(
            codes::PAGING,
            wire.span,
            format!("the type `{type_name}` has no member `{}`", wire.value),
        );
        let known = suggestion(
            &wire.value,
            members.iter().map(|member| member.wire.as_str()),
        );
        diagnostics.push(match known {
            Some(known) => diagnostic.help(format!("did you mean `{known}`?")),
            None => diagnostic,
        });
        return None;
    };
    if found.ty != *wanted {
        let kind = if *wanted == Type::Scalar(Scalar::Boolean) {
            "a boolean"
        } else {
            "a string"
        };
        diagnostics.push(Diagnostic::error(
            codes::PAGING,
            wire.span,
            format!("the member `{}` of `{type_name}` is not {kind}", wire.value),
        ));
        return None;
    }
    Some(found.rust.clone())
}
