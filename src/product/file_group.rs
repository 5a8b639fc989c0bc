//! Products whose files are made together, the first time that one of them is needed.

use std::sync::{Arc, OnceLock};

use super::{Freshness, Made, Product, ProductFile, Run, SiteInputs};
use crate::output::{FileSink, HoldFiles, OutputSet};

/// A product whose files are made together.
#[derive(Debug)]
pub(super) struct FileGroupSpec {
    pub(super) name: &'static str,
    /// Whether a path may be one of its files.
    pub(super) owns: fn(&str) -> bool,
    /// Makes them; those that are many go to the sink one by one.
    pub(super) make: fn(&SiteInputs, &dyn FileSink) -> OutputSet,
}

/// Such a product of a site.
#[derive(Debug)]
pub(super) struct FileGroup {
    spec: &'static FileGroupSpec,
    site: Arc<SiteInputs>,
    files: OnceLock<OutputSet>,
}

impl FileGroup {
    /// The product of a site.
    pub(super) fn product(
        site: &Arc<SiteInputs>,
        spec: &'static FileGroupSpec,
    ) -> Arc<dyn Product> {
        Arc::new(FileGroup {
            spec,
            site: Arc::clone(site),
            files: OnceLock::new(),
        })
    }

    fn files(&self) -> &OutputSet {
        self.files
            .get_or_init(|| (self.spec.make)(&self.site, &HoldFiles))
    }
}

impl Product for FileGroup {
    fn name(&self) -> &'static str {
        self.spec.name
    }

    fn owns(&self, path: &str) -> bool {
        (self.spec.owns)(path)
    }

    fn file(&self, path: &str, _: Freshness) -> ProductFile {
        Ok(self.files().get(path).map(Arc::clone))
    }

    fn make(&self, run: &Run<'_>) -> Option<Made> {
        let is_stopped = (run.is_stopped)();
        (!is_stopped).then(|| {
            Made::of(match run.sink {
                Some(sink) => (self.spec.make)(&self.site, sink),
                None => self.files().clone(),
            })
        })
    }
}
