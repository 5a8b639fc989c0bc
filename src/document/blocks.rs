//! Blocks that take in more than their author meant: code that is not closed, code by indentation,
//! HTML and comments that go on to the end of the file.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::Span;

/// Checks a fenced code block: that it is closed, and that it ends before the next one and before
/// the next heading.
pub(super) fn fenced_code(span: Span, info: &str, text: &str, report: &mut Report) {
    let block = &text[span.range()];
    let first = block.lines().next().unwrap_or_default();
    let mark = first.chars().next().unwrap_or('`');
    let length = first.chars().take_while(|&c| c == mark).count();
    let marks = |length: usize| match mark {
        '~' => format!("{length} tildes"),
        _ => format!("{length} backticks"),
    };
    let opening = Span::new(span.file, 0..first.trim_end().len()).shifted(span.start as usize);
    let is_closed = block.lines().count() > 1 && {
        let last = unquoted(
            block
                .trim_end_matches('\n')
                .lines()
                .next_back()
                .unwrap_or_default(),
        );
        last.len() >= length && last.chars().all(|c| c == mark)
    };
    let mut inner = lines(block)
        .skip(1)
        .map(|line| (line.clone(), unquoted(&block[line])));
    if !is_closed {
        let heading = inner.find(|(_, line)| is_heading(line));
        let diagnostic =
            Diagnostic::new(Code::UnclosedBlock, "this code block is not closed").at(opening);
        report.push(match heading {
            Some((line, words)) => diagnostic
                .label(
                    place(span, block, line, words),
                    "this heading is read as code",
                )
                .help(format!(
                    "close it with a line of {} above this heading",
                    marks(length)
                )),
            None => diagnostic.help(format!("close it with a line of {}", marks(length))),
        });
        return;
    }
    let opens_another = |line: &str| {
        let rest = line.trim_start_matches(mark);
        line.len() - rest.len() >= length.max(3)
            && rest.starts_with(|c: char| c.is_alphanumeric())
            && !rest.contains(mark)
    };
    let is_swallowed =
        |line: &str| info.trim().is_empty() && is_heading(line) && line.contains(['{', '}']);
    let Some((line, words)) = inner.find(|(_, line)| opens_another(line) || is_swallowed(line))
    else {
        return;
    };
    let at = place(span, block, line, words);
    let diagnostic = if opens_another(words) {
        Diagnostic::new(
            Code::UnclosedBlock,
            "this code block is not closed before the next one",
        )
        .at(opening)
        .label(at, "the next one opens here")
    } else {
        Diagnostic::new(
            Code::UnclosedBlock,
            "this code block is not closed before the next heading",
        )
        .at(opening)
        .label(at, "this heading is read as code")
    };
    report.push(diagnostic.help(format!(
        "close it with a line of {}; to show Markdown as an example, open it with {} and `markdown`, and close it with as many",
        marks(length),
        marks(length + 1)
    )));
}

/// Reports code that is code only because it is indented, unless a line of it was reported as a
/// heading.
pub(super) fn indented_code(span: Span, text: &str, report: &mut Report) {
    let block = &text[span.range()];
    let line = block.lines().next().unwrap_or_default().trim();
    let start = block.len() - block.trim_start().len();
    let at = Span::new(span.file, start..start + line.len()).shifted(span.start as usize);
    let diagnostic = Diagnostic::new(
        Code::IndentedCode,
        "this indented paragraph is shown as code",
    )
    .at(at);
    report.push(diagnostic.help(
        "remove the spaces before it; to show it as code, put it between two lines of three backticks",
    ));
}

/// Checks a block of HTML, or a piece of it within a line, which begins at `span`. Gives whether it
/// is sound: then only that HTML is shown as text remains to be said.
pub(super) fn html(html: &str, span: Span, is_block: bool, report: &mut Report) -> bool {
    let at = |range: Range<usize>| {
        let range = range.start.min(html.len())..range.end.min(html.len());
        let start = (span.start as usize + range.start).min(span.end as usize);
        let end = (span.start as usize + range.end).min(span.end as usize);
        Span::new(span.file, start..end)
    };
    if let Some(open) = unclosed_comment(html) {
        report.push(comment(at(open..open + 4)));
        return false;
    }
    let lower = html.trim_start().to_ascii_lowercase();
    let unclosed = ["script", "style", "pre", "textarea"]
        .into_iter()
        .find(|tag| {
            lower
                .strip_prefix('<')
                .is_some_and(|rest| rest.starts_with(tag))
        })
        .filter(|tag| is_block && !lower.contains(&format!("</{tag}")));
    if let Some(tag) = unclosed {
        let diagnostic = Diagnostic::new(Code::UnclosedBlock, format!("`<{tag}>` is not closed"));
        let line = html.lines().next().map_or(0, str::len);
        report.push(
            diagnostic
                .at(at(0..line))
                .help("remove it: Peelpress shows HTML, and everything after it, as text"),
        );
        return false;
    }
    let kept = outside_comments(html);
    let swallowed = lines(html)
        .map(|line| (line.clone(), unquoted(&html[line])))
        .find(|(line, words)| {
            is_heading(words) && kept.iter().any(|kept| kept.contains(&line.start))
        });
    if let Some((line, words)) = swallowed {
        let start = line.start + html[line.clone()].find(words).unwrap_or(0);
        let message = "this line is not a heading: the HTML above it makes it text";
        let diagnostic = Diagnostic::new(Code::MalformedHeading, message);
        report.push(
            diagnostic
                .at(at(start..start + words.len()))
                .help("leave an empty line above it"),
        );
        return false;
    }
    true
}

/// The diagnostic of a comment that is opened at `at`.
pub(super) fn comment(at: Span) -> Diagnostic {
    Diagnostic::new(Code::UnclosedBlock, "this comment is not closed")
        .at(at)
        .help("end it with `-->`, before the next empty line if it is inside a paragraph; to show the characters, write `\\<!--`")
}

/// Where a comment begins that does not end.
fn unclosed_comment(html: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(open) = html[from..].find("<!--").map(|at| from + at) {
        let Some(end) = html[open..].find("-->") else {
            return Some(open);
        };
        from = open + end + "-->".len();
    }
    None
}

/// The parts of HTML outside comments.
fn outside_comments(html: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut from = 0;
    while let Some(open) = html[from..].find("<!--").map(|at| from + at) {
        parts.push(from..open);
        from = html[open..]
            .find("-->")
            .map_or(html.len(), |end| open + end + 3);
    }
    parts.push(from..html.len());
    parts
}

/// The lines of a block, as ranges without their ends.
fn lines(block: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    block.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        start..start + line.trim_end_matches(['\n', '\r']).len()
    })
}

/// A line without indentation and the marks of quotations around it.
fn unquoted(line: &str) -> &str {
    line.trim().trim_start_matches(['>', ' ', '\t'])
}

fn is_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with([' ', '\t'])
}

fn place(span: Span, block: &str, line: Range<usize>, words: &str) -> Span {
    let start = line.start + block[line].find(words).unwrap_or(0);
    Span::new(span.file, start..start + words.len()).shifted(span.start as usize)
}
