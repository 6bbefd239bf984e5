//! Traits of the standard library that a caller derives and a type cannot have.

use crate::diagnostic::{Diagnostic, codes};
use crate::emit::{EmitOptions, ForeignScalar};
use crate::ir::{Api, Place, Presence, Role, Scalar, Shape, Type, TypeDef};

/// The traits of which it is known what has them.
const KNOWN: [&str; 5] = ["Copy", "Eq", "Hash", "Ord", "PartialOrd"];

/// What is wrong with the traits that models are to derive: of each, the first type that cannot.
pub(super) fn check(apis: &[Api], options: &EmitOptions) -> Vec<Diagnostic> {
    let asked = options.derives.iter().filter_map(|path| known(path));
    let mut found = Vec::new();
    for name in asked {
        let lacking = apis.iter().flat_map(|api| lacking(api, options, name));
        let mut lacking = lacking.peekable();
        let Some(first) = lacking.next() else {
            continue;
        };
        let Lacking { place, what, holds } = first;
        let message = format!("`{name}` cannot be derived: {what} {holds}, which has no `{name}`");
        let diagnostic = Diagnostic::error(codes::DERIVE, place.span, message)
            .label(format!("{holds} in Rust"))
            .help(match holds {
                F64 => format!(
                    "leave `{name}` out, or say `decimal` or `integer` where that is what is sent"
                ),
                _ => format!("leave `{name}` out"),
            });
        found.push(match lacking.count() {
            0 => diagnostic,
            1 => diagnostic.note("one other place has the same"),
            more => diagnostic.note(format!("{more} other places have the same")),
        });
    }
    found
}

/// What is wrong with the list itself, a line each.
pub(super) fn alone(options: &EmitOptions) -> Option<String> {
    let has = |name: &str| options.derives.iter().any(|path| known(path) == Some(name));
    (has("Ord") && !(has("Eq") && has("PartialOrd"))).then(|| {
        "`derive`: `Ord` needs `Eq` and `PartialOrd` beside it: derive all three".to_owned()
    })
}

/// The trait of the standard library that a path means.
fn known(path: &str) -> Option<&'static str> {
    let (module, name) = path
        .trim()
        .rsplit_once("::")
        .unwrap_or(("std", path.trim()));
    let module = module.trim_start_matches("::");
    let is_std = ["std", "core"].contains(&module.split("::").next().unwrap_or(module));
    let known = KNOWN.into_iter().find(|known| *known == name.trim());
    known.filter(|_| is_std)
}

/// A place that lacks a trait.
struct Lacking<'a> {
    place: &'a Place,
    /// `` `weight` of `Widget` is ``.
    what: String,
    /// What it holds there.
    holds: &'static str,
}

const F64: &str = "an `f64`";

fn lacking<'a>(
    api: &'a Api,
    options: &'a EmitOptions,
    name: &'static str,
) -> impl Iterator<Item = Lacking<'a>> {
    // Identifiers have all but one.
    let ids = api.ids.iter().filter(move |_| name == "Copy");
    let ids = ids.map(|id| Lacking {
        place: &id.place,
        what: format!("`{}` is", id.rust),
        holds: "a `String`",
    });
    ids.chain(
        api.types
            .iter()
            .flat_map(move |def| of_type(def, options, name)),
    )
}

fn of_type<'a>(def: &'a TypeDef, options: &EmitOptions, name: &str) -> Vec<Lacking<'a>> {
    let at = |place: &'a Place, what: String, holds: &'static str| Lacking { place, what, holds };
    let of = def.path.name();
    // What enums and unions keep that no document lists.
    let other = |holds| match name {
        "Copy" | "Ord" | "PartialOrd" => vec![at(&def.place, format!("`{of}` keeps"), holds)],
        _ => Vec::new(),
    };
    match &def.shape {
        Shape::Enum(_) => other("what no document lists"),
        Shape::Union(union) => {
            let found = union.variants.iter().filter_map(|variant| {
                let holds = lacks(&variant.ty, options, name)?;
                let what = format!("`{}` of `{of}` is", variant.rust);
                Some(at(&def.place, what, holds))
            });
            let own = other("any JSON");
            own.into_iter().chain(found).collect()
        }
        Shape::Struct(shape) => {
            let members = shape.members.iter().filter_map(|member| {
                let patch = def.role == Role::Update && member.presence == Presence::Optional;
                let holds = match name {
                    "Copy" | "Ord" | "PartialOrd" if patch => "a `Patch`",
                    _ => lacks(&member.ty, options, name)?,
                };
                let what = format!("`{}` of `{of}` is", member.wire);
                Some(at(&member.place, what, holds))
            });
            let rest = shape.additional.ty().into_iter().filter_map(|ty| {
                let holds = lacks(ty, options, name).or((name == "Copy").then_some("a map"))?;
                Some(at(&def.place, format!("what `{of}` has beside is"), holds))
            });
            let instead = def
                .implied
                .then(|| lacks(&Type::Any, options, name))
                .flatten();
            let instead = instead.map(|holds| {
                at(
                    &def.place,
                    format!("what comes in the place of `{of}` is"),
                    holds,
                )
            });
            members.chain(rest).chain(instead).collect()
        }
    }
}

/// What of a type lacks a trait. A type that has a name is looked at by itself.
// Types nest no deeper than lowering lets them.
fn lacks(ty: &Type, options: &EmitOptions, name: &str) -> Option<&'static str> {
    let copy = name == "Copy";
    let order = name == "Ord" || name == "PartialOrd";
    match ty {
        Type::Named { boxed, .. } => (copy && *boxed).then_some("a `Box`"),
        Type::Nullable(inner) => lacks(inner, options, name),
        Type::Implied(_) if copy || order => Some("any JSON"),
        Type::Implied(inner) => lacks(inner, options, name),
        Type::List(_) if copy => Some("a `Vec`"),
        Type::Map(_) if copy => Some("a map"),
        Type::List(inner) | Type::Map(inner) => lacks(inner, options, name),
        Type::Tuple(items) => items.iter().find_map(|item| lacks(item, options, name)),
        Type::Any => (copy || order).then_some("any JSON"),
        Type::Scalar(scalar) => {
            let foreign = ForeignScalar::of(scalar);
            if foreign.is_some_and(|it| options.foreign.contains_key(&it)) {
                return (copy || order).then_some("a `Foreign`");
            }
            match scalar {
                Scalar::Boolean | Scalar::Integer | Scalar::Unsigned => None,
                Scalar::Number => (!copy && name != "PartialOrd").then_some(F64),
                Scalar::Decimal => (copy || order).then_some("a `Decimal`"),
                Scalar::Secret => (name != "Eq").then_some("a `Secret`"),
                Scalar::Binary => Some("an `Upload`"),
                Scalar::Id(_) => copy.then_some("an identifier"),
                Scalar::Timestamp => copy.then_some("a `Timestamp`"),
                Scalar::Date => copy.then_some("a `Date`"),
                Scalar::String | Scalar::Url | Scalar::Email | Scalar::Phone => {
                    copy.then_some("a `String`")
                }
            }
        }
    }
}
