//! A row of each table, column by column.

mod vocabulary;

pub(super) use super::body_rows::body;
use super::cell::{ExportCell, ExportRow};
use super::common_cells::{subject, with_urls};
use super::follow_up::{after_finding, due_state, status_date, status_id};
use crate::model::{AsOf, Extract, Figure, Id, Inspection, Published};
use crate::view::ViewContext;
pub(super) use vocabulary::{measure, term, topic};

pub(super) fn region<'s>(context: &'s ViewContext, id: Id<crate::model::Region>) -> ExportRow<'s> {
    let corpus = &*context.corpus;
    let region = &corpus.regions[id];
    let row = vec![
        ("id", region.id.as_str().into()),
        ("name", region.name.as_str().into()),
        (
            "rocu",
            region.rocu.map(|rocu| &corpus.bodies[rocu].id).into(),
        ),
        (
            "forces",
            region
                .forces
                .iter()
                .map(|&force| &corpus.bodies[force].id)
                .collect(),
        ),
        (
            "inspection",
            region
                .inspection
                .map(|inspection| &corpus.inspections[inspection].id)
                .into(),
        ),
    ];
    with_urls(context, context.addresses.region(id), row)
}

pub(super) fn inspection<'s>(context: &'s ViewContext, id: Id<Inspection>) -> ExportRow<'s> {
    let corpus = &*context.corpus;
    let inspection = &corpus.inspections[id];
    let published = match inspection.published {
        Published::On(partial_date) => Some(partial_date.iso()),
        Published::NotStated => None,
    };
    let citation = &inspection.source;
    let parts = [
        Some(&citation.publisher),
        Some(&citation.report),
        citation.address.as_ref().map(|address| &address.value),
    ];
    let source: Vec<&str> = parts
        .into_iter()
        .flatten()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    let row = vec![
        ("id", inspection.id.as_str().into()),
        ("title", inspection.title.as_str().into()),
        (
            "programme",
            corpus.programmes[inspection.programme].id.as_str().into(),
        ),
        (
            "region",
            inspection
                .region
                .map(|region| &corpus.regions[region].id)
                .into(),
        ),
        ("published", published.into()),
        ("source", source.join(". ").into()),
    ];
    with_urls(context, context.addresses.inspection(id), row)
}

pub(super) fn finding<'s>(
    context: &'s ViewContext,
    id: Id<crate::model::Finding>,
) -> ExportRow<'s> {
    let corpus = &*context.corpus;
    let finding = &corpus.findings[id];
    let (body, region) = subject(context, finding.account);
    let mut row = vec![
        (
            "id",
            format!("{}/{}", corpus.subject_id(finding.subject), finding.slug).into(),
        ),
        ("body", body.into()),
        ("region", region.into()),
        (
            "inspection",
            corpus.inspections[corpus.accounts[finding.account].inspection]
                .id
                .as_str()
                .into(),
        ),
        (
            "kind",
            finding
                .kind
                .map_or("finding", |kind| &corpus.finding_kinds[kind].id)
                .into(),
        ),
        (
            "question_area",
            finding
                .area
                .map(|area| &corpus.question_areas[area].id)
                .into(),
        ),
        ("title", finding.title.as_str().into()),
        (
            "topics",
            finding
                .topics
                .iter()
                .map(|&topic| &corpus.topics[topic].id)
                .collect(),
        ),
        ("number", context.numbers.of(id).into()),
        ("text", finding.prose.plain_text().into()),
    ];
    row.extend(after_finding(context, id));
    row.push(("body_name", corpus.subject_name(finding.subject).into()));
    with_urls(context, context.addresses.finding(id), row)
}

pub(super) fn recommendation<'s>(
    context: &'s ViewContext,
    id: Id<crate::model::Recommendation>,
) -> ExportRow<'s> {
    let corpus = &*context.corpus;
    let recommendation = &corpus.recommendations[id];
    let finding = &corpus.findings[recommendation.finding];
    let (body, region) = subject(context, finding.account);
    let owner = corpus.subject_id(finding.subject);
    let words = recommendation.prose.plain_lines();
    let row = vec![
        ("id", format!("{owner}/{}", recommendation.slug).into()),
        ("finding", format!("{owner}/{}", finding.slug).into()),
        ("body", body.into()),
        ("region", region.into()),
        ("owner", corpus.owners(recommendation).into()),
        ("due", recommendation.due.to_string().into()),
        (
            "text",
            ExportCell::from(if words.is_empty() {
                recommendation.title.clone()
            } else {
                words
            }),
        ),
        ("status", due_state(context, recommendation).into()),
        (
            "follow_up",
            status_id(context, &recommendation.follow_up).into(),
        ),
        (
            "status_date",
            status_date(context, &recommendation.follow_up).into(),
        ),
    ];
    with_urls(context, context.addresses.recommendation(id), row)
}

pub(super) fn figure<'s>(context: &'s ViewContext, id: Id<Figure>) -> ExportRow<'s> {
    let corpus = &*context.corpus;
    let figure = &corpus.figures[id];
    let extract = figure.extract.map(|extract| extract_id(context, extract));
    let as_of = match figure.as_of {
        Some(AsOf::On(partial_date)) => Some(partial_date.iso()),
        Some(AsOf::Inspection | AsOf::AfterInspection | AsOf::NotStated) | None => None,
    };
    let row = vec![
        (
            "id",
            format!("{}/{}", corpus.subject_id(figure.subject), figure.slug).into(),
        ),
        ("body", corpus.subject_id(figure.subject).into()),
        (
            "measure",
            corpus.measures[figure.measure].id.as_str().into(),
        ),
        (
            "activity",
            figure
                .activity
                .map(|activity| &corpus.activities[activity].id)
                .into(),
        ),
        (
            "role",
            figure.role.map(|role| &corpus.roles[role].id).into(),
        ),
        (
            "value",
            figure.value.as_ref().map(|value| value.value).into(),
        ),
        ("unit", corpus.units[figure.unit].id.as_str().into()),
        (
            "qualifier",
            figure
                .qualifier
                .map(|qualifier| &corpus.qualifiers[qualifier].id)
                .into(),
        ),
        (
            "period_from",
            figure.period.map(|period| period.from.iso()).into(),
        ),
        (
            "period_to",
            figure.period.map(|period| period.to.iso()).into(),
        ),
        ("as_of", as_of.into()),
        ("extract", extract.into()),
        ("note", note(figure).into()),
        ("words", figure.words.as_deref().into()),
    ];
    with_urls(context, context.addresses.figure(id), row)
}

/// What is counted, out of what, in which words, when if only the inspection is known, and the caveat.
fn note(figure: &Figure) -> Option<String> {
    let sentence = |text: &str| {
        let mut chars = text.chars();
        let first = chars
            .next()
            .map(|c| c.to_uppercase().to_string())
            .unwrap_or_default();
        format!("{first}{}.", chars.as_str().trim_end_matches('.'))
    };
    let parts = [
        figure.what.as_deref().map(sentence),
        figure.of.as_deref().map(|of| format!("Share of {of}.")),
        figure
            .words
            .as_deref()
            .map(|words| format!("Given in words: {words}.")),
        match figure.as_of {
            Some(AsOf::Inspection) => Some("At the time of the inspection.".to_owned()),
            Some(AsOf::AfterInspection) => Some("After the inspection.".to_owned()),
            Some(AsOf::NotStated) => Some("Date not stated.".to_owned()),
            Some(AsOf::On(_)) | None => None,
        },
        figure.note.as_deref().map(sentence),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

pub(super) fn extract<'s>(context: &'s ViewContext, id: Id<Extract>) -> ExportRow<'s> {
    let extract = &context.corpus.extracts[id];
    let lines = |lines: &[String]| (!lines.is_empty()).then(|| lines.join("\n"));
    let row = vec![
        ("id", extract_id(context, id).into()),
        (
            "inspection",
            context.corpus.inspections[extract.inspection]
                .id
                .as_str()
                .into(),
        ),
        ("dataset", extract.dataset.as_str().into()),
        ("drawn", extract.drawn.map(|drawn| drawn.iso()).into()),
        (
            "period_from",
            extract.period.map(|period| period.from.iso()).into(),
        ),
        (
            "period_to",
            extract.period.map(|period| period.to.iso()).into(),
        ),
        ("covers", extract.covers.as_ref().into()),
        ("filters", lines(&extract.filters).into()),
        ("caveats", lines(&extract.caveats).into()),
    ];
    with_urls(context, context.addresses.extract(id), row)
}

/// An extract's own name is unique within its inspection.
fn extract_id(context: &ViewContext, id: Id<Extract>) -> String {
    let extract = &context.corpus.extracts[id];
    format!(
        "{}/{}",
        context.corpus.inspections[extract.inspection].id, extract.slug
    )
}
