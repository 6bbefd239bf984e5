//! Building a client.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use super::base_url::BaseUrl;
use super::{Client, Shared};
use crate::auth::{Credentials, Endpoint};
use crate::clock::{Clock, Time};
use crate::error::BuildError;
use crate::product::{Auth, Product, ProductInfo};
use crate::retry::{Backoff, RetryPolicy};
use crate::transport::Transport;

/// How long an attempt may take where nobody says otherwise.
const TIMEOUT: Duration = Duration::from_secs(60);

/// How long a call may take in all where nobody says otherwise.
const DEADLINE: Duration = Duration::from_secs(300);

/// How many bytes of an answer are read where nobody says otherwise.
const BODY_LIMIT: usize = 32 << 20;

/// Builds the client of a product. Each setting is checked by [`build`](Self::build).
pub struct ClientBuilder<P> {
    settings: Settings,
    product: PhantomData<fn() -> P>,
}

#[derive(Default)]
struct Settings {
    data_center: Option<String>,
    base_url: Option<String>,
    accounts_url: Option<String>,
    credentials: Option<Credentials>,
    organization: Option<String>,
    timeout: Option<Duration>,
    deadline: Option<Duration>,
    body_limit: Option<usize>,
    retry: Option<Arc<dyn RetryPolicy>>,
    clock: Option<Arc<dyn Clock>>,
    user_agent: Option<String>,
    transport: Option<Arc<dyn Transport>>,
}

impl<P: Product> ClientBuilder<P> {
    /// Starts with nothing set.
    #[must_use]
    pub fn new() -> Self {
        Self {
            settings: Settings::default(),
            product: PhantomData,
        }
    }

    /// The data centre where the organization lives: one of those that the product's page lists. By
    /// default the first of them.
    #[must_use]
    pub fn data_center(mut self, name: impl Into<String>) -> Self {
        self.settings.data_center = Some(name.into());
        self
    }

    /// The URL above the operations' paths, instead of that of a data centre: for data centres that
    /// this crate does not know, and for test servers.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.settings.base_url = Some(url.into());
        self
    }

    /// The URL of the accounts server, instead of that of the data centre. A client with a `base_url`
    /// of its own and a refresh token needs one.
    #[must_use]
    pub fn accounts_url(mut self, url: impl Into<String>) -> Self {
        self.settings.accounts_url = Some(url.into());
        self
    }

    /// A fixed access token. It is sent to the host of the base URL alone, and over plain HTTP to a
    /// loopback address alone.
    #[must_use]
    pub fn access_token(self, token: impl Into<String>) -> Self {
        self.credentials(Credentials::access_token(token))
    }

    /// What proves who calls.
    #[must_use]
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.settings.credentials = Some(credentials);
        self
    }

    /// The organization that calls are about.
    #[must_use]
    pub fn organization(mut self, id: impl Into<String>) -> Self {
        self.settings.organization = Some(id.into());
        self
    }

    /// How long an attempt may take, the body of the answer included. By default 60 seconds.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = Some(timeout);
        self
    }

    /// How long a call may take in all, with waits and repeats. By default five minutes. A wait that
    /// would end later is not begun.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.settings.deadline = Some(deadline);
        self
    }

    /// How many bytes the body of an answer may have, counted after decompression. By default 32 MiB.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.settings.body_limit = Some(bytes);
        self
    }

    /// When calls that failed are made again. By default by [`Backoff`]'s rules;
    /// [`NoRetry`](crate::NoRetry) never repeats.
    #[must_use]
    pub fn retry(mut self, policy: impl RetryPolicy) -> Self {
        self.settings.retry = Some(Arc::new(policy));
        self
    }

    /// What waiting is done on, instead of the transport's own clock. A transport of your own may
    /// have none: without a clock nothing waits, so no call is repeated.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.settings.clock = Some(Arc::new(clock));
        self
    }

    /// The `User-Agent` header. By default it is the transport's.
    #[must_use]
    pub fn user_agent(mut self, text: impl Into<String>) -> Self {
        self.settings.user_agent = Some(text.into());
        self
    }

    /// What sends the requests, instead of the default transport.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.settings.transport = Some(Arc::new(transport));
        self
    }

    /// Checks all settings and makes the client.
    ///
    /// # Errors
    /// A setting is missing or malformed: the error names it and says what to do.
    pub fn build(self) -> Result<P, BuildError> {
        self.settings.build(P::INFO).map(P::from_core)
    }
}

impl<P: Product> Default for ClientBuilder<P> {
    fn default() -> Self {
        Self::new()
    }
}

impl<P: Product> fmt::Debug for ClientBuilder<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientBuilder")
            .field("product", &P::INFO.name)
            .field("data_center", &self.settings.data_center)
            .field("base_url", &self.settings.base_url)
            .field("credentials", &self.settings.credentials)
            .field("organization", &self.settings.organization)
            .finish_non_exhaustive()
    }
}

impl Settings {
    fn build(self, product: &'static ProductInfo) -> Result<Client, BuildError> {
        let base = self.base(product)?;
        let credentials = match product.auth {
            Auth::None => None,
            Auth::Token { .. } => Some(checked_credentials(self.credentials.as_ref())?),
        };
        if base.exposed && credentials.is_some() {
            let problem = "is plain http, over which a token would be readable: use https, or a loopback address";
            return Err(BuildError::new("base_url", problem));
        }
        let organization = match product.organization {
            None => None,
            Some(_) => Some(checked_organization(self.organization.clone())?),
        };
        if let Some(text) = &self.user_agent {
            checked_text("user_agent", text)?;
        }
        let transport = match &self.transport {
            Some(transport) => transport.clone(),
            None => default_transport()?,
        };
        let clock = self.clock.clone().or_else(|| transport.clock());
        if clock.is_none() && self.retry.as_ref().is_some_and(|it| it.repeats()) {
            return Err(no_clock("a retry policy"));
        }
        // Last: it stays, and a client that cannot be built must not leave it.
        if let Some(credentials) = &credentials {
            credentials.bind(|| self.endpoint(product))?;
        }
        Ok(Client {
            shared: Arc::new(Shared {
                product,
                base: base.text,
                credentials,
                timeout: self.timeout.unwrap_or(TIMEOUT),
                deadline: self.deadline.unwrap_or(DEADLINE),
                body_limit: self.body_limit.unwrap_or(BODY_LIMIT),
                retry: self.retry.unwrap_or_else(|| Arc::new(Backoff::new())),
                user_agent: self.user_agent,
                transport,
                time: Time(clock),
            }),
            organization: organization.map(Arc::from),
        })
    }

    /// The token server: where it is, and how often it may be asked.
    fn endpoint(&self, product: &ProductInfo) -> Result<Endpoint, BuildError> {
        let Auth::Token {
            token_path: Some(path),
            token_limit,
            ..
        } = product.auth
        else {
            let problem = "are a refresh token, and the product has no token server: use an access token or a provider";
            return Err(BuildError::new("credentials", problem));
        };
        let server = match (&self.base_url, &self.data_center) {
            (Some(_), _) => None,
            (None, None) => product.servers.first(),
            (None, Some(name)) => product.servers.iter().find(|server| server.name == name),
        };
        let url = match &self.accounts_url {
            Some(url) => Some(&**url),
            None => server.and_then(|server| server.accounts),
        };
        let url = url.ok_or_else(|| {
            let problem = "is missing: call `.accounts_url(…)` with the URL of the server that refreshes tokens";
            BuildError::new("accounts_url", problem)
        })?;
        let base =
            BaseUrl::parse(url).map_err(|problem| BuildError::new("accounts_url", problem))?;
        if base.exposed {
            let problem = "is plain http, over which a secret would be readable: use https, or a loopback address";
            return Err(BuildError::new("accounts_url", problem));
        }
        Ok(Endpoint {
            url: base.text + path,
            limit: token_limit,
        })
    }

    fn base(&self, product: &ProductInfo) -> Result<BaseUrl, BuildError> {
        let known = || {
            product
                .servers
                .iter()
                .map(|it| it.name)
                .collect::<Vec<_>>()
                .join(", ")
        };
        match (&self.base_url, &self.data_center) {
            (Some(_), Some(_)) => Err(BuildError::new(
                "base_url",
                "excludes `data_center`: set one of the two",
            )),
            (Some(url), None) => {
                BaseUrl::parse(url).map_err(|problem| BuildError::new("base_url", problem))
            }
            (None, name) => {
                let server = match name {
                    None => product.servers.first(),
                    Some(name) => product.servers.iter().find(|server| server.name == name),
                };
                let server = server.ok_or_else(|| {
                    let problem = format!("must be one of: {}; or set `base_url`", known());
                    BuildError::new("data_center", problem)
                })?;
                BaseUrl::parse(server.api)
                    .map_err(|problem| BuildError::new("data_center", problem))
            }
        }
    }
}

fn checked_credentials(credentials: Option<&Credentials>) -> Result<Credentials, BuildError> {
    let credentials = credentials.ok_or_else(|| {
        BuildError::new(
            "access_token",
            "is missing: call `.access_token(…)` with a token of the service",
        )
    })?;
    for (setting, text) in credentials.texts() {
        checked_text(setting, text)?;
    }
    Ok(credentials.clone())
}

fn checked_organization(id: Option<String>) -> Result<String, BuildError> {
    let id = id.ok_or_else(|| {
        BuildError::new(
            "organization",
            "is missing: call `.organization(…)` with the organization's id",
        )
    })?;
    checked_text("organization", &id)?;
    Ok(id)
}

fn no_clock(what: &str) -> BuildError {
    let problem = format!(
        "is missing: {what} waits, and the transport has no clock of its own: call `.clock(…)`"
    );
    BuildError::new("clock", problem)
}

/// What goes into a header must be there and hold no control characters. The text may be a secret.
fn checked_text(setting: &'static str, text: &str) -> Result<(), BuildError> {
    if text.trim().is_empty() {
        return Err(BuildError::new(setting, "is empty"));
    }
    if text.chars().any(char::is_control) {
        return Err(BuildError::new(
            setting,
            "has control characters, a line break perhaps: trim it",
        ));
    }
    Ok(())
}

#[cfg(feature = "reqwest")]
fn default_transport() -> Result<Arc<dyn Transport>, BuildError> {
    Ok(Arc::new(crate::transport::ReqwestTransport::new()?))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport() -> Result<Arc<dyn Transport>, BuildError> {
    let problem = "is missing: call `.transport(…)`, or switch on the feature `reqwest`";
    Err(BuildError::new("transport", problem))
}
