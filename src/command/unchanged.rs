//! A build of a site in which nothing changed since the last build into the same folder: all files
//! are right already.
//!
//! What the last build read is hashed again, byte by byte, so that no time of a file is trusted
//! there. Of the files that it wrote, names, lengths and times are compared.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::cache::site_cache;
use crate::cli::BuildArgs;
use crate::date::Moment;
use crate::files::{DiskFiles, Files, ReadRecord};
use crate::manifest;
use crate::output::{CacheFolder, site_state};
use crate::pipeline::{Built, Request};

/// The folder of the cache with what is known of builds.
const FOLDER: &str = "builds";

/// What is remembered of builds of a site into a folder, with certain options.
pub(super) struct LastBuild {
    cache: CacheFolder,
    files: DiskFiles,
    name: String,
    now: Moment,
}

impl LastBuild {
    /// `None` if nothing may be remembered: without a cache, and for an edition or a review, which
    /// are always built.
    pub(super) fn open(args: &BuildArgs, target: &Path, request: &Request) -> Option<LastBuild> {
        if args.no_cache || args.review || args.release.is_some() {
            return None;
        }
        // One that others could have filled is neither read nor written.
        let cache = site_cache(&args.site.root).filter(|cache| cache.is_there().is_ok())?;
        let files = DiskFiles::new(&args.site.root).ok()?;
        let options = [
            manifest::tool(),
            format!("{:?}", program()?),
            format!("{:?}", std::path::absolute(target).ok()?),
            format!("{:?}", request.as_of),
            format!("{:?}", request.address),
            format!("{:?} {:?}", request.search, request.briefs),
            args.precompress.to_string(),
        ];
        let mut digest = Sha256::new();
        for option in options {
            digest.update(option.len().to_le_bytes());
            digest.update(option);
        }
        Some(LastBuild {
            cache,
            files,
            name: hex(&digest.finalize().into()),
            now: request.now.clone(),
        })
    }

    /// How many files the folder has, if it holds what a build would write, and such a build has
    /// nothing to report.
    pub(super) fn count_if_current(&self, target: &Path) -> Option<usize> {
        if !self.cache.is_there().ok()? {
            return None;
        }
        let kept = DiskFiles::new(&self.cache.path()).ok()?;
        let text = kept.text(&format!("{FOLDER}/{}", self.name)).ok()?.utf8()?;
        let mut lines = text.lines();
        let (moment, outputs) = (lines.next()?, lines.next()?);
        if !moment.is_empty() && moment != self.now.to_string() {
            return None;
        }
        let read = ReadRecord::from_lines(lines)?;
        let (count, state) = site_state(target)?;
        (hex(&state) == outputs && read.is_current(&self.files)).then_some(count)
    }

    /// Remembers a build that is in its folder. One that cannot be remembered is made again.
    pub(super) fn keep(&self, built: &Built, target: &Path) {
        let (Some((_, state)), Some(read)) = (site_state(target), built.reads.to_lines()) else {
            return;
        };
        // The moment counts if the settings do not say another.
        let moment = match built.as_of == self.now {
            true => self.now.to_string(),
            false => String::new(),
        };
        let text = format!("{moment}\n{}\n{read}", hex(&state));
        let entry = (self.name.clone(), text.into_bytes());
        let _ = self.cache.keep(FOLDER, [entry], None);
    }
}

/// What differs when the program is compiled again.
#[expect(
    clippy::disallowed_methods,
    reason = "commands are where the environment is read"
)]
fn program() -> Option<(u64, std::time::SystemTime)> {
    let found = std::env::current_exe().ok()?.metadata().ok()?;
    Some((found.len(), found.modified().ok()?))
}

fn hex(digest: &[u8; 32]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
