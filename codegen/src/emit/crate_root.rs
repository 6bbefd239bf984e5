//! The root of a crate of several products: `lib.rs`.

use super::doc_text::{code, doc_line};
use super::features::ALL_PRODUCTS;
use super::files::{first_line, printed, rows};
use super::{EmitError, EmitOptions, OutputFile, doc_text, docs, names};
use crate::ir::Api;
use proc_macro2::TokenStream;
use quote::quote;

/// What the runtime offers to users of a generated crate.
const PUBLIC: &[&str] = &[
    "AccessToken",
    "Backoff",
    "BuildError",
    "ClientBuilder",
    "Clock",
    "Continuation",
    "Credentials",
    "Date",
    "Decimal",
    "Download",
    "Drift",
    "DriftKind",
    "Error",
    "FailedAttempt",
    "Headers",
    "HttpRequest",
    "HttpResponse",
    "Items",
    "Limits",
    "ManualClock",
    "Method",
    "NoRetry",
    "Operation",
    "OperationInfo",
    "Page",
    "Paged",
    "Pages",
    "Patch",
    "Product",
    "ProductInfo",
    "Response",
    "RetryPolicy",
    "Secret",
    "StoreError",
    "StoreFuture",
    "StoreLock",
    "Timestamp",
    "TokenError",
    "TokenFuture",
    "TokenProblem",
    "TokenProvider",
    "TokenRequest",
    "TokenStore",
    "Transport",
    "TransportError",
    "TransportErrorKind",
    "TransportFuture",
    "Unlisted",
    "Upload",
    "Value",
];

/// Writes `lib.rs`: what the crate is, its call type, and a module for each product behind the
/// feature of its name.
/// ```
#[doc = include_str!("../doc/acme.md")]
/// use clientwright::Generator;
/// use clientwright::emit::{EmitOptions, emit_crate_root};
///
/// let described = Generator::from_products("specs").describe()?;
/// let root = emit_crate_root(&described.apis, &EmitOptions::new("make clients"))?;
/// assert!(root.text.contains("#[cfg(feature = \"acme\")]"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// A product's name cannot be a module, or the runtime's path is none.
pub fn emit_crate_root(apis: &[Api], options: &EmitOptions) -> Result<OutputFile, EmitError> {
    let source = options.source.as_ref().unwrap_or(&options.specs);
    let mut text = first_line(source, options);
    text.push('\n');
    for line in crate_doc(apis) {
        text.push_str(format!("//! {line}").trim_end());
        text.push('\n');
    }
    text.push_str(&root(apis, options, true)?);
    Ok(OutputFile {
        path: "lib.rs".to_owned(),
        text,
    })
}

/// Writes `mod.rs`, for a folder of products inside any crate: the call type and a module for
/// each product.
/// ```
#[doc = include_str!("../doc/acme.md")]
/// use clientwright::Generator;
/// use clientwright::emit::{EmitOptions, emit_folder_root};
///
/// let described = Generator::from_products("specs").describe()?;
/// let root = emit_folder_root(&described.apis, &EmitOptions::new("make clients"))?;
/// assert_eq!(root.path, "mod.rs");
/// assert!(root.text.contains("pub mod acme;"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`emit_crate_root`].
pub fn emit_folder_root(apis: &[Api], options: &EmitOptions) -> Result<OutputFile, EmitError> {
    let source = options.source.as_ref().unwrap_or(&options.specs);
    let mut text = first_line(source, options);
    text.push_str(&root(apis, options, false)?);
    Ok(OutputFile {
        path: "mod.rs".to_owned(),
        text,
    })
}

/// The call type, what the runtime offers to users, and the modules.
fn root(apis: &[Api], options: &EmitOptions, features: bool) -> Result<String, EmitError> {
    let runtime: syn::Path = syn::parse_str(&options.runtime_path)
        .map_err(|error| EmitError::internal(format!("the runtime's path is none: {error}")))?;
    let runtime = quote!(#runtime).to_string().replace(' ', "");
    let mut text = String::new();
    if options.with_operations() {
        text.push_str(&format!("\n{runtime}::__private::v1::define_call!();\n"));
    }
    if features {
        let public = rows(PUBLIC, "    ");
        text.push_str("\n/// All that the runtime offers.\n");
        text.push_str(&format!("pub use {runtime} as runtime;\n"));
        text.push_str(&format!("pub use {runtime}::{{\n{public}}};\n"));
    }
    for api in apis {
        let file = syn::parse2(module(api, features)?).map_err(|error| {
            EmitError::internal(format!("what was to be written does not parse: {error}"))
        })?;
        text.push('\n');
        text.push_str(&printed(&file));
    }
    Ok(text)
}

fn module(api: &Api, features: bool) -> Result<TokenStream, EmitError> {
    let product = &api.product;
    let name = names::ident(&product.name, &product.place)?;
    let feature = features.then(|| {
        let feature = product.name.as_str();
        quote!(#[cfg(feature = #feature)])
    });
    let doc = doc_text::doc_attributes(&docs::product(product));
    Ok(quote! {
        #doc
        #feature
        #[rustfmt::skip]
        pub mod #name;
    })
}

fn crate_doc(apis: &[Api]) -> Vec<String> {
    let mut lines = vec![
        "Typed clients. Each product is behind a feature of its own, and none is on by default:"
            .to_owned(),
        String::new(),
        "| Feature | Product | Operations |".to_owned(),
        "|---|---|---|".to_owned(),
    ];
    for api in apis {
        let operations: usize = api
            .modules
            .iter()
            .map(|module| module.operations.len())
            .sum();
        let title = doc_line(&api.product.title).replace('|', "\\|");
        let feature = code(&api.product.name);
        lines.push(format!("| {feature} | {title} | {operations} |"));
    }
    lines.push(String::new());
    lines.push(format!(
        "The feature {} switches all of them on.",
        code(ALL_PRODUCTS)
    ));
    lines
}
