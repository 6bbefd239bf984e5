//! Operations: draft → IR.

use super::build::Builder;
use super::operations::{DraftOperation, function_name};
use super::paging::{self, Types};
use super::parts::{FIELD, Part};
use super::payload::DraftPayload;
use super::spec_types::text;
use crate::diagnostic::Diagnostic;
use crate::ir::{
    Body, BodyKind, Example, Literal, Operation, Parameter, ParameterPlace, Payload, Role, Scopes,
};
use crate::load::{LoadedModule, LoadedProduct};
use crate::names::{Scope, field_name};
use crate::source::{Node, Spanned};

/// Methods of calls and fields of operations: a parameter of such a name gets a suffix.
const RESERVED_PARAMETERS: [&str; 23] = [
    "new",
    "send",
    "send_blocking",
    "stream",
    "pages",
    "starting_at",
    "timeout",
    "deadline",
    "retry",
    "header",
    "map",
    "request",
    "operation",
    "with_response",
    "with_response_blocking",
    "into_future",
    "body",
    "clone",
    "into",
    "from",
    "eq",
    "fmt",
    "default",
];

/// Makes the IR's operation.
pub(crate) fn build(
    builder: &mut Builder<'_>,
    types: &Types<'_>,
    product: &LoadedProduct,
    module: &LoadedModule,
    operation: &DraftOperation<'_>,
    name: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Operation {
    let spec = operation.spec;
    let pointer = operation.pointer(module);
    builder.new.names.insert(pointer.clone(), name.to_owned());
    let parameters = parameters(builder, operation, &pointer);
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
        segments: operation.line.segments.clone(),
        paging: match &operation.payload {
            DraftPayload::Page { scheme, .. } => {
                let bound = paging::Paged {
                    line: &spec.http,
                    parameters: &parameters,
                    payload: &payload,
                    doubtful: builder.doubtful,
                };
                let scheme = product.spec.paging.entry(scheme);
                scheme.and_then(|scheme| paging::build(types, scheme, &bound, diagnostics))
            }
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

fn parameters(
    builder: &mut Builder<'_>,
    operation: &DraftOperation<'_>,
    pointer: &str,
) -> Vec<Parameter> {
    let parts: Vec<Part<'_>> = operation
        .parameters
        .iter()
        .map(|(_, row, _)| Part {
            wire: row.name.value.as_str().into(),
            wish: field_name(
                row.rust
                    .as_ref()
                    .map_or(&row.name.value, |rust| &rust.value),
            ),
            given: row.rust.is_some(),
        })
        .collect();
    let mut scope = Scope::reserving(RESERVED_PARAMETERS);
    let names = builder.part_names(pointer, &mut scope, &parts, FIELD);
    let parameters = operation.parameters.iter().zip(names);
    parameters
        .map(|((place_in, row, ty), rust)| Parameter {
            place_in: *place_in,
            wire: row.name.value.clone(),
            rust,
            ty: builder.ty(ty, Role::Request),
            required: *place_in == ParameterPlace::Path
                || row.required.as_ref().is_some_and(|required| required.value),
            doc: row.doc.value.clone(),
            default: row.default.as_ref().map(Node::to_literal),
            example: row.example.as_ref().map(Node::to_literal),
            place: builder.sources.place(row.name.span),
        })
        .collect()
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
