//! Texts that are shown as typed: Markdown in them would show its marks.

use std::fmt;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{Node, NodeKind, ScalarStyle};
use crate::text::Span;

/// Markdown in a text.
pub(super) struct Mark {
    /// The kind of Markdown.
    pub(super) kind: MarkKind,
    /// The bytes of the text that it takes, with its marks.
    pub(super) range: Range<usize>,
    /// What it would show.
    pub(super) text: String,
}

/// A kind of Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    Emphasis,
    Code,
    Link,
    Picture,
}

impl fmt::Display for MarkKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            MarkKind::Emphasis => "Markdown emphasis",
            MarkKind::Code => "Markdown code",
            MarkKind::Link => "a Markdown link",
            MarkKind::Picture => "a Markdown picture",
        })
    }
}

/// Put before the text, so that a hyphen or number at its start makes no list.
const BEFORE: &str = "a ";

/// The first Markdown of a text on one line.
pub(super) fn first_mark(text: &str) -> Option<Mark> {
    if !text.contains(['*', '_', '`', '[', '<', '~']) {
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
            _ => continue,
        };
        mark = Some(Mark {
            kind,
            range,
            text: shown,
        });
    }
    let mark = mark?;
    let range =
        mark.range.start.checked_sub(BEFORE.len())?..mark.range.end.checked_sub(BEFORE.len())?;
    text.get(range.clone())?;
    Some(Mark { range, ..mark })
}

/// The place of a part of a text in its file, or the whole value's where it was typed in another way.
pub(super) fn place(node: &Node, text: &str, part: Range<usize>) -> Span {
    let NodeKind::Scalar(scalar) = &node.kind else {
        return node.span;
    };
    let quote = match scalar.style {
        ScalarStyle::Plain => 0,
        ScalarStyle::Quoted => 1,
        ScalarStyle::Block => return node.span,
    };
    // With escapes or line breaks, what was typed is longer than what it means.
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
            "a <b>bold</b> word",
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
