//! `diff`: what changed between two editions.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use super::error::{CommandError, GitError};
use super::terminal::Terminal;
use super::{CLEAN, ERRORS, Outcome, now};
use crate::cli::{DiffArgs, DiffFormat};
use crate::diff::{Edition, compare, text};
use crate::files::{DiskFiles, Files, MemoryFiles};
use crate::pipeline::{self, BuildCache, Request};

/// Prints what changed from one edition to another.
pub(super) fn diff(args: &DiffArgs, terminal: &Terminal) -> Outcome {
    let old = edition(&args.old, &args.root.root)?;
    let new = edition(&args.new, &args.root.root)?;
    let changes = compare(&old, &new);
    let printed = match args.format {
        DiffFormat::Text => text(&changes),
        DiffFormat::Json => {
            let json = serde_json::to_string_pretty(&changes)?;
            json + "\n"
        }
    };
    terminal.result(&printed)?;
    Ok(match args.exit_code && !changes.is_empty() {
        true => ERRORS,
        false => CLEAN,
    })
}

/// Reads a folder, or builds a revision of the site's content.
pub(super) fn edition(name: &str, root: &Path) -> Result<Edition, CommandError> {
    if Path::new(name).is_dir() {
        let files = DiskFiles::new(Path::new(name))?;
        let listed = files.list("");
        let paths = listed.iter().map(|entry| entry.path.as_str());
        let read = Edition::read(paths, |path| Some(files.read(path).ok()?.to_vec()));
        return read.map_err(|error| CommandError::NotEdition(name.to_owned(), error));
    }
    let files = revision(name, root)?;
    let request = Request {
        now: now()?,
        ..Request::default()
    };
    let site = pipeline::prepare(&files, &request, &mut BuildCache::default(), &mut |_| ());
    if site.report().has_errors() {
        return Err(CommandError::EditionErrors(name.to_owned()));
    }
    Ok(pipeline::edition(&site))
}

/// The files of the site as git has them at a revision.
fn revision(name: &str, root: &Path) -> Result<MemoryFiles, CommandError> {
    let unknown = |reason| CommandError::NotRevision(name.to_owned(), reason);
    // A name that starts with a hyphen would be an option of git.
    if name.starts_with('-') {
        return Err(unknown(GitError::Hyphen));
    }
    let listed = git(root, &["ls-tree", "-r", "-z", name, "--", "."], b"").map_err(unknown)?;
    let (mut paths, mut ids) = (Vec::new(), Vec::new());
    for line in String::from_utf8_lossy(&listed).split('\0') {
        let Some((about, path)) = line.split_once('\t') else {
            continue;
        };
        let is_site = ["content/", "themes/"]
            .iter()
            .any(|it| path.starts_with(it));
        let mut about = about.split(' ');
        let (mode, _, id) = (about.next(), about.next(), about.next());
        // Links and submodules are not files of the site.
        let is_file = mode.is_some_and(|mode| mode.starts_with("100"));
        if let Some(id) = id.filter(|_| is_file && (is_site || path == "site.toml")) {
            paths.push(path.to_owned());
            ids.extend_from_slice(id.as_bytes());
            ids.push(b'\n');
        }
    }
    let answer = git(root, &["cat-file", "--batch"], &ids).map_err(unknown)?;
    let mut files = MemoryFiles::default();
    let mut rest = answer.as_slice();
    for path in paths {
        let end = rest
            .iter()
            .position(|&byte| byte == b'\n')
            .unwrap_or(rest.len());
        let head = String::from_utf8_lossy(&rest[..end]).into_owned();
        let length: usize = head
            .rsplit(' ')
            .next()
            .and_then(|it| it.parse().ok())
            .unwrap_or(0);
        let from = (end + 1).min(rest.len());
        let to = (from + length).min(rest.len());
        files.insert(path, &rest[from..to]);
        rest = &rest[(to + 1).min(rest.len())..];
    }
    Ok(files)
}

/// Runs git in the site's folder.
fn git(root: &Path, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, GitError> {
    let mut child = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(GitError::Start)?;
    let (stdin, input) = (child.stdin.take(), input.to_vec());
    // Git answers while it reads, so that a large input and a large answer would each wait for the other.
    let writer = std::thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&input)));
    let answer = child.wait_with_output().map_err(GitError::Answer)?;
    let _ = writer.join();
    match answer.status.success() {
        true => Ok(answer.stdout),
        false => {
            let message = String::from_utf8_lossy(&answer.stderr);
            Err(GitError::Refused(message.trim().to_owned()))
        }
    }
}
