//! Hidden characters that a GeoJSON file holds as escapes, such as `\u202e`. Those in its text itself are
//! reported when it is read.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::{FileId, Span, hidden_characters};

/// Reports them. JSON has a backslash in strings only.
pub(super) fn check(file: FileId, text: &str, report: &mut Report) {
    if !text.contains('\\') {
        return;
    }
    let (read, escapes) = unescaped(text);
    for hidden in hidden_characters(&read) {
        let Ok(found) = escapes.binary_search_by_key(&hidden.at, |(at, _)| *at) else {
            continue;
        };
        let message = format!("hidden character {}", hidden.description());
        let diagnostic = Diagnostic::new(Code::HiddenCharacter, message)
            .at(Span::new(file, escapes[found].1.clone()));
        report.push(diagnostic.help("remove the escape for it"));
    }
}

/// The text with its escapes replaced, and for each the places of its character and of the escape.
fn unescaped(text: &str) -> (String, Vec<(usize, Range<usize>)>) {
    let (mut read, mut escapes) = (String::with_capacity(text.len()), Vec::new());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        read.push_str(&rest[..at]);
        let (character, length) = escape(&rest[at..]);
        let start = text.len() - rest.len() + at;
        escapes.push((read.len(), start..start + length));
        read.push(character);
        rest = &rest[at + length..];
    }
    read.push_str(rest);
    (read, escapes)
}

/// The character of an escape, and its length in bytes.
fn escape(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    if let Some(first) = unit(0) {
        let units = [first, unit(6).unwrap_or_default()];
        return match char::decode_utf16(units).next() {
            Some(Ok(character)) => (character, 6 * character.len_utf16()),
            Some(Err(_)) | None => (' ', 6),
        };
    }
    match text[1..].chars().next() {
        Some('b') => ('\u{8}', 2),
        Some('f') => ('\u{c}', 2),
        Some(other) => (' ', 1 + other.len_utf8()),
        None => (' ', 1),
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::diagnostic::Report;
    use crate::text::SourceMap;

    fn places(text: &str) -> Vec<&str> {
        let file = SourceMap::default().add("areas.geojson", text);
        let mut report = Report::default();
        check(file, text, &mut report);
        let span = |label: &crate::diagnostic::Label| &text[label.span.range()];
        report
            .iter()
            .filter_map(|diagnostic| diagnostic.labels.first().map(span))
            .collect()
    }

    #[test]
    fn escapes_for_hidden_characters_are_found_in_their_place() {
        assert_eq!(places(r#"{"slug": "k\u202eent"}"#), [r"\u202e"]);
        assert_eq!(
            places(r#"["\u0007", "\b", "\f"]"#),
            [r"\u0007", r"\b", r"\f"]
        );
        assert_eq!(places(r#""\udb40\udc41""#), [r"\udb40\udc41"]);
        assert!(places(r#"["\\u202e", "\u00e9", "\n\t\"", "\ud83d\ude00", "\ud83d"]"#).is_empty());
        assert!(places("\"\\u20").is_empty());
    }
}
