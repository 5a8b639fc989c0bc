//! Reads the keys of a map one by one and reports every key that is missing, empty, unknown or of the wrong type.

use super::decimal::NotDecimal;
use super::{Decimal, Node, NodeKind};
use crate::date::{PartialDate, Period};
use crate::diagnostic::{Code, Diagnostic, Report, did_you_mean};
use crate::text::{Span, Spanned, is_slug, slug};

/// What `new` writes where an author is to write something.
const PLACEHOLDER: &str = "…";

/// How to write a day, month or year.
const DATE: &str = "write a day, month or year, like `2022-05-31`, `2022-05` or `2022`";

/// The keys of a map that is being read. Ask for each key, then call [`MapReader::finish`]: a key that was not asked for
/// is unknown.
pub struct MapReader<'a> {
    /// What the map describes, for messages: "a force".
    what: &'static str,
    span: Span,
    entries: &'a [(Spanned<String>, Node)],
    asked: Vec<&'static str>,
    /// Keys that have been reported as missing.
    missing: Vec<&'static str>,
    report: &'a mut Report,
}

impl<'a> MapReader<'a> {
    /// Reads `node` as a map. Anything else is an error and reads as an empty map, so that its missing keys are reported
    /// too.
    pub fn new(node: &'a Node, what: &'static str, report: &'a mut Report) -> MapReader<'a> {
        let entries: &[_] = match &node.kind {
            NodeKind::Map(entries) => entries,
            NodeKind::Nothing => &[],
            NodeKind::Scalar(_) | NodeKind::List(_) => {
                let message = format!("expected keys with values, found {}", node.describe());
                report.push(
                    Diagnostic::new(Code::WrongType, message)
                        .at(node.span)
                        .help(format!("describe {what} in lines of `key: value`")),
                );
                &[]
            }
        };
        MapReader {
            what,
            span: node.span,
            entries,
            asked: Vec::new(),
            missing: Vec::new(),
            report,
        }
    }

    /// Where the map begins.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The report, for rules that concern a value.
    pub fn report(&mut self) -> &mut Report {
        self.report
    }

    /// The value of a key, if it is there and not empty.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        let (_, node) = self.entry(key)?;
        (node.kind != NodeKind::Nothing).then_some(node)
    }

    fn entry(&self, key: &str) -> Option<&'a (Spanned<String>, Node)> {
        self.entries.iter().find(|(name, _)| name.value == key)
    }

    /// A text that may be missing.
    pub fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.node(key)?;
        match one_line(node) {
            Some(text) if text == PLACEHOLDER => {
                self.placeholder(key, node);
                None
            }
            Some(text) if !text.is_empty() => {
                self.check_comment(node);
                Some(Spanned::new(text, node.span))
            }
            Some(_) => None,
            None => {
                self.wrong_type(key, node, "text");
                None
            }
        }
    }

    /// A text that must be there.
    pub fn required_text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let is_reported = |text: Option<&str>| text.is_none_or(|text| text.trim() == PLACEHOLDER);
        let wrong_before = self.node(key).is_some_and(|node| is_reported(node.text()));
        let text = self.text(key);
        if text.is_none() && !wrong_before {
            self.missing(key);
        }
        text
    }

    /// Whether a text may be an id, which becomes part of an address. Reports it if not.
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
        let nodes = match &node.kind {
            NodeKind::List(list) => list.as_slice(),
            NodeKind::Nothing | NodeKind::Scalar(_) => std::slice::from_ref(node),
            NodeKind::Map(_) => {
                self.wrong_type(key, node, "a list");
                return Vec::new();
            }
        };
        let mut texts = Vec::with_capacity(nodes.len());
        for node in nodes {
            match one_line(node) {
                Some(text) if text == PLACEHOLDER => self.placeholder(key, node),
                Some(text) => {
                    self.check_comment(node);
                    texts.push(Spanned::new(text, node.span));
                }
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
                kind: NodeKind::List(list),
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

    /// True or false, or the value that holds if the key is missing.
    pub fn flag_or(&mut self, key: &'static str, otherwise: bool) -> bool {
        let Some(node) = self.node(key) else {
            return otherwise;
        };
        match node.plain() {
            Some("true") => true,
            Some("false") => false,
            Some(_) | None => {
                let meant = node.text().and_then(|text| meant_flag(text.trim()));
                let message = match node.text() {
                    Some(text) => format!("`{text}` is not `true` or `false`"),
                    None => format!("expected `true` or `false`, found {}", node.describe()),
                };
                let diagnostic = Diagnostic::new(Code::WrongType, message).at(node.span);
                self.report.push(match meant {
                    Some(flag) => diagnostic.help(format!("write `{key}: {flag}`")),
                    None => diagnostic.help("write `true` or `false`, without quotation marks"),
                });
                otherwise
            }
        }
    }

    /// A number that must be there.
    pub fn required_number(&mut self, key: &'static str) -> Option<Spanned<Decimal>> {
        let Some(node) = self.node(key) else {
            self.missing(key);
            return None;
        };
        let why = match node.plain().map(Decimal::parse) {
            Some(Ok(number)) => return Some(Spanned::new(number, node.span)),
            Some(Err(why)) => Some(why),
            None => None,
        };
        let Some(text) = node.text().map(str::trim) else {
            self.wrong_type(key, node, "a number");
            return None;
        };
        if text == PLACEHOLDER {
            self.placeholder(key, node);
            return None;
        }
        let message = format!("`{text}` is not a number in plain digits");
        let help = match why {
            Some(NotDecimal::Notation(plain)) => format!("write `{plain}`"),
            Some(NotDecimal::TooLong) => "a number has 15 digits at most".to_owned(),
            Some(NotDecimal::NotANumber) => {
                "write digits only, with a point before decimals; a unit has a key of its own"
                    .to_owned()
            }
            None => "write the digits without quotation marks".to_owned(),
        };
        let diagnostic = Diagnostic::new(Code::WrongType, message).at(node.span);
        self.report.push(diagnostic.help(help));
        None
    }

    /// A day, month or year that may be missing.
    pub fn partial_date(&mut self, key: &'static str) -> Option<Spanned<PartialDate>> {
        let text = self.text(key)?;
        self.parsed(key, text, DATE)
    }

    /// A day, month or year that must be there.
    pub fn required_date(&mut self, key: &'static str) -> Option<Spanned<PartialDate>> {
        let text = self.required_text(key)?;
        self.parsed(key, text, DATE)
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

    /// The text of a key as a value of another type, or an error with how to write one.
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
        self.missing.push(key);
        let diagnostic = match self.entry(key) {
            Some((name, _)) => {
                Diagnostic::new(Code::MissingKey, format!("`{key}` has no value")).at(name.span)
            }
            None => {
                let message = format!("missing `{key}`");
                let label = format!("{} needs `{key}`", self.what);
                Diagnostic::new(Code::MissingKey, message).label(self.span, label)
            }
        };
        self.report.push(diagnostic.help(format!("add `{key}: …`")));
    }

    fn placeholder(&mut self, key: &str, node: &Node) {
        let diagnostic =
            Diagnostic::new(Code::Placeholder, format!("`{key}` is not filled in")).at(node.span);
        self.report.push(
            diagnostic.help(
                "write the value in place of `…`, or remove the line if the key is not needed",
            ),
        );
    }

    fn wrong_type(&mut self, key: &str, node: &Node, expected: &str) {
        let message = format!("`{key}` must be {expected}, not {}", node.describe());
        self.report.push(
            Diagnostic::new(Code::WrongType, message)
                .at(node.span)
                .help(format!("write {expected}")),
        );
    }

    /// Reports a comment that may be part of the value before it.
    fn check_comment(&mut self, node: &Node) {
        let Some(comment) = &node.comment else { return };
        let message = format!("`{}` is a comment, not part of the value", comment.value);
        let diagnostic = Diagnostic::new(Code::CommentInValue, message)
            .label(comment.span, "")
            .label(node.span, "the value");
        self.report.push(diagnostic.help(
            "put quotation marks around the whole value; if it is a comment, write two spaces, `#` and another space before it",
        ));
    }

    /// Reports every key that is empty, and every key that was never asked for.
    pub fn finish(self) {
        #[cfg(test)]
        super::key_usage::ask(self.what, &self.asked);
        for (key, node) in self.entries {
            let name = key.value.as_str();
            if self.asked.contains(&name) {
                if node.kind == NodeKind::Nothing && !self.missing.contains(&name) {
                    self.report.push(empty(key, node));
                }
                continue;
            }
            let message = format!("unknown key `{name}`");
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

/// A key with nothing after it.
fn empty(key: &Spanned<String>, node: &Node) -> Diagnostic {
    let message = format!("`{}` has no value", key.value);
    let diagnostic = Diagnostic::new(Code::EmptyKey, message).label(key.span, "");
    match &node.comment {
        Some(comment) => diagnostic
            .label(comment.span, "this is a comment")
            .help("put quotation marks around a value that starts with `#`"),
        None => diagnostic.help("write the value after the colon, or remove the line"),
    }
}

/// The text of a single value on one line: line breaks and the spaces around them become one space.
fn one_line(node: &Node) -> Option<String> {
    let text = node.text()?.trim();
    if !text.contains('\n') {
        return Some(text.to_owned());
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Some(lines.collect::<Vec<_>>().join(" "))
}

/// What another word for true or false means.
fn meant_flag(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "on" | "1" => Some(true),
        "false" | "no" | "n" | "off" | "0" => Some(false),
        _ => None,
    }
}
