//! Footnotes: each is moved below the text that refers to it, numbered in the order of reference.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::prose::{Prose, Section};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::Span;

/// A footnote as written.
#[derive(Debug)]
pub(super) struct Footnote {
    pub(super) label: String,
    pub(super) span: Span,
    pub(super) prose: Prose,
}

/// Puts footnotes below the sections that refer to them.
pub(super) fn place(sections: &mut [Section], notes: Vec<Footnote>, report: &mut Report) {
    let mut by_label: BTreeMap<String, (Footnote, Option<usize>)> = BTreeMap::new();
    for note in notes {
        let span = note.span;
        if let Some((first, _)) = by_label.get(&note.label) {
            let diagnostic = Diagnostic::new(
                Code::MalformedFootnote,
                format!("duplicate footnote `[^{}]`", note.label),
            );
            report.push(
                diagnostic
                    .label(span, "again here")
                    .label(first.span, "first here")
                    .help("give one of them another name"),
            );
            continue;
        }
        by_label.insert(note.label.clone(), (note, None));
    }
    let mut numbered = 0;
    for section in sections.iter_mut() {
        if let Some(heading) = &section.heading {
            for (event, span) in &heading.title.events {
                if let Event::FootnoteReference(label) = event {
                    let diagnostic =
                        Diagnostic::new(Code::MalformedFootnote, "footnote in a heading").at(*span);
                    report
                        .push(diagnostic.help("put the reference into the text below the heading"));
                    if let Some((_, number)) = by_label.get_mut(&**label) {
                        number.get_or_insert(0);
                    }
                }
            }
        }
        let mut here = BTreeSet::new();
        let mut added = Vec::new();
        for (event, _) in &mut section.prose.events {
            let Event::FootnoteReference(label) = event else {
                continue;
            };
            let Some((note, number)) = by_label.get_mut(&**label) else {
                continue;
            };
            let number = *number.get_or_insert_with(|| {
                numbered += 1;
                numbered
            });
            *event = Event::FootnoteReference(CowStr::from(number.to_string()));
            if here.insert(number) {
                let tag = Tag::FootnoteDefinition(number.to_string().into());
                added.push((Event::Start(tag), note.span));
                added.extend(note.prose.events.iter().cloned());
                added.push((Event::End(TagEnd::FootnoteDefinition), note.span));
            }
        }
        section.prose.events.extend(added);
    }
    for (label, (note, number)) in by_label {
        if number.is_none() {
            let diagnostic = Diagnostic::new(
                Code::MalformedFootnote,
                format!("unused footnote `[^{label}]`"),
            )
            .at(note.span);
            report.push(diagnostic.help(format!(
                "write `[^{label}]` where the note belongs, or remove the note"
            )));
        }
    }
}
