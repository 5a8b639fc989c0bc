//! `redirects.yaml`: where what the site no longer has at an address is now, or why it is gone.

use super::parse_yaml_file;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::fields::value::PlainText;
use crate::fields::{Keys, NodeKind, keys};
use crate::text::{FileId, Spanned};

keys! {
    /// A published address that the site no longer has.
    pub(crate) struct RedirectKeys: "a redirect",
        one of ["to", "gone"] or MissingKey: "write where it is now, as `to: /forces/kent/`, or why it is no longer published, as `gone: …`" {
        /// The address that was published, from the site's own root.
        required from: PlainText = "/glossary/crime-group/",
        /// The address on this site where readers find the same now.
        optional to: PlainText = "/glossary/organised-crime-group/",
        /// Why it is no longer published, in a sentence. Readers see it at the old address.
        optional gone: PlainText = "The unit closed in 2026.",
    }
}

/// Where a published address leads now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewHome {
    /// To an address of this site.
    Address(Spanned<String>),
    /// To nothing, for a reason in words.
    Gone(String),
}

/// A redirect as written.
#[derive(Clone, Debug)]
pub struct Redirect {
    /// The address that was published: `/glossary/crime-group/`.
    pub from: Spanned<String>,
    /// Where it leads now.
    pub to: NewHome,
}

/// Reads redirects. An entry that cannot be read is reported and left out.
pub fn redirects(text: &str, file: FileId, report: &mut Report) -> Vec<Redirect> {
    let Some(node) = parse_yaml_file(text, file, report) else {
        return Vec::new();
    };
    let nodes = match &node.kind {
        NodeKind::List(nodes) => nodes.as_slice(),
        NodeKind::Nothing => &[],
        NodeKind::Scalar(_) | NodeKind::Map(_) => {
            let message = format!("expected a list, found {}", node.describe());
            let diagnostic = Diagnostic::new(Code::WrongType, message).at(node.span);
            report.push(diagnostic.help("start each entry with `- from: /…`"));
            &[]
        }
    };
    nodes
        .iter()
        .filter_map(|node| {
            let keys = RedirectKeys::read(node, report);
            let from = keys.from.filter(|from| is_address(from, report))?;
            let to = match (keys.to, keys.gone) {
                (Some(to), _) => is_address(&to, report).then_some(NewHome::Address(to))?,
                (None, Some(why)) => NewHome::Gone(why.value),
                (None, None) => return None,
            };
            Some(Redirect { from, to })
        })
        .collect()
}

/// Whether a text is the address of a page or of an anchor on a page; reports it if not.
fn is_address(written: &Spanned<String>, report: &mut Report) -> bool {
    let (page, anchor) = match written.value.split_once('#') {
        Some((page, anchor)) => (page, Some(anchor)),
        None => (written.value.as_str(), None),
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
    let mut parts = page.split('/').skip(1);
    let is_part =
        |part: &str| !part.is_empty() && !part.starts_with('.') && part.chars().all(is_plain);
    let is_page = page == "/"
        || page
            .strip_suffix('/')
            .is_some_and(|page| page.starts_with('/') && page.split('/').skip(1).all(is_part))
        || (page.starts_with('/') && page.ends_with(".html") && parts.all(is_part));
    let is_anchor = |anchor: &str| {
        !anchor.is_empty() && !anchor.contains(|c: char| c.is_whitespace() || c.is_control())
    };
    if is_page && anchor.is_none_or(is_anchor) {
        return true;
    }
    let message = format!("`{}` is not the address of a page", written.value);
    let diagnostic = Diagnostic::new(Code::MalformedLink, message).at(written.span);
    report.push(diagnostic.help(
        "write it as it is after the host: `/forces/kent/` or `/forces/kent/#local-profile`",
    ));
    false
}
