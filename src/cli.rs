//! The command line. Each command offers only the options that mean something to it.

mod brief;
mod build;
mod help;
mod new;
mod values;

use std::path::PathBuf;

use clap::{Args, ColorChoice, Parser, Subcommand};

use crate::config::Address;
use crate::date::Moment;
use crate::diagnostic::render::Format;
use crate::hosting::HostingServer;
pub use brief::{BriefArgs, BriefWhat};
pub use build::{BuildArgs, CheckArgs, ReviewFormArgs, VerifyArgs};
pub use new::NewArgs;
use values::{Hints, codes, format_parser, kinds, moment, server_parser};

/// Build a cross-linked website, a live preview and PDF briefs from inspection reports in Markdown and YAML
#[derive(Debug, Parser)]
#[command(name = "peelpress", version, max_term_width = 100, after_help = help::program())]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Create an example site (never overwrites files)
    #[command(after_help = help::init())]
    Init(InitArgs),
    /// Create a content file from a commented template (never overwrites files)
    #[command(after_help = help::new())]
    New(NewCommand),
    /// Preview the site in a browser while you edit it
    #[cfg(feature = "serve")]
    #[command(after_help = help::serve())]
    Serve(ServeArgs),
    /// Check the content without writing files
    #[command(after_help = help::check())]
    Check(CheckArgs),
    /// Build the website
    #[command(after_help = help::build())]
    Build(BuildArgs),
    /// Write PDF briefs
    #[command(after_help = help::brief())]
    Brief(BriefArgs),
    /// Print a file in which a force and its policing body can answer a report
    #[command(after_help = help::response())]
    Response(ResponseArgs),
    /// Write only the data files (CSV, JSON and calendars)
    #[command(after_help = help::export())]
    Export(ExportArgs),
    /// Print configuration for the server or host that publishes the site
    #[command(after_help = help::deploy_config())]
    DeployConfig(DeployArgs),
    /// Print what changed between two editions
    #[command(after_help = help::diff())]
    Diff(DiffArgs),
    /// Explain an error or warning; without a code, list them all
    #[command(after_help = help::explain())]
    Explain {
        /// The code that a message shows in square brackets
        #[arg(value_name = "CODE", value_parser = Hints(codes), hide_possible_values = true)]
        code: Option<String>,
    },
    /// Print the JSON Schema of a kind of file, for your editor; without a kind, list the kinds
    #[command(after_help = help::schema())]
    Schema {
        /// The kind of file
        #[arg(value_name = "KIND", value_parser = Hints(kinds), hide_possible_values = true)]
        kind: Option<String>,
        /// The site.
        #[command(flatten)]
        root: RootArgs,
    },
    /// Print a form for checking the facts of a body's page, with one row per paragraph
    #[command(after_help = help::review_form())]
    ReviewForm(ReviewFormArgs),
    /// Compare a published site with its manifest
    #[command(after_help = help::verify())]
    Verify(VerifyArgs),
    /// Print a completion script for your shell
    #[command(after_help = help::completions())]
    Completions {
        /// Your shell
        #[arg(value_name = "SHELL")]
        shell: clap_complete::Shell,
    },
    /// Write the manual pages, one of the program and one of each command
    #[command(after_help = help::man())]
    Man {
        /// Folder to write them in
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Remove the PDF briefs that are cached for this site
    #[command(after_help = help::clean())]
    Clean {
        /// Remove the cached briefs of every site
        #[arg(long)]
        all: bool,
        /// The site.
        #[command(flatten)]
        root: RootArgs,
        /// How much to print.
        #[command(flatten)]
        quiet: QuietArgs,
    },
}

/// The site that a command works on.
#[derive(Clone, Debug, Args)]
pub struct RootArgs {
    /// Folder of the site (the one with site.toml)
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
}

/// How much to print.
#[derive(Clone, Debug, Args)]
pub struct QuietArgs {
    /// Only print errors and warnings
    #[arg(long, short)]
    pub quiet: bool,
}

/// What every command takes that builds the site.
#[derive(Clone, Debug, Args)]
pub struct SiteArgs {
    /// Folder of the site (the one with site.toml)
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Date, or date and time with a zone, that decides what is overdue and what is public
    /// [default: `as_of` in site.toml, else now]
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub date: Option<Moment>,
    /// Output format of errors and warnings
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = format_parser())]
    pub format: Format,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
    /// How much to print.
    #[command(flatten)]
    pub quiet: QuietArgs,
}

/// Where to create a site.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// Folder to create the site in
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
    /// How much to print.
    #[command(flatten)]
    pub quiet: QuietArgs,
}

/// What to create.
#[derive(Debug, Args)]
pub struct NewCommand {
    /// What to create.
    #[command(subcommand)]
    pub what: NewArgs,
}

/// How to export.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The site.
    #[command(flatten)]
    pub site: SiteArgs,
    /// Output directory [default: data, in the site's folder]
    #[arg(long, alias = "output", value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// Which report to answer.
#[derive(Debug, Args)]
pub struct ResponseArgs {
    /// The id of a force, regional unit or region (`region:ID` for a region with the id of a force)
    #[arg(value_name = "ID")]
    pub id: String,
    /// The inspection, if it is not the latest
    #[arg(long, value_name = "ID")]
    pub inspection: Option<String>,
    /// File to write [default: print it]
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The site.
    #[command(flatten)]
    pub site: SiteArgs,
}

/// What to configure.
#[derive(Debug, Args)]
pub struct DeployArgs {
    /// The server or host
    #[arg(value_name = "SERVER", value_parser = server_parser())]
    pub server: HostingServer,
    /// The site.
    #[command(flatten)]
    pub root: RootArgs,
    /// Folder on the server that will hold the built site
    #[arg(long, value_name = "DIR", default_value = "/srv/www")]
    pub folder: String,
    /// Public URL of the site [default: `address` in site.toml]
    #[arg(long, value_name = "URL", value_parser = Address::parse)]
    pub base_url: Option<Address>,
    /// For a site that is built without the search page
    #[arg(long)]
    pub no_search: bool,
}

/// What to compare, and how to print it.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// The earlier edition: a built site, a data export, or a git revision of the site
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The later edition
    #[arg(value_name = "NEW")]
    pub new: String,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: DiffFormat,
    /// Exit with 1 if anything changed
    #[arg(long)]
    pub exit_code: bool,
    /// The site.
    #[command(flatten)]
    pub root: RootArgs,
}

/// How changes are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum DiffFormat {
    /// For people.
    Text,
    /// An array of objects.
    Json,
}

/// How to preview.
#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// The site.
    #[command(flatten)]
    pub site: SiteArgs,
    /// Open the preview in your browser
    #[arg(long)]
    pub open: bool,
    /// Port to listen on [default: 4173, or the next free one]
    #[arg(long, value_name = "NUMBER")]
    pub port: Option<u16>,
    /// Address to listen on; use 0.0.0.0 to allow access from other machines [default: 127.0.0.1]
    #[arg(long, value_name = "ADDRESS")]
    pub host: Option<String>,
    /// Host name to answer to as well, for a forwarded port; can be repeated
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,
    /// Show drafts
    #[arg(long)]
    pub drafts: bool,
    /// Poll for changes (for network drives)
    #[arg(long)]
    pub poll: bool,
    /// Print how long each step took after each change
    #[arg(long)]
    pub timings: bool,
}
