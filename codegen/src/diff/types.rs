//! Identifiers and named types.

use std::collections::{HashMap, HashSet};

use smol_str::{SmolStr, format_smolstr};

use super::log::{At, Log};
use super::pairs::pairs;
use super::two::Two;
use super::words::code;
use super::{State, enums, structs};
use crate::ir::{Api, IdType, IdWire, Role, Shape, TypeDef, TypePath};

/// What `names.lock` knows a type by.
fn key(def: &TypeDef) -> SmolStr {
    let role = match def.role {
        Role::Response => "",
        Role::Request => "?request",
        Role::Update => "?update",
    };
    format_smolstr!("{}{role}", def.pointer)
}

/// Which new type an old one is: the one of its name that has a pointer of its own or merged into
/// it in common with it; the one of its pointer; the one that its pointer was merged into;
/// the one that a pointer which had been merged into it became; the one of its name.
pub(super) fn same_types<'a>(old: &'a Api, new: &'a Api) -> HashMap<&'a TypePath, &'a TypeDef> {
    let keys: HashMap<SmolStr, &TypeDef> = new.types.iter().map(|def| (key(def), def)).collect();
    let merged = new.types.iter().flat_map(|def| {
        let merged = def.merged.iter();
        merged.map(move |pointer| (pointer.as_str(), def))
    });
    let merged: HashMap<&str, &TypeDef> = merged.collect();
    let paths: HashMap<&TypePath, &TypeDef> =
        new.types.iter().map(|def| (&def.path, def)).collect();
    let mut same: HashMap<&TypePath, &TypeDef> = HashMap::new();
    let mut taken: HashSet<&TypePath> = HashSet::new();
    for def in &old.types {
        if let Some(found) = paths.get(&def.path)
            && share_a_pointer(def, found)
        {
            taken.insert(&found.path);
            same.insert(&def.path, found);
        }
    }
    for def in &old.types {
        if !same.contains_key(&def.path)
            && let Some(found) = keys.get(&key(def))
            && taken.insert(&found.path)
        {
            same.insert(&def.path, found);
        }
    }
    // Several old types may have become one.
    for def in &old.types {
        if !same.contains_key(&def.path)
            && let Some(found) = merged.get(key(def).as_str())
        {
            taken.insert(&found.path);
            same.insert(&def.path, found);
        }
    }
    for def in &old.types {
        let mut pointers = def.merged.iter();
        let heir = pointers.find_map(|pointer| keys.get(pointer));
        for found in [heir, paths.get(&def.path)].into_iter().flatten() {
            if !same.contains_key(&def.path) && taken.insert(&found.path) {
                same.insert(&def.path, found);
            }
        }
    }
    let left = old.types.iter().filter(|def| !same.contains_key(&def.path));
    let fresh = new.types.iter().filter(|def| !taken.contains(&def.path));
    let fresh = by_parts(fresh);
    for (parts, found) in by_parts(left) {
        if let (Some(def), Some(Some(found))) = (found, fresh.get(&parts)) {
            same.insert(&def.path, found);
        }
    }
    same
}

fn share_a_pointer(old: &TypeDef, new: &TypeDef) -> bool {
    let (was, is) = (key(old), key(new));
    was == is || old.merged.contains(&is) || {
        let merged: HashSet<&str> = new.merged.iter().map(SmolStr::as_str).collect();
        let mut pointers = std::iter::once(&was).chain(&old.merged);
        pointers.any(|pointer| merged.contains(pointer.as_str()))
    }
}

/// The module of a type, its role, and what it has on the wire.
type Parts<'a> = (Option<&'a str>, Role, Vec<&'a str>);

/// Types by their parts; none where several have the same.
fn by_parts<'a>(
    types: impl Iterator<Item = &'a TypeDef>,
) -> HashMap<Parts<'a>, Option<&'a TypeDef>> {
    let mut found = HashMap::new();
    for def in types {
        let parts: Vec<&str> = match &def.shape {
            Shape::Struct(shape) => shape.members.iter().map(|it| it.wire.as_str()).collect(),
            Shape::Enum(shape) => shape.values.iter().map(|it| it.wire.as_str()).collect(),
            Shape::Union(_) => continue,
        };
        if !parts.is_empty() {
            let only = found.entry((def.path.module(), def.role, parts));
            only.and_modify(|def| *def = None).or_insert(Some(def));
        }
    }
    found
}

fn id_key(_: State, id: &IdType) -> Option<SmolStr> {
    Some(id.name.clone())
}

/// The Rust names of the identifiers of both states, from the old one to the new.
pub(super) fn same_ids<'a>(old: &'a Api, new: &'a Api) -> HashMap<&'a str, &'a str> {
    let both = pairs(&old.ids, &new.ids, &[&id_key]).both;
    let both = both.iter();
    both.map(|pair| (pair.old.rust.as_str(), pair.new.rust.as_str()))
        .collect()
}

/// Compares the identifiers.
pub(super) fn compare_ids(two: &Two<'_>, log: &mut Log) {
    let ids = pairs(&two.old.ids, &two.new.ids, &[&id_key]);
    for id in ids.gone {
        log.breaking(
            &two.path(&id.rust),
            "the identifier is removed",
            At::Old(&id.place),
        );
    }
    for pair in ids.both {
        let (old, new) = (pair.old, pair.new);
        let at = At::New(&new.place);
        let path = two.path(&new.rust);
        if old.rust != new.rust {
            let what = format!("is called {} now", code(&new.rust));
            log.breaking(&two.path(&old.rust), what, at);
        }
        if old.wire != new.wire {
            let what = match new.wire {
                IdWire::Integer => "is written as a number, was written as a string",
                IdWire::String => "is written as a string, was written as a number",
            };
            log.fix(&path, what, at);
        }
        log.documentation(old.doc != new.doc, &path, &new.place);
    }
    for id in ids.fresh {
        log.addition(
            &two.path(&id.rust),
            "the identifier is new",
            At::New(&id.place),
        );
    }
}

/// Compares the named types; those of modules that are gone or new go and come with them.
pub(super) fn compare_types(two: &Two<'_>, log: &mut Log) {
    let has = |api: &Api, def: &TypeDef| {
        let modules = &api.modules;
        let module = def.path.module();
        module.is_none_or(|name| modules.iter().any(|module| module.name == name))
    };
    for def in &two.old.types {
        if !two.types.contains_key(&def.path) && has(two.new, def) {
            let what = format!("the {} is removed", kind(&def.shape));
            log.breaking(&two.type_path(&def.path), what, At::Old(&def.place));
        }
    }
    let mut origins: HashMap<&TypePath, Vec<&TypeDef>> = HashMap::new();
    for def in &two.old.types {
        if let Some(found) = two.types.get(&def.path) {
            origins.entry(&found.path).or_default().push(def);
        }
    }
    for def in &two.new.types {
        let Some(origins) = origins.get(&def.path) else {
            if has(two.old, def) {
                let what = format!("the {} is new", kind(&def.shape));
                log.addition(&two.type_path(&def.path), what, At::New(&def.place));
            }
            continue;
        };
        for old in origins {
            if old.path != def.path {
                let moved = old.path.module() != def.path.module();
                let now = if moved { &def.path.0 } else { def.path.name() };
                let what = format!("is called {} now", code(now));
                log.breaking(&two.type_path(&old.path), what, At::New(&def.place));
            }
        }
        // What several have become is compared with the one that had its name, or the first.
        let namesake = origins.iter().find(|old| old.path == def.path);
        if let Some(old) = namesake.or(origins.first()) {
            compare_type(old, def, two, log);
        }
    }
}

fn compare_type(old: &TypeDef, new: &TypeDef, two: &Two<'_>, log: &mut Log) {
    let path = two.type_path(&new.path);
    log.documentation(old.doc != new.doc, &path, &new.place);
    match (old.implied, new.implied) {
        (false, true) => log.fix(&path, "values of other kinds are kept", At::New(&new.place)),
        (true, false) => {
            log.breaking(
                &path,
                "values of other kinds are refused",
                At::New(&new.place),
            );
        }
        _ => {}
    }
    match (&old.shape, &new.shape) {
        (Shape::Struct(was), Shape::Struct(is)) => {
            structs::compare((old, was), (new, is), two, log);
        }
        (Shape::Enum(was), Shape::Enum(is)) => enums::compare_enum(was, (new, is), two, log),
        (Shape::Union(was), Shape::Union(is)) => enums::compare_union(was, (new, is), two, log),
        (was, is) => {
            let what = format!("is {}, was {}", a_kind(is), a_kind(was));
            log.breaking(&path, what, At::New(&new.place));
        }
    }
}

fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Struct(_) => "struct",
        Shape::Enum(_) => "enum",
        Shape::Union(_) => "union",
    }
}

fn a_kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Struct(_) => "a struct",
        Shape::Enum(_) => "an enum of values",
        Shape::Union(_) => "an enum of types",
    }
}
