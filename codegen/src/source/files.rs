//! The files that a run has read.

use std::sync::Arc;

use crate::Limits;
use crate::ir::Place;

use super::Span;

/// A file of [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A file that was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its path as messages show it: relative to the folder that was given, `/` between parts.
    pub path: Arc<str>,
    /// Its text; empty where it could not be read.
    pub text: String,
    // Whether it could be read: where not, there are no places in it.
    read: bool,
    // Byte offsets at which lines start.
    lines: Vec<u32>,
    // How many characters stand before each block of the text: a vendor's schema may be one line
    // of megabytes, and every node of it asks for its column.
    blocks: Vec<u32>,
}

// In bytes.
const BLOCK: usize = 256;

/// All files that a run has read, in the order of reading.
/// ```
/// use clientwright::source::{Sources, read_toml};
///
/// let mut sources = Sources::default();
/// let file = sources.add("specs/acme/widgets.toml", "[module]\ntitle = \"Widgets\"\n");
/// let mut diagnostics = Vec::new();
/// let root = read_toml(&sources, file, &mut diagnostics).expect("it is not too large");
///
/// let title = root.get("module").and_then(|module| module.get("title")).expect("it is there");
/// assert_eq!(title.as_str(), Some("Widgets"));
/// let place = sources.place(title.span);
/// assert_eq!((place.line, place.column), (2, 9));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    // How many bytes they have together.
    bytes: usize,
    // On the heap: sources are part of errors, which are handed on by value.
    limits: Box<Limits>,
}

impl Sources {
    /// No files yet, and what reading them and making something of them may cost.
    pub fn within(limits: Limits) -> Self {
        Self {
            limits: Box::new(limits),
            ..Self::default()
        }
    }

    /// What reading them and making something of them may cost.
    pub fn limits(&self) -> Limits {
        *self.limits
    }

    /// How many more bytes may be read.
    pub(crate) fn bytes_left(&self) -> usize {
        self.limits.bytes.saturating_sub(self.bytes)
    }

    /// Adds a file and returns its number.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        self.bytes = self.bytes.saturating_add(text.len());
        let lines = std::iter::once(0)
            .chain(
                text.bytes()
                    .enumerate()
                    .filter(|(_, byte)| *byte == b'\n')
                    .map(|(at, _)| at as u32 + 1),
            )
            .collect();
        let mut characters = 0;
        let blocks = text
            .as_bytes()
            .chunks(BLOCK)
            .map(|block| {
                let before = characters;
                characters += characters_in(block);
                before
            })
            .collect();
        self.files.push(SourceFile {
            path: path.into().into(),
            text,
            read: true,
            lines,
            blocks,
        });
        FileId(self.files.len() as u32 - 1)
    }

    /// Adds a file that could not be read and returns its number: messages name it, and no place
    /// in it.
    pub fn add_unread(&mut self, path: impl Into<String>) -> FileId {
        let file = self.add(path, "");
        if let Some(added) = self.files.last_mut() {
            added.read = false;
        }
        file
    }

    /// The file of that number.
    pub fn get(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(file.0 as usize)
    }

    /// The files, in the order of reading.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0..).map(FileId).zip(&self.files)
    }

    /// Line and column of the start of a span, for people; both are 0 in a file that could not be
    /// read.
    pub fn place(&self, span: Span) -> Place {
        let Some(file) = self.get(span.file) else {
            return Place::default();
        };
        if !file.read {
            return Place {
                file: file.path.clone(),
                span,
                ..Place::default()
            };
        }
        let line = file.lines.partition_point(|start| *start <= span.start);
        let start = file.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        Place {
            file: file.path.clone(),
            line: line as u32,
            column: file.characters_before(span.start) - file.characters_before(start) + 1,
            span,
        }
    }
}

impl SourceFile {
    /// Whether it could be read. Where not, it has no text, and no place is in it.
    pub fn is_read(&self) -> bool {
        self.read
    }

    fn characters_before(&self, at: u32) -> u32 {
        let at = (at as usize).min(self.text.len());
        let block = at / BLOCK;
        // The end of the text may be where a block would begin.
        let block = block.min(self.blocks.len().saturating_sub(1));
        let before = self.blocks.get(block).copied().unwrap_or(0);
        before
            + characters_in(
                self.text
                    .as_bytes()
                    .get(block * BLOCK..at)
                    .unwrap_or_default(),
            )
    }
}

// Every byte begins a character but those that go on with one.
fn characters_in(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count() as u32
}
