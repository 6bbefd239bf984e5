//! The runtime's reading: any bytes as the answer of any operation.

use std::fmt::Debug;
use std::future::IntoFuture;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use clientwright_runtime::testing::{Reply, ScriptedTransport};
use serde::Serialize;
use serde::de::DeserializeOwned;
use zoho_clients::{
    Call, ClientBuilder, Error, NoRetry, Operation, Product, expense, identity360, inventory,
    invoice,
};

use crate::choices::Choices;
use crate::mutants::mutant;
use crate::run::{Target, fuzz};
use crate::texts;

static READING: Target = Target {
    name: "runtime_reading",
    inputs: 600,
    make: input,
    // The first byte is the status, the rest the body.
    property: |input| {
        let (status, body) = input.split_first().unwrap_or((&0, &[]));
        let statuses = [200, 200, 200, 200, 201, 204, 400, 401, 404, 429, 500, 502];
        let status = statuses[usize::from(*status) % statuses.len()];
        answers(status, body);
        models(body);
    },
};

/// Every operation that reads something of its own.
fn answers(status: u16, body: &[u8]) {
    macro_rules! calls {
        ($($product:ident: $($call:ident($($argument:expr)?)),*;)*) => {$({
            let client: $product::Client = client(status, body);
            $(sent(client.users().$call($($argument)?));)*
        })*};
    }
    calls! {
        inventory: list(), get("1"), delete("1"), me();
        invoice: list(), get("1"), delete("1"), me();
        expense: list(), get("1"), delete("1");
        identity360: list(), get("1"), delete("1");
    }
}

fn client<P: Product>(status: u16, body: &[u8]) -> P {
    let transport = ScriptedTransport::new();
    let body = body.to_vec();
    transport.rule(move |_| Some(Reply::bytes(body.clone()).status(status)));
    let builder = ClientBuilder::<P>::new()
        .access_token("token")
        .retry(NoRetry)
        .on_drift(|drift| assert!(!drift.to_string().is_empty()))
        .transport(transport);
    let builder = match P::INFO.organization {
        Some(_) => builder.organization("1"),
        None => builder,
    };
    builder.build().unwrap()
}

/// Sends a call; nothing waits, so it is done when it is looked at.
fn sent<Op: Operation>(call: Call<Op>) {
    let mut future = pin!(call.into_future());
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..1_000 {
        if let Poll::Ready(done) = future.as_mut().poll(&mut context) {
            if let Err(error) = done {
                judge(&error);
            }
            return;
        }
    }
    panic!("{:?} waits", Op::INFO);
}

/// An error says something, in one line.
fn judge(error: &Error) {
    let text = error.to_string();
    assert!(
        !text.is_empty() && !text.contains(char::is_control),
        "{text:?}"
    );
    assert!(!format!("{error:?}").is_empty());
}

/// What a model reads, it writes, and reads again as the same.
fn models(body: &[u8]) {
    let Ok(value) = serde_json::from_slice::<serde_json::Value>(body) else {
        return;
    };
    // The document and what it holds, for models are what envelopes hold.
    let inner = value
        .as_object()
        .into_iter()
        .flat_map(|object| object.values());
    let items = inner.clone().filter_map(|inner| inner.as_array()?.first());
    for value in std::iter::once(&value).chain(inner).chain(items) {
        let text = value.to_string();
        macro_rules! models {
            ($($product:ident: $($model:ident)*;)*) => {
                $($(there_and_back::<$product::users::$model>(&text);)*)*
            };
        }
        models! {
            inventory: User UserListItem CreateUserRequest;
            invoice: User UserListItem CreateUserRequest;
            expense: User CreateUserRequest;
            identity360: User CreateUserRequest;
        }
        there_and_back::<clientwright_runtime::Decimal>(&text);
        there_and_back::<clientwright_runtime::Timestamp>(&text);
        there_and_back::<clientwright_runtime::Date>(&text);
    }
}

fn there_and_back<T: DeserializeOwned + Serialize + PartialEq + Debug>(text: &str) {
    let Ok(read) = serde_json::from_str::<T>(text) else {
        return;
    };
    // What cannot be sent says so: a clearing that no document describes.
    let Ok(written) = serde_json::to_string(&read) else {
        return;
    };
    let again: T =
        serde_json::from_str(&written).unwrap_or_else(|error| panic!("{error}: {written}"));
    assert_eq!(again, read, "{written}");
    assert_eq!(serde_json::to_string(&again).unwrap(), written);
}

fn input(choices: &mut Choices<'_>) -> Vec<u8> {
    let mut input = vec![choices.below(256) as u8];
    let text = mutant(texts::example(choices), choices);
    input.extend(text.bytes());
    if choices.one_in(8) {
        let at = choices.below(input.len());
        input[at] = choices.below(256) as u8;
    }
    if choices.one_in(8) {
        input.truncate(choices.below(input.len()) + 1);
    }
    input
}

#[test]
fn runtime_reading() {
    fuzz!(READING);
}
