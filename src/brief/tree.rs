//! Words as a tree of plain data, for a template to set.
//!
//! Strings reach the page as values: nothing an author writes is ever parsed as markup. A link carries the address of
//! its goal on the site, by which the template knows whether the goal stands in the brief itself. Headings that an author
//! put inside a finding become a paragraph in bold, so that the bookmarks show the document's own parts alone.

use pulldown_cmark::{Alignment, Event, Tag};
use serde_json::{Value, json};

use std::sync::Arc;

use crate::address::Addresses;
use crate::model::{Piece, Prose};
use crate::view::{EncodedPart, RenderedProse, ViewFormat};

/// Lists and quotations within each other deeper than this are set as if they were not: the page has no room to indent.
const DEEPEST: usize = 6;

/// The format of briefs: prose as trees, shared parts as plain data.
#[derive(Clone, Copy, Debug)]
pub(super) struct TreeFormat;

impl ViewFormat for TreeFormat {
    fn prose(&self, prose: &Prose, addresses: &Addresses) -> RenderedProse {
        RenderedProse::Tree(tree(prose, addresses))
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
        open: vec![OpenElement {
            tag: Container::Root,
            children: Vec::new(),
        }],
    };
    for (piece, _) in prose.pieces.iter() {
        builder.piece(piece);
    }
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
    Item,
    Emphasis,
    Strong,
    Link(Option<String>),
    Code(String),
    Table(Vec<Alignment>),
    Head,
    Row,
    Cell,
    /// Something whose children stand for themselves.
    Plain,
}

impl TreeBuilder<'_> {
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
            Piece::LinkEnd => self.close(),
            Piece::Mention(term, words) => {
                self.push(json!({"t": "term", "url": self.addresses.term(*term), "c": [words]}));
            }
            Piece::Picture(picture) => {
                self.push(json!({"t": "picture", "url": self.addresses.picture(&picture.path), "alt": picture.alt}));
            }
        }
    }

    fn single(&mut self, event: &Event<'_>) {
        match event {
            Event::Code(words) => self.push(json!({"t": "code", "x": &**words})),
            Event::HardBreak => self.push(json!({"t": "break"})),
            Event::Rule => self.push(json!({"t": "rule"})),
            // No document holds another: what Markdown can be is set where it is parsed.
            _ => {}
        }
    }

    /// Adds text, joined to text that stands right before it, so that ligatures, kerning and hyphens see whole words.
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
            Container::Item if in_plain => Container::Plain,
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
            Container::List(start) => json!({"t": "list", "start": start, "c": children}),
            Container::Item => Value::Array(blocks(children)),
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
        Tag::Item => Container::Item,
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

/// An address that a reader may be sent to. Others were refused when the file was read; this is the second lock.
fn safe(url: &str) -> Option<String> {
    let scheme = url
        .split_once(':')
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("https" | "http" | "mailto")).then(|| url.to_owned())
}

fn sides(align: &[Alignment]) -> Vec<&'static str> {
    let side = |align: &Alignment| match align {
        Alignment::Right => "right",
        Alignment::Center => "center",
        Alignment::Left | Alignment::None => "left",
    };
    align.iter().map(side).collect()
}

/// Wraps what stands loose among blocks, as the words of a tight list's items do, into paragraphs.
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
