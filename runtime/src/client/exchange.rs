//! Sends a request until there is an answer, or a reason to give up.

use std::time::{Duration, Instant};

use super::{CallSettings, Client};
use crate::answer::said_by;
use crate::error::{Answered, ApiError, Error, RateLimitError, Said, StatusError};
use crate::http::{HttpRequest, HttpResponse};
use crate::operation::OperationInfo;
use crate::retry::{FailedAttempt, retry_after};
use crate::transport::TransportErrorKind;

/// What a call is sent with, the same for all of its attempts.
struct Sending<'a> {
    operation: &'static OperationInfo,
    request: &'a HttpRequest,
    /// `None` for one too far off to be told.
    deadline: Option<Instant>,
}

impl Client {
    /// Sends a request, again where the policy says so, and gives the first answer with a status of
    /// success.
    pub(crate) async fn exchange(
        &self,
        operation: &'static OperationInfo,
        request: HttpRequest,
        call: &CallSettings,
    ) -> Result<Answered, Error> {
        let time = &self.shared.time;
        let allowed = call.deadline.unwrap_or(self.shared.deadline);
        let sending = Sending {
            operation,
            request: &request,
            deadline: time.now().checked_add(allowed),
        };
        let policy = call.retry.as_ref().unwrap_or(&self.shared.retry);
        let mut attempt = 1;
        loop {
            let sleep = {
                let error = match self.attempt(&sending).await {
                    Ok(answered) => return Ok(answered),
                    Err(error) => error,
                };
                let failed = FailedAttempt {
                    operation,
                    error: &error,
                    attempt,
                };
                let until = policy
                    .wait(&failed)
                    .and_then(|wait| time.now().checked_add(wait))
                    .filter(|until| sending.deadline.is_none_or(|deadline| *until < deadline));
                match until.and_then(|until| time.sleep_until(until)) {
                    Some(sleep) => sleep,
                    None => return Err(error),
                }
            };
            sleep.await;
            attempt = attempt.saturating_add(1);
        }
    }

    /// Sends a request once.
    async fn attempt(&self, sending: &Sending<'_>) -> Result<Answered, Error> {
        let request = self.within(sending, sending.request.clone());
        self.send(sending.operation, request).await
    }

    /// Lets no attempt outlast the call's deadline.
    fn within(&self, sending: &Sending<'_>, mut request: HttpRequest) -> HttpRequest {
        if let Some(deadline) = sending.deadline {
            let left = deadline.saturating_duration_since(self.shared.time.now());
            request.timeout = Some(request.timeout.map_or(left, |timeout| timeout.min(left)));
        }
        request
    }

    async fn send(
        &self,
        operation: &'static OperationInfo,
        request: HttpRequest,
    ) -> Result<Answered, Error> {
        let limit = request.body_limit.unwrap_or(usize::MAX);
        let response = match self.shared.transport.send(request).await {
            // A transport of the user's may not keep to the limit.
            Ok(response) if response.body.len() > limit => {
                return Err(Error::too_large(operation, limit));
            }
            Ok(response) => response,
            Err(error) if error.kind() == TransportErrorKind::TooLarge => {
                return Err(Error::too_large(operation, limit));
            }
            Err(error) => return Err(Error::transport(operation, error)),
        };
        let HttpResponse {
            status,
            headers,
            body,
        } = response;
        let answered = Answered {
            operation,
            status,
            headers,
            body: body.into_bytes(),
        };
        if (200..300).contains(&status) {
            Ok(answered)
        } else {
            let asked = retry_after(&answered.headers, self.shared.time.today());
            Err(refusal(answered, asked))
        }
    }
}

/// The error for a status of failure.
fn refusal(answered: Answered, retry_after: Option<Duration>) -> Error {
    let said = said_by(answered.operation.product, &answered.body);
    if answered.status == 429 {
        return Error::RateLimit(Box::new(RateLimitError {
            said: said.unwrap_or_else(|_| Said::default()),
            retry_after,
            answered,
        }));
    }
    match said {
        Ok(said) => Error::Api(Box::new(ApiError { answered, said })),
        Err(problem) => Error::Status(Box::new(StatusError { answered, problem })),
    }
}
