//! From a selection to the data of its document: the parts and the title block.

use sha2::{Digest, Sha256};

use super::BriefMaker;
use super::data::{
    BodyPart, BriefData, BriefDocument, BriefOrigin, BriefPart, BriefSite, FindingGroup,
    FindingsPart, RegionPart, ScaleStep,
};
use super::map;
use super::query::{BriefOptions, Selection};
use crate::address::Url;
use crate::date::PartialDate;
use crate::model::{Body, Finding, Id, Region, Subject};
use crate::view::ViewContext;

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
    let corpus = &*context.corpus;
    let name = selection.name(corpus);
    let heading = gather.heading(selection);
    let today = context.today;
    let mut data = BriefData {
        kind: heading.kind,
        description: format!(
            "{} of {}, as of {}",
            heading.kicker,
            heading.title,
            PartialDate::Day(today)
        ),
        keywords: gather.keywords(selection),
        title: heading.title.clone(),
        kicker: heading.kicker,
        date: [
            i32::from(today.year()),
            i32::from(today.month()),
            i32::from(today.day()),
        ],
        paper: options.paper.name(),
        site: gather.site(),
        url: heading.url,
        scale: gather.scale(),
        kinds: corpus
            .finding_kinds
            .ids()
            .map(|kind| context.cache.kind(kind))
            .collect(),
        parts: gather.parts(selection, &findings),
        terms: gather.terms(selection, &findings),
        extracts: gather.extracts(selection),
        sources: gather.sources(selection, &findings),
        inside: Vec::new(),
        attachments: Vec::new(),
        edition: "",
    };
    data.inside = gather.inside(selection, &findings, &data.terms);
    if options.standard.takes_attachments() {
        data.attachments = gather.attachments(&name, selection, &findings);
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

struct BriefHeading {
    kind: &'static str,
    kicker: String,
    title: String,
    url: Url,
}

pub(super) struct BriefBuilder<'g> {
    pub(super) maker: &'g BriefMaker,
    pub(super) context: &'g ViewContext,
}

impl<'g> BriefBuilder<'g> {
    fn heading(&self, selection: &Selection) -> BriefHeading {
        let corpus = &*self.context.corpus;
        let at = |path: &str| self.context.addresses.at(path);
        let (kind, kicker, title, url) =
            match (selection.is_of_findings(), selection.subjects.as_slice()) {
                (true, subjects) => {
                    let mut names: Vec<&str> = selection
                        .topics
                        .iter()
                        .map(|&id| corpus.topics[id].name.as_str())
                        .collect();
                    names.extend(
                        selection
                            .kinds
                            .iter()
                            .map(|&id| corpus.finding_kinds[id].plural.as_str()),
                    );
                    let url = match selection.topics.as_slice() {
                        [topic] => self.context.addresses.topic(*topic),
                        _ => at("findings/"),
                    };
                    let whose = match subjects {
                        [subject] => format!(": {}", corpus.subject_name(*subject)),
                        _ => String::new(),
                    };
                    let kicker = if selection.kinds.is_empty() {
                        "Topic brief"
                    } else {
                        "Findings brief"
                    };
                    (
                        "findings",
                        kicker,
                        format!("{}{whose}", names.join(", ")),
                        url,
                    )
                }
                (false, [subject @ Subject::Body(body)]) => {
                    let kicker = match corpus.bodies[*body].kind {
                        crate::model::BodyKind::Force => "Force brief",
                        crate::model::BodyKind::Rocu => "Regional unit brief",
                    };
                    (
                        "body",
                        kicker,
                        corpus.bodies[*body].name.clone(),
                        self.context.addresses.subject(*subject),
                    )
                }
                (false, [subject @ Subject::Region(_)]) => (
                    "region",
                    "Region brief",
                    corpus.subject_name(*subject),
                    self.context.addresses.subject(*subject),
                ),
                (false, _) => (
                    "collection",
                    "Collected briefs",
                    self.context.config.title.clone(),
                    at(""),
                ),
            };
        BriefHeading {
            kind,
            kicker: kicker.to_owned(),
            title,
            url,
        }
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
            as_of: PartialDate::Day(self.context.today).to_string(),
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

    fn parts(&self, selection: &Selection, findings: &[Id<Finding>]) -> Vec<BriefPart> {
        if !selection.is_of_findings() {
            return selection
                .subjects
                .iter()
                .map(|&subject| self.part(subject))
                .collect();
        }
        let corpus = &*self.context.corpus;
        let group = |&subject: &Subject| {
            let own = findings
                .iter()
                .filter(|&&id| corpus.findings[id].subject == subject);
            let mut own: Vec<Id<Finding>> = own.copied().collect();
            own.sort_by_key(|&id| (corpus.findings[id].kind.map_or(usize::MAX, Id::row), id));
            FindingGroup {
                subject: self.context.cache.subject(subject),
                grade: match subject {
                    Subject::Body(body) => self.context.grade_of(body),
                    Subject::Region(_) => None,
                },
                findings: own.into_iter().map(|id| self.context.finding(id)).collect(),
            }
        };
        let topic = |&id: &Id<crate::model::Topic>| {
            (
                corpus.topics[id].name.clone(),
                corpus.topics[id].meaning.clone(),
            )
        };
        vec![BriefPart::Findings(FindingsPart {
            kind: "findings",
            topics: selection.topics.iter().map(topic).collect(),
            kinds: selection
                .kinds
                .iter()
                .map(|&kind| self.context.cache.kind(kind))
                .collect(),
            groups: selection
                .subjects
                .iter()
                .map(group)
                .filter(|group| !group.findings.is_empty())
                .collect(),
        })]
    }

    fn part(&self, subject: Subject) -> BriefPart {
        match subject {
            Subject::Body(id) => BriefPart::Body(Box::new(self.body(id))),
            Subject::Region(id) => BriefPart::Region(Box::new(self.region(id))),
        }
    }

    fn body(&self, id: Id<Body>) -> BodyPart {
        let corpus = &*self.context.corpus;
        let mut profile = self.context.body_profile(id);
        let map = profile
            .locator
            .take()
            .map(|view| map::locator(&view, self.context));
        let in_region: Vec<Id<Body>> = corpus.bodies[id]
            .region
            .into_iter()
            .flat_map(|region| corpus.bodies_of(region))
            .collect();
        let figures = in_region
            .iter()
            .flat_map(|&body| corpus.figures_of(Subject::Body(body)));
        let comparisons = self.context.comparisons_with(Subject::Body(id), figures);
        let region_rows = in_region
            .iter()
            .map(|&body| self.context.cache.body_row(body))
            .collect();
        BodyPart {
            kind: "body",
            map,
            region_rows,
            comparisons,
            profile,
        }
    }

    fn region(&self, id: Id<Region>) -> RegionPart {
        let mut page = self.context.region_page(id);
        let map = page.map.take().map(|view| map::region(&view, self.context));
        let profile = |body| {
            let mut profile = self.context.body_profile(body);
            profile.locator = None;
            // A region's brief has a summary of each body; the full text is in the body's own
            // brief.
            profile.accounts.clear();
            profile
        };
        RegionPart {
            kind: "region",
            map,
            bodies: self.context.corpus.bodies_of(id).map(profile).collect(),
            page,
        }
    }
}
