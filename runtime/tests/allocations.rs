//! What a call allocates beside what it reads. Apart from the other tests: this one counts.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[allow(dead_code, reason = "a client has more than the test calls")]
pub mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use allocation_counter::measure;
use clientwright_runtime::{
    Headers, HttpRequest, HttpResponse, Limits, Page, Transport, TransportFuture,
};
use serde::Deserialize;

use support::acme::widgets::Widget;
use support::acme::{Client, PageContext};
use support::now;

/// Gives an answer that was made before.
#[derive(Clone, Default)]
struct Prepared(Arc<Mutex<Option<HttpResponse>>>);

impl Transport for Prepared {
    fn send(&self, _: HttpRequest) -> TransportFuture<'_> {
        let answer = self.0.lock().unwrap().take().unwrap();
        Box::pin(async { Ok(answer) })
    }
}

fn body(widgets: u64) -> String {
    let widget = |at| {
        format!(
            r#"{{"widget_id": "{at}", "name": "Widget {at}", "is_active": true, "stock": {at},
                "weight": 1.5, "price": 9.99, "tags": ["round", "red"],
                "created_time": "2024-01-02T03:04:05Z"}}"#
        )
    };
    let widgets: Vec<_> = (0..widgets).map(widget).collect();
    format!(
        r#"{{"message": "ok", "widgets": [{}], "page_context": {{"has_more_page": false}}}}"#,
        widgets.join(",")
    )
}

/// What a call over this transport allocates itself, however much it reads: the request's URL and
/// headers, two boxed futures, the envelope's message.
const OWN: u64 = 24;

/// The same answer, read straight into the same types.
#[derive(Deserialize)]
struct Direct {
    widgets: Vec<Widget>,
    page_context: PageContext,
}

/// How often something allocates, the second time: by then the program has set up what it keeps.
fn allocations<T>(prepare: impl Fn(), act: impl Fn() -> T) -> (u64, T) {
    prepare();
    act();
    prepare();
    let mut value = None;
    let counted = measure(|| value = Some(act()));
    (counted.count_total, value.unwrap())
}

#[test]
fn nobody_pays_for_a_hook_that_is_not_there() {
    let told = Arc::new(AtomicUsize::new(0));
    let transport = Prepared::default();
    let builder = || {
        Client::builder()
            .access_token("t0ken")
            .organization("77")
            // They note when requests began.
            .limits(Limits::NONE)
            .transport(transport.clone())
    };
    let silent = builder().build().unwrap();
    let counts = told.clone();
    let hooked = builder().on_drift(move |_| {
        counts.fetch_add(1, Ordering::Relaxed);
    });
    let hooked = hooked.build().unwrap();

    for widgets in [0, 1, 7, 200] {
        let text = body(widgets);
        let prepare = || {
            let answer = HttpResponse::new(200, Headers::new(), text.clone());
            *transport.0.lock().unwrap() = Some(answer);
        };
        let list = |client: &Client| -> (u64, Page<Widget, PageContext>) {
            allocations(prepare, || now(client.widgets().list()).unwrap())
        };
        let (direct, read) =
            allocations(prepare, || serde_json::from_str::<Direct>(&text).unwrap());
        let (called, page) = list(&silent);
        assert_eq!(
            (page.items, page.context),
            (read.widgets, Some(read.page_context))
        );
        assert_eq!(called, direct + OWN, "{widgets} widgets");
        // What the walk for a hook allocates would be seen.
        let (watched, _) = list(&hooked);
        assert!(watched > called + widgets, "{widgets} widgets: {watched}");
    }
    assert_eq!(told.load(Ordering::Relaxed), 0);
}
