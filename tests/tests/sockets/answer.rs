//! What a server answers: also slowly, in pieces, and not to the end.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, SizeHint};
use hyper::{Response, StatusCode};
use tokio::time::{Sleep, sleep};

/// What a proxy shows.
pub(crate) const PROXY_PAGE: &str =
    "<html><head><title>Out of order</title></head><body>hidden-7</body></html>";

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    late: Duration,
    pieces: VecDeque<Piece>,
    declared: Option<u64>,
}

/// A part of a body.
#[derive(Clone, Debug)]
enum Piece {
    Bytes(Bytes),
    Pause(Duration),
    /// The connection breaks.
    Cut,
}

impl Answer {
    /// A body whose length the head declares.
    pub(crate) fn new(status: u16, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        Self {
            status,
            headers: Vec::new(),
            late: Duration::ZERO,
            declared: Some(body.len() as u64),
            pieces: [Piece::Bytes(body)].into(),
        }
    }

    /// JSON.
    pub(crate) fn json(status: u16, body: impl Into<Bytes>) -> Self {
        Self::new(status, body).header("content-type", "application/json")
    }

    /// A page of a proxy.
    pub(crate) fn html(status: u16) -> Self {
        Self::new(status, PROXY_PAGE).header("content-type", "text/html")
    }

    /// A way on to another URL.
    pub(crate) fn redirect(status: u16, to: impl Into<String>) -> Self {
        Self::new(status, "").header("location", to)
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(crate) fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The head comes late.
    pub(crate) fn late(mut self, by: Duration) -> Self {
        self.late = by;
        self
    }

    /// In chunks: the length is not known before the end.
    pub(crate) fn undeclared(mut self) -> Self {
        self.declared = None;
        self
    }

    /// The same body again and again, with a pause after each.
    pub(crate) fn trickling(mut self, times: usize, pause: Duration) -> Self {
        let body = std::mem::take(&mut self.pieces);
        for _ in 0..times {
            self.pieces.extend(body.clone());
            self.pieces.push_back(Piece::Pause(pause));
        }
        self.declared = self.declared.map(|length| length * times as u64);
        self
    }

    /// The connection breaks after the body; what is declared is more by one byte.
    pub(crate) fn cut(mut self) -> Self {
        // So that what comes before the break is on its way.
        self.pieces
            .push_back(Piece::Pause(Duration::from_millis(5)));
        self.pieces.push_back(Piece::Cut);
        self.declared = self.declared.map(|length| length + 1);
        self
    }

    pub(crate) async fn response(self) -> Response<Pieces> {
        if !self.late.is_zero() {
            sleep(self.late).await;
        }
        let mut response = Response::new(Pieces {
            left: self.pieces,
            pause: None,
            declared: self.declared,
        });
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap();
        for (name, value) in self.headers {
            response.headers_mut().append(name, value.parse().unwrap());
        }
        response
    }
}

/// A body on its way.
pub(crate) struct Pieces {
    left: VecDeque<Piece>,
    pause: Option<Pin<Box<Sleep>>>,
    declared: Option<u64>,
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let this = self.get_mut();
        loop {
            if let Some(pause) = &mut this.pause {
                std::task::ready!(pause.as_mut().poll(context));
                this.pause = None;
            }
            return Poll::Ready(match this.left.pop_front() {
                Some(Piece::Bytes(bytes)) => Some(Ok(Frame::data(bytes))),
                Some(Piece::Pause(time)) => {
                    this.pause = Some(Box::pin(sleep(time)));
                    continue;
                }
                Some(Piece::Cut) => Some(Err(io::ErrorKind::BrokenPipe.into())),
                None => None,
            });
        }
    }

    fn size_hint(&self) -> SizeHint {
        self.declared
            .map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}
