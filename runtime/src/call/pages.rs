//! Page after page, and item after item.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::trail::{Repeats, Trail};
use super::{CallCore, Response};
use crate::error::Error;
use crate::operation::Paged;
use crate::page::Page;

type PageOf<Op> = Page<<Op as Paged>::Item, <Op as Paged>::Context>;
type Answered<Op> = (CallCore<Op>, Result<Response<PageOf<Op>>, Error>);

/// The pages of a list, one call each: a [`Stream`], or [`next`](Self::next) without one. It ends
/// after the last page, and after an error.
/// ```
#[doc = include_str!("../doc/acme.md")]
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), clientwright_runtime::Error> {
/// # let client = acme::client();
/// let mut pages = client.widgets().list().pages();
/// let mut sizes = Vec::new();
/// while let Some(page) = pages.next().await {
///     let page = page?;
///     sizes.push(page.items.len());
///     // To go on from here tomorrow, keep `page.next`: `list().starting_at(…)` takes it.
/// }
/// assert_eq!(sizes, [2, 1]);
/// # Ok(())
/// # }
/// ```
#[must_use = "pages are asked for one by one"]
pub struct Pages<Op: Paged> {
    state: State<Op>,
    trail: Trail,
    repeats: Repeats,
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
            repeats: Repeats::new(),
        }
    }

    /// The next page; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<PageOf<Op>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// What follows a page.
    fn after(&mut self, mut call: CallCore<Op>, page: &PageOf<Op>) -> State<Op> {
        let Some(next) = call.operation().continuation(page) else {
            return State::Done;
        };
        call.resume(&next);
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
                        let answer = call.with_response().await;
                        (call, answer)
                    }));
                }
                State::Waiting(mut future) => {
                    let Poll::Ready((call, answer)) = future.as_mut().poll(context) else {
                        this.state = State::Waiting(future);
                        return Poll::Pending;
                    };
                    return Poll::Ready(Some(answer.and_then(|answer| {
                        let page = answer.payload;
                        if this.repeats.repeats(&answer.bytes, &page.items) {
                            return Err(Error::paging(Op::INFO));
                        }
                        this.state = this.after(call, &page);
                        Ok(page)
                    })));
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
/// ```
#[doc = include_str!("../doc/acme.md")]
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), clientwright_runtime::Error> {
/// # let client = acme::client();
/// let mut widgets = client.widgets().list().stream();
/// let mut names = Vec::new();
/// while let Some(widget) = widgets.next().await {
///     names.push(widget?["name"].to_string());
/// }
/// assert_eq!(names, ["\"Sprocket\"", "\"Cog\"", "\"Gear\""]);
/// # Ok(())
/// # }
/// ```
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
