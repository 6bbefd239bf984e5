//! x02xx: decoding specs. x08xx: warnings that a spec allows.

super::codes! {
    /// A key that the table does not have.
    UNKNOWN_KEY = "E0201": "\
        The format has a fixed set of keys for each table, listed in `specs/README.md`; the note \
        lists those of this one. A key that is passed over would be a fact that is lost.";
    /// A key that the table must have is missing.
    MISSING_KEY = "E0202": "\
        Some keys a table cannot do without. The note says what belongs into the key.";
    /// A value is of another type than the key takes.
    WRONG_TYPE = "E0203": "\
        A key takes a string, a number, a boolean, an array or a table. The label says what was \
        found instead.";
    /// A whole number is out of the range that the key takes.
    INTEGER_RANGE = "E0204": "\
        The key takes a whole number without a sign, and only as large as what it stands for can \
        be.";
    /// A word that is none of those that the key takes.
    UNKNOWN_WORD = "E0205": "\
        Some keys take one of a few words, which the message lists.";
    /// A type expression that does not follow the grammar.
    TYPE_SYNTAX = "E0206": "\
        A type is a scalar (`string`, `integer`, `timestamp`, …), `id<Name>`, `list<…>`, `map<…>`, \
        `nullable<…>`, `any`, `binary`, the name of a type (which begins with a capital), or `#` and \
        a place of the module's schema. See *Types* in `specs/README.md`.";
    /// A text that is not of the form that its key takes.
    VALUE_FORM = "E0207": "\
        Some keys take a text of a certain form: the name of one member, a path of members, the name \
        of a parameter. What has another form would be sent or looked for as it is written, and never \
        found.";
    /// An `[[allow]]` that cannot be understood.
    ALLOW = "E0801": "\
        An `[[allow]]` names the code of a warning, a place, and the reason why the warning may \
        stand. Errors cannot be allowed. `at` is a file of the product's folder and, behind `#`, a \
        place in it: `widgets.toml#operations.list`, `widgets.schema.json#/definitions/size`.";
    /// An `[[inferred]]` that cannot be understood.
    INFERRED = "E0802": "\
        An `[[inferred]]` names places of its own file: keys with dots between, a row of a list by \
        its name or code. The documentation of what stands there says where the fact comes from, so \
        the place must be one that is documented: see *Facts that are inferred* in \
        `specs/README.md`.";
    /// An `[[allow]]` that allows nothing.
    UNUSED_ALLOW = "W0801": "\
        There is no warning of this code at this place, or the place itself is gone. Remove the \
        `[[allow]]`, or correct its place: else it would hide a warning that somebody should see \
        later.";
}
