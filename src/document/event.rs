//! Events of the Markdown parser with their places.

use std::ops::Range;

use pulldown_cmark::Event;

/// An event with its place in the text that is parsed.
pub(super) type LocatedEvent<'t> = (Event<'t>, Range<usize>);

/// Whether a piece of text is in the file letter by letter, without entities or escapes.
pub(super) fn is_verbatim(words: &str, range: &Range<usize>) -> bool {
    words.len() == range.len()
}
