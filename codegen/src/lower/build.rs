//! Draft → IR: types with their names, members with theirs.

use std::collections::{BTreeMap, HashMap};

use smol_str::{SmolStr, format_smolstr};

use super::draft::{Draft, DraftMember, DraftShape, DraftValue, DraftVariant, Others, Ty};
use super::parts::{FIELD, Part, VARIANT};
use super::units::{Unit, Units, inner_role, visible};
use crate::ir::{
    Additional, Clear, Enum, EnumValue, Member, Presence, Role, Scalar, Shape, Struct, Type,
    TypeDef, TypePath, Union, Variant,
};
use crate::names::{NamesLock, Scope, field_name, reserved, type_name, variant_name};
use crate::source::Sources;

/// Makes the IR's types, and writes down every name that was chosen.
pub(crate) struct Builder<'a> {
    pub(crate) sources: &'a Sources,
    pub(crate) draft: &'a Draft,
    pub(crate) units: &'a Units,
    /// The names of the types, by place in `units`.
    pub(crate) names: &'a [SmolStr],
    /// Their paths: a reference to a type copies one.
    pub(crate) paths: Vec<TypePath>,
    pub(crate) old: &'a NamesLock,
    pub(crate) new: NewNames,
    /// Whether something is wrong with the types.
    pub(crate) doubtful: bool,
}

/// What `names.lock` will say, in the order in which it was chosen.
#[derive(Default)]
pub(crate) struct NewNames {
    pub(crate) names: Vec<(SmolStr, SmolStr)>,
    merged: Vec<(SmolStr, SmolStr)>,
}

impl NewNames {
    /// Sorted all at once: a tree that grows name by name compares each with many.
    pub(crate) fn lock(
        self,
        homes: BTreeMap<SmolStr, SmolStr>,
        boxes: BTreeMap<SmolStr, SmolStr>,
    ) -> NamesLock {
        NamesLock {
            names: self.names.into_iter().collect(),
            merged: self.merged.into_iter().collect(),
            homes,
            boxes,
        }
    }
}

/// The number of each type among all, by its path.
pub(crate) type TypeNumbers = HashMap<TypePath, usize>;

/// The numbers of types whose paths are these, in their order.
pub(crate) fn numbers<'p>(paths: impl IntoIterator<Item = &'p TypePath>) -> TypeNumbers {
    paths.into_iter().cloned().zip(0..).collect()
}

/// The paths of types; `modules` are the modules' names.
pub(crate) fn paths(units: &Units, names: &[SmolStr], modules: &[SmolStr]) -> Vec<TypePath> {
    let paths = units.all.iter().zip(names).map(|(unit, name)| {
        let module = unit.scope.and_then(|module| modules.get(module));
        TypePath::new(module.map(SmolStr::as_str), name)
    });
    paths.collect()
}

impl Builder<'_> {
    /// The IR's types, in the order of the documents.
    pub(crate) fn types(&mut self) -> Vec<TypeDef> {
        (0..self.units.all.len())
            .map(|index| self.type_def(index))
            .collect()
    }

    /// The type of a value that is used in a role.
    pub(crate) fn ty(&self, ty: &Ty, role: Role) -> Type {
        match ty {
            Ty::Scalar(scalar) => Type::Scalar(scalar.clone()),
            Ty::Def(id) => match self.units.find(*id, role) {
                Some(index) => Type::named(self.paths[index].clone()),
                // Every type that is built was found used.
                None => Type::Any,
            },
            Ty::List(inner) => Type::List(Box::new(self.ty(inner, role))),
            Ty::Map(inner) => Type::Map(Box::new(self.ty(inner, role))),
            Ty::Tuple(items) => Type::Tuple(items.iter().map(|item| self.ty(item, role)).collect()),
            Ty::Nullable(inner) => Type::Nullable(Box::new(self.ty(inner, role))),
            // What is sent is what is meant.
            Ty::Implied(inner) if role != Role::Response => self.ty(inner, role),
            Ty::Implied(inner) => Type::implied(self.ty(inner, role)),
            Ty::Any | Ty::Unknown => Type::Any,
        }
    }

    fn type_def(&mut self, index: usize) -> TypeDef {
        let units = self.units;
        let unit = &units.all[index];
        let name = self.names[index].clone();
        self.new.names.push((unit.key.clone(), name));
        for merged in &unit.merged {
            let merged = (merged.clone(), unit.key.clone());
            self.new.merged.push(merged);
        }
        // Copied, and not shared but with the document: what is kept of the draft would leave its memory
        // full of holes when the rest goes. Notes on limits are, since few types have any.
        let def = self.draft.get(unit.def);
        let shape = match &def.shape {
            DraftShape::Struct {
                members,
                additional,
            } => Shape::Struct(Struct {
                members: self.members(unit, members, !matches!(additional, Others::Closed)),
                additional: match additional {
                    Others::Undocumented => Additional::Undocumented,
                    Others::Documented(ty) => {
                        Additional::Documented(self.ty(ty, inner_role(unit.role)))
                    }
                    Others::Closed => Additional::Closed,
                },
                excluded: excluded(members, unit.role),
            }),
            DraftShape::Enum { base, values } => Shape::Enum(Enum {
                base: *base,
                values: self.values(unit, values),
            }),
            DraftShape::Union { variants } => Shape::Union(Union {
                variants: self.variants(unit, &self.names[index], variants),
                discriminator: {
                    let mut tags = variants.iter().filter_map(|variant| variant.tag.as_ref());
                    tags.find(|tag| !tag.values.is_empty())
                        .map(|tag| tag.member.clone())
                },
            }),
        };
        // What is sent is an object.
        let is_struct = matches!(shape, Shape::Struct(_));
        TypeDef {
            path: self.paths[index].clone(),
            pointer: def.pointer.as_str().into(),
            merged: unit.merged.clone(),
            role: unit.role,
            implied: def.implied && (unit.role == Role::Response || !is_struct),
            doc: def.doc.clone(),
            shape,
            extensions: def.extensions.clone(),
            place: self.sources.place(def.span),
        }
    }

    fn members(&mut self, unit: &Unit, members: &[DraftMember], additional: bool) -> Vec<Member> {
        let members: Vec<&DraftMember> = visible(members, unit.role).collect();
        let reserved: &[&str] = match unit.role {
            Role::Response => &[],
            Role::Request | Role::Update => &reserved::SETTERS,
        };
        let parts: Vec<Part> = members
            .iter()
            .map(|member| Part {
                wire: member.wire.clone(),
                wish: field_name(member.rust.as_deref().unwrap_or(&member.wire)),
                given: member.rust.is_some(),
            })
            .collect();
        // Methods beside the setters. The second is what a newcomer may be called.
        let methods: Vec<SmolStr> = members
            .iter()
            .zip(&parts)
            .filter_map(|(member, part)| Some((second_setter(member, unit.role)?, &part.wish)))
            .flat_map(|(prefix, wish)| {
                ["", "_value"].map(|end| format_smolstr!("{prefix}_{wish}{end}"))
            })
            .collect();
        let mut scope = Scope::reserving(
            reserved
                .iter()
                .copied()
                .chain(additional.then_some("additional"))
                .chain(methods.iter().map(SmolStr::as_str)),
        );
        let names = self.part_names(&unit.key, &mut scope, &parts, FIELD);
        members
            .into_iter()
            .zip(names)
            .map(|(member, rust)| Member {
                rust,
                ty: self.ty(&member.ty, inner_role(unit.role)),
                presence: presence(member, unit.role),
                place: self.sources.place(member.span),
                wire: member.wire.clone(),
                nullable: is_nullable(member),
                clear: clear(member, unit.role),
                deprecated: member.deprecated,
                doc: member.doc.clone(),
                // An update keeps what it leaves out.
                default: match unit.role {
                    Role::Update => None,
                    Role::Response | Role::Request => member.rare.default.clone(),
                },
                example: member.rare.example.clone(),
                constraints: member.rare.constraints.clone(),
                extensions: member.rare.extensions.clone(),
            })
            .collect()
    }

    fn values(&mut self, unit: &Unit, values: &[DraftValue]) -> Vec<EnumValue> {
        let mut scope = Scope::reserving(["Unlisted", "Self"]);
        let parts: Vec<Part> = values
            .iter()
            .map(|value| Part {
                wire: value.wire.clone(),
                wish: variant_name(value.name.as_deref().unwrap_or(&value.wire)),
                given: value.given,
            })
            .collect();
        let names = self.part_names(&unit.key, &mut scope, &parts, VARIANT);
        values
            .iter()
            .zip(names)
            .map(|(value, rust)| EnumValue {
                wire: value.wire.clone(),
                rust,
                doc: value.doc.clone(),
                place: self.sources.place(value.span),
            })
            .collect()
    }

    /// `owner` is the name of the union.
    fn variants(&mut self, unit: &Unit, owner: &str, variants: &[DraftVariant]) -> Vec<Variant> {
        let mut scope = Scope::reserving(["Other", "Self"]);
        let types: Vec<Type> = variants
            .iter()
            .map(|variant| self.ty(&variant.ty, inner_role(unit.role)))
            .collect();
        // A variant has no name on the wire: it is remembered by what it holds.
        let mut seen: HashMap<SmolStr, usize> = HashMap::new();
        let parts: Vec<Part> = variants
            .iter()
            .zip(&types)
            .map(|(variant, ty)| {
                let holds = variant_of(ty);
                let number = seen.entry(holds.clone()).or_insert(0);
                *number += 1;
                Part {
                    wire: match number {
                        1 => holds.clone(),
                        number => format_smolstr!("{holds} {number}"),
                    },
                    wish: match &variant.name {
                        Some(name) => name.clone(),
                        None => within(owner, &holds),
                    },
                    given: false,
                }
            })
            .collect();
        let names = self.part_names(&unit.key, &mut scope, &parts, VARIANT);
        variants
            .iter()
            .zip(types)
            .zip(names)
            .map(|((variant, ty), rust)| Variant {
                rust,
                ty,
                tags: match &variant.tag {
                    Some(tag) => tag.values.clone(),
                    None => Vec::new(),
                },
                doc: variant.doc.clone(),
            })
            .collect()
    }
}

/// The names of the members that have no place in a role.
fn excluded(members: &[DraftMember], role: Role) -> Vec<SmolStr> {
    let all = members.iter().map(|member| &member.wire);
    let mut placed = visible(members, role).map(|member| &member.wire).peekable();
    // Both are in the order of the document.
    all.filter(|wire| placed.next_if_eq(wire).is_none())
        .cloned()
        .collect()
}

/// Whether null has to stand beside the type: it is one of the values of any JSON.
fn is_nullable(member: &DraftMember) -> bool {
    member.nullable && member.ty != Ty::Any
}

/// What an update sends to clear a member. Null clears one whose documented values include null.
fn clear(member: &DraftMember, role: Role) -> Option<Clear> {
    let null = is_nullable(member).then_some(Clear::Null);
    member.clear.or(null).filter(|_| role == Role::Update)
}

/// How the name of the method begins that stands beside a member's setter, if there is one.
fn second_setter(member: &DraftMember, role: Role) -> Option<&'static str> {
    match role {
        Role::Response => None,
        Role::Request => is_nullable(member).then_some("null"),
        Role::Update => clear(member, role).map(|_| "clear"),
    }
}

fn presence(member: &DraftMember, role: Role) -> Presence {
    let always = match role {
        Role::Response => member.promised,
        Role::Request | Role::Update => member.required,
    };
    if always {
        Presence::Always
    } else {
        Presence::Optional
    }
}

/// A name as those inside of what is called `owner` say it: the `AnimalDog` of `Animal` is `Dog`.
fn within(owner: &str, name: &str) -> SmolStr {
    let rest = name.strip_prefix(owner);
    let is_name = |rest: &&str| rest.starts_with(|c: char| c.is_ascii_uppercase());
    rest.filter(is_name).unwrap_or(name).into()
}

/// The name of a union's variant: what it holds, in a word.
fn variant_of(ty: &Type) -> SmolStr {
    match ty {
        Type::Scalar(scalar) => match scalar {
            Scalar::String => SmolStr::new_static("String"),
            Scalar::Boolean => SmolStr::new_static("Boolean"),
            Scalar::Integer | Scalar::Unsigned => SmolStr::new_static("Integer"),
            Scalar::Number => SmolStr::new_static("Number"),
            Scalar::Decimal => SmolStr::new_static("Decimal"),
            Scalar::Id(name) => type_name(name),
            Scalar::Timestamp => SmolStr::new_static("Timestamp"),
            Scalar::Date => SmolStr::new_static("Date"),
            Scalar::Url => SmolStr::new_static("Url"),
            Scalar::Email => SmolStr::new_static("Email"),
            Scalar::Phone => SmolStr::new_static("Phone"),
            Scalar::Secret => SmolStr::new_static("Secret"),
            Scalar::Binary => SmolStr::new_static("Binary"),
        },
        Type::Named { path, .. } => path.name().into(),
        Type::List(inner) => format_smolstr!("{}List", variant_of(inner)),
        Type::Map(_) => SmolStr::new_static("Map"),
        Type::Tuple(_) => SmolStr::new_static("Tuple"),
        Type::Nullable(inner) | Type::Implied(inner) => variant_of(inner),
        Type::Any => SmolStr::new_static("Any"),
    }
}
