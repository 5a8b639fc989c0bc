//! A request as it comes over the wire: bounded in size and time, and taken only if there is one
//! way to read it.
//!
//! httparse finds the lines, as it does for hyper; what is refused beyond that is refused here. No
//! body is read but that of a small form, and none is ever taken in pieces ("chunked"), so a
//! request cannot hide another.

use std::io::{self, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::clock;

/// The most bytes that a request's head may have.
pub(super) const LARGEST_HEAD: usize = 16 * 1024;
/// The most headers that it may have.
const MOST_HEADERS: usize = 64;
/// The most bytes that a form may have.
const LARGEST_BODY: usize = 4 * 1024;
/// The time in which a request must have come, from its first byte.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a connection may be idle between requests.
const IDLE: Duration = Duration::from_secs(30);

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Head,
    Post,
}

/// A request.
#[derive(Debug)]
pub(super) struct HttpRequest {
    pub(super) method: Method,
    /// The request target, as sent.
    pub(super) target: String,
    /// Whether the connection is to be closed after the answer.
    pub(super) is_last: bool,
    pub(super) body: Vec<u8>,
    headers: Vec<(String, String)>,
}

/// Why a request is not taken; the connection is closed after saying so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RequestError {
    /// It is not HTTP, or can be read in two ways.
    Malformed,
    /// Its head is too large.
    TooLarge,
    /// Its body is too large.
    BodyTooLarge,
    /// It came too slowly.
    TooSlow,
    /// The method is not supported.
    UnknownMethod,
}

impl HttpRequest {
    /// The only header of a name.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// A connection from which requests are read one after the other.
pub(super) struct RequestReader<'s> {
    stream: &'s TcpStream,
    /// What was read and is not used yet.
    buffer: Vec<u8>,
}

impl<'s> RequestReader<'s> {
    pub(super) fn new(stream: &'s TcpStream) -> RequestReader<'s> {
        RequestReader {
            stream,
            buffer: Vec::new(),
        }
    }

    /// The next request; `Ok(None)` when there is no more.
    pub(super) fn next(&mut self) -> Result<Option<HttpRequest>, RequestError> {
        let mut deadline = None;
        loop {
            if !self.buffer.is_empty() {
                let deadline = *deadline.get_or_insert_with(|| clock::now() + PATIENCE);
                if let Some((mut request, length, body)) = parse(&self.buffer)? {
                    self.buffer.drain(..length);
                    while self.buffer.len() < body {
                        if !self.more(deadline)? {
                            return Err(RequestError::Malformed);
                        }
                    }
                    request.body = self.buffer.drain(..body).collect();
                    return Ok(Some(request));
                }
                if self.buffer.len() > LARGEST_HEAD {
                    return Err(RequestError::TooLarge);
                }
            }
            let until = deadline.unwrap_or_else(|| clock::now() + IDLE);
            match self.more(until) {
                Ok(true) => {}
                Ok(false) if self.buffer.is_empty() => return Ok(None),
                Ok(false) => return Err(RequestError::Malformed),
                Err(_) if self.buffer.is_empty() => return Ok(None),
                Err(refusal) => return Err(refusal),
            }
        }
    }

    /// Reads what there is; `Ok(false)` at the end.
    fn more(&mut self, deadline: Instant) -> Result<bool, RequestError> {
        let left = clock::until(deadline);
        if left.is_zero() {
            return Err(RequestError::TooSlow);
        }
        let _ = self.stream.set_read_timeout(Some(left));
        let mut piece = [0; 4096];
        let mut stream = self.stream;
        match stream.read(&mut piece) {
            Ok(0) => Ok(false),
            Ok(count) => {
                self.buffer.extend_from_slice(&piece[..count]);
                Ok(true)
            }
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut
                ) =>
            {
                Err(RequestError::TooSlow)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(true),
            Err(_) => Ok(false),
        }
    }
}

/// A request's head, if it is complete, with its length and that of the body to come.
fn parse(bytes: &[u8]) -> Result<Option<(HttpRequest, usize, usize)>, RequestError> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut head = httparse::Request::new(&mut headers);
    let length = match head.parse(bytes) {
        Ok(httparse::Status::Partial) => return Ok(None),
        Ok(httparse::Status::Complete(length)) if length > LARGEST_HEAD => {
            return Err(RequestError::TooLarge);
        }
        Ok(httparse::Status::Complete(length)) => length,
        Err(httparse::Error::TooManyHeaders) => return Err(RequestError::TooLarge),
        Err(_) => return Err(RequestError::Malformed),
    };
    let method = match head.method {
        Some("GET") => Method::Get,
        Some("HEAD") => Method::Head,
        Some("POST") => Method::Post,
        _ => return Err(RequestError::UnknownMethod),
    };
    let mut headers: Vec<(String, String)> = Vec::with_capacity(head.headers.len());
    for header in head.headers.iter() {
        let value = std::str::from_utf8(header.value)
            .map_err(|_| RequestError::Malformed)?
            .trim();
        headers.push((header.name.to_owned(), value.to_owned()));
    }
    let only = |name: &str| {
        let mut of = headers
            .iter()
            .filter(|(known, _)| known.eq_ignore_ascii_case(name));
        match (of.next(), of.next()) {
            (_, Some(_)) => Err(RequestError::Malformed),
            (found, None) => Ok(found.map(|(_, value)| value.clone())),
        }
    };
    // Each of these said twice could be read in two ways.
    for name in ["host", "origin", "range", "if-none-match", "if-range"] {
        only(name)?;
    }
    if only("transfer-encoding")?.is_some() {
        return Err(RequestError::Malformed);
    }
    let body = match only("content-length")? {
        None => 0,
        Some(length) if length.bytes().all(|b| b.is_ascii_digit()) => {
            length.parse().map_err(|_| RequestError::BodyTooLarge)?
        }
        Some(_) => return Err(RequestError::Malformed),
    };
    if body > LARGEST_BODY || (body > 0 && method != Method::Post) {
        return Err(RequestError::BodyTooLarge);
    }
    let connection = headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("connection"));
    let closes = connection.is_some_and(|(_, value)| value.to_ascii_lowercase().contains("close"));
    let is_last = closes || head.version != Some(1);
    let target = head.path.unwrap_or_default().to_owned();
    Ok(Some((
        HttpRequest {
            method,
            target,
            is_last,
            body: Vec::new(),
            headers,
        },
        length,
        body,
    )))
}
