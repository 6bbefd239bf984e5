//! x07xx: files and paths.

super::codes! {
    /// A file that cannot be read.
    FILE = "E0701": "\
        Files are named from the spec's folder, with `/` between the parts, and lie inside it, also \
        after links are followed. They are UTF-8.";
}
