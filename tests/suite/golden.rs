//! Every folder under `sites/`: a small site about one thing, and the pages it must give, to the letter.
//!
//! `case.toml` says what the site is about and which of its pages are compared. Pages are compared between `<main>` and
//! `</main>`, except for the home page, which is compared whole; other files are compared whole too. Hashes of assets are
//! left out, so that an edited stylesheet changes no page.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use crate::folder::{self, Tree};
use crate::html;
use crate::showcase;
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
    /// Whether it is the showcase in its own theme, instead of files laid over the base.
    #[serde(default)]
    is_showcase: bool,
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
                is_showcase: false,
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
    let mut site = match case.is_showcase {
        true => SiteTest::of(&showcase::tree()),
        false => SiteTest::over_base(&files),
    };
    if let Some(date) = &case.date {
        site = site.on(date.parse::<peelpress::date::Moment>().expect("a date"));
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
    if !path.ends_with(".html") {
        return bytes;
    }
    let text = without_hashes(&String::from_utf8(bytes).expect("UTF-8"));
    if path == "index.html" {
        return text.into_bytes();
    }
    let main = text
        .split_once("<main")
        .and_then(|(_, rest)| rest.split_once(">\n"))
        .and_then(|(_, rest)| rest.split_once("</main>"));
    main.map(|(main, _)| main.to_owned())
        .unwrap_or(text)
        .into_bytes()
}

/// A page without the hashes of its assets.
fn without_hashes(html: &str) -> String {
    let name = regex::Regex::new(r"(/assets/[\w-]+)\.[0-9a-f]{12}\.").expect("a pattern");
    let integrity = regex::Regex::new(r"sha384-[\w+/=]+").expect("a pattern");
    let html = name.replace_all(html, "$1.HASH.");
    integrity.replace_all(&html, "sha384-HASH").into_owned()
}

#[test]
fn the_default_theme_has_a_golden_page_of_every_kind() {
    let (case, outcome) = built(&folder::tests().join("sites/default-theme"));
    let kind = |bytes: &[u8]| -> String {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        let (_, rest) = text.split_once("<body class=\"page-").expect("a page");
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    let mut missing: BTreeMap<String, String> = BTreeMap::new();
    let mut covered = BTreeSet::new();
    for (path, bytes) in outcome.tree() {
        if !path.ends_with(".html") {
            continue;
        }
        match is_compared(&case, &path) {
            true => drop(covered.insert(kind(&bytes))),
            false => drop(missing.insert(kind(&bytes), path)),
        }
    }
    missing.retain(|kind, _| !covered.contains(kind));
    assert!(
        missing.is_empty(),
        "no golden page of these kinds: {missing:?}"
    );
}
