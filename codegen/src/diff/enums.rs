//! Enums of documented values, and enums of types.

use smol_str::format_smolstr;

use super::State;
use super::log::{At, Log};
use super::pairs::{is_reordered, pairs};
use super::rust_types::rust_type;
use super::two::{Kin, Two};
use super::words::{code, from_type, meaning};
use crate::ir::{Enum, EnumBase, EnumValue, TypeDef, Union, Variant};

/// Compares an enum of values.
pub(super) fn compare_enum(
    old: &Enum,
    (def, new): (&TypeDef, &Enum),
    two: &Two<'_>,
    log: &mut Log,
) {
    let path = two.type_path(&def.path);
    let at = At::New(&def.place);
    match (old.base, new.base) {
        (EnumBase::String, EnumBase::Integer) => {
            log.addition(
                &path,
                "is written as a number, and made of an `i64` too",
                at,
            );
        }
        (EnumBase::Integer, EnumBase::String) => {
            log.breaking(
                &path,
                "is written as a string, and no longer made of an `i64`",
                at,
            );
        }
        _ => {}
    }
    let variant = |value: &EnumValue| format!("{path}::{}", value.rust);
    let values = pairs(
        &old.values,
        &new.values,
        &[
            &|_, value: &EnumValue| Some(value.wire.clone()),
            &|_, value: &EnumValue| Some(value.rust.clone()),
        ],
    );
    for value in values.gone {
        log.breaking(
            &variant(value),
            "the variant is removed",
            At::Old(&value.place),
        );
    }
    for pair in values.both {
        let (old, new) = (pair.old, pair.new);
        let at = At::New(&new.place);
        if old.rust != new.rust {
            let what = format!("is called {} now", code(&new.rust));
            log.breaking(&variant(old), what, at);
        }
        if old.wire != new.wire {
            let what = format!(
                "is {} on the wire, was {}",
                code(&new.wire),
                code(&old.wire)
            );
            // JSON that was stored has the old text, and is read as an undocumented value.
            log.breaking(&variant(new), what, at);
        }
        log.documentation(old.doc != new.doc, &variant(new), &new.place);
    }
    for value in values.fresh {
        let what = format!("the variant is new, for {}", code(&value.wire));
        log.addition(&variant(value), what, At::New(&value.place));
    }
}

/// Compares an enum of types. Its variants have no names on the wire: they are known by their
/// names in Rust, which `names.lock` keeps, and else by what they hold.
pub(super) fn compare_union(
    old: &Union,
    (def, new): (&TypeDef, &Union),
    two: &Two<'_>,
    log: &mut Log,
) {
    let path = two.type_path(&def.path);
    let at = At::New(&def.place);
    let module = def.path.module();
    let path_of = |variant: &Variant| format!("{path}::{}", variant.rust);
    // The number of the new variant that holds the same.
    let by_type = |state: State, variant: &Variant| {
        let same = |new: &Variant| match state {
            State::Old => two.kin(&variant.ty, &new.ty) == Kin::Same,
            State::New => variant.ty == new.ty,
        };
        new.variants
            .iter()
            .position(same)
            .map(|at| format_smolstr!("{at}"))
    };
    let by_name = |_: State, variant: &Variant| Some(variant.rust.clone());
    let variants = pairs(&old.variants, &new.variants, &[&by_name, &by_type]);
    for variant in &variants.gone {
        log.breaking(&path_of(variant), "the variant is removed", at);
    }
    for pair in &variants.both {
        let (old, new) = (pair.old, pair.new);
        let path = path_of(new);
        if old.rust != new.rust {
            let what = format!("is called {} now", code(&new.rust));
            log.breaking(&path_of(old), what, at);
        }
        match two.kin(&old.ty, &new.ty) {
            Kin::None => {
                let (old, new) = (rust_type(&old.ty, module), rust_type(&new.ty, module));
                log.breaking(&path, from_type(("holds", "held"), &old, &new), at);
            }
            Kin::Rust => log.fix(&path, meaning(&old.ty, &new.ty), at),
            Kin::Same => {}
        }
        if old.tags != new.tags {
            log.fix(&path, "other values of the discriminator mean it", at);
        }
        log.documentation(old.doc != new.doc, &path, &def.place);
    }
    if old.discriminator != new.discriminator {
        log.fix(&path, "another member tells its variants apart", at);
    }
    for variant in &variants.fresh {
        log.addition(&path_of(variant), "the variant is new", at);
    }
    if is_reordered(variants.both.iter()) {
        log.fix(&path, "its types are tried in another order", at);
    }
}
