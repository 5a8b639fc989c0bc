//! Fractions in digits: `3/4`, `¾`.

/// What a character such as `½` means.
pub(super) fn character(c: char) -> Option<f64> {
    let (parts, whole) = match c {
        '½' => (1.0, 2.0),
        '⅓' => (1.0, 3.0),
        '⅔' => (2.0, 3.0),
        '¼' => (1.0, 4.0),
        '¾' => (3.0, 4.0),
        '⅕' => (1.0, 5.0),
        '⅖' => (2.0, 5.0),
        '⅗' => (3.0, 5.0),
        '⅘' => (4.0, 5.0),
        '⅙' => (1.0, 6.0),
        '⅚' => (5.0, 6.0),
        '⅐' => (1.0, 7.0),
        '⅑' => (1.0, 9.0),
        '⅒' => (1.0, 10.0),
        '⅛' => (1.0, 8.0),
        '⅜' => (3.0, 8.0),
        '⅝' => (5.0, 8.0),
        '⅞' => (7.0, 8.0),
        _ => return None,
    };
    Some(parts / whole)
}

/// The two numbers of the fraction that a text begins with, and its length in bytes. `2024/25` and `24/7`
/// are not fractions.
pub(super) fn slashed(text: &str) -> Option<(f64, f64, usize)> {
    let number = |text: &str| {
        let length = text.bytes().take_while(u8::is_ascii_digit).count();
        let number: f64 = text[..length].parse().ok().filter(|_| length < 4)?;
        Some((number, length))
    };
    let (parts, length) = number(text)?;
    let rest = text[length..].strip_prefix(['/', '⁄'])?;
    let slash = text.len() - length - rest.len();
    let (whole, more) = number(rest)?;
    let ends = !rest[more..].starts_with(|c: char| c.is_alphanumeric() || c == '/');
    (ends && parts < whole).then_some((parts, whole, length + slash + more))
}
