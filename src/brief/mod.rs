//! Printable briefs: a body's, a region's or a selection's findings as a self-contained PDF.
//!
//! Given the same views as the site, with prose as trees instead of HTML, gives tagged PDFs typeset
//! by Typst from the theme's `brief/` templates. The same data, templates and program give the same
//! bytes. Nothing is written here: a brief that was typeset before is read back by its key, and the
//! caller caches new ones.

mod action_plan;
mod back_matter;
mod breaks;
mod builder;
mod cache;
mod data;
#[cfg(feature = "briefs")]
mod draft;
mod glyphs;
mod heading;
mod map;
mod need;
mod options;
mod parts;
mod problems;
mod qr;
mod query;
mod run;
mod tree;
#[cfg(feature = "briefs")]
mod typeset;
#[cfg(not(feature = "briefs"))]
#[path = "disabled.rs"]
mod typeset;
#[cfg(feature = "briefs")]
mod world;

pub use back_matter::ATTACHED;
pub use cache::{FOLDER, cache_entry, entry, file_name};
pub use options::{
    BriefFileType, BriefForm, BriefMode, BriefOptions, ColumnCount, PaperSize, PdfStandard,
    TypeSize,
};
pub use query::{BriefQuery, QueryError, subjects};
pub use typeset::IS_AVAILABLE;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Checked, Report, Severity};
use crate::export::AttachedTables;
use crate::files::Files;
use crate::leak::LeakScan;
use crate::model::Subject;
use crate::output::OutputSet;
use crate::text::{SourceMap, Span};
use crate::theme::Theme;
use crate::view::{BriefLinks, ViewContext};
use need::{BrokenBodies, NeededFiles};
use query::Selection;
use run::{BriefResult, BriefRun};
use tree::TreeFormat;
use typeset::Typesetter;

/// Makes the briefs of one state of the site.
#[derive(Debug)]
pub struct BriefMaker {
    /// What views are derived from, with prose as trees.
    context: ViewContext,
    theme: Arc<Theme>,
    /// The pictures of the content, at their paths in `media/`.
    pictures: OutputSet,
    sources: Arc<SourceMap>,
    /// Looks for text that is not public in the words that are typeset.
    leaks: Option<Arc<LeakScan>>,
    /// What is wrong with the site.
    found: Report,
    /// The bodies that are left out of the tables in the briefs of others.
    broken: BrokenBodies,
    /// The tables that are attached, made with the first brief.
    tables: OnceLock<AttachedTables>,
}

/// Called with how many briefs are done, of how many.
pub type Progress<'p> = &'p (dyn Fn(usize, usize) + Sync);

/// A brief that was made.
#[derive(Clone, Debug)]
pub struct Brief {
    /// A file name: `kent.pdf`, `kent-action-plan.xlsx`
    pub name: String,
    /// The body or region that it is about, if it is about one.
    pub subject: Option<Subject>,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// How many pages it has; 0 for a table.
    pub pages: usize,
    /// The hash of everything that it is made from.
    pub key: String,
    /// Whether it can be published: each character has a glyph, and no text is hidden text.
    pub is_sound: bool,
    /// Whether it was typeset in this run without a warning, and can be cached for the next.
    pub is_new: bool,
}

/// What a query gives.
#[derive(Debug)]
pub struct BriefAnswer {
    /// The documents. One with an error, in its files or its template, is missing.
    pub briefs: Vec<Brief>,
    /// Everything that is wrong with the documents that were asked for and the files that they need.
    pub report: Report,
    /// How many errors are in other files.
    pub elsewhere: usize,
}

/// A document as the typesetter gives it.
struct TypesetDocument {
    pdf: Arc<[u8]>,
    pages: usize,
    warnings: Vec<TypstDiagnostic>,
}

/// An error or warning of a template.
#[derive(Clone, Debug)]
struct TypstDiagnostic {
    is_error: bool,
    message: String,
    place: Option<Span>,
    hints: Vec<String>,
}

impl BriefMaker {
    /// A maker of the briefs of a site: from its views, with the theme's own templates. `pictures`
    /// holds those of the content, at their paths in `media/`; `sources` the texts that errors
    /// point into; `found` what is wrong with the site.
    pub fn new(
        site: &ViewContext,
        theme: Arc<Theme>,
        pictures: OutputSet,
        sources: Arc<SourceMap>,
        leaks: Option<Arc<LeakScan>>,
        found: &Report,
    ) -> BriefMaker {
        BriefMaker {
            broken: BrokenBodies::of(found, &sources),
            found: found.clone(),
            context: site
                .for_format(&TreeFormat)
                .with_briefs(BriefLinks::default()),
            theme,
            pictures,
            sources,
            leaks,
            tables: OnceLock::new(),
        }
    }

    /// Makes the brief of every body and region that an inspection spoke of, in one form. `files`
    /// holds the briefs of earlier builds.
    pub fn every(
        &self,
        options: BriefOptions,
        files: &dyn Files,
        progress: Progress<'_>,
    ) -> Checked<Vec<Brief>> {
        let selections: Vec<Selection> = subjects(&self.context.corpus)
            .into_iter()
            .map(Selection::of)
            .collect();
        self.make(&selections, options, files, progress)
    }

    /// Makes the brief of a body or region. It is `None`, with errors, if a template fails; without
    /// errors if it would hold nothing.
    pub fn of(
        &self,
        subject: Subject,
        options: BriefOptions,
        files: &dyn Files,
    ) -> Checked<Option<Brief>> {
        let selections = [Selection::of(subject)];
        let Checked { value, report } = self.make(&selections, options, files, &|_, _| {});
        Checked {
            value: value.into_iter().next(),
            report,
        }
    }

    /// Makes the documents that are asked for. One that has an error in a file that it needs, or
    /// that a template fails for, is missing.
    ///
    /// # Errors
    /// If a name is unknown or there is nothing to print.
    pub fn answer(
        &self,
        query: &BriefQuery,
        options: BriefOptions,
        files: &dyn Files,
        progress: Progress<'_>,
    ) -> Result<BriefAnswer, QueryError> {
        let (corpus, sources) = (&*self.context.corpus, &self.sources);
        let mut selections = query::resolve(query, corpus)?;
        let needed = NeededFiles::of(&selections, corpus);
        let mut report = self.found.clone();
        report.retain(|diagnostic| needed.concern(diagnostic, sources));
        let elsewhere = self.found.count(Severity::Error) - report.count(Severity::Error);
        let errors = || report.iter().filter(|it| it.severity == Severity::Error);
        if errors().next().is_some() {
            selections.retain(|selection| {
                let needed = NeededFiles::of([selection], corpus);
                !errors().any(|error| needed.concern(error, sources))
            });
        }
        let mut made = self.make(&selections, options, files, progress);
        if made.value.is_empty() && made.report.is_empty() && !report.has_errors() {
            return Err(QueryError::Nothing(
                "no finding matches, so there is nothing to print".to_owned(),
            ));
        }
        made.value.retain(|brief| brief.is_sound);
        report.extend(made.report);
        Ok(BriefAnswer {
            briefs: made.value,
            report,
            elsewhere,
        })
    }

    /// The tables that are attached.
    fn tables(&self) -> &AttachedTables {
        self.tables
            .get_or_init(|| AttachedTables::new(&ATTACHED.map(|(name, _)| name), &self.context))
    }

    /// Makes each selection's brief, on as many threads as there are cores; a document is dropped
    /// once it is typeset.
    ///
    /// Plain threads, not rayon: Typst lays out with rayon itself, and a worker that waits for one
    /// brief would begin another within it, which costs memory and keeps Typst's cache from being
    /// emptied.
    fn make(
        &self,
        selections: &[Selection],
        options: BriefOptions,
        files: &dyn Files,
        progress: Progress<'_>,
    ) -> Checked<Vec<Brief>> {
        let run = BriefRun {
            maker: self,
            typesetter: &Typesetter::new(&self.theme, &self.pictures),
            options,
            files,
        };
        let common = run.common_key();
        let results: Vec<OnceLock<Option<BriefResult>>> =
            selections.iter().map(|_| OnceLock::new()).collect();
        let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = || {
            while let Some((selection, result)) =
                at(selections, &results, next.fetch_add(1, Ordering::Relaxed))
            {
                let _ = result.set(run.make(&common, selection));
                progress(done.fetch_add(1, Ordering::Relaxed) + 1, selections.len());
            }
        };
        let threads = rayon::current_num_threads().min(selections.len());
        std::thread::scope(|scope| {
            for _ in 1..threads {
                // Without another thread, this one does the work.
                let _ = std::thread::Builder::new().spawn_scoped(scope, work);
            }
            work();
        });
        let results = results
            .into_iter()
            .filter_map(|result| result.into_inner().flatten());
        self.gather(results)
    }

    /// The briefs of a run, and everything wrong with them.
    fn gather(&self, results: impl Iterator<Item = BriefResult>) -> Checked<Vec<Brief>> {
        let (mut report, mut diagnostics, mut briefs) = (Report::default(), Vec::new(), Vec::new());
        let mut lost = BTreeMap::new();
        for made in results {
            for &c in &made.lost {
                lost.entry(c).or_insert_with(|| made.about.clone());
            }
            diagnostics.extend(
                made.diagnostics
                    .into_iter()
                    .map(|diagnostic| (diagnostic, made.about.clone())),
            );
            made.leaks.into_iter().for_each(|leak| report.push(leak));
            briefs.extend(made.brief);
        }
        problems::report_missing_glyphs(&lost, &self.sources, &mut report);
        problems::report_template_errors(diagnostics, &mut report);
        Checked {
            value: briefs,
            report,
        }
    }
}

fn at<'s, S, R>(selections: &'s [S], results: &'s [R], at: usize) -> Option<(&'s S, &'s R)> {
    selections.get(at).zip(results.get(at))
}
