//! TOML into [`Node`]s, with every syntax fault of the file.

use ::toml::de::{DeTable, DeValue};

use super::{Node, NodeKind, Scalar};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::{FileId, Span, Spanned};

/// Reads a TOML file. What can be read is given even where some of it is not TOML.
pub fn parse_toml(text: &str, file: FileId, report: &mut Report) -> Node {
    let (table, diagnostics) = DeTable::parse_recoverable(text);
    for diagnostic in diagnostics {
        let span = Span::new(file, diagnostic.span().unwrap_or(0..0));
        let message = diagnostic
            .message()
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned();
        let help = "text stands in quotation marks, lists in square brackets, and each key once";
        report.push(
            Diagnostic::new(Code::TomlSyntax, format!("this is not TOML: {message}"))
                .at(span)
                .help(help),
        );
    }
    // The whole table's span would underline the whole file; its faults concern the file's start.
    let span = Span::new(file, 0..text.find('\n').unwrap_or(text.len()));
    Node {
        span,
        shape: map(table.into_inner(), file),
    }
}

fn map(table: DeTable<'_>, file: FileId) -> NodeKind {
    let mut entries: Vec<(Spanned<String>, Node)> = table
        .into_iter()
        .map(|(key, value)| {
            let span = Span::new(file, key.span());
            (
                Spanned::new(key.into_inner().into_owned(), span),
                node(value.span(), value.into_inner(), file),
            )
        })
        .collect();
    // The library orders keys by name; authors see them in the order they wrote.
    entries.sort_by_key(|(key, _)| key.span.start);
    NodeKind::Map(entries)
}

fn node(range: std::ops::Range<usize>, value: DeValue<'_>, file: FileId) -> Node {
    let shape = match value {
        DeValue::String(text) => NodeKind::Scalar(Scalar::Text(text.into_owned())),
        DeValue::Integer(number) => {
            let text = number.as_str().to_owned();
            let value = i64::from_str_radix(&text, number.radix()).map_or(f64::NAN, |n| n as f64);
            NodeKind::Scalar(Scalar::Number(value, text))
        }
        DeValue::Float(number) => {
            let text = number.as_str().to_owned();
            NodeKind::Scalar(Scalar::Number(text.parse().unwrap_or(f64::NAN), text))
        }
        DeValue::Boolean(flag) => NodeKind::Scalar(Scalar::Flag(flag)),
        DeValue::Datetime(datetime) => NodeKind::Scalar(Scalar::Text(datetime.to_string())),
        DeValue::Array(array) => NodeKind::List(
            array
                .into_iter()
                .map(|item| node(item.span(), item.into_inner(), file))
                .collect(),
        ),
        DeValue::Table(table) => map(table, file),
    };
    Node {
        span: Span::new(file, range),
        shape,
    }
}
