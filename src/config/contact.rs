//! `[contact]`: how readers reach the publisher.

use jiff::civil::Date;

use super::keys::ContactKeys;

/// How readers reach the publisher.
#[derive(Clone, Debug, Default)]
pub struct Contact {
    /// An email address.
    pub email: Option<String>,
    /// Where to report a mistake: an `https:`, `http:` or `mailto:` address. Taken from the email address if only that
    /// one is given.
    pub report_mistake: Option<String>,
    /// Where to report a security problem: an `https:` or `mailto:` address.
    pub security: Option<String>,
    /// The last day on which that is known to be right.
    pub security_until: Option<Date>,
}

impl Contact {
    pub(super) fn new(keys: ContactKeys) -> Contact {
        let email = keys.email.map(|email| email.value);
        let mail = || email.as_ref().map(|email| format!("mailto:{email}"));
        Contact {
            report_mistake: keys.report_mistake.map(|link| link.value).or_else(mail),
            security: keys.security.map(|link| link.value),
            security_until: keys.security_until.map(|day| day.value),
            email,
        }
    }
}
