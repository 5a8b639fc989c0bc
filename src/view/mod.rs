//! What a page or brief needs, derived from the corpus: plain, serialisable, made for one template each.
//!
//! Views hold no HTML of their own and no address that they spelt themselves. Words stand in them as whatever the
//! [`ViewContext`] writes: HTML for the site, trees for briefs. Nothing here counts what a report does not count, except how
//! many findings, recommendations and bodies there are.

mod body;
mod brief;
mod cache;
mod download;
mod figures;
mod finding;
mod glossary;
mod home;
mod inspection;
mod judgments;
mod link;
mod map;
mod measure;
mod page;
mod palette;
mod recommendation;
mod region;
mod register;
mod search;
mod topic;

pub use body::{AccountView, AreaView, BodyProfile, BodyRow, HistoryRow, JudgmentView};
pub use brief::{BriefGroup, BriefIndex, BriefLink, BriefLinks, BriefRow};
pub use cache::{CacheSlots, Precomputed, ViewCache};
pub use download::{Download, RowSelection, TableExport};
pub use figures::{ActivityBar, ActivityChart, FigureView};
pub use finding::{AreaName, FindingRow, FindingView, KindCount, KindView};
pub use glossary::{GlossaryIndex, TermPage, TermRow};
pub use home::Home;
pub use inspection::{ExtractView, InspectionIndex, InspectionPage, InspectionRow};
pub use judgments::{GradeCount, Judgments, LadderStep};
pub use link::{GradeView, Link, Mention};
pub use map::{AreaLink, MapView, Maps, TileLink};
pub use measure::{Comparison, MeasureIndex, MeasurePage, MeasureRow};
pub use page::{PageView, PassageView, SiteIndex, SiteIndexGroup};
pub use palette::{grade_class, grade_steps, kind_class, kind_colours};
pub use recommendation::{RecommendationRow, RecommendationView};
pub use region::{BodyIndex, RegionIndex, RegionPage, RegionRow};
pub use register::{FindingsRegister, KindTable, PracticeRegister, RecommendationsRegister};
pub use search::{Facet, FacetOption, ResultKind, SearchEntryPoint, SearchPage};
pub use topic::{TopicIndex, TopicPage, TopicRow};

use jiff::civil::Date;
use serde::Serialize;

use crate::address::Addresses;
use crate::model::{Corpus, Prose};

/// Words as the output wants them.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum RenderedProse {
    /// HTML, for the site.
    Html(String),
    /// A tree, for briefs.
    Tree(serde_json::Value),
}

/// What every view is derived from.
pub struct ViewContext<'c> {
    /// Everything.
    pub corpus: &'c Corpus,
    /// Where everything stands.
    pub addresses: &'c Addresses,
    /// What many pages show, made once.
    pub cache: &'c ViewCache<'c>,
    /// The maps, drawn once.
    pub maps: &'c Maps,
    /// The day on which "overdue" is reckoned.
    pub today: Date,
    /// The briefs that were made.
    pub briefs: &'c BriefLinks,
    /// Writes words.
    pub write: &'c (dyn Fn(&Prose) -> RenderedProse + Sync),
}
