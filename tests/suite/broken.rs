//! Every folder under `broken/`: the smallest site with one error or warning, and its report to the letter.
//!
//! The folder's name is the code. Problems that no folder of text can hold are made here.

use std::collections::BTreeSet;
use std::path::Path;

use peelpress::diagnostic::Code;
use peelpress::files::{DiskFiles, FileEntry, Files};

use crate::folder;
use crate::site_test::{self, Outcome, SiteTest};

#[test]
fn every_broken_site_gives_exactly_its_own_report() {
    let broken = folder::tests().join("broken");
    let mut differences = Vec::new();
    for code in Code::ALL {
        if matches!(code, Code::BriefTemplateError | Code::MissingGlyph)
            && !peelpress::brief::IS_AVAILABLE
        {
            continue;
        }
        let case = broken.join(code.name());
        let outcome = outcome(*code, &case);
        if outcome.codes() != BTreeSet::from([code.name()]) {
            differences.push(format!(
                "broken/{code} does not show `{code}` alone:\n{}",
                outcome.report()
            ));
        } else if let Err(difference) = folder::compare(&case.join("report.txt"), &outcome.report())
        {
            differences.push(difference);
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_code_has_a_broken_site_and_every_broken_site_a_code() {
    let codes: BTreeSet<String> = Code::ALL
        .iter()
        .map(|code| code.name().to_owned())
        .collect();
    let folders: BTreeSet<String> = folder::names(&folder::tests().join("broken"))
        .into_iter()
        .collect();
    assert_eq!(
        folders,
        codes,
        "tests/broken/ has a folder a code; write its files, then {}",
        folder::BLESS
    );
}

#[test]
fn every_code_is_explained_with_an_example_and_a_cure() {
    let mut files: BTreeSet<String> = Code::ALL.iter().map(|code| format!("{code}.md")).collect();
    for code in Code::ALL {
        let text = code.explanation();
        let heading = text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("# "))
            .unwrap_or_default();
        assert!(
            heading.len() > 10,
            "{code}: the explanation begins with a heading that says what it is"
        );
        let lines = text.trim_end().lines().count();
        assert!(
            (10..=25).contains(&lines),
            "{code}: {lines} lines, where 10 to 25 are asked for"
        );
        for part in ["**Wrong:**", "**Right:**"] {
            assert!(
                text.contains(part),
                "{code}: the explanation has no part {part}"
            );
        }
        let fences = text.lines().filter(|line| line.starts_with("```")).count();
        assert!(
            fences.is_multiple_of(2),
            "{code}: a block of code is not closed"
        );
        for jargon in ["deserialize", "parse", "span", "enum", "null"] {
            let is_word = |word: &str| {
                word.trim_matches(|c: char| !c.is_alphanumeric())
                    .eq_ignore_ascii_case(jargon)
            };
            assert!(
                !text.split_whitespace().any(is_word),
                "{code}: `{jargon}` is no word for an editor"
            );
        }
    }
    for path in folder::read(&folder::root().join("src/diagnostic/explain")).keys() {
        assert!(
            files.remove(path),
            "src/diagnostic/explain/{path} explains no code"
        );
    }
}

/// Builds the site of a code.
fn outcome(code: Code, case: &Path) -> Outcome {
    match code {
        Code::NotUtf8 => {
            let site = SiteTest::new("");
            site.with(
                "content/forces/kent/force.md",
                b"---\nname: Polic\xe9 Kent\nregion: eastern\n---\n",
            )
            .build()
        }
        Code::FileTooLarge => on_disk(|root| {
            let file =
                std::fs::File::create(root.join("content/glossary/endless.md")).expect("a file");
            // A hole of this size costs no room on the disk.
            file.set_len(peelpress::files::LARGEST + 1)
                .expect("made longer");
        }),
        Code::LargeMap => {
            let corner = |at: u32| {
                let angle = f64::from(at) / 200_001.0 * std::f64::consts::TAU;
                format!(
                    "[{:.6},{:.6}]",
                    0.8 + angle.cos() * 0.3,
                    51.2 + angle.sin() * 0.2
                )
            };
            let corners: Vec<String> = (0..200_001).map(corner).collect();
            SiteTest::new("")
                .with(
                    "content/maps/areas.geojson",
                    format!(
                        "{{\"type\":\"FeatureCollection\",\"attribution\":\"Drawn for a test\",\"features\":[\n{{\"properties\":{{\"slug\":\"kent\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}}}]}}",
                        corners.join(",")
                    ),
                )
                .build()
        }
        Code::EmptySite => {
            let mut site = SiteTest::new("");
            for FileEntry { path, .. } in site.files.list("content") {
                site = site.remove(&path);
            }
            site.build()
        }
        #[cfg(unix)]
        Code::LinkOutsideSite => on_disk(|root| {
            let outside = root.parent().expect("a folder above").join("outside.md");
            std::fs::write(&outside, "A secret.").expect("written");
            std::os::unix::fs::symlink(outside, root.join("content/glossary/secret.md"))
                .expect("a link");
        }),
        #[cfg(unix)]
        Code::UnreadableFile => on_disk(|root| {
            std::os::unix::fs::symlink("gone.md", root.join("content/glossary/lost.md"))
                .expect("a link");
        }),
        _ => {
            let mut files = folder::read(case);
            files.remove("report.txt");
            assert!(
                !files.is_empty(),
                "tests/broken/{code} has no files to lay over tests/base/"
            );
            let site = SiteTest::over_base(&files);
            match code {
                Code::BriefTemplateError | Code::MissingGlyph => site.build_with_briefs(),
                _ => site.build(),
            }
        }
    }
}

/// Builds the base on a disk, after something was done to it.
fn on_disk(change: impl FnOnce(&Path)) -> Outcome {
    let above = tempfile::tempdir().expect("a folder");
    let root = above.path().join("site");
    folder::write(&root, &folder::read(&folder::tests().join("base")));
    std::fs::create_dir_all(root.join("content/glossary")).expect("a folder");
    change(&root);
    site_test::build(&DiskFiles::new(&root).expect("a site"))
}
