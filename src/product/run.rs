//! Makes products in the order that they depend on each other, those that do not depend on each other side by side.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

use rayon::prelude::*;

use super::Product;
use crate::brief::Progress;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::output::{CacheEntry, FileSink, OutputSet};

/// How products are made.
#[derive(Clone, Copy)]
pub struct Run<'r> {
    /// Whether to stop.
    pub is_stopped: &'r (dyn Fn() -> bool + Sync),
    /// Called with how many briefs are done, of how many.
    pub progress: Progress<'r>,
    /// Takes pages and data files when they are finished; without one they stay in memory.
    pub sink: Option<&'r dyn FileSink>,
}

impl fmt::Debug for Run<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Run").finish_non_exhaustive()
    }
}

/// What making products gives.
#[derive(Debug, Default)]
pub struct Made {
    /// The files.
    pub output: OutputSet,
    /// How many files each product has, by its name.
    pub counts: BTreeMap<&'static str, usize>,
    /// What is wrong with them.
    pub report: Report,
    /// What the next run can use again.
    pub cached: Vec<CacheEntry>,
    /// Why a product could not be made although the content is not to blame.
    pub failure: Option<Box<dyn Error + Send + Sync>>,
}

impl Made {
    /// Files without anything wrong.
    pub(super) fn of(output: OutputSet) -> Made {
        Made {
            output,
            ..Made::default()
        }
    }

    /// Adds what another product made. The addresses of pages were compared before; here the files of different products
    /// are.
    fn add(&mut self, other: Made) {
        for path in other.output.paths() {
            if self.output.contains(path.as_str()) {
                let message = format!("two files have the path `{path}`");
                self.report.push(
                    Diagnostic::new(Code::UrlCollision, message)
                        .help("rename the content file that one of them is made from"),
                );
            }
        }
        self.output.extend(other.output);
        self.counts.extend(other.counts);
        self.report.extend(other.report);
        self.cached.extend(other.cached);
        self.failure = self.failure.take().or(other.failure);
    }
}

/// Makes products, each after those that it depends on. `None` if the run was stopped.
pub fn make(products: &[Arc<dyn Product>], run: &Run<'_>) -> Option<Made> {
    let mut waves: BTreeMap<Reverse<usize>, Vec<&dyn Product>> = BTreeMap::new();
    for product in products {
        let wave = Reverse(dependents(&**product, products));
        waves.entry(wave).or_default().push(&**product);
    }
    let mut all = Made::default();
    for wave in waves.into_values() {
        for made in make_together(&wave, run) {
            all.add(made?);
        }
    }
    Some(all)
}

/// The length of the longest chain of products that wait for one. Those that nothing waits for are made last, together.
fn dependents(product: &dyn Product, products: &[Arc<dyn Product>]) -> usize {
    products
        .iter()
        .filter(|other| other.depends_on().contains(&product.name()))
        .map(|other| 1 + dependents(&**other, products))
        .max()
        .unwrap_or(0)
}

fn make_one(product: &dyn Product, run: &Run<'_>) -> Option<Made> {
    let mut made = product.make(run)?;
    made.counts.insert(product.name(), made.output.len());
    Some(made)
}

/// Makes products that do not depend on each other.
fn make_together(products: &[&dyn Product], run: &Run<'_>) -> Vec<Option<Made>> {
    if let [product] = products {
        return vec![make_one(*product, run)];
    }
    let (apart, pooled): (Vec<&dyn Product>, Vec<&dyn Product>) = products
        .iter()
        .partition(|product| product.has_own_threads());
    std::thread::scope(|scope| {
        let apart: Vec<_> = apart
            .into_iter()
            .map(|product| scope.spawn(move || make_one(product, run)))
            .collect();
        let mut made: Vec<Option<Made>> = pooled
            .into_par_iter()
            .map(|product| make_one(product, run))
            .collect();
        for thread in apart {
            match thread.join() {
                Ok(one) => made.push(one),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        made
    })
}
