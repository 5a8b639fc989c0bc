//! Markdown as parts: a heading each with the blocks that follow it, every event with its place in the file.
//!
//! The events are those of pulldown-cmark, owned, so that a document outlives its text and can be kept between builds.
//! Line breaks inside a paragraph are spaces here: where an author wraps a line must not matter to anything.

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};

use super::attributes::Attributes;
use super::{attribute_recovery, lint};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::{Span, Spanned};

/// Lists, quotations and emphasis within each other are read to this depth. No content needs more than a few.
const DEEPEST: usize = 32;

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
pub struct Section {
    /// The heading.
    pub heading: Option<Heading>,
    /// What follows it.
    pub prose: Prose,
}

impl Heading {
    /// Reports links and pictures: of a title that stands in lists, contents and tables, the words alone are kept.
    pub(super) fn check_title(&self, report: &mut Report) {
        for (event, span) in &self.title.events {
            let what = match event {
                Event::Start(Tag::Link { .. }) => "link",
                Event::Start(Tag::Image { .. }) => "picture",
                _ => continue,
            };
            let diagnostic =
                Diagnostic::new(Code::LinkInTitle, format!("a {what} stands in a title")).at(*span);
            report.push(diagnostic.help(format!(
                "a title is plain words; put the {what} in the first paragraph below"
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
                | TagEnd::CodeBlock,
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
pub(super) fn parse(text: &str, span: Span, report: &mut Report) -> Vec<Section> {
    let words = &text[span.range()];
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_SMART_PUNCTUATION;
    let events =
        Parser::new_ext(words, options)
            .into_offset_iter()
            .map(|(event, range)| match event {
                Event::SoftBreak => (Event::Text(CowStr::Borrowed(" ")), range),
                other => (other, range),
            });
    let mut builder = MarkdownBuilder {
        parts: vec![Section::default()],
        events: Vec::new(),
        heading: None,
        levels: Vec::new(),
        depth: 0,
        code: None,
        html: None,
        report,
    };
    let mut nesting = 0;
    for (event, range) in TextMergeWithOffset::new(events) {
        let place = Span::new(span.file, range).shifted(span.start as usize);
        let is_start = matches!(event, Event::Start(_));
        let is_end = matches!(event, Event::End(_));
        nesting += usize::from(is_start);
        if nesting <= DEEPEST {
            builder.event(event, place, text);
        } else if is_start && nesting == DEEPEST + 1 {
            builder.too_deep(place.at_start());
        }
        nesting -= usize::from(is_end);
    }
    builder.end_prose();
    builder.parts
}

struct MarkdownBuilder<'r> {
    parts: Vec<Section>,
    /// Events of the prose or heading that is being read. They are large, so a part gets a list of just the right length.
    events: Vec<(Event<'static>, Span)>,
    /// The heading whose words are being read.
    heading: Option<Heading>,
    /// The levels of the headings we are under.
    levels: Vec<u8>,
    /// How many quotations, lists and items we are inside of.
    depth: usize,
    /// The block of code that is being read.
    code: Option<CodeBlockKind<'static>>,
    /// The block of HTML that is being read, and where it begins.
    html: Option<(String, Span)>,
    report: &'r mut Report,
}

impl MarkdownBuilder<'_> {
    fn event(&mut self, event: Event<'_>, span: Span, text: &str) {
        match event {
            Event::Start(Tag::Heading { .. }) if self.depth > 0 => {
                self.enclosed_heading(first_line(span, text))
            }
            Event::End(TagEnd::Heading(_)) if self.depth > 0 => {
                self.push(Event::End(TagEnd::Paragraph), span)
            }
            Event::Start(Tag::Heading { level, .. }) => {
                self.end_prose();
                self.heading = Some(Heading {
                    level: number(level),
                    title: Prose::default(),
                    text: String::new(),
                    span: first_line(span, text),
                    attributes: Attributes::default(),
                });
            }
            Event::End(TagEnd::Heading(_)) => self.end_heading(span, text),
            Event::Start(Tag::HtmlBlock) => self.html = Some((String::new(), span)),
            Event::End(TagEnd::HtmlBlock) => self.html_block(),
            Event::Html(words) | Event::InlineHtml(words) => match &mut self.html {
                Some((block, _)) => block.push_str(&words),
                None => {
                    if let Some(words) = self.raw_html(&words, span) {
                        self.push(words, span);
                    }
                }
            },
            other => {
                match &other {
                    Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Item) => self.depth += 1,
                    Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item) => {
                        self.depth -= 1
                    }
                    Event::Start(Tag::CodeBlock(kind)) => {
                        self.code = Some(kind.clone().into_static())
                    }
                    Event::End(TagEnd::CodeBlock) => self.code = None,
                    Event::Text(words) if self.heading.is_none() && lint::may_hold(words) => {
                        match &self.code {
                            None => lint::in_words(span, text, self.report),
                            Some(CodeBlockKind::Indented) => lint::in_code(span, text, self.report),
                            Some(CodeBlockKind::Fenced(_)) => {}
                        }
                    }
                    Event::End(TagEnd::Paragraph) if self.depth == 0 => {
                        lint::bold(&self.events, self.report)
                    }
                    _ => {}
                }
                self.push(other.into_static(), span);
            }
        }
    }

    /// A heading that something encloses cannot begin a part, as the part would end in the midst of what encloses it.
    fn enclosed_heading(&mut self, span: Span) {
        let message = "a heading stands inside a list or quotation";
        let diagnostic = Diagnostic::new(Code::HeadingLevelSkipped, message).at(span);
        self.report
            .push(diagnostic.help("take the `#` away, or move it out to the left edge"));
        self.push(Event::Start(Tag::Paragraph), span);
    }

    fn too_deep(&mut self, span: Span) {
        let diagnostic = Diagnostic::new(
            Code::NestingTooDeep,
            "these words stand too deep within each other",
        )
        .at(span);
        self.report.push(
            diagnostic.help("take away marks of lists, quotations or emphasis that say nothing"),
        );
    }

    fn push(&mut self, event: Event<'static>, span: Span) {
        self.events.push((event, span));
    }

    /// Gives the last part its prose, which ends once: at the next heading or the end of the file.
    fn end_prose(&mut self) {
        if let Some(part) = self.parts.last_mut() {
            part.prose.events = self.events.drain(..).collect();
        }
    }

    fn html_block(&mut self) {
        let Some((block, span)) = self.html.take() else {
            return;
        };
        if let Some(words) = self.raw_html(block.trim_end(), span) {
            self.push(Event::Start(Tag::Paragraph), span);
            self.push(words, span);
            self.push(Event::End(TagEnd::Paragraph), span);
        }
    }

    /// HTML comes out as the text it is: an author's page must not hold what nobody checked. Comments are left out.
    fn raw_html(&mut self, html: &str, span: Span) -> Option<Event<'static>> {
        let words = without_comments(html);
        if words.trim().is_empty() {
            return None;
        }
        let diagnostic = Diagnostic::new(Code::RawHtml, "HTML is shown as it is written")
            .at(first_piece(span, html));
        self.report
            .push(diagnostic.help("say it in Markdown, or put code between backticks"));
        Some(Event::Text(words.trim_start().to_owned().into()))
    }

    fn end_heading(&mut self, span: Span, text: &str) {
        let Some(mut heading) = self.heading.take() else {
            return;
        };
        heading.title.events = self.events.drain(..).collect();
        heading.attributes = attribute_recovery::attributes(
            &mut heading.title,
            heading.level,
            span,
            text,
            self.report,
        );
        heading.text = plain_text(heading.title.events.iter().map(|(event, _)| event));
        if heading.text.trim().is_empty() {
            let diagnostic =
                Diagnostic::new(Code::EmptyHeading, "this heading has no words").at(heading.span);
            self.report
                .push(diagnostic.help("give it words or take it away"));
        }
        self.check_level(&heading, text);
        self.parts.push(Section {
            heading: Some(heading),
            prose: Prose::default(),
        });
    }

    fn check_level(&mut self, heading: &Heading, text: &str) {
        while self
            .levels
            .last()
            .is_some_and(|&level| level >= heading.level)
        {
            self.levels.pop();
        }
        let above = self.levels.last().copied().unwrap_or(1);
        if heading.level > above + 1 {
            let message = format!(
                "a heading of level {} stands under level {above}",
                heading.level
            );
            let marks = "#".repeat(usize::from(above) + 1);
            let diagnostic = Diagnostic::new(Code::HeadingLevelSkipped, message).at(heading.span);
            let line = text[heading.span.range()].trim_start_matches('#').trim();
            self.report
                .push(diagnostic.help(format!("write `{marks} {line}`")));
        }
        self.levels.push(heading.level);
    }
}

/// HTML without its comments. One that is not closed would hide all that follows, so it is no comment.
fn without_comments(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        let Some((_, after)) = comment.split_once("-->") else {
            break;
        };
        out.push_str(before);
        rest = after;
    }
    out.push_str(rest);
    out
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

fn first_line(span: Span, text: &str) -> Span {
    let line = text[span.range()].trim_end();
    let line = line.find('\n').map_or(line, |at| &line[..at]);
    Span::new(
        span.file,
        span.start as usize..span.start as usize + line.len(),
    )
}

fn first_piece(span: Span, words: &str) -> Span {
    let length = words.find('\n').unwrap_or(words.len());
    Span::new(
        span.file,
        span.start as usize..(span.start as usize + length).min(span.end as usize),
    )
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}
