//! The briefs of a site: made before any page is rendered, as pages say how long each is.

use jiff::civil::Date;

use crate::address::Addresses;
use crate::brief::{self, Ask, Brief, Paper, Print, Refusal, Standard};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::export::Sheets;
use crate::files::Files;
use crate::model::{Corpus, Prose};
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

/// What briefs are made from besides the corpus.
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
        let is_idle = matches!(briefs, Briefs::None) || (matches!(briefs, Briefs::Every) && !brief::IS_AVAILABLE);
        // With an error nothing will be published, and a broken corpus would only give more faults.
        if is_idle || report.has_errors() {
            return Printed::default();
        }
        let Means { corpus, addresses, maps, today, config, theme, sources, files, tell } = *self;
        let (cells, links) = (Cells::new(corpus), BriefLinks::default());
        let parts = Parts::new(corpus, addresses, &cells);
        let write = |prose: &Prose| Words::Tree(brief::tree(prose, addresses));
        let setting = &Setting { corpus, addresses, parts: &parts, maps, today, briefs: &links, write: &write };
        let sheets = &Sheets::new(&brief::ATTACHED.map(|(name, _)| name), setting);
        let print = Print { setting, config, theme, sources, sheets, files, tell };
        match briefs {
            Briefs::One(ask, paper, standard) => match brief::one(&print, ask, *paper, *standard) {
                Ok(made) => Printed { briefs: report.take(made).into_iter().collect(), ..Printed::default() },
                Err(refusal) => Printed { refusal: Some(refusal), ..Printed::default() },
            },
            Briefs::None | Briefs::Every => Printed { briefs: report.take(brief::every(&print)), ..Printed::default() },
        }
    }
}

impl Printed {
    /// Puts the brief of each body and region at its address, and remembers where it lies.
    pub(super) fn place(&mut self, addresses: &Addresses, output: &mut OutputSet, report: &mut Report) {
        for brief in &self.briefs {
            let Some(subject) = brief.subject else { continue };
            let url = addresses.brief(subject);
            let path = addresses.path(&url);
            if output.get(&path).is_some() {
                let fault = Diagnostic::new(Code::UrlCollision, format!("two briefs want the address `{url}`"));
                report.push(fault.help("a force or unit cannot be called `region-` and the id of a region"));
            }
            if let Some(path) = OutputPath::new(path) {
                output.insert(path, brief.pdf.clone());
                self.links.insert(subject, BriefLink::new(url, brief.pages, brief.pdf.len()));
            }
        }
    }
}
