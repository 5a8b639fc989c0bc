//! `verify`: compares a published site with its manifest, or with a new build.

use std::sync::Arc;

use super::error::CommandError;
use super::terminal::Terminal;
use super::{CLEAN, ERRORS, Outcome, site_files};
use crate::brief::BriefMode;
use crate::cli::VerifyArgs;
use crate::config::Address;
use crate::date::Moment;
use crate::files::MemoryFiles;
use crate::hosting::precompress;
use crate::manifest::{self, Difference, DifferenceKind, Manifest};
use crate::output::read_site;
use crate::pipeline::{self, NotReviewSubject, Request, ReviewEdition, ReviewSubject};
use crate::search::SearchMode;

/// Prints every file that differs.
pub(super) fn verify(args: &VerifyArgs, terminal: &Terminal) -> Outcome {
    let (site, foreign) = read_site(&args.folder)?;
    let place = super::shown(&args.folder);
    let Some(text) = site.get(manifest::NAME) else {
        return Err(CommandError::NoManifest(args.folder.clone()));
    };
    let manifest = Manifest::parse(text)?;
    let found = manifest::records(&site);
    let mut differences = manifest::compare(&manifest.outputs, &found);
    differences.extend(foreign.into_iter().map(|path| Difference {
        path,
        kind: DifferenceKind::Added,
    }));
    let mut lines: Vec<String> = differences.iter().map(line).collect();
    if let Some(root) = &args.against {
        let rebuilt = rebuild(&manifest, root)?;
        let differences = manifest::compare(&rebuilt.outputs, &manifest.outputs);
        lines.extend(
            differences
                .iter()
                .map(|it| format!("{} since the rebuild", line(it))),
        );
        let inputs = manifest::compare(&manifest.inputs, &rebuilt.inputs);
        lines.extend(inputs.iter().map(|it| format!("input {}", line(it))));
        if rebuilt.tool != manifest.tool {
            lines.push(format!("built by {}, not {}", manifest.tool, rebuilt.tool));
        }
    }
    let mut text = String::new();
    lines
        .iter()
        .for_each(|line| text.push_str(&format!("{line}\n")));
    terminal.result(text.as_bytes())?;
    let count = super::plural(manifest.outputs.len(), "file");
    if lines.is_empty() {
        terminal.news(&format!("no differences: {count} in {place}"));
        return Ok(CLEAN);
    }
    let differences = super::plural(lines.len(), "difference");
    terminal.news(&format!("{differences} in {place}, of {count}"));
    Ok(ERRORS)
}

fn line(difference: &Difference) -> String {
    format!("{}: {}", difference.kind.word(), difference.path)
}

/// The manifest of the same site, built now.
fn rebuild(manifest: &Manifest, root: &std::path::Path) -> Result<Manifest, CommandError> {
    let options = &manifest.build;
    let as_of: Moment = options.as_of.parse()?;
    let address = options
        .base_url
        .as_deref()
        .map(Address::parse)
        .transpose()?;
    let only = options.only.iter().map(|subject| subject.parse());
    let only: Result<Vec<ReviewSubject>, NotReviewSubject> = only.collect();
    let only = only?;
    let files = site_files(root)?;
    let request = Request {
        as_of: Some(as_of),
        address,
        briefs: match options.briefs {
            true => BriefMode::WithSite,
            false => BriefMode::None,
        },
        search: match options.search {
            true => SearchMode::Whole,
            false => SearchMode::Without,
        },
        audience: super::audience(options.review, &only),
        review: options.review.then(|| ReviewEdition {
            name: options.edition.clone(),
        }),
        lists_inputs: true,
        cards: true,
        // Nothing that an earlier build left is trusted.
        cache: Some(Arc::new(MemoryFiles::default())),
        ..Request::default()
    };
    let mut built = pipeline::build(&files, &request);
    if built.report.has_errors() {
        return Err(CommandError::Errors);
    }
    if let Some(failure) = built.failure {
        return Err(failure.into());
    }
    if options.precompress {
        precompress(&mut built.output);
    }
    Ok(Manifest::new(
        options.clone(),
        built.themes,
        built.skip_leak_scan,
        built.inputs,
        &built.output,
    ))
}
