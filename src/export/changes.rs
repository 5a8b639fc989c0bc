//! The table of what each edition changed.

use super::cell::{ExportCell, ExportRow};
use super::common_cells::{ABSOLUTE_URL, REGION};
use super::schema::{ColumnType, TableSchema, column, id_of, text};
use crate::model::{RecordedChange, Release, Subject};
use crate::view::ViewContext;

pub(super) const TABLE: TableSchema = TableSchema {
    name: "changes",
    title: "What each edition changed",
    rows: |context| {
        let releases = context.releases().into_iter().rev();
        let releases = releases.map(|id| &context.corpus.releases[id]);
        let rows = releases.flat_map(|release| {
            let changes = release.changes.iter().enumerate();
            changes.map(move |(at, change)| row(context, release, at + 1, change))
        });
        let rows: Vec<_> = rows.collect();
        Box::new(rows.into_iter())
    },
    columns: &[
        text("id", "Permanent id: the edition, a slash, and a number."),
        text("edition", "The edition that changed it."),
        text("since", "The edition before, or empty."),
        column("date", ColumnType::Date, "The day of the edition."),
        text(
            "kind",
            "The kind of change, such as finding-new or grade-better. Grades are compared within one scale only.",
        ),
        id_of(
            "bodies",
            "body",
            "The body that it is about: an id of bodies; empty for a region, an address, or a body that there is no longer.",
        ),
        REGION,
        text(
            "about",
            "The id of what changed when the edition was published, or its address.",
        ),
        text("name", "Its name or title then, or empty."),
        text("from", "What it was, or empty."),
        text("to", "What it is, or empty."),
        text(
            "url",
            "Where it is on the site now, or empty if it is not there.",
        ),
        ABSOLUTE_URL,
    ],
};

fn row<'s>(
    context: &'s ViewContext,
    release: &'s Release,
    number: usize,
    change: &'s RecordedChange,
) -> ExportRow<'s> {
    let corpus = &*context.corpus;
    let (body, region) = match change.subject {
        Some(Subject::Body(id)) => (Some(&corpus.bodies[id].id), corpus.bodies[id].region),
        Some(Subject::Region(id)) => (None, Some(id)),
        None => (None, None),
    };
    let written = &change.written;
    let url = context.change_url(written);
    let absolute = url.as_ref().and_then(|url| context.addresses.absolute(url));
    vec![
        ("id", format!("{}/{number}", release.id).into()),
        ("edition", release.id.as_str().into()),
        ("since", ExportCell::from(release.since.as_deref())),
        ("date", release.date.to_string().into()),
        ("kind", written.kind.name().into()),
        ("body", body.into()),
        ("region", region.map(|id| &corpus.regions[id].id).into()),
        ("about", written.id.as_str().into()),
        (
            "name",
            Some(written.name.as_str())
                .filter(|name| !name.is_empty())
                .into(),
        ),
        ("from", written.from.as_deref().into()),
        ("to", written.to.as_deref().into()),
        ("url", url.into()),
        ("absolute_url", absolute.into()),
    ]
}
