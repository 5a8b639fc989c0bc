//! Every address that the site has: of each page, and of everything on a page that a link can lead to.

use super::{ListPage, PageKind, PagePlan};
use crate::address::{Addresses, Url};
use crate::document::AddressKind;
use crate::ledger::{FindingNumbers, PublishedAddress};
use crate::model::{Corpus, Followed, Passage, QuestionArea};
use crate::text::Span;
use crate::view::ViewContext;
use crate::wording::pages;

/// Lists every address of these pages, ordered.
pub(super) fn published(pages: &[PagePlan], context: &ViewContext) -> Vec<PublishedAddress> {
    let mut list = AddressList {
        context,
        corpus: &context.corpus,
        addresses: &context.addresses,
        numbers: &context.numbers,
        published: Vec::new(),
    };
    pages.iter().for_each(|planned| list.page(planned));
    list.areas();
    list.findings();
    list.evidence();
    list.later(context);
    let mut published = list.published;
    published.sort_by(|one, other| one.address.cmp(&other.address));
    published.dedup_by(|one, other| one.address == other.address);
    published
}

struct AddressList<'c> {
    context: &'c ViewContext,
    corpus: &'c Corpus,
    addresses: &'c Addresses,
    numbers: &'c FindingNumbers,
    published: Vec<PublishedAddress>,
}

impl AddressList<'_> {
    fn add(
        &mut self,
        kind: AddressKind,
        url: &Url,
        id: &str,
        title: &str,
        span: Option<Span>,
    ) -> &mut PublishedAddress {
        self.published.push(PublishedAddress {
            address: self.addresses.from_root(url),
            kind,
            id: id.to_owned(),
            number: None,
            title: title.to_owned(),
            span,
        });
        self.published.last_mut().expect("just pushed")
    }

    fn page(&mut self, planned: &PagePlan) {
        let corpus = self.corpus;
        let (kind, id) = match planned.kind {
            PageKind::Region(id) => (AddressKind::Region, corpus.regions[id].id.as_str()),
            PageKind::Body(id) => (AddressKind::Body, corpus.bodies[id].id.as_str()),
            PageKind::Account(id) => {
                let account = &corpus.accounts[id];
                (AddressKind::Account, account.document.as_str())
            }
            PageKind::Finding(_) => {
                let path = planned.path.trim_end_matches("/index.html");
                (AddressKind::Finding, path.trim_start_matches("findings/"))
            }
            PageKind::Topic(id) => (AddressKind::Topic, corpus.topics[id].id.as_str()),
            PageKind::Measure(id) => (AddressKind::Measure, corpus.measures[id].id.as_str()),
            PageKind::Term(id) => (AddressKind::Term, corpus.terms[id].id.as_str()),
            PageKind::Inspection(id) => {
                (AddressKind::Inspection, corpus.inspections[id].id.as_str())
            }
            PageKind::Page(id) => (AddressKind::Page, corpus.pages[id].id.as_str()),
            PageKind::Home
            | PageKind::List(_)
            | PageKind::Bodies(_)
            | PageKind::Release(_)
            | PageKind::Response(_)
            | PageKind::SideBySide(_) => (
                AddressKind::List,
                planned.path.trim_end_matches("/index.html"),
            ),
            // Neither is anything that an edition promises.
            PageKind::NotFound | PageKind::Moved => return,
        };
        let id = if id == "index.html" { "home" } else { id };
        let span = planned.files.first().map(|&file| Span::new(file, 0..0));
        self.add(kind, &planned.url, id, &planned.title, span);
        match planned.kind {
            PageKind::Page(id) => self.headings(planned, &corpus.pages[id].passages),
            PageKind::Inspection(id) => self.headings(planned, &corpus.inspections[id].passages),
            PageKind::List(ListPage::Corrections) => {
                for correction in self.context.corrections(corpus.corrections.ids()) {
                    let url = planned.url.part(&correction.anchor);
                    let (kind, title) = (AddressKind::Correction, &correction.about.name);
                    self.add(kind, &url, &correction.anchor, title, span);
                }
            }
            PageKind::Release(id) => {
                for (_, group) in self.context.changed_subjects(id) {
                    let url = planned.url.part(&group.anchor);
                    let kind = AddressKind::Heading;
                    self.add(kind, &url, &group.anchor, &group.name, span);
                }
            }
            _ => {}
        }
    }

    fn headings(&mut self, planned: &PagePlan, passages: &[Passage]) {
        let span = planned.files.first().map(|&file| Span::new(file, 0..0));
        for (_, anchor, heading) in passages.iter().filter_map(|it| it.heading.as_ref()) {
            let url = planned.url.part(anchor);
            self.add(AddressKind::Heading, &url, anchor, heading, span);
        }
    }

    /// The question areas that each account has something under.
    fn areas(&mut self) {
        let corpus = self.corpus;
        for (id, account) in corpus.accounts.iter() {
            let leads = account.leads.iter().map(|lead| lead.area);
            let findings = account.findings.iter().map(|&id| corpus.findings[id].area);
            let page = self.addresses.account(id);
            for area in leads.chain(findings) {
                let (id, title) = match area.map(|area| &corpus.question_areas[area]) {
                    Some(QuestionArea { id, name, .. }) => (id.as_str(), name.as_str()),
                    None => ("findings", pages::FINDINGS.title),
                };
                let kind = AddressKind::QuestionArea;
                self.add(kind, &page.part(id), id, title, Some(account.span));
            }
        }
    }

    fn findings(&mut self) {
        let (corpus, numbers) = (self.corpus, self.numbers);
        let name = |subject, slug: &str| format!("{}/{slug}", corpus.subject_id(subject));
        for (id, finding) in corpus.findings.iter() {
            let (url, of) = (
                self.addresses.finding(id),
                name(finding.subject, &finding.slug),
            );
            let (kind, title) = (AddressKind::Finding, &finding.title);
            let added = self.add(kind, &url, &of, title, Some(finding.span));
            added.number = Some(numbers.of(id).to_owned());
            // Once a later inspection was there, the present page keeps the anchor and leads to the page of the earlier one.
            let present = self.addresses.subject(finding.subject).part(&finding.slug);
            let added = self.add(kind, &present, &of, title, Some(finding.span));
            added.number = Some(numbers.of(id).to_owned());
        }
        for (id, advice) in corpus.recommendations.iter() {
            let subject = corpus.findings[advice.finding].subject;
            let (url, of) = (
                self.addresses.recommendation(id),
                name(subject, &advice.slug),
            );
            let kind = AddressKind::Recommendation;
            self.add(kind, &url, &of, &advice.title, Some(advice.span));
            let alone = self
                .addresses
                .finding_page(advice.finding)
                .part(&advice.slug);
            self.add(kind, &alone, &of, &advice.title, Some(advice.span));
            let present = self.addresses.subject(subject).part(&advice.slug);
            self.add(kind, &present, &of, &advice.title, Some(advice.span));
        }
    }

    fn evidence(&mut self) {
        let corpus = self.corpus;
        for (id, figure) in corpus.figures.iter() {
            let url = self.addresses.figure(id);
            let of = format!("{}/{}", corpus.subject_id(figure.subject), figure.slug);
            let title = &corpus.measures[figure.measure].name;
            self.add(AddressKind::Figure, &url, &of, title, Some(figure.span));
        }
        for (id, extract) in corpus.extracts.iter() {
            let inspection = &corpus.inspections[extract.inspection];
            let of = format!("{}/{}", inspection.id, extract.slug);
            let (url, span) = (self.addresses.extract(id), Span::new(inspection.file, 0..0));
            self.add(
                AddressKind::Extract,
                &url,
                &of,
                &extract.dataset,
                Some(span),
            );
        }
    }

    /// Corrections, and the answers of responses.
    fn later(&mut self, context: &ViewContext) {
        let corpus = self.corpus;
        for correction in context.corrections(corpus.corrections.ids()) {
            let title = &correction.about.name;
            self.add(
                AddressKind::Heading,
                &correction.url,
                &correction.anchor,
                title,
                None,
            );
        }
        for (id, response) in corpus.responses.iter() {
            let page = self.addresses.response(id);
            let span = Some(Span::new(response.file, 0..0));
            for answer in &response.answers {
                let (slug, title) = match answer.about {
                    Followed::Finding(id) => {
                        (&corpus.findings[id].slug, &corpus.findings[id].title)
                    }
                    Followed::Recommendation(id) => {
                        let advice = &corpus.recommendations[id];
                        (&advice.slug, &advice.title)
                    }
                };
                self.add(AddressKind::Heading, &page.part(slug), slug, title, span);
            }
        }
    }
}
