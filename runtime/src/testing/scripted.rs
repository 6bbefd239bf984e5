//! The transport that follows a script.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Output, Reply, Sent};
use crate::http::HttpRequest;
use crate::operation::{Operation, OperationInfo};
use crate::transport::{Transport, TransportError, TransportErrorKind, TransportFuture};

/// A transport for tests: it answers as the test says and keeps what was sent.
///
/// A request gets the first answer of the script that is for its operation, or for any request, and
/// uses it up; where there is none, the first rule that has an answer. Otherwise the call fails at
/// once with an error that names it, and is not repeated. Clones share the script: keep one and give the client the other.
/// ```
#[doc = include_str!("../doc/acme.md")]
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), clientwright_runtime::Error> {
/// use clientwright_runtime::testing::{Reply, ScriptedTransport};
/// use serde_json::json;
///
/// let service = ScriptedTransport::new();
/// service
///     .answer_with::<acme::GetWidget>(&json!({ "id": 7, "name": "Sprocket" }))
///     .always::<acme::ListWidgets>(json!({ "code": 0, "widgets": [] }))
///     .rule(|sent| sent.path().ends_with("/photo").then(|| Reply::empty(204)));
///
/// let client = acme::Client::builder()
///     .transport(service.clone())
/// #   .access_token("token")
/// #   .organization("42")
///     .build()?;
/// assert_eq!(client.widgets().get(7).await?["name"], "Sprocket");
/// assert_eq!(client.widgets().list().await?.items.len(), 0);
/// client.widgets().set_photo(7, "a photo").await?;
///
/// assert_eq!(service.sent().len(), 3);
/// service.assert_done();
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct ScriptedTransport(Arc<Mutex<Script>>);

#[derive(Default)]
struct Script {
    answers: VecDeque<Scripted>,
    rules: Vec<Arc<Rule>>,
    sent: Vec<Sent>,
}

type Rule = dyn Fn(&Sent) -> Option<Reply> + Send + Sync;

/// An answer that waits for its request.
struct Scripted {
    /// The operation that it is for; `None` for any request.
    operation: Option<&'static OperationInfo>,
    reply: Reply,
}

impl Scripted {
    fn is_for(&self, request: &Sent) -> bool {
        self.operation.is_none() || self.operation == request.operation()
    }
}

impl ScriptedTransport {
    /// An empty script: every call fails.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    // A test that panicked elsewhere leaves a script that is whole.
    fn script(&self) -> MutexGuard<'_, Script> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers the next call of an operation; answers of one operation are given in order.
    pub fn answer<Op: Operation>(&self, reply: impl Into<Reply>) -> &Self {
        self.push(Some(Op::INFO), reply.into())
    }

    /// Answers the next call of an operation with what it gives then, as [`Reply::of`] does.
    pub fn answer_with<Op: Operation>(&self, output: &Op::Output) -> &Self
    where
        Op::Output: Output,
    {
        self.answer::<Op>(Reply::of::<Op>(output))
    }

    /// Answers the next request, whatever it is.
    pub fn answer_any(&self, reply: impl Into<Reply>) -> &Self {
        self.push(None, reply.into())
    }

    fn push(&self, operation: Option<&'static OperationInfo>, reply: Reply) -> &Self {
        let answers = &mut self.script().answers;
        answers.push_back(Scripted { operation, reply });
        self
    }

    /// Answers every call of an operation, after the answers that were given one by one.
    pub fn always<Op: Operation>(&self, reply: impl Into<Reply>) -> &Self {
        let reply = reply.into();
        self.rule(move |sent| (sent.operation() == Some(Op::INFO)).then(|| reply.clone()))
    }

    /// Answers whatever request the rule has an answer for, after the answers that were given one by
    /// one and the rules before it.
    pub fn rule(&self, rule: impl Fn(&Sent) -> Option<Reply> + Send + Sync + 'static) -> &Self {
        self.script().rules.push(Arc::new(rule));
        self
    }

    /// What was sent, in order; requests that found no answer too.
    #[must_use]
    pub fn sent(&self) -> Vec<Sent> {
        self.script().sent.clone()
    }

    /// What was sent by calls of an operation, in order.
    #[must_use]
    pub fn sent_by<Op: Operation>(&self) -> Vec<Sent> {
        let mut sent = self.sent();
        sent.retain(|request| request.operation() == Some(Op::INFO));
        sent
    }

    /// The names of the operations whose answers nobody asked for, in the order of the script: `any`
    /// for an answer to any request. Rules are never left over.
    #[must_use]
    pub fn left_over(&self) -> Vec<&'static str> {
        let script = self.script();
        let names = script.answers.iter().map(|answer| name(answer.operation));
        names.collect()
    }

    /// Asserts that all answers that were given one by one were used.
    ///
    /// # Panics
    /// Answers are left over: the message names their operations.
    #[track_caller]
    pub fn assert_done(&self) {
        let left = self.left_over();
        assert!(
            left.is_empty(),
            "the script has answers that nobody asked for: {}",
            left.join(", ")
        );
    }

    fn reply(&self, request: HttpRequest) -> Result<Reply, TransportError> {
        let request = Sent(request);
        let mut script = self.script();
        script.sent.push(request.clone());
        let found = script.answers.iter().position(|it| it.is_for(&request));
        if let Some(answer) = found.and_then(|at| script.answers.remove(at)) {
            return Ok(answer.reply);
        }
        let rules = script.rules.clone();
        // A rule may look at the script, or add to it.
        drop(script);
        rules
            .iter()
            .find_map(|rule| rule(&request))
            .ok_or_else(|| self.missing(&request))
    }

    fn missing(&self, request: &Sent) -> TransportError {
        let mut words = format!(
            "the script has no answer for `{}` ({} {})",
            name(request.operation()),
            request.method(),
            request.url()
        );
        let left = self.left_over();
        if !left.is_empty() {
            words.push_str(&format!("; it has answers left for: {}", left.join(", ")));
        }
        TransportError::new(TransportErrorKind::Rejected, words)
    }
}

fn name(operation: Option<&'static OperationInfo>) -> &'static str {
    operation.map_or("any", |operation| operation.name)
}

impl Transport for ScriptedTransport {
    fn send(&self, mut request: HttpRequest) -> TransportFuture<'_> {
        Box::pin(async {
            if let Some(body) = request.body.take() {
                request.body = Some(body.into_memory().await?);
            }
            self.reply(request).and_then(Reply::into_result)
        })
    }
}

impl fmt::Debug for ScriptedTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let script = self.script();
        formatter
            .debug_struct("ScriptedTransport")
            .field("answers", &script.answers.len())
            .field("rules", &script.rules.len())
            .field("sent", &script.sent)
            .finish()
    }
}
