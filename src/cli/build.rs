//! The options of `build`, `check`, `review-form` and `verify`.

use std::path::PathBuf;

use clap::Args;

use super::values::review_subject;
use super::{QuietArgs, SiteArgs};
use crate::config::Address;
use crate::pipeline::ReviewSubject;

/// How to build.
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// The site.
    #[command(flatten)]
    pub site: SiteArgs,
    /// Output directory; may be a mount point [default: public, in the site's folder]
    #[arg(long, alias = "output", value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Public URL of the site [default: `address` in site.toml]
    #[arg(long, value_name = "URL", value_parser = Address::parse)]
    pub base_url: Option<Address>,
    /// Name this build as an edition, and add its addresses to content/addresses.tsv
    #[arg(long, value_name = "EDITION", conflicts_with_all = ["no_briefs", "no_search"])]
    pub release: Option<String>,
    /// Also record what changed since an earlier edition, in content/changes/: a built site, a data export, or a git
    /// revision of the site
    #[arg(long, value_name = "OLD", requires = "release")]
    pub since: Option<String>,
    /// Build the review edition: the site with drafts and embargoed content, marked [default output: review]
    #[arg(long, conflicts_with = "release")]
    pub review: bool,
    /// Of what is not public, show only what concerns this: inspection:ID, force:ID, … (may be repeated)
    #[arg(long, value_name = "KIND:ID", requires = "review", value_parser = review_subject)]
    pub only: Vec<ReviewSubject>,
    /// Name of the review edition, shown on every page: "Draft 3"
    #[arg(long, value_name = "NAME", requires = "review")]
    pub edition: Option<String>,
    /// Treat warnings as errors
    #[arg(long)]
    pub strict: bool,
    /// Also write compressed copies of text files (.gz and .br) for servers that send them as they are
    #[arg(long)]
    pub precompress: bool,
    /// Leave out the PDF briefs
    #[arg(long)]
    pub no_briefs: bool,
    /// Leave out the search page and its index
    #[arg(long)]
    pub no_search: bool,
    /// Typeset every brief again, and cache none
    #[arg(long)]
    pub no_cache: bool,
}

/// What to verify.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// Output directory of a build, or a copy of it
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Folder of the site: build it again in memory, and compare
    #[arg(long, value_name = "ROOT")]
    pub against: Option<PathBuf>,
    /// How much to print.
    #[command(flatten)]
    pub quiet: QuietArgs,
}

/// The body of the form.
#[derive(Debug, Args)]
pub struct ReviewFormArgs {
    /// Force, regional unit or region, by id
    #[arg(value_name = "BODY")]
    pub body: String,
    /// The same as of the edition that the form is for: inspection:ID, force:ID, … (may be repeated)
    #[arg(long, value_name = "KIND:ID", value_parser = review_subject)]
    pub only: Vec<ReviewSubject>,
    /// The site.
    #[command(flatten)]
    pub site: SiteArgs,
}

/// How to check.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The site.
    #[command(flatten)]
    pub site: SiteArgs,
    /// Treat warnings as errors
    #[arg(long)]
    pub strict: bool,
    /// Also typeset every brief (slow: about a second for every three of them)
    #[arg(long)]
    pub briefs: bool,
    /// Leave out the briefs without a note
    #[arg(long, hide = true, conflicts_with = "briefs")]
    pub no_briefs: bool,
    /// Typeset every brief again
    #[arg(long, requires = "briefs")]
    pub no_cache: bool,
}
