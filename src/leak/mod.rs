//! The leak scan: finished bytes are searched for what is not public, and a build that holds any of it fails.
//!
//! The gate takes hidden content out before anything is derived, so a leak has another way in: a template, a picture's
//! metadata, a file that a theme brings, or an error in this program. The scan trusts none of them. It knows nothing of
//! pages or data, only of bytes; files that are compressed are searched by the text that was put into them.

mod extents;
mod metadata;
mod scan;
mod texts;
mod words;

pub use scan::{HiddenText, KnownText, LeakScan, TextKind, TextOrigin};

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::document::Documents;
use crate::text::{FileId, SourceMap};
use extents::Extent;

/// Which parts of the content files are public.
#[derive(Debug, Default)]
pub struct PublicText {
    hidden: BTreeMap<FileId, Vec<Extent>>,
}

impl PublicText {
    /// What is left of the files of these documents.
    pub fn of(documents: &Documents) -> PublicText {
        PublicText {
            hidden: extents::extents(documents),
        }
    }

    /// The public part of a file; `None` if all of it is hidden.
    pub fn in_file<'t>(&self, file: FileId, text: &'t str) -> Option<Cow<'t, str>> {
        let Some(extents) = self.hidden.get(&file) else {
            return Some(Cow::Borrowed(text));
        };
        if extents.contains(&Extent::File) {
            return None;
        }
        let mut ranges: Vec<_> = extents.iter().map(|extent| extent.range(text)).collect();
        ranges.sort_by_key(|range| range.start);
        let (mut public, mut at) = (String::new(), 0);
        for range in ranges {
            public.push_str(text.get(at..range.start).unwrap_or_default());
            at = at.max(range.end);
        }
        public.push_str(text.get(at..).unwrap_or_default());
        Some(Cow::Owned(public))
    }
}

/// The folder of themes, whose templates are among the sources.
const THEMES: &str = "themes/";

/// The scan for the hidden parts of documents; `None` if nothing is hidden. `more` are texts that are published although
/// no file of content holds them.
pub fn of(documents: &Documents, sources: &SourceMap, more: &[KnownText<'_>]) -> Option<LeakScan> {
    let hidden = texts::hidden(documents);
    if hidden.is_empty() {
        return None;
    }
    let public = PublicText::of(documents);
    let files: Vec<(TextOrigin, Cow<'_, str>)> = (sources.iter())
        .filter_map(|(file, source)| {
            let origin = match source.path.starts_with(THEMES) {
                true => TextOrigin::Theme,
                false => TextOrigin::Content,
            };
            Some((origin, public.in_file(file, &source.text)?))
        })
        .collect();
    let words = texts::public(documents);
    let words = words
        .iter()
        .map(|text| (TextOrigin::Content, text.as_str()));
    let files = files.iter().map(|(origin, text)| (*origin, &**text));
    let texts = words.chain(files).map(|(origin, text)| KnownText {
        path: "",
        bytes: text.as_bytes(),
        origin,
    });
    Some(LeakScan::new(hidden, texts.chain(more.iter().copied())))
}
