//! The body of a request, as an operation writes it.

use std::hash::{BuildHasher, Hasher, RandomState};

use percent_encoding::{AsciiSet, utf8_percent_encode};

use super::{RESERVED, RequestError};
use crate::http::{Joined, Upload};

/// What cannot stand between the quotes of a part's name, as the HTML standard's forms encode it.
const QUOTED: &AsciiSet = &AsciiSet::EMPTY.add(b'"').add(b'\r').add(b'\n');

/// A body: an operation writes one kind of it.
#[derive(Default)]
pub(super) struct WrittenBody {
    pub(super) json: Option<Vec<u8>>,
    /// Fields, of which there need not be any.
    pub(super) form: Option<String>,
    /// Parts, of which there need not be any.
    pub(super) parts: Option<Vec<Part>>,
    pub(super) binary: Option<(String, Upload)>,
}

/// A part of a `multipart/form-data` body.
pub(super) struct Part {
    name: String,
    file: bool,
    content: Upload,
}

impl Part {
    pub(super) fn text(name: &str, text: &str) -> Self {
        Self {
            name: name.to_owned(),
            file: false,
            content: text.into(),
        }
    }

    pub(super) fn file(name: &str, content: &Upload) -> Self {
        Self {
            name: name.to_owned(),
            file: true,
            content: content.clone(),
        }
    }

    /// What stands before the content.
    fn head(&self) -> Result<String, RequestError> {
        let quoted = |text: &str| utf8_percent_encode(text, QUOTED).to_string();
        let mut head = format!(
            "Content-Disposition: form-data; name=\"{}\"",
            quoted(&self.name)
        );
        if self.file {
            let name = self.content.named().unwrap_or("file");
            let kind = self.content.kind().unwrap_or(BYTES);
            if kind.chars().any(char::is_control) {
                return Err(RequestError::new(format!(
                    "the content type of the part `{}` has control characters",
                    self.name
                )));
            }
            head.push_str(&format!(
                "; filename=\"{}\"\r\nContent-Type: {kind}",
                quoted(name)
            ));
        }
        Ok(head)
    }
}

/// The type of bytes that nobody says more about.
const BYTES: &str = "application/octet-stream";

impl WrittenBody {
    /// Adds a field to a form.
    pub(super) fn field(&mut self, name: &str, text: &str) {
        let form = self.form.get_or_insert_default();
        if !form.is_empty() {
            form.push('&');
        }
        form.extend(utf8_percent_encode(name, RESERVED));
        form.push('=');
        form.extend(utf8_percent_encode(text, RESERVED));
    }

    /// The content type and the bytes.
    pub(super) fn finish(self) -> Result<Option<(String, Upload)>, RequestError> {
        if let Some(bytes) = self.json {
            return Ok(Some(("application/json".to_owned(), bytes.into())));
        }
        if let Some(form) = self.form {
            let kind = "application/x-www-form-urlencoded".to_owned();
            return Ok(Some((kind, form.into())));
        }
        if let Some(parts) = self.parts {
            return joined(parts).map(Some);
        }
        Ok(self
            .binary
            .map(|(kind, upload)| (upload.kind().map_or(kind, str::to_owned), upload)))
    }
}

/// Parts as one body, and its content type.
fn joined(parts: Vec<Part>) -> Result<(String, Upload), RequestError> {
    let boundary = boundary();
    let mut body = Joined::new();
    for part in parts {
        let head = part.head()?;
        body.push(format!("--{boundary}\r\n{head}\r\n\r\n").into());
        body.push(part.content);
        body.push("\r\n".into());
    }
    body.push(format!("--{boundary}--\r\n").into());
    let kind = format!("multipart/form-data; boundary={boundary}");
    Ok((kind, body.finish()))
}

/// What stands between parts and in none of them: 128 bits of chance. The standard library's hash
/// keys are random enough for this, and need no crate.
fn boundary() -> String {
    let chance = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", chance(), chance())
}
