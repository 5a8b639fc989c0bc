//! A published report: its title, programme, dates, source and data extracts.

use super::front_matter::split;
use super::markdown::parse;
use super::page::{check_headings, level_one};
use super::prose::Section;
use super::same_id;
use super::visibility::{self, Visibility, VisibilityName};
use crate::date::{PartialDate, Period};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::fields::value::{
    AnyDate, BodyIds, ChoiceOf, DateOr, DateRange as PeriodValue, EntryId, InspectionId, ListOf,
    Map, MarkedFlag, OwnId, PlainText, ProgrammeId, RegionId, Texts, TimeWithZone, WebAddress,
};
use crate::fields::{DateOrName, closed_set, keys};
use crate::text::{FileId, Spanned};

keys! {
    /// The front matter of an inspection.
    pub(crate) struct InspectionKeys: "an inspection" {
        /// The name of the file. You never need to write it.
        optional id: OwnId = "coast-2026",
        /// Whether the file is still a draft, which is not published.
        optional draft: MarkedFlag<false> = "true",
        /// Who can see it: everyone, only editors while it is a draft, or everyone after an embargo.
        optional visibility: ChoiceOf<VisibilityName> = "embargoed",
        /// The time at which an embargo ends.
        optional publish_at: TimeWithZone = "2027-01-14T00:01 Europe/London",
        /// The title of the report.
        required title: PlainText = "Coast region inspection",
        /// The series that it belongs to.
        required programme: ProgrammeId = "regional",
        /// The region that it is about. Leave it out for an inspection of one body.
        optional region: RegionId = "coast",
        /// The date of publication.
        required published: DateOr<PublishedName> = "2026-05-01",
        /// When inspectors were there.
        optional fieldwork: ListOf<FieldworkKeys> = "",
        /// How to cite the report.
        required source: Map<SourceKeys> = "",
        /// The inspection that mentions this one, if you do not have this report.
        optional cited_in: InspectionId = "coast-2030",
        /// Data that inspectors took from databases.
        optional data_extracts: ListOf<ExtractKeys> = "",
    }
}

closed_set! {
    /// What may be written in place of a date of publication.
    pub(crate) enum PublishedName {
        /// The source does not state it.
        NotStated = "not-stated",
    }
}

keys! {
    /// A stretch of fieldwork.
    pub(crate) struct FieldworkKeys: "a stretch of fieldwork" {
        /// The first day, month or year.
        required from: AnyDate = "2026-01",
        /// The last day, month or year.
        optional to: AnyDate = "2026-02",
        /// What was inspected then.
        optional what: PlainText = "Visits to all forces of the region",
        /// The ids of the forces and regional units inspected then; all of them if this is left out.
        optional bodies: BodyIds = "[saltmarsh, crocu]",
    }
}

keys! {
    /// How to cite a report.
    pub(crate) struct SourceKeys: "a source" {
        /// Who published the report.
        required publisher: PlainText = "The inspectorate",
        /// The title of the report, as the report gives it.
        required report: PlainText = "An inspection of the Coast region",
        /// The web address of the report, if the report gives one.
        optional address: WebAddress = "https://example.org/report",
    }
}

keys! {
    /// A data extract.
    pub(crate) struct ExtractKeys: "a data extract" {
        /// An id, unique within the inspection.
        required id: EntryId = "disruptions",
        /// The database.
        required dataset: PlainText = "Disruption data of the regional unit",
        /// When the data was taken.
        optional drawn: AnyDate = "2026-02",
        /// The time that it covers.
        optional period: PeriodValue = "2025-04-01 to 2026-03-31",
        /// What the data covers, and which bodies.
        optional covers: PlainText = "Disruptions led by forces and regional units",
        /// The filters used.
        optional filters: Texts = "[Disruption type is lead]",
        /// What readers need to be careful about.
        optional caveats: Texts = "[Forces count differently]",
    }
}

/// A published report.
#[derive(Clone, Debug)]
pub struct Inspection {
    /// Who may see it.
    pub visibility: Visibility,
    /// As shown.
    pub title: String,
    /// The series it belongs to.
    pub programme: Option<Spanned<String>>,
    /// The region it is about, if it is about one.
    pub region: Option<Spanned<String>>,
    /// When it was published.
    pub published: Published,
    /// When inspectors were there.
    pub fieldwork: Vec<Fieldwork>,
    /// Where it can be found.
    pub source: Citation,
    /// The inspection whose report mentions it, if this collection does not hold it.
    pub cited_in: Option<Spanned<String>>,
    /// What was drawn from which database.
    pub extracts: Vec<Extract>,
    /// Whether there may be more of them, whose ids could not be read.
    pub is_incomplete: bool,
    /// What the report is.
    pub parts: Vec<Section>,
}

/// When a report was published, as far as its source says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    /// On a day, in a month or year.
    On(PartialDate),
    /// The source does not state it.
    NotStated,
}

/// A stretch of fieldwork.
#[derive(Clone, Debug)]
pub struct Fieldwork {
    /// First day, month or year.
    pub from: PartialDate,
    /// Last one.
    pub to: Option<PartialDate>,
    /// What was inspected then.
    pub what: Option<String>,
    /// The ids of the bodies that were inspected then; empty for all.
    pub bodies: Vec<Spanned<String>>,
}

/// How to name a report.
#[derive(Clone, Debug, Default)]
pub struct Citation {
    /// Who published it.
    pub publisher: String,
    /// How it names itself.
    pub report: String,
    /// Its address, where its source states one.
    pub address: Option<Spanned<String>>,
}

/// What was drawn from a database.
#[derive(Clone, Debug)]
pub struct Extract {
    /// Its id in this inspection.
    pub id: Spanned<String>,
    /// The database.
    pub dataset: String,
    /// When the data was taken.
    pub drawn: Option<PartialDate>,
    /// The time it covers.
    pub period: Option<Period>,
    /// What the data covers, and which bodies.
    pub covers: Option<String>,
    /// The filters used.
    pub filters: Vec<String>,
    /// What to beware of.
    pub caveats: Vec<String>,
}

pub(super) fn inspection(
    id: &str,
    text: &str,
    file: FileId,
    report: &mut Report,
) -> Option<Inspection> {
    let split = split(text, file, report)?;
    let keys: InspectionKeys = split.keys(report);
    let visibility = visibility::of_file(keys.draft, keys.visibility, keys.publish_at, report);
    same_id(keys.id.as_ref(), id, report);
    let n_extracts = keys.data_extracts.len();
    let extracts: Vec<Extract> = keys.data_extracts.into_iter().filter_map(extract).collect();
    let mut cited_in = keys.cited_in;
    if let Some(itself) = cited_in.take_if(|cited_in| cited_in.value == id) {
        let message = "an inspection cannot name itself in `cited_in`";
        let diagnostic = Diagnostic::new(Code::ConflictingValues, message).at(itself.span);
        report.push(diagnostic.help(
            "write the inspection that mentions this one, or remove `cited_in` if this report is held here",
        ));
    }
    let mut fieldwork = Vec::new();
    for keys in keys.fieldwork {
        fieldwork.extend(stretch(keys, report));
    }
    let parts = parse(text, split.words, report);
    check_headings(&parts, report);
    for heading in parts.iter().filter_map(|part| part.heading.as_ref()) {
        if heading.level == 1 {
            let message = "the title of an inspection is its key `title`, not a level-one heading";
            report.push(level_one(heading, message));
        }
    }
    Some(Inspection {
        visibility,
        title: keys
            .title
            .map_or_else(|| id.to_owned(), |title| title.value),
        programme: keys.programme,
        region: keys.region,
        published: match keys.published.map(|published| published.value) {
            Some(DateOrName::Date(date)) => Published::On(date),
            Some(DateOrName::Name(PublishedName::NotStated)) | None => Published::NotStated,
        },
        fieldwork,
        source: keys.source.map(Citation::new).unwrap_or_default(),
        cited_in,
        is_incomplete: split.is_broken || extracts.len() < n_extracts,
        extracts,
        parts,
    })
}

fn stretch(keys: FieldworkKeys, report: &mut Report) -> Option<Fieldwork> {
    if let (Some(from), Some(to)) = (&keys.from, &keys.to)
        && from.value.first_day() > to.value.last_day()
    {
        let message = "the fieldwork ends before it begins";
        let diagnostic = Diagnostic::new(Code::InvalidDate, message)
            .label(to.span, "the end")
            .label(from.span, "the beginning");
        report.push(diagnostic.help("write the earlier date after `from`"));
    }
    Some(Fieldwork {
        from: keys.from?.value,
        to: keys.to.map(|to| to.value),
        what: keys.what.map(|what| what.value),
        bodies: keys.bodies,
    })
}

impl Citation {
    fn new(keys: SourceKeys) -> Citation {
        let text = |text: Option<Spanned<String>>| text.map(|text| text.value).unwrap_or_default();
        Citation {
            publisher: text(keys.publisher),
            report: text(keys.report),
            address: keys.address,
        }
    }
}

fn extract(keys: ExtractKeys) -> Option<Extract> {
    let text = |text: Spanned<String>| text.value;
    Some(Extract {
        // One with an id that does not fit stays, as figures name it.
        id: keys.id?,
        dataset: keys.dataset.map(text).unwrap_or_default(),
        drawn: keys.drawn.map(|drawn| drawn.value),
        period: keys.period.map(|period| period.value),
        covers: keys.covers.map(text),
        filters: keys.filters.into_iter().map(text).collect(),
        caveats: keys.caveats.into_iter().map(text).collect(),
    })
}
