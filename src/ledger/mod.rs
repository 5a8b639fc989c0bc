//! Addresses for ever: what was published, where what has moved is now, and the numbers of findings.
//!
//! An edition adds its addresses to the ledger, `content/addresses.tsv`. From then on, each of them must be on the site,
//! lead to another address, or say why it is gone. Addresses here start at the site's own root: `/forces/kent/#plans`.

mod lost;
mod moves;
mod numbers;
mod release;

pub use lost::check;
pub use moves::{Move, MoveTarget, Moves};
pub use numbers::FindingNumbers;
pub use release::{EditionError, LEDGER_FILE, check_edition, edition_before, release};

use crate::document::AddressKind;
use crate::text::Span;

/// An address that the site has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedAddress {
    /// From the site's own root.
    pub address: String,
    /// What is there.
    pub kind: AddressKind,
    /// The id of that.
    pub id: String,
    /// The number of a finding.
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// Where it is written, if it is written in a file of content.
    pub span: Option<Span>,
}

/// The page of an address, without the part after `#`.
pub fn page_of(address: &str) -> &str {
    address.split_once('#').map_or(address, |(page, _)| page)
}
