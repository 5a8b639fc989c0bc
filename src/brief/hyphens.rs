//! Hyphenation in British English.
//!
//! Typst has American patterns alone: it breaks "knowl-edge" and "democ-racy". A word that they would break where the
//! British patterns do not is therefore kept whole, so that every hyphen on the page is one a British reader expects.
//! Soft hyphens would say more, but they stay in the words, where a search in the PDF stumbles over them.

use std::collections::BTreeSet;

use hyphenation::{Hyphenator, Language, Load, Standard};
use serde_json::Value;

use super::glyphs::UNREAD;

/// Shorter words have no room for a hyphen.
const SHORTEST: usize = 5;

/// The British patterns.
pub(super) struct Hyphens {
    british: Option<Standard>,
}

impl Hyphens {
    /// Reads the patterns; there are none for a site in another language.
    pub(super) fn new(language: &str) -> Hyphens {
        let is_british = language.starts_with("en") && !language.eq_ignore_ascii_case("en-us");
        Hyphens {
            british: is_british
                .then(|| Standard::from_embedded(Language::EnglishGB).ok())
                .flatten(),
        }
    }

    /// The words of a document that must not be broken.
    pub(super) fn unbroken(&self, value: &Value) -> Vec<String> {
        let mut words = BTreeSet::new();
        if self.british.is_some() {
            gather(value, &mut words);
        }
        words.retain(|word| !self.is_sound(word));
        words.into_iter().map(str::to_owned).collect()
    }

    /// Whether British patterns allow every break that Typst would make.
    fn is_sound(&self, word: &str) -> bool {
        let Some(british) = &self.british else {
            return true;
        };
        // An abbreviation has no syllables.
        if word.chars().skip(1).any(char::is_uppercase) {
            return false;
        }
        let allowed = british.hyphenate(word).breaks;
        let mut at = 0;
        hypher::hyphenate(word, hypher::Lang::English).all(|part| {
            at += part.len();
            at == word.len() || allowed.contains(&at)
        })
    }
}

fn gather<'v>(value: &'v Value, words: &mut BTreeSet<&'v str>) {
    match value {
        Value::String(text) => {
            words.extend(
                text.split(|c: char| !c.is_alphabetic())
                    .filter(|word| word.len() >= SHORTEST),
            );
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, words)),
        Value::Object(members) => {
            let read = members
                .iter()
                .filter(|(name, _)| !UNREAD.contains(&name.as_str()));
            read.for_each(|(_, member)| gather(member, words));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn words_that_the_two_englishes_break_apart_are_kept_whole() {
        let text = json!({"x": ["knowledge of safeguarding", "democracy", "the ERSOU’s"], "url": "/geometry/"});
        assert_eq!(
            Hyphens::new("en-GB").unbroken(&text),
            ["ERSOU", "democracy", "knowledge"]
        );
        assert!(Hyphens::new("en-US").unbroken(&text).is_empty());
    }
}
