//! The review edition: everything, marked, and never in the place of the public site.

use crate::cli::Place;
use crate::folder;
use crate::site_test::account;

fn site() -> Place {
    let words = "## Tackling {#tackling}\n\n### Open {#open topics=plans}\n\nAll see it.\n\n### Kept back {#kept-back topics=plans publish_at=\"2027-01-14T00:01 Europe/London\"}\n\nFew see | it.\n";
    Place::new()
        .with(
            "content/forces/kent/2023-soc.md",
            &account("grade: good", words),
        )
        .with(
            "content/pages/plan.md",
            "---\ntitle: The plan\ndraft: true\n---\n\nNot yet.\n",
        )
}

#[test]
fn a_review_edition_shows_everything_and_says_that_it_is_not_public() {
    let place = site();
    let run = place.run(&["build", "--review"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let files = folder::read(&place.root().join("review"));
    let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    let kent = text("forces/kent/index.html");
    assert!(kent.contains("Few see"), "{kent}");
    let state = "Not public: Embargoed until 00:01 on 14 January 2027 (Europe/London)</p>";
    assert!(kent.contains(state), "{kent}");
    assert!(text("plan/index.html").contains("Not public: Draft</p>"));
    for (path, bytes) in &files {
        let page = String::from_utf8_lossy(bytes);
        if path.ends_with(".html") {
            assert!(page.contains("content=\"noindex, nofollow\""), "{path}");
            assert!(page.contains("class=\"review-state\""), "{path}");
        }
        assert!(
            !page.contains("https://example.org/forces"),
            "{path} has a public URL"
        );
    }
    assert!(!files.contains_key("sitemap.xml") && !files.contains_key("feed.json"));
    assert!(text("_headers").contains("X-Robots-Tag: noindex, nofollow"));
    assert!(text("robots.txt").contains("Disallow: /"));
    assert!(text("manifest.json").contains("--review"));
}

#[test]
fn a_review_edition_is_refused_where_the_public_site_is_or_at_its_url() {
    let place = site();
    assert_eq!(
        place.run(&["build", "--no-briefs", "--no-search"]).code,
        Some(0)
    );
    let public = place.root().join("public");
    let before = folder::read(&public);
    let out = public.to_str().expect("UTF-8");
    let copy = place.root().join("copy");
    folder::write(&copy, &before);
    for arguments in [
        &["build", "--review", "--out", out][..],
        &["build", "--review", "--out", copy.to_str().expect("UTF-8")],
        &["build", "--review", "--base-url", "https://example.org/"],
    ] {
        let run = place.run(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {}", run.err);
    }
    assert!(folder::read(&public) == before);
}

#[test]
fn a_form_has_a_row_for_each_paragraph_with_the_number_of_the_edition() {
    let place = site();
    let run = place.run(&["review-form", "kent"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let row = run
        .out
        .lines()
        .find(|line| line.contains("Few see"))
        .expect("a row");
    assert!(row.contains("Few see \\| it."), "{row}");
    let number = row.split('|').nth(1).expect("a number").trim().to_owned();
    assert_eq!(place.run(&["build", "--review"]).code, Some(0));
    let page = place.root().join("review/forces/kent/index.html");
    let page = std::fs::read_to_string(page).expect("read");
    assert!(
        page.contains(&format!("<p data-paragraph=\"{number}\">Few see")),
        "{number}: {page}"
    );
    assert_eq!(place.run(&["review-form", "nowhere"]).code, Some(2));
}
