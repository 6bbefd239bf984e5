//! The constants of a product: what holds for each of its operations.

use crate::ir::{Api, Auth, OrganizationPlace};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// `static INFO`.
pub(super) fn info(api: &Api) -> TokenStream {
    let product = &api.product;
    let (name, title) = (product.name.as_str(), product.title.as_str());
    let servers = product.servers.iter().map(|server| {
        let (name, title, api) = (&*server.name, &*server.title, &*server.api);
        let accounts = option(server.accounts.as_deref());
        quote!(v1::Server { name: #name, title: #title, api: #api, accounts: #accounts })
    });
    let auth = auth(&product.auth);
    let organization = product.organization.as_ref().map_or_else(
        || quote!(None),
        |organization| {
            let name = organization.name.as_str();
            match organization.place_in {
                OrganizationPlace::Query => quote!(Some(v1::Organization::Query(#name))),
                OrganizationPlace::Header => quote!(Some(v1::Organization::Header(#name))),
            }
        },
    );
    let headers = product.headers.iter().map(|header| {
        let (name, value) = (header.name.as_str(), header.value.as_str());
        quote!((#name, #value))
    });
    let envelope = {
        let code = option(product.envelope.code.as_deref());
        let success = option(product.envelope.success.as_deref());
        let message = option(product.envelope.message.as_deref());
        quote!(v1::Envelope { code: #code, success: #success, message: #message })
    };
    let error = {
        let code = path(product.error_body.code.as_deref());
        let message = path(product.error_body.message.as_deref());
        let detail = path(product.error_body.detail.as_deref());
        quote!(v1::ErrorBody { code: #code, message: #message, detail: #detail })
    };
    let errors = product.errors.iter().map(|error| {
        let (code, meaning) = (error.code.as_str(), error.meaning.as_str());
        let status = option(error.status.map(Literal::u16_unsuffixed));
        quote!(v1::ErrorCode { code: #code, status: #status, meaning: #meaning })
    });
    let limits = {
        let per_minute = option(product.limits.per_minute.map(Literal::u32_unsuffixed));
        let concurrent = option(product.limits.concurrent.map(Literal::u32_unsuffixed));
        quote!(v1::Limits { per_minute: #per_minute, concurrent: #concurrent })
    };
    quote! {
        static INFO: v1::ProductInfo = v1::ProductInfo {
            name: #name,
            title: #title,
            servers: &[#(#servers),*],
            auth: #auth,
            organization: #organization,
            headers: &[#(#headers),*],
            envelope: #envelope,
            error: #error,
            errors: &[#(#errors),*],
            limits: #limits,
        };
    }
}

fn auth(auth: &Auth) -> TokenStream {
    match auth {
        Auth::None => quote!(v1::Auth::None),
        Auth::Token {
            header,
            scheme,
            token_path,
            token_limit,
        } => {
            let (header, scheme) = (header.as_str(), scheme.as_str());
            let token_path = option(token_path.as_deref());
            let token_limit = option(token_limit.map(|limit| {
                let tokens = Literal::u32_unsuffixed(limit.tokens);
                let seconds = Literal::u32_unsuffixed(limit.seconds);
                quote!(v1::TokenLimit { tokens: #tokens, seconds: #seconds })
            }));
            quote! {
                v1::Auth::Token {
                    header: #header,
                    scheme: #scheme,
                    token_path: #token_path,
                    token_limit: #token_limit,
                }
            }
        }
    }
}

fn option(value: Option<impl quote::ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

/// A path of member names with dots between, taken apart.
fn path(path: Option<&str>) -> TokenStream {
    let names = path.into_iter().flat_map(|path| path.split('.'));
    quote!(&[#(#names),*])
}
