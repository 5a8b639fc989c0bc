//! What a folder holds after a build, whatever was in it before.

use super::*;
use crate::output::OutputPath;
use crate::output::listing::LIST;

/// Writes a site; nothing may be left to warn of.
fn write(set: &OutputSet, target: &Path) -> Result<(), WriteError> {
    let warnings = super::write(set, target, &|| false)?;
    assert_eq!(warnings, Vec::<String>::new());
    Ok(())
}

pub(crate) fn site(files: &[(&str, &str)]) -> OutputSet {
    let mut set = OutputSet::default();
    for (path, text) in files {
        set.insert(
            OutputPath::new(*path).expect("a good path"),
            text.as_bytes().to_vec(),
        );
    }
    set
}

#[test]
fn a_new_site_replaces_the_old_and_keeps_the_files_of_others() {
    let dir = tempfile::tempdir().expect("a folder");
    let target = dir.path().join("public");
    write(&site(&[("a/index.html", "1"), ("gone.html", "2")]), &target).expect("written");
    fs::write(target.join("CNAME"), "example.org").expect("written");
    write(&site(&[("a/index.html", "3")]), &target).expect("written");
    assert_eq!(
        fs::read_to_string(target.join("a/index.html")).expect("read"),
        "3"
    );
    assert_eq!(
        fs::read_to_string(target.join("CNAME")).expect("read"),
        "example.org"
    );
    assert!(!target.join("gone.html").exists());
    let beside: Vec<_> = fs::read_dir(dir.path())
        .expect("read")
        .flatten()
        .map(|e| e.file_name())
        .collect();
    assert_eq!(beside, ["public"]);
}

#[test]
fn a_folder_of_somebody_else_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("thesis.txt"), "years of work").expect("written");
    let diagnostic = write(&site(&[("index.html", "1")]), dir.path()).expect_err("refused");
    assert!(matches!(diagnostic, WriteError::NotOurs(_)));
    assert_eq!(
        fs::read_to_string(dir.path().join("thesis.txt")).expect("read"),
        "years of work"
    );
}

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("read").flatten();
    let mut names: Vec<_> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn what_a_killed_build_left_does_not_reach_the_site() {
    let dir = tempfile::tempdir().expect("a folder");
    let (target, left) = (
        dir.path().join("public"),
        dir.path().join("public.peelpress-new"),
    );
    fs::create_dir_all(left.join("half")).expect("made");
    fs::write(left.join(LIST), "half/made.html\nnever.html\n").expect("written");
    fs::write(left.join("half/made.html"), "x").expect("written");
    write(&site(&[("index.html", "1")]), &target).expect("written");
    assert_eq!(names(&target), [LIST, "index.html"]);
    assert_eq!(names(dir.path()), ["public"]);
}

#[test]
fn files_of_others_in_what_a_killed_build_left_are_carried_over() {
    for left in ["public.peelpress-new", "public.peelpress-old"] {
        let dir = tempfile::tempdir().expect("a folder");
        let (target, left) = (dir.path().join("public"), dir.path().join(left));
        write(&site(&[("index.html", "1")]), &left).expect("written");
        fs::write(left.join("CNAME"), "example.org").expect("written");
        // Killed after the swap; without a site, killed in the middle of it.
        if left.ends_with("public.peelpress-new") {
            write(&site(&[("index.html", "2")]), &dir.path().join("other")).expect("written");
            fs::rename(dir.path().join("other"), &target).expect("moved");
        }
        write(&site(&[("index.html", "3")]), &target).expect("written");
        assert_eq!(
            names(&target),
            [LIST, "CNAME", "index.html"],
            "{}",
            left.display()
        );
        assert_eq!(names(dir.path()), ["public"]);
    }
}

#[test]
fn a_folder_of_somebody_else_beside_the_site_is_left_alone() {
    let dir = tempfile::tempdir().expect("a folder");
    let (target, mine) = (
        dir.path().join("public"),
        dir.path().join("public.peelpress-new"),
    );
    fs::create_dir(&mine).expect("made");
    fs::write(mine.join("thesis.txt"), "years of work").expect("written");
    let diagnostic = write(&site(&[("index.html", "1")]), &target).expect_err("refused");
    assert!(matches!(diagnostic, WriteError::NotOurs(path) if path == mine));
    assert_eq!(names(dir.path()), ["public.peelpress-new"]);
    assert_eq!(names(&mine), ["thesis.txt"]);
}

#[test]
fn a_file_of_somebody_else_where_the_site_needs_its_place_is_an_error_that_names_it() {
    for (theirs, ours) in [
        ("index.html", "index.html"),
        ("b.html/note.txt", "b.html"),
        ("a", "a/index.html"),
        ("a/b", "a/b/index.html"),
    ] {
        let dir = tempfile::tempdir().expect("a folder");
        let target = dir.path().join("public");
        write(&site(&[("first.html", "1")]), &target).expect("written");
        fs::create_dir_all(target.join(theirs).parent().expect("a folder")).expect("made");
        fs::write(target.join(theirs), "mine").expect("written");
        let error = write(&site(&[(ours, "2")]), &target).expect_err("refused");
        assert!(matches!(error, WriteError::Foreign(_)), "{theirs}: {error}");
        let named = target.join(theirs);
        assert!(
            error.to_string().contains(&named.display().to_string())
                || error.to_string().contains("b.html"),
            "{error}"
        );
        assert_eq!(fs::read_to_string(named).expect("read"), "mine");
        assert!(target.join("first.html").exists(), "the old site stays");
        assert_eq!(names(dir.path()), ["public"]);
    }
}

#[test]
fn unchanged_files_keep_their_time_and_changed_ones_do_not() {
    let dir = tempfile::tempdir().expect("a folder");
    let target = dir.path().join("public");
    write(&site(&[("a/same.html", "1"), ("b.html", "1")]), &target).expect("written");
    let old = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    for name in ["a/same.html", "b.html"] {
        let file = fs::File::options()
            .write(true)
            .open(target.join(name))
            .expect("open");
        file.set_modified(old).expect("set");
    }
    write(
        &site(&[("a/same.html", "1"), ("b.html", "2"), ("c.html", "1")]),
        &target,
    )
    .expect("written");
    let time = |name: &str| {
        let found = fs::metadata(target.join(name)).expect("there");
        found.modified().expect("a time")
    };
    assert_eq!(time("a/same.html"), old);
    assert_ne!(time("b.html"), old);
    assert_eq!(
        fs::read_to_string(target.join("b.html")).expect("read"),
        "2"
    );
}

#[cfg(unix)]
#[test]
fn modes_empty_folders_and_repositories_of_others_stay() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().expect("a folder");
    let target = dir.path().join("public");
    write(
        &site(&[("a/index.html", "1"), ("gone/index.html", "1")]),
        &target,
    )
    .expect("written");
    let mode = |path: &Path, mode: u32| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
    };
    for folder in [
        ".git/objects/pack",
        ".git/empty",
        "uploads",
        "a/empty",
        "gone/kept",
    ] {
        fs::create_dir_all(target.join(folder)).expect("made");
    }
    fs::write(target.join(".git/HEAD"), "ref: x").expect("written");
    fs::write(target.join(".htaccess"), "deny").expect("written");
    mode(&target.join(".git/objects"), 0o700);
    mode(&target.join("a"), 0o750);
    mode(&target.join("a/index.html"), 0o640);
    mode(&target.join("uploads"), 0o2775);
    mode(&target, 0o775);
    write(&site(&[("a/index.html", "2")]), &target).expect("written");
    let is = |path: &str| {
        fs::metadata(target.join(path))
            .expect(path)
            .permissions()
            .mode()
            & 0o7777
    };
    assert_eq!(is(""), 0o775);
    assert_eq!(is("a"), 0o750);
    assert_eq!(is("a/index.html"), 0o640);
    assert_eq!(is("uploads"), 0o2775);
    assert_eq!(is(".git/objects"), 0o700);
    for folder in [
        ".git/objects/pack",
        ".git/empty",
        "uploads",
        "a/empty",
        "gone/kept",
    ] {
        assert!(target.join(folder).is_dir(), "{folder}");
    }
    assert_eq!(
        fs::read_to_string(target.join(".git/HEAD")).expect("read"),
        "ref: x"
    );
    assert_eq!(
        fs::read_to_string(target.join(".htaccess")).expect("read"),
        "deny"
    );
    assert_eq!(names(dir.path()), ["public"]);
}

#[test]
fn a_program_that_is_stopped_leaves_the_old_site_and_nothing_else() {
    let dir = tempfile::tempdir().expect("a folder");
    let target = dir.path().join("public");
    write(&site(&[("index.html", "1")]), &target).expect("written");
    let error =
        super::write(&site(&[("index.html", "2")]), &target, &|| true).expect_err("stopped");
    assert!(matches!(error, WriteError::Stopped));
    assert_eq!(
        fs::read_to_string(target.join("index.html")).expect("read"),
        "1"
    );
    assert_eq!(names(dir.path()), ["public"]);
}

#[test]
fn one_build_writes_at_a_time_and_no_lock_is_left() {
    let dir = tempfile::tempdir().expect("a folder");
    let target = dir.path().join("public");
    let pages: Vec<String> = (0..40).map(|n| format!("page-{n}/index.html")).collect();
    let whole = |text: &str| {
        site(
            &pages
                .iter()
                .map(|page| (page.as_str(), text))
                .collect::<Vec<_>>(),
        )
    };
    write(&whole("0"), &target).expect("written");
    fs::write(target.join("CNAME"), "example.org").expect("written");
    std::thread::scope(|scope| {
        for builder in ["1", "2", "3", "4"] {
            let (target, set) = (&target, whole(builder));
            scope.spawn(move || {
                for _ in 0..50 {
                    let done = write(&set, target);
                    assert!(
                        matches!(done, Ok(()) | Err(WriteError::Busy(_))),
                        "{done:?}"
                    );
                }
            });
        }
    });
    let one = fs::read_to_string(target.join(&pages[0])).expect("read");
    for page in &pages {
        assert_eq!(
            fs::read_to_string(target.join(page)).expect("read"),
            one,
            "pages of one build"
        );
    }
    assert_eq!(
        names(&target).len(),
        pages.len() + 2,
        "the pages, the list and the file of others"
    );
    assert_eq!(names(dir.path()), ["public"]);
}
