//! What went wrong, as data: a code, a severity, a sentence, the places it concerns and what to type.
//!
//! Every room that checks something makes [`Diagnostic`]s and collects them in a [`Report`]. Only `render` turns them into text.

mod code;
mod nearest;
pub mod render;
mod report;

pub use code::Code;
pub use nearest::{did_you_mean, is_near, one_of};
pub use report::{Checked, Report};

use crate::text::Span;

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A page would be wrong or a reference empty: nothing is published.
    Error,
    /// The site is right but poor.
    Warning,
}

/// A place that a diagnostic concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What to say there; may be empty.
    pub text: String,
}

/// One message to the author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of error or warning.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// One sentence in the author's terms, lower case, without a full stop.
    pub message: String,
    /// The place of the mistake first, then the other places it concerns. Empty if it concerns the whole site.
    pub labels: Vec<Label>,
    /// What to do, a line each.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// A diagnostic with the severity of its code and no place yet.
    pub fn new(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity(),
            message: message.into(),
            labels: Vec::new(),
            help: Vec::new(),
        }
    }

    /// Adds a place without a text.
    #[must_use]
    pub fn at(self, span: Span) -> Diagnostic {
        self.label(span, "")
    }

    /// Adds a place with a text.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.labels.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Adds advice.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help.push(text.into());
        self
    }

    /// The place of the mistake.
    pub fn place(&self) -> Option<Span> {
        self.labels.first().map(|label| label.span)
    }
}
