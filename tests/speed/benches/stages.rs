//! How long each stage of the generator takes, and the whole: on schemas of 100, 1,000 and 10,000
//! definitions, on the committed specs, and on the vendor's schemas beside the repository.
//!
//! `cargo bench -p speed-benches --bench stages`, with words of names to choose some.
#![allow(
    clippy::unwrap_used,
    reason = "a benchmark that cannot run stops with a panic"
)]

#[path = "shared/input.rs"]
mod input;
#[path = "../../../codegen/tests/lower/synthetic.rs"]
mod synthetic;
#[path = "shared/vendor.rs"]
mod vendor;

fn main() {
    divan::main();
}

mod schemas {
    use std::path::PathBuf;

    use clientwright::Generator;
    use clientwright::output::Plan;
    use clientwright::source::{Sources, read_json};
    use clientwright::stages::{Shaped, check_schema};
    use divan::Bencher;
    use tempfile::TempDir;

    use crate::input::{load_schema, lower_it, options};
    use crate::synthetic::synthetic;

    const SIZES: [usize; 3] = [100, 1_000, 10_000];

    /// A schema of so many definitions in a file.
    fn file(size: usize) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("definitions.json");
        std::fs::write(&file, synthetic(size)).unwrap();
        (folder, file)
    }

    #[divan::bench(args = SIZES, max_time = 3)]
    fn a_read(bencher: Bencher<'_, '_>, size: usize) {
        let text = synthetic(size);
        bencher.bench_local(|| {
            let mut sources = Sources::default();
            let id = sources.add("definitions.json", text.as_str());
            (read_json(&sources, id, &mut Vec::new()), sources)
        });
    }

    #[divan::bench(args = SIZES, max_time = 3)]
    fn b_load(bencher: Bencher<'_, '_>, size: usize) {
        let (_folder, file) = file(size);
        bencher.bench_local(|| load_schema(&file));
    }

    #[divan::bench(args = SIZES, max_time = 3)]
    fn c_lower(bencher: Bencher<'_, '_>, size: usize) {
        let (_folder, file) = file(size);
        let loaded = load_schema(&file);
        bencher.bench_local(|| lower_it(&loaded));
    }

    #[divan::bench(args = SIZES, max_time = 3)]
    fn d_check(bencher: Bencher<'_, '_>, size: usize) {
        let (_folder, file) = file(size);
        let (_, documents) = load_schema(&file);
        bencher.bench_local(|| {
            let mut found = Vec::new();
            check_schema(&documents, &mut found);
            found
        });
    }

    /// Emission up to what typify returns.
    #[divan::bench(args = SIZES, max_time = 3)]
    fn e_typify(bencher: Bencher<'_, '_>, size: usize) {
        let (_folder, file) = file(size);
        let (lowered, options) = (lower_it(&load_schema(&file)), options());
        bencher.bench_local(|| Shaped::new(&lowered.api, &options).unwrap());
    }

    /// The rest of emission: quote, syn, prettyplease.
    #[divan::bench(args = SIZES, max_time = 3)]
    fn f_write(bencher: Bencher<'_, '_>, size: usize) {
        let (_folder, file) = file(size);
        let (lowered, options) = (lower_it(&load_schema(&file)), options());
        let shaped = Shaped::new(&lowered.api, &options).unwrap();
        bencher.bench_local(|| shaped.write().unwrap());
    }

    /// Files that hold the text already.
    #[divan::bench(args = SIZES, max_time = 3)]
    fn g_output(bencher: Bencher<'_, '_>, size: usize) {
        let (folder, file) = file(size);
        let (lowered, options) = (lower_it(&load_schema(&file)), options());
        let text = Shaped::new(&lowered.api, &options)
            .unwrap()
            .write()
            .unwrap();
        let plan = Plan {
            files: vec![(folder.path().join("definitions.rs"), text)],
            ..Plan::default()
        };
        bencher.bench_local(|| plan.write().unwrap());
    }

    #[divan::bench(args = SIZES, max_time = 3)]
    fn whole(bencher: Bencher<'_, '_>, size: usize) {
        let (_folder, file) = file(size);
        bencher.bench_local(|| {
            let generator = Generator::from_schema(&file);
            let described = generator.describe().unwrap();
            described.emit(generator.options()).unwrap()
        });
    }
}

mod specs {
    use clientwright::Generator;
    use clientwright::emit::emit_api;
    use clientwright::stages::check;
    use divan::Bencher;

    use crate::input::{load_specs, lower_specs, options, specs};

    #[divan::bench(max_time = 3)]
    fn a_load() -> usize {
        load_specs().products.len()
    }

    #[divan::bench(max_time = 3)]
    fn b_lower(bencher: Bencher<'_, '_>) {
        let loaded = load_specs();
        bencher.bench_local(|| lower_specs(&loaded));
    }

    #[divan::bench(max_time = 3)]
    fn c_check(bencher: Bencher<'_, '_>) {
        let loaded = load_specs();
        let lowered = lower_specs(&loaded);
        bencher.bench_local(|| {
            let mut found = Vec::new();
            for (product, lowered) in loaded.products.iter().zip(&lowered) {
                check(product, lowered, &mut found);
            }
            found
        });
    }

    #[divan::bench(max_time = 3)]
    fn d_emit(bencher: Bencher<'_, '_>) {
        let lowered = lower_specs(&load_specs());
        let options = options();
        bencher.bench_local(|| {
            let apis = lowered.iter();
            let files = apis.map(|lowered| emit_api(&lowered.api, &options).unwrap().len());
            files.sum::<usize>()
        });
    }

    #[divan::bench(max_time = 3)]
    fn whole() -> usize {
        let generator = Generator::from_products(specs());
        let described = generator.describe().unwrap();
        described.emit(generator.options()).unwrap().len()
    }
}

mod of_the_vendor {
    use clientwright::Generator;

    use crate::vendor::schemas;

    /// Each file by itself; nothing where they are missing.
    #[divan::bench(args = schemas(), max_time = 1)]
    fn whole(file: &str) -> usize {
        let generator = Generator::from_schema(file);
        let described = generator.describe().unwrap();
        described.emit(generator.options()).unwrap().len()
    }
}
