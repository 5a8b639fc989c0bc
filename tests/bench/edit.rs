//! Saves one sentence again and again in a preview without a browser: `edit FOLDER SAVES`.
//!
//! `tests/bench/instructions.py` counts its instructions with one save and with two; the difference is a save, with
//! every page that it changes. Without a count it prints how long each save took, and how much memory the process has.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a bench edits the site that it measures, and prints what it found"
)]

use std::path::Path;
use std::time::Instant;

use peelpress::files::DiskFiles;
use peelpress::pipeline::Request;
use peelpress::preview::DevBuilder;
use peelpress::search::SearchMode;

/// The program's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The file that is edited, and two words that take each other's place in it.
const FILE: &str = "content/forces/force-7/2023-soc.md";
const WORDS: [&str; 2] = ["officers", "constables"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, saves] = arguments.as_slice() else {
        return println!("usage: edit FOLDER SAVES");
    };
    let (folder, saves) = (Path::new(folder), saves.parse().unwrap_or(1));
    let request = Request {
        as_of: Some(jiff::civil::date(2026, 1, 1).into()),
        search: SearchMode::Page,
        ..Request::default()
    };
    let disk = DiskFiles::new(folder).expect("a site");
    let mut builder = DevBuilder::start(disk, request);
    builder.shown().complete(&|| false).expect("not stopped");
    println!("first: {}", memory());
    for save in 0..saves {
        let text = std::fs::read_to_string(folder.join(FILE)).expect("read");
        let [from, to] = [WORDS[save % 2], WORDS[(save + 1) % 2]];
        std::fs::write(folder.join(FILE), text.replacen(from, to, 1)).expect("written");
        let start = Instant::now();
        let mut steps = String::new();
        let shown = builder.refresh_with_progress([FILE], &mut |step| {
            steps.push_str(&format!(" {step} {:.1?}", start.elapsed()));
        });
        let shown = shown.expect("another text");
        let ready = start.elapsed();
        shown.complete_pages(&|| false).expect("not stopped");
        println!(
            "ready {ready:.1?}, all {:.1?}, {}:{steps}",
            start.elapsed(),
            memory()
        );
    }
}

/// The memory of this process, and the time that its threads worked.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let resident = status.lines().find(|line| line.starts_with("VmRSS"));
    resident.unwrap_or("unknown memory").replace('\t', " ")
}
