//! Markdown as parts: a heading each with the blocks that follow it, every event with its place in
//! the file.
//!
//! The events are those of pulldown-cmark, owned, so that a document outlives its text and can be
//! kept between builds. Line breaks inside a paragraph are spaces here: where an author wraps a
//! line must not matter to anything.

mod headings;

use std::collections::BTreeSet;

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};

use super::attributes::Attributes;
use super::footnotes::{self, Footnote};
use super::link_definitions::LinkDefinitions;
use super::lists::{self, OpenList};
use super::prose::{Heading, Prose, Section, plain_text};
use super::tables::{self, OpenTable};
use super::{attribute_recovery, blocks, inline, line_marks, links, lint};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::Span;

/// Lists, quotations and emphasis within each other are read to this depth. No content needs more
/// than a few.
const DEEPEST: usize = 32;

/// Parses the words of a file, `span` of `text`, into parts.
pub(super) fn parse(text: &str, span: Span, report: &mut Report) -> Vec<Section> {
    let words = &text[span.range()];
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_DEFINITION_LIST;
    let parser = Parser::new_ext(words, options);
    let mut definitions = LinkDefinitions::of(&parser);
    let events: Vec<_> = parser.into_offset_iter().collect();
    definitions.check(&events, span, report);
    let events = inline::prepare(events.into_iter(), words)
        .into_iter()
        .map(|(event, range)| match event {
            Event::SoftBreak => (Event::Text(CowStr::Borrowed(" ")), range),
            // One tilde is "about", two strike out.
            Event::Start(Tag::Strikethrough) | Event::End(TagEnd::Strikethrough)
                if !words[range.clone()].starts_with("~~") =>
            {
                (Event::Text(CowStr::Borrowed("~")), range)
            }
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
        table: None,
        lists: Vec::new(),
        numbers: BTreeSet::new(),
        items: Vec::new(),
        link: None,
        note: None,
        notes: Vec::new(),
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
    let MarkdownBuilder {
        mut parts,
        notes,
        report,
        ..
    } = builder;
    footnotes::place(&mut parts, notes, report);
    parts
}

struct MarkdownBuilder<'r> {
    parts: Vec<Section>,
    /// Events of the prose or heading that is being read. They are large, so a part gets a list of
    /// just the right length.
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
    /// The table that is being read.
    table: Option<OpenTable>,
    /// The lists that are being read, the outermost first.
    lists: Vec<OpenList>,
    /// The last number of each numbered list so far.
    numbers: BTreeSet<u64>,
    /// The items that are being read, and whether they have a paragraph of their own.
    items: Vec<bool>,
    /// The link that is being read: the number of the event that begins it.
    link: Option<usize>,
    /// The footnote that is being read, and the events of the part around it.
    note: Option<(String, Vec<(Event<'static>, Span)>)>,
    notes: Vec<Footnote>,
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
                    if let Some(words) = self.raw_html(&words, span, false) {
                        self.push(words, span);
                    }
                }
            },
            Event::Start(Tag::FootnoteDefinition(label)) => {
                self.depth += 1;
                self.note = Some((label.into_string(), std::mem::take(&mut self.events)));
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                self.depth = self.depth.saturating_sub(1);
                if let Some((label, around)) = self.note.take() {
                    let events = std::mem::replace(&mut self.events, around);
                    let span = first_line(span, text);
                    self.notes.push(Footnote {
                        label,
                        span,
                        prose: Prose { events },
                    });
                }
            }
            other => {
                self.check(&other, span, text);
                self.push(other.into_static(), span);
            }
        }
    }

    /// Keeps count of what is open, and checks what ends.
    fn check(&mut self, event: &Event<'_>, span: Span, text: &str) {
        match event {
            Event::Start(Tag::List(first)) => {
                self.depth += 1;
                self.lists.push(OpenList {
                    first: *first,
                    numbers: Vec::new(),
                    is_bracketed: false,
                });
            }
            Event::End(TagEnd::List(_)) => {
                self.depth = self.depth.saturating_sub(1);
                if let Some(list) = self.lists.pop() {
                    list.check(&mut self.numbers, self.report);
                }
            }
            Event::Start(Tag::Item) => {
                self.depth += 1;
                if let Some(list) = self.lists.last_mut() {
                    list.item(span, text, self.report);
                }
                self.items.push(false);
            }
            Event::Start(Tag::BlockQuote(_) | Tag::DefinitionListDefinition) => self.depth += 1,
            Event::End(TagEnd::Item) if self.items.last() == Some(&false) => {
                self.depth = self.depth.saturating_sub(1);
                self.items.pop();
                line_marks::in_paragraph(lists::own_text(span, text), text, true, self.report);
            }
            Event::End(TagEnd::Item) => {
                self.depth = self.depth.saturating_sub(1);
                self.items.pop();
            }
            // A line of colons under text makes a term of it.
            Event::End(TagEnd::DefinitionListTitle) => {
                line_marks::in_paragraph(span, text, false, self.report);
            }
            Event::End(TagEnd::BlockQuote(_) | TagEnd::DefinitionListDefinition) => {
                self.depth = self.depth.saturating_sub(1)
            }
            Event::Start(Tag::CodeBlock(kind)) => self.code = Some(kind.clone().into_static()),
            Event::End(TagEnd::CodeBlock) => self.end_code(span, text),
            Event::Start(Tag::Table(columns)) => {
                self.table = Some(OpenTable {
                    columns: columns.len(),
                    rows: Vec::new(),
                });
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                if let Some(table) = &mut self.table {
                    table.rows.push(span);
                }
            }
            Event::End(TagEnd::Table) => {
                if let Some(table) = self.table.take() {
                    table.check(text, self.report);
                }
            }
            Event::Start(Tag::Link { .. }) => self.link = Some(self.events.len() + 1),
            Event::End(TagEnd::Link) => {
                if let Some(from) = self.link.take() {
                    links::check_text(
                        self.events.get(from..).unwrap_or_default(),
                        span,
                        self.report,
                    );
                }
            }
            Event::Text(words) if self.code.is_none() => {
                lint::in_text(words, span, text, self.heading.is_some(), self.report);
            }
            Event::End(TagEnd::Paragraph) => {
                if let Some(has_paragraph) = self.items.last_mut() {
                    *has_paragraph = true;
                }
                tables::in_paragraph(span, text, self.report);
                line_marks::in_paragraph(span, text, !self.items.is_empty(), self.report);
                if self.depth == 0 {
                    lint::bold(&self.events, self.report);
                }
            }
            _ => {}
        }
    }

    fn end_code(&mut self, span: Span, text: &str) {
        match self.code.take() {
            Some(CodeBlockKind::Fenced(info)) => {
                blocks::fenced_code(span, &info, text, self.report);
            }
            Some(CodeBlockKind::Indented) if !lint::in_code(span, text, self.report) => {
                blocks::indented_code(span, text, self.report);
            }
            Some(CodeBlockKind::Indented) | None => {}
        }
    }

    fn too_deep(&mut self, span: Span) {
        let diagnostic = Diagnostic::new(
            Code::NestingTooDeep,
            "lists, quotations or emphasis nested too deeply",
        )
        .at(span);
        self.report.push(
            diagnostic
                .help("remove the marks of lists, quotations or emphasis that you do not need"),
        );
    }

    fn push(&mut self, event: Event<'static>, span: Span) {
        self.events.push((event, span));
    }

    /// Gives the last part its prose, which ends once: at the next heading or the end of the file.
    fn end_prose(&mut self) {
        if let Some(part) = self.parts.last_mut() {
            part.prose.events.append(&mut self.events);
            part.prose.events.shrink_to_fit();
        }
    }

    fn html_block(&mut self) {
        let Some((block, span)) = self.html.take() else {
            return;
        };
        let block = block.trim_end();
        if let Some(words) = self.raw_html(block, span, true) {
            self.push(Event::Start(Tag::Paragraph), span);
            self.push(words, span);
            self.push(Event::End(TagEnd::Paragraph), span);
        }
    }

    /// HTML becomes text, because a page must not contain unchecked markup. Comments are left out.
    fn raw_html(&mut self, html: &str, span: Span, is_block: bool) -> Option<Event<'static>> {
        let is_sound = blocks::html(html, span, is_block, self.report);
        let words = without_comments(html);
        if words.trim().is_empty() {
            return None;
        }
        if !is_sound {
            return Some(Event::Text(words.trim_start().to_owned().into()));
        }
        let diagnostic =
            Diagnostic::new(Code::RawHtml, "HTML is shown as text").at(first_piece(span, html));
        self.report
            .push(diagnostic.help("write it in Markdown, or put code between backticks"));
        Some(Event::Text(words.trim_start().to_owned().into()))
    }
}

/// HTML without its comments. One that is not closed would hide all that follows, so it is no
/// comment.
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
