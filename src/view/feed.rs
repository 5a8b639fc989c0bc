//! What feeds announce: each account of a body or region, each inspection, each correction and each edition. Any format of feed is
//! written from these entries.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{CorrectionView, ViewContext};
use crate::address::Url;
use crate::date::PartialDate;
use crate::model::{Account, Correction, Id, Inspection, Published, Release, Subject, Topic};
use crate::wording;

/// The path of the feed from the site's root.
pub const FEED: &str = "feed.json";

/// A feed has this many entries at most, the newest.
const MOST: usize = 200;

/// An entry of a feed.
#[derive(Clone, Debug)]
pub struct FeedEntry {
    /// A whole address that stays the same in every edition of the site.
    pub id: String,
    /// The whole address of its page, and of the part of it.
    pub url: String,
    /// Its title.
    pub title: String,
    /// What it says, in a sentence or two; the title if nothing says it.
    pub summary: String,
    /// When its report was published, if its source says; for a correction, its day.
    pub published: Option<PartialDate>,
    /// The name of its programme; nothing for a correction.
    pub programme: Option<String>,
    /// Where the report is published, if its source says.
    pub report: Option<String>,
    /// The body or region that it is about; nothing for an inspection.
    pub subject: Option<Subject>,
}

/// The feed of one body, region or topic.
#[derive(Clone, Debug)]
pub struct SubjectFeed {
    /// Its name.
    pub name: String,
    /// Its page.
    pub page: Url,
    /// Its entries, the newest first.
    pub entries: Vec<FeedEntry>,
}

impl ViewContext {
    /// The address of the feed. A site whose address is not known has none, as a feed holds whole addresses.
    pub fn feed(&self) -> Option<Url> {
        let url = self.addresses.at(FEED);
        self.addresses.absolute(&url).map(|_| url)
    }

    /// The entries of the site's feed, the newest first; those without a date at the end. Empty for a site without a feed.
    pub fn feed_entries(&self) -> Vec<FeedEntry> {
        let releases = self.releases().into_iter();
        let releases = releases.filter_map(|id| self.release_entry(id));
        let mut entries = self.every_entry();
        entries.extend(releases);
        newest_first(&mut entries);
        entries.truncate(MOST);
        entries
    }

    /// The feed of each body and region that has an entry. Empty for a site without a feed.
    pub fn subject_feeds(&self) -> Vec<SubjectFeed> {
        let mut feeds: BTreeMap<Url, SubjectFeed> = BTreeMap::new();
        let releases = self.releases().into_iter();
        let releases = releases.flat_map(|id| self.subject_release_entries(id));
        let mut entries = self.every_entry();
        entries.extend(releases);
        newest_first(&mut entries);
        for entry in entries {
            if let Some(subject) = entry.subject {
                let page = self.addresses.subject(subject);
                let feed = feeds.entry(page).or_insert_with_key(|page| SubjectFeed {
                    name: self.corpus.subject_name(subject),
                    page: page.clone(),
                    entries: Vec::new(),
                });
                feed.entries.push(entry);
            }
        }
        feeds.into_values().collect()
    }

    /// The feed of a body or region, if it has one.
    pub fn subject_feed(&self, subject: Subject) -> Option<Url> {
        self.feed()?;
        let is_changed = || {
            let releases = self.corpus.releases.rows().iter();
            let mut changes = releases.flat_map(|release| &release.changes);
            changes.any(|change| change.subject == Some(subject))
        };
        let is_known = !self.corpus.accounts_of(subject).is_empty() || is_changed();
        is_known.then(|| self.addresses.feed(&self.addresses.subject(subject)))
    }

    /// The feed of each topic that an account has a finding on. Empty for a site without a feed.
    pub fn topic_feeds(&self) -> Vec<SubjectFeed> {
        let topics = self.corpus.topics.iter();
        let feeds = topics.filter_map(|(id, topic)| {
            self.topic_feed(id)?;
            let accounts = self.accounts_of_topic(id).into_iter();
            let mut entries: Vec<FeedEntry> =
                accounts.filter_map(|id| self.account_entry(id)).collect();
            newest_first(&mut entries);
            entries.truncate(MOST);
            Some(SubjectFeed {
                name: topic.name.clone(),
                page: self.addresses.topic(id),
                entries,
            })
        });
        feeds.collect()
    }

    /// The feed of a topic, if it has one.
    pub fn topic_feed(&self, id: Id<Topic>) -> Option<Url> {
        self.feed()?;
        let page = self.addresses.topic(id);
        (!self.findings_of_topic(id).is_empty()).then(|| self.addresses.feed(&page))
    }

    /// The accounts with a finding on a topic.
    fn accounts_of_topic(&self, id: Id<Topic>) -> BTreeSet<Id<Account>> {
        let findings = self.findings_of_topic(id).iter();
        findings
            .map(|&id| self.corpus.findings[id].account)
            .collect()
    }

    fn every_entry(&self) -> Vec<FeedEntry> {
        let is_known = |id: &Id<Correction>| self.corpus.corrections[*id].date <= self.today;
        let corrections = self.corpus.corrections.ids().filter(is_known);
        let inspections = self.corpus.inspections.ids();
        let accounts = self.corpus.accounts.ids();
        inspections
            .filter_map(|id| self.inspection_entry(id))
            .chain(accounts.filter_map(|id| self.account_entry(id)))
            .chain(corrections.filter_map(|id| self.correction_entry(id)))
            .collect()
    }

    fn correction_entry(&self, id: Id<Correction>) -> Option<FeedEntry> {
        let correction = CorrectionView::new(id, &self.corpus, &self.addresses, &self.cache);
        let url = self.addresses.absolute(&correction.url)?;
        let row = &self.corpus.corrections[id];
        Some(FeedEntry {
            id: url.clone(),
            url,
            title: wording::correction::title(&correction.about.name),
            summary: wording::correction::summary(&correction.was, &correction.is, &correction.why),
            published: Some(PartialDate::Day(row.date)),
            programme: None,
            report: None,
            subject: Some(row.about.subject(&self.corpus)),
        })
    }

    /// What an edition changed.
    fn release_entry(&self, id: Id<Release>) -> Option<FeedEntry> {
        let release = &self.corpus.releases[id];
        let counts = self.release_row(id).counts.into_iter();
        let counts = counts.map(|it| format!("{}: {}.", it.heading, it.count));
        let summary: Vec<String> = release.note.clone().into_iter().chain(counts).collect();
        let url = self.addresses.release(id);
        self.entry_of_release(
            id,
            &url,
            wording::pages::release_title(&release.id),
            &summary,
        )
    }

    /// What an edition changed about each body and region.
    fn subject_release_entries(&self, id: Id<Release>) -> Vec<FeedEntry> {
        let page = self.addresses.release(id);
        let groups = self.changed_subjects(id).into_iter();
        let entries = groups.filter_map(|(subject, group)| {
            let edition = &self.corpus.releases[id].id;
            let title = wording::pages::subject_release_title(&group.name, edition);
            let changes = group.changes.iter();
            let changes = changes.map(|change| format!("{}: {}.", change.label, change.name));
            let summary: Vec<String> = changes.collect();
            let url = page.part(&group.anchor);
            Some(FeedEntry {
                subject: Some(subject),
                ..self.entry_of_release(id, &url, title, &summary)?
            })
        });
        entries.collect()
    }

    fn entry_of_release(
        &self,
        id: Id<Release>,
        url: &Url,
        title: String,
        summary: &[String],
    ) -> Option<FeedEntry> {
        let url = self.addresses.absolute(url)?;
        Some(FeedEntry {
            id: url.clone(),
            url,
            summary: match summary {
                [] => title.clone(),
                summary => summary.join(" "),
            },
            title,
            published: Some(PartialDate::Day(self.corpus.releases[id].date)),
            programme: None,
            report: None,
            subject: None,
        })
    }

    fn inspection_entry(&self, id: Id<Inspection>) -> Option<FeedEntry> {
        let inspection = &self.corpus.inspections[id];
        let url = self.addresses.inspection(id);
        let passages = inspection.passages.iter();
        let summary = passages
            .map(|passage| passage.prose.first_paragraph())
            .find(|text| !text.is_empty());
        self.entry(&url, &url, inspection.title.clone(), summary, inspection)
    }

    fn account_entry(&self, id: Id<Account>) -> Option<FeedEntry> {
        let account = &self.corpus.accounts[id];
        let inspection = &self.corpus.inspections[account.inspection];
        let sentence = || match (account.subject, account.grade) {
            (Subject::Body(body), Some(grade)) => self.judgment_sentence(account, body, grade),
            (Subject::Body(_), None) | (Subject::Region(_), _) => None,
        };
        let subject = self.corpus.subject_name(account.subject);
        let entry = self.entry(
            &self.addresses.permanent_account(id),
            &self.addresses.account(id),
            format!("{subject}: {}", inspection.title),
            account.summary.clone().or_else(sentence),
            inspection,
        )?;
        Some(FeedEntry {
            subject: Some(account.subject),
            ..entry
        })
    }

    fn entry(
        &self,
        id: &Url,
        url: &Url,
        title: String,
        summary: Option<String>,
        inspection: &Inspection,
    ) -> Option<FeedEntry> {
        let report = inspection.source.address.as_ref();
        Some(FeedEntry {
            id: self.addresses.absolute(id)?,
            url: self.addresses.absolute(url)?,
            summary: summary.unwrap_or_else(|| title.clone()),
            title,
            published: match inspection.published {
                Published::On(date) => Some(date),
                Published::NotStated => None,
            },
            programme: Some(self.corpus.programmes[inspection.programme].name.clone()),
            report: report.map(|address| address.value.clone()),
            subject: None,
        })
    }
}

/// The sort keeps the order of the corpus within a day.
fn newest_first(entries: &mut [FeedEntry]) {
    entries.sort_by_key(|entry| Reverse(entry.published.map(PartialDate::first_day)));
}
