//! What changed between two editions of a site, by the tables of their data export and the addresses of their pages.
//!
//! A grade is compared only with a grade of the same scale. Nothing is counted or ranked.

mod compare;
mod edition;
mod pairs;
mod record;
mod text;

pub use compare::compare;
pub use edition::{Edition, EditionReadError};
pub use record::{RecordHead, record};
pub use text::text;

use serde::Serialize;

pub use crate::document::ChangeKind;
use crate::text::WordPiece;

/// Something that changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct EditionChange {
    /// The kind of change.
    pub kind: ChangeKind,
    /// The id of what changed, in its table; of an address, the address.
    pub id: String,
    /// Its name or title, in the newer edition that has it.
    pub name: String,
    /// What it was.
    pub from: Option<String>,
    /// What it is.
    pub to: Option<String>,
    /// Its address in the newer edition, from the site's own root. Of what was merged, that of what it is part of.
    pub url: Option<String>,
    /// For other words, each piece that stayed, went or came.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<WordPiece>,
}
