//! The follow-up of findings and recommendations: the table of entries, and the columns of other tables.

use super::cell::{ExportCell, ExportRow};
use super::common_cells::{ABSOLUTE_URL, REGION, URL, subject, with_urls};
use super::schema::{ColumnType, TableSchema, column, id_of, text};
use crate::model::{Finding, FollowUpRecord, Followed, Id, Recommendation, Standing};
use crate::view::ViewContext;

pub(super) const TABLE: TableSchema = TableSchema {
    name: "follow_up",
    title: "Follow-up",
    rows: |context| {
        let corpus = &context.corpus;
        let known = corpus.follow_up.rows().iter();
        let known = known.filter(|entry| entry.date <= context.today);
        let rows: Vec<_> = known.map(|entry| row(context, entry)).collect();
        Box::new(rows.into_iter())
    },
    columns: &[
        text(
            "id",
            "Permanent id: finding or recommendation, a slash, and the date.",
        ),
        id_of(
            "findings",
            "finding",
            "The finding it is about: an id of findings.",
        ),
        id_of(
            "recommendations",
            "recommendation",
            "The recommendation it is about, or empty: an id of recommendations.",
        ),
        id_of(
            "bodies",
            "body",
            "The body that the finding is about: an id of bodies; empty for a region.",
        ),
        REGION,
        column(
            "date",
            ColumnType::Date,
            "The day on which this was said or done.",
        ),
        text("status", "The status from that day on."),
        text("said_by", "Who says so: body or inspectorate."),
        text(
            "ends_clock",
            "yes if nothing is due any more, otherwise no.",
        ),
        id_of(
            "findings",
            "superseded_by",
            "The finding that replaces it, or empty: an id of findings.",
        ),
        text(
            "source",
            "The letter, report or page that says so, or empty.",
        ),
        text("source_address", "The web address of the source, or empty."),
        text("note", "More about it, or empty."),
        URL,
        ABSOLUTE_URL,
    ],
};

/// The status on the site's date of something with these entries.
pub(super) fn status_id<'s>(
    context: &'s ViewContext,
    entries: &[Id<FollowUpRecord>],
) -> Option<&'s str> {
    let standing = context.corpus.standing(entries, context.today);
    let entry = standing.entry()?;
    Some(&context.corpus.statuses[entry.status].id)
}

/// Since when it has that status.
pub(super) fn status_date(context: &ViewContext, entries: &[Id<FollowUpRecord>]) -> Option<String> {
    let standing = context.corpus.standing(entries, context.today);
    Some(standing.entry()?.date.to_string())
}

/// What became of a finding, and where it was made before.
pub(super) fn after_finding<'s>(context: &'s ViewContext, id: Id<Finding>) -> ExportRow<'s> {
    let corpus = &*context.corpus;
    let finding = &corpus.findings[id];
    vec![
        ("status", status_id(context, &finding.follow_up).into()),
        (
            "status_date",
            status_date(context, &finding.follow_up).into(),
        ),
        ("first_found", context.first_found(id).into()),
        (
            "carried_from",
            finding
                .carried_from
                .map(|earlier| {
                    let earlier = &corpus.findings[earlier];
                    format!("{}/{}", corpus.subject_id(earlier.subject), earlier.slug)
                })
                .into(),
        ),
    ]
}

/// Due, overdue, or the status that ended it.
pub(super) fn due_state<'s>(context: &'s ViewContext, recommendation: &Recommendation) -> &'s str {
    let corpus = &context.corpus;
    match corpus.standing(&recommendation.follow_up, context.today) {
        Standing::Ended(entry) => &corpus.statuses[entry.status].id,
        Standing::Unknown | Standing::Open(_) => {
            if recommendation.due < context.today {
                "overdue"
            } else {
                "due"
            }
        }
    }
}

fn row<'s>(context: &'s ViewContext, entry: &'s FollowUpRecord) -> ExportRow<'s> {
    let corpus = &*context.corpus;
    let subject_id = corpus.subject_id(entry.subject);
    let (finding, recommendation) = match entry.about {
        Followed::Finding(finding) => (finding, None),
        Followed::Recommendation(id) => (corpus.recommendations[id].finding, Some(id)),
    };
    let (body, region) = subject(context, corpus.findings[finding].account);
    let status = &corpus.statuses[entry.status];
    let source = entry.source.as_ref();
    let url = match recommendation {
        Some(recommendation) => context.addresses.recommendation(recommendation),
        None => context.addresses.finding(finding),
    };
    let finding_id = |id: Id<Finding>| {
        let finding = &corpus.findings[id];
        format!("{}/{}", corpus.subject_id(finding.subject), finding.slug)
    };
    let row = vec![
        ("id", entry.id.as_str().into()),
        ("finding", finding_id(finding).into()),
        (
            "recommendation",
            recommendation
                .map(|id| format!("{subject_id}/{}", corpus.recommendations[id].slug))
                .into(),
        ),
        ("body", body.into()),
        ("region", region.into()),
        ("date", entry.date.to_string().into()),
        ("status", status.id.as_str().into()),
        ("said_by", status.said_by.name().into()),
        (
            "ends_clock",
            ExportCell::from(if entry.is_ending { "yes" } else { "no" }),
        ),
        ("superseded_by", entry.successor.map(finding_id).into()),
        ("source", source.map(|source| source.words.as_str()).into()),
        (
            "source_address",
            source.and_then(|source| source.address.as_deref()).into(),
        ),
        ("note", entry.note.as_deref().into()),
    ];
    with_urls(context, url, row)
}
