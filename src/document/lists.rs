//! Lists that an author did not mean, or with numbers that a reader would not see.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::text::Span;

/// A list that begins with a larger number is a sentence that begins with a year.
const LARGEST_FIRST: u64 = 999;

/// A list of one item with this number or a larger one, which continues no list, is a sentence that
/// begins with a day or a count. Smaller numbers are written in words there.
const SMALLEST_ALONE: u64 = 10;

/// A list while it is read.
#[derive(Debug)]
pub(super) struct OpenList {
    /// The first number of a numbered list.
    pub(super) first: Option<u64>,
    /// The numbers as typed, each with its place.
    pub(super) numbers: Vec<(u64, Span)>,
    /// Whether a bracket follows the first number: `1)`.
    pub(super) is_bracketed: bool,
}

impl OpenList {
    /// Takes the next item, which begins at `span`.
    pub(super) fn item(&mut self, span: Span, text: &str, report: &mut Report) {
        let item = &text[span.range()];
        match self.first {
            Some(_) => {
                leading_zero(span, item, self.numbers.is_empty(), report);
                let number = typed_number(item).map(|number| (number, mark(span, item)));
                let is_bracketed = |at: Span| text[at.range()].ends_with(')');
                self.is_bracketed |=
                    self.numbers.is_empty() && number.is_some_and(|(_, at)| is_bracketed(at));
                self.numbers.extend(number);
            }
            None => plus(span, item, report),
        }
    }

    /// Checks the numbers of a list that has been read. `earlier` has the last numbers of the lists
    /// before it, and gets its own.
    pub(super) fn check(&self, earlier: &mut BTreeSet<u64>, report: &mut Report) {
        let Some((&(first, at), rest)) = self.numbers.split_first() else {
            return;
        };
        if first > LARGEST_FIRST {
            let message = format!("this line is read as item {first} of a numbered list");
            let diagnostic = Diagnostic {
                severity: Severity::Error,
                ..Diagnostic::new(Code::ListNumber, message)
            };
            report.push(
                diagnostic
                    .at(at)
                    .help(format!("write `{first}\\.` to begin a sentence with it")),
            );
            return;
        }
        let continues = first
            .checked_sub(1)
            .is_some_and(|last| earlier.contains(&last));
        earlier.extend(self.numbers.last().map(|&(last, _)| last));
        if rest.is_empty()
            && !continues
            && (first > 1 && self.is_bracketed || first >= SMALLEST_ALONE)
        {
            let message = format!("this line is read as item {first} of a numbered list");
            let diagnostic = Diagnostic::new(Code::ListNumber, message).at(at);
            report.push(diagnostic.help(match self.is_bracketed {
                true => format!(
                    "write `{first}\\)` to begin a sentence with it, or `{first}.` for the item of a list"
                ),
                false => format!("write `{first}\\.` to begin a sentence with it"),
            }));
            return;
        }
        if let Some((_, again)) = rest.first()
            && rest.iter().all(|(number, _)| *number == first)
        {
            let diagnostic = Diagnostic::new(
                Code::ListNumber,
                format!("all items of this list have the number {first}"),
            );
            report.push(
                diagnostic
                    .label(*again, "shown with a number of its own")
                    .label(at, "the first item")
                    .help("write the numbers that readers should see, or `-` for a list without numbers"),
            );
        }
    }
}

/// The place of an item's own text: without its mark, up to an empty line or the blocks inside it.
pub(super) fn own_text(span: Span, text: &str) -> Span {
    let item = &text[span.range()];
    let start = item.trim_start();
    let mark = match start.find(|c: char| !c.is_ascii_digit()) {
        Some(digits) => digits + 1,
        None => start.len(),
    };
    let first = item.len() - start.len() + mark.min(start.len());
    let is_inner = |line: &str| {
        let line = line.trim();
        line.is_empty()
            || line.starts_with(['-', '*', '+', '>', '`', '~'])
            || line.starts_with(|c: char| c.is_ascii_digit())
    };
    let mut end = first;
    for (at, line) in item[first..].split_inclusive('\n').enumerate() {
        if at > 0 && is_inner(line) {
            break;
        }
        end += line.len();
    }
    Span::new(span.file, first..end).shifted(span.start as usize)
}

/// The number that an item of a numbered list is written with.
pub(crate) fn typed_number(item: &str) -> Option<u64> {
    let item = item.trim_start();
    let digits = item.find(|c: char| !c.is_ascii_digit())?;
    item[..digits].parse().ok()
}

fn mark(span: Span, item: &str) -> Span {
    let start = item.len() - item.trim_start().len();
    let length = item
        .trim_start()
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(0);
    Span::new(span.file, start..start + length + 1).shifted(span.start as usize)
}

/// Reports the number of an item whose zeros are not shown.
fn leading_zero(span: Span, item: &str, is_first: bool, report: &mut Report) {
    let typed = item
        .trim_start()
        .split(['.', ')'])
        .next()
        .unwrap_or_default();
    let Some(number) = typed_number(item).filter(|_| is_first && typed.len() > 1) else {
        return;
    };
    if typed.starts_with('0') {
        let message = format!("`{typed}` is shown as `{number}`");
        let diagnostic = Diagnostic::new(Code::ListNumber, message).at(mark(span, item));
        report.push(diagnostic.help(format!(
            "write `{number}.`, or `{typed}\\.` to show the number as typed"
        )));
    }
}

/// Reports a bullet that may be a plus sign.
fn plus(span: Span, item: &str, report: &mut Report) {
    let start = item.len() - item.trim_start().len();
    let is_plus = item[start..].strip_prefix('+').is_some_and(|rest| {
        rest.trim_start()
            .starts_with(|c: char| c.is_ascii_digit() || "£$€".contains(c))
    });
    if is_plus {
        let at = Span::new(span.file, start..start + 1).shifted(span.start as usize);
        let diagnostic = Diagnostic::new(
            Code::ListNumber,
            "`+` begins a list, and is shown as a bullet",
        )
        .at(at);
        report.push(diagnostic.help("write `-` for a bullet, or `\\+` for a plus sign"));
    }
}
