//! A force or ROCU in a list.

use serde::Serialize;

use super::finding::{KindCount, kind_counts};
use super::{GradeView, Link, Precomputed, ViewCache};
use crate::address::{Addresses, Url};
use crate::model::{Account, Body, Corpus, Finding, Grade, Id, Subject};

/// A body in a list.
#[derive(Clone, Debug, Serialize)]
pub struct BodyRow {
    /// `kent`
    pub id: String,
    /// `force` or `rocu`
    pub kind: &'static str,
    /// Its full name.
    pub name: String,
    /// Its short name.
    pub short_name: String,
    /// Its page.
    pub url: Url,
    /// Its region.
    pub region: Option<Precomputed<Link>>,
    /// Its grade.
    pub grade: Option<Precomputed<GradeView>>,
    /// Its place on the scale from 1, the best; for sorting.
    pub grade_order: Option<usize>,
    /// Whether this collection holds an inspection of it.
    pub is_inspected: bool,
    /// Whether it holds the report of its judgment, and so knows of which kinds there is no finding.
    pub is_held: bool,
    /// Boxed findings by kind; where the report is not held, only of the kinds that are known of.
    pub counts: Vec<KindCount>,
}

impl BodyRow {
    /// A body in a list.
    pub(super) fn new(
        id: Id<Body>,
        corpus: &Corpus,
        addresses: &Addresses,
        cache: &ViewCache,
    ) -> BodyRow {
        let present = corpus.present_findings_of(Subject::Body(id));
        let (grade, is_held) = (corpus.grade(id), corpus.is_held(id));
        BodyRow {
            is_held,
            ..BodyRow::graded(id, grade, present, corpus, addresses, cache)
        }
        .without_unknown_kinds()
    }

    /// A body as one account gives it: the grade and findings of that account.
    pub(super) fn of_account(
        account: &Account,
        id: Id<Body>,
        corpus: &Corpus,
        addresses: &Addresses,
        cache: &ViewCache,
    ) -> BodyRow {
        let is_held = corpus.inspections[account.inspection].cited_in.is_none();
        let row = BodyRow::graded(
            id,
            account.grade,
            &account.findings,
            corpus,
            addresses,
            cache,
        );
        BodyRow {
            is_held,
            name: corpus.name_then(account, id).to_owned(),
            ..row
        }
        .without_unknown_kinds()
    }

    fn graded(
        id: Id<Body>,
        grade: Option<Id<Grade>>,
        findings: &[Id<Finding>],
        corpus: &Corpus,
        addresses: &Addresses,
        cache: &ViewCache,
    ) -> BodyRow {
        let body = &corpus.bodies[id];
        BodyRow {
            id: body.id.clone(),
            kind: body.kind.name(),
            name: body.name.clone(),
            short_name: body.short_name.clone(),
            url: addresses.body(id),
            region: body.region.map(|region| cache.region(region)),
            grade: grade.map(|grade| cache.grade(grade)),
            grade_order: grade.map(|grade| grade.row() + 1),
            is_inspected: !body.accounts.is_empty(),
            is_held: false,
            counts: kind_counts(corpus, cache, findings.iter().copied()),
        }
    }

    /// Of a report that is not held, only the findings that others repeat are known.
    fn without_unknown_kinds(mut self) -> BodyRow {
        let is_held = self.is_held;
        self.counts.retain(|kind| is_held || kind.count > 0);
        self
    }
}
