//! A list of diagnostics that collects, orders and counts.

use super::{Diagnostic, Severity};
use crate::text::SourceMap;

/// The diagnostics of a run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

/// A value that could be made, and the diagnostics found while making it.
#[derive(Clone, Debug)]
pub struct Checked<T> {
    /// What could be made.
    pub value: T,
    /// What was wrong.
    pub report: Report,
}

impl Report {
    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Keeps only the diagnostics for which a condition holds.
    pub fn retain(&mut self, holds: impl Fn(&Diagnostic) -> bool) {
        self.diagnostics.retain(holds);
    }

    /// Adds the diagnostics of another report.
    pub fn extend(&mut self, other: Report) {
        self.diagnostics.extend(other.diagnostics);
    }

    /// Takes a value out of its [`Checked`] and keeps the diagnostics.
    pub fn take<T>(&mut self, checked: Checked<T>) -> T {
        self.extend(checked.report);
        checked.value
    }

    /// The diagnostics, in the order found or, after [`Report::sorted`], by place.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter()
    }

    /// How many diagnostics there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    }

    /// Whether anything is wrong enough that nothing may be published.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether nothing at all was found.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Makes warnings errors, as `check --strict` asks.
    #[must_use]
    pub fn strict(mut self) -> Report {
        for diagnostic in &mut self.diagnostics {
            diagnostic.severity = Severity::Error;
        }
        self
    }

    /// By file path, then place, then message, with exact repetitions merged. Diagnostics without a place come first, then those
    /// of the files at the top, as the others depend on them: `site.toml`, then the files in `content/` itself.
    #[must_use]
    pub fn sorted(mut self, sources: &SourceMap) -> Report {
        let key = |diagnostic: &Diagnostic| {
            let place = diagnostic.place().map(|span| {
                let path = &sources.of(span).path;
                (
                    path.matches('/').count().min(2),
                    path.clone(),
                    span.start,
                    span.end,
                )
            });
            (place, diagnostic.code, diagnostic.message.clone())
        };
        self.diagnostics.sort_by_cached_key(key);
        self.diagnostics.dedup();
        self
    }
}

impl<T> Checked<T> {
    /// A value with nothing wrong.
    pub fn clean(value: T) -> Checked<T> {
        Checked {
            value,
            report: Report::default(),
        }
    }
}
