//! The tree of values with places that YAML and TOML files become.

use crate::text::{Span, Spanned};

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The place of the value; of one over several lines, the part on its first line.
    pub span: Span,
    /// The value.
    pub kind: NodeKind,
    /// A comment directly after the value that may be part of it: in `name: Unit #1`, `#1`.
    pub comment: Option<Spanned<String>>,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// A key without a value.
    Nothing,
    /// A single value.
    Scalar(Scalar),
    /// Values in order.
    List(Vec<Node>),
    /// Keys and values in order. No key occurs twice.
    Map(Vec<Entry>),
}

/// A key and its value.
pub type Entry = (Spanned<String>, Node);

/// A single value. It is text until it is read as a number, a date, or true or false: `No` is not false, and `1.0`
/// keeps its zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Scalar {
    /// The text as typed, without quotation marks.
    pub text: String,
    /// How it was typed.
    pub style: ScalarStyle,
}

/// How a single value was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarStyle {
    /// Without quotation marks.
    Plain,
    /// In quotation marks.
    Quoted,
    /// As indented lines below `|` or `>`.
    Block,
}

impl Node {
    /// A value without a comment.
    pub fn new(span: Span, kind: NodeKind) -> Node {
        Node {
            span,
            kind,
            comment: None,
        }
    }

    /// What to call this kind of value in a message.
    pub fn describe(&self) -> &'static str {
        match &self.kind {
            NodeKind::Nothing => "nothing",
            NodeKind::Scalar(_) => "text",
            NodeKind::List(_) => "a list",
            NodeKind::Map(_) => "keys with values",
        }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let NodeKind::Map(entries) = &self.kind else {
            return None;
        };
        entries
            .iter()
            .find(|(name, _)| name.value == key)
            .map(|(_, node)| node)
    }

    /// The text of a single value.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar(scalar) => Some(&scalar.text),
            NodeKind::Nothing | NodeKind::List(_) | NodeKind::Map(_) => None,
        }
    }

    /// The text of a single value without quotation marks: what may be a number, or true or false.
    pub fn plain(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar(Scalar {
                text,
                style: ScalarStyle::Plain,
            }) => Some(text),
            NodeKind::Scalar(_) | NodeKind::Nothing | NodeKind::List(_) | NodeKind::Map(_) => None,
        }
    }
}
