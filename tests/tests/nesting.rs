//! Types that hold each other as much as documents can have it: reading, cloning, comparing, writing
//! and dropping values of them takes little of a small stack, without optimisation too.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

#[allow(dead_code, unreachable_pub, reason = "the tests use some of it")]
#[allow(
    clippy::enum_variant_names,
    reason = "variants have the words of the document"
)]
mod generated {
    clientwright_runtime::include_api!("nesting");
}

use generated::nesting as types;

/// The stack of the threads, and how deep JSON may nest.
const STACK: usize = 512 * 1024;
const DEPTH: usize = 126;

/// Does with a value what applications do, on a small stack.
fn on_a_small_stack<T>(text: &str)
where
    T: DeserializeOwned + Serialize + Clone + Debug + Default + PartialEq + Send + 'static,
{
    let text = text.to_owned();
    let thread = std::thread::Builder::new().stack_size(STACK);
    let work = move || {
        assert_eq!(T::default(), T::default());
        let value: T = serde_json::from_str(&text).unwrap();
        let copy = value.clone();
        assert!(value == copy);
        assert!(!format!("{copy:?}").is_empty());
        drop(value);
        let written = serde_json::to_string(&copy).unwrap();
        let again: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(again, serde_json::from_str::<Value>(&text).unwrap());
    };
    thread.spawn(work).unwrap().join().unwrap();
}

/// A text inside of so many others.
fn nested(before: &str, times: usize, inner: &str, behind: &str) -> String {
    format!("{}{inner}{}", before.repeat(times), behind.repeat(times))
}

#[test]
fn objects_that_refer_to_each_other() {
    on_a_small_stack::<types::Mesh0>("{\"id\":\"1\"}");
    on_a_small_stack::<types::Mesh15>(&nested("{\"m15\":", DEPTH, "{\"id\":\"1\"}", "}"));
    on_a_small_stack::<types::Mesh0>(&nested("{\"m1\":{\"m0\":", DEPTH / 2, "{}", "}}"));
    assert!(size_of::<types::Mesh0>() <= 4096);
}

/// No blank value holds all that is required: sixteen levels of it would be thousands of values.
#[test]
fn objects_that_require_each_other() {
    assert!(size_of::<types::Needed0>() <= 4096);
    assert!(size_of::<types::NeededTwice0>() <= 4096);
    on_a_small_stack::<types::NeededTwice29>("{\"id\":\"1\"}");
    let blank = types::NeededTwice0::default();
    assert!(format!("{blank:?}").len() < 1_000_000);
}

#[test]
fn chains_of_types() {
    let chain = |levels| nested("{\"m0\":", levels, "{\"id\":\"1\"}", "}");
    on_a_small_stack::<types::Twice0>(&chain(29));
    on_a_small_stack::<types::Thrice0>(&chain(19));
    on_a_small_stack::<types::Long0>(&chain(DEPTH));
    on_a_small_stack::<types::Long900>(&chain(99));
    on_a_small_stack::<types::Ring0>(&chain(DEPTH));
    assert!(size_of::<types::Twice0>() <= 4096);
    assert!(size_of::<types::Thrice0>() <= 4096);
}

#[test]
fn wide_types_in_all_places() {
    let wide = json!({"s0": "a", "s499": "b"});
    let pair = json!([wide, wide]);
    let value = json!({
        "one": wide, "null": wide, "list": [wide, wide], "map": {"a": wide, "b": wide},
        "pairs": [pair, pair], "either": wide,
    });
    on_a_small_stack::<types::Holder>(&value.to_string());
    on_a_small_stack::<types::Holder>("{\"null\":null,\"either\":\"text\"}");
    assert!(size_of::<types::Holder>() <= 1024);
    assert!(size_of::<types::Either>() <= 600);
    let _: Option<Box<types::Wide>> = types::Holder::default().one;
    let _: Option<Vec<Box<types::Wide>>> = types::Holder::default().list;
}

#[test]
fn types_that_hold_themselves() {
    for (before, behind, levels) in [
        ("{\"next\":", "}", DEPTH),
        ("{\"list\":[", "]}", DEPTH / 2),
        ("{\"map\":{\"a\":", "}}", DEPTH / 2),
        ("{\"either\":", "}", DEPTH),
    ] {
        on_a_small_stack::<types::Tree>(&nested(before, levels, "{\"a\":\"b\"}", behind));
    }
}

/// A long chain ends in any JSON, which is read as the next type where it is used; and what holds it
/// can be sent to other threads.
#[test]
fn the_rest_of_a_long_chain_is_read_where_it_is_used() {
    fn is_sent<T: Send + Sync + 'static>(_: T) {}
    let text = nested("{\"m0\":", 100, "{\"id\":\"1\"}", "}");
    let mut rest: Value = serde_json::from_str(&text).unwrap();
    let first: types::Long0 = serde_json::from_value(rest.clone()).unwrap();
    is_sent(async move { std::future::ready(first).await });
    for _ in 0..100 {
        rest = rest["m0"].take();
    }
    let last: types::Long100 = serde_json::from_value(rest).unwrap();
    assert_eq!(last.id.as_deref(), Some("1"));
}
