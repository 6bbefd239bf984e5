//! How a value as it was written differs from the one that was read, beyond what the IR allows.

use std::collections::BTreeMap;

use clientwright::ir::{Api, Scalar, Shape, Struct, Type};
use serde::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

/// Where and how the two differ, a line each.
///
/// Allowed are: an unset value (`null`, `""`, an empty list or object) that is left out or written
/// in another of these forms, a scalar that comes in another kind than the documented one, and
/// members that the type does not name. All else stays as it is, to the digit and in order.
pub(crate) fn differences(api: &Api, ty: &Type, read: &str, written: &str) -> Vec<String> {
    let mut differences = Differences {
        api,
        found: Vec::new(),
    };
    differences.compare(ty, "", read, Some(written));
    differences.found
}

struct Differences<'a> {
    api: &'a Api,
    found: Vec<String>,
}

impl Differences<'_> {
    fn compare(&mut self, ty: &Type, pointer: &str, read: &str, written: Option<&str>) {
        if is_unset(read) && written.is_none_or(is_unset) {
            return;
        }
        let Some(written) = written else {
            self.tell(pointer, read, "nothing");
            return;
        };
        match ty {
            Type::Nullable(inner) | Type::Implied(inner) => {
                self.compare(inner, pointer, read, Some(written))
            }
            Type::List(item) => self.list(&|_| Some(item), pointer, read, written),
            Type::Tuple(items) => self.list(&|at| items.get(at), pointer, read, written),
            Type::Map(value) => self.map(value, pointer, read, written),
            Type::Named { path, .. } => match self.api.type_def(path).map(|def| &def.shape) {
                Some(Shape::Struct(object)) => self.object(object, pointer, read, written),
                Some(Shape::Union(_)) => self.value(pointer, read, written),
                _ => self.scalar(pointer, read, written),
            },
            Type::Scalar(Scalar::Number) if kind(read) == '0' => {
                self.value(pointer, read, written);
            }
            Type::Scalar(_) => self.scalar(pointer, read, written),
            Type::Any => self.exact(pointer, read, written),
        }
    }

    fn tell(&mut self, pointer: &str, read: &str, written: &str) {
        let line = format!("at `{pointer}`: {read} is written as {written}");
        self.found.push(line);
    }

    fn exact(&mut self, pointer: &str, read: &str, written: &str) {
        if read != written {
            self.tell(pointer, read, written);
        }
    }

    fn scalar(&mut self, pointer: &str, read: &str, written: &str) {
        if kind(read) == kind(written) {
            self.exact(pointer, read, written);
        } else if text(read) != text(written) {
            self.tell(pointer, read, written);
        }
    }

    /// Compares values, not texts: a variant of a union orders its members, a double its digits.
    fn value(&mut self, pointer: &str, read: &str, written: &str) {
        let value = |text| serde_json::from_str::<Value>(text).unwrap();
        if value(read) != value(written) {
            self.tell(pointer, read, written);
        }
    }

    fn list<'t>(
        &mut self,
        item: &dyn Fn(usize) -> Option<&'t Type>,
        pointer: &str,
        read: &str,
        written: &str,
    ) where
        Type: 't,
    {
        let items = |text| serde_json::from_str::<Vec<&RawValue>>(text).ok();
        let (Some(before), Some(after)) = (items(read), items(written)) else {
            self.tell(pointer, read, written);
            return;
        };
        if before.len() != after.len() {
            self.tell(pointer, read, written);
            return;
        }
        for (at, (before, after)) in before.iter().zip(&after).enumerate() {
            if let Some(ty) = item(at) {
                let pointer = format!("{pointer}/{at}");
                self.compare(ty, &pointer, before.get(), Some(after.get()));
            }
        }
    }

    fn map(&mut self, value: &Type, pointer: &str, read: &str, written: &str) {
        let members = |text| serde_json::from_str::<BTreeMap<String, &RawValue>>(text).ok();
        let (Some(before), Some(after)) = (members(read), members(written)) else {
            self.tell(pointer, read, written);
            return;
        };
        for (name, before) in &before {
            let after = after.get(name).map(|after| after.get());
            self.compare(value, &format!("{pointer}/{name}"), before.get(), after);
        }
    }

    fn object(&mut self, object: &Struct, pointer: &str, read: &str, written: &str) {
        let (Some(before), Some(after)) = (members(read), members(written)) else {
            self.tell(pointer, read, written);
            return;
        };
        let value = |members: &[(String, &'_ RawValue)], wire: &str| {
            let mut found = members.iter().filter(|(name, _)| name == wire);
            found.next_back().map(|(_, value)| value.get().to_owned())
        };
        for member in &object.members {
            if let Some(read) = value(&before, &member.wire) {
                let written = value(&after, &member.wire);
                let pointer = format!("{pointer}/{}", member.wire);
                self.compare(&member.ty, &pointer, &read, written.as_deref());
            }
        }
        // Named members are written in the order of the type.
        let order = object.members.iter().map(|member| member.wire.as_str());
        let named: Vec<&str> = order
            .filter(|wire| after.iter().any(|(name, _)| name == wire))
            .collect();
        let found: Vec<&str> = after.iter().map(|(name, _)| name.as_str()).collect();
        let found: Vec<&str> = found
            .into_iter()
            .filter(|name| named.contains(name))
            .collect();
        if found != named {
            self.tell(pointer, &named.join(", "), &found.join(", "));
        }
    }
}

/// How unset values are written.
fn is_unset(text: &str) -> bool {
    matches!(text, "null" | "\"\"" | "[]" | "{}")
}

/// The kind of a value, by its first character.
fn kind(text: &str) -> char {
    match text.chars().next() {
        Some('-' | '0'..='9') => '0',
        Some('t' | 'f') => 't',
        first => first.unwrap_or_default(),
    }
}

/// A scalar without quotes.
fn text(scalar: &str) -> String {
    serde_json::from_str(scalar).unwrap_or_else(|_| scalar.to_owned())
}

/// The members of an object, in order.
fn members(text: &str) -> Option<Vec<(String, &RawValue)>> {
    struct Members;

    impl<'de> Visitor<'de> for Members {
        type Value = Vec<(String, &'de RawValue)>;

        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut members = Vec::new();
            while let Some(member) = map.next_entry()? {
                members.push(member);
            }
            Ok(members)
        }
    }

    serde_json::Deserializer::from_str(text)
        .deserialize_map(Members)
        .ok()
}
