//! Marks of other programs within a line: emphasis that is not closed, formulas, highlights from
//! chats and links of wikis. They are shown as typed, which is not what the author meant.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::Span;

use super::attribute_recovery::signs;

/// How far the end of a mark is looked for, in bytes: a line may be as long as a file.
const NEAR: usize = 300;

/// How many marks of one piece of text are reported.
const MOST: usize = 10;

/// Checks the piece of text at `span` for marks within a line.
pub(super) fn in_text(span: Span, text: &str, report: &mut Report) {
    let words = &text[span.range()];
    let (mut done, mut found) = (0, 0);
    for (at, sign) in signs(words) {
        if at < done {
            continue;
        }
        if found == MOST {
            return;
        }
        let rest = near(words, at);
        let before = words[..at].chars().next_back();
        let length = match sign {
            b'*' | b'_' => emphasis(before, rest, char::from(sign)),
            b'=' => paired(before, rest, "=="),
            b'$' => formula(before, rest),
            b'[' => rest
                .starts_with("[[")
                .then(|| rest.find("]]"))
                .flatten()
                .map(|end| end + 2),
            _ => None,
        };
        let Some(length) = length else {
            continue;
        };
        done = at + length;
        found += 1;
        let mark = &rest[..length];
        let (message, help) = match sign {
            b'*' | b'_' => (
                format!("`{mark}` is shown as typed"),
                format!(
                    "write `{mark}words{mark}`, without spaces inside, or `\\{}` for the character",
                    char::from(sign)
                ),
            ),
            b'[' => (
                format!("`{mark}` is shown as typed"),
                "write a link as `[words](page:about)`".to_owned(),
            ),
            _ => (
                format!("`{mark}` is shown as typed"),
                format!("remove the marks, or put a backslash before the first: `\\{mark}`"),
            ),
        };
        let place = Span::new(span.file, at..at + length).shifted(span.start as usize);
        report.push(
            Diagnostic::new(Code::LiteralMark, message)
                .at(place)
                .help(help),
        );
        // The other end of the same mark needs no message of its own.
        if matches!(sign, b'*' | b'_')
            && let Some(close) = rest[length..].find(mark)
        {
            done += close + length;
        }
    }
}

/// What follows on the same line, as far as the end of a mark is looked for.
fn near(words: &str, at: usize) -> &str {
    let end = words.floor_char_boundary(at + NEAR);
    let rest = &words[at..end];
    rest.find('\n').map_or(rest, |line| &rest[..line])
}

/// The length of marks of emphasis that did not take.
fn emphasis(before: Option<char>, rest: &str, mark: char) -> Option<usize> {
    let length = rest.chars().take_while(|&c| c == mark).count();
    let after = rest[length..].chars().next();
    let is_free = before.is_none_or(|c| c.is_whitespace() || "(“‘\"'".contains(c));
    let begins = is_free && after.is_some_and(char::is_alphanumeric);
    match (mark, length) {
        ('*', 2) => Some(2),
        ('_', 2) if begins => Some(2),
        (_, 1) if begins => Some(1),
        _ => None,
    }
}

fn paired(before: Option<char>, rest: &str, mark: &str) -> Option<usize> {
    let inner = rest.strip_prefix(mark)?;
    let end = inner.find(mark)?;
    let is_tight = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && c != '=');
    let words = &inner[..end];
    let is_marked = !before.is_some_and(char::is_alphanumeric)
        && is_tight(words.chars().next())
        && is_tight(words.chars().next_back())
        && !words.contains('\n');
    is_marked.then_some(mark.len() * 2 + end)
}

fn formula(before: Option<char>, rest: &str) -> Option<usize> {
    let inner = rest[1..].strip_prefix('$').unwrap_or(&rest[1..]);
    let marks = rest.len() - inner.len();
    let end = inner.find('$')?;
    let words = &inner[..end];
    let after = inner[end..].trim_start_matches('$').chars().next();
    let is_formula = !before.is_some_and(char::is_alphanumeric)
        && !after.is_some_and(char::is_alphanumeric)
        && words
            .chars()
            .next()
            .is_some_and(|c| !c.is_whitespace() && !c.is_ascii_digit())
        && words
            .chars()
            .next_back()
            .is_some_and(|c| !c.is_whitespace())
        && !words.contains('\n');
    is_formula
        .then_some(marks * 2 + end)
        .filter(|&length| rest.is_char_boundary(length))
}
