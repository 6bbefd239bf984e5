//! x01xx: reading TOML and JSON.

super::codes! {
    /// The text is not TOML.
    TOML_SYNTAX = "E0101": "\
        Specs are TOML 1.0. The place is where the text stops being TOML: often a quote or bracket \
        that is not closed in the line before, or a value without quotes.";
    /// The text is not JSON.
    JSON_SYNTAX = "E0102": "\
        Schemas and examples are JSON as RFC 8259 has it: no comments, no commas behind the last \
        item, no `NaN`. Placeholders of a web page such as `{...}` are no JSON either; leave them \
        out of example files.";
    /// A merge has left a conflict in the text.
    CONFLICT = "E0108": "\
        Git could not put two changes of the file together, and wrote both sides of each conflict \
        between lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`. Of the rest of the file, \
        and of the side that comes first, what is wrong is told as well.";
    /// A TOML key or table is there twice.
    DUPLICATE_KEY = "E0103": "\
        TOML gives a key one value. Both places are shown: remove one, or put what belongs to one \
        table under one header.";
    /// Values are nested too deeply.
    TOO_DEEP = "E0104": "\
        JSON may nest 128 levels deep, TOML 48. No description of an API needs as many: the text was \
        made by a program that went in circles, or to do harm.";
    /// A file is too large, or holds too many values.
    TOO_LARGE = "E0105": "\
        There are bounds on the bytes and the values of a file, so that a text from a stranger \
        cannot take all memory. Split the file, keep only what the operations need, or raise the \
        bound that the help names. Names of members that are as long as texts make every place inside \
        of them long: those of a JSON Schema together have a bound, too.";
    /// A number that JSON or a double cannot hold.
    NUMBER_RANGE = "E0106": "\
        A number such as `1e999`, `inf` or `nan` is none that can be sent or read as JSON. Write it \
        as a string where the service does.";
    /// A file, or all files together, have more errors than are shown.
    MORE_ERRORS = "E0107": "\
        The first errors are shown; the others are likely to have the same cause. Put those right \
        and run again. How many errors of a run are shown is `Limits::diagnostics`.";
    /// A member of a JSON object is there twice.
    DUPLICATE_MEMBER = "W0101": "\
        JSON leaves open which of two members of one name counts; readers differ. The first is \
        used. Remove one of them, or ask the vendor which is meant.";
}
