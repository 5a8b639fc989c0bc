//! Pages that were made before: one whose template and values are what they were is not made again.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};
use tera::Value;

/// What a page was made from, as a hash.
pub(super) type Made = [u8; 32];

/// The last making of each page.
#[derive(Debug, Default)]
pub struct KeptPages {
    pages: Mutex<HashMap<String, (Made, Arc<[u8]>)>>,
}

impl KeptPages {
    /// The page at a path, if it was made from the same.
    pub(super) fn get(&self, path: &str, from: &Made) -> Option<Arc<[u8]>> {
        let pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.get(path).filter(|(made, _)| made == from).map(|(_, page)| Arc::clone(page))
    }

    /// The page at a path as it was last made, from whatever.
    pub fn last(&self, path: &str) -> Option<Arc<[u8]>> {
        let pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.get(path).map(|(_, page)| Arc::clone(page))
    }

    /// Keeps a page, in place of the one that was at its path.
    pub(super) fn keep(&self, path: &str, from: Made, page: &Arc<[u8]>) {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.insert(path.to_owned(), (from, Arc::clone(page)));
    }

    /// Forgets the pages that a site no longer has.
    pub fn retain(&self, is_wanted: impl Fn(&str) -> bool) {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.retain(|path, _| is_wanted(path));
    }
}

/// The hash of everything that a page is made from: the theme, which template of it, and what the template is given.
pub(super) fn made_from(theme: &[u8; 32], template: &str, values: [&Value; 3]) -> Option<Made> {
    let mut writer = Hashed(Sha256::new());
    writer.0.update(theme);
    writer.0.update(template.as_bytes());
    for value in values {
        writer.0.update(b"\0");
        serde_json::to_writer(&mut writer, value).ok()?;
    }
    Some(writer.0.finalize().into())
}

struct Hashed(Sha256);

impl io::Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
