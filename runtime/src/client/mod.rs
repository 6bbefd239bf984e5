//! The client that sends operations, whatever the product.

mod base_url;
mod builder;
mod environment;
mod exchange;
mod settings;
mod signing;
mod trace;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::clock::Time;
use crate::drift::DriftHook;
use crate::error::Error;
use crate::http::HttpRequest;
use crate::limit::{Limiter, Limiters};
use crate::operation::{Operation, OperationInfo, RequestError, RequestWriter, Written};
use crate::product::{Organization, ProductInfo};
use crate::retry::RetryPolicy;
use crate::transport::Transport;

use signing::Signer;

pub use builder::ClientBuilder;

pub(crate) use exchange::Succeeded;

/// Sends the operations of a product: what the generated clients are made around.
///
/// A clone is cheap and shares everything. `Debug` shows no credentials.
/// What is generated hands it out as [`Product::core`](crate::Product::core):
///
/// ```
#[doc = include_str!("../doc/acme.md")]
/// use clientwright_runtime::Product;
///
/// # let client = acme::client();
/// assert_eq!(client.core().product().title, "Acme Widgets");
///
/// // Another organization, over the same connections and with the same credentials.
/// let branch = client.for_organization("4711");
/// let request = branch.widgets().get(7).request()?;
/// assert_eq!(request.headers.get("X-Acme-Org"), Some("4711"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    organization: Option<Arc<str>>,
    limiter: Arc<Limiter>,
}

/// What clones share.
struct Shared {
    product: &'static ProductInfo,
    base: String,
    signer: Option<Signer>,
    timeout: Duration,
    deadline: Duration,
    body_limit: usize,
    retry: Arc<dyn RetryPolicy>,
    user_agent: Option<String>,
    transport: Arc<dyn Transport>,
    on_drift: Option<DriftHook>,
    time: Time,
    limiters: Limiters,
}

impl Client {
    /// What is known of the client's product.
    #[must_use]
    pub fn product(&self) -> &'static ProductInfo {
        self.shared.product
    }

    /// A client for another organization, which shares everything else with this one. Where the product
    /// has no organizations it is the same client.
    #[must_use]
    pub fn for_organization(&self, id: impl Into<String>) -> Self {
        if self.shared.product.organization.is_none() {
            return self.clone();
        }
        let organization = Some(Arc::from(id.into()));
        let now = self.shared.time.now();
        Self {
            limiter: self.shared.limiters.of(organization.as_ref(), now),
            shared: self.shared.clone(),
            organization,
        }
    }

    /// Makes the request of an operation.
    pub(crate) fn request<Op: Operation>(
        &self,
        operation: &Op,
        call: &CallSettings,
    ) -> Result<HttpRequest, Error> {
        let mut writer = self.writer(Op::INFO);
        operation.write(&mut writer);
        let mut request = self
            .assemble(Op::INFO, writer, call)
            .map_err(|error| Error::request(Op::INFO, error))?;
        request.streams = (200..300).any(Op::streams);
        Ok(request)
    }

    /// A request's parts, begun with what comes before the operation's own.
    fn writer(&self, operation: &OperationInfo) -> RequestWriter {
        let mut writer = RequestWriter::new(operation.path);
        if let (Some(Organization::Query(name)), Some(id)) =
            (self.shared.product.organization, &self.organization)
        {
            writer.query(name, &&**id);
        }
        writer
    }

    fn assemble(
        &self,
        operation: &'static OperationInfo,
        writer: RequestWriter,
        call: &CallSettings,
    ) -> Result<HttpRequest, RequestError> {
        let Shared {
            product,
            base,
            signer,
            timeout,
            body_limit,
            user_agent,
            ..
        } = &*self.shared;
        if !std::ptr::eq(operation.product, *product) && operation.product.name != product.name {
            return Err(RequestError::new(format!(
                "the operation is one of {}, the client is for {}",
                operation.product.title, product.title
            )));
        }
        if !operation.path.starts_with('/') {
            // Or it would go on with the host's name.
            let problem = "the operation's path does not begin with a slash";
            return Err(RequestError::new(problem));
        }
        if let Some(id) = &self.organization
            && (id.trim().is_empty() || id.chars().any(char::is_control))
        {
            let problem = "the organization's id is empty or has control characters";
            return Err(RequestError::new(problem));
        }
        let Written {
            target,
            headers: written,
            body,
        } = writer.finish()?;
        let mut request = HttpRequest::new(operation.method, format!("{base}{target}"));
        for (name, value) in product.headers {
            request.headers.push(*name, *value);
        }
        if let Some(text) = user_agent {
            request.headers.push("User-Agent", text);
        }
        if let Some(signer) = signer
            && let Some(token) = signer.credentials.fixed()
        {
            signer.sign(&mut request, token)?;
        }
        let headers = &mut request.headers;
        if let (Some(Organization::Header(name)), Some(id)) =
            (product.organization, &self.organization)
        {
            headers.push(name, &**id);
        }
        if let Some((kind, body)) = body {
            check_header("Content-Type", &kind)?;
            headers.push("Content-Type", kind);
            request.body = Some(body);
        }
        for (name, value) in written.iter().chain(&call.headers) {
            check_header(name, value)?;
            headers.replace(name, value);
        }
        request.timeout = Some(call.timeout.unwrap_or(*timeout));
        request.operation = Some(operation);
        request.body_limit = Some(*body_limit);
        Ok(request)
    }

    /// Lets the organization's other calls wait with one that waits because the service said so.
    fn share_wait(&self, error: &Error, until: Option<Instant>) {
        if let (Error::RateLimit(error), Some(until)) = (error, until)
            && error.retry_after().is_some()
            // Without one nothing waits.
            && self.shared.time.0.is_some()
        {
            self.limiter.pause(until);
        }
    }

    /// Who is told of what is not as documented.
    pub(crate) fn drift_hook(&self) -> Option<&DriftHook> {
        self.shared.on_drift.as_ref()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("product", &self.shared.product.name)
            .field("base_url", &self.shared.base)
            .field("organization", &self.organization)
            .finish_non_exhaustive()
    }
}

/// What is set for one call alone.
#[derive(Clone, Default)]
pub(crate) struct CallSettings {
    pub(crate) timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) retry: Option<Arc<dyn RetryPolicy>>,
    pub(crate) headers: Vec<(String, String)>,
}

/// The value may be a secret: it stays out of the message.
fn check_header(name: &str, value: &str) -> Result<(), RequestError> {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if name.is_empty() || !name.bytes().all(token) {
        return Err(RequestError::new(format!(
            "{name:?} cannot be the name of a header"
        )));
    }
    if value.chars().any(char::is_control) {
        let problem = format!("the header `{name}` has control characters, a line break perhaps");
        return Err(RequestError::new(problem));
    }
    Ok(())
}
