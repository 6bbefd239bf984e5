//! Draft → IR: types with their names, members with theirs.

use std::collections::BTreeMap;

use super::draft::{Draft, DraftMember, DraftShape, DraftValue, DraftVariant, Ty};
use super::type_names::TypeNames;
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
    pub(crate) names: &'a TypeNames,
    /// The modules' names.
    pub(crate) modules: &'a [String],
    pub(crate) old: &'a NamesLock,
    pub(crate) new: NamesLock,
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
        TypePath::new(module.map(String::as_str), &self.names.names[index])
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
            Ty::Any => Type::Any,
        }
    }

    fn type_def(&mut self, index: usize) -> TypeDef {
        let units = self.units;
        let unit = &units.all[index];
        let def = self.draft.get(unit.def);
        self.new
            .names
            .insert(unit.key.clone(), self.names.names[index].clone());
        for merged in &unit.merged {
            self.new.merged.insert(merged.clone(), unit.key.clone());
        }
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
            place: self.sources.place(def.span),
        }
    }

    fn members(&mut self, unit: &Unit, members: &[DraftMember], additional: bool) -> Vec<Member> {
        let members: Vec<&DraftMember> = visible(members, unit.role).collect();
        let reserved: &[&str] = match unit.role {
            Role::Response => &[],
            Role::Request | Role::Update => &RESERVED_SETTERS,
        };
        let clears: Vec<String> = members
            .iter()
            .filter(|member| unit.role == Role::Update && member.clear.is_some())
            .map(|member| format!("clear_{}", field_name(&member.wire)))
            .collect();
        let mut scope = Scope::reserving(
            reserved
                .iter()
                .copied()
                .chain(additional.then_some("additional"))
                .chain(clears.iter().map(String::as_str)),
        );
        let wishes: Vec<PartName> = members
            .iter()
            .map(|member| {
                let name = member.rust.as_deref().unwrap_or(&member.wire);
                PartName::new(&unit.key, &member.wire, field_name(name))
            })
            .collect();
        let names = self.choose(&mut scope, &wishes, "_");
        members
            .into_iter()
            .zip(names)
            .map(|(member, rust)| Member {
                wire: member.wire.clone(),
                rust,
                ty: self.ty(&member.ty, inner_role(unit.role)),
                presence: presence(member, unit.role),
                nullable: member.nullable,
                clear: if unit.role == Role::Update {
                    member.clear
                } else {
                    None
                },
                deprecated: member.deprecated,
                doc: member.doc.clone(),
                default: member.default.clone(),
                example: member.example.clone(),
                constraints: member.constraints.clone(),
                place: self.sources.place(member.span),
            })
            .collect()
    }

    fn values(&mut self, unit: &Unit, values: &[DraftValue]) -> Vec<EnumValue> {
        let mut scope = Scope::reserving(["Unlisted", "Self"]);
        let wishes: Vec<PartName> = values
            .iter()
            .map(|value| {
                let name = value.name.as_deref().unwrap_or(&value.wire);
                PartName::new(&unit.key, &value.wire, variant_name(name))
            })
            .collect();
        let names = self.choose(&mut scope, &wishes, "");
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
        let wishes: Vec<PartName> = variants
            .iter()
            .zip(&types)
            .map(|(variant, ty)| {
                let name = variant.name.clone().unwrap_or_else(|| variant_of(ty));
                // Known by what it holds: its number changes when another comes before it.
                PartName::new(&unit.key, &self.content(&variant.ty), name)
            })
            .collect();
        let names = self.choose(&mut scope, &wishes, "");
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

    /// What a union's variant holds, in words that stay the same whatever else is there.
    fn content(&self, ty: &Ty) -> String {
        match ty {
            Ty::Scalar(Scalar::Id(name)) => name.clone(),
            Ty::Scalar(scalar) => format!("{scalar:?}").to_lowercase(),
            Ty::Def(id) => self.draft.get(*id).pointer.clone(),
            Ty::List(inner) => format!("list<{}>", self.content(inner)),
            Ty::Map(inner) => format!("map<{}>", self.content(inner)),
            Ty::Nullable(inner) => format!("nullable<{}>", self.content(inner)),
            Ty::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|item| self.content(item)).collect();
                format!("({})", items.join(", "))
            }
            Ty::Any => "any".to_owned(),
        }
    }

    /// Names for the parts of one thing: those that are remembered first, then those that go by
    /// their name on the wire, then the others in order.
    pub(crate) fn choose(
        &mut self,
        scope: &mut Scope,
        wishes: &[PartName],
        separator: &str,
    ) -> Vec<String> {
        let mut names: BTreeMap<usize, String> = BTreeMap::new();
        for (index, part) in wishes.iter().enumerate() {
            if let Some(name) = self.old.names.get(&part.key)
                // A lock is text that anybody can edit.
                && [field_name(name), variant_name(name)].contains(name)
                && scope.take(name)
            {
                names.insert(index, name.clone());
            }
        }
        for (index, part) in wishes.iter().enumerate() {
            if part.wire == part.wish && !names.contains_key(&index) && scope.take(&part.wish) {
                names.insert(index, part.wish.clone());
            }
        }
        for (index, part) in wishes.iter().enumerate() {
            names.entry(index).or_insert_with(|| {
                // `self_` ends in an underscore already; two of them are not snake case.
                let second = format!(
                    "{}{}",
                    part.wish.trim_end_matches('_'),
                    if separator.is_empty() {
                        "Value"
                    } else {
                        "_value"
                    }
                );
                scope.take_first(&[part.wish.clone(), second], separator)
            });
        }
        for (index, part) in wishes.iter().enumerate() {
            if names[&index] != part.wire {
                self.new
                    .names
                    .insert(part.key.clone(), names[&index].clone());
            }
        }
        names.into_values().collect()
    }
}

/// The name that a part of something would like: a member, a value, a variant, a parameter.
pub(crate) struct PartName {
    /// The key of `names.lock`.
    key: String,
    /// Its name on the wire.
    wire: String,
    /// Its Rust name, if it is free.
    wish: String,
}

impl PartName {
    /// The wish of a part of what has the key `owner`.
    pub(crate) fn new(owner: &str, wire: &str, wish: String) -> Self {
        Self {
            key: format!("{owner} {wire}"),
            wire: wire.to_owned(),
            wish,
        }
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
        },
        Type::Named { path, .. } => path.name().to_owned(),
        Type::List(inner) => format!("{}List", variant_of(inner)),
        Type::Map(_) => "Map".to_owned(),
        Type::Tuple(_) => "Tuple".to_owned(),
        Type::Nullable(inner) => variant_of(inner),
        Type::Any => "Any".to_owned(),
    }
}
