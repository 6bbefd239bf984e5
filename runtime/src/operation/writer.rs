//! Turns an operation's parameters and body into the parts of a request.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Parameter;
use super::body::{Part, WrittenBody};
use crate::http::{File, Upload};
use crate::value::{AsSerialize, Field};

/// All but RFC 3986's unreserved characters.
pub(crate) const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Why a request cannot be made of an operation. Nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RequestError(String);

impl RequestError {
    pub(crate) fn new(problem: impl Into<String>) -> Self {
        Self(problem.into())
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for RequestError {}

/// Takes an operation's parameters and body.
/// An operation gets one in [`Operation::write`](crate::Operation::write):
///
/// ```
#[doc = include_str!("../doc/acme.md")]
/// use clientwright_runtime::RequestWriter;
/// # use clientwright_runtime::{Answer, AnswerError, Method, Operation, OperationInfo};
/// # struct FindParts;
/// # impl Operation for FindParts {
/// #     type Output = ();
/// #     const INFO: &'static OperationInfo = &OperationInfo {
/// #         product: &acme::INFO, name: "parts.find", method: Method::Get,
/// #         path: "/widgets/{name}/parts", scopes: &[], repeatable: true, errors: &[],
/// #     };
/// #     fn write(&self, request: &mut RequestWriter) { write(request) }
/// #     fn read(answer: Answer<'_>) -> Result<(), AnswerError> { answer.empty() }
/// # }
///
/// fn write(request: &mut RequestWriter) {
///     request.path("name", &"cog/2");
///     request.query("colour", &vec!["red".to_owned(), "blue".to_owned()]);
///     request.query_each("size", &vec![3, 4]);
///     request.query("made_by", &None::<String>);
///     request.header("X-Shop", &"north");
/// }
///
/// # let client = acme::client();
/// # let request = client.call(FindParts).request()?;
/// # assert_eq!(request.headers.get("X-Shop"), Some("north"));
/// assert_eq!(
///     request.url,
///     "https://us.acme.example/v1/widgets/cog%2F2/parts?colour=red,blue&size=3&size=4"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct RequestWriter {
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    body: WrittenBody,
    /// The first thing that went wrong.
    error: Option<RequestError>,
}

/// What was written: the path and query, the headers in order, the body with its content type.
pub(crate) struct Written {
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Option<(String, Upload)>,
}

impl RequestWriter {
    pub(crate) fn new(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            query: String::new(),
            headers: Vec::new(),
            body: WrittenBody::default(),
            error: None,
        }
    }

    fn fail(&mut self, problem: String) {
        self.error.get_or_insert(RequestError(problem));
    }

    /// Puts a value into its place in the path. No value changes the path around it; an empty one,
    /// or one of dots alone, is an error.
    pub fn path(&mut self, name: &str, value: &impl Parameter) {
        let text = joined(value).unwrap_or_default();
        if text.bytes().all(|byte| byte == b'.') {
            let what = if text.is_empty() {
                "empty"
            } else {
                "dots alone"
            };
            self.fail(format!(
                "the path parameter `{name}` is {what}: give it a value"
            ));
            return;
        }
        let place = format!("{{{name}}}");
        if !self.path.contains(&place) {
            self.fail(format!("the path has no place for the parameter `{name}`"));
            return;
        }
        // A value that was put in before holds no brace: encoding takes them away.
        let encoded = utf8_percent_encode(&text, RESERVED).to_string();
        self.path = self.path.replace(&place, &encoded);
    }

    /// Adds a value to the query, in the order of calls. One that is left out adds nothing; the items
    /// of a list are joined by commas.
    pub fn query(&mut self, name: &str, value: &impl Parameter) {
        let mut joined: Option<String> = None;
        value.texts(&mut |text| {
            let joined = match &mut joined {
                Some(joined) => {
                    joined.push(',');
                    joined
                }
                None => joined.insert(String::new()),
            };
            joined.extend(utf8_percent_encode(text, RESERVED));
        });
        if let Some(text) = joined {
            self.pair(name, &text);
        }
    }

    /// Adds a value to the query, the items of a list one by one under the same name.
    pub fn query_each(&mut self, name: &str, value: &impl Parameter) {
        value.texts(&mut |text| {
            let text = utf8_percent_encode(text, RESERVED).to_string();
            self.pair(name, &text);
        });
    }

    fn pair(&mut self, name: &str, encoded: &str) {
        self.query
            .push(if self.query.is_empty() { '?' } else { '&' });
        self.query.extend(utf8_percent_encode(name, RESERVED));
        self.query.push('=');
        self.query.push_str(encoded);
    }

    /// Adds a header. A value that is left out adds nothing; one with control characters is an error.
    pub fn header(&mut self, name: &str, value: &impl Parameter) {
        if let Some(text) = joined(value) {
            self.headers.push((name.to_owned(), text));
        }
    }

    /// Sets the JSON body. One that is left out sets nothing.
    pub fn json(&mut self, body: &impl Field) {
        if !body.is_present() {
            return;
        }
        match serde_json::to_vec(&AsSerialize(body)) {
            Ok(bytes) => self.body.json = Some(bytes),
            Err(error) => self.fail(format!("the body cannot be written as JSON: {error}")),
        }
    }

    /// Makes the body a form, also where no field follows.
    pub fn begin_form(&mut self) {
        self.body.form.get_or_insert_default();
    }

    /// Adds a field to the form that is the body, the items of a list one by one under the same name.
    /// A value that is left out adds nothing.
    pub fn form(&mut self, name: &str, value: &impl Parameter) {
        value.texts(&mut |text| self.body.field(name, text));
    }

    /// Adds a field to the form that is the body, the items of a list joined by commas.
    pub fn form_joined(&mut self, name: &str, value: &impl Parameter) {
        if let Some(text) = joined(value) {
            self.body.field(name, &text);
        }
    }

    /// Makes the body one of parts (`multipart/form-data`), also where no part follows.
    pub fn begin_parts(&mut self) {
        self.body.parts.get_or_insert_default();
    }

    /// Adds a part of text, the items of a list one by one under the same name. A value that is left
    /// out adds nothing.
    pub fn part(&mut self, name: &str, value: &impl Parameter) {
        let parts = self.body.parts.get_or_insert_default();
        value.texts(&mut |text| parts.push(Part::text(name, text)));
    }

    /// Adds a part of text, the items of a list joined by commas.
    pub fn part_joined(&mut self, name: &str, value: &impl Parameter) {
        if let Some(text) = joined(value) {
            let parts = self.body.parts.get_or_insert_default();
            parts.push(Part::text(name, &text));
        }
    }

    /// Adds a file as a part, or several one by one under the same name. One that is left out adds
    /// nothing.
    pub fn file(&mut self, name: &str, file: &impl File) {
        let parts = self.body.parts.get_or_insert_default();
        file.uploads(&mut |upload| parts.push(Part::file(name, upload)));
    }

    /// Sets the bytes of the body, of this type unless they say what they are. Ones that are left out
    /// set nothing.
    pub fn binary(&mut self, content_type: &str, file: &impl File) {
        file.uploads(&mut |upload| {
            self.body.binary = Some((content_type.to_owned(), upload.clone()));
        });
    }

    pub(crate) fn finish(self) -> Result<Written, RequestError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        if let Some(at) = self.path.find('{') {
            let rest = &self.path[at..];
            let name = rest
                .split('}')
                .next()
                .unwrap_or(rest)
                .trim_start_matches('{');
            return Err(RequestError(format!(
                "the path parameter `{name}` has no value"
            )));
        }
        let target = self.path + &self.query;
        Ok(Written {
            target,
            headers: self.headers,
            body: self.body.finish()?,
        })
    }
}

/// The texts of a value, joined by commas; `None` where it is left out.
fn joined(value: &impl Parameter) -> Option<String> {
    let mut joined: Option<String> = None;
    value.texts(&mut |text| match &mut joined {
        Some(joined) => {
            joined.push(',');
            joined.push_str(text);
        }
        None => joined = Some(text.to_owned()),
    });
    joined
}
