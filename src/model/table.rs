//! Rows with ids: a row is named by a number that only its table hands out, and found by its name
//! once. A table knows as well which names are written somewhere and have no row, so that whoever
//! uses one is not reported as unknown.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::hash::{BuildHasher, Hash, Hasher};
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

// A site of ten thousand forces has hundreds of thousands of names; the standard hasher took a
// fifth of a build.
use foldhash::fast::{FixedState, RandomState};

use crate::document::Hiding;

/// The id of a row of a `Table<T>`: proof that the row exists.
pub struct Id<T> {
    row: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    fn new(row: usize) -> Id<T> {
        Id {
            row: u32::try_from(row).unwrap_or(u32::MAX),
            of: PhantomData,
        }
    }

    /// The row's number, from 0, in its table's order.
    pub fn row(self) -> usize {
        self.row as usize
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Id<T> {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Id<T>) -> bool {
        self.row == other.row
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Id<T>) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Id<T>) -> std::cmp::Ordering {
        self.row.cmp(&other.row)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.row.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.row)
    }
}

/// Why a name that is written somewhere has no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Missing {
    /// Its definition is invalid, which has its own diagnostic.
    Invalid,
    /// It is written where readers may not see it.
    Hidden(Hiding),
}

/// Rows in order, each with a unique name.
#[derive(Clone, Debug)]
pub struct Table<T> {
    rows: Vec<T>,
    by_name: HashMap<String, Id<T>, RandomState>,
    /// Names without a row. One such as `kent` covers every `kent/…`.
    missing: BTreeMap<String, Missing>,
    /// Whether any name may be that of a row which could not be read.
    is_incomplete: bool,
    /// Identifies the names, in their order.
    digest: u64,
}

impl<T> Default for Table<T> {
    fn default() -> Table<T> {
        Table {
            rows: Vec::new(),
            by_name: HashMap::default(),
            missing: BTreeMap::new(),
            is_incomplete: false,
            digest: 0,
        }
    }
}

impl<T> Table<T> {
    /// Makes room for so many more rows.
    pub(super) fn reserve(&mut self, rows: usize) {
        self.rows.reserve(rows);
        self.by_name.reserve(rows);
    }

    /// Adds a row under a name.
    ///
    /// # Errors
    /// If the name is taken: the row that has it.
    pub(super) fn add(&mut self, name: impl Into<String>, row: T) -> Result<Id<T>, Id<T>> {
        let id = Id::new(self.rows.len());
        let name = name.into();
        let digest = FixedState::with_seed(self.digest).hash_one(&name);
        match self.by_name.entry(name) {
            std::collections::hash_map::Entry::Occupied(taken) => Err(*taken.get()),
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(id);
                self.digest = digest;
                self.rows.push(row);
                Ok(id)
            }
        }
    }

    /// Remembers a name that has no row, or the beginning of such names before their `/`. The first
    /// reason stays.
    pub(super) fn mark_missing(&mut self, name: impl Into<String>, why: Missing) {
        let name = name.into();
        self.digest = FixedState::with_seed(self.digest).hash_one((&name, why));
        self.missing.entry(name).or_insert(why);
    }

    /// Remembers that rows with unreadable names are missing.
    pub(super) fn mark_incomplete(&mut self) {
        self.digest = FixedState::with_seed(self.digest).hash_one("gaps");
        self.is_incomplete = true;
    }

    /// Why a name has no row, if it may have been written somewhere.
    pub(super) fn missing(&self, name: &str) -> Option<Missing> {
        let of_owner = || self.missing.get(name.split_once('/')?.0);
        let known = self.missing.get(name).or_else(of_owner).copied();
        known.or(self.is_incomplete.then_some(Missing::Invalid))
    }

    /// The same where a name before a `/` covers only itself.
    pub(super) fn missing_exactly(&self, name: &str) -> Option<Missing> {
        let known = self.missing.get(name).copied();
        known.or(self.is_incomplete.then_some(Missing::Invalid))
    }

    /// The names of what is hidden, with what hides it, in order.
    pub fn hidden(&self) -> impl Iterator<Item = (&str, Hiding)> {
        self.missing.iter().filter_map(|(name, why)| match why {
            Missing::Hidden(hiding) => Some((name.as_str(), *hiding)),
            Missing::Invalid => None,
        })
    }

    /// Identifies the names of a table, in their order: where it is the same, so is every
    /// look-up.
    pub(super) fn digest(&self) -> u64 {
        self.digest
    }

    /// The id of a name.
    pub fn find(&self, name: &str) -> Option<Id<T>> {
        self.by_name.get(name).copied()
    }

    /// Every row with its id, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Id<T>, &T)> + DoubleEndedIterator {
        self.rows
            .iter()
            .enumerate()
            .map(|(row, value)| (Id::new(row), value))
    }

    /// Every id, in order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = Id<T>> + DoubleEndedIterator + use<T> {
        (0..self.rows.len()).map(Id::new)
    }

    /// Every name, in order.
    pub fn names(&self) -> Vec<&str> {
        let mut names = vec![""; self.rows.len()];
        #[expect(clippy::iter_over_hash_type, reason = "each goes to its own place")]
        for (name, id) in &self.by_name {
            names[id.row()] = name;
        }
        names
    }

    /// Every row, in order.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl<T> Index<Id<T>> for Table<T> {
    type Output = T;

    fn index(&self, id: Id<T>) -> &T {
        &self.rows[id.row()]
    }
}

impl<T> IndexMut<Id<T>> for Table<T> {
    fn index_mut(&mut self, id: Id<T>) -> &mut T {
        &mut self.rows[id.row()]
    }
}
