//! The subset of JSON Schema that typify is handed, as a check of what is about to be.
//!
//! `typify_schema` prints nothing else. This is the door that holds whatever is changed there: typify
//! panics, overflows or hangs on much of what lies outside. Every field of a schema is named here, so
//! that one which is added later is not let through.

use std::collections::BTreeSet;

use schemars08::schema::{
    ArrayValidation, InstanceType, ObjectValidation, Schema, SchemaObject, SingleOrVec,
    SubschemaValidation,
};

/// The most items of a tuple: the standard library's traits end there.
pub(super) const TUPLE: usize = 12;

/// Whether all of these definitions are of the subset, and every reference is to one of them.
///
/// Recursion is bounded by the depth of types, which the printer keeps.
pub(super) fn holds(definitions: &[(String, Schema)]) -> bool {
    let keys: BTreeSet<&str> = definitions.iter().map(|(key, _)| key.as_str()).collect();
    definitions.iter().all(|(_, schema)| match schema {
        // One that typify replaces by a path.
        Schema::Bool(replaced) => *replaced,
        Schema::Object(object) => match parts(object) {
            Some(Parts::Object(object)) => is_definition(object, &keys),
            _ => false,
        },
    })
}

/// What a schema of the subset consists of.
enum Parts<'s> {
    Any,
    Reference(&'s str),
    Subschemas(&'s SubschemaValidation),
    Instance(InstanceType, Option<&'s str>),
    Array(&'s ArrayValidation),
    Object(&'s ObjectValidation),
}

/// The parts of a schema; `None` where there are others, or some that do not go together.
fn parts(schema: &SchemaObject) -> Option<Parts<'_>> {
    let SchemaObject {
        metadata: None,
        instance_type,
        format,
        enum_values: None,
        const_value: None,
        subschemas,
        number: None,
        string: None,
        array,
        object,
        reference,
        extensions,
    } = schema
    else {
        return None;
    };
    if !extensions.is_empty() {
        return None;
    }
    let instance = match instance_type {
        Some(SingleOrVec::Single(instance)) => Some(**instance),
        Some(SingleOrVec::Vec(_)) => return None,
        None => None,
    };
    match (instance, format, subschemas, array, object, reference) {
        (None, None, None, None, None, None) => Some(Parts::Any),
        (None, None, None, None, None, Some(reference)) => Some(Parts::Reference(reference)),
        (None, None, Some(subschemas), None, None, None) => Some(Parts::Subschemas(subschemas)),
        (Some(InstanceType::Array), None, None, Some(array), None, None) => {
            Some(Parts::Array(array))
        }
        (Some(InstanceType::Object), None, None, None, Some(object), None) => {
            Some(Parts::Object(object))
        }
        (Some(instance), format, None, None, None, None) => {
            Some(Parts::Instance(instance, format.as_deref()))
        }
        _ => None,
    }
}

fn is_type(schema: &Schema, keys: &BTreeSet<&str>) -> bool {
    let Schema::Object(schema) = schema else {
        return false;
    };
    match parts(schema) {
        Some(Parts::Any) => true,
        Some(Parts::Reference(reference)) => {
            let key = reference.strip_prefix("#/definitions/");
            key.is_some_and(|key| keys.contains(key))
        }
        Some(Parts::Subschemas(subschemas)) => is_nullable(subschemas, keys),
        Some(Parts::Instance(instance, format)) => match instance {
            InstanceType::String | InstanceType::Boolean => format.is_none(),
            InstanceType::Integer => matches!(format, Some("int64" | "uint64")),
            InstanceType::Number => format == Some("double"),
            InstanceType::Null | InstanceType::Array | InstanceType::Object => false,
        },
        Some(Parts::Array(array)) => is_array(array, keys),
        Some(Parts::Object(object)) => is_map(object, keys),
        None => false,
    }
}

/// An object with all of its members required, and no others.
fn is_definition(object: &ObjectValidation, keys: &BTreeSet<&str>) -> bool {
    let ObjectValidation {
        max_properties: None,
        min_properties: None,
        required,
        properties,
        pattern_properties,
        additional_properties: Some(closed),
        property_names: None,
    } = object
    else {
        return false;
    };
    **closed == Schema::Bool(false)
        && pattern_properties.is_empty()
        && required.iter().eq(properties.keys())
        && properties.values().all(|schema| is_type(schema, keys))
}

/// An object of nothing but additional members of one type.
fn is_map(object: &ObjectValidation, keys: &BTreeSet<&str>) -> bool {
    let ObjectValidation {
        max_properties: None,
        min_properties: None,
        required,
        properties,
        pattern_properties,
        additional_properties: Some(value),
        property_names: None,
    } = object
    else {
        return false;
    };
    required.is_empty()
        && properties.is_empty()
        && pattern_properties.is_empty()
        && is_type(value, keys)
}

/// Items of one type, or as many as there are types.
fn is_array(array: &ArrayValidation, keys: &BTreeSet<&str>) -> bool {
    let ArrayValidation {
        items: Some(items),
        additional_items: None,
        max_items,
        min_items,
        unique_items: None,
        contains: None,
    } = array
    else {
        return false;
    };
    match items {
        SingleOrVec::Single(item) => {
            min_items.is_none() && max_items.is_none() && is_type(item, keys)
        }
        SingleOrVec::Vec(items) => {
            let length = u32::try_from(items.len()).ok();
            (1..=TUPLE).contains(&items.len())
                && *min_items == length
                && *max_items == length
                && items.iter().all(|item| is_type(item, keys))
        }
    }
}

/// One of a type and null; a type that is not nullable again.
fn is_nullable(subschemas: &SubschemaValidation, keys: &BTreeSet<&str>) -> bool {
    let SubschemaValidation {
        all_of: None,
        any_of: None,
        one_of: Some(choices),
        not: None,
        if_schema: None,
        then_schema: None,
        else_schema: None,
    } = subschemas
    else {
        return false;
    };
    let [inner, Schema::Object(null)] = &choices[..] else {
        return false;
    };
    let is_null = matches!(parts(null), Some(Parts::Instance(InstanceType::Null, None)));
    let once = !matches!(inner, Schema::Object(inner) if inner.subschemas.is_some());
    is_null && once && is_type(inner, keys)
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn is_inside(member: Value) -> bool {
        let object = json!({
            "type": "object", "properties": { "m0": member }, "required": ["m0"],
            "additionalProperties": false,
        });
        let definitions = [("T0", object), ("I0", json!(true))];
        let definitions = definitions.map(|(key, schema)| {
            let schema: Schema = serde_json::from_value(schema).expect("a schema");
            (key.to_owned(), schema)
        });
        holds(&definitions)
    }

    #[test]
    fn what_the_printer_says_is_inside() {
        for inside in [
            json!({}),
            json!({ "type": "string" }),
            json!({ "type": "boolean" }),
            json!({ "type": "integer", "format": "int64" }),
            json!({ "type": "integer", "format": "uint64" }),
            json!({ "type": "number", "format": "double" }),
            json!({ "$ref": "#/definitions/T0" }),
            json!({ "type": "array", "items": { "$ref": "#/definitions/I0" } }),
            json!({ "type": "array", "items": [{}, {}], "minItems": 2, "maxItems": 2 }),
            json!({ "type": "object", "additionalProperties": { "type": "string" } }),
            json!({ "oneOf": [{ "type": "string" }, { "type": "null" }] }),
        ] {
            assert!(is_inside(inside.clone()), "{inside}");
        }
    }

    #[test]
    fn what_breaks_typify_is_outside() {
        for outside in [
            json!(true),
            json!(false),
            json!({ "$ref": "#/definitions/T1" }),
            json!({ "$ref": "#" }),
            json!({ "$ref": "#/definitions/T0", "description": "." }),
            json!({ "type": "integer" }),
            json!({ "type": "integer", "format": "uint8" }),
            json!({ "type": "integer", "format": "int64", "minimum": 1 }),
            json!({ "type": "string", "format": "uuid" }),
            json!({ "type": "string", "pattern": "(" }),
            json!({ "type": "string", "enum": ["a"] }),
            json!({ "type": "string", "default": 1 }),
            json!({ "type": ["string", "null"] }),
            json!({ "type": "null" }),
            json!({ "const": 1 }),
            json!({ "not": {} }),
            json!({ "if": {}, "then": {} }),
            json!({ "allOf": [{}] }),
            json!({ "anyOf": [{}, { "type": "null" }] }),
            json!({ "oneOf": [{}] }),
            json!({ "oneOf": [{ "oneOf": [{}, { "type": "null" }] }, { "type": "null" }] }),
            json!({ "type": "array" }),
            json!({ "type": "array", "items": {}, "uniqueItems": true }),
            json!({ "type": "array", "items": {}, "minItems": 2, "maxItems": 2 }),
            json!({ "type": "array", "items": [], "minItems": 0, "maxItems": 0 }),
            json!({ "type": "array", "items": [{}], "minItems": 1, "maxItems": 2 }),
            json!({ "type": "object" }),
            json!({ "type": "object", "properties": { "a": {} } }),
            json!({ "type": "object", "additionalProperties": {}, "patternProperties": { "a": {} } }),
            json!({ "x-extension": 1 }),
        ] {
            assert!(!is_inside(outside.clone()), "{outside}");
        }
    }
}
