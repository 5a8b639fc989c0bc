//! A row of the table of bodies, column by column.

use super::cell::ExportRow;
use super::common_cells::with_urls;
use crate::model::{Body, Id, Subject};
use crate::view::ViewContext;

pub(super) fn body<'s>(context: &'s ViewContext, id: Id<Body>) -> ExportRow<'s> {
    let corpus = &*context.corpus;
    let body = &corpus.bodies[id];
    let judgment = corpus.judgment(id);
    let inspection = judgment.map(|(account, _)| &corpus.inspections[account.inspection]);
    let row = vec![
        ("id", body.id.as_str().into()),
        ("kind", body.kind.name().into()),
        ("name", body.name.as_str().into()),
        ("abbreviation", body.abbreviation.as_ref().into()),
        (
            "former_names",
            body.former_names
                .iter()
                .map(|former| &former.name)
                .collect(),
        ),
        (
            "region",
            body.region.map(|region| &corpus.regions[region].id).into(),
        ),
        (
            "grade",
            judgment.map(|(_, grade)| &corpus.grades[grade].id).into(),
        ),
        (
            "programme",
            inspection
                .map(|inspection| &corpus.programmes[inspection.programme].id)
                .into(),
        ),
        (
            "inspection",
            inspection.map(|inspection| &inspection.id).into(),
        ),
        ("brief", context.brief_url(Subject::Body(id)).into()),
        ("from", body.from.map(|from| from.iso()).into()),
        ("until", body.until.map(|until| until.iso()).into()),
        (
            "succeeded_by",
            body.succeeded_by
                .iter()
                .map(|&id| &corpus.bodies[id].id)
                .collect(),
        ),
    ];
    with_urls(context, context.addresses.body(id), row)
}
