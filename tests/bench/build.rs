//! How long a build takes, from files on a disk to a site on a disk, as the number of forces grows.
//!
//! `cargo bench --bench build` makes sites of 1,000 and 8,000 forces (16 KB of prose each, 200 glossary terms,
//! cross-references, tables, figures) in a temporary folder, builds each several times in turn.
//! It prints the best time, the median and the ratio. Machines are noisy: compare numbers of one run only. `PEELPRESS_BENCH_DIR` names a folder
//! on the file system to measure; `PEELPRESS_BENCH_FORCES` the sizes, such as `1000,2000`.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a bench reads the clock, makes its own site and prints what it measured"
)]

mod generate;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use peelpress::files::DiskFiles;
use peelpress::pipeline::{Request, build};

/// The program's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often each site is built.
const ROUNDS: usize = 9;

fn main() {
    let folder =
        std::env::var("PEELPRESS_BENCH_DIR").map_or_else(|_| std::env::temp_dir(), PathBuf::from);
    let sizes = std::env::var("PEELPRESS_BENCH_FORCES").unwrap_or_else(|_| "1000,8000".to_owned());
    let sizes: Vec<usize> = sizes
        .split(',')
        .filter_map(|size| size.trim().parse().ok())
        .collect();
    let sites: Vec<_> = sizes
        .iter()
        .map(|&size| (size, generated(&folder, size)))
        .collect();
    let (mut times, mut in_memory) = (vec![Vec::new(); sites.len()], vec![Vec::new(); sites.len()]);
    // In turn, so that a noisy minute does not fall on one size alone.
    for _ in 0..ROUNDS {
        for (at, (_, site)) in sites.iter().enumerate() {
            let [memory, whole] = once(site.path());
            in_memory[at].push(memory);
            times[at].push(whole);
        }
    }
    println!(
        "{:>8} {:>14} {:>14} {:>14}",
        "forces", "best", "median", "best in memory"
    );
    for ((size, _), (times, in_memory)) in sites.iter().zip(times.iter_mut().zip(&mut in_memory)) {
        times.sort();
        in_memory.sort();
        println!(
            "{size:>8} {:>14.3?} {:>14.3?} {:>14.3?}",
            times[0],
            times[times.len() / 2],
            in_memory[0]
        );
    }
    if let [(few, _), (many, _)] = sites.as_slice() {
        let by = |pick: fn(&[Duration]) -> Duration| {
            pick(&times[1]).as_secs_f64() / pick(&times[0]).as_secs_f64()
        };
        let (best, median) = (
            by(|sorted| sorted[0]),
            by(|sorted| sorted[sorted.len() / 2]),
        );
        println!(
            "{} times the forces take {best:.2} times as long by the best, {median:.2} by the median",
            many / few
        );
    }
}

fn generated(folder: &Path, forces: usize) -> tempfile::TempDir {
    let site = tempfile::tempdir_in(folder).expect("a folder to measure in");
    for (path, text) in generate::site(forces) {
        let path = site.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes");
    for entry in walkdir::WalkDir::new(&theme).into_iter().flatten() {
        let inner = entry
            .path()
            .strip_prefix(env!("CARGO_MANIFEST_DIR"))
            .expect("inside");
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(site.path().join(inner)).expect("made");
        } else {
            std::fs::copy(entry.path(), site.path().join(inner)).expect("copied");
        }
    }
    site
}

/// One build into a folder that is not there yet: the time until the site is made in memory, and until it is written.
fn once(site: &Path) -> [Duration; 2] {
    let public = site.join("public");
    if public.exists() {
        std::fs::remove_dir_all(&public).expect("the last one is gone");
    }
    // A build lets go of what it used in the background, where a program that is done would simply end: wait until every
    // thread has ended what it was at.
    rayon::broadcast(|_| ());
    let start = Instant::now();
    let files = DiskFiles::new(site).expect("a site");
    let built = build(
        &files,
        &Request {
            as_of: Some(jiff::civil::date(2026, 1, 1).into()),
            ..Request::default()
        },
    );
    let in_memory = start.elapsed();
    assert!(!built.report.has_errors(), "{}", report(&built));
    peelpress::output::write(&built.output, &public, &|| false).expect("written");
    [in_memory, start.elapsed()]
}

fn report(built: &peelpress::pipeline::Built) -> String {
    use peelpress::diagnostic::render::{Format, render};
    render(&built.report, &built.sources, Format::Short, false)
        .lines()
        .take(5)
        .collect::<Vec<_>>()
        .join("\n")
}
