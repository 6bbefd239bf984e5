//! How a recorded body differs from the documents.

use std::sync::{Mutex, PoisonError};

use serde::de::DeserializeOwned;

use crate::__private::v1::{Field, shape};
use crate::drift::{Drift, Frame, Payload, Watch};
use crate::http::Method;
use crate::operation::OperationInfo;
use crate::product::{Auth, Envelope, ErrorBody, Limits, ProductInfo};

static PRODUCT: ProductInfo = ProductInfo {
    name: "models",
    title: "Models",
    servers: &[],
    auth: Auth::None,
    organization: None,
    headers: &[],
    envelope: Envelope {
        code: None,
        success: None,
        message: None,
    },
    error: ErrorBody {
        code: &[],
        message: &[],
        detail: &[],
    },
    errors: &[],
    limits: Limits {
        per_minute: None,
        concurrent: None,
    },
};

static MODEL: OperationInfo = OperationInfo {
    product: &PRODUCT,
    name: "model",
    method: Method::Get,
    path: "/",
    scopes: &[],
    repeatable: true,
    errors: &[],
};

/// How a JSON body differs from what is documented of a generated type, a line for each member:
/// "`stock` is a string where an integer is documented". Reading takes more than is documented;
/// this tells a test of recorded bodies what it took. Empty where nothing differs.
///
/// # Errors
/// The body cannot be read as that type.
pub fn differences<T: Field + DeserializeOwned>(body: &[u8]) -> serde_json::Result<Vec<String>> {
    serde_json::from_slice::<T>(body)?;
    let found = Mutex::new(Vec::new());
    let hook = |drift: &Drift<'_>| {
        let line = drift.to_string();
        let line = line.split_once(": ").map_or(&*line, |(_, line)| line);
        let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
        found.push(line.to_owned());
    };
    let frame = Frame {
        envelope: [None, None],
        payload: Payload::Whole(shape::<T>()),
        context: None,
    };
    frame.watch(
        body,
        Watch {
            operation: &MODEL,
            hook: &hook,
        },
    );
    Ok(found.into_inner().unwrap_or_else(PoisonError::into_inner))
}
