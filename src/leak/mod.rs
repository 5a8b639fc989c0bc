//! The leak scan: finished bytes are searched for what is not public, and a build that holds any of it fails.
//!
//! The gate takes hidden content out before anything is derived, so a leak has another way in: a template, a picture's
//! metadata, a file that a theme brings, or an error in this program. The scan trusts none of them. It knows nothing of
//! pages or data, only of bytes; files that are compressed are searched by the text that was put into them.

mod scan;
mod texts;
mod words;

pub use scan::{HiddenText, LeakScan, TextKind};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::Documents;
use crate::text::{FileId, SourceMap};

/// Which parts of the content files are public.
#[derive(Debug, Default)]
pub struct PublicText {
    hidden: BTreeMap<FileId, Vec<Range<usize>>>,
}

impl PublicText {
    /// What is left of the files of these documents.
    pub fn of(documents: &Documents) -> PublicText {
        PublicText {
            hidden: texts::ranges(documents),
        }
    }

    /// The public part of a file; `None` if all of it is hidden.
    pub fn in_file<'t>(&self, file: FileId, text: &'t str) -> Option<Cow<'t, str>> {
        let Some(ranges) = self.hidden.get(&file) else {
            return Some(Cow::Borrowed(text));
        };
        if ranges.contains(&(0..usize::MAX)) {
            return None;
        }
        let mut ranges: Vec<_> = ranges.clone();
        ranges.sort_by_key(|range| range.start);
        let (mut public, mut at) = (String::new(), 0);
        for range in ranges {
            public.push_str(text.get(at..range.start).unwrap_or_default());
            at = at.max(range.end.min(text.len()));
        }
        public.push_str(text.get(at..).unwrap_or_default());
        Some(Cow::Owned(public))
    }
}

/// The scan for the hidden parts of documents; `None` if nothing is hidden. `more` are texts that are public although no
/// file of the site holds them, each with a path that says how it is written.
pub fn of(documents: &Documents, sources: &SourceMap, more: &[(&str, &[u8])]) -> Option<LeakScan> {
    let hidden = texts::hidden(documents);
    if hidden.is_empty() {
        return None;
    }
    let public = PublicText::of(documents);
    let files: Vec<Cow<'_, str>> = (sources.iter())
        .filter_map(|(file, source)| public.in_file(file, &source.text))
        .collect();
    let words = texts::public(documents);
    let texts = words
        .iter()
        .map(String::as_str)
        .chain(files.iter().map(|text| &**text));
    let texts = texts.map(|text| ("", text.as_bytes()));
    Some(LeakScan::new(hidden, texts.chain(more.iter().copied())))
}
