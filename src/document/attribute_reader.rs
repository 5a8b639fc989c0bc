//! Reads the braces of a heading: `{#id .class key=value key="several words"}`.
//!
//! pulldown-cmark takes them off the heading's words but keeps no places and knows no quotation
//! marks, so they are read again here from the file. A mistake is reported once and then read as
//! intended, to avoid follow-on errors: a missing character must not cost a finding its kind, or
//! the site a recommendation.

use std::ops::Range;

use super::attributes::Attributes;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::{Span, Spanned, is_slug, slug};

/// Quotation marks that open or close a value, of which only the first does so rightly.
const DOUBLE: [char; 4] = ['"', '“', '”', '„'];
const SINGLE: [char; 3] = ['\'', '‘', '’'];

/// Reads the text between braces, at `span` of its file.
pub(super) fn read(inner: &str, span: Span, report: &mut Report) -> Attributes {
    let mut reader = AttributeReader {
        inner,
        span,
        attributes: Attributes::default(),
        has_open_quotation: false,
        report,
    };
    for range in parts(inner) {
        reader.part(range);
    }
    reader.attributes
}

struct AttributeReader<'a> {
    inner: &'a str,
    span: Span,
    attributes: Attributes,
    /// Whether a quotation mark is unclosed, so that words without `#`, `.` or `=` are the rest of
    /// its value.
    has_open_quotation: bool,
    report: &'a mut Report,
}

impl AttributeReader<'_> {
    fn part(&mut self, Range { start, end }: Range<usize>) {
        let part = &self.inner[start..end];
        if let Some(id) = part.strip_prefix('#') {
            self.id(Spanned::new(id.to_owned(), self.place(start + 1..end)));
        } else if let Some(class) = part.strip_prefix('.') {
            self.attributes
                .classes
                .push(Spanned::new(class.to_owned(), self.place(start + 1..end)));
        } else if let Some((key, value)) = part.split_once('=').filter(|(key, _)| !key.is_empty()) {
            let value = end - value.trim_start().len()..end;
            self.value(
                Spanned::new(
                    key.trim_end().to_owned(),
                    self.place(start..start + key.trim_end().len()),
                ),
                value,
            );
        } else if !self.has_open_quotation {
            let help = "the braces hold `#id`, `.kind` and `key=value`; put a value with spaces in quotation marks";
            self.diagnostic(
                format!("unexpected `{part}` in the braces"),
                start..end,
                help,
            );
        }
    }

    fn id(&mut self, id: Spanned<String>) {
        let diagnostic = |message| Diagnostic::new(Code::MalformedAttribute, message).at(id.span);
        if self.attributes.id.is_some() {
            self.report.push(
                diagnostic("duplicate id on one heading".to_owned()).help("keep one of them"),
            );
        } else if is_slug(&id.value) {
            self.attributes.id = Some(id);
        } else {
            let diagnostic = diagnostic(format!("`{}` cannot be an id", id.value));
            let rule = "ids are lower-case letters and digits with single hyphens";
            let fit = slug(&id.value);
            self.report.push(if fit.is_empty() {
                diagnostic.help(rule)
            } else {
                diagnostic.help(format!("{rule}: write `#{fit}`"))
            });
            // The intended id, to avoid a second diagnostic about a missing one.
            self.attributes.id = (!fit.is_empty()).then_some(Spanned {
                value: fit,
                span: id.span,
            });
        }
    }

    /// A value; `range` includes its quotation marks.
    fn value(&mut self, key: Spanned<String>, range: Range<usize>) {
        if let Some((first, _)) = self
            .attributes
            .values
            .iter()
            .find(|(first, _)| first.value == key.value)
        {
            let diagnostic = Diagnostic::new(
                Code::MalformedAttribute,
                format!("duplicate key `{}` on one heading", key.value),
            );
            let diagnostic = diagnostic
                .label(key.span, "again here")
                .label(first.span, "first here");
            self.report
                .push(diagnostic.help("keep one of them; separate several values with commas"));
            return;
        }
        let whole = key.span.start as usize - self.span.start as usize..range.end;
        let written = &self.inner[range.clone()];
        let bare = written.trim_matches(|c| DOUBLE.contains(&c));
        let at = range.start
            + (written.len() - written.trim_start_matches(|c| DOUBLE.contains(&c)).len());
        let marks = QuoteStyle::of(written);
        let help = format!(
            "write straight quotation marks: `{}=\"{}\"`",
            key.value,
            bare.trim_matches(SINGLE)
        );
        match marks {
            _ if bare.trim().is_empty() => {
                self.diagnostic(
                    format!("`{}` has no value", key.value),
                    whole,
                    "write its value, or remove it",
                );
            }
            QuoteStyle::Sound => {}
            QuoteStyle::None => {
                let tight: String = self.inner[whole.clone()].split_whitespace().collect();
                if tight.len() < whole.len() {
                    let message = format!("unexpected space around the `=` of `{}`", key.value);
                    self.diagnostic(message, whole, format!("write `{tight}` without spaces"));
                    let value =
                        Spanned::new(tight[key.value.len() + 1..].to_owned(), self.place(range));
                    self.attributes.values.push((key, value));
                    return;
                }
            }
            QuoteStyle::Unclosed => {
                self.has_open_quotation = true;
                let help = format!("close it with `\"` after the last word of `{}`", key.value);
                self.diagnostic("missing closing quotation mark".to_owned(), range, help);
            }
            QuoteStyle::NotStraight => {
                self.diagnostic(
                    format!("`{}` is not in straight quotation marks", key.value),
                    range,
                    help,
                );
            }
            QuoteStyle::Within => {
                let message = format!("unexpected quotation mark in `{written}`");
                self.diagnostic(
                    message,
                    range,
                    "put one quotation mark before the whole value and one after it",
                );
            }
        }
        let value = Spanned::new(bare.to_owned(), self.place(at..at + bare.len()));
        self.attributes.values.push((key, value));
    }

    fn diagnostic(&mut self, message: String, range: Range<usize>, help: impl Into<String>) {
        let place = self.place(range);
        self.report.push(
            Diagnostic::new(Code::MalformedAttribute, message)
                .at(place)
                .help(help),
        );
    }

    fn place(&self, range: Range<usize>) -> Span {
        Span::new(self.span.file, range).shifted(self.span.start as usize)
    }
}

/// How a value is quoted.
enum QuoteStyle {
    None,
    Sound,
    Unclosed,
    NotStraight,
    Within,
}

impl QuoteStyle {
    fn of(value: &str) -> QuoteStyle {
        let is_mark = |c: char| DOUBLE.contains(&c) || SINGLE.contains(&c);
        let mut chars = value.chars();
        let (first, last) = (
            chars.next().filter(|&c| is_mark(c)),
            chars.next_back().filter(|&c| is_mark(c)),
        );
        match (first, last) {
            (Some('"'), Some('"')) if chars.as_str().contains('"') => QuoteStyle::Within,
            (Some('"'), Some('"')) => QuoteStyle::Sound,
            (Some(_), Some(_)) => QuoteStyle::NotStraight,
            (Some(_), None) => QuoteStyle::Unclosed,
            (None, _) if value.contains(DOUBLE) => QuoteStyle::Within,
            (None, _) => QuoteStyle::None,
        }
    }
}

/// The text between braces, split at spaces outside quotation marks. `topics = a` and `topics=a, b`
/// are one part each.
fn parts(inner: &str) -> Vec<Range<usize>> {
    let after_spaces = |at: usize| inner.len() - inner[at..].trim_start().len();
    let mut parts = Vec::new();
    let mut start = after_spaces(0);
    while start < inner.len() {
        let mut end = end_of_piece(inner, start);
        loop {
            let (part, next) = (&inner[start..end], after_spaces(end));
            let goes_on = match part.starts_with(['#', '.']) {
                true => false,
                false if part.contains('=') => {
                    part.ends_with(['=', ',']) || inner[next..].starts_with(',')
                }
                false => inner[next..].starts_with('='),
            };
            let is_followed = next < inner.len() && !inner[next..].starts_with(['#', '.']);
            if !goes_on || !is_followed || end_of_key(inner, next).is_some_and(|key| key > next) {
                break;
            }
            end = end_of_piece(inner, next);
        }
        parts.push(start..end);
        start = after_spaces(end);
    }
    parts
}

/// Where the key ends that a piece begins with, if it begins with one.
fn end_of_key(inner: &str, piece: usize) -> Option<usize> {
    let key = inner[piece..].find(|c: char| !(c.is_ascii_lowercase() || c == '-'))?;
    inner[piece + key..].starts_with('=').then_some(piece + key)
}

/// Where the piece that begins at `at` ends: at a space, or at the first one after a value in
/// quotation marks.
fn end_of_piece(inner: &str, at: usize) -> usize {
    let space = |from: usize| {
        inner[from..]
            .find(char::is_whitespace)
            .map_or(inner.len(), |space| from + space)
    };
    let value = inner[at..space(at)]
        .find('=')
        .map_or(at, |equals| at + equals + 1);
    let Some(mark) = inner[value..].chars().next() else {
        return space(at);
    };
    let rest = value + mark.len_utf8();
    let close = if mark == '"' {
        inner[rest..]
            .find('"')
            .or_else(|| inner[rest..].find(DOUBLE))
    } else if DOUBLE.contains(&mark) {
        inner[rest..].find(DOUBLE)
    } else if SINGLE.contains(&mark) {
        inner[rest..].find(SINGLE)
    } else {
        None
    };
    space(close.map_or(at.max(value), |close| rest + close))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceMap;

    fn read_all(inner: &str) -> (Attributes, Vec<String>) {
        let file = SourceMap::default().add("a.md", inner);
        let mut report = Report::default();
        let read = read(inner, Span::new(file, 0..inner.len()), &mut report);
        let reports = report
            .iter()
            .map(|diagnostic| format!("{}; {}", diagnostic.message, diagnostic.help.join("; ")))
            .collect();
        (read, reports)
    }

    #[test]
    fn each_part_has_its_place() {
        let inner = r#"#the-id .kind due=2023-09-01 owner="Two “good” chiefs" topics=a-b,c"#;
        let (read, reports) = read_all(inner);
        assert_eq!(reports, [""; 0]);
        let shown = |spanned: &Spanned<String>| {
            assert_eq!(&inner[spanned.span.range()], spanned.value);
            spanned.value.clone()
        };
        assert_eq!(read.id.as_ref().map(shown).as_deref(), Some("the-id"));
        assert_eq!(read.classes.iter().map(shown).collect::<Vec<_>>(), ["kind"]);
        assert_eq!(read.value("due").map(shown).as_deref(), Some("2023-09-01"));
        assert_eq!(
            read.value("owner").map(shown).as_deref(),
            Some("Two “good” chiefs")
        );
        assert_eq!(
            read.list("topics").iter().map(shown).collect::<Vec<_>>(),
            ["a-b", "c"]
        );
    }

    #[test]
    fn a_slip_is_reported_once_and_read_as_it_was_meant() {
        for (inner, key, value, diagnostic) in [
            (
                "topics = a",
                "topics",
                "a",
                "unexpected space around the `=` of `topics`; write `topics=a` without spaces",
            ),
            (
                "topics= a due=x",
                "topics",
                "a",
                "unexpected space around the `=` of `topics`; write `topics=a` without spaces",
            ),
            (
                "topics=a, b .c",
                "topics",
                "a,b",
                "unexpected space around the `=` of `topics`; write `topics=a,b` without spaces",
            ),
            (
                "topics= due=x",
                "topics",
                "",
                "`topics` has no value; write its value, or remove it",
            ),
            (
                "topics=a topics=b",
                "topics",
                "a",
                "duplicate key `topics` on one heading; keep one of them; separate several values with commas",
            ),
            (
                "owner=“a b” .c",
                "owner",
                "a b",
                "`owner` is not in straight quotation marks; write straight quotation marks: `owner=\"a b\"`",
            ),
            (
                "owner='a b'",
                "owner",
                "'a b'",
                "`owner` is not in straight quotation marks; write straight quotation marks: `owner=\"a b\"`",
            ),
            (
                "owner=\"a b .c due=x",
                "owner",
                "a",
                "missing closing quotation mark; close it with `\"` after the last word of `owner`",
            ),
            (
                "owner=a\"b",
                "owner",
                "a\"b",
                "unexpected quotation mark in `a\"b`; put one quotation mark before the whole value and one after it",
            ),
        ] {
            let (read, reports) = read_all(inner);
            assert_eq!(reports, [diagnostic], "{inner}");
            assert_eq!(
                read.value(key).map(|value| value.value.as_str()),
                Some(value),
                "{inner}"
            );
            assert_eq!(
                read.value("due").is_some(),
                inner.contains("due="),
                "{inner}"
            );
            assert_eq!(read.has_class("c"), inner.contains(".c"), "{inner}");
        }
    }

    #[test]
    fn an_id_with_capitals_is_reported_with_one_that_is_allowed() {
        let (read, reports) = read_all("#Local-Profile");
        let help =
            "ids are lower-case letters and digits with single hyphens: write `#local-profile`";
        assert_eq!(
            reports,
            [format!("`Local-Profile` cannot be an id; {help}")]
        );
        assert_eq!(read.id.map(|id| id.value).as_deref(), Some("local-profile"));
    }
}
