//! The briefs of a site: made before any page is rendered, as pages say how long each is; or, for the preview, when one is
//! asked for, itself or the page that shows it.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jiff::civil::Date;

use crate::address::Addresses;
use crate::brief::{self, Ask, Brief, Paper, Print, Refusal, Standard};
use crate::config::Config;
use crate::diagnostic::{Checked, Code, Diagnostic, Report};
use crate::export::Sheets;
use crate::files::{Files, Listed, ReadFault};
use crate::model::{Corpus, Prose, Subject};
use crate::output::{OutputPath, OutputSet};
use crate::text::SourceMap;
use crate::theme::Theme;
use crate::view::{BriefLink, BriefLinks, Cells, Maps, Parts, Setting, Words};

/// Which printable briefs to make.
#[derive(Clone, Debug, Default)]
pub enum Briefs {
    /// The site alone.
    #[default]
    None,
    /// The site and the brief of every body and region that an inspection spoke of.
    Every,
    /// The site, and the brief of a body or region when somebody asks for it.
    OnRequest,
    /// One document, and no site.
    One(Ask, Paper, Standard),
}

/// The briefs that were made.
#[derive(Debug, Default)]
pub(super) struct Printed {
    /// Where they lie.
    pub(super) links: BriefLinks,
    /// The briefs themselves.
    pub(super) briefs: Vec<Brief>,
    /// Why there is none, if one was asked for that cannot be.
    pub(super) refusal: Option<Refusal>,
}

/// What briefs are made from.
pub(super) struct Means<'m> {
    pub(super) corpus: &'m Corpus,
    pub(super) addresses: &'m Addresses,
    pub(super) maps: &'m Maps,
    pub(super) today: Date,
    pub(super) config: &'m Config,
    pub(super) theme: &'m Theme,
    pub(super) sources: &'m SourceMap,
    /// Where briefs of earlier builds were kept.
    pub(super) files: &'m dyn Files,
    /// Told how many are done, of how many.
    pub(super) tell: &'m (dyn Fn(usize, usize) + Sync),
}

impl Means<'_> {
    /// Makes the briefs that are asked for.
    pub(super) fn print(&self, briefs: &Briefs, report: &mut Report) -> Printed {
        let is_idle = matches!(briefs, Briefs::None | Briefs::OnRequest)
            || (matches!(briefs, Briefs::Every) && !brief::IS_AVAILABLE);
        // With an error nothing will be published, and a broken corpus would only give more faults.
        if is_idle || report.has_errors() {
            return Printed::default();
        }
        self.lend(|print| match briefs {
            Briefs::One(ask, paper, standard) => match brief::one(print, ask, *paper, *standard) {
                Ok(made) => Printed {
                    briefs: report.take(made).into_iter().collect(),
                    ..Printed::default()
                },
                Err(refusal) => Printed {
                    refusal: Some(refusal),
                    ..Printed::default()
                },
            },
            Briefs::None | Briefs::OnRequest | Briefs::Every => Printed {
                briefs: report.take(brief::every(print)),
                ..Printed::default()
            },
        })
    }

    /// The brief of a body or region.
    pub(super) fn one(&self, subject: Subject) -> Made {
        self.lend(|print| brief::of(print, subject))
    }

    /// Lends what briefs are made from.
    fn lend<T>(&self, make: impl FnOnce(&Print<'_>) -> T) -> T {
        let Means {
            corpus,
            addresses,
            maps,
            today,
            config,
            theme,
            sources,
            files,
            tell,
        } = *self;
        let (cells, links) = (Cells::new(corpus), BriefLinks::default());
        let parts = Parts::new(corpus, addresses, &cells);
        let write = |prose: &Prose| Words::Tree(brief::tree(prose, addresses));
        let setting = &Setting {
            corpus,
            addresses,
            parts: &parts,
            maps,
            today,
            briefs: &links,
            write: &write,
        };
        let sheets = &Sheets::new(&brief::ATTACHED.map(|(name, _)| name), setting);
        make(&Print {
            setting,
            config,
            theme,
            sources,
            sheets,
            files,
            tell,
        })
    }
}

impl Printed {
    /// Puts the brief of each body and region at its address, and remembers where it lies.
    pub(super) fn place(
        &mut self,
        addresses: &Addresses,
        output: &mut OutputSet,
        report: &mut Report,
    ) {
        for brief in &self.briefs {
            let Some(subject) = brief.subject else {
                continue;
            };
            let url = addresses.brief(subject);
            let path = addresses.path(&url);
            if output.get(&path).is_some() {
                let fault = Diagnostic::new(
                    Code::UrlCollision,
                    format!("two briefs want the address `{url}`"),
                );
                report.push(
                    fault.help("a force or unit cannot be called `region-` and the id of a region"),
                );
            }
            if let Some(path) = OutputPath::new(path) {
                output.insert(path, brief.pdf.clone());
                self.links
                    .insert(subject, BriefLink::new(url, brief.pages, brief.pdf.len()));
            }
        }
    }
}

/// What comes of making a brief.
pub(super) type Made = Checked<Option<Brief>>;

/// The briefs of one state of a site that are made when they are asked for.
#[derive(Debug, Default)]
pub(super) struct OnRequest {
    /// Every body and region that has a brief, by the file that it is; with the brief once it was made.
    cells: BTreeMap<String, (Subject, OnceLock<Made>)>,
    shelf: Arc<Shelf>,
}

impl OnRequest {
    /// Nothing yet, of every body and region that an inspection spoke of.
    pub(super) fn new(corpus: &Corpus, addresses: &Addresses, shelf: Arc<Shelf>) -> OnRequest {
        let subjects = if brief::IS_AVAILABLE {
            brief::subjects(corpus)
        } else {
            Vec::new()
        };
        let cell = |subject| {
            (
                addresses.path(&addresses.brief(subject)),
                (subject, OnceLock::new()),
            )
        };
        OnRequest {
            cells: subjects.into_iter().map(cell).collect(),
            shelf,
        }
    }

    /// The body or region whose brief a file is.
    pub(super) fn subject(&self, path: &str) -> Option<Subject> {
        self.cells.get(path).map(|(subject, _)| *subject)
    }

    /// What came of making a brief, if somebody has asked for it.
    pub(super) fn made(&self, path: &str) -> Option<&Made> {
        self.cells.get(path)?.1.get()
    }

    /// The brief that a file is, made now if nobody asked for it before.
    pub(super) fn get(
        &self,
        path: &str,
        make: impl FnOnce(Subject, &dyn Files) -> Made,
    ) -> Option<&Made> {
        let (subject, cell) = self.cells.get(path)?;
        Some(cell.get_or_init(|| {
            let made = make(*subject, &*self.shelf);
            if let Some(brief) = &made.value {
                self.shelf.keep(path, brief);
            }
            made
        }))
    }

    /// How long each brief was when it was last made, of this state of the site or an earlier one.
    pub(super) fn known(&self, addresses: &Addresses) -> BriefLinks {
        let known = self.shelf.lock();
        let link = |(path, (subject, _)): (&String, &(Subject, OnceLock<Made>))| {
            let kept = known.get(path)?;
            Some((
                *subject,
                BriefLink::new(addresses.brief(*subject), kept.pages, kept.bytes),
            ))
        };
        self.cells.iter().filter_map(link).collect()
    }
}

/// The briefs that were made since the preview began: the last one of each body and region.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    kept: Mutex<HashMap<String, Kept>>,
}

#[derive(Debug)]
struct Kept {
    /// Where the press looks for it.
    place: String,
    entry: Option<Arc<[u8]>>,
    pages: usize,
    bytes: usize,
}

impl Shelf {
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, path: &str, brief: &Brief) {
        let place = format!("{}/{}", brief::FOLDER, brief.key);
        let mut kept = self.lock();
        if kept.get(path).is_some_and(|kept| kept.place == place) {
            return;
        }
        // One with a warning is set again, so that the warning is heard again.
        let entry = brief
            .is_new
            .then(|| brief::entry(brief.pages, &brief.pdf).into());
        kept.insert(
            path.to_owned(),
            Kept {
                place,
                entry,
                pages: brief.pages,
                bytes: brief.pdf.len(),
            },
        );
    }
}

/// To the press, the shelf is a folder like that of briefs kept by builds.
impl Files for Shelf {
    fn list(&self, _: &str) -> Vec<Listed> {
        Vec::new()
    }

    fn read(&self, path: &str) -> Result<Arc<[u8]>, ReadFault> {
        let kept = self.lock();
        let found = kept.values().find(|kept| kept.place == path);
        found
            .and_then(|kept| kept.entry.clone())
            .ok_or(ReadFault::Missing)
    }
}
