//! A figure that names the finding it stands in is found there, as digits, as a number word, or in its own words.
//! A number that is typed twice must not come to differ.

use std::collections::BTreeMap;

use super::CheckContext;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::{Corpus, Figure, Finding, Id};

pub(super) fn check(subject: &CheckContext<'_>, report: &mut Report) {
    let corpus = subject.corpus;
    // Several figures stand in one finding; its words are taken once.
    let mut texts: BTreeMap<Id<Finding>, String> = BTreeMap::new();
    for figure in corpus.figures.rows() {
        let Some(finding) = figure.finding else {
            continue;
        };
        let text = texts
            .entry(finding)
            .or_insert_with(|| words(corpus, finding));
        if spellings(figure)
            .iter()
            .any(|spelling| holds(text, spelling))
        {
            continue;
        }
        let finding = &corpus.findings[finding];
        let message = format!(
            "`{}` does not stand in the finding `{}`",
            spellings(figure)[0],
            finding.slug
        );
        let diagnostic = Diagnostic::new(Code::FigureNotInProse, message).at(figure.span);
        report.push(diagnostic.label(finding.span, "not in the words of this finding").help(
            "make the two agree; give `words:` if the finding says it in words, or take `finding:` away if it stands elsewhere",
        ));
    }
}

/// Everything a reader sees under a finding, lower case.
fn words(corpus: &Corpus, id: Id<Finding>) -> String {
    let finding = &corpus.findings[id];
    let mut text = format!("{} {}", finding.title, finding.prose.plain_text());
    for &recommendation in &finding.recommendations {
        let recommendation = &corpus.recommendations[recommendation];
        text.push_str(&format!(
            " {} {}",
            recommendation.title,
            recommendation.prose.plain_text()
        ));
    }
    text.to_lowercase()
}

/// How a figure may be written in prose.
fn spellings(figure: &Figure) -> Vec<String> {
    let mut spellings: Vec<String> = figure
        .words
        .iter()
        .map(|words| words.to_lowercase().replace('\'', "’"))
        .collect();
    let value = figure.value;
    spellings.push(crate::model::grouped(&figure.digits));
    spellings.push(figure.digits.clone());
    spellings.push(format!("{value}"));
    if value.fract() == 0.0 && (0.0..=100.0).contains(&value) {
        spellings.extend(number_words(value as usize));
    }
    for (scale, word) in [(1e3, "thousand"), (1e6, "million"), (1e9, "billion")] {
        if value >= scale {
            spellings.push(format!("{} {word}", value / scale));
            spellings.push(format!("{}{}", value / scale, &word[..1]));
        }
    }
    spellings
}

fn number_words(value: usize) -> Vec<String> {
    const ONES: [&str; 20] = [
        "none",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = [
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let same = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    match value {
        0 => same(&["no", "none", "nothing", "not any", "any", "zero"]),
        1 => same(&["one", "a", "an", "once", "single"]),
        2 => same(&["two", "both", "twice", "second"]),
        3..=19 => same(&[ONES[value]]),
        100 => same(&["a hundred", "one hundred", "all"]),
        _ if value.is_multiple_of(10) => same(&[TENS[value / 10]]),
        _ => vec![format!("{}-{}", TENS[value / 10], ONES[value % 10])],
    }
}

/// Whether a spelling stands in a text as whole words: `31` is not in `1310`, nor in `31,000` or `2.31`.
fn holds(text: &str, spelling: &str) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    text.match_indices(spelling).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + spelling.len()..]);
        let mut before = before.chars().rev();
        let mut after = after.chars();
        let (b1, b2) = (before.next(), before.next());
        let (a1, a2) = (after.next(), after.next());
        let joined_before = b1.is_some_and(char::is_alphanumeric)
            || (matches!(b1, Some('.' | ',')) && is_digit(b2));
        let joined_after = a1.is_some_and(char::is_alphanumeric)
            || (matches!(a1, Some('.' | ',')) && is_digit(a2));
        !joined_before && !joined_after
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_only_as_itself() {
        for text in ["in 31 cases", "31, of which", "(31)", "were 31."] {
            assert!(holds(text, "31"), "{text}");
        }
        for text in ["1310", "31,000", "2.31", "a31"] {
            assert!(!holds(text, "31"), "{text}");
        }
    }

    #[test]
    fn number_words_are_spelt_as_in_prose() {
        assert_eq!(number_words(20), ["twenty"]);
        assert_eq!(number_words(43), ["forty-three"]);
        assert_eq!(number_words(7), ["seven"]);
    }
}
