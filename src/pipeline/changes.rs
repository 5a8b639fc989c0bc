//! What changed between two builds of a preview, so that pages that it cannot reach stay as they are.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::cache::Same;
use crate::date::Moment;
use crate::model::ProseChanges;
use crate::render::{LoadedTheme, PageHistory};
use crate::source::{Source, SourceKind};
use crate::text::{FileId, SourceMap};

/// What the last build was made from, and the history up to it.
#[derive(Debug, Default)]
pub(super) struct ChangeLog {
    last: Option<Inputs>,
    history: PageHistory,
}

/// Everything that pages are made from.
#[derive(Debug)]
struct Inputs {
    theme: Arc<LoadedTheme>,
    as_of: Moment,
    /// The text of each file, by its number.
    texts: Vec<Option<Arc<str>>>,
    files: Vec<ContentFile>,
}

/// What a file of the content is, with the bytes of a picture.
#[derive(Debug, PartialEq)]
struct ContentFile {
    file: FileId,
    kind: SourceKind,
    bytes: Option<Same<[u8]>>,
    is_read: bool,
}

impl Inputs {
    fn new(
        theme: &Arc<LoadedTheme>,
        as_of: &Moment,
        sources: &SourceMap,
        snapshot: &[Source],
    ) -> Inputs {
        let mut texts = Vec::new();
        for (file, source) in sources.iter() {
            texts.resize(file.number() + 1, None);
            texts[file.number()] = Some(Arc::clone(&source.text));
        }
        let file = |source: &Source| ContentFile {
            file: source.file,
            kind: source.kind.clone(),
            bytes: source.bytes.as_ref().map(Same::of),
            is_read: source.is_read,
        };
        Inputs {
            theme: Arc::clone(theme),
            as_of: as_of.clone(),
            texts,
            files: snapshot.iter().map(file).collect(),
        }
    }

    /// The numbers of the files whose texts differ; `None` if anything else differs.
    fn changed_texts(&self, later: &Inputs) -> Option<BTreeSet<usize>> {
        let is_same = Arc::ptr_eq(&self.theme, &later.theme)
            && self.as_of == later.as_of
            && self.texts.len() == later.texts.len()
            && self.files == later.files;
        let differ = |one: &Option<Arc<str>>, other: &Option<Arc<str>>| match (one, other) {
            // A text that is in the program itself is another allocation in each build.
            (Some(one), Some(other)) => !Arc::ptr_eq(one, other) && one != other,
            (None, None) => false,
            (Some(_), None) | (None, Some(_)) => true,
        };
        is_same.then(|| {
            let pairs = self.texts.iter().zip(&later.texts).enumerate();
            let changed = pairs.filter(|(_, (one, other))| differ(one, other));
            changed.map(|(number, _)| number).collect()
        })
    }
}

impl ChangeLog {
    /// Adds a build. `prose` are the accounts of which only the words changed, if that is all that
    /// the corpus was resolved again for.
    pub(super) fn add(
        &mut self,
        theme: &Arc<LoadedTheme>,
        as_of: &Moment,
        sources: &SourceMap,
        snapshot: &[Source],
        prose: Option<ProseChanges>,
    ) -> PageHistory {
        let inputs = Inputs::new(theme, as_of, sources, snapshot);
        let changed = self
            .last
            .as_ref()
            .and_then(|last| last.changed_texts(&inputs));
        let is_explained = |prose: &ProseChanges| {
            let files = prose.files.iter().map(|file| file.number());
            changed.as_ref() == Some(&files.collect())
        };
        match prose.filter(is_explained) {
            Some(prose) => self.history.add(prose),
            None => self.history.begin_again(),
        }
        self.last = Some(inputs);
        self.history.clone()
    }
}
