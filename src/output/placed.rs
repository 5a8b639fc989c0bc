//! Where finished files go, so that not all of them are in memory at once.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::OutputPath;

/// What is still known of a file whose bytes are no longer in memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlacedFile {
    /// In bytes.
    pub size: u64,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

impl PlacedFile {
    /// What is known of a file with these bytes.
    pub fn of(bytes: &[u8]) -> PlacedFile {
        PlacedFile {
            size: bytes.len() as u64,
            sha256: Sha256::digest(bytes).into(),
        }
    }
}

/// A finished file.
#[derive(Clone, Debug)]
pub enum FinishedFile {
    /// In memory.
    Held(Arc<[u8]>),
    /// Written, or looked at and no longer needed.
    Placed(PlacedFile),
}

/// Keeps every file in memory.
#[derive(Clone, Copy, Debug)]
pub struct HoldFiles;

impl FileSink for HoldFiles {
    fn expect(&self, _: &mut dyn Iterator<Item = &str>) {}

    fn place(&self, _: &OutputPath, bytes: Arc<[u8]>) -> FinishedFile {
        FinishedFile::Held(bytes)
    }

    fn is_stopped(&self) -> bool {
        false
    }
}

/// Takes each file of a site when it is finished.
pub trait FileSink: Send + Sync {
    /// Announces the paths of files that will be placed.
    fn expect(&self, paths: &mut dyn Iterator<Item = &str>);

    /// Takes a file. A sink that cannot write keeps the reason, and takes the files that follow
    /// without writing them.
    fn place(&self, path: &OutputPath, bytes: Arc<[u8]>) -> FinishedFile;

    /// Whether no more files are needed: the user has stopped the program, or the disk is full.
    fn is_stopped(&self) -> bool;
}
