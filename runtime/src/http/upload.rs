//! The body of a request.

use std::fmt;
#[cfg(feature = "testing")]
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use futures_core::Stream;

use super::Bytes;
use super::pieces::Exactly;
use crate::transport::{TransportError, TransportErrorKind};

/// Bytes that come piece by piece.
pub type PieceStream = Pin<Box<dyn Stream<Item = Result<Vec<u8>, TransportError>> + Send>>;

/// What is sent: bytes, or a stream of them. `Debug` does not show them.
///
/// ```
/// use clientwright_runtime::Upload;
///
/// let photo = Upload::from(vec![0xff, 0xd8]).file_name("cog.jpg").content_type("image/jpeg");
/// assert_eq!(photo.length(), Some(2));
/// ```
#[derive(Clone)]
pub struct Upload {
    pub(super) source: Source,
    file_name: Option<String>,
    content_type: Option<String>,
}

#[derive(Clone)]
pub(super) enum Source {
    Bytes(Vec<u8>),
    Stream {
        length: Option<u64>,
        open: Open,
        /// Whether it can be opened more than once.
        repeatable: bool,
    },
}

/// Begins at the first byte; `None` where that cannot be done again.
pub(super) type Open = Arc<dyn Fn() -> Option<PieceStream> + Send + Sync>;

impl Upload {
    /// Bytes that come piece by piece. Each attempt of a call begins at the first byte, so `open` may
    /// be called more than once.
    ///
    /// `length` is the number of bytes: without it the body is sent in chunks, which not every
    /// service takes. With it, a stream of another length makes the call fail.
    /// ```
    #[doc = include_str!("../doc/acme.md")]
    /// use std::pin::Pin;
    /// use std::task::{Context, Poll};
    ///
    /// use clientwright_runtime::{TransportError, Upload};
    /// use futures_core::Stream;
    ///
    /// /// What is left to send, a piece at a time.
    /// struct Pieces(Vec<Vec<u8>>);
    ///
    /// impl Stream for Pieces {
    ///     type Item = Result<Vec<u8>, TransportError>;
    ///
    ///     fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
    ///         Poll::Ready(self.0.pop().map(Ok))
    ///     }
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), clientwright_runtime::Error> {
    /// # let client = acme::client();
    /// let photo = Upload::stream(4, || Pieces(vec![vec![0xff, 0xd9], vec![0xff, 0xd8]]));
    /// assert_eq!(photo.length(), Some(4));
    /// client.widgets().set_photo(7, photo).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn stream<S>(
        length: impl Into<Option<u64>>,
        open: impl Fn() -> S + Send + Sync + 'static,
    ) -> Self
    where
        S: Stream<Item = Result<Vec<u8>, TransportError>> + Send + 'static,
    {
        Source::Stream {
            length: length.into(),
            open: Arc::new(move || Some(Box::pin(open()))),
            repeatable: true,
        }
        .into()
    }

    /// Bytes that come piece by piece and can be read once: the call is sent once, and its failure
    /// returned where another call would be repeated.
    /// ```
    /// use clientwright_runtime::{PieceStream, Upload};
    ///
    /// /// What comes from elsewhere, passed on as it comes.
    /// fn pass_on(pieces: PieceStream) -> Upload {
    ///     Upload::once(None, pieces).file_name("report.pdf").content_type("application/pdf")
    /// }
    /// # let _: fn(PieceStream) -> Upload = pass_on;
    /// ```
    pub fn once(
        length: impl Into<Option<u64>>,
        pieces: impl Stream<Item = Result<Vec<u8>, TransportError>> + Send + 'static,
    ) -> Self {
        let pieces: PieceStream = Box::pin(pieces);
        let pieces = Mutex::new(Some(pieces));
        Source::Stream {
            length: length.into(),
            open: Arc::new(move || pieces.lock().unwrap_or_else(PoisonError::into_inner).take()),
            repeatable: false,
        }
        .into()
    }

    /// The name that the service is told where this is a part of a form.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// What it is: `image/jpeg`. By default what the operation's documents say, or
    /// `application/octet-stream`.
    #[must_use]
    pub fn content_type(mut self, name: impl Into<String>) -> Self {
        self.content_type = Some(name.into());
        self
    }

    /// How many bytes it has, if that is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match &self.source {
            Source::Bytes(bytes) => Some(bytes.len() as u64),
            Source::Stream { length, .. } => *length,
        }
    }

    /// The bytes, where they are in memory.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.source {
            Source::Bytes(bytes) => Some(bytes),
            Source::Stream { .. } => None,
        }
    }

    /// The bytes, or else the stream of them. For transports.
    /// ```
    /// use std::future::poll_fn;
    ///
    /// use clientwright_runtime::{TransportError, Upload};
    ///
    /// async fn write(body: Upload, out: &mut Vec<u8>) -> Result<(), TransportError> {
    ///     match body.open()? {
    ///         Ok(bytes) => out.extend(bytes),
    ///         Err(mut pieces) => {
    ///             while let Some(piece) = poll_fn(|context| pieces.as_mut().poll_next(context)).await {
    ///                 out.extend(piece?);
    ///             }
    ///         }
    ///     }
    ///     Ok(())
    /// }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), TransportError> {
    ///
    /// let mut out = Vec::new();
    /// write(Upload::from("a photo"), &mut out).await?;
    /// assert_eq!(out, b"a photo");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// It can be read once, and was.
    pub fn open(self) -> Result<Result<Vec<u8>, PieceStream>, TransportError> {
        match self.source {
            Source::Bytes(bytes) => Ok(Ok(bytes)),
            Source::Stream { open, length, .. } => {
                let pieces = open().ok_or_else(|| {
                    let problem = "the upload can be read once, and was";
                    TransportError::new(TransportErrorKind::Other, problem)
                })?;
                Ok(Err(match length {
                    Some(length) => Box::pin(Exactly::new(pieces, length)),
                    None => pieces,
                }))
            }
        }
    }

    /// The same bytes in memory, for tests.
    #[cfg(feature = "testing")]
    pub(crate) async fn into_memory(self) -> Result<Self, TransportError> {
        let Self {
            file_name,
            content_type,
            ..
        } = self.clone();
        let bytes = match self.open()? {
            Ok(bytes) => bytes,
            Err(mut pieces) => {
                let mut bytes = Vec::new();
                while let Some(piece) = poll_fn(|context| pieces.as_mut().poll_next(context)).await
                {
                    bytes.extend(piece?);
                }
                bytes
            }
        };
        Ok(Self {
            source: Source::Bytes(bytes),
            file_name,
            content_type,
        })
    }

    /// Whether it can be sent more than once.
    pub(crate) fn is_repeatable(&self) -> bool {
        match &self.source {
            Source::Bytes(_) => true,
            Source::Stream { repeatable, .. } => *repeatable,
        }
    }

    pub(crate) fn named(&self) -> Option<&str> {
        self.file_name.as_deref()
    }

    pub(crate) fn kind(&self) -> Option<&str> {
        self.content_type.as_deref()
    }
}

impl From<Source> for Upload {
    fn from(source: Source) -> Self {
        Self {
            source,
            file_name: None,
            content_type: None,
        }
    }
}

impl From<Vec<u8>> for Upload {
    fn from(bytes: Vec<u8>) -> Self {
        Source::Bytes(bytes).into()
    }
}

impl From<&[u8]> for Upload {
    fn from(bytes: &[u8]) -> Self {
        bytes.to_owned().into()
    }
}

impl<const N: usize> From<&[u8; N]> for Upload {
    fn from(bytes: &[u8; N]) -> Self {
        bytes.to_vec().into()
    }
}

impl From<String> for Upload {
    fn from(text: String) -> Self {
        text.into_bytes().into()
    }
}

impl From<&str> for Upload {
    fn from(text: &str) -> Self {
        text.as_bytes().into()
    }
}

/// The same bytes in memory, or the same stream, under the same names.
impl PartialEq for Upload {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.source, &other.source) {
            (Source::Bytes(one), Source::Bytes(two)) => one == two,
            (Source::Stream { open: one, .. }, Source::Stream { open: two, .. }) => {
                Arc::ptr_eq(one, two)
            }
            _ => false,
        };
        same && self.file_name == other.file_name && self.content_type == other.content_type
    }
}

impl Eq for Upload {}

impl fmt::Debug for Upload {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Source::Bytes(bytes) => Bytes(bytes.len()).fmt(formatter),
            Source::Stream { .. } => formatter.write_str("[a stream]"),
        }
    }
}

/// An upload that may be left out, or several.
pub trait File {
    /// Hands over each upload.
    fn uploads(&self, visit: &mut dyn FnMut(&Upload));
}

impl File for Upload {
    fn uploads(&self, visit: &mut dyn FnMut(&Upload)) {
        visit(self);
    }
}

impl File for Option<Upload> {
    fn uploads(&self, visit: &mut dyn FnMut(&Upload)) {
        self.iter().for_each(visit);
    }
}

impl File for Vec<Upload> {
    fn uploads(&self, visit: &mut dyn FnMut(&Upload)) {
        self.iter().for_each(visit);
    }
}

impl File for Option<Vec<Upload>> {
    fn uploads(&self, visit: &mut dyn FnMut(&Upload)) {
        self.iter().flatten().for_each(visit);
    }
}
