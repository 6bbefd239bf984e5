//! The body of a response.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::{Bytes, PieceStream};
use crate::transport::TransportError;

/// The body of a response: bytes in memory, or pieces that come one by one.
/// Text and bytes make one; [`stream`](Self::stream) is for transports that hand it over as it comes:
///
/// ```
/// use clientwright_runtime::{Body, TransportError};
/// use futures_core::Stream;
///
/// fn body(pieces: impl Stream<Item = Result<Vec<u8>, TransportError>> + Send + 'static) -> Body {
///     Body::stream(pieces)
/// }
///
/// let whole = Body::from("{}");
/// assert!(whole.try_clone().is_some());
/// ```
#[derive(Default)]
pub struct Body {
    /// What is there already.
    ready: Vec<u8>,
    /// What is still to come.
    rest: Option<PieceStream>,
}

/// A body that is larger than what is read of it, or that got lost.
pub(crate) enum Unread {
    TooLarge,
    Lost(TransportError),
}

impl Body {
    /// A body whose pieces come one by one.
    pub fn stream(
        pieces: impl Stream<Item = Result<Vec<u8>, TransportError>> + Send + 'static,
    ) -> Self {
        Self {
            ready: Vec::new(),
            rest: Some(Box::pin(pieces)),
        }
    }

    /// The same body, if all of it is in memory.
    #[must_use]
    pub fn try_clone(&self) -> Option<Self> {
        self.rest.is_none().then(|| Self {
            ready: self.ready.clone(),
            rest: None,
        })
    }

    /// The next piece; `None` at the end.
    pub(crate) fn poll_piece(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Vec<u8>, TransportError>>> {
        if !self.ready.is_empty() {
            let piece = std::mem::take(&mut self.ready);
            return Poll::Ready(Some(Ok(piece)));
        }
        let Some(rest) = &mut self.rest else {
            return Poll::Ready(None);
        };
        let piece = ready!(Pin::as_mut(rest).poll_next(context));
        if !matches!(piece, Some(Ok(_))) {
            self.rest = None;
        }
        Poll::Ready(piece)
    }

    /// All of it, if it has no more bytes than that.
    pub(crate) async fn collect(mut self, limit: usize) -> Result<Vec<u8>, Unread> {
        match self.fill(limit).await {
            Ok(true) => Ok(self.ready),
            Ok(false) => Err(Unread::TooLarge),
            Err(error) => Err(Unread::Lost(error)),
        }
    }

    /// All of it, if it has no more bytes than that; otherwise it stays whole.
    pub(crate) async fn peek(&mut self, limit: usize) -> Result<Option<&[u8]>, TransportError> {
        let all = self.fill(limit).await?;
        Ok(all.then_some(self.ready.as_slice()))
    }

    /// Waits for pieces until all are there, or more bytes than that. Whether all are there.
    async fn fill(&mut self, limit: usize) -> Result<bool, TransportError> {
        while self.ready.len() <= limit
            && let Some(rest) = &mut self.rest
        {
            match poll_fn(|context| rest.as_mut().poll_next(context)).await {
                Some(piece) => {
                    let piece = piece?;
                    if self.ready.is_empty() {
                        self.ready = piece;
                    } else {
                        self.ready.extend_from_slice(&piece);
                    }
                }
                None => self.rest = None,
            }
        }
        Ok(self.ready.len() <= limit)
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.rest.is_some() {
            return formatter.write_str("[a stream]");
        }
        Bytes(self.ready.len()).fmt(formatter)
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self {
            ready: bytes,
            rest: None,
        }
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        text.into_bytes().into()
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        text.as_bytes().to_owned().into()
    }
}
