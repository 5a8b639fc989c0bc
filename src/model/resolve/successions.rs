//! Bodies that no longer exist, and those that took their place.

use super::{CorpusBuilder, DocumentsByKind, names};
use crate::diagnostic::{Code, Diagnostic};
use crate::document;
use crate::model::{Body, Id};
use crate::text::Spanned;

impl CorpusBuilder<'_> {
    /// Links bodies with their successors.
    pub(super) fn successions(&mut self, kinds: &DocumentsByKind<'_>) {
        for (id, written) in &kinds.bodies {
            let Some(body) = self.corpus.bodies.find(id) else {
                continue;
            };
            self.check_times(written);
            for name in &written.succeeded_by {
                let Some(successor) = names::body(&self.corpus, name, None, &mut self.report)
                else {
                    continue;
                };
                if self.leads_to(successor, body) {
                    self.report_loop(name);
                    continue;
                }
                self.corpus.bodies[body].succeeded_by.push(successor);
                self.corpus.bodies[successor].succeeds.push(body);
            }
        }
    }

    /// Reports a body that ends before it begins, or has a successor and no end.
    fn check_times(&mut self, written: &document::Body) {
        match (&written.from, &written.until) {
            (Some(from), Some(until)) if until.value.last_day() < from.first_day() => {
                let message = "this body ends before it begins";
                let diagnostic = Diagnostic::new(Code::ConflictingValues, message).at(until.span);
                self.report
                    .push(diagnostic.help("check `from` and `until`"));
            }
            (_, None) => {
                if let Some(name) = written.succeeded_by.first() {
                    let message = "`succeeded_by` without `until`";
                    let diagnostic = Diagnostic::new(Code::MissingKey, message).at(name.span);
                    self.report.push(
                        diagnostic.help("add `until:`, the last day, month or year of the body"),
                    );
                }
            }
            (_, Some(_)) => {}
        }
    }

    /// Whether a body is another, or one of its successors is.
    fn leads_to(&self, body: Id<Body>, other: Id<Body>) -> bool {
        let mut seen = vec![body];
        let mut at = 0;
        while at < seen.len() {
            if seen[at] == other {
                return true;
            }
            for &next in &self.corpus.bodies[seen[at]].succeeded_by {
                if !seen.contains(&next) {
                    seen.push(next);
                }
            }
            at += 1;
        }
        false
    }

    fn report_loop(&mut self, name: &Spanned<String>) {
        let message = format!("`{}` cannot succeed this body", name.value);
        let diagnostic = Diagnostic::new(Code::ConflictingValues, message).at(name.span);
        self.report
            .push(diagnostic.help("a body cannot succeed itself or one of its own successors"));
    }
}
