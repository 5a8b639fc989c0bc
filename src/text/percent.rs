//! Percent-encoding of paths and of values in addresses (RFC 3986).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What a path escapes: everything but unreserved characters and slashes.
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// A path as part of an address.
pub fn escape_path(path: &str) -> String {
    utf8_percent_encode(path, IN_PATH).to_string()
}

/// A text as a value in the query of an address.
pub fn escape_value(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// A text without its escapes; `None` if one of them is broken, or if they are not UTF-8.
pub fn unescape(text: &str) -> Option<String> {
    let is_escape = |rest: &str| {
        let digits = rest.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    if !text.split('%').skip(1).all(is_escape) {
        return None;
    }
    let text = percent_decode_str(text).decode_utf8().ok()?;
    Some(text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_text_is_read_back() {
        let text = "a/b é%.~-_ “x”";
        assert_eq!(
            escape_path(text),
            "a/b%20%C3%A9%25.~-_%20%E2%80%9Cx%E2%80%9D"
        );
        for escaped in [escape_path(text), escape_value(text)] {
            assert_eq!(unescape(&escaped).as_deref(), Some(text));
        }
    }

    #[test]
    fn broken_escapes_are_no_text() {
        for broken in ["%", "a%2", "%zz", "%2é", "%é0", "%ff", "%+1"] {
            assert_eq!(unescape(broken), None, "{broken}");
        }
    }
}
