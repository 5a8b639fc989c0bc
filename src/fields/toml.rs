//! TOML into [`Node`]s, with every syntax error of the file.

use std::ops::Range;

use ::toml::de::{DeTable, DeValue};

use super::{Entry, Node, NodeKind, Scalar, ScalarStyle, hidden};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::{FileId, Span, Spanned, hidden_characters};

/// Reads a TOML file. What can be read is given even where some of it is not TOML.
pub fn parse_toml(text: &str, file: FileId, report: &mut Report) -> Node {
    let (table, diagnostics) = DeTable::parse_recoverable(text);
    // A control character, which TOML refuses, is reported when the file is read.
    let is_reported = !hidden_characters(text).is_empty();
    for diagnostic in diagnostics.into_iter().filter(|_| !is_reported) {
        let span = Span::new(file, diagnostic.span().unwrap_or(0..0));
        let message = diagnostic
            .message()
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned();
        let help = "put quotation marks around text and square brackets around lists";
        report.push(
            Diagnostic::new(Code::TomlSyntax, format!("invalid TOML: {message}"))
                .at(span)
                .help(help),
        );
    }
    // The span of the whole table would underline the whole file, so its errors point at the first line.
    let span = Span::new(file, 0..text.find('\n').unwrap_or(text.len()));
    let node = Node::new(span, TomlFile { text, file }.map(table.into_inner()));
    hidden::check(&node, text, 0, report);
    node
}

/// The text of the file, for values that keep their spelling.
#[derive(Clone, Copy)]
struct TomlFile<'t> {
    text: &'t str,
    file: FileId,
}

impl TomlFile<'_> {
    fn map(self, table: DeTable<'_>) -> NodeKind {
        let mut entries: Vec<Entry> = table
            .into_iter()
            .map(|(key, value)| {
                let span = Span::new(self.file, key.span());
                (
                    Spanned::new(key.into_inner().into_owned(), span),
                    self.node(value.span(), value.into_inner()),
                )
            })
            .collect();
        // The library orders keys by name; authors see them in the order they wrote.
        entries.sort_by_key(|(key, _)| key.span.start);
        NodeKind::Map(entries)
    }

    fn node(self, range: Range<usize>, value: DeValue<'_>) -> Node {
        let kind = match value {
            DeValue::String(text) => NodeKind::Scalar(Scalar {
                text: text.into_owned(),
                style: ScalarStyle::Quoted,
            }),
            DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => NodeKind::Scalar(Scalar {
                text: self.text.get(range.clone()).unwrap_or_default().to_owned(),
                style: ScalarStyle::Plain,
            }),
            DeValue::Array(array) => NodeKind::List(
                array
                    .into_iter()
                    .map(|item| self.node(item.span(), item.into_inner()))
                    .collect(),
            ),
            DeValue::Table(table) => self.map(table),
        };
        Node::new(Span::new(self.file, range), kind)
    }
}
