//! x04xx: names.

super::codes! {
    /// A folder or file whose name cannot be that of a Rust module.
    MODULE_NAME = "E0401": "\
        The folder of a product and the file of a module become Rust modules: lower case, digits and \
        underscores, no keyword, and none of the names that every generated crate has already.";
    /// An entry of `names.lock` that is no name.
    LOCK_ENTRY = "E0402": "\
        `names.lock` is written by the generator, and maps pointers to Rust names. Restore it from \
        version control; without the file all names are chosen anew.";
    /// Two names that become one in Rust, where both must stay.
    NAME_COLLISION = "E0403": "\
        Functions and types of identifiers are named by the spec's own keys, and two of these are \
        the same in Rust's spelling. Rename one.";
    /// A name of a type that a spec cannot use.
    TYPE_NAME = "E0404": "\
        Types are named in type expressions: their names begin with a capital and have letters, \
        digits and underscores. The words for what is built in (`string`, `list`, …) are no names, \
        in capitals neither: two types that differ only so would be mistaken for each other.";
    /// A name that a spec gives and that is another in Rust.
    NAME_TAKEN = "W0401": "\
        The name that the spec asks for belongs to another type or operation already, or to \
        generated code (`Error`, `Page`, `Client`, …), so a longer one was made; or it is not \
        spelt as Rust spells names. Users see the name of the message: give that one, or another.";
    /// A name in `names.lock` that nothing has any more.
    STALE_NAME = "W0402": "\
        What the entry names is gone or was renamed. The entry stays until you decide, so that the \
        name is not lost. If the place was renamed in the document, the file has an entry for the \
        new place, with another name: give it the name of the old entry, and remove that. If it is \
        gone, `clientwright lock --prune` (here `cargo xtask lock --prune`) removes the entry. \
        Nothing is said where the place moved and the Rust name did not change.";
    /// A type that several objects shared has become several.
    TYPE_SPLIT = "W0404": "\
        Inline objects of equal structure share a Rust type. Two that shared one differ now, so one \
        of them has a type of its own, with another name. That breaks whoever uses the type. If a \
        newer document is to blame, a correction can make them equal again; else accept the new \
        name.";
    /// Two names of one object that become one in Rust; another was made of the second.
    NAMES_MEET = "W0403": "\
        Names of members, values and parameters are put into Rust's spelling, and two of these are \
        one then. The second got a suffix, which users have to know. Give it a name of its own by \
        `rust` (of a value: `name`).";
}
