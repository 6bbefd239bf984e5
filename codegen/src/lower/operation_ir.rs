//! Operations: draft → IR.

use std::collections::HashSet;

use smol_str::{SmolStr, format_smolstr};

use super::answer_ir;
use super::build::Builder;
use super::naming::OperationNames;
use super::operations::{DraftOperation, DraftParameter, function_name};
use super::paging::{self, Types};
use super::parts::{FIELD, Part};
use super::payload::DraftPayload;
use super::spec_types::text;
use crate::diagnostic::Diagnostic;
use crate::ir::{Body, Example, Literal, Operation, Parameter, ParameterPlace, Role, Scopes};
use crate::load::{LoadedModule, LoadedProduct};
use crate::names::{Scope, field_name, reserved};
use crate::source::{Node, Spanned};

/// Makes the IR's operation.
pub(crate) fn build(
    builder: &mut Builder<'_>,
    types: &Types<'_>,
    product: &LoadedProduct,
    module: &LoadedModule,
    operation: &DraftOperation<'_>,
    names: &OperationNames,
    diagnostics: &mut Vec<Diagnostic>,
) -> Operation {
    let spec = operation.spec;
    let pointer = operation.pointer(module);
    let keys = operation.enum_keys(&pointer);
    let mut enums = names.enums.iter();
    let mut named = |key: Option<SmolStr>| key.and_then(|key| Some((key, enums.next()?.clone())));
    let (answer, failure) = (named(keys.answer), named(keys.failure));
    let own = (pointer.clone(), names.rust.clone());
    let all = std::iter::once(own)
        .chain(answer.clone())
        .chain(failure.clone());
    builder.new.names.extend(all);
    let parameters = parameters(builder, operation, &pointer);
    let payload = answer_ir::payload(builder, &operation.payload, answer.as_ref());
    let failures = answer_ir::failures(builder, &operation.failures, failure.as_ref());
    Operation {
        id: operation.key.value.clone(),
        function: function_name(&operation.key.value),
        rust: names.rust.clone(),
        pointer,
        summary: spec.summary.value.clone(),
        doc: text(&spec.doc),
        source: spec.source.value.clone(),
        method: operation.line.method,
        path: operation.line.path.clone(),
        segments: operation.line.segments.clone(),
        paging: match &operation.payload {
            DraftPayload::Page { scheme, .. } => {
                let bound = paging::Paged {
                    line: &spec.http,
                    parameters: &parameters,
                    payload: &payload,
                    doubtful: builder.doubtful,
                    unread: spec.query.iter().any(|row| row.name.value.is_empty()),
                };
                let scheme = product.spec.paging.entry(scheme);
                scheme.and_then(|scheme| paging::build(types, scheme, &bound, diagnostics))
            }
            _ => None,
        },
        parameters,
        body: operation.body.as_ref().map(|body| Body {
            kind: body.kind.clone(),
            ty: builder.ty(&body.ty, body.role),
            required: body.required,
        }),
        payload,
        statuses: operation.statuses.clone(),
        failures,
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

fn parameters(
    builder: &mut Builder<'_>,
    operation: &DraftOperation<'_>,
    pointer: &str,
) -> Vec<Parameter> {
    // Two places may have a parameter of one name: it is remembered of the first of them.
    let mut seen: HashSet<&str> = HashSet::new();
    let parts: Vec<Part> = operation
        .parameters
        .iter()
        .map(|DraftParameter { place, row, .. }| {
            let wire = row.name.value.as_str();
            Part {
                wire: match seen.insert(wire) {
                    true => wire.into(),
                    false => format_smolstr!("{} {wire}", place.as_str()),
                },
                wish: field_name(row.rust.as_ref().map_or(wire, |rust| &rust.value)),
                given: row.rust.is_some(),
            }
        })
        .collect();
    let mut scope = Scope::reserving(reserved::PARAMETERS);
    let names = builder.part_names(pointer, &mut scope, &parts, FIELD);
    let parameters = operation.parameters.iter().zip(names);
    parameters
        .map(|(parameter, rust)| {
            let row = parameter.row;
            Parameter {
                place_in: parameter.place,
                wire: row.name.value.clone(),
                rust,
                ty: builder.ty(&parameter.ty, Role::Request),
                required: parameter.place == ParameterPlace::Path
                    || row.required.as_ref().is_some_and(|required| required.value),
                list: parameter.list,
                doc: row.doc.value.clone(),
                default: row.default.as_ref().map(Node::to_literal),
                example: row.example.as_ref().map(Node::to_literal),
                place: builder.sources.place(row.name.span),
            }
        })
        .collect()
}

fn example(
    builder: &Builder<'_>,
    product: &LoadedProduct,
    row: &crate::spec::ExampleRow,
) -> Example {
    let read = |path: &Option<Spanned<SmolStr>>| -> Option<Literal> {
        Some(
            product
                .examples
                .get(path.as_ref()?.value.as_str())?
                .to_literal(),
        )
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
