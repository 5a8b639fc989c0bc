//! The one thing that the preview adds to a page: a script element at its end.

use base64::Engine;
use sha2::{Digest, Sha256};

/// The script: parts of one whole, in a scope of its own.
const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("client/morph.js"),
    include_str!("client/mark.js"),
    include_str!("client/source.js"),
    include_str!("client/bar.js"),
    include_str!("client/hub.js"),
    include_str!("client/stream.js"),
    include_str!("client/live.js"),
    "})();\n"
);

/// The script of the worker that holds one stream for all pages of a browser.
pub(super) const WORKER: &str = concat!(
    "\"use strict\";\n",
    include_str!("client/hub.js"),
    include_str!("client/worker.js"),
);

/// The script element without what differs from page to page.
#[derive(Clone, Debug)]
pub(super) struct Script {
    token: String,
    hash: String,
}

impl Script {
    pub(super) fn new(token: &str) -> Script {
        let digest = Sha256::digest(SCRIPT.as_bytes());
        let hash = format!(
            "sha256-{}",
            base64::engine::general_purpose::STANDARD.encode(digest)
        );
        Script {
            token: token.to_owned(),
            hash,
        }
    }

    /// The random part of the preview's own addresses, as this script knows it.
    pub(super) fn token(&self) -> &str {
        &self.token
    }

    /// The hash by which a policy allows the script.
    pub(super) fn hash(&self) -> &str {
        &self.hash
    }

    /// A page with the script in it. `edition` identifies this version of the page.
    pub(super) fn inject(&self, html: &[u8], edition: &str) -> Vec<u8> {
        let element = format!(
            "<script id=\"peelpress-preview\" data-token=\"{}\" data-edition=\"{edition}\">{SCRIPT}</script>",
            self.token
        );
        let at = end_of_body(html);
        let mut page = Vec::with_capacity(html.len() + element.len());
        page.extend_from_slice(&html[..at]);
        page.extend_from_slice(element.as_bytes());
        page.extend_from_slice(&html[at..]);
        page
    }
}

/// Identifies the bytes of a page.
pub(super) fn edition(html: &[u8]) -> String {
    Sha256::digest(html)
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Before the last `</body>`, or at the end of a page that does not say where its body ends.
fn end_of_body(html: &[u8]) -> usize {
    const END: &[u8] = b"</body>";
    html.windows(END.len())
        .rposition(|window| window.eq_ignore_ascii_case(END))
        .unwrap_or(html.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_at_the_end_of_the_body_and_cannot_end_early() {
        assert!(!SCRIPT.contains("</script"));
        assert!(!SCRIPT.contains("<!--"));
        let script = Script::new("t");
        let page =
            |html: &str| String::from_utf8(script.inject(html.as_bytes(), "e")).expect("text");
        assert!(page("<body>x</body></html>").ends_with("</script></body></html>"));
        assert!(page("<p>x").starts_with("<p>x<script id"));
    }
}
