//! The texts that keys of the format take.
//!
//! A form is written down once, as a pattern: the decoder holds values against it where no later
//! stage has a better message, and the JSON Schema of the format carries it for editors.

/// What a key takes that is no arbitrary text.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// What such a text is, for messages: `the name of one member`.
    pub what: &'static str,
    /// The pattern that the JSON Schema of the format has: a regular expression of ECMA-262.
    pub pattern: &'static str,
    /// Whether the pattern takes a text. `None` where a later stage reports what it does not take,
    /// and says more than the decoder could.
    pub accepts: Option<fn(&str) -> bool>,
    /// What to write instead.
    pub help: &'static str,
}

impl Form {
    /// A form that the decoder checks.
    const fn checked(
        what: &'static str,
        pattern: &'static str,
        accepts: fn(&str) -> bool,
        help: &'static str,
    ) -> Self {
        Self {
            what,
            pattern,
            accepts: Some(accepts),
            help,
        }
    }

    /// A form that a later stage checks.
    const fn checked_later(what: &'static str, pattern: &'static str) -> Self {
        Self {
            what,
            pattern,
            accepts: None,
            help: "",
        }
    }
}

/// The name of a member of the answer itself.
pub(super) const MEMBER: Form = Form::checked(
    "the name of one member of the answer",
    r"^[^.]+$",
    |text| !text.is_empty() && !text.contains('.'),
    "write the name of a member of the answer itself, without dots; a member that stands deeper \
     cannot be named here: leave the key out",
);

/// Member names with dots between.
pub(super) const MEMBER_PATH: Form = Form::checked(
    "member names with dots between",
    r"^[^.]+(\.[^.]+)*$",
    |text| text.split('.').all(|name| !name.is_empty()),
    "write the name of the member, with those of the members that it stands in before it: \
     `error.code`",
);

/// The name of a parameter of a query, a form or a part.
pub(super) const PARAMETER: Form = Form::checked(
    "the name of a parameter",
    r"[\s\S]",
    |text| !text.is_empty(),
    "write the name as the service knows it",
);

/// A text of which something is made, and which cannot be empty.
pub(super) const NOT_EMPTY: Form = Form::checked(
    "a text",
    r"[\s\S]",
    |text| !text.is_empty(),
    "write it, or take the key out",
);

/// A text that a Rust name is made of.
pub(super) const NAMEABLE: Form = Form::checked(
    "a text that a Rust name can be made of",
    r"[A-Za-z0-9]|[^\x00-\x7F]",
    |text| text.contains(|c: char| c.is_ascii_alphanumeric() || !c.is_ascii()),
    "write a word of letters and digits, or take the key out",
);

/// The name of a type of identifiers, which type expressions say.
pub(super) const ID_NAME: Form = Form::checked(
    "the name of a type of identifiers",
    r"^[A-Za-z_][A-Za-z0-9_]*$",
    |text| {
        text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    },
    "write a capital, then letters and digits: types say `id<Name>`",
);

/// What stands before a token.
pub(super) const SCHEME: Form = Form::checked(
    "the word that stands before the token",
    r"^([!-~]([ -~]*[!-~])?)?$",
    |text| {
        text.chars().all(|c| c.is_ascii_graphic() || c == ' ')
            && !text.starts_with(' ')
            && !text.ends_with(' ')
    },
    "write one line of ASCII; the space before the token is added",
);

/// The code of a warning.
pub(super) const WARNING_CODE: Form = Form::checked_later("the code of a warning", r"^W[0-9]{4}$");

/// The name of a type, which type expressions say.
pub(super) const TYPE_NAME: Form =
    Form::checked_later("the name of a type", r"^[A-Z_][A-Za-z0-9_]*$");

/// The name of a header.
pub(super) const HEADER: Form =
    Form::checked_later("the name of a header", r"^[A-Za-z0-9!#$%&'*+.^_`|~-]+$");

/// A method and a path.
pub(super) const HTTP_LINE: Form = Form::checked_later(
    "a method and a path",
    r"^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (?!\S*/:)(?!\S*/\.{1,2}(/|$))/([A-Za-z0-9/._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2}|\{[^\s{}+#./;?&=,!@|*:][^\s{}+#/;?&=,!@|*:]*\})*$",
);

/// A JSON pointer into a schema.
pub(super) const POINTER: Form = Form::checked_later("a JSON pointer", r"^(/([^~/]|~[01])*)*$");

/// The URL of a page.
pub(super) const PAGE_URL: Form =
    Form::checked_later("the URL of a page", r"^[A-Za-z][^ ]*://[^ ]+$");

/// The root of an API or of an accounts server.
pub(super) const ROOT_URL: Form = Form::checked_later(
    "the URL of a server",
    r"^https?://(?!/)[!$-;=A-\[\]-~]*[!$-.0-;=A-\[\]-~]$",
);

/// A path on the accounts server.
pub(super) const TOKEN_PATH: Form = Form::checked_later("a path", r"^/[!$-;=A-\[\]-z|~]*$");

/// A media type.
pub(super) const MEDIA_TYPE: Form = Form::checked_later(
    "a media type",
    r"^[A-Za-z0-9!#$%&'*+.^_`|~-]+/[A-Za-z0-9!#$%&'*+.^_`|~-]+ *(;[ -~]*)?$",
);
