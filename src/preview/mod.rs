//! The live preview: watches what the last build read, builds again when it changes, and shows the outcome in browsers.
//!
//! A [`Session`] turns touched files into the next state of the site, with the one build function. The [`Stage`] holds
//! that state for everybody to see; the server answers from it and never from the disk. Who may ask, and how much, is
//! decided by the rooms `guard` and `request`. What runs in the browser is in `client/`, one script in each page.

mod blocks;
mod burst;
mod clock;
mod door;
mod editor;
mod events;
mod faults;
mod guard;
mod inject;
mod media;
mod patience;
mod range;
mod reply;
mod request;
mod rest;
mod run;
mod server;
mod session;
mod stage;
mod watch;

pub use editor::Editor;
pub use run::{Asked, News, Times, run};
pub use server::{Server, ServerOptions};
pub use session::{Session, Showing, Shown};
pub use stage::{Scene, Stage};
