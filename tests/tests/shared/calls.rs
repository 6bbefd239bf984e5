//! The call of any operation, with values that are known at run time only, and what came of it.
//!
//! `build/calls.rs` writes the function `call`, with an arm for every operation of every spec.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use zoho_clients::{Call, Download, Error, HttpRequest, Operation, Paged, Product, Response};

use crate::given::Given;

include!(concat!(env!("OUT_DIR"), "/calls.rs"));

/// A service that a client of any product can call.
pub(crate) trait Service {
    fn client<P: Product>(&self) -> P;
}

/// A call and its outcome.
pub(crate) struct Called {
    /// What the call would send, before it is sent.
    pub(crate) request: HttpRequest,
    pub(crate) answer: Result<Answered, Error>,
}

/// A success.
pub(crate) struct Answered {
    pub(crate) message: Option<String>,
    pub(crate) status: u16,
    pub(crate) bytes: Vec<u8>,
    pub(crate) content_type: Option<String>,
    pub(crate) written: Written,
}

/// What a success carries, written as JSON after it was read.
pub(crate) enum Written {
    Nothing,
    /// One value: a member, or the whole body.
    One(String),
    Page {
        items: String,
        context: Option<String>,
    },
    /// Bytes, as they came.
    Bytes(Vec<u8>),
    /// A variant of an enum, which has no JSON form.
    ByStatus,
}

async fn empty<Op: Operation<Output = ()>>(call: Call<Op>) -> Result<Called, Error> {
    let request = call.request()?;
    let answer = call.with_response().await;
    Ok(called(request, answer, |()| Written::Nothing))
}

async fn one<Op: Operation>(call: Call<Op>) -> Result<Called, Error>
where
    Op::Output: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let request = call.request()?;
    let answer = call.with_response().await;
    Ok(called(request, answer, |output| {
        let text = written(&output);
        let again: Op::Output = serde_json::from_str(&text).unwrap();
        assert_eq!(
            again,
            output,
            "{}: what was written, read again",
            Op::INFO.name
        );
        Written::One(text)
    }))
}

async fn page<Op: Paged>(call: Call<Op>) -> Result<Called, Error>
where
    Op::Item: Serialize,
    Op::Context: Serialize,
{
    let request = call.request()?;
    let answer = call.with_response().await;
    Ok(called(request, answer, |page| Written::Page {
        items: written(&page.items),
        context: page.context.as_ref().map(written),
    }))
}

async fn stream<Op: Operation<Output = Download>>(call: Call<Op>) -> Result<Called, Error> {
    let request = call.request()?;
    let mut bytes = Vec::new();
    let answer = match call.with_response().await {
        Ok(mut response) => {
            while let Some(piece) = response.payload.next().await {
                bytes.extend(piece?);
            }
            Ok(response)
        }
        Err(error) => Err(error),
    };
    Ok(called(request, answer, |_| Written::Bytes(bytes)))
}

async fn by_status<Op: Operation>(call: Call<Op>) -> Result<Called, Error> {
    let request = call.request()?;
    let answer = call.with_response().await;
    Ok(called(request, answer, |_| Written::ByStatus))
}

fn called<T>(
    request: HttpRequest,
    answer: Result<Response<T>, Error>,
    write: impl FnOnce(T) -> Written,
) -> Called {
    let answer = answer.map(|response| Answered {
        message: response.message,
        status: response.status,
        bytes: response.bytes.to_vec(),
        content_type: response.headers.get("Content-Type").map(str::to_owned),
        written: write(response.payload),
    });
    Called { request, answer }
}

fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}
