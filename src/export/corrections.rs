//! The table of corrections.

use super::cell::{ExportCell, ExportRow};
use super::common_cells::{ABSOLUTE_URL, REGION, URL, subject, with_urls};
use super::schema::{ColumnType, TableSchema, column, id_of, text};
use crate::model::{Corrected, Correction};
use crate::view::ViewContext;

pub(super) const TABLE: TableSchema = TableSchema {
    name: "corrections",
    title: "Corrections",
    rows: |context| {
        let known = context.corpus.corrections.rows().iter();
        let known = known.filter(|correction| correction.date <= context.today);
        let rows: Vec<_> = known.map(|correction| row(context, correction)).collect();
        Box::new(rows.into_iter())
    },
    columns: &[
        text(
            "id",
            "Permanent id: the date, with a number if it is not the first of that day.",
        ),
        column("date", ColumnType::Date, "The day of the correction."),
        id_of(
            "findings",
            "finding",
            "The finding, or that of the recommendation: an id of findings; empty for a figure.",
        ),
        id_of(
            "recommendations",
            "recommendation",
            "The recommendation, or empty: an id of recommendations.",
        ),
        id_of(
            "figures",
            "figure",
            "The figure, or empty: an id of figures.",
        ),
        id_of(
            "bodies",
            "body",
            "The body that it is about: an id of bodies; empty for a region.",
        ),
        REGION,
        text("was", "What the site said."),
        text("is", "What the site says now."),
        text("why", "Why it was wrong."),
        URL,
        ABSOLUTE_URL,
    ],
};

fn row<'s>(context: &'s ViewContext, correction: &'s Correction) -> ExportRow<'s> {
    let corpus = &*context.corpus;
    let name = |of, slug: &str| Some(format!("{}/{slug}", corpus.subject_id(of)));
    let (mut finding, mut recommendation, mut figure) = (None, None, None);
    let (account, url) = match correction.about {
        Corrected::Finding(id) => {
            let row = &corpus.findings[id];
            finding = name(row.subject, &row.slug);
            (row.account, context.addresses.finding(id))
        }
        Corrected::Recommendation(id) => {
            let advice = &corpus.recommendations[id];
            let row = &corpus.findings[advice.finding];
            finding = name(row.subject, &row.slug);
            recommendation = name(row.subject, &advice.slug);
            (row.account, context.addresses.recommendation(id))
        }
        Corrected::Figure(id) => {
            let row = &corpus.figures[id];
            figure = name(row.subject, &row.slug);
            (row.account, context.addresses.figure(id))
        }
    };
    let (body, region) = subject(context, account);
    let row = vec![
        ("id", correction.id.as_str().into()),
        ("date", correction.date.to_string().into()),
        ("finding", ExportCell::from(finding)),
        ("recommendation", recommendation.into()),
        ("figure", figure.into()),
        ("body", body.into()),
        ("region", region.into()),
        ("was", correction.was.as_str().into()),
        ("is", correction.is.as_str().into()),
        ("why", correction.why.as_str().into()),
    ];
    with_urls(context, url, row)
}
