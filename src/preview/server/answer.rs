//! What a request is answered with: a file of the site as it is shown, or one of the preview's own addresses.

use std::sync::Arc;

use super::ServerState;
use crate::plan::PageKind;
use crate::preview::blocks;
use crate::preview::dev_builder::{FileState, SiteState};
use crate::preview::events::{self, PageResponse};
use crate::preview::inject;
use crate::preview::media::media_type;
use crate::preview::origin_check::Rejection;
use crate::preview::overlay::LinkContext;
use crate::preview::range::{ByteRange, part};
use crate::preview::reply::Reply;
use crate::preview::request::{HttpRequest, Method};
use crate::preview::router::{self, Route, route};

/// The header by which an open page says which edition it was told of.
const EDITION: &str = "Peelpress-Edition";

/// What a request comes to.
pub(super) enum Answer {
    Reply(Reply),
    /// News of the page at a path, for as long as there are any.
    Events(String),
}

impl ServerState {
    /// What a request is answered with.
    pub(super) fn answer(self: &Arc<Self>, request: &HttpRequest) -> Answer {
        let refused = match self.origin_check.check(request) {
            Ok(()) => None,
            Err(Rejection::NoHost) => Some(Reply::words(400, "This request names no host.")),
            Err(Rejection::ServerState) => Some(Reply::words(
                421,
                "This preview answers only to its own address.",
            )),
            Err(Rejection::Origin) => Some(Reply::words(
                403,
                "This preview answers only to its own pages.",
            )),
        };
        if let Some(reply) = refused {
            return Answer::Reply(reply);
        }
        let shown = self.stage.scene().shown;
        let base = shown
            .site
            .as_ref()
            .unwrap_or(&shown.latest)
            .address()
            .base
            .clone();
        let route = route(&request.target, &base);
        if request.method == Method::Post && !matches!(route, Route::Own { .. }) {
            return Answer::Reply(
                Reply::words(405, "Nothing is sent to a site's pages.").with("Allow", "GET, HEAD"),
            );
        }
        match route {
            Route::Own { token, what, query } => {
                self.own(request, &shown, &base, &token, &what, &query)
            }
            Route::Elsewhere(location) => {
                Answer::Reply(Reply::empty(302).with("Location", location))
            }
            Route::File(path) => Answer::Reply(self.file(request, &shown, &base, &path)),
            Route::Nothing => Answer::Reply(self.missing(&shown)),
        }
    }

    /// One of the preview's own addresses. Without the token they are as if they were not there.
    fn own(
        self: &Arc<Self>,
        request: &HttpRequest,
        shown: &SiteState,
        base: &str,
        token: &str,
        what: &str,
        query: &str,
    ) -> Answer {
        if !is_same(token, &self.token) {
            return Answer::Reply(Reply::words(404, "There is nothing here."));
        }
        let path = router::value(query, "path").unwrap_or_default();
        let path = match route(&path.replace('%', "%25"), base) {
            Route::File(path) => path,
            _ => events::MISSING.to_owned(),
        };
        Answer::Reply(match (what, request.method) {
            ("news", Method::Get) => return Answer::Events(path),
            ("map", Method::Get) => self.map(shown, &path),
            ("open", Method::Post) if request.header("origin").is_some() => self.open(shown, query),
            ("open", Method::Post) => {
                Reply::words(403, "This preview answers only to its own pages.")
            }
            ("open", _) => Reply::words(405, "This is asked with POST.").with("Allow", "POST"),
            ("news" | "map", _) => {
                Reply::words(405, "This is asked with GET.").with("Allow", "GET")
            }
            _ => Reply::words(404, "There is nothing here."),
        })
    }

    /// A file of the site; a page with the script in it.
    fn file(&self, request: &HttpRequest, shown: &SiteState, base: &str, path: &str) -> Reply {
        // Who was told of an edition gets that one, and not one that takes longer to make.
        let is_told =
            |known: &str| events::page(shown, path, self, SiteState::get_cached).edition == known;
        let look = match request.header(EDITION) {
            Some(known) if is_told(known) => SiteState::get_cached,
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
                    )
                }
                // A brief that cannot be made says why, and comes once it can.
                FileState::Failed(..) => {
                    let PageResponse {
                        html,
                        standing,
                        edition,
                    } = events::page(shown, path, self, SiteState::file);
                    Reply::own(
                        standing.code(),
                        "text/html; charset=utf-8",
                        self.script.inject(&html, &edition),
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
                FileState::Nothing | FileState::NoSite => self.missing(shown),
            };
        }
        let PageResponse {
            html,
            standing,
            edition,
        } = events::page(shown, path, self, look);
        let code = standing.code();
        let page = self.script.inject(&html, &edition);
        let is_search = shown
            .site
            .as_ref()
            .and_then(|site| site.planned(path))
            .map(|planned| planned.kind);
        let reply =
            Reply::own(code, media_type(path), page).compiling(is_search == Some(PageKind::Search));
        if code == 200 {
            self.conditional(request, reply, &edition)
        } else {
            reply
        }
    }

    fn missing(&self, shown: &SiteState) -> Reply {
        let PageResponse {
            html,
            standing,
            edition,
        } = events::page(shown, events::MISSING, self, SiteState::get_cached);
        Reply::own(
            standing.code(),
            "text/html; charset=utf-8",
            self.script.inject(&html, &edition),
        )
    }

    /// Sends nothing if the browser has the file, and a part of it if it asks for one.
    fn conditional(&self, request: &HttpRequest, reply: Reply, edition: &str) -> Reply {
        // A page of another run carries another token.
        let etag = format!("\"{edition}-{}\"", inject::edition(self.token.as_bytes()));
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

    fn map(&self, shown: &SiteState, path: &str) -> Reply {
        let site = shown.site.as_ref().unwrap_or(&shown.latest);
        let editor = self.editor(shown);
        let guide = LinkContext {
            sources: site.sources(),
            root: &self.root,
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
        match self
            .editor(shown)
            .open(&self.root.join(&file), number("line"), number("column"))
        {
            Ok(()) => Reply::empty(204),
            Err(words) => Reply::words(501, &words),
        }
    }
}

/// Compares without telling by its time how much is the same.
fn is_same(given: &str, secret: &str) -> bool {
    let differing = given
        .bytes()
        .zip(secret.bytes())
        .fold(0, |sum, (a, b)| sum | (a ^ b));
    given.len() == secret.len() && differing == 0
}
