//! x03xx: references, schemas and types.

super::codes! {
    /// A reference or the name of a definition leads nowhere.
    REFERENCE = "E0301": "\
        A reference names a place of the document, or a file beside it and a place of that. No file \
        outside the spec's folder and nothing on a network is read. Where all references of a \
        vendor's file begin with a place that the file lacks, `schema_refs` says what it means; \
        where one is wrong, a correction puts it right.";
    /// References lead back to themselves, through nothing but references.
    REFERENCE_CIRCLE = "E0302": "\
        A type may contain itself through an object's members, a list or a map. Through references \
        or alternatives alone it would hold nothing.";
    /// A definition of a schema is named where there is no schema.
    NO_SCHEMA = "E0303": "\
        `#name` is a definition of the module's JSON Schema, and the module names none. Say \
        `schema = \"…\"`, or declare the type under `[types]` and name it without `#`.";
    /// A correction does not find what it corrects, or changes nothing.
    CORRECTION = "E0304": "\
        A correction says what it expects to find, so that it is noticed when a newer file of the \
        vendor's no longer needs it. Remove it then, or bring `old` up to date. Corrections whose \
        places one change of the file took away are told together.";
    /// A schema expands to more than a bound.
    WORK_LIMIT = "E0305": "\
        What a schema means is worked out within a budget of steps, never of time, so that the same \
        input gives the same answer everywhere. Only schemas that double at each level, or that are \
        far larger than any API, take more. Corrections that add or remove members of large tables \
        count too. The budget is `Limits::steps`.";
    /// Types nest too deeply without a name between.
    DEPTH_LIMIT = "E0306": "\
        Lists in lists and objects in objects may nest so deep as no one could use. Give a type in \
        between a definition of its own. The bound is that of the stack, and no setting.";
    /// A type that is neither declared nor built in.
    UNKNOWN_TYPE = "E0307": "\
        The name of a type is looked for in the module's `[types]`, then in the product's. Types of \
        other modules are not visible: what several modules use belongs into `product.toml`.";
    /// Identifiers that the product does not declare.
    UNKNOWN_ID = "E0308": "\
        `id<Name>` needs `[ids.Name]` in `product.toml`: it becomes the type `NameId`, which no other \
        identifier can be taken for.";
    /// A type that does not say what it is, or says it twice.
    TYPE_KIND = "E0309": "\
        A type has `members` (an object), `values` (an enum), `one_of` (a union) or `is` (another \
        name for a type): exactly one of them. `additional` or `closed` may stand beside `members`.";
    /// A type that is another name for itself, or borrows from itself.
    ALIAS_CIRCLE = "E0310": "\
        `is` and `like` must come to an end at a type that says what it holds.";
    /// A member without a type.
    MEMBER_TYPE = "E0311": "\
        A member has a `type`, unless the type says `like` and the lender has a member of this name.";
    /// A member that its type has twice.
    REPEATED_MEMBER = "E0312": "\
        An object has each member once. Two members that differ only in case are two.";
    /// A value of an enum that is not of its type, or is there twice.
    ENUM_VALUE = "E0313": "\
        The values of an enum are strings, or whole numbers where the type says \
        `base = \"integer\"`; each is listed once.";
    /// An overlay for a place that the schema lacks, or one that says something in vain.
    OVERLAY = "E0315": "\
        An overlay adds to a place of the vendor's schema. Where the place is gone, or cannot hold \
        what the overlay says, the overlay would do nothing, silently.";
    /// A trait that is to be derived and that a type cannot have.
    DERIVE = "E0318": "\
        Every model derives what `derive` asks for, so every type that a member has must have the \
        trait. An `f64` is neither `Eq` nor `Hash` nor `Ord`; the runtime's types, and what no \
        document lists, have no order.";
    /// A keyword of a schema whose value is of a kind that it does not take.
    MALFORMED = "W0310": "\
        What JSON Schema gives no meaning is passed over: a type that is none of its seven, \
        `required` on a member in place of a list of names on the object, and the like. The author \
        meant something: say it by a correction.";
    /// A keyword in a correction whose value is of a kind that it does not take.
    MALFORMED_CORRECTION = "E0319": "\
        What a correction writes is JSON Schema, and the keyword takes no such value: it would be \
        passed over, and the correction do less than it says. In a vendor's file it is the warning \
        W0310.";
    /// Bytes where only JSON or text can stand.
    BINARY = "E0316": "\
        `binary` is a whole body, a whole answer, or a part of a body of several parts. JSON has no \
        bytes: services send them as text, so write `string`.";
    /// A default, example or enum value of a spec that contradicts its type.
    VALUE_TYPE = "E0317": "\
        What a spec says of a value and the value that it shows cannot both be right. In what people \
        write by hand this is an error; in a vendor's file it is the warning W0304.";
    /// A base of references that the document lacks; another was taken.
    ASSUMED_BASE = "W0301": "\
        The references of the file begin with a place that it lacks (`#/components/schemas/`), and \
        it has one table of definitions: that was taken. Say it in `schema_refs`, so that nobody has \
        to guess.";
    /// A schema that no type of Rust says; any JSON is taken.
    NO_TYPE = "W0302": "\
        The value can be read and sent as JSON, without a type. Where the documents say more, a \
        correction or an overlay can give it one.";
    /// An overlay for a place that no operation uses.
    UNUSED_OVERLAY = "W0303": "\
        The place is there, but no operation leads to it, so the overlay does nothing.";
    /// A default, example or enum value of a vendor's file that contradicts its type.
    VENDOR_VALUE = "W0304": "\
        The vendor's schema gives a value that is not of the type beside it: one of the two is \
        wrong. Find out which (the vendor's page, a real answer), and put it right by a correction.";
    /// A required member that the object does not have.
    REQUIRED_MEMBER = "W0305": "\
        `required` names a member that `properties` lacks, so nobody can give it. Mostly the name is \
        misspelt, or a member was renamed; a correction puts it right.";
    /// A type, definition, identifier or way of paging that nothing uses.
    UNUSED = "W0306": "\
        Nothing is made of it. In a spec it is left over, or an operation was meant to name it; in a \
        vendor's schema it may be a hint at something that the documents leave out.";
    /// A read-only member that a body requires.
    READ_ONLY_REQUIRED = "W0307": "\
        What is only ever received leaves requests, so the requirement cannot be met. Either the \
        member can be sent, or it is not required.";
    /// A keyword of a schema that adds nothing to the types.
    KEYWORD = "W0308": "\
        The keyword narrows what values are valid in a way that no type says. Values are read and \
        sent all the same; what the keyword forbids is not found out before the service says so.";
    /// Keywords beside a reference, in a draft that gives them no meaning.
    REFERENCE_SIBLINGS = "W0312": "\
        Up to draft 7, a reference stands alone: what is beside it does not count. Authors who write \
        members or a list of required ones there mean them all the same, so they are read. To the \
        letter (`Generator::to_the_letter`) they are not.";
    /// The schema and the spec disagree about a type.
    DISAGREEMENT = "W0309": "\
        The vendor's schema says one type, the doc spec another, which counts. Correct the schema \
        where it is wrong, or allow the warning with the reason why the spec knows better.";
}
