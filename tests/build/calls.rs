//! Writes a function that makes the call of any operation, with values that are known at run time
//! only. An operation that a spec gains is called by the tests without an edit of theirs.

use clientwright::ir::{Api, Module, Operation, Parameter, Payload, Scalar, Type, TypePath};

/// The function `call`: it matches the names of a product, a module and an operation.
///
/// # Errors
/// A parameter or a body has a type that the tests do not know how to name.
pub(crate) fn calls(apis: &[Api]) -> Result<String, String> {
    let mut arms = String::new();
    for api in apis {
        for module in &api.modules {
            for operation in &module.operations {
                arms.push_str(&arm(api, module, operation)?);
            }
        }
    }
    Ok(format!(
        "/// Calls an operation, named by its product, its module and its own name.\n\
         pub(crate) async fn call(\n    \
             service: &impl Service,\n    \
             operation: (&str, &str, &str),\n    \
             given: &Given,\n\
         ) -> Result<Called, Error> {{\n    \
             match operation {{\n{arms}        \
                 (product, module, id) => panic!(\"{{product}} has no operation {{module}}.{{id}}\"),\n    \
             }}\n\
         }}\n"
    ))
}

fn arm(api: &Api, module: &Module, operation: &Operation) -> Result<String, String> {
    let (product, name) = (&api.product.name, &module.name);
    let mut arguments = Vec::new();
    let mut setters = String::new();
    for parameter in &operation.parameters {
        let value = value(api, parameter)?;
        if parameter.required {
            arguments.push(value);
        } else {
            let setter = ident(&parameter.rust);
            let (place, wire) = (parameter.place_in.as_str(), &parameter.wire);
            setters.push_str(&format!(
                "            let call = match given.has({place:?}, {wire:?}) {{\n                \
                     true => call.{setter}({value}),\n                \
                     false => call,\n            \
                 }};\n"
            ));
        }
    }
    if let Some(body) = &operation.body {
        let value = match &body.ty {
            Type::Scalar(Scalar::Binary) => "given.body_bytes()".to_owned(),
            ty => format!("given.body::<{}>()", rust(api, ty)?),
        };
        if body.required {
            arguments.push(value);
        } else {
            setters.push_str(&format!(
                "            let call = match given.has_body() {{\n                \
                     true => call.body({value}),\n                \
                     false => call,\n            \
                 }};\n"
            ));
        }
    }
    let answers = match &operation.payload {
        Payload::Empty => "empty",
        Payload::Member { .. } | Payload::Whole { .. } => "one",
        Payload::Page { .. } => "page",
        Payload::Stream => "stream",
        Payload::ByStatus { .. } => "by_status",
    };
    let (product_ident, accessor, function) =
        (ident(product), ident(name), ident(&operation.function));
    Ok(format!(
        "        ({product:?}, {name:?}, {id:?}) => {{\n            \
             let client: zoho_clients::{product_ident}::Client = service.client();\n            \
             let call = client.{accessor}().{function}({arguments});\n\
             {setters}            \
             Box::pin({answers}(call)).await\n        \
         }}\n",
        id = operation.id,
        arguments = arguments.join(", "),
    ))
}

/// What reads the value of a parameter.
fn value(api: &Api, parameter: &Parameter) -> Result<String, String> {
    let (place, wire) = (parameter.place_in.as_str(), &parameter.wire);
    let binary = Type::Scalar(Scalar::Binary);
    Ok(match &parameter.ty {
        ty if *ty == binary => format!("given.upload({place:?}, {wire:?})"),
        Type::List(item) if **item == binary => {
            format!("vec![given.upload({place:?}, {wire:?})]")
        }
        ty => format!("given.value::<{}>({place:?}, {wire:?})", rust(api, ty)?),
    })
}

/// The Rust type, as the tests name it.
fn rust(api: &Api, ty: &Type) -> Result<String, String> {
    let product = format!("zoho_clients::{}", ident(&api.product.name));
    Ok(match ty {
        Type::Scalar(scalar) => match scalar {
            Scalar::Boolean => "bool".to_owned(),
            Scalar::Integer => "i64".to_owned(),
            Scalar::Unsigned => "u64".to_owned(),
            Scalar::Number => "f64".to_owned(),
            Scalar::Decimal => "zoho_clients::Decimal".to_owned(),
            Scalar::Timestamp => "zoho_clients::Timestamp".to_owned(),
            Scalar::Date => "zoho_clients::Date".to_owned(),
            Scalar::Secret => "zoho_clients::Secret".to_owned(),
            Scalar::Id(name) => format!("{product}::{}", ident(name)),
            Scalar::String | Scalar::Url | Scalar::Email | Scalar::Phone => "String".to_owned(),
            other => {
                return Err(format!(
                    "tests/build/calls.rs does not know the Rust type of {other:?}"
                ));
            }
        },
        Type::Named { path, .. } => format!("{product}::{}", named(path)),
        Type::List(item) => format!("Vec<{}>", rust(api, item)?),
        Type::Map(value) => format!("std::collections::BTreeMap<String, {}>", rust(api, value)?),
        Type::Tuple(items) => {
            let items: Result<Vec<String>, String> = items
                .iter()
                .map(|item| Ok(rust(api, item)? + ","))
                .collect();
            format!("({})", items?.concat())
        }
        Type::Nullable(inner) => format!("Option<{}>", rust(api, inner)?),
        Type::Implied(inner) => format!("zoho_clients::Implied<{}>", rust(api, inner)?),
        Type::Any => "zoho_clients::Value".to_owned(),
    })
}

fn named(path: &TypePath) -> String {
    match path.module() {
        Some(module) => format!("{}::{}", ident(module), ident(path.name())),
        None => ident(path.name()),
    }
}

/// A raw identifier is the same as a plain one, and may be a keyword.
fn ident(name: &str) -> String {
    format!("r#{name}")
}
