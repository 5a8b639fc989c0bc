//! Words that `new` leaves for an author to write: a paragraph that begins and ends with `…`. In a
//! draft they are no error, as its author is still at work.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::visibility::Visibility;
use super::{Document, Prose};
use crate::diagnostic::{Code, Diagnostic, Report};

/// Reports the paragraphs of a document that are placeholders.
pub(super) fn check(document: &Document, report: &mut Report) {
    let is_draft = |visibility: &Visibility| matches!(visibility, Visibility::Draft(_));
    match document {
        Document::Account(account) => {
            for area in &account.areas {
                check_prose(&area.lead, report);
                let findings = area.findings.iter();
                for finding in findings.filter(|finding| !is_draft(&finding.visibility)) {
                    check_prose(&finding.prose, report);
                    finding
                        .recommendations
                        .iter()
                        .for_each(|written| check_prose(&written.prose, report));
                }
            }
        }
        Document::Inspection(inspection) => inspection
            .parts
            .iter()
            .for_each(|part| check_prose(&part.prose, report)),
        Document::Page(page) => page
            .parts
            .iter()
            .for_each(|part| check_prose(&part.prose, report)),
        Document::Response(response) => response
            .parts
            .iter()
            .for_each(|part| check_prose(&part.prose, report)),
        Document::Term(term) => check_prose(&term.definition, report),
        Document::Region(_) | Document::Body(_) | Document::Figures(_) => {}
        Document::FollowUp(_)
        | Document::Corrections(_)
        | Document::Release(_)
        | Document::Topics(_)
        | Document::Measures(_)
        | Document::Places(_) => {}
    }
}

fn check_prose(prose: &Prose, report: &mut Report) {
    let mut paragraph = None;
    for (at, (event, span)) in prose.events.iter().enumerate() {
        match event {
            Event::Start(Tag::Paragraph) => paragraph = Some((at, *span)),
            Event::End(TagEnd::Paragraph) => {
                let Some((start, span)) = paragraph.take() else {
                    continue;
                };
                if is_placeholder(&prose.events[start + 1..at]) {
                    let diagnostic = Diagnostic::new(Code::Placeholder, "unfinished text").at(span);
                    report.push(diagnostic.help("write the text, or remove the paragraph"));
                }
            }
            _ => {}
        }
    }
}

fn is_placeholder(words: &[(Event<'_>, crate::text::Span)]) -> bool {
    match (words.first(), words.last()) {
        (Some((Event::Text(first), _)), Some((Event::Text(last), _))) => {
            first.starts_with('…') && last.ends_with('…')
        }
        _ => false,
    }
}
