//! Answers that are bytes.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use crate::error::{Answered, Error};
use crate::http::{Body, Headers, Unread};
use crate::limit::Admission;
use crate::operation::OperationInfo;

/// The bytes that an operation answers, as they come: a [`Stream`] of pieces, or
/// [`next`](Self::next) without one. It ends after an error.
///
/// The call's timeout holds for each piece, and its deadline no longer. As long as it is kept the
/// request counts as running; dropped, the connection is closed.
///
/// ```
/// use std::io::Write;
/// use clientwright_runtime::Download;
///
/// async fn save(
///     mut download: Download,
///     file: &mut impl Write,
/// ) -> Result<(), Box<dyn std::error::Error>> {
///     while let Some(piece) = download.next().await {
///         file.write_all(&piece?)?;
///     }
///     Ok(())
/// }
/// ```
#[must_use = "the bytes are still to be read"]
pub struct Download {
    operation: &'static OperationInfo,
    status: u16,
    headers: Headers,
    body: Body,
    /// None once the body is over.
    admission: Option<Admission>,
}

impl Download {
    pub(crate) fn new(answered: &Answered, body: Body, admission: Admission) -> Self {
        Self {
            operation: answered.operation,
            status: answered.status,
            headers: answered.headers.clone(),
            body,
            admission: Some(admission),
        }
    }

    /// The next piece; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Vec<u8>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// All bytes, if there are no more than `limit`.
    ///
    /// # Errors
    /// [`Error::BodyTooLarge`], or what was lost on the way.
    pub async fn bytes(self, limit: usize) -> Result<Vec<u8>, Error> {
        let operation = self.operation;
        self.body
            .collect(limit)
            .await
            .map_err(|unread| match unread {
                Unread::TooLarge => Error::too_large(operation, limit),
                Unread::Lost(error) => Error::transport(operation, error),
            })
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The headers.
    #[must_use]
    pub const fn headers(&self) -> &Headers {
        &self.headers
    }

    /// What the bytes are, if the service says so: `application/pdf`.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.headers.get("Content-Type")
    }

    /// How many bytes there are, if the service says so.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.headers.get("Content-Length")?.trim().parse().ok()
    }

    #[cfg(feature = "blocking")]
    pub(crate) const fn operation(&self) -> &'static OperationInfo {
        self.operation
    }
}

impl Stream for Download {
    type Item = Result<Vec<u8>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let operation = self.operation;
        let piece = self.body.poll_piece(context);
        if let Poll::Ready(None | Some(Err(_))) = piece {
            self.admission = None;
        }
        piece.map(|piece| piece.map(|it| it.map_err(|error| Error::transport(operation, error))))
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Download")
            .field("operation", &self.operation.name)
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
