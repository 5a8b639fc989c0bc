//! Columns that many tables have, and their cells.

use super::cell::ExportRow;
use super::schema::{Column, id_of, text};
use crate::address::Url;
use crate::model::{Account, Id, Subject};
use crate::view::ViewContext;

pub(super) const URL: Column = text("url", "Its address on the site.");
pub(super) const ABSOLUTE_URL: Column = text(
    "absolute_url",
    "Its address with the site's public URL, or empty if `site.toml` gives none.",
);
pub(super) const INSPECTION: Column = id_of(
    "inspections",
    "inspection",
    "The inspection it comes from: an id of inspections.",
);
pub(super) const REGION: Column = id_of("regions", "region", "An id of regions.");

/// The body and region columns of something about a subject.
pub(super) fn subject(context: &ViewContext, account: Id<Account>) -> (Option<&str>, Option<&str>) {
    let corpus = &*context.corpus;
    let region = corpus
        .region_of_account(account)
        .map(|id| corpus.regions[id].id.as_str());
    match corpus.accounts[account].subject {
        Subject::Region(_) => (None, region),
        Subject::Body(id) => (Some(&corpus.bodies[id].id), region),
    }
}

/// A row with the columns of its address: on the site, and with scheme and host.
pub(super) fn with_urls<'s>(
    context: &ViewContext,
    url: Url,
    mut row: ExportRow<'s>,
) -> ExportRow<'s> {
    let absolute = context.addresses.absolute(&url);
    row.push(("url", url.into()));
    row.push(("absolute_url", absolute.into()));
    row
}
