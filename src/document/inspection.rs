//! A published report: its title, programme, dates, source and data extracts.

use super::front_matter::split;
use super::identity::{check_headings, same_id};
use super::markdown::{Section, parse};
use crate::date::{PartialDate, Period};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::fields::MapReader;
use crate::text::{FileId, Spanned};

/// A published report.
#[derive(Clone, Debug)]
pub struct Inspection {
    /// Whether it is not ready to be read.
    pub draft: bool,
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
    /// When it was drawn.
    pub drawn: Option<PartialDate>,
    /// The time it covers.
    pub period: Option<Period>,
    /// What and whom it covers.
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
    let mut fields = MapReader::new(&split.front, "an inspection", report);
    same_id(&mut fields, id);
    let mut inspection = Inspection {
        draft: fields.flag("draft"),
        title: fields
            .required_text("title")
            .map_or_else(|| id.to_owned(), |title| title.value),
        programme: fields.required_text("programme"),
        region: fields.text("region"),
        published: published(&mut fields),
        fieldwork: Vec::new(),
        source: Citation::default(),
        cited_in: fields.text("cited_in"),
        extracts: Vec::new(),
        is_incomplete: false,
        parts: Vec::new(),
    };
    match fields.node("source") {
        None => fields.missing("source"),
        Some(node) => {
            inspection.source = citation(MapReader::new(node, "a source", fields.report()))
        }
    }
    for node in fields.list("fieldwork") {
        let mut stretch = MapReader::new(node, "a stretch of fieldwork", fields.report());
        let from = stretch.required_date("from");
        let to = stretch.partial_date("to");
        if let (Some(from), Some(to)) = (&from, &to)
            && from.value.first_day() > to.value.last_day()
        {
            let diagnostic =
                Diagnostic::new(Code::InvalidDate, "this fieldwork ended before it began");
            let diagnostic = diagnostic.label(to.span, "ended").label(from.span, "began");
            stretch
                .report()
                .push(diagnostic.help("write the earlier date under `from`"));
        }
        let to = to.map(|to| to.value);
        let what = stretch.text("what").map(|what| what.value);
        let bodies = stretch.texts("bodies");
        stretch.finish();
        inspection.fieldwork.extend(from.map(|from| Fieldwork {
            from: from.value,
            to,
            what,
            bodies,
        }));
    }
    for node in fields.list("data_extracts") {
        let extract = extract(MapReader::new(node, "a data extract", fields.report()));
        inspection.is_incomplete |= extract.is_none();
        inspection.extracts.extend(extract);
    }
    if let Some(itself) = inspection.cited_in.take_if(|cited_in| cited_in.value == id) {
        let diagnostic = Diagnostic::new(Code::ConflictingValues, "this report is cited in itself")
            .at(itself.span);
        let help = "write the inspection whose report mentions this one, or take `cited_in` away if this report is held here";
        fields.report().push(diagnostic.help(help));
    }
    fields.finish();
    inspection.parts = parse(text, split.words, report);
    check_headings(&inspection.parts, report);
    Some(inspection)
}

fn published(fields: &mut MapReader<'_>) -> Published {
    match fields.required_text("published") {
        None => Published::NotStated,
        Some(text) if text.value == "not-stated" => Published::NotStated,
        Some(text) => {
            text.value.parse().map(Published::On).unwrap_or_else(|()| {
                let diagnostic = Diagnostic::new(
                    Code::InvalidDate,
                    format!("`published` is not a date: `{}`", text.value),
                )
                .at(text.span);
                fields.report().push(diagnostic.help(
                    "write it like `2023-03-02`, or `not-stated` where the source does not say",
                ));
                Published::NotStated
            })
        }
    }
}

fn citation(mut fields: MapReader<'_>) -> Citation {
    let mut citation = Citation {
        publisher: fields
            .required_text("publisher")
            .map(|text| text.value)
            .unwrap_or_default(),
        report: fields
            .required_text("report")
            .map(|text| text.value)
            .unwrap_or_default(),
        address: fields.text("address"),
    };
    let is_sound = |address: &Spanned<String>| {
        let rest = ["https://", "http://"]
            .iter()
            .find_map(|start| address.value.strip_prefix(start));
        rest.is_some_and(|rest| {
            !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control())
        })
    };
    if let Some(address) = citation.address.take_if(|address| !is_sound(address)) {
        let message = format!("a link cannot lead to `{}`", address.value);
        let diagnostic = Diagnostic::new(Code::UnsafeLink, message).at(address.span);
        fields
            .report()
            .push(diagnostic.help("write the whole address, which starts with `https://`"));
    }
    fields.finish();
    citation
}

fn extract(mut fields: MapReader<'_>) -> Option<Extract> {
    let words = |texts: Vec<Spanned<String>>| texts.into_iter().map(|text| text.value).collect();
    // One whose id is not fit stays, as figures name it.
    let id = fields
        .required_text("id")
        .inspect(|id| _ = fields.check_id(id));
    let dataset = fields
        .required_text("dataset")
        .map(|text| text.value)
        .unwrap_or_default();
    let drawn = fields.partial_date("drawn").map(|drawn| drawn.value);
    let period = fields.period("period").map(|period| period.value);
    let covers = fields.text("covers").map(|covers| covers.value);
    let filters = words(fields.texts("filters"));
    let caveats = words(fields.texts("caveats"));
    fields.finish();
    id.map(|id| Extract {
        id,
        dataset,
        drawn,
        period,
        covers,
        filters,
        caveats,
    })
}
