//! The files of a folder as one text, so that a folder can be an input.

use std::path::Path;

/// Paths and texts. As one text, each file stands below a line `--- path`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bundle(pub(crate) Vec<(String, String)>);

impl Bundle {
    pub(crate) fn read(text: &str) -> Self {
        let mut files: Vec<(String, String)> = Vec::new();
        for line in text.split_inclusive('\n') {
            if let Some(path) = line.strip_prefix("--- ") {
                files.push((path.trim_end().to_owned(), String::new()));
            } else if let Some((_, text)) = files.last_mut() {
                text.push_str(line);
            }
        }
        Self(files)
    }

    pub(crate) fn to_text(&self) -> String {
        let files = self.0.iter();
        let files = files.map(|(path, text)| {
            let end = if text.ends_with('\n') { "" } else { "\n" };
            format!("--- {path}\n{text}{end}")
        });
        files.collect()
    }

    /// Writes the files whose paths are plain; an input says nothing about other folders.
    pub(crate) fn write(&self, folder: &Path) {
        for (path, text) in &self.0 {
            let plain = |part: &str| {
                let allowed = |ch: char| ch.is_ascii_alphanumeric() || "._-".contains(ch);
                !part.is_empty()
                    && part.len() < 100
                    && !part.starts_with('.')
                    && part.chars().all(allowed)
            };
            if !path.split('/').all(plain) || path.split('/').count() > 4 {
                continue;
            }
            let path = folder.join(path);
            // What stands in the way of another is left out.
            if std::fs::create_dir_all(path.parent().unwrap()).is_ok() {
                let _ = std::fs::write(path, text);
            }
        }
    }
}

#[test]
fn a_bundle_is_its_text() {
    let bundle = Bundle::read("lost\n--- a.toml\na = 1\n\n--- b/c.json\n{}\n");
    let files = [("a.toml", "a = 1\n\n"), ("b/c.json", "{}\n")];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    assert_eq!(bundle, Bundle(files.to_vec()));
    assert_eq!(Bundle::read(&bundle.to_text()), bundle);
}
