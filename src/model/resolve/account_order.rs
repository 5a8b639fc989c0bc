//! Which account of a body is the latest: the dates of inspections say so, and the name of a file only
//! where they do not.

use jiff::civil::Date;

use super::CorpusBuilder;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Account, Corpus, Id, Inspection, Published, Subject};

impl CorpusBuilder<'_> {
    /// Gives bodies, regions and inspections their accounts, oldest first, and regions their latest
    /// inspection.
    pub(super) fn link_accounts(&mut self) {
        let accounts: Vec<Id<Account>> = self.corpus.accounts.ids().collect();
        for &id in &accounts {
            self.check_file_name(id);
        }
        let mut ordered = accounts.clone();
        ordered.sort_by_cached_key(|&id| {
            let document = self.corpus.accounts[id].document.clone();
            (account_day(&self.corpus, id), document)
        });
        for id in ordered {
            match self.corpus.accounts[id].subject {
                Subject::Region(region) => self.corpus.regions[region].accounts.push(id),
                Subject::Body(body) => self.corpus.bodies[body].accounts.push(id),
            }
        }
        for id in accounts {
            let inspection = self.corpus.accounts[id].inspection;
            self.corpus.inspections[inspection].accounts.push(id);
        }
        self.latest_inspections();
    }

    /// Reports a file whose name says another year than its inspection.
    fn check_file_name(&mut self, id: Id<Account>) {
        let account = &self.corpus.accounts[id];
        let inspection = &self.corpus.inspections[account.inspection];
        let (Some(named), Some((first, last))) = (file_year(&account.document), years(inspection))
        else {
            return;
        };
        if first <= named && last.is_none_or(|last| named <= last) {
            return;
        }
        let last = last.unwrap_or(first);
        let rest = &account.document[4..];
        let message = format!(
            "the file name says {named}, and `{}` is from {}",
            inspection.id,
            if first == last {
                first.to_string()
            } else {
                format!("{first} to {last}")
            }
        );
        let diagnostic =
            Diagnostic::new(Code::FileYearMismatch, message).at(account.inspection_span);
        self.report.push(diagnostic.help(format!(
            "name the file `{last}{rest}.md` and its figures `{last}{rest}.yaml`, or correct its inspection"
        )));
    }

    /// The latest inspection of each region is the last that was published; among those of one day, or of no known one,
    /// the last by id.
    fn latest_inspections(&mut self) {
        let corpus = &mut self.corpus;
        let published = |id: Id<Inspection>| match corpus.inspections[id].published {
            Published::On(partial_date) => Some(partial_date.first_day()),
            Published::NotStated => None,
        };
        let mut inspections: Vec<_> = corpus.inspections.ids().collect();
        inspections.sort_by_key(|&id| (published(id), id));
        for id in inspections {
            let inspection = &corpus.inspections[id];
            // It may be of a region without saying anything of it as a whole.
            let spoken_of = inspection.accounts.iter().filter_map(|&account| {
                match corpus.accounts[account].subject {
                    Subject::Region(region) => Some(region),
                    Subject::Body(_) => None,
                }
            });
            for region in spoken_of.chain(inspection.region) {
                corpus.regions[region].inspection = Some(id);
            }
        }
    }
}

/// When an account's inspection was published, or the next best that is known of its time.
pub(super) fn account_day(corpus: &Corpus, id: Id<Account>) -> Option<Date> {
    let account = &corpus.accounts[id];
    let named = || file_year(&account.document).and_then(|year| Date::new(year, 1, 1).ok());
    corpus.inspections[account.inspection].day().or_else(named)
}

/// The first and the last year of an inspection, from its fieldwork to its publication. One whose source
/// does not state when it was published may have been published in any later year.
fn years(inspection: &Inspection) -> Option<(i16, Option<i16>)> {
    let published = match inspection.published {
        Published::On(published) => Some(published),
        Published::NotStated => None,
    };
    let starts = inspection.fieldwork.iter().map(|it| it.from);
    let first = starts
        .chain(published)
        .map(|day| day.first_day().year())
        .min()?;
    Some((
        first,
        published.map(|published| published.last_day().year()),
    ))
}

/// The year that the name of a file begins with: 2023 for `2023-soc`.
fn file_year(document: &str) -> Option<i16> {
    let year = document
        .get(..4)
        .filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
    let ends = document.len() == 4 || document[4..].starts_with('-');
    year.parse().ok().filter(|_| ends)
}
