//! What a call leaves in traces: a program of its own, as calls of other tests would disturb it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use clientwright_runtime::{Backoff, TransportErrorKind};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

#[allow(dead_code, reason = "shared with other tests")]
pub mod support;

use crate::support::script::Script;
use crate::support::{answer, now};

/// Writes everything that it is told, a line each.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<String>>);

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("clientwright")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut text = self.0.lock().unwrap();
        text.push_str("span");
        span.record(&mut Fields(&mut text));
        text.push('\n');
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Fields(&mut self.0.lock().unwrap()));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut text = self.0.lock().unwrap();
        text.push_str("\nevent");
        event.record(&mut Fields(&mut text));
        text.push('\n');
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[test]
fn one_span_a_call() {
    let script = Script::new([
        Err(TransportErrorKind::Connect),
        Ok(answer(429, r#"{"code": 44, "message": "p3rsonal"}"#)),
        Ok(answer(200, r#"{"widget": {"name": "p3rsonal"}}"#)),
    ]);
    let policy = Backoff::new().jitter(false);
    let client = script.builder().retry(policy).build().unwrap();
    let lines = Lines::default();
    tracing::subscriber::with_default(lines.clone(), || {
        now(client.widgets().get("p3rsonal")).unwrap();
    });
    let text = lines.0.lock().unwrap().clone();
    assert_eq!(
        text,
        "span product=\"acme\" operation=\"widgets.get\" method=\"GET\"\n\
         \nevent message=attempt number=1 error=\"transport\" duration_ms=0\n \
         attempts=1 duration_ms=0 error=\"transport\"\
         \nevent message=attempt number=2 status=429 error=\"rate limit\" duration_ms=0\n \
         attempts=2 duration_ms=500 status=429 error=\"rate limit\"\
         \nevent message=attempt number=3 status=200 duration_ms=0\n \
         attempts=3 duration_ms=1500 status=200 error=\"\""
    );
}
