//! Answers browsers, from memory only: one thread per connection, up to a limit.
//!
//! Written on the standard library's sockets. The small server crates do not limit the size and
//! time of a head or the number of connections. The large ones need a runtime for what twenty
//! threads do.

mod answer;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::broadcast::{Broadcast, SeenState};
use super::clock;
use super::events::{self, PagePath};
use super::inject::{self, Script};
use super::opening::Opening;
use super::origin_check::{OriginCheck, Viewer};
use super::reply::{Reply, head};
use super::request::{Method, RequestReader};
use super::router::OWN;
use super::site_folder::SiteFolder;
use answer::Answer;

/// The most connections at a time.
const MOST_CONNECTIONS: usize = 128;
/// The most of them that may wait for news; the others are for pages.
const MOST_LISTENERS: usize = 64;
/// How long a browser that reads nothing is waited for.
const WRITE_PATIENCE: Duration = Duration::from_secs(10);
/// The interval of heartbeats to a waiting browser, which also detect that it has left.
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
    /// Other names that requests may use: `--allow-host`.
    pub allowed: Vec<String>,
    /// The random part of the preview's own addresses.
    pub token: String,
    /// The secret that lets a browser use any name.
    pub pass: String,
    /// Takes what the author should read on the terminal.
    pub notes: Option<Sender<String>>,
}

/// A server that listens.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    host: Arc<ServerState>,
}

/// What every connection knows.
#[derive(Debug)]
struct ServerState {
    stage: Arc<Broadcast>,
    origin_check: OriginCheck,
    script: Script,
    /// For guests: the same script without the right to open the editor.
    guest_script: Script,
    token: String,
    guest_token: String,
    pass: String,
    opening: Opening,
    notes: Option<Sender<String>>,
    /// The names that were refused and noted.
    noted: Mutex<BTreeSet<String>>,
    folder: SiteFolder,
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
        // Derived one way: who has it learns nothing of the author's.
        let guest_token = inject::edition(format!("guest {}", options.token).as_bytes());
        let host = ServerState {
            stage,
            origin_check: OriginCheck::new(bound, &options.host, &options.allowed, &options.pass),
            script: Script::new(&options.token),
            guest_script: Script::new(&guest_token),
            token: options.token,
            guest_token,
            pass: options.pass,
            opening: Opening::default(),
            notes: options.notes,
            noted: Mutex::default(),
            folder: SiteFolder {
                root: options.root,
                visual: options.visual,
                drafts: options.drafts,
            },
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
            // A connection that was gone before it was taken is no matter; nor is a shortage that
            // passes.
            let Ok(stream) = stream else {
                std::thread::sleep(Duration::from_millis(20));
                continue;
            };
            let Some(place) =
                ConnectionPermit::take(&self.host, |host| &host.connections, MOST_CONNECTIONS)
            else {
                let reply = Reply::words(503, "Too many connections.").with("Retry-After", "1");
                let _ = stream.set_write_timeout(Some(Duration::from_millis(100)));
                let _ = reply.write(&mut &stream, false, true, self.host.script.hash());
                continue;
            };
            let thread = std::thread::Builder::new().name("preview".to_owned());
            // If no thread is available, the connection is closed.
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
    /// The script that goes into a page.
    fn script(&self, viewer: Viewer) -> &Script {
        match viewer {
            Viewer::Author => &self.script,
            Viewer::Guest => &self.guest_script,
        }
    }

    /// Tells the author on the terminal, once for each name, how a refused name can be allowed.
    fn note_refused(&self, name: &str) {
        const MOST_NOTED: usize = 5;
        let mut noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        if noted.len() < MOST_NOTED
            && is_host_name(name)
            && noted.insert(name.to_owned())
            && let Some(notes) = &self.notes
        {
            let _ = notes.send(format!(
                "a browser asked for the preview under the name {name}. If that is you, start again with \
                 `--allow-host {name}`, or add {OWN}pass/{} to the address there",
                self.pass
            ));
        }
    }

    fn converse(self: &Arc<Self>, stream: &TcpStream) {
        let _ = stream.set_nodelay(true);
        let _ = stream.set_write_timeout(Some(WRITE_PATIENCE));
        let mut requests = RequestReader::new(stream);
        // A connection that has already closed has no peer.
        let peer = stream
            .peer_addr()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
        loop {
            let (reply, is_head, is_last) = match requests.next() {
                Ok(None) => return,
                Err(refusal) => (Reply::refusal(refusal), false, true),
                Ok(Some(request)) => {
                    let (is_head, is_last) = (request.method == Method::Head, request.is_last);
                    match self.answer(&request, peer) {
                        Answer::Reply(reply) => (reply, is_head, is_last),
                        Answer::Events(paths, viewer) => return self.tell(stream, &paths, viewer),
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
                // What the other side still sends is read, so that it gets our answer and not a
                // reset.
                let _ = stream.shutdown(Shutdown::Write);
                let _ = stream.set_read_timeout(Some(Duration::from_millis(200)));
                let _ = io::copy(&mut io::Read::take(stream, 64 * 1024), &mut io::sink());
                return;
            }
        }
    }

    /// Sends a browser every change of the pages at these paths, until it goes away.
    fn tell(self: &Arc<Self>, stream: &TcpStream, paths: &[PagePath], viewer: Viewer) {
        let mut stream = stream;
        let Some(_place) = ConnectionPermit::take(self, |host| &host.listeners, MOST_LISTENERS)
        else {
            let reply = Reply::words(503, "Too many pages are open.").with("Retry-After", "2");
            let _ = reply.write(&mut stream, false, true, self.script.hash());
            return;
        };
        let _watched: Vec<_> = paths
            .iter()
            .map(|path| self.stage.watch(&path.file))
            .collect();
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
                    let states = paths
                        .iter()
                        .map(|path| events::state(&scene, path, &self.folder, viewer));
                    states.collect()
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

/// Whether a name can be one, and can be shown on a terminal.
fn is_host_name(name: &str) -> bool {
    let is_known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    !name.is_empty() && name.len() <= 253 && name.chars().all(is_known)
}
