//! The values that a call is given: those that the specs show, or samples of their types.

use std::collections::BTreeMap;

use clientwright::ir::{Api, Example, Operation, Scalar, Type};
use serde::de::DeserializeOwned;
use serde_json::Value;
use zoho_clients::Upload;

use crate::documents::example_at;
use crate::samples::sample;

/// What a sampled upload holds.
pub(crate) const BYTES: &str = "bytes";

/// Values by the place and the wire name of the parameter, and a JSON body.
pub(crate) struct Given {
    values: BTreeMap<(&'static str, String), Value>,
    body: Option<String>,
}

impl Given {
    /// What the operation requires. The body is that of the example, or else of the first example
    /// that has one.
    pub(crate) fn required(api: &Api, operation: &Operation, example: Option<&Example>) -> Self {
        Self::new(api, operation, example, false)
    }

    /// What the operation requires and whatever else it takes.
    pub(crate) fn everything(api: &Api, operation: &Operation) -> Self {
        Self::new(api, operation, None, true)
    }

    fn new(api: &Api, operation: &Operation, example: Option<&Example>, all: bool) -> Self {
        let parameters = operation.parameters.iter();
        let values = parameters
            .filter(|parameter| all || parameter.required)
            .map(|parameter| {
                let shown = parameter.example.as_ref().or(parameter.default.as_ref());
                let shown = shown.map(|shown| serde_json::to_value(shown).unwrap());
                let value = match (shown, &parameter.ty) {
                    (Some(Value::Array(items)), _) => Value::Array(items),
                    // A document may show one item of a list.
                    (Some(item), Type::List(_)) => Value::Array(vec![item]),
                    (Some(value), _) => value,
                    (None, ty) => sample(api, ty),
                };
                let key = (parameter.place_in.as_str(), parameter.wire.to_string());
                (key, value)
            });
        let body = operation.body.as_ref();
        let body = body.filter(|body| all || body.required || example.is_some());
        let body = body.and_then(|body| {
            let examples = example.into_iter().chain(&operation.examples);
            let shown = examples
                .filter_map(|example| example.request.as_ref())
                .next();
            match (&body.ty, shown) {
                (Type::Scalar(Scalar::Binary), _) => {
                    (all || body.required).then(|| BYTES.to_owned())
                }
                (_, Some(path)) => Some(example_at(&api.product.name, path)),
                (_, None) if !body.required && !all => None,
                (ty, None) => Some(sample(api, ty).to_string()),
            }
        });
        Self {
            values: values.collect(),
            body,
        }
    }

    pub(crate) fn has(&self, place: &'static str, wire: &str) -> bool {
        self.values.contains_key(&(place, wire.to_owned()))
    }

    pub(crate) fn json(&self, place: &'static str, wire: &str) -> Option<&Value> {
        self.values.get(&(place, wire.to_owned()))
    }

    pub(crate) fn value<T: DeserializeOwned>(&self, place: &'static str, wire: &str) -> T {
        let value = &self.values[&(place, wire.to_owned())];
        serde_json::from_value(value.clone())
            .unwrap_or_else(|error| panic!("{wire} in the {place}: {value}: {error}"))
    }

    pub(crate) fn upload(&self, place: &'static str, wire: &str) -> Upload {
        assert!(self.has(place, wire), "{wire} in the {place}");
        Upload::from(BYTES)
    }

    pub(crate) fn has_body(&self) -> bool {
        self.body.is_some()
    }

    pub(crate) fn body_text(&self) -> Option<&str> {
        self.body.as_deref()
    }

    pub(crate) fn body<T: DeserializeOwned>(&self) -> T {
        let body = self.body.as_deref().expect("a body");
        serde_json::from_str(body).unwrap_or_else(|error| panic!("{body}: {error}"))
    }

    pub(crate) fn body_bytes(&self) -> Upload {
        Upload::from(BYTES)
    }
}
