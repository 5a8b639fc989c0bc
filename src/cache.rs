//! A value with the key of everything that it was made from, so that it is made again only when that
//! changes.
//!
//! A key holds inputs or their hash. An input that keeps its `Arc` while it is unchanged is compared
//! by its address in memory, as [`Same`] does: that costs nothing, and is right as long as the key
//! holds the `Arc`.

use std::ops::Deref;
use std::sync::Arc;

/// The last value that was made, and its key.
#[derive(Clone, Debug)]
pub struct Cached<K, V>(Option<(K, V)>);

impl<K, V> Default for Cached<K, V> {
    fn default() -> Cached<K, V> {
        Cached(None)
    }
}

impl<K: PartialEq, V: Clone> Cached<K, V> {
    /// The value, if it was made from this key.
    pub fn get(&self, key: &K) -> Option<V> {
        self.0
            .as_ref()
            .filter(|(known, _)| known == key)
            .map(|(_, value)| value.clone())
    }

    /// The value, whatever it was made from.
    pub fn last(&self) -> Option<&V> {
        self.0.as_ref().map(|(_, value)| value)
    }

    /// The last value, and what it was made from.
    pub fn entry(&self) -> Option<(&K, &V)> {
        self.0.as_ref().map(|(key, value)| (key, value))
    }

    /// Keeps a value in place of the last one.
    pub fn keep(&mut self, key: K, value: V) {
        self.0 = Some((key, value));
    }

    /// The value of this key, made now if the last one has another. Without a key it is made and not
    /// kept.
    pub fn get_or_make(&mut self, key: Option<K>, make: impl FnOnce() -> V) -> V {
        if let Some(value) = key.as_ref().and_then(|key| self.get(key)) {
            return value;
        }
        let value = make();
        self.0 = key.map(|key| (key, value.clone()));
        value
    }
}

/// A cached value for each row of a table, such as each file by its number.
#[derive(Clone, Debug)]
pub struct CachedRows<K, V>(Vec<Cached<K, V>>);

impl<K, V> Default for CachedRows<K, V> {
    fn default() -> CachedRows<K, V> {
        CachedRows(Vec::new())
    }
}

impl<K: PartialEq, V: Clone> CachedRows<K, V> {
    /// The value of a row, if it was made from this key.
    pub fn get(&self, row: usize, key: &K) -> Option<V> {
        self.0.get(row)?.get(key)
    }

    /// The cached value of a row.
    pub fn row(&mut self, row: usize) -> &mut Cached<K, V> {
        if self.0.len() <= row {
            self.0.resize_with(row + 1, Cached::default);
        }
        &mut self.0[row]
    }
}

/// An input that is the same only if it is the same allocation.
#[derive(Debug)]
pub struct Same<T: ?Sized>(Arc<T>);

impl<T: ?Sized> Same<T> {
    /// A further owner of an input.
    pub fn of(input: &Arc<T>) -> Same<T> {
        Same(Arc::clone(input))
    }
}

impl<T: ?Sized> Clone for Same<T> {
    fn clone(&self) -> Same<T> {
        Same::of(&self.0)
    }
}

impl<T: ?Sized> PartialEq for Same<T> {
    fn eq(&self, other: &Same<T>) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ?Sized> Deref for Same<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_again_only_when_its_key_changes() {
        let (mut cached, mut made) = (Cached::default(), 0);
        let mut get = |key| {
            cached.get_or_make(Some(key), || {
                made += 1;
                made
            })
        };
        let values = [get("a"), get("a"), get("b"), get("b"), get("a")];
        assert_eq!(values, [1, 1, 2, 2, 3]);
    }

    #[test]
    fn a_value_without_a_key_is_not_kept() {
        let mut cached: Cached<&str, u8> = Cached::default();
        cached.keep("a", 1);
        assert_eq!(cached.last(), Some(&1));
        assert_eq!(cached.get_or_make(None, || 2), 2);
        assert_eq!((cached.get(&"a"), cached.last()), (None, None));
    }

    #[test]
    fn each_row_has_a_value_of_its_own() {
        let mut rows = CachedRows::default();
        rows.row(2).keep("a", 1);
        rows.row(0).keep("b", 2);
        assert_eq!(rows.get(2, &"a"), Some(1));
        assert_eq!(rows.get(0, &"b"), Some(2));
        assert_eq!(rows.get(0, &"a"), None);
        assert_eq!(rows.get(1, &"a"), None);
        assert_eq!(rows.get(7, &"a"), None);
    }

    #[test]
    fn an_equal_text_is_the_same_only_if_it_is_the_same_allocation() {
        let (one, other): (Arc<str>, Arc<str>) = ("text".into(), "text".into());
        assert!(Same::of(&one) == Same::of(&one));
        assert!(Same::of(&one) != Same::of(&other));
        assert_eq!(&*Same::of(&one), &*other);
    }
}
