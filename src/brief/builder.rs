//! From a selection to the data of its document: the parts and the title block.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::BriefMaker;
use super::action_plan;
use super::data::{
    Attachment, BriefData, BriefDocument, BriefLook, BriefOrigin, BriefSite, ScaleStep,
};
use super::options::{BriefFileType, BriefForm, BriefOptions, ColumnCount, TypeSize};
use super::qr::QrCode;
use super::query::Selection;
use crate::address::Url;
use crate::model::{Finding, Id, Subject};
use crate::view::{Comparison, ViewContext};
use crate::wording;

/// Gathers everything that a selection's document says. `None` if no finding answers.
pub(super) fn document(
    maker: &BriefMaker,
    selection: &Selection,
    options: BriefOptions,
) -> Option<BriefDocument> {
    let context = &maker.context;
    let gather = BriefBuilder { maker, context };
    let findings = gather.findings(selection);
    if selection.is_of_findings() && findings.is_empty() {
        return None;
    }
    let plan = match options.form {
        BriefForm::ActionPlan => action_plan::plan(gather.context, selection),
        BriefForm::Full | BriefForm::Summary => Vec::new(),
    };
    if options.form == BriefForm::ActionPlan && plan.is_empty() {
        return None;
    }
    let corpus = &*context.corpus;
    let name = format!("{}{}", selection.name(corpus), options.suffix());
    let heading = gather.heading(selection);
    let today = context.today;
    let mut data = BriefData {
        kind: heading.kind,
        description: format!(
            "{} of {}, as of {}",
            heading.kicker,
            heading.title,
            wording::day(today)
        ),
        keywords: gather.keywords(selection),
        title: heading.title.clone(),
        kicker: heading.kicker,
        date: [
            i32::from(today.year()),
            i32::from(today.month()),
            i32::from(today.day()),
        ],
        look: look(options),
        site: gather.site(),
        url: heading.url,
        scale: gather.scale(),
        kinds: corpus
            .finding_kinds
            .ids()
            .map(|kind| context.cache.kind(kind))
            .collect(),
        parts: match options.form {
            BriefForm::ActionPlan => Vec::new(),
            BriefForm::Full | BriefForm::Summary => gather.parts(selection, &findings),
        },
        comparisons: gather.comparisons(selection),
        plan,
        qr: None,
        terms: gather.terms(selection, &findings),
        extracts: gather.extracts(selection),
        sources: gather.sources(selection, &findings),
        inside: Vec::new(),
        numbers: gather.numbers(selection),
        attachments: Vec::new(),
        mark: context.review.as_ref().map_or_else(Vec::new, |mark| {
            let states = mark.states_of(&gather.files(selection));
            std::iter::once(mark.edition.clone())
                .chain(states)
                .collect()
        }),
        edition: "",
    };
    if !data.site.origin.is_empty() {
        data.qr = QrCode::new(&format!("{}{}", data.site.origin, data.url));
    }
    data.inside = gather.inside(selection, &findings, &data.terms);
    if options.standard.takes_attachments() {
        data.attachments = match options.form {
            BriefForm::ActionPlan => vec![Attachment {
                name: format!("{name}.csv"),
                description: "The rows of this action plan.".to_owned(),
                csv: String::from_utf8(action_plan::csv(&data.plan, &data.site.origin))
                    .unwrap_or_default(),
            }],
            BriefForm::Full | BriefForm::Summary => gather.attachments(&name, selection, &findings),
        };
    }
    let subject = match selection.subjects.as_slice() {
        [subject] if !selection.is_of_findings() => Some(*subject),
        _ => None,
    };
    // A value of plain data always has a JSON form.
    let mut data = serde_json::to_value(&data).unwrap_or_default();
    let sum = Sha256::digest(data.to_string().as_bytes());
    data["edition"] = sum
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect::<String>()
        .into();
    Some(BriefDocument {
        about: BriefOrigin {
            name,
            title: heading.title,
            subject,
            files: gather.files(selection),
        },
        data,
    })
}

/// An action plan as a table.
pub(super) struct PlanTable {
    pub(super) about: BriefOrigin,
    /// The file.
    pub(super) bytes: Vec<u8>,
    /// Its rows as comma-separated values.
    pub(super) text: Vec<u8>,
}

/// A selection's action plan as the table that the options ask for. `None` if it has no rows.
pub(super) fn table(
    maker: &BriefMaker,
    selection: &Selection,
    options: BriefOptions,
) -> Option<PlanTable> {
    let context = &maker.context;
    let gather = BriefBuilder { maker, context };
    let rows = action_plan::plan(gather.context, selection);
    if rows.is_empty() {
        return None;
    }
    let (origin, title) = (gather.site().origin, gather.heading(selection).title);
    let text = action_plan::csv(&rows, &origin);
    let bytes = match options.file_type {
        BriefFileType::Pdf => return None,
        BriefFileType::Csv => text.clone(),
        BriefFileType::Xlsx => action_plan::xlsx(&rows, &origin, &title, context.today)?,
    };
    let about = BriefOrigin {
        name: format!("{}{}", selection.name(&context.corpus), options.suffix()),
        title,
        subject: None,
        files: gather.files(selection),
    };
    Some(PlanTable { about, bytes, text })
}

fn look(options: BriefOptions) -> BriefLook {
    let is_large = options.type_size == TypeSize::Large;
    BriefLook {
        paper: options.paper.name(),
        form: options.form.name(),
        is_large,
        is_mono: options.is_mono,
        columns: match options.columns {
            ColumnCount::Two if !is_large => 2,
            ColumnCount::One | ColumnCount::Two => 1,
        },
        has_glossary: !options.is_without_glossary,
    }
}

pub(super) struct BriefBuilder<'g> {
    pub(super) maker: &'g BriefMaker,
    pub(super) context: &'g ViewContext,
}

impl<'g> BriefBuilder<'g> {
    /// Figures that at least two of several bodies share.
    fn comparisons(&self, selection: &Selection) -> Vec<Comparison> {
        if !selection.is_of_several() {
            return Vec::new();
        }
        let corpus = &*self.context.corpus;
        let subjects = selection.subjects.iter();
        let figures = subjects.flat_map(|&subject| corpus.figures_of(subject));
        self.context.comparisons(figures, 2)
    }

    /// The numbers of the findings of the bodies and regions, and of the bodies of these regions.
    fn numbers(&self, selection: &Selection) -> BTreeMap<Url, String> {
        let corpus = &*self.context.corpus;
        let members = selection
            .subjects
            .iter()
            .filter_map(|&subject| match subject {
                Subject::Body(_) => None,
                Subject::Region(region) => Some(corpus.bodies_of(region).map(Subject::Body)),
            });
        let subjects = selection.subjects.iter().copied().chain(members.flatten());
        let number = |id| {
            let number = self.context.numbers.of(id).to_owned();
            (self.context.addresses.finding(id), number)
        };
        let findings = subjects.flat_map(|subject| corpus.findings_of(subject));
        findings.map(number).collect()
    }

    fn keywords(&self, selection: &Selection) -> Vec<String> {
        let names = selection
            .subjects
            .iter()
            .map(|&subject| self.context.corpus.subject_name(subject));
        let mut words: Vec<String> = names.take(12).collect();
        words.push(self.context.config.title.clone());
        words
    }

    fn site(&self) -> BriefSite<'g> {
        let config = &self.context.config;
        BriefSite {
            title: &config.title,
            publisher: &config.publisher,
            notice: &config.notice,
            data_licence: &config.data_licence,
            language: &config.language,
            origin: self.context.addresses.site().origin.clone(),
            home: self.context.addresses.at(""),
            as_of: wording::day(self.context.today),
        }
    }

    fn scale(&self) -> Vec<ScaleStep> {
        let corpus = &*self.context.corpus;
        let step = |(id, grade): (_, &crate::model::Grade)| ScaleStep {
            grade: self.context.cache.grade(id),
            sentence: grade.sentence.clone(),
            goes_with: grade
                .goes_with
                .as_ref()
                .and_then(|kind| corpus.finding_kinds.find(&kind.value))
                .map(|kind| corpus.finding_kinds[kind].name.clone()),
        };
        corpus.grades.iter().map(step).collect()
    }

    /// Every finding that the document holds in full, in reading order.
    fn findings(&self, selection: &Selection) -> Vec<Id<Finding>> {
        let corpus = &*self.context.corpus;
        let answers = |&id: &Id<Finding>| {
            let finding = &corpus.findings[id];
            let by_topic = selection.topics.is_empty()
                || finding
                    .topics
                    .iter()
                    .any(|topic| selection.topics.contains(topic));
            let by_kind = selection.kinds.is_empty()
                || finding
                    .kind
                    .is_some_and(|kind| selection.kinds.contains(&kind));
            by_topic && by_kind
        };
        selection
            .subjects
            .iter()
            .flat_map(|&subject| corpus.findings_of(subject))
            .filter(answers)
            .collect()
    }
}
