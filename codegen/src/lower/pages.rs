//! Pages: what an operation returns that pages, as a draft.

use smol_str::SmolStr;

use super::context::Lowering;
use super::draft::Ty;
use super::payload::DraftPayload;
use crate::diagnostic::{Diagnostic, codes};
use crate::load::LoadedProduct;
use crate::source::Spanned;

impl<'a> Lowering<'a> {
    /// Makes a page of what an operation returns that pages.
    pub(super) fn page(
        &mut self,
        product: &'a LoadedProduct,
        scheme: &Spanned<SmolStr>,
        carried: DraftPayload,
    ) -> DraftPayload {
        let (member, ty) = match carried {
            DraftPayload::Member(member, ty) => (member, ty),
            DraftPayload::Whole(ty) => {
                self.report(no_member(scheme, &ty.split_null().0));
                return DraftPayload::Empty;
            }
            DraftPayload::Empty => {
                if !self.is_faulty_file(scheme.span.file) {
                    self.report(no_list(scheme, "this one returns nothing"));
                }
                return DraftPayload::Empty;
            }
            DraftPayload::Stream => {
                self.report(no_list(scheme, "this one returns bytes"));
                return DraftPayload::Empty;
            }
            DraftPayload::Cases(_) | DraftPayload::Page { .. } => {
                self.report(no_list(scheme, "this one returns what its status says"));
                return DraftPayload::Empty;
            }
        };
        let item = match ty.split_null().0 {
            Ty::List(item) => *item,
            Ty::Unknown => Ty::Unknown,
            _ => {
                self.report(no_list(scheme, "this one does not"));
                return DraftPayload::Empty;
            }
        };
        let context = self.page_context(product, scheme, &member);
        DraftPayload::Page {
            member,
            item,
            scheme: scheme.value.clone(),
            context,
        }
    }

    fn page_context(
        &mut self,
        product: &'a LoadedProduct,
        scheme: &Spanned<SmolStr>,
        payload: &str,
    ) -> Option<(SmolStr, Ty)> {
        let Some(found) = product.spec.paging.get(&scheme.value) else {
            let names = product.spec.paging.iter();
            let known = self.suggest(&scheme.value, |_| {
                names.map(|(name, _)| name.value.as_str()).collect()
            });
            let help = match known {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("add `[paging.{}]` to product.toml", scheme.value),
            };
            self.report(
                Diagnostic::error(
                    codes::PAGING,
                    scheme.span,
                    format!("the product has no way of paging `{}`", scheme.value),
                )
                .label("not among `[paging]`")
                .help(help),
            );
            return None;
        };
        let context = found.context.as_ref()?;
        if context.value == payload && !payload.is_empty() {
            self.report(
                Diagnostic::error(
                    codes::PAGING,
                    scheme.span,
                    format!("`{payload}` holds the items of a page, and `context` names it too"),
                )
                .label("pages")
                .also(context.span, "named here as what describes the page")
                .help("name another member in `context`, or take it out"),
            );
        }
        let member = context.value.clone();
        let ty = match &found.context_type {
            Some(ty) => self.expr(None, ty, 0),
            None => Ty::Any,
        };
        Some((member, ty))
    }
}

fn no_list(paging: &Spanned<SmolStr>, but: &str) -> Diagnostic {
    Diagnostic::error(
        codes::PAGING,
        paging.span,
        format!("an operation that pages returns a list, and {but}"),
    )
    .label("pages")
    .help("say `returns = \"list<…>\"`")
}

/// The items of a page stand in a member of the answer.
fn no_member(paging: &Spanned<SmolStr>, whole: &Ty) -> Diagnostic {
    let error =
        |message: &str| Diagnostic::error(codes::PAGING, paging.span, message).label("pages");
    match whole {
        Ty::List(_) => error(
            "the answer is the list itself, and paging reads the items from a member of an object",
        )
        .help(
            "take `paging` out: the function then returns the list of one page, and the \
             parameters of paging are its setters; if the answer is an object, name the member \
             with the items in `payload`",
        ),
        _ => error("the items of a page stand in a member of the answer, and none is named")
            .help("say `payload = \"…\"`"),
    }
}
