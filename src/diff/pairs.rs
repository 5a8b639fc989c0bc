//! Which row of the newer edition is which row of the older one: the row of the same id, or the one to which the address
//! of the old row leads now.

use std::collections::{BTreeMap, BTreeSet};

use super::edition::{Edition, TableRow};

/// The rows of a table in two editions.
pub(super) struct Pairs<'e> {
    /// The old row of each new one.
    before: BTreeMap<&'e str, (&'e str, &'e TableRow)>,
    /// The old rows that the newer edition does not have.
    gone: Vec<(&'e str, &'e TableRow, NewName<'e>)>,
}

/// What a row is part of that an edition no longer has.
#[derive(Clone, Copy, Debug)]
pub(super) enum NewName<'e> {
    /// Of a row that something else is already.
    PartOf(&'e str),
    /// Of nothing.
    Nothing,
}

impl<'e> Pairs<'e> {
    pub(super) fn new(table: &str, old: &'e Edition, new: &'e Edition) -> Pairs<'e> {
        let (mut same, missing): (Vec<_>, Vec<_>) = old
            .rows(table)
            .partition(|(id, _)| new.row(table, id).is_some());
        let mut taken: BTreeSet<&str> = same.iter().map(|(id, _)| *id).collect();
        let mut before: BTreeMap<_, _> = same.drain(..).map(|(id, row)| (id, (id, row))).collect();
        let at = new.rows(table);
        let at = at.filter_map(|(id, row)| Some((new.address(row)?, id)));
        let at: BTreeMap<String, &str> = match missing.is_empty() {
            true => BTreeMap::new(),
            false => at.collect(),
        };
        let mut gone = Vec::new();
        for (id, row) in missing {
            let home = old.address(row).and_then(|address| new.home(&address));
            match home.and_then(|home| at.get(&home).copied()) {
                Some(now) if taken.insert(now) => {
                    before.insert(now, (id, row));
                }
                Some(now) => gone.push((id, row, NewName::PartOf(now))),
                None => gone.push((id, row, NewName::Nothing)),
            }
        }
        Pairs { before, gone }
    }

    /// The id and the row that a new row had.
    pub(super) fn before(&self, id: &str) -> Option<(&'e str, &'e TableRow)> {
        self.before.get(id).copied()
    }

    /// The old rows that are not in the newer edition, with what they are part of now.
    pub(super) fn gone(&self) -> impl Iterator<Item = (&'e str, &'e TableRow, NewName<'e>)> {
        self.gone.iter().copied()
    }
}
