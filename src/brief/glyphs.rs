//! Characters that no font of the briefs has. An accessible PDF must not contain one, so they are
//! found before typesetting. Characters with a plain meaning become words, invisible ones are
//! removed, and the rest are reported.

use std::collections::BTreeSet;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// Members that are not read but followed, drawn or attached.
const UNREAD: [&str; 8] = [
    "url", "svg", "csv", "origin", "home", "address", "inside", "file",
];

/// Makes every text of a value fit to be set; gives the characters that had to be given up.
pub(super) fn fit(value: &mut Value, has: &dyn Fn(char) -> bool) -> BTreeSet<char> {
    let mut lost = BTreeSet::new();
    each_text(value, &mut |text| {
        if !text.is_ascii() || text.contains(is_control) {
            *text = fitted(text, has, &mut lost);
        }
    });
    lost
}

/// Calls a function with each text of a value that is set on the page.
pub(super) fn each_text(value: &mut Value, edit: &mut dyn FnMut(&mut String)) {
    match value {
        Value::String(text) => edit(text),
        Value::Array(items) => items.iter_mut().for_each(|item| each_text(item, edit)),
        Value::Object(members) => {
            for (_, member) in members
                .iter_mut()
                .filter(|(name, _)| !UNREAD.contains(&name.as_str()))
            {
                each_text(member, edit);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn is_control(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
}

fn fitted(text: &str, has: &dyn Fn(char) -> bool, lost: &mut BTreeSet<char>) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_control(c) {
            continue;
        }
        if c == '\n' || c == '\t' || has(c) {
            out.push(c);
        } else if let Some(words) = words(c) {
            out.push_str(words);
        } else if c.nfkc().all(|other| other != c && has(other)) {
            out.extend(c.nfkc());
        } else {
            lost.insert(c);
            out.push(if has('\u{fffd}') { '\u{fffd}' } else { '?' });
        }
    }
    out
}

/// The words for a character that writers use and text fonts lack.
fn words(c: char) -> Option<&'static str> {
    Some(match c {
        '✓' | '✔' | '☑' | '✅' => "yes",
        '✗' | '✘' | '☒' | '❌' => "no",
        '☐' | '□' | '▢' => "[ ]",
        '→' | '⇒' | '➔' | '➜' | '⟶' => "to",
        '←' | '⇐' | '⟵' => "from",
        '↑' | '▲' => "up",
        '↓' | '▼' => "down",
        '★' | '☆' | '●' | '■' | '▪' | '◦' => "•",
        '⚠' => "warning:",
        '≈' => "about",
        '\u{2010}' | '\u{2011}' | '\u{2212}' => "-",
        '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => " ",
        // Joiners, direction marks and variation selectors are instructions, not visible
        // characters.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => {
            ""
        }
        '\u{feff}' | '\u{fe00}'..='\u{fe0f}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn signs_become_words_and_unknown_characters_are_reported() {
        let mut value =
            json!({"title": "done ✓ → 好\u{200d} 3 ℃", "url": "/好/", "c": ["a\u{7}b", "ŵ"]});
        let lost = fit(&mut value, &|c| c.is_ascii() || "ŵ°\u{fffd}".contains(c));
        assert_eq!(
            value,
            json!({"title": "done yes to \u{fffd} 3 °C", "url": "/好/", "c": ["ab", "ŵ"]})
        );
        assert_eq!(lost.into_iter().collect::<Vec<_>>(), ['好']);
    }
}
