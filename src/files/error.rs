//! Why a file cannot be read, and the diagnostic for it.

use std::sync::Arc;

use super::{LARGEST, Text, text_check};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::{FileId, SourceMap, Span};

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is no such file.
    Missing,
    /// The path or a link in it leads out of the site's folder.
    Outside,
    /// It is a link to a folder.
    LinkedFolder {
        /// Whether the folder is outside the site's.
        is_outside: bool,
    },
    /// It is larger than [`LARGEST`].
    TooLarge,
    /// It is a pipe, a device or the like.
    NotAFile,
    /// The system's own words.
    Io(String),
}

impl ReadError {
    /// Whether it is a folder, of which nothing is known, and not a file.
    pub fn is_linked_folder(&self) -> bool {
        match self {
            ReadError::LinkedFolder { .. } => true,
            ReadError::Missing
            | ReadError::Outside
            | ReadError::TooLarge
            | ReadError::NotAFile
            | ReadError::Io(_) => false,
        }
    }

    /// The error as a diagnostic of the file.
    pub fn to_diagnostic(&self, path: &str, sources: &mut SourceMap) -> Diagnostic {
        let (code, help) = match self {
            ReadError::Outside => (
                Code::LinkOutsideSite,
                "put the file itself there in place of the link",
            ),
            ReadError::LinkedFolder { is_outside } => (
                match is_outside {
                    true => Code::LinkOutsideSite,
                    false => Code::UnreadableFile,
                },
                "put the folder itself there in place of the link; folders that are links are not followed",
            ),
            ReadError::TooLarge => (Code::FileTooLarge, "divide it, or move it out of the site"),
            ReadError::Missing | ReadError::NotAFile | ReadError::Io(_) => (
                Code::UnreadableFile,
                "check whether an editor can open it, or move it out of the site",
            ),
        };
        Diagnostic::new(code, format!("`{path}` {}", self.words()))
            .at(sources.add_unread(path))
            .help(help)
    }

    /// The error as a clause, to follow a path.
    pub fn words(&self) -> String {
        match self {
            ReadError::Missing => "does not exist".to_owned(),
            ReadError::Outside => "is a link to a place outside the site's folder".to_owned(),
            ReadError::LinkedFolder { is_outside: true } => {
                "is a link to a folder outside the site".to_owned()
            }
            ReadError::LinkedFolder { is_outside: false } => "is a link to a folder".to_owned(),
            ReadError::TooLarge => format!("is larger than {} MB", LARGEST / 1024 / 1024),
            ReadError::NotAFile => "is not an ordinary file".to_owned(),
            ReadError::Io(words) => format!("cannot be read: {words}"),
        }
    }
}

/// Keeps what was read of a text, and reports what no text may hold. `None` if it could not be
/// read, is not UTF-8 or holds a merge conflict.
pub fn load_text(
    path: &str,
    read: Result<Text, ReadError>,
    sources: &mut SourceMap,
    report: &mut Report,
) -> Option<FileId> {
    match read {
        Ok(Text::Utf8(text)) => {
            let file = sources.add(path, Arc::clone(&text));
            let conflicts = text_check::conflicts(path, file, &text);
            let is_sound = conflicts.is_empty();
            conflicts
                .into_iter()
                .for_each(|diagnostic| report.push(diagnostic));
            if is_sound {
                text_check::hidden(file, &text)
                    .into_iter()
                    .for_each(|diagnostic| report.push(diagnostic));
            }
            is_sound.then_some(file)
        }
        Ok(Text::NotUtf8 { shown, at }) => {
            // In the text as it is shown, a replacement character is shown for the byte.
            let place = Span::new(
                sources.add(path, shown),
                at..at + char::REPLACEMENT_CHARACTER.len_utf8(),
            );
            let diagnostic = Diagnostic::new(Code::NotUtf8, format!("`{path}` is not UTF-8 text"));
            let diagnostic = diagnostic.label(place, "the first invalid byte");
            report.push(diagnostic.help("save the file in the encoding UTF-8"));
            None
        }
        Err(error) => {
            report.push(error.to_diagnostic(path, sources));
            None
        }
    }
}
