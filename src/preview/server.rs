//! Answers browsers, from memory alone: a thread a connection, as many as there is room for.
//!
//! Written on the standard library's sockets, as the small servers to be had set no bounds to the size and time of a
//! head or to the number of connections, and the large ones bring a runtime for what twenty threads do.

use std::io::{self, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::blocks;
use super::clock;
use super::door::{self, Asked, asked};
use super::editor::Editor;
use super::events;
use super::faults::Guide;
use super::guard::{Guard, Stranger};
use super::inject::Script;
use super::media::media_type;
use super::range::{Part, part};
use super::reply::{Reply, head};
use super::request::{Method, Request, Requests};
use super::session::{Showing, Shown};
use super::stage::{Seen, Stage};
use crate::plan::Shows;

/// The most connections at a time.
const MOST_CONNECTIONS: usize = 128;
/// The most of them that may wait for news; the others are for pages.
const MOST_LISTENERS: usize = 64;
/// The header by which an open page says which edition it was told of.
const EDITION: &str = "Peelpress-Edition";
/// How long a browser that reads nothing is waited for.
const WRITE_PATIENCE: Duration = Duration::from_secs(10);
/// How often a waiting browser is told that we are still here, which is also how its leaving is found out.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// What a server is made with.
#[derive(Clone, Debug)]
pub struct ServerOptions {
    /// The address to listen at.
    pub address: SocketAddr,
    /// The name that was asked for, if it was a name.
    pub host: String,
    /// The site's folder.
    pub root: PathBuf,
    /// The editor of the author's environment.
    pub visual: Option<String>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The random part of the preview's own addresses.
    pub token: String,
}

/// A server that listens.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    host: Arc<Host>,
}

/// What every connection knows.
#[derive(Debug)]
pub(super) struct Host {
    stage: Arc<Stage>,
    guard: Guard,
    script: Script,
    token: String,
    pub(super) root: PathBuf,
    visual: Option<String>,
    pub(super) drafts: bool,
    connections: AtomicUsize,
    listeners: AtomicUsize,
}

impl Server {
    /// Begins to listen.
    ///
    /// # Errors
    /// If the address cannot be had.
    pub fn bind(options: ServerOptions, stage: Arc<Stage>) -> io::Result<Server> {
        let listener = TcpListener::bind(options.address)?;
        let bound = listener.local_addr()?;
        let host = Host {
            stage,
            guard: Guard::new(bound, &options.host),
            script: Script::new(&options.token),
            token: options.token,
            root: options.root,
            visual: options.visual,
            drafts: options.drafts,
            connections: AtomicUsize::new(0),
            listeners: AtomicUsize::new(0),
        };
        Ok(Server { listener, host: Arc::new(host) })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// If the system does not say.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers for as long as the program runs.
    pub fn run(&self) {
        for stream in self.listener.incoming() {
            // A connection that was gone before it was taken is no matter; nor is a shortage that passes.
            let Ok(stream) = stream else {
                std::thread::sleep(Duration::from_millis(20));
                continue;
            };
            let Some(place) = Place::take(&self.host, |host| &host.connections, MOST_CONNECTIONS) else {
                let reply = Reply::words(503, "There are too many connections.").with("Retry-After", "1");
                let _ = stream.set_write_timeout(Some(Duration::from_millis(100)));
                let _ = reply.write(&mut &stream, false, true, self.host.script.hash());
                continue;
            };
            let thread = std::thread::Builder::new().name("preview".to_owned());
            // If there is no thread to be had, the connection is closed.
            drop(thread.spawn(move || place.host.converse(&stream)));
        }
    }
}

/// A place among a bounded number, free again when dropped.
struct Place {
    host: Arc<Host>,
    counter: fn(&Host) -> &AtomicUsize,
}

impl Place {
    fn take(host: &Arc<Host>, counter: fn(&Host) -> &AtomicUsize, most: usize) -> Option<Place> {
        let taken = counter(host).fetch_add(1, Ordering::AcqRel);
        let place = Place { host: Arc::clone(host), counter };
        // Dropping it gives the place back.
        (taken < most).then_some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        (self.counter)(&self.host).fetch_sub(1, Ordering::AcqRel);
    }
}

impl Host {
    /// The editor, which the site's settings may name.
    pub(super) fn editor(&self, shown: &Shown) -> Editor {
        Editor::choose(&shown.latest.config().editor, self.visual.as_deref())
    }

    fn converse(self: &Arc<Self>, stream: &TcpStream) {
        let _ = stream.set_nodelay(true);
        let _ = stream.set_write_timeout(Some(WRITE_PATIENCE));
        let mut requests = Requests::new(stream);
        loop {
            let (reply, is_head, is_last) = match requests.next() {
                Ok(None) => return,
                Err(refusal) => (Reply::refusal(refusal), false, true),
                Ok(Some(request)) => {
                    let (is_head, is_last) = (request.method == Method::Head, request.is_last);
                    match self.answer(&request) {
                        Answer::Reply(reply) => (reply, is_head, is_last),
                        Answer::News(path) => return self.tell(stream, &path),
                    }
                }
            };
            if reply.write(&mut &*stream, is_head, is_last, self.script.hash()).is_err() {
                return;
            }
            if is_last {
                // What the other side still sends is read, so that it gets our answer and not a reset.
                let _ = stream.shutdown(Shutdown::Write);
                let _ = stream.set_read_timeout(Some(Duration::from_millis(200)));
                let _ = io::copy(&mut io::Read::take(stream, 64 * 1024), &mut io::sink());
                return;
            }
        }
    }

    fn answer(self: &Arc<Self>, request: &Request) -> Answer {
        let refused = match self.guard.check(request) {
            Ok(()) => None,
            Err(Stranger::NoHost) => Some(Reply::words(400, "This request names no host.")),
            Err(Stranger::Host) => Some(Reply::words(421, "This preview answers only to its own address.")),
            Err(Stranger::Origin) => Some(Reply::words(403, "This preview answers only to its own pages.")),
        };
        if let Some(reply) = refused {
            return Answer::Reply(reply);
        }
        let shown = self.stage.scene().shown;
        let base = shown.site.as_ref().unwrap_or(&shown.latest).address().base.clone();
        let asked = asked(&request.target, &base);
        if request.method == Method::Post && !matches!(asked, Asked::Own { .. }) {
            return Answer::Reply(Reply::words(405, "Nothing is sent to a site's pages.").with("Allow", "GET, HEAD"));
        }
        match asked {
            Asked::Own { token, what, query } => self.own(request, &shown, &base, &token, &what, &query),
            Asked::Elsewhere(location) => Answer::Reply(Reply::empty(302).with("Location", location)),
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
            ("open", Method::Post) => Reply::words(403, "This preview answers only to its own pages."),
            ("open", _) => Reply::words(405, "This is asked with POST.").with("Allow", "POST"),
            ("news" | "map", _) => Reply::words(405, "This is asked with GET.").with("Allow", "GET"),
            _ => Reply::words(404, "There is nothing here."),
        })
    }

    /// A file of the site; a page with the script in it.
    fn file(&self, request: &Request, shown: &Shown, base: &str, path: &str) -> Reply {
        // Who was told of an edition gets that one, and not one that takes longer to make.
        let is_told = |known: &str| events::page(shown, path, self, Shown::glance).2 == known;
        let look = match request.header(EDITION) {
            Some(known) if is_told(known) => Shown::glance,
            _ => Shown::file,
        };
        if !path.ends_with(".html") {
            return match shown.file(path) {
                Showing::File(bytes) => {
                    let edition = super::inject::edition(&bytes);
                    self.conditional(request, Reply::shared(200, media_type(path), bytes), &edition)
                }
                // A brief that cannot be made says why, and comes once it can.
                Showing::Failed(..) => {
                    let (html, _, edition) = events::page(shown, path, self, Shown::file);
                    Reply::own(500, "text/html; charset=utf-8", self.script.inject(&html, &edition))
                }
                // `/forces/kent` is meant to be `/forces/kent/`.
                _ if matches!(shown.file(&format!("{path}/index.html")), Showing::File(_)) => {
                    Reply::empty(302).with("Location", format!("{base}{path}/"))
                }
                Showing::Nothing | Showing::NoSite => self.missing(shown),
            };
        }
        let (html, status, edition) = events::page(shown, path, self, look);
        let code = match status {
            "missing" => 404,
            "failed" if html.windows(22).take(200).any(|bytes| bytes == b"data-peelpress-faults>") => 500,
            _ => 200,
        };
        let page = self.script.inject(&html, &edition);
        let is_search = shown.site.as_ref().and_then(|site| site.planned(path)).map(|planned| planned.shows);
        let reply = Reply::own(code, media_type(path), page).compiling(is_search == Some(Shows::Search));
        if code == 200 { self.conditional(request, reply, &edition) } else { reply }
    }

    fn missing(&self, shown: &Shown) -> Reply {
        let (html, _, edition) = events::page(shown, events::MISSING, self, Shown::glance);
        Reply::own(404, "text/html; charset=utf-8", self.script.inject(&html, &edition))
    }

    /// Sends nothing if the browser has the file, and a part of it if it asks for one.
    fn conditional(&self, request: &Request, reply: Reply, edition: &str) -> Reply {
        // A page of another run carries another token.
        let etag = format!("\"{edition}-{}\"", super::inject::edition(self.token.as_bytes()));
        let names =
            |header: &str| header == "*" || header.split(',').any(|one| one.trim().trim_start_matches("W/") == etag);
        if request.header("if-none-match").is_some_and(names) {
            return Reply::empty(304).with("ETag", etag);
        }
        let range = request.header("range").filter(|_| request.header("if-range").is_none_or(|known| known == etag));
        let wanted = if request.method == Method::Get { part(range, reply.length()) } else { Part::Whole };
        let whole = reply.length();
        let reply = match wanted {
            Part::Whole => reply,
            Part::Some(part) => reply.part(part),
            Part::None => {
                Reply::words(416, "The file has no such part.").with("Content-Range", format!("bytes */{whole}"))
            }
        };
        reply.with("Accept-Ranges", "bytes").with("ETag", etag)
    }

    fn map(&self, shown: &Shown, path: &str) -> Reply {
        let site = shown.site.as_ref().unwrap_or(&shown.latest);
        let editor = self.editor(shown);
        let guide = Guide { sources: site.sources(), root: &self.root, editor: &editor };
        let map = site.planned(path).map(|planned| blocks::map(site, planned, guide)).unwrap_or_default();
        let json = serde_json::to_vec(&map).unwrap_or_default();
        Reply::own(200, "application/json", json)
    }

    /// Opens a line in the author's editor. Only files that the site was made from are opened.
    fn open(&self, shown: &Shown, query: &str) -> Reply {
        let file = door::value(query, "file").unwrap_or_default();
        let number = |name| door::value(query, name).and_then(|text| text.parse().ok()).unwrap_or(1);
        if !shown.latest.sources().iter().any(|(_, known)| known.path == file) {
            return Reply::words(404, "The site has no such file.");
        }
        match self.editor(shown).open(&self.root.join(&file), number("line"), number("column")) {
            Ok(()) => Reply::empty(204),
            Err(words) => Reply::words(501, &words),
        }
    }

    /// Tells a browser of every change until it goes away.
    fn tell(self: &Arc<Self>, stream: &TcpStream, path: &str) {
        let mut stream = stream;
        let Some(_place) = Place::take(self, |host| &host.listeners, MOST_LISTENERS) else {
            let reply = Reply::words(503, "Too many pages wait for news.").with("Retry-After", "2");
            let _ = reply.write(&mut stream, false, true, self.script.hash());
            return;
        };
        let _watched = self.stage.watch(path);
        let mut first = head(200, "text/event-stream", self.script.hash(), false);
        first.push_str("Connection: close\r\n\r\nretry: 500\n\n");
        if stream.write_all(first.as_bytes()).is_err() {
            return;
        }
        let mut seen = Seen::default();
        loop {
            let message = match self.stage.wait(seen, clock::now() + HEARTBEAT) {
                Some(scene) => {
                    seen = scene.seen();
                    events::state(&scene, path, self)
                }
                None => ": still here\n\n".to_owned(),
            };
            if stream.write_all(message.as_bytes()).and_then(|()| stream.flush()).is_err() {
                return;
            }
        }
    }
}

/// What a request comes to.
enum Answer {
    Reply(Reply),
    /// News of the page at a path, for as long as there are any.
    News(String),
}

/// Compares without telling by its time how much is the same.
fn is_same(given: &str, secret: &str) -> bool {
    let differing = given.bytes().zip(secret.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
    given.len() == secret.len() && differing == 0
}
