//! An ordinary page.

use super::attributes::AllowedAttributes;
use super::front_matter::split_optional;
use super::markdown::parse;
use super::prose::{Heading, Section};
use super::same_id;
use super::visibility::{self, Visibility, VisibilityName};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::fields::value::{ChoiceOf, Choices, Flag, MarkedFlag, OwnId, PlainText, TimeWithZone};
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
        /// The name of the file. You never need to write it.
        optional id: OwnId = "about",
        /// Whether the file is still a draft, which is not published.
        optional draft: MarkedFlag<false> = "true",
        /// Who can see it: everyone, only editors while it is a draft, or everyone after an embargo.
        optional visibility: ChoiceOf<VisibilityName> = "embargoed",
        /// The time at which an embargo ends.
        optional publish_at: TimeWithZone = "2027-01-14T00:01 Europe/London",
        /// The title, unless the page starts with a first-level heading.
        optional title: PlainText = "About this site",
        /// A sentence for search engines and lists.
        optional summary: PlainText = "Who publishes this site, and where its figures come from.",
        /// Tables that the site adds below the text.
        optional shows: Choices<PageTable> = "[data-extracts]",
        /// Another template of the theme.
        optional template: PlainText = "wide",
        /// Whether search finds the page.
        optional search: Flag<true> = "false",
    }
}

/// An ordinary page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Who may see it.
    pub visibility: Visibility,
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
    let keys: PageKeys = parts.keys(report);
    let visibility = visibility::of_file(keys.draft, keys.visibility, keys.publish_at, report);
    same_id(keys.id.as_ref(), id, report);
    let mut words = parse(text, parts.words, report);
    check_headings(&words, report);
    let heading = title_heading(&mut words, keys.title.as_ref(), report);
    let title = keys.title.map(|title| title.value).or(heading);
    if title.is_none() && !parts.is_broken {
        let diagnostic = missing_key(PageKeys::MAP, keys.span, "title");
        report.push(diagnostic.help("or start the text with a heading of one `#`"));
    }
    Some(Page {
        visibility,
        title: title.unwrap_or_else(|| id.to_owned()),
        summary: keys.summary.map(|summary| summary.value),
        shows: keys.shows.into_iter().map(|table| table.value).collect(),
        template: keys.template,
        search: keys.search,
        parts: words,
    })
}

/// A page may give its title as a level-one heading before all else, so that it reads well in any editor.
/// The heading is taken off the page. Others, and one that differs from `title`, would be a second title.
fn title_heading(
    sections: &mut [Section],
    title: Option<&Spanned<String>>,
    report: &mut Report,
) -> Option<String> {
    let before = sections
        .iter()
        .take_while(|section| section.heading.is_none() && section.prose.is_empty());
    let first = before.count();
    let mut text = None;
    for (at, section) in sections.iter_mut().enumerate() {
        let Some(heading) = section.heading.take_if(|heading| heading.level == 1) else {
            continue;
        };
        let is_same = |title: &Spanned<String>| title.value.trim() == heading.text.trim();
        match title {
            None if at == first => text = Some(heading.text),
            Some(title) if at == first && is_same(title) => {}
            Some(title) if at == first => {
                let message = "two titles on one page: `title` and this heading";
                let diagnostic = Diagnostic::new(Code::LevelOneHeading, message)
                    .at(heading.span)
                    .label(title.span, "the title");
                report.push(diagnostic.help(format!(
                    "write `## {}`, or remove `title` or the heading",
                    heading.text
                )));
            }
            // Without a title the missing title is the one problem, unless there is one above.
            None | Some(_) => {
                report.push(level_one(&heading, "second level-one heading on a page"));
            }
        }
    }
    text
}

/// The diagnostic of a level-one heading where only lower ones belong.
pub(super) fn level_one(heading: &Heading, message: &str) -> Diagnostic {
    Diagnostic::new(Code::LevelOneHeading, message)
        .at(heading.span)
        .help(format!("write `## {}`", heading.text))
}

/// The headings of a page, or of what is said of an inspection, are plain words with an id at most.
pub(super) fn check_headings(parts: &[Section], report: &mut Report) {
    let takes = AllowedAttributes {
        id: true,
        classes: Some(&[]),
        keys: &[],
        help: "a heading of a page has only an id",
    };
    for heading in parts.iter().filter_map(|part| part.heading.as_ref()) {
        takes.check(&heading.attributes, report);
        heading.check_title(report);
    }
}
