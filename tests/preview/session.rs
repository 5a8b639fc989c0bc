//! The states of a preview, driven by hand: each is what a clean build of the same files would give.

use std::sync::Arc;

use peelpress::diagnostic::render::{Format, render};
use peelpress::files::ChangeKind;
use peelpress::preview::{DevBuilder, FileState};

use crate::site::{Site, request};

const KENT: &str = "content/forces/kent/2023-soc.md";
const KENT_PAGE: &str = "forces/kent/index.html";

/// Asserts that the preview shows the bytes and diagnostics of a clean build.
pub(crate) fn same_as_clean(session: &DevBuilder, site: &Site) {
    let (output, report) = session
        .shown()
        .complete(&|| false)
        .expect("nobody stops it");
    let clean = site.clean();
    let short = |report, sources| render(report, sources, Format::Short, false);
    assert_eq!(
        short(&report, session.shown().latest.sources()),
        short(&clean.report, &clean.sources)
    );
    if session.shown().latest.is_sound() {
        let paths = |set: &peelpress::output::OutputSet| {
            set.iter()
                .map(|(path, _)| path.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(paths(&output), paths(&clean.output));
        for (path, bytes) in output.iter() {
            assert!(
                clean.output.get(path.as_str()) == Some(bytes),
                "{path} is not what a clean build gives"
            );
        }
    }
}

#[test]
fn an_edit_is_shown_and_nothing_else_is_made_again() {
    let site = Site::new();
    let mut session = site.session();
    same_as_clean(&session, &site);
    let file = |session: &DevBuilder, path: &str| match session.shown().file(path) {
        FileState::File(bytes) => bytes,
        other => panic!("{other:?}"),
    };
    let about = file(&session, "about/index.html");
    site.replace(KENT, "Some plans are old.", "All plans are new.");
    let shown = session.refresh([KENT]).expect("a change");
    assert_eq!(
        (shown.version, shown.changes.len(), shown.changes[0].kind),
        (2, 1, ChangeKind::Edited)
    );
    assert!(Site::page(&session, KENT_PAGE).contains("All plans are new."));
    assert!(
        Arc::ptr_eq(&about, &file(&session, "about/index.html")),
        "a page that is the same is not made again"
    );
    same_as_clean(&session, &site);
    assert!(
        session.refresh([KENT, "content", "nowhere"]).is_none(),
        "a touch alone changes nothing"
    );
}

#[test]
fn a_saved_sentence_reaches_only_the_pages_that_show_it_or_what_it_mentions() {
    let site = Site::new();
    let mut session = site.session();
    same_as_clean(&session, &site);
    let origin = session.shown().latest.origin();
    let mut save = |from: &str, to: &str| {
        site.replace(KENT, from, to);
        session.refresh([KENT]).expect("a change");
        let pages = session.shown().complete_pages(&|| false).expect("made").0;
        let clean = site.clean().output;
        for (path, html) in pages.iter() {
            assert!(clean.get(path.as_str()) == Some(html), "{path} after {to}");
        }
        session.shown().latest.origin() == origin
    };
    assert!(save("Some plans are old.", "All plans are new."));
    assert!(save("All plans", "All of the local profile and all plans"));
    assert!(save("the local profile", "the staff"));
    assert!(!save("summary: Kent", "summary: The county of Kent"));
}

#[test]
fn forces_come_go_and_are_renamed() {
    let site = Site::new();
    let mut session = site.session();
    site.write(
        "content/forces/surrey/force.md",
        "---\nname: Surrey Police\nshort_name: Surrey\nregion: east\n---\n",
    );
    session
        .refresh(["content/forces/surrey"])
        .expect("a change");
    assert!(Site::page(&session, "forces/surrey/index.html").contains("Surrey Police"));
    same_as_clean(&session, &site);
    site.rename("content/forces/surrey", "content/forces/sussex");
    let shown = session
        .refresh(["content/forces/surrey", "content/forces/sussex"])
        .expect("a change");
    assert_eq!(shown.file("forces/surrey/index.html"), FileState::Nothing);
    same_as_clean(&session, &site);
    site.remove("content/forces/essex");
    session.refresh(["content/forces/essex"]).expect("a change");
    assert!(session.shown().report().has_errors(), "Kent links to it");
    same_as_clean(&session, &site);
}

#[test]
fn a_broken_file_costs_only_what_it_touches() {
    let site = Site::new();
    let mut session = site.session();
    let good = site.read(KENT);
    site.write(KENT, &good.replace("grade: good", "grade: [good"));
    session.refresh([KENT]).expect("a change");
    assert!(session.shown().report().has_errors());
    assert!(Site::page(&session, "forces/essex/index.html").contains("staff are few"));
    same_as_clean(&session, &site);
    site.write(KENT, &good);
    session.refresh([KENT]).expect("a change");
    assert!(!session.shown().report().has_errors());
    same_as_clean(&session, &site);
}

#[test]
fn a_broken_theme_or_broken_settings_leave_the_last_site_up() {
    let site = Site::new();
    let mut session = site.session();
    for (path, bad) in [
        ("themes/plain/templates/base.html", "{% if %}"),
        ("site.toml", "title = \n"),
    ] {
        let good = site.read(path);
        site.write(path, bad);
        session.refresh([path]).expect("a change");
        assert!(session.shown().report().has_errors());
        assert!(Site::page(&session, KENT_PAGE).contains("Some plans are old."));
        same_as_clean(&session, &site);
        // Changes made meanwhile are there once it is fixed.
        site.replace(KENT, "plans", "schemes");
        session.refresh([KENT]).expect("a change");
        site.write(path, &good);
        session.refresh([path]).expect("a change");
        assert!(Site::page(&session, KENT_PAGE).contains("schemes"));
        same_as_clean(&session, &site);
        site.replace(KENT, "schemes", "plans");
        session.refresh([KENT]).expect("a change");
    }
}

#[test]
fn a_page_with_a_failing_template_is_shown_as_before() {
    let site = Site::new();
    let mut session = site.session();
    let before = Site::page(&session, KENT_PAGE);
    site.replace(
        "themes/plain/templates/body_profile.html",
        "view.accounts",
        "view.acounts",
    );
    session
        .refresh(["themes/plain/templates/body_profile.html"])
        .expect("a change");
    match session.shown().file(KENT_PAGE) {
        FileState::Failed(_, Some(last)) => assert_eq!(&*last, before.as_bytes()),
        other => panic!("{other:?}"),
    }
    assert!(Site::page(&session, "about/index.html").contains("About"));
    same_as_clean(&session, &site);
}

#[test]
fn a_site_that_is_broken_from_the_start_appears_once_it_is_fixed() {
    let site = Site::new();
    let settings = site.read("site.toml");
    site.remove("site.toml");
    let mut session = site.session();
    assert_eq!(session.shown().file("index.html"), FileState::NoSite);
    assert!(
        session.dependencies().files.contains("site.toml"),
        "what was missing is looked out for"
    );
    same_as_clean(&session, &site);
    site.write(
        "site.toml",
        &settings.replace("theme = \"plain\"", "theme = \"none\""),
    );
    session.refresh(["site.toml"]).expect("a change");
    assert_eq!(session.shown().file("index.html"), FileState::NoSite);
    site.write("site.toml", &settings);
    session.refresh(["site.toml"]).expect("a change");
    assert!(Site::page(&session, "index.html").contains("Small"));
    same_as_clean(&session, &site);
}

#[test]
fn themes_settings_and_vocabularies_are_taken_in() {
    let site = Site::new();
    let mut session = site.session();
    let edits = [
        ("themes/plain/assets/site.css", "black", "navy"),
        (
            "themes/plain/templates/base.html",
            "<main>",
            "<main class=\"wide\">",
        ),
        ("site.toml", "name = \"Good\"", "name = \"Very good\""),
        ("content/topics.yaml", "name: Plans", "name: Schemes"),
        (
            "content/measures.yaml",
            "definition: Those",
            "definition: All",
        ),
        ("content/glossary/local-profile.md", "A picture", "An image"),
        (
            "content/glossary/local-profile.md",
            "term: local profile",
            "term: plans",
        ),
        (
            "content/forces/kent/2023-soc.yaml",
            "value: 12",
            "value: 13",
        ),
        (
            "content/regions/east/region.md",
            "name: East",
            "name: Eastern",
        ),
    ];
    for (path, from, to) in edits {
        site.replace(path, from, to);
        session.refresh([path]).expect("a change");
        same_as_clean(&session, &site);
    }
    site.write_bytes("content/pages/map.png", b"\x89PNG");
    site.replace("content/pages/about.md", "Words.", "![A map](map.png)");
    session.refresh(["content/pages"]).expect("a change");
    assert!(!session.shown().report().has_errors());
    same_as_clean(&session, &site);
}

#[test]
fn drafts_are_shown_only_when_asked_for() {
    let site = Site::new();
    site.replace(
        "content/pages/about.md",
        "title: About",
        "title: About\ndraft: true",
    );
    site.replace(
        "content/forces/essex/2023-soc.md",
        "grade: adequate",
        "grade: adequate\ndraft: true",
    );
    let session = site.session();
    assert_eq!(session.shown().file("about/index.html"), FileState::Nothing);
    assert!(!Site::page(&session, "forces/essex/index.html").contains("staff are few"));
    assert_eq!(session.shown().latest.hidden().len(), 2);
    same_as_clean(&session, &site);
    let request = peelpress::pipeline::Request {
        audience: peelpress::pipeline::Audience::Reviewers,
        ..request()
    };
    let session = DevBuilder::start(site.disk(), request);
    assert!(Site::page(&session, "about/index.html").contains("About"));
    assert!(Site::page(&session, "forces/essex/index.html").contains("staff are few"));
}
