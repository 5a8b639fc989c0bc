//! YAML into [`Node`]s.
//!
//! granit-parser gives events with places and never guesses types, so every value stays the text that was typed. Here the
//! events become a tree; whatever YAML allows but content does not (tags, two documents, the same key twice) is reported.

mod mistake;

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle as YamlStyle, ScanError, StrInput};

use super::{Entry, Node, NodeKind, Scalar, ScalarStyle, hidden};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::{LineIndex, Span, Spanned, hidden_characters};

/// Lists in lists and keys under keys are read to this depth. No content needs more than four; each level costs stack.
const DEEPEST: usize = 32;

/// How many values all aliases of a file may repeat. A few nested aliases can repeat billions of values.
const MOST_REPEATED: usize = 10_000;

/// Reads the YAML text at `span` of its file. `None`, and an error, if it is not YAML.
pub fn parse_yaml(text: &str, span: Span, report: &mut Report) -> Option<Node> {
    let options = granit_parser::options! {
        disallow_directives: true,
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
    };
    let mut builder = NodeBuilder {
        parser: Parser::new_from_str_with_options(text, options),
        text,
        base: span,
        lines: LineIndex::new(text),
        anchors: HashMap::new(),
        repeated: 0,
        last_end: 0,
        report,
    };
    match builder.document() {
        Ok(node) => {
            hidden::check(&node, text, span.start, report);
            Some(node)
        }
        // A control character, which YAML refuses, is reported when the file is read.
        Err(HaltReading::Syntax(_)) if !hidden_characters(text).is_empty() => None,
        Err(HaltReading::Syntax(error)) => {
            let diagnostic = mistake::diagnostic(&error, text, builder.last_end, span);
            report.push(diagnostic);
            None
        }
        Err(HaltReading::Reported) => None,
    }
}

/// Why a text cannot be read to its end.
enum HaltReading {
    Syntax(ScanError),
    /// It has been reported.
    Reported,
}

impl From<ScanError> for HaltReading {
    fn from(error: ScanError) -> HaltReading {
        HaltReading::Syntax(error)
    }
}

struct NodeBuilder<'t, 'r> {
    parser: Parser<'t, StrInput<'t>>,
    text: &'t str,
    /// The place of the text in its file.
    base: Span,
    lines: LineIndex,
    /// Values that an alias can repeat, each with how many values it holds.
    anchors: HashMap<usize, (Node, usize)>,
    /// How many values aliases have repeated so far.
    repeated: usize,
    /// Where the last event ended: a syntax error is after it.
    last_end: usize,
    report: &'r mut Report,
}

impl<'t> NodeBuilder<'t, '_> {
    /// The next event, and the bytes of the text that it takes.
    fn next(&mut self) -> Result<(Event<'t>, Range<usize>), HaltReading> {
        match self.parser.next_event() {
            Some(event) => {
                let (event, span) = event?;
                let range = span.byte_range().unwrap_or_default();
                self.last_end = self.last_end.max(range.end);
                if let Some(tag) = span.tag_span().and_then(|tag| tag.byte_range()) {
                    self.refuse_tag(tag);
                }
                Ok((event, range))
            }
            None => Ok((Event::StreamEnd, self.text.len()..self.text.len())),
        }
    }

    fn document(&mut self) -> Result<Node, HaltReading> {
        let mut root = None;
        loop {
            let (event, range) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::StreamStart | Event::DocumentEnd => {}
                Event::DocumentStart(..) if root.is_some() => {
                    self.second_document(range.start);
                    return Err(HaltReading::Reported);
                }
                Event::DocumentStart(..) => {}
                event => root = Some(self.node(event, range)?.0),
            }
        }
        Ok(root.unwrap_or_else(|| Node::new(self.base.at_start(), NodeKind::Nothing)))
    }

    /// The value that begins with an event, and how many values it holds, itself counted.
    fn node(
        &mut self,
        event: Event<'t>,
        range: Range<usize>,
    ) -> Result<(Node, usize), HaltReading> {
        let (kind, anchor, size) = match event {
            Event::Scalar(text, style, anchor, _) => {
                let style = match style {
                    YamlStyle::Plain => ScalarStyle::Plain,
                    YamlStyle::SingleQuoted | YamlStyle::DoubleQuoted => ScalarStyle::Quoted,
                    YamlStyle::Literal | YamlStyle::Folded => ScalarStyle::Block,
                };
                // The parser writes `~` where a value is missing.
                if range.is_empty() && style == ScalarStyle::Plain {
                    let span = self.span(range.start..range.start);
                    return Ok((Node::new(span, NodeKind::Nothing), 1));
                }
                let text = text.into_owned();
                (NodeKind::Scalar(Scalar { text, style }), anchor, 1)
            }
            Event::SequenceStart(_, anchor, _) => {
                let (items, size) = self.items()?;
                (NodeKind::List(items), anchor, size)
            }
            Event::MappingStart(_, anchor, _) => {
                let (entries, size) = self.entries()?;
                (NodeKind::Map(entries), anchor, size)
            }
            Event::Alias(anchor) => return self.repeat(anchor, range),
            // The parser gives a value wherever one is due, and the options ask for no other events.
            _ => (NodeKind::Nothing, 0, 1),
        };
        let comment = match &kind {
            NodeKind::Scalar(scalar) if scalar.style == ScalarStyle::Plain => {
                self.comment_after(range.end)
            }
            NodeKind::Nothing | NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Map(_) => None,
        };
        // Of a value over several lines the first one is shown.
        let line_end = self.lines.line_end(self.text, range.start);
        let end = match kind {
            NodeKind::List(_) | NodeKind::Map(_) => line_end,
            NodeKind::Nothing | NodeKind::Scalar(_) => range.end.min(line_end),
        };
        let node = Node {
            span: self.span(range.start..end),
            kind,
            comment,
        };
        if anchor > 0 {
            self.anchors.insert(anchor, (node.clone(), size));
        }
        Ok((node, size))
    }

    fn items(&mut self) -> Result<(Vec<Node>, usize), HaltReading> {
        let (mut items, mut size) = (Vec::new(), 1);
        loop {
            match self.next()? {
                (Event::SequenceEnd | Event::StreamEnd, _) => return Ok((items, size)),
                (event, range) => {
                    let (item, more) = self.node(event, range)?;
                    size += more;
                    items.push(item);
                }
            }
        }
    }

    fn entries(&mut self) -> Result<(Vec<Entry>, usize), HaltReading> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut places: HashMap<String, Span> = HashMap::new();
        let mut size = 1;
        loop {
            let (key, key_end) = match self.next()? {
                (Event::MappingEnd | Event::StreamEnd, _) => return Ok((entries, size)),
                (event, range) => (self.node(event, range.clone())?.0, range.end),
            };
            let (event, range) = self.next()?;
            let (mut value, more) = self.node(event, range)?;
            size += more;
            if value.kind == NodeKind::Nothing && value.comment.is_none() {
                value.comment = self.comment_in_place_of_value(key_end);
            }
            let Some(name) = key.text() else {
                let message = format!("a key must be text, not {}", key.describe());
                let diagnostic = Diagnostic::new(Code::YamlSyntax, message).at(key.span);
                self.report
                    .push(diagnostic.help("write `key: value` lines"));
                continue;
            };
            let key = Spanned::new(name.to_owned(), key.span);
            if let Some(&first) = places.get(&key.value) {
                self.report.push(mistake::duplicate_key(&key, first));
                continue;
            }
            places.insert(key.value.clone(), key.span);
            entries.push((key, value));
        }
    }

    /// The value that an alias such as `*name` repeats.
    fn repeat(&mut self, anchor: usize, range: Range<usize>) -> Result<(Node, usize), HaltReading> {
        let span = self.span(range);
        // An alias within the value that it repeats has nothing to repeat yet.
        let Some((node, size)) = self.anchors.get(&anchor).cloned() else {
            let diagnostic = Diagnostic::new(Code::YamlSyntax, "an alias cannot repeat itself");
            self.report
                .push(diagnostic.at(span).help("write the value out"));
            return Err(HaltReading::Reported);
        };
        self.repeated += size;
        if self.repeated > MOST_REPEATED {
            let message = format!("the aliases repeat more than {MOST_REPEATED} values");
            let diagnostic = Diagnostic::new(Code::YamlSyntax, message).at(span);
            self.report
                .push(diagnostic.help("write the values out in place of aliases such as `*name`"));
            return Err(HaltReading::Reported);
        }
        Ok((Node { span, ..node }, size))
    }

    /// A comment directly after a plain value that may be part of it: one that starts without a space, or that has one
    /// space before it and starts with a digit.
    fn comment_after(&self, end: usize) -> Option<Spanned<String>> {
        let line_end = self.lines.line_end(self.text, end);
        let rest = self.text[end..line_end].trim_end();
        let space = rest.find('#').filter(|&at| rest[..at].trim().is_empty())?;
        let comment = &rest[space..];
        let after = comment.trim_start_matches('#');
        let is_close = !after.starts_with(char::is_whitespace);
        let is_number = space == 1 && after.trim_start().starts_with(|c: char| c.is_ascii_digit());
        (is_close || is_number).then(|| {
            let start = end + space;
            Spanned::new(comment.to_owned(), self.span(start..start + comment.len()))
        })
    }

    /// The same where the value would be: `name: #1 Police`.
    fn comment_in_place_of_value(&self, key_end: usize) -> Option<Spanned<String>> {
        let rest = &self.text[key_end..self.lines.line_end(self.text, key_end)];
        let colon = rest.find(':').filter(|&at| rest[..at].trim().is_empty())?;
        self.comment_after(key_end + colon + 1)
    }

    fn refuse_tag(&mut self, range: Range<usize>) {
        let message = format!("unexpected tag `{}`", &self.text[range.clone()]);
        let diagnostic = Diagnostic::new(Code::YamlSyntax, message).at(self.span(range));
        self.report.push(diagnostic.help(
            "put quotation marks around the whole value if `!` is part of it, or remove the tag",
        ));
    }

    fn second_document(&mut self, start: usize) {
        let end = self.lines.line_end(self.text, start);
        let line = self.text[start..end].trim_end();
        let message = "keys after a line of `---` or `...`";
        let diagnostic = Diagnostic::new(Code::YamlSyntax, message);
        let span = self.span(start..start + line.len());
        self.report.push(
            diagnostic
                .at(span)
                .help("remove the line of `---` or `...` above them"),
        );
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.base.file, range).shifted(self.base.start as usize)
    }
}

#[cfg(test)]
mod tests;
