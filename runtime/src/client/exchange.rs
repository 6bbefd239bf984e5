//! Sends a request until there is an answer, or a reason to give up.

use std::time::{Duration, Instant};

use super::trace::CallSpan;
use super::{CallSettings, Client, with_scheme};
use crate::answer::said_by;
use crate::auth::{AccessToken, Asking, Credentials, TokenRequest};
use crate::error::{
    Answered, ApiError, AuthError, Error, RateLimitError, Said, StatusError, TokenError,
    TokenProblem,
};
use crate::http::{HttpRequest, HttpResponse};
use crate::limit::Admission;
use crate::operation::OperationInfo;
use crate::product::Auth;
use crate::retry::{FailedAttempt, retry_after};
use crate::transport::TransportErrorKind;

/// What a call is sent with, the same for all of its attempts.
struct Sending<'a> {
    operation: &'static OperationInfo,
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
        request: HttpRequest,
        call: &CallSettings,
    ) -> Result<Answered, Error> {
        let time = &self.shared.time;
        let allowed = call.deadline.unwrap_or(self.shared.deadline);
        let mut sending = Sending {
            operation,
            request: &request,
            deadline: time.now().checked_add(allowed),
            renewed: false,
        };
        let policy = call.retry.as_ref().unwrap_or(&self.shared.retry);
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
    async fn attempt(&self, sending: &mut Sending<'_>) -> Result<Answered, Error> {
        let Some((header, scheme, credentials)) = self.wanting_token(sending.request) else {
            return self.send(sending, sending.request.clone()).await;
        };
        let signed = |token: &AccessToken| {
            let mut request = sending.request.clone();
            request
                .headers
                .push_sensitive(header, with_scheme(scheme, token));
            request
        };
        let token = self.token(sending, credentials, None).await?;
        let error = match self.send(sending, signed(&token)).await {
            Err(error) if error.status() == Some(401) && !sending.renewed => error,
            outcome => return outcome,
        };
        let fresh = self.token(sending, credentials, Some(&token)).await?;
        if fresh == token {
            return Err(error);
        }
        drop(error);
        let request = signed(&fresh);
        sending.renewed = true;
        self.send(sending, request).await
    }

    async fn admission(&self, sending: &Sending<'_>) -> Result<Option<Admission>, Error> {
        let Some(limiter) = &self.limiter else {
            return Ok(None);
        };
        let admitted = limiter.admit(&self.shared.time, sending.deadline).await;
        admitted
            .map(Some)
            .map_err(|wait| Error::limit(sending.operation, wait))
    }

    /// The header, scheme and credentials for a request that has yet to say who calls.
    fn wanting_token(
        &self,
        request: &HttpRequest,
    ) -> Option<(&'static str, &'static str, &Credentials)> {
        let Auth::Token { header, scheme, .. } = &self.shared.product.auth else {
            return None;
        };
        let credentials = self.shared.credentials.as_ref()?;
        let wanting = request.headers.get(header).is_none();
        wanting.then_some((*header, *scheme, credentials))
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
    ) -> Result<Answered, Error> {
        let operation = sending.operation;
        let _admission = self.admission(sending).await?;
        request.timeout = self.left(sending, request.timeout);
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
