//! An inspection of one region says nothing of the bodies of another: the wrong one of several names was written. Reports
//! that are not held here are let off, as is what names no region.

use super::CheckContext;
use crate::diagnostic::{Code, Diagnostic, Report};

pub(super) fn check(subject: &CheckContext<'_>, report: &mut Report) {
    let corpus = subject.corpus;
    for (id, account) in corpus.accounts.iter() {
        // A body that moved keeps the accounts of its former region.
        if !corpus.is_present(id) {
            continue;
        }
        let inspection = &corpus.inspections[account.inspection];
        let (Some(inspected), Some(own)) = (inspection.region, corpus.region_of(account.subject))
        else {
            continue;
        };
        if inspected == own || inspection.cited_in.is_some() {
            continue;
        }
        let (id, name) = (&inspection.id, |region| &corpus.regions[region].id);
        let message = format!(
            "`{id}` is an inspection of `{}`, and `{}` is in `{}`",
            name(inspected),
            corpus.subject_id(account.subject),
            name(own)
        );
        let diagnostic = Diagnostic::new(Code::RegionMismatch, message).at(account.inspection_span);
        report.push(diagnostic.help(
            "write the inspection that this account is from, or correct the region of one of them",
        ));
    }
}
