//! The text of links: a screen reader reads it out alone, so it says where the link leads.

use pulldown_cmark::{Event, Tag};

use super::prose::plain_text;
use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::text::Span;

/// Texts that say nothing out of their sentence.
const VAGUE: [&str; 14] = [
    "here",
    "click here",
    "click",
    "this",
    "link",
    "this link",
    "this page",
    "page",
    "more",
    "read more",
    "find out more",
    "learn more",
    "see here",
    "details",
];

/// Checks the text of a link. `span` is the whole link.
pub(super) fn check_text(events: &[(Event<'static>, Span)], span: Span, report: &mut Report) {
    let text = plain_text(events.iter().map(|(event, _)| event));
    let is_picture = events
        .iter()
        .any(|(event, _)| matches!(event, Event::Start(Tag::Image { .. })));
    let bare = text
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    if text.trim().is_empty() && !is_picture {
        let diagnostic = Diagnostic {
            severity: Severity::Error,
            ..Diagnostic::new(Code::LinkText, "link without text")
        };
        report.push(
            diagnostic
                .at(span)
                .help("write the name of its destination between the square brackets"),
        );
    } else if VAGUE.contains(&bare.as_str()) && !is_picture {
        let message = format!(
            "the link text `{}` does not describe the destination",
            text.trim()
        );
        let diagnostic = Diagnostic::new(Code::LinkText, message).at(span);
        report.push(diagnostic.help("use the name of the destination as the text of the link"));
    }
}
