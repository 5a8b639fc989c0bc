//! What planning any page takes: its path, its template and what it is made from.

use std::collections::BTreeSet;

use super::{PageKind, PagePlan};
use crate::address::{Addresses, Url};
use crate::model::{Account, Corpus, Finding, Id, Inspection, Subject};
use crate::text::{FileId, Span, Spanned};
use crate::view::Link;
use crate::wording::pages;

pub(super) struct Planner<'p> {
    pub(super) corpus: &'p Corpus,
    pub(super) addresses: &'p Addresses,
    pub(super) settings: FileId,
    pub(super) pages: Vec<PagePlan>,
}

impl Planner<'_> {
    /// Plans a page at a path such as `forces/`, below the front page.
    pub(super) fn add(
        &mut self,
        kind: PageKind,
        url: Url,
        title: impl Into<String>,
        description: impl Into<String>,
        template: &str,
    ) -> &mut PagePlan {
        let path = self.addresses.path(&url);
        let path = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path
        };
        let template = Spanned::new(format!("{template}.html"), Span::new(self.settings, 0..0));
        let crumbs = match kind {
            PageKind::Home => Vec::new(),
            _ => vec![Link {
                name: pages::HOME.to_owned(),
                url: self.addresses.at(""),
            }],
        };
        let (title, description) = (title.into(), description.into());
        let (sources, files) = (Vec::new(), Vec::new());
        self.pages.push(PagePlan {
            kind,
            url,
            path,
            title,
            description,
            template,
            crumbs,
            sources,
            files,
            moved_anchors: Vec::new(),
            now: None,
        });
        self.pages.last_mut().expect("just pushed")
    }

    pub(super) fn crumb(&self, name: &str, path: &str) -> Link {
        Link {
            name: name.to_owned(),
            url: self.addresses.at(path),
        }
    }

    /// The inspections that accounts are of.
    pub(super) fn inspections_of<'a>(
        &self,
        accounts: impl IntoIterator<Item = &'a Account>,
    ) -> Vec<Id<Inspection>> {
        let inspections: BTreeSet<_> = accounts
            .into_iter()
            .map(|account| account.inspection)
            .collect();
        inspections.into_iter().collect()
    }

    /// The inspections that findings of a sort were made in.
    pub(super) fn inspections_with(
        &self,
        is_meant: impl Fn(&Finding) -> bool,
    ) -> Vec<Id<Inspection>> {
        let findings = self
            .corpus
            .findings
            .rows()
            .iter()
            .filter(|finding| is_meant(finding));
        self.inspections_of(findings.map(|finding| &self.corpus.accounts[finding.account]))
    }

    pub(super) fn sources_of(
        &self,
        subjects: impl Iterator<Item = Subject>,
    ) -> Vec<Id<Inspection>> {
        let accounts = subjects.flat_map(|subject| self.corpus.accounts_of(subject));
        self.inspections_of(accounts.map(|&account| &self.corpus.accounts[account]))
    }

    pub(super) fn files_of(&self, subject: Subject) -> Vec<FileId> {
        let accounts = self.corpus.accounts_of(subject).iter().rev();
        accounts
            .flat_map(|&account| self.corpus.accounts[account].files.iter().copied())
            .collect()
    }
}
