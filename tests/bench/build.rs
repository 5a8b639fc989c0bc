//! How long a build takes, from files on a disk to a site on a disk, as the number of forces grows.
//!
//! `cargo bench --bench build` makes sites of 1,000 and 8,000 forces (16 KB of prose each, 200 glossary terms,
//! cross-references, tables, figures) in a temporary folder, builds each several times in turn and prints the best and
//! the median, and the ratio. Machines are noisy: compare numbers of one run only. `PEELPRESS_BENCH_DIR` names a folder
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

fn main() {
    let folder = std::env::var("PEELPRESS_BENCH_DIR").map_or_else(|_| std::env::temp_dir(), PathBuf::from);
    let sizes = std::env::var("PEELPRESS_BENCH_FORCES").unwrap_or_else(|_| "1000,8000".to_owned());
    let sizes: Vec<usize> = sizes.split(',').filter_map(|size| size.trim().parse().ok()).collect();
    let sites: Vec<_> = sizes.iter().map(|&size| (size, generated(&folder, size))).collect();
    let mut times: Vec<Vec<[Duration; 2]>> = vec![Vec::new(); sites.len()];
    // In turn, so that a noisy minute does not fall on one size alone.
    for _ in 0..5 {
        for ((_, site), times) in sites.iter().zip(&mut times) {
            times.push(once(site.path()));
        }
    }
    println!("{:>8} {:>14} {:>14} {:>14}", "forces", "best", "median", "best in memory");
    for ((size, _), times) in sites.iter().zip(&mut times) {
        let column = |at: usize| {
            let mut column: Vec<Duration> = times.iter().map(|time| time[at]).collect();
            column.sort();
            column
        };
        let (whole, memory) = (column(1), column(0));
        println!("{size:>8} {:>14.3?} {:>14.3?} {:>14.3?}", whole[0], whole[whole.len() / 2], memory[0]);
    }
    if let [(few, _), (many, _)] = sites.as_slice() {
        let best = |times: &[[Duration; 2]]| times.iter().map(|time| time[1]).min().unwrap_or_default().as_secs_f64();
        println!("{} times the forces take {:.2} times as long", many / few, best(&times[1]) / best(&times[0]));
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
        let inner = entry.path().strip_prefix(env!("CARGO_MANIFEST_DIR")).expect("inside");
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
    let start = Instant::now();
    let files = DiskFiles::new(site).expect("a site");
    let today = jiff::civil::date(2026, 1, 1);
    let built = build(&files, &Request { today, is_date_asked: true, ..Request::default() });
    let in_memory = start.elapsed();
    assert!(!built.report.has_errors(), "{}", report(&built));
    peelpress::output::write(&built.output, &public).expect("written");
    [in_memory, start.elapsed()]
}

fn report(built: &peelpress::pipeline::Built) -> String {
    use peelpress::diagnostic::render::{Format, render};
    render(&built.report, &built.sources, Format::Short, false).lines().take(5).collect::<Vec<_>>().join("\n")
}
