//! Words as a tree of plain data, for a template to set.
//!
//! Strings reach the page as values: nothing an author writes is ever parsed as markup. A link has
//! the address of its target on the site, by which the template knows whether the brief itself
//! contains the target. Headings that an author put inside a finding become a paragraph in bold, so
//! that the bookmarks show the document's own parts alone.

use std::collections::BTreeMap;

use pulldown_cmark::{Alignment, Event, Tag};
use serde_json::{Value, json};

use std::sync::Arc;

use crate::address::Addresses;
use crate::model::{Piece, Prose};
use crate::text::Span;
use crate::view::{EncodedPart, RenderedProse, ViewFormat};

/// Lists and quotations within each other deeper than this are set as if they were not: the page
/// has no room to indent.
const DEEPEST: usize = 6;

/// The format of briefs: prose as trees, shared parts as plain data.
#[derive(Clone, Copy, Debug)]
pub(super) struct TreeFormat;

impl ViewFormat for TreeFormat {
    fn prose(&self, prose: &Prose, addresses: &Addresses) -> RenderedProse {
        RenderedProse::Tree(tree(prose, addresses))
    }

    fn has_other_pages(&self) -> bool {
        false
    }

    fn part(&self, view: &dyn erased_serde::Serialize) -> EncodedPart {
        // A value of plain data always has a JSON form.
        Arc::new(serde_json::to_value(view).unwrap_or_default())
    }
}

/// Renders prose as a list of blocks.
pub(super) fn tree(prose: &Prose, addresses: &Addresses) -> Value {
    let mut builder = TreeBuilder {
        addresses,
        notes: BTreeMap::new(),
        open: vec![OpenElement {
            tag: Container::Root,
            children: Vec::new(),
        }],
    };
    builder.pieces(&prose.pieces);
    while builder.open.len() > 1 {
        builder.close();
    }
    Value::Array(
        builder
            .open
            .pop()
            .map(|root| blocks(root.children))
            .unwrap_or_default(),
    )
}

struct TreeBuilder<'t> {
    addresses: &'t Addresses,
    /// The footnotes of the text, by number, each as blocks.
    notes: BTreeMap<String, Value>,
    open: Vec<OpenElement>,
}

/// An element that has begun.
struct OpenElement {
    tag: Container,
    children: Vec<Value>,
}

enum Container {
    Root,
    Paragraph,
    Heading,
    Quote,
    List(Option<u64>),
    /// With the number that its author typed, if counting gives another.
    Item(Option<u64>),
    Emphasis,
    Strong,
    Struck,
    /// A term that a list defines.
    Defined,
    /// A footnote by its number.
    Note(String),
    Link(Option<String>),
    Code(String),
    Table(Vec<Alignment>),
    Head,
    Row,
    Cell,
    /// Something that is only a group of its children.
    Plain,
}

impl TreeBuilder<'_> {
    /// Takes the pieces of a text. Its footnotes come last, and each is set where it is referred
    /// to.
    fn pieces(&mut self, pieces: &[(Piece, Span)]) {
        let is_note = |(piece, _): &(Piece, Span)| matches!(piece, Piece::NoteStart(_));
        let end = pieces.iter().position(is_note).unwrap_or(pieces.len());
        let (text, notes) = pieces.split_at(end);
        for (piece, _) in notes {
            match piece {
                Piece::NoteStart(note) => self.begin(Container::Note(note.number.clone())),
                piece => self.piece(piece),
            }
        }
        for (piece, _) in text {
            self.piece(piece);
        }
    }

    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Text(words) => self.text(words),
            Piece::Start(tag) => self.begin(container(tag)),
            Piece::End(_) => self.close(),
            Piece::Single(event) => self.single(event),
            Piece::Link(target) => {
                let url = self.addresses.target(*target);
                self.begin(Container::Link(Some(url.to_string())));
            }
            Piece::HeadingLink(heading) => {
                let url = self.addresses.target(heading.0).part(&heading.1);
                self.begin(Container::Link(Some(url.to_string())));
            }
            Piece::LinkEnd => self.close(),
            Piece::Mention(term, words) => {
                self.push(json!({"t": "term", "url": self.addresses.term(*term), "c": [words]}));
            }
            Piece::NumberedItem(number) => self.begin(Container::Item(Some(*number))),
            Piece::NoteReference(note) => {
                if let Some(blocks) = self.notes.get(&note.number).filter(|_| note.is_first) {
                    let note = json!({"t": "note", "c": blocks});
                    self.push(note);
                } else {
                    self.push(json!(format!(" [{}]", note.number)));
                }
            }
            Piece::NoteStart(_) => self.begin(Container::Plain),
            Piece::Picture(picture) => {
                let file = is_printable(&picture.path).then(|| format!("/media/{}", picture.path));
                self.push(json!({"t": "picture", "file": file, "alt": picture.alt}));
            }
        }
    }

    fn single(&mut self, event: &Event<'_>) {
        match event {
            Event::Code(words) => self.push(json!({"t": "code", "x": &**words})),
            Event::TaskListMarker(is_done) => {
                self.text(if *is_done { "[x] " } else { "[ ] " });
            }
            Event::HardBreak => self.push(json!({"t": "break"})),
            Event::Rule => self.push(json!({"t": "rule"})),
            // No document holds another: what Markdown can be is set where it is parsed.
            _ => {}
        }
    }

    /// Adds text, joined to the text right before it, so that ligatures, kerning and
    /// hyphens see whole words.
    fn text(&mut self, words: &str) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        match (&mut open.tag, open.children.last_mut()) {
            (Container::Code(code), _) => code.push_str(words),
            (_, Some(Value::String(last))) => last.push_str(words),
            _ => open.children.push(Value::String(words.to_owned())),
        }
    }

    fn begin(&mut self, tag: Container) {
        let is_nesting = |tag: &Container| matches!(tag, Container::List(_) | Container::Quote);
        let depth = self
            .open
            .iter()
            .filter(|open| is_nesting(&open.tag))
            .count();
        let in_plain = matches!(
            self.open.last(),
            Some(OpenElement {
                tag: Container::Plain,
                ..
            })
        );
        let tag = match tag {
            tag if is_nesting(&tag) && depth >= DEEPEST => Container::Plain,
            Container::Item(_) if in_plain => Container::Plain,
            tag => tag,
        };
        self.open.push(OpenElement {
            tag,
            children: Vec::new(),
        });
    }

    fn push(&mut self, node: Value) {
        if let Some(open) = self.open.last_mut() {
            open.children.push(node);
        }
    }

    /// Ends the innermost element. The outermost stays open.
    fn close(&mut self) {
        if self.open.len() < 2 {
            return;
        }
        let Some(OpenElement { tag, children }) = self.open.pop() else {
            return;
        };
        let node = match tag {
            Container::Root | Container::Plain => {
                for child in children {
                    self.push(child);
                }
                return;
            }
            Container::Paragraph => json!({"t": "p", "c": children}),
            Container::Heading => json!({"t": "h", "c": children}),
            Container::Quote => json!({"t": "quote", "c": blocks(children)}),
            Container::List(start) => list(start, children),
            Container::Item(number) => json!({"number": number, "c": blocks(children)}),
            Container::Struck => json!({"t": "strike", "c": children}),
            Container::Defined => json!({"t": "p", "c": [{"t": "strong", "c": children}]}),
            Container::Note(number) => {
                self.notes.insert(number, Value::Array(blocks(children)));
                return;
            }
            Container::Emphasis => json!({"t": "em", "c": children}),
            Container::Strong => json!({"t": "strong", "c": children}),
            Container::Link(Some(url)) => json!({"t": "a", "url": url, "c": children}),
            Container::Link(None) => json!({"t": "span", "c": children}),
            Container::Code(code) => json!({"t": "pre", "x": code.trim_end_matches('\n')}),
            Container::Table(align) => {
                json!({"t": "table", "align": sides(&align), "rows": children})
            }
            Container::Head | Container::Row | Container::Cell => Value::Array(children),
        };
        self.push(node);
    }
}

fn container(tag: &Tag<'_>) -> Container {
    match tag {
        Tag::Paragraph => Container::Paragraph,
        Tag::Heading { .. } => Container::Heading,
        Tag::BlockQuote(_) => Container::Quote,
        Tag::CodeBlock(_) => Container::Code(String::new()),
        Tag::List(start) => Container::List(*start),
        Tag::Item => Container::Item(None),
        Tag::Strikethrough => Container::Struck,
        Tag::DefinitionListTitle => Container::Defined,
        Tag::Emphasis => Container::Emphasis,
        Tag::Strong => Container::Strong,
        Tag::Link { dest_url, .. } => Container::Link(safe(dest_url)),
        Tag::Table(align) => Container::Table(align.clone()),
        Tag::TableHead => Container::Head,
        Tag::TableRow => Container::Row,
        Tag::TableCell => Container::Cell,
        _ => Container::Plain,
    }
}

/// A list of items, each a list of blocks. `numbers` says what each is numbered with, if not by
/// counting.
fn list(start: Option<u64>, items: Vec<Value>) -> Value {
    let mut next = start.unwrap_or(1);
    let mut is_counted = true;
    let mut numbers = Vec::new();
    let mut contents = Vec::new();
    for mut item in items {
        // The children of a list are always items.
        if let Some(number) = item["number"].as_u64() {
            (next, is_counted) = (number, false);
        }
        numbers.push(next);
        next = next.saturating_add(1);
        contents.push(if item.is_object() {
            item["c"].take()
        } else {
            json!([item])
        });
    }
    match (start, is_counted) {
        (Some(_), false) => json!({"t": "list", "start": start, "numbers": numbers, "c": contents}),
        (Some(_), true) | (None, _) => json!({"t": "list", "start": start, "c": contents}),
    }
}

/// An address that a reader may be sent to. Others were refused when the file was read; this is the
/// second lock.
fn safe(url: &str) -> Option<String> {
    let scheme = url
        .split_once(':')
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("https" | "http" | "mailto")).then(|| url.to_owned())
}

/// Whether Typst reads pictures of this type.
fn is_printable(path: &str) -> bool {
    let end = path.rsplit_once('.').map(|(_, end)| end);
    matches!(end, Some("png" | "jpg" | "jpeg" | "gif" | "webp"))
}

fn sides(align: &[Alignment]) -> Vec<&'static str> {
    let side = |align: &Alignment| match align {
        Alignment::Right => "right",
        Alignment::Center => "center",
        Alignment::Left | Alignment::None => "left",
    };
    align.iter().map(side).collect()
}

/// Wraps inline content among blocks, as the words of a tight list's items do, into paragraphs.
fn blocks(children: Vec<Value>) -> Vec<Value> {
    let is_block = |node: &Value| {
        matches!(
            node["t"].as_str(),
            Some("p" | "h" | "quote" | "list" | "pre" | "rule" | "table")
        ) || node.is_array()
    };
    let mut out = Vec::new();
    let mut loose = Vec::new();
    for child in children {
        if !is_block(&child) {
            loose.push(child);
            continue;
        }
        if !loose.is_empty() {
            out.push(json!({"t": "p", "c": std::mem::take(&mut loose)}));
        }
        out.push(child);
    }
    if !loose.is_empty() {
        out.push(json!({"t": "p", "c": loose}));
    }
    out
}
