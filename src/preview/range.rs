//! A part of a file, as `Range` asks for it. One part at most: where several are asked for, the whole is given, as HTTP
//! allows.

use std::ops::Range;

/// What to give of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ByteRange {
    /// All of it.
    Whole,
    /// These bytes.
    Some(Range<usize>),
    /// Nothing: there are no such bytes.
    None,
}

/// Reads a `Range` header for a file of so many bytes.
pub(super) fn part(header: Option<&str>, length: usize) -> ByteRange {
    let Some(spec) = header.and_then(|header| header.strip_prefix("bytes=")) else {
        return ByteRange::Whole;
    };
    let Some((from, to)) = spec.trim().split_once('-') else {
        return ByteRange::Whole;
    };
    let number = |text: &str| {
        (text.len() < 19 && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse::<usize>().ok())
    };
    match (from, to) {
        ("", last) => match number(last).flatten() {
            None => ByteRange::Whole,
            Some(0) => ByteRange::None,
            Some(_) if length == 0 => ByteRange::None,
            Some(last) => ByteRange::Some(length.saturating_sub(last)..length),
        },
        (first, last) => {
            let last = if last.is_empty() {
                Some(usize::MAX)
            } else {
                number(last).flatten()
            };
            match (number(first).flatten(), last) {
                (Some(first), Some(last)) if last < first => ByteRange::Whole,
                (Some(first), Some(_)) if first >= length => ByteRange::None,
                (Some(first), Some(last)) => {
                    ByteRange::Some(first..last.saturating_add(1).min(length))
                }
                _ => ByteRange::Whole,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_inside_the_file_or_is_refused() {
        let of_ten = |header| part(Some(header), 10);
        assert_eq!(of_ten("bytes=0-3"), ByteRange::Some(0..4));
        assert_eq!(of_ten("bytes=4-"), ByteRange::Some(4..10));
        assert_eq!(of_ten("bytes=-3"), ByteRange::Some(7..10));
        assert_eq!(of_ten("bytes=-99"), ByteRange::Some(0..10));
        assert_eq!(of_ten("bytes=5-99"), ByteRange::Some(5..10));
        assert_eq!(
            [
                of_ten("bytes=10-"),
                of_ten("bytes=-0"),
                part(Some("bytes=-5"), 0)
            ],
            [ByteRange::None, ByteRange::None, ByteRange::None]
        );
        for odd in [
            "bytes=0-1,3-4",
            "bytes=5-2",
            "items=0-1",
            "bytes=a-b",
            "bytes=--1",
            "bytes=1",
            "bytes=99999999999999999999-",
        ] {
            assert_eq!(of_ten(odd), ByteRange::Whole, "{odd}");
        }
        assert_eq!(part(None, 10), ByteRange::Whole);
    }
}
