//! `review-form`: a form on which a body answers, paragraph by paragraph, whether its report is right.

use std::fmt::Write;

use super::error::CommandError;
use super::terminal::Terminal;
use super::{CLEAN, ERRORS, Outcome, request, site_files};
use crate::cli::ReviewFormArgs;
use crate::pipeline::{self, Request, paragraphs};

/// Prints the form in Markdown.
pub(super) fn review_form(args: &ReviewFormArgs, terminal: &Terminal) -> Outcome {
    let site = &args.site;
    let request = Request {
        drafts: true,
        is_review: true,
        ..request(site)?
    };
    let built = pipeline::build(&site_files(&site.root)?, &request);
    terminal.report(&built.report, &built.sources)?;
    if built.report.has_errors() {
        return Ok(ERRORS);
    }
    let folders = ["forces", "rocus", "regions"];
    let page = folders.iter().find_map(|folder| {
        let path = format!("{folder}/{}/index.html", args.body);
        built.output.get(&path)
    });
    let page = page.ok_or_else(|| CommandError::NoPage(args.body.clone()))?;
    let mut form = format!(
        "# Factual accuracy: {}\n\nThe numbers are those of the review edition. Leave a row empty if its paragraph is right.\n\n| paragraph | text | what is wrong | what would be right | evidence |\n| --- | --- | --- | --- | --- |\n",
        args.body
    );
    for (number, text) in paragraphs(&String::from_utf8_lossy(page)) {
        let text = text.replace('\\', "\\\\").replace('|', "\\|");
        let _ = writeln!(form, "| {number} | {text} |  |  |  |");
    }
    terminal.result(form)?;
    Ok(CLEAN)
}
