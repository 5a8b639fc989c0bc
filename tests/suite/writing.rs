//! What `init`, `new`, `brief` and the cache write, and that none of them writes through a link.

#![cfg(unix)]

use std::os::unix::fs::symlink;
use std::process::Command;

use crate::cli::{Place, run};
use crate::folder;

const PROGRAM: &str = env!("CARGO_BIN_EXE_peelpress");

#[test]
fn init_and_new_write_through_no_link() {
    // A link as the folder itself, on the way, and in the place of a file; to a folder, a file and nowhere.
    for link in [
        "site",
        "site/content",
        "site/content/forces",
        "site/site.toml",
    ] {
        for goal in ["folder", "file", "nowhere"] {
            let above = tempfile::tempdir().expect("a folder");
            std::fs::create_dir(above.path().join("folder")).expect("made");
            std::fs::write(above.path().join("file"), "mine").expect("written");
            let link = above.path().join(link);
            std::fs::create_dir_all(link.parent().expect("a folder")).expect("made");
            symlink(above.path().join(goal), &link).expect("a link");
            let before = folder::read(above.path());
            let init = run(Command::new(PROGRAM)
                .arg("init")
                .arg(above.path().join("site")));
            let what = format!("{} to {goal}: {}", link.display(), init.err);
            assert_eq!(init.code, Some(2), "{what}");
            assert!(init.err.contains("is a link"), "{what}");
            assert_eq!(folder::read(above.path()), before, "{what}");
            assert!(!above.path().join("nowhere").exists(), "{what}");
        }
    }
    for (link, goal) in [
        ("content/glossary", "elsewhere"),
        ("content/glossary/local-plan.md", "elsewhere/planted.md"),
    ] {
        let place = Place::new();
        let elsewhere = place.above.path().join("elsewhere");
        std::fs::create_dir(&elsewhere).expect("made");
        let link = place.root().join(link);
        std::fs::create_dir_all(link.parent().expect("a folder")).expect("made");
        symlink(place.above.path().join(goal), &link).expect("a link");
        let new = place.run(&["new", "term", "local-plan"]);
        assert_eq!(new.code, Some(2), "{}", new.err);
        assert!(new.err.contains("is a link"), "{}", new.err);
        assert!(folder::read(&elsewhere).is_empty(), "{}", link.display());
    }
}

#[test]
fn init_that_cannot_finish_leaves_nothing_of_its_own() {
    let above = tempfile::tempdir().expect("a folder");
    let site = above.path().join("site");
    std::fs::create_dir_all(site.join("content")).expect("made");
    // A file where a folder is needed.
    std::fs::write(site.join("content/forces"), "mine").expect("written");
    let init = run(Command::new(PROGRAM).arg("init").arg(&site));
    assert_eq!(init.code, Some(2), "{}", init.err);
    assert!(init.err.contains("is a file, not a folder"), "{}", init.err);
    let left: Vec<String> = folder::read(&site).into_keys().collect();
    assert_eq!(left, ["content/forces"]);
}

#[cfg(feature = "briefs")]
mod briefs {
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    use super::*;
    use crate::site_test::account;

    fn place() -> Place {
        Place::new().with(
            "content/forces/kent/2023-soc.md",
            &account(
                "grade: good",
                "## T {#tackling}\n\n### A {#a topics=plans}\n\nWords.\n",
            ),
        )
    }

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).expect("there").permissions().mode() & 0o7777
    }

    #[test]
    fn a_brief_replaces_an_ordinary_file_and_keeps_its_mode() {
        let place = place();
        let out = place.root().join("kent.pdf");
        std::fs::write(&out, "old").expect("written");
        std::fs::set_permissions(&out, std::fs::Permissions::from_mode(0o640)).expect("set");
        let brief = place.run(&["brief", "kent", "--out", "kent.pdf"]);
        assert_eq!(brief.code, Some(0), "{}", brief.err);
        assert!(std::fs::read(&out).expect("read").starts_with(b"%PDF"));
        assert_eq!(mode(&out), 0o640);
    }

    #[test]
    fn a_brief_is_not_written_over_a_link_a_folder_a_device_or_a_read_only_file() {
        let place = place();
        let root = place.root();
        std::fs::write(root.join("mine.txt"), "mine").expect("written");
        symlink(root.join("mine.txt"), root.join("link.pdf")).expect("a link");
        symlink(root.join("nowhere"), root.join("dangling.pdf")).expect("a link");
        std::fs::create_dir(root.join("folder.pdf")).expect("made");
        std::fs::write(root.join("locked.pdf"), "mine").expect("written");
        let locked = std::fs::Permissions::from_mode(0o444);
        std::fs::set_permissions(root.join("locked.pdf"), locked).expect("set");
        let before = folder::read(&root);
        for (out, reason) in [
            ("link.pdf", "is a link"),
            ("dangling.pdf", "is a link"),
            ("folder.pdf", "is a folder"),
            ("locked.pdf", "is read-only"),
            ("/dev/null", "is not an ordinary file"),
            ("missing/kent.pdf", "No such file"),
        ] {
            let brief = place.run(&["brief", "kent", "--out", out]);
            assert_eq!(brief.code, Some(2), "{out}: {}", brief.err);
            assert!(brief.err.contains(reason), "{out}: {}", brief.err);
        }
        assert_eq!(folder::read(&root), before);
        assert!(!root.join("nowhere").exists());
    }

    #[test]
    fn a_folder_takes_a_brief_for_each_body() {
        let place = place().with(
            "content/regions/eastern/2023-soc.md",
            &account(
                "section: Region",
                "## Regional findings {#findings}\n\n### B {#b topics=plans}\n\nWords.\n",
            ),
        );
        let brief = place.run(&["brief", "--all", "--out", "printed/"]);
        assert_eq!(brief.code, Some(0), "{}", brief.err);
        let made: Vec<String> = folder::read(&place.root().join("printed"))
            .into_keys()
            .collect();
        assert_eq!(made, ["kent.pdf", "region-eastern.pdf"]);
        let brief = place.run(&["brief", "--topic", "plans", "--out", "plans/"]);
        assert_eq!(brief.code, Some(0), "{}", brief.err);
        let made: Vec<String> = folder::read(&place.root().join("plans"))
            .into_keys()
            .collect();
        assert_eq!(made, ["kent.pdf", "region-eastern.pdf"]);
    }

    /// The cache folder of one test.
    struct Cache(tempfile::TempDir);

    impl Cache {
        fn new() -> Cache {
            Cache(tempfile::tempdir().expect("a folder"))
        }

        fn run(&self, place: &Place, arguments: &[&str]) -> crate::cli::Run {
            let mut command = Command::new(PROGRAM);
            command.args(arguments).arg("--root").arg(place.root());
            // A relative `--out` is below the current folder, which must not be this repository.
            command.current_dir(place.root());
            run(command.env("XDG_CACHE_HOME", self.0.path()))
        }

        fn entries(&self) -> Vec<String> {
            folder::read(self.0.path()).into_keys().collect()
        }
    }

    fn kent(place: &Place) -> Vec<u8> {
        std::fs::read(place.root().join("public/briefs/kent.pdf")).expect("a brief")
    }

    #[test]
    fn briefs_are_cached_in_the_users_cache_folder_and_nowhere_else() {
        let (place, cache) = (place(), Cache::new());
        let build = cache.run(&place, &["build", "--no-search"]);
        assert_eq!(build.code, Some(0), "{}", build.err);
        let entries = cache.entries();
        assert!(entries.iter().all(|entry| entry.starts_with("peelpress/")));
        let briefs = entries.iter().filter(|entry| entry.contains("/briefs/"));
        assert_eq!(briefs.count(), 1, "{entries:?}");
        assert_eq!(mode(&cache.0.path().join("peelpress")), 0o700);
        assert!(!place.root().join(".peelpress-cache").exists());
        let clean = cache.run(&place, &["clean"]);
        assert_eq!(clean.code, Some(0), "{}", clean.err);
        assert!(cache.entries().is_empty());
        assert_eq!(
            cache.run(&place, &["clean"]).code,
            Some(0),
            "nothing to remove"
        );
    }

    #[test]
    fn without_a_cache_nothing_is_read_or_cached() {
        let (place, cache) = (place(), Cache::new());
        cache.run(&place, &["build", "--no-search", "--no-cache"]);
        assert!(cache.entries().is_empty());
        cache.run(&place, &["build", "--no-search"]);
        let before = folder::read(cache.0.path());
        cache.run(&place, &["brief", "kent", "--no-cache", "--out", "x.pdf"]);
        assert_eq!(folder::read(cache.0.path()), before);
    }

    #[test]
    fn a_planted_entry_is_not_published() {
        let (place, cache) = (place(), Cache::new());
        cache.run(&place, &["build", "--no-search"]);
        let sound = kent(&place);
        let entries = cache.entries();
        let brief = entries.iter().find(|entry| entry.contains("/briefs/"));
        let entry = cache.0.path().join(brief.expect("a cached brief"));
        let kept = std::fs::read(&entry).expect("read");
        let head = kept.iter().position(|&byte| byte == b'\n').expect("a head");
        let mut planted = kept[..=head].to_vec();
        planted.extend(b"%PDF-1.7 planted");
        std::fs::write(&entry, planted).expect("written");
        let build = cache.run(&place, &["build", "--no-search"]);
        assert_eq!(build.code, Some(0), "{}", build.err);
        assert_eq!(kent(&place), sound);
    }

    #[test]
    fn a_cache_that_others_could_have_filled_is_not_used() {
        for trouble in ["repository", "link", "mode"] {
            let (place, cache) = (place(), Cache::new());
            cache.run(&place, &["build", "--no-search"]);
            let own = cache.0.path().join("peelpress");
            match trouble {
                "repository" => std::fs::create_dir(cache.0.path().join(".git")).expect("made"),
                "link" => {
                    std::fs::rename(&own, cache.0.path().join("moved")).expect("moved");
                    symlink("moved", &own).expect("a link");
                }
                _ => std::fs::set_permissions(&own, std::fs::Permissions::from_mode(0o777))
                    .expect("set"),
            }
            let before = folder::read(cache.0.path());
            let build = cache.run(&place, &["build", "--no-search"]);
            assert_eq!(build.code, Some(0), "{trouble}: {}", build.err);
            assert!(
                build.err.contains("note: briefs are not cached"),
                "{trouble}: {}",
                build.err
            );
            assert!(folder::read(cache.0.path()) == before, "{trouble}");
        }
    }
}
