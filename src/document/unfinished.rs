//! Text that its author has not finished or not read again.

use crate::diagnostic::Report;
use crate::fields::unfinished_diagnostic;
use crate::text::{Span, unfinished_words};

/// Checks the piece of text at `span`.
pub(super) fn in_text(span: Span, text: &str, report: &mut Report) {
    let words = &text[span.range()];
    for found in unfinished_words(words) {
        let place = Span::new(span.file, found.range.clone()).shifted(span.start as usize);
        report.push(unfinished_diagnostic(words, &found).at(place));
    }
}
