//! Records of editions get their rows, in the order of their names.

use super::CorpusBuilder;
use crate::document::{self, ChangeKind, ReleaseChange};
use crate::model::{RecordedChange, Release, Subject};
use crate::source::{Source, SourceKind};

impl CorpusBuilder<'_> {
    pub(super) fn releases(&mut self, files: &[(&Source, &document::ReleaseRecord)]) {
        for (source, written) in files {
            let SourceKind::Release(id) = &source.kind else {
                continue;
            };
            let changes = written.changes.iter().map(|written| RecordedChange {
                subject: self.subject_of(written),
                written: written.clone(),
            });
            let row = Release {
                id: id.clone(),
                file: source.file,
                date: written.date,
                since: written.since.clone(),
                note: written.note.clone(),
                data: written.data.clone(),
                changes: changes.collect(),
            };
            // Names of files differ.
            let _ = self.corpus.releases.add(id.clone(), row);
        }
    }

    /// What a change is about. A region and a body can have one id, so an address decides.
    fn subject_of(&self, change: &ReleaseChange) -> Option<Subject> {
        let corpus = &self.corpus;
        let address = match change.kind {
            ChangeKind::AddressAdded
            | ChangeKind::AddressRedirected
            | ChangeKind::AddressWithdrawn
            | ChangeKind::AddressLost => return None,
            _ => change.url.as_deref(),
        };
        let id = change.id.split('/').next().unwrap_or_default();
        let region = || corpus.regions.find(id).map(Subject::Region);
        let body = || corpus.bodies.find(id).map(Subject::Body);
        match address.is_some_and(|address| address.starts_with("/regions/")) {
            true => region(),
            false => body().or_else(region),
        }
    }
}
