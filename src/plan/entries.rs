//! The pages of topics, measures, terms and inspections, each with its list, and ordinary pages.

use super::planner::Planner;
use super::{ListPage, PageKind};
use crate::view::Link;
use crate::wording::pages;

impl Planner<'_> {
    pub(super) fn vocabularies(&mut self) {
        let with_topics = self.inspections_with(|finding| !finding.topics.is_empty());
        let figures = self.corpus.figures.rows().iter();
        let with_figures =
            self.inspections_of(figures.map(|figure| &self.corpus.accounts[figure.account]));
        self.add_list(ListPage::Topics).sources = with_topics;
        self.add_list(ListPage::Measures).sources = with_figures;
        let crumb = self.crumb(pages::TOPICS.title, "topics/");
        for (id, topic) in self.corpus.topics.iter() {
            let page = self.add(
                PageKind::Topic(id),
                self.addresses.topic(id),
                topic.name.clone(),
                topic.meaning.clone(),
                "topic_page",
            );
            page.crumbs.push(crumb.clone());
            page.files.push(topic.span.file);
        }
        let crumb = self.crumb(pages::MEASURES.title, "measures/");
        for (id, measure) in self.corpus.measures.iter() {
            let (url, title, what) = (
                self.addresses.measure(id),
                measure.name.clone(),
                measure.meaning.clone(),
            );
            let page = self.add(PageKind::Measure(id), url, title, what, "measure_page");
            page.crumbs.push(crumb.clone());
            page.files.push(measure.span.file);
        }
    }

    pub(super) fn glossary(&mut self) {
        self.add_list(ListPage::Glossary);
        let crumb = self.crumb(pages::GLOSSARY.title, "glossary/");
        for (id, term) in self.corpus.terms.iter() {
            let what = term.definition.first_sentence();
            let page = self.add(
                PageKind::Term(id),
                self.addresses.term(id),
                term.term.clone(),
                what,
                "term_page",
            );
            page.crumbs.push(crumb.clone());
            page.files.push(term.file);
        }
    }

    pub(super) fn inspections(&mut self) {
        self.add_list(ListPage::Inspections);
        let crumb = self.crumb(pages::INSPECTIONS.title, "inspections/");
        for (id, inspection) in self.corpus.inspections.iter() {
            let what = pages::inspection_description(&inspection.title);
            let page = self.add(
                PageKind::Inspection(id),
                self.addresses.inspection(id),
                inspection.title.clone(),
                what,
                "inspection_page",
            );
            page.crumbs.push(crumb.clone());
            page.sources.push(id);
            page.files.push(inspection.file);
        }
    }

    pub(super) fn ordinary(&mut self) {
        for (id, page) in self.corpus.pages.iter() {
            // Of `guide/tutorial`, the page `guide`.
            let above = page.id.match_indices('/').filter_map(|(at, _)| {
                let above = self.corpus.pages.find(&page.id[..at])?;
                Some(Link {
                    name: self.corpus.pages[above].title.clone(),
                    url: self.addresses.page(above),
                })
            });
            let above: Vec<Link> = above.collect();
            let what = page.summary.clone().unwrap_or_else(|| {
                page.passages
                    .iter()
                    .map(|passage| passage.prose.first_paragraph())
                    .find(|text| !text.is_empty())
                    .unwrap_or_default()
            });
            let planned = self.add(
                PageKind::Page(id),
                self.addresses.page(id),
                page.title.clone(),
                what,
                "page",
            );
            planned.files.push(page.file);
            planned.crumbs.extend(above);
            if let Some(template) = &page.template {
                planned.template = template.clone().map(|name| format!("{name}.html"));
            }
        }
    }
}
