//! The program itself, as an author runs it: from saves on a disk to open pages; and a long day of 2,000 saves with twenty
//! pages open, which is run by name.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
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
            .find_map(|line| {
                line.strip_prefix("serving http://")?
                    .split('/')
                    .next()?
                    .parse()
                    .ok()
            })
            .expect("an address");
        // Read its output, or it would wait.
        std::thread::spawn(move || lines.for_each(drop));
        Running { child, address }
    }

    fn get(&self, target: &str) -> String {
        let mut stream = TcpStream::connect(self.address).expect("a connection");
        let request = format!(
            "GET {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        );
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
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))
            .unwrap_or_default();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .unwrap_or_default();
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
    listener
        .next(Duration::from_secs(5), |_| true)
        .expect("told");
    // As editors save: another file takes the old one's place.
    let path = site.root().join("content/forces/kent/2023-soc.md");
    let text = site
        .read("content/forces/kent/2023-soc.md")
        .replace("Some plans", "Most plans");
    std::fs::write(path.with_extension("md.tmp"), text).expect("written");
    std::fs::rename(path.with_extension("md.tmp"), &path).expect("renamed");
    let told = listener.next(Duration::from_secs(5), |state| {
        state["changes"][0]["path"] == "content/forces/kent/2023-soc.md"
    });
    assert!(told.is_some());
    assert!(running.get("/forces/kent/").contains("Most plans"));
    drop(running);
    assert_eq!(files_in(&site), before);
}

#[test]
fn changes_are_found_by_polling_where_the_system_reports_none() {
    let site = Site::new();
    let running = Running::start(&site, &["--poll"]);
    let mut listener = Listener::new(running.address, &running.token(), "/about/");
    listener
        .next(Duration::from_secs(5), |_| true)
        .expect("told");
    for text in ["one", "two", "six"] {
        // The same length each time, and within the same second.
        site.write(
            "content/pages/about.md",
            &format!("---\ntitle: About\n---\n\nWords {text}.\n"),
        );
        let told = listener.next(Duration::from_secs(8), |_| {
            running.get("/about/").contains(&format!("Words {text}"))
        });
        assert!(told.is_some(), "{text}");
    }
    site.write(
        "content/forces/kent/2024-soc.md",
        &site
            .read("content/forces/kent/2023-soc.md")
            .replace("plans-", "more-"),
    );
    let told = listener.next(Duration::from_secs(8), |state| {
        state["changes"][0]["kind"] == "added"
    });
    assert!(told.is_some());
}

#[test]
fn a_folder_that_another_takes_the_place_of_is_still_watched() {
    let site = Site::new();
    let running = Running::start(&site, &[]);
    let mut listener = Listener::new(running.address, &running.token(), "/about/");
    listener
        .next(Duration::from_secs(5), |_| true)
        .expect("told");
    let copy = |from: &Path, to: &Path| {
        let done = Command::new("cp")
            .arg("-r")
            .arg(from)
            .arg(to)
            .status()
            .expect("cp runs");
        assert!(done.success());
    };
    let aside = tempfile::tempdir().expect("a folder");
    for (round, folder) in ["content", "themes", "content/pages", "content"]
        .into_iter()
        .enumerate()
    {
        // The same files again, at once: nothing changes but the folder itself.
        let (here, kept) = (
            site.root().join(folder),
            aside.path().join(round.to_string()),
        );
        copy(&here, &kept);
        if round % 2 == 0 {
            std::fs::remove_dir_all(&here).expect("removed");
            copy(&kept, &here);
        } else {
            std::fs::rename(&here, aside.path().join(format!("old-{round}"))).expect("moved away");
            std::fs::rename(&kept, &here).expect("moved here");
        }
        // When everything has been looked at again.
        std::thread::sleep(Duration::from_millis(700));
        site.write(
            "content/pages/about.md",
            &format!("---\ntitle: About\n---\n\nRound {round}.\n"),
        );
        let words = format!("Round {round}.");
        let told = listener.next(Duration::from_secs(8), |_| {
            running.get("/about/").contains(&words)
        });
        assert!(told.is_some(), "an edit after {folder} was replaced");
    }
}

/// How many saves the long day has; `PREVIEW_SOAK` says another number.
const SAVES: usize = 2_000;

/// What an author does in turn: the file, what it comes to hold, the page that shows it and the words that it then shows.
fn save(number: usize, site: &Site, first: &[String]) -> (&'static str, String) {
    let word = format!("saved{number}");
    let about = format!("---\ntitle: About\n---\n\nWords {word}.\n");
    match number % 8 {
        0 => site.write("content/pages/about.md", &about),
        1 => {
            site.write("content/pages/.about.md.swp", &about);
            site.rename("content/pages/.about.md.swp", "content/pages/about.md");
        }
        2 => {
            site.remove("content/pages/about.md");
            site.write("content/pages/about.md", &about);
        }
        3 => {
            site.write(FILES[0], &first[0].replace("Some plans", &word));
            return ("/forces/kent/", word);
        }
        4 => {
            // Broken for a moment, and fixed.
            site.write(FILES[0], "---\ngrade: [good\n---\n");
            std::thread::sleep(Duration::from_millis(number as u64 % 40));
            site.write(FILES[0], &first[0].replace("Some plans", &word));
            return ("/forces/kent/", word);
        }
        5 => {
            // Below a thousand, where it would be shown with a comma, and another than the time before.
            let value = 13 + number % 900;
            site.write(
                FILES[1],
                &first[1].replace("value: 12", &format!("value: {value}")),
            );
            return ("/forces/kent/", format!(": {value}<"));
        }
        6 => {
            site.write(
                FILES[2],
                &first[2].replace("A picture", &format!("A {word} picture")),
            );
            return ("/glossary/local-profile/", word);
        }
        _ => {
            site.write(
                FILES[3],
                &first[3].replace("<h1>", &format!("<h1 class=\"{word}\">")),
            );
            return ("/forces/essex/", word);
        }
    }
    ("/about/", word)
}

const FILES: [&str; 4] = [
    "content/forces/kent/2023-soc.md",
    "content/forces/kent/2023-soc.yaml",
    "content/glossary/local-profile.md",
    "themes/plain/templates/base.html",
];

const PAGES: [&str; 5] = [
    "/forces/kent/",
    "/forces/essex/",
    "/about/",
    "/glossary/local-profile/",
    "/",
];

#[test]
#[ignore = "two minutes: cargo test --release --test preview -- --ignored a_long_day"]
fn a_long_day_of_saves_misses_nothing_and_stays_small() {
    let saves = std::env::var("PREVIEW_SOAK")
        .ok()
        .and_then(|saves| saves.parse().ok())
        .unwrap_or(SAVES);
    let site = Site::new();
    let first = FILES.map(|file| site.read(file));
    let running = Running::start(&site, &[]);
    let token = running.token();
    // Twenty open pages, each reading every event and keeping the last.
    let last: Vec<Arc<Mutex<serde_json::Value>>> = (0..20).map(|_| Arc::default()).collect();
    for (number, last) in last.iter().enumerate() {
        let mut listener = Listener::new(running.address, &token, PAGES[number % PAGES.len()]);
        let last = Arc::clone(last);
        std::thread::spawn(move || {
            while let Some(state) = listener.next(Duration::from_secs(60), |_| true) {
                *last.lock().expect("whole") = state;
            }
        });
    }
    let version = || {
        last[0].lock().expect("whole")["version"]
            .as_u64()
            .unwrap_or(0)
    };
    let until = |what: &str, fits: &dyn Fn() -> bool| {
        let late = Instant::now() + Duration::from_secs(10);
        while !fits() {
            assert!(Instant::now() < late, "{what}");
            std::thread::sleep(Duration::from_millis(2));
        }
    };
    until("nobody was told of anything", &|| version() > 0);
    let (mut memory, start) = (Vec::new(), Instant::now());
    for number in 0..saves {
        let before = version();
        let (page, word) = save(number, &site, &first);
        until(&format!("save {number} was not told of"), &|| {
            version() > before
        });
        until(&format!("save {number} was missed"), &|| {
            running.get(page).contains(&word)
        });
        if number % (saves / 5).max(1) == 0 {
            memory.push(running.memory());
        }
    }
    memory.push(running.memory());
    println!(
        "{saves} saves in {:.1?}, memory in kB as they went: {memory:?}",
        start.elapsed()
    );
    for (number, last) in last.iter().enumerate() {
        let page = PAGES[number % PAGES.len()];
        let newest = || {
            let state = last.lock().expect("whole").clone();
            let edition = state["edition"].as_str().unwrap_or("none").to_owned();
            state["version"].as_u64() == Some(version()) && running.get(page).contains(&edition)
        };
        until(&format!("open page {number}, {page}, is stale"), &newest);
    }
    let (early, late) = (memory[1], memory[memory.len() - 1]);
    assert!(
        late < early * 5 / 4 + 4_000,
        "memory grew from {early} kB to {late} kB"
    );
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
