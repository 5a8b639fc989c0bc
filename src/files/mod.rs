//! The only door for reading files. Paths are relative to the site's folder, with forward slashes.
//!
//! A site can be on a disk or, for tests and the preview, in memory. Neither follows a link out of
//! its folder, opens anything but ordinary files, or reads one larger than [`LARGEST`].

mod cached;
mod dependencies;
mod disk;
mod error;
mod memory;
mod overlay;
mod read_record;
mod stamp;
mod text_check;

use std::sync::Arc;

pub use cached::{CachedFiles, Change, ChangeKind};
pub use dependencies::{Dependencies, TrackingFiles};
pub use disk::{DiskFiles, OpenError};
pub use error::{ReadError, load_text};
pub use memory::MemoryFiles;
pub use overlay::OverlayFiles;
pub use read_record::ReadRecord;
pub use stamp::Stamp;

/// The largest file that is read, in bytes. Nothing an author writes comes near it.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// A place to read a site from.
pub trait Files: Sync {
    /// Every file below a folder, in any order, with those that cannot be read. Hidden files and
    /// editors' leavings are passed over. A folder that does not exist is empty.
    fn list(&self, folder: &str) -> Vec<FileEntry>;

    /// The bytes of a file.
    ///
    /// # Errors
    /// As [`ReadError`] says.
    fn read(&self, path: &str) -> Result<Arc<[u8]>, ReadError>;

    /// A file as text.
    ///
    /// # Errors
    /// As [`ReadError`] says.
    fn text(&self, path: &str) -> Result<Text, ReadError> {
        self.read(path)
            .map(|bytes| Text::from_bytes(bytes.to_vec()))
    }
}

impl std::fmt::Debug for dyn Files + Send {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Files")
    }
}

/// A file as text, without the byte-order mark that some editors write.
///
/// As long as a text is kept, no other has its place in memory: the same place is the same text,
/// which is how what was made from it is known to hold still.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// Text.
    Utf8(Arc<str>),
    /// Bytes that are no UTF-8: what can be shown of them, and where the first invalid byte is.
    NotUtf8 {
        /// The text with a replacement character for each bad byte.
        shown: Arc<str>,
        /// The first bad byte.
        at: usize,
    },
}

impl Text {
    /// Takes the bytes of a file.
    pub fn from_bytes(bytes: Vec<u8>) -> Text {
        match String::from_utf8(bytes) {
            Ok(text) => Text::Utf8(text.strip_prefix('\u{feff}').unwrap_or(&text).into()),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                Text::NotUtf8 {
                    shown: String::from_utf8_lossy(&error.into_bytes()).into(),
                    at,
                }
            }
        }
    }

    /// The text, if it is one.
    pub fn utf8(self) -> Option<Arc<str>> {
        match self {
            Text::Utf8(text) => Some(text),
            Text::NotUtf8 { .. } => None,
        }
    }
}

/// A file found while listing, or the error in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEntry {
    /// Path from the site's folder.
    pub path: String,
    /// Why it cannot be read, if that is known already.
    pub diagnostic: Option<ReadError>,
}

/// Whether a file name is one that editors and systems leave behind, or hidden.
fn is_editor_leftover(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || [
            ".swp",
            ".swx",
            ".tmp",
            ".bak",
            ".orig",
            ".part",
            ".crdownload",
        ]
        .iter()
        .any(|end| name.ends_with(end))
        || ["4913", "Thumbs.db", "desktop.ini"].contains(&name)
}
