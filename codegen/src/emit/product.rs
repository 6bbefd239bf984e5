//! The files of a product: what its modules share, and each module.

use super::emitter::Emitter;
use super::files::FileText;
use super::scope::Scope;
use super::{
    EmitError, EmitOptions, OutputFile, doc_text, docs, ids, names, one_file, operation_docs,
    operations, server_info,
};
use crate::ir::{Api, Module, Place, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

/// The names that a product's file gives its own items.
const CLIENT: &str = "Client";

/// Writes a product: one file for what its modules share, and one for each module.
/// ```
#[doc = include_str!("../doc/acme.md")]
/// use clientwright::Generator;
/// use clientwright::emit::{EmitOptions, emit_api};
///
/// let described = Generator::from_product("specs/acme").describe()?;
/// let files = emit_api(&described.apis[0], &EmitOptions::new("make clients"))?;
/// assert!(files[0].text.contains("pub struct Client"));
/// assert!(files[1].text.contains("pub struct GetWidget"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// The API asks for what Rust cannot say, such as two items of one name.
pub fn emit_api(api: &Api, options: &EmitOptions) -> Result<Vec<OutputFile>, EmitError> {
    let product = names::ident(&api.product.name, &api.product.place)?;
    let product = product.to_string();
    let product = product.trim_start_matches("r#");
    let emitter = Emitter::new(api, options, false)?;
    no_lost_types(api)?;
    let mut outputs = vec![OutputFile {
        path: format!("{product}.rs"),
        text: {
            let (file, scope) = product_items(&emitter, false)?;
            file.finish(&api.product.name, &scope, options)
        },
    }];
    for module in &api.modules {
        names::ident(&module.name, &module.place)?;
        outputs.push(OutputFile {
            path: format!("{product}/{}.rs", module.name),
            text: {
                let (file, scope) = module_items(module, &emitter)?;
                file.finish(&api.product.name, &scope, options)
            },
        });
    }
    Ok(outputs)
}

/// Writes the types of an API, and nothing else, into one file.
/// ```
#[doc = include_str!("../doc/acme.md")]
/// use clientwright::Generator;
/// use clientwright::emit::{EmitOptions, emit_models};
///
/// let described = Generator::from_schema("schemas/widgets.schema.json").describe()?;
/// let mut options = EmitOptions::new("make types");
/// options.serde_derives = true;
/// let file = emit_models(&described.apis[0], &options)?;
/// assert_eq!(file.path, "widgets.rs");
/// assert!(file.text.contains("pub struct Widget"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`emit_api`].
pub fn emit_models(api: &Api, options: &EmitOptions) -> Result<OutputFile, EmitError> {
    names::ident(&api.product.name, &api.product.place)?;
    let emitter = Emitter::new(api, options, true)?;
    let (file, scope) = model_items(&emitter)?;
    Ok(OutputFile {
        path: format!("{}.rs", api.product.name),
        text: file.finish(&api.product.name, &scope, options),
    })
}

/// The types of an API, all in one module.
pub(super) fn model_items<'e>(
    emitter: &'e Emitter<'_>,
) -> Result<(FileText, Scope<'e>), EmitError> {
    let api = emitter.names.api;
    let mut scope = Scope::new(&emitter.names, None);
    let mut file = FileText::default();
    define_shared(emitter, &mut scope, numbered(api))?;
    let alias = api.root.as_ref().filter(|root| root.is_alias());
    if let Some(root) = alias {
        scope.define(&root.rust, &root.place)?;
    }
    file.text("v1::assert_version!(1);".to_owned());
    if let Some(root) = alias {
        let doc = doc_text::doc_attributes(&docs::root_alias(root));
        let name = names::ident(&root.rust, &root.place)?;
        let ty = scope.ty(&root.ty)?;
        file.items(quote!(#doc pub type #name = #ty;))?;
    }
    for id in &api.ids {
        file.text(ids::identifier(id, emitter.options)?);
    }
    emitter.types(numbered(api), &mut scope, &mut file)?;
    Ok((file, scope))
}

/// What a product's module holds: its own modules, or where these are not nested the names of
/// their files.
pub(super) fn product_items<'e>(
    emitter: &'e Emitter<'_>,
    nested_modules: bool,
) -> Result<(FileText, Scope<'e>), EmitError> {
    let api = emitter.names.api;
    let options = emitter.options;
    let mut scope = Scope::new(&emitter.names, None);
    let mut file = FileText::default();
    if options.with_operations() {
        scope.define(CLIENT, &api.product.place)?;
    }
    define_shared(emitter, &mut scope, of_module(api, None))?;
    let mut modules = TokenStream::new();
    let mut nested = Vec::new();
    for module in &api.modules {
        scope.define(&module.name, &module.place)?;
        let name = names::ident(&module.name, &module.place)?;
        let doc = doc_text::doc_attributes(&[operation_docs::module_summary(module)]);
        if nested_modules {
            let (file, scope) = module_items(module, emitter)?;
            nested.push(one_file::nest(
                quote!(#doc pub mod #name {}),
                &file.body(&scope),
            )?);
            continue;
        }
        let file = format!("{}/{}.rs", api.product.name, module.name);
        let allow = (module.name == api.product.name).then(
            || quote!(#[allow(clippy::module_inception, reason = "the service chose the names")]),
        );
        modules.extend(quote!(#doc #allow #[path = #file] pub mod #name;));
    }
    file.items(modules)?;
    file.text("v1::assert_version!(1);".to_owned());
    if emitter.names.own_call && options.with_operations() {
        file.text("v1::define_call!();".to_owned());
    }
    if options.with_operations() {
        file.items(client(emitter, &mut scope)?)?;
        file.items(server_info::info(api))?;
    }
    for id in &api.ids {
        file.text(ids::identifier(id, options)?);
    }
    emitter.types(of_module(api, None), &mut scope, &mut file)?;
    for module in nested {
        file.text(module);
    }
    Ok((file, scope))
}

/// What a module holds.
fn module_items<'e>(
    module: &'e Module,
    emitter: &'e Emitter<'_>,
) -> Result<(FileText, Scope<'e>), EmitError> {
    let api = emitter.names.api;
    let mut scope = Scope::new(&emitter.names, Some(&module.name));
    let mut file = FileText::default();
    for (_, def) in of_module(api, Some(&module.name)) {
        scope.define(def.path.name(), &def.place)?;
    }
    if emitter.options.with_operations() && !module.operations.is_empty() {
        scope.define(&module.rust, &module.place)?;
        for operation in &module.operations {
            scope.define(&operation.rust, &operation.place)?;
            for name in operation.enums() {
                scope.define(name, &operation.place)?;
            }
        }
        operations::module(module, emitter, &mut scope, &mut file)?;
    }
    emitter.types(of_module(api, Some(&module.name)), &mut scope, &mut file)?;
    Ok((file, scope))
}

fn client(emitter: &Emitter<'_>, scope: &mut Scope<'_>) -> Result<TokenStream, EmitError> {
    let api = emitter.names.api;
    let runtime = &emitter.names.runtime;
    let doc = doc_text::doc_attributes(&operation_docs::client(api, emitter.options));
    let mut accessors = TokenStream::new();
    for module in &api.modules {
        if matches!(module.name.as_str(), "builder" | "call") {
            return Err(EmitError::new(
                &module.place,
                format!(
                    "a client has a function `{}` of its own: name the module's file otherwise",
                    module.name
                ),
            ));
        }
        // Of some modules, others use the types.
        if module.operations.is_empty() {
            continue;
        }
        let name = names::ident(&module.name, &module.place)?;
        let rust = names::ident(&module.rust, &module.place)?;
        let doc = doc_text::doc_attributes(&[operation_docs::module_summary(module)]);
        accessors.extend(quote! {
            #doc
            pub fn #name(&self) -> #name::#rust {
                #name::#rust { client: self.core.clone() }
            }
        });
    }
    let call = scope.call();
    let starts = doc_text::doc_attributes(&[operation_docs::builder(api)]);
    Ok(quote! {
        #doc
        #[derive(Clone, Debug)]
        pub struct Client { core: #runtime::Client }

        impl Client {
            #starts
            pub fn builder() -> #runtime::ClientBuilder<Self> { #runtime::ClientBuilder::new() }
            #accessors
            /// Makes a call of an operation: for those that you keep as values.
            pub fn call<Op: #runtime::Operation>(&self, operation: Op) -> #call<Op> {
                #call::new(&self.core, operation)
            }
        }

        impl v1::Product for Client {
            const INFO: &'static v1::ProductInfo = &INFO;
            fn from_core(core: #runtime::Client) -> Self { Self { core } }
            fn core(&self) -> &#runtime::Client { &self.core }
        }
    })
}

/// Says which items a file has that is not a module's.
fn define_shared<'t>(
    emitter: &Emitter<'_>,
    scope: &mut Scope<'_>,
    types: impl Iterator<Item = (usize, &'t TypeDef)>,
) -> Result<(), EmitError> {
    for id in &emitter.names.api.ids {
        scope.define(&id.rust, &id.place)?;
    }
    for (_, def) in types {
        scope.define(def.path.name(), &def.place)?;
    }
    Ok(())
}

fn numbered(api: &Api) -> impl Iterator<Item = (usize, &TypeDef)> {
    api.types.iter().enumerate()
}

fn of_module<'a>(api: &'a Api, module: Option<&str>) -> impl Iterator<Item = (usize, &'a TypeDef)> {
    numbered(api).filter(move |(_, def)| def.path.module() == module)
}

/// Every type must stand in some file.
fn no_lost_types(api: &Api) -> Result<(), EmitError> {
    let lost = api.types.iter().find(|def| {
        def.path
            .module()
            .is_some_and(|module| !api.modules.iter().any(|m| m.name == module))
    });
    match lost {
        Some(def) => Err(EmitError::internal(format!(
            "the type `{}` is of no module of the IR",
            def.path.0
        ))
        .at(&Place::default())),
        None => Ok(()),
    }
}
