//! An API built by hand, which has one of everything.

use clientwright::ir::*;

pub(crate) fn member(wire: &str, ty: Type) -> Member {
    Member {
        wire: wire.into(),
        rust: wire.into(),
        ty,
        presence: Presence::Optional,
        nullable: false,
        clear: None,
        deprecated: false,
        doc: format!("The {wire} of it.").into(),
        default: None,
        example: None,
        constraints: Constraints::default(),
        extensions: Extensions::new(),
        place: Place::default(),
    }
}

pub(crate) fn always(wire: &str, ty: Type) -> Member {
    Member {
        presence: Presence::Always,
        ..member(wire, ty)
    }
}

pub(crate) fn string() -> Type {
    Type::Scalar(Scalar::String)
}

pub(crate) fn named(path: &str) -> Type {
    Type::named(TypePath(path.into()))
}

pub(crate) fn boxed(path: &str) -> Type {
    Type::Named {
        path: TypePath(path.into()),
        boxed: true,
    }
}

pub(crate) fn list(item: Type) -> Type {
    Type::List(Box::new(item))
}

pub(crate) fn map(value: Type) -> Type {
    Type::Map(Box::new(value))
}

pub(crate) fn def(path: &str, role: Role, shape: Shape) -> TypeDef {
    let path = TypePath(path.into());
    TypeDef {
        implied: false,
        pointer: format!("parts.toml#types.{}", path.name()).into(),
        merged: Vec::new(),
        role,
        doc: format!("A {} of the workshop.", path.name()).into(),
        path,
        shape,
        extensions: Extensions::new(),
        place: Place::default(),
    }
}

pub(crate) fn object(path: &str, role: Role, members: Vec<Member>) -> TypeDef {
    let additional = Additional::default();
    def(
        path,
        role,
        Shape::Struct(Struct {
            members,
            additional,
            excluded: Vec::new(),
        }),
    )
}

pub(crate) fn value(wire: &str, rust: &str, doc: &str) -> EnumValue {
    EnumValue {
        wire: wire.into(),
        rust: rust.into(),
        doc: doc.into(),
        place: Place::default(),
    }
}

pub(crate) fn parameter(
    place_in: ParameterPlace,
    wire: &str,
    ty: Type,
    required: bool,
) -> Parameter {
    Parameter {
        place_in,
        wire: wire.into(),
        rust: wire.into(),
        list: matches!(ty, Type::List(_)).then_some(ListStyle::Comma),
        ty,
        required,
        doc: format!("The {wire} of the call.").into(),
        default: None,
        example: None,
        place: Place::default(),
    }
}

pub(crate) fn operation(
    id: &str,
    rust: &str,
    method: Method,
    path: &str,
    payload: Payload,
) -> Operation {
    Operation {
        id: id.into(),
        function: id.into(),
        rust: rust.into(),
        pointer: format!("parts.toml#operations.{id}").into(),
        summary: format!("Does {id}").into(),
        doc: SmolStr::default(),
        source: format!("https://docs.acme.example/parts#{id}").into(),
        method,
        path: path.into(),
        segments: Vec::new(),
        parameters: Vec::new(),
        body: None,
        payload,
        statuses: Vec::new(),
        failures: None,
        scopes: Scopes {
            any_of: vec!["parts.ALL".into()],
        },
        errors: Vec::new(),
        repeatable: method.is_idempotent(),
        paging: None,
        examples: Vec::new(),
        place: Place::default(),
    }
}

pub(crate) fn product(name: &str) -> Product {
    Product {
        name: name.into(),
        title: "Acme Widgets".into(),
        doc: "Widgets and the parts they are made of.".into(),
        source: "https://docs.acme.example/".into(),
        servers: vec![
            Server {
                name: "north".into(),
                title: "North".into(),
                api: "https://api.acme.example/v1".into(),
                accounts: Some("https://accounts.acme.example".into()),
            },
            Server {
                name: "south".into(),
                title: "South".into(),
                api: "https://south.acme.example/v1".into(),
                accounts: None,
            },
        ],
        auth: Auth::Token {
            header: "Authorization".into(),
            scheme: "Bearer".into(),
            token_path: Some("/token".into()),
            token_limit: Some(TokenLimit {
                tokens: 10,
                seconds: 600,
            }),
        },
        organization: Some(Organization {
            place_in: OrganizationPlace::Query,
            name: "shop".into(),
            doc: "The shop.".into(),
        }),
        headers: vec![FixedHeader {
            name: "Accept".into(),
            value: "application/json".into(),
        }],
        envelope: Envelope {
            code: Some("code".into()),
            success: Some("0".into()),
            message: Some("message".into()),
        },
        error_body: ErrorBody {
            code: Some("error.code".into()),
            message: Some("error.title".into()),
            detail: None,
        },
        errors: vec![
            ErrorCode {
                code: "404001".into(),
                status: Some(404),
                meaning: "part not found".into(),
                doc: "It was never there, or somebody removed it.".into(),
                place: Place::default(),
            },
            ErrorCode {
                code: "7".into(),
                status: None,
                meaning: "out of stock".into(),
                doc: "".into(),
                place: Place::default(),
            },
        ],
        limits: Limits {
            per_minute: Some(100),
            concurrent: None,
        },
        place: Place::default(),
    }
}

fn ids() -> Vec<IdType> {
    let id = |name: &str, rust: &str, wire, doc: &str| IdType {
        name: name.into(),
        rust: rust.into(),
        wire,
        doc: doc.into(),
        place: Place::default(),
    };
    vec![
        id("Part", "PartId", IdWire::String, "Identifies a part."),
        id("Shelf", "ShelfId", IdWire::Integer, ""),
    ]
}

/// Struct members of every type and presence.
fn part() -> TypeDef {
    let scalar = |scalar| Type::Scalar(scalar);
    let mut members = vec![
        always("part_id", scalar(Scalar::Id("PartId".into()))),
        Member {
            rust: "is_sold_out".into(),
            ..member("isSoldOut", scalar(Scalar::Boolean))
        },
        member("type", named("parts::PartKind")),
        member("count", scalar(Scalar::Integer)),
        member("weight", scalar(Scalar::Number)),
        member("price", scalar(Scalar::Decimal)),
        member("made", scalar(Scalar::Timestamp)),
        member("day", scalar(Scalar::Date)),
        member("page", scalar(Scalar::Url)),
        member("maker_email", scalar(Scalar::Email)),
        member("maker_phone", scalar(Scalar::Phone)),
        member("lock_code", scalar(Scalar::Secret)),
        member("level", named("parts::Level")),
        member("tags", list(string())),
        member("sizes", map(list(scalar(Scalar::Number)))),
        member("extra", Type::Any),
        member("labels", map(Type::Any)),
        member("gaps", list(Type::Nullable(Box::new(string())))),
        member("inside", boxed("parts::Part")),
        member("owner", named("parts::Owner")),
        member("shelf", named("Shelf")),
    ];
    members.push(Member {
        nullable: true,
        ..member("cursor", string())
    });
    members.push(Member {
        nullable: true,
        ..always("parent", named("Shelf"))
    });
    members.push(Member {
        doc: SmolStr::default(),
        deprecated: true,
        default: Some(Literal::Bool(true)),
        constraints: Constraints {
            notes: vec!["at most 100 characters".into()],
        },
        ..member("old", string())
    });
    object("parts::Part", Role::Response, members)
}

fn request() -> TypeDef {
    let mut members = vec![
        always("name", string()),
        always("kind", named("parts::PartKind")),
        member("tags", list(string())),
        member("move", string()),
        member("is_new", Type::Scalar(Scalar::Boolean)),
    ];
    members[0].example = Some(Literal::String("Bolt".into()));
    members.push(Member {
        nullable: true,
        ..member("note", string())
    });
    members.push(Member {
        nullable: true,
        ..always("shelf", Type::Scalar(Scalar::Id("ShelfId".into())))
    });
    let mut request = object("parts::CreatePartRequest", Role::Request, members);
    if let Shape::Struct(shape) = &mut request.shape {
        shape.additional = Additional::Documented(string());
    }
    request
}

fn update() -> TypeDef {
    let clear = |wire: &str, clear| Member {
        clear: Some(clear),
        nullable: clear == Clear::Null,
        ..member(wire, string())
    };
    let members = vec![
        member("name", string()),
        clear("note", Clear::Null),
        clear("colour", Clear::EmptyString),
        Member {
            ty: list(string()),
            ..clear("tags", Clear::EmptyList)
        },
    ];
    object("parts::UpdatePartRequest", Role::Update, members)
}

fn enums() -> Vec<TypeDef> {
    let kind = Enum {
        base: EnumBase::String,
        values: vec![
            value("raw", "Raw", "Not worked on yet."),
            value("half done", "HalfDone", ""),
        ],
    };
    let level = Enum {
        base: EnumBase::Integer,
        values: vec![
            value("0", "Empty", "Nothing left."),
            value("-1", "Owed", ""),
        ],
    };
    vec![
        def("parts::PartKind", Role::Response, Shape::Enum(kind)),
        def("parts::Level", Role::Response, Shape::Enum(level)),
    ]
}

fn owner() -> TypeDef {
    let variant = |rust: &str, ty| Variant {
        rust: rust.into(),
        ty,
        tags: Vec::new(),
        doc: SmolStr::default(),
    };
    let variants = vec![
        variant("Shelf", named("Shelf")),
        variant("Id", Type::Scalar(Scalar::Id("ShelfId".into()))),
        variant("Names", list(string())),
    ];
    def(
        "parts::Owner",
        Role::Response,
        Shape::Union(Union {
            discriminator: None,
            variants,
        }),
    )
}

fn operations() -> Vec<Operation> {
    let integer = || Type::Scalar(Scalar::Integer);
    let part_id = || Type::Scalar(Scalar::Id("PartId".into()));
    let page = || Payload::Page {
        member: "parts".into(),
        item: named("parts::Part"),
        context_member: Some("page_context".into()),
        context: Some(named("PageContext")),
    };
    let mut list = operation("list", "ListParts", Method::Get, "/parts", page());
    list.doc = "Newest first.".into();
    list.parameters = vec![
        parameter(
            ParameterPlace::Query,
            "kind",
            named("parts::PartKind"),
            false,
        ),
        Parameter {
            default: Some(Literal::Number("1".into())),
            ..parameter(ParameterPlace::Query, "page", integer(), false)
        },
        Parameter {
            default: Some(Literal::Number("200".into())),
            example: Some(Literal::Number("50".into())),
            ..parameter(ParameterPlace::Query, "per_page", integer(), false)
        },
        Parameter {
            rust: "trace".into(),
            ..parameter(ParameterPlace::Header, "X-Trace", string(), false)
        },
    ];
    list.paging = Some(Paging {
        scheme: "pages".into(),
        kind: PagingKind::Number {
            page_field: "page".into(),
            more_field: Some("has_more_page".into()),
        },
        size_field: Some("per_page".into()),
        default_size: Some(200),
    });
    let mut search = operation(
        "search",
        "SearchParts",
        Method::Get,
        "/parts/search",
        page(),
    );
    search.parameters = vec![
        parameter(ParameterPlace::Query, "text", string(), true),
        parameter(ParameterPlace::Query, "cursor", string(), false),
    ];
    search.paging = Some(Paging {
        scheme: "cursors".into(),
        kind: PagingKind::Cursor {
            cursor_field: "cursor".into(),
            next_field: "next_cursor".into(),
            last_field: Some("is_last".into()),
        },
        size_field: None,
        default_size: None,
    });
    let path = |required| parameter(ParameterPlace::Path, "part_id", part_id(), required);
    let part = Payload::Member {
        member: "part".into(),
        ty: named("parts::Part"),
    };
    let mut get = operation(
        "get",
        "GetPart",
        Method::Get,
        "/parts/{part_id}",
        part.clone(),
    );
    get.parameters = vec![Parameter {
        example: Some(Literal::String("982000".into())),
        ..path(true)
    }];
    get.errors = vec!["404001".into(), "7".into()];
    let mut create = operation("create", "CreatePart", Method::Post, "/parts", part);
    create.body = Some(Body {
        kind: BodyKind::Json,
        ty: named("parts::CreatePartRequest"),
        required: true,
    });
    let whole = Payload::Whole {
        ty: named("parts::Part"),
    };
    let mut update = operation(
        "update",
        "UpdatePart",
        Method::Put,
        "/parts/{part_id}",
        whole,
    );
    update.parameters = vec![path(true)];
    update.body = Some(Body {
        kind: BodyKind::Json,
        ty: named("parts::UpdatePartRequest"),
        required: true,
    });
    update.examples = vec![Example {
        request: Some("examples/update.json".into()),
        response: None,
        status: 200,
        request_body: Some(Literal::Object(vec![(
            "colour".into(),
            Literal::String("red".into()),
        )])),
        response_body: None,
        place: Place::default(),
    }];
    let mut delete = operation(
        "delete",
        "DeletePart",
        Method::Delete,
        "/parts/{part_id}",
        Payload::Empty,
    );
    delete.parameters = vec![path(true)];
    delete.scopes.any_of = vec!["parts.DELETE".into(), "parts.ALL".into()];
    let mut next = operation(
        "next",
        "NextPart",
        Method::Post,
        "/parts/next",
        Payload::Empty,
    );
    next.body = Some(Body {
        kind: BodyKind::Json,
        ty: map(string()),
        required: false,
    });
    vec![list, search, get, create, update, delete, next]
}

/// The whole of it.
pub(crate) fn api() -> Api {
    let optional = |wire: &str, ty| member(wire, ty);
    let context = object(
        "PageContext",
        Role::Response,
        vec![
            optional("has_more_page", Type::Scalar(Scalar::Boolean)),
            Member {
                nullable: true,
                ..optional("next_cursor", string())
            },
            always("is_last", Type::Scalar(Scalar::Boolean)),
        ],
    );
    let shelf = object("Shelf", Role::Response, vec![always("name", string())]);
    let empty = object("parts::Nothing", Role::Response, Vec::new());
    let mut types = vec![context, shelf, part(), request(), update(), owner(), empty];
    types.extend(enums());
    Api {
        product: product("widgets"),
        ids: ids(),
        types,
        modules: vec![Module {
            name: "parts".into(),
            rust: "Parts".into(),
            title: "Parts".into(),
            doc: "What widgets are made of.".into(),
            source: "https://docs.acme.example/parts".into(),
            operations: operations(),
            place: Place::default(),
        }],
        root: None,
        inferred: Vec::new(),
    }
}
