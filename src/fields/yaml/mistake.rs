//! Syntax errors of YAML in an author's terms: what is wrong, where, and what to type.
//!
//! The parser says which rule was broken and where it gave up, which may be a line too early or a
//! character too late. The smallest wrong part is found in the text.

use std::ops::Range;

use granit_parser::{ErrorKind, ScanError};

use super::DEEPEST;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Span, Spanned};

const QUOTE: &str = "put quotation marks around the whole value";
const INDENT: &str = "indent this line as far as the lines it belongs with";

/// What is wrong, where, and what to type.
struct Mistake {
    message: String,
    range: Range<usize>,
    help: &'static str,
}

/// The diagnostic for a syntax error in a text that is at
/// `span` of its file. What could be read ends at `last_end`.
pub(super) fn diagnostic(error: &ScanError, text: &str, last_end: usize, span: Span) -> Diagnostic {
    let at = error.marker().byte_offset().unwrap_or_default();
    let place = MistakeSite::new(text, at, last_end);
    let Mistake {
        message,
        range,
        help,
    } = mistake(error.kind(), &place);
    let span = Span::new(span.file, range).shifted(span.start as usize);
    Diagnostic::new(Code::YamlSyntax, message)
        .at(span)
        .help(help)
}

/// The diagnostic for a key that a map has already.
pub(super) fn duplicate_key(key: &Spanned<String>, first: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateKey, format!("duplicate key `{}`", key.value))
        .label(key.span, "")
        .label(first, "first used here")
        .help("remove one of the two")
}

/// The surroundings of an error.
struct MistakeSite<'t> {
    text: &'t str,
    /// Where the parser gave up.
    at: usize,
    /// Where what it could read ends.
    last_end: usize,
    /// The line, without its line break.
    line: Range<usize>,
}

impl<'t> MistakeSite<'t> {
    fn new(text: &'t str, at: usize, last_end: usize) -> MistakeSite<'t> {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        MistakeSite {
            text,
            at,
            last_end: last_end.min(at),
            line: start..end,
        }
    }

    fn character(&self, at: usize) -> Range<usize> {
        at..self.text[at..]
            .chars()
            .next()
            .map_or(at, |c| at + c.len_utf8())
    }

    /// The line without its indentation.
    fn content(&self) -> Range<usize> {
        let line = &self.text[self.line.clone()];
        let end = self.line.start + line.trim_end().len();
        (self.line.end - line.trim_start().len()).min(end)..end
    }

    /// The first tab of the line or of those below it.
    fn tab(&self) -> Range<usize> {
        let tab = self.text[self.line.start..].find('\t');
        self.character(tab.map_or(self.at, |tab| self.line.start + tab))
    }

    /// A space of the line that YAML does not treat as one, such as the no-break space of word
    /// processors.
    fn odd_space(&self) -> Option<Range<usize>> {
        let mut characters = self.text[self.line.clone()].char_indices();
        let (at, _) = characters.find(|&(_, c)| c.is_whitespace() && !c.is_ascii())?;
        Some(self.character(self.line.start + at))
    }

    /// The quotation mark that begins the value that is not closed.
    fn opening_quote(&self) -> Range<usize> {
        let unread = &self.text[self.last_end..];
        let begins_value = |at: usize| {
            let before = self.text[..self.last_end + at].chars().next_back();
            before.is_none_or(|c| c.is_whitespace() || "[{,".contains(c))
        };
        let quote = unread
            .match_indices(['"', '\''])
            .find(|&(at, _)| begins_value(at));
        self.character(quote.map_or(self.at, |(at, _)| self.last_end + at))
    }

    /// The first unknown escape after the error's place, with its letter.
    fn unknown_escape(&self) -> Option<Range<usize>> {
        const KNOWN: &str = "0abt\tnvfre \"/\\N_LPxuU\r\n";
        let mut characters = self.text[self.last_end..].char_indices();
        while let Some((at, c)) = characters.next() {
            if c != '\\' {
                continue;
            }
            match characters.next() {
                Some((_, escaped)) if KNOWN.contains(escaped) => {}
                Some((letter, escaped)) => {
                    let start = self.last_end + at;
                    return Some(start..self.last_end + letter + escaped.len_utf8());
                }
                None => return None,
            }
        }
        None
    }

    /// Whether the line is an item of a list.
    fn is_item(&self) -> bool {
        let content = &self.text[self.content()];
        content == "-" || content.starts_with("- ")
    }
}

fn mistake(kind: &ErrorKind, place: &MistakeSite<'_>) -> Mistake {
    let is = |message: &str, range, help| Mistake {
        message: message.to_owned(),
        range,
        help,
    };
    let here = place.character(place.at);
    match kind {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => is("unexpected tab", place.tab(), "indent with spaces"),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => not_a_key(place),
        ErrorKind::MappingValueNotAllowed => colon_in_value(place),
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar => is(
            "missing closing quote",
            place.opening_quote(),
            "close the quotation mark at the end of the value; lines that continue it are indented",
        ),
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => is(
            "unexpected text after the closing quote",
            here,
            "put double quotation marks around the whole value, and write `\\\"` for one within it",
        ),
        ErrorKind::UnknownQuotedScalarEscape => {
            let range = place.unknown_escape().unwrap_or(here);
            Mistake {
                message: format!("unknown escape `{}`", &place.text[range.clone()]),
                range,
                help: "write `\\\\` for a backslash, or put single quotation marks around the value",
            }
        }
        ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => is(
            "incomplete escape",
            here,
            "type the character itself in place of its number",
        ),
        ErrorKind::UnclosedFlowCollection { open } => unclosed(*open, place),
        ErrorKind::UnexpectedEofFlowSequence | ErrorKind::ExpectedFlowSequenceSeparator => {
            unclosed('[', place)
        }
        ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator => unclosed('{', place),
        ErrorKind::InvalidColonPlacement | ErrorKind::BlockEntryInFlowCollection => {
            let before = &place.text[..place.at];
            unclosed(before.chars().rfind(|c| "[{".contains(*c)).unwrap_or('['), place)
        }
        ErrorKind::MisplacedFlowCollectionEnd | ErrorKind::MismatchedFlowCollectionEnd { .. } => {
            Mistake {
                message: format!("unexpected `{}`", &place.text[here.clone()]),
                range: here,
                help: QUOTE,
            }
        }
        ErrorKind::InvalidDocumentEnd | ErrorKind::ExpectedDocumentStart => is(
            "unexpected text after the keys",
            place.content(),
            "remove it, or write it as `key: value`",
        ),
        ErrorKind::CommentNotSeparated => is(
            "missing space before `#`",
            here,
            "put a space before a comment, or quotation marks around the whole value",
        ),
        ErrorKind::CommentInterceptedScalar => is(
            "a comment in the middle of a value",
            here,
            "move the comment above the key, or put quotation marks around the whole value",
        ),
        ErrorKind::InvalidBlockScalarHeader | ErrorKind::ZeroBlockScalarIndent => is(
            "unexpected text after `|` or `>`",
            here,
            "begin the text on the next line, indented, or put quotation marks around it",
        ),
        ErrorKind::RecursionLimitExceeded => Mistake {
            message: format!("lists and keys nested more than {DEEPEST} deep"),
            range: here,
            help: "remove the surplus brackets or indentation",
        },
        ErrorKind::BomInsideDocument => is(
            "unexpected byte order mark (U+FEFF)",
            here,
            "delete this invisible character",
        ),
        ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::InvalidFlowScalarIndent => {
            wrong_start(place).unwrap_or_else(|| unexpected_indentation(place))
        }
        // The parser's list is open; what is left concerns the first character of a value, or rare
        // parts of YAML.
        _ => wrong_start(place).unwrap_or_else(|| {
            is(
                "invalid YAML",
                here,
                "look for a missing space after a colon, uneven indentation or a missing closing quote",
            )
        }),
    }
}

/// A line that should be `key: value`.
fn not_a_key(place: &MistakeSite<'_>) -> Mistake {
    if let Some(range) = place.odd_space() {
        return Mistake {
            message: "no-break space instead of a space".to_owned(),
            range,
            help: "replace it with an ordinary space",
        };
    }
    let range = place.content();
    let line = &place.text[range.clone()];
    let is_key =
        |key: &str| !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if let Some((key, _)) = line.split_once(':').filter(|(key, _)| is_key(key)) {
        let colon = range.start + key.len();
        return Mistake {
            message: "missing space after the colon".to_owned(),
            range: colon..colon + 1,
            help: "write `key: value`",
        };
    }
    Mistake {
        message: "missing key".to_owned(),
        range,
        help: "write `key: value`; a value over several lines is indented",
    }
}

/// A colon and a space within a value, or a line whose indentation makes it part of the value
/// above.
fn colon_in_value(place: &MistakeSite<'_>) -> Mistake {
    if let Some(range) = place.odd_space() {
        return Mistake {
            message: "no-break space instead of a space".to_owned(),
            range,
            help: "replace it with an ordinary space",
        };
    }
    if place.text[place.line.start..place.at].contains(": ") {
        return Mistake {
            message: "unexpected `: ` in a value".to_owned(),
            range: place.character(place.at),
            help: QUOTE,
        };
    }
    Mistake {
        help: "begin the line under the key above it; a value that holds a colon and a space needs quotation marks",
        ..unexpected_indentation(place)
    }
}

fn unexpected_indentation(place: &MistakeSite<'_>) -> Mistake {
    let content = place.content();
    let message = match place.is_item() && content.start == place.line.start {
        true => "unexpected list item",
        false => "unexpected indentation",
    };
    let indentation = place.line.start..content.start;
    Mistake {
        message: message.to_owned(),
        range: if indentation.is_empty() {
            content
        } else {
            indentation
        },
        help: if message == "unexpected list item" {
            "put the list under a key: `key:` on a line of its own above it"
        } else {
            INDENT
        },
    }
}

fn unclosed(open: char, place: &MistakeSite<'_>) -> Mistake {
    let close = if open == '[' { ']' } else { '}' };
    let opening = place.text[..place.at].rfind(open);
    let opening = if place.text[place.at..].starts_with(open) {
        Some(place.at)
    } else {
        opening
    };
    Mistake {
        message: format!("missing closing `{close}`"),
        range: place.character(opening.unwrap_or(place.at)),
        help: "close the bracket, or put quotation marks around the whole value",
    }
}

/// A value that begins with a character that means something else to YAML.
fn wrong_start(place: &MistakeSite<'_>) -> Option<Mistake> {
    const SPECIAL: [char; 15] = [
        '%', '`', '@', '*', '&', '!', '|', '>', '-', '?', '{', '}', '[', ']', ',',
    ];
    let before = &place.text[place.line.start..place.at];
    let begins_value =
        before.ends_with([' ', '\t', '[', ',']) && before.contains([':', '-', '[', ',']);
    let is_line_start = before.is_empty() && !place.is_item();
    if !(begins_value || is_line_start) || !place.text[place.at..].starts_with(SPECIAL) {
        return None;
    }
    let range = place.character(place.at);
    let what = if is_line_start { "a line" } else { "a value" };
    let character = &place.text[range.clone()];
    Some(Mistake {
        // A backtick cannot be shown between backticks.
        message: match character {
            "`" => format!("{what} cannot start with a backtick"),
            character => format!("{what} cannot start with `{character}`"),
        },
        range,
        help: QUOTE,
    })
}
