//! A value of any type, where the documents show none.

use clientwright::ir::{Api, EnumBase, IdWire, Presence, Scalar, Shape, Type, TypePath};
use serde_json::{Map, Value, json};

/// A value with every member that is not inside itself.
pub(crate) fn sample(api: &Api, ty: &Type) -> Value {
    value(api, ty, &mut Vec::new()).unwrap_or(Value::Null)
}

/// `None` where the value would be inside itself.
fn value<'a>(api: &'a Api, ty: &'a Type, open: &mut Vec<&'a TypePath>) -> Option<Value> {
    Some(match ty {
        Type::Scalar(scalar) => scalar_sample(api, scalar),
        Type::Named { path, .. } => {
            if open.contains(&path) {
                return None;
            }
            open.push(path);
            let value = named(api, path, open);
            open.pop();
            return value;
        }
        Type::List(item) => value(api, item, open).into_iter().collect(),
        Type::Map(item) => {
            let member = value(api, item, open).map(|value| ("key".to_owned(), value));
            Value::Object(member.into_iter().collect())
        }
        Type::Tuple(items) => {
            let items = items.iter().map(|item| value(api, item, open));
            Value::Array(items.collect::<Option<_>>()?)
        }
        Type::Implied(inner) => value(api, inner, open)?,
        Type::Nullable(inner) => value(api, inner, open).unwrap_or(Value::Null),
        Type::Any => json!("any"),
    })
}

fn named<'a>(api: &'a Api, path: &'a TypePath, open: &mut Vec<&'a TypePath>) -> Option<Value> {
    match &api.type_def(path)?.shape {
        Shape::Struct(object) => {
            let mut members = Map::new();
            for member in &object.members {
                match value(api, &member.ty, open) {
                    Some(value) => members.insert(member.wire.to_string(), value),
                    None if member.nullable => members.insert(member.wire.to_string(), Value::Null),
                    None if member.presence == Presence::Always => return None,
                    None => None,
                };
            }
            Some(Value::Object(members))
        }
        Shape::Enum(values) => {
            let first = values.values.first()?.wire.as_str();
            Some(match values.base {
                EnumBase::Integer => serde_json::from_str(first).ok()?,
                _ => json!(first),
            })
        }
        Shape::Union(union) => {
            let mut variants = union.variants.iter();
            variants.find_map(|variant| value(api, &variant.ty, open))
        }
    }
}

fn scalar_sample(api: &Api, scalar: &Scalar) -> Value {
    match scalar {
        Scalar::Boolean => json!(true),
        Scalar::Integer | Scalar::Unsigned => json!(7),
        Scalar::Number => json!(1.5),
        Scalar::Decimal => json!(5000),
        Scalar::Id(name) => {
            let id = api.ids.iter().find(|id| id.rust == *name);
            match id.map(|id| id.wire) {
                Some(IdWire::Integer) => json!(16367000000073071_u64),
                _ => json!("16367000000073071"),
            }
        }
        Scalar::Timestamp => json!("2016-06-05T02:30:08-0700"),
        Scalar::Date => json!("2016-06-05"),
        _ => json!("text"),
    }
}
