//! The printable briefs of bodies and regions: made with the site, in a preview on request, or for
//! the exact form of a page that shows the length of one.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::{Freshness, Made, Product, ProductFile, Run, Schedule, SiteInputs};
use crate::brief::{self, Brief, BriefMaker, BriefMode, BriefOptions};
use crate::config::BriefEdition;
use crate::diagnostic::{Checked, Code, Diagnostic, Report, Severity};
use crate::model::Subject;
use crate::output::{OutputPath, OutputSet};
use crate::view::{BriefLink, BriefLinks, ViewContext};

/// The briefs of a site.
#[derive(Debug)]
pub(super) struct Briefs {
    site: Arc<SiteInputs>,
    maker: OnceLock<BriefMaker>,
    /// Every body and region that has a brief, by the brief's path.
    slots: BTreeMap<String, BriefSlot>,
    /// The length that each brief had when it was last made, before this site.
    known: BriefLinks,
    /// The briefs that were made with the site.
    made: OnceLock<BriefLinks>,
}

#[derive(Debug)]
struct BriefSlot {
    subject: Subject,
    /// Which form of it; `None` for the full one.
    edition: Option<BriefEdition>,
    /// What making it on request gave.
    made: OnceLock<Checked<Option<Brief>>>,
}

impl Briefs {
    pub(super) const NAME: &'static str = "briefs";

    pub(super) fn new(site: &Arc<SiteInputs>) -> Briefs {
        let addresses = &site.context.addresses;
        let subjects = match site.briefs {
            BriefMode::None => Vec::new(),
            BriefMode::WithSite | BriefMode::OnRequest if !brief::IS_AVAILABLE => Vec::new(),
            BriefMode::WithSite | BriefMode::OnRequest => brief::subjects(&site.context.corpus),
        };
        let slot = |subject, edition: Option<BriefEdition>| {
            let url = match edition {
                Some(edition) => addresses.brief_edition(subject, edition),
                None => addresses.brief(subject),
            };
            let slot = BriefSlot {
                subject,
                edition,
                made: OnceLock::new(),
            };
            (addresses.path(&url), slot)
        };
        let editions = editions(&site.context);
        let slots: BTreeMap<String, BriefSlot> = subjects
            .into_iter()
            .flat_map(|subject| editions.iter().map(move |&edition| slot(subject, edition)))
            .collect();
        let known = match site.briefs {
            BriefMode::None | BriefMode::WithSite => BriefLinks::default(),
            BriefMode::OnRequest => {
                let lengths = site.caches.briefs.lengths();
                let link = |(path, slot): (&String, &BriefSlot)| {
                    let &(pages, bytes) = lengths.get(path).filter(|_| slot.edition.is_none())?;
                    let url = addresses.brief(slot.subject);
                    Some((slot.subject, BriefLink::new(url, pages, bytes)))
                };
                slots.iter().filter_map(link).collect()
            }
        };
        Briefs {
            site: Arc::clone(site),
            maker: OnceLock::new(),
            slots,
            known,
            made: OnceLock::new(),
        }
    }

    /// The links that pages show, with the lengths that are known when the first page is rendered.
    pub(super) fn links(&self) -> &BriefLinks {
        self.made.get().unwrap_or(&self.known)
    }

    /// The brief of a body or region, if it was made on request.
    pub(super) fn made_on_request(&self, subject: Subject) -> Option<BriefLink> {
        let addresses = &self.site.context.addresses;
        let url = addresses.brief(subject);
        let made = self.slots.get(&addresses.path(&url))?.made.get()?;
        let brief = made.value.as_ref()?;
        Some(BriefLink::new(url, brief.pages, brief.bytes.len()))
    }

    /// Whether a brief can be made on request, and was not yet.
    pub(super) fn is_open(&self, subject: Subject) -> bool {
        let addresses = &self.site.context.addresses;
        let slot = self.slots.get(&addresses.path(&addresses.brief(subject)));
        self.schedule() == Schedule::OnRequest && slot.is_some_and(|slot| slot.made.get().is_none())
    }

    /// Makes a brief on request.
    pub(super) fn request(&self, subject: Subject) {
        let addresses = &self.site.context.addresses;
        self.get(&addresses.path(&addresses.brief(subject)));
    }

    fn maker(&self) -> &BriefMaker {
        self.maker.get_or_init(|| self.site.brief_maker())
    }

    /// The brief at a path, made on the first request. As in a build, there is none while the
    /// content has errors.
    fn get(&self, path: &str) -> Option<&Checked<Option<Brief>>> {
        let slot = self.slots.get(path)?;
        Some(slot.made.get_or_init(|| {
            if self.site.report.has_errors() {
                return Checked {
                    value: None,
                    report: self.site.report.clone(),
                };
            }
            let cache = &self.site.caches.briefs;
            let made = self
                .maker()
                .of(slot.subject, options_of(slot.edition), &**cache);
            if let Some(brief) = &made.value {
                cache.keep(path, brief);
            }
            made
        }))
    }

    /// Puts the brief of each body and region in one form at its address.
    fn place(
        &self,
        edition: Option<BriefEdition>,
        briefs: &[Brief],
        (output, links): (&mut OutputSet, &mut BriefLinks),
        report: &mut Report,
    ) {
        let addresses = &self.site.context.addresses;
        for brief in briefs {
            let Some(subject) = brief.subject else {
                continue;
            };
            let url = match edition {
                Some(edition) => addresses.brief_edition(subject, edition),
                None => addresses.brief(subject),
            };
            let path = addresses.path(&url);
            if output.get(&path).is_some() {
                let message = format!("duplicate brief address `{url}`");
                report.push(
                    Diagnostic::new(Code::UrlCollision, message)
                        .help("give the force or unit another id: `region-` and the id of a region, and ids that end like a form of a brief, are taken"),
                );
            }
            if let Some(path) = OutputPath::new(path) {
                output.insert(path, Arc::clone(&brief.bytes));
                if edition.is_none() {
                    links.insert(subject, BriefLink::new(url, brief.pages, brief.bytes.len()));
                }
            }
        }
    }
}

/// The forms in which each brief is made: the full one first.
fn editions(context: &ViewContext) -> Vec<Option<BriefEdition>> {
    let others = context.config.briefs.iter().copied().map(Some);
    std::iter::once(None).chain(others).collect()
}

fn options_of(edition: Option<BriefEdition>) -> BriefOptions {
    edition.map_or_else(BriefOptions::default, BriefOptions::of)
}

impl Product for Briefs {
    fn name(&self) -> &'static str {
        Briefs::NAME
    }

    fn schedule(&self) -> Schedule {
        match self.site.briefs {
            BriefMode::None | BriefMode::WithSite => Schedule::WithSite,
            BriefMode::OnRequest => Schedule::OnRequest,
        }
    }

    fn has_own_threads(&self) -> bool {
        true
    }

    fn owns(&self, path: &str) -> bool {
        self.slots.contains_key(path)
    }

    fn file(&self, path: &str, _: Freshness) -> ProductFile {
        let Some(Checked { value, report }) = self.get(path) else {
            return Ok(None);
        };
        let error = report
            .iter()
            .find(|diagnostic| diagnostic.severity == Severity::Error);
        match (value, error) {
            (None, Some(error)) => Err(error.clone()),
            (brief, _) => Ok(brief.as_ref().map(|brief| Arc::clone(&brief.bytes))),
        }
    }

    fn diagnostics(&self, path: &str) -> Option<&Report> {
        let slot = self.slots.get(path)?;
        slot.made.get().map(|made| &made.report)
    }

    /// With an error nothing will be published, and an incomplete corpus would only give follow-on
    /// errors.
    fn make(&self, run: &Run<'_>) -> Option<Made> {
        if (run.is_stopped)() {
            return None;
        }
        if self.slots.is_empty() || self.site.report.has_errors() {
            return Some(Made::default());
        }
        let cache = &*self.site.caches.folder;
        let (mut output, mut links) = (OutputSet::default(), BriefLinks::default());
        let (mut report, mut cached) = (Report::default(), Vec::new());
        let editions = editions(&self.site.context);
        for (at, &edition) in editions.iter().enumerate() {
            if (run.is_stopped)() {
                return None;
            }
            let progress = |done, of| (run.progress)(at * of + done, editions.len() * of);
            let made = self.maker().every(options_of(edition), cache, &progress);
            let briefs = report.take(made);
            let placed = (&mut output, &mut links);
            self.place(edition, &briefs, placed, &mut report);
            cached.extend(briefs.iter().map(brief::cache_entry));
        }
        let _ = self.made.set(links);
        Some(Made {
            output,
            report,
            cached,
            ..Made::default()
        })
    }
}
