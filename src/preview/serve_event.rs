//! What the preview says on the terminal, and how long its steps took.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::clock;
use super::dev_builder::SiteState;
use crate::diagnostic::Report;
use crate::files::Change;

/// What there is to say on the terminal.
#[derive(Debug)]
pub enum ServeEvent {
    /// The preview can be opened at an address.
    Ready {
        /// The address.
        address: String,
        /// Whether others on the network can reach it.
        is_open_to_others: bool,
    },
    /// Something that the author should know.
    Note(String),
    /// A state is whole: every page was made.
    CompletedSite {
        /// The state.
        shown: Arc<SiteState>,
        /// What changed to bring it about.
        changes: Vec<Change>,
        /// How long it took until pages could be shown.
        times: StepTimes,
        /// From hearing of the save to the last page.
        whole_in: Duration,
        /// How many pages are not what they were.
        pages_changed: Option<usize>,
        /// How many pages there are.
        pages: usize,
        /// Every diagnostic.
        report: Report,
    },
    /// A state was overtaken by the next before every page was made.
    Overtaken {
        /// What changed to bring it about.
        changes: Vec<Change>,
        /// How long it took until pages could be shown.
        times: StepTimes,
    },
}

/// How long it took until pages could be shown.
#[derive(Clone, Debug, Default)]
pub struct StepTimes {
    /// From hearing of the save to the page being ready to be shown.
    pub shown_in: Duration,
    /// Its steps: the waiting for the end of a burst of saves, and those of the build.
    pub steps: Vec<(&'static str, Duration)>,
}

impl StepTimes {
    /// Takes the time of steps, beginning with one that has been under way since `start`.
    pub(super) fn since(start: Instant) -> (StepTimes, impl FnMut(&mut StepTimes, &'static str)) {
        let mut last = start;
        let done = move |times: &mut StepTimes, step| {
            let now = clock::now();
            times.steps.push((step, now.duration_since(last)));
            times.shown_in = now.duration_since(start);
            last = now;
        };
        (StepTimes::default(), done)
    }
}
