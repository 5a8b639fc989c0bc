//! The table of addresses that lead elsewhere or are withdrawn.

use super::cell::{ExportCell, ExportRow};
use super::common_cells::ABSOLUTE_URL;
use super::schema::{TableSchema, text};
use crate::ledger::{Move, MoveTarget};
use crate::view::ViewContext;

pub(super) const TABLE: TableSchema = TableSchema {
    name: "redirects",
    title: "Addresses that lead elsewhere or are withdrawn",
    rows: |context| {
        let moves = context.moves.iter();
        let rows: Vec<_> = moves
            .map(|(from, moved)| row(context, from, moved))
            .collect();
        Box::new(rows.into_iter())
    },
    columns: &[
        text(
            "id",
            "The address that was published, from the site's own root.",
        ),
        text(
            "to",
            "The address where readers find the same now, from the site's own root; empty if it is withdrawn.",
        ),
        text("reason", "Why it is no longer published, or empty."),
        text(
            "url",
            "The address where readers find the same now, on the site.",
        ),
        ABSOLUTE_URL,
    ],
};

fn row<'s>(context: &'s ViewContext, from: &'s str, moved: &'s Move) -> ExportRow<'s> {
    let (to, reason) = match &moved.to {
        MoveTarget::Address(to, _) => (Some(to.as_str()), None),
        MoveTarget::Gone(why) => (None, Some(why.as_str())),
    };
    let url = to.map(|to| context.addresses.at(to.trim_start_matches('/')));
    let absolute = url.as_ref().and_then(|url| context.addresses.absolute(url));
    vec![
        ("id", from.into()),
        ("to", ExportCell::from(to)),
        ("reason", reason.into()),
        ("url", url.into()),
        ("absolute_url", absolute.into()),
    ]
}
