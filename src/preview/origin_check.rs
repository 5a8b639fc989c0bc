//! Who is answered: the owner's own browser, on pages of this server, and nobody else.
//!
//! A page of another site can make a browser send requests here, and a name that is pointed at this machine ("DNS
//! rebinding") can make its answers readable there. So a request must name this server by an address that no stranger's
//! name can be, and must not come from another origin.

use std::net::{IpAddr, SocketAddr};

use super::request::HttpRequest;

/// Knows the server's own names.
#[derive(Clone, Debug)]
pub(super) struct OriginCheck {
    bound: SocketAddr,
    /// What `--host` said.
    host: String,
}

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rejection {
    /// It names no server.
    NoHost,
    /// It names another server.
    ServerState,
    /// It comes from a page of another site.
    Origin,
}

impl OriginCheck {
    pub(super) fn new(bound: SocketAddr, host: &str) -> OriginCheck {
        OriginCheck {
            bound,
            host: host.to_ascii_lowercase(),
        }
    }

    /// Whether a request may be answered.
    pub(super) fn check(&self, request: &HttpRequest) -> Result<(), Rejection> {
        let host = request.header("host").ok_or(Rejection::NoHost)?;
        if !self.is_own(host) {
            return Err(Rejection::ServerState);
        }
        if let Some(origin) = request.header("origin")
            && !origin
                .strip_prefix("http://")
                .is_some_and(|authority| authority.eq_ignore_ascii_case(host))
        {
            return Err(Rejection::Origin);
        }
        // Browsers say so themselves where they leave `Origin` out. Following a link from elsewhere is no harm.
        let from = request.header("sec-fetch-site").unwrap_or("none");
        let is_visit = request
            .header("sec-fetch-mode")
            .is_none_or(|mode| mode == "navigate");
        if matches!(from, "cross-site" | "same-site") && !is_visit {
            return Err(Rejection::Origin);
        }
        Ok(())
    }

    fn is_own(&self, authority: &str) -> bool {
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, port),
            _ => (authority, "80"),
        };
        if port.parse() != Ok(self.bound.port()) || port.starts_with('+') {
            return false;
        }
        let host = host.to_ascii_lowercase();
        let address: Option<IpAddr> = host
            .trim_start_matches('[')
            .trim_end_matches(']')
            .parse()
            .ok();
        match address {
            // An address of this machine cannot be pointed elsewhere, as a name can.
            Some(address) => {
                address == self.bound.ip()
                    || address.is_loopback()
                    || self.bound.ip().is_unspecified()
            }
            None => host == "localhost" || (host == self.host && !self.host.is_empty()),
        }
    }
}
