//! What a request is answered with: a file of the site as it is shown, or one of the preview's own addresses.

use std::sync::Arc;

use super::Host;
use crate::plan::Shows;
use crate::preview::blocks;
use crate::preview::door::{self, Asked, asked};
use crate::preview::events::{self, Page};
use crate::preview::faults::Guide;
use crate::preview::guard::Stranger;
use crate::preview::inject;
use crate::preview::media::media_type;
use crate::preview::range::{Part, part};
use crate::preview::reply::Reply;
use crate::preview::request::{Method, Request};
use crate::preview::session::{Showing, Shown};

/// The header by which an open page says which edition it was told of.
const EDITION: &str = "Peelpress-Edition";

/// What a request comes to.
pub(super) enum Answer {
    Reply(Reply),
    /// News of the page at a path, for as long as there are any.
    News(String),
}

impl Host {
    /// What a request is answered with.
    pub(super) fn answer(self: &Arc<Self>, request: &Request) -> Answer {
        let refused = match self.guard.check(request) {
            Ok(()) => None,
            Err(Stranger::NoHost) => Some(Reply::words(400, "This request names no host.")),
            Err(Stranger::Host) => Some(Reply::words(
                421,
                "This preview answers only to its own address.",
            )),
            Err(Stranger::Origin) => Some(Reply::words(
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
        let asked = asked(&request.target, &base);
        if request.method == Method::Post && !matches!(asked, Asked::Own { .. }) {
            return Answer::Reply(
                Reply::words(405, "Nothing is sent to a site's pages.").with("Allow", "GET, HEAD"),
            );
        }
        match asked {
            Asked::Own { token, what, query } => {
                self.own(request, &shown, &base, &token, &what, &query)
            }
            Asked::Elsewhere(location) => {
                Answer::Reply(Reply::empty(302).with("Location", location))
            }
            Asked::File(path) => Answer::Reply(self.file(request, &shown, &base, &path)),
            Asked::Nothing => Answer::Reply(self.missing(&shown)),
        }
    }

    /// One of the preview's own addresses. Without the token they are as if they were not there.
    fn own(
        self: &Arc<Self>,
        request: &Request,
        shown: &Shown,
        base: &str,
        token: &str,
        what: &str,
        query: &str,
    ) -> Answer {
        if !is_same(token, &self.token) {
            return Answer::Reply(Reply::words(404, "There is nothing here."));
        }
        let path = door::value(query, "path").unwrap_or_default();
        let path = match asked(&path.replace('%', "%25"), base) {
            Asked::File(path) => path,
            _ => events::MISSING.to_owned(),
        };
        Answer::Reply(match (what, request.method) {
            ("news", Method::Get) => return Answer::News(path),
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
    fn file(&self, request: &Request, shown: &Shown, base: &str, path: &str) -> Reply {
        // Who was told of an edition gets that one, and not one that takes longer to make.
        let is_told = |known: &str| events::page(shown, path, self, Shown::glance).edition == known;
        let look = match request.header(EDITION) {
            Some(known) if is_told(known) => Shown::glance,
            _ => Shown::file,
        };
        if !path.ends_with(".html") {
            return match shown.file(path) {
                Showing::File(bytes) => {
                    let edition = inject::edition(&bytes);
                    self.conditional(
                        request,
                        Reply::shared(200, media_type(path), bytes),
                        &edition,
                    )
                }
                // A brief that cannot be made says why, and comes once it can.
                Showing::Failed(..) => {
                    let Page {
                        html,
                        standing,
                        edition,
                    } = events::page(shown, path, self, Shown::file);
                    Reply::own(
                        standing.code(),
                        "text/html; charset=utf-8",
                        self.script.inject(&html, &edition),
                    )
                }
                // `/forces/kent` is meant to be `/forces/kent/`.
                _ if matches!(shown.file(&format!("{path}/index.html")), Showing::File(_)) => {
                    Reply::empty(302).with("Location", format!("{base}{path}/"))
                }
                Showing::Nothing | Showing::NoSite => self.missing(shown),
            };
        }
        let Page {
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
            .map(|planned| planned.shows);
        let reply =
            Reply::own(code, media_type(path), page).compiling(is_search == Some(Shows::Search));
        if code == 200 {
            self.conditional(request, reply, &edition)
        } else {
            reply
        }
    }

    fn missing(&self, shown: &Shown) -> Reply {
        let Page {
            html,
            standing,
            edition,
        } = events::page(shown, events::MISSING, self, Shown::glance);
        Reply::own(
            standing.code(),
            "text/html; charset=utf-8",
            self.script.inject(&html, &edition),
        )
    }

    /// Sends nothing if the browser has the file, and a part of it if it asks for one.
    fn conditional(&self, request: &Request, reply: Reply, edition: &str) -> Reply {
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
            Part::Whole
        };
        let whole = reply.length();
        let reply = match wanted {
            Part::Whole => reply,
            Part::Some(part) => reply.part(part),
            Part::None => Reply::words(416, "The file has no such part.")
                .with("Content-Range", format!("bytes */{whole}")),
        };
        reply.with("Accept-Ranges", "bytes").with("ETag", etag)
    }

    fn map(&self, shown: &Shown, path: &str) -> Reply {
        let site = shown.site.as_ref().unwrap_or(&shown.latest);
        let editor = self.editor(shown);
        let guide = Guide {
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
    fn open(&self, shown: &Shown, query: &str) -> Reply {
        let file = door::value(query, "file").unwrap_or_default();
        let number = |name| {
            door::value(query, name)
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
