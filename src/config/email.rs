//! Email addresses, alone and as an alternative to a web address.

use crate::diagnostic::{Code, Diagnostic};
use crate::fields::{KeyType, KeyValue, MapReader, is_link};
use crate::text::Spanned;

/// An email address.
pub(crate) struct Email;

/// A web address, or `mailto:` and an email address.
pub(crate) struct LinkOrEmail;

impl KeyValue for Email {
    type Value = Option<Spanned<String>>;
    const HOLDS: KeyType = KeyType::Email;

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        let text = reader.text(name)?;
        if is_email(&text.value) {
            return Some(text);
        }
        let message = format!("`{}` is not an email address", text.value);
        let diagnostic = Diagnostic::new(Code::WrongType, message).at(text.span);
        reader
            .report()
            .push(diagnostic.help("write it like `office@example.org`"));
        None
    }
}

impl KeyValue for LinkOrEmail {
    type Value = Option<Spanned<String>>;
    const HOLDS: KeyType = KeyType::LinkOrEmail;

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        let text = reader.text(name)?;
        let is_sound = match text.value.strip_prefix("mailto:") {
            Some(email) => is_email(email),
            None => is_link(&text.value),
        };
        if is_sound {
            return Some(text);
        }
        let message = format!("`{}` is not a web or email address", text.value);
        let diagnostic = Diagnostic::new(Code::WrongType, message).at(text.span);
        reader.report().push(diagnostic.help(
            "write a web address, which starts with `https://`, or `mailto:` and an email address",
        ));
        None
    }
}

/// Whether a text is an email address of the plain kind: no quotation marks, no comments, a host with a dot.
fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    let fits = |part: &str, others: &[u8]| {
        part.bytes()
            .all(|b| b.is_ascii_alphanumeric() || others.contains(&b))
            && !part.starts_with('.')
            && !part.ends_with('.')
            && !part.contains("..")
    };
    !name.is_empty()
        && fits(name, b".!#$%&'*+/=?^_`{|}~-")
        && host.contains('.')
        && fits(host, b".-")
}

#[cfg(test)]
mod tests {
    use super::is_email;

    #[test]
    fn an_email_address_has_a_name_and_a_host() {
        assert!(is_email("office@example.org") && is_email("a.b+c@sub.example.org"));
        for bad in [
            "office",
            "@example.org",
            "a@b",
            "a b@example.org",
            "a@exam ple.org",
            "a@@b.org",
            "a..b@c.org",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
