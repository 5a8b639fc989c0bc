//! An edition: the site, and what content keeps of it so that later editions lose none of its addresses.

use std::collections::BTreeMap;

use super::{BuildCache, Built, PreparedSite, Request, build_with_progress, prepare};
use crate::brief::Progress;
use crate::diff::{self, Edition, RecordHead};
use crate::export;
use crate::files::{Files, MemoryFiles, OverlayFiles};
use crate::ledger::{self, EditionError, LEDGER_FILE};
use crate::output::HoldFiles;

/// The folder of the records of what editions changed.
const RECORDS: &str = "content/changes";

/// An edition, made.
#[derive(Debug)]
pub struct Released {
    /// The site.
    pub built: Built,
    /// The files of content that keep the edition, by path. Write them once the site is written; none if there are errors.
    pub content: BTreeMap<String, Vec<u8>>,
}

/// Builds a site as an edition. The same content gives the same edition, also when it is made again. What changed since
/// the edition `before` becomes a record.
///
/// # Errors
/// If the edition cannot have its name.
pub fn release(
    files: &dyn Files,
    request: &Request,
    name: &str,
    before: Option<&Edition>,
    progress: Progress<'_>,
) -> Result<Released, EditionError> {
    let plan = |files: &dyn Files| prepare(files, request, &mut BuildCache::default(), &mut |_| {});
    let mut present = plan(files);
    ledger::check_edition(name, present.ledger())?;
    let mut content = BTreeMap::new();
    let with = |content: &BTreeMap<String, Vec<u8>>| {
        let mut above = MemoryFiles::default();
        for (path, bytes) in content {
            above.insert(path, bytes.as_slice());
        }
        OverlayFiles::new(files, above)
    };
    if present.report().has_errors() {
        let built = present.finish(progress, None);
        return Ok(Released { built, content });
    }
    if let Some(before) = before {
        let record = record(&present, name, before);
        content.insert(format!("{RECORDS}/{name}.yaml"), record.into_bytes());
        // The page of the record is an address too.
        present = plan(&with(&content));
    }
    let ledger = ledger::release(present.ledger(), &present.plan().published, name);
    content.insert(LEDGER_FILE.to_owned(), ledger.into_bytes());
    let built = build_with_progress(&with(&content), request, progress);
    Ok(Released { built, content })
}

/// The edition that a site would be, by its data and pages.
pub fn edition(site: &PreparedSite) -> Edition {
    let tables = export::tables(site.context(), &HoldFiles);
    let pages = site.plan().pages.iter().map(|page| page.path.as_str());
    let read = Edition::read(pages, |path| Some(tables.get(path)?.to_vec()));
    // Its own tables can be read.
    read.unwrap_or_default()
}

/// What changed since the edition before, as a file of content. What people wrote in an earlier version of the
/// file stays.
fn record(site: &PreparedSite, name: &str, before: &Edition) -> String {
    let changes = diff::compare(before, &edition(site));
    let releases = &site.corpus().releases;
    let written = releases.find(name).map(|id| &releases[id]);
    let head = RecordHead {
        date: site.context().today,
        since: ledger::edition_before(name, site.ledger()),
        note: written.and_then(|written| written.note.as_deref()),
        data: written.and_then(|written| written.data.as_deref()),
    };
    diff::record(head, &changes)
}
