//! An error stops the briefs that need its file, and no others.

use peelpress::brief::BriefQuery;
use peelpress::diagnostic::Code;

use super::{account, ask, build_on, made, put, site, words};

const DAY: &str = "2026-11-01";

/// Two inspected forces of a region, and one of another region.
fn three_forces() -> peelpress::files::MemoryFiles {
    let mut files = site();
    let essex = account("### Essex plans {#plans .area-for-improvement}\n\nIt plans.");
    put(&mut files, "content/forces/essex/2023-soc.md", essex);
    put(
        &mut files,
        "content/regions/south-west/region.md",
        "---\nname: South West\n---\n",
    );
    put(
        &mut files,
        "content/forces/dorset/force.md",
        "---\nname: Dorset Police\nregion: south-west\n---\n",
    );
    let region = "---\ninspection: soc-eastern\n---\n\n## Findings {#findings}\n\n### They share {#shared}\n\nThey do.\n";
    put(&mut files, "content/regions/eastern/2023-soc.md", region);
    let inspection = super::INSPECTION.replace("region: eastern", "region: south-west");
    put(
        &mut files,
        "content/inspections/soc-south-west.md",
        inspection,
    );
    let dorset = account("### Dorset shares {#shares}\n\nIt does.");
    let dorset = dorset.replace("soc-eastern", "soc-south-west");
    put(&mut files, "content/forces/dorset/2023-soc.md", dorset);
    files
}

/// The same with an unknown key in the account of Essex.
fn with_error_in_essex() -> peelpress::files::MemoryFiles {
    let mut files = three_forces();
    let essex = account("### Essex plans {#plans .area-for-improvement}\n\nIt plans.");
    let essex = essex.replace("grade: good", "grade: good\ngrad: good");
    put(&mut files, "content/forces/essex/2023-soc.md", essex);
    files
}

fn names(query: &BriefQuery) -> (Vec<String>, String, usize) {
    let built = build_on(&with_error_in_essex(), query, DAY);
    let names = made(&built).iter().map(|brief| brief.name.clone());
    (names.collect(), words(&built), built.elsewhere)
}

#[test]
fn an_error_of_another_body_does_not_stop_a_brief() {
    for body in ["kent", "dorset"] {
        let (names, words, elsewhere) = names(&ask(&[body]));
        assert_eq!(names, [format!("{body}.pdf")]);
        assert!(words.is_empty(), "{words}");
        assert_eq!(elsewhere, 1);
    }
}

#[test]
fn an_error_stops_the_briefs_that_need_its_file() {
    let region = BriefQuery {
        regions: vec!["eastern".to_owned()],
        ..BriefQuery::default()
    };
    for query in [ask(&["essex"]), ask(&["kent", "essex"]), region] {
        let (names, words, elsewhere) = names(&query);
        assert!(names.is_empty(), "{names:?}");
        assert!(words.contains("error[unknown-key]"), "{words}");
        assert_eq!(elsewhere, 0);
    }
}

#[test]
fn of_one_brief_for_each_body_the_sound_ones_are_made() {
    let query = BriefQuery {
        all: true,
        is_split: true,
        ..BriefQuery::default()
    };
    let (names, words, _) = names(&query);
    assert_eq!(names, ["dorset.pdf", "kent.pdf"]);
    assert!(words.contains("error[unknown-key]"), "{words}");
}

#[test]
fn an_error_in_what_all_briefs_share_stops_them() {
    for (path, text) in [
        ("content/topics.yaml", "capacity: 7\n"),
        ("content/glossary/odd.md", "---\nterms: Odd\n---\n\nOdd.\n"),
    ] {
        let mut files = three_forces();
        put(&mut files, path, text);
        let built = build_on(&files, &ask(&["kent"]), DAY);
        assert!(built.report.has_errors(), "{path}");
        assert!(made(&built).is_empty(), "{path}");
    }
}

#[test]
fn errors_of_pages_and_other_reports_stop_no_brief() {
    for (path, text) in [
        ("content/pages/odd.md", "---\ntitel: Odd\n---\n\nOdd.\n"),
        (
            "content/inspections/soc-south-west.md",
            &super::INSPECTION.replace("region: eastern", "region: south-west\nodd: 1"),
        ),
    ] {
        let mut files = three_forces();
        put(&mut files, path, text);
        let built = build_on(&files, &ask(&["kent"]), DAY);
        assert!(!built.report.has_errors(), "{path}: {}", words(&built));
        assert_eq!(made(&built).len(), 1, "{path}");
        assert!(built.elsewhere > 0, "{path}");
    }
}

#[test]
fn a_letter_without_a_glyph_costs_only_its_own_brief() {
    let mut files = three_forces();
    let essex = account("### Essex 社 {#plans}\n\nIt plans.");
    put(&mut files, "content/forces/essex/2023-soc.md", essex);
    let query = BriefQuery {
        bodies: vec!["kent".to_owned(), "essex".to_owned()],
        is_split: true,
        ..BriefQuery::default()
    };
    let built = build_on(&files, &query, DAY);
    let names: Vec<&str> = made(&built)
        .iter()
        .map(|brief| brief.name.as_str())
        .collect();
    assert_eq!(names, ["kent.pdf"]);
    assert!(built.report.iter().any(|it| it.code == Code::MissingGlyph));
}
