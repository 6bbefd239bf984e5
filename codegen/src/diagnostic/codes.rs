//! The codes of diagnostics. A code keeps its meaning for ever; one that is given up is not used
//! again.
//!
//! | range | what |
//! |-------|------|
//! | x01xx | reading TOML and JSON |
//! | x02xx | decoding specs |
//! | x03xx | references and schemas |
//! | x04xx | names |
//! | x05xx | operations |
//! | x06xx | examples |
//! | x07xx | files and paths |
//!
//! `E` is an error, `W` a warning.

/// The text is not TOML.
pub const TOML_SYNTAX: &str = "E0101";
/// The text is not JSON.
pub const JSON_SYNTAX: &str = "E0102";
/// A TOML key or table is there twice.
pub const DUPLICATE_KEY: &str = "E0103";
/// Values are nested too deeply.
pub const TOO_DEEP: &str = "E0104";
/// A file is too large, or holds too many values.
pub const TOO_LARGE: &str = "E0105";
/// A number that JSON or a double cannot hold.
pub const NUMBER_RANGE: &str = "E0106";
/// A file has more errors than are shown.
pub const MORE_ERRORS: &str = "E0107";
/// A member of a JSON object is there twice.
pub const DUPLICATE_MEMBER: &str = "W0101";

/// A key that the table does not have.
pub const UNKNOWN_KEY: &str = "E0201";
/// A key that the table must have is missing.
pub const MISSING_KEY: &str = "E0202";
/// A value is of another type than the key takes.
pub const WRONG_TYPE: &str = "E0203";
/// A whole number is out of the range that the key takes.
pub const INTEGER_RANGE: &str = "E0204";
/// A word that is none of those that the key takes.
pub const UNKNOWN_WORD: &str = "E0205";
/// A type expression that does not follow the grammar.
pub const TYPE_SYNTAX: &str = "E0206";
