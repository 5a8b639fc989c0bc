//! The content tree: which file is what, and what cannot be one.

use crate::site_test::{SiteTest, account};

fn errors_of(path: &str) -> Vec<String> {
    let outcome = SiteTest::new("").with(path, "x").build();
    let report = outcome.built.report.iter();
    report
        .filter(|diagnostic| {
            diagnostic.message.contains(path) || diagnostic.message.contains("Windows")
        })
        .map(|diagnostic| {
            format!(
                "{}: {}; {}",
                diagnostic.code,
                diagnostic.message,
                diagnostic.help.join(" ")
            )
        })
        .collect()
}

#[test]
fn names_that_windows_reserves_are_refused_everywhere() {
    for path in [
        "content/pages/con.md",
        "content/pages/guide/nul.md",
        "content/pages/aux/start.md",
        "content/glossary/prn.md",
        "content/inspections/com1.md",
        "content/forces/lpt9/force.md",
        "content/pages/CON.png",
        "content/pages/aux.map.png",
    ] {
        let errors = errors_of(path);
        assert!(
            errors.len() == 1 && errors[0].contains("is a name that Windows reserves"),
            "{path}: {errors:?}"
        );
    }
    SiteTest::new("")
        .edit(
            "content/topics.yaml",
            "- id: plans",
            "- id: nul\n  name: N\n  description: N.\n- id: plans",
        )
        .diagnostics(&["invalid-file-name: `nul` is a name that Windows reserves"]);
    SiteTest::new("")
        .with("content/pages/contact.md", "# Contact\n\nWords.\n")
        .clean();
}

#[test]
fn an_account_without_a_year_is_refused() {
    for (path, help) in [
        ("content/forces/kent/soc.md", "like `2026-soc.md`"),
        ("content/forces/kent/23-soc.md", "like `2026-23-soc.md`"),
        (
            "content/forces/kent/20233-soc.md",
            "like `2026-20233-soc.md`",
        ),
        (
            "content/regions/eastern/regional.yaml",
            "like `2026-regional.yaml`",
        ),
        (
            "content/forces/kent/rocu.md",
            "call it `content/forces/kent/force.md`",
        ),
        (
            "content/forces/kent/forces.md",
            "call it `content/forces/kent/force.md`",
        ),
    ] {
        let errors = errors_of(path);
        assert!(
            errors.len() == 1 && errors[0].contains(help),
            "{path}: {errors:?}"
        );
    }
    let words = "## T {#tackling}\n\n### Work {#work}\n\nWork.\n";
    SiteTest::new("")
        .with("content/forces/kent/2023.md", account("grade: good", words))
        .clean();
}

#[test]
fn a_map_in_another_format_is_reported_and_notes_beside_maps_are_not() {
    let errors = errors_of("content/maps/areas.json");
    assert!(
        errors.len() == 1 && errors[0].contains("call it `content/maps/areas.geojson`"),
        "{errors:?}"
    );
    assert_eq!(errors_of("content/maps/areas.kml").len(), 1);
    SiteTest::new("")
        .with("content/maps/README.md", "How the maps were made.")
        .with("content/maps/make.py", "x")
        .clean();
}

/// What only a disk can hold.
#[cfg(unix)]
mod links {
    use peelpress::files::DiskFiles;
    use std::path::Path;

    use crate::folder;
    use crate::site_test::{SiteTest, account, build};

    /// A site on a disk in which one folder was moved out, with a link in its place.
    fn report(moved: &str) -> String {
        let above = tempfile::tempdir().expect("a folder");
        let root = above.path().join("site");
        folder::write(&root, &folder::read(&folder::tests().join("base")));
        let words = "## T {#tackling}\n\n### Work {#work topics=plans}\n\nA [term](term:word), [Kent](force:kent), [a page](page:guide/start).\n";
        let more = SiteTest::new("")
            .with(
                "content/forces/kent/2023-soc.md",
                account("grade: good", words),
            )
            .with(
                "content/glossary/word.md",
                "---\nterm: Word\n---\n\nA word.\n",
            )
            .with(
                "content/pages/guide/start.md",
                "# Start\n\n[Work](finding:kent/work), [Eastern](region:eastern).\n",
            );
        for path in [
            "content/forces/kent/2023-soc.md",
            "content/glossary/word.md",
            "content/pages/guide/start.md",
        ] {
            let file = root.join(path);
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
            std::fs::write(file, more.text(path)).expect("written");
        }
        let clean = build(&DiskFiles::new(&root).expect("a site"));
        assert!(clean.built.report.is_empty(), "{}", clean.report());
        link(&root, moved, &above.path().join("elsewhere"));
        build(&DiskFiles::new(&root).expect("a site")).report()
    }

    fn link(root: &Path, moved: &str, to: &Path) {
        std::fs::rename(root.join(moved), to).expect("moved");
        std::os::unix::fs::symlink(to, root.join(moved)).expect("a link");
    }

    #[test]
    fn a_linked_folder_is_one_error_and_nothing_is_missing_because_of_it() {
        for moved in [
            "content",
            "content/forces",
            "content/forces/kent",
            "content/regions",
            "content/regions/eastern",
            "content/rocus",
            "content/inspections",
            "content/glossary",
            "content/pages",
            "content/pages/guide",
        ] {
            if !folder::tests().join("base").join(moved).exists() && moved == "content/rocus" {
                continue;
            }
            let report = report(moved);
            let expected = format!(
                "error[link-outside-site]: `{moved}` is a link to a folder outside the site"
            );
            assert!(report.contains(&expected), "{moved}:\n{report}");
            assert!(report.contains("put the folder itself there"), "{report}");
            assert!(report.trim_end().ends_with("1 error"), "{moved}:\n{report}");
        }
    }

    #[test]
    fn a_link_to_a_folder_of_the_site_is_one_error_too() {
        let above = tempfile::tempdir().expect("a folder");
        let root = above.path().join("site");
        folder::write(&root, &folder::read(&folder::tests().join("base")));
        let pages = root.join("shared");
        std::fs::create_dir_all(&pages).expect("made");
        std::fs::write(pages.join("a.md"), "# A\n\nWords.\n").expect("written");
        std::os::unix::fs::symlink(&pages, root.join("content/pages")).expect("a link");
        let report = build(&DiskFiles::new(&root).expect("a site")).report();
        assert!(
            report.contains("`content/pages` is a link to a folder"),
            "{report}"
        );
        assert!(report.trim_end().ends_with("1 error"), "{report}");
    }

    #[test]
    fn a_linked_folder_of_themes_is_one_error() {
        for moved in ["themes", "themes/plain", "themes/plain/templates"] {
            let report = report(moved);
            assert!(
                report.contains("error[link-outside-site]"),
                "{moved}:\n{report}"
            );
            assert!(report.trim_end().ends_with("1 error"), "{moved}:\n{report}");
        }
    }
}
