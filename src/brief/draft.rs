//! Typst's drafts of a document, in little memory.
//!
//! Typst lays a document out again until its page numbers and references agree, keeps every draft
//! until the last one is done, and remembers each step in a cache. For a document of a hundred pages
//! that takes more than a gigabyte. Here the pages of a draft are dropped when the next one begins,
//! as only its index is still needed, and the cache is emptied while Typst works on a long document.
//! Neither changes a byte of the result: what is not in the cache is computed again.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use typst::World;
use typst::comemo;
use typst::diag::{SourceResult, Warned};
use typst::engine::Engine;
use typst::foundations::{Content, Output, StyleChain, Target};
use typst::introspection::Introspector;
use typst_layout::{PagedDocument, PagedIntrospector};

/// How often the cache is emptied while a long document is laid out.
const INTERVAL: Duration = Duration::from_millis(100);

/// How much data makes a document long, in bytes: that of about five briefs.
const LONG: usize = 1_000_000;

thread_local! {
    /// The newest draft of the document that this thread sets.
    static NEWEST: RefCell<Option<PagedDocument>> = const { RefCell::new(None) };
}

/// What Typst keeps of a draft: the index of its elements, without its pages.
struct Draft {
    introspector: Arc<PagedIntrospector>,
}

impl Output for Draft {
    fn target() -> Target {
        Target::Paged
    }

    fn create(
        engine: &mut Engine<'_>,
        content: &Content,
        styles: StyleChain<'_>,
    ) -> SourceResult<Draft> {
        NEWEST.take();
        // Little of what Typst remembers of one draft is right for the next.
        comemo::evict(0);
        let document = PagedDocument::create(engine, content, styles)?;
        let introspector = Arc::clone(document.introspector());
        NEWEST.set(Some(document));
        Ok(Draft { introspector })
    }

    fn introspector(&self) -> &dyn Introspector {
        &*self.introspector
    }
}

/// Compiles a document that is made from so many bytes of data. `None` if Typst panics.
pub(super) fn compile(
    world: &dyn World,
    data: usize,
) -> Option<Warned<SourceResult<PagedDocument>>> {
    let work = || typst::compile::<Draft>(world);
    let Warned { output, warnings } = match data > LONG {
        true => with_small_cache(work),
        false => guarded(work),
    }?;
    // A compiled document is always the newest draft.
    let newest = NEWEST.take();
    let output = match (output, newest) {
        (Ok(_), Some(document)) => Ok(document),
        (Ok(_), None) => return None,
        (Err(errors), _) => Err(errors),
    };
    Some(Warned { output, warnings })
}

/// Runs Typst, and empties its cache every now and then. `None` if it panics.
fn with_small_cache<R>(work: impl FnOnce() -> R) -> Option<R> {
    let (running, ended) = mpsc::channel::<()>();
    thread::scope(|scope| {
        let empty = move || {
            while ended.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Timeout) {
                comemo::evict(0);
            }
        };
        // Without another thread, the cache is only emptied at the end.
        let _ = thread::Builder::new().spawn_scoped(scope, empty);
        let result = guarded(work);
        drop(running);
        result
    })
}

/// Runs Typst, and then empties its cache: what it remembers of one document helps no other.
/// `None` if it panics.
pub(super) fn guarded<R>(work: impl FnOnce() -> R) -> Option<R> {
    let result = catch_unwind(AssertUnwindSafe(work));
    comemo::evict(0);
    result.ok()
}
