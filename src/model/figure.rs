//! Figures: a value with what it counts, when, out of what, and how sure the source is.

use super::{Account, AsOf, Choice, Correction, Extract, Finding, Id, Measure, Subject, Unit};
use crate::date::Period;
use crate::document::Decimal;
use crate::text::Span;

/// A measured value as a report gives it. Nothing is ever worked out from it.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Permanent, unique within its body or region.
    pub slug: String,
    /// The body or region that it is about.
    pub subject: Subject,
    /// The account with the same file name.
    pub account: Id<Account>,
    /// What is measured.
    pub measure: Id<Measure>,
    /// What exactly is counted.
    pub what: Option<String>,
    /// Pursue, prevent, …
    pub activity: Option<Id<Choice>>,
    /// Lead or support.
    pub role: Option<Id<Choice>>,
    /// The number, with its digits as typed. A fraction in words has none.
    pub value: Option<Decimal>,
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
    /// The finding that has it.
    pub finding: Option<Id<Finding>>,
    /// Whether it is one of the body's key figures.
    pub is_key: bool,
    /// A caveat.
    pub note: Option<String>,
    /// Corrections of it, the earliest first.
    pub corrections: Vec<Id<Correction>>,
    /// Where its id is written.
    pub id_span: Span,
    /// Where its value is written.
    pub span: Span,
}

/// A number as people write it: commas between thousands, a minus sign, and the decimals that were
/// typed.
pub fn grouped(digits: &str) -> String {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(digits) => ("−", digits),
        None => ("", digits),
    };
    let (whole, fraction) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + fraction
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_divided_by_commas() {
        let shown = ["0", "999", "1200", "1234567", "2.50", "-4000"].map(grouped);
        assert_eq!(shown, ["0", "999", "1,200", "1,234,567", "2.50", "−4,000"]);
    }
}
