//! What is particular to a product stands in its spec: the generator, the runtime and the xtask
//! name no product, vendor, host, vendor header or vendor field.

use std::path::Path;

use crate::support::{files_below, root};

/// Parts of words that give a product or its vendor away, in lower case.
const FORBIDDEN: [&str; 11] = [
    "zoho",
    "manageengine",
    "id360",
    "identity360",
    "organizationid",
    "organization_id",
    "x-com-",
    "zuid",
    "settings.create",
    "is_claimant",
    "customfield_id",
];

/// The products' names, which are words of the language too: forbidden as words.
const FORBIDDEN_WORDS: [&str; 3] = ["inventory", "invoice", "expense"];

/// Lines that may hold one of the words all the same: file, line, reason.
const ALLOWED: [(&str, &str, &str); 0] = [];

/// What a line has in it that it must not.
fn findings(line: &str) -> Vec<&'static str> {
    let lower = line.to_lowercase();
    let parts = FORBIDDEN.into_iter().filter(|part| lower.contains(part));
    let is_word = |word: &str| {
        let letters = lower.split(|c: char| !c.is_ascii_alphabetic());
        let mut letters = letters.map(|found| found.strip_suffix('s').unwrap_or(found));
        letters.any(|found| found == word)
    };
    let words = FORBIDDEN_WORDS.into_iter().filter(|word| is_word(word));
    parts.chain(words).collect()
}

#[test]
fn the_search_finds_what_it_is_for() {
    assert_eq!(
        findings("let x = \"ZohoInventory.settings.READ\";"),
        ["zoho"]
    );
    assert_eq!(findings("specs/inventory"), ["inventory"]);
    assert_eq!(findings("an Invoice, expenses"), ["invoice", "expense"]);
    assert_eq!(
        findings("X-com-acme-organizationid"),
        ["organizationid", "x-com-"]
    );
    assert_eq!(findings("ID360"), ["id360"]);
    assert_eq!(
        findings("the organization; invoiced; expensive"),
        Vec::<&str>::new()
    );
}

#[test]
fn no_product_is_named_outside_the_specs() {
    let mut found = Vec::new();
    let mut lines = 0;
    for folder in ["codegen", "runtime", "xtask"] {
        for path in files_below(&root().join(folder)) {
            let path = format!("{folder}/{path}");
            for part in findings(&path) {
                found.push(format!("{path}: its name has `{part}`"));
            }
            // What is no text is no source.
            let Ok(text) = std::fs::read_to_string(root().join(Path::new(&path))) else {
                found.push(format!("{path}: is no text"));
                continue;
            };
            for (number, line) in (1..).zip(text.lines()) {
                lines += 1;
                let allowed = ALLOWED
                    .iter()
                    .any(|(file, known, _)| *file == path && *known == line.trim());
                if allowed {
                    continue;
                }
                for part in findings(line) {
                    found.push(format!("{path}:{number}: `{part}` in: {}", line.trim()));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(lines > 10_000, "the sources were searched: {lines} lines");
}
