//! The table of what the publication of reports makes due.

use super::cell::{ExportCell, ExportRow};
use super::common_cells::{ABSOLUTE_URL, INSPECTION, REGION, URL, subject, with_urls};
use super::schema::{ColumnType, TableSchema, column, id_of, text};
use crate::model::{Account, Clock, Id};
use crate::view::ViewContext;
use jiff::civil::Date;

pub(super) const TABLE: TableSchema = TableSchema {
    name: "clocks",
    title: "What is due after publication",
    rows: |context| {
        let corpus = &context.corpus;
        let of_account = |account| {
            let clocks = corpus.clocks_of(account).into_iter();
            clocks.map(move |(clock, due)| row(context, account, clock, due))
        };
        let rows: Vec<_> = corpus.accounts.ids().flat_map(of_account).collect();
        Box::new(rows.into_iter())
    },
    columns: &[
        text("id", "Permanent id: body, inspection and clock."),
        id_of(
            "bodies",
            "body",
            "The body that the report is about: an id of bodies.",
        ),
        REGION,
        INSPECTION,
        text("clock", "The id of the clock."),
        text("name", "What is due."),
        column("due", ColumnType::Date, "The last day for it."),
        text(
            "status",
            "answered if those who hold the body to account have responded; otherwise due or overdue as of the site’s date.",
        ),
        URL,
        ABSOLUTE_URL,
    ],
};

fn row<'s>(
    context: &'s ViewContext,
    id: Id<Account>,
    clock: Id<Clock>,
    due: Date,
) -> ExportRow<'s> {
    let corpus = &*context.corpus;
    let account = &corpus.accounts[id];
    let inspection = corpus.inspections[account.inspection].id.as_str();
    let (body, region) = subject(context, id);
    let clock = &corpus.clocks[clock];
    let owner = corpus.subject_id(account.subject);
    let status = match corpus.is_answered(id) {
        true => "answered",
        false if due < context.today => "overdue",
        false => "due",
    };
    let row = vec![
        ("id", format!("{owner}/{inspection}/{}", clock.id).into()),
        ("body", body.into()),
        ("region", region.into()),
        ("inspection", inspection.into()),
        ("clock", clock.id.as_str().into()),
        ("name", clock.name.as_str().into()),
        ("due", due.to_string().into()),
        ("status", ExportCell::from(status)),
    ];
    with_urls(context, context.addresses.subject(account.subject), row)
}
