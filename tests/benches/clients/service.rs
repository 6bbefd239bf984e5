//! A service in memory, and what it answers.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use serde_json::Value;
use zoho_clients::runtime::TransportFuture;
use zoho_clients::{ClientBuilder, Headers, HttpRequest, HttpResponse, Product, Transport};

pub(crate) const TOKEN: &str = "1000.41d9.c2d1";
pub(crate) const ORGANIZATION: &str = "10234695";

/// Answers every request with the same body.
#[derive(Clone)]
pub(crate) struct Service(pub(crate) &'static [u8]);

impl Transport for Service {
    fn send(&self, _: HttpRequest) -> TransportFuture<'_> {
        let headers = Headers::from_iter([("Content-Type", "application/json")]);
        Box::pin(async { Ok(HttpResponse::new(200, headers, self.0.to_vec())) })
    }
}

impl Service {
    pub(crate) fn client<P: Product>(&self) -> P {
        let builder = ClientBuilder::<P>::new()
            .access_token(TOKEN)
            .transport(self.clone());
        let builder = match P::INFO.organization {
            Some(_) => builder.organization(ORGANIZATION),
            None => builder,
        };
        builder.build().unwrap()
    }
}

/// Runs a future that never waits.
pub(crate) fn now<T>(future: impl IntoFuture<Output = T>) -> T {
    let mut future = pin!(future.into_future());
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the service in memory makes nobody wait"),
    }
}

/// An example of the users' documents.
pub(crate) fn example(product: &str, name: &str) -> String {
    // Cargo runs benchmarks in the folder of their package.
    std::fs::read_to_string(format!("../specs/{product}/examples/users/{name}.json")).unwrap()
}

/// The text of an object's member, as it stands there.
pub(crate) fn member(object: &str, name: &str) -> String {
    let members: std::collections::BTreeMap<String, Box<serde_json::value::RawValue>> =
        serde_json::from_str(object).unwrap();
    members[name].get().to_owned()
}

/// Keeps a body for as long as the benchmarks run. Spaces between tokens go, as on the wire.
pub(crate) fn body(text: &str) -> &'static [u8] {
    let _: Value = serde_json::from_str(text).unwrap();
    Box::leak(text.to_owned().into_boxed_str()).as_bytes()
}
