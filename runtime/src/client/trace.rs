//! One span a call, behind the feature `tracing`. It says which operation was called and how that
//! went: no parameter, no body, no header, and nothing that a server said but its status.

#[cfg(feature = "tracing")]
pub(super) use on::CallSpan;

#[cfg(not(feature = "tracing"))]
pub(super) use off::CallSpan;

#[cfg(feature = "tracing")]
mod on {
    use std::time::{Duration, Instant};

    use tracing::field::Empty;
    use tracing::{Instrument, Span, debug, info_span};

    use crate::client::exchange::Succeeded;
    use crate::clock::Time;
    use crate::error::Error;
    use crate::operation::OperationInfo;

    /// The span of a call.
    pub(in crate::client) struct CallSpan {
        span: Span,
        begun: Instant,
        attempt_begun: Instant,
    }

    impl CallSpan {
        pub(in crate::client) fn new(operation: &'static OperationInfo, time: &Time) -> Self {
            let span = info_span!(
                "call",
                product = operation.product.name,
                operation = operation.name,
                method = operation.method.as_str(),
                status = Empty,
                attempts = Empty,
                duration_ms = Empty,
                error = Empty,
            );
            let begun = time.now();
            Self {
                span,
                begun,
                attempt_begun: begun,
            }
        }

        /// Runs one attempt inside the span.
        pub(in crate::client) async fn attempt(
            &mut self,
            number: u32,
            time: &Time,
            attempt: impl Future<Output = Result<Succeeded, Error>>,
        ) -> Result<Succeeded, Error> {
            self.attempt_begun = time.now();
            let outcome = attempt.instrument(self.span.clone()).await;
            let duration_ms = millis(time.now() - self.attempt_begun);
            let (status, error) = (status(&outcome), kind(&outcome));
            debug!(parent: &self.span, number, status, error, duration_ms, "attempt");
            self.span.record("attempts", number);
            self.span
                .record("duration_ms", millis(time.now() - self.begun));
            if let Some(status) = status {
                self.span.record("status", status);
            }
            // A later attempt that succeeds takes it back.
            self.span.record("error", error.unwrap_or_default());
            outcome
        }
    }

    fn millis(duration: Duration) -> u64 {
        u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
    }

    fn status(outcome: &Result<Succeeded, Error>) -> Option<u16> {
        match outcome {
            Ok(succeeded) => Some(succeeded.answered.status),
            Err(error) => error.status(),
        }
    }

    fn kind(outcome: &Result<Succeeded, Error>) -> Option<&'static str> {
        outcome.as_ref().err().map(Error::kind)
    }
}

#[cfg(not(feature = "tracing"))]
mod off {
    use crate::client::exchange::Succeeded;
    use crate::clock::Time;
    use crate::error::Error;
    use crate::operation::OperationInfo;

    /// Nothing.
    pub(in crate::client) struct CallSpan;

    impl CallSpan {
        pub(in crate::client) const fn new(_: &'static OperationInfo, _: &Time) -> Self {
            Self
        }

        /// Runs one attempt.
        pub(in crate::client) async fn attempt(
            &mut self,
            _: u32,
            _: &Time,
            attempt: impl Future<Output = Result<Succeeded, Error>>,
        ) -> Result<Succeeded, Error> {
            attempt.await
        }
    }
}
