//! The preview's loop: wait for a save, build, show, and make the rest of the site in the
//! background.

use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Sender, channel};

use super::background::BackgroundRenderer;
use super::broadcast::Broadcast;
use super::clock;
use super::debounce::{ChangeBatch, Debouncer};
use super::dev_builder::DevBuilder;
use super::error::PreviewError;
use super::priority::lower_priority;
use super::serve_event::{ServeEvent, StepTimes};
use super::server::{Server, ServerOptions};
use super::watch::{FileEvent, Watcher};
use crate::files::DiskFiles;
use crate::pipeline::{Audience, Request};

/// The port that is tried first.
const PORT: u16 = 4173;
/// How many ports after it are tried.
const PORTS: u16 = 30;

/// What is asked of a preview.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// The site's folder.
    pub disk: DiskFiles,
    /// What to build.
    pub request: Request,
    /// Where to listen; the loopback address by default.
    pub host: Option<String>,
    /// Other names that requests may use.
    pub allowed: Vec<String>,
    /// The port; a free one if not said.
    pub port: Option<u16>,
    /// Whether to look for changes, as network folders need it.
    pub poll: bool,
    /// The editor of the author's environment.
    pub visual: Option<String>,
}

/// Runs a preview until the program is stopped.
///
/// # Errors
/// If it cannot listen.
pub fn run(options: &ServeOptions, tell: &(dyn Fn(ServeEvent) + Sync)) -> Result<(), PreviewError> {
    let started = clock::now();
    let (to, touched) = channel();
    let mut session = DevBuilder::start(options.disk.clone(), options.request.clone());
    let (mut watcher, note) = Watcher::start(
        &options.disk,
        session.dependencies(),
        options.poll,
        to.clone(),
    );
    // What is touched from here on is heard of; what was touched while reading is found by looking
    // once more.
    let _ = to.send(FileEvent::Path(String::new()));
    let stage = Arc::new(Broadcast::new(
        Arc::clone(session.shown()),
        started.elapsed(),
    ));
    let (to_terminal, notes) = channel();
    let server = listen(options, &stage, to_terminal)?;
    let bound = server.address().map_err(PreviewError::System)?;
    let host = match &options.host {
        Some(host) if host.trim_matches(['[', ']']).parse::<IpAddr>().is_err() => {
            format!("{host}:{}", bound.port())
        }
        // "Everywhere" is no address that a browser can go to; this machine is one of its places.
        _ if bound.ip().is_unspecified() && bound.is_ipv4() => {
            format!("127.0.0.1:{}", bound.port())
        }
        _ if bound.ip().is_unspecified() => format!("[::1]:{}", bound.port()),
        Some(_) | None => bound.to_string(),
    };
    let base = &session.shown().latest.address().base;
    tell(ServeEvent::Ready {
        address: format!("http://{host}{base}"),
        is_open_to_others: !bound.ip().is_loopback(),
    });
    if let Some(note) = note {
        tell(ServeEvent::Note(note));
    }
    let rest = BackgroundRenderer::new(&stage, tell)?;
    std::thread::scope(|scope| {
        scope.spawn(|| server.run());
        scope.spawn(move || {
            notes
                .into_iter()
                .for_each(|note| tell(ServeEvent::Note(note)))
        });
        let (rest, first) = (&rest, Arc::clone(session.shown()));
        scope.spawn(move || {
            rest.make(
                &first,
                started,
                StepTimes {
                    shown_in: started.elapsed(),
                    ..StepTimes::default()
                },
            )
        });
        let mut burst = Debouncer::new(touched);
        while let Some(ChangeBatch {
            paths,
            moved,
            heard,
        }) = burst.wait(|path| session.has_lost(path))
        {
            // Whoever saved waits; the rest of the last site does not matter now.
            rest.is_paused.store(true, Ordering::Release);
            let (mut times, mut done) = StepTimes::since(heard);
            done(&mut times, "wait");
            let shown = session
                .refresh_with_progress(paths.iter().map(String::as_str), &mut |step| {
                    done(&mut times, step)
                });
            rest.is_paused.store(false, Ordering::Release);
            let shown = shown.map(|shown| {
                rest.newest.store(shown.version, Ordering::Release);
                let old = stage.show(Arc::clone(&shown), times.shown_in);
                (shown, old)
            });
            // A folder may be another one now, and yet hold the same.
            moved.iter().for_each(|path| watcher.forget(path));
            if (shown.is_some() || !moved.is_empty())
                && let Err(error) = watcher.follow(session.dependencies())
            {
                tell(ServeEvent::Note(format!(
                    "a folder cannot be watched: {error}"
                )));
            }
            let Some((shown, old)) = shown else { continue };
            scope.spawn(move || {
                lower_priority();
                rest.make(&shown, heard, times);
                // Dropping an old site takes a while and is not urgent.
                drop(old);
            });
        }
    });
    Ok(())
}

/// Listens on the port that is asked for, or on the first free one.
fn listen(
    options: &ServeOptions,
    stage: &Arc<Broadcast>,
    notes: Sender<String>,
) -> Result<Server, PreviewError> {
    let host = options.host.as_deref().unwrap_or("127.0.0.1");
    let ip = resolve(host)?;
    let ports = match options.port {
        Some(port) => vec![port],
        None => (PORT..PORT + PORTS).chain([0]).collect(),
    };
    let (token, pass) = (secret()?, secret()?);
    let mut failure = None;
    for port in ports {
        let server = ServerOptions {
            address: SocketAddr::new(ip, port),
            host: host.to_owned(),
            root: options.disk.root().to_owned(),
            visual: options.visual.clone(),
            drafts: options.request.audience != Audience::Public,
            allowed: options.allowed.clone(),
            token: token.clone(),
            pass: pass.clone(),
            notes: Some(notes.clone()),
        };
        let error = match Server::bind(server, Arc::clone(stage)) {
            Ok(server) => return Ok(server),
            Err(error) => PreviewError::listen(host, port, error),
        };
        // No other port will do either.
        if let PreviewError::NotThisMachine { .. } = error {
            return Err(error);
        }
        failure = Some(error);
    }
    Err(failure.unwrap_or_else(|| PreviewError::unknown_host(host, None)))
}

/// The address of a host: an IP address, with or without brackets, or a name.
fn resolve(host: &str) -> Result<IpAddr, PreviewError> {
    let inner = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .unwrap_or(host);
    if let Ok(ip) = inner.parse() {
        return Ok(ip);
    }
    let mut found = (host, 0)
        .to_socket_addrs()
        .map_err(|error| PreviewError::unknown_host(host, Some(error)))?;
    let address = found
        .next()
        .ok_or_else(|| PreviewError::unknown_host(host, None))?;
    Ok(address.ip())
}

/// A random text that cannot be guessed.
fn secret() -> Result<String, PreviewError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(PreviewError::Random)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
