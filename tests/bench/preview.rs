//! How long a save takes to reach the browser: from the write of a file to the arrival of the message at an open page.
//!
//! `cargo bench --bench preview` measures this repository's own site and one of 10,000 forces, for a body's prose, a
//! figure, a glossary term and a template, and prints medians. `PEELPRESS_BENCH_FORCES` gives another number of forces,
//! 0 for none; `PEELPRESS_BENCH_DIR` the folder to measure in.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark makes the site that it measures"
)]

mod generate;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use peelpress::files::DiskFiles;
use peelpress::pipeline::Request;
use peelpress::preview::{ServeEvent, ServeOptions, run};
use peelpress::search::SearchMode;

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Saves of each kind.
const SAVES: usize = 15;

/// A kind of save: its name, its file, and two words that take each other's place in it.
type Save = (&'static str, String, &'static str, &'static str);

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder =
        std::env::var("PEELPRESS_BENCH_DIR").map_or_else(|_| std::env::temp_dir(), PathBuf::from);
    let own = tempfile::tempdir_in(&folder).expect("a folder to measure in");
    for part in ["site.toml", "content", "themes"] {
        copy(&root.join(part), &own.path().join(part));
    }
    let template = "themes/peelpress/templates/body_profile.html".to_owned();
    measure(
        "this repository's site",
        own.path(),
        "/forces/kent/",
        &[
            (
                "prose",
                "content/forces/kent/2023-soc.md".to_owned(),
                "governance",
                "direction",
            ),
            (
                "figure",
                "content/forces/kent/2023-soc.yaml".to_owned(),
                "value: 168",
                "value: 169",
            ),
            (
                "term",
                "content/glossary/measure.md".to_owned(),
                "A ",
                "Some ",
            ),
            ("template", template.clone(), "<section", "<section "),
        ],
    );
    let forces = std::env::var("PEELPRESS_BENCH_FORCES")
        .ok()
        .and_then(|forces| forces.parse().ok())
        .unwrap_or(10_000);
    if forces == 0 {
        return;
    }
    let large = tempfile::tempdir_in(&folder).expect("a folder to measure in");
    for (path, text) in generate::site(forces) {
        let path = large.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    copy(&root.join("themes"), &large.path().join("themes"));
    let one = forces / 2;
    measure(
        &format!("{forces} forces"),
        large.path(),
        &format!("/forces/force-{one}/"),
        &[
            (
                "prose",
                format!("content/forces/force-{one}/2023-soc.md"),
                "officers",
                "constables",
            ),
            (
                "figure",
                format!("content/forces/force-{one}/2023-soc.yaml"),
                "value: 39",
                "value: 41",
            ),
            (
                "term",
                "content/glossary/term-7.md".to_owned(),
                "has uses",
                "has many uses",
            ),
            ("template", template, "<section", "<section "),
        ],
    );
}

/// Runs a preview, opens a page, and saves again and again.
fn measure(name: &str, site: &Path, page: &str, saves: &[Save]) {
    let (to, heard) = channel();
    let disk = DiskFiles::new(site).expect("a site");
    let request = Request {
        as_of: Some(jiff::civil::date(2026, 1, 1).into()),
        search: SearchMode::Page,
        ..Request::default()
    };
    let asked = ServeOptions {
        disk,
        request,
        host: None,
        allowed: Vec::new(),
        port: None,
        poll: false,
        visual: None,
    };
    // It runs until the program ends.
    std::thread::spawn(move || {
        run(&asked, &|news| {
            if let ServeEvent::Ready { address, .. } = news {
                let _ = to.send(address);
            }
        })
    });
    let address = heard.recv().expect("an address");
    let host = address
        .trim_start_matches("http://")
        .trim_end_matches('/')
        .to_owned();
    let mut listener = Listener::new(&host, page);
    listener.wait(Duration::from_secs(120), |state| !state["whole"].is_null());
    println!("{name}, {SAVES} saves each:");
    for (kind, file, one, other) in saves {
        let path = site.join(file);
        let mut times = Vec::new();
        for save in 0..SAVES {
            let text = std::fs::read_to_string(&path).expect("read");
            let (from, to) = if save % 2 == 0 {
                (one, other)
            } else {
                (other, one)
            };
            assert!(text.contains(from), "{file} holds no {from:?}");
            let start = Instant::now();
            std::fs::write(&path, text.replacen(from, to, 1)).expect("written");
            let is_told = |state: &serde_json::Value| {
                state["whole"].is_null() && state["changes"][0]["path"] == file.as_str()
            };
            listener.wait(Duration::from_secs(60), is_told);
            times.push(start.elapsed());
            std::thread::sleep(Duration::from_millis(300));
        }
        times.sort();
        println!(
            "  {kind:10} median {:>8.1?}, longest {:>8.1?}",
            times[SAVES / 2],
            times[SAVES - 1]
        );
    }
}

/// An open page, waiting for news.
struct Listener {
    stream: TcpStream,
    read: String,
}

impl Listener {
    fn new(host: &str, page: &str) -> Listener {
        let mut stream = TcpStream::connect(host).expect("a connection");
        write!(
            stream,
            "GET /nowhere/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .expect("sent");
        let mut any = String::new();
        stream.read_to_string(&mut any).expect("read");
        let token = any
            .split("data-token=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .expect("a token");
        let mut stream = TcpStream::connect(host).expect("a connection");
        write!(
            stream,
            "GET /.peelpress/{token}/news?path={page} HTTP/1.1\r\nHost: {host}\r\n\r\n"
        )
        .expect("sent");
        Listener {
            stream,
            read: String::new(),
        }
    }

    fn wait(&mut self, patience: Duration, fits: impl Fn(&serde_json::Value) -> bool) {
        self.stream.set_read_timeout(Some(patience)).expect("set");
        let mut piece = vec![0; 64 * 1024];
        loop {
            while let Some(end) = self.read.find("\n\n") {
                let event: String = self.read.drain(..end + 2).collect();
                let data = event.lines().find_map(|line| line.strip_prefix("data: "));
                if data
                    .and_then(|data| serde_json::from_str(data).ok())
                    .is_some_and(|state| fits(&state))
                {
                    return;
                }
            }
            let count = self.stream.read(&mut piece).expect("news in time");
            self.read
                .push_str(&String::from_utf8_lossy(&piece[..count]));
        }
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().flatten() {
        let inner = entry.path().strip_prefix(from).expect("inside");
        // A path joined with nothing would end in a slash, as a folder's.
        let goal = if inner.as_os_str().is_empty() {
            to.to_owned()
        } else {
            to.join(inner)
        };
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(goal).expect("made");
        } else {
            std::fs::create_dir_all(goal.parent().expect("a folder")).expect("made");
            std::fs::copy(entry.path(), goal).expect("copied");
        }
    }
}
