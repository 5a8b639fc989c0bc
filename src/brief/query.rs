//! What the user asks for, and what that is in this corpus.
//!
//! Bodies and regions alone give their briefs, several of them one document. With topics or kinds
//! of finding, the document holds the findings about them instead, of the bodies and regions named
//! or of all.

use clap::ValueEnum;

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

/// The sheet of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PaperSize {
    /// 210 by 297 mm
    #[default]
    A4,
    /// 8.5 by 11 inches
    Letter,
}

/// What the PDF promises to conform to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PdfStandard {
    /// PDF/UA-1 and PDF/A-3a: readable by assistive technology, fit to be archived, with the data
    /// attached
    #[default]
    #[value(name = "ua-1+a-3a")]
    UaArchive,
    /// PDF/UA-1 and PDF/A-2a: the same for archives that take no attachments
    #[value(name = "ua-1+a-2a")]
    UaArchiveBare,
    /// PDF/UA-1 alone
    #[value(name = "ua-1")]
    Ua,
    /// PDF/A-3a alone
    #[value(name = "a-3a")]
    Archive,
}

/// Which printable briefs a site has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BriefMode {
    /// None, and no link leads to one.
    #[default]
    None,
    /// The brief of every body and region that an inspection spoke of, made with the site.
    WithSite,
    /// The same, each typeset on request.
    OnRequest,
}

/// How a brief is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BriefOptions {
    /// The sheet of paper.
    pub paper: PaperSize,
    /// What the PDF promises to conform to.
    pub standard: PdfStandard,
}

impl PaperSize {
    /// The name that Typst knows it by.
    pub(super) fn name(self) -> &'static str {
        match self {
            PaperSize::A4 => "a4",
            PaperSize::Letter => "us-letter",
        }
    }
}

impl PdfStandard {
    /// Whether files may be attached.
    pub(super) fn takes_attachments(self) -> bool {
        self != PdfStandard::UaArchiveBare
    }
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
    /// Whether each body and region gets a document of its own.
    is_one_of_many: bool,
}

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
            is_one_of_many: true,
            ..self.clone()
        };
        self.subjects.iter().map(one).collect()
    }

    /// Whether it is of findings, not of whole bodies.
    pub(super) fn is_of_findings(&self) -> bool {
        !self.topics.is_empty() || !self.kinds.is_empty()
    }

    /// A file name for it: `kent`, `region-eastern`, `topic-4p-plans`, `briefs`.
    pub(super) fn name(&self, corpus: &Corpus) -> String {
        match (
            self.is_of_findings() && !self.is_one_of_many,
            self.subjects.as_slice(),
            self.topics.as_slice(),
        ) {
            (true, _, [topic]) => format!("topic-{}", corpus.topics[*topic].id),
            (true, ..) => "findings".to_owned(),
            (false, [Subject::Region(region)], _) => {
                format!("region-{}", corpus.regions[*region].id)
            }
            (false, [Subject::Body(body)], _) => corpus.bodies[*body].id.clone(),
            (false, ..) => "briefs".to_owned(),
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
