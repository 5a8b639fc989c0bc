//! How lines begin in other programs: bullets pasted from Word, lists without their space, boxes of
//! tasks and notes from chats. They are shown as typed, and run together in one paragraph.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::Span;

const BULLETS: [char; 14] = [
    '•', '·', '◦', '▪', '▫', '‣', '●', '○', '■', '□', '⁃', '∙', '➢', '\u{f0b7}',
];

/// Signs that begin the items of a list when several lines begin with one.
const SIGNS: [char; 16] = [
    '→', '⇒', '➔', '➤', '►', '▶', '❖', '☐', '☑', '☒', '✓', '✔', '✗', '✘', '✅', '❌',
];

/// Checks how the lines of the paragraph at `span` begin. Brackets with a tick begin a task of a list
/// only.
pub(super) fn in_paragraph(span: Span, text: &str, is_item: bool, report: &mut Report) {
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
    let kinds: Vec<_> = starts
        .iter()
        .map(|(_, line)| line_mark(line, is_item))
        .collect();
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
        let diagnostic = Diagnostic::new(Code::LiteralMark, mark.kind.message(written)).at(at);
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
    /// `→ one`, `☐ one`, and the letter that Word writes for a hollow bullet: `o one`
    Sign,
    /// `[] one`, `[ x ] one`, and `[x] one` outside a list
    Task,
    /// `:::note`, `[!NOTE]`
    Box,
    /// `$$`
    Formula,
}

impl LineMarkKind {
    /// Whether one line that begins so may be a sentence, and several are a list.
    fn needs_company(self) -> bool {
        match self {
            LineMarkKind::Bullet
            | LineMarkKind::NumberWithoutSpace
            | LineMarkKind::Task
            | LineMarkKind::Box
            | LineMarkKind::Formula => false,
            LineMarkKind::Dash
            | LineMarkKind::Sign
            | LineMarkKind::Bracketed
            | LineMarkKind::Lettered
            | LineMarkKind::HyphenWithoutSpace => true,
        }
    }

    /// What is wrong with the mark as it is written.
    fn message(self, written: &str) -> String {
        match self {
            LineMarkKind::Bullet
            | LineMarkKind::Dash
            | LineMarkKind::Bracketed
            | LineMarkKind::Lettered
            | LineMarkKind::NumberWithoutSpace
            | LineMarkKind::HyphenWithoutSpace
            | LineMarkKind::Sign => format!("`{written}` does not begin a list item"),
            LineMarkKind::Task => format!("`{written}` does not begin a task"),
            LineMarkKind::Box | LineMarkKind::Formula => format!("`{written}` is shown as typed"),
        }
    }

    fn help(self) -> &'static str {
        match self {
            LineMarkKind::Task => "begin each task with `- [ ] `, or `- [x] ` if it is done",
            LineMarkKind::Box => "write `>` before each line of a quotation, or remove the mark",
            LineMarkKind::Formula => "write the formula as text, or `\\$` for the character",
            LineMarkKind::Bullet
            | LineMarkKind::Dash
            | LineMarkKind::HyphenWithoutSpace
            | LineMarkKind::Sign => {
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

fn line_mark(line: &str, is_item: bool) -> Option<LineMark> {
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
    if SIGNS.contains(&first) {
        return found(LineMarkKind::Sign, first.len_utf8());
    }
    if first == 'o' && matches!(second, Some(' ' | '\t')) {
        return found(LineMarkKind::Sign, 1);
    }
    if first == '[' {
        return bracket(line, is_item);
    }
    if line.starts_with(":::") {
        return found(LineMarkKind::Box, 3);
    }
    if line == "$$" {
        return found(LineMarkKind::Formula, 2);
    }
    if first == '('
        && let Some(close) = line.find(')').filter(|&close| (2..=6).contains(&close))
        && is_counter(&line[1..close])
        && line[close + 1..].starts_with(' ')
    {
        return found(LineMarkKind::Bracketed, close + 1);
    }
    let mut start = line.bytes().take(5);
    let end = start.position(|b| matches!(b, b'.' | b')'));
    let end = end.filter(|&end| end > 0)?;
    let rest = &line[end + 1..];
    let is_number = line[..end].bytes().all(|b| b.is_ascii_digit());
    if is_number && end < 4 && rest.starts_with(char::is_alphabetic) {
        return found(LineMarkKind::NumberWithoutSpace, end + 1);
    }
    let is_letter = line.as_bytes()[end] == b'.';
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

/// A box of a task that Markdown does not read as one, or the mark of a call-out.
fn bracket(line: &str, is_item: bool) -> Option<LineMark> {
    let close = line.find(']').filter(|close| (1..=20).contains(close))?;
    let (inner, rest) = (&line[1..close], &line[close + 1..]);
    let name = inner.strip_prefix('!').unwrap_or_default();
    if !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Some(LineMark {
            kind: LineMarkKind::Box,
            length: close + 1,
        });
    }
    let is_box =
        matches!(inner.trim(), "" | "x" | "X" | "✓" | "✔") && rest.starts_with([' ', '\t']);
    let is_right = is_item && matches!(inner, " " | "x" | "X");
    (is_box && !is_right).then_some(LineMark {
        kind: LineMarkKind::Task,
        length: close + 1,
    })
}
