//! The repository's own site: its content is without fault, and every page that it gives is sound.
//!
//! It is built once for all of these tests, with everything that `build` makes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use peelpress::files::DiskFiles;
use peelpress::pipeline::{self, Built, Request};
use peelpress::search::SearchMode;

use crate::folder::{self, Tree};
use crate::html::{self, Html};
use crate::properties::differing;
use crate::site_test::{Outcome, TODAY};

/// Where `site.toml` says that the site stands.
const ORIGIN: &str = "https://example.org";

/// Much longer than a build takes, even on a busy machine with an unoptimised program.
const PATIENCE: Duration = Duration::from_secs(240);

static SITE: LazyLock<Outcome> = LazyLock::new(|| {
    let files = DiskFiles::new(folder::root()).expect("the repository");
    let request = Request {
        today: TODAY,
        search: SearchMode::Whole,
        ..Request::default()
    };
    Outcome {
        built: pipeline::build(&files, &request),
    }
});

static TREE: LazyLock<Tree> = LazyLock::new(|| SITE.tree());

static PAGES: LazyLock<BTreeMap<&'static str, Html>> = LazyLock::new(|| html::pages(&TREE));

/// The repository's own site.
pub(crate) fn site() -> &'static Outcome {
    &SITE
}

/// Its pages, taken apart.
pub(crate) fn pages() -> &'static BTreeMap<&'static str, Html> {
    &PAGES
}

#[test]
fn the_content_has_no_fault_and_no_warning() {
    let Built { report, .. } = &site().built;
    assert!(report.is_empty(), "{}", site().report());
}

#[test]
fn the_search_page_alone_may_run_web_assembly() {
    let headers = std::str::from_utf8(&TREE["_headers"]).expect("UTF-8");
    let (every_file, search) = headers
        .split_once("\n/search/*\n")
        .expect("a rule of the search page");
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
fn every_link_anchor_and_asset_is_there() {
    let broken = html::broken_links(&TREE, &PAGES, ORIGIN, "/");
    assert!(
        broken.is_empty(),
        "{} broken links:\n{}",
        broken.len(),
        broken[..broken.len().min(50)].join("\n")
    );
}

#[test]
fn every_page_is_sound_html() {
    let mut flaws = Vec::new();
    for (path, page) in PAGES.iter() {
        let mut flaw = |words: String| flaws.push(format!("{path}: {words}"));
        let mut ids = BTreeSet::new();
        for id in page.ids() {
            if !ids.insert(id) {
                flaw(format!("the id `{id}` stands there twice"));
            }
        }
        let n_h1 = page.all("h1").count();
        if n_h1 != 1 {
            flaw(format!("{n_h1} first-level headings"));
        }
        if page
            .all("html")
            .next()
            .and_then(|html| html.attribute("lang"))
            != Some("en-GB")
        {
            flaw("no language".to_owned());
        }
        let head = page
            .tags
            .iter()
            .take_while(|tag| !matches!(tag.name.as_str(), "body" | "svg"));
        if head.filter(|tag| tag.name == "title").count() != 1 {
            flaw("no title, or two".to_owned());
        }
        for image in page.all("img") {
            if image.attribute("alt").is_none() {
                flaw("a picture without words".to_owned());
            }
        }
        page.flaws.iter().for_each(|words| flaw(words.clone()));
        page.scripts().into_iter().for_each(&mut flaw);
        page.foreign_requests()
            .into_iter()
            .for_each(|address| flaw(format!("asks another site for {address}")));
        let n_main = page.all("main").count();
        if n_main != 1 {
            flaw(format!("{n_main} main parts"));
        }
        let first_link = page.all("a").next().and_then(|link| link.attribute("href"));
        if !first_link.is_some_and(|address| address.starts_with('#')) {
            flaw("its first link does not lead past the navigation".to_owned());
        }
    }
    assert!(
        flaws.is_empty(),
        "{} flaws:\n{}",
        flaws.len(),
        flaws[..flaws.len().min(50)].join("\n")
    );
}

#[test]
fn every_page_can_be_reached_from_the_front_page() {
    let mut reached = BTreeSet::from(["index.html".to_owned()]);
    let mut next = vec!["index.html".to_owned()];
    while let Some(path) = next.pop() {
        for link in PAGES[path.as_str()].all("a") {
            let Some(address) = link
                .attribute("href")
                .and_then(|address| address.strip_prefix('/'))
            else {
                continue;
            };
            let address = address.split(['#', '?']).next().unwrap_or_default();
            let file = if address.is_empty() || address.ends_with('/') {
                format!("{address}index.html")
            } else {
                address.to_owned()
            };
            if PAGES.contains_key(file.as_str()) && reached.insert(file.clone()) {
                next.push(file);
            }
        }
    }
    let lost: Vec<_> = PAGES
        .keys()
        .filter(|path| !reached.contains(**path) && **path != "404.html")
        .collect();
    assert!(lost.is_empty(), "no way leads to {lost:?}");
}

#[test]
fn everything_has_its_page_at_its_address() {
    for list in [
        "",
        "regions/",
        "forces/",
        "rocus/",
        "judgments/",
        "findings/",
        "recommendations/",
        "practice/",
    ] {
        assert!(
            site().has_file(&format!("{list}index.html")),
            "no page at /{list}"
        );
    }
    for list in [
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
    assert!(
        site().has_file("404.html")
            && site().has_file("sitemap.xml")
            && site().has_file("robots.txt")
    );
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
fn the_sitemap_names_every_page_but_the_one_for_missing_pages() {
    let sitemap = site().file("sitemap.xml");
    let named: BTreeSet<&str> = sitemap
        .lines()
        .filter_map(|line| {
            line.strip_prefix("<url><loc>https://example.org/")?
                .split("</loc>")
                .next()
        })
        .collect();
    let pages: BTreeSet<&str> = PAGES
        .keys()
        .filter(|path| **path != "404.html")
        .map(|path| path.trim_end_matches("index.html"))
        .collect();
    assert_eq!(named, pages);
}

#[test]
fn no_page_holds_a_name_that_should_have_become_an_address() {
    for (path, bytes) in TREE.iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = String::from_utf8_lossy(bytes);
        for scheme in [
            "force:",
            "rocu:",
            "region:",
            "finding:",
            "term:",
            "topic:",
            "measure:",
            "inspection:",
        ] {
            assert!(
                !text.contains(&format!("href=\"{scheme}")),
                "{path} links to {scheme}…"
            );
        }
    }
}

#[test]
fn the_same_site_comes_out_of_any_folder_time_zone_and_number_of_threads() {
    let above = tempfile::tempdir().expect("a folder");
    let built = |name: &str, zone: &str, threads: &str| {
        let root = above.path().join(name);
        for part in ["content", "themes"] {
            folder::write(&root.join(part), &folder::read(&folder::root().join(part)));
        }
        std::fs::copy(folder::root().join("site.toml"), root.join("site.toml")).expect("copied");
        build_there(&root, zone, threads);
        folder::read(&root.join("public"))
    };
    let one = built("a", "Pacific/Auckland", "1");
    let other = built(
        "b much longer name/with a folder",
        "America/Los_Angeles",
        "3",
    );
    assert!(one.len() > 400, "only {} files", one.len());
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
