//! The draft: types whose references are bound and whose names and roles are not chosen yet.

use smol_str::SmolStr;

use super::rare::Rare;
use crate::ir::{Clear, EnumBase, Extensions, Scalar};
use crate::source::{Span, Spanned};

/// A definition of the draft, by its place in [`Draft::defs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct DefId(pub(crate) usize);

/// A module, by its place in the product; `None` stands for the product itself.
pub(crate) type ScopeId = Option<usize>;

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Ty {
    Scalar(Scalar),
    Def(DefId),
    List(Box<Ty>),
    Map(Box<Ty>),
    Tuple(Vec<Ty>),
    Nullable(Box<Ty>),
    /// A type that the schema only implies: values may be of any other.
    Implied(Box<Ty>),
    /// Any JSON.
    Any,
    /// Nobody knows: what was written is wrong, and was reported. What comes after must not
    /// report it again.
    Unknown,
}

impl Ty {
    /// How many types it is made of, and how deep they nest.
    pub(crate) fn extent(&self) -> (u32, u32) {
        let around = |(size, depth): (u32, u32)| (size.saturating_add(1), depth + 1);
        match self {
            Self::List(inner) | Self::Map(inner) => around(inner.extent()),
            Self::Nullable(inner) | Self::Implied(inner) => inner.extent(),
            Self::Tuple(items) => around(
                items
                    .iter()
                    .map(Self::extent)
                    .fold((0, 0), |(size, depth), (more, deeper)| {
                        (size.saturating_add(more), depth.max(deeper))
                    }),
            ),
            Self::Scalar(_) | Self::Def(_) | Self::Any | Self::Unknown => (1, 0),
        }
    }

    /// The type without null, and whether null was one of its values.
    pub(crate) fn split_null(self) -> (Self, bool) {
        match self {
            Self::Nullable(inner) => (inner.split_null().0, true),
            other => (other, false),
        }
    }

    /// The type with null as one of its values.
    pub(crate) fn or_null(self) -> Self {
        match self {
            Self::Nullable(_) | Self::Any | Self::Unknown => self,
            other => Self::Nullable(Box::new(other)),
        }
    }
}

/// Something that may become a Rust type, or one for each role that it is used in.
#[derive(Clone, Debug)]
pub(crate) struct Def {
    pub(crate) scope: ScopeId,
    /// The pointer of the IR, without a role.
    pub(crate) pointer: SmolStr,
    pub(crate) wish: Wish,
    pub(crate) doc: SmolStr,
    pub(crate) extensions: Extensions,
    pub(crate) span: Span,
    /// Whether its schema only implies the kind of its values, and takes others.
    pub(crate) implied: bool,
    pub(crate) shape: DraftShape,
}

/// How a definition would like to be called.
#[derive(Clone, Debug)]
pub(crate) enum Wish {
    /// A spec names it by its place: nothing else will do.
    Given(Spanned<SmolStr>),
    /// It has a name of its own in its document; it stays apart from others of the same shape. The
    /// name, and what it would like to be called where that is taken.
    Own(Names),
    /// It has none: the wishes from the shortest (its member's name) to the longest (all its
    /// owners' names before that). Others of the same shape become one type with it.
    Place(Names),
}

/// Names, in one text: nearly every definition has some until names are chosen.
#[derive(Clone, Debug)]
pub(crate) struct Names(Box<str>);

impl Names {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.lines()
    }
}

impl From<&str> for Names {
    fn from(name: &str) -> Self {
        Self(name.into())
    }
}

impl<S: AsRef<str>> FromIterator<S> for Names {
    fn from_iter<I: IntoIterator<Item = S>>(names: I) -> Self {
        let mut text = String::new();
        for name in names {
            text.push_str(name.as_ref());
            text.push('\n');
        }
        Self(text.into_boxed_str())
    }
}

impl Wish {
    /// The wishes, and others where all of them are taken. A name that a spec gives stays alone.
    pub(crate) fn or(self, others: &Self) -> Self {
        let (Self::Own(more) | Self::Place(more)) = others else {
            return self;
        };
        let both = |names: Names| names.iter().chain(more.iter()).collect();
        match self {
            Self::Own(names) => Self::Own(both(names)),
            Self::Place(names) => Self::Place(both(names)),
            given @ Self::Given(_) => given,
        }
    }

    /// The wishes, with the end of each that is long before it.
    pub(crate) fn short(self) -> Self {
        let short = |names: Names| names.iter().flat_map(super::naming::shortened).collect();
        match self {
            Self::Own(names) => Self::Own(short(names)),
            Self::Place(names) => Self::Place(short(names)),
            given @ Self::Given(_) => given,
        }
    }

    /// The wishes with a word behind each; it belongs to a part of what has the name.
    pub(crate) fn with(self, word: &str) -> Self {
        let behind = |name: &str| format!("{name}{word}");
        match self {
            Self::Own(names) if word.is_empty() => Self::Own(names),
            Self::Own(names) | Self::Place(names) => {
                Self::Place(names.iter().map(behind).collect())
            }
            Self::Given(name) => Self::Place([behind(&name.value)].into_iter().collect()),
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) enum DraftShape {
    Struct {
        members: Vec<DraftMember>,
        additional: Others,
    },
    Enum {
        base: EnumBase,
        values: Vec<DraftValue>,
    },
    Union {
        variants: Vec<DraftVariant>,
    },
}

impl DraftShape {
    /// A struct whose members are still to be read.
    pub(crate) fn empty() -> Self {
        Self::Struct {
            members: Vec::new(),
            additional: Others::Undocumented,
        }
    }
}

/// The members of an object that its document does not name: see [`Additional`](crate::ir::Additional).
#[derive(Clone, Debug)]
pub(crate) enum Others {
    Undocumented,
    Documented(Ty),
    Closed,
}

impl Others {
    /// The type that the document gives them.
    pub(crate) fn documented(&self) -> Option<&Ty> {
        match self {
            Self::Documented(ty) => Some(ty),
            Self::Undocumented | Self::Closed => None,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct DraftMember {
    pub(crate) wire: SmolStr,
    pub(crate) rust: Option<SmolStr>,
    pub(crate) ty: Ty,
    pub(crate) nullable: bool,
    /// It must be sent.
    pub(crate) required: bool,
    /// It is always received.
    pub(crate) promised: bool,
    pub(crate) read_only: bool,
    pub(crate) write_only: bool,
    pub(crate) deprecated: bool,
    pub(crate) clear: Option<Clear>,
    pub(crate) doc: SmolStr,
    pub(crate) rare: Rare,
    pub(crate) span: Span,
}

#[derive(Clone, Debug)]
pub(crate) struct DraftValue {
    pub(crate) wire: SmolStr,
    pub(crate) name: Option<SmolStr>,
    /// Whether `name` is what a spec says; a vendor's names give way to remembered ones.
    pub(crate) given: bool,
    pub(crate) doc: SmolStr,
    pub(crate) span: Span,
}

#[derive(Clone, Debug)]
pub(crate) struct DraftVariant {
    /// A name of its own, if the document gives one.
    pub(crate) name: Option<SmolStr>,
    pub(crate) ty: Ty,
    pub(crate) doc: SmolStr,
    /// What says that an object is this alternative, where the document does.
    pub(crate) tag: Option<Tag>,
}

/// A member whose value says which alternative an object is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) member: SmolStr,
    /// The values that mean this alternative; none where the document does not say.
    pub(crate) values: Vec<SmolStr>,
}

impl DraftVariant {
    /// An alternative that nothing more is said of.
    pub(crate) fn of(ty: Ty) -> Self {
        Self {
            name: None,
            ty,
            doc: SmolStr::default(),
            tag: None,
        }
    }
}

/// All definitions of a product.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    defs: Vec<Def>,
}

impl Draft {
    pub(crate) fn add(&mut self, def: Def) -> DefId {
        self.defs.push(def);
        DefId(self.defs.len() - 1)
    }

    /// Makes members that are only ever sent ordinary ones.
    pub(crate) fn show_write_only(&mut self) {
        for def in &mut self.defs {
            if let DraftShape::Struct { members, .. } = &mut def.shape {
                for member in members {
                    member.write_only = false;
                }
            }
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.defs.len()
    }

    /// Every definition, in the order of `add`.
    pub(crate) fn ids(&self) -> impl Iterator<Item = DefId> + use<> {
        (0..self.defs.len()).map(DefId)
    }

    /// All of them, in the order of their ids.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Def> {
        self.defs.iter()
    }

    pub(crate) fn get(&self, id: DefId) -> &Def {
        // A `DefId` is only made by `add`, and nothing is ever taken out.
        &self.defs[id.0]
    }

    pub(crate) fn get_mut(&mut self, id: DefId) -> &mut Def {
        // As in `get`.
        &mut self.defs[id.0]
    }
}
