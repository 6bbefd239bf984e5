// A product without envelope codes: the payload in `data`, failures in `error`, pages by cursor, the
// organization in a header.

use super::Call;
use clientwright_runtime::__private::v1;
use clientwright_runtime::Page;

v1::assert_version!(1);

/// A client of Globex Events.
#[derive(Clone, Debug)]
pub struct Client {
    core: clientwright_runtime::Client,
}

impl Client {
    /// Starts a client.
    pub fn builder() -> clientwright_runtime::ClientBuilder<Self> {
        clientwright_runtime::ClientBuilder::new()
    }

    /// Lists events.
    pub fn list(&self) -> Call<ListEvents> {
        Call::new(&self.core, ListEvents::default())
    }

    /// Sends any operation of this product.
    pub fn call<Op: v1::Operation>(&self, operation: Op) -> Call<Op> {
        Call::new(&self.core, operation)
    }
}

impl v1::Product for Client {
    const INFO: &'static v1::ProductInfo = &INFO;

    fn from_core(core: clientwright_runtime::Client) -> Self {
        Self { core }
    }

    fn core(&self) -> &clientwright_runtime::Client {
        &self.core
    }
}

static INFO: v1::ProductInfo = v1::ProductInfo {
    name: "globex",
    title: "Globex Events",
    servers: &[v1::Server {
        name: "us",
        title: "United States",
        api: "https://globex.example/api",
        accounts: None,
    }],
    auth: v1::Auth::Token {
        header: "X-Key",
        scheme: "",
        token_path: None,
        token_limit: None,
    },
    organization: Some(v1::Organization::Header("X-Org")),
    headers: &[],
    envelope: v1::Envelope {
        code: None,
        success: None,
        message: None,
    },
    error: v1::ErrorBody {
        code: &["error", "code"],
        message: &["error", "title"],
        detail: &["error", "detail"],
    },
    errors: &[v1::ErrorCode {
        code: "E-4040",
        status: None,
        meaning: "event not found",
    }],
    limits: v1::Limits {
        per_minute: None,
        concurrent: None,
    },
};

/// Where a list goes on.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Meta {
    /// The cursor of the next page.
    pub next_cursor: Option<String>,
    /// Whether this is the last page.
    pub is_last: Option<bool>,
}

impl v1::Record for Meta {
    const NAME: &'static str = "Meta";
    const MEMBERS: &'static [&'static str] = &["next_cursor", "is_last"];

    fn blank() -> Self {
        Self::default()
    }

    fn read<'de, S: v1::Source<'de>>(&mut self, member: usize, source: S) -> Result<(), S::Error> {
        match member {
            0 => source.read(&mut self.next_cursor),
            1 => source.read(&mut self.is_last),
            _ => source.skip(),
        }
    }

    fn write<S: v1::Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        sink.write("next_cursor", &self.next_cursor)?;
        sink.write("is_last", &self.is_last)?;
        Ok(())
    }
}

v1::serde!(Meta);

/// `GET /events`: lists events.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListEvents {
    /// Where to go on.
    pub cursor: Option<String>,
}

impl v1::Operation for ListEvents {
    type Output = Page<i64, Meta>;

    const INFO: &'static v1::OperationInfo = &v1::OperationInfo {
        product: &INFO,
        name: "events.list",
        method: v1::Method::Get,
        path: "/events",
        scopes: &[],
        repeatable: true,
        errors: &["E-4040"],
    };

    fn write(&self, request: &mut v1::RequestWriter) {
        request.query("cursor", &self.cursor);
    }

    fn read(answer: v1::Answer<'_>) -> Result<Self::Output, v1::AnswerError> {
        answer.page("data", Some("meta"))
    }

    fn finish(&self, page: &mut Self::Output) {
        page.next = v1::Paged::continuation(self, page);
    }
}

impl v1::Paged for ListEvents {
    type Item = i64;
    type Context = Meta;

    fn continuation(&self, page: &Page<i64, Meta>) -> Option<v1::Continuation> {
        v1::next_cursor(
            page.context
                .as_ref()
                .and_then(|context| context.next_cursor.clone()),
            page.context.as_ref().and_then(|context| context.is_last),
        )
    }

    fn resume(&mut self, continuation: &v1::Continuation) -> Result<(), v1::ContinuationError> {
        v1::resume_cursor(&mut self.cursor, continuation)
    }
}

/// `DELETE /events/{name}`: deletes an event.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeleteEvent {
    /// Which event.
    pub name: String,
}

impl DeleteEvent {
    /// Deletes an event.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }
}

impl v1::Operation for DeleteEvent {
    type Output = ();

    const INFO: &'static v1::OperationInfo = &v1::OperationInfo {
        product: &INFO,
        name: "events.delete",
        method: v1::Method::Delete,
        path: "/events/{name}",
        scopes: &[],
        repeatable: true,
        errors: &["E-4040"],
    };

    fn write(&self, request: &mut v1::RequestWriter) {
        request.path("name", &self.name);
    }

    fn read(answer: v1::Answer<'_>) -> Result<Self::Output, v1::AnswerError> {
        answer.empty()
    }
}
