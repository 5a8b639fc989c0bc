//! What changed from one edition of the site to the next: the list of editions, and a page of each.
//!
//! Changes are shown as their record says. Each is linked to where readers find now what it is about, if they find it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::change_words::change_words;
use super::{Download, Link, ViewContext};
use crate::address::Url;
use crate::document::{ChangeKind, ReleaseChange};
use crate::ledger::MoveTarget;
use crate::model::{Id, Release, Subject};
use crate::text::{WordPiece, word_changes};
use crate::wording::{self, pages};

/// A change as shown.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeView {
    /// `finding-new`
    pub kind: &'static str,
    /// "New finding"
    pub label: &'static str,
    /// The name or title of what changed; its address, if it is an address.
    pub name: String,
    /// Where readers find it now.
    pub url: Option<Url>,
    /// What it was.
    pub from: Option<String>,
    /// What it is.
    pub to: Option<String>,
    /// For other words, each piece that stayed, went or came.
    pub words: Vec<WordsView>,
}

/// A piece of a text of which words changed, with the words near a change only.
#[derive(Clone, Debug, Serialize)]
pub struct WordsView {
    /// `same`, `removed` or `added`
    pub what: &'static str,
    /// The words.
    pub text: String,
}

/// The changes of a body or region, or those of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeGroup {
    /// Its name.
    pub name: String,
    /// Its page; nothing for a kind.
    pub url: Option<Url>,
    /// Its anchor.
    pub anchor: String,
    /// Its changes, in the order of their kinds.
    pub changes: Vec<ChangeView>,
}

/// How many changes of a kind there are.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeCount {
    /// "New findings"
    pub heading: &'static str,
    /// How many.
    pub count: usize,
}

/// An edition in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ReleaseRow {
    /// Its name.
    pub name: String,
    /// Its page.
    pub url: Url,
    /// `2027-01-14`
    pub date: String,
    /// "14 January 2027"
    pub date_shown: String,
    /// The edition before.
    pub since: Option<String>,
    /// What readers should know about the changes.
    pub note: Option<String>,
    /// Where the data of the edition is kept.
    pub data: Option<String>,
    /// How many changes of each kind there are.
    pub counts: Vec<ChangeCount>,
}

/// The list of editions.
#[derive(Clone, Debug, Serialize)]
pub struct ReleaseIndex {
    /// The editions, the latest first.
    pub releases: Vec<ReleaseRow>,
    /// The rows as files.
    pub downloads: Vec<Download>,
}

/// The page of an edition.
#[derive(Clone, Debug, Serialize)]
pub struct ReleasePage {
    /// The edition.
    pub release: ReleaseRow,
    /// The changes of each body and region, in the order of the corpus.
    pub subjects: Vec<ChangeGroup>,
    /// The changes of bodies and regions that there are no longer, and those of addresses, by kind.
    pub others: Vec<ChangeGroup>,
    /// The edition before.
    pub previous: Option<Link>,
    /// The edition after.
    pub next: Option<Link>,
}

/// What the latest edition changed about a body or region.
#[derive(Clone, Debug, Serialize)]
pub struct LatestChanges {
    /// The edition.
    pub release: ReleaseRow,
    /// Where its page has them.
    pub url: Url,
    /// The changes.
    pub changes: Vec<ChangeView>,
}

impl ViewContext {
    /// The editions up to the site's date, the latest first.
    pub fn releases(&self) -> Vec<Id<Release>> {
        let known = |id: &Id<Release>| self.corpus.releases[*id].date <= self.today;
        let mut releases: Vec<_> = self.corpus.releases.ids().filter(known).collect();
        releases.reverse();
        releases
    }

    /// The list of editions.
    pub fn release_index(&self) -> ReleaseIndex {
        let rows = self.releases().into_iter();
        ReleaseIndex {
            releases: rows.map(|id| self.release_row(id)).collect(),
            downloads: vec![self.whole_table(pages::RELEASES.title, "changes")],
        }
    }

    /// An edition in a list.
    pub fn release_row(&self, id: Id<Release>) -> ReleaseRow {
        let release = &self.corpus.releases[id];
        let mut counts: BTreeMap<ChangeKind, usize> = BTreeMap::new();
        for change in &release.changes {
            *counts.entry(change.written.kind).or_default() += 1;
        }
        let count = |(kind, count)| ChangeCount {
            heading: change_words(kind).heading,
            count,
        };
        ReleaseRow {
            name: release.id.clone(),
            url: self.addresses.release(id),
            date: release.date.to_string(),
            date_shown: wording::day(release.date),
            since: release.since.clone(),
            note: release.note.clone(),
            data: release.data.clone(),
            counts: counts.into_iter().map(count).collect(),
        }
    }

    /// The page of an edition.
    pub fn release_page(&self, id: Id<Release>) -> ReleasePage {
        let release = &self.corpus.releases[id];
        let mut others: BTreeMap<ChangeKind, Vec<ChangeView>> = BTreeMap::new();
        for change in release.changes.iter().filter(|it| it.subject.is_none()) {
            let list = others.entry(change.written.kind).or_default();
            list.push(self.change(&change.written));
        }
        let group = |(kind, changes): (ChangeKind, Vec<ChangeView>)| ChangeGroup {
            name: change_words(kind).heading.to_owned(),
            url: None,
            anchor: format!("pp-{}", kind.name()),
            changes,
        };
        let subjects = self.changed_subjects(id).into_iter();
        let all = self.releases();
        let at = all.iter().position(|&one| one == id);
        let link = |at: usize| {
            all.get(at).map(|&id| Link {
                name: self.corpus.releases[id].id.clone(),
                url: self.addresses.release(id),
            })
        };
        ReleasePage {
            release: self.release_row(id),
            subjects: subjects.map(|(_, group)| group).collect(),
            others: others.into_iter().map(group).collect(),
            previous: at.and_then(|at| link(at + 1)),
            next: at.and_then(|at| link(at.checked_sub(1)?)),
        }
    }

    /// The bodies and regions of which an edition changed something, with the changes.
    pub fn changed_subjects(&self, id: Id<Release>) -> Vec<(Subject, ChangeGroup)> {
        let mut changes: BTreeMap<Subject, Vec<ChangeView>> = BTreeMap::new();
        for change in &self.corpus.releases[id].changes {
            if let Some(subject) = change.subject {
                let list = changes.entry(subject).or_default();
                list.push(self.change(&change.written));
            }
        }
        let group = |(subject, changes)| {
            let group = ChangeGroup {
                name: self.corpus.subject_name(subject),
                url: Some(self.addresses.subject(subject)),
                anchor: self.addresses.change_anchor(subject),
                changes,
            };
            (subject, group)
        };
        changes.into_iter().map(group).collect()
    }

    /// What the latest edition changed about a body or region; nothing if that is nothing.
    pub fn latest_changes(&self, subject: Subject) -> Option<LatestChanges> {
        let id = self.releases().into_iter().next()?;
        let changes = self.corpus.releases[id].changes.iter();
        let own = changes.filter(|change| change.subject == Some(subject));
        let changes: Vec<ChangeView> = own.map(|change| self.change(&change.written)).collect();
        let url = self.addresses.release(id);
        (!changes.is_empty()).then(|| LatestChanges {
            release: self.release_row(id),
            url: url.part(&self.addresses.change_anchor(subject)),
            changes,
        })
    }

    fn change(&self, written: &ReleaseChange) -> ChangeView {
        let kind = written.kind;
        let name = match written.name.is_empty() {
            true => written.id.clone(),
            false => written.name.clone(),
        };
        let shown = |text: &Option<String>| text.as_ref().map(|text| self.shown(kind, text));
        let is_words = matches!(
            kind,
            ChangeKind::FindingReworded
                | ChangeKind::RecommendationReworded
                | ChangeKind::FigureChanged
        );
        let words = match (&written.from, &written.to) {
            (Some(from), Some(to)) if is_words => shortened(word_changes(from, to)),
            _ => Vec::new(),
        };
        let measure = self.corpus.measures.find(&name);
        ChangeView {
            kind: kind.name(),
            label: change_words(kind).label,
            name: match measure {
                Some(measure) => self.corpus.measures[measure].name.clone(),
                None => name,
            },
            url: self.change_url(written),
            from: shown(&written.from),
            to: shown(&written.to),
            words,
        }
    }

    /// What readers see for what something was or is: the names of grades, statuses and findings.
    fn shown(&self, kind: ChangeKind, text: &str) -> String {
        let corpus = &self.corpus;
        let grade = || Some(corpus.grades[corpus.grades.find(text)?].name.clone());
        let status = || Some(corpus.statuses[corpus.statuses.find(text)?].name.clone());
        let finding = || Some(corpus.findings[corpus.findings.find(text)?].title.clone());
        let advice = || {
            Some(
                corpus.recommendations[corpus.recommendations.find(text)?]
                    .title
                    .clone(),
            )
        };
        let name = match kind {
            ChangeKind::GradeBetter
            | ChangeKind::GradeWorse
            | ChangeKind::GradeNew
            | ChangeKind::GradeRemoved => grade(),
            ChangeKind::FindingClosed
            | ChangeKind::FindingStatus
            | ChangeKind::RecommendationClosed
            | ChangeKind::RecommendationStatus => status(),
            ChangeKind::FindingCarried | ChangeKind::FindingMerged => finding(),
            ChangeKind::RecommendationMerged => advice(),
            ChangeKind::BodyRenamed
            | ChangeKind::FindingNew
            | ChangeKind::FindingReworded
            | ChangeKind::FindingRenamed
            | ChangeKind::FindingRemoved
            | ChangeKind::RecommendationNew
            | ChangeKind::RecommendationReworded
            | ChangeKind::RecommendationRenamed
            | ChangeKind::RecommendationRemoved
            | ChangeKind::FigureNew
            | ChangeKind::FigureChanged
            | ChangeKind::FigureRenamed
            | ChangeKind::FigureMerged
            | ChangeKind::FigureRemoved
            | ChangeKind::AddressAdded
            | ChangeKind::AddressRedirected
            | ChangeKind::AddressWithdrawn
            | ChangeKind::AddressLost => None,
        };
        name.unwrap_or_else(|| text.to_owned())
    }

    /// Where readers find now what a change is about.
    pub fn change_url(&self, written: &ReleaseChange) -> Option<Url> {
        let (corpus, addresses) = (&self.corpus, &self.addresses);
        let by_id = |id: &str| {
            let finding = corpus.findings.find(id).map(|id| addresses.finding(id));
            let advice = || {
                let advice = corpus.recommendations.find(id);
                advice.map(|id| addresses.recommendation(id))
            };
            let figure = || corpus.figures.find(id).map(|id| addresses.figure(id));
            let body = || corpus.bodies.find(id).map(|id| addresses.body(id));
            finding.or_else(advice).or_else(figure).or_else(body)
        };
        let moved = |address: &String| match &self.moves.get(address)?.to {
            MoveTarget::Address(to, _) => Some(addresses.at(to.trim_start_matches('/'))),
            MoveTarget::Gone(_) => None,
        };
        let url = written.url.as_ref();
        by_id(&written.id).or_else(|| url.and_then(moved))
    }
}

/// So many words are shown before and after each change of words.
const AROUND: usize = 12;

/// The pieces with the words near a change only.
fn shortened(mut pieces: Vec<WordPiece>) -> Vec<WordsView> {
    let last = pieces.len().saturating_sub(1);
    for (at, piece) in pieces.iter_mut().enumerate() {
        let words: Vec<&str> = piece.text.split_whitespace().collect();
        let (before, after) = (usize::from(at > 0), usize::from(at < last));
        if piece.what != "same" || words.len() <= AROUND * (before + after) + 1 {
            continue;
        }
        let head = words[..AROUND * before].join(" ");
        let tail = words[words.len() - AROUND * after..].join(" ");
        let (start, end) = (
            piece.text.starts_with(char::is_whitespace),
            piece.text.ends_with(char::is_whitespace),
        );
        let gap = |is_gap| if is_gap { " " } else { "" };
        piece.text = match (before, after) {
            (0, _) => format!("… {tail}{}", gap(end)),
            (_, 0) => format!("{}{head} …", gap(start)),
            _ => format!("{}{head} … {tail}{}", gap(start), gap(end)),
        };
    }
    let shown = pieces.into_iter().map(|piece| WordsView {
        what: piece.what,
        text: piece.text,
    });
    shown.collect()
}
