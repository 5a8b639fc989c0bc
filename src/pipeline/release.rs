//! An edition: the site, and what content keeps of it so that later editions lose none of its addresses.

use std::collections::BTreeMap;

use super::{BuildCache, Built, PreparedSite, Request, build_with_progress, prepare};
use crate::brief::Progress;
use crate::files::{Files, MemoryFiles, OverlayFiles};
use crate::ledger::{self, EditionError, LEDGER_FILE};

/// An edition, made.
#[derive(Debug)]
pub struct Released {
    /// The site.
    pub built: Built,
    /// The files of content that keep the edition, by path. Write them once the site is written; none if there are errors.
    pub content: BTreeMap<String, Vec<u8>>,
}

/// Builds a site as an edition. The same content gives the same edition, also when it is made again.
///
/// # Errors
/// If the edition cannot have its name.
pub fn release(
    files: &dyn Files,
    request: &Request,
    edition: &str,
    progress: Progress<'_>,
) -> Result<Released, EditionError> {
    let plan = |files: &dyn Files| prepare(files, request, &mut BuildCache::default(), &mut |_| {});
    let present = plan(files);
    ledger::check_edition(edition, present.ledger())?;
    if present.report().has_errors() {
        return Ok(Released {
            built: present.finish(progress),
            content: BTreeMap::new(),
        });
    }
    let content = kept(&present, edition);
    let mut above = MemoryFiles::default();
    for (path, bytes) in &content {
        above.insert(path, bytes.as_slice());
    }
    let built = build_with_progress(&OverlayFiles::new(files, above), request, progress);
    Ok(Released { built, content })
}

/// What content keeps of an edition.
fn kept(site: &PreparedSite, edition: &str) -> BTreeMap<String, Vec<u8>> {
    let ledger = ledger::release(site.ledger(), &site.plan().published, edition);
    BTreeMap::from([(LEDGER_FILE.to_owned(), ledger.into_bytes())])
}
