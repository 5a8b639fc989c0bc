//! The attribute block of a heading: `{#id .class key=value key="several words"}`, each part with its place.
//!
//! pulldown-cmark takes the block off the heading's text but keeps no places and knows no quotation marks, so the block
//! is read again here from the file.

use crate::diagnostic::{Code, Diagnostic, Report, one_of};
use crate::text::{Span, Spanned, is_slug};

/// The attributes of a heading.
#[derive(Clone, Debug, Default)]
pub struct Attributes {
    /// `#id`
    pub id: Option<Spanned<String>>,
    /// `.class`
    pub classes: Vec<Spanned<String>>,
    /// `key=value`
    pub values: Vec<(Spanned<String>, Spanned<String>)>,
}

impl Attributes {
    /// The value of a key.
    pub fn value(&self, key: &str) -> Option<&Spanned<String>> {
        self.values.iter().find(|(name, _)| name.value == key).map(|(_, value)| value)
    }

    /// Whether a class stands there.
    pub fn has_class(&self, name: &str) -> bool {
        self.classes.iter().any(|class| class.value == name)
    }

    /// The parts, between commas, of the value of a key, each with its place.
    pub fn list(&self, key: &str) -> Vec<Spanned<String>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let mut at = 0;
        let mut parts = Vec::new();
        for part in value.value.split(',') {
            let start = at + (part.len() - part.trim_start().len());
            let span = Span::new(value.span.file, start..start + part.trim().len()).shifted(value.span.start as usize);
            if !part.trim().is_empty() {
                parts.push(Spanned::new(part.trim().to_owned(), span));
            }
            at += part.len() + 1;
        }
        parts
    }
}

/// What may stand in the braces of a kind of heading. What a class or a value means is found out later.
pub(super) struct Takes {
    pub(super) id: bool,
    /// Those it takes; `None` if it takes kinds of finding, which the publisher names.
    pub(super) classes: Option<&'static [&'static str]>,
    pub(super) keys: &'static [&'static str],
    /// What to do with anything else.
    pub(super) help: &'static str,
}

impl Takes {
    /// Reports each part of a block that would be passed over in silence.
    pub(super) fn check(&self, attributes: &Attributes, report: &mut Report) {
        let mut refuse = |sign: &str, part: &Spanned<String>, help: String| {
            let message = format!("this heading takes no `{sign}{}`", part.value);
            report.push(Diagnostic::new(Code::BadAttribute, message).at(part.span).help(help));
        };
        if let Some(id) = attributes.id.as_ref().filter(|_| !self.id) {
            refuse("#", id, self.help.to_owned());
        }
        if let Some(known) = self.classes {
            let unknown = attributes.classes.iter().filter(|class| !known.contains(&class.value.as_str()));
            unknown.for_each(|class| refuse(".", class, self.help.to_owned()));
        }
        for (key, _) in attributes.values.iter().filter(|(key, _)| !self.keys.contains(&key.value.as_str())) {
            refuse(
                "",
                key,
                match self.keys {
                    [] => self.help.to_owned(),
                    keys => format!("write {}", one_of(keys.iter().copied())),
                },
            );
        }
    }
}

/// Reads the block at the end of a heading; `heading` is the heading's own text in the file, `span` its place.
pub(super) fn attributes(heading: &str, span: Span, report: &mut Report) -> Attributes {
    let mut attributes = Attributes::default();
    let trimmed = heading.trim_end();
    let (Some(open), true) = (trimmed.rfind('{'), trimmed.ends_with('}')) else { return attributes };
    let inner = &trimmed[open + 1..trimmed.len() - 1];
    let place =
        |start: usize, end: usize| Span::new(span.file, open + 1 + start..open + 1 + end).shifted(span.start as usize);
    for (start, end) in words(inner) {
        let word = &inner[start..end];
        if let Some(id) = word.strip_prefix('#') {
            let id = Spanned::new(id.to_owned(), place(start + 1, end));
            if attributes.id.is_some() {
                report.push(
                    Diagnostic::new(Code::BadAttribute, "this heading has two ids")
                        .at(id.span)
                        .help("keep one of them"),
                );
            } else if is_slug(&id.value) {
                attributes.id = Some(id);
            } else {
                let fault = Diagnostic::new(Code::BadAttribute, format!("`{}` cannot be an id", id.value)).at(id.span);
                report.push(fault.help("ids are lower-case letters and digits with single hyphens"));
            }
        } else if let Some(class) = word.strip_prefix('.') {
            attributes.classes.push(Spanned::new(class.to_owned(), place(start + 1, end)));
        } else if let Some((key, value)) = word.split_once('=') {
            let value_start = start + key.len() + 1;
            let quoted = value.len() >= 2 && value.starts_with('"') && value.ends_with('"');
            let (value, from, to) =
                if quoted { (&value[1..value.len() - 1], value_start + 1, end - 1) } else { (value, value_start, end) };
            let key = Spanned::new(key.to_owned(), place(start, start + key.len()));
            attributes.values.push((key, Spanned::new(value.to_owned(), place(from, to))));
        } else {
            let fault =
                Diagnostic::new(Code::BadAttribute, format!("`{word}` says nothing here")).at(place(start, end));
            report.push(
                fault.help(
                    "in braces stand `#id`, `.kind` and `key=value`; a value with spaces goes in quotation marks",
                ),
            );
        }
    }
    attributes
}

/// The words of a block, cut at spaces outside quotation marks.
fn words(inner: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    let mut quoted = false;
    for (at, c) in inner.char_indices() {
        if c == '"' {
            quoted = !quoted;
        }
        match (start, c.is_whitespace() && !quoted) {
            (Some(from), true) => {
                words.push((from, at));
                start = None;
            }
            (None, false) => start = Some(at),
            (Some(_), false) | (None, true) => {}
        }
    }
    words.extend(start.map(|from| (from, inner.len())));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceMap;

    #[test]
    fn each_part_of_a_block_has_its_place() {
        let text = r#"### A title {#the-id .kind due=2023-09-01 owner="Two chiefs" topics=a-b,c}"#;
        let file = SourceMap::default().add("a.md", text);
        let mut report = Report::default();
        let read = attributes(text, Span::new(file, 0..text.len()), &mut report);
        assert!(report.is_empty());
        let shown = |spanned: &Spanned<String>| {
            assert_eq!(&text[spanned.span.range()], spanned.value);
            spanned.value.clone()
        };
        assert_eq!(read.id.as_ref().map(shown).as_deref(), Some("the-id"));
        assert_eq!(read.classes.iter().map(shown).collect::<Vec<_>>(), ["kind"]);
        assert_eq!(read.value("owner").map(shown).as_deref(), Some("Two chiefs"));
        assert_eq!(read.list("topics").iter().map(shown).collect::<Vec<_>>(), ["a-b", "c"]);
    }
}
