//! Why a command cannot do what it is asked. `run` prints the error and gives the exit code 2.

use std::error::Error;
use std::io;
use std::path::PathBuf;

use super::shown;
use crate::config::AddressError;
use crate::date::NotMoment;
use crate::diagnostic::Diagnostic;
use crate::diff::EditionReadError;
use crate::files::OpenError;
use crate::hosting::HostingError;
use crate::ledger::EditionError;
use crate::manifest::{self, NotManifest};
use crate::output::WriteError;
use crate::pipeline::NotReviewSubject;

/// Why a command cannot do what it is asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum CommandError {
    /// The folder of `--root` cannot be read.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A result cannot be written to the disk.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// A result cannot be written to standard output.
    #[error("cannot write to standard output: {0}")]
    Stdout(#[source] io::Error),
    /// A result cannot be put into JSON.
    #[error("cannot write JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A manual page cannot be made.
    #[error("cannot make a manual page: {0}")]
    Man(#[source] io::Error),
    /// The edition of `--release` cannot be released.
    #[error(transparent)]
    Edition(#[from] EditionError),
    /// No configuration can be written for a server.
    #[error(transparent)]
    Hosting(#[from] HostingError),
    /// The manifest of a published site cannot be read.
    #[error(transparent)]
    Manifest(#[from] NotManifest),
    /// The date in a manifest is not a date.
    #[error(transparent)]
    Date(#[from] NotMoment),
    /// A subject of the review in a manifest names nothing.
    #[error(transparent)]
    Subject(#[from] NotReviewSubject),
    /// A page cannot be rendered.
    #[error("{}", .0.message)]
    Page(Box<Diagnostic>),
    /// The public URL in a manifest is not a URL.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// The preview cannot start.
    #[cfg(feature = "serve")]
    #[error(transparent)]
    Preview(#[from] crate::preview::PreviewError),
    /// A product cannot be made, although the content has no errors.
    #[error(transparent)]
    Product(#[from] Box<dyn Error + Send + Sync>),
    /// The folder of `--root` is not a site.
    #[error(
        "there is no `site.toml` in {}; name the site's folder with `--root`, or create a site \
         with `peelpress init`",
        folder(.0)
    )]
    NoSite(PathBuf),
    /// The clock that the environment sets is not a number of seconds.
    #[error("SOURCE_DATE_EPOCH must be a number of seconds, not `{0}`")]
    Epoch(String),
    /// A name is unknown. `advice` says what to type.
    #[error("unknown {what} `{name}`; {advice}")]
    Unknown {
        /// What kind of thing is named.
        what: String,
        /// The name, as the user wrote it.
        name: String,
        /// The nearest name, else where to look.
        advice: String,
    },
    /// The output directory is in a folder that the next build reads.
    #[error(
        "{} is inside the site's `{folder}` folder; choose a folder outside it",
        shown(target)
    )]
    AmongSources {
        /// The output directory.
        target: PathBuf,
        /// The folder of the site.
        folder: &'static str,
    },
    /// A review edition would replace the public site.
    #[error("{} is for the public site; choose another folder for the review edition", shown(.0))]
    PublicFolder(PathBuf),
    /// A review edition would have the URLs of the public site.
    #[error("this is the public URL; give the review edition a URL of its own")]
    PublicAddress,
    /// The manifest would name a file that is not public.
    #[error("{0}")]
    Leak(String),
    /// A built site has no manifest.
    #[error(
        "there is no `{}` in {}; build the site with this version first",
        manifest::NAME,
        shown(.0)
    )]
    NoManifest(PathBuf),
    /// The content of the site has errors.
    #[error("the site has errors, so it cannot be built again; run `peelpress check`")]
    Errors,
    /// The content of an edition has errors.
    #[error("the content at `{0}` has errors; check it out and run `peelpress check`")]
    EditionErrors(String),
    /// A folder has no edition.
    #[error("`{0}` is neither a built site nor a data export: {1}")]
    NotEdition(String, #[source] EditionReadError),
    /// A name is neither a folder nor a revision.
    #[error("`{0}` is neither a folder nor a git revision of the site: {1}")]
    NotRevision(String, #[source] GitError),
    /// The program has no typesetter.
    #[error("this Peelpress was built without briefs (cargo feature `briefs`)")]
    WithoutBriefs,
    /// A brief was asked for as a file that only action plans can be.
    #[error("only an action plan can be written as `.{0}`; add `--action-plan`")]
    OnlyActionPlan(&'static str),
    /// The name of a brief cannot be that of a file.
    #[error("`{0}` cannot be a file name")]
    FileName(String),
    /// A body or region has no inspection to answer.
    #[error("there is no inspection of `{0}`")]
    NoInspection(String),
    /// A body or region has no page.
    #[error("unknown force, regional unit or region `{0}`")]
    NoPage(String),
    /// An id cannot be the name of a file everywhere.
    #[error("`{0}` is a name that Windows reserves; choose another")]
    ReservedName(String),
    /// An id cannot be part of a URL. `fit` is the nearest one that can, or empty.
    #[error(
        "invalid id `{id}`; ids are lower-case letters and digits with single hyphens{}",
        if fit.is_empty() { String::new() } else { format!(": `{fit}`") }
    )]
    InvalidId {
        /// The id, as the user wrote it.
        id: String,
        /// The nearest valid one.
        fit: String,
    },
    /// The name of an account does not start with a year.
    #[error(
        "`{0}` does not start with a year; start it with the year of the inspection, like `2026-{0}`"
    )]
    NoYear(String),
    /// An id means several things. `ways` lists how to write each.
    #[error("`{id}` is ambiguous; write {ways}")]
    Ambiguous {
        /// The id.
        id: String,
        /// "`force:x` or `region:x`"
        ways: String,
    },
    /// The site has nothing of a kind yet.
    #[error("there is no {0} yet; create one with `peelpress new {0} ID`")]
    NoneYet(&'static str),
    /// The site has several of a kind, and none is named.
    #[error("choose a {what} with `{option}`: {}", known.join(", "))]
    Choose {
        /// "region"
        what: &'static str,
        /// The option that names one.
        option: &'static str,
        /// The ids.
        known: Vec<String>,
    },
}

impl CommandError {
    /// A name is unknown: what to type is the nearest name, else where to look.
    pub(super) fn unknown(
        what: impl Into<String>,
        name: &str,
        nearest: Option<String>,
        otherwise: &str,
    ) -> CommandError {
        CommandError::Unknown {
            what: what.into(),
            name: name.to_owned(),
            advice: nearest.unwrap_or_else(|| otherwise.to_owned()),
        }
    }
}

/// Why git gives no files.
#[derive(Debug, thiserror::Error)]
pub(super) enum GitError {
    /// The name would be an option of git.
    #[error("it starts with a hyphen")]
    Hyphen,
    /// There is no git, or it may not run.
    #[error("git cannot be started: {0}")]
    Start(#[source] io::Error),
    /// The answer of git cannot be read.
    #[error("{0}")]
    Answer(#[source] io::Error),
    /// Git refused, with its own message.
    #[error("{0}")]
    Refused(String),
}

/// "this folder", or a path.
fn folder(path: &std::path::Path) -> String {
    match shown(path).as_str() {
        "." => "this folder".to_owned(),
        path => path.to_owned(),
    }
}
