//! The options of `peelpress brief`.

use std::path::PathBuf;

use clap::Args;

use super::SiteArgs;
use crate::brief::{ColumnCount, PaperSize, PdfStandard, TypeSize};
use crate::config::Address;

/// What to print, and how.
#[derive(Debug, Args)]
pub struct BriefArgs {
    /// What to print.
    #[command(flatten)]
    pub what: BriefWhat,
    /// The site.
    #[command(flatten)]
    pub site: SiteArgs,
    /// File to write, `-` for standard output, or a folder ending in `/` for one file per body [default: named after the
    /// brief]
    #[arg(long, alias = "output", value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Only the summary, on one side of a sheet
    #[arg(long, conflicts_with = "action_plan")]
    pub summary: bool,
    /// Only what must be done, who must do it and by when, with room for notes; as a table if the name of `--out` ends in `.csv` or
    /// `.xlsx`
    #[arg(long)]
    pub action_plan: bool,
    /// Paper size
    #[arg(long, value_name = "PAPER", default_value = "a4")]
    pub paper: PaperSize,
    /// Size of type
    #[arg(long = "type", value_name = "SIZE", default_value = "normal")]
    pub type_size: TypeSize,
    /// Columns of text; large type always has one
    #[arg(long, value_name = "NUMBER", default_value = "2")]
    pub columns: ColumnCount,
    /// For printers without colour: no filled areas
    #[arg(long)]
    pub mono: bool,
    /// Leave out the list of terms
    #[arg(long)]
    pub no_glossary: bool,
    /// PDF standard to conform to
    #[arg(long, value_name = "STANDARD", default_value = "ua-1+a-3a")]
    pub standard: PdfStandard,
    /// Public URL of the site [default: `address` in site.toml]
    #[arg(long, value_name = "URL", value_parser = Address::parse)]
    pub base_url: Option<Address>,
    /// Typeset every brief again, and cache none
    #[arg(long)]
    pub no_cache: bool,
}

/// What to print. Bodies and regions give their briefs; with topics or kinds, their findings about those.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct BriefWhat {
    /// Forces and regional units, by id, name or abbreviation: kent, "Kent Police", emsou
    #[arg(value_name = "BODY")]
    pub bodies: Vec<String>,
    /// A region, by id or name
    #[arg(long, value_name = "REGION")]
    pub region: Vec<String>,
    /// Only findings about this topic
    #[arg(long, value_name = "TOPIC")]
    pub topic: Vec<String>,
    /// Only findings of these kinds: area-for-improvement,cause-of-concern
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub findings: Vec<String>,
    /// Every body and region
    #[arg(long, conflicts_with_all = ["bodies", "region"])]
    pub all: bool,
}
