//! Paging: the names of a scheme, bound to the parameters and types of an operation.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::diagnostic::{Diagnostic, codes, suggestion};
use crate::ir::{
    Paging, PagingKind, Parameter, ParameterPlace, Payload, Scalar, Shape, Type, TypeDef, TypePath,
};
use crate::load::LoadedProduct;
use crate::source::Spanned;
use crate::spec::PagingSpec;

/// The types of an API, by their paths.
pub(crate) type Types<'a> = HashMap<&'a TypePath, &'a TypeDef>;

/// An operation that pages.
pub(crate) struct Paged<'a> {
    pub(crate) line: &'a Spanned<SmolStr>,
    pub(crate) parameters: &'a [Parameter],
    pub(crate) payload: &'a Payload,
    /// Whether types are wrong already: then any JSON may stand for one that is not known.
    pub(crate) doubtful: bool,
    /// Whether the name of a parameter could not be read: it may be any.
    pub(crate) unread: bool,
}

/// Binds a scheme; what it names and the operation lacks is reported.
pub(crate) fn build(
    types: &Types<'_>,
    (scheme, spec): &(Spanned<SmolStr>, PagingSpec),
    operation: &Paged<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Paging> {
    let mut binder = Binder {
        types,
        operation,
        diagnostics,
    };
    // A kind that could not be read was reported.
    if spec.kind.value.is_empty() || spec.parameter.value.is_empty() {
        return None;
    }
    let kind = if spec.kind.value == "cursor" {
        let Some(next) = &spec.next else {
            binder.diagnostics.push(
                Diagnostic::error(
                    codes::PAGING,
                    spec.kind.span,
                    "paging by cursor does not say where the next cursor stands",
                )
                .label("by cursor, without `next`")
                .help("say `next = \"…\"`: the member of `context_type` that holds it"),
            );
            return None;
        };
        PagingKind::Cursor {
            cursor_field: binder.parameter(&spec.parameter, Kind::Text)?,
            next_field: binder.context(next, Kind::Text)?,
            last_field: match &spec.last {
                Some(last) => Some(binder.context(last, Kind::Flag)?),
                None => None,
            },
        }
    } else {
        PagingKind::Number {
            page_field: binder.parameter(&spec.parameter, Kind::Whole)?,
            more_field: match &spec.more {
                Some(more) => Some(binder.context(more, Kind::Flag)?),
                None => None,
            },
        }
    };
    // An operation may page and have no way to set the size.
    let size_field = match &spec.size {
        Some(size) if binder.find(size).is_some() => Some(binder.parameter(size, Kind::Whole)?),
        _ => None,
    };
    Some(Paging {
        scheme: scheme.value.clone(),
        kind,
        size_field,
        default_size: spec
            .default_size
            .as_ref()
            .map(|size| u64::from(size.value.get())),
    })
}

/// What a member or parameter has to hold.
#[derive(Clone, Copy)]
enum Kind {
    Whole,
    Text,
    Flag,
}

impl Kind {
    fn fits(self, ty: &Type) -> bool {
        match ty {
            Type::Scalar(Scalar::Integer) => matches!(self, Self::Whole),
            Type::Scalar(Scalar::String | Scalar::Url) => matches!(self, Self::Text),
            Type::Scalar(Scalar::Boolean) => matches!(self, Self::Flag),
            _ => false,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Whole => "an integer",
            Self::Text => "a string",
            Self::Flag => "a boolean",
        }
    }
}

struct Binder<'a> {
    types: &'a Types<'a>,
    operation: &'a Paged<'a>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Binder<'a> {
    fn find(&self, wire: &Spanned<SmolStr>) -> Option<&'a Parameter> {
        let mut parameters = self.operation.parameters.iter();
        parameters.find(|parameter| {
            parameter.wire == wire.value && parameter.place_in != ParameterPlace::Path
        })
    }

    /// The Rust field of a parameter that paging sets.
    fn parameter(&mut self, wire: &Spanned<SmolStr>, kind: Kind) -> Option<SmolStr> {
        let Some(found) = self.find(wire) else {
            if self.operation.unread {
                return None;
            }
            self.diagnostics.push(
                Diagnostic::error(
                    codes::PAGING,
                    self.operation.line.span,
                    format!(
                        "the operation has no parameter `{}`, by which it pages",
                        wire.value
                    ),
                )
                .label("pages")
                .also(wire.span, "named here")
                .help(format!(
                    "add a row `{{ name = \"{}\", … }}` to `query`",
                    wire.value
                )),
            );
            return None;
        };
        if self.operation.doubtful && found.ty == Type::Any {
            return None;
        }
        if !kind.fits(&found.ty) || found.required {
            self.diagnostics.push(
                Diagnostic::error(
                    codes::PAGING,
                    found.place.span,
                    format!(
                        "the parameter `{}`, by which the operation pages, is {}",
                        wire.value,
                        match found.required {
                            true => "required: the first page has none".to_owned(),
                            false => format!("not {}", kind.words()),
                        }
                    ),
                )
                .label("this parameter")
                .also(wire.span, "named here")
                .help(match found.required {
                    true => "take `required` out".to_owned(),
                    false => format!(
                        "give it a type that is {}, or name another in `[paging]`",
                        kind.words()
                    ),
                }),
            );
            return None;
        }
        Some(found.rust.clone())
    }

    /// The Rust field of a member of the page's description.
    fn context(&mut self, wire: &Spanned<SmolStr>, kind: Kind) -> Option<SmolStr> {
        let def = match self.operation.payload {
            Payload::Page {
                context: Some(Type::Named { path, .. }),
                ..
            } => self.types.get(path),
            _ => None,
        };
        if self.operation.doubtful && def.is_none() {
            return None;
        }
        let Some((def, Shape::Struct(object))) = def.map(|def| (def, &def.shape)) else {
            self.diagnostics.push(
                Diagnostic::error(
                    codes::PAGING,
                    wire.span,
                    "this names a member of the page's description, and there is none",
                )
                .label("a member of nothing")
                .help("say `context = \"…\"` and `context_type = \"…\"`"),
            );
            return None;
        };
        let name = def.said();
        let members = &object.members;
        let Some(found) = members.iter().find(|member| member.wire == wire.value) else {
            let names = members.iter().map(|member| member.wire.as_str());
            let known = suggestion(&wire.value, names);
            let mut diagnostic = Diagnostic::error(
                codes::PAGING,
                wire.span,
                format!("the type `{name}` has no member `{}`", wire.value),
            )
            .label("not a member")
            .also(def.place.span, "the type");
            diagnostic.help = Some(match known {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("name a member of `{name}`, or add it there"),
            });
            self.diagnostics.push(diagnostic);
            return None;
        };
        if self.operation.doubtful && found.ty == Type::Any {
            return None;
        }
        if !kind.fits(&found.ty) {
            self.diagnostics.push(
                Diagnostic::error(
                    codes::PAGING,
                    wire.span,
                    format!(
                        "the member `{}` of `{name}` is not {}",
                        wire.value,
                        kind.words()
                    ),
                )
                .label("named here")
                .also(found.place.span, "the member")
                .help(format!("name a member that is {}", kind.words())),
            );
            return None;
        }
        Some(found.rust.clone())
    }
}

/// Reports what the ways of paging of a product say in vain: keys of the other kind, a type of no
/// member, one name for two things.
pub(crate) fn check_schemes(product: &LoadedProduct, diagnostics: &mut Vec<Diagnostic>) {
    for (name, spec) in product.spec.paging.iter() {
        if let Some(size) = &spec.size
            && lacks_size(product, &name.value, &size.value)
        {
            diagnostics.push(
                Diagnostic::error(
                    codes::PAGING,
                    size.span,
                    format!(
                        "no operation that pages so has a parameter `{}`",
                        size.value
                    ),
                )
                .label("a parameter of none")
                .help("name the parameter for the number of items, or take `size` out"),
            );
        }
        let foreign = match spec.kind.value.as_str() {
            "number" => [("next", &spec.next), ("last", &spec.last)],
            "cursor" => [("more", &spec.more), ("", &None)],
            _ => continue,
        };
        for (key, value) in foreign {
            let Some(value) = value else { continue };
            let kind = &spec.kind.value;
            diagnostics.push(
                Diagnostic::error(
                    codes::PAGING,
                    value.span,
                    format!("`{key}` says nothing where `kind` is `{kind}`"),
                )
                .label("passed over")
                .also(spec.kind.span, "the kind")
                .help(match kind.as_str() {
                    "number" => "take it out: `more` says whether there is a next page",
                    _ => "take it out: `next` and `last` say whether there is a next page",
                }),
            );
        }
        if let (Some(ty), None) = (&spec.context_type, &spec.context) {
            diagnostics.push(
                Diagnostic::error(
                    codes::PAGING,
                    ty.span,
                    "`context_type` is the type of a member that `context` does not name",
                )
                .label("the type of nothing")
                .help("name the member in `context`, or take `context_type` out"),
            );
        }
        if let Some(size) = &spec.size
            && size.value == spec.parameter.value
            && !size.value.is_empty()
        {
            diagnostics.push(
                Diagnostic::error(
                    codes::PAGING,
                    size.span,
                    format!(
                        "`{}` asks for a page already, and cannot say its size as well",
                        size.value
                    ),
                )
                .label("the same parameter")
                .also(spec.parameter.span, "asks for a page")
                .help("name the parameter for the number of items, or take `size` out"),
            );
        }
    }
}

/// Whether operations page by a scheme, and none of them has a parameter of the name. Of some, it
/// may be missing: there nobody sets the size.
fn lacks_size(product: &LoadedProduct, scheme: &str, size: &str) -> bool {
    let operations = product.modules.iter();
    let operations = operations.flat_map(|module| module.spec.operations.iter());
    let mut paging = operations
        .filter(|(_, spec)| spec.paging.as_ref().is_some_and(|it| it.value == scheme))
        .map(|(_, spec)| spec)
        .peekable();
    let is_used = paging.peek().is_some();
    let is_named = paging.any(|spec| {
        let places = [&spec.query, &spec.header, &spec.form, &spec.parts];
        let mut rows = places.into_iter().flatten();
        // A name that could not be read may be any.
        rows.any(|row| row.name.value == size || row.name.value.is_empty())
    });
    is_used && !is_named && !size.is_empty()
}
