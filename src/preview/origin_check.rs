//! Who gets an answer: browsers that name this server, on pages of this server.
//!
//! A page of another site can make a browser send requests here, and a name that is pointed at this machine ("DNS
//! rebinding") can make its answers readable there. So a request must name this server by an address that a stranger's
//! name cannot be, by a name that the author allowed, or bring the pass that the terminal shows; and it must not come
//! from another origin.

use std::net::{IpAddr, SocketAddr};

use super::request::HttpRequest;

/// The cookie that holds the pass.
pub(super) const COOKIE: &str = "peelpress-pass";

/// Headers that a proxy adds: then the connection comes from the proxy, and the browser may be anywhere.
const FORWARDED: [&str; 4] = [
    "forwarded",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-real-ip",
];

/// Knows the server's own names.
#[derive(Clone, Debug)]
pub(super) struct OriginCheck {
    bound: SocketAddr,
    /// What `--host` said, and every `--allow-host`.
    host: String,
    allowed: Vec<String>,
    /// A secret that the terminal shows: whoever brings it may use any name.
    pass: String,
}

/// Who looks at the preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Viewer {
    /// The author, in a browser on this machine: may open files in the editor.
    Author,
    /// Anybody else, who may only look.
    Guest,
}

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Rejection {
    /// It names no server.
    NoHost,
    /// It names another server: this one.
    OtherHost(String),
    /// It comes from a page of another site.
    Origin,
}

impl OriginCheck {
    pub(super) fn new(
        bound: SocketAddr,
        host: &str,
        allowed: &[String],
        pass: &str,
    ) -> OriginCheck {
        OriginCheck {
            bound,
            host: host.to_ascii_lowercase(),
            allowed: allowed
                .iter()
                .map(|name| name.to_ascii_lowercase())
                .collect(),
            pass: pass.to_owned(),
        }
    }

    /// Whether a request may be answered, and who sends it. `peer` is the other end of the connection.
    pub(super) fn check(&self, request: &HttpRequest, peer: IpAddr) -> Result<Viewer, Rejection> {
        let authority = request.header("host").ok_or(Rejection::NoHost)?;
        let is_near = peer.to_canonical().is_loopback()
            && !FORWARDED.iter().any(|name| request.header(name).is_some());
        let (name, port) = split(authority);
        let is_own = self.is_own(&name, port, is_near);
        let is_allowed = || self.allowed.contains(&name) || self.has_pass(request);
        if !is_own && (port.is_none() || !is_allowed()) {
            return Err(Rejection::OtherHost(name));
        }
        if let Some(origin) = request.header("origin")
            && !self.is_same_origin(origin, authority, is_own)
        {
            return Err(Rejection::Origin);
        }
        // Browsers say so themselves where they leave `Origin` out. Following a link from elsewhere does no harm.
        let from = request.header("sec-fetch-site").unwrap_or("none");
        let is_visit = request
            .header("sec-fetch-mode")
            .is_none_or(|mode| mode == "navigate");
        if matches!(from, "cross-site" | "same-site") && !is_visit {
            return Err(Rejection::Origin);
        }
        match is_near && is_loopback_name(&name) {
            true => Ok(Viewer::Author),
            false => Ok(Viewer::Guest),
        }
    }

    /// Whether a secret is the pass.
    pub(super) fn is_pass(&self, given: &str) -> bool {
        is_same(given, &self.pass)
    }

    fn has_pass(&self, request: &HttpRequest) -> bool {
        let cookies = request.header("cookie").unwrap_or_default().split(';');
        cookies
            .filter_map(|cookie| cookie.trim().split_once('='))
            .any(|(name, value)| name == COOKIE && self.is_pass(value))
    }

    /// A forwarded port may be served with TLS, which ends before it reaches us.
    fn is_same_origin(&self, origin: &str, authority: &str, is_own: bool) -> bool {
        let plain = origin.strip_prefix("http://");
        let secure = origin.strip_prefix("https://").filter(|_| !is_own);
        let is_allowed = |other: &str| self.allowed.contains(&split(other).0);
        plain.or(secure).is_some_and(|other| {
            other.eq_ignore_ascii_case(authority) || (!is_own && is_allowed(other))
        })
    }

    fn is_own(&self, name: &str, port: Option<u16>, is_near: bool) -> bool {
        // A forwarded port has another number, and reaches us from this machine.
        if is_near && is_loopback_name(name) && port.is_some() {
            return true;
        }
        if port != Some(self.bound.port()) {
            return false;
        }
        match address(name) {
            // An address of this machine cannot be pointed elsewhere, as a name can.
            Some(address) => {
                address == self.bound.ip()
                    || address.is_loopback()
                    || self.bound.ip().is_unspecified()
            }
            None => name == "localhost" || (name == self.host && !self.host.is_empty()),
        }
    }
}

/// The name in lower case and the port of an authority: 80 if it gives none, `None` if what it gives is not a port.
fn split(authority: &str) -> (String, Option<u16>) {
    let (name, port) = match authority.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, port),
        _ => (authority, "80"),
    };
    let is_number = port.bytes().all(|byte| byte.is_ascii_digit());
    let port = port.parse().ok().filter(|_| is_number);
    (name.to_ascii_lowercase(), port)
}

fn address(name: &str) -> Option<IpAddr> {
    let inner = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'));
    inner.unwrap_or(name).parse().ok()
}

fn is_loopback_name(name: &str) -> bool {
    name == "localhost" || address(name).is_some_and(|address| address.is_loopback())
}

/// Compares without showing by the time it takes how much is the same.
pub(super) fn is_same(given: &str, secret: &str) -> bool {
    let differing = given
        .bytes()
        .zip(secret.bytes())
        .fold(0, |sum, (a, b)| sum | (a ^ b));
    given.len() == secret.len() && differing == 0
}
