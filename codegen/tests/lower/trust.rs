//! Examples that contradict their types.

use crate::support::{defs, types_of};

#[test]
fn the_field_takes_both() {
    let text = defs(
        r#"
        "widget": {"type": "object", "properties": {
            "id": {"type": "string", "example": 7},
            "size": {"type": "integer", "example": 2.5},
            "count": {"type": "integer", "example": "12"},
            "flag": {"type": "boolean", "example": 1},
            "word": {"type": "number", "example": "many"},
            "extra": {"type": "object", "example": "none"},
            "open": {"type": "boolean", "example": ""},
            "nothing": {"type": "integer", "example": null},
            "maybe": {"type": ["boolean", "null"], "example": [1]}}}
        "#,
    );
    assert_eq!(
        types_of(&text),
        "\
Widget { id: string, size: decimal, count: integer, flag: Flag, word: Word, extra: Extra, \
open: boolean, nothing: integer, maybe: Maybe? }
Flag = Boolean(boolean) | Integer(integer)
Word = Number(number) | String(string)
Extra = Map({any}) | String(string)
Maybe = Boolean(boolean) | AnyList([any])
"
    );
}
