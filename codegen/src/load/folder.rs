//! Reading the folder of one product.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use smol_str::{SmolStr, format_smolstr};

use super::example_files::example_files;
use super::follow_ups::drop_follow_ups;
use super::path::{inside, is_device};
use super::text::unreadable;
use super::{LOCK_FILE, Loaded, LoadedModule, LoadedProduct, Outside, PRODUCT_FILE, listing};
use crate::diagnostic::{Diagnostic, codes};
use crate::json_schema::{self, Documents, Missing};
use crate::names::{NamesLock, field_name};
use crate::source::{FileId, Node, Span, Spanned, read_json, read_toml};
use crate::spec::{Decode, Decoder, ModuleSpec, ProductSpec};

/// Files, features and names that are there already in a crate, and crates whose paths a module of
/// that name would take over.
const RESERVED_PRODUCTS: [&str; 9] = [
    "alloc",
    "clientwright_runtime",
    "core",
    "default",
    "lib",
    "main",
    "mod",
    "runtime",
    "std",
];
/// A folder's own file; names that generated files use; functions of every client; crates.
const RESERVED_MODULES: [&str; 8] = [
    "alloc",
    "builder",
    "call",
    "clientwright_runtime",
    "core",
    "mod",
    "std",
    "v1",
];

/// Reads files of one folder into [`Loaded`].
pub(crate) struct Reader<'a> {
    pub(super) loaded: &'a mut Loaded,
    pub(super) folder: &'a Path,
    // What stands before paths in messages: `acme/`.
    pub(super) shown: &'a str,
    // What references may lead to outside of it.
    pub(super) outside: &'a Outside,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        loaded: &'a mut Loaded,
        folder: &'a Path,
        shown: &'a str,
        outside: &'a Outside,
    ) -> Self {
        Self {
            loaded,
            folder,
            shown,
            outside,
        }
    }

    /// Reads a product; nothing is added to the products where its header cannot be read.
    pub(crate) fn product(mut self, name: &str) {
        let first = self.count();
        let Some((header, tree)) = self.toml::<ProductSpec>(PRODUCT_FILE) else {
            // Without it nothing can be made of the modules, but what is wrong in them is told.
            if self.folder.join(PRODUCT_FILE).is_file() {
                for file in self.module_files() {
                    self.toml::<ModuleSpec>(&file);
                }
            }
            return;
        };
        if let Some(better) = better_name(name, &RESERVED_PRODUCTS) {
            self.report(
                Diagnostic::error(
                    codes::MODULE_NAME,
                    header.span,
                    format!("the folder `{name}` cannot be the name of a Rust module"),
                )
                .label("in this folder")
                .help(format!("call it `{better}`")),
            );
        }
        let mut product = LoadedProduct {
            name: name.to_owned(),
            spec: header,
            modules: Vec::new(),
            documents: Documents::default(),
            examples: Default::default(),
            unused_examples: Vec::new(),
            trees: [(PRODUCT_FILE.to_owned(), tree)].into(),
            files: first..first,
            lock: NamesLock::default(),
        };
        self.lock(&mut product);
        for file in self.module_files() {
            self.module(&file, &mut product);
        }
        self.complete(&mut product);
        self.unused_examples(&mut product);
        product.files.end = self.count();
        self.loaded.products.push(product);
    }

    /// How many files there are.
    fn count(&self) -> u32 {
        self.loaded
            .sources
            .iter()
            .map(|(id, _)| id.0 + 1)
            .last()
            .unwrap_or(0)
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.loaded.diagnostics.push(diagnostic);
    }

    /// The TOML files of the folder but the header, sorted.
    fn module_files(&mut self) -> Vec<String> {
        let mut names = match listing::names(self.folder) {
            Ok(names) => names,
            Err(error) => {
                let file = self.loaded.sources.add_unread(self.shown);
                self.report(unreadable(file, &error.to_string()));
                return Vec::new();
            }
        };
        names.retain(|name| {
            let Some(meant) = listing::meant(name) else {
                return name.ends_with(".toml") && name != PRODUCT_FILE;
            };
            let sources = &mut self.loaded.sources;
            let found = listing::misnamed(sources, self.shown, name, &meant);
            self.loaded.diagnostics.push(found);
            false
        });
        names
    }

    fn module(&mut self, file: &str, product: &mut LoadedProduct) {
        let Some((spec, tree)) = self.toml::<ModuleSpec>(file) else {
            return;
        };
        product.trees.insert(file.to_owned(), tree);
        let name = file.strip_suffix(".toml").unwrap_or(file);
        if let Some(better) = better_name(name, &RESERVED_MODULES) {
            self.report(
                Diagnostic::error(
                    codes::MODULE_NAME,
                    spec.span,
                    format!("the file `{file}` cannot be the name of a Rust module"),
                )
                .label("this file")
                .help(format!("call it `{better}.toml`")),
            );
        }
        let schema = spec.schema.as_ref().and_then(|path| {
            let documents = &mut product.documents;
            let known = documents.find(&path.value);
            known.or_else(|| self.document(&path.value, Some(path.span), documents))
        });
        for (_, operation) in spec.operations.iter() {
            for row in &operation.examples {
                for path in row.request.iter().chain(&row.response) {
                    self.example(path, product);
                }
            }
        }
        product.modules.push(LoadedModule {
            name: name.to_owned(),
            file: file.to_owned(),
            spec,
            schema,
        });
    }

    /// Reads a schema without a spec, and every file that it refers to.
    pub(crate) fn schema(&mut self, path: &str, documents: &mut Documents) -> Option<usize> {
        let index = self.document(path, None, documents)?;
        self.referenced(vec![index], documents);
        Some(index)
    }

    /// Puts right what modules correct of their schemas, and reads every file that these refer to.
    /// All modules together, since several may take their types from one large schema.
    fn complete(&mut self, product: &mut LoadedProduct) {
        let LoadedProduct {
            modules, documents, ..
        } = product;
        let mut by_schema: BTreeMap<usize, Vec<&ModuleSpec>> = BTreeMap::new();
        for module in modules.iter() {
            if let Some(schema) = module.schema {
                by_schema.entry(schema).or_default().push(&module.spec);
            }
        }
        for (index, specs) in &by_schema {
            let corrections = specs.iter().flat_map(|spec| &spec.corrections);
            let refs = specs.iter().flat_map(|spec| spec.schema_refs.iter());
            let refs = refs.map(|(written, meant)| (written.value.clone(), meant.value.clone()));
            let sprawled = documents.sprawls(*index);
            documents.change(*index, |document| {
                document.refs.extend(refs);
                let most_steps = self.loaded.sources.limits().steps;
                let diagnostics = &mut self.loaded.diagnostics;
                json_schema::correct(document, corrections, most_steps, diagnostics)
            });
            if let Some(document) = documents.document(*index)
                && documents.sprawls(*index)
                && !sprawled
            {
                self.loaded.diagnostics.push(sprawling(document.file));
            }
        }
        self.referenced(by_schema.into_keys().rev().collect(), documents);
    }

    /// Reads the files that documents refer to, and those that these refer to.
    fn referenced(&mut self, mut open: Vec<usize>, documents: &mut Documents) {
        let mut seen: HashSet<usize> = open.iter().copied().collect();
        while let Some(index) = open.pop() {
            for missing in documents.missing_files(index) {
                let Some(path) = self.missing_file(&missing) else {
                    continue;
                };
                if documents.find(&path).is_none() && !documents.is_unread(&path) {
                    match self.document(&path, Some(missing.span), documents) {
                        Some(index) => open.extend(seen.insert(index).then_some(index)),
                        None => documents.add_unread(path),
                    }
                }
            }
        }
    }

    /// The file that a reference names: what the caller says a URI stands for, or else the first
    /// that is there. Of a relative path it is a mistake if it is not; another reference is
    /// reported where it is bound.
    fn missing_file(&self, missing: &Missing) -> Option<String> {
        if let Some(uri) = &missing.uri
            && self.outside.remote(uri).is_some()
        {
            return Some(uri.clone());
        }
        let folders = &self.outside.folders;
        let is_there = |path: &&String| inside(self.folder, path, folders).is_ok();
        let found = missing.files.iter().find(is_there);
        let may_rise = |path: &&String| path.split('/').next() != Some("..") || !folders.is_empty();
        found.or(missing.beside.as_ref().filter(may_rise)).cloned()
    }

    /// Reads a schema as it is.
    fn document(
        &mut self,
        path: &str,
        named: Option<Span>,
        documents: &mut Documents,
    ) -> Option<usize> {
        let root = self.json(path, named)?;
        let file = root.span.file;
        let index = documents.add(path, file, root, Vec::new());
        if documents.sprawls(index) {
            self.loaded.diagnostics.push(sprawling(file));
        }
        Some(index)
    }

    fn example(&mut self, path: &Spanned<SmolStr>, product: &mut LoadedProduct) {
        if !product.examples.contains_key(path.value.as_str())
            && let Some(node) = self.json(&path.value, Some(path.span))
        {
            product.examples.insert(path.value.to_string(), node);
        }
    }

    fn unused_examples(&mut self, product: &mut LoadedProduct) {
        let modules = product.modules.iter();
        let operations = modules.flat_map(|module| module.spec.operations.iter());
        let rows = operations.flat_map(|(_, operation)| &operation.examples);
        let named = rows.flat_map(|row| row.request.iter().chain(&row.response));
        let named: HashSet<&str> = named.map(|path| path.value.as_str()).collect();
        let limits = self.loaded.sources.limits();
        for path in example_files(self.folder, limits.files) {
            // A schema may lie there too.
            if !named.contains(path.as_str()) && product.documents.find(&path).is_none() {
                let shown = format!("{}{path}", self.shown);
                let file = self.loaded.sources.add_unread(shown);
                product.unused_examples.push((path, file));
            }
        }
    }

    fn lock(&mut self, product: &mut LoadedProduct) {
        if !self.folder.join(LOCK_FILE).exists() {
            return;
        }
        let Some(file) = self.text(LOCK_FILE, None) else {
            return;
        };
        let diagnostics = &mut self.loaded.diagnostics;
        if let Some(tree) = read_toml(&self.loaded.sources, file, diagnostics) {
            product.lock = NamesLock::decode(&tree, diagnostics);
            product.trees.insert(LOCK_FILE.to_owned(), tree);
        }
    }

    fn toml<T: Decode>(&mut self, path: &str) -> Option<(T, Node)> {
        let file = self.text(path, None)?;
        let mut syntax = Vec::new();
        let node = read_toml(&self.loaded.sources, file, &mut syntax);
        let mut found = Vec::new();
        let decoded = node.and_then(|node| {
            let decoded = T::decode(&node, &mut Decoder::new(&mut found))?;
            Some((decoded, node))
        });
        let text = self.loaded.sources.get(file).map(|file| &*file.text);
        drop_follow_ups(text.unwrap_or_default(), &syntax, &mut found);
        self.loaded.diagnostics.append(&mut syntax);
        self.loaded.diagnostics.append(&mut found);
        decoded
    }

    fn json(&mut self, path: &str, named: Option<Span>) -> Option<Node> {
        let file = self.text(path, named)?;
        read_json(&self.loaded.sources, file, &mut self.loaded.diagnostics)
    }
}

fn sprawling(file: FileId) -> Diagnostic {
    Diagnostic::error(
        codes::TOO_LARGE,
        Span::point(file, 0),
        "the places of this file's schemas are too long to say",
    )
    .label("this file")
    .help("shorten the names of members that hold many others")
    .note("the pointers of all its schemas together have more than 128 MiB")
}

/// What to call a folder or file instead, if it cannot be the name of a module.
fn better_name(name: &str, reserved: &[&str]) -> Option<SmolStr> {
    let plain = field_name(name);
    if reserved.contains(&plain.as_str()) || is_device(&plain) {
        return Some(format_smolstr!("{plain}_api"));
    }
    (plain != name).then_some(plain)
}
