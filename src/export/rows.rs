//! The rows of each table, column by column.

use serde_json::{Map, Value, json};

use crate::address::Url;
use crate::model::{AsOf, Corpus, Figure, Id, Inspection, Published, Subject};
use crate::view::Setting;

/// The rows of a table, in the corpus's order.
pub(super) fn rows(
    table: &str,
    setting: &Setting<'_>,
    brief: &(dyn Fn(&str) -> Option<Url> + Sync),
) -> Vec<Map<String, Value>> {
    let corpus = setting.corpus;
    let values: Vec<Value> = match table {
        "regions" => corpus.regions.ids().map(|id| region(setting, id)).collect(),
        "bodies" => corpus.bodies.ids().map(|id| body(setting, id, brief)).collect(),
        "inspections" => corpus.inspections.ids().map(|id| inspection(setting, id)).collect(),
        "findings" => corpus.findings.ids().map(|id| finding(setting, id)).collect(),
        "recommendations" => corpus.recommendations.ids().map(|id| recommendation(setting, id)).collect(),
        "figures" => corpus.figures.ids().map(|id| figure(setting, id)).collect(),
        "terms" => corpus.terms.ids().map(|id| term(setting, id)).collect(),
        _ => Vec::new(),
    };
    let object = |value| match value {
        Value::Object(row) => row,
        _ => Map::new(),
    };
    values.into_iter().map(object).collect()
}

/// How many rows a table has.
pub(super) fn count(table: &str, corpus: &Corpus) -> usize {
    match table {
        "regions" => corpus.regions.len(),
        "bodies" => corpus.bodies.len(),
        "inspections" => corpus.inspections.len(),
        "findings" => corpus.findings.len(),
        "recommendations" => corpus.recommendations.len(),
        "figures" => corpus.figures.len(),
        "terms" => corpus.terms.len(),
        _ => 0,
    }
}

/// The body and region columns of something about a subject.
fn subject<'c>(setting: &Setting<'c>, subject: Subject) -> (Option<&'c str>, Option<&'c str>) {
    let corpus = setting.corpus;
    let region = corpus.region_of(subject).map(|id| corpus.regions[id].id.as_str());
    match subject {
        Subject::Region(_) => (None, region),
        Subject::Body(id) => (Some(&corpus.bodies[id].id), region),
    }
}

fn region(setting: &Setting<'_>, id: Id<crate::model::Region>) -> Value {
    let corpus = setting.corpus;
    let region = &corpus.regions[id];
    json!({
        "id": region.id,
        "name": region.name,
        "rocu": region.rocu.map(|rocu| &corpus.bodies[rocu].id),
        "forces": region.forces.iter().map(|&force| &corpus.bodies[force].id).collect::<Vec<_>>(),
        "inspection": region.inspection.map(|inspection| &corpus.inspections[inspection].id),
        "url": setting.addresses.region(id),
    })
}

fn body(setting: &Setting<'_>, id: Id<crate::model::Body>, brief: &(dyn Fn(&str) -> Option<Url> + Sync)) -> Value {
    let corpus = setting.corpus;
    let body = &corpus.bodies[id];
    let judgment = corpus.judgment(id);
    let inspection = judgment.map(|(account, _)| &corpus.inspections[account.inspection]);
    json!({
        "id": body.id,
        "kind": body.kind.name(),
        "name": body.name,
        "abbreviation": body.abbreviation,
        "former_names": body.former_names.iter().map(|former| &former.name).collect::<Vec<_>>(),
        "region": body.region.map(|region| &corpus.regions[region].id),
        "grade": judgment.map(|(_, grade)| &corpus.grades[grade].id),
        "programme": inspection.map(|inspection| &corpus.programmes[inspection.programme].id),
        "inspection": inspection.map(|inspection| &inspection.id),
        "url": setting.addresses.body(id),
        "brief": brief(&body.id),
    })
}

fn inspection(setting: &Setting<'_>, id: Id<Inspection>) -> Value {
    let corpus = setting.corpus;
    let inspection = &corpus.inspections[id];
    let published = match inspection.published {
        Published::On(moment) => Some(moment.iso()),
        Published::NotStated => None,
    };
    let citation = &inspection.source;
    let parts =
        [Some(&citation.publisher), Some(&citation.report), citation.address.as_ref().map(|address| &address.value)];
    let source: Vec<&str> = parts.into_iter().flatten().map(String::as_str).filter(|part| !part.is_empty()).collect();
    json!({
        "id": inspection.id,
        "title": inspection.title,
        "programme": corpus.programmes[inspection.programme].id,
        "region": inspection.region.map(|region| &corpus.regions[region].id),
        "published": published,
        "source": source.join(". "),
        "url": setting.addresses.inspection(id),
    })
}

fn finding(setting: &Setting<'_>, id: Id<crate::model::Finding>) -> Value {
    let corpus = setting.corpus;
    let finding = &corpus.findings[id];
    let (body, region) = subject(setting, finding.subject);
    json!({
        "id": format!("{}/{}", corpus.subject_id(finding.subject), finding.slug),
        "body": body,
        "region": region,
        "inspection": corpus.inspections[corpus.accounts[finding.account].inspection].id,
        "kind": finding.kind.map_or("finding", |kind| &corpus.finding_kinds[kind].id),
        "question_area": finding.area.map(|area| &corpus.question_areas[area].id),
        "title": finding.title,
        "topics": finding.topics.iter().map(|&topic| &corpus.topics[topic].id).collect::<Vec<_>>(),
        "url": setting.addresses.finding(id),
    })
}

fn recommendation(setting: &Setting<'_>, id: Id<crate::model::Recommendation>) -> Value {
    let corpus = setting.corpus;
    let recommendation = &corpus.recommendations[id];
    let finding = &corpus.findings[recommendation.finding];
    let (body, region) = subject(setting, finding.subject);
    let owner = corpus.subject_id(finding.subject);
    let words = recommendation.prose.plain_text();
    json!({
        "id": format!("{owner}/{}", recommendation.slug),
        "finding": format!("{owner}/{}", finding.slug),
        "body": body,
        "region": region,
        "owner": corpus.owners(recommendation),
        "due": recommendation.due.to_string(),
        "text": if words.is_empty() { recommendation.title.clone() } else { words },
        "status": if corpus.is_overdue(recommendation, setting.today) { "overdue" } else { "due" },
        "url": setting.addresses.recommendation(id),
    })
}

fn figure(setting: &Setting<'_>, id: Id<Figure>) -> Value {
    let corpus = setting.corpus;
    let figure = &corpus.figures[id];
    let extract = figure.extract.map(|extract| {
        let extract = &corpus.extracts[extract];
        format!("{}/{}", corpus.inspections[extract.inspection].id, extract.slug)
    });
    let as_of = match figure.as_of {
        Some(AsOf::On(moment)) => Some(moment.iso()),
        Some(AsOf::Inspection) | None => None,
    };
    json!({
        "id": format!("{}/{}", corpus.subject_id(figure.subject), figure.slug),
        "body": corpus.subject_id(figure.subject),
        "measure": corpus.measures[figure.measure].id,
        "activity": figure.activity.map(|activity| &corpus.activities[activity].id),
        "role": figure.role.map(|role| &corpus.roles[role].id),
        "value": number(figure.value),
        "unit": corpus.units[figure.unit].id,
        "qualifier": figure.qualifier.map(|qualifier| &corpus.qualifiers[qualifier].id),
        "period_from": figure.period.map(|period| period.from.iso()),
        "period_to": figure.period.map(|period| period.to.iso()),
        "as_of": as_of,
        "extract": extract,
        "note": note(figure),
        "url": setting.addresses.figure(id),
    })
}

/// A whole number without ".0".
fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9e15 { json!(value as i64) } else { json!(value) }
}

/// What is counted, out of what, in which words, when if only the inspection is known, and the caveat.
fn note(figure: &Figure) -> Option<String> {
    let sentence = |text: &str| {
        let mut chars = text.chars();
        let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        format!("{first}{}.", chars.as_str().trim_end_matches('.'))
    };
    let parts = [
        figure.what.as_deref().map(sentence),
        figure.of.as_deref().map(|of| format!("Share of {of}.")),
        figure.words.as_deref().map(|words| format!("Given in words: {words}.")),
        (figure.as_of == Some(AsOf::Inspection)).then(|| "At the time of the inspection.".to_owned()),
        figure.note.as_deref().map(sentence),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn term(setting: &Setting<'_>, id: Id<crate::model::Term>) -> Value {
    let term = &setting.corpus.terms[id];
    json!({
        "id": term.id,
        "term": term.term,
        "abbreviation": term.abbreviation,
        "aliases": term.aliases,
        "url": setting.addresses.term(id),
        "used_in": setting.term_used_in(id),
    })
}
