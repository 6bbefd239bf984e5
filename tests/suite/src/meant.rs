//! The same suite in the reading that is not to the letter: how many valid values it takes as they are,
//! and why it does not take the others.

use serde_json::Value;

use crate::Judged;
use crate::cases::{Case, DRAFTS, Draft, Instance};
use crate::program::{Outcome, Report, Written};
use crate::table::line;

/// Why a valid value is not read, or is written otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    /// The schema leaves `type` out, and its other keywords speak of another kind of value.
    Kind,
    /// It is read, and members that the schema does not name are passed over.
    Members,
    /// Another one.
    Else,
}

/// What became of the schemas of a draft.
#[derive(Default)]
struct Sum {
    schemas: usize,
    failed: usize,
    any: usize,
    valid: usize,
    same: usize,
    kind: usize,
    members: usize,
    other: usize,
    invalid: usize,
    refused: usize,
    noticed: usize,
}

/// The table in Markdown.
pub(crate) fn markdown(cases: &[Case], judged: &Judged) -> String {
    let mut text = String::from(
        "\n| draft | schemas | no types | any JSON | valid | same again | of another kind | members passed over | else | invalid | refused | noticed |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for (draft, Draft { name, .. }) in DRAFTS.iter().enumerate() {
        let sum = sum(cases, judged, draft);
        let figures = [
            sum.schemas,
            sum.failed,
            sum.any,
            sum.valid,
            sum.same,
            sum.kind,
            sum.members,
            sum.other,
            sum.invalid,
            sum.refused,
            sum.noticed,
        ];
        text.push_str(&line(name, &figures));
    }
    text
}

fn sum(cases: &[Case], judged: &Judged, draft: usize) -> Sum {
    let mut sum = Sum::default();
    for (number, case) in cases.iter().enumerate() {
        if case.draft != draft {
            continue;
        }
        sum.schemas += 1;
        sum.failed += usize::from(judged.failed.contains_key(&number));
        sum.any += usize::from(judged.any.contains(&number));
        for (instance, report) in reported(case, judged, number) {
            if !instance.valid {
                sum.invalid += 1;
                sum.refused += usize::from(report.0 == Outcome::Refused);
                sum.noticed += usize::from(report.0 == Outcome::Noticed);
                continue;
            }
            sum.valid += 1;
            match reason(case, instance, report) {
                None => sum.same += 1,
                Some(Reason::Kind) => sum.kind += 1,
                Some(Reason::Members) => sum.members += 1,
                Some(Reason::Else) => sum.other += 1,
            }
        }
    }
    sum
}

/// Prints every valid value that is not taken as it is, with the reason, and every invalid one of which
/// nothing is noticed.
pub(crate) fn list(cases: &[Case], judged: &Judged) {
    for (number, case) in cases.iter().enumerate() {
        let key = crate::typify::key(case);
        if let Some(why) = judged.failed.get(&number) {
            println!("no types: {key}: {why}");
        }
        if judged.any.contains(&number) {
            println!("any JSON: {key}: {}", case.schema);
        }
        for (instance, report) in reported(case, judged, number) {
            if !instance.valid && report.0 == Outcome::Taken {
                println!(
                    "Unnoticed: {key}: {}: {} of {}",
                    instance.description, instance.data, case.schema
                );
            }
            let reason = reason(case, instance, report).filter(|_| instance.valid);
            if let Some(reason) = reason {
                println!(
                    "{reason:?} {:?}: {key}: {}: {} of {}",
                    report.0, instance.description, instance.data, case.schema
                );
            }
        }
    }
}

/// The instances of a case, each with what became of it.
fn reported<'c>(
    case: &'c Case,
    judged: &Judged,
    number: usize,
) -> impl Iterator<Item = (&'c Instance, Report)> {
    let reports = judged.reports.get(&number).cloned().unwrap_or_default();
    let pairs = case.instances.iter().zip(reports);
    pairs.filter_map(|(instance, report)| Some((instance, report?)))
}

/// Why a valid value is not taken as it is; `None` where it is.
fn reason(case: &Case, instance: &Instance, (_, written): Report) -> Option<Reason> {
    if written == Written::Same {
        return None;
    }
    let meant = kinds(&case.schema);
    if !meant.is_empty() && !meant.contains(&kind(&instance.data)) {
        return Some(Reason::Kind);
    }
    Some(match written {
        Written::Fewer => Reason::Members,
        _ => Reason::Else,
    })
}

/// The kinds of values that a schema speaks of, where it names no type.
fn kinds(schema: &Value) -> Vec<&'static str> {
    let Value::Object(keywords) = schema else {
        return Vec::new();
    };
    if keywords.contains_key("type") {
        return Vec::new();
    }
    let spoken = keywords.keys().filter_map(|keyword| {
        Some(match keyword.as_str() {
            "additionalProperties"
            | "dependencies"
            | "dependentRequired"
            | "dependentSchemas"
            | "maxProperties"
            | "minProperties"
            | "patternProperties"
            | "properties"
            | "propertyNames"
            | "required"
            | "unevaluatedProperties" => "object",
            "additionalItems" | "contains" | "items" | "maxItems" | "minItems" | "prefixItems"
            | "unevaluatedItems" | "uniqueItems" => "array",
            "contentEncoding" | "contentMediaType" | "format" | "maxLength" | "minLength"
            | "pattern" => "string",
            "exclusiveMaximum" | "exclusiveMinimum" | "maximum" | "minimum" | "multipleOf" => {
                "number"
            }
            _ => return None,
        })
    });
    spoken.collect()
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
