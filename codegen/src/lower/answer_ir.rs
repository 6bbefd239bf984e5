//! What operations answer: draft → IR.

use smol_str::SmolStr;

use super::answers::DraftCase;
use super::build::Builder;
use super::draft::Ty;
use super::parts::{Part, VARIANT};
use super::payload::DraftPayload;
use crate::ir::{AnswerCase, FailureCase, Failures, Payload, Role};
use crate::names::{Scope, variant_name};

/// An enum of an operation: its key in `names.lock`, and its name.
pub(crate) type Named = (SmolStr, SmolStr);

/// What a success carries.
pub(crate) fn payload(
    builder: &mut Builder<'_>,
    draft: &DraftPayload,
    named: Option<&Named>,
) -> Payload {
    match draft {
        DraftPayload::Empty => Payload::Empty,
        DraftPayload::Stream => Payload::Stream,
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
        DraftPayload::Cases(drafts) => {
            let (key, rust) = named.cloned().unwrap_or_default();
            let names = variants(builder, &key, drafts);
            let mut cases = Vec::with_capacity(drafts.len());
            for (case, rust) in drafts.iter().zip(names) {
                cases.push(AnswerCase {
                    rust,
                    statuses: case.statuses.clone(),
                    // A case has no cases of its own.
                    payload: payload(builder, &case.carries, None),
                    doc: case.doc.clone(),
                    place: builder.sources.place(case.span),
                });
            }
            Payload::ByStatus { rust, cases }
        }
    }
}

/// What documented errors carry.
pub(crate) fn failures(
    builder: &mut Builder<'_>,
    drafts: &[DraftCase<Ty>],
    named: Option<&Named>,
) -> Option<Failures> {
    if drafts.is_empty() {
        return None;
    }
    let names: Vec<Option<SmolStr>> = match named {
        Some((key, _)) => variants(builder, key, drafts)
            .into_iter()
            .map(Some)
            .collect(),
        None => vec![None; drafts.len()],
    };
    let cases = drafts.iter().zip(names);
    let cases = cases.map(|(case, rust)| FailureCase {
        rust,
        statuses: case.statuses.clone(),
        ty: builder.ty(&case.carries, Role::Response),
        doc: case.doc.clone(),
        place: builder.sources.place(case.span),
    });
    Some(Failures {
        rust: named.map(|(_, rust)| rust.clone()),
        cases: cases.collect(),
    })
}

/// The names of an enum's variants. They are remembered by the first of their statuses.
fn variants<T>(builder: &mut Builder<'_>, key: &str, cases: &[DraftCase<T>]) -> Vec<SmolStr> {
    let parts: Vec<Part> = cases
        .iter()
        .map(|case| Part {
            wire: case
                .statuses
                .first()
                .map_or_else(String::new, u16::to_string)
                .into(),
            wish: variant_name(&case.name),
            given: case.given,
        })
        .collect();
    builder.part_names(key, &mut Scope::reserving(["Self"]), &parts, VARIANT)
}
