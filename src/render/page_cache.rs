//! Pages that were made before: one whose template and values are what they were is not made again.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use foldhash::quality::{FixedState, FoldHasher};
use tera::Value;

use crate::view::BriefLink;

/// What a page was made from, as a hash. It compares pages of one process, so it need not withstand
/// an attack.
pub(super) type PageKey = [u64; 2];

/// A page and what it was made from.
#[derive(Debug)]
struct CachedPage {
    key: PageKey,
    html: Arc<[u8]>,
    /// The state of the preview for which it was last found to be right.
    state: u64,
    /// The brief that it links to.
    brief: Option<BriefLink>,
    /// Whether its ids were found to be different from each other.
    has_sound_ids: bool,
}

/// The last making of each page.
#[derive(Debug, Default)]
pub struct PageCache {
    pages: Mutex<HashMap<String, CachedPage, foldhash::fast::RandomState>>,
}

type PagesByPath<'c> = MutexGuard<'c, HashMap<String, CachedPage, foldhash::fast::RandomState>>;

impl PageCache {
    fn pages(&self) -> PagesByPath<'_> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The page at a path, if it was made from the same. It is then right for a state of the
    /// preview.
    pub(super) fn get(&self, path: &str, from: &PageKey, state: u64) -> Option<Arc<[u8]>> {
        let mut pages = self.pages();
        let page = pages.get_mut(path).filter(|page| page.key == *from)?;
        page.state = page.state.max(state);
        Some(Arc::clone(&page.html))
    }

    /// The page at a path, if nothing can have changed it since it was last found to be right:
    /// `is_unchanged` says so of a state.
    pub(super) fn still_right(
        &self,
        path: &str,
        brief: Option<&BriefLink>,
        state: u64,
        is_unchanged: impl Fn(u64) -> bool,
    ) -> Option<Arc<[u8]>> {
        let mut pages = self.pages();
        let page = pages.get_mut(path)?;
        if page.state > state || page.brief.as_ref() != brief || !is_unchanged(page.state) {
            return None;
        }
        page.state = state;
        Some(Arc::clone(&page.html))
    }

    /// The last version of the page at a path, whatever its inputs.
    pub fn last(&self, path: &str) -> Option<Arc<[u8]>> {
        self.pages().get(path).map(|page| Arc::clone(&page.html))
    }

    /// Keeps a page, in place of the one that was at its path.
    pub(super) fn keep(
        &self,
        path: &str,
        key: PageKey,
        html: &Arc<[u8]>,
        state: u64,
        brief: Option<BriefLink>,
    ) {
        let page = CachedPage {
            key,
            html: Arc::clone(html),
            state,
            brief,
            has_sound_ids: false,
        };
        self.pages().insert(path.to_owned(), page);
    }

    /// Whether the ids of this page were found to be different from each other.
    pub fn has_sound_ids(&self, path: &str, html: &Arc<[u8]>) -> bool {
        let pages = self.pages();
        let known = pages.get(path);
        known.is_some_and(|page| page.has_sound_ids && Arc::ptr_eq(&page.html, html))
    }

    /// Remembers that the ids of this page are different from each other.
    pub fn mark_sound_ids(&self, path: &str, html: &Arc<[u8]>) {
        let mut pages = self.pages();
        let known = pages.get_mut(path);
        if let Some(page) = known.filter(|page| Arc::ptr_eq(&page.html, html)) {
            page.has_sound_ids = true;
        }
    }

    /// Forgets the pages that a site no longer has.
    pub fn retain(&self, is_wanted: impl Fn(&str) -> bool) {
        self.pages().retain(|path, _| is_wanted(path));
    }
}

/// Two hashes with different seeds, which together are wide enough that no two pages of a preview
/// have the same.
struct WideHasher([FoldHasher<'static>; 2]);

impl WideHasher {
    fn new() -> WideHasher {
        WideHasher([1, 2].map(|seed| FixedState::with_seed(seed).build_hasher()))
    }

    fn update(&mut self, bytes: &[u8]) {
        self.0.iter_mut().for_each(|hasher| hasher.write(bytes));
    }

    fn number(&mut self, number: usize) {
        self.0
            .iter_mut()
            .for_each(|hasher| hasher.write_usize(number));
    }
}

/// The hash of everything that a page is made from: the theme, which template of it, and what the
/// template is given.
pub(super) fn page_key(theme: &[u8; 32], template: &str, values: [&Value; 3]) -> PageKey {
    let mut hasher = WideHasher::new();
    hasher.update(theme);
    words(template, &mut hasher);
    values.into_iter().for_each(|value| add(value, &mut hasher));
    hasher.0.map(|hasher| hasher.finish())
}

/// Adds a value so that no other value adds the same bytes. Maps keep the order of their view's
/// fields.
fn add(value: &Value, hasher: &mut WideHasher) {
    if let Some(text) = value.as_str() {
        hasher.number(usize::from(value.is_safe()));
        words(text, hasher);
    } else if let Some(list) = value.as_array() {
        hasher.number(2);
        hasher.number(list.len());
        list.iter().for_each(|item| add(item, hasher));
    } else if let Some(map) = value.as_map() {
        hasher.number(3);
        hasher.number(map.len());
        for (key, item) in map {
            match key.as_str() {
                Some(key) => words(key, hasher),
                None => words(&key.to_string(), hasher),
            }
            add(item, hasher);
        }
    } else {
        // Numbers, flags and nothing: what is written of them, and of what kind they are.
        hasher.number(4);
        hasher.number(usize::from(value.is_none()));
        hasher.number(usize::from(value.is_bool()));
        hasher.number(usize::from(value.is_f64()));
        words(&value.to_string(), hasher);
    }
}

fn words(text: &str, hasher: &mut WideHasher) {
    hasher.number(text.len());
    hasher.update(text.as_bytes());
}
