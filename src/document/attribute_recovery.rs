//! Finds the attributes of a heading, and what remains of malformed ones in its text.
//!
//! One missing character would turn a recommendation into a sentence, or take the kind from a
//! finding, and no reader would notice. So it is an error, whose help shows the correct heading.
//! The attributes are read anyway, to avoid follow-on errors.

use std::ops::Range;

use pulldown_cmark::Event;

use super::attribute_reader;
use super::attributes::Attributes;
use super::prose::Prose;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::Span;

/// What no heading says in its words.
const SIGNS: [&str; 8] = [
    "{",
    "}",
    "(#",
    "[#",
    "topics=",
    "due=",
    "owner=",
    ".recommendation",
];

/// The attributes of the heading at `span`. Removes what remains of them in its text.
pub(super) fn attributes(
    title: &mut Prose,
    level: u8,
    span: Span,
    text: &str,
    report: &mut Report,
) -> Attributes {
    let heading =
        span.start as usize..span.start as usize + words_of_heading(&text[span.range()]).len();
    if let Some(read) = after_braces_in_words(heading.clone(), span, text, report) {
        return read;
    }
    if let Some(read) = take(title, level, heading.end, text, report) {
        return read;
    }
    // pulldown-cmark has taken them off the words, which end before them.
    let words_end = title.events.iter().map(|(_, span)| span.end as usize).max();
    let rest = &text[words_end.unwrap_or(heading.start).min(heading.end)..heading.end];
    let inner = rest
        .trim_end()
        .strip_suffix('}')
        .and_then(|rest| rest.split_once('{'));
    let Some((before, inner)) = inner else {
        return Attributes::default();
    };
    let start = heading.end - rest.len() + before.len() + 1;
    attribute_reader::read(
        inner,
        Span::new(span.file, start..start + inner.len()),
        report,
    )
}

/// Reads the braces that end a heading with other braces among its words: `Plans {lean} {#plans}`.
/// Those are reported, as they may have been meant to say something.
fn after_braces_in_words(
    heading: Range<usize>,
    span: Span,
    text: &str,
    report: &mut Report,
) -> Option<Attributes> {
    let written = text[heading.clone()].trim_end();
    let pairs: Vec<Range<usize>> = braces(written)?;
    let (last, others) = pairs.split_last()?;
    let inner = |pair: &Range<usize>| &written[pair.start + 1..pair.end - 1];
    let says_something = |pair: &Range<usize>| inner(pair).split_whitespace().any(is_part);
    let is_meant = last.end == written.len()
        && says_something(last)
        && !others.is_empty()
        && !others.iter().any(says_something);
    if !is_meant {
        return None;
    }
    for pair in others {
        let place = Span::new(span.file, pair.clone()).shifted(heading.start);
        let diagnostic = Diagnostic::new(
            Code::MalformedHeading,
            "unexpected braces in the text of a heading",
        )
        .at(place);
        report.push(diagnostic.help(format!("write `\\{{{}\\}}` to show them", inner(pair))));
    }
    let start = heading.start + last.start + 1;
    let place = Span::new(span.file, start..start + inner(last).len());
    Some(attribute_reader::read(inner(last), place, report))
}

/// The pairs of braces of a heading; `None` if any is not closed or within another.
fn braces(heading: &str) -> Option<Vec<Range<usize>>> {
    let mut pairs = Vec::new();
    let mut open = None;
    for (at, sign) in signs(heading).filter(|(_, sign)| matches!(sign, b'{' | b'}')) {
        match (sign, open.take()) {
            (b'{', None) => open = Some(at),
            (_, Some(start)) if sign == b'}' => pairs.push(start..at + 1),
            _ => return None,
        }
    }
    open.is_none().then_some(pairs)
}

/// A heading without the line of hyphens or equals signs that may underline it, or the hashes that
/// may close it.
fn words_of_heading(heading: &str) -> &str {
    let heading = heading.trim_end();
    if heading.starts_with('#') {
        let words = heading.trim_end_matches('#');
        return if words.ends_with([' ', '\t']) {
            words
        } else {
            heading
        };
    }
    match heading.rsplit_once('\n') {
        Some((words, line)) if line.trim().bytes().all(|b| b == b'-' || b == b'=') => words,
        Some(_) | None => heading,
    }
}

/// Takes the remains of braces off the words of a heading of a level, which end at `end`, and reads
/// them.
fn take(
    title: &mut Prose,
    level: u8,
    end: usize,
    text: &str,
    report: &mut Report,
) -> Option<Attributes> {
    let (at, file) = title.events.iter().find_map(|(event, span)| match event {
        Event::Text(words) if SIGNS.iter().any(|sign| words.contains(sign)) => Some((
            span.start as usize + begins(&text[span.range()])?,
            span.file,
        )),
        _ => None,
    })?;
    let start = title
        .events
        .first()
        .map_or(at, |(_, span)| span.start as usize);
    title.events.retain(|(_, span)| (span.start as usize) < at);
    for (event, span) in &mut title.events {
        if let Event::Text(words) = event
            && span.end as usize > at
        {
            let kept = text[span.start as usize..at].trim_end();
            *words = kept.to_owned().into();
            *span = Span::new(
                span.file,
                span.start as usize..span.start as usize + kept.len(),
            );
        }
    }
    let remains = AttributeRemains::of(text[at..end].trim_end());
    let inner = remains.inner();
    if let Some(why) = remains.why() {
        let whole = Span::new(file, at..at + remains.written.len());
        let words = [text[start..at].trim_end(), remains.after].join(" ");
        let within = inner.split_whitespace().collect::<Vec<_>>().join(" ");
        let help = format!(
            "write `{} {} {{{within}}}`",
            "#".repeat(usize::from(level)),
            words.trim()
        );
        let message = format!("invalid heading attributes: {why}");
        report.push(
            Diagnostic::new(Code::MalformedHeading, message)
                .at(whole)
                .help(help),
        );
    }
    Some(attribute_reader::read(
        &inner,
        Span::new(file, at..at + inner.len()),
        report,
    ))
}

/// Where, in a piece of a heading's words, what was meant as braces begins.
fn begins(piece: &str) -> Option<usize> {
    let first = |sign: u8| signs(piece).find(|&(_, b)| b == sign).map(|(at, _)| at);
    if let Some(open) = first(b'{') {
        return Some(open);
    }
    let mut at = 0;
    for word in piece.split(' ') {
        if is_part(word.trim_start_matches(['(', '['])) {
            return Some(at);
        }
        at += word.len() + 1;
    }
    first(b'}')
}

/// The ASCII signs of a text that no backslash takes their meaning from.
pub(super) fn signs(text: &str) -> impl Iterator<Item = (usize, u8)> {
    let mut is_escaped = false;
    text.bytes().enumerate().filter(move |&(_, b)| {
        let is_sign = b.is_ascii_punctuation() && !is_escaped;
        is_escaped = b == b'\\' && !is_escaped;
        is_sign
    })
}

fn is_part(word: &str) -> bool {
    let starts = |sign: char| {
        word.strip_prefix(sign)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()))
    };
    starts('#')
        || starts('.')
        || ["topics=", "due=", "owner="]
            .iter()
            .any(|key| word.starts_with(key))
}

/// What is left of braces, and the words after them.
struct AttributeRemains<'t> {
    written: &'t str,
    /// What the author meant to put between the braces.
    within: Range<usize>,
    after: &'t str,
}

impl<'t> AttributeRemains<'t> {
    fn of(written: &'t str) -> AttributeRemains<'t> {
        let end = match (written.rfind('}'), written.ends_with([')', ']'])) {
            (Some(close), _) => close,
            (None, true) => written.len() - 1,
            (None, false) => written.len(),
        };
        let after = written[end..].trim_start_matches('}').trim();
        let after = if after.contains(char::is_alphanumeric) {
            after
        } else {
            ""
        };
        AttributeRemains {
            written,
            within: 0..end,
            after,
        }
    }

    /// The text meant for the braces, with a space for each character that is not allowed there, so
    /// that spans stay valid.
    fn inner(&self) -> String {
        let inner: String = self.written[self.within.clone()]
            .chars()
            .map(|c| {
                if matches!(c, '{' | '}' | '<' | '>' | '\\') {
                    ' '
                } else {
                    c
                }
            })
            .collect();
        match inner.strip_prefix(['(', '[']) {
            Some(rest) => [" ", rest].concat(),
            None => inner,
        }
    }

    /// What is wrong. `None` if hashes close the heading: pulldown-cmark does not look for braces
    /// after them.
    fn why(&self) -> Option<&'static str> {
        let count = |sign| self.written.matches(sign).count();
        match (count('{'), count('}')) {
            (0, 0) => Some("missing `{` and `}`"),
            (0, _) => Some("missing `{`"),
            (_, 0) => Some("missing `}`"),
            (1, 1) if !self.written.ends_with('}') => Some("unexpected text after `}`"),
            (1, 1) if self.written.contains(['<', '>', '\\']) => {
                Some("`<`, `>` and `\\` are not allowed")
            }
            (1, 1) => None,
            _ => Some("more than one pair of braces"),
        }
    }
}
