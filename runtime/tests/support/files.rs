//! Operations that send and answer bytes, of the client in `acme`.

use clientwright_runtime::__private::v1;
use clientwright_runtime::{Download, Upload};

use super::acme::INFO;

/// Describes an operation.
const fn info(name: &'static str, method: v1::Method, path: &'static str) -> v1::OperationInfo {
    v1::OperationInfo {
        product: &INFO,
        name,
        method,
        path,
        scopes: &[],
        repeatable: true,
        errors: &[],
    }
}

/// `POST /files`: several parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SendParts {
    /// Text.
    pub title: Option<String>,
    /// Text, one part each.
    pub tags: Option<Vec<String>>,
    /// Text, in one part.
    pub sizes: Option<Vec<i64>>,
    /// Files.
    pub files: Vec<Upload>,
}

impl v1::Operation for SendParts {
    type Output = ();
    const INFO: &'static v1::OperationInfo = &info("files.send", v1::Method::Post, "/files");

    fn write(&self, request: &mut v1::RequestWriter) {
        request.begin_parts();
        request.part("title", &self.title);
        request.part("tag", &self.tags);
        request.part_joined("sizes", &self.sizes);
        request.file("file", &self.files);
    }

    fn read(answer: v1::Answer<'_>) -> Result<(), v1::AnswerError> {
        answer.empty()
    }
}

/// `POST /search`: a form, and a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SendForm {
    /// In the query, one by one.
    pub kinds: Option<Vec<String>>,
    /// In the form.
    pub text: Option<String>,
    /// In the form, one by one.
    pub colours: Option<Vec<String>>,
    /// In the form, joined.
    pub sizes: Option<Vec<i64>>,
}

impl v1::Operation for SendForm {
    type Output = ();
    const INFO: &'static v1::OperationInfo = &info("files.search", v1::Method::Post, "/search");

    fn write(&self, request: &mut v1::RequestWriter) {
        request.query_each("kind", &self.kinds);
        request.begin_form();
        request.form("text", &self.text);
        request.form("colour", &self.colours);
        request.form_joined("sizes", &self.sizes);
    }

    fn read(answer: v1::Answer<'_>) -> Result<(), v1::AnswerError> {
        answer.empty()
    }
}

/// `PUT /photo`: bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct SendPhoto {
    /// The body.
    pub body: Option<Upload>,
}

impl v1::Operation for SendPhoto {
    type Output = ();
    const INFO: &'static v1::OperationInfo = &info("files.photo", v1::Method::Put, "/photo");

    fn write(&self, request: &mut v1::RequestWriter) {
        request.binary("image/png", &self.body);
    }

    fn read(answer: v1::Answer<'_>) -> Result<(), v1::AnswerError> {
        answer.empty()
    }
}

/// `GET /report`: bytes, or a job that makes them, or nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct GetReport;

/// What `GetReport` answers.
#[derive(Debug)]
#[non_exhaustive]
pub enum GetReportAnswer {
    /// `200`
    Ready(Download),
    /// `202`
    Begun(String),
    /// `204`
    Nothing,
}

impl v1::Operation for GetReport {
    type Output = GetReportAnswer;
    const INFO: &'static v1::OperationInfo = &info("files.report", v1::Method::Get, "/report");

    fn streams(status: u16) -> bool {
        matches!(status, 200)
    }

    fn read(answer: v1::Answer<'_>) -> Result<GetReportAnswer, v1::AnswerError> {
        match answer.status() {
            200 => answer.download().map(GetReportAnswer::Ready),
            202 => answer.member("job").map(GetReportAnswer::Begun),
            204 => answer.empty().map(|()| GetReportAnswer::Nothing),
            _ => Err(answer.undocumented()),
        }
    }
}
