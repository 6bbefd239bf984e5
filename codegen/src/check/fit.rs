//! Whether a JSON value is what a type says, and where not.

use smol_str::SmolStr;

use super::Subject;
use super::scalars::{self, Verdict, judge};
use crate::ir::{
    Clear, Enum, EnumBase, Member, Presence, Role, Scalar, Shape, Struct, Type, TypeDef, Union,
};
use crate::source::{Node, Object, Span, Value};

/// How many misfits of one value are gathered.
const MOST_MISFITS: usize = 5_000;
/// How deep types and values are followed: documents nest less, and unions in unions cost stack too.
const MOST_DEPTH: u32 = 300;

/// Where a value is not what its type says.
#[derive(Clone, Debug)]
pub(crate) struct Misfit {
    /// The value, or the name of the member that is too many.
    pub(crate) span: Span,
    /// Where the type is said.
    pub(crate) declared: Option<Span>,
    pub(crate) kind: Kind,
}

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// The client cannot read it.
    Unreadable { found: String, wanted: String },
    /// The client reads it, but it is not what is documented.
    Differs { found: String, wanted: String },
    /// A member that the type does not have.
    Unknown {
        name: SmolStr,
        of: String,
        near: Option<String>,
    },
    /// A member that must be there.
    Lacks { name: SmolStr, why: Why },
}

/// Why a member must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// A spec promises it.
    Promised,
    /// A request needs it.
    Required,
    /// The vendor's schema requires it, and no spec promises it.
    BySchema,
}

/// Compares values with types.
pub(crate) struct Fit<'a> {
    subject: &'a Subject<'a>,
    pub(crate) misfits: Vec<Misfit>,
    depth: u32,
}

impl<'a> Fit<'a> {
    pub(crate) fn new(subject: &'a Subject<'a>) -> Self {
        Self {
            subject,
            misfits: Vec::new(),
            depth: 0,
        }
    }

    /// Compares a value with a type that is said at `declared`.
    pub(crate) fn value(&mut self, node: &Node, ty: &'a Type, declared: Option<Span>) {
        if self.misfits.len() <= MOST_MISFITS
            && self.depth <= MOST_DEPTH
            && self.subject.spend(1, node.span)
        {
            self.depth += 1;
            self.compare(node, ty, declared);
            self.depth -= 1;
        }
    }

    fn compare(&mut self, node: &Node, ty: &'a Type, declared: Option<Span>) {
        match (ty, &node.value) {
            (Type::Any, _) | (Type::Nullable(_), Value::Null) => {}
            (Type::Nullable(inner), _) => self.value(node, inner, declared),
            // Every value fits.
            (Type::Implied(_), _) => {}
            (Type::Scalar(scalar), _) => self.scalar(node, scalar, declared),
            (Type::Named { path, .. }, _) => {
                if let Some(def) = self.subject.types.get(path) {
                    self.named(node, def, declared, &[]);
                }
            }
            (Type::List(item), Value::Array(items)) => {
                for value in items {
                    self.value(value, item, declared);
                }
            }
            (Type::Map(value), Value::Object(object)) => {
                for member in object {
                    self.value(&member.value, value, declared);
                }
            }
            (Type::Tuple(types), Value::Array(items)) if types.len() == items.len() => {
                for (value, ty) in items.iter().zip(types) {
                    self.value(value, ty, declared);
                }
            }
            (Type::List(_), _) => self.collection(node, "a list", declared),
            (Type::Map(_), _) => self.collection(node, "an object", declared),
            (Type::Tuple(types), _) => {
                let wanted = format!("an array of {} items", types.len());
                self.unreadable(node, wanted, declared);
            }
        }
    }

    /// Compares a value with a named type; members of the names in `beside` may stand among its own.
    pub(crate) fn named(
        &mut self,
        node: &Node,
        def: &'a TypeDef,
        declared: Option<Span>,
        beside: &[&str],
    ) {
        if self.subject.faults.holds(def.place.span) {
            return;
        }
        match (&def.shape, &node.value) {
            (Shape::Struct(shape), Value::Object(object)) => {
                self.object(node, object, def, shape, beside);
            }
            (Shape::Struct(_), _) => {
                let wanted = format!("an object (`{}`)", def.said());
                self.collection(node, &wanted, declared);
            }
            (Shape::Enum(values), _) => self.listed(node, def, values, declared),
            (Shape::Union(union), _) => self.union(node, def, union, declared),
        }
    }

    fn scalar(&mut self, node: &Node, scalar: &Scalar, declared: Option<Span>) {
        let ids = &self.subject.wires;
        let wanted = || scalars::words(scalar, ids).to_owned();
        match judge(node, scalar, ids) {
            Verdict::Fits => {}
            Verdict::Differs => self.differs(node, wanted(), declared),
            Verdict::Unreadable => self.unreadable(node, wanted(), declared),
        }
    }

    /// A list or object that is none; services send several things for an empty one.
    fn collection(&mut self, node: &Node, wanted: &str, declared: Option<Span>) {
        let empty = match &node.value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            Value::Object(object) => object.is_empty(),
            _ => false,
        };
        match empty {
            true => self.differs(node, wanted.to_owned(), declared),
            false => self.unreadable(node, wanted.to_owned(), declared),
        }
    }

    fn object(
        &mut self,
        node: &Node,
        object: &Object,
        def: &'a TypeDef,
        shape: &'a Struct,
        beside: &[&str],
    ) {
        for property in object {
            // Each looks through the members.
            if !self.subject.spend(1 + shape.members.len() / 8, node.span) {
                return;
            }
            let mut members = shape.members.iter();
            match members.find(|member| member.wire == property.name) {
                Some(member) => self.member(&property.value, member),
                None if beside.contains(&property.name.as_str()) => {}
                None if self.subject.is_read_only(def, &property.name) => {}
                None => match shape.additional.documented() {
                    Some(ty) => self.value(&property.value, ty, Some(def.place.span)),
                    None => {
                        let names = shape.members.iter().map(|member| member.wire.as_str());
                        let near = self.subject.suggest(&property.name, names);
                        self.misfits.push(Misfit {
                            span: property.name_span,
                            declared: Some(def.place.span),
                            kind: Kind::Unknown {
                                name: property.name.clone(),
                                of: def.said().to_owned(),
                                near: near.map(str::to_owned),
                            },
                        });
                    }
                },
            }
        }
        for member in &shape.members {
            let why = match (member.presence, def.role) {
                (Presence::Always, Role::Response) => Why::Promised,
                (Presence::Always, _) => Why::Required,
                (Presence::Optional, Role::Response)
                    if self.subject.is_required_by_schema(member.place.span) =>
                {
                    Why::BySchema
                }
                _ => continue,
            };
            if object.get(&member.wire).is_none() {
                self.misfits.push(Misfit {
                    span: node.span,
                    declared: Some(member.place.span),
                    kind: Kind::Lacks {
                        name: member.wire.clone(),
                        why,
                    },
                });
            }
        }
    }

    fn member(&mut self, node: &Node, member: &'a Member) {
        let clears = match (&node.value, member.clear) {
            (Value::Null, Some(Clear::Null)) => true,
            (Value::String(text), Some(Clear::EmptyString)) => text.is_empty(),
            (Value::Array(items), Some(Clear::EmptyList)) => items.is_empty(),
            _ => false,
        };
        let null = member.nullable && matches!(node.value, Value::Null);
        if !clears && !null {
            self.value(node, &member.ty, Some(member.place.span));
        }
    }

    fn listed(&mut self, node: &Node, def: &TypeDef, shape: &Enum, declared: Option<Span>) {
        let (text, base) = match &node.value {
            Value::String(text) => (text, EnumBase::String),
            Value::Number(text) => (text, EnumBase::Integer),
            Value::Null | Value::Bool(_) => {
                return self.differs(node, format!("a value of `{}`", def.said()), declared);
            }
            Value::Array(_) | Value::Object(_) => {
                let wanted = format!("a value of `{}`", def.said());
                return self.unreadable(node, wanted, declared);
            }
        };
        if !self.subject.spend(1 + shape.values.len() / 8, node.span) {
            return;
        }
        if base != shape.base || shape.values.iter().all(|value| value.wire != *text) {
            let wanted = format!("one of the values of `{}`", def.said());
            self.differs(node, wanted, Some(def.place.span));
        }
    }

    /// Tries the types of a union; what the nearest of them minds is told.
    fn union(&mut self, node: &Node, def: &TypeDef, union: &'a Union, declared: Option<Span>) {
        let before = std::mem::take(&mut self.misfits);
        let mut best: Option<Vec<Misfit>> = None;
        for variant in &union.variants {
            self.value(node, &variant.ty, declared);
            let tried = std::mem::take(&mut self.misfits);
            let whole = |misfits: &[Misfit]| {
                let bad = |misfit: &&Misfit| {
                    misfit.span == node.span && matches!(misfit.kind, Kind::Unreadable { .. })
                };
                (misfits.iter().filter(bad).count(), misfits.len())
            };
            if best.as_ref().is_none_or(|best| whole(&tried) < whole(best)) {
                best = Some(tried);
            }
            if best.as_ref().is_some_and(Vec::is_empty) {
                break;
            }
        }
        self.misfits = before;
        let best = best.unwrap_or_default();
        let none = |misfit: &Misfit| {
            misfit.span == node.span && !matches!(misfit.kind, Kind::Lacks { .. })
        };
        if best.iter().any(none) {
            let wanted = format!("one of the types of `{}`", def.said());
            self.unreadable(node, wanted, Some(def.place.span));
        } else {
            self.misfits.extend(best);
        }
    }

    pub(crate) fn differs(&mut self, node: &Node, wanted: String, declared: Option<Span>) {
        let found = scalars::found(node);
        self.misfits.push(Misfit {
            span: node.span,
            declared,
            kind: Kind::Differs { found, wanted },
        });
    }

    pub(crate) fn unreadable(&mut self, node: &Node, wanted: String, declared: Option<Span>) {
        let found = scalars::found(node);
        self.misfits.push(Misfit {
            span: node.span,
            declared,
            kind: Kind::Unreadable { found, wanted },
        });
    }
}
