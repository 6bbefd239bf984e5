//! Turns an operation's parameters and body into the parts of a request.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Parameter;
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
pub struct RequestWriter {
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
    /// The first thing that went wrong.
    error: Option<RequestError>,
}

/// What was written: the path and query, the headers in order, the JSON body.
pub(crate) struct Written {
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Option<Vec<u8>>,
}

impl RequestWriter {
    pub(crate) fn new(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            query: String::new(),
            headers: Vec::new(),
            body: None,
            error: None,
        }
    }

    fn fail(&mut self, problem: String) {
        self.error.get_or_insert(RequestError(problem));
    }

    /// Puts a value into its place in the path. No value changes the path around it; an empty one,
    /// or one of dots alone, is an error.
    pub fn path(&mut self, name: &str, value: &impl Parameter) {
        let mut texts = Vec::new();
        value.texts(&mut |text| texts.push(text.to_owned()));
        let text = texts.join(",");
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
            self.query
                .push(if self.query.is_empty() { '?' } else { '&' });
            self.query.extend(utf8_percent_encode(name, RESERVED));
            self.query.push('=');
            self.query.push_str(&text);
        }
    }

    /// Adds a header. A value that is left out adds nothing; one with control characters is an error.
    pub fn header(&mut self, name: &str, value: &impl Parameter) {
        let mut texts = Vec::new();
        value.texts(&mut |text| texts.push(text.to_owned()));
        if !texts.is_empty() {
            self.headers.push((name.to_owned(), texts.join(",")));
        }
    }

    /// Sets the JSON body. One that is left out sets nothing.
    pub fn json(&mut self, body: &impl Field) {
        if !body.is_present() {
            return;
        }
        match serde_json::to_vec(&AsSerialize(body)) {
            Ok(bytes) => self.body = Some(bytes),
            Err(error) => self.fail(format!("the body cannot be written as JSON: {error}")),
        }
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
            body: self.body,
        })
    }
}
