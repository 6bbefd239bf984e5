//! The grammar of types.

use clientwright::ir::Scalar;
use clientwright::source::{FileId, Span};
use clientwright::spec::{TypeExpr, TypeExprKind};

fn parse(text: &str) -> Result<TypeExpr, (String, u32, u32, Option<String>)> {
    // As it stands in a file that begins with the string.
    let span = Span::new(FileId(0), 0, text.len() + 2);
    let mut diagnostics = Vec::new();
    let parsed = TypeExpr::parse(text, span, &mut diagnostics);
    match (parsed, diagnostics.pop()) {
        (Some(parsed), None) => Ok(parsed),
        (None, Some(error)) => {
            assert!(diagnostics.is_empty() && error.code == "E0206");
            let span = error.span();
            // Offsets in the text.
            Err((error.message, span.start - 1, span.end - 1, error.help))
        }
        other => panic!("{text:?}: {other:?}"),
    }
}

fn kind(text: &str) -> TypeExprKind {
    parse(text).unwrap().kind
}

#[test]
fn every_form_is_read() {
    assert_eq!(kind("string"), TypeExprKind::Scalar(Scalar::String));
    assert_eq!(kind("boolean"), TypeExprKind::Scalar(Scalar::Boolean));
    assert_eq!(kind("integer"), TypeExprKind::Scalar(Scalar::Integer));
    assert_eq!(kind("number"), TypeExprKind::Scalar(Scalar::Number));
    assert_eq!(kind("decimal"), TypeExprKind::Scalar(Scalar::Decimal));
    assert_eq!(kind("timestamp"), TypeExprKind::Scalar(Scalar::Timestamp));
    assert_eq!(kind("date"), TypeExprKind::Scalar(Scalar::Date));
    assert_eq!(kind("url"), TypeExprKind::Scalar(Scalar::Url));
    assert_eq!(kind("email"), TypeExprKind::Scalar(Scalar::Email));
    assert_eq!(kind("phone"), TypeExprKind::Scalar(Scalar::Phone));
    assert_eq!(kind("secret"), TypeExprKind::Scalar(Scalar::Secret));
    assert_eq!(kind("any"), TypeExprKind::Any);
    assert_eq!(kind(" id < User > "), TypeExprKind::Id("User".to_owned()));
    assert_eq!(
        kind("PageContext"),
        TypeExprKind::Name("PageContext".to_owned())
    );
    // A name may be what people elsewhere call something else.
    assert_eq!(kind("Object"), TypeExprKind::Name("Object".to_owned()));
    assert_eq!(
        kind("#get-a-user"),
        TypeExprKind::Schema("get-a-user".to_owned())
    );
    assert_eq!(
        kind("#/definitions/a b"),
        TypeExprKind::Schema("/definitions/a b".to_owned())
    );
    let TypeExprKind::List(map) = kind("list<map<nullable<#user>>>") else {
        panic!();
    };
    let TypeExprKind::Map(nullable) = map.kind else {
        panic!();
    };
    let TypeExprKind::Nullable(user) = nullable.kind else {
        panic!();
    };
    assert_eq!(user.kind, TypeExprKind::Schema("user".to_owned()));
    assert_eq!((user.span.start, user.span.end), (19, 24));
    assert_eq!((nullable.span.start, nullable.span.end), (10, 25));
}

#[test]
fn mistakes_are_told_at_their_character() {
    let cases: &[(&str, &str, u32, u32, Option<&str>)] = &[
        ("", "expected a type", 0, 0, None),
        ("  ", "expected a type", 2, 2, None),
        // A name, though there is none such.
        ("String", "", 0, 0, None),
        ("list<Strng>", "", 0, 0, None),
        (
            "list<strng>",
            "unknown type `strng`",
            5,
            10,
            Some("write `string`"),
        ),
        ("user", "unknown type `user`", 0, 4, None),
        ("long", "unknown type `long`", 0, 4, Some("write `integer`")),
        (
            "Vec<User>",
            "unknown type `Vec`",
            0,
            3,
            Some("write `list`"),
        ),
        (
            "List<User>",
            "unknown type `List`",
            0,
            4,
            Some("write `list`"),
        ),
        (
            "User<Role>",
            "expected the end of the type",
            4,
            10,
            Some("only `id`, `list`, `map` and `nullable` take brackets"),
        ),
        (
            "list",
            "`list` needs a type in brackets",
            0,
            4,
            Some("write `list<…>`"),
        ),
        (
            "id",
            "`id` needs a name in brackets",
            0,
            2,
            Some("write `id<…>`"),
        ),
        ("list<User", "expected `>` to close `list<`", 9, 9, None),
        ("list<User]", "expected `>` to close `list<`", 9, 10, None),
        ("list<>", "expected a type", 5, 6, None),
        (
            "list<User>>",
            "expected the end of the type",
            10,
            11,
            Some("take the `>` out"),
        ),
        (
            "User[]",
            "expected the end of the type",
            4,
            6,
            Some("write `list<…>` or `nullable<…>`"),
        ),
        ("string | null", "expected the end of the type", 7, 13, None),
        ("é", "expected a type", 0, 2, None),
        ("2D", "the name of a type begins with a letter", 0, 2, None),
        (
            "#",
            "expected a definition or a JSON pointer after `#`",
            1,
            1,
            None,
        ),
        (
            "list<#>",
            "expected a definition or a JSON pointer after `#`",
            6,
            7,
            None,
        ),
        ("id<list<User>>", "expected `>` to close `id<`", 7, 8, None),
    ];
    for (text, message, start, end, help) in cases {
        match parse(text) {
            Ok(_) => assert_eq!(*message, "", "{text:?}"),
            Err(error) => assert_eq!(
                error,
                ((*message).to_owned(), *start, *end, help.map(str::to_owned)),
                "{text:?}"
            ),
        }
    }
}

#[test]
fn depth_is_bounded() {
    let nested = |depth: usize| format!("{}any{}", "list<".repeat(depth), ">".repeat(depth));
    assert!(parse(&nested(16)).is_ok());
    let (message, start, end, _) = parse(&nested(1_000_000)).unwrap_err();
    assert_eq!(message, "more than 16 brackets inside each other");
    assert_eq!((start, end), (84, 85));
}

#[test]
fn a_literal_with_escapes_is_marked_whole() {
    // `"list<\u0055ser"`: what character stands where is not known.
    let span = Span::new(FileId(0), 10, 26);
    let mut diagnostics = Vec::new();
    TypeExpr::parse("list<User", span, &mut diagnostics);
    assert_eq!(diagnostics[0].span(), span);
}
