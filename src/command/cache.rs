//! The cache of briefs, in the user's cache folder, and `clean`.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::terminal::Terminal;
use super::{CLEAN, Outcome};
use crate::brief;
use crate::files::{DiskFiles, Files};
use crate::output::{CacheEntry, CacheFolder};

/// The name of Peelpress's own folder in the user's cache folder.
const OWN: &str = "peelpress";

/// The cache of a site's briefs. Without one, every brief is typeset.
#[derive(Debug, Default)]
pub(super) struct SiteBriefs {
    folder: Option<CacheFolder>,
}

impl SiteBriefs {
    /// The cache of the site in `root`; none if the user wants none or it cannot be trusted, which is said.
    pub(super) fn open(root: &Path, is_wanted: bool, terminal: &Terminal) -> SiteBriefs {
        let folder = is_wanted.then(|| folder(root)).flatten();
        let folder = folder.filter(|folder| match folder.is_there() {
            Ok(_) => true,
            Err(refusal) => {
                terminal.news(&format!("note: briefs are not cached: {refusal}"));
                false
            }
        });
        SiteBriefs { folder }
    }

    /// What earlier builds kept.
    pub(super) fn files(&self) -> Option<Arc<dyn Files + Send>> {
        let folder = self.folder.as_ref()?;
        let files = folder
            .is_there()
            .ok()?
            .then(|| DiskFiles::new(&folder.path()));
        Some(Arc::new(files?.ok()?))
    }

    /// Keeps every brief of a site for the next build, and removes those that this build did not use.
    pub(super) fn keep_all(&self, entries: &[CacheEntry]) {
        let used: BTreeSet<String> = entries.iter().map(|entry| entry.name.clone()).collect();
        if !used.is_empty() {
            self.keep_with(entries, Some(&used));
        }
    }

    /// Keeps briefs for the next build.
    pub(super) fn keep(&self, entries: &[CacheEntry]) {
        self.keep_with(entries, None);
    }

    /// A brief that cannot be kept is typeset again next time, so an error is not worth a message.
    fn keep_with(&self, entries: &[CacheEntry], used: Option<&BTreeSet<String>>) {
        let Some(folder) = &self.folder else { return };
        let new = entries.iter().filter_map(|entry| {
            let (head, body) = entry.content.as_ref()?;
            Some((entry.name.clone(), [head, &**body].concat()))
        });
        let _ = folder.keep(brief::FOLDER, new, used);
    }
}

/// The cache folder of a site, which may not be there yet.
pub(super) fn site_cache(root: &Path) -> Option<CacheFolder> {
    folder(root)
}

/// Removes the cache of the site in `root`, or those of all sites.
pub(super) fn clean(root: &Path, is_all: bool, terminal: &Terminal) -> Outcome {
    let folder = if is_all {
        base().map(|base| CacheFolder::new(base, OWN))
    } else {
        // Without a folder there is no site to clean up for.
        DiskFiles::new(root)?;
        folder(root)
    };
    let Some(folder) = folder else {
        terminal.news("there is no cache folder: neither XDG_CACHE_HOME nor HOME is set");
        return Ok(CLEAN);
    };
    let path = folder.path();
    match folder.remove()? {
        true => terminal.news(&format!("removed {}", path.display())),
        false => terminal.news(&format!(
            "nothing to remove: {} does not exist",
            path.display()
        )),
    }
    Ok(CLEAN)
}

/// The folder of a site, by a hash of the path of its root.
fn folder(root: &Path) -> Option<CacheFolder> {
    let site = DiskFiles::new(root).ok()?;
    let digest = Sha256::digest(site.root().as_os_str().as_encoded_bytes());
    let name: String = digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let base = base()?;
    // A cache inside the site would be published or committed with it.
    if base.starts_with(site.root()) {
        return None;
    }
    Some(CacheFolder::new(base, Path::new(OWN).join(name)))
}

/// The user's cache folder, as the XDG Base Directory Specification finds it; on Windows the local application data.
#[expect(
    clippy::disallowed_methods,
    reason = "commands are where the environment is read"
)]
fn base() -> Option<PathBuf> {
    let of = |name: &str| std::env::var_os(name).filter(|value: &OsString| !value.is_empty());
    // The specification has relative paths ignored.
    let given = of("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute());
    let local = || {
        if cfg!(windows) {
            return of("LOCALAPPDATA").map(PathBuf::from);
        }
        of("HOME").map(|home| Path::new(&home).join(".cache"))
    };
    given.or_else(local).filter(|path| path.is_absolute())
}
