//! Any IR at all: what typify is handed is of the subset that the generator names, and what comes
//! of it is Rust or an error.

use clientwright::emit::{EmitOptions, emit_api, emit_models};
use clientwright::ir::{
    Additional, Api, Auth, Constraints, Enum, EnumBase, EnumValue, Envelope, ErrorBody, Extensions,
    IdType, IdWire, Limits, Literal, Member, Module, Place, Presence, Product, Role, Scalar,
    Server, Shape, SmolStr, Struct, Type, TypeDef, TypePath, Union, Variant,
};

use crate::choices::Choices;
use crate::run::{Target, fuzz};
use crate::said::assert_rust;
use crate::words::{HARM, WORDS};

static BOUNDARY: Target = Target {
    name: "typify_boundary",
    inputs: 700,
    // The input is decisions.
    make: |choices| {
        let length = choices.pick(&[20, 100, 400, 2_000]);
        (0..length).map(|_| choices.below(256) as u8).collect()
    },
    property: |input| {
        let mut choices = Choices::of_bytes(input);
        let api = api(&mut choices);
        let options = EmitOptions {
            serde_derives: choices.one_in(4),
            ..EmitOptions::new("fuzz")
        };
        let models = emit_models(&api, &options).map(|file| vec![file]);
        for files in [models, emit_api(&api, &options)] {
            match files {
                Ok(files) => {
                    for file in files {
                        assert_rust(&file.text);
                    }
                }
                // An IR that no lowering makes may be at fault in itself: a box is missing, an
                // identifier is not there. What typify is handed may not.
                Err(error) => {
                    let message = &error.message;
                    let refused = message.contains("subset") || message.starts_with("typify");
                    assert!(!refused, "{error}\n{api:?}");
                }
            }
        }
    },
};

/// As many types as there are names.
const NAMES: [&str; 10] = [
    "A", "B", "C", "D", "User", "Vec", "Box", "String", "Option", "T0",
];

fn api(choices: &mut Choices<'_>) -> Api {
    let mut types = Vec::new();
    let count = 1 + choices.below(NAMES.len());
    for name in &NAMES[..count] {
        let path = TypePath(format!("parts::{name}").into());
        let shape = match choices.below(5) {
            0 => Shape::Enum(enumeration(choices)),
            1 => Shape::Union(Union {
                discriminator: choices.one_in(3).then(|| choices.pick(HARM).into()),
                variants: (0..=choices.below(4))
                    .map(|index| Variant {
                        rust: format!("V{index}").into(),
                        ty: ty(choices, count, 4),
                        tags: (0..choices.below(3))
                            .map(|_| choices.pick(HARM).into())
                            .collect(),
                        doc: choices.pick(HARM).into(),
                    })
                    .collect(),
            }),
            _ => Shape::Struct(Struct {
                members: (0..choices.below(6))
                    .map(|index| member(choices, index, count))
                    .collect(),
                additional: match choices.below(4) {
                    0 => Additional::Documented(ty(choices, count, 3)),
                    1 => Additional::Closed,
                    _ => Additional::Undocumented,
                },
                excluded: (0..choices.below(2))
                    .map(|_| choices.pick(HARM).into())
                    .collect(),
            }),
        };
        types.push(TypeDef {
            pointer: format!("parts.toml#types.{name}").into(),
            path,
            merged: Vec::new(),
            role: choices.pick(&[Role::Response, Role::Request, Role::Update]),
            doc: choices.pick(HARM).into(),
            shape,
            implied: choices.one_in(4),
            extensions: Extensions::from([(
                format!("x-{}", choices.pick(HARM)).into(),
                Literal::String(choices.pick(HARM).into()),
            )]),
            place: Place::default(),
        });
    }
    Api {
        product: product(),
        ids: vec![IdType {
            name: "Part".into(),
            rust: "PartId".into(),
            wire: choices.pick(&[IdWire::String, IdWire::Integer]),
            doc: SmolStr::default(),
            place: Place::default(),
        }],
        types,
        modules: vec![Module {
            name: "parts".into(),
            rust: "Parts".into(),
            title: "Parts".into(),
            doc: choices.pick(HARM).into(),
            source: choices.pick(HARM).into(),
            operations: Vec::new(),
            place: Place::default(),
        }],
        root: None,
        inferred: Vec::new(),
    }
}

fn member(choices: &mut Choices<'_>, index: usize, types: usize) -> Member {
    Member {
        wire: format!("{}{index}", choices.pick(WORDS)).into(),
        rust: format!("m{index}").into(),
        ty: ty(choices, types, 5),
        presence: choices.pick(&[Presence::Optional, Presence::Always]),
        nullable: choices.one_in(4),
        clear: None,
        deprecated: choices.one_in(8),
        doc: choices.pick(HARM).into(),
        default: None,
        example: None,
        constraints: Constraints {
            notes: vec![choices.pick(HARM).into()],
        },
        extensions: Extensions::new(),
        place: Place::default(),
    }
}

fn enumeration(choices: &mut Choices<'_>) -> Enum {
    let base = choices.pick(&[EnumBase::String, EnumBase::Integer]);
    let values = 0..=choices.below(4);
    let values = values.map(|index| EnumValue {
        wire: match base {
            EnumBase::String => format!("{}{index}", choices.pick(HARM)).into(),
            EnumBase::Integer => index.to_string().into(),
        },
        rust: format!("V{index}").into(),
        doc: choices.pick(HARM).into(),
        place: Place::default(),
    });
    Enum {
        base,
        values: values.collect(),
    }
}

/// A type; mostly what may stand there, at times what may not.
fn ty(choices: &mut Choices<'_>, types: usize, depth: usize) -> Type {
    let Some(depth) = depth.checked_sub(1) else {
        return Type::Any;
    };
    let inner = |choices: &mut Choices<'_>| Box::new(ty(choices, types, depth));
    match choices.below(15) {
        0..=2 => Type::Scalar(scalar(choices)),
        3..=6 => {
            let name = NAMES[choices.below(types)];
            Type::Named {
                path: TypePath(format!("parts::{name}").into()),
                boxed: choices.below(4) < 3,
            }
        }
        7 | 8 => Type::List(inner(choices)),
        9 | 10 => Type::Map(inner(choices)),
        11 => {
            let length = choices.pick(&[1, 2, 3, 12, 0, 13]);
            Type::Tuple((0..length).map(|_| ty(choices, types, depth)).collect())
        }
        12 => Type::Nullable(inner(choices)),
        13 => Type::implied(*inner(choices)),
        _ if choices.one_in(16) => {
            // Deeper than any document.
            let mut deep = Type::Any;
            for _ in 0..choices.pick(&[60, 63, 64, 65, 3_000]) {
                deep = Type::List(Box::new(deep));
            }
            deep
        }
        _ => Type::Any,
    }
}

fn scalar(choices: &mut Choices<'_>) -> Scalar {
    match choices.below(16) {
        13 => Scalar::Unsigned,
        0 => Scalar::Boolean,
        1 => Scalar::Integer,
        2 => Scalar::Number,
        3 => Scalar::Decimal,
        4 => Scalar::Id("PartId".into()),
        5 => Scalar::Timestamp,
        6 => Scalar::Date,
        7 => Scalar::Url,
        8 => Scalar::Email,
        9 => Scalar::Phone,
        10 => Scalar::Secret,
        11 if choices.one_in(8) => Scalar::Binary,
        12 if choices.one_in(8) => Scalar::Id("NoId".into()),
        _ => Scalar::String,
    }
}

fn product() -> Product {
    Product {
        name: "acme".into(),
        title: "Acme".into(),
        doc: SmolStr::default(),
        source: "https://acme.example/".into(),
        servers: vec![Server {
            name: "main".into(),
            title: "Main".into(),
            api: "https://api.acme.example".into(),
            accounts: None,
        }],
        auth: Auth::None,
        organization: None,
        headers: Vec::new(),
        envelope: Envelope::default(),
        error_body: ErrorBody::default(),
        errors: Vec::new(),
        limits: Limits::default(),
        place: Place::default(),
    }
}

#[test]
fn typify_boundary() {
    fuzz!(BOUNDARY);
}
