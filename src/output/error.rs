//! Why something could not be written.

use std::io;
use std::path::{Path, PathBuf};

/// Why something could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The folder holds files and was not made by Peelpress.
    #[error("{} holds files that Peelpress did not make; nothing was written. Empty it, or choose another folder with `--out`", .0.display())]
    NotOurs(PathBuf),
    /// There is a file where a folder is to be written.
    #[error("{} is a file, not a folder; nothing was written", .0.display())]
    NotAFolder(PathBuf),
    /// There is a link where something is to be written.
    #[error("{} is a link, and Peelpress does not write through links; nothing was written. Name the real path instead", .0.display())]
    Link(PathBuf),
    /// A file or folder of another program is where a file of the site has to be.
    #[error("{} is not a file of this site, and the new site needs its place; nothing was written. Move it away, or rename the page that needs it", .0.display())]
    Foreign(PathBuf),
    /// The folder is another user's, in a folder where only owners may rename.
    #[error("{} belongs to another user, and only that user can replace it; nothing was written", .0.display())]
    NotReplaceable(PathBuf),
    /// The lock of another user.
    #[error("{} belongs to another user, who may be building this site now. If no build is running, remove the file", .0.display())]
    ForeignLock(PathBuf),
    /// The old site could be moved neither out of the way for good nor back.
    #[error("the new site could not be put in place: {reason}. The old site is in {path}; the next build puts it back", path = .0.display(), reason = reason(.1))]
    Aside(PathBuf, io::Error),
    /// A site that is written in place stopped half-way.
    #[error("the new site is only partly in place; build again to finish it: {0}")]
    Unfinished(Box<WriteError>),
    /// The user stopped the program.
    #[error("stopped; nothing was written")]
    Stopped,
    /// A file that would have to be replaced.
    #[error("{} exists already; nothing was written", .0.display())]
    Exists(PathBuf),
    /// There is a folder where a file is to be written.
    #[error("{path} is a folder; add a file name, or write `{path}/` for one file per body", path = .0.display())]
    Folder(PathBuf),
    /// There is a pipe, a device or the like where a file is to be written.
    #[error("{} is not an ordinary file (it is a device, pipe or socket); nothing was written", .0.display())]
    Special(PathBuf),
    /// The file that would be replaced is write-protected.
    #[error("{} is read-only; nothing was written", .0.display())]
    ReadOnly(PathBuf),
    /// Another build is writing to the same folder.
    #[error("another build is writing to {}; try again when it has finished", .0.display())]
    Busy(PathBuf),
    /// The folder above, where the new site is made, cannot be written to.
    #[error("{} cannot be written to: {}. A new site is made next to the old one, so that folder must be writable, too", .0.display(), reason(.1))]
    Above(PathBuf, #[source] io::Error),
    /// The system refused.
    #[error("{} cannot be written: {}", .0.display(), reason(.1))]
    Io(PathBuf, #[source] io::Error),
}

/// Attaches a path to an error of the system.
pub(super) fn io_at(path: &Path) -> impl FnOnce(io::Error) -> WriteError + '_ {
    |error| WriteError::Io(path.to_owned(), error)
}

/// The system's reason in plain words, where its own are for programmers.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::QuotaExceeded => "your disk quota is used up".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::ResourceBusy => "it is in use".to_owned(),
        io::ErrorKind::OutOfMemory => "there is not enough memory".to_owned(),
        _ => error.to_string(),
    }
}
