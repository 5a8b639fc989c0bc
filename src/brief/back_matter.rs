//! What the parts of a document share: terms, data notes, sources, attachments, and the addresses that it holds itself.

use std::collections::BTreeMap;

use super::builder::BriefBuilder;
use super::data::Attachment;
use super::query::Selection;
use crate::address::Url;
use crate::model::{Finding, Id, Inspection, MentionSite, Subject, Target};
use crate::text::FileId;
use crate::view::{ExtractView, SourceView, TermRow};

/// The tables of the data export that a brief takes along, and what is said of each.
pub const ATTACHED: [(&str, &str); 3] = [
    (
        "figures",
        "Every figure, with its period, source and caveat.",
    ),
    (
        "findings",
        "Every finding, with its kind, question area and topics.",
    ),
    (
        "recommendations",
        "Every recommendation, with its owner and the day by which it is due.",
    ),
];

impl BriefBuilder<'_> {
    /// The terms that the document's own words use, by name.
    pub(super) fn terms(&self, selection: &Selection, findings: &[Id<Finding>]) -> Vec<TermRow> {
        let corpus = &*self.context.corpus;
        let is_here = |place: &MentionSite| match place {
            MentionSite::Finding(finding) => {
                findings.binary_search(finding).is_ok() || findings.contains(finding)
            }
            MentionSite::Lead(account) => {
                !selection.is_of_findings()
                    && selection
                        .subjects
                        .contains(&corpus.accounts[*account].subject)
            }
            MentionSite::Inspection(_) | MentionSite::Term(_) | MentionSite::Page(_) => false,
        };
        let used = corpus
            .terms
            .ids()
            .filter(|&id| corpus.mentions(Target::Term(id)).iter().any(is_here));
        let mut rows: Vec<TermRow> = used.map(|id| self.context.term_row(id)).collect();
        rows.sort_by_cached_key(|row| (row.term.to_lowercase(), row.id.clone()));
        rows
    }

    /// What was drawn from databases for the figures shown.
    pub(super) fn extracts(&self, selection: &Selection) -> Vec<ExtractView> {
        if selection.is_of_findings() {
            return Vec::new();
        }
        let corpus = &*self.context.corpus;
        let subjects = selection
            .subjects
            .iter()
            .flat_map(|&subject| match subject {
                Subject::Body(_) => vec![subject],
                Subject::Region(region) => corpus
                    .bodies_of(region)
                    .map(Subject::Body)
                    .chain(std::iter::once(subject))
                    .collect(),
            });
        let figures = subjects.flat_map(|subject| corpus.figures_of(subject).collect::<Vec<_>>());
        let mut extracts: Vec<_> = figures
            .filter_map(|figure| corpus.figures[figure].extract)
            .collect();
        extracts.sort();
        extracts.dedup();
        extracts
            .into_iter()
            .map(|id| self.context.extract(id))
            .collect()
    }

    pub(super) fn sources(
        &self,
        selection: &Selection,
        findings: &[Id<Finding>],
    ) -> Vec<SourceView> {
        let corpus = &*self.context.corpus;
        let accounts: Vec<_> = if selection.is_of_findings() {
            findings
                .iter()
                .map(|&id| corpus.findings[id].account)
                .collect()
        } else {
            selection
                .subjects
                .iter()
                .flat_map(|&subject| corpus.accounts_of(subject).iter().copied())
                .collect()
        };
        let mut inspections: Vec<Id<Inspection>> = accounts
            .into_iter()
            .map(|account| corpus.accounts[account].inspection)
            // Only a report that was read is a source.
            .map(|id| corpus.inspections[id].cited_in.unwrap_or(id))
            .collect();
        inspections.sort();
        inspections.dedup();
        inspections
            .into_iter()
            .map(|id| self.context.source(id))
            .collect()
    }

    /// The addresses of what the document holds, each held once.
    pub(super) fn inside(
        &self,
        selection: &Selection,
        findings: &[Id<Finding>],
        terms: &[TermRow],
    ) -> Vec<Url> {
        let corpus = &*self.context.corpus;
        let addresses = &self.context.addresses;
        let mut count: BTreeMap<Url, usize> = BTreeMap::new();
        let mut add = |url: Url| *count.entry(url).or_default() += 1;
        for &id in findings {
            add(addresses.finding(id));
            for &recommendation in &corpus.findings[id].recommendations {
                add(addresses.recommendation(recommendation));
            }
        }
        for term in terms {
            add(term.url.clone());
        }
        if !selection.is_of_findings() && selection.subjects.len() > 1 {
            for &subject in &selection.subjects {
                add(addresses.subject(subject));
            }
        }
        count
            .into_iter()
            .filter(|&(_, count)| count == 1)
            .map(|(url, _)| url)
            .collect()
    }

    /// The rows of the data export that are about what the document is about.
    pub(super) fn attachments(
        &self,
        name: &str,
        selection: &Selection,
        findings: &[Id<Finding>],
    ) -> Vec<Attachment> {
        let corpus = &*self.context.corpus;
        let addresses = &self.context.addresses;
        let mut pages: Vec<Url> = selection
            .subjects
            .iter()
            .map(|&subject| addresses.subject(subject))
            .collect();
        for &subject in &selection.subjects {
            if let Subject::Region(region) = subject {
                pages.extend(corpus.bodies_of(region).map(|body| addresses.body(body)));
            }
        }
        let held: Vec<Url> = findings.iter().map(|&id| addresses.finding(id)).collect();
        let keeps = |table: &str, url: &str| match table {
            "findings" if selection.is_of_findings() => {
                held.iter().any(|held| held.as_str() == url)
            }
            _ if selection.is_of_findings() => false,
            _ => url
                .split_once('#')
                .is_some_and(|(page, _)| pages.iter().any(|held| held.as_str() == page)),
        };
        let attach = |(table, description): (&str, &str)| {
            let csv = self.maker.tables().csv(table, |url| keeps(table, url))?;
            Some(Attachment {
                name: format!("{name}-{table}.csv"),
                description: description.to_owned(),
                csv,
            })
        };
        ATTACHED.into_iter().filter_map(attach).collect()
    }

    pub(super) fn files(&self, selection: &Selection) -> Vec<FileId> {
        let corpus = &*self.context.corpus;
        let mut files = Vec::new();
        for &subject in &selection.subjects {
            let accounts = corpus.accounts_of(subject).iter();
            files.extend(
                accounts.flat_map(|&account| corpus.accounts[account].files.iter().copied()),
            );
            files.push(match subject {
                Subject::Body(body) => corpus.bodies[body].span.file,
                Subject::Region(region) => corpus.regions[region].span.file,
            });
        }
        files
    }
}
