//! Accounts, findings and recommendations get their rows; their words wait to be resolved.

use std::collections::BTreeMap;

use super::prose::{ProseResolver, Resolved};
use super::{CorpusBuilder, names};
use crate::diagnostic::{Code, Diagnostic, did_you_mean, one_of};
use crate::document::{self, Heading};
use crate::model::table::Missing;
use crate::model::{
    Account, Corpus, Finding, FindingKind, History, Id, Inspection, Lead, MentionSite, Prose,
    QuestionArea, Recommendation, Subject, Tone,
};
use crate::source::{Source, SourceKind, SubjectName};
use crate::text::{Span, Spanned};

/// The words of an account, waiting: where in its document they stand, and the rows they go to.
#[derive(Debug)]
pub(super) struct PendingAccount {
    /// The document's place in the list of all documents.
    pub(super) document: usize,
    pub(super) plan: ProsePlan,
}

/// Which words go to which rows.
#[derive(Debug, PartialEq)]
pub(super) struct ProsePlan {
    account: Id<Account>,
    areas: Vec<PendingArea>,
}

/// A finding by its number under its area, and its recommendations by theirs under it, each with the row it goes to.
type PendingFinding = (usize, Id<Finding>, PendingRecommendations);

/// Recommendations by their number under a finding.
type PendingRecommendations = Vec<(usize, Id<Recommendation>)>;

#[derive(Debug, PartialEq)]
struct PendingArea {
    number: usize,
    area: Option<Id<QuestionArea>>,
    findings: Vec<PendingFinding>,
}

/// The words of an account, resolved, and the rows they go to.
#[derive(Debug)]
pub(super) struct FilledAccount {
    account: Id<Account>,
    leads: Vec<Lead>,
    findings: Vec<(Id<Finding>, Prose)>,
    recommendations: Vec<(Id<Recommendation>, Prose)>,
}

impl ProsePlan {
    /// No words at all.
    pub(super) fn nothing(&self) -> FilledAccount {
        FilledAccount {
            account: self.account,
            leads: Vec::new(),
            findings: Vec::new(),
            recommendations: Vec::new(),
        }
    }

    /// Resolves the words of the document that this was made from.
    pub(super) fn resolve(
        &self,
        mut written: document::Account,
        mut words: ProseResolver<'_>,
    ) -> Resolved<FilledAccount> {
        let account = self.account;
        let mut filled = self.nothing();
        for PendingArea {
            number,
            area,
            findings,
        } in &self.areas
        {
            let written = &mut written.areas[*number];
            words.new_section();
            words.at(MentionSite::Lead(account));
            let lead = std::mem::take(&mut written.lead);
            if !lead.is_empty() {
                filled.leads.push(Lead {
                    area: *area,
                    prose: words.prose(lead),
                });
            }
            for (number, finding, recommendations) in findings {
                let written = &mut written.findings[*number];
                words.at(MentionSite::Finding(*finding));
                filled
                    .findings
                    .push((*finding, words.prose(std::mem::take(&mut written.prose))));
                for (number, recommendation) in recommendations {
                    let prose = std::mem::take(&mut written.recommendations[*number].prose);
                    filled
                        .recommendations
                        .push((*recommendation, words.prose(prose)));
                }
            }
        }
        words.finish(filled)
    }
}

impl FilledAccount {
    pub(super) fn fill(&self, corpus: &mut Corpus) {
        corpus.accounts[self.account].leads = self.leads.clone();
        for (finding, prose) in &self.findings {
            corpus.findings[*finding].prose = prose.clone();
        }
        for (recommendation, prose) in &self.recommendations {
            corpus.recommendations[*recommendation].prose = prose.clone();
        }
    }
}

impl CorpusBuilder<'_> {
    /// Gives accounts, findings, recommendations and figures their rows.
    pub(super) fn accounts(
        &mut self,
        accounts: &[(usize, &Source, &document::Account)],
        figures: &[(&Source, &document::Figures)],
    ) -> Vec<PendingAccount> {
        let areas = || accounts.iter().flat_map(|(_, _, account)| &account.areas);
        self.corpus.accounts.reserve(accounts.len());
        self.corpus
            .findings
            .reserve(areas().map(|area| area.findings.len()).sum());
        self.corpus.figures.reserve(
            figures
                .iter()
                .map(|(_, figures)| figures.figures.len())
                .sum(),
        );
        let mut pending = Vec::with_capacity(accounts.len());
        let mut histories = Vec::new();
        let mut judged: BTreeMap<(Subject, Id<Inspection>), Span> = BTreeMap::new();
        for &(at, source, written) in accounts {
            let SourceKind::Account(owner, document) = &source.kind else {
                continue;
            };
            let name = account_name(owner, document);
            let inspection = written
                .inspection
                .as_ref()
                .and_then(|name| names::inspection(&self.corpus, name, &mut self.report));
            if written.is_cut {
                self.corpus
                    .findings
                    .mark_missing(owner.id(), Missing::Invalid);
            }
            let subject = self.subject(owner);
            let inspection = match (inspection, subject) {
                (None, Some(_)) => self.unknown_inspection(owner, document, written, source),
                (inspection, _) => inspection,
            };
            let (Some(subject), Some(inspection)) = (subject, inspection) else {
                self.corpus.accounts.mark_missing(name, Missing::Invalid);
                let findings = written.areas.iter().flat_map(|area| &area.findings);
                findings.for_each(|finding| {
                    self.corpus
                        .mark_finding_missing(owner.id(), finding, Missing::Invalid)
                });
                continue;
            };
            let row = Account {
                subject,
                document: document.clone(),
                inspection,
                grade: written
                    .grade
                    .as_ref()
                    .and_then(|grade| self.grade(subject, grade)),
                name_in_report: written.name_in_report.clone(),
                section: written.section.clone(),
                summary: written.summary.clone(),
                history: Vec::new(),
                leads: Vec::new(),
                findings: Vec::new(),
                is_whole: written.is_whole,
                figures: Vec::new(),
                span: written.span,
                inspection_span: written
                    .inspection
                    .as_ref()
                    .map_or(written.span, |name| name.span),
                grade_span: written
                    .grade
                    .as_ref()
                    .map_or(written.span, |grade| grade.span),
                files: vec![source.file],
            };
            if let (Some(_), Some(written)) = (row.grade, &written.grade) {
                match judged.get(&(subject, inspection)) {
                    Some(&first) => self.report.push(judged_twice(written.span, first)),
                    None => drop(judged.insert((subject, inspection), written.span)),
                }
            }
            // A path is read once, so the name is free.
            let Ok(account) = self.corpus.accounts.add(name, row) else {
                continue;
            };
            let areas = self.areas(account, subject, &written.areas);
            pending.push(PendingAccount {
                document: at,
                plan: ProsePlan { account, areas },
            });
            histories.push((account, &written.history));
        }
        // Histories and figures name findings of their subject, which are known through its accounts.
        self.link_accounts();
        for (account, written) in histories {
            let history = written
                .iter()
                .map(|entry| self.history(account, entry))
                .collect();
            self.corpus.accounts[account].history = history;
        }
        for &(source, written) in figures {
            self.figures(source, written);
        }
        pending
    }

    /// Whom a file is about. That it is nobody is told for all files of a folder at once.
    pub(super) fn subject(&self, name: &SubjectName) -> Option<Subject> {
        match name {
            SubjectName::Region(id) => self.corpus.regions.find(id).map(Subject::Region),
            SubjectName::Body(kind, id) => {
                names::body_of(&self.corpus, id, *kind).map(Subject::Body)
            }
        }
    }

    fn grade(
        &mut self,
        subject: Subject,
        grade: &Spanned<String>,
    ) -> Option<Id<crate::model::Grade>> {
        if let Subject::Region(_) = subject {
            let diagnostic =
                Diagnostic::new(Code::UnknownGrade, "a region has no grade").at(grade.span);
            self.report
                .push(diagnostic.help("grades are given to forces and ROCUs; take `grade` away"));
            return None;
        }
        let found = self.corpus.grades.find(&grade.value);
        if found.is_none() && self.corpus.grades.missing(&grade.value).is_none() {
            let diagnostic = Diagnostic::new(
                Code::UnknownGrade,
                format!("`{}` is not on the scale", grade.value),
            )
            .at(grade.span);
            self.report.push(
                diagnostic.help(match self.corpus.grades.names().as_slice() {
                    [] => "site.toml has no `[[grades]]` yet: add them, best first".to_owned(),
                    known => format!("write {}", one_of(known.iter().copied())),
                }),
            );
        }
        found
    }

    fn history(&mut self, account: Id<Account>, entry: &document::History) -> History {
        let subject = self.corpus.accounts[account].subject;
        let finding = entry
            .finding
            .as_ref()
            .and_then(|slug| self.finding_of(subject, slug));
        History {
            year: entry.year,
            programme: entry.programme.clone(),
            note: entry.note.clone(),
            finding,
        }
    }

    /// A finding of a body or region by its slug.
    pub(super) fn finding_of(
        &mut self,
        subject: Subject,
        slug: &Spanned<String>,
    ) -> Option<Id<Finding>> {
        let owner = self.corpus.subject_id(subject);
        let name = [owner, "/", &slug.value].concat();
        // A region and a force can have one id.
        let found = self
            .corpus
            .findings
            .find(&name)
            .filter(|&finding| self.corpus.findings[finding].subject == subject);
        if found.is_none() {
            let known = self
                .corpus
                .findings_of(subject)
                .map(|finding| self.corpus.findings[finding].slug.as_str());
            names::report_missing(
                self.corpus.findings.missing(&name),
                &name,
                slug.span,
                &mut self.report,
                || {
                    let message = format!("`{owner}` has no finding `{}`", slug.value);
                    let diagnostic =
                        Diagnostic::new(Code::DanglingReference, message).at(slug.span);
                    match did_you_mean(&slug.value, known) {
                        Some(advice) => diagnostic.help(advice),
                        None => diagnostic,
                    }
                },
            );
        }
        found
    }

    /// The question areas of an account, each of which stands there once: what is said at its head has one place to go.
    fn areas(
        &mut self,
        account: Id<Account>,
        subject: Subject,
        written: &[document::AccountArea],
    ) -> Vec<PendingArea> {
        let mut areas: Vec<PendingArea> = Vec::new();
        for (number, area) in written.iter().enumerate() {
            let Some(pending) = self.area(account, subject, number, area) else {
                continue;
            };
            if let Some(first) = areas.iter().find(|first| first.area == pending.area) {
                let diagnostic = Diagnostic::new(
                    Code::DuplicateId,
                    "this question area has two headings in one account",
                );
                let diagnostic = diagnostic.label(area.heading.span, "again here");
                let diagnostic = diagnostic.label(written[first.number].heading.span, "first here");
                self.report
                    .push(diagnostic.help("put everything under the first"));
            }
            areas.push(pending);
        }
        areas
    }

    fn area(
        &mut self,
        account: Id<Account>,
        subject: Subject,
        number: usize,
        written: &document::AccountArea,
    ) -> Option<PendingArea> {
        let Some(area) = self.question_area(subject, &written.heading) else {
            self.corpus.accounts[account].is_whole &= written.findings.is_empty();
            let owner = self.corpus.subject_id(subject).to_owned();
            written.findings.iter().for_each(|finding| {
                self.corpus
                    .mark_finding_missing(&owner, finding, Missing::Invalid)
            });
            return None;
        };
        let mut findings = Vec::with_capacity(written.findings.len());
        for (number, finding) in written.findings.iter().enumerate() {
            match self.finding(account, subject, area, finding) {
                Some((id, recommendations)) => findings.push((number, id, recommendations)),
                None => {
                    self.corpus.accounts[account].is_whole = false;
                    let owner = self.corpus.subject_id(subject).to_owned();
                    self.corpus
                        .mark_finding_missing(&owner, finding, Missing::Invalid);
                }
            }
        }
        Some(PendingArea {
            number,
            area,
            findings,
        })
    }

    fn finding(
        &mut self,
        account: Id<Account>,
        subject: Subject,
        area: Option<Id<QuestionArea>>,
        written: &document::Finding,
    ) -> Option<(Id<Finding>, PendingRecommendations)> {
        let kind = self.kind(account, &written.heading);
        let row = Finding {
            slug: self.slug(&written.heading, subject)?,
            subject,
            account,
            kind,
            area,
            is_strength: written.heading.attributes.has_class("strength"),
            title: written.heading.text.clone(),
            topics: self.topics(&written.heading),
            names_topic: !written.heading.attributes.list("topics").is_empty(),
            prose: Prose::default(),
            recommendations: Vec::new(),
            is_advised: !written.recommendations.is_empty(),
            span: written.heading.span,
        };
        let name = [self.corpus.subject_id(subject), "/", &row.slug].concat();
        if !self.is_free(&name, row.span) {
            return None;
        }
        let id = self.corpus.findings.add(name, row).ok()?;
        self.corpus.accounts[account].findings.push(id);
        self.check_advice(kind, written);
        let mut recommendations = Vec::new();
        for (number, written) in written.recommendations.iter().enumerate() {
            match self.recommendation(id, subject, &written.heading) {
                Some(recommendation) => {
                    self.corpus.findings[id]
                        .recommendations
                        .push(recommendation);
                    recommendations.push((number, recommendation));
                }
                None => {
                    let owner = self.corpus.subject_id(subject).to_owned();
                    self.corpus
                        .mark_heading_missing(&owner, &written.heading, Missing::Invalid);
                }
            }
        }
        Some((id, recommendations))
    }

    /// Reports recommendations under a finding of a kind that has none.
    fn check_advice(&mut self, kind: Option<Id<FindingKind>>, written: &document::Finding) {
        let Some(kind) = kind.map(|kind| &self.corpus.finding_kinds[kind]) else {
            return;
        };
        if kind.needs_recommendation || kind.tone == Tone::Concern {
            return;
        }
        for recommendation in &written.recommendations {
            let message = format!("a finding of the kind `{}` has no recommendations", kind.id);
            let diagnostic = Diagnostic::new(Code::MisplacedRecommendation, message)
                .at(recommendation.heading.span)
                .label(written.heading.span, "the finding");
            self.report.push(diagnostic.help(
                "put it under a finding of a kind that needs one, or make it a part of the text: take `.recommendation` away",
            ));
        }
    }

    fn recommendation(
        &mut self,
        finding: Id<Finding>,
        subject: Subject,
        heading: &Heading,
    ) -> Option<Id<Recommendation>> {
        let (due, owners) = (self.due(heading), self.owners(heading));
        let slug = self.slug(heading, subject)?;
        let row = Recommendation {
            slug,
            finding,
            title: heading.text.clone(),
            prose: Prose::default(),
            owners,
            due: due?,
            span: heading.span,
        };
        let name = [self.corpus.subject_id(subject), "/", &row.slug].concat();
        if !self.is_free(&name, row.span) {
            return None;
        }
        self.corpus.recommendations.add(name, row).ok()
    }

    /// Whether no finding or recommendation has a name yet, as they share the page. One that has it is told of.
    fn is_free(&mut self, name: &str, span: Span) -> bool {
        let Corpus {
            findings,
            recommendations,
            ..
        } = &self.corpus;
        let finding = findings.find(name).map(|id| ("finding", findings[id].span));
        let recommendation = recommendations
            .find(name)
            .map(|id| ("recommendation", recommendations[id].span));
        let Some((what, first)) = finding.or(recommendation) else {
            return true;
        };
        let diagnostic =
            Diagnostic::new(Code::DuplicateId, format!("`{name}` is a {what} already"));
        let diagnostic = diagnostic
            .label(span, "again here")
            .label(first, "first here");
        self.report
            .push(diagnostic.help("give one of them another id"));
        false
    }
}

fn judged_twice(again: Span, first: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::DuplicateId,
        "this body has two judgments from one inspection",
    );
    diagnostic
        .label(again, "again here")
        .label(first, "first here")
        .help("keep one file for an inspection")
}

/// The name of an account's row.
pub(super) fn account_name(subject: &SubjectName, document: &str) -> String {
    format!("{}/{}/{document}", subject.folder(), subject.id())
}
