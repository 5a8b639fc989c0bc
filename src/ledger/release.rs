//! A new edition of the ledger: the old one, with what the site has and it has not.

use std::collections::BTreeMap;

use super::PublishedAddress;
use crate::document::{LEDGER_COLUMNS, Ledger};
use crate::text::is_slug;

/// The ledger's file, from the site's folder.
pub const LEDGER_FILE: &str = "content/addresses.tsv";

/// Why an edition cannot have a name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditionError {
    /// It does not fit an address.
    #[error(
        "an edition's name is lower-case letters, digits and single hyphens, such as `2027-01`, not `{0}`"
    )]
    NotAName(String),
    /// It would not be the newest.
    #[error(
        "the edition `{0}` comes before `{1}`, the newest in {LEDGER_FILE}; editions are in the order of their names"
    )]
    NotNewest(String, String),
}

/// Checks the name of a new edition: editions are in the order of their names, and the newest may be made again.
///
/// # Errors
/// As [`EditionError`] says.
pub fn check_edition(edition: &str, ledger: Option<&Ledger>) -> Result<(), EditionError> {
    if !is_slug(edition) {
        return Err(EditionError::NotAName(edition.to_owned()));
    }
    let entries = ledger.map_or(&[][..], |ledger| &ledger.entries);
    match entries.iter().map(|entry| entry.edition.as_str()).max() {
        Some(newest) if newest > edition => Err(EditionError::NotNewest(
            edition.to_owned(),
            newest.to_owned(),
        )),
        Some(_) | None => Ok(()),
    }
}

/// The newest edition in the ledger that comes before another.
pub fn edition_before<'l>(edition: &str, ledger: Option<&'l Ledger>) -> Option<&'l str> {
    let entries = ledger.map_or(&[][..], |ledger| &ledger.entries);
    let names = entries.iter().map(|entry| entry.edition.as_str());
    names.filter(|&name| name < edition).max()
}

/// The text of the ledger with a new edition. Nothing that is in the ledger leaves it.
pub fn release(ledger: Option<&Ledger>, published: &[PublishedAddress], edition: &str) -> String {
    let mut lines: BTreeMap<&str, [&str; 5]> = BTreeMap::new();
    for entry in ledger.map_or(&[][..], |ledger| &ledger.entries) {
        let number = entry.number.as_deref().unwrap_or_default();
        let cells = [
            entry.edition.as_str(),
            entry.kind.name(),
            &entry.id,
            number,
            &entry.title,
        ];
        lines.insert(&entry.address, cells);
    }
    for new in published {
        let first = lines.get(new.address.as_str()).map_or(edition, |it| it[0]);
        let number = new.number.as_deref().unwrap_or_default();
        let cells = [first, new.kind.name(), &new.id, number, &new.title];
        lines.insert(&new.address, cells);
    }
    let mut text = LEDGER_COLUMNS.join("\t") + "\n";
    for (address, cells) in lines {
        text.push_str(address);
        for cell in cells {
            text.push('\t');
            // A title has no tab; if an author pastes one, it must not move the columns.
            text.extend(cell.chars().map(|c| if c.is_control() { ' ' } else { c }));
        }
        text.push('\n');
    }
    text
}
