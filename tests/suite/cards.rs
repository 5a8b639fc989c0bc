//! Cards, icons and what else browsers and other sites read of a site as a whole.

use serde_json::Value;

use crate::showcase;
use crate::site_test::{Outcome, SiteTest};

const HAS_CARDS: bool = peelpress::card::IS_AVAILABLE;

/// The size of a PNG.
fn size(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    (side(16), side(20))
}

fn built(address: &str) -> Outcome {
    SiteTest::of(&showcase::tree())
        .at(address)
        .with_cards()
        .build()
}

#[test]
fn each_body_and_region_has_a_card_that_its_page_names() {
    let outcome = built("https://example.org/isles/");
    let tree = outcome.tree();
    let again = built("https://example.org/isles/").tree();
    for (path, html) in &tree {
        let html = String::from_utf8_lossy(html);
        let depth = path.matches('/').count();
        let is_subject = path.ends_with("/index.html")
            && depth == 2
            && ["forces/", "rocus/", "regions/"]
                .iter()
                .any(|it| path.starts_with(it));
        if !path.ends_with(".html") || html.contains("http-equiv=\"refresh\"") {
            continue;
        }
        let card = path
            .replace(".html", ".png")
            .replace("index.png", "card.png");
        let address =
            format!("<meta property=\"og:image\" content=\"https://example.org/isles/{card}\">");
        assert_eq!(html.contains(&address), is_subject && HAS_CARDS, "{path}");
        assert_eq!(tree.contains_key(&card), is_subject && HAS_CARDS, "{card}");
        if is_subject && HAS_CARDS {
            assert_eq!(size(&tree[&card]), (1200, 630));
            assert_eq!(tree[&card], again[&card], "the same bytes each time");
            assert!(
                html.contains("og:image:alt") && html.contains("summary_large_image"),
                "{path}"
            );
        }
    }
}

#[test]
fn a_site_has_a_manifest_with_the_icons_that_it_names() {
    let outcome = built("https://example.org/isles/");
    let tree = outcome.tree();
    let manifest: Value = serde_json::from_slice(&tree["site.webmanifest"]).expect("JSON");
    assert_eq!(manifest["start_url"], "/isles/");
    let icons = manifest["icons"].as_array().expect("icons");
    assert_eq!(!icons.is_empty(), HAS_CARDS);
    for icon in icons {
        let path = icon["src"]
            .as_str()
            .expect("an address")
            .trim_start_matches("/isles/");
        let (width, height) = size(&tree[path]);
        assert_eq!(icon["sizes"], format!("{width}x{height}"));
    }
    outcome
        .page("")
        .has("<link rel=\"manifest\" href=\"/isles/site.webmanifest\">");
    // Without search there is nothing to describe.
    assert!(!tree.contains_key("opensearch.xml"));
}

#[test]
fn a_security_contact_is_published_with_its_last_day() {
    let contact = "[contact]\nsecurity = \"mailto:security@example.org\"\n";
    let site = |more: &str| {
        let site = SiteTest::new("");
        let text = site.text("site.toml");
        site.with("site.toml", format!("{text}\n{contact}{more}"))
            .at("https://example.org/")
            .clean()
    };
    let tree = site("security_until = 2027-06-30\n").tree();
    let text = String::from_utf8_lossy(&tree[".well-known/security.txt"]).into_owned();
    assert_eq!(
        text,
        "Contact: mailto:security@example.org\nExpires: 2027-06-30T23:59:59Z\nCanonical: https://example.org/.well-known/security.txt\nPreferred-Languages: en-GB\n"
    );
    // The format asks for a last day.
    assert!(!site("").tree().contains_key(".well-known/security.txt"));
}

#[test]
fn a_topic_has_a_feed_of_the_accounts_with_a_finding_on_it() {
    let site =
        SiteTest::kent("## Tackling {#tackling}\n\n### Late {#late topics=plans}\n\nIt is.\n");
    let outcome = site
        .clone()
        .at("https://example.org/")
        .with_theme("peelpress")
        .clean();
    let feed = outcome.file("topics/plans/feed.atom");
    assert!(
        feed.contains("<id>https://example.org/topics/plans/feed.atom</id>"),
        "{feed}"
    );
    assert_eq!(feed.matches("<entry>").count(), 1);
    outcome
        .page("topics/plans/")
        .has("href=\"/topics/plans/feed.atom\"");
    let empty = SiteTest::kent("").at("https://example.org/").build();
    assert!(!empty.tree().contains_key("topics/plans/feed.atom"));
}
