//! What a request is answered with: a file of the site as it is shown, or one of the preview's own
//! addresses.

use std::net::IpAddr;
use std::sync::Arc;

use super::{ServerState, is_host_name};
use crate::plan::{ListPage, PageKind};
use crate::preview::blocks;
use crate::preview::dev_builder::{FileState, SiteState};
use crate::preview::error::PreviewError;
use crate::preview::events::{self, PagePath, PageResponse};
use crate::preview::inject;
use crate::preview::media::media_type;
use crate::preview::origin_check::{COOKIE, Rejection, Viewer, is_same};
use crate::preview::overlay::LinkContext;
use crate::preview::range::{ByteRange, part};
use crate::preview::reply::Reply;
use crate::preview::request::{HttpRequest, Method};
use crate::preview::router::{self, Route, route};

/// The header in which an open page names the edition that it knows.
const EDITION: &str = "Peelpress-Edition";

/// Where a browser brings the pass.
const PASS: &str = "/.peelpress/pass/";

/// The most pages whose news one stream carries.
const MOST_PATHS: usize = 40;

/// What a request comes to.
pub(super) enum Answer {
    Reply(Reply),
    /// News of the pages at these paths, for as long as there are any.
    Events(Vec<PagePath>, Viewer),
}

impl ServerState {
    /// What a request is answered with.
    pub(super) fn answer(self: &Arc<Self>, request: &HttpRequest, peer: IpAddr) -> Answer {
        let shown = self.stage.scene().shown;
        let base = shown
            .site
            .as_ref()
            .unwrap_or(&shown.latest)
            .address()
            .base
            .clone();
        if let Some(given) = request.target.strip_prefix(PASS) {
            return Answer::Reply(self.let_pass(given, &base));
        }
        let viewer = match self.origin_check.check(request, peer) {
            Ok(viewer) => viewer,
            Err(rejection) => return Answer::Reply(self.refused(rejection)),
        };
        let route = route(&request.target, &base);
        if request.method == Method::Post && !matches!(route, Route::Own { .. }) {
            return Answer::Reply(
                Reply::words(405, "Pages of a site take no data.").with("Allow", "GET, HEAD"),
            );
        }
        match route {
            Route::Own { token, what, query } => {
                // Whoever brings a guest's token is one.
                let viewer = match viewer {
                    Viewer::Author if is_same(&token, &self.token) => Viewer::Author,
                    _ if is_same(&token, &self.guest_token) => Viewer::Guest,
                    _ => return Answer::Reply(nothing_here()),
                };
                self.own(request, &shown, &base, &what, &query, viewer)
            }
            Route::Elsewhere(location) => {
                Answer::Reply(Reply::empty(302).with("Location", location))
            }
            Route::File(path) => Answer::Reply(self.file(request, &shown, &base, &path, viewer)),
            Route::Nothing => Answer::Reply(self.missing(&shown, viewer)),
        }
    }

    /// Gives the pass to a browser, as a cookie, and sends it to the site.
    fn let_pass(&self, given: &str, base: &str) -> Reply {
        if !self.origin_check.is_pass(given) {
            return nothing_here();
        }
        let cookie = format!("{COOKIE}={given}; Path=/; HttpOnly; SameSite=Lax");
        Reply::empty(302)
            .with("Location", base)
            .with("Set-Cookie", cookie)
    }

    fn refused(&self, rejection: Rejection) -> Reply {
        match rejection {
            Rejection::NoHost => Reply::words(400, "This request names no host."),
            Rejection::Origin => Reply::words(
                403,
                "This preview answers only requests from its own pages.",
            ),
            Rejection::OtherHost(name) => {
                self.note_refused(&name);
                let name = if is_host_name(&name) { &name } else { "NAME" };
                Reply::words(
                    421,
                    &format!(
                        "This preview does not answer to the name {name}.\n\n\
                         Is the port forwarded, for example by `ssh -L`, a container or Codespaces? Then stop the preview and \
                         start it with\n\n    peelpress serve --allow-host {name}\n\n\
                         or add `{PASS}` and the pass that the terminal shows now to this address."
                    ),
                )
            }
        }
    }

    /// One of the preview's own addresses.
    fn own(
        self: &Arc<Self>,
        request: &HttpRequest,
        shown: &SiteState,
        base: &str,
        what: &str,
        query: &str,
        viewer: Viewer,
    ) -> Answer {
        let mut paths: Vec<PagePath> = router::values(query, "path")
            .take(MOST_PATHS)
            .map(|asked| PagePath {
                file: match route(&asked.replace('%', "%25"), base) {
                    Route::File(file) => file,
                    _ => events::MISSING.to_owned(),
                },
                asked,
            })
            .collect();
        if paths.is_empty() {
            paths.push(PagePath {
                asked: String::new(),
                file: events::MISSING.to_owned(),
            });
        }
        Answer::Reply(match (what, request.method) {
            ("news", Method::Get) => return Answer::Events(paths, viewer),
            ("map", Method::Get) => self.map(shown, &paths[0].file, viewer),
            ("worker.js", Method::Get) => {
                Reply::own(200, media_type(what), inject::WORKER.as_bytes().to_vec())
            }
            ("open", Method::Post) if viewer == Viewer::Guest => Reply::words(
                403,
                "Only a browser on the machine of the preview can open the editor.",
            ),
            ("open", Method::Post) if request.header("origin").is_some() => self.open(shown, query),
            ("open", Method::Post) => Reply::words(
                403,
                "This preview answers only requests from its own pages.",
            ),
            ("open", _) => Reply::words(405, "Use POST for this address.").with("Allow", "POST"),
            ("news" | "map" | "worker.js", _) => {
                Reply::words(405, "Use GET for this address.").with("Allow", "GET")
            }
            _ => nothing_here(),
        })
    }

    /// A file of the site; a page with the script in it.
    fn file(
        &self,
        request: &HttpRequest,
        shown: &SiteState,
        base: &str,
        path: &str,
        viewer: Viewer,
    ) -> Reply {
        // A browser that knows an edition gets that one, not a later one that takes longer to make.
        let is_current = |known: &str| {
            events::page(shown, path, &self.folder, SiteState::get_cached, viewer).edition == known
        };
        let look = match request.header(EDITION) {
            Some(known) if is_current(known) => SiteState::get_cached,
            _ => SiteState::file,
        };
        if !path.ends_with(".html") {
            return match shown.file(path) {
                FileState::File(bytes) => {
                    let edition = inject::edition(&bytes);
                    self.conditional(
                        request,
                        Reply::shared(200, media_type(path), bytes),
                        &edition,
                        viewer,
                    )
                }
                // A brief that cannot be made says why, and comes once it can.
                FileState::Failed(..) => {
                    let PageResponse {
                        html,
                        standing,
                        edition,
                    } = events::page(shown, path, &self.folder, SiteState::file, viewer);
                    Reply::own(
                        standing.code(),
                        "text/html; charset=utf-8",
                        self.script(viewer).inject(&html, &edition),
                    )
                }
                // `/forces/kent` is meant to be `/forces/kent/`.
                _ if matches!(
                    shown.file(&format!("{path}/index.html")),
                    FileState::File(_)
                ) =>
                {
                    Reply::empty(302).with("Location", format!("{base}{path}/"))
                }
                FileState::Nothing | FileState::NoSite => self.missing(shown, viewer),
            };
        }
        let PageResponse {
            html,
            standing,
            edition,
        } = events::page(shown, path, &self.folder, look, viewer);
        let code = standing.code();
        let page = self.script(viewer).inject(&html, &edition);
        let is_search = shown
            .site
            .as_ref()
            .and_then(|site| site.planned(path))
            .map(|planned| planned.kind);
        let reply = Reply::own(code, media_type(path), page)
            .compiling(is_search == Some(PageKind::List(ListPage::Search)));
        if code == 200 {
            self.conditional(request, reply, &edition, viewer)
        } else {
            reply
        }
    }

    fn missing(&self, shown: &SiteState, viewer: Viewer) -> Reply {
        let PageResponse {
            html,
            standing,
            edition,
        } = events::page(
            shown,
            events::MISSING,
            &self.folder,
            SiteState::get_cached,
            viewer,
        );
        Reply::own(
            standing.code(),
            "text/html; charset=utf-8",
            self.script(viewer).inject(&html, &edition),
        )
    }

    /// Sends nothing if the browser has the file, and a part of it if it asks for one.
    fn conditional(
        &self,
        request: &HttpRequest,
        reply: Reply,
        edition: &str,
        viewer: Viewer,
    ) -> Reply {
        // A page of another run carries another token.
        let token = self.script(viewer).token();
        let etag = format!("\"{edition}-{}\"", inject::edition(token.as_bytes()));
        let names = |header: &str| {
            header == "*"
                || header
                    .split(',')
                    .any(|one| one.trim().trim_start_matches("W/") == etag)
        };
        if request.header("if-none-match").is_some_and(names) {
            return Reply::empty(304).with("ETag", etag);
        }
        let range = request
            .header("range")
            .filter(|_| request.header("if-range").is_none_or(|known| known == etag));
        let wanted = if request.method == Method::Get {
            part(range, reply.length())
        } else {
            ByteRange::Whole
        };
        let whole = reply.length();
        let reply = match wanted {
            ByteRange::Whole => reply,
            ByteRange::Some(part) => reply.part(part),
            ByteRange::None => Reply::words(416, "The file has no such part.")
                .with("Content-Range", format!("bytes */{whole}")),
        };
        reply.with("Accept-Ranges", "bytes").with("ETag", etag)
    }

    fn map(&self, shown: &SiteState, path: &str, viewer: Viewer) -> Reply {
        let site = shown.site.as_ref().unwrap_or(&shown.latest);
        let editor = self.folder.editor(shown, viewer);
        let guide = LinkContext {
            sources: site.sources(),
            root: &self.folder.root,
            editor: &editor,
        };
        let map = site
            .planned(path)
            .map(|planned| blocks::map(site, planned, guide))
            .unwrap_or_default();
        let json = serde_json::to_vec(&map).unwrap_or_default();
        Reply::own(200, "application/json", json)
    }

    /// Opens a line in the author's editor. Only files that the site was made from are opened.
    fn open(&self, shown: &SiteState, query: &str) -> Reply {
        let file = router::value(query, "file").unwrap_or_default();
        let number = |name| {
            router::value(query, name)
                .and_then(|text| text.parse().ok())
                .unwrap_or(1)
        };
        if !shown
            .latest
            .sources()
            .iter()
            .any(|(_, known)| known.path == file)
        {
            return Reply::words(404, "The site has no such file.");
        }
        let editor = self.folder.editor(shown, Viewer::Author);
        let path = self.folder.root.join(&file);
        match self
            .opening
            .open(&editor, &path, number("line"), number("column"))
        {
            Ok(()) => Reply::empty(204),
            Err(error @ PreviewError::TooOften) => {
                Reply::words(429, &error.to_string()).with("Retry-After", "1")
            }
            Err(error) => Reply::words(501, &error.to_string()),
        }
    }
}

fn nothing_here() -> Reply {
    Reply::words(404, "There is nothing here.")
}
