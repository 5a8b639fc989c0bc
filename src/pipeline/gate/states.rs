//! What is hidden at a moment: what the files of a site say of their visibility, put together.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::date::Moment;
use crate::document::{
    Account, CorrectionEntry, Document, Figure, Finding, Heading, Hiding, ReleaseChange,
    ReportResponse, Visibility,
};
use crate::source::{Source, SourceKind, SubjectName};
use crate::text::slug;

use super::opening::GateOpening;

/// A state other than public, and why.
type State = (Visibility, Hiding);

/// What is hidden, by the names that other files use for it.
pub(super) struct States<'d> {
    /// Hidden inspections, by their ids.
    inspections: HashMap<&'d str, State>,
    /// Hidden accounts, by body or region and name.
    accounts: HashMap<(&'d SubjectName, &'d str), State>,
    /// The same by body or region and inspection, as responses name them.
    answered: HashMap<(&'d SubjectName, &'d str), State>,
    /// Hidden findings of public accounts, as figures name them.
    findings: Ids<'d>,
    /// Every hidden finding and recommendation, as entries of a follow-up name them.
    followed: Ids<'d>,
    /// Every hidden figure.
    figures: Ids<'d>,
    as_of: &'d Moment,
    opening: &'d GateOpening,
}

/// Ids within bodies and regions.
#[derive(Default)]
struct Ids<'d>(HashMap<&'d SubjectName, HashSet<String>>);

impl<'d> Ids<'d> {
    fn add(&mut self, subject: &'d SubjectName, ids: impl IntoIterator<Item = String>) {
        self.0.entry(subject).or_default().extend(ids);
    }

    fn remove(&mut self, subject: &SubjectName, id: &str) {
        if let Some(ids) = self.0.get_mut(subject) {
            ids.remove(id);
        }
    }

    fn has(&self, subject: &SubjectName, id: &str) -> bool {
        self.0.get(subject).is_some_and(|ids| ids.contains(id))
    }

    /// Whether `name` is one of them: `kent/plans`.
    fn has_name(&self, name: &str) -> bool {
        let Some((owner, id)) = name.split_once('/') else {
            return false;
        };
        let mut owned = self.0.iter().filter(|(subject, _)| subject.id() == owner);
        owned.any(|(_, ids)| ids.contains(id))
    }
}

impl<'d> States<'d> {
    pub(super) fn new(
        documents: &'d [(Source, Arc<Document>)],
        as_of: &'d Moment,
        opening: &'d GateOpening,
    ) -> States<'d> {
        let mut states = States {
            inspections: HashMap::new(),
            accounts: HashMap::new(),
            answered: HashMap::new(),
            findings: Ids::default(),
            followed: Ids::default(),
            figures: Ids::default(),
            as_of,
            opening,
        };
        for (source, document) in documents {
            if let SourceKind::Inspection(id) = &source.kind
                && !opening.opens_inspection(id)
                && let Some(hiding) = document.visibility().hiding(as_of)
            {
                let state = (document.visibility().clone(), hiding);
                states.inspections.insert(id, state);
            }
        }
        for (source, document) in documents {
            if let (SourceKind::Account(subject, name), Document::Account(account)) =
                (&source.kind, &**document)
            {
                states.add_account(subject, name, account);
            }
        }
        // An id that something public has too is not hidden.
        for (source, document) in documents {
            if let (SourceKind::Account(subject, name), Document::Account(account)) =
                (&source.kind, &**document)
                && !states.accounts.contains_key(&(subject, name.as_str()))
            {
                let kept = states.kept_findings(subject, account);
                for id in findings(account)
                    .zip(&kept)
                    .filter(|it| *it.1)
                    .flat_map(|it| ids(it.0))
                {
                    states.followed.remove(subject, &id);
                }
            }
        }
        for (source, document) in documents {
            if let (SourceKind::Figures(subject, name), Document::Figures(figures)) =
                (&source.kind, &**document)
            {
                let is_file_hidden = states.accounts.contains_key(&(subject, name.as_str()));
                let hidden: Vec<String> = (figures.figures.iter())
                    .filter(|figure| is_file_hidden || states.hides_figure(subject, figure))
                    .map(|figure| figure.id.value.clone())
                    .collect();
                states.figures.add(subject, hidden);
            }
        }
        states
    }

    fn add_account(&mut self, subject: &'d SubjectName, name: &'d str, account: &'d Account) {
        let hidden = match self.account(subject, account) {
            Some(state) => {
                if let Some(inspection) = &account.inspection {
                    let answered = (subject, inspection.value.as_str());
                    self.answered.insert(answered, state.clone());
                }
                self.accounts.insert((subject, name), state);
                hidden(account, &[])
            }
            None => {
                let hidden = hidden(account, &self.kept_findings(subject, account));
                let ids = hidden.iter().map(|finding| id(&finding.heading));
                self.findings.add(subject, ids);
                hidden
            }
        };
        self.followed.add(subject, hidden.into_iter().flat_map(ids));
    }

    /// An account is hidden by itself or with its inspection. One that says that it is public is not hidden with it, so
    /// that resolving reports the name of the hidden inspection.
    fn account(&self, subject: &SubjectName, account: &Account) -> Option<State> {
        if self.opens(subject, account) {
            return None;
        }
        let own = account.visibility.hiding(self.as_of);
        if let Some(hiding) = own {
            return Some((account.visibility.clone(), hiding));
        }
        match account.visibility {
            Visibility::Public => None,
            Visibility::Inherited | Visibility::Draft(_) | Visibility::Embargoed(..) => {
                let inspection = account.inspection.as_ref()?;
                self.inspections.get(inspection.value.as_str()).cloned()
            }
        }
    }

    /// The same for a response, which is also hidden with the account that it answers.
    fn response(&self, subject: &SubjectName, response: &ReportResponse) -> Option<State> {
        if self
            .opening
            .opens_account(subject, response.inspection.as_ref())
        {
            return None;
        }
        if let Some(hiding) = response.visibility.hiding(self.as_of) {
            return Some((response.visibility.clone(), hiding));
        }
        match response.visibility {
            Visibility::Public => None,
            Visibility::Inherited | Visibility::Draft(_) | Visibility::Embargoed(..) => {
                let inspection = response.inspection.as_ref()?.value.as_str();
                let state = self.answered.get(&(subject, inspection));
                state.or_else(|| self.inspections.get(inspection)).cloned()
            }
        }
    }

    /// The state of a whole file that is hidden.
    pub(super) fn of(&self, source: &Source, document: &Document) -> Option<State> {
        match (&source.kind, document) {
            (SourceKind::Account(subject, name) | SourceKind::Figures(subject, name), _) => {
                self.accounts.get(&(subject, name.as_str())).cloned()
            }
            (SourceKind::Response(subject, _), Document::Response(response)) => {
                self.response(subject, response)
            }
            (SourceKind::Inspection(id), _) if self.opening.opens_inspection(id) => None,
            (SourceKind::Page(id), _) if self.opening.opens_page(id) => None,
            (SourceKind::Term(id), _) if self.opening.opens_term(id) => None,
            _ => {
                let visibility = document.visibility();
                Some((visibility.clone(), visibility.hiding(self.as_of)?))
            }
        }
    }

    fn opens(&self, subject: &SubjectName, account: &Account) -> bool {
        self.opening
            .opens_account(subject, account.inspection.as_ref())
    }

    /// Whether each finding of an account is public, in order.
    pub(super) fn kept_findings(&self, subject: &SubjectName, account: &Account) -> Vec<bool> {
        let is_open = self.opens(subject, account);
        findings(account)
            .map(|finding| is_open || finding.visibility.hiding(self.as_of).is_none())
            .collect()
    }

    /// Why a finding is hidden by itself.
    pub(super) fn hiding(&self, finding: &Finding) -> Option<Hiding> {
        finding.visibility.hiding(self.as_of)
    }

    /// Whether a figure is hidden with the finding that gives it.
    pub(super) fn hides_figure(&self, subject: &SubjectName, figure: &Figure) -> bool {
        let finding = figure.finding.as_ref();
        finding.is_some_and(|id| self.findings.has(subject, &id.value))
    }

    /// Whether a finding or recommendation is hidden, with its follow-up and the responses to it.
    pub(super) fn hides(&self, subject: &SubjectName, id: &str) -> bool {
        self.followed.has(subject, id)
    }

    /// Whether what an edition changed is hidden now.
    pub(super) fn hides_change(&self, change: &ReleaseChange) -> bool {
        let name = change.about();
        self.figures.has_name(&name) || self.followed.has_name(&name)
    }

    /// Whether what a correction is about is hidden.
    pub(super) fn hides_correction(&self, entry: &CorrectionEntry) -> bool {
        let name = &entry.about.value;
        match entry.is_figure {
            true => self.figures.has_name(name),
            false => self
                .followed
                .has_name(name.strip_prefix("finding:").unwrap_or(name)),
        }
    }
}

/// The id that readers would see, as far as it is written.
pub(super) fn id(heading: &Heading) -> String {
    let id = heading.attributes.id.as_ref();
    id.map_or_else(|| slug(&heading.text), |id| id.value.clone())
}

/// The ids of a finding and of its recommendations.
fn ids(finding: &Finding) -> impl Iterator<Item = String> {
    let recommendations = finding.recommendations.iter();
    let headings = recommendations.map(|written| &written.heading);
    std::iter::once(&finding.heading).chain(headings).map(id)
}

fn findings(account: &Account) -> impl Iterator<Item = &Finding> {
    account.areas.iter().flat_map(|area| &area.findings)
}

/// The findings that are not kept; all of them if nothing is said of what is kept.
pub(super) fn hidden<'a>(account: &'a Account, kept: &[bool]) -> Vec<&'a Finding> {
    let is_kept = kept.iter().copied().chain(std::iter::repeat(false));
    let hidden = findings(account)
        .zip(is_kept)
        .filter(|(_, is_kept)| !is_kept);
    hidden.map(|(finding, _)| finding).collect()
}
