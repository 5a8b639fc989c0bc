//! A server over the small site, and requests as bytes.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use peelpress::preview::{Broadcast, DevBuilder, Server, ServerOptions};

use crate::site::Site;

pub(crate) const PASS: &str = "fedcba9876543210fedcba9876543210";
pub(crate) const TOKEN: &str = "0123456789abcdef0123456789abcdef";

/// A preview with its server, without a watcher: tests say what was touched.
pub(crate) struct Preview {
    pub(crate) site: Site,
    pub(crate) address: SocketAddr,
    session: Mutex<DevBuilder>,
    stage: Arc<Broadcast>,
}

/// An answer as it came.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Preview {
    pub(crate) fn new() -> Preview {
        Preview::of(Site::new(), crate::site::request())
    }

    pub(crate) fn of(site: Site, request: peelpress::pipeline::Request) -> Preview {
        Preview::start(site, request, "127.0.0.1:0", None)
    }

    /// A preview that listens on another address, with an editor of the author's environment.
    pub(crate) fn at(address: &str, visual: Option<&str>) -> Preview {
        Preview::start(Site::new(), crate::site::request(), address, visual)
    }

    fn start(
        site: Site,
        request: peelpress::pipeline::Request,
        address: &str,
        visual: Option<&str>,
    ) -> Preview {
        let session = DevBuilder::start(site.disk(), request);
        let stage = Arc::new(Broadcast::new(Arc::clone(session.shown()), Duration::ZERO));
        let options = ServerOptions {
            address: address.parse().expect("an address"),
            host: "127.0.0.1".to_owned(),
            root: site.root(),
            visual: visual.map(str::to_owned),
            drafts: false,
            allowed: vec!["forwarded.example".to_owned()],
            token: TOKEN.to_owned(),
            pass: PASS.to_owned(),
            notes: None,
        };
        let server = Server::bind(options, Arc::clone(&stage)).expect("a port");
        let port = server.address().expect("an address").port();
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        std::thread::spawn(move || server.run());
        Preview {
            site,
            address,
            session: Mutex::new(session),
            stage,
        }
    }

    /// Takes in what was touched.
    pub(crate) fn refresh(&self, path: &str) {
        let mut session = self.session.lock().expect("whole");
        if let Some(shown) = session.refresh([path]) {
            drop(self.stage.show(shown, Duration::ZERO));
        }
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("a connection");
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .expect("set");
        stream
    }

    /// Sends bytes and reads the answer to its end.
    pub(crate) fn raw(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        // A server that has refused may have closed already.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        Answer::parse(&answer)
    }

    /// Asks for a target with the right host and more headers.
    pub(crate) fn ask(&self, method: &str, target: &str, headers: &str) -> Answer {
        let host = self.address;
        self.raw(
            format!(
                "{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n"
            )
            .as_bytes(),
        )
    }

    /// Asks by another address of this machine.
    pub(crate) fn get_from(&self, address: SocketAddr, target: &str) -> Answer {
        let mut stream = TcpStream::connect(address).expect("a connection");
        let request =
            format!("GET {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        Answer::parse(&answer)
    }

    pub(crate) fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, "")
    }
}

impl Answer {
    pub(crate) fn parse(bytes: &[u8]) -> Answer {
        let end = bytes
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .map_or(bytes.len(), |at| at + 4);
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok())
            .unwrap_or(0);
        Answer {
            status,
            head,
            body: bytes[end..].to_vec(),
        }
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }
}

/// A page that waits for news.
pub(crate) struct Listener {
    stream: TcpStream,
    read: String,
}

impl Listener {
    pub(crate) fn new(address: SocketAddr, token: &str, page: &str) -> Listener {
        let mut stream = TcpStream::connect(address).expect("a connection");
        let request =
            format!("GET /.peelpress/{token}/news?path={page} HTTP/1.1\r\nHost: {address}\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("sent");
        Listener {
            stream,
            read: String::new(),
        }
    }

    /// The next state that fits, if it comes in time.
    pub(crate) fn next(
        &mut self,
        patience: Duration,
        fits: impl Fn(&serde_json::Value) -> bool,
    ) -> Option<serde_json::Value> {
        let until = Instant::now() + patience;
        loop {
            while let Some(end) = self.read.find("\n\n") {
                let event: String = self.read.drain(..end + 2).collect();
                let data = event.lines().find_map(|line| line.strip_prefix("data: "));
                if let Some(state) = data
                    .and_then(|data| serde_json::from_str(data).ok())
                    .filter(&fits)
                {
                    return Some(state);
                }
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return None;
            }
            self.stream.set_read_timeout(Some(left)).expect("set");
            let mut piece = [0; 16 * 1024];
            match self.stream.read(&mut piece) {
                Ok(0) | Err(_) => return None,
                Ok(count) => self
                    .read
                    .push_str(&String::from_utf8_lossy(&piece[..count])),
            }
        }
    }
}
