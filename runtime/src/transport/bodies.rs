//! Bodies between the types of the runtime and those of reqwest.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body as _, Frame, SizeHint};
use tokio::time::{Instant, Sleep};

use super::reqwest::lost;
use super::{TransportError, TransportErrorKind};
use crate::http::{PieceStream, Upload};

/// The body to send.
pub(super) fn outgoing(upload: Upload) -> Result<reqwest::Body, TransportError> {
    let length = upload.length();
    Ok(match upload.open()? {
        Ok(bytes) => bytes.into(),
        Err(pieces) => reqwest::Body::wrap(Outgoing {
            pieces: Mutex::new(pieces),
            length,
        }),
    })
}

struct Outgoing {
    /// Nobody else ever has it: the lock makes it `Sync`.
    pieces: Mutex<PieceStream>,
    length: Option<u64>,
}

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let pieces = self.pieces.get_mut();
        let pieces = pieces.unwrap_or_else(PoisonError::into_inner);
        let piece = ready!(pieces.as_mut().poll_next(context));
        Poll::Ready(piece.map(|piece| piece.map(|piece| Frame::data(piece.into()))))
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map(SizeHint::with_exact).unwrap_or_default()
    }
}

/// The body of an answer, piece by piece.
pub(super) struct Incoming {
    body: reqwest::Body,
    /// How long a piece may take.
    timeout: Option<Duration>,
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Incoming {
    pub(super) fn new(response: reqwest::Response, timeout: Option<Duration>) -> Self {
        Self {
            body: response.into(),
            timeout,
            sleep: None,
        }
    }

    /// Whether the piece that is waited for comes too late.
    fn is_late(&mut self, context: &mut Context<'_>) -> bool {
        let Some(timeout) = self.timeout else {
            return false;
        };
        let end = || Instant::now().checked_add(timeout);
        if self.sleep.is_none() {
            self.sleep = end().map(|end| Box::pin(tokio::time::sleep_until(end)));
        }
        let sleep = self.sleep.as_mut();
        sleep.is_some_and(|sleep| sleep.as_mut().poll(context).is_ready())
    }
}

impl Stream for Incoming {
    type Item = Result<Vec<u8>, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) else {
                if self.is_late(context) {
                    let problem = "no more of the body came in time";
                    let error = TransportError::new(TransportErrorKind::Timeout, problem);
                    return Poll::Ready(Some(Err(error)));
                }
                return Poll::Pending;
            };
            self.sleep = None;
            match frame {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(lost(error)))),
                Some(Ok(frame)) => {
                    // What is no data are trailers.
                    if let Ok(bytes) = frame.into_data() {
                        return Poll::Ready(Some(Ok(bytes.into())));
                    }
                }
            }
        }
    }
}
