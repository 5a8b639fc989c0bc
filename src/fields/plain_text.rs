//! Texts that are shown as typed: Markdown in them would show its marks.

use std::fmt;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{Node, NodeKind, ScalarStyle, unfinished_diagnostic};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Span, hidden_characters, unfinished_words};

/// What a text of the key `name`, which is shown as typed, should not hold.
pub(super) fn diagnostics(name: &str, node: &Node, text: &str) -> Vec<Diagnostic> {
    let unfinished = unfinished_words(text)
        .into_iter()
        .map(|found| unfinished_diagnostic(text, &found).at(place(node, text, found.range)));
    unfinished
        .chain(first_mark(text).map(|mark| mark.diagnostic(name, node, text)))
        .collect()
}

/// Markdown in a text.
struct Mark {
    /// The kind of Markdown.
    kind: MarkKind,
    /// The bytes of the text that it takes, with its marks.
    range: Range<usize>,
    /// What it would show.
    text: String,
}

impl Mark {
    fn diagnostic(&self, name: &str, node: &Node, text: &str) -> Diagnostic {
        let marked = &text[self.range.clone()];
        let place = place(node, text, self.range.clone());
        if self.kind == MarkKind::Html {
            let message = format!("HTML in `{name}` is shown as typed");
            let diagnostic = Diagnostic::new(Code::RawHtml, message).at(place);
            return diagnostic.help(format!("remove `{marked}`"));
        }
        let message = format!("{} in `{name}`, which is plain text", self.kind);
        let help = match self.kind {
            _ if self.text.trim().is_empty() => format!("remove `{marked}`"),
            MarkKind::Entity if !hidden_characters(&self.text).is_empty() => {
                format!("remove `{marked}`")
            }
            MarkKind::Entity => format!("write `{}`", self.text),
            MarkKind::Emphasis
            | MarkKind::Code
            | MarkKind::Link
            | MarkKind::Picture
            | MarkKind::Html
            | MarkKind::Footnote => format!("write `{}` without the marks", self.text),
        };
        Diagnostic::new(Code::MarkdownInText, message)
            .at(place)
            .help(help)
    }
}

/// A kind of Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MarkKind {
    Emphasis,
    Code,
    Link,
    Picture,
    Html,
    Entity,
    Footnote,
}

impl fmt::Display for MarkKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            MarkKind::Emphasis => "Markdown emphasis",
            MarkKind::Code => "Markdown code",
            MarkKind::Link => "a Markdown link",
            MarkKind::Picture => "a Markdown picture",
            MarkKind::Html => "HTML",
            MarkKind::Entity => "an HTML entity",
            MarkKind::Footnote => "a footnote",
        })
    }
}

/// Put before the text, so that a hyphen or number at its start makes no list.
const BEFORE: &str = "a ";

/// The first Markdown of a text on one line.
fn first_mark(text: &str) -> Option<Mark> {
    if !text.contains(['*', '_', '`', '[', '<', '~', '&']) {
        return None;
    }
    let source = format!("{BEFORE}{text}");
    let mut mark: Option<Mark> = None;
    for (event, range) in Parser::new_ext(&source, Options::ENABLE_STRIKETHROUGH).into_offset_iter()
    {
        if let Some(mark) = &mut mark {
            if range.start >= mark.range.end {
                break;
            }
            if let Event::Text(text) | Event::Code(text) = event {
                mark.text.push_str(&text);
            }
            continue;
        }
        let (kind, shown) = match event {
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => {
                (MarkKind::Emphasis, String::new())
            }
            Event::Start(Tag::Link { .. }) => (MarkKind::Link, String::new()),
            Event::Start(Tag::Image { .. }) => (MarkKind::Picture, String::new()),
            Event::Code(text) => (MarkKind::Code, text.into_string()),
            Event::InlineHtml(_) => (MarkKind::Html, String::new()),
            Event::Text(text) if is_entity(&source[range.clone()], &text) => {
                (MarkKind::Entity, text.into_string())
            }
            _ => continue,
        };
        mark = Some(Mark {
            kind,
            range,
            text: shown,
        });
    }
    let mark = mark.or_else(|| footnote(&source))?;
    let range =
        mark.range.start.checked_sub(BEFORE.len())?..mark.range.end.checked_sub(BEFORE.len())?;
    text.get(range.clone())?;
    Some(Mark { range, ..mark })
}

/// Whether the source is an entity such as `&amp;`, which Markdown replaces.
fn is_entity(typed: &str, shown: &str) -> bool {
    typed.starts_with('&') && typed.ends_with(';') && typed != shown
}

/// The first reference to a footnote.
fn footnote(source: &str) -> Option<Mark> {
    let start = source.find("[^")?;
    let length = source[start..].find([']', ' ']).filter(|&end| end > 2)? + 1;
    if !source[..start + length].ends_with(']') {
        return None;
    }
    Some(Mark {
        kind: MarkKind::Footnote,
        range: start..start + length,
        text: String::new(),
    })
}

/// The place of a part of a text in its file, or the whole value's where it was typed in another
/// way.
fn place(node: &Node, text: &str, part: Range<usize>) -> Span {
    let NodeKind::Scalar(scalar) = &node.kind else {
        return node.span;
    };
    let quote = match scalar.style {
        ScalarStyle::Plain => 0,
        ScalarStyle::Quoted => 1,
        ScalarStyle::Block => return node.span,
    };
    // With escapes or line breaks, the typed text is longer than the value.
    match node.span.range().len() == text.len() + 2 * quote {
        true => Span::new(node.span.file, part).shifted(node.span.range().start + quote),
        false => node.span,
    }
}

#[cfg(test)]
mod tests {
    use super::{MarkKind, first_mark};

    #[test]
    fn markdown_is_found_and_plain_text_is_not() {
        for (text, kind, marked, shown) in [
            ("is **good** at", MarkKind::Emphasis, "**good**", "good"),
            ("is *good* at", MarkKind::Emphasis, "*good*", "good"),
            ("_Good_", MarkKind::Emphasis, "_Good_", "Good"),
            ("~~old~~ new", MarkKind::Emphasis, "~~old~~", "old"),
            ("the `value`", MarkKind::Code, "`value`", "value"),
            (
                "see [Kent](force:kent).",
                MarkKind::Link,
                "[Kent](force:kent)",
                "Kent",
            ),
            (
                "![a map](map.png)",
                MarkKind::Picture,
                "![a map](map.png)",
                "a map",
            ),
            (
                "<https://example.org>",
                MarkKind::Link,
                "<https://example.org>",
                "https://example.org",
            ),
            ("a <b>bold</b> word", MarkKind::Html, "<b>", ""),
            ("one<br/>two", MarkKind::Html, "<br/>", ""),
            ("Smith &amp; Sons", MarkKind::Entity, "&amp;", "&"),
            ("so&#8203;", MarkKind::Entity, "&#8203;", "\u{200b}"),
            ("said[^1] so", MarkKind::Footnote, "[^1]", ""),
            (
                "both **a *b* c** d",
                MarkKind::Emphasis,
                "**a *b* c**",
                "a b c",
            ),
        ] {
            let mark = first_mark(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (mark.kind, &text[mark.range], mark.text.as_str()),
                (kind, marked, shown),
                "{text}"
            );
        }
        for text in [
            "5 * 3 * 2",
            "Marks & Spencer; R&D; &c",
            "[^ ]",
            "<5 and 6>",
            "4*",
            "snake_case_name",
            "£5 < £6",
            "[sic]",
            "R&D",
            "~5",
            "a ` b",
            "- item",
            "1. First",
            "# 1",
            "https://example.org/a_b_c",
            "2 > 1",
            "* note",
            "__",
            "**",
            "",
        ] {
            assert!(first_mark(text).is_none(), "{text}");
        }
    }
}
