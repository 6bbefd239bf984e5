//! Lists and objects, item by item and member by member.

use serde::de::{self, IgnoredAny, MapAccess, SeqAccess};

use super::DriftKind;
use super::slot::Slot;
use crate::record::{Key, KeySeed, RecordShape};
use crate::value::{IsNumber, JsonKind, NUMBER_TOKEN, ScalarShape, Shape, Token};

impl Slot<'_, '_> {
    pub(super) fn items<'de, A: SeqAccess<'de>>(
        self,
        item: Shape,
        items: &mut A,
    ) -> Result<(), A::Error> {
        let mut index = 0;
        loop {
            let mark = self.walker.path.index(index);
            let came = items.next_element_seed(Slot::item(self.walker, item))?;
            self.walker.path.leave(mark);
            if came.is_none() {
                return Ok(());
            }
            index += 1;
        }
    }

    /// A list of exactly these types. One that is empty is unset.
    pub(super) fn exactly<'de, A: SeqAccess<'de>>(
        mut self,
        types: &[Shape],
        items: &mut A,
    ) -> Result<(), A::Error> {
        for (index, shape) in types.iter().enumerate() {
            let mark = self.walker.path.index(index);
            let came = items.next_element_seed(Slot::item(self.walker, *shape))?;
            self.walker.path.leave(mark);
            match came {
                Some(()) => {}
                None if index == 0 => return self.unset(JsonKind::List),
                None => return self.unreadable(JsonKind::List),
            }
        }
        if items.next_element::<IgnoredAny>()?.is_some() {
            self.unreadable(JsonKind::List)?;
            drain_list(items)?;
        }
        Ok(())
    }

    pub(super) fn record<'de, A: MapAccess<'de>>(
        mut self,
        record: &'static RecordShape,
        members: &mut A,
    ) -> Result<(), A::Error> {
        let types = record.shapes();
        let promised = !record.promised.is_empty();
        let mut came = vec![false; if promised { types.len() } else { 0 }];
        let mut expected = 0;
        let mut empty = true;
        while let Some(key) = members.next_key_seed(KeySeed {
            members: record.members,
            expected,
            additional: true,
            excluded: &[],
        })? {
            empty = false;
            match key {
                Key::Member(member) => {
                    expected = member + 1;
                    if let Some(came) = came.get_mut(member) {
                        *came = true;
                    }
                    let promised = record.promised.contains(&member);
                    let mark = self.walker.path.enter(record.members[member]);
                    members.next_value_seed(Slot::member(self.walker, types[member], promised))?;
                    self.walker.path.leave(mark);
                }
                Key::Additional(name) if self.beside.contains(&Some(&*name)) => {
                    members.next_value::<IgnoredAny>()?;
                }
                Key::Additional(name) if record.documents(&name) => {
                    let shape = types[record.members.len()];
                    let mark = self.walker.path.enter(&name);
                    members.next_value_seed(Slot::item(self.walker, shape))?;
                    self.walker.path.leave(mark);
                }
                Key::Additional(name) => {
                    self.unknown(&name);
                    members.next_value::<IgnoredAny>()?;
                }
                Key::Number => {
                    let digits: String = members.next_value()?;
                    return self.scalar(Token::Digits(&digits));
                }
                Key::Unknown => {
                    members.next_value::<IgnoredAny>()?;
                }
            }
        }
        if empty && promised {
            return self.unset(JsonKind::Object);
        }
        for &member in record.promised {
            if !came[member] {
                let mark = self.walker.path.enter(record.members[member]);
                let documented = types[member].documented();
                self.walker.tell(DriftKind::Missing, documented, None);
                self.walker.path.leave(mark);
                self.walker.fail()?;
            }
        }
        Ok(())
    }

    fn unknown(&mut self, name: &str) {
        let mark = self.walker.path.enter(name);
        self.walker.tell(DriftKind::Unknown, None, None);
        self.walker.path.leave(mark);
    }

    pub(super) fn map<'de, A: MapAccess<'de>>(
        self,
        value: Shape,
        members: &mut A,
    ) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<String>()? {
            if name == NUMBER_TOKEN {
                return Err(de::Error::custom("a number"));
            }
            let mark = self.walker.path.enter(&name);
            members.next_value_seed(Slot::item(self.walker, value))?;
            self.walker.path.leave(mark);
        }
        Ok(())
    }

    /// An object in the place of a scalar: a number in serde_json's own form, perhaps.
    pub(super) fn number<'de, A: MapAccess<'de>>(
        mut self,
        scalar: &ScalarShape,
        members: &mut A,
    ) -> Result<(), A::Error> {
        match members.next_key_seed(IsNumber)? {
            Some(true) => {
                let text: String = members.next_value()?;
                if scalar.by_text {
                    self.text(&text)
                } else {
                    self.scalar(Token::Digits(&text))
                }
            }
            Some(false) => {
                self.unreadable(JsonKind::Object)?;
                members.next_value::<IgnoredAny>()?;
                drain_object(members)
            }
            None => self.unreadable(JsonKind::Object),
        }
    }
}

pub(super) fn drain_list<'de, A: SeqAccess<'de>>(items: &mut A) -> Result<(), A::Error> {
    while items.next_element::<IgnoredAny>()?.is_some() {}
    Ok(())
}

pub(super) fn drain_object<'de, A: MapAccess<'de>>(members: &mut A) -> Result<(), A::Error> {
    while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}
