//! The expected Rust of the spec fixtures compiles without a warning, and sends and reads what the
//! specs say.

use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
