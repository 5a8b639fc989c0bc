//! Figures get their rows beside the account they belong to.

use super::accounts::account_name;
use super::{CorpusBuilder, names, rows};
use crate::diagnostic::{Code, Diagnostic, Report, Severity, did_you_mean};
use crate::document::{self, Decimal};
use crate::model::{Extract, Figure, Id, Subject, Unit};
use crate::source::{Source, SourceKind};
use crate::text::{Span, Spanned};

impl CorpusBuilder<'_> {
    pub(super) fn figures(&mut self, source: &Source, written: &document::Figures) {
        let start = Span::new(source.file, 0..0);
        let SourceKind::Figures(owner, document) = &source.kind else {
            return;
        };
        let Some(subject) = self.subject(owner) else {
            return;
        };
        let name = account_name(owner, document);
        let Some(account) = self.corpus.accounts.find(&name) else {
            if self.corpus.accounts.missing(&name).is_none() {
                let message = format!("figures without `{document}.md`");
                let diagnostic = Diagnostic::new(Code::DanglingReference, message).at(start);
                self.report
                    .push(diagnostic.help("figures belong to the account with the same file name"));
            }
            return;
        };
        self.corpus.accounts[account].files.push(source.file);
        for figure in &written.figures {
            self.figure(account, subject, figure);
        }
    }

    fn figure(
        &mut self,
        account: Id<crate::model::Account>,
        subject: Subject,
        written: &document::Figure,
    ) {
        let measure = written.measure.as_ref().and_then(|measure| {
            names::find(
                &self.corpus.measures,
                "measure",
                Code::UnknownMeasure,
                measure,
                &mut self.report,
            )
        });
        let unit = written
            .unit
            .as_ref()
            .map(|unit| names::choice(&self.corpus.units, "unit", unit, &mut self.report));
        let extract = written
            .extract
            .as_ref()
            .and_then(|extract| self.extract(account, extract));
        let finding = written
            .finding
            .as_ref()
            .and_then(|finding| self.finding_of(subject, finding));
        let (report, corpus) = (&mut self.report, &mut self.corpus);
        let activity = written
            .activity
            .as_ref()
            .and_then(|name| names::choice(&corpus.activities, "activity", name, report));
        let role = written
            .role
            .as_ref()
            .and_then(|name| names::choice(&corpus.roles, "role", name, report));
        let qualifier = written
            .qualifier
            .as_ref()
            .and_then(|name| names::choice(&corpus.qualifiers, "qualifier", name, report));
        let Some(measure) = measure else { return };
        let Some(unit) = unit.unwrap_or(Some(corpus.measures[measure].unit)) else {
            return;
        };
        if let Some(value) = &written.value {
            check_value(value, written.of.as_deref(), &corpus.units[unit], report);
        }
        let row = Figure {
            slug: written.id.value.clone(),
            subject,
            account,
            measure,
            what: written.what.clone(),
            activity,
            role,
            value: written.value.as_ref().map(|value| value.value.clone()),
            unit,
            qualifier,
            of: written.of.clone(),
            words: written.words.clone(),
            period: written.period,
            as_of: written.as_of,
            extract,
            finding,
            is_key: written.key,
            note: written.note.clone(),
            corrections: Vec::new(),
            id_span: written.id.span,
            span: written
                .value
                .as_ref()
                .map_or(written.id.span, |value| value.span),
        };
        let name = [corpus.subject_id(subject), "/", &written.id.value].concat();
        // On the page of its body, the id of a figure is its anchor.
        let anchor = [corpus.subject_id(subject), "/figure-", &written.id.value].concat();
        let finding = corpus
            .findings
            .find(&anchor)
            .map(|finding| corpus.findings[finding].span);
        let recommendation = || {
            corpus
                .recommendations
                .find(&anchor)
                .map(|advice| corpus.recommendations[advice].span)
        };
        if let Some(first) = finding.or_else(recommendation) {
            let message = format!(
                "duplicate address `#figure-{}` on one page",
                written.id.value
            );
            let diagnostic = Diagnostic::new(Code::DuplicateId, message)
                .label(first, "and the id of this heading");
            report.push(
                diagnostic
                    .label(written.id.span, "the figure")
                    .help("give one of the two another id"),
            );
        }
        let first = |figure: &Figure| figure.id_span;
        if let Some(figure) = rows::add(
            &mut corpus.figures,
            "figures",
            &name,
            row,
            written.id.span,
            first,
            report,
        ) {
            corpus.accounts[account].figures.push(figure);
        }
    }

    fn extract(
        &mut self,
        account: Id<crate::model::Account>,
        slug: &Spanned<String>,
    ) -> Option<Id<Extract>> {
        let inspection = &self.corpus.inspections[self.corpus.accounts[account].inspection];
        let name = format!("{}/{}", inspection.id, slug.value);
        let found = self.corpus.extracts.find(&name);
        if found.is_none() && self.corpus.extracts.missing(&name).is_none() {
            let message = format!(
                "unknown data extract `{}` of `{}`",
                slug.value, inspection.id
            );
            let diagnostic = Diagnostic::new(Code::UnknownExtract, message).at(slug.span);
            let known = inspection
                .extracts
                .iter()
                .map(|&extract| self.corpus.extracts[extract].slug.as_str());
            self.report.push(match did_you_mean(&slug.value, known) {
                Some(advice) => diagnostic.help(advice),
                None => diagnostic.help(format!(
                    "define it in content/inspections/{}.md, under `data_extracts`",
                    inspection.id
                )),
            });
        }
        found
    }
}

/// The most decimals that a report gives of a number.
const MOST_DECIMALS: usize = 3;

/// Reports a value that its unit or the share it is cannot have.
fn check_value(value: &Spanned<Decimal>, of: Option<&str>, unit: &Unit, report: &mut Report) {
    let Spanned {
        value: Decimal {
            value: number,
            text,
        },
        span,
    } = value;
    if let Some(of) = of.filter(|_| unit.is_share() && !(0.0..=100.0).contains(number)) {
        let message = format!("invalid share: {text}% of “{of}”");
        let diagnostic = Diagnostic::new(Code::ConflictingValues, message).at(*span);
        report.push(
            diagnostic.help("write a share as a number from 0 to 100; for a change, remove `of`"),
        );
    }
    if *number < 0.0 && !unit.is_share() && unit.before.is_empty() {
        let diagnostic =
            Diagnostic::new(Code::ImplausibleValue, format!("`{text}` is below zero")).at(*span);
        let help = "write how many there were; for a fall, write its size and name it in `what`";
        report.push(
            Diagnostic {
                severity: Severity::Error,
                ..diagnostic
            }
            .help(help),
        );
    }
    let decimals = text
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    if decimals > MOST_DECIMALS {
        let message = format!("`{text}` has {decimals} decimal places");
        report.push(
            Diagnostic::new(Code::ImplausibleValue, message)
                .at(*span)
                .help("write the number as the report gives it; for a fraction, give `words` and no `value`"),
        );
    }
}
