//! What every view is derived from, owned and shared: cloning it copies a few pointers.

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::{BriefLinks, Maps, ReviewMark, ViewCache};
use crate::address::Addresses;
use crate::config::Config;
use crate::date::Moment;
use crate::ledger::{FindingNumbers, Moves};
use crate::model::{Body, Corpus, Id, Prose, Region};

/// Prose in the form that an output takes.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum RenderedProse {
    /// HTML, for the site.
    Html(String),
    /// A tree, for briefs.
    Tree(serde_json::Value),
}

/// A part of views, serialised once into the form that an output's templates read.
pub type EncodedPart = Arc<dyn erased_serde::Serialize + Send + Sync>;

/// The form in which an output takes prose and the parts that many views share.
pub trait ViewFormat: fmt::Debug + Send + Sync {
    /// Renders prose, with every link at its address.
    fn prose(&self, prose: &Prose, addresses: &Addresses) -> RenderedProse;

    /// Whether readers can follow links from one page to another: on the site, but not on paper.
    fn has_other_pages(&self) -> bool;

    /// Serialises a part that many views share.
    fn part(&self, view: &dyn erased_serde::Serialize) -> EncodedPart;
}

/// The optional parts of a site: not every build makes them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OptionalPages {
    /// Full-text search.
    pub search: bool,
    /// Printable briefs.
    pub briefs: bool,
    /// Pictures that other sites show for links, and icons.
    pub cards: bool,
}

/// What every view is derived from. The parts are shared, so a clone is cheap.
#[derive(Clone, Debug)]
pub struct ViewContext {
    /// Everything that the content holds, resolved.
    pub corpus: Arc<Corpus>,
    /// The address of everything.
    pub addresses: Arc<Addresses>,
    /// The maps, drawn once.
    pub maps: Arc<Maps>,
    /// The publisher's settings.
    pub config: Arc<Config>,
    /// The mark of a review edition, if the site is one.
    pub review: Option<Arc<ReviewMark>>,
    /// The moment as of which the site is built.
    pub as_of: Moment,
    /// Its date, which decides what is overdue.
    pub today: Date,
    /// The optional parts that this site has.
    pub optional: OptionalPages,
    /// How many parts the search index has. Only the page of search shows it, and it is known only once everything that
    /// can be found is listed; until then it is 0.
    pub search_parts: usize,
    /// The briefs that pages link to, with their lengths.
    pub briefs: Arc<BriefLinks>,
    /// The number of each finding.
    pub numbers: Arc<FindingNumbers>,
    /// Where what has moved is now.
    pub moves: Arc<Moves>,
    /// What many pages show, made once.
    pub cache: Arc<ViewCache>,
    /// The form in which the output takes prose.
    pub format: &'static dyn ViewFormat,
}

impl ViewContext {
    /// Renders prose in the form that the output takes.
    pub fn write(&self, prose: &Prose) -> RenderedProse {
        self.format.prose(prose, &self.addresses)
    }

    /// Whether a body exists on the site's date.
    pub fn exists(&self, id: Id<Body>) -> bool {
        let body = &self.corpus.bodies[id];
        let has_begun = body.from.is_none_or(|from| from.first_day() <= self.today);
        has_begun
            && body
                .until
                .is_none_or(|until| until.last_day() >= self.today)
    }

    /// The bodies of a region that exist on the site's date: its ROCU, then its forces by name.
    pub fn present_bodies_of(&self, region: Id<Region>) -> impl Iterator<Item = Id<Body>> + '_ {
        let bodies = self.corpus.bodies_of(region);
        bodies.filter(|&body| self.exists(body))
    }

    /// The same context for another output, with a cache of its own.
    pub fn for_format(&self, format: &'static dyn ViewFormat) -> ViewContext {
        ViewContext {
            cache: Arc::new(ViewCache::new(
                &self.corpus,
                &self.addresses,
                format,
                self.today,
            )),
            format,
            ..self.clone()
        }
    }

    /// The same context with other links to briefs.
    pub fn with_briefs(&self, briefs: BriefLinks) -> ViewContext {
        ViewContext {
            briefs: Arc::new(briefs),
            ..self.clone()
        }
    }
}
