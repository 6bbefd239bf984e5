//! What is known of each definition in each role: a list, since definitions are numbered.

use super::draft::DefId;
use crate::ir::Role;

/// A definition in a role.
pub(crate) type Use = (DefId, Role);

const ROLES: [Role; 3] = [Role::Response, Role::Request, Role::Update];

/// A value for some of the uses, in the order of definitions and roles.
#[derive(Clone, Debug)]
pub(crate) struct Uses<T>(Vec<[Option<T>; ROLES.len()]>);

impl<T: Copy> Uses<T> {
    /// Nothing yet, for so many definitions.
    pub(crate) fn new(definitions: usize) -> Self {
        Self(vec![[None; ROLES.len()]; definitions])
    }

    pub(crate) fn get(&self, (def, role): Use) -> Option<T> {
        self.0.get(def.0)?[role as usize]
    }

    /// Sets a value, and returns the one before it.
    pub(crate) fn set(&mut self, (def, role): Use, value: T) -> Option<T> {
        // Definitions are numbered from 0 to their count.
        self.0[def.0][role as usize].replace(value)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Use, T)> {
        (0..).map(DefId).zip(&self.0).flat_map(|(def, roles)| {
            let roles = ROLES.into_iter().zip(roles);
            roles.filter_map(move |(role, value)| Some(((def, role), (*value)?)))
        })
    }
}
