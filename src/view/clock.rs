//! What is due after the publication of a report, such as the response of the local policing body.

use serde::Serialize;

use super::{Link, Precomputed, ViewContext};
use crate::model::{Account, Id, Subject};
use crate::wording;

/// What the publication of a report makes due.
#[derive(Clone, Debug, Serialize)]
pub struct ClockView {
    /// What is due: "Response of the local policing body"
    pub name: String,
    /// Why it is due; may be empty.
    pub meaning: String,
    /// The body that the report is about.
    pub subject: Precomputed<Link>,
    /// The inspection.
    pub inspection: Precomputed<Link>,
    /// The last day for it: `2023-04-26`
    pub due: String,
    /// "26 April 2023"
    pub due_shown: String,
    /// Whether that day has passed, as of the site's date.
    pub is_passed: bool,
    /// The response that answers it.
    pub answer: Option<Link>,
    /// How long there is until that day, or since it: "3 years 2 months".
    pub time: String,
}

impl ViewContext {
    /// What the publication of an account's report makes due.
    pub fn clocks(&self, account: Id<Account>) -> Vec<ClockView> {
        let corpus = &*self.corpus;
        let row = &corpus.accounts[account];
        let answered = row.response.filter(|_| corpus.is_answered(account));
        let answer = answered.map(|id| Link {
            name: match corpus.responses[id].date {
                Some(date) => wording::day(date),
                None => wording::UNDATED.to_owned(),
            },
            url: self.addresses.response(id),
        });
        let view = |(id, due): (Id<crate::model::Clock>, jiff::civil::Date)| {
            let clock = &corpus.clocks[id];
            ClockView {
                name: clock.name.clone(),
                meaning: clock.meaning.clone(),
                subject: self.cache.subject(row.subject),
                inspection: self.cache.inspection(row.inspection),
                due: due.to_string(),
                due_shown: wording::day(due),
                is_passed: due < self.today,
                answer: answer.clone(),
                time: wording::time_between(self.today, due),
            }
        };
        corpus.clocks_of(account).into_iter().map(view).collect()
    }

    /// What all reports make due, the earliest first.
    pub fn all_clocks(&self) -> Vec<ClockView> {
        let mut clocks: Vec<ClockView> = self
            .subjects()
            .into_iter()
            .flat_map(|subject| self.corpus.accounts_of(subject))
            .flat_map(|&account| self.clocks(account))
            .collect();
        clocks.sort_by(|one, other| one.due.cmp(&other.due));
        clocks
    }

    /// The accounts of a body or region with anything that their publication makes due.
    pub fn timed_accounts(&self, subject: Subject) -> Vec<Id<Account>> {
        let accounts = self.corpus.accounts_of(subject).iter().copied();
        accounts
            .filter(|&account| !self.corpus.clocks_of(account).is_empty())
            .collect()
    }
}
