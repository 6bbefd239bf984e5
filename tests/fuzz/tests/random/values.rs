//! JSON at random that a type of the IR reads and writes unchanged.

use clientwright::ir::{Api, EnumBase, IdWire, Presence, Role, Scalar, Shape, Type, TypePath};
use serde_json::{Map, Value, json};

use super::choices::Choices;

/// How deep values go where types do not end.
const DEPTH: usize = 6;

/// A value of the type of that path.
pub(crate) fn value_of(api: &Api, path: &str, choices: &mut Choices<'_>) -> Value {
    named(api, &TypePath(path.into()), choices, DEPTH)
}

fn named(api: &Api, path: &TypePath, choices: &mut Choices<'_>, depth: usize) -> Value {
    let def = api.type_def(path).expect("a type of the API");
    match &def.shape {
        Shape::Enum(shape) => {
            // What nobody documented is kept, too.
            let wire = match choices.below(shape.values.len() + 1) {
                number if number < shape.values.len() => shape.values[number].wire.clone(),
                _ => "977".into(),
            };
            match shape.base {
                EnumBase::String => wire.as_str().into(),
                EnumBase::Integer => wire.parse::<i64>().expect("a whole number").into(),
            }
        }
        Shape::Union(union) => {
            // The last is never an object that holds itself.
            let number = match depth {
                0 => union.variants.len() - 1,
                _ => choices.below(union.variants.len()),
            };
            ty(
                api,
                &union.variants[number].ty,
                choices,
                depth.saturating_sub(1),
            )
        }
        Shape::Struct(shape) => {
            let mut object = Map::new();
            for member in &shape.members {
                let always = member.presence == Presence::Always;
                if !always && (depth == 0 || choices.one_in(3)) {
                    continue;
                }
                // Null in an update clears, and is sent only where a document says that it does.
                let null = member.nullable && def.role != Role::Update && choices.one_in(4);
                let value = if null {
                    Value::Null
                } else {
                    ty(api, &member.ty, choices, depth.saturating_sub(1))
                };
                object.insert(member.wire.to_string(), value);
            }
            Value::Object(object)
        }
    }
}

fn ty(api: &Api, of: &Type, choices: &mut Choices<'_>, depth: usize) -> Value {
    let length = |choices: &mut Choices<'_>| match depth {
        0 => 0,
        _ => choices.below(3),
    };
    match of {
        Type::Scalar(scalar) => self::scalar(api, scalar, choices),
        Type::Named { path, .. } => named(api, path, choices, depth),
        Type::List(item) => (0..length(choices))
            .map(|_| ty(api, item, choices, depth - 1))
            .collect(),
        Type::Map(item) => {
            let members = (0..length(choices))
                .map(|number| (format!("k {number}\""), ty(api, item, choices, depth - 1)));
            Value::Object(members.collect())
        }
        Type::Tuple(items) => items
            .iter()
            .map(|item| ty(api, item, choices, depth.saturating_sub(1)))
            .collect(),
        Type::Nullable(inner) => match depth == 0 || choices.one_in(3) {
            true => Value::Null,
            false => ty(api, inner, choices, depth),
        },
        Type::Implied(inner) => match choices.one_in(4) {
            true => json!([{ "other": "kind" }]),
            false => ty(api, inner, choices, depth),
        },
        Type::Any => json!({ "any": [1, "two", null, { "a": 1.5 }] }),
    }
}

fn scalar(api: &Api, scalar: &Scalar, choices: &mut Choices<'_>) -> Value {
    match scalar {
        Scalar::String | Scalar::Secret | Scalar::Phone => choices
            .pick(&["", "a", "*/ \" \\ \u{2028} é", "null", "1"])
            .into(),
        Scalar::Boolean => choices.one_in(2).into(),
        Scalar::Unsigned => choices.pick(&[0, 7, u64::MAX]).into(),
        Scalar::Integer => choices.pick(&[0, -1, 7, i64::MAX, i64::MIN]).into(),
        Scalar::Number => choices.pick(&[0.5, -1.25, 1e300, 3.0]).into(),
        Scalar::Decimal => [json!(5000), json!(12.5), json!(-0.25)][choices.below(3)].clone(),
        Scalar::Id(rust) => {
            let id = api.ids.iter().find(|id| id.rust == *rust).expect("an id");
            match id.wire {
                IdWire::String => choices.pick(&["7", "a-b", "16367000000073071"]).into(),
                IdWire::Integer => choices.pick(&[7_i64, 16_367_000_000_073_071]).into(),
            }
        }
        Scalar::Timestamp => choices
            .pick(&["2023-12-12T14:32:50+05:30", "2024-01-31T00:00:00Z"])
            .into(),
        Scalar::Date => choices.pick(&["2016-06-05", "2024-02-29"]).into(),
        Scalar::Url => "https://acme.example/?a=b".into(),
        Scalar::Email => "a@acme.example".into(),
        Scalar::Binary => panic!("bytes are in no JSON"),
    }
}
