//! YAML into [`Node`]s, by serde-saphyr, which knows the place of every value, refuses duplicate keys and bounds aliases.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Location, Spanned as Located};

use super::{Node, Scalar, Shape};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::text::{LineIndex, Place, Span, Spanned};

/// Reads a YAML text that stands at `span` of its file. `None`, and a fault, if it is not YAML.
pub fn parse_yaml(text: &str, span: Span, report: &mut Report) -> Option<Node> {
    if text.bytes().all(|b| b.is_ascii_whitespace()) {
        return Some(Node { span: span.at_start(), shape: Shape::Nothing });
    }
    match serde_saphyr::from_str::<Written>(text) {
        Ok(written) => Some(Placer { text, base: span, lines: LineIndex::new(text) }.node(written)),
        Err(error) => {
            report.push(fault(&error, text, span));
            None
        }
    }
}

fn fault(error: &serde_saphyr::Error, text: &str, span: Span) -> Diagnostic {
    let error = error.without_snippet();
    let at = match error.location() {
        Some(location) if location.line() > 0 => offset(&LineIndex::new(text), text, location),
        _ => 0,
    };
    let end = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    let place = Span::new(span.file, at..end).shifted(span.start as usize);
    // The library's sentence may end in its own place, counted in the front matter alone.
    let message = error.to_string();
    let message = message.lines().next().unwrap_or_default();
    let message = message.split(" at line ").next().unwrap_or(message);
    let message = message.strip_prefix("error: ").unwrap_or(message);
    let message = message.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == ' ');
    let fault = Diagnostic::new(Code::BadYaml, format!("this is not YAML: {message}")).at(place);
    if message.contains("mapping values") || text[..at].ends_with(": ") {
        return fault.help("put quotation marks around a value that holds a colon and a space");
    }
    fault.help("look for a missing space after a colon, uneven indents, or quotation marks that do not close")
}

fn offset(lines: &LineIndex, text: &str, location: Location) -> usize {
    let narrow = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    lines.offset(text, Place { line: narrow(location.line()), column: narrow(location.column()) })
}

/// A value as serde-saphyr gives it, with its line and column.
struct Written(Located<Value>);

enum Value {
    Nothing,
    Flag(bool),
    Number(f64),
    Text(String),
    List(Vec<Written>),
    Map(Vec<(Located<String>, Written)>),
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Located::deserialize(deserializer).map(Written)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = seq.next_element()? {
            list.push(value);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key()? {
            entries.push((key, map.next_value()?));
        }
        Ok(Value::Map(entries))
    }
}

/// Turns lines and columns of the YAML into spans of the whole file.
struct Placer<'t> {
    text: &'t str,
    base: Span,
    lines: LineIndex,
}

impl Placer<'_> {
    fn node(&self, Written(located): Written) -> Node {
        let start = offset(&self.lines, self.text, located.referenced);
        let scalar = |scalar| Shape::Scalar(scalar);
        let (end, shape) = match located.value {
            Value::Nothing => (start, Shape::Nothing),
            Value::Flag(flag) => (self.scalar_end(start), scalar(Scalar::Flag(flag))),
            Value::Number(number) => {
                let end = self.scalar_end(start);
                (end, scalar(Scalar::Number(number, self.text[start..end].trim().to_owned())))
            }
            Value::Text(text) => (self.scalar_end(start), scalar(Scalar::Text(text))),
            Value::List(list) => {
                let list: Vec<Node> = list.into_iter().map(|item| self.node(item)).collect();
                (self.line_end(start), Shape::List(list))
            }
            Value::Map(entries) => {
                let entries = entries.into_iter().map(|(key, value)| (self.key(key), self.node(value))).collect();
                (self.line_end(start), Shape::Map(entries))
            }
        };
        Node { span: self.span(start, end), shape }
    }

    fn key(&self, key: Located<String>) -> Spanned<String> {
        let start = offset(&self.lines, self.text, key.referenced);
        let end = self.text[start..].find([':', '\n']).map_or(self.text.len(), |at| start + at);
        Spanned::new(key.value, self.span(start, end))
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.base.file, start..end).shifted(self.base.start as usize)
    }

    /// Where a single value ends: at its closing quotation mark, or before a comment, a flow mark or the line's end.
    fn scalar_end(&self, start: usize) -> usize {
        let line = &self.text[start..self.line_end(start)];
        let length = match line.chars().next() {
            Some(quote @ ('"' | '\'')) => line[1..].find(quote).map_or(line.len(), |at| at + 2),
            _ => line.find(" #").unwrap_or(line.len()).min(if self.in_flow(start) {
                line.find([',', ']', '}']).unwrap_or(line.len())
            } else {
                line.len()
            }),
        };
        let first = line.chars().next().map_or(0, char::len_utf8);
        start + line[..length].trim_end().len().max(first)
    }

    /// Whether a value stands in a list or map written in brackets on its own line.
    fn in_flow(&self, start: usize) -> bool {
        let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let before = &self.text[line_start..start];
        before.matches(['[', '{']).count() > before.matches([']', '}']).count()
    }

    fn line_end(&self, start: usize) -> usize {
        self.text[start..].find('\n').map_or(self.text.len(), |at| start + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceMap;

    fn places(yaml: &str) -> Vec<String> {
        let mut sources = SourceMap::default();
        let text = format!("---\n{yaml}");
        let file = sources.add("a.md", text.as_str());
        let mut report = Report::default();
        let node = parse_yaml(yaml, Span::new(file, 4..text.len()), &mut report).expect("good YAML");
        let mut out = Vec::new();
        walk(&node, &text, &mut out);
        out
    }

    fn walk(node: &Node, text: &str, out: &mut Vec<String>) {
        match &node.shape {
            Shape::Nothing | Shape::Scalar(_) => out.push(text[node.span.range()].to_owned()),
            Shape::List(list) => list.iter().for_each(|node| walk(node, text, out)),
            Shape::Map(map) => map.iter().for_each(|(key, node)| {
                out.push(format!("{}:", &text[key.span.range()]));
                walk(node, text, out);
            }),
        }
    }

    #[test]
    fn every_key_and_value_knows_its_place_in_the_whole_file() {
        let yaml = "name: Kent # a county\ntopics: [a-b, 'c d']\nlist:\n  - one: 1\n    two: \"x # y\"\nempty:\nlong: >-\n  folded\n  text\n";
        let expected = [
            "name:",
            "Kent",
            "topics:",
            "a-b",
            "'c d'",
            "list:",
            "one:",
            "1",
            "two:",
            "\"x # y\"",
            "empty:",
            "",
            "long:",
        ];
        assert_eq!(places(yaml)[..expected.len()], expected);
    }

    #[test]
    fn a_bomb_of_aliases_is_refused() {
        let mut yaml = String::from("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (n, p) in ["b", "c", "d", "e", "f", "g", "h", "i"].iter().zip(["a", "b", "c", "d", "e", "f", "g", "h"]) {
            yaml += &format!("{n}: &{n} [*{p}, *{p}, *{p}, *{p}, *{p}, *{p}, *{p}, *{p}, *{p}, *{p}]\n");
        }
        let file = SourceMap::default().add("a.md", yaml.as_str());
        let mut report = Report::default();
        assert!(parse_yaml(&yaml, Span::new(file, 0..yaml.len()), &mut report).is_none());
        assert!(report.has_errors());
    }
}
