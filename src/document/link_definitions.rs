//! Definitions of links, `[about]: https://example.org`: a page does not show them, so one that no link
//! uses is lost, and so is a note that begins with words in brackets and a colon.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, LinkType, Parser, Tag};

use super::event::LocatedEvent;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::Span;

/// The definitions of a text: where each is, by its name in lower case.
pub(super) struct LinkDefinitions {
    unused: BTreeMap<String, std::ops::Range<usize>>,
}

impl LinkDefinitions {
    /// Those that a parser has found.
    pub(super) fn of(parser: &Parser<'_>) -> LinkDefinitions {
        let definitions = parser.reference_definitions().iter();
        LinkDefinitions {
            unused: definitions
                .map(|(name, definition)| (key(name), definition.span.clone()))
                .collect(),
        }
    }

    /// Reports those that no link uses. `span` is the text's place.
    pub(super) fn check(&mut self, events: &[LocatedEvent<'_>], span: Span, report: &mut Report) {
        if self.unused.is_empty() {
            return;
        }
        for (event, _) in events {
            if let Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) =
                event
                && matches!(
                    link_type,
                    LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut
                )
            {
                self.unused.remove(&key(id));
            }
        }
        for (name, range) in &self.unused {
            let place = Span::new(span.file, range.clone()).shifted(span.start as usize);
            let message = "no link uses this definition, and the page does not show it";
            let diagnostic = Diagnostic::new(Code::MalformedLink, message).at(place);
            report.push(diagnostic.help(format!(
                "refer to it, as in `[words][{name}]`, or remove it; to show the line, begin it with `\\[`"
            )));
        }
    }
}

/// Names are compared without regard to case and spaces.
fn key(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
