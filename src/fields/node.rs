//! The tree of values with places.

use crate::text::{Span, Spanned};

/// A value as written, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where the value stands.
    pub span: Span,
    /// What it is.
    pub shape: NodeKind,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// A key without a value.
    Nothing,
    /// A single value.
    Scalar(Scalar),
    /// Values in order.
    List(Vec<Node>),
    /// Keys and values in order. Keys are unique.
    Map(Vec<(Spanned<String>, Node)>),
}

/// A single value: its text as written (unquoted), and what the file's own rules take it for.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    /// Words, or anything in quotation marks.
    Text(String),
    /// A number, with its spelling.
    Number(f64, String),
    /// True or false.
    Flag(bool),
}

impl Node {
    /// What to call this in a message.
    pub fn kind(&self) -> &'static str {
        match &self.shape {
            NodeKind::Nothing => "nothing",
            NodeKind::Scalar(Scalar::Text(_)) => "text",
            NodeKind::Scalar(Scalar::Number(..)) => "a number",
            NodeKind::Scalar(Scalar::Flag(_)) => "true or false",
            NodeKind::List(_) => "a list",
            NodeKind::Map(_) => "keys with values",
        }
    }

    /// The value of a key.
    pub fn at(&self, key: &str) -> Option<&Node> {
        let NodeKind::Map(entries) = &self.shape else {
            return None;
        };
        entries
            .iter()
            .find(|(name, _)| name.value == key)
            .map(|(_, node)| node)
    }

    /// The words of a single value. Numbers count as the text they were written as: `year: 2016` is fine as text.
    pub fn text(&self) -> Option<&str> {
        match &self.shape {
            NodeKind::Scalar(Scalar::Text(text) | Scalar::Number(_, text)) => Some(text),
            NodeKind::Scalar(Scalar::Flag(flag)) => Some(if *flag { "true" } else { "false" }),
            NodeKind::Nothing | NodeKind::List(_) | NodeKind::Map(_) => None,
        }
    }
}
