//! Responses to reports: a page each, and links from each finding.

use serde::Serialize;

use super::follow_up::EntrySourceView;
use super::{ClockView, Link, Precomputed, RenderedProse, ViewContext};
use crate::address::Url;
use crate::model::{Account, Body, Followed, Id, ReportResponse, Respondent, Subject};
use crate::wording;

/// The page of a response.
#[derive(Clone, Debug, Serialize)]
pub struct ResponsePage {
    /// The body or region.
    pub subject: Precomputed<Link>,
    /// The inspection that it answers.
    pub inspection: Precomputed<Link>,
    /// The page of the account.
    pub account: Url,
    /// The day of the response: `2026-11-09`
    pub date: Option<String>,
    /// "9 November 2026"
    pub date_shown: Option<String>,
    /// Where it was published.
    pub source: Option<EntrySourceView>,
    /// What the publication of the report made due.
    pub clocks: Vec<ClockView>,
    /// The answers, by recommendation or finding.
    pub items: Vec<AnsweredItem>,
}

/// A recommendation or finding with its answers.
#[derive(Clone, Debug, Serialize)]
pub struct AnsweredItem {
    /// Its anchor on this page, and on the page of the account.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Where it is in full.
    pub url: Url,
    /// The answers.
    pub answers: Vec<AnswerView>,
}

/// An answer.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerView {
    /// `body` or `policing-body`
    pub by: &'static str,
    /// Who answers, by name.
    pub name: String,
    /// The words.
    pub words: RenderedProse,
}

/// A link from a finding or recommendation to an answer.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerLink {
    /// `body` or `policing-body`
    pub by: &'static str,
    /// Who answers, by name.
    pub name: String,
    /// When: "9 November 2026"
    pub date_shown: Option<String>,
    /// The answer.
    pub url: Url,
}

impl ViewContext {
    /// The page of a response.
    pub fn response_page(&self, id: Id<ReportResponse>) -> ResponsePage {
        let corpus = &*self.corpus;
        let response = &corpus.responses[id];
        let account = &corpus.accounts[response.account];
        let mut items: Vec<AnsweredItem> = Vec::new();
        for answer in &response.answers {
            let view = AnswerView {
                by: answer.by.name(),
                name: self.respondent(response.account, answer.by),
                words: self.write(&answer.prose),
            };
            let (slug, title, url) = match answer.about {
                Followed::Finding(id) => {
                    let finding = &corpus.findings[id];
                    (&finding.slug, &finding.title, self.addresses.finding(id))
                }
                Followed::Recommendation(id) => {
                    let advice = &corpus.recommendations[id];
                    (
                        &advice.slug,
                        &advice.title,
                        self.addresses.recommendation(id),
                    )
                }
            };
            match items.iter_mut().find(|item| item.slug == *slug) {
                Some(item) => item.answers.push(view),
                None => items.push(AnsweredItem {
                    slug: slug.clone(),
                    title: title.clone(),
                    url,
                    answers: vec![view],
                }),
            }
        }
        ResponsePage {
            subject: self.cache.subject(account.subject),
            inspection: self.cache.inspection(account.inspection),
            account: self.addresses.account(response.account),
            date: response.date.map(|date| date.to_string()),
            date_shown: response.date.map(wording::day),
            source: response.source.as_ref().map(EntrySourceView::new),
            clocks: self.clocks(response.account),
            items,
        }
    }

    /// Who answers, by name.
    pub fn respondent(&self, account: Id<Account>, by: Respondent) -> String {
        let subject = self.corpus.accounts[account].subject;
        let body = |id: Id<Body>| &self.corpus.bodies[id];
        match (by, subject) {
            (Respondent::Body, _) => self.corpus.subject_name(subject),
            (Respondent::PolicingBody, Subject::Body(id)) => {
                let own = body(id).policing_body.clone();
                own.unwrap_or_else(|| wording::respondent::POLICING_BODY.to_owned())
            }
            (Respondent::PolicingBody, Subject::Region(_)) => {
                wording::respondent::POLICING_BODIES.to_owned()
            }
        }
    }

    /// Links to the answers to a finding or recommendation.
    pub(super) fn answer_links(&self, account: Id<Account>, about: Followed) -> Vec<AnswerLink> {
        let corpus = &*self.corpus;
        let Some(id) = corpus.accounts[account].response else {
            return Vec::new();
        };
        let slug = match about {
            Followed::Finding(id) => &corpus.findings[id].slug,
            Followed::Recommendation(id) => &corpus.recommendations[id].slug,
        };
        let date = corpus.responses[id].date;
        let link = |answer: &crate::model::ResponseAnswer| AnswerLink {
            by: answer.by.name(),
            name: self.respondent(account, answer.by),
            date_shown: date.map(wording::day),
            url: self.addresses.response(id).part(slug),
        };
        corpus.answers(account, about).map(link).collect()
    }
}
