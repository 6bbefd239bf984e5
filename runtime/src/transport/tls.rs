//! The default transport's TLS: which there are, the features say.

use reqwest::ClientBuilder;

/// The TLS of the default transport. There is a variant for each feature that is switched on.
/// ```
/// # #[cfg(feature = "tls-ring")] {
/// use clientwright_runtime::{ReqwestTransport, Tls};
///
/// let transport = ReqwestTransport::with_tls(Tls::Ring)?;
/// # }
/// # Ok::<(), clientwright_runtime::BuildError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Tls {
    /// The platform's own library.
    #[cfg(feature = "tls-native")]
    Native,
    /// rustls with *aws-lc*.
    #[cfg(feature = "tls-aws-lc")]
    AwsLc,
    /// rustls with *ring*.
    #[cfg(feature = "tls-ring")]
    Ring,
    /// rustls with graviola.
    #[cfg(feature = "tls-graviola")]
    Graviola,
}

impl Tls {
    /// All that there are, the one to take first.
    const ALL: &[Self] = &[
        #[cfg(feature = "tls-native")]
        Self::Native,
        #[cfg(feature = "tls-aws-lc")]
        Self::AwsLc,
        #[cfg(feature = "tls-ring")]
        Self::Ring,
        #[cfg(feature = "tls-graviola")]
        Self::Graviola,
    ];
}

/// Takes the one that was chosen, or the first that there is.
pub(super) fn choose(builder: ClientBuilder, tls: Option<Tls>) -> Result<ClientBuilder, String> {
    match tls.or(Tls::ALL.first().copied()) {
        None => {
            drop(builder);
            Err(
                "has no TLS: switch on one of the features `tls-ring`, `tls-aws-lc`, \
                 `tls-graviola` and `tls-native`, or call `.transport(…)`"
                    .to_owned(),
            )
        }
        #[cfg(feature = "tls-native")]
        Some(Tls::Native) => Ok(builder.tls_backend_native()),
        #[cfg(feature = "tls-aws-lc")]
        Some(Tls::AwsLc) => rustls(builder, rustls::crypto::aws_lc_rs::default_provider()),
        #[cfg(feature = "tls-ring")]
        Some(Tls::Ring) => rustls(builder, rustls::crypto::ring::default_provider()),
        #[cfg(feature = "tls-graviola")]
        Some(Tls::Graviola) => rustls(builder, graviola()?),
    }
}

/// Takes rustls, with a configuration of its own.
#[cfg(any(feature = "tls-ring", feature = "tls-aws-lc", feature = "tls-graviola"))]
fn rustls(
    builder: ClientBuilder,
    provider: rustls::crypto::CryptoProvider,
) -> Result<ClientBuilder, String> {
    use rustls_platform_verifier::BuilderVerifierExt;

    let tls = rustls::ClientConfig::builder_with_provider(std::sync::Arc::new(provider))
        .with_safe_default_protocol_versions()
        .and_then(BuilderVerifierExt::with_platform_verifier)
        .map_err(|error| format!("cannot set up TLS: {error}"))?
        .with_no_client_auth();
    Ok(builder.tls_backend_preconfigured(tls))
}

#[cfg(feature = "tls-graviola")]
fn graviola() -> Result<rustls::crypto::CryptoProvider, String> {
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
