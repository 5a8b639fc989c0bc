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
fn a_review_edition_may_lack_addresses_that_an_edition_had() {
    let place = site();
    let release = ["build", "--release", "2026-11"];
    let run = place.run(&release);
    assert_eq!(run.code, Some(0), "{}", run.err);
    // A draft of a newer account moves the earlier one, with its question area, to a page of its own.
    let words = "## Understanding {#understanding}\n\n### New {#new topics=plans}\n\nIt is.\n";
    let newer = account("grade: good", words).replace("soc-2023", "soc-2024");
    let report = "programme: regional\nregion: eastern\npublished: 2024-03-01\nsource:\n  publisher: P\n  report: R";
    let place = place
        .with(
            "content/inspections/soc-2024.md",
            &format!("---\ntitle: Eastern region, 2024\n{report}\n---\n\nText.\n"),
        )
        .with(
            "content/forces/kent/2024-soc.md",
            &newer.replacen("---\n", "---\ndraft: true\n", 1),
        );
    assert_eq!(place.run(&["check", "--no-briefs"]).code, Some(0));
    let run = place.run(&["build", "--review"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
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
        &["build", "--only", "force:kent"],
        &["build", "--edition", "Draft 3"],
        &["build", "--review", "--only", "kent"],
        &["build", "--review", "--only", "forces:kent"],
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

#[test]
fn a_copy_for_one_force_shows_of_hidden_content_only_what_concerns_it() {
    let words = |name: &str| {
        format!(
            "## Tackling {{#tackling}}\n\n### {name} is late {{#late topics=plans .draft}}\n\nThe teams of {name} wait for months before they start.\n\n- A first item\n- A second\n\n| Team | Size |\n| --- | --- |\n| North | Small |\n"
        )
    };
    let coast = "---\ntitle: The coast\nprogramme: regional\npublished: 2024-03-02\npublish_at: 2027-01-14T00:01 Europe/London\nsource:\n  publisher: The inspectorate\n  report: The coast\n---\n\nHow we went along the coast.\n";
    let place = Place::new()
        .with("content/inspections/coast.md", coast)
        .with("content/forces/essex/force.md", "---\nname: Essex Police\nregion: eastern\n---\n")
        .with("content/forces/kent/2023-soc.md", &account("grade: good", &words("Kent")))
        .with("content/forces/essex/2023-soc.md", &account("grade: good", &words("Essex")))
        .with("content/forces/essex/2024-coast.md", "---\ninspection: coast\ngrade: good\n---\n\n## Tackling {#tackling}\n\n### Sea {#sea topics=plans}\n\nEssex has a sea.\n")
        .with("content/pages/plan.md", "---\ntitle: The hidden plan\ndraft: true\n---\n\nNot yet.\n");
    let built = |only: &[&str]| {
        let mut arguments = vec![
            "build",
            "--review",
            "--no-briefs",
            "--no-search",
            "--edition",
            "Draft <3>",
        ];
        only.iter()
            .for_each(|subject| arguments.extend(["--only", subject]));
        let run = place.run(&arguments);
        assert_eq!(run.code, Some(0), "{}", run.err);
        folder::read(&place.root().join("review"))
    };
    let has = |files: &folder::Tree, words: &str| {
        files
            .values()
            .any(|bytes| String::from_utf8_lossy(bytes).contains(words))
    };
    for (only, shown) in [
        (&["force:kent"][..], [true, false, false, false]),
        (&["inspection:coast"], [false, false, true, false]),
        // The inspection of an account is shown with it.
        (&["force:essex"], [false, true, true, false]),
        (&["force:kent", "page:plan"], [true, false, false, true]),
        (&[], [true, true, true, true]),
    ] {
        let files = built(only);
        let found = [
            "teams of Kent",
            "teams of Essex",
            "has a sea",
            "hidden plan",
        ]
        .map(|words| has(&files, words));
        assert_eq!(found, shown, "{only:?}");
        let home = String::from_utf8_lossy(&files["index.html"]).into_owned();
        let title = match only {
            [] => "Review edition “Draft &lt;3&gt;”.".to_owned(),
            only => format!("Review edition “Draft &lt;3&gt;” for {}.", only.join(", ")),
        };
        assert!(home.contains(&title), "{home}");
        // A page whose hidden finding is not in the copy shows nothing that is kept back.
        let essex = String::from_utf8_lossy(&files["forces/essex/index.html"]).into_owned();
        assert_eq!(
            essex.contains("Not public"),
            shown[1] || shown[2],
            "{only:?}: {essex}"
        );
        assert_eq!(verified(&place), Some(0));
    }
    let run = place.run(&["build", "--review", "--only", "force:nowhere"]);
    assert_eq!(run.code, Some(1), "{}", run.err);
    assert!(
        run.err
            .contains("unknown subject of the review `force:nowhere`"),
        "{}",
        run.err
    );
    // The form has the numbers of the same copy, also of items and rows.
    built(&["force:kent"]);
    let form = place.run(&["review-form", "kent", "--only", "force:kent"]);
    let page =
        std::fs::read_to_string(place.root().join("review/forces/kent/index.html")).expect("read");
    for words in ["The teams of Kent wait", "A second", "North ; Small"] {
        let row = form
            .out
            .lines()
            .find(|line| line.contains(words))
            .expect(words);
        let number = row.split('|').nth(1).expect("a number").trim();
        let at = page
            .find(&format!("data-paragraph=\"{number}\""))
            .expect("the number");
        let first = words.split(" ;").next().expect("words");
        let after: String = page[at..].chars().take(120).collect();
        assert!(after.contains(first), "{words}: {after}");
    }
}

fn verified(place: &Place) -> Option<i32> {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_peelpress"));
    let folder = place.root().join("review");
    crate::cli::run(
        command
            .arg("verify")
            .arg(folder)
            .arg("--against")
            .arg(place.root()),
    )
    .code
}
