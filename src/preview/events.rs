//! What a browser gets: the state of the page it shows, and of the site around it, as server-sent events.

use serde::Serialize;

use super::blocks::files_of;
use super::broadcast::Snapshot;
use super::dev_builder::{FileState, SiteState};
use super::inject::edition;
use super::origin_check::Viewer;
use super::overlay::{LinkContext, OverlayDiagnostic, diagnostics};
use super::site_folder::SiteFolder;
use crate::diagnostic::Severity;
use crate::files::ChangeKind;

/// The file that is shown where there is no page.
pub(super) const MISSING: &str = "404.html";

/// The state of a page, as sent.
#[derive(Debug, Serialize)]
struct PageState {
    /// The path that the browser asked for, as one stream may carry news of several pages.
    path: String,
    version: u64,
    /// The page's edition; when it is not the one that the browser has, the page is fetched.
    edition: String,
    /// Whether there is such a page, and it could be made from the files as they are now.
    status: &'static str,
    diagnostics: Vec<OverlayDiagnostic>,
    errors: usize,
    warnings: usize,
    /// What was saved.
    changes: Vec<ChangeMessage>,
    /// Whether one of the files saved belongs to the page.
    is_own: bool,
    /// Milliseconds until the page could be made.
    took: f64,
    /// What is known once every page has been made.
    whole: Option<CompletedMessage>,
    /// Files that are drafts, and whether they are shown.
    drafts: Vec<String>,
    drafts_shown: bool,
    /// The printable brief of the page's body or region.
    brief: Option<String>,
    /// Whether the editor is opened by a command of this server.
    opens: bool,
}

#[derive(Debug, Serialize)]
struct ChangeMessage {
    path: String,
    kind: &'static str,
}

#[derive(Debug, Serialize)]
struct CompletedMessage {
    pages: usize,
    changed: Option<usize>,
    took: f64,
}

/// How a file is looked up: as it is, [`SiteState::file`], or at once, [`SiteState::get_cached`].
pub(super) type FileLookup = fn(&SiteState, &str) -> FileState;

/// A page as it can be shown now.
pub(super) struct PageResponse {
    pub(super) html: Vec<u8>,
    pub(super) standing: PageStatus,
    pub(super) edition: String,
}

/// The state of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageStatus {
    /// It is made from the files as they are.
    SiteState,
    /// There is no such page.
    Missing,
    /// It cannot be made now; this is how it last was.
    Last,
    /// It cannot be made, and says why.
    Failed,
}

impl PageStatus {
    /// The status of the answer that carries the page.
    pub(super) fn code(self) -> u16 {
        match self {
            PageStatus::SiteState | PageStatus::Last => 200,
            PageStatus::Missing => 404,
            PageStatus::Failed => 500,
        }
    }

    /// As the script in the page knows it.
    fn word(self) -> &'static str {
        match self {
            PageStatus::SiteState => "shown",
            PageStatus::Missing => "missing",
            PageStatus::Last | PageStatus::Failed => "failed",
        }
    }
}

/// A page that a browser waits for news of.
#[derive(Clone, Debug)]
pub(super) struct PagePath {
    /// The path as the browser gave it.
    pub(super) asked: String,
    /// The file of the site that it shows.
    pub(super) file: String,
}

/// The page at a path; where there is none, the one that says so.
pub(super) fn page(
    shown: &SiteState,
    path: &str,
    folder: &SiteFolder,
    look: FileLookup,
    viewer: Viewer,
) -> PageResponse {
    let editor = folder.editor(shown, viewer);
    let guide = LinkContext {
        sources: shown.latest.sources(),
        root: &folder.root,
        editor: &editor,
    };
    let (html, standing) = match look(shown, path) {
        FileState::File(html) => (
            html.to_vec(),
            if path == MISSING {
                PageStatus::Missing
            } else {
                PageStatus::SiteState
            },
        ),
        FileState::Failed(_, Some(last)) => (last.to_vec(), PageStatus::Last),
        FileState::Failed(_, None) if !path.ends_with(".html") => {
            let intro = "It appears as soon as the errors are fixed.";
            let diagnostics = shown
                .site
                .as_ref()
                .and_then(|site| site.brief_diagnostics(path))
                .cloned()
                .unwrap_or_default();
            (
                super::overlay::page("This brief cannot be made", intro, &diagnostics, guide),
                PageStatus::Failed,
            )
        }
        FileState::Failed(diagnostic, None) => {
            let mut report = crate::diagnostic::Report::default();
            report.push(*diagnostic);
            let intro =
                "The page's template has an error. The page comes back as soon as it is fixed.";
            (
                super::overlay::page("This page cannot be made", intro, &report, guide),
                PageStatus::Failed,
            )
        }
        FileState::Nothing if path != MISSING => return page(shown, MISSING, folder, look, viewer),
        FileState::Nothing => {
            let intro = "It appears as soon as it exists.";
            (
                super::overlay::page("There is no such page", intro, &shown.report(), guide),
                PageStatus::Missing,
            )
        }
        FileState::NoSite => {
            let intro = "The site's settings or its theme have errors. The page appears as soon as they are fixed.";
            (
                super::overlay::page(
                    "This site cannot be shown yet",
                    intro,
                    &shown.report(),
                    guide,
                ),
                PageStatus::Failed,
            )
        }
    };
    let edition = edition(&html);
    PageResponse {
        html,
        standing,
        edition,
    }
}

/// The state of the page at a path, as an event.
pub(super) fn state(
    scene: &Snapshot,
    page_path: &PagePath,
    folder: &SiteFolder,
    viewer: Viewer,
) -> String {
    let path = page_path.file.as_str();
    let shown = &scene.shown;
    let PageResponse {
        standing, edition, ..
    } = page(shown, path, folder, SiteState::get_cached, viewer);
    let editor = folder.editor(shown, viewer);
    let mut report = match &scene.whole {
        Some(whole) => whole.report.clone(),
        None => shown.report(),
    };
    let is_page = path.ends_with(".html");
    if let (None, true, FileState::Failed(diagnostic, _)) =
        (&scene.whole, is_page, shown.get_cached(path))
    {
        report.push(*diagnostic);
    }
    let guide = LinkContext {
        sources: shown.latest.sources(),
        root: &folder.root,
        editor: &editor,
    };
    let site = shown.site.as_ref().unwrap_or(&shown.latest);
    let brief = if is_page {
        shown.site.as_ref().and_then(|site| site.brief_of(path))
    } else {
        Some(path.to_owned())
    };
    // While there are errors a brief repeats them.
    if let Some(found) = brief
        .as_ref()
        .filter(|_| !shown.latest.report().has_errors())
        .and_then(|brief| site.brief_diagnostics(brief))
    {
        report.extend(found.clone());
    }
    let planned = site.planned(path);
    let is_own = planned.is_some_and(|planned| {
        files_of(site, planned).any(|file| shown.changes.iter().any(|change| change.path == file))
    });
    let is_stale = shown
        .site
        .as_ref()
        .is_none_or(|site| !std::sync::Arc::ptr_eq(site, &shown.latest));
    let state = PageState {
        path: page_path.asked.clone(),
        version: shown.version,
        edition,
        status: if is_stale { "failed" } else { standing.word() },
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
        diagnostics: diagnostics(&report, guide),
        changes: shown
            .changes
            .iter()
            .take(20)
            .map(|change| ChangeMessage {
                path: change.path.clone(),
                kind: kind(change.kind),
            })
            .collect(),
        is_own,
        took: scene.took.as_secs_f64() * 1000.0,
        whole: scene.whole.as_ref().map(|whole| CompletedMessage {
            pages: whole.pages,
            changed: whole.pages_changed,
            took: whole.took.as_secs_f64() * 1000.0,
        }),
        drafts: shown
            .latest
            .hidden()
            .iter()
            .filter(|part| part.finding.is_none())
            .map(|part| guide.sources.file(part.file).path.clone())
            .collect(),
        drafts_shown: folder.drafts,
        brief: brief
            .filter(|_| is_page)
            .map(|path| format!("{}{path}", site.address().base)),
        opens: matches!(editor, super::Editor::Command(..)),
    };
    // JSON holds no line break of its own, so it is one line of the event.
    let data = serde_json::to_string(&state).unwrap_or_default();
    format!("id: {}\nevent: state\ndata: {data}\n\n", shown.version)
}

fn kind(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Added => "added",
        ChangeKind::Edited => "edited",
        ChangeKind::Removed => "removed",
    }
}
