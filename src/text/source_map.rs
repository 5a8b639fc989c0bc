//! Every text that was read, by file, for whoever must show a place in it.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use super::{FileId, LineCol, LineIndex, Span};

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
    /// Where the lines start; computed on first use, as few files have a diagnostic.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Line and column of a byte.
    pub fn place(&self, offset: usize) -> LineCol {
        self.lines().place(&self.text, offset)
    }
}

/// Every text that was read.
///
/// A file's id goes with its path, not with the order of reading: in the map that
/// [`SourceMap::after`] begins, a path that this one knows keeps its id, so that what was made from
/// a file that stayed the same still points into it.
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<Option<Arc<SourceFile>>>,
    ids: Arc<RwLock<HashMap<String, FileId, foldhash::fast::RandomState>>>,
}

impl SourceMap {
    /// An empty map in which paths keep their ids.
    pub fn after(&self) -> SourceMap {
        SourceMap {
            files: Vec::with_capacity(self.files.len()),
            ids: Arc::clone(&self.ids),
        }
    }

    /// Adds a file and gives its id.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let (path, text) = (path.into(), text.into());
        let id = self.id(&path);
        self.keep(
            id,
            Arc::new(SourceFile {
                path,
                text,
                lines: OnceLock::new(),
            }),
        );
        id
    }

    /// Adds a file without its text, and gives the place for diagnostics about the whole file.
    pub fn add_unread(&mut self, path: &str) -> Span {
        Span::new(self.add(path, ""), 0..0)
    }

    /// The id that a path has, or gets.
    pub fn id(&self, path: &str) -> FileId {
        if let Some(&id) = self
            .ids
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(path)
        {
            return id;
        }
        let mut ids = self.ids.write().unwrap_or_else(PoisonError::into_inner);
        let next = FileId(u32::try_from(ids.len()).unwrap_or(u32::MAX));
        *ids.entry(path.to_owned()).or_insert(next)
    }

    /// Adds a file as an earlier map held it.
    pub fn keep(&mut self, id: FileId, file: Arc<SourceFile>) {
        let at = id.number();
        if self.files.len() <= at {
            self.files.resize(at + 1, None);
        }
        self.files[at] = Some(file);
    }

    /// The file of an id.
    pub fn file(&self, id: FileId) -> &Arc<SourceFile> {
        static NONE: OnceLock<Arc<SourceFile>> = OnceLock::new();
        let nothing = || {
            Arc::new(SourceFile {
                path: String::new(),
                text: "".into(),
                lines: OnceLock::new(),
            })
        };
        self.files
            .get(id.number())
            .and_then(Option::as_ref)
            .unwrap_or_else(|| NONE.get_or_init(nothing))
    }

    /// The file that holds a span.
    pub fn of(&self, span: Span) -> &SourceFile {
        self.file(span.file)
    }

    /// Every file with its id, in the order in which they first were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        let held = self.files.iter().enumerate();
        held.filter_map(|(at, file)| Some((FileId(at as u32), &**file.as_ref()?)))
    }
}
