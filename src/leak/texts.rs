//! The texts of documents: those of hidden ones are looked for, those of public ones are no leak.

use super::scan::{HiddenText, TextKind};
use crate::document::{
    Account, CorrectionEntry, Document, Documents, EntrySource, Figure, Finding, FollowUpEntry,
    Heading, HiddenEntry, Inspection, Prose, ReleaseChange, Section, plain_text,
};
use crate::source::{Source, SourceKind};
use crate::text::Span;

/// Every hidden text.
pub(super) fn hidden(documents: &Documents) -> Vec<HiddenText> {
    let mut list = Vec::new();
    for missing in &documents.absent {
        if let Some((hiding, document)) = &missing.hidden {
            let mut texts = TextCollector::new(hiding.span);
            texts.name(&missing.source);
            texts.document(document);
            list.append(&mut texts.list);
        }
    }
    for hidden in &documents.hidden_findings {
        let mut texts = TextCollector::new(hidden.hiding.span);
        texts.name(&hidden.source);
        texts.finding(&hidden.finding);
        list.append(&mut texts.list);
    }
    for entry in &documents.hidden_entries {
        let mut texts = match entry {
            HiddenEntry::Figure(figure) => TextCollector::new(figure.span),
            HiddenEntry::FollowUp(entry) => TextCollector::new(entry.span),
            HiddenEntry::Correction(entry) => TextCollector::new(entry.span),
            HiddenEntry::Answer(part) => TextCollector::new(part.about.span),
            HiddenEntry::Change(change) => TextCollector::new(change.span),
        };
        match entry {
            HiddenEntry::Figure(figure) => texts.figure(figure),
            HiddenEntry::FollowUp(entry) => texts.follow_up(entry),
            HiddenEntry::Correction(entry) => texts.correction(entry),
            HiddenEntry::Answer(part) => texts.prose(&part.prose),
            HiddenEntry::Change(change) => texts.change(change),
        }
        list.append(&mut texts.list);
    }
    list
}

/// Every text of the public documents, without marks.
pub(super) fn public(documents: &Documents) -> Vec<String> {
    let mut words = Vec::new();
    for (source, document) in &documents.present {
        let mut texts = TextCollector::new(Span::new(source.file, 0..0));
        texts.name(source);
        texts.document(document);
        words.extend(texts.list.into_iter().map(|text| text.words));
    }
    words
}

struct TextCollector {
    list: Vec<HiddenText>,
    /// The place of texts that do not know their own.
    place: Span,
}

impl TextCollector {
    fn new(place: Span) -> TextCollector {
        TextCollector {
            list: Vec::new(),
            place,
        }
    }

    fn add(&mut self, kind: TextKind, words: &str, span: Span) {
        if !words.trim().is_empty() {
            self.list.push(HiddenText {
                words: words.to_owned(),
                span,
                kind,
            });
        }
    }

    fn text(&mut self, words: Option<&String>) {
        if let Some(words) = words {
            self.add(TextKind::Text, words, self.place);
        }
    }

    /// An id. One without a hyphen is an everyday word, and is looked for only in the folder `owner`.
    fn id(&mut self, id: &str, owner: &str, span: Span) {
        match id.contains('-') {
            true => self.add(TextKind::Id, id, span),
            false if !owner.is_empty() => self.add(TextKind::Id, &format!("{owner} {id}"), span),
            false => {}
        }
    }

    /// The id that a file's name gives.
    fn name(&mut self, source: &Source) {
        let kind = &source.kind;
        if let SourceKind::Inspection(id) = kind {
            self.id(id, "inspections", self.place);
        } else if let SourceKind::Term(id) = kind {
            self.id(id, "glossary", self.place);
        } else if let SourceKind::Page(id) = kind {
            // As in the path of its file, also where it has one word.
            self.add(TextKind::Id, &format!("{id}/index.html"), self.place);
            self.id(id, "", self.place);
        }
    }

    fn document(&mut self, document: &Document) {
        match document {
            Document::Account(account) => self.account(account),
            Document::Figures(figures) => figures.figures.iter().for_each(|it| self.figure(it)),
            Document::Inspection(inspection) => self.inspection(inspection),
            Document::Term(term) => {
                let spellings = term
                    .term
                    .iter()
                    .chain(&term.abbreviation)
                    .chain(&term.aliases);
                for spelling in spellings {
                    self.add(TextKind::Title, &spelling.value, spelling.span);
                }
                self.prose(&term.definition);
            }
            Document::Page(page) => {
                self.add(TextKind::Title, &page.title, self.place);
                self.text(page.summary.as_ref());
                self.sections(&page.parts);
            }
            Document::Response(response) => {
                self.citation(response.source.as_ref());
                let parts = response.parts.iter();
                parts.for_each(|part| self.prose(&part.prose));
            }
            Document::Release(file) => file.changes.iter().for_each(|it| self.change(it)),
            Document::FollowUp(file) => file.entries.iter().for_each(|it| self.follow_up(it)),
            Document::Corrections(file) => file.entries.iter().for_each(|it| self.correction(it)),
            Document::Region(_)
            | Document::Body(_)
            | Document::Topics(_)
            | Document::Measures(_)
            | Document::Places(_) => {}
        }
    }

    fn account(&mut self, account: &Account) {
        self.place = account.span.at_start();
        self.text(account.summary.as_ref());
        self.text(account.section.as_ref());
        for history in &account.history {
            self.add(TextKind::Text, &history.note, self.place);
        }
        for area in &account.areas {
            self.prose(&area.lead);
            area.findings
                .iter()
                .for_each(|finding| self.finding(finding));
        }
    }

    fn finding(&mut self, finding: &Finding) {
        self.heading(&finding.heading);
        self.prose(&finding.prose);
        for recommendation in &finding.recommendations {
            self.heading(&recommendation.heading);
            self.prose(&recommendation.prose);
        }
    }

    fn inspection(&mut self, inspection: &Inspection) {
        self.add(TextKind::Title, &inspection.title, self.place);
        self.add(TextKind::Title, &inspection.source.report, self.place);
        for stretch in &inspection.fieldwork {
            self.text(stretch.what.as_ref());
        }
        for extract in &inspection.extracts {
            self.add(TextKind::Text, &extract.dataset, extract.id.span);
            self.text(extract.covers.as_ref());
            for words in extract.filters.iter().chain(&extract.caveats) {
                self.add(TextKind::Text, words, extract.id.span);
            }
        }
        self.sections(&inspection.parts);
    }

    fn figure(&mut self, figure: &Figure) {
        self.id(&figure.id.value, "", figure.id.span);
        let texts = [&figure.what, &figure.of, &figure.words, &figure.note];
        for words in texts.into_iter().flatten() {
            self.add(TextKind::Text, words, figure.span);
        }
    }

    fn follow_up(&mut self, entry: &FollowUpEntry) {
        self.citation(entry.source.as_ref());
        self.text(entry.note.as_ref());
    }

    fn correction(&mut self, entry: &CorrectionEntry) {
        for words in [&entry.was, &entry.is, &entry.why] {
            self.add(TextKind::Text, words, entry.span);
        }
    }

    fn change(&mut self, change: &ReleaseChange) {
        let texts = [Some(&change.name), change.from.as_ref(), change.to.as_ref()];
        for words in texts.into_iter().flatten() {
            self.add(TextKind::Text, words, change.span);
        }
    }

    fn citation(&mut self, source: Option<&EntrySource>) {
        self.text(source.map(|source| &source.words));
        self.text(source.and_then(|source| source.address.as_ref()));
    }

    fn sections(&mut self, sections: &[Section]) {
        for section in sections {
            if let Some(heading) = &section.heading {
                self.add(TextKind::Title, &heading.text, heading.span);
            }
            self.prose(&section.prose);
        }
    }

    fn heading(&mut self, heading: &Heading) {
        self.add(TextKind::Title, &heading.text, heading.span);
        if let Some(id) = &heading.attributes.id {
            self.id(&id.value, "", id.span);
        }
    }

    fn prose(&mut self, prose: &Prose) {
        let Some((_, place)) = prose.events.first() else {
            return;
        };
        let words = plain_text(prose.events.iter().map(|(event, _)| event));
        self.add(TextKind::Text, &words, place.at_start());
        // Paragraphs of a few words are shorter than a window of the whole text.
        let blocks = prose.events.split(|(event, _)| is_between_blocks(event));
        for block in blocks {
            if let Some((_, place)) = block.first() {
                let words = plain_text(block.iter().map(|(event, _)| event));
                self.add(TextKind::Text, &words, place.at_start());
            }
        }
        for (event, span) in &prose.events {
            if let pulldown_cmark::Event::Start(pulldown_cmark::Tag::Image { dest_url, .. }) = event
            {
                self.add(TextKind::Id, dest_url, *span);
            }
        }
    }
}

/// Whether a block of text begins or ends here.
fn is_between_blocks(event: &pulldown_cmark::Event<'_>) -> bool {
    use pulldown_cmark::{Event, Tag, TagEnd};
    match event {
        Event::Start(tag) => !matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        Event::End(tag) => !matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image
        ),
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_)
        | Event::Html(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::Rule
        | Event::TaskListMarker(_) => false,
    }
}
