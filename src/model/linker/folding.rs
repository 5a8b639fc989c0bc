//! Texts with one form for each letter, space, hyphen and apostrophe, and the way back to the text
//! as it is written.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text in its folded form: composed letters, lower case beyond ASCII, single spaces, plain
/// hyphens, typographic apostrophes.
pub(super) struct Folded<'t> {
    written: &'t str,
    /// The folded form, if it differs, and for each of its bytes where its letter begins as
    /// written.
    other: Option<(String, Vec<usize>)>,
}

impl<'t> Folded<'t> {
    pub(super) fn of(written: &'t str) -> Folded<'t> {
        let other = (!is_folded(written)).then(|| fold(written, true));
        Folded { written, other }
    }

    pub(super) fn text(&self) -> &str {
        self.other.as_ref().map_or(self.written, |(text, _)| text)
    }

    /// Where a place of the folded form is in the text as written.
    pub(super) fn origin(&self, at: usize) -> usize {
        match &self.other {
            Some((_, origins)) => origins.get(at).copied().unwrap_or(self.written.len()),
            None => at,
        }
    }

    /// A stretch of the folded form as it is written.
    pub(super) fn written(&self, range: Range<usize>) -> &'t str {
        let range = self.origin(range.start)..self.origin(range.end);
        self.written.get(range).unwrap_or_default()
    }
}

/// A text with its own capitals, otherwise folded.
pub(super) fn plain(text: &str) -> String {
    fold(text, false).0
}

/// A text in lower case and folded: the same for all that readers take for the same spelling.
pub(in crate::model) fn folded(text: &str) -> String {
    fold(text, true).0.to_lowercase()
}

/// Whether a text is its own folded form, apart from ASCII capitals. Nearly all are.
fn is_folded(text: &str) -> bool {
    let mut before = 'x';
    text.chars().all(|c| {
        let is_same = match c {
            ' ' => before != ' ',
            '\t' | '\n' | '\r' | '\'' => false,
            c if c.is_ascii() => true,
            '\u{ad}' | '\u{2bc}' | '‐' | '‑' => false,
            c => !(c.is_alphabetic() || c.is_whitespace() || is_combining_mark(c)),
        };
        before = c;
        is_same
    })
}

fn fold(text: &str, is_lower: bool) -> (String, Vec<usize>) {
    let mut out = String::with_capacity(text.len());
    let mut origins = Vec::with_capacity(text.len() + 1);
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at + first.len_utf8()..];
        let marks = rest.find(|c| !is_combining_mark(c)).unwrap_or(rest.len());
        let length = first.len_utf8() + marks;
        match first {
            '\u{ad}' => {}
            '\'' | '\u{2bc}' => out.push('’'),
            '‐' | '‑' => out.push('-'),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if c.is_ascii() && marks == 0 => out.push(c),
            _ => {
                let composed = text[at..at + length].nfc();
                match is_lower {
                    true => out.extend(composed.flat_map(char::to_lowercase)),
                    false => out.extend(composed),
                }
            }
        }
        origins.resize(out.len(), at);
        at += length;
    }
    origins.push(text.len());
    (out, origins)
}
