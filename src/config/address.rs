//! The public URL of a site: scheme and host, and the path below them.

use crate::diagnostic::{Code, Diagnostic};
use crate::fields::{KeyType, KeyValue, MapReader};

/// The public URL: `https://example.org` and `/` or `/reports/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Scheme and host, without a slash at the end.
    pub origin: String,
    /// Path, with a slash at both ends.
    pub base: String,
}

/// Why a text is not the URL of a site: what to type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It does not start with a scheme of the web.
    #[error("an address starts with `https://` or `http://`")]
    Scheme,
    /// A part of its path is empty.
    #[error("two slashes follow each other in the path: write one")]
    DoubleSlash,
    /// Its host or path has characters that would need escapes.
    #[error("an address is a host and perhaps a folder, of letters, digits and hyphens")]
    Character,
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.origin, self.base)
    }
}

impl Default for Address {
    fn default() -> Address {
        Address {
            origin: String::new(),
            base: "/".to_owned(),
        }
    }
}

impl Address {
    /// Parses `https://host/path/`. The scheme and host become lower case.
    ///
    /// # Errors
    /// If the text is not such a URL.
    pub fn parse(text: &str) -> Result<Address, AddressError> {
        let (scheme, rest) = text.split_once("://").ok_or(AddressError::Scheme)?;
        let scheme = scheme.to_ascii_lowercase();
        if !matches!(scheme.as_str(), "http" | "https") {
            return Err(AddressError::Scheme);
        }
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        if path.starts_with('/') || path.contains("//") {
            return Err(AddressError::DoubleSlash);
        }
        let host = host.to_ascii_lowercase();
        let host_fits = !host.is_empty()
            && host
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b".-:[]".contains(&b));
        let segments: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let plain = |part: &&str| {
            part.bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_.~".contains(&b))
                && *part != ".."
        };
        if !host_fits || !segments.iter().all(plain) {
            return Err(AddressError::Character);
        }
        let base = if segments.is_empty() {
            "/".to_owned()
        } else {
            format!("/{}/", segments.join("/"))
        };
        Ok(Address {
            origin: format!("{scheme}://{host}"),
            base,
        })
    }
}

/// The public URL of a site, as a key.
pub(crate) struct SiteAddress;

impl KeyValue for SiteAddress {
    type Value = Option<Address>;
    const HOLDS: KeyType = KeyType::Link;

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        let text = reader.text(name)?;
        match Address::parse(&text.value) {
            Ok(address) => Some(address),
            Err(error) => {
                let message = format!("`{}` is not the address of a site", text.value);
                let diagnostic = Diagnostic::new(Code::WrongType, message).at(text.span);
                reader.report().push(diagnostic.help(error.to_string()));
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn capitals_mean_nothing_in_scheme_and_host_and_something_in_the_path() {
        let parsed = |text| Address::parse(text).map(|address| address.origin + &address.base);
        assert_eq!(
            parsed("HTTPS://Example.org/Reports").as_deref(),
            Ok("https://example.org/Reports/")
        );
        assert_eq!(
            parsed("http://example.org").as_deref(),
            Ok("http://example.org/")
        );
    }

    #[test]
    fn an_address_is_never_changed_in_silence() {
        for text in [
            "ftp://e.org",
            "e.org",
            "https://",
            "https://e.org/a//b",
            "https://e.org//",
            "https://e.org/../a",
        ] {
            assert!(Address::parse(text).is_err(), "{text}");
        }
    }
}
