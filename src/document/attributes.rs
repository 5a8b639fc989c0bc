//! Heading attributes, `{#id .class key=value key="several words"}`: each part with its span, and
//! which parts a heading may have. `attribute_reader` reads them.

use crate::diagnostic::{Code, Diagnostic, Report, did_you_mean};
use crate::text::{Span, Spanned};

/// The attributes of a heading.
#[derive(Clone, Debug, Default)]
pub struct Attributes {
    /// `#id`
    pub id: Option<Spanned<String>>,
    /// `.class`
    pub classes: Vec<Spanned<String>>,
    /// `key=value`
    pub values: Vec<(Spanned<String>, Spanned<String>)>,
}

impl Attributes {
    /// Whether the braces are empty or missing.
    pub fn is_empty(&self) -> bool {
        self.id.is_none() && self.classes.is_empty() && self.values.is_empty()
    }

    /// The value of a key.
    pub fn value(&self, key: &str) -> Option<&Spanned<String>> {
        self.values
            .iter()
            .find(|(name, _)| name.value == key)
            .map(|(_, value)| value)
    }

    /// Whether there is such a class.
    pub fn has_class(&self, name: &str) -> bool {
        self.classes.iter().any(|class| class.value == name)
    }

    /// The parts, between commas, of the value of a key, each with its place.
    pub fn list(&self, key: &str) -> Vec<Spanned<String>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let mut at = 0;
        let mut parts = Vec::new();
        for part in value.value.split(',') {
            let start = at + (part.len() - part.trim_start().len());
            let span = Span::new(value.span.file, start..start + part.trim().len())
                .shifted(value.span.start as usize);
            if !part.trim().is_empty() {
                parts.push(Spanned::new(part.trim().to_owned(), span));
            }
            at += part.len() + 1;
        }
        parts
    }
}

/// The attributes that a kind of heading may have. A later step decides what a class or value
/// means.
pub(super) struct AllowedAttributes {
    pub(super) id: bool,
    /// Those it takes; `None` if it takes kinds of finding, which the publisher names.
    pub(super) classes: Option<&'static [&'static str]>,
    pub(super) keys: &'static [&'static str],
    /// What to do with anything else.
    pub(super) help: &'static str,
}

impl AllowedAttributes {
    /// Reports each part of a block that would be passed over in silence.
    pub(super) fn check(&self, attributes: &Attributes, report: &mut Report) {
        let mut refuse = |sign: &str, part: &Spanned<String>, help: String| {
            let message = format!("unexpected `{sign}{}` on this heading", part.value);
            report.push(
                Diagnostic::new(Code::MalformedAttribute, message)
                    .at(part.span)
                    .help(help),
            );
        };
        if let Some(id) = attributes.id.as_ref().filter(|_| !self.id) {
            refuse("#", id, self.help.to_owned());
        }
        if let Some(known) = self.classes {
            let unknown = attributes
                .classes
                .iter()
                .filter(|class| !known.contains(&class.value.as_str()));
            unknown.for_each(|class| refuse(".", class, self.help.to_owned()));
        }
        for (key, _) in attributes
            .values
            .iter()
            .filter(|(key, _)| !self.keys.contains(&key.value.as_str()))
        {
            refuse(
                "",
                key,
                did_you_mean(&key.value, self.keys.iter().copied())
                    .unwrap_or_else(|| self.help.to_owned()),
            );
        }
    }
}
