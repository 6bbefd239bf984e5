//! Where an operation looks for what it answers.

use std::cell::Cell;

use super::{Answer, Around};
use crate::operation::Operation;

/// Where the payload of an answer stands.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// There is none.
    Nothing,
    /// It is the body, beside the envelope's members.
    Whole,
    /// In a member, and what is said about a page in another.
    Member {
        payload: String,
        context: Option<String>,
    },
}

/// The layout of the answers of an operation that have this status: learnt by letting it read one that
/// holds nothing. `None` where it reads none of JSON.
pub(crate) fn layout<Op: Operation>(status: u16) -> Option<Layout> {
    let layout = Cell::new(None);
    let around = Around {
        status,
        download: Cell::new(None),
        message: Cell::new(None),
        watch: None,
        layout: Some(&layout),
    };
    // What is missing in it does not matter.
    let _ = Op::read(Answer::new(Op::INFO.product, b"{}", &around));
    layout.take()
}
