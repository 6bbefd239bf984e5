//! IR → the schema that typify reads.
//!
//! typify panics, overflows or hangs on much that the wild contains, so it gets a schema of this
//! closed subset and nothing else, which `subset` checks:
//!
//! - definitions, each an `object` with `properties`, all of them `required`, and
//!   `additionalProperties: false`. A struct is one; so is a union, with a property per variant,
//!   because whether typify would make a tagged, an untagged or no enum at all of `oneOf` hangs
//!   on what its variants look like, and the IR has decided that;
//! - `string`, `boolean`, `integer` of format `int64` or `uint64`, `number` of format `double`;
//! - `array` of one item type; `array` of fixed length with a type per item;
//! - `object` with nothing but `additionalProperties`: a map;
//! - `oneOf` a type and `null`, never nested;
//! - `{}`: any JSON;
//! - `$ref` to a definition that is there.
//!
//! Identifiers, enums, the runtime's scalars and boxed types are definitions that typify replaces
//! by a path, so that it sees no cycle: where it makes a box by itself, the IR forgot one. So are
//! the types of other portions: what typify holds of ten thousand types fits no cache, and takes it
//! half as long again.
//!
//! No name of a spec gets in: definitions are `T12` (a type), `I3` (an identifier type), `B12` (a
//! boxed type), members are `m0`, `m1`, …, the additional ones `extra`.

use super::EmitError;
use super::scope::{ApiNames, DEPTH, NamedType, too_deep};
use super::subset::{self, TUPLE};
use crate::ir::{Place, Scalar, Shape, Type};
use schemars08::schema::{
    ArrayValidation, InstanceType, ObjectValidation, Schema, SchemaObject, SingleOrVec,
    SubschemaValidation,
};
use std::collections::BTreeSet;
use std::ops::Range;
use typify_impl::{TypeSpace, TypeSpaceSettings};

/// The member that stands for a struct's documented additional members.
pub(super) const EXTRA: &str = "extra";

/// The scalars that are definitions, each by its key. Those of the second half are strings, unless
/// the caller has a type of its own for them.
const STAND_INS: &[(&str, Scalar)] = &[
    ("Timestamp", Scalar::Timestamp),
    ("Date", Scalar::Date),
    ("Decimal", Scalar::Decimal),
    ("Secret", Scalar::Secret),
    ("Url", Scalar::Url),
    ("Email", Scalar::Email),
    ("Phone", Scalar::Phone),
];

/// The scalar of which a key is the definition.
pub(super) fn stand_in(key: &str) -> Option<Scalar> {
    let found = STAND_INS.iter().find(|(known, _)| *known == key);
    found.map(|(_, scalar)| scalar.clone())
}

/// The keys of all of them.
pub(super) fn stand_in_keys() -> impl Iterator<Item = &'static str> {
    STAND_INS.iter().map(|(key, _)| *key)
}

/// The key of a scalar that is a definition.
pub(super) fn stand_in_of(scalar: &Scalar, names: &ApiNames<'_>) -> Option<&'static str> {
    let found = STAND_INS.iter().find(|(_, known)| known == scalar);
    found
        .filter(|(_, scalar)| is_replaced(scalar, names))
        .map(|(key, _)| *key)
}

fn is_replaced(scalar: &Scalar, names: &ApiNames<'_>) -> bool {
    let is_string = matches!(scalar, Scalar::Url | Scalar::Email | Scalar::Phone);
    !is_string || names.is_foreign(scalar)
}

/// A type space that has read some structs and unions of the API: those of these numbers. What
/// they name beyond stays a name.
///
/// # Errors
/// A type nests too deep, or names one that is not there; or typify refuses the schema.
pub(super) fn type_space(
    names: &ApiNames<'_>,
    numbers: Range<usize>,
) -> Result<TypeSpace, EmitError> {
    let mut printer = Printer {
        names,
        numbers: numbers.clone(),
        definitions: Vec::new(),
        replaced: BTreeSet::new(),
    };
    for (index, def) in numbers.clone().zip(&names.api.types[numbers]) {
        let key = format!("T{index}");
        match &def.shape {
            Shape::Enum(_) => {}
            Shape::Struct(shape) => {
                let members = shape
                    .members
                    .iter()
                    .map(|member| (&member.ty, &member.place));
                let extra = shape.additional.documented();
                let extra = extra.map(|extra| (extra, &def.place));
                printer.object(key, members, extra)?;
            }
            Shape::Union(union) => {
                let variants = union.variants.iter();
                printer.object(key, variants.map(|variant| (&variant.ty, &def.place)), None)?;
            }
        }
    }
    let Printer {
        mut definitions,
        replaced,
        ..
    } = printer;
    let mut settings = TypeSpaceSettings::default();
    settings.with_map_type("::std::collections::BTreeMap");
    for key in replaced {
        let path = match key.strip_prefix('B') {
            Some(index) => format!("Box<T{index}>"),
            None => key.clone(),
        };
        settings.with_replacement(&key, path, std::iter::empty());
        definitions.push((key, Schema::Bool(true)));
    }
    if !subset::holds(&definitions) {
        return Err(EmitError::internal(
            "a schema for typify is outside of the subset that it may see",
        ));
    }
    let mut space = TypeSpace::new(&settings);
    space
        .add_ref_types(definitions)
        .map_err(|error| EmitError::internal(format!("typify: {error}")))?;
    Ok(space)
}

struct Printer<'a> {
    names: &'a ApiNames<'a>,
    numbers: Range<usize>,
    definitions: Vec<(String, Schema)>,
    /// The keys that are named and stand for paths.
    replaced: BTreeSet<String>,
}

impl Printer<'_> {
    /// A reference to a definition that stands for a path.
    fn path(&mut self, key: String) -> Schema {
        let reference = Schema::new_ref(format!("#/definitions/{key}"));
        self.replaced.insert(key);
        reference
    }

    fn named(&mut self, named: NamedType, boxed: bool) -> Schema {
        let NamedType { index, is_enum } = named;
        if boxed {
            return self.path(format!("B{index}"));
        }
        let key = format!("T{index}");
        if is_enum || !self.numbers.contains(&index) {
            return self.path(key);
        }
        Schema::new_ref(format!("#/definitions/{key}"))
    }

    fn object<'t>(
        &mut self,
        key: String,
        members: impl Iterator<Item = (&'t Type, &'t Place)>,
        extra: Option<(&Type, &Place)>,
    ) -> Result<(), EmitError> {
        let mut object = ObjectValidation {
            additional_properties: Some(Box::new(Schema::Bool(false))),
            ..Default::default()
        };
        for (index, (ty, place)) in members.enumerate() {
            let name = format!("m{index}");
            let schema = self.schema(ty, DEPTH).map_err(|error| error.at(place))?;
            object.required.insert(name.clone());
            object.properties.insert(name, schema);
        }
        if let Some((ty, place)) = extra {
            let schema = self.schema(ty, DEPTH).map_err(|error| error.at(place))?;
            object.required.insert(EXTRA.to_owned());
            object.properties.insert(EXTRA.to_owned(), map(schema));
        }
        let schema = SchemaObject {
            object: Some(Box::new(object)),
            ..of(InstanceType::Object)
        };
        self.definitions.push((key, schema.into()));
        Ok(())
    }

    fn schema(&mut self, ty: &Type, depth: usize) -> Result<Schema, EmitError> {
        let Some(depth) = depth.checked_sub(1) else {
            return Err(too_deep());
        };
        Ok(match ty {
            Type::Scalar(scalar) => self.scalar(scalar)?,
            Type::Named { path, boxed } => {
                let named = self.names.named_type(path)?;
                self.named(named, *boxed)
            }
            Type::List(item) => SchemaObject {
                array: Some(Box::new(ArrayValidation {
                    items: Some(SingleOrVec::Single(Box::new(self.schema(item, depth)?))),
                    ..Default::default()
                })),
                ..of(InstanceType::Array)
            }
            .into(),
            Type::Map(value) => map(self.schema(value, depth)?),
            Type::Tuple(items) => self.tuple(items, depth)?,
            Type::Nullable(inner) => {
                let mut inner = inner;
                while let Type::Nullable(deeper) = &**inner {
                    inner = deeper;
                }
                let schema = self.schema(inner, depth)?;
                SchemaObject {
                    subschemas: Some(Box::new(SubschemaValidation {
                        one_of: Some(vec![schema, of(InstanceType::Null).into()]),
                        ..Default::default()
                    })),
                    ..Default::default()
                }
                .into()
            }
            // What stands around it is put there when typify is done.
            Type::Implied(inner) => self.schema(inner, depth)?,
            Type::Any => SchemaObject::default().into(),
        })
    }

    fn tuple(&mut self, items: &[Type], depth: usize) -> Result<Schema, EmitError> {
        let length = match items.len() {
            length @ 1..=TUPLE => length as u32,
            length => {
                return Err(EmitError::new(
                    &Place::default(),
                    format!("an array of {length} items of types of their own: say `list<any>`"),
                ));
            }
        };
        let items: Result<_, _> = items.iter().map(|item| self.schema(item, depth)).collect();
        Ok(SchemaObject {
            array: Some(Box::new(ArrayValidation {
                items: Some(SingleOrVec::Vec(items?)),
                min_items: Some(length),
                max_items: Some(length),
                ..Default::default()
            })),
            ..of(InstanceType::Array)
        }
        .into())
    }

    fn scalar(&mut self, scalar: &Scalar) -> Result<Schema, EmitError> {
        let formatted = |instance, format: &str| {
            SchemaObject {
                format: Some(format.to_owned()),
                ..of(instance)
            }
            .into()
        };
        if let Some(key) = stand_in_of(scalar, self.names) {
            return Ok(self.path(key.to_owned()));
        }
        Ok(match scalar {
            Scalar::String | Scalar::Url | Scalar::Email | Scalar::Phone => {
                of(InstanceType::String).into()
            }
            Scalar::Boolean => of(InstanceType::Boolean).into(),
            Scalar::Integer => formatted(InstanceType::Integer, "int64"),
            Scalar::Unsigned => formatted(InstanceType::Integer, "uint64"),
            Scalar::Number => formatted(InstanceType::Number, "double"),
            Scalar::Id(rust) => {
                let index = self.names.id_index(rust)?;
                self.path(format!("I{index}"))
            }
            Scalar::Decimal | Scalar::Timestamp | Scalar::Date | Scalar::Secret => {
                return Err(EmitError::internal("a scalar has no definition"));
            }
            Scalar::Binary => return Err(EmitError::internal("bytes inside a type")),
        })
    }
}

fn of(instance: InstanceType) -> SchemaObject {
    SchemaObject {
        instance_type: Some(instance.into()),
        ..Default::default()
    }
}

fn map(value: Schema) -> Schema {
    SchemaObject {
        object: Some(Box::new(ObjectValidation {
            additional_properties: Some(Box::new(value)),
            ..Default::default()
        })),
        ..of(InstanceType::Object)
    }
    .into()
}
