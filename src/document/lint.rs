//! Marks that CommonMark reads as text although the author meant a heading, attributes or a link.
//!
//! Markdown has no syntax errors. A heading without its space is a paragraph, a link with a space
//! in it is brackets; the page is made, and a finding is missing from it. So whatever looks like
//! such a mark is reported, except in code and after a backslash.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::RefKind;
use super::attribute_recovery::signs;
use super::{blocks, marks, stray_marks, unfinished};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::Span;

/// Checks a piece of text outside code, at `span` of `text`. The braces and hashes of a heading are
/// checked with the heading.
pub(super) fn in_text(words: &str, span: Span, text: &str, is_heading: bool, report: &mut Report) {
    if may_hold(words) {
        if !is_heading {
            in_words(span, text, report);
        }
        marks::in_text(span, text, report);
    }
    stray_marks::in_text(span, text, is_heading, report);
    unfinished::in_text(span, text, report);
}

/// Whether text may hold a mark. Nearly none does, and there are many, so this looks at each byte
/// once and does not stop.
fn may_hold(words: &str) -> bool {
    words.bytes().fold(false, |found, b| {
        found
            | matches!(
                b,
                b'{' | b'[' | b']' | b'#' | b':' | b'<' | b'*' | b'_' | b'=' | b'$'
            )
    })
}

/// Looks for slips in words of a paragraph, at `span` of `text`.
fn in_words(span: Span, text: &str, report: &mut Report) {
    let words = &text[span.range()];
    let mut done = 0;
    for (at, sign) in signs(words) {
        if at < done {
            continue;
        }
        let slip = match sign {
            b'#' if begins_line(text, span.start as usize + at) => Some(heading(words, at)),
            b'{' => braces(words, at),
            b'[' | b']' | b'(' => link(&text[span.start as usize..], done, at),
            b'<' if words[at..].starts_with("<!--") => {
                let range = at..at + "<!--".len();
                let place = Span::new(span.file, range.clone()).shifted(span.start as usize);
                report.push(blocks::comment(place));
                done = range.end;
                None
            }
            _ => None,
        };
        if let Some((range, diagnostic)) = slip {
            done = range.end;
            report.push(diagnostic.at(Span::new(span.file, range).shifted(span.start as usize)));
        }
    }
}

/// Looks for headings in code that is code only because four spaces are before it. Gives whether
/// there is one.
pub(super) fn in_code(span: Span, text: &str, report: &mut Report) -> bool {
    let mut is_found = false;
    let mut at = span.start as usize;
    for line in text[span.range()].split_inclusive('\n') {
        let written = line.trim();
        if written.starts_with("##") || written.contains("{#") || written.contains("{.") {
            is_found = true;
            let start = at + (line.len() - line.trim_start().len());
            let message = "this line is not a heading: the four spaces before it make it code";
            let diagnostic = Diagnostic::new(Code::MalformedHeading, message);
            let diagnostic = diagnostic.at(Span::new(span.file, start..start + written.len()));
            report.push(
                diagnostic.help("remove the spaces before it; to show it as code, put it between lines of three backticks"),
            );
        }
        at += line.len();
    }
    is_found
}

/// Reports a paragraph, the last of `events`, that is a heading in bold.
pub(super) fn bold(events: &[(Event<'static>, Span)], report: &mut Report) {
    let Some((Event::End(TagEnd::Strong), span)) = events.last() else {
        return;
    };
    let begins =
        |(event, at): &(Event<'_>, Span)| matches!(event, Event::Start(Tag::Strong)) && at == span;
    let Some(strong) = events.iter().rposition(begins) else {
        return;
    };
    let is_alone = strong > 0 && matches!(events[strong - 1].0, Event::Start(Tag::Paragraph));
    let words = super::plain_text(events[strong..].iter().map(|(event, _)| event));
    if is_alone && !words.ends_with(['.', '?', '!', ':', ';', ',', '…', '”', '’', ')', '}']) {
        let diagnostic = Diagnostic::new(
            Code::BoldHeading,
            "this bold line looks like a heading but is not one",
        )
        .at(*span);
        report.push(diagnostic.help(format!(
            "write `### {words}`, with as many `#` as its level; or end it as a sentence"
        )));
    }
}

type Lint = (Range<usize>, Diagnostic);

fn begins_line(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\t', '>']);
    before.is_empty() || before.ends_with('\n')
}

/// A line that begins with hashes at `at` and is no heading.
fn heading(words: &str, at: usize) -> Lint {
    let line = rest_of_line(words, at);
    let rest = line.trim_start_matches('#');
    let hashes = &line[..line.len() - rest.len()];
    let why = match rest.chars().next() {
        _ if hashes.len() > 6 => "a heading has at most six `#`".to_owned(),
        Some(' ' | '\t') | None => "it is indented too far".to_owned(),
        Some(c) if c.is_whitespace() => format!("there is a no-break space after `{hashes}`"),
        Some(_) => format!("there is no space after `{hashes}`"),
    };
    let hashes = &hashes[..hashes.len().min(6)];
    let diagnostic = Diagnostic::new(
        Code::MalformedHeading,
        format!("this line is not a heading: {why}"),
    );
    let help = format!(
        "write `{hashes} {}`; if no heading is meant, write `\\#`",
        rest.trim()
    );
    (at..at + line.len(), diagnostic.help(help))
}

/// Heading attributes outside a heading: below it, or after a line that is not a heading.
fn braces(words: &str, at: usize) -> Option<Lint> {
    let line = near(words, at);
    let inner = &line[1..];
    let is_meant = inner
        .strip_prefix(['#', '.'])
        .is_some_and(|name| name.starts_with(|c: char| c.is_alphanumeric()))
        || ["topics=", "due=", "owner="]
            .iter()
            .any(|key| inner.starts_with(key));
    let end = line.find('}').map_or(line.len(), |close| close + 1);
    let diagnostic = Diagnostic::new(
        Code::MalformedHeading,
        "heading attributes outside a heading",
    );
    let help = "put them at the end of a heading: `### The title {#its-id}`; to show them, put them between backticks";
    is_meant.then(|| (at..at + end, diagnostic.help(help)))
}

/// Brackets that are not a link, after the last ones that were reported.
fn link(words: &str, done: usize, at: usize) -> Option<Lint> {
    let (before, line) = (&words[done..at], near(words, at));
    let names = |rest: &str| {
        RefKind::schemes().iter().any(|scheme| {
            let name = rest
                .strip_prefix(scheme)
                .and_then(|rest| rest.strip_prefix(':'));
            name.is_some_and(|name| name.starts_with(|c: char| !c.is_whitespace()))
        })
    };
    let address = |rest: &str| {
        names(rest)
            || ["https://", "http://", "mailto:"]
                .iter()
                .any(|start| rest.starts_with(start))
    };
    let help = if let Some(target) = line.strip_prefix("](") {
        match target.split_once(')').map(|(target, _)| target) {
            None => "close it with `)`: `[words](force:kent)`",
            Some(target) if target.trim().contains(char::is_whitespace) => {
                "remove the space inside `( )`: write an id, as in `[words](force:kent)`, or a file name without spaces"
            }
            Some(_) => "write it like `[words](force:kent)`",
        }
    } else if line
        .strip_prefix("] (")
        .or_else(|| line.strip_prefix("]\n("))
        .is_some_and(address)
    {
        "remove the space between `]` and `(`"
    } else if line.starts_with("][") {
        "write the destination in round brackets: `[words](force:kent)`"
    } else if line.starts_with("[^") && line.find(']').is_some_and(|end| end > 2) {
        "this footnote has no text: add a line `[^name]: Its text.` below the paragraph, with the same name"
    } else if line
        .strip_prefix('[')
        .is_some_and(|rest| names(rest) || (before.ends_with(')') && address(rest)))
    {
        "write the text in square brackets and the destination in round ones: `[words](force:kent)`"
    } else if line.strip_prefix('(').is_some_and(names) {
        "write the text in square brackets before it: `[words](force:kent)`"
    } else {
        return None;
    };
    // What opens it, of which the sign that was found is the middle.
    let open = match line.as_bytes()[0] {
        b']' => before.rfind('['),
        _ if before.ends_with(')') => before.rfind('('),
        _ => None,
    };
    let start = open.map_or(at, |open| done + open);
    let second = line[1..]
        .find(['(', '[', '^'])
        .filter(|_| line.starts_with(']'))
        .map_or(0, |second| second + 1);
    let end = line[second..]
        .find([')', ']'])
        .map_or(line.len(), |close| second + close + 1);
    let diagnostic = Diagnostic::new(Code::MalformedLink, "invalid link, which is shown as typed");
    Some((start..at + end, diagnostic.help(help)))
}

fn rest_of_line(words: &str, at: usize) -> &str {
    let line = &words[at..];
    line.find('\n').map_or(line, |end| &line[..end]).trim_end()
}

/// The rest of the line, as far as anybody reads to understand a bracket: a line may be as long as
/// a file.
fn near(words: &str, at: usize) -> &str {
    let mut end = words.len().min(at + 300);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    rest_of_line(&words[..end], at)
}
