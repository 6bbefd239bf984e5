//! x07xx: files and paths.

super::codes! {
    /// A file that cannot be read.
    FILE = "E0701": "\
        Files are named from the spec's folder, with `/` between the parts, and lie inside it, also \
        after links are followed. They are UTF-8, and called as every system lets files be called. So \
        many files, and so many bytes of all together, are read in a run (`Limits::files`, \
        `Limits::bytes`).";
    /// A file of specs that is not read because of how it is called.
    MISNAMED_FILE = "E0702": "\
        A product is a folder with a `product.toml`; its modules are the other files whose names end \
        with `.toml`, and `names.lock` lies beside them, all in small letters. What is called \
        otherwise is not read: a product or module whose file is misnamed would be taken for one \
        that is gone, and its code would be removed.";
    /// There was more to check, or to tell, than a bound allows.
    UNCHECKED = "W0701": "\
        Checks are done within a budget of steps, never of time, and so many findings are told. No \
        description of an API comes near either. What was left out may be wrong: shorten what is \
        there many times, or raise the bound (`Limits::check_steps`, `Limits::diagnostics`).";
}
