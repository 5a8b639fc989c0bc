//! What a template may cost: a loop that goes on and on must end as an error, not fill the memory.

use std::io::{self, Write};

/// The largest page, in bytes: no browser shows one of this size well.
const LARGEST: usize = 128 << 20;

/// What is wrong with a page that is too large.
pub(super) fn too_large() -> String {
    format!(
        "this template cannot be rendered: the page has more than {} MB",
        LARGEST >> 20
    )
}

/// The text of a page while it is rendered.
#[derive(Default)]
pub(super) struct LimitedPage {
    bytes: Vec<u8>,
    /// Whether it became too large.
    pub(super) is_full: bool,
}

impl LimitedPage {
    /// The whole text. Templates write text only.
    pub(super) fn into_text(self) -> String {
        String::from_utf8(self.bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }
}

impl Write for LimitedPage {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > LARGEST {
            self.is_full = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
