//! Typeset briefs, kept between runs.
//!
//! The key of a brief is a hash of everything that it is made from: the data, the templates, the fonts, the program's
//! version and the options. An entry carries a seal, an HMAC over its page count and its bytes with a key that is derived
//! from that hash. An entry that was damaged, renamed or altered has the wrong seal, and the brief is typeset again.

use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::Brief;
use crate::files::Files;
use crate::output::CacheEntry;

/// The folder of the entries, inside the cache folder.
pub const FOLDER: &str = "briefs";

/// The first word of an entry, with the version of its format.
const MAGIC: &str = "peelpress-brief-2";

/// The hash of everything that a brief is made from, in hexadecimal.
pub(super) fn key<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        // With its length before it, no part can pass for the end of another.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}

/// The file name of the entry with this key: a hash of the key, so that a name does not give the key away.
pub fn file_name(key: &str) -> String {
    hex(&Sha256::digest(format!("name\n{key}")))
}

/// A kept brief: its page count and its bytes. `None` if there is no entry, or its seal is wrong.
pub(super) fn read(files: &dyn Files, key: &str) -> Option<(usize, Arc<[u8]>)> {
    let entry = files.read(&format!("{FOLDER}/{}", file_name(key))).ok()?;
    let end = entry.iter().position(|&byte| byte == b'\n')?;
    let head = std::str::from_utf8(&entry[..end]).ok()?;
    let (pages, found) = head.strip_prefix(MAGIC)?.trim_start().split_once(' ')?;
    let pages = pages.parse().ok()?;
    let pdf = &entry[end + 1..];
    let seal = seal(key, pages, pdf)?;
    // Compared in constant time, and as bytes: the text could be written in more than one way.
    seal.verify_slice(&unhex(found)?).ok()?;
    Some((pages, pdf.into()))
}

/// A brief as it is kept.
pub fn entry(key: &str, pages: usize, pdf: &[u8]) -> Vec<u8> {
    let mut entry = head(key, pages, pdf);
    entry.extend_from_slice(pdf);
    entry
}

/// A brief for the cache folder; without content if it is there already, or had a warning that must be reported again.
pub fn cache_entry(brief: &Brief) -> CacheEntry {
    let head = || head(&brief.key, brief.pages, &brief.bytes);
    CacheEntry {
        name: file_name(&brief.key),
        content: brief.is_new.then(|| (head(), Arc::clone(&brief.bytes))),
    }
}

/// The line before the bytes of a kept brief.
fn head(key: &str, pages: usize, pdf: &[u8]) -> Vec<u8> {
    let Some(seal) = seal(key, pages, pdf) else {
        return Vec::new();
    };
    let seal = hex(&seal.finalize().into_bytes());
    format!("{MAGIC} {pages} {seal}\n").into_bytes()
}

/// Binds page count and bytes to the key. HMAC takes keys of any length, so this is never `None`.
fn seal(key: &str, pages: usize, pdf: &[u8]) -> Option<Hmac<Sha256>> {
    let mut seal = Hmac::<Sha256>::new_from_slice(format!("seal\n{key}").as_bytes()).ok()?;
    seal.update(&(pages as u64).to_le_bytes());
    seal.update(pdf);
    Some(seal)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::MemoryFiles;

    /// What reading gives if this entry is kept under this key.
    fn kept(key: &str, entry: Vec<u8>) -> Option<(usize, Arc<[u8]>)> {
        let mut files = MemoryFiles::default();
        files.insert(format!("{FOLDER}/{}", file_name(key)), entry);
        read(&files, key)
    }

    #[test]
    fn a_cached_brief_comes_back() {
        let entry = entry("abc", 4, b"%PDF-1.7");
        assert_eq!(kept("abc", entry), Some((4, b"%PDF-1.7".as_slice().into())));
        assert_eq!(read(&MemoryFiles::default(), "abc"), None);
    }

    #[test]
    fn an_entry_that_was_changed_in_any_byte_is_not_believed() {
        let sound = entry("abc", 4, b"%PDF-1.7");
        for at in 0..sound.len() {
            let mut changed = sound.clone();
            changed[at] ^= 1;
            assert_eq!(kept("abc", changed), None, "byte {at}");
        }
        let text = String::from_utf8(sound.clone()).expect("UTF-8");
        let pages = text.replacen(" 4 ", " 40 ", 1).into_bytes();
        assert_eq!(kept("abc", pages), None, "another page count");
        assert_eq!(kept("abc", sound[..sound.len() - 1].to_vec()), None);
    }

    #[test]
    fn an_entry_is_not_believed_under_the_name_of_another() {
        assert_eq!(kept("abd", entry("abc", 4, b"%PDF-1.7")), None);
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(key([b"ab".as_slice(), b"c"]), key([b"a".as_slice(), b"bc"]));
    }
}
