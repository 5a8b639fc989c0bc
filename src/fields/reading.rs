//! Reads the value of a key as text, a list, a number, a date or another kind of value.

use jiff::civil::Date;

use super::decimal::{Decimal, NotDecimal};
use super::key::ClosedSet;
use super::{MapReader, Node, NodeKind, date_advice, plain_text};
use crate::date::{NotDate, PartialDate, Period};
use crate::diagnostic::{Code, Diagnostic, did_you_mean, one_of};
use crate::text::{Spanned, is_reserved_name, is_slug, slug};

/// What `new` writes where an author is to write something.
const PLACEHOLDER: &str = "…";

impl<'a> MapReader<'a> {
    /// A text on one line.
    pub fn text(&mut self, name: &'static str) -> Option<Spanned<String>> {
        let node = self.node(name)?;
        self.text_of(name, node, "text")
    }

    /// A text on one line without Markdown.
    pub(super) fn plain_text(&mut self, name: &'static str) -> Option<Spanned<String>> {
        let node = self.node(name)?;
        let text = self.text_of(name, node, "text")?;
        self.check_plain(name, node, &text);
        Some(text)
    }

    /// The texts of a list; one text alone counts as a list of one.
    pub(super) fn texts(&mut self, name: &'static str) -> Vec<Spanned<String>> {
        let nodes = self.items(name).iter();
        nodes
            .filter_map(|node| self.text_of(name, node, "a list of text values"))
            .collect()
    }

    /// The same without Markdown.
    pub(super) fn plain_texts(&mut self, name: &'static str) -> Vec<Spanned<String>> {
        let mut texts = Vec::new();
        for node in self.items(name) {
            let Some(text) = self.text_of(name, node, "a list of text values") else {
                continue;
            };
            self.check_plain(name, node, &text);
            texts.push(text);
        }
        texts
    }

    /// The items of a list, or a single value.
    fn items(&mut self, name: &'static str) -> &'a [Node] {
        let Some(node) = self.node(name) else {
            return &[];
        };
        match &node.kind {
            NodeKind::List(list) => list.as_slice(),
            NodeKind::Nothing | NodeKind::Scalar(_) => std::slice::from_ref(node),
            NodeKind::Map(_) => {
                self.wrong_type(name, node, "a list");
                &[]
            }
        }
    }

    /// The text of a value: line breaks and the spaces around them become one space.
    fn text_of(
        &mut self,
        name: &'static str,
        node: &Node,
        expected: &str,
    ) -> Option<Spanned<String>> {
        let Some(written) = node.text().map(str::trim) else {
            self.wrong_type(name, node, expected);
            return None;
        };
        let text = match written.contains('\n') {
            true => {
                let lines = written.lines().map(str::trim);
                let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
                lines.join(" ")
            }
            false => written.to_owned(),
        };
        match text.as_str() {
            PLACEHOLDER => {
                self.placeholder(name, node);
                None
            }
            "" => {
                self.empty_text(name, node);
                None
            }
            _ => {
                self.check_comment(node);
                Some(Spanned::new(text, node.span))
            }
        }
    }

    /// The id of what is described. Reports one that cannot be part of an address, and gives it all the same.
    pub(super) fn id(&mut self, name: &'static str) -> Option<Spanned<String>> {
        let id = self.text(name)?;
        if is_reserved_name(&id.value) {
            let message = format!("`{}` is a name that Windows reserves", id.value);
            let diagnostic = Diagnostic::new(Code::InvalidFileName, message).at(id.span);
            let help = "choose another id: Windows cannot make a folder of this name";
            self.report().push(diagnostic.help(help));
        }
        if !is_slug(&id.value) {
            let message = format!("`{}` cannot be an id", id.value);
            let diagnostic = Diagnostic::new(Code::InvalidFileName, message).at(id.span);
            let rule = "ids are lower-case letters and digits with single hyphens";
            self.report().push(match slug(&id.value) {
                fit if fit.is_empty() => diagnostic.help(rule),
                fit => diagnostic.help(format!("{rule}: write `{fit}`")),
            });
        }
        Some(id)
    }

    /// Text of which spaces at the ends count.
    pub(super) fn affix(&mut self, name: &'static str) -> Option<String> {
        let node = self.node(name)?;
        match node.text() {
            Some(text) => Some(text.to_owned()),
            None => {
                self.wrong_type(name, node, "text");
                None
            }
        }
    }

    /// The items of a list of entries.
    pub(super) fn list(&mut self, name: &'static str) -> &'a [Node] {
        let Some(node) = self.node(name) else {
            return &[];
        };
        match &node.kind {
            NodeKind::List(list) => list,
            NodeKind::Nothing | NodeKind::Scalar(_) | NodeKind::Map(_) => {
                self.wrong_type(name, node, "a list");
                &[]
            }
        }
    }

    /// True or false.
    pub(super) fn flag(&mut self, name: &'static str) -> Option<bool> {
        let node = self.node(name)?;
        match node.plain() {
            Some("true") => return Some(true),
            Some("false") => return Some(false),
            Some(_) | None => {}
        }
        let Some(text) = node.text().map(str::trim) else {
            self.wrong_type(name, node, "`true` or `false`");
            return None;
        };
        if text == PLACEHOLDER {
            self.placeholder(name, node);
            return None;
        }
        let message = format!("`{text}` is not `true` or `false`");
        let diagnostic = Diagnostic::new(Code::WrongType, message).at(node.span);
        self.report().push(match meant_flag(text) {
            Some(flag) => diagnostic.help(format!("write `{name}: {flag}`")),
            None => diagnostic.help("write `true` or `false`, without quotation marks"),
        });
        None
    }

    /// A number in plain digits.
    pub(super) fn number(&mut self, name: &'static str) -> Option<Spanned<Decimal>> {
        let node = self.node(name)?;
        let why = match node.plain().map(Decimal::parse) {
            Some(Ok(number)) => {
                self.check_comment(node);
                return Some(Spanned::new(number, node.span));
            }
            Some(Err(why)) => Some(why),
            None => None,
        };
        let Some(text) = node.text().map(str::trim) else {
            self.wrong_type(name, node, "a number");
            return None;
        };
        if text == PLACEHOLDER {
            self.placeholder(name, node);
            return None;
        }
        let message = format!("`{text}` is not a number in plain digits");
        let diagnostic = Diagnostic::new(Code::WrongType, message).at(node.span);
        self.report().push(match why {
            Some(NotDecimal::Notation(plain)) => diagnostic.help(format!("write `{plain}`")),
            Some(NotDecimal::TooLong) => diagnostic.help("write 15 digits at most"),
            Some(NotDecimal::NotANumber) => {
                diagnostic.help("write digits only, with a point before decimals")
            }
            None => diagnostic.help("write the digits without quotation marks"),
        });
        None
    }

    /// A whole date.
    pub(super) fn day(&mut self, name: &'static str) -> Option<Spanned<Date>> {
        let text = self.text(name)?;
        if let Ok(PartialDate::Day(date)) = text.value.parse() {
            return Some(Spanned::new(date, text.span));
        }
        let (message, help) = match text.value.parse::<PartialDate>() {
            Ok(_) => (
                format!("`{}` is not a whole date", text.value),
                "write year, month and day, like `2026-11-01`".to_owned(),
            ),
            Err(NotDate) => (
                format!("`{}` is not a date", text.value),
                date_advice::day(&text.value),
            ),
        };
        let diagnostic = Diagnostic::new(Code::InvalidDate, message).at(text.span);
        self.report().push(diagnostic.help(help));
        None
    }

    /// A text as a day, month or year. `names` may be written in place of a date.
    pub(super) fn date(
        &mut self,
        name: &'static str,
        text: Spanned<String>,
        names: &[&str],
    ) -> Option<Spanned<PartialDate>> {
        if let Ok(date) = text.value.parse() {
            return Some(Spanned::new(date, text.span));
        }
        let is_period = text.value.parse::<Period>().is_ok();
        let message = match is_period {
            true => format!("`{name}` takes one date, not two"),
            false => format!("`{}` is not a date", text.value),
        };
        let advice = match did_you_mean(&text.value, names.iter().copied()) {
            Some(advice) if advice.starts_with("did") => advice,
            Some(_) if date_advice::is_like_date(&text.value) => date_advice::date(&text.value),
            Some(_) => format!(
                "{}, or {}",
                date_advice::date(&text.value),
                one_of(names.iter().copied())
            ),
            None => date_advice::date(&text.value),
        };
        let diagnostic = Diagnostic::new(Code::InvalidDate, message).at(text.span);
        self.report().push(diagnostic.help(advice));
        None
    }

    /// A first and a last date.
    pub(super) fn period(&mut self, name: &'static str) -> Option<Spanned<Period>> {
        let text = self.text(name)?;
        if let Ok(period) = text.value.parse() {
            return Some(Spanned::new(period, text.span));
        }
        let (message, help) = if Period::is_reversed(&text.value) {
            let message = format!("`{name}` ends before it begins");
            (message, "write the earlier date first".to_owned())
        } else if let Ok(date) = text.value.parse::<PartialDate>() {
            let message = format!("`{name}` needs two dates");
            let date = date.iso();
            let help =
                format!("write `{date} to {date}`; a figure for one moment has `as_of` instead");
            (message, help)
        } else {
            let message = format!("`{}` is not a period", text.value);
            (message, date_advice::period(&text.value))
        };
        let diagnostic = Diagnostic::new(Code::InvalidDate, message).at(text.span);
        self.report().push(diagnostic.help(help));
        None
    }

    /// A name of a closed set.
    pub(super) fn choice<S: ClosedSet>(
        &mut self,
        name: &str,
        text: &Spanned<String>,
    ) -> Option<Spanned<S>> {
        let value = S::by_name(&text.value);
        if value.is_none() {
            let message = format!("unknown value `{}` for `{name}`", text.value);
            let diagnostic = Diagnostic::new(Code::UnknownValue, message).at(text.span);
            let advice = did_you_mean(&text.value, S::NAMES.iter().copied());
            self.report().push(match advice {
                Some(advice) => diagnostic.help(advice),
                None => diagnostic,
            });
        }
        value.map(|value| Spanned::new(value, text.span))
    }

    /// A web address.
    pub(super) fn link(&mut self, name: &'static str) -> Option<Spanned<String>> {
        let text = self.text(name)?;
        if is_link(&text.value) {
            return Some(text);
        }
        let message = format!("`{}` is not a web address", text.value);
        let diagnostic = Diagnostic::new(Code::UnsafeLink, message).at(text.span);
        self.report()
            .push(diagnostic.help("write the whole address, which starts with `https://`"));
        None
    }

    fn placeholder(&mut self, name: &str, node: &Node) {
        let message = format!("`{name}` is not filled in");
        let diagnostic = Diagnostic::new(Code::Placeholder, message).at(node.span);
        self.report().push(
            diagnostic.help(
                "write the value in place of `…`, or remove the line if the key is not needed",
            ),
        );
    }

    fn wrong_type(&mut self, name: &str, node: &Node, expected: &str) {
        let message = format!("`{name}` must be {expected}, not {}", node.describe());
        let diagnostic = Diagnostic::new(Code::WrongType, message).at(node.span);
        let help = match (&node.kind, expected) {
            (NodeKind::List(_), "text") => "write one value, without the list".to_owned(),
            (NodeKind::Scalar(_), "a list") => {
                "write one item per line, each after `- `".to_owned()
            }
            (NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Map(_) | NodeKind::Nothing, _) => {
                format!("write {expected}")
            }
        };
        self.report().push(diagnostic.help(help));
    }

    /// Reports a comment that may be part of the value before it.
    fn check_comment(&mut self, node: &Node) {
        let Some(comment) = &node.comment else { return };
        let message = format!("`{}` is a comment, not part of the value", comment.value);
        let diagnostic = Diagnostic::new(Code::CommentInValue, message)
            .label(comment.span, "")
            .label(node.span, "the value");
        self.report().push(diagnostic.help(
            "put quotation marks around the whole value; for a comment, write two spaces, `#` and a space before it",
        ));
    }

    /// Reports what a text that is shown as typed should not hold.
    fn check_plain(&mut self, name: &str, node: &Node, text: &Spanned<String>) {
        for diagnostic in plain_text::diagnostics(name, node, &text.value) {
            self.report().push(diagnostic);
        }
    }
}

/// Whether a text is a web address that can be linked to.
pub fn is_link(text: &str) -> bool {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|start| text.strip_prefix(start));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c))
    })
}

/// What another word for true or false means.
fn meant_flag(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "on" | "1" => Some(true),
        "false" | "no" | "n" | "off" | "0" => Some(false),
        _ => None,
    }
}
