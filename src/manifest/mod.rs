//! The manifest of a published site: which files it has, what they were made from, and how.
//!
//! It is `manifest.json` in the output directory. Its only time is the date of the site, and it holds no path
//! of the machine, so the same build gives the same manifest. Hidden content is not among its inputs: of a file with
//! a hidden part, only the rest counts.

mod compare;

pub use compare::{Difference, DifferenceKind, compare};

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::output::{OutputPath, OutputSet, PlacedFile};

/// Its name in the output directory.
pub const NAME: &str = "manifest.json";

/// The version of its form. It rises when a reader of the old form would misunderstand the new one.
const FORM: u32 = 1;

/// What is known of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// In bytes.
    pub size: u64,
    /// Of the bytes, in hexadecimal.
    pub sha256: String,
}

/// Files by their paths.
pub type FileRecords = BTreeMap<String, FileRecord>;

/// How a site was built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildOptions {
    /// The moment as of which it was built, as `--date` takes it.
    pub as_of: String,
    /// The public URL, if the command gave one.
    pub base_url: Option<String>,
    /// Whether it has briefs.
    pub briefs: bool,
    /// Whether it has full-text search.
    pub search: bool,
    /// Whether text files have compressed copies.
    pub precompress: bool,
    /// Whether it is the review edition, which is not for the public.
    pub review: bool,
    /// What the review is of, if not of everything: `force:kent`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<String>,
    /// The name of the review edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
}

/// A manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    manifest: u32,
    /// The program with its version.
    pub tool: String,
    /// What was typed, without the options that change no byte.
    pub command: String,
    /// The themes, the site's own first.
    pub theme: Vec<String>,
    /// Why the output was not searched for text that is not public; nothing if it was.
    pub skip_leak_scan: Option<String>,
    /// How the site was built.
    pub build: BuildOptions,
    /// The files that it was made from, by their paths in the site's folder.
    pub inputs: FileRecords,
    /// Every file of the site but the manifest.
    pub outputs: FileRecords,
}

/// A text that is not a manifest.
#[derive(Debug, thiserror::Error)]
pub enum NotManifest {
    /// It is not JSON, or not of this form.
    #[error("`{NAME}` cannot be read: {0}")]
    Malformed(#[from] serde_json::Error),
    /// A later version wrote it.
    #[error("`{NAME}` was written by a later version of Peelpress")]
    Later,
}

impl Manifest {
    /// The manifest of a site.
    pub fn new(
        build: BuildOptions,
        theme: Vec<String>,
        skip_leak_scan: Option<String>,
        inputs: FileRecords,
        output: &OutputSet,
    ) -> Manifest {
        Manifest {
            manifest: FORM,
            tool: tool(),
            command: build.command(),
            theme,
            skip_leak_scan,
            build,
            inputs,
            outputs: records(output),
        }
    }

    /// Reads a manifest.
    ///
    /// # Errors
    /// If the text is not a manifest of this form.
    pub fn parse(text: &[u8]) -> Result<Manifest, NotManifest> {
        let manifest: Manifest = serde_json::from_slice(text)?;
        match manifest.manifest {
            FORM => Ok(manifest),
            _ => Err(NotManifest::Later),
        }
    }

    /// As a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Adds it to the site.
    pub fn add_to(&self, output: &mut OutputSet) {
        if let Some(path) = OutputPath::new(NAME) {
            output.insert(path, self.to_bytes());
        }
    }
}

impl BuildOptions {
    /// The command that builds the same site again.
    fn command(&self) -> String {
        let mut command = format!("peelpress build --date \"{}\"", self.as_of);
        if let Some(url) = &self.base_url {
            command.push_str(&format!(" --base-url {url}"));
        }
        let flags = [
            (!self.briefs, " --no-briefs"),
            (!self.search, " --no-search"),
            (self.precompress, " --precompress"),
            (self.review, " --review"),
        ];
        let flags = flags.into_iter().filter(|(is_set, _)| *is_set);
        flags.for_each(|(_, flag)| command.push_str(flag));
        for subject in &self.only {
            command.push_str(&format!(" --only {subject}"));
        }
        if let Some(name) = &self.edition {
            command.push_str(&format!(" --edition {name:?}"));
        }
        command
    }
}

/// This program with its version.
pub fn tool() -> String {
    format!("peelpress {}", env!("CARGO_PKG_VERSION"))
}

/// What is known of a file with these bytes.
pub fn record(bytes: &[u8]) -> FileRecord {
    FileRecord::from(&PlacedFile::of(bytes))
}

impl From<&PlacedFile> for FileRecord {
    fn from(file: &PlacedFile) -> FileRecord {
        let hex = file.sha256.iter().map(|byte| format!("{byte:02x}"));
        FileRecord {
            size: file.size,
            sha256: hex.collect(),
        }
    }
}

/// What is known of every file of a site but its manifest. Hashed on all cores.
pub fn records(output: &OutputSet) -> FileRecords {
    let files: Vec<_> = (output.iter())
        .filter(|(path, _)| path.as_str() != NAME)
        .collect();
    let mut records: FileRecords = files
        .into_par_iter()
        .map(|(path, bytes)| (path.as_str().to_owned(), record(bytes)))
        .collect();
    let placed = output.placed();
    records.extend(placed.map(|(path, file)| (path.as_str().to_owned(), file.into())));
    records
}
