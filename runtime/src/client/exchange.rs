//! Sends a request until there is an answer, or a reason to give up.

use std::time::{Duration, Instant};

use super::trace::CallSpan;
use super::{CallSettings, Client};
use crate::answer::{refused, said_by};
use crate::auth::{AccessToken, Asking, Credentials, TokenRequest};
use crate::error::{
    Answered, ApiError, AuthError, Error, RateLimitError, Said, StatusError, TokenError,
    TokenProblem,
};
use crate::http::{Body, HttpRequest, HttpResponse, Unread, Upload};
use crate::limit::Admission;
use crate::operation::OperationInfo;
use crate::retry::{FailedAttempt, retry_after};
use crate::transport::{TransportError, TransportErrorKind};

/// A body of JSON that is larger than this does not say that the call failed.
const REFUSAL: usize = 64 << 10;

/// An answer with a status of success.
pub(crate) struct Succeeded {
    pub(crate) answered: Answered,
    /// The body, where it is handed over as it comes: then there is none in `answered`. The request
    /// counts as running until this is dropped.
    pub(crate) stream: Option<(Body, Admission)>,
}

/// What a call is sent with, the same for all of its attempts.
struct Sending<'a> {
    operation: &'static OperationInfo,
    /// Whether the body of a success with this status is handed over as it comes.
    streams: fn(u16) -> bool,
    request: &'a HttpRequest,
    /// `None` for one too far off to be told.
    deadline: Option<Instant>,
    /// Whether a token was asked for anew, which is done once a call.
    renewed: bool,
}

impl Client {
    /// Sends a request, again where the policy says so, and gives the first answer with a status of
    /// success.
    pub(crate) async fn exchange(
        &self,
        operation: &'static OperationInfo,
        streams: fn(u16) -> bool,
        request: HttpRequest,
        call: &CallSettings,
    ) -> Result<Succeeded, Error> {
        let time = &self.shared.time;
        let allowed = call.deadline.unwrap_or(self.shared.deadline);
        let mut sending = Sending {
            operation,
            streams,
            request: &request,
            deadline: time.now().checked_add(allowed),
            renewed: false,
        };
        let policy = call.retry.as_ref().unwrap_or(&self.shared.retry);
        let repeatable = request.body.as_ref().is_none_or(Upload::is_repeatable);
        let mut span = CallSpan::new(operation, time);
        let mut attempt = 1;
        loop {
            let sleep = {
                let sent = self.attempt(&mut sending);
                let error = match span.attempt(attempt, time, sent).await {
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
                    .filter(|_| repeatable && !error.is_rejected())
                    .and_then(|wait| time.now().checked_add(wait))
                    .filter(|until| sending.deadline.is_none_or(|deadline| *until < deadline));
                self.share_wait(&error, until);
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
    async fn attempt(&self, sending: &mut Sending<'_>) -> Result<Succeeded, Error> {
        let signer = self.shared.signer.as_ref();
        let Some(signer) = signer.filter(|signer| signer.is_wanted(sending.request)) else {
            return self.send(sending, sending.request.clone()).await;
        };
        let signed = |token: &AccessToken| {
            let mut request = sending.request.clone();
            match signer.sign(&mut request, token) {
                Ok(()) => Ok(request),
                Err(error) => Err(Error::request(sending.operation, error)),
            }
        };
        let token = self.token(sending, &signer.credentials, None).await?;
        let error = match self.send(sending, signed(&token)?).await {
            Err(error) if error.status() == Some(401) && sending.may_renew() => error,
            outcome => return outcome,
        };
        let refused = Some(&token);
        let fresh = self.token(sending, &signer.credentials, refused).await?;
        if fresh == token {
            return Err(error);
        }
        drop(error);
        let request = signed(&fresh)?;
        sending.renewed = true;
        self.send(sending, request).await
    }

    async fn admission(&self, sending: &Sending<'_>) -> Result<Admission, Error> {
        let admitted = self.limiter.admit(&self.shared.time, sending.deadline);
        admitted
            .await
            .map_err(|wait| Error::limit(sending.operation, wait))
    }

    /// Has a token that can be sent.
    async fn token(
        &self,
        sending: &Sending<'_>,
        credentials: &Credentials,
        refused: Option<&AccessToken>,
    ) -> Result<AccessToken, Error> {
        let operation = sending.operation;
        let asking = Asking {
            transport: &*self.shared.transport,
            time: &self.shared.time,
            timeout: self.left(sending, sending.request.timeout),
            deadline: sending.deadline,
        };
        let request = TokenRequest {
            operation: operation.name,
            scopes: operation.scopes,
            base_url: &self.shared.base,
            refused,
        };
        let token = credentials.token(&asking, request).await;
        let token = token.and_then(|token| {
            if token.can_be_sent() {
                Ok(token)
            } else {
                let problem = "the token cannot be put into a header";
                Err(TokenError::new(TokenProblem::Other).saying(problem))
            }
        });
        token.map_err(|source| Error::Authentication(Box::new(AuthError { operation, source })))
    }

    /// The time limit of an attempt, which is not to outlast the call's deadline.
    fn left(&self, sending: &Sending<'_>, timeout: Option<Duration>) -> Option<Duration> {
        let Some(deadline) = sending.deadline else {
            return timeout;
        };
        let left = deadline.saturating_duration_since(self.shared.time.now());
        Some(timeout.map_or(left, |timeout| timeout.min(left)))
    }

    /// Sends a request as soon as the limits allow.
    async fn send(
        &self,
        sending: &Sending<'_>,
        mut request: HttpRequest,
    ) -> Result<Succeeded, Error> {
        let operation = sending.operation;
        let admission = self.admission(sending).await?;
        request.timeout = self.left(sending, request.timeout);
        let time = &self.shared.time;
        let timeout = request.timeout;
        let until = timeout.and_then(|timeout| time.now().checked_add(timeout));
        let limit = request.body_limit.unwrap_or(usize::MAX);
        let response = match self.shared.transport.send(request).await {
            Ok(response) => response,
            Err(error) if error.kind() == TransportErrorKind::TooLarge => {
                return Err(Error::too_large(operation, limit));
            }
            Err(error) => return Err(Error::transport(operation, error)),
        };
        let HttpResponse {
            status,
            headers,
            mut body,
        } = response;
        let succeeded = (200..300).contains(&status);
        let mut answered = Answered {
            operation,
            status,
            headers,
            body: Vec::new(),
            retry_after: None,
        };
        let lost = |error| Error::transport(operation, error);
        if succeeded && (sending.streams)(status) {
            if answered.may_be_refusal()
                && let Some(peeked) = time.within(until, body.peek(REFUSAL)).await
                && let Some(json) = peeked.map_err(lost)?
                && let Some(said) = refused(operation.product, json)
            {
                answered.body = json.to_owned();
                return Err(Error::Api(Box::new(ApiError { answered, said })));
            }
            return Ok(Succeeded {
                answered,
                stream: Some((body, admission)),
            });
        }
        // A transport of the user's may not keep to the limits, and a body that could have been one to
        // hand over comes without a timeout for the whole of it.
        answered.body = match time.within(until, body.collect(limit)).await {
            Some(Ok(bytes)) => bytes,
            Some(Err(Unread::TooLarge)) => return Err(Error::too_large(operation, limit)),
            Some(Err(Unread::Lost(error))) => return Err(lost(error)),
            None => {
                let problem = "the body of the answer did not come in time";
                return Err(lost(TransportError::new(
                    TransportErrorKind::Timeout,
                    problem,
                )));
            }
        };
        if succeeded {
            return Ok(Succeeded {
                answered,
                stream: None,
            });
        }
        answered.retry_after = retry_after(&answered.headers, self.shared.time.today());
        Err(refusal(answered))
    }
}

impl Sending<'_> {
    /// Whether a call whose token was refused may be made again with another one.
    fn may_renew(&self) -> bool {
        let body = self.request.body.as_ref();
        !self.renewed && body.is_none_or(Upload::is_repeatable)
    }
}

/// The error for a status of failure.
fn refusal(answered: Answered) -> Error {
    let said = said_by(answered.operation.product, &answered.body);
    if answered.status == 429 {
        return Error::RateLimit(Box::new(RateLimitError {
            said: said.unwrap_or_else(|_| Said::default()),
            answered,
        }));
    }
    match said {
        Ok(said) => Error::Api(Box::new(ApiError { answered, said })),
        Err(problem) => Error::Status(Box::new(StatusError { answered, problem })),
    }
}
