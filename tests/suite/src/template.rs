// The beginning of the program that reads instances; modules and `probe` are put behind it.
#![allow(dead_code, unused_imports)]

use clientwright_runtime::__private::v1::Field;
use clientwright_runtime::testing::differences;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

enum Answer {
    Unknown,
    Refused,
    Read { noticed: bool, written: Written },
}

enum Written {
    Same,
    /// Members of objects are missing.
    Fewer,
    Other,
}

/// Whether two values are the same JSON: 1.0 is 1. `fewer` says whether objects on the left may lack
/// members.
fn same(left: &Value, right: &Value, fewer: bool) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            left == right || left.as_f64() == right.as_f64()
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right, fewer))
        }
        (Value::Object(left), Value::Object(right)) => {
            (fewer || left.len() == right.len())
                && left
                    .iter()
                    .all(|(name, left)| right.get(name).is_some_and(|right| same(left, right, fewer)))
        }
        (left, right) => left == right,
    }
}

/// What reading and writing make of a text.
fn judge<T: DeserializeOwned + Serialize>(text: &str, noticed: impl Fn() -> bool) -> Answer {
    let Ok(read) = serde_json::from_str::<T>(text) else {
        return Answer::Refused;
    };
    let written = serde_json::to_value(&read).unwrap_or_default();
    let before: Value = serde_json::from_str(text).unwrap_or_default();
    Answer::Read {
        noticed: noticed(),
        written: if same(&written, &before, false) {
            Written::Same
        } else if same(&written, &before, true) {
            Written::Fewer
        } else {
            Written::Other
        },
    }
}

fn main() {
    let file = std::env::args().nth(1).unwrap_or_default();
    let lines = std::fs::read_to_string(file).unwrap_or_default();
    for line in lines.lines() {
        let (number, text) = line.split_once(' ').unwrap_or_default();
        let answer = probe(number.parse().unwrap_or(usize::MAX), text);
        println!(
            "{}",
            match answer {
                Answer::Unknown => "unknown",
                Answer::Refused => "refused",
                Answer::Read { noticed: true, written: Written::Same } => "noticed same",
                Answer::Read { noticed: true, written: Written::Fewer } => "noticed fewer",
                Answer::Read { noticed: true, written: Written::Other } => "noticed other",
                Answer::Read { noticed: false, written: Written::Same } => "taken same",
                Answer::Read { noticed: false, written: Written::Fewer } => "taken fewer",
                Answer::Read { noticed: false, written: Written::Other } => "taken other",
            }
        );
    }
}
