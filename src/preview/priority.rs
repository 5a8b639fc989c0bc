//! Threads that give way: the rest of a site is made by them while an author's save is built by others.

/// How far back the calling thread steps, from 0 to 19: enough that it gets next to nothing of a core that another wants.
#[cfg(target_os = "linux")]
const BACK: i32 = 15;

/// Lets every other thread go before the calling one. Where the system cannot say that of one thread, nothing changes
/// but that a save may take a little longer.
pub(super) fn lower_priority() {
    // On Linux this speaks of the calling thread and not of the whole program.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(None, BACK);
}
