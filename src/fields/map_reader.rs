//! Reads the keys of a map one by one and reports every key that is missing, unknown or of the wrong type.

use super::{Node, NodeKind, Scalar};
use crate::date::{PartialDate, Period};
use crate::diagnostic::{Code, Diagnostic, Report, did_you_mean};
use crate::text::{Span, Spanned, is_slug, slug};

/// What `new` writes where an author is to write something.
const PLACEHOLDER: &str = "…";

/// How to write a day, month or year.
const MOMENT: &str = "write a day, month or year, like `2022-05-31`, `2022-05` or `2022`";

/// The keys of a map that is being read. Ask for each key, then [`MapReader::finish`]: what nobody asked for is unknown.
pub struct MapReader<'a> {
    /// What the map describes, for messages: "a force".
    what: &'static str,
    span: Span,
    entries: &'a [(Spanned<String>, Node)],
    asked: Vec<&'static str>,
    report: &'a mut Report,
}

impl<'a> MapReader<'a> {
    /// Reads `node` as a map. Anything else is a fault and reads as an empty map, so that its missing keys are told too.
    pub fn new(node: &'a Node, what: &'static str, report: &'a mut Report) -> MapReader<'a> {
        let entries: &[_] = match &node.shape {
            NodeKind::Map(entries) => entries,
            NodeKind::Nothing => &[],
            NodeKind::Scalar(_) | NodeKind::List(_) => {
                let message = format!(
                    "{what} is written as keys with values, not as {}",
                    node.kind()
                );
                report.push(
                    Diagnostic::new(Code::WrongType, message)
                        .at(node.span)
                        .help("write `key: value` lines"),
                );
                &[]
            }
        };
        MapReader {
            what,
            span: node.span,
            entries,
            asked: Vec::new(),
            report,
        }
    }

    /// Where the map begins.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The report that faults go to, for whoever finds fault with a value.
    pub fn report(&mut self) -> &mut Report {
        self.report
    }

    /// The value of a key, if it is there and not empty.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        let entries = self.entries;
        let (_, node) = entries.iter().find(|(name, _)| name.value == key)?;
        (node.shape != NodeKind::Nothing).then_some(node)
    }

    /// A text that may be missing.
    pub fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.node(key)?;
        match node.text().map(str::trim) {
            Some(PLACEHOLDER) => {
                self.placeholder(key, node);
                None
            }
            Some(text) if !text.is_empty() => Some(Spanned::new(text.to_owned(), node.span)),
            Some(_) => None,
            None => {
                self.wrong_type(key, node, "text");
                None
            }
        }
    }

    /// A text that must be there.
    pub fn required_text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let is_told = |text: Option<&str>| text.is_none_or(|text| text.trim() == PLACEHOLDER);
        let wrong_before = self.node(key).is_some_and(|node| is_told(node.text()));
        let text = self.text(key);
        if text.is_none() && !wrong_before {
            self.missing(key);
        }
        text
    }

    /// Whether a text may be an id, which becomes part of an address; a fault if not.
    pub fn check_id(&mut self, id: &Spanned<String>) -> bool {
        let is_fit = is_slug(&id.value);
        if !is_fit {
            let diagnostic = Diagnostic::new(
                Code::InvalidFileName,
                format!("`{}` cannot be an id", id.value),
            )
            .at(id.span);
            let rule = "ids are lower-case letters and digits with single hyphens";
            self.report.push(match slug(&id.value) {
                fit if fit.is_empty() => diagnostic.help(rule),
                fit => diagnostic.help(format!("{rule}: write `{fit}`")),
            });
        }
        is_fit
    }

    /// A list of texts; one text alone counts as a list of one.
    pub fn texts(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        let Some(node) = self.node(key) else {
            return Vec::new();
        };
        let nodes = match &node.shape {
            NodeKind::List(list) => list.as_slice(),
            NodeKind::Nothing | NodeKind::Scalar(_) => std::slice::from_ref(node),
            NodeKind::Map(_) => {
                self.wrong_type(key, node, "a list");
                return Vec::new();
            }
        };
        let mut texts = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node.text() {
                Some(text) if text.trim() == PLACEHOLDER => self.placeholder(key, node),
                Some(text) => texts.push(Spanned::new(text.trim().to_owned(), node.span)),
                None => self.wrong_type(key, node, "a list of texts"),
            }
        }
        texts
    }

    /// The items of a list that may be missing.
    pub fn list(&mut self, key: &'static str) -> &'a [Node] {
        match self.node(key) {
            None => &[],
            Some(Node {
                shape: NodeKind::List(list),
                ..
            }) => list,
            Some(node) => {
                self.wrong_type(key, node, "a list");
                &[]
            }
        }
    }

    /// True or false; false if missing.
    pub fn flag(&mut self, key: &'static str) -> bool {
        self.flag_or(key, false)
    }

    /// True or false, or what it is when nothing is said.
    pub fn flag_or(&mut self, key: &'static str, otherwise: bool) -> bool {
        match self.node(key) {
            None => otherwise,
            Some(Node {
                shape: NodeKind::Scalar(Scalar::Flag(flag)),
                ..
            }) => *flag,
            Some(node) => {
                self.wrong_type(key, node, "`true` or `false`");
                otherwise
            }
        }
    }

    /// A number that must be there.
    pub fn required_number(&mut self, key: &'static str) -> Option<Spanned<f64>> {
        match self.node(key) {
            None => {
                self.missing(key);
                None
            }
            Some(Node {
                shape: NodeKind::Scalar(Scalar::Number(number, _)),
                span,
            }) if number.is_finite() => Some(Spanned::new(*number, *span)),
            Some(node) if node.text().is_some_and(|text| text.trim() == PLACEHOLDER) => {
                self.placeholder(key, node);
                None
            }
            Some(node) => {
                self.wrong_type(key, node, "a number, in digits only");
                None
            }
        }
    }

    /// A day, month or year that may be missing.
    pub fn partial_date(&mut self, key: &'static str) -> Option<Spanned<PartialDate>> {
        let text = self.text(key)?;
        self.parsed(key, text, MOMENT)
    }

    /// A day, month or year that must be there.
    pub fn required_date(&mut self, key: &'static str) -> Option<Spanned<PartialDate>> {
        let text = self.required_text(key)?;
        self.parsed(key, text, MOMENT)
    }

    /// A stretch of time that may be missing.
    pub fn period(&mut self, key: &'static str) -> Option<Spanned<Period>> {
        let text = self.text(key)?;
        if Period::is_reversed(&text.value) {
            let diagnostic =
                Diagnostic::new(Code::InvalidDate, format!("`{key}` ends before it begins"))
                    .at(text.span);
            self.report
                .push(diagnostic.help("write the earlier date first"));
            return None;
        }
        self.parsed(
            key,
            text,
            "write it like `2021-06-01 to 2022-05-31`, the earlier date first",
        )
    }

    /// The text of a key as a value of another type, or a fault with how to write one.
    pub fn parsed<T: std::str::FromStr>(
        &mut self,
        key: &str,
        text: Spanned<String>,
        help: &str,
    ) -> Option<Spanned<T>> {
        match text.value.parse() {
            Ok(value) => Some(Spanned::new(value, text.span)),
            Err(_) => {
                let message = format!("`{key}` is not a date: `{}`", text.value);
                self.report.push(
                    Diagnostic::new(Code::InvalidDate, message)
                        .at(text.span)
                        .help(help),
                );
                None
            }
        }
    }

    /// Reports a key that must be there.
    pub fn missing(&mut self, key: &'static str) {
        #[cfg(test)]
        super::key_usage::miss(self.what, key);
        let message = format!("{} needs `{key}`", self.what);
        let diagnostic =
            Diagnostic::new(Code::MissingKey, message).label(self.span, format!("no `{key}` here"));
        self.report.push(diagnostic.help(format!("add `{key}: …`")));
    }

    fn placeholder(&mut self, key: &str, node: &Node) {
        let diagnostic = Diagnostic::new(
            Code::Placeholder,
            format!("`{key}` is still to be filled in"),
        )
        .at(node.span);
        self.report.push(diagnostic.help(
            "write the value in place of `…`, or take the line away if the key is not needed",
        ));
    }

    fn wrong_type(&mut self, key: &str, node: &Node, expected: &str) {
        let message = format!("`{key}` must be {expected}, not {}", node.kind());
        self.report.push(
            Diagnostic::new(Code::WrongType, message)
                .at(node.span)
                .help(format!("write {expected}")),
        );
    }

    /// Reports every key that was never asked for.
    pub fn finish(self) {
        #[cfg(test)]
        super::key_usage::ask(self.what, &self.asked);
        for (key, _) in self.entries {
            if self.asked.contains(&key.value.as_str()) {
                continue;
            }
            let message = format!("{} has no key `{}`", self.what, key.value);
            let diagnostic = Diagnostic::new(Code::UnknownKey, message).at(key.span);
            let mut known = self.asked.clone();
            known.sort_unstable();
            known.dedup();
            self.report
                .push(match did_you_mean(&key.value, known.iter().copied()) {
                    Some(advice) => diagnostic.help(advice),
                    None => diagnostic,
                });
        }
    }
}
