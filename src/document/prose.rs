//! Text as Markdown events with their places, and the headings that divide it.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::attributes::Attributes;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::{Span, Spanned};

/// Blocks of text, or the words of a heading.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// Events in order, with their places.
    pub events: Vec<(Event<'static>, Span)>,
}

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its words, with emphasis and code.
    pub title: Prose,
    /// Its words, plain.
    pub text: String,
    /// The whole line.
    pub span: Span,
    /// The attributes in braces.
    pub attributes: Attributes,
}

/// A heading and what follows it up to the next. The first part of a file has no heading.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// The heading.
    pub heading: Option<Heading>,
    /// What follows it.
    pub prose: Prose,
}

impl Heading {
    /// Reports links and pictures: lists, contents and tables show only the text of a title.
    pub(super) fn check_title(&self, report: &mut Report) {
        for (event, span) in &self.title.events {
            let what = match event {
                Event::Start(Tag::Link { .. }) => "link",
                Event::Start(Tag::Image { .. }) => "picture",
                _ => continue,
            };
            let diagnostic =
                Diagnostic::new(Code::LinkInTitle, format!("{what} in a title")).at(*span);
            report.push(diagnostic.help(format!(
                "a title is plain text; put the {what} in the paragraph below it"
            )));
        }
    }
}

impl Prose {
    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }
}

/// The words of events, without marks.
pub fn plain_text<'e>(events: impl IntoIterator<Item = &'e Event<'static>>) -> String {
    let mut text = String::new();
    for event in events {
        match event {
            Event::Text(words)
            | Event::Code(words)
            | Event::InlineHtml(words)
            | Event::Html(words) => text.push_str(words),
            Event::HardBreak | Event::SoftBreak => text.push(' '),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::Heading(_)
                | TagEnd::TableCell
                | TagEnd::CodeBlock
                | TagEnd::FootnoteDefinition
                | TagEnd::DefinitionListTitle
                | TagEnd::DefinitionListDefinition,
            ) if !text.ends_with(' ') => {
                text.push(' ');
            }
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// Where an address is written inside a link or picture.
pub(crate) fn destination(dest: &str, link: Span, text: &str) -> Spanned<String> {
    let within = &text[link.range()];
    let at = within
        .rfind(dest)
        .map(|at| at..at + dest.len())
        .unwrap_or(0..within.len());
    Spanned::new(
        dest.to_owned(),
        Span::new(link.file, at).shifted(link.start as usize),
    )
}
