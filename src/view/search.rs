//! The search page: what results can be narrowed by, the address of the index, and where to look without it.

use serde::Serialize;

use super::{Link, ViewContext};
use crate::address::Url;
use crate::model::{FindingKind, Id};

/// What a search result is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultKind {
    /// A police force.
    Force,
    /// A regional organised crime unit.
    Rocu,
    /// A region.
    Region,
    /// A finding of a boxed kind.
    Boxed(Id<FindingKind>),
    /// A plain finding that is a strength.
    Strength,
    /// Any other finding.
    Finding,
    /// A recommendation.
    Recommendation,
    /// A topic.
    Topic,
    /// A measure.
    Measure,
    /// A glossary term.
    Term,
    /// An inspection.
    Inspection,
    /// Any other page, or a part of one.
    Page,
}

/// Something that results can be narrowed by.
#[derive(Clone, Debug, Serialize)]
pub struct Facet {
    /// The name of the filter in the index and in the page's address: `region`.
    pub id: &'static str,
    /// As shown.
    pub name: &'static str,
    /// The choice of all: "All regions".
    pub all: &'static str,
    /// What can be chosen.
    pub options: Vec<FacetOption>,
}

/// A choice of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetOption {
    /// `eastern`
    pub id: String,
    /// As shown.
    pub name: String,
}

/// The search page.
#[derive(Clone, Debug, Serialize)]
pub struct SearchPage {
    /// The folder of the index, with a slash at the end.
    pub index: Url,
    /// The folders of the further parts of a very large index.
    pub more: Vec<Url>,
    /// What results can be narrowed by; those that leave nothing to choose are left out.
    pub facets: Vec<Facet>,
    /// Ways in that need no script.
    pub ways: Vec<SearchEntryPoint>,
}

/// A way in, with what it holds.
#[derive(Clone, Debug, Serialize)]
pub struct SearchEntryPoint {
    /// The page.
    pub page: Link,
    /// What is there.
    pub what: &'static str,
}

impl ViewContext {
    /// What a kind of result is called in filters and addresses, and on the page.
    pub fn result_kind(&self, kind: ResultKind) -> FacetOption {
        let (id, name) = match kind {
            ResultKind::Boxed(id) => {
                let kind = &self.corpus.finding_kinds[id];
                return FacetOption {
                    id: kind.id.clone(),
                    name: kind.name.clone(),
                };
            }
            ResultKind::Force => ("force", "Police force"),
            ResultKind::Rocu => ("rocu", "Regional unit"),
            ResultKind::Region => ("region", "Region"),
            ResultKind::Strength => ("strength", "Strength (our label)"),
            ResultKind::Finding => ("finding", "Finding"),
            ResultKind::Recommendation => ("recommendation", "Recommendation"),
            ResultKind::Topic => ("topic", "Topic"),
            ResultKind::Measure => ("measure", "Measure"),
            ResultKind::Term => ("term", "Glossary term"),
            ResultKind::Inspection => ("inspection", "Inspection"),
            ResultKind::Page => ("page", "Page"),
        };
        FacetOption {
            id: id.to_owned(),
            name: name.to_owned(),
        }
    }

    /// The search page.
    pub fn search_page(&self) -> SearchPage {
        let corpus = &*self.corpus;
        let first = [ResultKind::Force, ResultKind::Rocu, ResultKind::Region];
        let boxed = corpus.finding_kinds.ids().map(ResultKind::Boxed);
        let rest = [
            ResultKind::Strength,
            ResultKind::Finding,
            ResultKind::Recommendation,
            ResultKind::Topic,
            ResultKind::Measure,
            ResultKind::Term,
            ResultKind::Inspection,
            ResultKind::Page,
        ];
        let choice = |kind| match kind {
            ResultKind::Finding | ResultKind::Page => {
                let FacetOption { id, name } = self.result_kind(kind);
                FacetOption {
                    id,
                    name: format!("Other {}", name.to_lowercase()),
                }
            }
            kind => self.result_kind(kind),
        };
        let kinds = first
            .into_iter()
            .chain(boxed)
            .chain(rest)
            .map(choice)
            .collect();
        let option = |id: &str, name: &str| FacetOption {
            id: id.to_owned(),
            name: name.to_owned(),
        };
        let regions = corpus
            .regions
            .rows()
            .iter()
            .map(|region| option(&region.id, &region.name))
            .collect();
        let grades = corpus
            .grades
            .rows()
            .iter()
            .map(|grade| option(&grade.id, &grade.name))
            .collect();
        let topics = corpus
            .topics
            .rows()
            .iter()
            .map(|topic| option(&topic.id, &topic.name))
            .collect();
        let facet = |id, name, all, options| Facet {
            id,
            name,
            all,
            options,
        };
        let mut facets = vec![
            facet("kind", "Kind", "Everything", kinds),
            facet("region", "Region", "All regions", regions),
            facet("grade", "Grade of the body", "Any grade", grades),
            facet("topic", "Topic", "All topics", topics),
        ];
        facets.retain(|facet| facet.options.len() > 1);
        let way = |name: &str, path, what| SearchEntryPoint {
            page: Link {
                name: name.to_owned(),
                url: self.addresses.at(path),
            },
            what,
        };
        SearchPage {
            index: self.addresses.search_index(0),
            more: (1..self.search_parts)
                .map(|part| self.addresses.search_index(part))
                .collect(),
            facets,
            ways: vec![
                way("Forces", "forces/", "every police force and its judgment"),
                way(
                    "Regional units",
                    "rocus/",
                    "every regional organised crime unit and its judgment",
                ),
                way("Findings", "findings/", "everything that inspectors found"),
                way(
                    "Recommendations",
                    "recommendations/",
                    "who must do what, and by when",
                ),
                way("Practice", "practice/", "what others may wish to copy"),
                way("Topics", "topics/", "findings by what they are about"),
                way("Measures", "measures/", "every figure by what it counts"),
                way(
                    "Glossary",
                    "glossary/",
                    "what the words and abbreviations mean",
                ),
                way(
                    "Index A to Z",
                    "a-z/",
                    "every region, body, topic, measure and term by name",
                ),
            ],
        }
    }
}
