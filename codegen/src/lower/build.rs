//! Draft → IR: types with their names, members with theirs.

use std::collections::HashMap;

use super::draft::{Draft, DraftMember, DraftShape, DraftValue, DraftVariant, Ty};
use super::parts::{FIELD, Part, VARIANT};
use super::units::{Unit, Units, inner_role, visible};
use crate::ir::{
    Enum, EnumValue, Member, Presence, Role, Scalar, Shape, Struct, Type, TypeDef, TypePath, Union,
    Variant,
};
use crate::names::{NamesLock, Scope, field_name, type_name, variant_name};
use crate::source::Sources;

/// Methods of generated requests and of the traits that they have: a setter of such a name would
/// hide one.
const RESERVED_SETTERS: [&str; 16] = [
    "new",
    "clone",
    "clone_into",
    "eq",
    "ne",
    "fmt",
    "default",
    "from",
    "into",
    "try_into",
    "serialize",
    "to_owned",
    "borrow",
    "type_id",
    "blank",
    "hash",
];

/// Makes the IR's types, and writes down every name that was chosen.
pub(crate) struct Builder<'a> {
    pub(crate) sources: &'a Sources,
    pub(crate) draft: &'a Draft,
    pub(crate) units: &'a Units,
    /// The names of the types, by place in `units`.
    pub(crate) names: &'a [String],
    /// The modules' names.
    pub(crate) modules: &'a [String],
    pub(crate) old: &'a NamesLock,
    pub(crate) new: NamesLock,
    /// Whether something is wrong with the types.
    pub(crate) doubtful: bool,
}

impl Builder<'_> {
    /// The IR's types, in the order of the documents.
    pub(crate) fn types(&mut self) -> Vec<TypeDef> {
        (0..self.units.all.len())
            .map(|index| self.type_def(index))
            .collect()
    }

    fn path(&self, index: usize) -> TypePath {
        let module = self.units.all[index]
            .scope
            .and_then(|module| self.modules.get(module));
        TypePath::new(module.map(String::as_str), &self.names[index])
    }

    /// The type of a value that is used in a role.
    pub(crate) fn ty(&self, ty: &Ty, role: Role) -> Type {
        match ty {
            Ty::Scalar(scalar) => Type::Scalar(scalar.clone()),
            Ty::Def(id) => match self.units.find(self.draft, *id, role) {
                Some(index) => Type::named(self.path(index)),
                // Every type that is built was found used.
                None => Type::Any,
            },
            Ty::List(inner) => Type::List(Box::new(self.ty(inner, role))),
            Ty::Map(inner) => Type::Map(Box::new(self.ty(inner, role))),
            Ty::Tuple(items) => Type::Tuple(items.iter().map(|item| self.ty(item, role)).collect()),
            Ty::Nullable(inner) => Type::Nullable(Box::new(self.ty(inner, role))),
            Ty::Any | Ty::Unknown => Type::Any,
        }
    }

    fn type_def(&mut self, index: usize) -> TypeDef {
        let units = self.units;
        let unit = &units.all[index];
        self.new
            .names
            .insert(unit.key.clone(), self.names[index].clone());
        for merged in &unit.merged {
            self.new.merged.insert(merged.clone(), unit.key.clone());
        }
        // All is copied: what is moved would leave the draft's memory full of holes when the rest of
        // it goes, and types scattered among them.
        let def = self.draft.get(unit.def);
        let shape = match &def.shape {
            DraftShape::Struct {
                members,
                additional,
            } => Shape::Struct(Struct {
                members: self.members(unit, members, additional.is_some()),
                additional: additional
                    .as_ref()
                    .map(|ty| self.ty(ty, inner_role(unit.role))),
            }),
            DraftShape::Enum { base, values } => Shape::Enum(Enum {
                base: *base,
                values: self.values(unit, values),
            }),
            DraftShape::Union { variants } => Shape::Union(Union {
                variants: self.variants(unit, variants),
            }),
        };
        TypeDef {
            path: self.path(index),
            pointer: def.pointer.clone(),
            merged: unit.merged.clone(),
            role: unit.role,
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
            Role::Request | Role::Update => &RESERVED_SETTERS,
        };
        let parts: Vec<Part<'_>> = members
            .iter()
            .map(|member| Part {
                wire: member.wire.as_str().into(),
                wish: field_name(member.rust.as_deref().unwrap_or(&member.wire)),
                given: member.rust.is_some(),
            })
            .collect();
        let clears: Vec<String> = members
            .iter()
            .zip(&parts)
            .filter(|(member, _)| unit.role == Role::Update && member.clear.is_some())
            // The second is what a newcomer may be called.
            .flat_map(|(_, part)| [part.wish.clone(), format!("{}_value", part.wish)])
            .map(|name| format!("clear_{name}"))
            .collect();
        let mut scope = Scope::reserving(
            reserved
                .iter()
                .copied()
                .chain(additional.then_some("additional"))
                .chain(clears.iter().map(String::as_str)),
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
                nullable: member.nullable,
                clear: member.clear.filter(|_| unit.role == Role::Update),
                deprecated: member.deprecated,
                doc: member.doc.clone(),
                default: member.default.clone(),
                example: member.example.clone(),
                constraints: member.constraints.clone(),
                extensions: member.extensions.clone(),
            })
            .collect()
    }

    fn values(&mut self, unit: &Unit, values: &[DraftValue]) -> Vec<EnumValue> {
        let mut scope = Scope::reserving(["Unlisted", "Self"]);
        let parts: Vec<Part<'_>> = values
            .iter()
            .map(|value| Part {
                wire: value.wire.as_str().into(),
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

    fn variants(&mut self, unit: &Unit, variants: &[DraftVariant]) -> Vec<Variant> {
        let mut scope = Scope::reserving(["Other", "Self"]);
        let types: Vec<Type> = variants
            .iter()
            .map(|variant| self.ty(&variant.ty, inner_role(unit.role)))
            .collect();
        // A variant has no name on the wire: it is remembered by what it holds.
        let mut seen: HashMap<String, usize> = HashMap::new();
        let parts: Vec<Part<'_>> = variants
            .iter()
            .zip(&types)
            .map(|(variant, ty)| {
                let holds = variant_of(ty);
                let number = seen.entry(holds.clone()).or_insert(0);
                *number += 1;
                Part {
                    wire: match number {
                        1 => holds.clone().into(),
                        number => format!("{holds} {number}").into(),
                    },
                    wish: variant.name.clone().unwrap_or(holds),
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
                doc: variant.doc.clone(),
            })
            .collect()
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

/// The name of a union's variant: what it holds, in a word.
fn variant_of(ty: &Type) -> String {
    match ty {
        Type::Scalar(scalar) => match scalar {
            Scalar::String => "String".to_owned(),
            Scalar::Boolean => "Boolean".to_owned(),
            Scalar::Integer => "Integer".to_owned(),
            Scalar::Number => "Number".to_owned(),
            Scalar::Decimal => "Decimal".to_owned(),
            Scalar::Id(name) => type_name(name),
            Scalar::Timestamp => "Timestamp".to_owned(),
            Scalar::Date => "Date".to_owned(),
            Scalar::Url => "Url".to_owned(),
            Scalar::Email => "Email".to_owned(),
            Scalar::Phone => "Phone".to_owned(),
            Scalar::Secret => "Secret".to_owned(),
            Scalar::Binary => "Binary".to_owned(),
        },
        Type::Named { path, .. } => path.name().to_owned(),
        Type::List(inner) => format!("{}List", variant_of(inner)),
        Type::Map(_) => "Map".to_owned(),
        Type::Tuple(_) => "Tuple".to_owned(),
        Type::Nullable(inner) => variant_of(inner),
        Type::Any => "Any".to_owned(),
    }
}
