//! x07xx: files and paths.

super::codes! {
    /// A file that cannot be read.
    FILE = "E0701": "\
        Files are named from the spec's folder, with `/` between the parts, and lie inside it, also \
        after links are followed. They are UTF-8, and called as every system lets files be called. So \
        many files, and so many bytes of all together, are read in a run (`Limits::files`, \
        `Limits::bytes`).";
    /// There was more to check, or to tell, than a bound allows.
    UNCHECKED = "W0701": "\
        Checks are done within a budget of steps, never of time, and so many findings are told. No \
        description of an API comes near either. What was left out may be wrong: shorten what is \
        there many times, or raise the bound (`Limits::check_steps`, `Limits::diagnostics`).";
}
