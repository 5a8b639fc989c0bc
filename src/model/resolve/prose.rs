//! Resolves the words of a document: links become targets, first mentions of terms become links.

use std::collections::{BTreeSet, HashSet};

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::page_anchors::PageAnchors;
use super::{link_advice, list_numbers, references};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::document;
use crate::model::linker::Linker;
use crate::model::mentions::SectionMentions;
use crate::model::{
    Account, Corpus, Id, MentionSite, Note, Picture, Piece, Prose, Subject, Target, Term,
};
use crate::text::{SourceMap, Span, Spanned};

/// Something resolved, with what was found on the way.
#[derive(Debug)]
pub(super) struct Resolved<T> {
    pub(super) value: T,
    pub(super) mentions: SectionMentions,
    pub(super) report: Report,
}

/// Resolves words. One for each document, so that documents can be resolved in parallel.
pub(super) struct ProseResolver<'a> {
    corpus: &'a Corpus,
    linker: &'a Linker,
    sources: &'a SourceMap,
    pictures: &'a HashSet<String>,
    anchors: &'a PageAnchors,
    place: Option<MentionSite>,
    /// Terms already mentioned in this stretch.
    mentioned: BTreeSet<Id<Term>>,
    mentions: Vec<(Target, MentionSite)>,
    /// How many texts with footnotes were resolved.
    noted: usize,
    pub(super) report: Report,
}

/// What the events we are inside of mean for terms and links.
#[derive(Default)]
struct LinkState {
    /// Links, headings and code: no term is linked there.
    closed: usize,
    /// For each open link, whether it was kept.
    links: Vec<LinkKind>,
    /// A picture's alternative text, while it is read.
    picture: Option<(String, Span, String)>,
    /// The numbers of the footnotes that were referred to.
    notes: BTreeSet<String>,
}

enum LinkKind {
    Ours,
    Other,
    Dropped,
}

impl<'a> ProseResolver<'a> {
    pub(super) fn new(
        corpus: &'a Corpus,
        linker: &'a Linker,
        sources: &'a SourceMap,
        (pictures, anchors): (&'a HashSet<String>, &'a PageAnchors),
    ) -> ProseResolver<'a> {
        ProseResolver {
            corpus,
            linker,
            sources,
            pictures,
            anchors,
            place: None,
            mentioned: BTreeSet::new(),
            mentions: Vec::new(),
            noted: 0,
            report: Report::default(),
        }
    }

    /// Sets where the words that come next are.
    pub(super) fn at(&mut self, place: MentionSite) {
        self.place = Some(place);
        if let MentionSite::Term(own) = place {
            // A definition does not link its own term.
            self.mentioned.insert(own);
        }
    }

    /// Begins a new question area, where terms are linked again.
    pub(super) fn new_section(&mut self) {
        self.mentioned.clear();
        if let Some(MentionSite::Term(own)) = self.place {
            self.mentioned.insert(own);
        }
    }

    /// The report, for a caller that adds diagnostics of its own.
    pub(super) fn finish<T>(self, value: T) -> Resolved<T> {
        Resolved {
            value,
            mentions: self.mentions.into(),
            report: self.report,
        }
    }

    /// Resolves words.
    pub(super) fn prose(&mut self, prose: document::Prose) -> Prose {
        let mut pieces = Vec::with_capacity(prose.events.len() + 8);
        let mut inside = LinkState::default();
        let numbers = list_numbers::typed(&prose.events, self.sources);
        for (at, (event, span)) in prose.events.into_iter().enumerate() {
            match numbers.get(&at) {
                Some(&number) => pieces.push((Piece::NumberedItem(number), span)),
                None => self.event(event, span, &mut inside, &mut pieces),
            }
        }
        Prose {
            pieces: pieces.into(),
        }
    }

    fn event(
        &mut self,
        event: Event<'static>,
        span: Span,
        inside: &mut LinkState,
        pieces: &mut Vec<(Piece, Span)>,
    ) {
        if let Some((_, _, alt)) = &mut inside.picture {
            match event {
                Event::End(TagEnd::Image) => {
                    if let Some(piece) = inside
                        .picture
                        .take()
                        .and_then(|(path, span, alt)| self.picture(&path, span, alt))
                    {
                        pieces.push((piece, span));
                    }
                }
                Event::Text(words) | Event::Code(words) => alt.push_str(&words),
                _ => {}
            }
            return;
        }
        match event {
            Event::Text(words) if inside.closed == 0 => self.text(words, span, pieces),
            Event::Start(Tag::Link {
                dest_url,
                title,
                id,
                link_type,
            }) => {
                inside.closed += 1;
                let kind = self.link(&dest_url, span, pieces);
                if let LinkKind::Other = kind {
                    pieces.push((
                        Event::Start(Tag::Link {
                            dest_url,
                            title,
                            id,
                            link_type,
                        })
                        .into(),
                        span,
                    ));
                }
                inside.links.push(kind);
            }
            Event::End(TagEnd::Link) => {
                inside.closed = inside.closed.saturating_sub(1);
                match inside.links.pop() {
                    Some(LinkKind::Ours) => pieces.push((Piece::LinkEnd, span)),
                    Some(LinkKind::Other) => pieces.push((Piece::End(TagEnd::Link), span)),
                    Some(LinkKind::Dropped) | None => {}
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                inside.picture = Some((dest_url.into_string(), span, String::new()));
            }
            Event::Start(tag @ (Tag::Heading { .. } | Tag::CodeBlock(_))) => {
                inside.closed += 1;
                pieces.push((Event::Start(tag).into(), span));
            }
            Event::End(tag @ (TagEnd::Heading(_) | TagEnd::CodeBlock)) => {
                inside.closed = inside.closed.saturating_sub(1);
                pieces.push((Piece::End(tag), span));
            }
            Event::FootnoteReference(number) => {
                if inside.notes.is_empty() {
                    self.noted += 1;
                }
                let is_first = inside.notes.insert(number.to_string());
                let note = self.note(&number, is_first);
                pieces.push((Piece::NoteReference(Box::new(note)), span));
            }
            Event::Start(Tag::FootnoteDefinition(number)) => {
                let note = self.note(&number, true);
                pieces.push((Piece::NoteStart(Box::new(note)), span));
            }
            other => pieces.push((other.into(), span)),
        }
    }

    /// A footnote of the text that is being resolved.
    fn note(&self, number: &str, is_first: bool) -> Note {
        let corpus = self.corpus;
        let of_account = |account: Id<Account>| {
            let account = &corpus.accounts[account];
            format!(
                "{}-{}",
                corpus.subject_id(account.subject),
                account.document
            )
        };
        let document = match self.place {
            Some(MentionSite::Finding(finding)) => of_account(corpus.findings[finding].account),
            Some(MentionSite::Lead(account)) => of_account(account),
            Some(MentionSite::Inspection(inspection)) => corpus.inspections[inspection].id.clone(),
            Some(MentionSite::Term(term)) => corpus.terms[term].id.clone(),
            Some(MentionSite::Page(page)) => corpus.pages[page].id.clone(),
            None => String::new(),
        };
        let text = format!("{document}-{}", self.noted);
        Note {
            text,
            number: number.to_owned(),
            is_first,
        }
    }

    /// Cuts a text at first mentions of terms. Most texts hold none and are handed on as they are.
    fn text(&mut self, words: CowStr<'static>, span: Span, pieces: &mut Vec<(Piece, Span)>) {
        let found = self.linker.find(&words);
        let mut from = 0;
        for mention in found {
            self.mention(Target::Term(mention.term));
            if !self.mentioned.insert(mention.term) {
                continue;
            }
            if mention.start > from {
                pieces.push((Piece::Text(words[from..mention.start].into()), span));
            }
            pieces.push((
                Piece::Mention(mention.term, words[mention.start..mention.end].into()),
                span,
            ));
            from = mention.end;
        }
        if from == 0 {
            pieces.push((Event::Text(words).into(), span));
        } else if from < words.len() {
            pieces.push((Piece::Text(words[from..].into()), span));
        }
    }

    fn link(&mut self, address: &str, span: Span, pieces: &mut Vec<(Piece, Span)>) -> LinkKind {
        let written = || document::destination(address, span, &self.sources.of(span).text);
        if references::is_reference(address) {
            let written = written();
            if address.contains('#') {
                return self.heading(&written, span, pieces);
            }
            let Some(target) = references::target(self.corpus, &written, &mut self.report) else {
                return LinkKind::Dropped;
            };
            self.mention(target);
            if let Target::Term(term) = target {
                self.mentioned.insert(term);
            }
            pieces.push((Piece::Link(target), span));
            return LinkKind::Ours;
        }
        if is_safe(address) {
            return LinkKind::Other;
        }
        if address == document::NO_LINK {
            return LinkKind::Dropped;
        }
        if let Some(own) = address.strip_prefix('#').and_then(|_| self.own_page()) {
            let Spanned { value, span: place } = written();
            return self.heading(&Spanned::new(own + &value, place), span, pieces);
        }
        let Spanned { value, span } = written();
        let diagnostic = Diagnostic::new(
            Code::UnsafeLink,
            format!("invalid link destination `{value}`"),
        )
        .at(span);
        let help = value
            .strip_prefix('#')
            .and_then(|slug| references::findings_called(self.corpus, slug, self.subject()));
        self.report.push(match help {
            Some(help) => diagnostic.help(format!(
                "{help}, which works on every page that shows this text"
            )),
            None => diagnostic.help(link_advice::unsafe_link(&value)),
        });
        LinkKind::Dropped
    }

    /// A link to a heading of a page or inspection.
    fn heading(
        &mut self,
        reference: &Spanned<String>,
        span: Span,
        pieces: &mut Vec<(Piece, Span)>,
    ) -> LinkKind {
        let found = references::heading(self.corpus, self.anchors, reference, &mut self.report);
        let Some((target, anchor)) = found else {
            return LinkKind::Dropped;
        };
        self.mention(target);
        pieces.push((Piece::HeadingLink(Box::new((target, anchor))), span));
        LinkKind::Ours
    }

    /// How a link names the page or inspection whose text this is.
    fn own_page(&self) -> Option<String> {
        match self.place? {
            MentionSite::Page(page) => Some(format!("page:{}", self.corpus.pages[page].id)),
            MentionSite::Inspection(inspection) => Some(format!(
                "inspection:{}",
                self.corpus.inspections[inspection].id
            )),
            MentionSite::Finding(_) | MentionSite::Lead(_) | MentionSite::Term(_) => None,
        }
    }

    /// The body or region that the prose is about.
    fn subject(&self) -> Option<Subject> {
        match self.place? {
            MentionSite::Finding(finding) => Some(self.corpus.findings[finding].subject),
            MentionSite::Lead(account) => Some(self.corpus.accounts[account].subject),
            MentionSite::Inspection(_) | MentionSite::Term(_) | MentionSite::Page(_) => None,
        }
    }

    fn picture(&mut self, address: &str, span: Span, alt: String) -> Option<Piece> {
        let file = self.sources.of(span);
        let folder = file
            .path
            .strip_prefix("content/")
            .and_then(|path| path.rsplit_once('/'))
            .map_or("", |(folder, _)| folder);
        let near = if folder.is_empty() {
            address.to_owned()
        } else {
            format!("{folder}/{address}")
        };
        let known = [near, address.to_owned()]
            .into_iter()
            .find(|path| self.pictures.contains(path));
        let place = document::destination(address, span, &file.text).span;
        let diagnostic = match &known {
            None => Diagnostic::new(
                Code::MissingImage,
                format!("missing picture `{address}`"),
            )
            .help("put the picture next to the file that shows it: a PNG, JPEG, WebP, AVIF or GIF"),
            Some(_) if alt.trim().is_empty() => Diagnostic::new(
                Code::MissingImage,
                "picture without alternative text",
            )
            .help("say what it shows: `![what it shows](file.png)`"),
            Some(path) => {
                return Some(Piece::Picture(Box::new(Picture {
                    path: path.clone(),
                    alt,
                })));
            }
        };
        self.report.push(diagnostic.at(place));
        None
    }

    fn mention(&mut self, target: Target) {
        if let Some(place) = self.place {
            self.mentions.push((target, place));
        }
    }
}

/// Whether an address of another site may be linked to.
fn is_safe(address: &str) -> bool {
    let lower = address.trim_start().to_lowercase();
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme))
}
