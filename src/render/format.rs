//! Views in the form that the site's templates take: prose as HTML, shared parts as the template engine's values.

use std::sync::Arc;

use tera::Value;

use super::markdown::html;
use crate::address::Addresses;
use crate::model::Prose;
use crate::view::{EncodedPart, RenderedProse, ViewFormat};

/// The format of the site's pages.
#[derive(Clone, Copy, Debug)]
pub struct HtmlFormat;

impl ViewFormat for HtmlFormat {
    fn prose(&self, prose: &Prose, addresses: &Addresses) -> RenderedProse {
        RenderedProse::Html(html(prose, addresses))
    }

    fn has_other_pages(&self) -> bool {
        true
    }

    /// Serialised into a page's values, such a part is the same value again and is not copied.
    fn part(&self, view: &dyn erased_serde::Serialize) -> EncodedPart {
        Arc::new(Value::from_serializable(view))
    }
}
