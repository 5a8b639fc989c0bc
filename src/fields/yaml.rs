//! YAML into [`Node`]s, by serde-saphyr, which knows the place of every value, refuses duplicate keys and bounds aliases.

mod mistake;

use std::fmt;
use std::ops::Range;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Location, Spanned as Located};

use super::{Node, NodeKind, Scalar};
use crate::diagnostic::Report;
use crate::text::{LineIndex, Span, Spanned};

/// Lists in lists and keys under keys are read to this depth. No content needs more than four; each costs some of the stack.
const DEEPEST: usize = 32;

/// Reads a YAML text that stands at `span` of its file. `None`, and a fault, if it is not YAML.
pub fn parse_yaml(text: &str, span: Span, report: &mut Report) -> Option<Node> {
    if text.bytes().all(|b| b.is_ascii_whitespace()) {
        return Some(Node {
            span: span.at_start(),
            shape: NodeKind::Nothing,
        });
    }
    let options = serde_saphyr::options! { budget: serde_saphyr::budget! { max_depth: DEEPEST } };
    match serde_saphyr::from_str_with_options::<LocatedValue>(text, options) {
        Ok(written) => Some(
            SpanMapper {
                text,
                base: span,
                lines: LineIndex::new(text),
            }
            .node(written),
        ),
        Err(error) => {
            report.push(mistake::diagnostic(&error, text, span));
            None
        }
    }
}

/// A value as serde-saphyr gives it, with its place.
struct LocatedValue(Located<YamlValue>);

enum YamlValue {
    Nothing,
    Flag(bool),
    Number(f64),
    Text(String),
    List(Vec<LocatedValue>),
    Map(Vec<(Located<String>, LocatedValue)>),
}

impl<'de> Deserialize<'de> for LocatedValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Located::deserialize(deserializer).map(LocatedValue)
    }
}

impl<'de> Deserialize<'de> for YamlValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = YamlValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<YamlValue, E> {
        Ok(YamlValue::Nothing)
    }

    fn visit_none<E>(self) -> Result<YamlValue, E> {
        Ok(YamlValue::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<YamlValue, D::Error> {
        YamlValue::deserialize(deserializer)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<YamlValue, E> {
        Ok(YamlValue::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<YamlValue, E> {
        Ok(YamlValue::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<YamlValue, E> {
        Ok(YamlValue::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<YamlValue, E> {
        Ok(YamlValue::Number(number))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<YamlValue, E> {
        Ok(YamlValue::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<YamlValue, E> {
        Ok(YamlValue::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<YamlValue, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = seq.next_element()? {
            list.push(value);
        }
        Ok(YamlValue::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<YamlValue, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key()? {
            entries.push((key, map.next_value()?));
        }
        Ok(YamlValue::Map(entries))
    }
}

/// Turns places in the YAML into spans of the whole file.
struct SpanMapper<'t> {
    text: &'t str,
    base: Span,
    lines: LineIndex,
}

impl SpanMapper<'_> {
    fn node(&self, LocatedValue(located): LocatedValue) -> Node {
        let place = bytes(located.referenced);
        let shape = match located.value {
            YamlValue::Nothing => {
                return Node {
                    span: self.span(place.start..place.start),
                    shape: NodeKind::Nothing,
                };
            }
            YamlValue::Flag(flag) => NodeKind::Scalar(Scalar::Flag(flag)),
            YamlValue::Text(text) => NodeKind::Scalar(Scalar::Text(text)),
            YamlValue::Number(number) => {
                // An alias is shown where it is used, and means what stands where it is defined. With a tag, `!!int "5"`
                // is a number too.
                let spelling = self.text[bytes(located.defined)]
                    .trim()
                    .trim_matches(['"', '\'']);
                NodeKind::Scalar(Scalar::Number(number, spelling.to_owned()))
            }
            YamlValue::List(list) => {
                NodeKind::List(list.into_iter().map(|item| self.node(item)).collect())
            }
            YamlValue::Map(entries) => NodeKind::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| (self.key(key), self.node(value)))
                    .collect(),
            ),
        };
        // Of what goes over several lines, the first one is shown.
        let line_end = self.lines.line_end(self.text, place.start);
        let end = match shape {
            NodeKind::List(_) | NodeKind::Map(_) => line_end,
            NodeKind::Nothing | NodeKind::Scalar(_) => place.end.min(line_end),
        };
        Node {
            span: self.span(place.start..end),
            shape,
        }
    }

    fn key(&self, key: Located<String>) -> Spanned<String> {
        Spanned::new(key.value, self.span(bytes(key.referenced)))
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.base.file, range).shifted(self.base.start as usize)
    }
}

/// The bytes of the YAML that a value or key takes; of a list or map in indented lines only the place where it begins.
fn bytes(location: Location) -> Range<usize> {
    let narrow = |n: Option<u64>| n.and_then(|n| usize::try_from(n).ok()).unwrap_or_default();
    let start = narrow(location.span().byte_offset());
    start..start + narrow(location.span().byte_len())
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
        let node =
            parse_yaml(yaml, Span::new(file, 4..text.len()), &mut report).expect("good YAML");
        let mut out = Vec::new();
        walk(&node, &text, &mut out);
        out
    }

    fn walk(node: &Node, text: &str, out: &mut Vec<String>) {
        match &node.shape {
            NodeKind::Nothing | NodeKind::Scalar(_) => out.push(text[node.span.range()].to_owned()),
            NodeKind::List(list) => list.iter().for_each(|node| walk(node, text, out)),
            NodeKind::Map(map) => map.iter().for_each(|(key, node)| {
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
    fn the_first_line_of_a_value_over_several_lines_is_shown() {
        let yaml =
            "bare: words that\n  go on\nkept: |\n  one\n  two\nquoted: \"one\n  two\" # three\n";
        assert_eq!(
            places(yaml),
            ["bare:", "words that", "kept:", "one", "quoted:", "\"one"]
        );
    }

    #[test]
    fn a_number_keeps_its_spelling_wherever_it_is_written() {
        let spellings = |yaml: &str| {
            let file = SourceMap::default().add("a.md", yaml);
            let node = parse_yaml(yaml, Span::new(file, 0..yaml.len()), &mut Report::default())
                .expect("good YAML");
            let mut out = Vec::new();
            spelt(&node, &mut out);
            out
        };
        assert_eq!(spellings("a: [\n 2017,\n 2018 ]"), ["2017", "2018"]);
        assert_eq!(spellings("a: &y 2016 # was\nb: *y"), ["2016", "2016"]);
        assert_eq!(
            spellings("a: {b: 1_000, c: 0x1f}\né: 007"),
            ["1_000", "0x1f", "007"]
        );
        assert_eq!(spellings("a: !!int \"12\"\nb: 12 # once"), ["12", "12"]);
    }

    fn spelt(node: &Node, out: &mut Vec<String>) {
        match &node.shape {
            NodeKind::Nothing => {}
            NodeKind::Scalar(_) => out.extend(node.text().map(str::to_owned)),
            NodeKind::List(list) => list.iter().for_each(|node| spelt(node, out)),
            NodeKind::Map(map) => map.iter().for_each(|(_, node)| spelt(node, out)),
        }
    }

    #[test]
    fn a_bomb_of_aliases_is_refused() {
        let mut yaml = String::from("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (n, p) in ["b", "c", "d", "e", "f", "g", "h", "i"]
            .iter()
            .zip(["a", "b", "c", "d", "e", "f", "g", "h"])
        {
            yaml += &format!(
                "{n}: &{n} [*{p}, *{p}, *{p}, *{p}, *{p}, *{p}, *{p}, *{p}, *{p}, *{p}]\n"
            );
        }
        let file = SourceMap::default().add("a.md", yaml.as_str());
        let mut report = Report::default();
        assert!(parse_yaml(&yaml, Span::new(file, 0..yaml.len()), &mut report).is_none());
        assert!(report.has_errors());
    }
}
