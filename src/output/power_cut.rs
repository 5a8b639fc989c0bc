//! A power cut: what was written and not synchronised is lost. Every operation of a build is recorded; then
//! each beginning of that record is done again on another disk, without what the cut took. The folder
//! holds the old site or the new one.

use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::SystemTime;

use super::disk::{Disk, SystemDisk};
use super::faults::{NEW, OLD, begin_with, expected, in_order, set, tree, write_streamed};
use super::in_place;
use super::listing::OldSite;
use super::write::write_with;

/// An operation, with its paths below the folder of the test.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Operation {
    MakeFolder(PathBuf),
    Write(PathBuf, Vec<u8>),
    Append(PathBuf, Vec<u8>),
    Link(PathBuf, PathBuf),
    Rename(PathBuf, PathBuf),
    Exchange(PathBuf, PathBuf),
    RemoveFile(PathBuf),
    RemoveFolder(PathBuf),
    Sync(PathBuf),
    SyncAll,
}

impl Operation {
    /// The folders whose entries it changes.
    fn folders(&self) -> Vec<&Path> {
        let paths: &[&PathBuf] = match self {
            Operation::MakeFolder(path)
            | Operation::Write(path, _)
            | Operation::Link(_, path)
            | Operation::RemoveFile(path)
            | Operation::RemoveFolder(path) => &[path],
            Operation::Rename(from, to) | Operation::Exchange(from, to) => &[from, to],
            Operation::Append(..) | Operation::Sync(_) | Operation::SyncAll => &[],
        };
        paths.iter().filter_map(|path| path.parent()).collect()
    }

    /// Does it in a folder. `is_whole` is whether the bytes of a file reached the disk.
    fn again(&self, root: &Path, is_whole: bool) -> io::Result<()> {
        let at = |path: &Path| root.join(path);
        match self {
            // Not those above it, which may be lost.
            Operation::MakeFolder(path) if at(path).parent().is_some_and(Path::is_dir) => {
                SystemDisk.make_folder(&at(path))
            }
            Operation::MakeFolder(_) => Ok(()),
            Operation::Write(path, bytes) => {
                SystemDisk.write_new(&at(path), if is_whole { bytes } else { &[] })
            }
            Operation::Append(path, bytes) if is_whole => SystemDisk.append(&at(path), bytes),
            Operation::Append(..) => Ok(()),
            Operation::Link(from, to) => SystemDisk.link(&at(from), &at(to)),
            Operation::Rename(from, to) => SystemDisk.rename(&at(from), &at(to)),
            Operation::Exchange(one, other) => SystemDisk.exchange(&at(one), &at(other)),
            Operation::RemoveFile(path) => SystemDisk.remove_file(&at(path)),
            Operation::RemoveFolder(path) => SystemDisk.remove_folder(&at(path)),
            Operation::Sync(_) | Operation::SyncAll => Ok(()),
        }
    }
}

/// A disk that does everything and remembers it.
struct RecordingDisk<'r> {
    root: &'r Path,
    record: Mutex<Vec<Operation>>,
    /// Whether it can synchronise everything at once.
    has_sync_all: bool,
}

impl<'r> RecordingDisk<'r> {
    fn new(root: &'r Path, has_sync_all: bool) -> RecordingDisk<'r> {
        RecordingDisk {
            root,
            record: Mutex::default(),
            has_sync_all,
        }
    }
    fn note(&self, operation: Operation) {
        self.record.lock().expect("one thread").push(operation);
    }
    fn below(&self, path: &Path) -> PathBuf {
        path.strip_prefix(self.root)
            .expect("below the root")
            .to_owned()
    }
}

impl Disk for RecordingDisk<'_> {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        SystemDisk.make_folder(path)?;
        self.note(Operation::MakeFolder(self.below(path)));
        Ok(())
    }
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        SystemDisk.write_new(path, bytes)?;
        self.note(Operation::Write(self.below(path), bytes.to_owned()));
        Ok(())
    }
    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        SystemDisk.append(path, bytes)?;
        self.note(Operation::Append(self.below(path), bytes.to_owned()));
        Ok(())
    }
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        SystemDisk.link(from, to)?;
        self.note(Operation::Link(self.below(from), self.below(to)));
        Ok(())
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        SystemDisk.rename(from, to)?;
        self.note(Operation::Rename(self.below(from), self.below(to)));
        Ok(())
    }
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        SystemDisk.exchange(one, other)?;
        self.note(Operation::Exchange(self.below(one), self.below(other)));
        Ok(())
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        SystemDisk.remove_file(path)?;
        self.note(Operation::RemoveFile(self.below(path)));
        Ok(())
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        SystemDisk.remove_folder(path)?;
        self.note(Operation::RemoveFolder(self.below(path)));
        Ok(())
    }
    fn dress(&self, path: &Path, like: &Metadata) -> io::Result<()> {
        SystemDisk.dress(path, like)
    }
    fn set_modified(&self, path: &Path, time: SystemTime) -> io::Result<()> {
        SystemDisk.set_modified(path, time)
    }
    fn sync(&self, path: &Path) -> io::Result<()> {
        self.note(Operation::Sync(self.below(path)));
        Ok(())
    }
    fn sync_all(&self, _: &Path) -> io::Result<bool> {
        if self.has_sync_all {
            self.note(Operation::SyncAll);
        }
        Ok(self.has_sync_all)
    }
}

/// Which changes of folders reach the disk although nothing asked for it.
#[derive(Clone, Copy, Debug)]
enum Lucky {
    All,
    None,
    Even,
    Odd,
    /// The moves, and not what is moved.
    Moves,
}

/// Whether what was done to a file, or to the entries of a folder, is on the disk after the operations that
/// follow. A folder that is gone has taken its entries with it.
fn lasts(path: &Path, later: &[Operation]) -> bool {
    later
        .iter()
        .enumerate()
        .any(|(at, operation)| match operation {
            Operation::SyncAll => true,
            Operation::Sync(synced) => synced == path,
            Operation::RemoveFolder(gone) if gone == path => gone
                .parent()
                .is_some_and(|above| lasts(above, &later[at..])),
            _ => false,
        })
}

/// Does the first operations again, as far as they reached the disk before the power went.
fn replay(record: &[Operation], lucky: Lucky, root: &Path) {
    for (at, operation) in record.iter().enumerate() {
        let later = &record[at..];
        let is_synced = |path: &Path| lasts(path, later);
        let is_lucky = match lucky {
            Lucky::All => true,
            Lucky::None => false,
            Lucky::Even => at % 2 == 0,
            Lucky::Odd => at % 2 == 1,
            Lucky::Moves => matches!(operation, Operation::Rename(..) | Operation::Exchange(..)),
        };
        let is_kept = is_lucky || operation.folders().into_iter().all(is_synced);
        let is_whole = matches!(operation, Operation::Write(path, _) | Operation::Append(path, _) if is_synced(path));
        if is_kept {
            // What rests on something that is lost is lost too.
            let _ = operation.again(root, is_whole);
        }
    }
}

const LUCK: [Lucky; 5] = [
    Lucky::All,
    Lucky::None,
    Lucky::Even,
    Lucky::Odd,
    Lucky::Moves,
];

#[test]
fn a_power_cut_at_any_moment_leaves_the_old_site_or_the_new_one() {
    in_order(|| {
        for (has_sync_all, is_streamed) in [(false, false), (true, false), (false, true)] {
            let dir = tempfile::tempdir().expect("a folder");
            let target = &dir.path().join("public");
            begin_with(&RecordingDisk::new(dir.path(), true), target);
            let disk = RecordingDisk::new(dir.path(), has_sync_all);
            match is_streamed {
                true => write_streamed(&disk, target),
                false => write_with(&disk, &set(NEW), target, &|| false),
            }
            .expect("written");
            let record = disk.record.into_inner().expect("one thread");
            let swap = record
                .iter()
                .position(|operation| matches!(operation, Operation::Exchange(..)));
            let swap = swap.expect("the swap");
            assert!(swap > 15, "{record:#?}");
            for end in 0..=record.len() {
                for lucky in LUCK {
                    let copy = tempfile::tempdir().expect("a folder");
                    let target = &copy.path().join("public");
                    // Nothing that the test itself writes waits for the disk.
                    let quick = RecordingDisk::new(copy.path(), true);
                    begin_with(&quick, target);
                    replay(&record[..end], lucky, copy.path());
                    let found = tree(target);
                    let what = format!("{lucky:?}, cut after {:?}", record[..end].last());
                    let is_whole = found == expected(OLD) || found == expected(NEW);
                    assert!(is_whole, "{what}: {found:?}");
                    assert!(end > swap || found == expected(OLD), "{what}");
                    write_with(&quick, &set(NEW), target, &|| false)
                        .unwrap_or_else(|error| panic!("{what}: then {error}"));
                    assert_eq!(tree(target), expected(NEW), "{what}: after another build");
                }
            }
        }
    });
}

#[test]
fn in_place_too_a_power_cut_leaves_the_old_site_or_a_journal_of_the_new_one() {
    in_order(|| {
        for has_sync_all in [false, true] {
            let dir = tempfile::tempdir().expect("a folder");
            let target = &dir.path().join("volume");
            begin_with(&RecordingDisk::new(dir.path(), true), target);
            let old = OldSite::read(target).expect("read").expect("a site");
            let disk = RecordingDisk::new(dir.path(), has_sync_all);
            in_place::write(&disk, &set(NEW), &old, target, &|| false).expect("written");
            let record = disk.record.into_inner().expect("one thread");
            for end in 0..=record.len() {
                for lucky in LUCK {
                    let copy = tempfile::tempdir().expect("a folder");
                    let target = &copy.path().join("volume");
                    // Nothing that the test itself writes waits for the disk.
                    let quick = RecordingDisk::new(copy.path(), true);
                    begin_with(&quick, target);
                    replay(&record[..end], lucky, copy.path());
                    let what = format!("{lucky:?}, cut after {:?}", record[..end].last());
                    in_place::recover(&quick, target)
                        .unwrap_or_else(|error| panic!("{what}: {error}"));
                    let found = tree(target);
                    let is_whole = found == expected(OLD) || found == expected(NEW);
                    assert!(is_whole, "{what}: {found:?}");
                }
            }
        }
    });
}
