//! The request that the IR describes: what a call of an operation with these values must send.

use clientwright::ir::{
    Api, Auth, BodyKind, ListStyle, Operation, OrganizationPlace, Parameter, ParameterPlace,
    Scalar, Type,
};
use serde_json::Value;
use zoho_clients::HttpRequest;

use crate::differences::differences;
use crate::documents::{ORGANIZATION, TOKEN};
use crate::given::{BYTES, Given};

/// A request, with the names of its headers in lower case, sorted.
#[derive(Debug, PartialEq)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// Without the root of the API: it begins with a slash.
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Option<String>,
}

/// What stands for the boundary between parts, which is another in each request.
const BOUNDARY: &str = "BOUNDARY";

impl Request {
    /// What the IR says of an operation.
    pub(crate) fn described(api: &Api, operation: &Operation, given: &Given) -> Self {
        let content = content(operation, given);
        let mut headers = fixed_headers(api);
        if let Some((kind, _)) = &content {
            headers.push(("content-type".to_owned(), kind.clone()));
        }
        for parameter in placed(operation, ParameterPlace::Header) {
            let texts = texts(parameter, given);
            if !texts.is_empty() {
                let name = parameter.wire.to_ascii_lowercase();
                headers.retain(|(other, _)| *other != name);
                headers.push((name, texts.join(",")));
            }
        }
        headers.sort();
        Self {
            method: operation.method.as_str().to_owned(),
            target: target(api, operation, given),
            headers,
            body: content.map(|(_, body)| body),
        }
    }

    /// A JSON body is written in the order of its type, not in that of a document: takes the body of
    /// the other request over where nothing else differs.
    pub(crate) fn in_order_of(mut self, made: &Self, api: &Api, operation: &Operation) -> Self {
        let body = operation
            .body
            .as_ref()
            .filter(|body| body.kind == BodyKind::Json);
        if let (Some(body), Some(expected), Some(found)) = (body, &self.body, &made.body)
            && serde_json::from_str::<Value>(found).is_ok()
            && differences(api, &body.ty, expected, found).is_empty()
        {
            self.body = Some(found.clone());
        }
        self
    }

    /// What was made of a call.
    pub(crate) fn made(request: &HttpRequest, root: &str) -> Self {
        let target = request.url.strip_prefix(root).unwrap_or(&request.url);
        let body = request.body.as_ref().map(|body| match body.as_bytes() {
            Some(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            None => "a stream".to_owned(),
        });
        let headers = request.headers.iter();
        let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()));
        Self::received(request.method.as_str(), target, headers.collect(), body)
    }

    /// The same of what a server got.
    pub(crate) fn received(
        method: &str,
        target: &str,
        mut headers: Vec<(String, String)>,
        mut body: Option<String>,
    ) -> Self {
        headers.sort();
        let kind = headers.iter_mut().find(|(name, _)| name == "content-type");
        if let Some((_, kind)) = kind
            && let Some((start, boundary)) = kind.clone().split_once("boundary=")
        {
            *kind = format!("{start}boundary={BOUNDARY}");
            body = body.map(|body| body.replace(boundary, BOUNDARY));
        }
        Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers,
            body,
        }
    }
}

fn fixed_headers(api: &Api) -> Vec<(String, String)> {
    let product = &api.product;
    let fixed = product.headers.iter();
    let mut headers: Vec<(String, String)> = fixed
        .map(|header| (header.name.to_ascii_lowercase(), header.value.to_string()))
        .collect();
    if let Auth::Token { header, scheme, .. } = &product.auth {
        let token = match scheme.is_empty() {
            true => TOKEN.to_owned(),
            false => format!("{scheme} {TOKEN}"),
        };
        headers.push((header.to_ascii_lowercase(), token));
    }
    if let Some(organization) = &product.organization
        && organization.place_in == OrganizationPlace::Header
    {
        let name = organization.name.to_ascii_lowercase();
        headers.push((name, ORGANIZATION.to_owned()));
    }
    headers
}

fn placed(operation: &Operation, place: ParameterPlace) -> impl Iterator<Item = &Parameter> {
    let parameters = operation.parameters.iter();
    parameters.filter(move |parameter| parameter.place_in == place)
}

/// The texts that a parameter is sent as: one, or one an item of a list.
fn texts(parameter: &Parameter, given: &Given) -> Vec<String> {
    match given.json(parameter.place_in.as_str(), &parameter.wire) {
        Some(Value::Array(items)) => items.iter().map(text).collect(),
        Some(value) => vec![text(value)],
        None => Vec::new(),
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn target(api: &Api, operation: &Operation, given: &Given) -> String {
    let mut path = operation.path.to_string();
    for parameter in placed(operation, ParameterPlace::Path) {
        let items = texts(parameter, given);
        path = path.replace(
            &format!("{{{}}}", parameter.wire),
            &encoded(&items.join(",")),
        );
    }
    let mut pairs = Vec::new();
    if let Some(organization) = &api.product.organization
        && organization.place_in == OrganizationPlace::Query
    {
        pairs.push(pair(&organization.name, &encoded(ORGANIZATION)));
    }
    for parameter in placed(operation, ParameterPlace::Query) {
        pairs.extend(fields(parameter, given, ","));
    }
    match pairs.is_empty() {
        true => path,
        false => format!("{path}?{}", pairs.join("&")),
    }
}

/// `name=value` of a parameter: several times, or with this between the items of a list.
fn fields(parameter: &Parameter, given: &Given, comma: &str) -> Vec<String> {
    let items: Vec<String> = texts(parameter, given)
        .iter()
        .map(|item| encoded(item))
        .collect();
    match parameter.list {
        Some(ListStyle::Comma) if items.is_empty() => Vec::new(),
        Some(ListStyle::Comma) => vec![pair(&parameter.wire, &items.join(comma))],
        _ => items
            .iter()
            .map(|item| pair(&parameter.wire, item))
            .collect(),
    }
}

fn pair(name: &str, value: &str) -> String {
    format!("{}={value}", encoded(name))
}

/// All but the unreserved characters of RFC 3986 in percent signs.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

/// The type and the text of the body.
fn content(operation: &Operation, given: &Given) -> Option<(String, String)> {
    if let Some(body) = &operation.body {
        let kind = match &body.kind {
            BodyKind::Json => "application/json",
            BodyKind::Binary { content_type } => content_type,
        };
        return Some((kind.to_owned(), given.body_text()?.to_owned()));
    }
    let mut form = placed(operation, ParameterPlace::Form).peekable();
    if form.peek().is_some() {
        let fields: Vec<String> = form
            .flat_map(|parameter| fields(parameter, given, "%2C"))
            .collect();
        let kind = "application/x-www-form-urlencoded".to_owned();
        return Some((kind, fields.join("&")));
    }
    let mut parts = placed(operation, ParameterPlace::Part).peekable();
    parts.peek()?;
    let parts: String = parts
        .flat_map(|parameter| self::parts(parameter, given))
        .collect();
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    Some((kind, format!("{parts}--{BOUNDARY}--\r\n")))
}

fn parts(parameter: &Parameter, given: &Given) -> Vec<String> {
    let item = match &parameter.ty {
        Type::List(item) => item,
        other => other,
    };
    let file = *item == Type::Scalar(Scalar::Binary);
    let (more, texts) = match file {
        true if given.has("part", &parameter.wire) => (
            "; filename=\"file\"\r\nContent-Type: application/octet-stream",
            vec![BYTES.to_owned()],
        ),
        true => ("", Vec::new()),
        false => match parameter.list {
            Some(ListStyle::Comma) if given.has("part", &parameter.wire) => {
                ("", vec![texts(parameter, given).join(",")])
            }
            _ => ("", texts(parameter, given)),
        },
    };
    let name = quoted(&parameter.wire);
    let part = |text: &String| {
        format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n{text}\r\n"
        )
    };
    texts.iter().map(part).collect()
}

/// A name between quotes, as the HTML standard's forms encode it.
fn quoted(name: &str) -> String {
    let byte = |byte: u8| match byte {
        b'"' | b'\r' | b'\n' | 0x80.. => format!("%{byte:02X}"),
        _ => char::from(byte).to_string(),
    };
    name.bytes().map(byte).collect()
}
