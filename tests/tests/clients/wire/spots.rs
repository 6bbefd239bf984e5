//! The members of a response, each with what the specs say of it.

use clientwright::ir::{Api, Payload, Presence, Shape, Type};
use serde_json::Value;

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
    /// Whether nothing else stands beside it.
    pub(super) fn is_only_member(&self, body: &Value) -> bool {
        let owner = self
            .pointer
            .rsplit_once('/')
            .and_then(|(owner, _)| body.pointer(owner));
        let members = owner.and_then(Value::as_object);
        members.is_some_and(|members| members.len() == 1)
    }

    /// Puts a value into this place of a body, or leaves the member out.
    pub(super) fn put(&self, body: &mut Value, value: Option<&Value>) {
        let (owner, name) = self.pointer.rsplit_once('/').unwrap();
        let owner = body.pointer_mut(owner).unwrap();
        let name = &name.replace("~1", "/").replace("~0", "~");
        match value {
            Some(value) => owner[name] = value.clone(),
            None => {
                owner.as_object_mut().unwrap().remove(name);
            }
        }
    }
}

/// A name as a part of a JSON pointer.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
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
        Payload::Stream | Payload::ByStatus { .. } => vec![],
    }
}

/// All members of a response.
pub(super) fn spots(api: &Api, payload: &Payload, body: &Value) -> Vec<Spot> {
    let mut spots = Vec::new();
    for (name, ty, promised) in parts(payload) {
        match name {
            None => {
                inside(api, &ty, "", body, &mut spots);
                // What the envelope says stays as it is, or the answer is another.
                let envelope = &api.product.envelope;
                for name in [&envelope.code, &envelope.message].into_iter().flatten() {
                    let pointer = format!("/{}", escaped(name));
                    spots.retain(|spot| spot.pointer != pointer);
                }
            }
            Some(name) => {
                let pointer = format!("/{}", escaped(name));
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
        // A sample ends where a type would be inside itself.
        _ if value.is_null() => {}
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
                let pointer = format!("{pointer}/{}", escaped(&member.wire));
                let Some(value) = value.get(member.wire.as_str()) else {
                    continue;
                };
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
