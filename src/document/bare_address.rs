//! Addresses without link marks in a text: `https://example.org/report`, `www.example.org`,
//! `name@example.org`.

use std::ops::Range;

/// Every bare address in a text: where it is and what it leads to.
pub(super) fn find(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    if !(text.contains("://") || text.contains('@') || contains_www(text)) {
        return found;
    }
    let mut at = 0;
    for token in text.split_inclusive(|c: char| c.is_whitespace() || "<>\"“”«»".contains(c)) {
        let trimmed = token.trim_end_matches(|c: char| c.is_whitespace() || "<>\"“”«»".contains(c));
        if let Some((range, address)) = in_token(trimmed) {
            found.push((at + range.start..at + range.end, address));
        }
        at += token.len();
    }
    found
}

fn contains_www(text: &str) -> bool {
    text.contains("www.") || text.contains("WWW.") || text.contains("Www.")
}

fn in_token(token: &str) -> Option<(Range<usize>, String)> {
    web(token).or_else(|| mail(token))
}

/// An address that begins with a scheme or with `www.`.
fn web(token: &str) -> Option<(Range<usize>, String)> {
    let lower = token.to_ascii_lowercase();
    let begins = |start: &str| {
        lower.match_indices(start).map(|(at, _)| at).find(|&at| {
            !token[..at]
                .chars()
                .next_back()
                .is_some_and(|c| c.is_alphanumeric() || "/@.-".contains(c))
        })
    };
    let (start, scheme, host) =
        match ["https://", "http://"].map(|start| (begins(start), start.len())) {
            [(Some(at), length), _] | [_, (Some(at), length)] => (at, "", at + length),
            _ => begins("www.").map(|at| (at, "https://", at))?,
        };
    let end = start + trimmed(&token[start..]).len();
    let host = token.get(host..end)?;
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = host.starts_with(|c: char| c.is_alphanumeric())
        && (scheme.is_empty() || host.matches('.').count() > 1);
    is_host.then(|| (start..end, format!("{scheme}{}", &token[start..end])))
}

/// A mail address, with its `mailto:` if that is written as well.
fn mail(token: &str) -> Option<(Range<usize>, String)> {
    let sign = token.find('@')?;
    let is_local = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
    let local = token[..sign].trim_end_matches(is_local).len();
    let local = local
        + (sign
            - local
            - token[local..sign]
                .trim_start_matches(['.', '-', '_', '+'])
                .len());
    let domain = &token[sign + 1..];
    let length = domain.find(|c: char| !(c.is_ascii_alphanumeric() || ".-_".contains(c)));
    let domain = domain[..length.unwrap_or(domain.len())].trim_end_matches(['.', '-', '_']);
    let is_domain = domain.contains('.')
        && domain.split('.').all(|label| !label.is_empty())
        && domain.rsplit('.').next().is_some_and(|last| last.len() > 1);
    if local == sign || !is_domain || token[sign + 1 + domain.len()..].starts_with('@') {
        return None;
    }
    let address = format!("mailto:{}@{domain}", &token[local..sign]);
    let start = match token[..local].to_ascii_lowercase().ends_with("mailto:") {
        true => local - "mailto:".len(),
        false => local,
    };
    Some((start..sign + 1 + domain.len(), address))
}

/// An address without the punctuation of the sentence that it ends.
fn trimmed(address: &str) -> &str {
    let mut end = address.len();
    while let Some(last) = address[..end].chars().next_back() {
        let kept = &address[..end - last.len_utf8()];
        let count = |c: char| address[..end].matches(c).count();
        let is_punctuation = match last {
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '’' | '‘' | '…' => {
                true
            }
            ')' => count(')') > count('('),
            ']' => count(']') > count('['),
            '}' => count('}') > count('{'),
            _ => false,
        };
        if !is_punctuation {
            break;
        }
        end = kept.len();
    }
    &address[..end]
}

#[cfg(test)]
mod tests {
    use super::find;

    fn addresses(text: &str) -> Vec<String> {
        find(text)
            .into_iter()
            .map(|(range, address)| format!("{} → {address}", &text[range]))
            .collect()
    }

    #[test]
    fn bare_addresses_are_found_without_the_punctuation_around_them() {
        assert_eq!(
            addresses("See (https://example.org/a_(b)), www.example.org/x. Or http://x.org?"),
            [
                "https://example.org/a_(b) → https://example.org/a_(b)",
                "www.example.org/x → https://www.example.org/x",
                "http://x.org → http://x.org",
            ]
        );
        assert_eq!(
            addresses("Write to a.b+c@crime.gov.uk, or mailto:x@y.org."),
            [
                "a.b+c@crime.gov.uk → mailto:a.b+c@crime.gov.uk",
                "mailto:x@y.org → mailto:x@y.org"
            ]
        );
    }

    #[test]
    fn what_is_no_address_is_left_alone() {
        let texts = [
            "https://",
            "www.",
            "@home",
            "a@b",
            "x://y",
            "10 @ £5",
            "www.example",
            "é@",
        ];
        for text in texts {
            assert_eq!(addresses(text), [""; 0], "{text}");
        }
    }
}
