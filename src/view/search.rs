//! The search page: what results can be narrowed by, the address of the index, and where to look without it.

use serde::Serialize;

use super::{Link, ViewContext};
use crate::address::Url;
use crate::model::{FindingKind, Id};
use crate::wording::search;

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
            ResultKind::Force => ("force", search::FORCE),
            ResultKind::Rocu => ("rocu", search::REGIONAL_UNIT),
            ResultKind::Region => ("region", search::REGION),
            ResultKind::Strength => ("strength", search::STRENGTH),
            ResultKind::Finding => ("finding", search::FINDING),
            ResultKind::Recommendation => ("recommendation", search::RECOMMENDATION),
            ResultKind::Topic => ("topic", search::TOPIC),
            ResultKind::Measure => ("measure", search::MEASURE),
            ResultKind::Term => ("term", search::TERM),
            ResultKind::Inspection => ("inspection", search::INSPECTION),
            ResultKind::Page => ("page", search::PAGE),
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
                    name: search::other(&name),
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
        let facet = |id, (name, all), options| Facet {
            id,
            name,
            all,
            options,
        };
        let mut facets = vec![
            facet("kind", search::KINDS, kinds),
            facet("region", search::REGIONS, regions),
            facet("grade", search::GRADES, grades),
            facet("topic", search::TOPICS, topics),
        ];
        facets.retain(|facet| facet.options.len() > 1);
        let way = |(path, name, what): (&str, &str, _)| SearchEntryPoint {
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
            ways: search::WAYS.into_iter().map(way).collect(),
        }
    }
}
