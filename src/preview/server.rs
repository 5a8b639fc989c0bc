//! Answers browsers, from memory alone: a thread a connection, as many as there is room for.
//!
//! Written on the standard library's sockets, as the small servers to be had set no bounds to the size and time of a
//! head or to the number of connections, and the large ones bring a runtime for what twenty threads do.

mod answer;

use std::io::{self, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::broadcast::{Broadcast, SeenState};
use super::clock;
use super::dev_builder::SiteState;
use super::editor::Editor;
use super::events;
use super::inject::Script;
use super::origin_check::OriginCheck;
use super::reply::{Reply, head};
use super::request::{Method, RequestReader};
use answer::Answer;

/// The most connections at a time.
const MOST_CONNECTIONS: usize = 128;
/// The most of them that may wait for news; the others are for pages.
const MOST_LISTENERS: usize = 64;
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
    host: Arc<ServerState>,
}

/// What every connection knows.
#[derive(Debug)]
pub(super) struct ServerState {
    stage: Arc<Broadcast>,
    origin_check: OriginCheck,
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
    pub fn bind(options: ServerOptions, stage: Arc<Broadcast>) -> io::Result<Server> {
        let listener = TcpListener::bind(options.address)?;
        let bound = listener.local_addr()?;
        let host = ServerState {
            stage,
            origin_check: OriginCheck::new(bound, &options.host),
            script: Script::new(&options.token),
            token: options.token,
            root: options.root,
            visual: options.visual,
            drafts: options.drafts,
            connections: AtomicUsize::new(0),
            listeners: AtomicUsize::new(0),
        };
        Ok(Server {
            listener,
            host: Arc::new(host),
        })
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
            let Some(place) =
                ConnectionPermit::take(&self.host, |host| &host.connections, MOST_CONNECTIONS)
            else {
                let reply =
                    Reply::words(503, "There are too many connections.").with("Retry-After", "1");
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
struct ConnectionPermit {
    host: Arc<ServerState>,
    counter: fn(&ServerState) -> &AtomicUsize,
}

impl ConnectionPermit {
    fn take(
        host: &Arc<ServerState>,
        counter: fn(&ServerState) -> &AtomicUsize,
        most: usize,
    ) -> Option<ConnectionPermit> {
        let taken = counter(host).fetch_add(1, Ordering::AcqRel);
        let place = ConnectionPermit {
            host: Arc::clone(host),
            counter,
        };
        // Dropping it gives the place back.
        (taken < most).then_some(place)
    }
}

impl Drop for ConnectionPermit {
    fn drop(&mut self) {
        (self.counter)(&self.host).fetch_sub(1, Ordering::AcqRel);
    }
}

impl ServerState {
    /// The editor, which the site's settings may name.
    pub(super) fn editor(&self, shown: &SiteState) -> Editor {
        Editor::choose(&shown.latest.config().editor, self.visual.as_deref())
    }

    fn converse(self: &Arc<Self>, stream: &TcpStream) {
        let _ = stream.set_nodelay(true);
        let _ = stream.set_write_timeout(Some(WRITE_PATIENCE));
        let mut requests = RequestReader::new(stream);
        loop {
            let (reply, is_head, is_last) = match requests.next() {
                Ok(None) => return,
                Err(refusal) => (Reply::refusal(refusal), false, true),
                Ok(Some(request)) => {
                    let (is_head, is_last) = (request.method == Method::Head, request.is_last);
                    match self.answer(&request) {
                        Answer::Reply(reply) => (reply, is_head, is_last),
                        Answer::Events(path) => return self.tell(stream, &path),
                    }
                }
            };
            if reply
                .write(&mut &*stream, is_head, is_last, self.script.hash())
                .is_err()
            {
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

    /// Tells a browser of every change until it goes away.
    fn tell(self: &Arc<Self>, stream: &TcpStream, path: &str) {
        let mut stream = stream;
        let Some(_place) = ConnectionPermit::take(self, |host| &host.listeners, MOST_LISTENERS)
        else {
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
        let mut seen = SeenState::default();
        loop {
            let message = match self.stage.wait(seen, clock::now() + HEARTBEAT) {
                Some(scene) => {
                    seen = scene.seen();
                    events::state(&scene, path, self)
                }
                None => ": still here\n\n".to_owned(),
            };
            if stream
                .write_all(message.as_bytes())
                .and_then(|()| stream.flush())
                .is_err()
            {
                return;
            }
        }
    }
}
