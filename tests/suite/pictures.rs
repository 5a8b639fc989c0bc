//! Pictures: a site publishes the ones that its pages show, and no others.

use crate::site_test::{SiteTest, account};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

const KENT: &str = "content/forces/kent/2023-soc.md";

fn shows(front: &str) -> String {
    account(
        front,
        "## T {#tackling}\n\n### A {#a topics=plans}\n\n![A map of Kent](map.png)\n",
    )
}

#[test]
fn a_picture_that_a_page_shows_is_published() {
    let outcome = SiteTest::new("")
        .with(KENT, shows("grade: good"))
        .with("content/forces/kent/map.png", PNG)
        .clean();
    assert!(outcome.has_file("media/forces/kent/map.png"));
}

#[test]
fn a_picture_that_nothing_shows_is_reported_and_not_published() {
    for text in [
        "Nothing to see.",
        "<!-- ![A map](map.png) -->",
        "```\n![A map](map.png)\n```",
        "`![A map](map.png)`",
        "![Another](other.png)",
    ] {
        let outcome = SiteTest::new("")
            .with(
                "content/pages/x.md",
                format!("---\ntitle: X\n---\n\n{text}\n"),
            )
            .with("content/pages/map.png", PNG)
            .with("content/pages/other.png", PNG)
            .build();
        assert!(!outcome.has_errors(), "{}", outcome.report());
        assert!(!outcome.has_file("media/pages/map.png"), "{text}");
        assert!(
            outcome
                .short()
                .contains("content/pages/map.png:1:1: warning[unused-picture]"),
            "{text}: {}",
            outcome.short()
        );
        let is_shown = text.contains("other.png");
        assert_eq!(
            outcome.has_file("media/pages/other.png"),
            is_shown,
            "{text}"
        );
    }
}

#[test]
fn a_picture_of_a_draft_waits_for_the_draft_without_a_warning() {
    let site = SiteTest::new("")
        .with(KENT, shows("draft: true\ngrade: good"))
        .with("content/forces/kent/map.png", PNG)
        .with(
            "content/pages/x.md",
            "---\ntitle: X\ndraft: true\n---\n\n![A](x.png)\n",
        )
        .with("content/pages/x.png", PNG)
        .with(
            "content/glossary/t.md",
            "---\nterm: T\ndraft: true\n---\n\n![A](t.png)\n",
        )
        .with("content/glossary/t.png", PNG);
    let outcome = site.clean();
    let published = outcome
        .tree()
        .into_keys()
        .filter(|path| path.starts_with("media/"));
    assert_eq!(published.collect::<Vec<_>>(), Vec::<String>::new());
    let shown = peelpress::pipeline::build(
        &site.files,
        &peelpress::pipeline::Request {
            audience: peelpress::pipeline::Audience::Reviewers,
            ..site.request()
        },
    );
    for path in [
        "media/forces/kent/map.png",
        "media/pages/x.png",
        "media/glossary/t.png",
    ] {
        assert!(
            shown.output.get(path).is_some(),
            "{path} is not in the preview of drafts"
        );
    }
}

#[test]
fn a_picture_in_every_kind_of_text_is_published() {
    let words = "## T {#tackling}\n\n![A](lead.png)\n\n### A {#a .cause-of-concern topics=plans}\n\n![A](finding.png)\n\n\
        #### B {#b .recommendation due=2024-08-01 owner=kent}\n\n![A](recommendation.png)\n";
    let mut site = SiteTest::new("")
        .with(KENT, account("grade: inadequate", words))
        .with(
            "content/glossary/t.md",
            "---\nterm: T\n---\n\n![A](t.png)\n",
        )
        .with(
            "content/pages/x.md",
            "---\ntitle: X\n---\n\n## H\n\n- ![A](x.png)\n",
        );
    let pictures = [
        "forces/kent/lead.png",
        "forces/kent/finding.png",
        "forces/kent/recommendation.png",
        "glossary/t.png",
        "pages/x.png",
    ];
    for picture in pictures {
        site = site.with(&format!("content/{picture}"), PNG);
    }
    let outcome = site.build();
    assert!(!outcome.has_errors(), "{}", outcome.report());
    for picture in pictures {
        assert!(outcome.has_file(&format!("media/{picture}")), "{picture}");
    }
    assert!(
        !outcome.codes().contains("unused-picture"),
        "{}",
        outcome.report()
    );
}

#[test]
fn pictures_with_names_that_differ_only_in_capitals_are_reported() {
    SiteTest::new("")
        .with(
            "content/pages/x.md",
            "---\ntitle: X\n---\n\n![A map](Map.png)\n\n![Another](map.png)\n",
        )
        .with("content/pages/Map.png", PNG)
        .with("content/pages/map.png", PNG)
        .diagnostics(&[
            "url-collision: `pages/map.png` and `pages/Map.png` differ only in capitals",
        ]);
}
