//! Markdown as parts: a heading each with the blocks that follow it, every event with its place in the file.
//!
//! The events are those of pulldown-cmark, owned, so that a document outlives its text and can be kept between builds.
//! Line breaks inside a paragraph are spaces here: where an author wraps a line must not matter to anything.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use super::attributes::{Attributes, attributes};
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
    /// What stands in braces.
    pub attributes: Attributes,
}

/// A heading and what follows it up to the next. The first part of a file has no heading.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// The heading.
    pub heading: Option<Heading>,
    /// What follows it.
    pub prose: Prose,
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
            Event::Text(words) | Event::Code(words) | Event::InlineHtml(words) | Event::Html(words) => {
                text.push_str(words)
            }
            Event::HardBreak | Event::SoftBreak => text.push(' '),
            Event::End(
                TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::CodeBlock,
            ) if !text.ends_with(' ') => {
                text.push(' ');
            }
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// Parses the words of a file, `span` of `text`, into parts.
pub(super) fn parse(text: &str, span: Span, report: &mut Report) -> Vec<Part> {
    let words = &text[span.range()];
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_SMART_PUNCTUATION;
    let events = Parser::new_ext(words, options).into_offset_iter().map(|(event, range)| match event {
        Event::SoftBreak => (Event::Text(CowStr::Borrowed(" ")), range),
        other => (other, range),
    });
    let mut builder = Builder { parts: vec![Part::default()], heading: None, levels: Vec::new(), report };
    // A paragraph's events average some tens of bytes each; guessing right saves copying them while the list grows.
    builder.parts[0].prose.events.reserve(words.len() / 64);
    for (event, range) in TextMergeWithOffset::new(events) {
        let place = Span::new(span.file, range).shifted(span.start as usize);
        builder.event(event, place, text);
    }
    builder.parts
}

struct Builder<'r> {
    parts: Vec<Part>,
    /// The heading whose words are being read.
    heading: Option<Heading>,
    /// The levels of the headings we are under.
    levels: Vec<u8>,
    report: &'r mut Report,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, span: Span, text: &str) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let attributes = attributes(&text[span.range()], span, self.report);
                let span = first_line(span, text);
                self.heading = Some(Heading {
                    level: number(level),
                    title: Prose::default(),
                    text: String::new(),
                    span,
                    attributes,
                });
            }
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::Html(words) | Event::InlineHtml(words) => self.raw_html(words, span),
            other => self.push(other.into_static(), span),
        }
    }

    fn push(&mut self, event: Event<'static>, span: Span) {
        let prose = match &mut self.heading {
            Some(heading) => &mut heading.title,
            None => &mut self.parts.last_mut().expect("there is always a part").prose,
        };
        prose.events.push((event, span));
    }

    /// HTML comes out as the text it is: an author's page must not hold what nobody checked.
    fn raw_html(&mut self, words: CowStr<'_>, span: Span) {
        if words.trim_start().starts_with("<!--") {
            return;
        }
        let fault = Diagnostic::new(Code::RawHtml, "HTML is shown as it is written").at(first_piece(span, &words));
        self.report.push(fault.help("say it in Markdown, or put code between backticks"));
        self.push(Event::Text(words.into_string().into()), span);
    }

    fn end_heading(&mut self) {
        let Some(mut heading) = self.heading.take() else { return };
        heading.text = plain_text(heading.title.events.iter().map(|(event, _)| event));
        if heading.text.trim().is_empty() {
            let fault = Diagnostic::new(Code::EmptyHeading, "this heading has no words").at(heading.span);
            self.report.push(fault.help("give it words or take it away"));
        }
        self.check_level(&heading);
        self.parts.push(Part { heading: Some(heading), prose: Prose::default() });
    }

    fn check_level(&mut self, heading: &Heading) {
        while self.levels.last().is_some_and(|&level| level >= heading.level) {
            self.levels.pop();
        }
        let above = self.levels.last().copied().unwrap_or(1);
        if heading.level > above + 1 {
            let message = format!("a heading of level {} stands under level {above}", heading.level);
            let marks = "#".repeat(usize::from(above) + 1);
            let fault = Diagnostic::new(Code::HeadingLevelSkipped, message).at(heading.span);
            self.report.push(fault.help(format!("write `{marks} {}`", heading.text)));
        }
        self.levels.push(heading.level);
    }
}

/// Where an address is written inside a link or picture.
pub(crate) fn destination(dest: &str, link: Span, text: &str) -> Spanned<String> {
    let within = &text[link.range()];
    let at = within.rfind(dest).map(|at| at..at + dest.len()).unwrap_or(0..within.len());
    Spanned::new(dest.to_owned(), Span::new(link.file, at).shifted(link.start as usize))
}

fn first_line(span: Span, text: &str) -> Span {
    let line = text[span.range()].trim_end();
    let line = line.find('\n').map_or(line, |at| &line[..at]);
    Span::new(span.file, span.start as usize..span.start as usize + line.len())
}

fn first_piece(span: Span, words: &str) -> Span {
    let length = words.find('\n').unwrap_or(words.len());
    Span::new(span.file, span.start as usize..(span.start as usize + length).min(span.end as usize))
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}
