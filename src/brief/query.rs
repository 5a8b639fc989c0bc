//! What the user asks for, and what that is in this corpus.
//!
//! Bodies and regions alone give their briefs, several of them one document. With topics or kinds
//! of finding, the document holds the findings about them instead, of the bodies and regions named
//! or of all.

use crate::diagnostic::did_you_mean;
use crate::model::{Body, Corpus, FindingKind, Id, Region, Subject, Topic};

/// What to print, as the user wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BriefQuery {
    /// Forces and units, by id, name or abbreviation.
    pub bodies: Vec<String>,
    /// Regions, by id or name.
    pub regions: Vec<String>,
    /// Topics, by id.
    pub topics: Vec<String>,
    /// Kinds of finding, by id.
    pub kinds: Vec<String>,
    /// Every body and region.
    pub all: bool,
    /// Whether each body and region gets a document of its own. One that no finding answers for has
    /// none.
    pub is_split: bool,
}

/// Why an ask cannot be met, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryError {
    /// A name means nothing here.
    Unknown(String),
    /// There is nothing to print.
    Nothing(String),
}

/// What to print, resolved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Selection {
    /// The bodies and regions, in the order asked.
    pub(super) subjects: Vec<Subject>,
    /// Only findings about one of these, if there are any.
    pub(super) topics: Vec<Id<Topic>>,
    /// Only findings of one of these kinds, if there are any.
    pub(super) kinds: Vec<Id<FindingKind>>,
    /// Whether it holds every body and region, because none was named.
    is_all: bool,
    /// Whether each body and region gets a document of its own.
    is_one_of_many: bool,
}

/// How many bodies can be compared on one sheet.
const MOST_COMPARED: usize = 8;

/// A longer file name says less than a short one, and some systems refuse it.
const LONGEST_NAME: usize = 120;

impl Selection {
    /// The brief of one body or region.
    pub(super) fn of(subject: Subject) -> Selection {
        Selection {
            subjects: vec![subject],
            ..Selection::default()
        }
    }

    /// The same for each body and region by itself.
    fn each(&self) -> Vec<Selection> {
        let one = |&subject: &Subject| Selection {
            subjects: vec![subject],
            is_all: false,
            is_one_of_many: true,
            ..self.clone()
        };
        self.subjects.iter().map(one).collect()
    }

    /// Whether it is of findings, not of whole bodies.
    pub(super) fn is_of_findings(&self) -> bool {
        !self.topics.is_empty() || !self.kinds.is_empty()
    }

    /// Whether it is of several whole bodies or regions.
    pub(super) fn is_of_several(&self) -> bool {
        !self.is_of_findings() && self.subjects.len() > 1
    }

    /// Whether it is of a few bodies or regions, to be compared with each other.
    pub(super) fn is_comparison(&self) -> bool {
        self.is_of_several() && !self.is_all && self.subjects.len() <= MOST_COMPARED
    }

    /// A file name for it: `kent`, `region-eastern`, `kent-essex`, `topic-4p-plans`,
    /// `findings-cause-of-concern-eastern`, `briefs`.
    pub(super) fn name(&self, corpus: &Corpus) -> String {
        let subject = |&subject: &Subject| match subject {
            Subject::Region(region) => format!("region-{}", corpus.regions[region].id),
            Subject::Body(body) => corpus.bodies[body].id.clone(),
        };
        let mut parts = Vec::new();
        if self.is_of_findings() && !self.is_one_of_many {
            let topics = self
                .topics
                .iter()
                .map(|&topic| corpus.topics[topic].id.clone());
            let kinds = self
                .kinds
                .iter()
                .map(|&kind| corpus.finding_kinds[kind].id.clone());
            parts.push(
                if self.topics.is_empty() {
                    "findings"
                } else {
                    "topic"
                }
                .to_owned(),
            );
            parts.extend(topics.chain(kinds));
        }
        if !self.is_all {
            parts.extend(self.subjects.iter().map(subject));
        } else if parts.is_empty() {
            match self.subjects.as_slice() {
                [only] => parts.push(subject(only)),
                _ => parts.push("briefs".to_owned()),
            }
        }
        let name = parts.join("-");
        match name.len() {
            0..=LONGEST_NAME => name,
            _ => "briefs".to_owned(),
        }
    }
}

/// The bodies and regions that a brief can be made of: those that an inspection spoke of, bodies
/// first.
pub fn subjects(corpus: &Corpus) -> Vec<Subject> {
    let bodies = corpus.bodies.ids().map(Subject::Body);
    let subjects = bodies.chain(corpus.regions.ids().map(Subject::Region));
    subjects
        .filter(|&subject| !corpus.accounts_of(subject).is_empty())
        .collect()
}

/// Finds what was asked for: a selection for each document.
pub(super) fn resolve(query: &BriefQuery, corpus: &Corpus) -> Result<Vec<Selection>, QueryError> {
    let selection = select(query, corpus)?;
    Ok(match query.is_split {
        true => selection.each(),
        false => vec![selection],
    })
}

fn select(ask: &BriefQuery, corpus: &Corpus) -> Result<Selection, QueryError> {
    let mut selection = Selection::default();
    for name in &ask.regions {
        selection
            .subjects
            .push(Subject::Region(region(name, corpus)?));
    }
    for name in &ask.bodies {
        selection.subjects.push(Subject::Body(body(name, corpus)?));
    }
    for name in &ask.topics {
        let known = || corpus.topics.names();
        selection.topics.push(
            corpus
                .topics
                .find(name)
                .ok_or_else(|| unknown("topic", name, known()))?,
        );
    }
    for name in &ask.kinds {
        let known = || corpus.finding_kinds.names();
        selection.kinds.push(
            corpus
                .finding_kinds
                .find(name)
                .ok_or_else(|| unknown("kind of finding", name, known()))?,
        );
    }
    if let Some(&empty) = selection
        .subjects
        .iter()
        .find(|&&subject| corpus.accounts_of(subject).is_empty())
    {
        let name = corpus.subject_name(empty);
        return Err(QueryError::Nothing(format!(
            "this collection holds no inspection of {name}, so it has no brief"
        )));
    }
    if ask.all || selection.subjects.is_empty() {
        selection.subjects = subjects(corpus);
        selection.is_all = true;
    }
    let mut seen = Vec::new();
    selection.subjects.retain(|subject| {
        let is_new = !seen.contains(subject);
        seen.push(*subject);
        is_new
    });
    if selection.subjects.is_empty() {
        return Err(QueryError::Nothing(
            "this collection holds no inspections, so there is nothing to print".to_owned(),
        ));
    }
    Ok(selection)
}

fn region(name: &str, corpus: &Corpus) -> Result<Id<Region>, QueryError> {
    let named = |region: &Region| is_name(name, [Some(&region.name)]);
    let found = corpus.regions.find(name);
    found
        .or_else(|| {
            corpus
                .regions
                .iter()
                .find(|(_, region)| named(region))
                .map(|(id, _)| id)
        })
        .ok_or_else(|| {
            let body = corpus
                .bodies
                .find(name)
                .map(|body| corpus.bodies[body].name.as_str());
            match body {
                Some(body) => QueryError::Unknown(format!(
                    "`{name}` is {body}, not a region; leave out `--region`"
                )),
                None => unknown("region", name, corpus.regions.names()),
            }
        })
}

fn body(name: &str, corpus: &Corpus) -> Result<Id<Body>, QueryError> {
    let named = |body: &Body| {
        is_name(
            name,
            [
                Some(&body.name),
                Some(&body.short_name),
                body.abbreviation.as_ref(),
            ],
        )
    };
    let found = corpus.bodies.find(name);
    found
        .or_else(|| {
            corpus
                .bodies
                .iter()
                .find(|(_, body)| named(body))
                .map(|(id, _)| id)
        })
        .ok_or_else(|| {
            if corpus.regions.find(name).is_some() {
                return QueryError::Unknown(format!(
                    "`{name}` is a region; write `--region {name}`"
                ));
            }
            unknown("force or regional unit", name, corpus.bodies.names())
        })
}

fn is_name<const N: usize>(asked: &str, names: [Option<&String>; N]) -> bool {
    names
        .into_iter()
        .flatten()
        .any(|name| name.eq_ignore_ascii_case(asked.trim()))
}

fn unknown(what: &str, name: &str, known: Vec<&str>) -> QueryError {
    let advice = did_you_mean(name, known)
        .map(|advice| format!("; {advice}"))
        .unwrap_or_default();
    QueryError::Unknown(format!("unknown {what} `{name}`{advice}"))
}
