//! What a page or brief needs, derived from the corpus: plain, serialisable, made for one template each.
//!
//! Views hold no HTML of their own, and every address comes from [`Addresses`](crate::address::Addresses). Prose is in
//! the form that the output takes, given by the [`ViewFormat`]: HTML for the site, trees for briefs. Views count
//! findings, recommendations and bodies, and nothing else that a report does not count itself.

mod account;
mod account_page;
mod body;
mod body_row;
mod brief;
mod cache;
mod card;
mod carried;
mod change_words;
mod changes;
mod chart;
mod clock;
mod comparison;
mod context;
mod correction;
mod download;
mod elsewhere;
mod evidence;
mod feed;
mod figures;
mod finding;
mod finding_page;
mod follow_up;
mod glossary;
mod home;
mod inspection;
mod judgments;
mod link;
mod map;
mod measure;
mod moved;
mod notes;
mod page;
mod palette;
mod places;
mod recommendation;
mod region;
mod register;
mod response;
mod review;
mod search;
mod side_by_side;
mod topic;
mod trend;

pub use account::{AccountView, AreaView, HistoryRow, JudgmentView};
pub use account_page::{AccountPage, EarlierAccount};
pub use body::BodyProfile;
pub use body_row::BodyRow;
pub use brief::{BriefGroup, BriefIndex, BriefLink, BriefLinks, BriefRow};
pub use cache::{Precomputed, ViewCache};
pub use card::{CARD_HEIGHT, CARD_WIDTH, CardArea, CardMap, CardView, ICON_SIZES};
pub use carried::SameFinding;
pub(crate) use change_words::change_words;
pub use changes::{
    ChangeCount, ChangeGroup, ChangeView, LatestChanges, ReleaseIndex, ReleasePage, ReleaseRow,
    WordsView,
};
pub use chart::{ActivityBar, ActivityChart};
pub use clock::ClockView;
pub use comparison::{Comparison, ComparisonCell, ComparisonRow};
pub use context::{EncodedPart, OptionalPages, RenderedProse, ViewContext, ViewFormat};
pub use correction::{CorrectionView, CorrectionsPage};
pub use download::{Download, RowSelection, TableExport};
pub use elsewhere::Elsewhere;
pub use evidence::{EvidenceView, SourceView};
pub use feed::{FEED, FeedEntry, SubjectFeed};
pub use figures::FigureView;
pub use finding::{AreaName, FindingRow, FindingView, KindCount, KindView};
pub use finding_page::FindingPage;
pub use follow_up::{EntrySourceView, EntryView, StatusView};
pub use glossary::{GlossaryIndex, TermPage, TermRow};
pub use home::Home;
pub use inspection::{ExtractView, InspectionIndex, InspectionPage, InspectionRow};
pub use judgments::{GradeCount, Judgments, LadderStep};
pub use link::{GradeView, Link, Mention};
pub use map::{AreaLink, MapView, Maps, TileLink};
pub use measure::{MeasureIndex, MeasurePage, MeasureRow};
pub use moved::{MovedAnchor, NewAddress};
pub use notes::NoteView;
pub use page::{PageView, PassageView, SiteIndex, SiteIndexGroup};
pub use palette::{grade_class, grade_steps, kind_class, kind_colours};
pub use places::{PlaceEntry, PlaceGroup, PlaceIndex};
pub use recommendation::{DueCounts, RecommendationRow, RecommendationView};
pub use region::{BodyIndex, RegionIndex, RegionPage, RegionRow};
pub use register::{FindingsRegister, KindTable, PracticeRegister, RecommendationsRegister};
pub use response::{AnswerLink, ResponsePage};
pub use review::ReviewMark;
pub use search::{Facet, FacetOption, ResultKind, SearchEntryPoint, SearchPage};
pub use side_by_side::{ComparePage, ComparedBody, ComparedFindings, ComparedTopic, SideBySide};
pub use topic::{TopicIndex, TopicPage, TopicRow};
pub use trend::GradeTrend;
