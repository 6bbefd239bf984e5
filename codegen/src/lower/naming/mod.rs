//! Choosing the Rust names of types and operations.
//!
//! What an earlier run called something it keeps; after that come the names that specs give, the
//! product's types, each module's operations, definitions by their own names, inline objects by
//! their members', and the enums of operations by their operations'. So it is always the newcomer
//! who is qualified.

mod branch;
mod branches;
mod candidates;
mod scopes;
mod wishes;

use std::collections::HashSet;

use smol_str::{SmolStr, format_smolstr};

use super::draft::{Draft, Wish};
use super::units::{Unit, Units};
use crate::diagnostic::{Diagnostic, codes};
use crate::ir::{Role, declared_name};
use crate::names::{NamesLock, reserved, type_name};
use crate::source::{Span, Spanned};

pub(crate) use branches::{Branches, Called};
pub(crate) use candidates::{document_name, of_place, shortened, unrepeated};
pub(crate) use wishes::{EnumWish, ModuleWishes, OperationWish, RootWish};

use scopes::Scopes;

/// The names of a product.
pub(crate) struct Names {
    /// By place in [`Units::all`].
    pub(crate) types: Vec<SmolStr>,
    /// The name of the root: that of a type, or one of its own.
    pub(crate) root: Option<SmolStr>,
    /// By module, in the order of its operations.
    pub(crate) operations: Vec<Vec<OperationNames>>,
}

/// The names of an operation.
pub(crate) struct OperationNames {
    pub(crate) rust: SmolStr,
    /// In the order of [`OperationWish::enums`].
    pub(crate) enums: Vec<SmolStr>,
}

/// Something that gets a name.
#[derive(Clone, Copy)]
enum Subject {
    /// The root of a document.
    Root,
    Type(usize),
    Operation(usize, usize),
    /// An enum of an operation.
    Enum(usize, usize, usize),
}

/// Chooses a name for each type and operation. `ids` are the names of the identifier types, which
/// every module sees. A name that a spec gives and cannot be had is reported.
pub(crate) fn choose(
    draft: &Draft,
    units: &Units,
    modules: &[ModuleWishes],
    ids: &[SmolStr],
    root: Option<RootWish>,
    lock: &NamesLock,
    diagnostics: &mut Vec<Diagnostic>,
) -> Names {
    let mut naming = Naming {
        draft,
        units,
        modules,
        lock,
        told: diagnostics.iter().map(Diagnostic::span).collect(),
        root,
        root_name: None,
        scopes: Scopes::new(modules, ids),
        types: vec![None; units.all.len()],
        operations: modules
            .iter()
            .map(|module| module.operations.iter().map(unnamed).collect())
            .collect(),
    };
    let mut order = naming.subjects();
    order.sort_by_cached_key(|subject| naming.turn(*subject));
    for subject in order {
        naming.name(subject, diagnostics);
    }
    let root = naming.root_name;
    // Every subject was in the order.
    let types = naming.types.into_iter().map(Option::unwrap_or_default);
    Names {
        types: types.collect(),
        root,
        operations: naming.operations,
    }
}

/// The names of an operation, still to be chosen.
fn unnamed(operation: &OperationWish) -> OperationNames {
    OperationNames {
        rust: SmolStr::default(),
        enums: vec![SmolStr::default(); operation.enums.len()],
    }
}

struct Naming<'a> {
    draft: &'a Draft,
    units: &'a Units,
    modules: &'a [ModuleWishes],
    lock: &'a NamesLock,
    /// Where something was reported before: a name that is wrong is not told of in other words.
    told: HashSet<Span>,
    root: Option<RootWish>,
    root_name: Option<SmolStr>,
    scopes: Scopes,
    types: Vec<Option<SmolStr>>,
    operations: Vec<Vec<OperationNames>>,
}

impl Naming<'_> {
    fn subjects(&self) -> Vec<Subject> {
        let types = (0..self.units.all.len()).map(Subject::Type);
        let modules = self.modules.iter().enumerate();
        let operations = modules.flat_map(|(module, wishes)| {
            let operations = wishes.operations.iter().enumerate();
            operations.flat_map(move |(index, operation)| {
                let enums = 0..operation.enums.len();
                std::iter::once(Subject::Operation(module, index))
                    .chain(enums.map(move |at| Subject::Enum(module, index, at)))
            })
        });
        let root = self.root.iter().map(|_| Subject::Root);
        root.chain(types).chain(operations).collect()
    }

    /// The type whose name the root goes by: the one that is called as the root would be.
    fn root_type(&self) -> Option<usize> {
        let root = self.root.as_ref()?;
        let unit = self.units.find(root.def?, Role::Response)?;
        let (Wish::Own(names) | Wish::Place(names)) =
            &self.draft.get(self.units.all[unit].def).wish
        else {
            return None;
        };
        (names.iter().next() == Some(root.name.as_str())).then_some(unit)
    }

    /// When it is a subject's turn: smaller numbers first, equal ones in document order.
    fn turn(&self, subject: Subject) -> u8 {
        let remembered = self.remembered(subject).is_some();
        match subject {
            Subject::Type(index) => {
                let unit = &self.units.all[index];
                match (&self.draft.get(unit.def).wish, unit.scope) {
                    // Before others of its shape that only share the name.
                    _ if remembered && self.lock.names.contains_key(&unit.key) => 0,
                    _ if remembered => 1,
                    (Wish::Given(_), _) => 2,
                    (Wish::Own(_), None) => 3,
                    (Wish::Place(_), None) => 4,
                    (Wish::Own(_), Some(_)) => 6,
                    (Wish::Place(_), Some(_)) => 7,
                }
            }
            Subject::Root | Subject::Operation(..) | Subject::Enum(..) if remembered => 0,
            // Before the definitions, unless it says nothing.
            Subject::Root => match self.root.as_ref().is_some_and(|root| root.is_any) {
                true => 9,
                false => 3,
            },
            // By then the operations have their names, and nobody else wants one.
            Subject::Enum(..) => 8,
            Subject::Operation(module, index) => {
                match self.modules[module].operations[index].given {
                    Some(_) => 2,
                    None => 5,
                }
            }
        }
    }

    /// The name that an earlier run chose. What a spec says now comes before it.
    fn remembered(&self, subject: Subject) -> Option<&str> {
        let (given, name) = match subject {
            Subject::Root => (None, self.lock.name(&self.root.as_ref()?.key)),
            Subject::Type(index) => {
                let unit = &self.units.all[index];
                let mut keys = std::iter::once(&unit.key).chain(&unit.merged);
                (
                    self.given(subject),
                    keys.find_map(|key| self.lock.name(key)),
                )
            }
            Subject::Operation(module, index) => {
                let wish = &self.modules[module].operations[index];
                (self.given(subject), self.lock.name(&wish.key))
            }
            Subject::Enum(module, index, at) => {
                let wish = &self.modules[module].operations[index].enums[at];
                (None, self.lock.name(&wish.key))
            }
        };
        // A lock is text that anybody can edit.
        let name = name.filter(|name| type_name(name) == **name)?;
        match given {
            Some(given) if type_name(&given.value) != name => None,
            _ => Some(name),
        }
    }

    /// The name that a spec gives.
    fn given(&self, subject: Subject) -> Option<&Spanned<SmolStr>> {
        match subject {
            Subject::Type(index) => match &self.draft.get(self.units.all[index].def).wish {
                // It names the first of the roles that a type is used in.
                Wish::Given(name) if is_first_role(self.units, index) => Some(name),
                _ => None,
            },
            Subject::Operation(module, index) => {
                self.modules[module].operations[index].given.as_ref()
            }
            Subject::Root | Subject::Enum(..) => None,
        }
    }

    /// The name that a spec says, be it that of an overlay or an operation, or the key of a type
    /// that it declares.
    fn asked(&self, subject: Subject) -> Option<Spanned<SmolStr>> {
        let Subject::Type(index) = subject else {
            return self.given(subject).cloned();
        };
        let def = self.draft.get(self.units.all[index].def);
        match declared_name(&def.pointer) {
            Some(name) if is_first_role(self.units, index) => Some(Spanned {
                value: name.into(),
                span: def.span,
            }),
            _ => self.given(subject).cloned(),
        }
    }

    fn name(&mut self, subject: Subject, diagnostics: &mut Vec<Diagnostic>) {
        let (scope, span, wishes) = match subject {
            Subject::Root => {
                if let Some(unit) = self.root_type() {
                    self.name(Subject::Type(unit), diagnostics);
                    self.root_name.clone_from(&self.types[unit]);
                    return;
                }
                let Some(root) = &self.root else {
                    return;
                };
                let second = format_smolstr!("{}Root", root.name);
                (None, root.span, vec![root.name.clone(), second])
            }
            // It may have been named for the root.
            Subject::Type(index) if self.types[index].is_some() => return,
            Subject::Type(index) => {
                let unit = &self.units.all[index];
                let span = self.draft.get(unit.def).span;
                (unit.scope, span, self.type_wishes(index, unit))
            }
            Subject::Operation(module, index) => {
                let operation = &self.modules[module].operations[index];
                let second = format_smolstr!("{}Operation", operation.wish);
                let wishes = vec![operation.wish.clone(), second];
                (Some(module), operation.span, wishes)
            }
            Subject::Enum(module, index, at) => {
                let operation = &self.modules[module].operations[index];
                let named = &self.operations[module][index].rust;
                // One that is remembered may come before a struct that is new.
                let rust = match named.is_empty() {
                    true => &operation.wish,
                    false => named,
                };
                let first = format_smolstr!("{rust}{}", operation.enums[at].suffix);
                let wishes = vec![first.clone(), format_smolstr!("{first}ByStatus")];
                (Some(module), operation.span, wishes)
            }
        };
        let remembered = self.remembered(subject).map(SmolStr::from);
        let name = match remembered {
            Some(name) if self.scopes.take(scope, &name, span) => name,
            _ => self.scopes.take_first(scope, &wishes, span),
        };
        if let Some(asked) = self.asked(subject)
            && asked.value != name
        {
            let wish = type_name(&asked.value);
            let holder = match wish == name {
                true => None,
                false => Some(self.scopes.holder(scope, &wish)),
            };
            // The name went to the same type in another role.
            let is_other_role = holder == Some(Some(asked.span));
            if !is_other_role && !self.told.contains(&asked.span) {
                diagnostics.push(renamed(&asked, &name, holder));
            }
        }
        match subject {
            Subject::Root => self.root_name = Some(name),
            Subject::Type(index) => self.types[index] = Some(name),
            Subject::Operation(module, index) => self.operations[module][index].rust = name,
            Subject::Enum(module, index, at) => self.operations[module][index].enums[at] = name,
        }
    }

    /// The names that a type would like, the best first.
    fn type_wishes(&self, index: usize, unit: &Unit) -> Vec<SmolStr> {
        let role = match unit.role {
            Role::Response => "Output",
            Role::Request => "Input",
            Role::Update => "Update",
        };
        let suffix = if is_first_role(self.units, index) {
            ""
        } else {
            role
        };
        let names = match &self.draft.get(unit.def).wish {
            Wish::Given(name) => vec![name.value.as_str()],
            Wish::Own(names) | Wish::Place(names) => names.iter().collect(),
        };
        let with = |suffix: &str| -> Vec<SmolStr> {
            let names = names.iter();
            names
                .map(|name| format_smolstr!("{}{suffix}", type_name(name)))
                .collect()
        };
        let mut wishes = with(suffix);
        if suffix.is_empty() && self.has_other_roles(index) {
            // The other role came before, and has the name.
            wishes.extend(with(role));
        }
        // A number would say nothing of a name that was free but for us.
        let is_own = !matches!(self.draft.get(unit.def).wish, Wish::Place(_));
        let reserved = if is_own {
            wishes.first()
        } else {
            wishes.last()
        };
        if let Some(name) = reserved.filter(|name| reserved::TYPES.contains(&name.as_str())) {
            let second = format_smolstr!("{name}Type");
            wishes.insert(if is_own { 1 } else { wishes.len() }, second);
        }
        wishes
    }

    fn has_other_roles(&self, index: usize) -> bool {
        let unit = &self.units.all[index];
        let mut roles = [Role::Response, Role::Request, Role::Update].into_iter();
        roles.any(|role| {
            let found = self.units.find(unit.def, role);
            found.is_some_and(|found| found != index)
        })
    }
}

/// Whether no other role of the same definition comes before: the first keeps the plain name.
fn is_first_role(units: &Units, index: usize) -> bool {
    let unit = &units.all[index];
    [Role::Response, Role::Request, Role::Update]
        .into_iter()
        .take_while(|role| *role != unit.role)
        .all(|role| units.find(unit.def, role).is_none())
}

/// Says that what a spec calls by one name has another in Rust. `holder` says who has the name that
/// was asked for: something at a place, or generated code itself; `None` where it is only spelt in
/// another way.
pub(crate) fn renamed(
    asked: &Spanned<SmolStr>,
    name: &str,
    holder: Option<Option<Span>>,
) -> Diagnostic {
    let warning = |message: String| Diagnostic::warning(codes::NAME_TAKEN, asked.span, message);
    let taken = || {
        warning(format!(
            "the name `{}` is taken: this is called `{name}`",
            asked.value
        ))
    };
    match holder {
        None => warning(format!("`{}` is called `{name}` in Rust", asked.value))
            .label("not in Rust's spelling")
            .help(format!("write `{name}`")),
        Some(Some(holder)) => taken()
            .label("something else has it")
            .also(holder, "it is called so already")
            .help("give one of them another name"),
        Some(None) => taken()
            .label("generated code uses it for something else")
            .help(format!("write `{name}`, or give another name")),
    }
}
