//! A long day: thousands of saves with many pages open. Runs when `PREVIEW_SOAK` says how many saves.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::site::Site;
use crate::wire::Listener;

/// A preview as a process of its own, as an author runs it.
struct Running {
    child: Child,
    address: SocketAddr,
}

impl Running {
    fn start(site: &Site, more: &[&str]) -> Running {
        let mut child = Command::new(env!("CARGO_BIN_EXE_peelpress"))
            .args(["serve", "--date", "2026-01-01", "--root"])
            .arg(site.root())
            .args(more)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("started");
        let mut lines = BufReader::new(child.stderr.take().expect("its words")).lines();
        let address = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("serving http://")?.split('/').next()?.parse().ok())
            .expect("an address");
        // Somebody must read what it says, or it would wait.
        std::thread::spawn(move || lines.for_each(drop));
        Running { child, address }
    }

    fn get(&self, target: &str) -> String {
        let mut stream = TcpStream::connect(self.address).expect("a connection");
        let request = format!("GET {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("read");
        answer
    }

    fn token(&self) -> String {
        let page = self.get("/");
        let start = page.find("data-token=\"").expect("a token") + 12;
        page[start..start + 32].to_owned()
    }

    /// Memory in use, in kilobytes; nothing where the system does not say.
    fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
        line.trim().trim_end_matches(" kB").parse().unwrap_or(0)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_save_reaches_an_open_page_and_stopping_leaves_nothing_behind() {
    let site = Site::new();
    let before = files_in(&site);
    let running = Running::start(&site, &[]);
    let mut listener = Listener::new(running.address, &running.token(), "/forces/kent/");
    listener.next(Duration::from_secs(5), |_| true).expect("told");
    // As editors save: another file takes the old one's place.
    let path = site.root().join("content/forces/kent/2023-soc.md");
    let text = site.read("content/forces/kent/2023-soc.md").replace("Some plans", "Most plans");
    std::fs::write(path.with_extension("md.tmp"), text).expect("written");
    std::fs::rename(path.with_extension("md.tmp"), &path).expect("renamed");
    let told =
        listener.next(Duration::from_secs(5), |state| state["changes"][0]["path"] == "content/forces/kent/2023-soc.md");
    assert!(told.is_some());
    assert!(running.get("/forces/kent/").contains("Most plans"));
    drop(running);
    assert_eq!(files_in(&site), before);
}

#[test]
fn changes_are_found_by_looking_where_nobody_tells() {
    let site = Site::new();
    let running = Running::start(&site, &["--poll"]);
    let mut listener = Listener::new(running.address, &running.token(), "/about/");
    listener.next(Duration::from_secs(5), |_| true).expect("told");
    for text in ["one", "two", "six"] {
        // The same length each time, and within the same second.
        site.write("content/pages/about.md", &format!("---\ntitle: About\n---\n\nWords {text}.\n"));
        let told = listener.next(Duration::from_secs(8), |_| running.get("/about/").contains(&format!("Words {text}")));
        assert!(told.is_some(), "{text}");
    }
    site.write(
        "content/forces/kent/2024-soc.md",
        &site.read("content/forces/kent/2023-soc.md").replace("plans-", "more-"),
    );
    let told = listener.next(Duration::from_secs(8), |state| state["changes"][0]["kind"] == "added");
    assert!(told.is_some());
}

#[test]
fn a_long_day_of_saves_misses_nothing_and_stays_small() {
    let Some(saves) = std::env::var("PREVIEW_SOAK").ok().and_then(|saves| saves.parse::<usize>().ok()) else { return };
    let site = Site::new();
    let running = Running::start(&site, &[]);
    let token = running.token();
    let mut open: Vec<Listener> = (0..20)
        .map(|n| Listener::new(running.address, &token, ["/forces/kent/", "/forces/essex/", "/about/", "/"][n % 4]))
        .collect();
    for listener in &mut open {
        listener.next(Duration::from_secs(5), |_| true).expect("told");
    }
    let (mut early, start) = (0, Instant::now());
    for save in 0..saves {
        let text = format!("---\ntitle: About\n---\n\nWords of save number {save}.\n");
        match save % 3 {
            0 => site.write("content/pages/about.md", &text),
            1 => {
                site.write("content/pages/.about.md.swp", &text);
                site.rename("content/pages/.about.md.swp", "content/pages/about.md");
            }
            _ => {
                site.remove("content/pages/about.md");
                site.write("content/pages/about.md", &text);
            }
        }
        let wanted = format!("Words of save number {save}.");
        let is_shown = |_: &serde_json::Value| running.get("/about/").contains(&wanted);
        assert!(open[2].next(Duration::from_secs(10), is_shown).is_some(), "save {save} was missed");
        if save == saves / 5 {
            early = running.memory();
        }
    }
    for listener in &mut open {
        assert!(listener.next(Duration::from_secs(5), |state| state["version"].as_u64() > Some(1)).is_some());
    }
    let late = running.memory();
    println!("{saves} saves in {:.1?}, memory {early} kB after a fifth, {late} kB at the end", start.elapsed());
    assert!(late < early * 3 / 2 + 20_000, "memory grew from {early} kB to {late} kB");
}

fn files_in(site: &Site) -> Vec<String> {
    let mut files: Vec<String> = Vec::new();
    let mut folders = vec![site.root()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                files.push(entry.path().display().to_string());
            }
        }
    }
    files.sort();
    files
}
