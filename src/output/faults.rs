//! A disk that fails: at every operation in turn, by refusing, by writing only half, or by being the last before a crash. Whatever
//! happens, the folder holds the old site or the new one.

#![expect(clippy::disallowed_methods, reason = "the tests look at the disk")]

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::SystemTime;

use super::disk::{Disk, SystemDisk};
use super::error::WriteError;
use super::listing::OldSite;
use super::write::{SiteWriter, write_with};
use super::{FinishedFile, OutputPath, OutputSet, in_place};

/// What happens at the operation that was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failure {
    /// It is refused, and later ones are done.
    Refused,
    /// Half of the file is written, and then the disk is full.
    Short,
    /// It is refused like every later one: the program is dead.
    Crash,
    /// It is done, and it was the last.
    CrashAfter,
}

struct FaultyDisk {
    at: usize,
    failure: Failure,
    /// Whether two folders can be exchanged in one step.
    can_exchange: bool,
    /// Whether a file can have two names.
    can_link: bool,
    count: AtomicUsize,
    is_dead: AtomicBool,
}

impl FaultyDisk {
    fn new(at: usize, failure: Failure) -> FaultyDisk {
        FaultyDisk {
            at,
            failure,
            can_exchange: true,
            can_link: true,
            count: AtomicUsize::new(0),
            is_dead: AtomicBool::new(false),
        }
    }

    fn act<T>(&self, operation: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        if self.is_dead.load(Ordering::SeqCst) {
            return Err(io::Error::other("the program is dead"));
        }
        if self.count.fetch_add(1, Ordering::SeqCst) != self.at {
            return operation();
        }
        match self.failure {
            Failure::Refused | Failure::Short => Err(io::ErrorKind::StorageFull.into()),
            Failure::Crash => {
                self.is_dead.store(true, Ordering::SeqCst);
                Err(io::Error::other("the program is dead"))
            }
            Failure::CrashAfter => {
                let done = operation();
                self.is_dead.store(true, Ordering::SeqCst);
                done.and(Err(io::Error::other("the program is dead")))
            }
        }
    }
}

impl Disk for FaultyDisk {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.act(|| SystemDisk.make_folder(path))
    }
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let is_cut = !matches!(self.failure, Failure::Refused | Failure::CrashAfter);
        if is_cut
            && self.count.load(Ordering::SeqCst) == self.at
            && !self.is_dead.load(Ordering::SeqCst)
        {
            SystemDisk.write_new(path, &bytes[..bytes.len() / 2])?;
        }
        self.act(|| SystemDisk.write_new(path, bytes))
    }
    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.act(|| SystemDisk.append(path, bytes))
    }
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        match self.can_link {
            true => self.act(|| SystemDisk.link(from, to)),
            false => Err(io::ErrorKind::Unsupported.into()),
        }
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.act(|| SystemDisk.rename(from, to))
    }
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        match self.can_exchange {
            true => self.act(|| SystemDisk.exchange(one, other)),
            false => Err(io::ErrorKind::Unsupported.into()),
        }
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.act(|| SystemDisk.remove_file(path))
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.act(|| SystemDisk.remove_folder(path))
    }
    fn dress(&self, path: &Path, like: &Metadata) -> io::Result<()> {
        self.act(|| SystemDisk.dress(path, like))
    }
    fn set_modified(&self, path: &Path, time: SystemTime) -> io::Result<()> {
        self.act(|| SystemDisk.set_modified(path, time))
    }
    fn sync(&self, _: &Path) -> io::Result<()> {
        self.act(|| Ok(()))
    }
    fn sync_all(&self, _: &Path) -> io::Result<bool> {
        self.act(|| Ok(true))
    }
}

pub(super) const OLD: &[(&str, &str)] = &[
    ("a/index.html", "old"),
    ("assets/same.css", "same"),
    ("file", "old"),
    ("folder/index.html", "old"),
    ("gone/deep/index.html", "old"),
    ("index.html", "old"),
];
pub(super) const NEW: &[(&str, &str)] = &[
    ("a/index.html", "new"),
    ("assets/more.css", "new"),
    ("assets/same.css", "same"),
    ("file/index.html", "new"),
    ("folder", "new"),
    ("index.html", "new"),
];

pub(super) fn set(files: &[(&str, &str)]) -> OutputSet {
    let mut set = OutputSet::default();
    for (path, text) in files {
        set.insert(OutputPath::new(*path).expect("a path"), text.as_bytes());
    }
    set
}

pub(super) type Tree = BTreeMap<String, String>;

pub(super) fn tree(folder: &Path) -> Tree {
    let entries = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below it");
            let text = fs::read_to_string(entry.path()).expect("read");
            (path.to_string_lossy().into_owned(), text)
        })
        .filter(|(path, _)| !path.starts_with(".peelpress"))
        .collect()
}

pub(super) fn expected(files: &[(&str, &str)]) -> Tree {
    let files = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    // A file of others.
    files
        .chain([("a/theirs.txt".to_owned(), "theirs".to_owned())])
        .collect()
}

fn begin(target: &Path) {
    begin_with(&SystemDisk, target);
}

/// The old site, a file of others in it and an empty folder of theirs.
pub(super) fn begin_with(disk: &dyn Disk, target: &Path) {
    write_with(disk, &set(OLD), target, &|| false).expect("written");
    fs::write(target.join("a/theirs.txt"), "theirs").expect("written");
    fs::create_dir(target.join("empty")).expect("made");
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("read").filter_map(Result::ok);
    entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

/// On one thread, so that the operations come in the same order each time.
pub(super) fn in_order<T: Send>(act: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .expect("a thread");
    pool.install(act)
}

#[test]
fn whatever_fails_the_site_is_the_old_or_the_new_one() {
    in_order(|| {
        for failure in [
            Failure::Refused,
            Failure::Short,
            Failure::Crash,
            Failure::CrashAfter,
        ] {
            for (can_exchange, can_link) in [(true, true), (true, false), (false, true)] {
                for is_streamed in [false, can_exchange && can_link] {
                    for at in 0.. {
                        let disk = FaultyDisk {
                            can_exchange,
                            can_link,
                            ..FaultyDisk::new(at, failure)
                        };
                        if !is_whole_after(&disk, is_streamed) {
                            assert!(at > 20, "the site is written in {at} operations");
                            break;
                        }
                    }
                }
            }
        }
    });
}

/// Lets one operation fail, and checks what is there then and after another build. `false` if all were done.
fn is_whole_after(disk: &FaultyDisk, is_streamed: bool) -> bool {
    let dir = tempfile::tempdir().expect("a folder");
    let target = &dir.path().join("public");
    begin(target);
    let done = match is_streamed {
        true => write_streamed(disk, target),
        false => write_with(disk, &set(NEW), target, &|| false),
    };
    let what = format!("{:?} at {}: {done:?}", disk.failure, disk.at);
    let (old, new) = (expected(OLD), expected(NEW));
    let mut found = tree(target);
    let is_dead = disk.is_dead.load(Ordering::SeqCst);
    // Where folders cannot be exchanged, a crash between two renames leaves the old site next to its place.
    let is_between = is_dead && !disk.can_exchange && !target.exists();
    if is_between {
        found = tree(&target.with_file_name("public.peelpress-old"));
    }
    // Files of others may wait next to the site for the next build.
    found
        .entry("a/theirs.txt".to_owned())
        .or_insert_with(|| "theirs".to_owned());
    assert!(found == old || found == new, "{what}: {found:?}");
    match &done {
        Ok(_) => assert_eq!(found, new, "{what}: it says that it is done"),
        Err(error) => assert_eq!(
            found,
            if is_dead { found.clone() } else { old },
            "{what}: {error}"
        ),
    }
    if let (Err(error), false) = (&done, is_dead) {
        let is_true = error.to_string().contains("the disk is full");
        assert!(is_true, "{what}: another reason");
    }
    write_with(&SystemDisk, &set(NEW), target, &|| false)
        .unwrap_or_else(|error| panic!("{what}: then {error}"));
    assert_eq!(tree(target), new, "{what}: after another build");
    assert!(
        target.join("empty").is_dir(),
        "{what}: the empty folder of others"
    );
    assert_eq!(names(dir.path()), ["public"], "{what}: something is left");
    disk.count.load(Ordering::SeqCst) > disk.at
}

/// Writes most files before the last ones are known.
pub(super) fn write_streamed(disk: &dyn Disk, target: &Path) -> Result<Vec<String>, WriteError> {
    let writer = SiteWriter::with(disk, target);
    let mut all = OutputSet::default();
    let (first, last) = NEW.split_at(4);
    writer.expect(&mut first[..2].iter().map(|(path, _)| *path));
    for (path, text) in first {
        let path = OutputPath::new(*path).expect("a path");
        let file = writer.put(&path, text.as_bytes().into());
        all.insert_finished(path, file);
    }
    all.extend(set(last));
    writer.finish(&all, &|| false)
}

#[test]
fn a_writer_that_is_dropped_leaves_the_old_site_and_nothing_else() {
    let dir = tempfile::tempdir().expect("a folder");
    let target = &dir.path().join("public");
    begin(target);
    let writer = SiteWriter::new(target);
    let path = OutputPath::new("a/new/index.html").expect("a path");
    let file = writer.put(&path, b"new"[..].into());
    assert!(matches!(file, FinishedFile::Placed(_)), "{file:?}");
    let lock = "public.peelpress-lock".to_owned();
    assert!(names(dir.path()).contains(&lock));
    drop(writer);
    assert_eq!(names(dir.path()), ["public"]);
    assert_eq!(tree(target), expected(OLD));
}

#[test]
fn in_place_too_a_crash_leaves_the_old_site_or_a_journal_of_the_new_one() {
    in_order(|| {
        for failure in [
            Failure::Refused,
            Failure::Short,
            Failure::Crash,
            Failure::CrashAfter,
        ] {
            for at in 0.. {
                let dir = tempfile::tempdir().expect("a folder");
                let target = &dir.path().join("volume");
                begin(target);
                let old = OldSite::read(target).expect("read").expect("a site");
                let disk = FaultyDisk::new(at, failure);
                let done = in_place::write(&disk, &set(NEW), &old, target, &|| false);
                let what = format!("{failure:?} at {at}: {done:?}");
                let is_decided = in_place::recover(&SystemDisk, target).expect("recovered");
                let found = tree(target);
                let is_new = is_decided || done.is_ok();
                let is_as_expected = found == expected(if is_new { NEW } else { OLD });
                // After the very last step nothing is left to recover, although the program died.
                assert!(
                    is_as_expected || found == expected(NEW),
                    "{what}: {found:?}"
                );
                let old = OldSite::read(target).expect("read").expect("a site");
                in_place::write(&SystemDisk, &set(NEW), &old, target, &|| false)
                    .unwrap_or_else(|error| panic!("{what}: then {error}"));
                assert_eq!(tree(target), expected(NEW), "{what}");
                assert!(target.join("empty").is_dir(), "{what}");
                let left = names(target)
                    .into_iter()
                    .filter(|name| name.starts_with(".peelpress-"));
                assert_eq!(left.collect::<Vec<_>>(), Vec::<String>::new(), "{what}");
                if disk.count.load(Ordering::SeqCst) <= at {
                    assert!(at > 20, "the site is written in {at} operations");
                    break;
                }
            }
        }
    });
}

#[test]
fn in_place_nothing_is_written_or_removed_through_a_link() {
    #[cfg(unix)]
    {
        let dir = tempfile::tempdir().expect("a folder");
        let (target, elsewhere) = (&dir.path().join("volume"), dir.path().join("elsewhere"));
        begin(target);
        fs::create_dir_all(elsewhere.join("deep")).expect("made");
        fs::write(elsewhere.join("deep/index.html"), "theirs").expect("written");
        fs::remove_dir_all(target.join("gone")).expect("removed");
        std::os::unix::fs::symlink(&elsewhere, target.join("gone")).expect("a link");
        let old = OldSite::read(target).expect("read").expect("a site");
        in_place::write(&SystemDisk, &set(NEW), &old, target, &|| false).expect("written");
        assert_eq!(tree(&elsewhere).len(), 1);
        let through = set(&[("gone/deep/index.html", "ours")]);
        let error = match old.foreign_at(target, &through) {
            Some(path) => WriteError::Foreign(path),
            None => panic!("a link is not ours"),
        };
        assert!(error.to_string().contains("gone"), "{error}");
    }
}
