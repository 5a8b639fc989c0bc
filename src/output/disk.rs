//! The operations that change a disk. Everything that `write` does goes through here, so that tests can let each of them
//! fail, stop half-way, or be the last before a crash.

#![expect(clippy::disallowed_methods, reason = "this is the door")]

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::Path;
use std::time::SystemTime;

/// Changes a disk.
pub(super) trait Disk: Sync {
    /// Makes a folder and those above it, unless they exist.
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// Writes a file that must not exist.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Adds to the end of a file.
    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Gives one more name to a file.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Moves a file or folder; a file that is there is replaced.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Exchanges two folders in one step. Not every system can.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// Gives a file or folder the mode and group of another.
    fn dress(&self, path: &Path, like: &Metadata) -> io::Result<()>;
    /// Sets when a file was last modified.
    fn set_modified(&self, path: &Path, time: SystemTime) -> io::Result<()>;
    /// Makes what was written to a file, or to the entries of a folder, last through a power cut.
    fn sync(&self, path: &Path) -> io::Result<()>;
    /// The same for everything on the file system of a folder, where that is quicker. Says whether it was done.
    fn sync_all(&self, folder: &Path) -> io::Result<bool>;
}

/// The disk itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct SystemDisk;

impl Disk for SystemDisk {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        File::create_new(path)?.write_all(bytes)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        File::options().append(true).open(path)?.write_all(bytes)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    #[cfg(target_os = "linux")]
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
    }

    #[cfg(not(target_os = "linux"))]
    fn exchange(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn dress(&self, path: &Path, like: &Metadata) -> io::Result<()> {
        let own = fs::symlink_metadata(path)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            if own.gid() != like.gid() {
                // A group that the user is not in is not theirs to give.
                let _ = std::os::unix::fs::chown(path, None, Some(like.gid()));
            }
        }
        if own.permissions() != like.permissions() {
            fs::set_permissions(path, like.permissions())?;
        }
        Ok(())
    }

    fn set_modified(&self, path: &Path, time: SystemTime) -> io::Result<()> {
        File::options().write(true).open(path)?.set_modified(time)
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        // Only Unix opens folders; elsewhere the system orders their entries by itself.
        if cfg!(unix) || !path.is_dir() {
            return File::open(path)?.sync_all();
        }
        Ok(())
    }

    #[cfg(target_os = "linux")]
    fn sync_all(&self, folder: &Path) -> io::Result<bool> {
        rustix::fs::syncfs(File::open(folder)?)?;
        Ok(true)
    }

    #[cfg(not(target_os = "linux"))]
    fn sync_all(&self, _: &Path) -> io::Result<bool> {
        Ok(false)
    }
}
