//! A search record is what a search can find: a title, text, a URL and filters.

use std::collections::BTreeMap;

use crate::address::Url;
use crate::model::{BodyKind, Finding, Id, Page, Recommendation, Region, Subject, Topic};
use crate::plan::{ListPage, PageKind, PagePlan, Plan};
use crate::view::{ResultKind, ViewContext};
use crate::wording;

/// A thing that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its title.
    pub title: String,
    /// Where it is, in words: "Kent Police · Resources"
    pub place: String,
    /// What it is, in words: "Area for improvement"
    pub kind: String,
    /// Other names it is looked for by.
    pub also: String,
    /// Its words.
    pub text: String,
    /// Its address.
    pub url: Url,
    /// Ids by filter: `region` → `eastern`.
    pub filters: BTreeMap<&'static str, Vec<String>>,
}

/// Everything that search can find: each page of the plan followed by what is on it.
pub fn records(context: &ViewContext, plan: &Plan) -> Vec<Record> {
    let maker = RecordBuilder { context };
    let mut records = Vec::new();
    for planned in &plan.pages {
        maker.page(planned, &mut records);
    }
    records
}

struct RecordBuilder<'c> {
    context: &'c ViewContext,
}

impl RecordBuilder<'_> {
    fn page(&self, planned: &PagePlan, records: &mut Vec<Record>) {
        let corpus = &*self.context.corpus;
        match planned.kind {
            PageKind::Region(id) => {
                let words = [
                    corpus.regions[id].note.clone().unwrap_or_default(),
                    self.said_of(Subject::Region(id)),
                ];
                let record = self.planned(planned, ResultKind::Region, &words);
                records.push(self.in_region(record, Some(id)));
                self.found(Subject::Region(id), records);
            }
            PageKind::Body(id) => {
                let body = &corpus.bodies[id];
                let kind = match body.kind {
                    BodyKind::Force => ResultKind::Force,
                    BodyKind::Rocu => ResultKind::Rocu,
                };
                let policing_body = body
                    .policing_body
                    .as_ref()
                    .map(|name| format!("Held to account by {name}."));
                let words = [
                    self.said_of(Subject::Body(id)),
                    body.note.clone().unwrap_or_default(),
                    policing_body.unwrap_or_default(),
                ];
                let mut record = self.planned(planned, kind, &words);
                record.also = self.context.names_of(id)[1..].join(", ");
                if let Some(region) = body.region {
                    record.place = format!("{} region", corpus.regions[region].name);
                }
                records.push(self.about(record, Subject::Body(id), &[]));
                self.found(Subject::Body(id), records);
            }
            // Its findings are found as those of its body or region.
            PageKind::Account(_) => {}
            PageKind::Topic(id) => {
                let mut record = self.planned(planned, ResultKind::Topic, &[]);
                record
                    .filters
                    .insert("topic", vec![corpus.topics[id].id.clone()]);
                records.push(record);
            }
            PageKind::Measure(_) => records.push(self.planned(planned, ResultKind::Measure, &[])),
            PageKind::Term(id) => {
                let term = &corpus.terms[id];
                let mut record = self.planned(planned, ResultKind::Term, &[]);
                record.text = term.definition.plain_text();
                record.also = term
                    .abbreviation
                    .iter()
                    .chain(&term.aliases)
                    .cloned()
                    .collect::<Vec<_>>()
                    .join(", ");
                records.push(record);
            }
            PageKind::Inspection(id) => {
                let inspection = &corpus.inspections[id];
                let words = inspection
                    .passages
                    .iter()
                    .map(|passage| passage.prose.plain_text());
                let extracts = inspection.extracts.iter().flat_map(|&extract| {
                    let extract = &corpus.extracts[extract];
                    std::iter::once(&extract.dataset)
                        .chain(&extract.covers)
                        .chain(&extract.filters)
                        .chain(&extract.caveats)
                });
                let words: Vec<String> = words.chain(extracts.cloned()).collect();
                let record = self.planned(planned, ResultKind::Inspection, &words);
                records.push(self.in_region(record, inspection.region));
            }
            PageKind::Page(id) if corpus.pages[id].is_searched => {
                self.ordinary(planned, id, records)
            }
            // It leads to everything, so it is no result.
            PageKind::List(ListPage::Search) => {}
            PageKind::Home
            | PageKind::List(_)
            | PageKind::Bodies(_)
            | PageKind::Release(_)
            | PageKind::Response(_) => records.push(self.planned(planned, ResultKind::Page, &[])),
            // What is there has records of its own.
            PageKind::SideBySide(_) | PageKind::Finding(_) => {}
            PageKind::Page(_) | PageKind::NotFound | PageKind::Moved => {}
        }
    }

    /// A page with its description and further words.
    fn planned(&self, planned: &PagePlan, kind: ResultKind, words: &[String]) -> Record {
        let mut text = planned.description.clone();
        for words in words
            .iter()
            .filter(|words| !words.is_empty() && **words != planned.description)
        {
            text.push(' ');
            text.push_str(words);
        }
        self.record(kind, planned.title.clone(), text, planned.url.clone())
    }

    /// A page of prose: the text before its first second-level heading, then each section on its
    /// own.
    fn ordinary(&self, planned: &PagePlan, id: Id<Page>, records: &mut Vec<Record>) {
        let page = &self.context.corpus.pages[id];
        let mut record = self.planned(planned, ResultKind::Page, &[]);
        for passage in &page.passages {
            let words = passage.prose.plain_text();
            match &passage.heading {
                Some((level, anchor, heading)) if *level <= 2 => {
                    let url = planned.url.part(anchor);
                    let section = self.record(ResultKind::Page, heading.clone(), words, url);
                    records.push(std::mem::replace(
                        &mut record,
                        Record {
                            place: page.title.clone(),
                            ..section
                        },
                    ));
                }
                Some((_, _, heading)) => record.say(&format!("{heading}. {words}")),
                // The description of a page without a summary is its first paragraph.
                None if page.summary.is_none() => record.text = words,
                None => record.say(&words),
            }
        }
        records.push(record);
    }

    /// What was said of a body or region outside its findings.
    fn said_of(&self, subject: Subject) -> String {
        let corpus = &*self.context.corpus;
        let accounts = corpus
            .accounts_of(subject)
            .iter()
            .rev()
            .map(|&id| &corpus.accounts[id]);
        let words = accounts.flat_map(|account| {
            let leads = account.leads.iter().map(|lead| lead.prose.plain_text());
            account
                .summary
                .iter()
                .cloned()
                .chain(leads)
                .collect::<Vec<_>>()
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// The findings and recommendations of a body or region.
    fn found(&self, subject: Subject, records: &mut Vec<Record>) {
        let corpus = &*self.context.corpus;
        for id in corpus.findings_of(subject) {
            records.push(self.finding(id));
            records.extend(
                corpus.findings[id]
                    .recommendations
                    .iter()
                    .map(|&id| self.recommendation(id)),
            );
        }
    }

    fn finding(&self, id: Id<Finding>) -> Record {
        let corpus = &*self.context.corpus;
        let finding = &corpus.findings[id];
        let kind = match finding.kind {
            Some(kind) => ResultKind::Boxed(kind),
            None if finding.is_strength => ResultKind::Strength,
            None => ResultKind::Finding,
        };
        let url = self.context.addresses.finding(id);
        let mut record = self.record(kind, finding.title.clone(), finding.prose.plain_text(), url);
        record.place = corpus.subject_name(finding.subject);
        if let Some(area) = finding.area {
            record.place = format!("{} · {}", record.place, corpus.question_areas[area].short);
        }
        self.about(record, finding.subject, &finding.topics)
    }

    fn recommendation(&self, id: Id<Recommendation>) -> Record {
        let corpus = &*self.context.corpus;
        let recommendation = &corpus.recommendations[id];
        let finding = &corpus.findings[recommendation.finding];
        let url = self.context.addresses.recommendation(id);
        let words = format!(
            "{} For {}.",
            recommendation.prose.plain_text(),
            corpus.owners(recommendation)
        );
        let mut record = self.record(
            ResultKind::Recommendation,
            recommendation.title.clone(),
            words,
            url,
        );
        let due = wording::day(recommendation.due);
        let today = self.context.today;
        let standing = corpus.standing(&recommendation.follow_up, today);
        let state = match standing.entry().filter(|_| standing.is_ended()) {
            Some(ending) => format!(", {}", corpus.statuses[ending.status].name.to_lowercase()),
            None if recommendation.due < today => ", date passed".to_owned(),
            None => String::new(),
        };
        record.place = format!(
            "{} · due {due}{state}",
            corpus.subject_name(finding.subject)
        );
        self.about(record, finding.subject, &finding.topics)
    }

    /// Adds what something about a body or region can be filtered by.
    fn about(&self, record: Record, subject: Subject, topics: &[Id<Topic>]) -> Record {
        let corpus = &*self.context.corpus;
        let mut record = self.in_region(record, corpus.region_of(subject));
        if let Subject::Body(body) = subject
            && let Some(grade) = corpus.grade(body)
        {
            record
                .filters
                .insert("grade", vec![corpus.grades[grade].id.clone()]);
        }
        if !topics.is_empty() {
            record.filters.insert(
                "topic",
                topics
                    .iter()
                    .map(|&topic| corpus.topics[topic].id.clone())
                    .collect(),
            );
        }
        record
    }

    fn in_region(&self, mut record: Record, region: Option<Id<Region>>) -> Record {
        if let Some(region) = region {
            record.filters.insert(
                "region",
                vec![self.context.corpus.regions[region].id.clone()],
            );
        }
        record
    }

    fn record(&self, kind: ResultKind, title: String, text: String, url: Url) -> Record {
        let kind = self.context.result_kind(kind);
        let filters = BTreeMap::from([("kind", vec![kind.id])]);
        Record {
            title,
            place: String::new(),
            kind: kind.name,
            also: String::new(),
            text,
            url,
            filters,
        }
    }
}

impl Record {
    fn say(&mut self, words: &str) {
        if !words.is_empty() {
            self.text.push(' ');
            self.text.push_str(words);
        }
    }
}
