#![allow(missing_docs, clippy::unwrap_used)]
fn main() {
    let path = std::env::args().nth(1).unwrap();
    if path.ends_with(".json") {
        let (loaded, documents) = clientwright::load::Loaded::schema(path.as_ref());
        let mut d = loaded.diagnostics.clone();
        let lowered = clientwright::lower::lower_schema(&loaded.sources, &documents, "x", &Default::default(), &mut d);
        eprint!("{}", clientwright::diagnostic::render(&loaded.sources, &d, false));
        println!("{}", serde_json::to_string_pretty(&lowered.api).unwrap());
        eprintln!("{}", lowered.lock.to_text());
        return;
    }
    let loaded = clientwright::load::Loaded::products(path.as_ref()).unwrap();
    let mut d = loaded.diagnostics.clone();
    for p in &loaded.products {
        let lowered = clientwright::lower::lower(&loaded.sources, p, &mut d);
        println!("{}", serde_json::to_string_pretty(&lowered.api).unwrap());
        println!("{}", lowered.lock.to_text());
    }
    eprint!("{}", clientwright::diagnostic::render(&loaded.sources, &d, false));
}
