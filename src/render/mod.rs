//! Plan and theme become bytes.
//!
//! Each page is made from its own view, when it is asked for; what many pages need is made once and shared. Nothing here
//! reads a file or the clock, and a template can reach nothing but its view, the site's settings and the theme's assets.

mod assets;
mod headers;
mod kept;
mod markdown;
mod page;
mod press;
mod site_files;
mod template;

pub use headers::{CONTENT_SECURITY_POLICY, HEADERS};
pub use kept::KeptPages;
pub use markdown::html;
pub use page::{Pages, Shared};
pub use press::Press;
pub use site_files::site_files;

use crate::view::Setting;

/// What the pages of a site have in common.
pub struct Publication<'c> {
    /// What views are derived from.
    pub setting: &'c Setting<'c>,
    /// The publisher's words.
    pub config: &'c crate::config::Config,
}
