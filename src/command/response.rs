//! `response`: a file to answer a report with.

use super::error::CommandError;
use super::terminal::Terminal;
use super::{CLEAN, Outcome, code, request, site_files};
use crate::cli::ResponseArgs;
use crate::diagnostic::{did_you_mean, one_of};
use crate::model::{Account, Corpus, Id, Subject};
use crate::output::write_file;
use crate::pipeline::{self, BuildCache};
use crate::scaffold;

/// Prints the response pack of a body or region, or writes it to a file.
pub(super) fn response(args: &ResponseArgs, terminal: &Terminal) -> Outcome {
    let files = site_files(&args.site.root)?;
    let request = request(&args.site)?;
    let site = pipeline::prepare(&files, &request, &mut BuildCache::default(), &mut |_| ());
    if site.report().has_errors() {
        terminal.report(site.report(), site.sources())?;
        return Ok(code(site.report()));
    }
    let account = account(site.corpus(), args)?;
    let pack = scaffold::response_pack(site.corpus(), account);
    let Some(out) = &args.out else {
        return terminal.result(pack.as_bytes()).map(|()| CLEAN);
    };
    write_file(out, pack.as_bytes())?;
    terminal.news(&format!("wrote {}", out.display()));
    Ok(CLEAN)
}

/// The account to answer: of the inspection asked for, or the latest one.
fn account(corpus: &Corpus, args: &ResponseArgs) -> Result<Id<Account>, CommandError> {
    let id = args.id.strip_prefix("region:").unwrap_or(&args.id);
    let body = corpus.bodies.find(id).map(Subject::Body);
    let body = body.filter(|_| id == args.id);
    let subject = body.or_else(|| corpus.regions.find(id).map(Subject::Region));
    let Some(subject) = subject else {
        let known = corpus
            .bodies
            .names()
            .into_iter()
            .chain(corpus.regions.names());
        let nearest = did_you_mean(id, known);
        let list = "look for its id in `content/`";
        return Err(CommandError::unknown(
            "force, unit or region",
            id,
            nearest,
            list,
        ));
    };
    let accounts = corpus.accounts_of(subject);
    let Some(asked) = &args.inspection else {
        let latest = accounts.last().copied();
        return latest.ok_or_else(|| CommandError::NoInspection(id.to_owned()));
    };
    let inspection = |id: Id<Account>| {
        let inspection = corpus.accounts[id].inspection;
        corpus.inspections[inspection].id.as_str()
    };
    let found = accounts.iter().copied().find(|&id| inspection(id) == asked);
    found.ok_or_else(|| {
        let known: Vec<&str> = accounts.iter().map(|&id| inspection(id)).collect();
        let all = format!("write {}", one_of(known.iter().copied()));
        let nearest = did_you_mean(asked, known);
        CommandError::unknown(format!("inspection of `{id}`"), asked, nearest, &all)
    })
}
