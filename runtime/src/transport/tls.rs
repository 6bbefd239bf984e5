//! The default transport's TLS, by feature.

use reqwest::ClientBuilder;

/// Takes the platform's library.
#[cfg(feature = "tls-native")]
pub(super) fn choose(builder: ClientBuilder) -> Result<ClientBuilder, String> {
    Ok(builder.tls_backend_native())
}

/// Takes rustls, with a configuration of its own.
#[cfg(all(
    any(feature = "tls-ring", feature = "tls-aws-lc"),
    not(feature = "tls-native")
))]
pub(super) fn choose(builder: ClientBuilder) -> Result<ClientBuilder, String> {
    use std::sync::Arc;

    #[cfg(feature = "tls-aws-lc")]
    use rustls::crypto::aws_lc_rs as provider;
    #[cfg(not(feature = "tls-aws-lc"))]
    use rustls::crypto::ring as provider;
    use rustls_platform_verifier::BuilderVerifierExt;

    let tls = rustls::ClientConfig::builder_with_provider(Arc::new(provider::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(BuilderVerifierExt::with_platform_verifier)
        .map_err(|error| format!("cannot set up TLS: {error}"))?
        .with_no_client_auth();
    Ok(builder.tls_backend_preconfigured(tls))
}

/// There is none.
#[cfg(not(any(feature = "tls-ring", feature = "tls-aws-lc", feature = "tls-native")))]
pub(super) fn choose(_: ClientBuilder) -> Result<ClientBuilder, String> {
    Err(
        "has no TLS: switch on one of the features `tls-ring`, `tls-aws-lc` and `tls-native`, or \
         call `.transport(…)`"
            .to_owned(),
    )
}
