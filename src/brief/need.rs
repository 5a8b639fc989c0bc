//! Which files a document is made from. What is wrong in another file does not stop it.
//!
//! A brief needs the settings, the theme, the vocabularies, the files of its bodies and of their
//! regions, and the reports that these cite. The brief of a region also needs every body of the
//! region. A body whose files have an error is left out of the tables in the briefs of others.

use std::collections::BTreeSet;

use super::query::Selection;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::model::{Body, Corpus, Id, Subject};
use crate::text::SourceMap;

/// The files that a selection's document is made from.
pub(super) struct NeededFiles<'c> {
    corpus: &'c Corpus,
    subjects: BTreeSet<Subject>,
    /// The ids of the inspections that the accounts of these subjects name.
    inspections: BTreeSet<&'c str>,
    has_regions: bool,
}

impl<'c> NeededFiles<'c> {
    /// The files of some selections.
    pub(super) fn of<'s>(
        selections: impl IntoIterator<Item = &'s Selection>,
        corpus: &'c Corpus,
    ) -> NeededFiles<'c> {
        let mut subjects = BTreeSet::new();
        let mut has_regions = false;
        for &subject in selections.into_iter().flat_map(|one| &one.subjects) {
            subjects.insert(subject);
            match subject {
                Subject::Body(body) => {
                    subjects.extend(corpus.bodies[body].region.map(Subject::Region));
                }
                Subject::Region(region) => {
                    has_regions = true;
                    subjects.extend(corpus.bodies_of(region).map(Subject::Body));
                }
            }
        }
        let accounts = subjects.iter().flat_map(|&of| corpus.accounts_of(of));
        let inspections = accounts
            .map(|&account| corpus.accounts[account].inspection)
            .flat_map(|id| [Some(id), corpus.inspections[id].cited_in])
            .flatten()
            .map(|id| corpus.inspections[id].id.as_str())
            .collect();
        NeededFiles {
            corpus,
            subjects,
            inspections,
            has_regions,
        }
    }

    /// Whether a diagnostic is about one of the files, or about the whole site.
    pub(super) fn concern(&self, diagnostic: &Diagnostic, sources: &SourceMap) -> bool {
        let mut labels = diagnostic.labels.iter();
        diagnostic.labels.is_empty() || labels.any(|label| self.has(&sources.of(label.span).path))
    }

    /// Whether a file is one of them. What an unknown folder or report would be is not known: any
    /// region may have the body, and any account may name the report.
    fn has(&self, path: &str) -> bool {
        let Some(path) = path.strip_prefix("content/") else {
            return true;
        };
        let corpus = self.corpus;
        match path.split('/').collect::<Vec<_>>().as_slice() {
            ["forces" | "rocus", id, _, ..] => match corpus.bodies.find(id) {
                Some(body) => self.subjects.contains(&Subject::Body(body)),
                None => self.has_regions,
            },
            ["regions", id, _, ..] => match corpus.regions.find(id) {
                Some(region) => self.subjects.contains(&Subject::Region(region)),
                None => true,
            },
            ["inspections", file] => {
                let id = file.strip_suffix(".md").unwrap_or(file);
                corpus.inspections.find(id).is_none() || self.inspections.contains(id)
            }
            ["pages", ..] | ["addresses.tsv" | "redirects.yaml" | "places.yaml"] => false,
            _ => true,
        }
    }
}

/// The folders of bodies that a file with an error is in, by the id of the body.
#[derive(Clone, Debug, Default)]
pub(super) struct BrokenBodies {
    ids: BTreeSet<String>,
}

impl BrokenBodies {
    pub(super) fn of(report: &Report, sources: &SourceMap) -> BrokenBodies {
        let errors = report.iter().filter(|it| it.severity == Severity::Error);
        let id = |diagnostic: &Diagnostic| {
            let path = &sources.of(diagnostic.place()?).path;
            let mut steps = path.strip_prefix("content/")?.split('/');
            let is_of_body = matches!(steps.next(), Some("forces" | "rocus"));
            let id = steps
                .next()
                .filter(|_| is_of_body && steps.next().is_some());
            id.map(str::to_owned)
        };
        BrokenBodies {
            ids: errors.filter_map(id).collect(),
        }
    }

    pub(super) fn has(&self, id: Id<Body>, corpus: &Corpus) -> bool {
        self.ids.contains(&corpus.bodies[id].id)
    }

    /// The names of those that a region has or may have: the id of one that cannot be read at all.
    pub(super) fn names_in(&self, region: &[Id<Body>], corpus: &Corpus) -> Vec<String> {
        let name = |id: &String| match corpus.bodies.find(id) {
            Some(body) if region.contains(&body) => Some(corpus.bodies[body].short_name.clone()),
            Some(_) => None,
            None => Some(id.clone()),
        };
        self.ids.iter().filter_map(name).collect()
    }
}
