//! The field itself, resolved: every reference here is an id of something that exists.
//!
//! [`resolve`] is the only maker of ids. After it nothing can meet a broken reference, and nothing changes any more.
//! No paths, no addresses, no HTML: those belong to later rooms.

mod account;
mod body;
mod corpus;
mod correction;
mod figure;
mod follow_up;
mod inspection;
mod linker;
mod mentions;
mod prose;
mod release;
mod resolve;
mod response;
mod table;
mod vocabulary;

pub use account::{Account, Finding, History, Lead, Owner, Recommendation, Subject};
pub use body::{Body, Region};
pub use corpus::{Corpus, MentionSite, RegionBodies};
pub use correction::{Corrected, Correction};
pub use figure::{Figure, grouped};
pub use follow_up::{FollowUpRecord, Followed, Standing, status};
pub use inspection::{Extract, Fieldwork, Inspection};
pub use prose::{Note, Passage, Picture, Piece, Prose, Target};
pub use release::{RecordedChange, Release};
pub use resolve::{ProseCache, ProseChanges, hidden_in_use, resolve};
pub use response::{ReportResponse, ResponseAnswer};
pub use table::{Id, Table};
pub use vocabulary::{Measure, Page, Place, Term, Topic};

pub use crate::config::{
    Choice, Clock, FindingKind, Grade, Programme, QuestionArea, StatusKind, Tone, Unit, Voice,
};
pub use crate::document::{
    AsOf, Citation, EntrySource, FormerName, PageTable, Published, Respondent,
};
pub use crate::source::BodyKind;
