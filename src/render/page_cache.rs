//! Pages that were made before: one whose template and values are what they were is not made again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};
use tera::Value;

use crate::cache::Cached;

/// What a page was made from, as a hash.
pub(super) type PageKey = [u8; 32];

/// The pages that were made, by their path, with what they were made from.
type CachedPages = HashMap<String, Cached<PageKey, Arc<[u8]>>>;

/// The last making of each page, by its path.
#[derive(Debug, Default)]
pub struct PageCache {
    pages: Mutex<CachedPages>,
}

impl PageCache {
    fn lock(&self) -> MutexGuard<'_, CachedPages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The page at a path, if it was made from the same.
    pub(super) fn get(&self, path: &str, from: &PageKey) -> Option<Arc<[u8]>> {
        self.lock().get(path)?.get(from)
    }

    /// The last version of the page at a path, whatever its inputs.
    pub fn last(&self, path: &str) -> Option<Arc<[u8]>> {
        self.lock().get(path)?.last().cloned()
    }

    /// Keeps a page, in place of the one that was at its path.
    pub(super) fn keep(&self, path: &str, from: PageKey, page: &Arc<[u8]>) {
        let mut pages = self.lock();
        let cached = pages.entry(path.to_owned()).or_default();
        cached.keep(from, Arc::clone(page));
    }

    /// Forgets the pages that a site no longer has.
    pub fn retain(&self, is_wanted: impl Fn(&str) -> bool) {
        self.lock().retain(|path, _| is_wanted(path));
    }
}

/// The hash of everything that a page is made from: the theme, which template of it, and what the
/// template is given.
pub(super) fn page_key(theme: &[u8; 32], template: &str, values: [&Value; 3]) -> PageKey {
    let mut digest = Sha256::new();
    digest.update(theme);
    words(template, &mut digest);
    values.into_iter().for_each(|value| add(value, &mut digest));
    digest.finalize().into()
}

/// Adds a value so that no other value adds the same bytes. Maps keep the order of their view's
/// fields.
fn add(value: &Value, digest: &mut Sha256) {
    if let Some(text) = value.as_str() {
        digest.update([value.is_safe().into()]);
        words(text, digest);
    } else if let Some(list) = value.as_array() {
        digest.update(b"[");
        digest.update(list.len().to_le_bytes());
        list.iter().for_each(|item| add(item, digest));
    } else if let Some(map) = value.as_map() {
        digest.update(b"{");
        digest.update(map.len().to_le_bytes());
        for (key, item) in map {
            words(&key.to_string(), digest);
            add(item, digest);
        }
    } else {
        // Numbers, flags and nothing: what is written of them, and of what kind they are.
        digest.update([
            value.is_none().into(),
            value.is_bool().into(),
            value.is_f64().into(),
        ]);
        words(&value.to_string(), digest);
    }
}

fn words(text: &str, digest: &mut Sha256) {
    digest.update(text.len().to_le_bytes());
    digest.update(text.as_bytes());
}
