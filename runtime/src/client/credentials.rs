//! What proves who calls.

use std::fmt;

/// What proves who calls. `Debug` does not show it.
#[derive(Clone)]
pub struct Credentials(Proof);

/// The kinds of credentials.
#[derive(Clone)]
enum Proof {
    /// A token that somebody else keeps fresh.
    AccessToken(String),
}

impl Credentials {
    /// A fixed access token.
    pub fn access_token(token: impl Into<String>) -> Self {
        Self(Proof::AccessToken(token.into()))
    }

    /// The token to send.
    pub(super) fn token(&self) -> &str {
        let Self(Proof::AccessToken(token)) = self;
        token
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Credentials([secret])")
    }
}
