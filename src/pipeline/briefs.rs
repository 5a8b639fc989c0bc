//! The briefs of a site: made before any page is rendered, as pages say how long each is; or, for the preview, when one is
//! asked for, itself or the page that shows it.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::address::Addresses;
use crate::brief::{self, Brief, BriefMaker, BriefOptions, BriefQuery, Progress, QueryError};
use crate::diagnostic::{Checked, Code, Diagnostic, Report};
use crate::files::{FileEntry, Files, ReadError};
use crate::model::Subject;
use crate::output::{OutputPath, OutputSet};
use crate::view::{BriefLink, BriefLinks, ViewContext};

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
    One(BriefQuery, BriefOptions),
    /// One document for each body and region, and no site.
    Each(BriefQuery, BriefOptions),
}

impl Briefs {
    /// Whether the site itself is made.
    pub(super) fn with_site(&self) -> bool {
        match self {
            Briefs::None | Briefs::Every | Briefs::OnRequest => true,
            Briefs::One(..) | Briefs::Each(..) => false,
        }
    }
}

/// The briefs that were made.
#[derive(Debug, Default)]
pub(super) struct BuiltBriefs {
    /// Where they lie.
    pub(super) links: BriefLinks,
    /// The briefs themselves.
    pub(super) briefs: Vec<Brief>,
    /// Why there is none, if one was asked for that cannot be.
    pub(super) refusal: Option<QueryError>,
}

/// Makes the briefs that are asked for.
pub(super) fn print(
    maker: &BriefMaker,
    briefs: &Briefs,
    files: &dyn Files,
    progress: Progress<'_>,
    report: &mut Report,
) -> BuiltBriefs {
    // With an error nothing will be published, and an incomplete corpus would only give follow-on errors.
    if report.has_errors() {
        return BuiltBriefs::default();
    }
    match briefs {
        Briefs::One(query, options) => match maker.one(query, *options, files) {
            Ok(made) => BuiltBriefs {
                briefs: report.take(made).into_iter().collect(),
                ..BuiltBriefs::default()
            },
            Err(refusal) => BuiltBriefs {
                refusal: Some(refusal),
                ..BuiltBriefs::default()
            },
        },
        Briefs::Each(query, options) => match maker.each(query, *options, files) {
            Ok(made) => BuiltBriefs {
                briefs: report.take(made),
                ..BuiltBriefs::default()
            },
            Err(refusal) => BuiltBriefs {
                refusal: Some(refusal),
                ..BuiltBriefs::default()
            },
        },
        Briefs::Every if brief::IS_AVAILABLE => BuiltBriefs {
            briefs: report.take(maker.every(files, progress)),
            ..BuiltBriefs::default()
        },
        Briefs::None | Briefs::OnRequest | Briefs::Every => BuiltBriefs::default(),
    }
}

impl BuiltBriefs {
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
                let diagnostic = Diagnostic::new(
                    Code::UrlCollision,
                    format!("two briefs want the address `{url}`"),
                );
                report.push(
                    diagnostic
                        .help("a force or unit cannot be called `region-` and the id of a region"),
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
pub(super) type BriefOutcome = Checked<Option<Brief>>;

/// The briefs of one state of a site that are made when they are asked for.
#[derive(Debug, Default)]
pub(super) struct OnRequest {
    /// Every body and region that has a brief, by the file that it is; with the brief once it was made.
    slots: BTreeMap<String, (Subject, OnceLock<BriefOutcome>)>,
    brief_cache: Arc<BriefCache>,
}

impl OnRequest {
    /// Nothing yet, of every body and region that an inspection spoke of.
    pub(super) fn new(context: &ViewContext, brief_cache: Arc<BriefCache>) -> OnRequest {
        let subjects = if brief::IS_AVAILABLE {
            brief::subjects(&context.corpus)
        } else {
            Vec::new()
        };
        let addresses = &context.addresses;
        let cell = |subject| {
            (
                addresses.path(&addresses.brief(subject)),
                (subject, OnceLock::new()),
            )
        };
        OnRequest {
            slots: subjects.into_iter().map(cell).collect(),
            brief_cache,
        }
    }

    /// The body or region whose brief a file is.
    pub(super) fn subject(&self, path: &str) -> Option<Subject> {
        self.slots.get(path).map(|(subject, _)| *subject)
    }

    /// What came of making a brief, if somebody has asked for it.
    pub(super) fn made(&self, path: &str) -> Option<&BriefOutcome> {
        self.slots.get(path)?.1.get()
    }

    /// The brief that a file is, made now if nobody asked for it before.
    pub(super) fn get(
        &self,
        path: &str,
        make: impl FnOnce(Subject, &dyn Files) -> BriefOutcome,
    ) -> Option<&BriefOutcome> {
        let (subject, cell) = self.slots.get(path)?;
        Some(cell.get_or_init(|| {
            let made = make(*subject, &*self.brief_cache);
            if let Some(brief) = &made.value {
                self.brief_cache.keep(path, brief);
            }
            made
        }))
    }

    /// How long each brief was when it was last made, of this state of the site or an earlier one.
    pub(super) fn known(&self, addresses: &Addresses) -> BriefLinks {
        let known = self.brief_cache.lock();
        let link = |(path, (subject, _)): (&String, &(Subject, OnceLock<BriefOutcome>))| {
            let kept = known.get(path)?;
            Some((
                *subject,
                BriefLink::new(addresses.brief(*subject), kept.pages, kept.bytes),
            ))
        };
        self.slots.iter().filter_map(link).collect()
    }
}

/// The briefs that were made since the preview began: the last one of each body and region.
#[derive(Debug, Default)]
pub(super) struct BriefCache {
    kept: Mutex<HashMap<String, CachedBrief>>,
}

#[derive(Debug)]
struct CachedBrief {
    /// Where the press looks for it.
    place: String,
    entry: Option<Arc<[u8]>>,
    pages: usize,
    bytes: usize,
}

impl BriefCache {
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, CachedBrief>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, path: &str, brief: &Brief) {
        let place = format!("{}/{}", brief::FOLDER, brief::file_name(&brief.key));
        let mut kept = self.lock();
        if kept.get(path).is_some_and(|kept| kept.place == place) {
            return;
        }
        // One with a warning is set again, so that the warning is heard again.
        let entry = brief
            .is_new
            .then(|| brief::entry(&brief.key, brief.pages, &brief.pdf).into());
        kept.insert(
            path.to_owned(),
            CachedBrief {
                place,
                entry,
                pages: brief.pages,
                bytes: brief.pdf.len(),
            },
        );
    }
}

/// To the press, the shelf is a folder like that of briefs kept by builds.
impl Files for BriefCache {
    fn list(&self, _: &str) -> Vec<FileEntry> {
        Vec::new()
    }

    fn read(&self, path: &str) -> Result<Arc<[u8]>, ReadError> {
        let kept = self.lock();
        let found = kept.values().find(|kept| kept.place == path);
        found
            .and_then(|kept| kept.entry.clone())
            .ok_or(ReadError::Missing)
    }
}
