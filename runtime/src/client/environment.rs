//! Settings from environment variables.

use super::settings::Settings;
use crate::auth::Credentials;
use crate::error::BuildError;
use crate::product::ProductInfo;

/// What variables of a product begin with: its name in capitals.
fn prefix(product: &ProductInfo) -> String {
    let capital = |character: char| {
        if character.is_ascii_alphanumeric() {
            character.to_ascii_uppercase()
        } else {
            '_'
        }
    };
    product.name.chars().map(capital).collect()
}

/// Reads the settings. What is wrong with the credentials is said when the client is built, unless it
/// is given others.
pub(super) fn settings(
    product: &ProductInfo,
    variable: impl Fn(&str) -> Option<String>,
) -> Settings {
    let prefix = prefix(product);
    // An empty variable is the usual way to unset one.
    let get = |name: &str| variable(&format!("{prefix}_{name}")).filter(|text| !text.is_empty());
    let mut settings = Settings {
        data_center: get("DATA_CENTER"),
        base_url: get("BASE_URL"),
        accounts_url: get("ACCOUNTS_URL"),
        organization: get("ORGANIZATION"),
        ..Settings::default()
    };
    match credentials(&prefix, get) {
        Ok(credentials) => settings.credentials = Some(credentials),
        Err(error) => settings.environment = Some(error),
    }
    settings
}

fn credentials(
    prefix: &str,
    get: impl Fn(&str) -> Option<String>,
) -> Result<Credentials, BuildError> {
    let wanted = |setting, name: &str| {
        get(name).ok_or_else(|| {
            let problem = format!("is missing: set the environment variable `{prefix}_{name}`");
            BuildError::new(setting, problem)
        })
    };
    match (get("ACCESS_TOKEN"), get("REFRESH_TOKEN")) {
        (Some(token), None) => Ok(Credentials::access_token(token)),
        (None, Some(token)) => {
            let id = wanted("client_id", "CLIENT_ID")?;
            let secret = wanted("client_secret", "CLIENT_SECRET")?;
            Ok(Credentials::refresh_token(id, secret, token))
        }
        (None, None) => {
            let problem = format!(
                "is missing: set the environment variable `{prefix}_ACCESS_TOKEN`, or \
                 `{prefix}_REFRESH_TOKEN`, `{prefix}_CLIENT_ID` and `{prefix}_CLIENT_SECRET`"
            );
            Err(BuildError::new("access_token", problem))
        }
        (Some(_), Some(_)) => {
            let problem = format!(
                "excludes a refresh token: unset one of the environment variables \
                 `{prefix}_ACCESS_TOKEN` and `{prefix}_REFRESH_TOKEN`"
            );
            Err(BuildError::new("access_token", problem))
        }
    }
}
