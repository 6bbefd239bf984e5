//! Which members are boxed, and that it stays so.

use clientwright::ir::{Api, Shape, Type};
use clientwright::names::NamesLock;
use clientwright::source::Sources;

use crate::support::{defs, schema, schema_with, types};

/// A definition of so many texts.
fn texts(name: &str, count: usize) -> String {
    let members: Vec<String> = (0..count)
        .map(|at| format!("\"s{at}\": {{\"type\": \"string\"}}"))
        .collect();
    format!(
        "\"{name}\": {{\"type\": \"object\", \"properties\": {{{}}}}}",
        members.join(", ")
    )
}

/// A holder of one, several and many values of a type of so many texts.
fn holder(count: usize) -> String {
    defs(&format!(
        r##""holder": {{"type": "object", "properties": {{
            "one": {{"$ref": "#/$defs/part"}},
            "pair": {{"type": "array", "prefixItems": [{{"$ref": "#/$defs/part"}}, {{"type": "string"}}], "minItems": 2, "items": false}},
            "list": {{"type": "array", "items": {{"$ref": "#/$defs/part"}}}},
            "map": {{"type": "object", "additionalProperties": {{"$ref": "#/$defs/part"}}}}
        }}}},
        "either": {{"oneOf": [{{"$ref": "#/$defs/part"}}, {{"type": "string"}}]}},
        {}"##,
        texts("part", count)
    ))
}

/// The types that hold others, a line each.
fn holders(api: &Api) -> String {
    let lines = types(api);
    let lines = lines.lines().filter(|line| !line.starts_with("Part "));
    lines.map(|line| format!("{line}\n")).collect()
}

const BY_VALUE: &str = "\
Holder { one: Part, pair: (Part, string), list: [Part], map: {Part} }
Either = Part(Part) | String(string)
";

const BOXED: &str = "\
Holder { one: Box<Part>, pair: (Box<Part>, string), list: [Part], map: {Part} }
Either = Part(Box<Part>) | String(string)
";

const ALL_BOXED: &str = "\
Holder { one: Box<Part>, pair: (Box<Part>, string), list: [Box<Part>], map: {Box<Part>} }
Either = Part(Box<Part>) | String(string)
";

#[test]
fn large_values_are_boxed_where_they_are_held() {
    for (count, expected) in [(10, BY_VALUE), (30, BOXED), (200, ALL_BOXED)] {
        let (lowered, found) = schema(&holder(count));
        assert_eq!(found, [""; 0]);
        assert_eq!(holders(&lowered.api), expected, "{count}");
    }
}

#[test]
fn a_type_that_grows_changes_no_type_that_is_in_use() {
    let before = schema(&holder(10)).0.lock;
    let grown = schema_with(&holder(30), &before).0;
    assert_eq!(holders(&grown.api), BY_VALUE);
    // Not without bounds.
    let large = schema_with(&holder(60), &grown.lock).0;
    assert_eq!(holders(&large.api), BOXED);
    let small = schema_with(&holder(10), &large.lock).0;
    assert_eq!(holders(&small.api), BOXED);
}

#[test]
fn what_is_remembered_makes_the_same_types_again() {
    for count in [10, 30, 200] {
        let first = schema(&holder(count)).0;
        let text = first.lock.to_text();
        let mut sources = Sources::default();
        let file = sources.add("names.lock", text.as_str());
        let mut found = Vec::new();
        let lock = NamesLock::read(&sources, file, &mut found);
        assert_eq!((found, &lock), (Vec::new(), &first.lock));
        let second = schema_with(&holder(count), &lock).0;
        assert_eq!(second.api, first.api, "{count}");
        assert_eq!(second.lock, first.lock, "{count}");
    }
}

#[test]
fn a_circle_stays_boxed_where_it_was() {
    let left =
        r##""left": {"type": "object", "properties": {"right": {"$ref": "#/$defs/right"}}}"##;
    let right =
        r##""right": {"type": "object", "properties": {"left": {"$ref": "#/$defs/left"}}}"##;
    let first = schema(&defs(&format!("{left}, {right}"))).0;
    assert_eq!(
        types(&first.api),
        "Left { right: Right }\nRight { left: Box<Left> }\n"
    );
    let again = schema_with(&defs(&format!("{right}, {left}")), &first.lock).0;
    assert_eq!(
        types(&again.api),
        "Right { left: Box<Left> }\nLeft { right: Right }\n"
    );
}

/// Of members that only together are too large, the largest are boxed.
#[test]
fn a_type_is_within_its_bound_with_all_its_members() {
    let parts: Vec<String> = (0..12)
        .map(|at| texts(&format!("part{at}"), 10 + at))
        .collect();
    let members: Vec<String> = (0..12)
        .map(|at| format!("\"m{at}\": {{\"$ref\": \"#/$defs/part{at}\"}}"))
        .collect();
    let text = defs(&format!(
        "\"all\": {{\"type\": \"object\", \"properties\": {{{}}}}}, {}",
        members.join(", "),
        parts.join(", ")
    ));
    let (lowered, _) = schema(&text);
    let Shape::Struct(all) = &lowered.api.types[0].shape else {
        panic!("an object");
    };
    let boxed = |ty: &Type| matches!(ty, Type::Named { boxed: true, .. });
    let boxed: Vec<&str> = all
        .members
        .iter()
        .filter(|member| boxed(&member.ty))
        .map(|member| member.wire.as_str())
        .collect();
    // Twelve members of 264 to 528 bytes, with the map of those that no document mentions.
    assert_eq!(boxed, ["m10", "m11"]);
}

/// Objects that require two of the next kind each, fourteen kinds long: the blank value of the tenth
/// is as large as one may be.
#[test]
fn members_without_which_no_value_is_small_are_optional() {
    let level = |at: usize| {
        format!(
            r##""l{at}": {{"type": "object", "required": ["a", "b"], "properties": {{
                "a": {{"$ref": "#/$defs/l{}"}}, "b": {{"$ref": "#/$defs/l{}"}}}}}}"##,
            at + 1,
            at + 1
        )
    };
    let levels: Vec<String> = (0..14).map(level).collect();
    let text = defs(&format!("{}, {}", levels.join(", "), texts("l14", 1)));
    let (lowered, found) = schema(&text);
    assert_eq!(found, [""; 0]);
    let optional = lowered.api.types.iter().filter(|def| match &def.shape {
        Shape::Struct(object) => object
            .members
            .iter()
            .any(|member| member.wire != "s0" && !is_promised(member)),
        _ => false,
    });
    let names: Vec<&str> = optional.map(|def| def.path.name()).collect();
    assert_eq!(names, ["L0", "L1", "L2", "L3", "L4"]);
}

fn is_promised(member: &clientwright::ir::Member) -> bool {
    member.presence == clientwright::ir::Presence::Always
}
