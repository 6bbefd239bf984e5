//! The example of an operation in its documentation: a few lines that compile, made of the
//! values that the document shows.
//!
//! What has no plain value (a list, a map, a body that needs one) is an argument of the hidden
//! function around the example.

use super::example_value::value;
use super::{EmitOptions, names};
use crate::ir::{
    AnswerCase, Api, Body, Literal, Member, Module, Operation, Payload, Place, Presence, Role,
    Scalar, Shape, Type, TypeDef,
};
use heck::ToSnakeCase;
use proc_macro2::Literal as RustLiteral;

/// How many members an example sets beside the required ones.
const SETTERS: usize = 2;

/// A line longer than this is broken.
const LINE: usize = 90;

/// The example of an operation, as a Markdown block; nothing where no crate is named.
pub(super) fn lines(
    operation: &Operation,
    module: &Module,
    api: &Api,
    options: &EmitOptions,
) -> Vec<String> {
    try_lines(operation, module, api, options).unwrap_or_default()
}

fn try_lines(
    operation: &Operation,
    module: &Module,
    api: &Api,
    options: &EmitOptions,
) -> Option<Vec<String>> {
    let root = options.crate_name.as_deref()?;
    let product = name(&api.product.name)?;
    let product = format!("{root}::{product}");
    let mut example = Example {
        api,
        product,
        imports: Vec::new(),
        hidden: Vec::new(),
        before: Vec::new(),
    };
    let mut arguments = Vec::new();
    let mut setters = String::new();
    for parameter in &operation.parameters {
        let rust = name(&parameter.rust)?;
        if parameter.required {
            let value = value(&parameter.ty, parameter.example.as_ref(), true, api);
            let value = match value {
                Some(value) => value,
                None => example.given(&rust, &parameter.ty, root)?,
            };
            arguments.push(value);
        } else if setters.is_empty()
            && let Some(shown) = &parameter.example
            && let Some(value) = value(&parameter.ty, Some(shown), false, api)
        {
            setters = format!(".{rust}({value})");
        }
    }
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        arguments.push(example.body(body, operation, root)?);
    }
    let call = [
        "client".to_owned(),
        format!(".{}()", name(&module.name)?),
        format!(".{}({})", name(&operation.function)?, arguments.join(", ")),
        setters,
    ];
    let answer = answer_name(&operation.payload).map(|name| format!("let {name} = "));
    let statement = format!(
        "{}{}.await?;",
        answer.clone().unwrap_or_default(),
        call.concat()
    );
    if statement.len() <= LINE {
        example.before.push(statement);
    } else {
        let [client, links @ ..] = call;
        let answer = answer.unwrap_or_default();
        example.before.push(format!("{answer}{client}"));
        for link in links.iter().filter(|link| !link.is_empty()) {
            example.before.push(format!("    {link}"));
        }
        example.before.push("    .await?;".to_owned());
    }
    match &operation.payload {
        Payload::ByStatus { rust, cases } => example.told_apart(name(rust)?, cases, module)?,
        Payload::Stream => example.before.extend(
            [
                "while let Some(piece) = download.next().await {",
                "    println!(\"{} bytes\", piece?.len());",
                "}",
            ]
            .map(str::to_owned),
        ),
        _ => {}
    }
    Some(example.finish(root))
}

/// The example of a client: how it is built.
pub(super) fn client_lines(api: &Api, options: &EmitOptions) -> Vec<String> {
    let (Some(root), Some(product)) = (&options.crate_name, name(&api.product.name)) else {
        return Vec::new();
    };
    let mut setters = Vec::new();
    if let Some(server) = api.product.servers.first() {
        setters.push(format!(
            "    .data_center({})",
            RustLiteral::string(&server.name)
        ));
    }
    if !matches!(api.product.auth, crate::ir::Auth::None) {
        setters.push("    .access_token(\"token\")".to_owned());
    }
    if api.product.organization.is_some() {
        setters.push("    .organization(\"organization-id\")".to_owned());
    }
    let mut lines = vec![
        "```no_run".to_owned(),
        format!("# fn example() -> Result<(), {root}::Error> {{"),
        format!("let client = {root}::{product}::Client::builder()"),
    ];
    lines.extend(setters);
    lines.push("    .build()?;".to_owned());
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

struct Example<'a> {
    api: &'a Api,
    /// The path of the product's module.
    product: String,
    imports: Vec<String>,
    /// Arguments of the hidden function.
    hidden: Vec<String>,
    before: Vec<String>,
}

impl Example<'_> {
    fn finish(self, root: &str) -> Vec<String> {
        let mut lines = vec!["```no_run".to_owned()];
        lines.extend(self.imports.iter().map(|path| format!("use {path};")));
        if !self.imports.is_empty() {
            lines.push(String::new());
        }
        let mut hidden = vec![format!("client: {}::Client", self.product)];
        hidden.extend(self.hidden);
        lines.push(format!(
            "# async fn example({}) -> Result<(), {root}::Error> {{",
            hidden.join(", ")
        ));
        lines.extend(self.before);
        lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
        lines
    }

    /// A value that the document has no example of: bytes are made up, all else is hidden.
    fn given(&mut self, name: &str, ty: &Type, root: &str) -> Option<String> {
        if *ty != Type::Scalar(Scalar::Binary) {
            return self.hide(name, ty);
        }
        let upload = format!("{root}::Upload");
        if !self.imports.contains(&upload) {
            self.imports.push(upload);
        }
        Some("Upload::from(\"bytes\")".to_owned())
    }

    /// A value as an argument of the hidden function.
    fn hide(&mut self, name: &str, ty: &Type) -> Option<String> {
        let ty = self.path(ty)?;
        self.hidden.push(format!("{name}: {ty}"));
        Some(name.to_owned())
    }

    /// The body: `new` with what is required, and a setter or two, as the document's example has
    /// them.
    fn body(&mut self, body: &Body, operation: &Operation, root: &str) -> Option<String> {
        let def = match &body.ty {
            Type::Named { path, .. } => self.api.type_def(path),
            _ => None,
        };
        let built = def.and_then(|def| self.built(def, operation));
        match built {
            Some(()) => Some("body".to_owned()),
            None => self.given("body", &body.ty, root),
        }
    }

    fn built(&mut self, def: &TypeDef, operation: &Operation) -> Option<()> {
        let Shape::Struct(shape) = &def.shape else {
            return None;
        };
        if def.role == Role::Response {
            return None;
        }
        let shown = operation
            .examples
            .iter()
            .find_map(|example| example.request_body.as_ref());
        let mut arguments = Vec::new();
        let mut setters = Vec::new();
        for member in &shape.members {
            let example = shown_member(shown, &member.wire);
            if member.presence == Presence::Always {
                if member.nullable {
                    return None;
                }
                let example = example.or(member.example.as_ref());
                arguments.push(value(&member.ty, example, true, self.api)?);
            } else if setters.len() < SETTERS
                && example.is_some()
                && let Some(value) = value(&member.ty, example, false, self.api)
            {
                setters.push(format!(".{}({value})", self.setter(member)?));
            }
        }
        let path = self.def_path(def)?;
        let rust = name(def.path.name())?;
        self.imports.push(path);
        let new = format!("let body = {rust}::new({})", arguments.join(", "));
        let line = format!("{new}{};", setters.concat());
        if line.len() <= LINE {
            self.before.push(line);
        } else {
            self.before.push(new);
            self.before
                .extend(setters.iter().map(|setter| format!("    {setter}")));
            if let Some(last) = self.before.last_mut() {
                last.push(';');
            }
        }
        Some(())
    }

    /// What to do with an answer by its status.
    fn told_apart(&mut self, rust: String, cases: &[AnswerCase], module: &Module) -> Option<()> {
        let module = name(&module.name)?;
        self.imports
            .push(format!("{}::{module}::{rust}", self.product));
        self.before.push("match answer {".to_owned());
        for case in cases {
            let variant = name(&case.rust)?;
            self.before.push(match case.payload {
                Payload::Empty => format!("    {rust}::{variant} => println!(\"nothing more\"),"),
                Payload::Stream => {
                    format!("    {rust}::{variant}(download) => println!(\"{{download:?}}\"),")
                }
                _ => format!("    {rust}::{variant}(payload) => println!(\"{{payload:?}}\"),"),
            });
        }
        self.before.extend(["    _ => {}", "}"].map(str::to_owned));
        Some(())
    }

    fn setter(&self, member: &Member) -> Option<String> {
        name(&member.rust)
    }

    /// The type, from outside the crate.
    fn path(&self, ty: &Type) -> Option<String> {
        let runtime = |name: &str| {
            let root = self.product.rsplit_once("::").map(|(root, _)| root)?;
            Some(format!("{root}::{name}"))
        };
        match ty {
            Type::Scalar(scalar) => match scalar {
                Scalar::Boolean => Some("bool".to_owned()),
                Scalar::Integer => Some("i64".to_owned()),
                Scalar::Unsigned => Some("u64".to_owned()),
                Scalar::Number => Some("f64".to_owned()),
                Scalar::Decimal => runtime("Decimal"),
                Scalar::Timestamp => runtime("Timestamp"),
                Scalar::Date => runtime("Date"),
                Scalar::Secret => runtime("Secret"),
                Scalar::Binary => runtime("Upload"),
                Scalar::Id(rust) => Some(format!("{}::{}", self.product, name(rust)?)),
                Scalar::String | Scalar::Url | Scalar::Email | Scalar::Phone => {
                    Some("String".to_owned())
                }
            },
            Type::Named { path, boxed } => {
                let path = self.def_path(self.api.type_def(path)?)?;
                Some(if *boxed { format!("Box<{path}>") } else { path })
            }
            Type::List(item) => Some(format!("Vec<{}>", self.path(item)?)),
            Type::Map(value) => Some(format!(
                "std::collections::BTreeMap<String, {}>",
                self.path(value)?
            )),
            Type::Nullable(inner) => Some(format!("Option<{}>", self.path(inner)?)),
            // Nothing that a reader's crate could name without more dependencies.
            Type::Tuple(_) | Type::Implied(_) | Type::Any => None,
        }
    }

    fn def_path(&self, def: &TypeDef) -> Option<String> {
        let rust = name(def.path.name())?;
        Some(match def.path.module() {
            Some(module) => format!("{}::{}::{rust}", self.product, name(module)?),
            None => format!("{}::{rust}", self.product),
        })
    }
}

fn name(rust: &str) -> Option<String> {
    names::ident_text(rust, &Place::default()).ok()
}

fn shown_member<'l>(shown: Option<&'l Literal>, wire: &str) -> Option<&'l Literal> {
    match shown? {
        Literal::Object(members) => members
            .iter()
            .find(|(name, _)| name == wire)
            .map(|(_, value)| value),
        _ => None,
    }
}

/// What the example calls the answer.
fn answer_name(payload: &Payload) -> Option<String> {
    let ty = match payload {
        Payload::Empty => return None,
        Payload::Page { .. } => return Some("page".to_owned()),
        Payload::Stream => return Some("mut download".to_owned()),
        Payload::ByStatus { .. } => return Some("answer".to_owned()),
        Payload::Member { ty, .. } | Payload::Whole { ty } => ty,
    };
    let name = match ty {
        Type::Named { path, .. } => path.name().to_snake_case(),
        _ => String::new(),
    };
    let plain = !name.is_empty() && name != "client" && syn::parse_str::<syn::Ident>(&name).is_ok();
    Some(if plain { name } else { "answer".to_owned() })
}
