//! The default transport's TLS, by feature.

use reqwest::ClientBuilder;

/// Takes the platform's library.
#[cfg(feature = "tls-native")]
pub(super) fn choose(builder: ClientBuilder) -> Result<ClientBuilder, String> {
    Ok(builder.tls_backend_native())
}

/// Takes rustls, with a configuration of its own.
#[cfg(all(
    any(feature = "tls-ring", feature = "tls-aws-lc", feature = "tls-graviola"),
    not(feature = "tls-native")
))]
pub(super) fn choose(builder: ClientBuilder) -> Result<ClientBuilder, String> {
    use rustls_platform_verifier::BuilderVerifierExt;

    let provider = std::sync::Arc::new(provider()?);
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(BuilderVerifierExt::with_platform_verifier)
        .map_err(|error| format!("cannot set up TLS: {error}"))?
        .with_no_client_auth();
    Ok(builder.tls_backend_preconfigured(tls))
}

/// The cryptography of rustls.
#[cfg(all(feature = "tls-aws-lc", not(feature = "tls-native")))]
fn provider() -> Result<rustls::crypto::CryptoProvider, String> {
    Ok(rustls::crypto::aws_lc_rs::default_provider())
}

#[cfg(all(
    feature = "tls-ring",
    not(any(feature = "tls-aws-lc", feature = "tls-native"))
))]
fn provider() -> Result<rustls::crypto::CryptoProvider, String> {
    Ok(rustls::crypto::ring::default_provider())
}

#[cfg(all(
    feature = "tls-graviola",
    not(any(feature = "tls-ring", feature = "tls-aws-lc", feature = "tls-native"))
))]
fn provider() -> Result<rustls::crypto::CryptoProvider, String> {
    // Where it cannot run it panics.
    if graviola::util::is_cpu_supported() {
        Ok(rustls_graviola::default_provider())
    } else {
        Err(
            "has no TLS: this processor lacks instructions that graviola needs; switch on the \
             feature `tls-ring`"
                .to_owned(),
        )
    }
}

/// There is none.
#[cfg(not(any(
    feature = "tls-ring",
    feature = "tls-aws-lc",
    feature = "tls-graviola",
    feature = "tls-native"
)))]
pub(super) fn choose(_: ClientBuilder) -> Result<ClientBuilder, String> {
    Err(
        "has no TLS: switch on one of the features `tls-ring`, `tls-aws-lc`, `tls-graviola` and \
         `tls-native`, or call `.transport(…)`"
            .to_owned(),
    )
}
