//! Reads the keys of a map one by one and reports every key that is missing, empty, unknown or of the wrong type.

use super::{Entry, KeyMap, Node, NodeKind, OneOf};
use crate::diagnostic::{Code, Diagnostic, Report, did_you_mean, one_of};
use crate::text::{Span, Spanned};

/// The keys of a map that is being read, with the declaration of the keys that it may have.
pub struct MapReader<'a> {
    map: &'static KeyMap,
    span: Span,
    entries: &'a [Entry],
    report: &'a mut Report,
}

impl<'a> MapReader<'a> {
    /// Reads `node` as a map. Anything else is an error and reads as an empty map, so that its missing keys are reported
    /// too.
    pub fn new(node: &'a Node, map: &'static KeyMap, report: &'a mut Report) -> MapReader<'a> {
        let entries: &[_] = match &node.kind {
            NodeKind::Map(entries) => entries,
            NodeKind::Nothing => &[],
            NodeKind::Scalar(_) | NodeKind::List(_) => {
                let message = format!("expected keys with values, found {}", node.describe());
                report.push(
                    Diagnostic::new(Code::WrongType, message)
                        .at(node.span)
                        .help(format!("describe {} in lines of `key: value`", map.what)),
                );
                &[]
            }
        };
        MapReader {
            map,
            span: node.span,
            entries,
            report,
        }
    }

    /// The place of the map.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The report, for rules that concern a value.
    pub fn report(&mut self) -> &mut Report {
        self.report
    }

    /// The value of a key, if it is there and not empty. Reports a required key that is not.
    pub fn node(&mut self, name: &'static str) -> Option<&'a Node> {
        let entry = self.entries.iter().find(|(key, _)| key.value == name);
        if let Some((_, node)) = entry.filter(|(_, node)| node.kind != NodeKind::Nothing) {
            return Some(node);
        }
        if self.is_required(name) {
            let diagnostic = match entry {
                Some((key, node)) => no_value(Code::MissingKey, key, node),
                None => missing_key(self.map, self.span, name),
            };
            self.report.push(diagnostic);
        }
        None
    }

    /// Reports a required key with an empty text.
    pub(super) fn empty_text(&mut self, name: &'static str, node: &Node) {
        if self.is_required(name) {
            let message = format!("`{name}` has no value");
            let diagnostic = Diagnostic::new(Code::MissingKey, message).at(node.span);
            self.report.push(diagnostic.help("write the value"));
        }
    }

    fn is_required(&self, name: &str) -> bool {
        let is_given = |other: &str| {
            let mut entries = self.entries.iter();
            entries.any(|(key, node)| key.value == other && node.kind != NodeKind::Nothing)
        };
        let key = self.map.key(name).filter(|key| key.is_required);
        key.is_some_and(|key| !key.unless.is_some_and(is_given))
    }

    /// Reports every key that is empty or unknown, and keys of which exactly one must be there.
    pub fn finish(mut self) {
        for (key, node) in self.entries {
            match self.map.key(&key.value) {
                Some(known) if node.kind == NodeKind::Nothing && !known.is_required => {
                    self.report.push(no_value(Code::EmptyKey, key, node));
                }
                Some(_) => {}
                None => {
                    let message = format!("unknown key `{}`", key.value);
                    let diagnostic = Diagnostic::new(Code::UnknownKey, message).at(key.span);
                    let known = self.map.keys.iter().map(|key| key.name);
                    self.report.push(match did_you_mean(&key.value, known) {
                        Some(advice) => diagnostic.help(advice),
                        None => diagnostic.help(format!(
                            "remove it; the guide lists the keys of {}",
                            self.map.what
                        )),
                    });
                }
            }
        }
        if let Some(one_of) = &self.map.one_of {
            self.check_one_of(one_of);
        }
    }

    fn check_one_of(&mut self, rule: &OneOf) {
        let names = || rule.keys.iter().copied();
        let is_given = |(key, node): &&Entry| {
            rule.keys.contains(&key.value.as_str()) && node.kind != NodeKind::Nothing
        };
        let mut given = self.entries.iter().filter(is_given);
        match (given.next(), given.next()) {
            (None, _) => {
                let message = format!("missing {}", one_of(names()));
                let diagnostic = Diagnostic::new(rule.missing, message).at(self.span);
                self.report.push(diagnostic.help(rule.help));
            }
            (Some((first, _)), Some((second, _))) => {
                let message = format!("both `{}` and `{}`", first.value, second.value);
                let diagnostic = Diagnostic::new(Code::ConflictingValues, message)
                    .label(second.span, "")
                    .label(first.span, "and here");
                self.report.push(diagnostic.help("keep one of the two"));
            }
            (Some(_), None) => {}
        }
    }
}

/// The diagnostic for a required key that is not there.
pub fn missing_key(map: &KeyMap, span: Span, name: &str) -> Diagnostic {
    let example = map.key(name).map_or("…", |key| key.example);
    let diagnostic = Diagnostic::new(Code::MissingKey, format!("missing `{name}`"))
        .label(span, format!("{} needs `{name}`", map.what));
    match example {
        "" => diagnostic.help(format!("add `{name}:` with its keys below it, indented")),
        example => diagnostic.help(format!("add a line like `{name}: {example}`")),
    }
}

/// The diagnostic for a key with nothing after it.
fn no_value(code: Code, key: &Spanned<String>, node: &Node) -> Diagnostic {
    let message = format!("`{}` has no value", key.value);
    let diagnostic = Diagnostic::new(code, message).label(key.span, "");
    match &node.comment {
        Some(comment) => diagnostic
            .label(comment.span, "this is a comment")
            .help("put quotation marks around a value that starts with `#`"),
        None => diagnostic.help("write the value after the colon, or remove the line"),
    }
}
