//! `deploy-config`.

use super::terminal::Terminal;
use super::{CLEAN, Outcome, code, now, site_files};
use crate::cli::DeployArgs;
use crate::hosting::HostedSite;
use crate::pipeline::{self, BuildCache, Request};
use crate::search::SearchMode;

/// Prints the configuration of a server for the site.
pub(super) fn deploy_config(args: &DeployArgs, terminal: &Terminal) -> Outcome {
    let request = Request {
        now: now()?,
        address: args.base_url.clone(),
        search: match args.no_search {
            true => SearchMode::Without,
            false => SearchMode::Whole,
        },
        ..Request::default()
    };
    let files = site_files(&args.root.root)?;
    let site = pipeline::prepare(&files, &request, &mut BuildCache::default(), &mut |_| ());
    if site.report().has_errors() {
        terminal.report(site.report(), site.sources())?;
        return Ok(code(site.report()));
    }
    let hosted = HostedSite {
        address: site.address().clone(),
        folder: args.folder.trim_end_matches('/').to_owned(),
        has_search: site.context().optional.search,
        redirects: (site.plan().redirects())
            .map(|(from, to)| (from.to_string(), to.to_string()))
            .collect(),
    };
    let text = hosted.configuration(args.server);
    terminal.result(text?)?;
    Ok(CLEAN)
}
