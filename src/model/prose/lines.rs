//! Prose as lines of plain text, for tables and calendars: what paragraphs, items and cells divide on a
//! page stays divided.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Piece, Prose};

impl Prose {
    /// The words without marks: each block, item and row of a table on a line of its own. Items begin
    /// with `•` or their number, cells are divided by ` | `.
    pub fn plain_lines(&self) -> String {
        let mut lines = PlainLines::default();
        for (piece, _) in self.pieces.iter() {
            lines.piece(piece);
        }
        lines.text.truncate(lines.text.trim_end().len());
        lines.text
    }
}

#[derive(Default)]
struct PlainLines {
    text: String,
    /// The lists around the present place: the number of the next item, if they count.
    lists: Vec<Option<u64>>,
    /// Whether a mark was written that the next words follow on its line.
    is_marked: bool,
}

impl PlainLines {
    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Text(words) | Piece::Mention(_, words) => self.words(words),
            Piece::Single(event) => match &**event {
                Event::Code(words) => self.words(words),
                Event::HardBreak => self.line(),
                Event::SoftBreak => self.words(" "),
                Event::TaskListMarker(is_done) => self.mark(if *is_done { "☑ " } else { "☐ " }),
                _ => {}
            },
            Piece::Start(tag) => match &**tag {
                Tag::List(first) => {
                    self.line();
                    self.lists.push(*first);
                }
                Tag::Item => {
                    let number = self.lists.last_mut().and_then(Option::as_mut);
                    match number {
                        Some(number) => {
                            let mark = format!("{number}. ");
                            *number += 1;
                            self.item(&mark);
                        }
                        None => self.item("• "),
                    }
                }
                _ => {}
            },
            Piece::NumberedItem(number) => self.item(&format!("{number}. ")),
            Piece::NoteReference(note) => self.words(&format!("[{}]", note.number)),
            Piece::NoteStart(note) => {
                self.line();
                self.mark(&format!("[{}] ", note.number));
            }
            Piece::End(TagEnd::List(_)) => {
                self.lists.pop();
                self.line();
            }
            Piece::End(TagEnd::TableCell) => self.words(" | "),
            Piece::End(TagEnd::TableHead | TagEnd::TableRow) => {
                let end = self.text.trim_end_matches([' ', '|']).len();
                self.text.truncate(end);
                self.line();
            }
            Piece::End(
                TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::Heading(_)
                | TagEnd::CodeBlock
                | TagEnd::FootnoteDefinition
                | TagEnd::DefinitionListTitle
                | TagEnd::DefinitionListDefinition,
            ) => self.line(),
            Piece::End(_)
            | Piece::Link(_)
            | Piece::HeadingLink(_)
            | Piece::LinkEnd
            | Piece::Picture(_) => {}
        }
    }

    fn words(&mut self, words: &str) {
        self.text.push_str(words);
        self.is_marked = false;
    }

    fn mark(&mut self, mark: &str) {
        self.text.push_str(mark);
        self.is_marked = true;
    }

    /// Ends a line that holds something.
    fn line(&mut self) {
        if !self.is_marked && !self.text.is_empty() && !self.text.ends_with('\n') {
            let end = self.text.trim_end_matches(' ').len();
            self.text.truncate(end);
            self.text.push('\n');
        }
    }

    fn item(&mut self, mark: &str) {
        self.line();
        let depth = self.lists.len().saturating_sub(1);
        self.text.extend(std::iter::repeat_n("  ", depth));
        self.mark(mark);
    }
}
