//! Building a client.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use super::environment;
use super::settings::Settings;
use crate::auth::Credentials;
use crate::clock::Clock;
use crate::drift::Drift;
use crate::error::BuildError;
use crate::product::{Limits, Product};
use crate::retry::RetryPolicy;
use crate::transport::Transport;

/// Builds the client of a product. Each setting is checked by [`build`](Self::build).
/// ```
#[doc = include_str!("../doc/acme.md")]
/// use std::time::Duration;
///
/// # fn main() -> Result<(), clientwright_runtime::BuildError> {
/// let client = acme::Client::builder()
///     .access_token("1000.8cb9")
///     .organization("42")
///     .data_center("eu")
///     .timeout(Duration::from_secs(20))
/// #   .transport(acme::Service)
///     .build()?;
///
/// let error = acme::Client::builder().access_token("1000.8cb9").build().unwrap_err();
/// assert_eq!(error.setting(), "organization");
/// assert_eq!(
///     error.to_string(),
///     "`organization` is missing: call `.organization(…)` with the organization's id"
/// );
/// # Ok(())
/// # }
/// ```
pub struct ClientBuilder<P> {
    settings: Settings,
    product: PhantomData<fn() -> P>,
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

    /// Starts with what the environment variables say that begin with the product's name in
    /// capitals: for a product `acme` they are `ACME_ACCESS_TOKEN`, or `ACME_REFRESH_TOKEN` with
    /// `ACME_CLIENT_ID` and `ACME_CLIENT_SECRET`; `ACME_ORGANIZATION`, `ACME_DATA_CENTER`,
    /// `ACME_BASE_URL` and `ACME_ACCOUNTS_URL`. An empty one counts as unset.
    #[must_use]
    pub fn from_env() -> Self {
        Self::from_variables(|name| {
            let text = std::env::var_os(name)?;
            Some(text.to_string_lossy().into_owned())
        })
    }

    /// As [`from_env`](Self::from_env), with variables from a place of your own.
    /// ```
    #[doc = include_str!("../doc/acme.md")]
    /// use std::collections::HashMap;
    ///
    /// let settings = HashMap::from([("ACME_ACCESS_TOKEN", "1000.8cb9"), ("ACME_ORGANIZATION", "42")]);
    /// let builder = clientwright_runtime::ClientBuilder::<acme::Client>::from_variables(|name| {
    ///     settings.get(name).map(ToString::to_string)
    /// });
    /// # let builder = builder.transport(acme::Service);
    /// let client = builder.build()?;
    /// # Ok::<(), clientwright_runtime::BuildError>(())
    /// ```
    #[must_use]
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            settings: environment::settings(P::INFO, variable),
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

    /// When calls that failed are made again. By default by the rules of
    /// [`Backoff`](crate::Backoff);
    /// [`NoRetry`](crate::NoRetry) never repeats.
    #[must_use]
    pub fn retry(mut self, policy: impl RetryPolicy) -> Self {
        self.settings.retry = Some(Arc::new(policy));
        self
    }

    /// How many requests may be sent for one organization, instead of what the service's documents
    /// say; [`Limits::NONE`] for as many as there are calls. Requests beyond them wait, as long as
    /// the call's deadline allows. They are counted by this client, its clones and the siblings that
    /// [`for_organization`](Product::for_organization) makes, an organization at a time.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.settings.limits = Some(limits);
        self
    }

    /// What waiting is done on, instead of the transport's own clock. A transport of your own may
    /// have none: without a clock nothing waits, so no call is
    /// repeated, and requests a minute are not limited.
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

    /// The TLS of the default transport, where more than one feature for it is switched on.
    #[cfg(feature = "reqwest")]
    #[must_use]
    pub fn tls(mut self, tls: crate::transport::Tls) -> Self {
        self.settings.tls = Some(tls);
        self
    }

    /// A function that is told of each member of an answer that is not as documented: one that is
    /// unknown, was read from another kind of value, is missing, or has a value that no document lists.
    /// It is called before the call returns, once for each such member, and must not block.
    /// ```
    #[doc = include_str!("../doc/acme.md")]
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), clientwright_runtime::Error> {
    /// use std::sync::{Arc, Mutex};
    ///
    /// let seen = Arc::new(Mutex::new(Vec::new()));
    /// let log = seen.clone();
    /// let client = acme::Client::builder()
    ///     .on_drift(move |drift| log.lock().unwrap().push(drift.to_string()))
    /// #   .access_token("token")
    /// #   .organization("42")
    /// #   .transport(acme::Service)
    ///     .build()?;
    ///
    /// // The service answers with a member `beta` beside the widget.
    /// client.widgets().get(7).await?;
    /// assert_eq!(*seen.lock().unwrap(), ["widgets.get: `beta` is in no document"]);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn on_drift(mut self, hook: impl Fn(&Drift<'_>) + Send + Sync + 'static) -> Self {
        self.settings.on_drift = Some(Arc::new(hook));
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
