//! A number as typed: its value, and the digits, so that `2.50` is not shown as 2.5.

/// A number in plain decimal digits.
#[derive(Clone, Debug, PartialEq)]
pub struct Decimal {
    /// The value.
    pub value: f64,
    /// The digits as typed, with a hyphen for a negative number and without leading zeros: `2.50`.
    pub text: String,
}

/// Why a text is not a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotDecimal {
    /// It is a number in another notation; how to write it.
    Notation(String),
    /// It has more digits than can be kept exactly.
    TooLong,
    /// It is not a number at all.
    NotANumber,
}

/// Every whole number and decimal fraction of this many digits survives being held as a 64-bit float.
const MOST_DIGITS: usize = 15;

impl Decimal {
    /// Reads digits with at most one decimal point among them, and a hyphen before them if the number is negative.
    ///
    /// # Errors
    /// Says what the text is instead.
    pub(super) fn parse(text: &str) -> Result<Decimal, NotDecimal> {
        let (minus, digits) = match text.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", text),
        };
        if !is_plain(digits) {
            return Err(other_notation(minus, digits));
        }
        if digits.bytes().filter(u8::is_ascii_digit).count() > MOST_DIGITS {
            return Err(NotDecimal::TooLong);
        }
        let digits = without_leading_zeros(digits);
        let text = format!("{minus}{digits}");
        let value: f64 = text.parse().map_err(|_| NotDecimal::NotANumber)?;
        // There is no zero below zero.
        let text = if value == 0.0 {
            digits.to_owned()
        } else {
            text
        };
        let value = value + 0.0;
        Ok(Decimal { value, text })
    }
}

/// Whether a text is digits, or digits around one decimal point.
fn is_plain(digits: &str) -> bool {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match digits.split_once('.') {
        Some((whole, fraction)) => is_digits(whole) && is_digits(fraction),
        None => is_digits(digits),
    }
}

fn without_leading_zeros(digits: &str) -> &str {
    let rest = digits.trim_start_matches('0');
    match rest.is_empty() || rest.starts_with('.') {
        // The zero before a decimal point, or alone, stays.
        true => &digits[digits.len() - rest.len() - 1..],
        false => rest,
    }
}

/// What a number in another notation would be in plain digits, where that is beyond doubt.
fn other_notation(minus: &str, text: &str) -> NotDecimal {
    let plain = |digits: String| match is_plain(&digits) {
        true => NotDecimal::Notation(format!("{minus}{digits}")),
        false => NotDecimal::NotANumber,
    };
    if let Some(digits) = text.strip_prefix('+') {
        return plain(digits.to_owned());
    }
    let grouped: String = text
        .chars()
        .filter(|c| !", _'\u{a0}\u{202f}\u{2009}".contains(*c))
        .collect();
    if grouped.len() < text.len() && is_grouped(text) {
        return plain(grouped);
    }
    if let Some(fraction) = text.strip_prefix('.') {
        return plain(format!("0.{fraction}"));
    }
    if let Some(whole) = text.strip_suffix('.') {
        return plain(whole.to_owned());
    }
    let radix = |prefix: &str, radix: u32| {
        let digits = text.strip_prefix(prefix)?;
        u32::from_str_radix(digits, radix).ok()
    };
    let value = radix("0x", 16)
        .or(radix("0X", 16))
        .or(radix("0o", 8))
        .or(radix("0b", 2));
    if let Some(value) = value {
        return plain(value.to_string());
    }
    let exponent = text.contains(['e', 'E']) && text.starts_with(|c: char| c.is_ascii_digit());
    match text.parse::<f64>() {
        Ok(value) if exponent && value.abs() < 1e15 => plain(format!("{value}")),
        Ok(_) | Err(_) => NotDecimal::NotANumber,
    }
}

/// Whether the separators of a number divide thousands: three digits after each, all of one kind.
fn is_grouped(text: &str) -> bool {
    let whole = text.split('.').next().unwrap_or_default();
    let mut parts = whole.split([',', ' ', '_', '\'', '\u{a0}', '\u{202f}', '\u{2009}']);
    let is_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let first = parts.next().unwrap_or_default();
    (1..=3).contains(&first.len())
        && is_digits(first)
        && parts.all(|part| part.len() == 3 && is_digits(part))
}

#[cfg(test)]
mod tests {
    use super::{Decimal, NotDecimal};

    #[test]
    fn a_number_keeps_its_digits() {
        let kept = |text: &str| Decimal::parse(text).map(|number| (number.value, number.text));
        for (text, value, digits) in [
            ("2.50", 2.5, "2.50"),
            ("0", 0.0, "0"),
            ("0.5", 0.5, "0.5"),
            ("010", 10.0, "10"),
            ("000", 0.0, "0"),
            ("00.50", 0.5, "0.50"),
            ("-12", -12.0, "-12"),
            ("-0.0", 0.0, "0.0"),
            ("999999999999999", 999_999_999_999_999.0, "999999999999999"),
        ] {
            assert_eq!(kept(text), Ok((value, digits.to_owned())), "{text}");
        }
    }

    #[test]
    fn another_notation_is_refused_with_the_digits_to_write() {
        for (text, digits) in [
            ("0o14", "12"),
            ("0xA8", "168"),
            ("1_000", "1000"),
            ("1,168", "1168"),
            ("1 234 567", "1234567"),
            ("1.2e1", "12"),
            ("1e3", "1000"),
            (".5", "0.5"),
            ("5.", "5"),
            ("+1", "1"),
            ("-.5", "-0.5"),
        ] {
            let expected = NotDecimal::Notation(digits.to_owned());
            assert_eq!(Decimal::parse(text), Err(expected), "{text}");
        }
        for text in [
            "", "-", "1-2", "1.2.3", "1_68", "1,16", "£5", "5%", "٣", "∞", ".inf", "nan", "1e400",
            "twelve",
        ] {
            assert_eq!(Decimal::parse(text), Err(NotDecimal::NotANumber), "{text}");
        }
        assert_eq!(
            Decimal::parse("12345678901234567890"),
            Err(NotDecimal::TooLong)
        );
    }
}
