//! Drafts: left out of the site before anything is resolved, unless they are asked for.

use std::sync::Arc;

use crate::document::{Document, Documents, MissingDocument};
use crate::source::{Source, SourceKind};
use crate::text::FileId;

/// Leaves out drafts, and the figures of accounts that are drafts, unless they are to be shown. Gives the files of all
/// drafts either way.
pub(super) fn without_drafts(mut documents: Documents, is_shown: bool) -> (Documents, Vec<FileId>) {
    let is_draft = |document: &Document| document.is_draft();
    let of = |kind: &SourceKind| match kind {
        SourceKind::Account(subject, name) | SourceKind::Figures(subject, name) => {
            Some((subject.clone(), name.clone()))
        }
        _ => None,
    };
    let drafts: Vec<&Source> = documents
        .present
        .iter()
        .filter(|(_, document)| is_draft(document))
        .map(|(source, _)| source)
        .collect();
    let files = drafts.iter().map(|source| source.file).collect();
    if is_shown || drafts.is_empty() {
        return (documents, files);
    }
    let accounts: Vec<_> = drafts
        .iter()
        .filter_map(|source| of(&source.kind))
        .collect();
    let is_left_out = |(source, document): &(Source, Arc<Document>)| {
        is_draft(document) || of(&source.kind).is_some_and(|account| accounts.contains(&account))
    };
    let (left_out, present) = std::mem::take(&mut documents.present)
        .into_iter()
        .partition(is_left_out);
    let left_out: Vec<(Source, Arc<Document>)> = left_out;
    documents.present = present;
    documents.absent.extend(
        left_out
            .into_iter()
            .map(|(source, document)| MissingDocument {
                source,
                draft: Some(document),
            }),
    );
    (documents, files)
}
