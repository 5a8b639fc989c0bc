//! `[contact]`: how readers reach the publisher.

use crate::diagnostic::{Code, Diagnostic};
use crate::fields::MapReader;
use crate::text::Spanned;

/// How readers reach the publisher.
#[derive(Clone, Debug, Default)]
pub struct Contact {
    /// An email address.
    pub email: Option<String>,
    /// Where to report a mistake: an `https:`, `http:` or `mailto:` address. Taken from the email address if only that
    /// one is given.
    pub report_mistake: Option<String>,
}

/// Reads the table, which may be missing.
pub(super) fn contact(fields: &mut MapReader<'_>) -> Contact {
    let Some(node) = fields.node("contact") else {
        return Contact::default();
    };
    let mut fields = MapReader::new(node, "the contact", fields.report());
    let email = fields.text("email");
    let report_mistake = fields.text("report_mistake");
    let email = email.filter(|email| {
        check(
            &mut fields,
            email,
            is_email,
            "an email address",
            "write it like `office@example.org`",
        )
    });
    let report_mistake = report_mistake.filter(|link| {
        let help =
            "write a web address, which starts with `https://`, or `mailto:` and an email address";
        check(&mut fields, link, is_link, "a web or email address", help)
    });
    fields.finish();
    let email = email.map(|email| email.value);
    let mail = || email.as_ref().map(|email| format!("mailto:{email}"));
    Contact {
        report_mistake: report_mistake.map(|link| link.value).or_else(mail),
        email,
    }
}

fn check(
    fields: &mut MapReader<'_>,
    text: &Spanned<String>,
    is_sound: impl Fn(&str) -> bool,
    expected: &str,
    help: &str,
) -> bool {
    let is_sound = is_sound(&text.value);
    if !is_sound {
        let message = format!("`{}` is not {expected}", text.value);
        let diagnostic = Diagnostic::new(Code::WrongType, message).at(text.span);
        fields.report().push(diagnostic.help(help));
    }
    is_sound
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

fn is_link(text: &str) -> bool {
    if let Some(email) = text.strip_prefix("mailto:") {
        return is_email(email);
    }
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|start| text.strip_prefix(start));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::{is_email, is_link};

    #[test]
    fn a_mistake_is_reported_at_a_web_or_email_address() {
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
        assert!(
            is_link("https://example.org/mistakes?x=1") && is_link("mailto:office@example.org")
        );
        for bad in [
            "example.org",
            "javascript:alert(1)",
            "https://",
            "https://a b",
            "mailto:office",
        ] {
            assert!(!is_link(bad), "{bad}");
        }
    }
}
