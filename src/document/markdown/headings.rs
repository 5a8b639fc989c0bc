//! Headings: their text and attributes, their level, and lines that became headings by mistake.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{MarkdownBuilder, attribute_recovery, first_line, plain_text};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::prose::{Heading, Prose, Section};
use crate::text::Span;

impl MarkdownBuilder<'_> {
    /// A heading that something encloses cannot begin a part, as the part would end in the midst of what encloses it.
    pub(super) fn enclosed_heading(&mut self, span: Span) {
        let message = "heading inside a list or quotation";
        let diagnostic = Diagnostic::new(Code::HeadingLevelSkipped, message).at(span);
        self.report.push(
            diagnostic.help("remove the `#`, or move the heading out of the list or quotation"),
        );
        self.push(Event::Start(Tag::Paragraph), span);
    }

    pub(super) fn end_heading(&mut self, span: Span, text: &str) {
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
                Diagnostic::new(Code::EmptyHeading, "heading without text").at(heading.span);
            self.report
                .push(diagnostic.help("write its text, or remove it"));
        }
        if self.is_underlined_by_mistake(&heading, span, text) {
            self.push(Event::Start(Tag::Paragraph), heading.span);
            self.events.append(&mut heading.title.events);
            self.push(Event::End(TagEnd::Paragraph), heading.span);
            return;
        }
        self.check_level(&heading, text);
        self.parts.push(Section {
            heading: Some(heading),
            prose: Prose::default(),
        });
    }

    /// Whether a line of three hyphens, which divides, made a heading of the paragraph above it.
    fn is_underlined_by_mistake(&mut self, heading: &Heading, span: Span, text: &str) -> bool {
        let written = text[span.range()].trim_end();
        let Some((words, line)) = written.rsplit_once('\n') else {
            return false;
        };
        let is_line =
            line.trim() == "---" || (line.trim().starts_with('-') && words.contains('\n'));
        if written.starts_with('#') || !is_line || !heading.attributes.is_empty() {
            return false;
        }
        let start = written.len() - line.trim_start().len();
        let at = Span::new(span.file, start..written.len()).shifted(span.start as usize);
        let message = "this line makes the text above it a heading";
        let diagnostic = Diagnostic::new(Code::UnderlinedHeading, message)
            .at(at)
            .label(first_line(span, text), "the text");
        self.report.push(diagnostic.help(
            "for a dividing line, leave an empty line above it; for a heading, write `## The heading`",
        ));
        true
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
                "skipped heading level: level {} under level {above}",
                heading.level
            );
            let marks = "#".repeat(usize::from(above) + 1);
            let diagnostic = Diagnostic::new(Code::HeadingLevelSkipped, message).at(heading.span);
            let line = text[heading.span.range()].trim_start_matches('#').trim();
            let diagnostic = diagnostic.help(format!("write `{marks} {line}`"));
            self.report.push(match self.levels.is_empty() {
                true => diagnostic.help("or put it under a heading of the level above"),
                false => diagnostic,
            });
        }
        self.levels.push(heading.level);
    }
}
