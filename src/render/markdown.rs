//! Words as HTML, with every link at its address.
//!
//! pulldown-cmark writes what is plain Markdown; our own pieces are handed to it as ready HTML.
//! Events are borrowed, not copied. Raw HTML never gets here: authors' HTML became text when the
//! file was parsed.

mod table;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag, TagEnd};
use pulldown_cmark_escape::{escape_href, escape_html};
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;

use crate::address::{Addresses, Url};
use crate::model::{Note, Piece, Prose};
use crate::text::slug;
use crate::text::unbroken;

/// The classes of highlighted code begin with this.
const CODE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "code-" };

/// Writes words as HTML.
pub fn html(prose: &Prose, addresses: &Addresses) -> String {
    let events = HtmlEvents {
        pieces: prose.pieces.iter(),
        addresses,
    };
    let length: usize = prose
        .pieces
        .iter()
        .map(|(_, span)| span.range().len().min(256))
        .sum();
    let mut out = String::with_capacity(length * 2);
    pulldown_cmark::html::push_html(&mut out, events);
    out
}

struct HtmlEvents<'p> {
    pieces: std::slice::Iter<'p, (Piece, crate::text::Span)>,
    addresses: &'p Addresses,
}

impl<'p> Iterator for HtmlEvents<'p> {
    type Item = Event<'p>;

    fn next(&mut self) -> Option<Event<'p>> {
        let (piece, _) = self.pieces.next()?;
        Some(match piece {
            Piece::Text(words) => Event::Text(unbroken(words).into()),
            Piece::Start(tag) => match &**tag {
                Tag::CodeBlock(kind) => Event::Html(self.code_block(kind).into()),
                Tag::Table(columns) => Event::Html(self.table(columns).into()),
                // Findings are under third-level headings and pages under the first, so a heading
                // keeps its level; its attributes have been read.
                Tag::Heading { level, .. } => Event::Start(Tag::Heading {
                    level: *level,
                    id: None,
                    classes: Vec::new(),
                    attrs: Vec::new(),
                }),
                tag => Event::Start(tag.clone()),
            },
            Piece::Single(event) => match &**event {
                Event::Code(words) => Event::Code(CowStr::Borrowed(words)),
                Event::TaskListMarker(is_done) => {
                    Event::InlineHtml(CowStr::Borrowed(task(*is_done)))
                }
                event => event.clone(),
            },
            Piece::NumberedItem(number) => Event::Html(format!("<li value=\"{number}\">").into()),
            Piece::NoteReference(note) => Event::InlineHtml(note_reference(note).into()),
            Piece::NoteStart(note) => Event::Html(note_start(note).into()),
            Piece::End(TagEnd::FootnoteDefinition) => Event::Html(CowStr::Borrowed("</div>\n")),
            Piece::End(tag) => Event::End(*tag),
            Piece::Link(target) => Event::InlineHtml(
                tag(
                    ["<a href=\"", "\">", ""],
                    &self.addresses.target(*target),
                    "",
                )
                .into(),
            ),
            Piece::HeadingLink(heading) => {
                let url = self.addresses.target(heading.0).part(&heading.1);
                Event::InlineHtml(tag(["<a href=\"", "\">", ""], &url, "").into())
            }
            Piece::LinkEnd => Event::InlineHtml(CowStr::Borrowed("</a>")),
            Piece::Mention(term, words) => {
                let parts = ["<a class=\"term\" href=\"", "\">", "</a>"];
                Event::InlineHtml(tag(parts, &self.addresses.term(*term), words).into())
            }
            Piece::Picture(picture) => {
                let parts = ["<img src=\"", "\" alt=\"", "\" loading=\"lazy\">"];
                Event::InlineHtml(
                    tag(parts, &self.addresses.picture(&picture.path), &picture.alt).into(),
                )
            }
        })
    }
}

impl HtmlEvents<'_> {
    /// Takes the whole of a code block and colours it by class; an unknown language stays plain.
    fn code_block(&mut self, kind: &CodeBlockKind<'_>) -> String {
        let mut code = String::new();
        for (piece, _) in self.pieces.by_ref() {
            match piece {
                Piece::Text(words) => code.push_str(words),
                Piece::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        // A block wider than the page scrolls, so a keyboard must reach it.
        format!(
            "<pre class=\"code\" tabindex=\"0\"><code>{}</code></pre>\n",
            highlighted(&code, language)
        )
    }
}

/// An item that is done or not. A checkbox would be a control that does nothing.
fn task(is_done: bool) -> &'static str {
    match is_done {
        true => "<span class=\"task\" role=\"img\" aria-label=\"Done\">☑</span> ",
        false => "<span class=\"task\" role=\"img\" aria-label=\"Not done\">☐</span> ",
    }
}

/// A raised number that leads to its note.
fn note_reference(note: &Note) -> String {
    let Note {
        text,
        number,
        is_first,
    } = note;
    let (text, number) = (slug(text), slug(number));
    let id = match is_first {
        true => format!(" id=\"pp-note-ref-{text}-{number}\""),
        false => String::new(),
    };
    format!(
        "<sup class=\"footnote-ref\"><a href=\"#pp-note-{text}-{number}\"{id}>{number}</a></sup>"
    )
}

/// The beginning of a note: its number, which leads back to the text.
fn note_start(note: &Note) -> String {
    let (text, number) = (slug(&note.text), slug(&note.number));
    format!(
        "<div class=\"footnote\" id=\"pp-note-{text}-{number}\">\
         <a class=\"footnote-number\" href=\"#pp-note-ref-{text}-{number}\">{number}</a>\n"
    )
}

/// Code with a class on each part of speech.
fn highlighted(code: &str, language: &str) -> String {
    static SYNTAXES: std::sync::LazyLock<SyntaxSet> =
        std::sync::LazyLock::new(SyntaxSet::load_defaults_newlines);
    if language.is_empty() {
        return text(code);
    }
    let Some(syntax) = SYNTAXES.find_syntax_by_token(language) else {
        return text(code);
    };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, CODE);
    for line in syntect::util::LinesWithEndings::from(code) {
        if generator
            .parse_html_for_line_which_includes_newline(line)
            .is_err()
        {
            return text(code);
        }
    }
    generator.finalize()
}

fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let _ = escape_html(&mut out, words);
    out
}

/// A tag with an address and words between its three parts. Prose is full of links, so each is
/// written in one piece.
fn tag([before, between, after]: [&str; 3], url: &Url, words: &str) -> String {
    let url = url.as_str();
    let mut out =
        String::with_capacity(before.len() + url.len() + between.len() + words.len() + after.len());
    out.push_str(before);
    let _ = escape_href(&mut out, url);
    out.push_str(between);
    let _ = escape_html(&mut out, words);
    out.push_str(after);
    out
}
