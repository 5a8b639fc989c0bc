//! What feeds announce: each account of a body or region, and each inspection. Any format of feed is written from these
//! entries.

use std::cmp::Reverse;

use super::ViewContext;
use crate::address::Url;
use crate::date::PartialDate;
use crate::model::{Account, Id, Inspection, Published, Subject};

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
    /// When its report was published, if its source says.
    pub published: Option<PartialDate>,
    /// The name of its programme.
    pub programme: String,
    /// Where the report is published, if its source says.
    pub report: Option<String>,
}

impl ViewContext {
    /// The address of the feed. A site whose address is not known has none, as a feed holds whole addresses.
    pub fn feed(&self) -> Option<Url> {
        let url = self.addresses.at(FEED);
        self.addresses.absolute(&url).map(|_| url)
    }

    /// The entries of the feed, the newest first; those without a date at the end. Empty for a site without a feed.
    pub fn feed_entries(&self) -> Vec<FeedEntry> {
        let inspections = self.corpus.inspections.ids();
        let accounts = self.corpus.accounts.ids();
        let mut entries: Vec<FeedEntry> = inspections
            .filter_map(|id| self.inspection_entry(id))
            .chain(accounts.filter_map(|id| self.account_entry(id)))
            .collect();
        // The sort keeps the order of the corpus within a day.
        entries.sort_by_key(|entry| Reverse(entry.published.map(PartialDate::first_day)));
        entries.truncate(MOST);
        entries
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
        self.entry(
            &self.addresses.permanent_account(id),
            &self.addresses.account(id),
            format!("{subject}: {}", inspection.title),
            account.summary.clone().or_else(sentence),
            inspection,
        )
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
            programme: self.corpus.programmes[inspection.programme].name.clone(),
            report: report.map(|address| address.value.clone()),
        })
    }
}
