//! Question areas, findings and recommendations of an account get their rows.

use super::prose_plan::{PendingArea, PendingRecommendations};
use super::{CorpusBuilder, names};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, Heading};
use crate::model::table::Missing;
use crate::model::{
    Account, Corpus, Finding, FindingKind, Id, Prose, QuestionArea, Recommendation, Subject, Tone,
};
use crate::text::{Span, Spanned};

impl CorpusBuilder<'_> {
    /// The question areas of an account, each at most once, because its introduction has only one
    /// place.
    pub(super) fn areas(
        &mut self,
        account: Id<Account>,
        subject: Subject,
        written: &[document::AccountArea],
    ) -> Vec<PendingArea> {
        let mut areas: Vec<PendingArea> = Vec::new();
        for (number, area) in written.iter().enumerate() {
            let pending = self.area(account, subject, number, area);
            // Headings of areas that are not known, which have no area either, are no pair.
            let id =
                |heading: &Heading| (heading.attributes.id.as_ref()).map(|id| id.value.clone());
            let same = areas.iter().find(|first| {
                let earlier = &written[first.number].heading;
                first.area == pending.area
                    && id(earlier).is_some_and(|is| Some(is) == id(&area.heading))
            });
            if let Some(first) = same {
                let diagnostic = Diagnostic::new(
                    Code::DuplicateId,
                    "this question area has two headings in one account",
                );
                let diagnostic = diagnostic.label(area.heading.span, "again here");
                let diagnostic = diagnostic.label(written[first.number].heading.span, "first here");
                self.report
                    .push(diagnostic.help("move everything under the first"));
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
    ) -> PendingArea {
        let area = self.question_area(subject, &written.heading);
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
        PendingArea {
            number,
            area,
            findings,
        }
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
            follow_up: Vec::new(),
            corrections: Vec::new(),
            carried_from: None,
            carried_to: Vec::new(),
            span: written.heading.span,
        };
        let name = [self.corpus.subject_id(subject), "/", &row.slug].concat();
        if !self.is_free(&name, row.span) {
            return None;
        }
        let id = self.corpus.findings.add(name, row).ok()?;
        self.corpus.accounts[account].findings.push(id);
        if let Some(name) = written.heading.attributes.value("carried-from") {
            self.carried.push((id, name.clone()));
        }
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
        let may_have = kind.needs_recommendation || kind.may_have_recommendations;
        if may_have || kind.tone == Tone::Concern {
            return;
        }
        for recommendation in &written.recommendations {
            let message = format!("a finding of the kind `{}` has no recommendations", kind.id);
            let diagnostic = Diagnostic::new(Code::MisplacedRecommendation, message)
                .at(recommendation.heading.span)
                .label(written.heading.span, "the finding");
            self.report.push(diagnostic.help(
                "move it under a finding of a kind that needs one, or remove `.recommendation` to make it part of the text; `may_have_recommendations = true` in `site.toml` allows it for the kind",
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
            follow_up: Vec::new(),
            corrections: Vec::new(),
            span: heading.span,
        };
        let name = [self.corpus.subject_id(subject), "/", &row.slug].concat();
        if !self.is_free(&name, row.span) {
            return None;
        }
        self.corpus.recommendations.add(name, row).ok()
    }

    /// Whether a name is free among findings and recommendations, which share a page. Reports the
    /// one that has it.
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
        let diagnostic = Diagnostic::new(
            Code::DuplicateId,
            format!("the id `{name}` is already used by a {what}"),
        );
        let diagnostic = diagnostic
            .label(span, "again here")
            .label(first, "first here");
        self.report
            .push(diagnostic.help("give one of them another id"));
        false
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
                    let message = format!("unknown finding `{}` of `{owner}`", slug.value);
                    let diagnostic =
                        Diagnostic::new(Code::DanglingReference, message).at(slug.span);
                    names::advise(diagnostic, &slug.value, known.collect())
                },
            );
        }
        found
    }
}
