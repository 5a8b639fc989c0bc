//! Marks of other programs: bullets pasted from Word, lists without their space, emphasis that is
//! not closed, formulas and highlights from chats. They are shown as typed, which is not what the
//! author meant.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::Span;

use super::attribute_recovery::signs;

const BULLETS: [char; 14] = [
    '•', '·', '◦', '▪', '▫', '‣', '●', '○', '■', '□', '⁃', '∙', '➢', '\u{f0b7}',
];

/// Checks how the lines of the paragraph at `span` begin.
pub(super) fn in_paragraph(span: Span, text: &str, report: &mut Report) {
    let paragraph = &text[span.range()];
    let mut starts = Vec::new();
    let mut at = 0;
    for line in paragraph.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start_matches(['>', ' ', '\t']).len());
        if start < at + line.trim_end().len() {
            starts.push((start, &paragraph[start..at + line.trim_end().len()]));
        }
        at += line.len();
    }
    let kinds: Vec<_> = starts.iter().map(|(_, line)| line_mark(line)).collect();
    let several = |mark: &LineMark| {
        kinds
            .iter()
            .flatten()
            .filter(|other| other.kind == mark.kind)
            .count()
            > 1
    };
    let found = starts.iter().zip(&kinds).find_map(|((start, _), mark)| {
        let mark = mark.as_ref()?;
        (!mark.kind.needs_company() || several(mark)).then_some((*start, mark))
    });
    if let Some((start, mark)) = found {
        let length = mark.length;
        let at = Span::new(span.file, start..start + length).shifted(span.start as usize);
        let written = &paragraph[start..start + length];
        let diagnostic = Diagnostic::new(
            Code::LiteralMark,
            format!("`{written}` does not begin a list item"),
        )
        .at(at);
        report.push(diagnostic.help(mark.kind.help()));
    }
}

#[derive(Debug)]
struct LineMark {
    kind: LineMarkKind,
    /// In bytes.
    length: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineMarkKind {
    /// `• one`
    Bullet,
    /// `– one`
    Dash,
    /// `(1) one`
    Bracketed,
    /// `a) one`, `a. one`
    Lettered,
    /// `1.one`
    NumberWithoutSpace,
    /// `-one`
    HyphenWithoutSpace,
}

impl LineMarkKind {
    /// Whether one line that begins so may be a sentence, and several are a list.
    fn needs_company(self) -> bool {
        match self {
            LineMarkKind::Bullet | LineMarkKind::NumberWithoutSpace => false,
            LineMarkKind::Dash
            | LineMarkKind::Bracketed
            | LineMarkKind::Lettered
            | LineMarkKind::HyphenWithoutSpace => true,
        }
    }

    fn help(self) -> &'static str {
        match self {
            LineMarkKind::Bullet | LineMarkKind::Dash | LineMarkKind::HyphenWithoutSpace => {
                "begin each item with `- `, a hyphen and a space, and leave an empty line above the list"
            }
            LineMarkKind::Bracketed | LineMarkKind::NumberWithoutSpace => {
                "begin each item with its number, a full stop and a space, like `1. `"
            }
            LineMarkKind::Lettered => {
                "leave an empty line between the items, or number them: `1. `"
            }
        }
    }
}

fn line_mark(line: &str) -> Option<LineMark> {
    let mut characters = line.chars();
    let first = characters.next()?;
    let second = characters.next();
    let found = |kind, length| Some(LineMark { kind, length });
    if BULLETS.contains(&first) {
        return found(LineMarkKind::Bullet, first.len_utf8());
    }
    if matches!(first, '–' | '—' | '−') && second.is_some_and(char::is_whitespace) {
        return found(LineMarkKind::Dash, first.len_utf8());
    }
    if first == '-' && second.is_some_and(char::is_alphabetic) {
        return found(LineMarkKind::HyphenWithoutSpace, 1);
    }
    if first == '('
        && let Some(close) = line.find(')').filter(|&close| (2..=6).contains(&close))
        && is_counter(&line[1..close])
        && line[close + 1..].starts_with(' ')
    {
        return found(LineMarkKind::Bracketed, close + 1);
    }
    let end = line.find(['.', ')']).filter(|end| (1..=4).contains(end))?;
    let rest = &line[end + 1..];
    let is_number = line[..end].bytes().all(|b| b.is_ascii_digit());
    if is_number && end < 4 && rest.starts_with(char::is_alphabetic) {
        return found(LineMarkKind::NumberWithoutSpace, end + 1);
    }
    let is_letter = end == 1 && line.as_bytes()[end] == b'.';
    if (line.as_bytes()[end] == b')' || is_letter)
        && !is_number
        && is_counter(&line[..end])
        && rest.starts_with(' ')
    {
        return found(LineMarkKind::Lettered, end + 1);
    }
    None
}

/// `12`, `b` or `iv`.
fn is_counter(mark: &str) -> bool {
    let is_roman = || mark.bytes().all(|b| b"ivxIVX".contains(&b));
    !mark.is_empty()
        && (mark.bytes().all(|b| b.is_ascii_digit())
            || (mark.len() == 1 && mark.bytes().all(|b| b.is_ascii_alphabetic()))
            || is_roman())
}

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
