//! Tokens, put into requests for the hosts that they are for.

use crate::auth::{AccessToken, Credentials};
use crate::http::HttpRequest;
use crate::operation::RequestError;

/// Says in a request who makes it.
pub(super) struct Signer {
    pub(super) header: &'static str,
    /// The word before the token; empty for none.
    pub(super) scheme: &'static str,
    pub(super) credentials: Credentials,
    /// Where the client's requests go.
    pub(super) origin: Origin,
}

impl Signer {
    /// Whether a request has yet to say who makes it.
    pub(super) fn is_wanted(&self, request: &HttpRequest) -> bool {
        request.headers.get(self.header).is_none()
    }

    /// Puts a token into a request, if it goes where the client's requests go: whatever made up its
    /// URL, a token does not leave that host.
    pub(super) fn sign(
        &self,
        request: &mut HttpRequest,
        token: &AccessToken,
    ) -> Result<(), RequestError> {
        if Origin::of(&request.url).as_ref() != Some(&self.origin) {
            let problem =
                "its URL is on another host than the client's, for which there is no token";
            return Err(RequestError::new(problem));
        }
        let space = if self.scheme.is_empty() { "" } else { " " };
        let value = format!("{}{space}{}", self.scheme, token.expose());
        request.headers.push_sensitive(self.header, value);
        Ok(())
    }
}

/// Scheme, host and port of a URL, in one spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    secure: bool,
    /// In lower case; with the port where it is not that of the scheme.
    authority: String,
}

impl Origin {
    /// The origin of an `http` or `https` URL.
    pub(crate) fn of(url: &str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let (secure, port) = match scheme {
            "https" => (true, ":443"),
            "http" => (false, ":80"),
            _ => return None,
        };
        let authority = rest
            .split(['/', '?', '#', '\\'])
            .next()?
            .to_ascii_lowercase();
        let authority = authority.strip_suffix(port).unwrap_or(&authority);
        Some(Self {
            secure,
            authority: authority.to_owned(),
        })
    }

    /// Whether a host, with or without a port, names this one.
    pub(crate) fn is_at(&self, host: &str) -> bool {
        let scheme = if self.secure { "https" } else { "http" };
        Self::of(&format!("{scheme}://{host}")).as_ref() == Some(self)
    }

    /// The host, with the port where it is not that of the scheme.
    pub(crate) fn host(&self) -> &str {
        &self.authority
    }
}
