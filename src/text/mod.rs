//! Where things are in a file: spans, lines, the map from file to text, and names fit for
//! addresses.
//!
//! The lowest layer. It has no knowledge of files on a disk, diagnostics or policing.

mod capitals;
mod hidden;
mod lines;
mod months;
mod percent;
mod slug;
mod source_map;
mod span;
mod unbroken;
mod unfinished;
mod word_changes;

pub use capitals::lower_first;
pub use hidden::{HiddenCharacter, hidden_characters};
pub use lines::{LineCol, LineIndex};
pub use months::MONTHS;
pub use percent::{escape_path, escape_value, unescape};
pub use slug::{is_file_name, is_reserved_name, is_slug, slug};
pub use source_map::{SourceFile, SourceMap};
pub use span::{FileId, Span, Spanned};
pub use unbroken::unbroken;
pub use unfinished::{UnfinishedKind, UnfinishedWords, unfinished_words};
pub use word_changes::{WordPiece, word_changes};
