//! The source of what a page says: which report was read, where it is, and how old its evidence is.

use serde::Serialize;

use super::{Link, Precomputed, ViewContext, account::published};
use crate::date::PartialDate;
use crate::model::{Body, Extract, Fieldwork, Id, Inspection};
use crate::wording;

/// A report: how to cite it, and where it is.
#[derive(Clone, Debug, Serialize)]
pub struct SourceView {
    /// Its inspection.
    pub inspection: Precomputed<Link>,
    /// Its programme.
    pub programme: String,
    /// Who published it.
    pub publisher: String,
    /// Its title.
    pub report: String,
    /// Its address, if it is recorded.
    pub address: Option<String>,
    /// When it was published, if it says.
    pub published: Option<String>,
}

/// How old the evidence of an inspection is, as far as its report says.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceView {
    /// When inspectors did their fieldwork, and where, if the report says: "March 2024". A body's page has only its own.
    pub fieldwork: Vec<String>,
    /// The last date that the inspection's data covers: "31 May 2022".
    pub data_to: Option<String>,
    /// When the last of its data was extracted: "1 April 2024".
    pub data_drawn: Option<String>,
    /// When the report was published: "2 March 2023".
    pub published: Option<String>,
}

impl ViewContext {
    /// The report of an inspection.
    pub fn source(&self, id: Id<Inspection>) -> SourceView {
        let inspection = &self.corpus.inspections[id];
        let address = inspection.source.address.as_ref();
        SourceView {
            inspection: self.cache.inspection(id),
            programme: self.corpus.programmes[inspection.programme].name.clone(),
            publisher: inspection.source.publisher.clone(),
            report: inspection.source.report.clone(),
            address: address.map(|address| address.value.clone()),
            published: published(inspection.published),
        }
    }

    /// How old the evidence of an inspection is, for the page of a body or for that of a region or the inspection.
    pub(super) fn evidence(&self, id: Id<Inspection>, body: Option<Id<Body>>) -> EvidenceView {
        let inspection = &self.corpus.inspections[id];
        let own = inspection
            .fieldwork
            .iter()
            .filter(|stretch| body.is_none_or(|body| stretch.covers(body)));
        let fieldwork = own
            .map(|stretch| match body {
                Some(_) if !stretch.bodies.is_empty() => dates(stretch),
                Some(_) | None => fieldwork(stretch),
            })
            .collect();
        let latest = |date: fn(&Extract) -> Option<PartialDate>| {
            let extracts = inspection.extracts.iter();
            extracts
                .filter_map(|&extract| date(&self.corpus.extracts[extract]))
                .max_by_key(|date| date.last_day())
                .map(wording::date)
        };
        EvidenceView {
            fieldwork,
            data_to: latest(|extract| Some(extract.period?.to)),
            data_drawn: latest(|extract| extract.drawn),
            published: published(inspection.published),
        }
    }
}

/// "March 2024: Avon and Somerset, and Dorset"
pub(super) fn fieldwork(stretch: &Fieldwork) -> String {
    match &stretch.what {
        // More text may follow, so the full stop belongs to the template.
        Some(what) => format!("{}: {}", dates(stretch), what.trim_end_matches('.')),
        None => dates(stretch),
    }
}

/// "March 2024", "June 2024 to July 2024"
fn dates(stretch: &Fieldwork) -> String {
    match stretch.to {
        Some(to) if to != stretch.from => wording::date_range(stretch.from, to),
        Some(_) | None => wording::date(stretch.from),
    }
}
