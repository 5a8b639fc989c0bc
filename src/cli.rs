//! What the user typed.

use std::path::PathBuf;

use clap::{Args, ColorChoice, Parser, Subcommand};
use jiff::civil::Date;

use crate::brief::{PaperSize, PdfStandard};
use crate::config::Address;
use crate::diagnostic::render::Format;

/// Builds a cross-linked website from inspection reports kept as Markdown and YAML.
#[derive(Debug, Parser)]
#[command(name = "peelpress", version, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What every command takes.
    #[command(flatten)]
    pub common: Common,
}

/// What every command takes.
#[derive(Clone, Debug, Args)]
pub struct Common {
    /// The site's folder
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    pub root: PathBuf,
    /// The day on which "overdue" is reckoned [default: as_of in site.toml, else today]
    #[arg(long, value_name = "YYYY-MM-DD", global = true, value_parser = day)]
    pub date: Option<Date>,
    /// How faults are written: human, short, json, github or sarif
    #[arg(long, value_name = "FORMAT", default_value = "human", global = true)]
    pub format: Format,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub color: ColorChoice,
    /// Say nothing but faults
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the website
    Build(BuildArgs),
    /// Show the site while you write it
    #[cfg(feature = "serve")]
    Serve(ServeArgs),
    /// Say everything that is wrong, and write nothing
    Check(CheckArgs),
    /// Make a printable brief
    Brief(BriefArgs),
    /// Begin a small complete site, for you to change; replaces nothing
    Init {
        /// The folder to write to
        #[arg(value_name = "DIR", default_value = ".")]
        folder: PathBuf,
    },
    /// Begin a file of content, with its keys explained; replaces nothing, and prints the path
    #[command(subcommand)]
    New(NewArgs),
    /// Print the JSON Schema of a kind of file, for editors; without a name, list the kinds
    Schema {
        /// The kind: `figures`
        kind: Option<String>,
    },
    /// Write the data export alone
    Export {
        /// The folder to write to [default: data, in the site's folder]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Explain a kind of fault; without a name, list them all
    Explain {
        /// The name in square brackets: `unknown-body`
        code: Option<String>,
    },
    /// Remove the briefs that earlier builds kept in your cache folder
    Clean {
        /// Remove those of every site, not only of this one
        #[arg(long)]
        all: bool,
    },
    /// Write a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// What to begin.
#[derive(Debug, Subcommand)]
pub enum NewArgs {
    /// A region
    Region {
        /// Its id: `eastern`
        id: String,
    },
    /// A police force
    Force {
        /// Its id: `kent`
        id: String,
        /// Its region [default: the only one]
        #[arg(long, value_name = "ID")]
        region: Option<String>,
    },
    /// A regional organised crime unit
    Rocu {
        /// Its id: `ersou`
        id: String,
        /// Its region [default: the only one]
        #[arg(long, value_name = "ID")]
        region: Option<String>,
    },
    /// A published report
    Inspection {
        /// Its id: `soc-eastern`
        id: String,
        /// The region it is about, if it is about one
        #[arg(long, value_name = "ID")]
        region: Option<String>,
    },
    /// What an inspection said of a body or region: the words, and beside them the figures
    #[command(visible_alias = "account")]
    InspectionAccount {
        /// The body or region: `kent`, or `region:west-midlands` where a force has the same id
        of: String,
        /// The file's name, by year and programme: `2026-soc`
        name: String,
        /// The inspection [default: the only one]
        #[arg(long, value_name = "ID")]
        inspection: Option<String>,
    },
    /// A glossary term
    Term {
        /// Its id: `local-profile`
        id: String,
    },
    /// An ordinary page
    Page {
        /// Its id, which is its address too: `about`
        id: String,
    },
}

/// How to build.
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// The folder to write to [default: public, in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Where the site will stand [default: address in site.toml]
    #[arg(long, value_name = "URL", value_parser = address)]
    pub base_url: Option<Address>,
    /// Treat warnings as errors
    #[arg(long)]
    pub strict: bool,
    /// Build the site without its printable briefs
    #[arg(long)]
    pub no_briefs: bool,
    /// Leave out full-text search: its page and its index
    #[arg(long)]
    pub no_search: bool,
    /// Typeset every brief again, and keep none
    #[arg(long)]
    pub no_cache: bool,
}

/// How to check.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Treat warnings as errors
    #[arg(long)]
    pub strict: bool,
    /// Leave out what only typesetting the briefs can find
    #[arg(long)]
    pub no_briefs: bool,
    /// Typeset every brief again
    #[arg(long)]
    pub no_cache: bool,
}

/// What to print, and how.
#[derive(Debug, Args)]
pub struct BriefArgs {
    /// What to print.
    #[command(flatten)]
    pub what: BriefWhat,
    /// The file to write, `-` for the standard output, or a folder ending in `/` for one file per body [default: a name
    /// from what is printed]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Typeset every brief again, and keep none
    #[arg(long)]
    pub no_cache: bool,
    /// The paper
    #[arg(long, value_name = "PAPER", default_value = "a4")]
    pub paper: PaperSize,
    /// What the PDF conforms to
    #[arg(long, value_name = "STANDARD", default_value = "ua-1+a-3a")]
    pub standard: PdfStandard,
    /// Where the site will stand [default: address in site.toml]
    #[arg(long, value_name = "URL", value_parser = address)]
    pub base_url: Option<Address>,
}

/// What to print. Bodies and regions give their briefs; with topics or kinds, their findings about those.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct BriefWhat {
    /// Forces and regional units, by id, name or abbreviation: kent, "Kent Police", emsou
    #[arg(value_name = "BODY")]
    pub bodies: Vec<String>,
    /// A region
    #[arg(long, value_name = "REGION")]
    pub region: Vec<String>,
    /// A topic: what each body was told about it
    #[arg(long, value_name = "TOPIC")]
    pub topic: Vec<String>,
    /// Kinds of finding: area-for-improvement,cause-of-concern
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub findings: Vec<String>,
    /// Every body and region
    #[arg(long, conflicts_with_all = ["bodies", "region"])]
    pub all: bool,
}

/// How to preview.
#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Open the site in a browser
    #[arg(long)]
    pub open: bool,
    /// The port to listen on [default: 4173, or a free one if it is taken]
    #[arg(long, value_name = "NUMBER")]
    pub port: Option<u16>,
    /// The address to listen on; others on the network can look on unless it is this machine's own [default: 127.0.0.1]
    #[arg(long, value_name = "ADDRESS")]
    pub host: Option<String>,
    /// Also answer requests that use this name, for a forwarded port; may be given more than once
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,
    /// Show drafts
    #[arg(long)]
    pub drafts: bool,
    /// Look for changes instead of waiting to be told, as network folders need it
    #[arg(long)]
    pub poll: bool,
    /// Say after each change how long its steps took, and the median so far
    #[arg(long)]
    pub timings: bool,
}

fn day(text: &str) -> Result<Date, String> {
    let day = (text.len() == 10).then(|| text.parse().ok()).flatten();
    day.ok_or_else(|| "write a day of the calendar, like 2026-11-01".to_owned())
}

fn address(text: &str) -> Result<Address, String> {
    Address::parse(text).map_err(str::to_owned)
}
