//! `review-form`: a form on which a body answers, paragraph by paragraph, whether its report is right.

use std::fmt::Write;

use super::error::CommandError;
use super::terminal::Terminal;
use super::{CLEAN, ERRORS, Outcome, request, site_files};
use crate::brief::BriefMode;
use crate::cli::ReviewFormArgs;
use crate::pipeline::{BuildCache, Request, ReviewEdition, prepare};
use crate::search::SearchMode;

/// Prints the form in Markdown.
pub(super) fn review_form(args: &ReviewFormArgs, terminal: &Terminal) -> Outcome {
    let site = &args.site;
    let request = Request {
        audience: super::audience(true, &args.only),
        review: Some(ReviewEdition::default()),
        // The pages are those of the edition, of which no brief or index is needed here.
        search: SearchMode::Page,
        briefs: BriefMode::OnRequest,
        ..request(site)?
    };
    let files = site_files(&site.root)?;
    let prepared = prepare(&files, &request, &mut BuildCache::default(), &mut |_| {});
    terminal.report(prepared.report(), prepared.sources())?;
    if prepared.report().has_errors() {
        return Ok(ERRORS);
    }
    let folders = ["forces", "rocus", "regions"];
    let mut page = None;
    for folder in folders {
        let path = format!("{folder}/{}/index.html", args.body);
        let found = prepared.review_paragraphs(&path);
        page = page.or(found.map_err(|error| CommandError::Page(Box::new(error)))?);
    }
    let page = page.ok_or_else(|| CommandError::NoPage(args.body.clone()))?;
    let mut form = format!(
        "# Factual accuracy: {}\n\nThe numbers are those of the review edition. Leave a row empty if its paragraph is right.\n\n| paragraph | text | what is wrong | what would be right | evidence |\n| --- | --- | --- | --- | --- |\n",
        args.body
    );
    for (number, text) in page {
        let text = text.replace('\\', "\\\\").replace('|', "\\|");
        let _ = writeln!(form, "| {number} | {text} |  |  |  |");
    }
    terminal.result(form)?;
    Ok(CLEAN)
}
