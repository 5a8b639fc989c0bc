//! Words whose links lead to things that exist.

mod lines;

use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Body, Finding, Id, Inspection, Measure, Page, Recommendation, Region, Term, Topic};
use crate::text::Span;

/// A thing that a link can lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A region.
    Region(Id<Region>),
    /// A force or ROCU.
    Body(Id<Body>),
    /// An inspection.
    Inspection(Id<Inspection>),
    /// A finding.
    Finding(Id<Finding>),
    /// A recommendation.
    Recommendation(Id<Recommendation>),
    /// A glossary term.
    Term(Id<Term>),
    /// A topic.
    Topic(Id<Topic>),
    /// A measure.
    Measure(Id<Measure>),
    /// An ordinary page.
    Page(Id<Page>),
}

/// The kinds of target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TargetKind {
    Region,
    Body,
    Inspection,
    Finding,
    Recommendation,
    Term,
    Topic,
    Measure,
    Page,
}

impl TargetKind {
    pub(super) const ALL: [TargetKind; 9] = [
        TargetKind::Region,
        TargetKind::Body,
        TargetKind::Inspection,
        TargetKind::Finding,
        TargetKind::Recommendation,
        TargetKind::Term,
        TargetKind::Topic,
        TargetKind::Measure,
        TargetKind::Page,
    ];
}

impl Target {
    pub(super) fn kind(self) -> TargetKind {
        match self {
            Target::Region(_) => TargetKind::Region,
            Target::Body(_) => TargetKind::Body,
            Target::Inspection(_) => TargetKind::Inspection,
            Target::Finding(_) => TargetKind::Finding,
            Target::Recommendation(_) => TargetKind::Recommendation,
            Target::Term(_) => TargetKind::Term,
            Target::Topic(_) => TargetKind::Topic,
            Target::Measure(_) => TargetKind::Measure,
            Target::Page(_) => TargetKind::Page,
        }
    }

    /// The number of the thing among those of its kind.
    pub(super) fn row(self) -> usize {
        match self {
            Target::Region(id) => id.row(),
            Target::Body(id) => id.row(),
            Target::Inspection(id) => id.row(),
            Target::Finding(id) => id.row(),
            Target::Recommendation(id) => id.row(),
            Target::Term(id) => id.row(),
            Target::Topic(id) => id.row(),
            Target::Measure(id) => id.row(),
            Target::Page(id) => id.row(),
        }
    }
}

/// A piece of words. A site holds millions of them, and most are text: what is rarer and larger
/// is apart.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Text.
    Text(Box<str>),
    /// A paragraph, emphasis, a list, a table, a link to another site begins: whatever needs no
    /// resolving.
    Start(Box<Tag<'static>>),
    /// It ends.
    End(TagEnd),
    /// Code, a break, a rule.
    Single(Box<Event<'static>>),
    /// A link that the author wrote begins.
    Link(Target),
    /// A link to a heading of a page or inspection begins: the page, and the heading's anchor.
    HeadingLink(Box<(Target, String)>),
    /// The link ends.
    LinkEnd,
    /// The first mention of a glossary term, linked automatically: the term and the words of the
    /// text.
    Mention(Id<Term>, Box<str>),
    /// A picture.
    Picture(Box<Picture>),
    /// An item of a numbered list begins, with the number that its author typed.
    NumberedItem(u64),
    /// A reference to a footnote.
    NoteReference(Box<Note>),
    /// A footnote begins. It ends with the end of a footnote definition.
    NoteStart(Box<Note>),
}

/// Which footnote a reference or a note belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Distinguishes the notes of this text from those of others, in letters that an address allows.
    pub text: String,
    /// The number that readers see.
    pub number: String,
    /// Whether it is the first reference to the note in its text.
    pub is_first: bool,
}

/// A picture of `content/`.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Its path in `content/`.
    pub path: String,
    /// What it shows: the words in place of it.
    pub alt: String,
}

impl From<Event<'static>> for Piece {
    fn from(event: Event<'static>) -> Piece {
        match event {
            Event::Text(words) => Piece::Text(words.into_string().into()),
            Event::Start(tag) => Piece::Start(Box::new(tag)),
            Event::End(tag) => Piece::End(tag),
            other => Piece::Single(Box::new(other)),
        }
    }
}

/// Words with their places. Copies share them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prose {
    /// The pieces in order.
    pub pieces: Arc<[(Piece, Span)]>,
}

impl Prose {
    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The words without marks, blocks divided by single spaces.
    pub fn plain_text(&self) -> String {
        let mut text = String::new();
        for (piece, _) in self.pieces.iter() {
            match piece {
                Piece::Text(words) | Piece::Mention(_, words) => text.push_str(words),
                Piece::Single(event) => match &**event {
                    Event::Code(words) => text.push_str(words),
                    Event::HardBreak => text.push(' '),
                    _ => {}
                },
                Piece::End(
                    TagEnd::Paragraph
                    | TagEnd::Item
                    | TagEnd::Heading(_)
                    | TagEnd::TableCell
                    | TagEnd::CodeBlock
                    | TagEnd::FootnoteDefinition
                    | TagEnd::DefinitionListTitle
                    | TagEnd::DefinitionListDefinition,
                ) if !text.is_empty() && !text.ends_with(' ') => text.push(' '),
                _ => {}
            }
        }
        text.truncate(text.trim_end().len());
        text
    }

    /// The first sentence, for lists and cards.
    pub fn first_sentence(&self) -> String {
        first_sentence(&self.plain_text())
    }

    /// The first paragraph's own words, for search engines.
    pub fn first_paragraph(&self) -> String {
        let end = self
            .pieces
            .iter()
            .position(|(piece, _)| matches!(piece, Piece::End(TagEnd::Paragraph)));
        let pieces = self.pieces[..end.map_or(self.pieces.len(), |at| at + 1)].into();
        Prose { pieces }.plain_text()
    }
}

/// The first sentence of a text: up to a full stop that a space and a capital, or the end, follows.
fn first_sentence(text: &str) -> String {
    for (at, _) in text.match_indices(['.', '!', '?']) {
        let rest = &text[at + 1..];
        let rest = rest.strip_prefix(['”', '’', ')']).unwrap_or(rest);
        let mut following = rest.chars();
        let ends = match (following.next(), following.next()) {
            (None, _) => true,
            (Some(' '), Some(next)) => !next.is_lowercase(),
            _ => false,
        };
        if ends {
            return text[..text.len() - rest.len()].to_owned();
        }
    }
    text.to_owned()
}

/// A heading and what follows it.
#[derive(Clone, Debug, Default)]
pub struct Passage {
    /// Its heading: level, anchor and words. The text before the first heading has none.
    pub heading: Option<(u8, String, String)>,
    /// The words.
    pub prose: Prose,
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn a_first_sentence_ends_where_a_reader_would_end_it() {
        assert_eq!(first_sentence("One sentence. Another."), "One sentence.");
        assert_eq!(
            first_sentence("It cost £1.5 million in all. More."),
            "It cost £1.5 million in all."
        );
        assert_eq!(first_sentence("No end"), "No end");
    }
}
