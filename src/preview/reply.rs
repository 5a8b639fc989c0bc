//! An answer as it goes over the wire, with the headers that every answer has.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use super::request::RequestError;
use crate::render::{HEADERS, search_policy};

/// An answer.
#[derive(Debug)]
pub(super) struct Reply {
    status: u16,
    media: &'static str,
    headers: Vec<(&'static str, String)>,
    body: ReplyBody,
    /// The part of the body that is sent.
    part: Range<usize>,
    /// Whether the page may run WebAssembly, as only that of search does.
    may_compile: bool,
}

/// What is sent.
#[derive(Debug)]
enum ReplyBody {
    Shared(Arc<[u8]>),
    Own(Vec<u8>),
}

impl ReplyBody {
    fn bytes(&self) -> &[u8] {
        match self {
            ReplyBody::Shared(bytes) => bytes,
            ReplyBody::Own(bytes) => bytes,
        }
    }
}

impl Reply {
    fn of(status: u16, media: &'static str, body: ReplyBody) -> Reply {
        let part = 0..body.bytes().len();
        Reply {
            status,
            media,
            headers: Vec::new(),
            body,
            part,
            may_compile: false,
        }
    }

    /// A file of the site.
    pub(super) fn shared(status: u16, media: &'static str, bytes: Arc<[u8]>) -> Reply {
        Reply::of(status, media, ReplyBody::Shared(bytes))
    }

    /// Bytes made for this answer.
    pub(super) fn own(status: u16, media: &'static str, bytes: Vec<u8>) -> Reply {
        Reply::of(status, media, ReplyBody::Own(bytes))
    }

    /// A sentence for whoever sees the answer.
    pub(super) fn words(status: u16, words: &str) -> Reply {
        Reply::own(
            status,
            "text/plain; charset=utf-8",
            format!("{words}\n").into_bytes(),
        )
    }

    /// No body at all.
    pub(super) fn empty(status: u16) -> Reply {
        Reply::own(status, "text/plain; charset=utf-8", Vec::new())
    }

    /// What to say to a request that is not taken.
    pub(super) fn refusal(refusal: RequestError) -> Reply {
        match refusal {
            RequestError::Malformed => Reply::words(400, "This request cannot be read."),
            RequestError::TooLarge => Reply::words(431, "The head of this request is too large."),
            RequestError::BodyTooLarge => {
                Reply::words(413, "The body of this request is too large.")
            }
            RequestError::TooSlow => Reply::words(408, "This request took too long."),
            RequestError::UnknownMethod => Reply::words(501, "This method is not supported."),
        }
    }

    /// Adds a header.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Reply {
        self.headers.push((name, value.into()));
        self
    }

    /// Lets a page run WebAssembly.
    pub(super) fn compiling(mut self, may_compile: bool) -> Reply {
        self.may_compile = may_compile;
        self
    }

    /// Sends only a part of the body.
    pub(super) fn part(mut self, part: Range<usize>) -> Reply {
        let whole = self.body.bytes().len();
        self.headers.push((
            "Content-Range",
            format!(
                "bytes {}-{}/{whole}",
                part.start,
                part.end.saturating_sub(1)
            ),
        ));
        self.status = 206;
        self.part = part;
        self
    }

    /// How long the body is.
    pub(super) fn length(&self) -> usize {
        self.body.bytes().len()
    }

    /// Writes the answer; to `HEAD`, everything but the body. `script` is the hash of the preview's own script.
    pub(super) fn write(
        &self,
        to: &mut impl Write,
        is_head: bool,
        is_last: bool,
        script: &str,
    ) -> io::Result<()> {
        let mut head = head(self.status, self.media, script, self.may_compile);
        if self.status != 304 {
            let _ = write!(head, "Content-Length: {}\r\n", self.part.len());
        }
        for (name, value) in &self.headers {
            // Nothing that comes from a file or a request may end a line.
            let value = value.replace(['\r', '\n', '\0'], " ");
            let _ = write!(head, "{name}: {value}\r\n");
        }
        let _ = write!(
            head,
            "Connection: {}\r\n\r\n",
            if is_last { "close" } else { "keep-alive" }
        );
        let mut bytes = head.into_bytes();
        if !is_head && self.status != 304 {
            bytes.extend_from_slice(&self.body.bytes()[self.part.clone()]);
        }
        to.write_all(&bytes)?;
        to.flush()
    }
}

/// The status line and the headers that every answer has: those of the published site, and what the preview adds.
pub(super) fn head(status: u16, media: &str, script: &str, may_compile: bool) -> String {
    let mut head = format!(
        "HTTP/1.1 {status} {}\r\nContent-Type: {media}\r\n",
        reason(status)
    );
    for (name, value) in HEADERS {
        let value = match *name {
            "Content-Security-Policy" if may_compile => with_script(&search_policy(), script),
            "Content-Security-Policy" => with_script(value, script),
            _ => (*value).to_owned(),
        };
        let _ = write!(head, "{name}: {value}\r\n");
    }
    head.push_str("Cache-Control: no-store\r\nCross-Origin-Resource-Policy: same-origin\r\n");
    head
}

/// The site's policy with one more script allowed: that of these very bytes.
fn with_script(policy: &str, script: &str) -> String {
    policy.replace(
        "script-src 'self'",
        &format!("script-src 'self' '{script}'"),
    )
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        206 => "Partial Content",
        302 => "Found",
        304 => "Not Modified",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        413 => "Content Too Large",
        416 => "Range Not Satisfiable",
        421 => "Misdirected Request",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        503 => "Service Unavailable",
        _ => "Error",
    }
}
