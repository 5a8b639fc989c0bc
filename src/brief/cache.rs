//! Briefs that were set before, kept by the hash of everything they are made from.
//!
//! A key is made of the data, the templates, the fonts, the program and what was asked for, so a kept brief is never
//! stale: whatever changes, changes the key. An entry that is damaged or missing is set anew.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::files::Files;

/// The folder of kept briefs, from the site's root.
pub const FOLDER: &str = ".peelpress-cache/briefs";

/// How an entry begins.
const MAGIC: &str = "peelpress brief 1";

/// The hash of everything that a brief is made from.
pub(super) fn key<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        // With its length before it, no part can pass for the end of another.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}

/// A kept brief: its pages and bytes.
pub(super) fn read(files: &dyn Files, key: &str) -> Option<(usize, Arc<[u8]>)> {
    let entry = files.read(&format!("{FOLDER}/{key}")).ok()?;
    let end = entry.iter().position(|&byte| byte == b'\n')?;
    let head = std::str::from_utf8(&entry[..end]).ok()?;
    let (pages, sum) = head.strip_prefix(MAGIC)?.trim_start().split_once(' ')?;
    let pdf = &entry[end + 1..];
    (hex(&Sha256::digest(pdf)) == sum).then_some((pages.parse().ok()?, pdf.into()))
}

/// A brief as it is kept.
pub fn entry(pages: usize, pdf: &[u8]) -> Vec<u8> {
    let mut entry = format!("{MAGIC} {pages} {}\n", hex(&Sha256::digest(pdf))).into_bytes();
    entry.extend_from_slice(pdf);
    entry
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::MemoryFiles;

    #[test]
    fn a_kept_brief_comes_back_and_a_damaged_one_does_not() {
        let mut files = MemoryFiles::default();
        let mut bytes = entry(4, b"%PDF-1.7");
        files.insert(format!("{FOLDER}/abc"), bytes.clone());
        assert_eq!(
            read(&files, "abc"),
            Some((4, b"%PDF-1.7".as_slice().into()))
        );
        *bytes.last_mut().expect("not empty") = b'8';
        files.insert(format!("{FOLDER}/abc"), bytes);
        assert_eq!(read(&files, "abc"), None);
        assert_eq!(read(&files, "missing"), None);
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(key([b"ab".as_slice(), b"c"]), key([b"a".as_slice(), b"bc"]));
    }
}
