//! The files that a run has read.

use crate::ir::Place;

use super::Span;

/// A file of [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A file that was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its path as messages show it: relative to the folder that was given, `/` between parts.
    pub path: String,
    /// Its text.
    pub text: String,
    // Byte offsets at which lines start.
    lines: Vec<u32>,
}

/// All files that a run has read, in the order of reading.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a file and returns its number.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let lines = std::iter::once(0)
            .chain(
                text.bytes()
                    .enumerate()
                    .filter(|(_, byte)| *byte == b'\n')
                    .map(|(at, _)| at as u32 + 1),
            )
            .collect();
        self.files.push(SourceFile {
            path: path.into(),
            text,
            lines,
        });
        FileId(self.files.len() as u32 - 1)
    }

    /// The file of that number.
    pub fn get(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(file.0 as usize)
    }

    /// The files, in the order of reading.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0..).map(FileId).zip(&self.files)
    }

    /// Line and column of the start of a span, for people.
    pub fn place(&self, span: Span) -> Place {
        let Some(file) = self.get(span.file) else {
            return Place::default();
        };
        let line = file.lines.partition_point(|start| *start <= span.start);
        let start = file.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = file
            .text
            .get(start as usize..span.start as usize)
            .map_or(0, |before| before.chars().count());
        Place {
            file: file.path.clone(),
            line: line as u32,
            column: column as u32 + 1,
            span,
        }
    }
}
