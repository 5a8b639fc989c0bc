//! The table of responses: an answer a row.

use super::cell::{ExportCell, ExportRow};
use super::common_cells::{ABSOLUTE_URL, INSPECTION, REGION, URL, subject, with_urls};
use super::schema::{ColumnType, TableSchema, column, id_of, text};
use crate::model::{Followed, Id, ReportResponse, ResponseAnswer};
use crate::view::ViewContext;

pub(super) const TABLE: TableSchema = TableSchema {
    name: "responses",
    title: "Responses",
    rows: |context| {
        let responses = context.corpus.responses.iter();
        let answers = responses.flat_map(|(id, response)| {
            response
                .answers
                .iter()
                .map(move |answer| row(context, id, answer))
        });
        let rows: Vec<_> = answers.collect();
        Box::new(rows.into_iter())
    },
    columns: &[
        text(
            "id",
            "Permanent id: finding or recommendation, a slash, and who answers.",
        ),
        id_of(
            "findings",
            "finding",
            "The finding, or that of the recommendation: an id of findings.",
        ),
        id_of(
            "recommendations",
            "recommendation",
            "The recommendation, or empty: an id of recommendations.",
        ),
        id_of(
            "bodies",
            "body",
            "The body that it is about: an id of bodies; empty for a region.",
        ),
        REGION,
        INSPECTION,
        text(
            "by",
            "body for the body, policing-body for those who hold it to account.",
        ),
        text("name", "Who answers, by name."),
        column(
            "date",
            ColumnType::Date,
            "The day of the response, or empty.",
        ),
        text("text", "The answer."),
        text("source", "Where it was published, or empty."),
        text("source_address", "The web address of the source, or empty."),
        URL,
        ABSOLUTE_URL,
    ],
};

fn row<'s>(
    context: &'s ViewContext,
    id: Id<ReportResponse>,
    answer: &'s ResponseAnswer,
) -> ExportRow<'s> {
    let corpus = &*context.corpus;
    let response = &corpus.responses[id];
    let account = &corpus.accounts[response.account];
    let (body, region) = subject(context, response.account);
    let owner = corpus.subject_id(account.subject);
    let (finding, recommendation) = match answer.about {
        Followed::Finding(finding) => (finding, None),
        Followed::Recommendation(id) => (corpus.recommendations[id].finding, Some(id)),
    };
    let finding = &corpus.findings[finding].slug;
    let recommendation = recommendation.map(|id| &corpus.recommendations[id].slug);
    let slug = recommendation.unwrap_or(finding);
    let source = response.source.as_ref();
    let row = vec![
        ("id", format!("{owner}/{slug}/{}", answer.by.name()).into()),
        ("finding", format!("{owner}/{finding}").into()),
        (
            "recommendation",
            recommendation.map(|slug| format!("{owner}/{slug}")).into(),
        ),
        ("body", body.into()),
        ("region", region.into()),
        (
            "inspection",
            corpus.inspections[account.inspection].id.as_str().into(),
        ),
        ("by", answer.by.name().into()),
        (
            "name",
            context.respondent(response.account, answer.by).into(),
        ),
        ("date", response.date.map(|date| date.to_string()).into()),
        ("text", ExportCell::from(answer.prose.plain_lines())),
        ("source", source.map(|source| source.words.as_str()).into()),
        (
            "source_address",
            source.and_then(|source| source.address.as_deref()).into(),
        ),
    ];
    with_urls(context, context.addresses.response(id).part(slug), row)
}
