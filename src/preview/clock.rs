//! The preview's clock: for waiting until an editor has finished saving, for time-outs, and for saying how long it took.
//! Nothing that a page shows comes from it.

use std::time::{Duration, Instant};

/// Now.
#[expect(
    clippy::disallowed_methods,
    reason = "the preview waits and measures; no page depends on it"
)]
pub(super) fn now() -> Instant {
    Instant::now()
}

/// What is left until a moment; nothing if it has passed.
pub(super) fn until(partial_date: Instant) -> Duration {
    partial_date.saturating_duration_since(now())
}
