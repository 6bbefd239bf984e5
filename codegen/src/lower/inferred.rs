//! Facts that the vendor's documentation does not state. The origin of a fact about a type, a
//! member, an operation or a parameter becomes part of its description; emission writes that of
//! the others from [`Api::inferred`].

use std::collections::{HashMap, HashSet};

use smol_str::{SmolStr, format_smolstr};

use crate::diagnostic::{Diagnostic, Severity, codes, suggestion};
use crate::ir::{Api, Inferred, Shape, Struct};
use crate::load::{LoadedProduct, PRODUCT_FILE};
use crate::source::{Node, Span, Spanned};
use crate::spec::{InferredRow, ModuleSpec, NotFound, find_place};

/// Keys of `product.toml` of which the client's documentation tells.
const OF_CLIENT: [&str; 4] = ["auth", "limits", "organization", "servers"];

/// Notes every `[[inferred]]` of a product in its API.
pub(crate) fn note(
    api: &mut Api,
    loaded: &LoadedProduct,
    most_steps: u32,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let product = (PRODUCT_FILE, &loaded.spec.inferred, None);
    let modules = loaded.modules.iter();
    let modules = modules.map(|module| {
        (
            module.file.as_str(),
            &module.spec.inferred,
            Some(&module.spec),
        )
    });
    let files: Vec<_> = std::iter::once(product).chain(modules).collect();
    if files.iter().all(|(_, rows, _)| rows.is_empty()) {
        return;
    }
    let faulty = diagnostics
        .iter()
        .any(|known| known.severity == Severity::Error);
    let places = Places::of(api);
    let mut steps = most_steps as usize;
    for (file, rows, module) in files {
        let Some(tree) = loaded.trees.get(file) else {
            continue;
        };
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for row in rows {
            if row.from.value.trim().is_empty() {
                diagnostics.push(
                    bad(row.from.span, "the origin says nothing".to_owned())
                        .label("an empty text")
                        .help("write what the fact is inferred from"),
                );
            }
            for at in &row.at.0 {
                if let Some(first) = seen.insert(&at.value, at.span) {
                    diagnostics.push(
                        bad(at.span, format!("`{}` is named a second time", at.value))
                            .label("the second")
                            .also(first, "the first is here")
                            .help("remove one of them"),
                    );
                    continue;
                }
                if let Err(problem) = find(tree, at, &mut steps) {
                    diagnostics.push(problem);
                    continue;
                }
                let fact = Fact {
                    file,
                    module,
                    at,
                    row,
                };
                // What is missing may be missing for what was reported before.
                if !fact.note(api, &places) && !faulty {
                    diagnostics.push(
                        bad(
                            at.span,
                            format!("`{}` is not documented anywhere", at.value),
                        )
                        .label("no item of the generated code tells of it")
                        .help(
                            "name a type, a member, an operation, a parameter, `scopes`, a way of \
                                 paging, `errors`, or a table of the product",
                        ),
                    );
                }
            }
        }
    }
}

fn bad(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(codes::INFERRED, span, message)
}

/// Checks that something stands at a place.
fn find(tree: &Node, at: &Spanned<SmolStr>, steps: &mut usize) -> Result<(), Diagnostic> {
    let spend = |rows: usize| {
        *steps = steps.saturating_sub(rows);
        *steps > 0
    };
    match find_place(tree, &at.value, spend) {
        Ok(_) => Ok(()),
        Err(NotFound::OutOfWork) => Err(Diagnostic::error(
            codes::WORK_LIMIT,
            at.span,
            "finding the places of `[[inferred]]` takes too many steps",
        )
        .label("the first that was not looked for")
        .help("name whole types instead of their members, or raise `Limits::check_steps`")),
        Err(NotFound::Missing { segment, known }) => {
            let near = suggestion(&segment, known);
            Err(bad(
                at.span,
                format!("nothing stands at `{}` in this file", at.value),
            )
            .label(format!("`{segment}` is not there"))
            .help(match near {
                Some(near) => format!("did you mean `{near}` by `{segment}`?"),
                None => "write keys with dots between, as `types.Widget.members.colour`".to_owned(),
            }))
        }
    }
}

/// The types and operations of an API by the places that they come from.
struct Places {
    types: HashMap<SmolStr, Vec<usize>>,
    operations: HashMap<SmolStr, (usize, usize)>,
    /// The ways of paging that operations use.
    schemes: HashSet<SmolStr>,
}

impl Places {
    fn of(api: &Api) -> Self {
        let mut types: HashMap<SmolStr, Vec<usize>> = HashMap::new();
        for (index, def) in api.types.iter().enumerate() {
            for pointer in std::iter::once(&def.pointer).chain(&def.merged) {
                types.entry(pointer.clone()).or_default().push(index);
            }
        }
        let modules = api.modules.iter().enumerate();
        let operations = modules.flat_map(|(index, module)| {
            let operations = module.operations.iter().enumerate();
            operations.map(move |(at, operation)| (operation.pointer.clone(), (index, at)))
        });
        let operations = operations.collect();
        let paged = api.modules.iter().flat_map(|module| &module.operations);
        let schemes = paged.filter_map(|operation| Some(operation.paging.as_ref()?.scheme.clone()));
        Self {
            types,
            operations,
            schemes: schemes.collect(),
        }
    }
}

/// A fact at a place of a file.
struct Fact<'a> {
    file: &'a str,
    /// What the file says, of a module's.
    module: Option<&'a ModuleSpec>,
    at: &'a Spanned<SmolStr>,
    row: &'a InferredRow,
}

impl Fact<'_> {
    /// Notes the fact; false where nothing is documented that it is about.
    fn note(&self, api: &mut Api, places: &Places) -> bool {
        api.inferred.push(Inferred {
            at: format_smolstr!("{}#{}", self.file, self.at.value),
            from: self.row.from.value.clone(),
        });
        let path: Vec<&str> = self.at.value.split('.').collect();
        match path.as_slice() {
            ["types", name, rest @ ..] => {
                let pointer = format_smolstr!("{}#types.{name}", self.file);
                self.note_type(api, places, &pointer, rest)
            }
            ["overlay", pointer, "promised"] => self.note_promised(api, places, pointer),
            ["operations", name, rest @ ..] => {
                let pointer = format_smolstr!("{}#operations.{name}", self.file);
                let Some(&(module, at)) = places.operations.get(&pointer) else {
                    return false;
                };
                let operation = &mut api.modules[module].operations[at];
                match rest {
                    [] => {
                        self.add(&mut operation.doc, rest);
                        true
                    }
                    ["scopes"] => !operation.scopes.any_of.is_empty(),
                    [
                        "path" | "query" | "header" | "form" | "parts",
                        wire,
                        rest @ ..,
                    ] => {
                        let mut parameters = operation.parameters.iter_mut();
                        let parameter = parameters.find(|parameter| parameter.wire == *wire);
                        parameter.map(|it| self.add(&mut it.doc, rest)).is_some()
                    }
                    _ => false,
                }
            }
            ["paging", name] => places.schemes.contains(*name),
            ["errors"] => true,
            [table, ..] => OF_CLIENT.contains(table),
            [] => false,
        }
    }

    fn note_type(&self, api: &mut Api, places: &Places, pointer: &str, rest: &[&str]) -> bool {
        let Some(types) = places.types.get(pointer) else {
            return false;
        };
        let mut noted = false;
        for &index in types {
            let def = &mut api.types[index];
            match (rest, &mut def.shape) {
                ([], _) => {
                    self.add(&mut def.doc, &[]);
                    noted = true;
                }
                (["members", wire, rest @ ..], Shape::Struct(Struct { members, .. })) => {
                    let mut members = members.iter_mut();
                    if let Some(member) = members.find(|member| member.wire == *wire) {
                        self.add(&mut member.doc, rest);
                        noted = true;
                    }
                }
                (["values", wire], Shape::Enum(shape)) => {
                    let mut values = shape.values.iter_mut();
                    if let Some(value) = values.find(|value| value.wire == *wire) {
                        self.add(&mut value.doc, &[]);
                        noted = true;
                    }
                }
                _ => {}
            }
        }
        noted
    }

    /// Notes what an overlay promises of the object at a place of the module's schema.
    fn note_promised(&self, api: &mut Api, places: &Places, pointer: &str) -> bool {
        let Some((module, schema)) = self
            .module
            .and_then(|module| Some((module, module.schema.as_ref()?)))
        else {
            return false;
        };
        let Some((_, overlay)) = module.overlay.entry(pointer) else {
            return false;
        };
        let pointer = format_smolstr!("{}#{pointer}", schema.value);
        let promised = overlay.promised.iter();
        promised
            .filter(|member| {
                let path = ["members", member.value.as_str(), "promised"];
                self.note_type(api, places, &pointer, &path)
            })
            .count()
            > 0
    }

    /// Adds the origin to the documentation of something, or of the `key` of it.
    fn add(&self, doc: &mut SmolStr, key: &[&str]) {
        let from = self.row.from.value.trim().trim_end_matches('.');
        let sentence = match key {
            [] => format_smolstr!("Inferred from {from}."),
            ["doc"] => format_smolstr!("The description is inferred from {from}."),
            ["required"] => format_smolstr!("That it is required is inferred from {from}."),
            ["promised"] => format_smolstr!("That it is always present is inferred from {from}."),
            [key, ..] => format_smolstr!("The `{key}` is inferred from {from}."),
        };
        *doc = match doc.trim() {
            "" => sentence,
            // Objects that became one type say the same once.
            text if text.ends_with(sentence.as_str()) => return,
            _ => format_smolstr!("{doc}\n\n{sentence}"),
        };
    }
}
