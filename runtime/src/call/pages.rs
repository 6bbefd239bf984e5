//! Page after page, and item after item.

use std::fmt;
use std::future::poll_fn;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::CallCore;
use crate::error::Error;
use crate::http::{HttpRequest, Upload};
use crate::operation::Paged;
use crate::page::Page;

type PageOf<Op> = Page<<Op as Paged>::Item, <Op as Paged>::Context>;
type Answered<Op> = (CallCore<Op>, Result<PageOf<Op>, Error>);

/// The pages of a list, one call each: a [`Stream`], or [`next`](Self::next) without one. It ends
/// after the last page, and after an error.
#[must_use = "pages are asked for one by one"]
pub struct Pages<Op: Paged> {
    state: State<Op>,
    trail: Trail,
}

enum State<Op: Paged> {
    Ready(CallCore<Op>),
    Waiting(Pin<Box<dyn Future<Output = Answered<Op>> + Send>>),
    Failed(Error),
    Done,
}

impl<Op: Paged> Pages<Op> {
    pub(super) const fn new(call: CallCore<Op>) -> Self {
        Self {
            state: State::Ready(call),
            trail: Trail::new(),
        }
    }

    /// The next page; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<PageOf<Op>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// What follows a page.
    fn after(&mut self, mut call: CallCore<Op>, page: &PageOf<Op>) -> State<Op> {
        if !call.operation_mut().advance(page) {
            return State::Done;
        }
        match call.request() {
            Ok(request) if self.trail.leads_back(&request) => {
                State::Failed(Error::paging(Op::INFO))
            }
            Ok(_) => State::Ready(call),
            Err(error) => State::Failed(error),
        }
    }
}

// Neither the call nor the operation is ever pinned: only the boxed future is.
impl<Op: Paged> Unpin for Pages<Op> {}

impl<Op: Paged> Stream for Pages<Op> {
    type Item = Result<PageOf<Op>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            match std::mem::replace(&mut this.state, State::Done) {
                State::Ready(call) => {
                    if let Ok(request) = call.request() {
                        this.trail.start(&request);
                    }
                    this.state = State::Waiting(Box::pin(async move {
                        let answer = call.send().await;
                        (call, answer)
                    }));
                }
                State::Waiting(mut future) => {
                    let Poll::Ready((call, answer)) = future.as_mut().poll(context) else {
                        this.state = State::Waiting(future);
                        return Poll::Pending;
                    };
                    if let Ok(page) = &answer {
                        this.state = this.after(call, page);
                    }
                    return Poll::Ready(Some(answer));
                }
                State::Failed(error) => return Poll::Ready(Some(Err(error))),
                State::Done => return Poll::Ready(None),
            }
        }
    }
}

impl<Op: Paged> fmt::Debug for Pages<Op> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Pages({})", Op::INFO.name)
    }
}

/// The items of a list, page after page: a [`Stream`], or [`next`](Self::next) without one. It ends
/// after the last item, and after an error.
#[must_use = "items are asked for one by one"]
pub struct Items<Op: Paged> {
    pages: Pages<Op>,
    items: std::vec::IntoIter<Op::Item>,
}

impl<Op: Paged> Items<Op> {
    pub(super) fn new(call: CallCore<Op>) -> Self {
        Self {
            pages: Pages::new(call),
            items: Vec::new().into_iter(),
        }
    }

    /// The next item; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<Op::Item, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<Op: Paged> Unpin for Items<Op> {}

impl<Op: Paged> Stream for Items<Op> {
    type Item = Result<Op::Item, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(item) = this.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut this.pages).poll_next(context)) {
                Some(Ok(page)) => this.items = page.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<Op: Paged> fmt::Debug for Items<Op> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Items({})", Op::INFO.name)
    }
}

/// Notices a list that leads back to a request that was already made, by Brent's method: one mark,
/// moved on at each power of two, so that memory stays flat.
struct Trail {
    mark: Option<u64>,
    steps: u64,
    limit: u64,
}

impl Trail {
    const fn new() -> Self {
        Self {
            mark: None,
            steps: 0,
            limit: 1,
        }
    }

    /// Marks the first request.
    fn start(&mut self, request: &HttpRequest) {
        self.mark.get_or_insert_with(|| fingerprint(request));
    }

    /// Whether the next request is the one that is marked.
    fn leads_back(&mut self, request: &HttpRequest) -> bool {
        let next = fingerprint(request);
        if self.mark == Some(next) {
            return true;
        }
        self.steps += 1;
        if self.steps == self.limit {
            self.mark = Some(next);
            self.limit *= 2;
            self.steps = 0;
        }
        false
    }
}

fn fingerprint(request: &HttpRequest) -> u64 {
    let mut hasher = DefaultHasher::new();
    request.url.hash(&mut hasher);
    let body = request.body.as_ref().and_then(Upload::as_bytes);
    body.hash(&mut hasher);
    hasher.finish()
}
