//! The forms in which a member of a type is known to come, and what is written of each.

use clientwright::ir::{Api, EnumBase, IdWire, Presence, Scalar, Shape, Type, TypePath};
use serde_json::{Value, json};

use super::spots::Spot;

/// One form of a member.
pub(super) struct Form {
    pub(super) name: String,
    /// What comes; `None`: the member is left out.
    pub(super) read: Option<Value>,
    pub(super) written: Written,
}

/// What is written of what was read.
pub(super) enum Written {
    As(Value),
    LeftOut,
    /// Reading fails.
    Refused,
}

fn form(read: Value, written: Written) -> Form {
    Form {
        name: read.to_string(),
        read: Some(read),
        written,
    }
}

fn same(value: Value) -> Form {
    form(value.clone(), Written::As(value))
}

/// All forms of a member.
pub(super) fn forms(api: &Api, spot: &Spot) -> Vec<Form> {
    if is_union(api, &spot.ty) {
        return Vec::new();
    }
    let mut forms = match &spot.ty {
        Type::Scalar(scalar) => scalar_forms(api, spot, scalar),
        Type::List(_) => list_forms(spot),
        Type::Named { path, .. } => named_forms(api, spot, path),
        Type::Any => [
            json!(""),
            json!([]),
            json!({}),
            json!([{"a": 1}]),
            json!("x"),
        ]
        .map(same)
        .into(),
        // Of what else there is, the documents show no other form.
        Type::Map(_) | Type::Tuple(_) | Type::Nullable(_) | Type::Implied(_) => return Vec::new(),
    };
    forms.push(form(Value::Null, unset(api, spot, true)));
    forms.push(Form {
        name: "left out".to_owned(),
        read: None,
        written: match &spot.ty {
            // A list that is left out of an answer that says that all is well is empty.
            Type::List(_) if spot.payload && has_code(api) => Written::As(json!([])),
            _ if spot.promised => Written::Refused,
            _ => Written::LeftOut,
        },
    });
    forms
}

/// A union has the forms of its variants, of which the tests of the runtime show what is read.
fn is_union(api: &Api, ty: &Type) -> bool {
    let Type::Named { path, .. } = ty else {
        return false;
    };
    let def = api.type_def(path);
    def.is_some_and(|def| matches!(def.shape, Shape::Union(_)))
}

/// Whether answers say in words whether all is well.
fn has_code(api: &Api) -> bool {
    api.product.envelope.code.is_some()
}

/// What is written of a member that came unset, by `null` or else by empty text.
fn unset(api: &Api, spot: &Spot, null: bool) -> Written {
    if spot.nullable && (null || !matches!(spot.ty, Type::List(_))) {
        return Written::As(Value::Null);
    }
    if !spot.promised {
        return Written::LeftOut;
    }
    match &spot.ty {
        Type::List(_) => Written::As(json!([])),
        Type::Named { path, .. } if blank(api, path) && !spot.payload => Written::As(json!({})),
        _ => Written::Refused,
    }
}

/// Whether nothing of a struct is promised.
fn blank(api: &Api, path: &TypePath) -> bool {
    match &api.type_def(path).unwrap().shape {
        Shape::Struct(object) => object
            .members
            .iter()
            .all(|it| it.presence == Presence::Optional),
        _ => false,
    }
}

fn scalar_forms(api: &Api, spot: &Spot, scalar: &Scalar) -> Vec<Form> {
    let empty = || form(json!(""), unset(api, spot, false));
    match scalar {
        Scalar::Id(name) => {
            let id = api.ids.iter().find(|id| id.rust == *name).unwrap();
            let digits = ["16367000000073071", "9223372036854775807", "1"];
            let forms = digits.iter().flat_map(|digits| {
                let number: Value = serde_json::from_str(digits).unwrap();
                let written = match id.wire {
                    IdWire::String => json!(digits),
                    IdWire::Integer => number.clone(),
                };
                [json!(digits), number].map(|read| form(read, Written::As(written.clone())))
            });
            forms.collect()
        }
        Scalar::Boolean => {
            let forms = [true, false].into_iter().flat_map(|flag| {
                [json!(flag), json!(flag.to_string())]
                    .map(|read| form(read, Written::As(json!(flag))))
            });
            forms.chain([empty()]).collect()
        }
        Scalar::Unsigned => numbers(&["0", "12", "18446744073709551615"], empty()),
        Scalar::Integer => numbers(&["0", "12", "-3", "9007199254740993"], empty()),
        Scalar::Number | Scalar::Decimal => numbers(&["0.5", "1234.25"], empty()),
        Scalar::Timestamp | Scalar::Date => {
            let times = [
                "2016-06-05",
                "2016-06-05T02:30:08-0700",
                "2023-12-12T14:32:50+05:30",
            ];
            times.map(|time| same(json!(time))).into()
        }
        // Telephone numbers and the like are documented as numbers, and sent as one or the other.
        _ => vec![
            same(json!("")),
            same(json!("ü \"\\ \n")),
            form(json!(9500881944_u64), Written::As(json!("9500881944"))),
        ],
    }
}

/// Numbers as such and as text, and the unset one.
fn numbers(digits: &[&str], empty: Form) -> Vec<Form> {
    let forms = digits.iter().flat_map(|digits| {
        let number: Value = serde_json::from_str(digits).unwrap();
        [number.clone(), json!(digits)].map(|read| form(read, Written::As(number.clone())))
    });
    forms.chain([empty]).collect()
}

fn list_forms(spot: &Spot) -> Vec<Form> {
    let twice = [
        spot.value.as_array().unwrap().clone(),
        spot.value.as_array().unwrap().clone(),
    ];
    let empty = [json!([]), json!({}), json!("")];
    let mut forms: Vec<Form> = empty.map(|read| form(read, Written::As(json!([])))).into();
    forms.push(same(Value::Array(twice.concat())));
    forms
}

fn named_forms(api: &Api, spot: &Spot, path: &TypePath) -> Vec<Form> {
    match &api.type_def(path).unwrap().shape {
        Shape::Enum(values) => {
            let mut forms = Vec::new();
            for value in &values.values {
                let text = json!(value.wire);
                match values.base {
                    EnumBase::String => forms.push(same(text)),
                    EnumBase::Integer => {
                        let number: Value = serde_json::from_str(&value.wire).unwrap();
                        forms.push(same(number.clone()));
                        forms.push(form(text, Written::As(number)));
                    }
                }
            }
            // Values that nobody documented are written as they came.
            forms.extend([json!("on leave"), json!(77), json!("77"), json!(true)].map(same));
            forms
        }
        Shape::Struct(_) => {
            let mut forms: Vec<Form> = [json!([]), json!("")]
                .map(|read| form(read, unset(api, spot, false)))
                .into();
            let written = if blank(api, path) {
                Written::As(json!({}))
            } else {
                unset(api, spot, false)
            };
            forms.push(form(json!({}), written));
            let mut grown = spot.value.clone();
            grown["nobody_documented_this"] = json!({ "a": [1, { "b": null }] });
            forms.push(same(grown));
            forms
        }
        Shape::Union(_) => Vec::new(),
    }
}
