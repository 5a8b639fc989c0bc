//! Earlier accounts: a page of their own, and what the page of the body or region says of them.

use serde::Serialize;

use super::account::published;
use super::{
    AccountView, DueCounts, FigureView, GradeView, KindView, Link, Precomputed, RecommendationRow,
    ViewContext,
};
use crate::address::Url;
use crate::model::{Account, Id, Subject};

/// The page of an earlier account.
#[derive(Clone, Debug, Serialize)]
pub struct AccountPage {
    /// The body or region, with its present page.
    pub subject: Precomputed<Link>,
    /// What the body was called then.
    pub name: String,
    /// What the inspection said.
    pub account: AccountView,
    /// The inspections after it, the latest first.
    pub later: Vec<Link>,
    /// Its recommendations, the earliest due first.
    pub recommendations: Vec<RecommendationRow>,
    /// How many of them are open, overdue or ended.
    pub due: DueCounts,
    /// Its figures.
    pub figures: Vec<Precomputed<FigureView>>,
}

/// An earlier account on the page of its body or region.
#[derive(Clone, Debug, Serialize)]
pub struct EarlierAccount {
    /// Its page.
    pub url: Url,
    /// The inspection.
    pub inspection: Precomputed<Link>,
    /// The programme.
    pub programme: String,
    /// When it was published, if its source says.
    pub when: Option<String>,
    /// The grade it gave.
    pub grade: Option<Precomputed<GradeView>>,
    /// A sentence or two.
    pub summary: Option<String>,
    /// Its findings and recommendations. They were on this page once, so links to them lead here.
    pub findings: Vec<EarlierFinding>,
}

/// A finding or recommendation of an earlier account.
#[derive(Clone, Debug, Serialize)]
pub struct EarlierFinding {
    /// Its anchor.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Where it is in full.
    pub url: Url,
    /// Its boxed kind; none for a recommendation.
    pub kind: Option<Precomputed<KindView>>,
    /// Whether it is a recommendation.
    pub is_recommendation: bool,
}

impl ViewContext {
    /// The page of an earlier account.
    pub fn account_page(&self, id: Id<Account>) -> AccountPage {
        let corpus = &*self.corpus;
        let account = &corpus.accounts[id];
        let name = match account.subject {
            Subject::Body(body) => corpus.name_then(account, body).to_owned(),
            Subject::Region(_) => corpus.subject_name(account.subject),
        };
        let findings = account.findings.iter();
        let advice = findings.flat_map(|&id| corpus.findings[id].recommendations.iter().copied());
        let recommendations = self.recommendation_rows(advice);
        let later = corpus.accounts_of(account.subject).iter().rev();
        let later = later.take_while(|&&other| other != id);
        AccountPage {
            subject: self.cache.subject(account.subject),
            name,
            account: self.account(id),
            later: later.map(|&id| self.account_link(id)).collect(),
            due: DueCounts::new(&recommendations),
            recommendations,
            figures: account
                .figures
                .iter()
                .map(|&id| self.cache.figure(id))
                .collect(),
        }
    }

    /// A link to the page of an account, by the name of its inspection.
    fn account_link(&self, id: Id<Account>) -> Link {
        let inspection = self.corpus.accounts[id].inspection;
        Link {
            name: self.corpus.inspections[inspection].title.clone(),
            url: self.addresses.account(id),
        }
    }

    /// The earlier accounts of a body or region that have a page, the latest first.
    pub(super) fn earlier_accounts(&self, subject: Subject) -> Vec<EarlierAccount> {
        let accounts = self.corpus.accounts_of(subject).iter().rev();
        accounts
            .filter(|&&id| self.corpus.has_own_page(id))
            .map(|&id| self.earlier_account(id))
            .collect()
    }

    fn earlier_account(&self, id: Id<Account>) -> EarlierAccount {
        let corpus = &*self.corpus;
        let account = &corpus.accounts[id];
        let inspection = &corpus.inspections[account.inspection];
        let mut findings = Vec::new();
        for &id in &account.findings {
            let finding = &corpus.findings[id];
            findings.push(EarlierFinding {
                slug: finding.slug.clone(),
                title: finding.title.clone(),
                url: self.addresses.finding(id),
                kind: finding.kind.map(|kind| self.cache.kind(kind)),
                is_recommendation: false,
            });
            findings.extend(finding.recommendations.iter().map(|&id| EarlierFinding {
                slug: corpus.recommendations[id].slug.clone(),
                title: corpus.recommendations[id].title.clone(),
                url: self.addresses.recommendation(id),
                kind: None,
                is_recommendation: true,
            }));
        }
        EarlierAccount {
            url: self.addresses.account(id),
            inspection: self.cache.inspection(account.inspection),
            programme: corpus.programmes[inspection.programme].name.clone(),
            when: published(inspection.published),
            grade: account.grade.map(|grade| self.cache.grade(grade)),
            summary: account.summary.clone(),
            findings,
        }
    }
}
