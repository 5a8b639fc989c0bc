//! Figures: a value with what it counts, when, out of what, and how sure the source is.

use super::{Account, AsOf, Choice, Extract, Finding, Id, Measure, Subject, Unit};
use crate::date::Period;
use crate::text::Span;

/// A measured value as a report gives it. Nothing is ever worked out from it.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Permanent, unique within its body or region.
    pub slug: String,
    /// Whom it is about.
    pub subject: Subject,
    /// The account it stands beside.
    pub account: Id<Account>,
    /// What is measured.
    pub measure: Id<Measure>,
    /// What exactly is counted.
    pub what: Option<String>,
    /// Pursue, prevent, …
    pub activity: Option<Id<Choice>>,
    /// Lead or support.
    pub role: Option<Id<Choice>>,
    /// The number.
    pub value: f64,
    /// Its unit.
    pub unit: Id<Unit>,
    /// "about", "over", …
    pub qualifier: Option<Id<Choice>>,
    /// What a share is a share of.
    pub of: Option<String>,
    /// The source's words in place of digits.
    pub words: Option<String>,
    /// The time it covers.
    pub period: Option<Period>,
    /// The day it holds for.
    pub as_of: Option<AsOf>,
    /// The data extract it comes from.
    pub extract: Option<Id<Extract>>,
    /// The finding it stands in.
    pub finding: Option<Id<Finding>>,
    /// Whether it is one of the body's key figures.
    pub is_key: bool,
    /// A caveat.
    pub note: Option<String>,
    /// Where its id is written.
    pub id_span: Span,
    /// Where its value is written.
    pub span: Span,
}

/// A number as people write it: commas between thousands, and no more decimals than it was written with.
pub fn grouped(value: f64) -> String {
    let text = format!("{value}");
    let (whole, rest) = text
        .split_once('.')
        .map_or((text.as_str(), ""), |(whole, rest)| (whole, rest));
    let (sign, digits) = whole
        .strip_prefix('-')
        .map_or(("", whole), |digits| ("−", digits));
    let mut out = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !rest.is_empty() {
        out.push('.');
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_divided_by_commas() {
        let shown = [0.0, 999.0, 1200.0, 1_234_567.0, 2.5, -4000.0].map(grouped);
        assert_eq!(shown, ["0", "999", "1,200", "1,234,567", "2.5", "−4,000"]);
    }
}
