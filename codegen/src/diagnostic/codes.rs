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

/// A reference or the name of a definition leads nowhere.
pub const REFERENCE: &str = "E0301";
/// References lead back to themselves, through nothing but references.
pub const REFERENCE_CIRCLE: &str = "E0302";
/// A definition of a schema is named where there is no schema.
pub const NO_SCHEMA: &str = "E0303";
/// A correction does not find what it corrects, or changes nothing.
pub const CORRECTION: &str = "E0304";
/// A schema expands to more than a bound.
pub const WORK_LIMIT: &str = "E0305";
/// Types nest too deeply without a name between.
pub const DEPTH_LIMIT: &str = "E0306";
/// A type that is neither declared nor built in.
pub const UNKNOWN_TYPE: &str = "E0307";
/// Identifiers that the product does not declare.
pub const UNKNOWN_ID: &str = "E0308";
/// A type that does not say what it is, or says it twice.
pub const TYPE_KIND: &str = "E0309";
/// A type that is another name for itself, or borrows from itself.
pub const ALIAS_CIRCLE: &str = "E0310";
/// A member without a type.
pub const MEMBER_TYPE: &str = "E0311";
/// A member that its type has twice.
pub const REPEATED_MEMBER: &str = "E0312";
/// A value of an enum that is not of its type, or is there twice.
pub const ENUM_VALUE: &str = "E0313";
/// An overlay for a place that the schema lacks, or one that says something in vain.
pub const OVERLAY: &str = "E0315";
/// Bytes where only JSON or text can stand.
pub const BINARY: &str = "E0316";
/// A base of references that the document lacks; another was taken.
pub const ASSUMED_BASE: &str = "W0301";
/// A schema that no type of Rust says; any JSON is taken.
pub const NO_TYPE: &str = "W0302";
/// An overlay for a place that no operation uses.
pub const UNUSED_OVERLAY: &str = "W0303";

/// A folder or file whose name cannot be that of a Rust module.
pub const MODULE_NAME: &str = "E0401";
/// An entry of `names.lock` that is no name.
pub const LOCK_ENTRY: &str = "E0402";
/// Two names that become one in Rust, where both must stay.
pub const NAME_COLLISION: &str = "E0403";
/// A name that a spec gives and something else has; another was made of it.
pub const NAME_TAKEN: &str = "W0401";

/// A method and path that are none.
pub const HTTP_LINE: &str = "E0501";
/// The path and its parameters do not fit.
pub const PATH_PARAMETER: &str = "E0502";
/// A parameter that cannot be written as text.
pub const PARAMETER_TYPE: &str = "E0503";
/// The same method and path twice.
pub const DUPLICATE_OPERATION: &str = "E0504";
/// An error that the product does not document.
pub const ERROR_CODE: &str = "E0505";
/// A payload that the answer does not have.
pub const PAYLOAD: &str = "E0506";
/// A way of paging that does not fit.
pub const PAGING: &str = "E0507";
/// A parameter that its operation has twice.
pub const DUPLICATE_PARAMETER: &str = "E0508";
/// What a product says of itself does not fit.
pub const PRODUCT: &str = "E0509";
/// What a request carries is said twice, or does not fit together.
pub const BODY: &str = "E0510";
/// Answers or failures, by status, that do not fit together.
pub const ANSWERS: &str = "E0511";
/// A body where HTTP gives it no meaning.
pub const UNUSUAL_BODY: &str = "W0501";

/// An example of a success whose status no answer has.
pub const EXAMPLE_STATUS: &str = "W0601";

/// A file that cannot be read.
pub const FILE: &str = "E0701";
