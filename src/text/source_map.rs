//! Every text that was read, by file, for whoever must show a place in it.

use std::sync::{Arc, OnceLock};

use super::{FileId, LineIndex, Place, Span};

/// A file as read: its path from the site's root, with forward slashes, and its text.
#[derive(Debug)]
pub struct SourceFile {
    /// Path from the site's root.
    pub path: String,
    /// The whole text.
    pub text: Arc<str>,
    lines: OnceLock<LineIndex>,
}

impl SourceFile {
    /// Where the lines start; found when first asked for, as few files hold a fault.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Line and column of a byte.
    pub fn place(&self, offset: usize) -> Place {
        self.lines().place(&self.text, offset)
    }
}

/// Every text that was read.
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// Adds a file and gives its id.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile { path: path.into(), text: text.into(), lines: OnceLock::new() });
        id
    }

    /// The file of an id.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The file that holds a span.
    pub fn of(&self, span: Span) -> &SourceFile {
        self.file(span.file)
    }

    /// Every file with its id, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(at, file)| (FileId(at as u32), file))
    }
}
