//! Every folder under `sites/`: a small site about one thing, and the pages it must give, to the letter.
//!
//! `case.toml` says what the site is about and which of its pages are compared. Pages are compared between `<main>` and
//! `</main>`, but for the front page, which is compared whole; other files are compared whole too.

use std::path::Path;

use serde::Deserialize;

use crate::folder::{self, Tree};
use crate::html;
use crate::site_test::{Outcome, SiteTest};

/// `case.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the site shows, in a sentence.
    about: String,
    /// What is compared: files by their paths, and all pages below paths that end in `/`. Everything, if nothing is named.
    #[serde(default)]
    compare: Vec<String>,
    /// The day, as `--date` gives it.
    date: Option<String>,
    /// The address, as `--base-url` gives it.
    address: Option<String>,
}

#[test]
fn every_golden_site_gives_its_pages() {
    let mut differences = Vec::new();
    for (name, folder) in cases() {
        let (case, outcome) = built(&folder);
        let found: Tree = outcome
            .tree()
            .into_iter()
            .filter(|(path, _)| is_compared(&case, path))
            .map(|(path, bytes)| (path.clone(), shown(&path, bytes)))
            .collect();
        for named in &case.compare {
            let one = Case {
                compare: vec![named.clone()],
                about: String::new(),
                date: None,
                address: None,
            };
            assert!(
                found.keys().any(|path| is_compared(&one, path)),
                "sites/{name} makes nothing at {named}"
            );
        }
        let expected = folder.join("expected");
        for (path, bytes) in &found {
            let text = String::from_utf8(bytes.clone()).expect("golden sites hold text");
            differences.extend(folder::compare(&expected.join(path), &text).err());
        }
        for path in folder::read(&expected)
            .keys()
            .filter(|path| !found.contains_key(*path))
        {
            if folder::is_blessing() {
                std::fs::remove_file(expected.join(path)).expect("removed");
            } else {
                let words = "is made no more, or no more compared; to accept it";
                differences.push(format!(
                    "tests/sites/{name}/expected/{path} {words}: {}",
                    folder::BLESS
                ));
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_link_of_a_golden_site_leads_somewhere() {
    for (name, folder) in cases() {
        let (case, outcome) = built(&folder);
        let (site, base) = (outcome.tree(), base(&case));
        let pages = html::pages(&site);
        let broken = html::broken_links(&site, &pages, "https://example.org", &base);
        assert!(broken.is_empty(), "sites/{name}:\n{}", broken.join("\n"));
        for (path, html) in &pages {
            assert!(
                html.flaws.is_empty(),
                "sites/{name}/{path}: {:?}",
                html.flaws
            );
        }
    }
}

#[test]
fn the_golden_sites_use_every_template_of_the_plain_theme() {
    let mut unused: Vec<String> =
        folder::read(&folder::tests().join("base/themes/plain/templates"))
            .into_keys()
            // Two are parts of others; search and briefs, which not every build makes, have tests of their own.
            .filter(|name| {
                ![
                    "frame.html",
                    "parts.html",
                    "search.html",
                    "brief_index.html",
                ]
                .contains(&name.as_str())
            })
            .collect();
    for (_, folder) in cases() {
        let (_, outcome) = built(&folder);
        let site = outcome.tree();
        // Each page says its kind in its first line.
        let kinds: Vec<String> = site
            .iter()
            .filter(|(path, _)| path.ends_with(".html"))
            .filter_map(|(_, bytes)| {
                std::str::from_utf8(bytes)
                    .ok()?
                    .split("<main>\n")
                    .nth(1)?
                    .lines()
                    .next()
            })
            .map(|line| {
                line.trim_end_matches("</p>")
                    .rsplit(['/', '>', ' '])
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            })
            .collect();
        unused.retain(|name| !kinds.iter().any(|kind| format!("{kind}.html") == *name));
    }
    assert!(unused.is_empty(), "no golden site shows {unused:?}");
}

fn cases() -> Vec<(String, std::path::PathBuf)> {
    let sites = folder::tests().join("sites");
    folder::names(&sites)
        .into_iter()
        .map(|name| (name.clone(), sites.join(name)))
        .collect()
}

fn built(folder: &Path) -> (Case, Outcome) {
    let mut files = folder::read(folder);
    files.retain(|path, _| !path.starts_with("expected/"));
    let name = folder.display();
    let case = files
        .remove("case.toml")
        .unwrap_or_else(|| panic!("{name} has no case.toml"));
    let case: Case = toml::from_str(std::str::from_utf8(&case).expect("UTF-8")).expect("a case");
    assert!(!case.about.is_empty(), "{name} says what it is about");
    let mut site = SiteTest::over_base(&files);
    if let Some(date) = &case.date {
        site = site.on(date.parse().expect("a date"));
    }
    if let Some(address) = &case.address {
        site = site.at(address);
    }
    let outcome = site.clean();
    (case, outcome)
}

fn base(case: &Case) -> String {
    let address = case.address.as_deref().unwrap_or("https://example.org/");
    address.trim_start_matches("https://example.org").to_owned()
}

fn is_compared(case: &Case, path: &str) -> bool {
    let is_page = path.ends_with(".html");
    let fits = |named: &String| {
        path == named || (is_page && named.ends_with('/') && path.starts_with(named.as_str()))
    };
    case.compare.is_empty() || case.compare.iter().any(fits)
}

/// The part of a file that is compared.
fn shown(path: &str, bytes: Vec<u8>) -> Vec<u8> {
    if !path.ends_with(".html") || path == "index.html" {
        return bytes;
    }
    let text = String::from_utf8(bytes).expect("UTF-8");
    let main = text
        .split_once("<main>\n")
        .and_then(|(_, rest)| rest.split_once("</main>"));
    main.map(|(main, _)| main.to_owned())
        .unwrap_or(text)
        .into_bytes()
}
