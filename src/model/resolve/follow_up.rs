//! Follow-up entries get their rows, in the order of their dates, and findings and recommendations get their entries.

use super::{CorpusBuilder, names, references};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, FollowUpEntry};
use crate::model::{Finding, FollowUpRecord, Followed, Id, StatusKind, Subject, Target, Tone};
use crate::source::{Source, SourceKind};
use crate::text::{Span, Spanned};

impl CorpusBuilder<'_> {
    /// Gives the entries of all files their rows.
    pub(super) fn follow_up(&mut self, files: &[(&Source, &document::FollowUp)]) {
        for &(source, written) in files {
            let SourceKind::FollowUp(owner) = &source.kind else {
                continue;
            };
            let Some(subject) = self.subject(owner) else {
                continue;
            };
            let mut entries: Vec<&FollowUpEntry> = written.entries.iter().collect();
            entries.sort_by_key(|entry| entry.date.as_ref().map(|date| date.value));
            for entry in entries {
                self.follow_up_entry(source, subject, entry);
            }
        }
    }

    fn follow_up_entry(&mut self, source: &Source, subject: Subject, written: &FollowUpEntry) {
        let about = self.followed(subject, &written.finding);
        let status = written.status.as_ref().and_then(|status| {
            names::choice(&self.corpus.statuses, "status", status, &mut self.report)
        });
        let (Some(about), Some(status), Some(date)) = (about, status, &written.date) else {
            return;
        };
        let span = written
            .status
            .as_ref()
            .map_or(written.span, |status| status.span);
        let row = FollowUpRecord {
            id: String::new(),
            subject,
            about,
            date: date.value,
            status,
            is_ending: self.corpus.statuses[status].ends_clock,
            successor: self.successor(about, status, written, span),
            source: written.source.clone(),
            note: written.note.clone(),
            span,
        };
        let owner = self.corpus.subject_id(subject);
        let name = format!("{owner}/{}/{}", written.finding.value, row.date);
        let Some(id) = self.add_entry(&name, row) else {
            return;
        };
        let account = match about {
            Followed::Finding(finding) => {
                self.corpus.findings[finding].follow_up.push(id);
                self.corpus.findings[finding].account
            }
            Followed::Recommendation(recommendation) => {
                let recommendation = &mut self.corpus.recommendations[recommendation];
                recommendation.follow_up.push(id);
                self.corpus.findings[recommendation.finding].account
            }
        };
        let files = &mut self.corpus.accounts[account].files;
        if !files.contains(&source.file) {
            files.push(source.file);
        }
    }

    /// Adds an entry under a name, with a number if an entry of the same day has the name.
    fn add_entry(&mut self, name: &str, row: FollowUpRecord) -> Option<Id<FollowUpRecord>> {
        let same_day = match row.about {
            Followed::Finding(id) => &self.corpus.findings[id].follow_up,
            Followed::Recommendation(id) => &self.corpus.recommendations[id].follow_up,
        };
        let is_same = |id: &&Id<FollowUpRecord>| self.corpus.follow_up[**id].date == row.date;
        let id = match same_day.iter().filter(is_same).count() {
            0 => name.to_owned(),
            before => format!("{name}-{}", before + 1),
        };
        let row = FollowUpRecord {
            id: id.clone(),
            ..row
        };
        self.corpus.follow_up.add(id, row).ok()
    }

    /// The finding or recommendation that an entry is about, if something is to be done about it.
    pub(super) fn followed(
        &mut self,
        subject: Subject,
        slug: &Spanned<String>,
    ) -> Option<Followed> {
        let name = [self.corpus.subject_id(subject), "/", &slug.value].concat();
        let recommendation = self.corpus.recommendations.find(&name).filter(|&id| {
            let finding = self.corpus.recommendations[id].finding;
            self.corpus.findings[finding].subject == subject
        });
        if let Some(recommendation) = recommendation {
            return Some(Followed::Recommendation(recommendation));
        }
        let finding = self.finding_of(subject, slug)?;
        let kind = self.corpus.findings[finding].kind;
        match kind.map(|kind| self.corpus.finding_kinds[kind].tone) {
            Some(Tone::Concern | Tone::Improvement) => Some(Followed::Finding(finding)),
            Some(Tone::Practice) | None => {
                let message = format!("`{}` needs no follow-up", slug.value);
                let diagnostic = Diagnostic::new(Code::MisplacedFollowUp, message).at(slug.span);
                let written = self.corpus.findings[finding].span;
                self.report
                    .push(diagnostic.label(written, "the finding").help(
                        "follow up a recommendation, or a finding of a kind that asks for action",
                    ));
                None
            }
        }
    }

    /// The finding that takes the place of one, which an entry names if its status asks for it.
    fn successor(
        &mut self,
        about: Followed,
        status: Id<StatusKind>,
        written: &FollowUpEntry,
        span: Span,
    ) -> Option<Id<Finding>> {
        let status = &self.corpus.statuses[status];
        let report = &mut self.report;
        let Some(name) = &written.successor else {
            if status.names_finding {
                let message = format!("`{}` without a finding", status.id);
                let diagnostic = Diagnostic::new(Code::MissingKey, message).at(span);
                report.push(diagnostic.help(format!(
                    "name the finding that replaces it: `{} by finding:kent/its-id`",
                    status.id
                )));
            }
            return None;
        };
        if !status.names_finding {
            let message = format!("`{}` cannot name a finding", status.id);
            let diagnostic = Diagnostic::new(Code::MisplacedFollowUp, message).at(name.span);
            report.push(diagnostic.help(format!("write `{}` alone", status.id)));
            return None;
        }
        match references::target(&self.corpus, name, report) {
            Some(Target::Finding(finding)) if about != Followed::Finding(finding) => Some(finding),
            Some(Target::Finding(_)) => {
                let message = "a finding cannot supersede itself";
                let diagnostic = Diagnostic::new(Code::MisplacedFollowUp, message).at(name.span);
                report.push(diagnostic.help("name the later finding"));
                None
            }
            Some(_) => {
                let message = format!("`{}` is not a finding", name.value);
                let diagnostic = Diagnostic::new(Code::DanglingReference, message).at(name.span);
                report.push(diagnostic.help("name a finding, like `finding:kent/its-id`"));
                None
            }
            // A name with a scheme that names nothing was reported.
            None if name.value.contains(':') => None,
            None => {
                let message = format!("`{}` is not the name of a finding", name.value);
                let diagnostic = Diagnostic::new(Code::DanglingReference, message).at(name.span);
                report.push(diagnostic.help(format!("write `finding:{}`", name.value)));
                None
            }
        }
    }
}
