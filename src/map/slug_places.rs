//! Where the slugs of a GeoJSON text are written, as the JSON reader forgets places.
//!
//! One pass over the text finds every `"slug": "…"`. A slug written with escapes is not found, and a `"slug"` inside
//! some other text would be; either costs a diagnostic its place, nothing more.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use crate::text::{FileId, Span};

const KEY: &str = "\"slug\"";

/// The places of every slug, to be taken in the order they were written.
pub(super) struct SlugPlaces<'a> {
    file: FileId,
    by_slug: HashMap<&'a str, VecDeque<Range<usize>>>,
}

impl<'a> SlugPlaces<'a> {
    /// Finds the slugs of a text.
    pub(super) fn find(file: FileId, text: &'a str) -> SlugPlaces<'a> {
        let mut by_slug: HashMap<&str, VecDeque<Range<usize>>> = HashMap::new();
        for (at, _) in text.match_indices(KEY) {
            let rest = text[at + KEY.len()..].trim_start();
            let Some(rest) = rest.strip_prefix(':').map(str::trim_start) else {
                continue;
            };
            let Some(rest) = rest.strip_prefix('"') else {
                continue;
            };
            let Some((slug, _)) = rest.split_once('"') else {
                continue;
            };
            let start = text.len() - rest.len();
            by_slug
                .entry(slug)
                .or_default()
                .push_back(start..start + slug.len());
        }
        SlugPlaces { file, by_slug }
    }

    /// The next place where a slug is written; asked for the shapes in their order.
    pub(super) fn take(&mut self, slug: &str) -> Option<Span> {
        let range = self.by_slug.get_mut(slug)?.pop_front()?;
        Some(Span::new(self.file, range))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceMap;

    #[test]
    fn each_writing_of_a_slug_is_found_once_and_in_order() {
        let text = r#"{"slug":"kent"}, {"slug" : "essex"}, {"slug":3}, {"slug"}, {"slug": "kent"}, {"slug":"un"#;
        let file = SourceMap::default().add("a.geojson", text);
        let mut places = SlugPlaces::find(file, text);
        let mut start = |slug: &str| {
            places
                .take(slug)
                .map(|span| (span.start, &text[span.range()] == slug))
        };
        assert_eq!(start("kent"), Some((9, true)));
        assert_eq!(start("kent"), Some((69, true)));
        assert_eq!(start("kent"), None);
        assert_eq!(start("essex"), Some((28, true)));
        assert_eq!(start("un"), None);
    }

    #[test]
    fn a_place_is_counted_in_bytes_of_the_whole_text() {
        let text = "{\"name\": \"Ynys Môn\",\n\"slug\":\n\"môn\"}";
        let file = SourceMap::default().add("a.geojson", text);
        let span = SlugPlaces::find(file, text).take("môn").unwrap();
        assert_eq!(&text[span.range()], "môn");
    }
}
