//! Full-text search: what can be found, where it leads, and that the index is the same however it is made.

use std::collections::BTreeSet;
use std::io::Read;

use peelpress::pipeline::{self, BuildCache};
use peelpress::plan::{ListPage, PageKind};
use peelpress::search::{self, Record, SearchMode};

use crate::folder::differing;
use crate::site_test::{Outcome, SiteTest};

/// The site that `init` begins, with search.
fn first() -> SiteTest {
    SiteTest::first().searched(SearchMode::Whole)
}

/// What can be found in a site.
fn records(site: &SiteTest) -> Vec<Record> {
    let prepared = pipeline::prepare(
        &site.files,
        &site.request(),
        &mut BuildCache::default(),
        &mut |_| {},
    );
    assert!(prepared.report().is_empty());
    search::records(prepared.context(), prepared.plan())
}

fn found<'r>(records: &'r [Record], url: &str) -> &'r Record {
    let record = records.iter().find(|record| record.url.as_str() == url);
    record.unwrap_or_else(|| panic!("nothing leads to {url}"))
}

#[test]
fn every_page_finding_and_recommendation_can_be_found_once() {
    let site = first();
    let prepared = pipeline::prepare(
        &site.files,
        &site.request(),
        &mut BuildCache::default(),
        &mut |_| {},
    );
    let mut expected: BTreeSet<String> = BTreeSet::new();
    for page in &prepared.plan().pages {
        // The pages of the guide ask search to leave them out.
        let url = page.url.to_string();
        let is_guide = url.starts_with("/guide/") || url == "/templates/";
        // What is side by side is found on the pages of the bodies.
        let is_found = !matches!(
            page.kind,
            PageKind::NotFound | PageKind::List(ListPage::Search) | PageKind::SideBySide(_)
        );
        if is_found && !is_guide {
            expected.insert(page.url.to_string());
        }
    }
    for on_page in [
        "regions/coast/#shared-intelligence",
        "forces/saltmarsh/#local-profile",
        "forces/saltmarsh/#capacity",
        "forces/saltmarsh/#fill-posts",
        "forces/saltmarsh/#plans",
        "rocus/crocu/#specialists",
    ] {
        expected.insert(format!("/{on_page}"));
    }
    let records = records(&site);
    let urls: Vec<String> = records
        .iter()
        .map(|record| record.url.to_string())
        .collect();
    assert_eq!(urls.iter().cloned().collect::<BTreeSet<_>>(), expected);
    assert_eq!(urls.len(), expected.len(), "something is there twice");
}

#[test]
fn a_finding_names_its_body_and_what_it_can_be_filtered_by() {
    let records = records(&first());
    let finding = found(&records, "/forces/saltmarsh/#capacity");
    assert_eq!(
        finding.title,
        "Too few officers work on the most serious threats"
    );
    assert_eq!(finding.place, "Saltmarsh Police · Resources");
    assert_eq!(finding.kind, "Cause of concern");
    assert!(
        finding.text.starts_with("One post in five was empty"),
        "{}",
        finding.text
    );
    let filters: Vec<String> = finding
        .filters
        .iter()
        .map(|(name, ids)| format!("{name}={}", ids.join("+")))
        .collect();
    assert_eq!(
        filters,
        [
            "grade=inadequate",
            "kind=cause-of-concern",
            "region=coast",
            "topic=capacity"
        ]
    );
    let recommendation = found(&records, "/forces/saltmarsh/#fill-posts");
    assert_eq!(recommendation.place, "Saltmarsh Police · due 31 March 2027");
    assert!(
        recommendation.text.ends_with("For Saltmarsh Police."),
        "{}",
        recommendation.text
    );
    let later = crate::search::records(&first().on(jiff::civil::date(2027, 4, 1)));
    assert_eq!(
        found(&later, "/forces/saltmarsh/#fill-posts").place,
        "Saltmarsh Police · due 31 March 2027, date passed"
    );
    assert_eq!(
        found(&records, "/forces/saltmarsh/#local-profile").filters["kind"],
        ["strength"]
    );
}

#[test]
fn a_body_is_found_by_every_name_it_has_had() {
    let body = "---\nname: Saltmarsh Police\nregion: coast\nabbreviation: SMP\nformer_names:\n  - name: Marsh Constabulary\n---\n";
    let records = records(&first().with("content/forces/saltmarsh/force.md", body));
    assert_eq!(
        found(&records, "/forces/saltmarsh/").also,
        "SMP, Marsh Constabulary"
    );
}

#[test]
fn the_sections_of_a_page_are_found_each_at_its_own_place() {
    let page = "---\ntitle: Method\nsummary: How it was done.\n---\n\nFirst.\n\n## Counting\n\nOne, two.\n\n### Twice\n\nThree.\n\n## Weighing\n\nFour.\n";
    let records = records(&first().with("content/pages/method.md", page));
    let told = |url| {
        let record = found(&records, url);
        (
            record.title.as_str(),
            record.place.as_str(),
            record.text.as_str(),
        )
    };
    assert_eq!(told("/method/"), ("Method", "", "How it was done. First."));
    assert_eq!(
        told("/method/#counting"),
        ("Counting", "Method", "One, two. Twice. Three.")
    );
    assert_eq!(told("/method/#weighing"), ("Weighing", "Method", "Four."));
}

#[test]
fn a_page_that_is_not_for_readers_is_not_found() {
    let page = "---\ntitle: Method\nsearch: false\n---\n\nFirst.\n\n## Counting\n\nOne, two.\n";
    let records = records(&first().with("content/pages/method.md", page));
    assert!(
        records
            .iter()
            .all(|record| !record.url.as_str().starts_with("/method/"))
    );
}

#[test]
fn results_lead_to_the_public_url_of_the_site() {
    let records = records(&first().at("https://example.org/reports/"));
    assert!(
        records
            .iter()
            .all(|record| record.url.as_str().starts_with("/reports/"))
    );
}

/// The words of an index, as a browser would read them: of each record its address and the text.
fn indexed(site: &Outcome) -> Vec<(String, String)> {
    let mut records = Vec::new();
    for (path, bytes) in site
        .tree()
        .iter()
        .filter(|(path, _)| path.starts_with("pagefind/fragment/"))
    {
        let mut json = Vec::new();
        flate2::read::GzDecoder::new(&bytes[..])
            .read_to_end(&mut json)
            .unwrap_or_else(|_| panic!("{path}"));
        let group: serde_json::Value =
            serde_json::from_slice(&json["pagefind_dcd".len()..]).expect("JSON");
        for record in group.as_object().expect("records by hash").values() {
            let words = |key: &str| record[key].as_str().expect("text").to_owned();
            records.push((words("url"), words("content")));
        }
    }
    records.sort();
    records
}

#[test]
fn the_index_holds_every_record_with_its_words() {
    let site = first();
    let mut expected: Vec<(String, String)> = records(&site)
        .into_iter()
        .map(|record| {
            (
                record.url.to_string(),
                record.text.split_whitespace().collect::<Vec<_>>().join(" "),
            )
        })
        .collect();
    expected.sort();
    assert_eq!(indexed(&site.clean()), expected);
}

#[test]
fn the_index_has_only_what_a_browser_needs_to_search() {
    let mut kinds = BTreeSet::new();
    for path in first().clean().tree().keys() {
        if let Some(inner) = path.strip_prefix("pagefind/") {
            // Names of pieces are hashes.
            let kind = match inner.split_once('/') {
                Some((folder, _)) => format!("{folder}/"),
                None if inner.ends_with(".pf_meta") => "pf_meta".to_owned(),
                None => inner.to_owned(),
            };
            kinds.insert(kind);
        }
    }
    let expected = [
        "filter/",
        "fragment/",
        "index/",
        "pagefind-entry.json",
        "pagefind.js",
        "pf_meta",
        "wasm.en.pagefind",
    ];
    assert_eq!(kinds, expected.map(str::to_owned).into());
}

#[test]
fn the_index_is_the_same_on_one_core_and_on_several() {
    let on = |cores| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(cores)
            .build()
            .expect("threads");
        pool.install(|| first().clean().tree())
    };
    let one = on(1);
    assert!(
        one.keys()
            .filter(|path| path.starts_with("pagefind/"))
            .count()
            > 5
    );
    assert_eq!(differing(&one, &on(4)), Vec::<String>::new());
}

#[test]
fn a_language_that_pagefind_has_no_stems_for_is_searched_without() {
    let site = first()
        .edit("site.toml", "language = \"en-GB\"", "language = \"cy\"")
        .clean();
    assert!(site.has_file("pagefind/wasm.unknown.pagefind"));
    assert!(!indexed(&site).is_empty());
}

#[test]
fn the_page_offers_what_there_is_to_choose_from_and_ways_in_without_a_script() {
    let site = first().clean();
    let page = site.page("search/");
    for name in ["kind", "grade", "topic"] {
        page.has(&format!("name=\"{name}\""));
    }
    page.has("value=\"cause-of-concern\"")
        .has("value=\"capacity\"")
        .has("data-index=\"/pagefind/\"");
    // There is one region, so nothing to choose.
    page.lacks("name=\"region\"");
    for way in ["/findings/", "/recommendations/", "/glossary/", "/a-z/"] {
        page.has(&format!("<dt><a href=\"{way}\">"));
    }
}

#[test]
fn without_search_there_is_neither_page_nor_index_nor_link() {
    for (path, bytes) in SiteTest::first().clean().tree() {
        assert!(
            !path.starts_with("pagefind/") && !path.starts_with("search/"),
            "{path}"
        );
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !path.ends_with(".html") || !text.contains("href=\"/search/\""),
            "{path} leads to no page"
        );
        assert!(path != "_headers" || !text.contains("wasm"), "{text}");
    }
}

#[test]
fn a_check_makes_the_page_and_not_the_index() {
    let site = SiteTest::first().searched(SearchMode::Page).clean();
    assert!(site.has_file("search/index.html"));
    assert!(!site.tree().keys().any(|path| path.starts_with("pagefind/")));
}

#[test]
fn the_search_page_alone_may_run_webassembly() {
    let site = first().clean();
    let headers = site.file("_headers");
    let lax: Vec<&str> = headers
        .split("\n/")
        .filter(|rule| rule.contains("wasm-unsafe-eval"))
        .collect();
    assert_eq!(lax.len(), 1, "{headers}");
    assert!(lax[0].starts_with("search/*\n"), "{headers}");
    assert!(!headers.contains("unsafe-inline"), "{headers}");
}
