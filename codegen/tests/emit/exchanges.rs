//! Operations whose bodies and answers are more than one JSON value.

use super::hostile::DOCS;
use super::sample::{api, list, named, operation, parameter, string};
use clientwright::ir::*;

fn case(rust: &str, statuses: &[u16], payload: Payload, doc: &str) -> AnswerCase {
    AnswerCase {
        rust: rust.into(),
        statuses: statuses.to_vec(),
        payload,
        doc: doc.into(),
        place: Place::default(),
    }
}

fn failure(rust: Option<&str>, statuses: &[u16], ty: Type, doc: &str) -> FailureCase {
    FailureCase {
        rust: rust.map(SmolStr::from),
        statuses: statuses.to_vec(),
        ty,
        doc: doc.into(),
        place: Place::default(),
    }
}

fn binary() -> Type {
    Type::Scalar(Scalar::Binary)
}

fn by_status(rust: &str, cases: Vec<AnswerCase>) -> Payload {
    Payload::ByStatus {
        rust: rust.into(),
        cases,
    }
}

/// An answer of every kind, and errors of two types.
fn make() -> Operation {
    let part = Payload::Member {
        member: "part".into(),
        ty: named("parts::Part"),
    };
    let whole = Payload::Whole {
        ty: named("parts::Owner"),
    };
    let cases = vec![
        case("Ok", &[200, 201], part, "It is there."),
        case("Accepted", &[202], whole, DOCS[0]),
        case("NoContent", &[204], Payload::Empty, ""),
        case("Drawing", &[206], Payload::Stream, DOCS[9]),
    ];
    let payload = by_status("MakePartAnswer", cases);
    let mut make = operation("make", "MakePart", Method::Post, "/parts/make", payload);
    make.body = Some(Body {
        kind: BodyKind::Binary {
            content_type: "model/step".into(),
        },
        ty: binary(),
        required: true,
    });
    make.errors = vec!["7".into()];
    make.failures = Some(Failures {
        rust: Some("MakePartFailure".into()),
        cases: vec![
            failure(
                Some("Conflict"),
                &[409],
                named("Shelf"),
                "It is in the way.",
            ),
            failure(Some("Refused"), &[400, 422], list(string()), DOCS[17]),
        ],
    });
    make
}

fn stamp() -> Operation {
    let cases = vec![
        case("Ok", &[200], Payload::Empty, "Done."),
        case(
            "Accepted",
            &[202],
            Payload::Whole { ty: string() },
            "Not yet.",
        ),
    ];
    let payload = by_status("StampPartAnswer", cases);
    let mut stamp = operation("stamp", "StampPart", Method::Put, "/stamp", payload);
    let repeat = |place_in, wire: &str| Parameter {
        list: Some(ListStyle::Repeat),
        ..parameter(place_in, wire, list(string()), false)
    };
    stamp.parameters = vec![
        repeat(ParameterPlace::Query, "on"),
        parameter(ParameterPlace::Query, "off", list(string()), false),
        repeat(ParameterPlace::Form, "words"),
        parameter(ParameterPlace::Form, "marks", list(string()), false),
        parameter(ParameterPlace::Form, "colour", string(), false),
    ];
    stamp.failures = Some(Failures {
        rust: None,
        cases: vec![failure(None, &[409, 423], Type::Any, "It is locked.")],
    });
    stamp
}

fn draw() -> Operation {
    let mut draw = operation("draw", "DrawPart", Method::Post, "/draw", Payload::Stream);
    let repeat = |wire: &str, ty| Parameter {
        list: Some(ListStyle::Repeat),
        ..parameter(ParameterPlace::Part, wire, ty, false)
    };
    draw.parameters = vec![
        parameter(ParameterPlace::Part, "sketch", binary(), true),
        parameter(ParameterPlace::Part, "photo", binary(), false),
        repeat("more", list(binary())),
        repeat("tags", list(string())),
        parameter(ParameterPlace::Part, "sizes", list(string()), false),
    ];
    draw.statuses = vec![200, 206];
    draw
}

/// The sample with no other operations than these.
pub(crate) fn exchanges() -> Api {
    let mut api = api();
    api.modules[0].operations = vec![make(), stamp(), draw()];
    api
}
