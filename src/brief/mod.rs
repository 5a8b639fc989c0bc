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
mod glyphs;
mod heading;
mod map;
mod options;
mod parts;
mod problems;
mod qr;
mod query;
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

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Checked, Diagnostic, Report};
use crate::export::AttachedTables;
use crate::files::Files;
use crate::leak::LeakScan;
use crate::model::Subject;
use crate::output::OutputSet;
use crate::text::{SourceMap, Span};
use crate::theme::Theme;
use crate::view::{BriefLinks, ViewContext};
use data::{BriefDocument, BriefOrigin};
use query::Selection;
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
    /// Whether it was typeset in this run without a warning, and can be cached for the next.
    pub is_new: bool,
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
    /// point into.
    pub fn new(
        site: &ViewContext,
        theme: Arc<Theme>,
        pictures: OutputSet,
        sources: Arc<SourceMap>,
        leaks: Option<Arc<LeakScan>>,
    ) -> BriefMaker {
        BriefMaker {
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

    /// Makes the documents that are asked for. One that a template fails for is missing, with
    /// errors.
    ///
    /// # Errors
    /// If a name is unknown or there is nothing to print.
    pub fn answer(
        &self,
        query: &BriefQuery,
        options: BriefOptions,
        files: &dyn Files,
        progress: Progress<'_>,
    ) -> Result<Checked<Vec<Brief>>, QueryError> {
        let selections = query::resolve(query, &self.context.corpus)?;
        let made = self.make(&selections, options, files, progress);
        if made.value.is_empty() && made.report.is_empty() {
            return Err(QueryError::Nothing(
                "no finding matches, so there is nothing to print".to_owned(),
            ));
        }
        Ok(made)
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

/// What making a selection's brief gives.
struct BriefResult {
    /// Text in it that is not public.
    leaks: Vec<Diagnostic>,
    brief: Option<Brief>,
    lost: BTreeSet<char>,
    diagnostics: Vec<TypstDiagnostic>,
    about: BriefOrigin,
}

fn at<'s, S, R>(selections: &'s [S], results: &'s [R], at: usize) -> Option<(&'s S, &'s R)> {
    selections.get(at).zip(results.get(at))
}

/// One run of the typesetter, for one brief or many.
struct BriefRun<'r> {
    maker: &'r BriefMaker,
    typesetter: &'r Typesetter,
    options: BriefOptions,
    /// Where briefs of earlier builds are.
    files: &'r dyn Files,
}

impl BriefRun<'_> {
    /// The hash of what all briefs of the run are made from.
    fn common_key(&self) -> String {
        let standard = self.options.standard;
        let mut parts: Vec<Vec<u8>> = vec![
            env!("CARGO_PKG_VERSION").into(),
            self.typesetter.fingerprint(),
            format!("{standard:?}").into(),
        ];
        for (path, bytes) in self.maker.pictures.iter() {
            parts.extend([path.as_str().into(), bytes.to_vec()]);
        }
        for file in &self.maker.theme.brief {
            parts.extend([
                file.theme.clone().into(),
                file.name.clone().into(),
                file.bytes.to_vec(),
            ]);
        }
        cache::key(parts.iter().map(Vec::as_slice))
    }

    /// Makes a selection's brief, or finds it among those of earlier builds. `None` if there is
    /// nothing to print.
    fn make(&self, common: &str, selection: &Selection) -> Option<BriefResult> {
        if self.options.file_type != BriefFileType::Pdf {
            return self.table(selection);
        }
        let BriefDocument { about, mut data } =
            builder::document(self.maker, selection, self.options)?;
        let lost = glyphs::fit(&mut data, &|c| self.typesetter.has(c));
        // As authors wrote it: places for breaks would hide what is looked for.
        let leaks = match &self.maker.leaks {
            Some(leaks) => leaks.scan(
                &format!("{}.pdf.json", about.name),
                data.to_string().as_bytes(),
            ),
            None => Vec::new(),
        };
        breaks::prepare(&mut data);
        let text = data.to_string();
        // Typst reads the text; this tree would take as much room again while it works.
        drop(data);
        let key = cache::key([common.as_bytes(), text.as_bytes()]);
        let (document, is_new) = match cache::read(self.files, &key) {
            Some((pages, pdf)) => {
                let cached = TypesetDocument {
                    pdf,
                    pages,
                    warnings: Vec::new(),
                };
                (Ok(cached), false)
            }
            None => (
                self.typesetter
                    .print(text, &about.name, self.options.standard),
                true,
            ),
        };
        let (brief, diagnostics) = match document {
            Ok(document) => {
                let brief = Brief {
                    name: format!("{}.pdf", about.name),
                    subject: about.subject,
                    bytes: document.pdf,
                    pages: document.pages,
                    key,
                    // One with a warning is typeset again next time, so that the warning is
                    // reported again.
                    is_new: is_new && document.warnings.is_empty(),
                };
                (Some(brief), document.warnings)
            }
            Err(diagnostics) => (None, diagnostics),
        };
        Some(BriefResult {
            leaks,
            brief,
            lost,
            diagnostics,
            about,
        })
    }

    /// A selection's action plan as a table.
    fn table(&self, selection: &Selection) -> Option<BriefResult> {
        let builder::PlanTable { about, bytes, text } =
            builder::table(self.maker, selection, self.options)?;
        let leaks = match &self.maker.leaks {
            Some(leaks) => leaks.scan(&format!("{}.csv", about.name), &text),
            None => Vec::new(),
        };
        Some(BriefResult {
            brief: Some(Brief {
                name: format!("{}.{}", about.name, self.options.file_type.extension()),
                subject: about.subject,
                bytes: bytes.into(),
                pages: 0,
                key: String::new(),
                is_new: false,
            }),
            lost: BTreeSet::new(),
            leaks,
            diagnostics: Vec::new(),
            about,
        })
    }
}
