//! An ordinary page.

use super::attributes::AllowedAttributes;
use super::front_matter::split_optional;
use super::markdown::{Section, parse};
use super::same_id;
use crate::diagnostic::Report;
use crate::fields::value::{Choices, Flag, OwnId, Text};
use crate::fields::{Keys, closed_set, keys, missing_key};
use crate::text::{FileId, Spanned};

closed_set! {
    /// A table that the site can add to a page.
    pub enum PageTable {
        /// The data extracts of all inspections.
        DataExtracts = "data-extracts",
        /// The kinds of finding with their meanings.
        FindingKinds = "finding-kinds",
        /// The scale.
        Grades = "grades",
    }
}

keys! {
    /// The front matter of a page.
    pub(crate) struct PageKeys: "a page" {
        /// The name of the file; never needed.
        optional id: OwnId = "about",
        /// Not ready to be read: left out of the built site.
        optional draft: Flag<false> = "true",
        /// The title, unless the page starts with a first-level heading.
        optional title: Text = "About this site",
        /// A sentence for search engines and lists.
        optional summary: Text = "Who publishes this site, and where its figures come from.",
        /// Tables that the site adds below the text.
        optional shows: Choices<PageTable> = "[data-extracts]",
        /// A template of the theme other than the usual one.
        optional template: Text = "wide",
        /// Whether search finds the page.
        optional search: Flag<true> = "false",
    }
}

/// An ordinary page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Whether it is not ready to be read.
    pub draft: bool,
    /// The title.
    pub title: String,
    /// One sentence.
    pub summary: Option<String>,
    /// Tables that the site adds to it.
    pub shows: Vec<PageTable>,
    /// The theme's template, if not the usual one.
    pub template: Option<Spanned<String>>,
    /// Whether search finds it.
    pub search: bool,
    /// Its parts.
    pub parts: Vec<Section>,
}

pub(super) fn page(id: &str, text: &str, file: FileId, report: &mut Report) -> Option<Page> {
    let parts = split_optional(text, file, report)?;
    let keys = PageKeys::read(&parts.front, report);
    same_id(keys.id.as_ref(), id, report);
    let mut words = parse(text, parts.words, report);
    check_headings(&words, report);
    // A page may give its title as a first-level heading, so that it reads well in any editor.
    let first = words.iter().position(|part| {
        part.heading
            .as_ref()
            .is_some_and(|heading| heading.level == 1)
    });
    let heading = first.and_then(|at| words[at].heading.take());
    let title = keys
        .title
        .map(|title| title.value)
        .or(heading.map(|heading| heading.text));
    if title.is_none() {
        let diagnostic = missing_key(PageKeys::MAP, keys.span, "title");
        report.push(diagnostic.help("or start the text with a heading of one `#`"));
    }
    Some(Page {
        draft: keys.draft,
        title: title.unwrap_or_else(|| id.to_owned()),
        summary: keys.summary.map(|summary| summary.value),
        shows: keys.shows.into_iter().map(|table| table.value).collect(),
        template: keys.template,
        search: keys.search,
        parts: words,
    })
}

/// The headings of a page, or of what is said of an inspection, are plain words with an id at most.
pub(super) fn check_headings(parts: &[Section], report: &mut Report) {
    let takes = AllowedAttributes {
        id: true,
        classes: Some(&[]),
        keys: &[],
        help: "a heading of a page takes its id alone",
    };
    for heading in parts.iter().filter_map(|part| part.heading.as_ref()) {
        takes.check(&heading.attributes, report);
        heading.check_title(report);
    }
}
