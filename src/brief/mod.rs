//! Printable briefs: a body's, a region's or a selection's findings as a PDF that stands on its own.
//!
//! Given the same views as the site, with words as trees instead of HTML, gives tagged PDFs made by Typst from the theme's
//! `brief/` templates. The same data, templates and program give the same bytes. Nothing is written here: a brief that
//! was set before is read back by its key, and the caller keeps new ones.

mod back_matter;
mod builder;
mod cache;
mod data;
mod glyphs;
#[cfg(feature = "briefs")]
mod hyphens;
mod map;
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
pub use cache::{FOLDER, entry, file_name};
pub use query::{BriefQuery, PaperSize, PdfStandard, QueryError, subjects};
pub use tree::tree;
pub use typeset::IS_AVAILABLE;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use crate::config::Config;
use crate::diagnostic::{Checked, Code, Diagnostic, Report, Severity};
use crate::export::AttachedTables;
use crate::files::Files;
use crate::model::Subject;
use crate::text::{SourceMap, Span};
use crate::theme::Theme;
use crate::view::ViewContext;
use data::{BriefDocument, BriefOrigin};
use query::Selection;
use typeset::Typesetter;

/// What briefs are made from.
pub struct BriefContext<'c> {
    /// What views are derived from; it writes words as trees.
    pub context: &'c ViewContext<'c>,
    /// The publisher's words.
    pub config: &'c Config,
    /// The templates.
    pub theme: &'c Theme,
    /// The texts that faults point into.
    pub sources: &'c SourceMap,
    /// The rows that are attached.
    pub sheets: &'c AttachedTables,
    /// Where briefs were kept.
    pub files: &'c dyn Files,
    /// Told how many briefs are done, of how many.
    pub tell: &'c (dyn Fn(usize, usize) + Sync),
}

/// A brief that was made.
#[derive(Clone, Debug)]
pub struct Brief {
    /// A file name: `kent.pdf`
    pub name: String,
    /// The body or region that it is about, if it is about one.
    pub subject: Option<Subject>,
    /// Its bytes.
    pub pdf: Arc<[u8]>,
    /// How many pages it has.
    pub pages: usize,
    /// The hash of everything that it is made from.
    pub key: String,
    /// Whether it was set in this run, without a fault, and is worth keeping for the next.
    pub is_new: bool,
}

/// What a press gives.
struct TypesetDocument {
    pdf: Arc<[u8]>,
    pages: usize,
    warnings: Vec<TypstDiagnostic>,
}

/// A fault of a template.
#[derive(Clone, Debug)]
struct TypstDiagnostic {
    is_error: bool,
    message: String,
    place: Option<Span>,
    hints: Vec<String>,
}

/// Makes the brief of every body and region that an inspection spoke of.
pub fn every(print: &BriefContext<'_>) -> Checked<Vec<Brief>> {
    let selections: Vec<Selection> = subjects(print.context.corpus)
        .into_iter()
        .map(Selection::of)
        .collect();
    make(
        print,
        &selections,
        PaperSize::default(),
        PdfStandard::default(),
    )
}

/// Makes the brief of a body or region. It is `None`, with faults, if a template fails.
pub fn of(print: &BriefContext<'_>, subject: Subject) -> Checked<Option<Brief>> {
    let Checked { value, report } = make(
        print,
        &[Selection::of(subject)],
        PaperSize::default(),
        PdfStandard::default(),
    );
    Checked {
        value: value.into_iter().next(),
        report,
    }
}

/// Makes the one document that is asked for. It is `None`, with faults, if a template fails.
///
/// # Errors
/// If a name is unknown or there is nothing to print.
pub fn one(
    print: &BriefContext<'_>,
    ask: &BriefQuery,
    paper: PaperSize,
    standard: PdfStandard,
) -> Result<Checked<Option<Brief>>, QueryError> {
    let selection = query::resolve(ask, print.context.corpus)?;
    let made = make(print, &[selection], paper, standard);
    if made.value.is_empty() && made.report.is_empty() {
        return Err(nothing_to_print());
    }
    Ok(Checked {
        value: made.value.into_iter().next(),
        report: made.report,
    })
}

/// Makes one document for each body and region that is asked for. A body that no finding answers for has none.
///
/// # Errors
/// If a name is unknown or there is nothing to print.
pub fn each(
    print: &BriefContext<'_>,
    ask: &BriefQuery,
    paper: PaperSize,
    standard: PdfStandard,
) -> Result<Checked<Vec<Brief>>, QueryError> {
    let selections = query::resolve(ask, print.context.corpus)?.each();
    let made = make(print, &selections, paper, standard);
    if made.value.is_empty() && made.report.is_empty() {
        return Err(nothing_to_print());
    }
    Ok(made)
}

fn nothing_to_print() -> QueryError {
    QueryError::Nothing("no finding answers, so there is nothing to print".to_owned())
}

/// What came of a selection.
struct BriefResult {
    brief: Option<Brief>,
    lost: BTreeSet<char>,
    diagnostics: Vec<TypstDiagnostic>,
    about: BriefOrigin,
}

/// Makes each selection's brief, on as many threads as there are cores; a document is let go once it is set.
///
/// Plain threads, not rayon: Typst lays out with rayon itself, and a worker that waits for one brief would begin another
/// within it, which costs memory and keeps Typst's cache from being emptied.
fn make(
    print: &BriefContext<'_>,
    selections: &[Selection],
    paper: PaperSize,
    standard: PdfStandard,
) -> Checked<Vec<Brief>> {
    let press = Typesetter::new(print.theme, &print.config.language);
    let common = common_key(print, &press, standard);
    let results: Vec<OnceLock<Option<BriefResult>>> =
        selections.iter().map(|_| OnceLock::new()).collect();
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        while let Some((selection, result)) =
            at(selections, &results, next.fetch_add(1, Ordering::Relaxed))
        {
            let _ = result.set(make_one(print, &press, &common, selection, paper, standard));
            (print.tell)(done.fetch_add(1, Ordering::Relaxed) + 1, selections.len());
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
    let mut report = Report::default();
    let mut diagnostics = Vec::new();
    let mut briefs = Vec::with_capacity(selections.len());
    for made in results
        .into_iter()
        .filter_map(|result| result.into_inner().flatten())
    {
        for &c in &made.lost {
            report.push(missing_glyph(c, &made.about, print.sources));
        }
        diagnostics.extend(
            made.diagnostics
                .into_iter()
                .map(|diagnostic| (diagnostic, made.about.clone())),
        );
        briefs.extend(made.brief);
    }
    report_template_errors(diagnostics, &mut report);
    Checked {
        value: briefs,
        report,
    }
}

fn at<'s, S, R>(selections: &'s [S], results: &'s [R], at: usize) -> Option<(&'s S, &'s R)> {
    selections.get(at).zip(results.get(at))
}

/// The hash of what all briefs of a run are made from.
fn common_key(print: &BriefContext<'_>, press: &Typesetter, standard: PdfStandard) -> String {
    let mut parts: Vec<Vec<u8>> = vec![env!("CARGO_PKG_VERSION").into(), press.fingerprint()];
    parts.push(format!("{standard:?}").into());
    for file in &print.theme.brief {
        parts.extend([
            file.theme.clone().into(),
            file.name.clone().into(),
            file.bytes.to_vec(),
        ]);
    }
    cache::key(parts.iter().map(Vec::as_slice))
}

/// Makes a selection's brief, or finds it among those that were kept. `None` if there is nothing to print.
fn make_one(
    print: &BriefContext<'_>,
    press: &Typesetter,
    common: &str,
    selection: &Selection,
    paper: PaperSize,
    standard: PdfStandard,
) -> Option<BriefResult> {
    let BriefDocument { about, mut data } = builder::document(print, selection, paper, standard)?;
    let lost = glyphs::fit(&mut data, &|c| press.has(c));
    data["unbroken"] = press.unbroken(&data).into();
    let text = data.to_string();
    // Typst reads the text; this tree would take as much room again while it works.
    drop(data);
    let key = cache::key([common.as_bytes(), text.as_bytes()]);
    let name = format!("{}.pdf", about.name);
    let subject = about.subject;
    if let Some((pages, pdf)) = cache::read(print.files, &key) {
        let brief = Some(Brief {
            name,
            subject,
            pdf,
            pages,
            key,
            is_new: false,
        });
        return Some(BriefResult {
            brief,
            lost,
            diagnostics: Vec::new(),
            about,
        });
    }
    Some(match press.print(text, &about.name, standard) {
        Ok(TypesetDocument {
            pdf,
            pages,
            warnings,
        }) => {
            // A brief with a warning is set again, so that the warning is heard again.
            let brief = Some(Brief {
                name,
                subject,
                pdf,
                pages,
                key,
                is_new: warnings.is_empty(),
            });
            BriefResult {
                brief,
                lost,
                diagnostics: warnings,
                about,
            }
        }
        Err(diagnostics) => BriefResult {
            brief: None,
            lost,
            diagnostics,
            about,
        },
    })
}

/// Reports each fault of a template once, however many briefs it spoils.
fn report_template_errors(diagnostics: Vec<(TypstDiagnostic, BriefOrigin)>, report: &mut Report) {
    let mut reported: Vec<(TypstDiagnostic, BriefOrigin, usize)> = Vec::new();
    for (diagnostic, about) in diagnostics {
        let is_same = |(known, ..): &&mut (TypstDiagnostic, BriefOrigin, usize)| {
            (known.place, &known.message) == (diagnostic.place, &diagnostic.message)
        };
        match reported.iter_mut().find(is_same) {
            Some((.., others)) => *others += 1,
            None => reported.push((diagnostic, about, 0)),
        }
    }
    for (template_error, about, others) in reported {
        let message = format!(
            "this template of a brief fails: {}",
            lowered(&template_error.message)
        );
        let mut diagnostic = Diagnostic::new(Code::BriefTemplateError, message);
        if !template_error.is_error {
            diagnostic.severity = Severity::Warning;
        }
        if let Some(place) = template_error.place {
            diagnostic = diagnostic.at(place);
        }
        if let Some(&file) = about.files.first() {
            diagnostic = diagnostic.label(
                Span::new(file, 0..0),
                format!("in the brief of {}", about.title),
            );
        }
        for hint in template_error.hints {
            diagnostic = diagnostic.help(hint);
        }
        match others {
            0 => {}
            1 => diagnostic = diagnostic.help("the same happens in another brief"),
            others => {
                diagnostic = diagnostic.help(format!("the same happens in {others} other briefs"))
            }
        }
        report.push(diagnostic);
    }
}

/// A character that no font has, at the first place it stands in the brief's own files, else anywhere.
fn missing_glyph(c: char, about: &BriefOrigin, sources: &SourceMap) -> Diagnostic {
    let message = format!(
        "the fonts of the briefs have no `{c}` (U+{:04X})",
        u32::from(c)
    );
    let diagnostic = Diagnostic::new(Code::MissingGlyph, message);
    let own = about.files.iter().copied();
    let others = sources.iter().map(|(id, _)| id);
    let place = own.chain(others).find_map(|id| {
        let at = sources.file(id).text.find(c)?;
        Some(Span::new(id, at..at + c.len_utf8()))
    });
    let diagnostic = match place {
        Some(place) => diagnostic.at(place),
        None => diagnostic,
    };
    diagnostic.help("write it in Latin letters; or put a font that has it, as `.ttf`, into the theme's folder `brief/`")
}

fn lowered(message: &str) -> String {
    let mut chars = message.chars();
    let first = chars
        .next()
        .map(|c| c.to_lowercase().to_string())
        .unwrap_or_default();
    format!("{first}{}", chars.as_str())
}
