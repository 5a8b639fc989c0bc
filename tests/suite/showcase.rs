//! An invented publication in the default theme, `tests/showcase/`: it holds something of every kind, and every page
//! that it gives is sound.
//!
//! It is built once for all tests that use it, with everything that `build` makes except briefs.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use peelpress::files::MemoryFiles;
use peelpress::pipeline::{self, Request};
use peelpress::search::SearchMode;

use crate::folder::{self, Tree, differing};
use crate::html::Html;
use crate::site_test::{Outcome, TODAY};
use crate::soundness::Parsed;

/// Much longer than a build takes, even on a busy machine with an unoptimised program.
const PATIENCE: Duration = Duration::from_secs(240);

static SITE: LazyLock<Outcome> = LazyLock::new(|| Outcome {
    built: pipeline::build(
        &files(),
        &Request {
            search: SearchMode::Whole,
            ..request()
        },
    ),
});

static TREE: LazyLock<Tree> = LazyLock::new(|| SITE.tree());

static PARSED: LazyLock<Parsed<'static>> = LazyLock::new(|| Parsed::new(&TREE));

/// The files of the showcase and of the themes.
pub(crate) fn tree() -> Tree {
    let mut tree = folder::read(&folder::tests().join("showcase"));
    for (path, bytes) in folder::read(&folder::root().join("themes")) {
        tree.insert(format!("themes/{path}"), bytes);
    }
    tree
}

/// The same files in memory.
pub(crate) fn files() -> MemoryFiles {
    let mut files = MemoryFiles::default();
    for (path, bytes) in tree() {
        files.insert(path, bytes);
    }
    files
}

/// What the tests ask of a build of the showcase.
pub(crate) fn request() -> Request {
    Request {
        now: TODAY.into(),
        ..Request::default()
    }
}

/// The built showcase.
pub(crate) fn site() -> &'static Outcome {
    &SITE
}

/// Its pages, parsed.
pub(crate) fn pages() -> &'static BTreeMap<&'static str, Html> {
    &PARSED.pages
}

#[test]
fn the_showcase_has_no_errors_and_no_warnings() {
    assert!(site().built.report.is_empty(), "{}", site().report());
}

#[test]
fn every_page_of_the_showcase_is_sound() {
    let problems = PARSED.problems();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[cfg(feature = "search")]
#[test]
fn only_the_search_page_may_run_web_assembly() {
    let headers = std::str::from_utf8(&TREE["_headers"]).expect("UTF-8");
    let (every_file, search) = headers
        .split_once("\n/search/*\n")
        .expect("a rule for the search page");
    assert!(
        every_file.starts_with("/*\n  Content-Security-Policy: ") && !every_file.contains("unsafe"),
        "{headers}"
    );
    assert!(
        search.starts_with("  ! Content-Security-Policy\n  Content-Security-Policy: "),
        "{headers}"
    );
    assert_eq!(search.matches("unsafe").count(), 1, "{headers}");
}

#[test]
fn every_list_and_every_row_has_its_page() {
    for list in [
        "",
        "regions/",
        "forces/",
        "rocus/",
        "judgments/",
        "findings/",
        "recommendations/",
        "practice/",
        "topics/",
        "measures/",
        "glossary/",
        "inspections/",
        "methodology/",
        "about/",
        "data/",
        "a-z/",
    ] {
        assert!(
            site().has_file(&format!("{list}index.html")),
            "no page at /{list}"
        );
    }
    for file in ["404.html", "sitemap.xml", "robots.txt"] {
        assert!(site().has_file(file), "no {file}");
    }
    for table in ["regions", "bodies", "inspections", "terms"] {
        for row in site().table(table) {
            let url = row["url"].as_str().expect("an address");
            assert!(
                site().has_file(&format!("{}index.html", &url[1..])),
                "{table}: no page at {url}"
            );
        }
    }
}

#[test]
fn the_same_site_comes_out_of_any_folder_time_zone_and_number_of_threads() {
    let above = tempfile::tempdir().expect("a folder");
    let built = |name: &str, zone: &str, threads: &str| {
        let root = above.path().join(name);
        folder::write(&root, &tree());
        build_there(&root, zone, threads);
        folder::read(&root.join("public"))
    };
    let one = built("a", "Pacific/Auckland", "1");
    let other = built(
        "b much longer name/with a folder",
        "America/Los_Angeles",
        "3",
    );
    assert!(one.len() > 100, "only {} files", one.len());
    assert_eq!(differing(&one, &other), Vec::<String>::new());
}

fn build_there(root: &Path, zone: &str, threads: &str) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_peelpress"))
        .args(["build", "--root"])
        .arg(root)
        .env("TZ", zone)
        .env("RAYON_NUM_THREADS", threads)
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("it can be asked") {
            assert!(status.success(), "with {threads} threads: {status}");
            return;
        }
        if start.elapsed() > PATIENCE {
            child.kill().expect("it can be stopped");
            panic!("with {threads} threads it does not end");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}
