//! What became of an address that the site had: where it leads, or why it is gone.

use serde::Serialize;

use super::Link;

/// Where the page or anchor leads that was at an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewAddress {
    /// What it was, as the ledger says; empty if the ledger does not have the address.
    pub title: String,
    /// Where readers find it now.
    pub to: Option<Link>,
    /// Why it is gone.
    pub gone: Option<String>,
}

/// An anchor that a page had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MovedAnchor {
    /// The anchor: `local-profile`.
    pub anchor: String,
    /// Where it leads.
    pub now: NewAddress,
}
