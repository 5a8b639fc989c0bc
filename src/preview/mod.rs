//! The live preview: watches what the last build read, builds again when it changes, and shows the outcome in browsers.
//!
//! A [`DevBuilder`] turns touched files into the next state of the site, with the one build function. The [`Broadcast`] holds
//! that state for everybody to see; the server answers from it and never from the disk. Who may ask, and how much, is
//! decided by `origin_check` and `request`. What runs in the browser is in `client/`, one script in each page.

mod background;
mod blocks;
mod broadcast;
mod clock;
mod debounce;
mod dev_builder;
mod editor;
mod error;
mod events;
mod inject;
mod media;
mod opening;
mod origin_check;
mod overlay;
mod priority;
mod range;
mod reply;
mod request;
mod router;
mod run;
mod serve_event;
mod server;
mod site_folder;
mod watch;

pub use broadcast::{Broadcast, Snapshot};
pub use dev_builder::{DevBuilder, FileState, SiteState};
pub use editor::Editor;
pub use error::PreviewError;
pub use run::{ServeOptions, run};
pub use serve_event::{ServeEvent, StepTimes};
pub use server::{Server, ServerOptions};
