//! The members of a response, each with what the specs say of it.

use clientwright::ir::{Api, Payload, Presence, Scalar, Shape, Type};
use serde_json::{Value, json};

/// A member of a response.
pub(super) struct Spot {
    /// Where it stands, as a JSON pointer.
    pub(super) pointer: String,
    pub(super) ty: Type,
    pub(super) promised: bool,
    pub(super) nullable: bool,
    /// Whether it is all that the answer is about.
    pub(super) payload: bool,
    /// What stands there.
    pub(super) value: Value,
}

impl Spot {
    /// Puts a value into this place of a body, or leaves the member out.
    pub(super) fn put(&self, body: &mut Value, value: Option<&Value>) {
        let (owner, name) = self.pointer.rsplit_once('/').unwrap();
        let owner = body.pointer_mut(owner).unwrap();
        match value {
            Some(value) => owner[name] = value.clone(),
            None => {
                owner.as_object_mut().unwrap().remove(name);
            }
        }
    }
}

/// The typed parts of a body: the name of each, `None` for the body itself, its type, and whether a
/// call fails without it.
fn parts(payload: &Payload) -> Vec<(Option<&str>, Type, bool)> {
    match payload {
        Payload::Empty => vec![],
        Payload::Whole { ty } => vec![(None, ty.clone(), true)],
        Payload::Member { member, ty } => vec![(Some(member), ty.clone(), true)],
        Payload::Page {
            member,
            item,
            context_member,
            context,
        } => {
            let mut parts = vec![(Some(&**member), Type::List(Box::new(item.clone())), true)];
            if let (Some(name), Some(ty)) = (context_member, context) {
                parts.push((Some(&**name), ty.clone(), false));
            }
            parts
        }
        Payload::Stream | Payload::ByStatus { .. } => panic!("none of these products answers so"),
    }
}

/// Puts in what an example leaves out, and lists where it shows the unset form of one.
pub(super) fn complete(api: &Api, payload: &Payload, body: &mut Value) {
    for (name, ty, _) in parts(payload) {
        match name {
            None => complete_value(api, &ty, body),
            Some(name) => complete_value(api, &ty, &mut body[name]),
        }
    }
}

fn complete_value(api: &Api, ty: &Type, value: &mut Value) {
    match ty {
        Type::List(item) => {
            if value.as_array().is_none_or(Vec::is_empty) {
                *value = json!([null]);
            }
            for value in value.as_array_mut().unwrap() {
                complete_value(api, item, value);
            }
        }
        Type::Named { path, .. } => match &api.type_def(path).unwrap().shape {
            Shape::Struct(object) => {
                if !value.is_object() {
                    *value = json!({});
                }
                for member in &object.members {
                    complete_value(api, &member.ty, &mut value[member.wire.as_str()]);
                }
            }
            Shape::Enum(values) if value.is_null() => {
                let first = &values.values[0].wire;
                *value = match values.base {
                    clientwright::ir::EnumBase::String => json!(first),
                    clientwright::ir::EnumBase::Integer => serde_json::from_str(first).unwrap(),
                };
            }
            _ => {}
        },
        Type::Scalar(scalar) if value.is_null() => *value = sample(scalar),
        Type::Any if value.is_null() => *value = json!("any"),
        _ => {}
    }
}

fn sample(scalar: &Scalar) -> Value {
    match scalar {
        Scalar::Boolean => json!(true),
        Scalar::Integer | Scalar::Unsigned => json!(7),
        Scalar::Number => json!(1.5),
        Scalar::Decimal => json!(5000),
        Scalar::Id(_) => json!("16367000000073071"),
        Scalar::Timestamp => json!("2016-06-05T02:30:08-0700"),
        Scalar::Date => json!("2016-06-05"),
        _ => json!("text"),
    }
}

/// All members of a response.
pub(super) fn spots(api: &Api, payload: &Payload, body: &Value) -> Vec<Spot> {
    let mut spots = Vec::new();
    for (name, ty, promised) in parts(payload) {
        match name {
            None => inside(api, &ty, "", body, &mut spots),
            Some(name) => {
                let pointer = format!("/{name}");
                inside(api, &ty, &pointer, &body[name], &mut spots);
                spots.push(Spot {
                    pointer,
                    value: body[name].clone(),
                    ty,
                    promised,
                    nullable: false,
                    payload: promised,
                });
            }
        }
    }
    spots
}

fn inside(api: &Api, ty: &Type, pointer: &str, value: &Value, spots: &mut Vec<Spot>) {
    match ty {
        Type::List(item) => {
            for (at, value) in value.as_array().unwrap().iter().enumerate() {
                inside(api, item, &format!("{pointer}/{at}"), value, spots);
            }
        }
        Type::Named { path, .. } => {
            let Shape::Struct(object) = &api.type_def(path).unwrap().shape else {
                return;
            };
            for member in &object.members {
                let pointer = format!("{pointer}/{}", member.wire);
                let value = &value[member.wire.as_str()];
                inside(api, &member.ty, &pointer, value, spots);
                spots.push(Spot {
                    pointer,
                    ty: member.ty.clone(),
                    promised: member.presence == Presence::Always,
                    nullable: member.nullable,
                    payload: false,
                    value: value.clone(),
                });
            }
        }
        _ => {}
    }
}
