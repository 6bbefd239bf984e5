//! Streams of bytes that are always ready.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use clientwright_runtime::{TransportError, Upload};
use futures_core::Stream;

/// Pieces that are there.
pub struct Pieces(VecDeque<Result<Vec<u8>, TransportError>>);

impl Pieces {
    /// These texts.
    pub fn new(pieces: impl IntoIterator<Item = &'static str>) -> Self {
        Self(pieces.into_iter().map(|it| Ok(it.into())).collect())
    }

    /// These texts, and then an error.
    pub fn ending(pieces: impl IntoIterator<Item = &'static str>, error: TransportError) -> Self {
        let mut pieces = Self::new(pieces);
        pieces.0.push_back(Err(error));
        pieces
    }

    /// Reads all of an upload, or the words of what went wrong.
    pub fn read(upload: Upload) -> Result<String, String> {
        let words = |error: TransportError| error.to_string();
        let mut read = Vec::new();
        match upload.open().map_err(words)? {
            Ok(bytes) => read = bytes,
            Err(mut pieces) => {
                let mut context = Context::from_waker(Waker::noop());
                loop {
                    match pieces.as_mut().poll_next(&mut context) {
                        Poll::Ready(Some(piece)) => read.extend(piece.map_err(words)?),
                        Poll::Ready(None) => break,
                        Poll::Pending => return Err("it waits".to_owned()),
                    }
                }
            }
        }
        String::from_utf8(read).map_err(|error| error.to_string())
    }
}

impl Stream for Pieces {
    type Item = Result<Vec<u8>, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}
