//! Configuration for the server or host that publishes a site: headers, types, caching, compression,
//! redirects and the page for missing pages.
//!
//! Every server gets the same promises, so that a site behaves the same wherever it is published. The
//! texts are complete: an editor saves one in the place that its first lines name.

mod apache;
mod caddy;
mod nginx;
mod precompress;
mod workflow;

pub use precompress::precompress;

use std::str::FromStr;

use crate::config::Address;
use crate::render::{HEADERS, search_policy};

/// A server or host that can publish a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostingServer {
    /// nginx 1.18 or later.
    Nginx,
    /// Apache HTTP Server 2.4, which also reads `.htaccess`.
    Apache,
    /// Caddy 2.
    Caddy,
    /// GitHub Pages, published by a workflow.
    GithubPages,
    /// Netlify, and other hosts that read `_headers` and `_redirects`.
    Netlify,
}

impl HostingServer {
    /// The names on the command line.
    pub const NAMES: [&'static str; 5] = ["nginx", "apache", "caddy", "github-pages", "netlify"];
}

impl FromStr for HostingServer {
    type Err = HostingError;

    fn from_str(name: &str) -> Result<HostingServer, HostingError> {
        match name {
            "nginx" => Ok(HostingServer::Nginx),
            "apache" => Ok(HostingServer::Apache),
            "caddy" => Ok(HostingServer::Caddy),
            "github-pages" => Ok(HostingServer::GithubPages),
            "netlify" => Ok(HostingServer::Netlify),
            _ => Err(HostingError::UnknownServer(name.to_owned())),
        }
    }
}

/// What a configuration is written for.
#[derive(Debug)]
pub struct HostedSite {
    /// The public URL.
    pub address: Address,
    /// The folder on the server that holds the built site, without a slash at its end.
    pub folder: String,
    /// Whether the site has a search page, which runs WebAssembly.
    pub has_search: bool,
    /// Addresses that lead on: the old path and the new one, both from the host's root.
    pub redirects: Vec<(String, String)>,
}

/// Why no configuration can be written.
#[derive(Debug, thiserror::Error)]
pub enum HostingError {
    /// The server is not one of [`HostingServer::NAMES`].
    #[error("unknown server `{0}`; write nginx, apache, caddy, github-pages or netlify")]
    UnknownServer(String),
    /// A path has characters that the servers read as syntax.
    #[error(
        "`{0}` has a quotation mark, backslash, dollar sign, brace or line break, which server configuration cannot hold; choose another folder"
    )]
    UnsafePath(String),
}

impl HostedSite {
    /// The configuration for a server.
    ///
    /// # Errors
    /// If a path cannot be written safely in a configuration.
    pub fn configuration(&self, server: HostingServer) -> Result<String, HostingError> {
        let redirects = self.redirects.iter().flat_map(|(from, to)| [from, to]);
        if let Some(path) = redirects
            .chain([&self.folder, &self.address.base])
            .find(|path| path.contains(['"', '\\', '$', '{', '}', '\n', '\r', '\0']))
        {
            return Err(HostingError::UnsafePath(path.clone()));
        }
        Ok(match server {
            HostingServer::Nginx => nginx::configuration(self),
            HostingServer::Apache => apache::configuration(self),
            HostingServer::Caddy => caddy::configuration(self),
            HostingServer::GithubPages => workflow::github_pages(self),
            HostingServer::Netlify => workflow::netlify(self),
        })
    }

    /// The host name, if the public URL has one.
    fn host(&self) -> Option<&str> {
        let host = self.address.origin.split("://").nth(1)?;
        Some(host).filter(|host| !host.is_empty())
    }

    /// A path from the host's root.
    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address.base)
    }
}

/// Fingerprinted files never change: their name holds a hash of their bytes.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// Everything else is asked for again, so that a correction is seen at once; unchanged files cost an
/// answer without a body.
const REVALIDATE: &str = "no-cache";
/// The hash in the name of a fingerprinted file, as `render` writes it.
const HASH: &str = "[0-9a-f]{12}";

/// The media type of every kind of file that a site holds, with its file name extensions.
const TYPES: &[(&str, &str)] = &[
    ("text/html", "html"),
    ("text/css", "css"),
    ("text/javascript", "js"),
    ("text/csv", "csv"),
    ("text/calendar", "ics"),
    ("text/plain", "txt"),
    ("text/markdown", "md"),
    ("application/json", "json"),
    ("application/geo+json", "geojson"),
    ("application/feed+json", "jsonfeed"),
    ("application/atom+xml", "atom"),
    ("application/manifest+json", "webmanifest"),
    ("application/xml", "xml"),
    ("application/pdf", "pdf"),
    ("application/wasm", "wasm"),
    ("font/woff2", "woff2"),
    ("image/svg+xml", "svg"),
    ("image/png", "png"),
    ("image/jpeg", "jpg jpeg"),
    ("image/gif", "gif"),
    ("image/webp", "webp"),
    ("image/avif", "avif"),
];

/// The headers of every answer but the content policy, which the search page has of its own.
fn common_headers() -> impl Iterator<Item = (&'static str, &'static str)> {
    HEADERS.iter().copied().filter(|(name, _)| *name != POLICY)
}

const POLICY: &str = "Content-Security-Policy";

/// The content policy of every page but the search page.
fn page_policy() -> &'static str {
    let policy = HEADERS.iter().find(|(name, _)| *name == POLICY);
    policy.map_or("default-src 'none'", |(_, value)| value)
}

/// A path as a regular expression that means only itself.
fn escaped(path: &str) -> String {
    let mut escaped = String::with_capacity(path.len());
    for letter in path.chars() {
        if matches!(
            letter,
            '.' | '+' | '*' | '?' | '(' | ')' | '[' | ']' | '|' | '^'
        ) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}
