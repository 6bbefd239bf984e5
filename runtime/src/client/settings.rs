//! The settings of a client, and what is wrong with them.

use std::sync::Arc;
use std::time::Duration;

use super::base_url::BaseUrl;
use super::signing::{Origin, Signer};
use super::{Client, Shared};
use crate::auth::{Credentials, Endpoint};
use crate::clock::{Clock, Time};
use crate::drift::DriftHook;
use crate::error::BuildError;
use crate::limit::Limiters;
use crate::product::{Auth, Limits, ProductInfo};
use crate::retry::{Backoff, RetryPolicy};
use crate::transport::Transport;

/// How long an attempt may take where nobody says otherwise.
const TIMEOUT: Duration = Duration::from_secs(60);

/// How long a call may take in all where nobody says otherwise.
const DEADLINE: Duration = Duration::from_secs(300);

/// How many bytes of an answer are read where nobody says otherwise.
const BODY_LIMIT: usize = 32 << 20;

/// What a builder was told.
#[derive(Default)]
pub(super) struct Settings {
    pub(super) data_center: Option<String>,
    pub(super) base_url: Option<String>,
    pub(super) accounts_url: Option<String>,
    pub(super) credentials: Option<Credentials>,
    /// What is wrong with the credentials in the environment.
    pub(super) environment: Option<BuildError>,
    pub(super) organization: Option<String>,
    pub(super) timeout: Option<Duration>,
    pub(super) deadline: Option<Duration>,
    pub(super) body_limit: Option<usize>,
    pub(super) retry: Option<Arc<dyn RetryPolicy>>,
    pub(super) limits: Option<Limits>,
    pub(super) clock: Option<Arc<dyn Clock>>,
    pub(super) user_agent: Option<String>,
    pub(super) transport: Option<Arc<dyn Transport>>,
    #[cfg(feature = "reqwest")]
    pub(super) tls: Option<crate::transport::Tls>,
    pub(super) on_drift: Option<DriftHook>,
}

impl Settings {
    /// Checks them all.
    pub(super) fn build(self, product: &'static ProductInfo) -> Result<Client, BuildError> {
        let base = self.base(product)?;
        let signer = match product.auth {
            Auth::None => None,
            Auth::Token { header, scheme, .. } => {
                let given = self.credentials.as_ref();
                let credentials = checked_credentials(given, self.environment.as_ref())?;
                Some(Signer {
                    header,
                    scheme,
                    origin: checked_origin(&base, &credentials)?,
                    credentials,
                })
            }
        };
        let organization = match product.organization {
            None => None,
            Some(_) => Some(checked_organization(self.organization.clone())?),
        };
        if let Some(text) = &self.user_agent {
            checked_text("user_agent", text)?;
        }
        let transport = match &self.transport {
            #[cfg(feature = "reqwest")]
            Some(_) if self.tls.is_some() => {
                let problem = "is that of the default transport, and another transport is set: give \
                               it its TLS where you make it";
                return Err(BuildError::new("tls", problem));
            }
            Some(transport) => transport.clone(),
            None => self.default_transport()?,
        };
        let clock = self.clock.clone().or_else(|| transport.clock());
        if clock.is_none() && self.retry.as_ref().is_some_and(|it| it.repeats()) {
            return Err(no_clock("a retry policy"));
        }
        if let Some(limits) = self.limits {
            if limits.per_minute == Some(0) || limits.concurrent == Some(0) {
                return Err(BuildError::new("limits", "would let no request through"));
            }
            if clock.is_none() && limits.per_minute.is_some() {
                return Err(no_clock("a limit of requests a minute"));
            }
        }
        // Last: it stays, and a client that cannot be built must not leave it.
        if let Some(Signer { credentials, .. }) = &signer {
            credentials.bind(|| self.endpoint(product))?;
        }
        let organization = organization.map(Arc::from);
        let time = Time(clock);
        let limiters = Limiters::new(self.limits.unwrap_or(product.limits));
        let limiter = limiters.of(organization.as_ref(), time.now());
        Ok(Client {
            shared: Arc::new(Shared {
                product,
                base: base.text,
                signer,
                timeout: self.timeout.unwrap_or(TIMEOUT),
                deadline: self.deadline.unwrap_or(DEADLINE),
                body_limit: self.body_limit.unwrap_or(BODY_LIMIT),
                retry: self.retry.unwrap_or_else(|| Arc::new(Backoff::new())),
                user_agent: self.user_agent,
                transport,
                time,
                limiters,
                on_drift: self.on_drift,
            }),
            organization,
            limiter,
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

    #[cfg(feature = "reqwest")]
    fn default_transport(&self) -> Result<Arc<dyn Transport>, BuildError> {
        use crate::transport::ReqwestTransport;

        Ok(Arc::new(match self.tls {
            Some(tls) => ReqwestTransport::with_tls(tls)?,
            None => ReqwestTransport::new()?,
        }))
    }

    #[cfg(not(feature = "reqwest"))]
    fn default_transport(&self) -> Result<Arc<dyn Transport>, BuildError> {
        let problem = "is missing: call `.transport(…)`, or switch on the feature `reqwest`";
        Err(BuildError::new("transport", problem))
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

fn checked_credentials(
    credentials: Option<&Credentials>,
    environment: Option<&BuildError>,
) -> Result<Credentials, BuildError> {
    let credentials = credentials.ok_or_else(|| {
        environment.cloned().unwrap_or_else(|| {
            BuildError::new(
                "access_token",
                "is missing: call `.access_token(…)` with a token of the service",
            )
        })
    })?;
    for (setting, text) in credentials.texts() {
        checked_text(setting, text)?;
    }
    Ok(credentials.clone())
}

/// Where a client's tokens go: they must be for that host, and nobody may read them on the way.
fn checked_origin(base: &BaseUrl, credentials: &Credentials) -> Result<Origin, BuildError> {
    if base.exposed {
        let problem =
            "is plain http, over which a token would be readable: use https, or a loopback address";
        return Err(BuildError::new("base_url", problem));
    }
    let origin = Origin::of(&base.text);
    let origin = origin.ok_or_else(|| BuildError::new("base_url", "names no host"))?;
    match credentials.hosts() {
        Some(hosts) if !hosts.iter().any(|host| origin.is_at(host)) => {
            let problem = format!(
                "are for {} only, and the base URL is on {}",
                hosts.join(", "),
                origin.host()
            );
            Err(BuildError::new("credentials", problem))
        }
        _ => Ok(origin),
    }
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
