//! For tests: which keys readers asked for on this thread, and which they missed, by what they call the map.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Keys, by what the reader calls the map.
pub(crate) type KeyUsage = BTreeMap<&'static str, BTreeSet<&'static str>>;

thread_local! {
    static ASKED: RefCell<KeyUsage> = RefCell::default();
    static MISSED: RefCell<KeyUsage> = RefCell::default();
}

/// Forgets everything.
pub(crate) fn clear() {
    ASKED.take();
    MISSED.take();
}

/// Which keys were asked for.
pub(crate) fn asked() -> KeyUsage {
    ASKED.with_borrow(Clone::clone)
}

/// Which keys were missed.
pub(crate) fn missed() -> KeyUsage {
    MISSED.with_borrow(Clone::clone)
}

pub(super) fn ask(what: &'static str, keys: &[&'static str]) {
    ASKED.with_borrow_mut(|asked| asked.entry(what).or_default().extend(keys));
}

pub(super) fn miss(what: &'static str, key: &'static str) {
    MISSED.with_borrow_mut(|missed| missed.entry(what).or_default().insert(key));
}
