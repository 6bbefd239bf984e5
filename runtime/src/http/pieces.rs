//! Streams of bytes made of others.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::upload::{PieceStream, Source, Upload};
use crate::transport::{TransportError, TransportErrorKind};

type Item = Result<Vec<u8>, TransportError>;

/// A stream that has as many bytes as it was said to have, or ends in an error.
pub(super) struct Exactly {
    pieces: PieceStream,
    left: Option<u64>,
}

impl Exactly {
    pub(super) const fn new(pieces: PieceStream, length: u64) -> Self {
        Self {
            pieces,
            left: Some(length),
        }
    }
}

impl Stream for Exactly {
    type Item = Item;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Item>> {
        let Some(left) = self.left else {
            return Poll::Ready(None);
        };
        let piece = match ready!(self.pieces.as_mut().poll_next(context)) {
            Some(Ok(piece)) => piece,
            Some(Err(error)) => {
                self.left = None;
                return Poll::Ready(Some(Err(error)));
            }
            None => {
                self.left = None;
                return Poll::Ready((left > 0).then(|| Err(wrong(left, "fewer"))));
            }
        };
        let length = piece.len() as u64;
        self.left = left.checked_sub(length);
        Poll::Ready(Some(if self.left.is_some() {
            Ok(piece)
        } else {
            Err(wrong(length - left, "more"))
        }))
    }
}

fn wrong(bytes: u64, what: &str) -> TransportError {
    let problem = format!("the upload has {bytes} bytes {what} than its length says");
    TransportError::new(TransportErrorKind::Other, problem)
}

/// Uploads one after the other, as one.
pub(crate) struct Joined(Vec<Upload>);

impl Joined {
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds an upload; bytes after bytes are one piece.
    pub(crate) fn push(&mut self, upload: Upload) {
        if let Source::Bytes(more) = &upload.source
            && let Some(Upload {
                source: Source::Bytes(bytes),
                ..
            }) = self.0.last_mut()
        {
            bytes.extend_from_slice(more);
        } else {
            self.0.push(upload);
        }
    }

    pub(crate) fn finish(mut self) -> Upload {
        if self.0.len() <= 1 {
            return self.0.pop().unwrap_or_else(|| Vec::new().into());
        }
        let length = self.0.iter().map(Upload::length).sum();
        let repeatable = self.0.iter().all(Upload::is_repeatable);
        let parts = self.0;
        Source::Stream {
            length,
            open: Arc::new(move || {
                let opened = parts.iter().map(|part| match part.clone().open() {
                    Ok(Ok(bytes)) => Some(Piece::Bytes(bytes)),
                    Ok(Err(pieces)) => Some(Piece::Stream(pieces)),
                    Err(_) => None,
                });
                let pieces = opened.collect::<Option<VecDeque<_>>>()?;
                Some(Box::pin(Pieces(pieces)))
            }),
            repeatable,
        }
        .into()
    }
}

enum Piece {
    Bytes(Vec<u8>),
    Stream(PieceStream),
}

/// The pieces of several uploads.
struct Pieces(VecDeque<Piece>);

impl Stream for Pieces {
    type Item = Item;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Item>> {
        loop {
            match self.0.front_mut() {
                None => return Poll::Ready(None),
                Some(Piece::Bytes(bytes)) => {
                    let bytes = std::mem::take(bytes);
                    self.0.pop_front();
                    return Poll::Ready(Some(Ok(bytes)));
                }
                Some(Piece::Stream(pieces)) => {
                    match ready!(pieces.as_mut().poll_next(context)) {
                        Some(piece) => return Poll::Ready(Some(piece)),
                        None => self.0.pop_front(),
                    };
                }
            }
        }
    }
}
