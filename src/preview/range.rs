//! A part of a file, as `Range` asks for it. One part at most: where several are asked for, the whole is given, as HTTP
//! allows.

use std::ops::Range;

/// What to give of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// These bytes.
    Some(Range<usize>),
    /// Nothing: there are no such bytes.
    None,
}

/// Reads a `Range` header for a file of so many bytes.
pub(super) fn part(header: Option<&str>, length: usize) -> Part {
    let Some(spec) = header.and_then(|header| header.strip_prefix("bytes=")) else {
        return Part::Whole;
    };
    let Some((from, to)) = spec.trim().split_once('-') else {
        return Part::Whole;
    };
    let number = |text: &str| {
        (text.len() < 19 && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse::<usize>().ok())
    };
    match (from, to) {
        ("", last) => match number(last).flatten() {
            None => Part::Whole,
            Some(0) => Part::None,
            Some(_) if length == 0 => Part::None,
            Some(last) => Part::Some(length.saturating_sub(last)..length),
        },
        (first, last) => {
            let last = if last.is_empty() {
                Some(usize::MAX)
            } else {
                number(last).flatten()
            };
            match (number(first).flatten(), last) {
                (Some(first), Some(last)) if last < first => Part::Whole,
                (Some(first), Some(_)) if first >= length => Part::None,
                (Some(first), Some(last)) => Part::Some(first..last.saturating_add(1).min(length)),
                _ => Part::Whole,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_lies_inside_the_file_or_is_none() {
        let of_ten = |header| part(Some(header), 10);
        assert_eq!(of_ten("bytes=0-3"), Part::Some(0..4));
        assert_eq!(of_ten("bytes=4-"), Part::Some(4..10));
        assert_eq!(of_ten("bytes=-3"), Part::Some(7..10));
        assert_eq!(of_ten("bytes=-99"), Part::Some(0..10));
        assert_eq!(of_ten("bytes=5-99"), Part::Some(5..10));
        assert_eq!(
            [
                of_ten("bytes=10-"),
                of_ten("bytes=-0"),
                part(Some("bytes=-5"), 0)
            ],
            [Part::None, Part::None, Part::None]
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
            assert_eq!(of_ten(odd), Part::Whole, "{odd}");
        }
        assert_eq!(part(None, 10), Part::Whole);
    }
}
