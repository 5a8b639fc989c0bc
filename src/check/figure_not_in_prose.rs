//! A figure that names its finding is found in the text of that finding: its number, in digits or
//! in words, or the words that it gives. A number that is typed twice must not come to differ.

use std::collections::BTreeMap;

use super::CheckContext;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::document::{Decimal, TextNumber, numbers};
use crate::model::{Corpus, Figure, Finding, Id, grouped};

pub(super) fn check(subject: &CheckContext<'_>, report: &mut Report) {
    let corpus = subject.corpus;
    // Several figures name one finding; its text is read once.
    let mut texts: BTreeMap<Id<Finding>, FindingText> = BTreeMap::new();
    for figure in corpus.figures.rows() {
        // A figure without value and words has been reported.
        let Some(finding) = figure
            .finding
            .filter(|_| figure.value.is_some() || figure.words.is_some())
        else {
            continue;
        };
        let text = texts
            .entry(finding)
            .or_insert_with(|| FindingText::new(corpus, finding));
        if text.says(figure) {
            continue;
        }
        let finding = &corpus.findings[finding];
        let message = format!(
            "`{}` is not in the finding `{}`",
            shown(figure),
            finding.slug
        );
        let diagnostic = Diagnostic::new(Code::FigureNotInProse, message).at(figure.span);
        report.push(diagnostic.label(finding.span, "not in the text of this finding").help(
            "correct one of the two; write `words:` if the finding has the number in words, or remove `finding:` if the number is elsewhere",
        ));
    }
}

fn shown(figure: &Figure) -> String {
    let digits = |value: &Decimal| grouped(&value.text);
    figure
        .words
        .clone()
        .or_else(|| figure.value.as_ref().map(digits))
        .unwrap_or_default()
}

/// Words that turn the number beside them into a negative one.
const FALLS: [&str; 16] = [
    "cut",
    "decline",
    "declined",
    "decrease",
    "decreased",
    "deficit",
    "down",
    "drop",
    "dropped",
    "fall",
    "fallen",
    "fell",
    "fewer",
    "loss",
    "reduced",
    "reduction",
];

/// What readers see under a finding.
struct FindingText {
    /// In lower case.
    text: String,
    numbers: Vec<TextNumber>,
    /// Whether it says that something fell: "down by 5%" gives the figure −5.
    is_fall: bool,
}

impl FindingText {
    fn new(corpus: &Corpus, id: Id<Finding>) -> FindingText {
        let finding = &corpus.findings[id];
        let mut text = format!("{}. {}", finding.title, finding.prose.plain_text());
        for &recommendation in &finding.recommendations {
            let recommendation = &corpus.recommendations[recommendation];
            let prose = recommendation.prose.plain_text();
            text.push_str(&format!(". {}. {prose}", recommendation.title));
        }
        let numbers = numbers(&text);
        let text = text.to_lowercase();
        FindingText {
            is_fall: FALLS.iter().any(|word| holds(&text, word)),
            text,
            numbers,
        }
    }

    fn says(&self, figure: &Figure) -> bool {
        let words = figure
            .words
            .as_ref()
            .map(|words| words.to_lowercase().replace('\'', "’"));
        words.is_some_and(|words| holds(&self.text, &words))
            || figure.value.as_ref().is_some_and(|value| self.has(value))
    }

    fn has(&self, value: &Decimal) -> bool {
        let decimals = value
            .text
            .split_once('.')
            .map_or(0, |(_, decimals)| decimals.len());
        let step = 0.1f64.powi(i32::try_from(decimals).unwrap_or(i32::MAX));
        self.numbers.iter().any(|number| match *number {
            TextNumber::Exact(number) => {
                let is_near = |other: f64| (number - other).abs() < 1e-9 * number.abs().max(1.0);
                is_near(value.value) || (value.value < 0.0 && self.is_fall && is_near(-value.value))
            }
            // A third is 33 or 33.3 per cent, and 0.33 of something.
            TextNumber::Fraction(share) => [share, share / 100.0]
                .iter()
                .any(|share| (share - value.value).abs() < step),
        })
    }
}

/// Whether a text contains words as whole words.
fn holds(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn words_are_found_only_as_whole_words() {
        assert!(holds("it was half of them", "half"));
        assert!(!holds("on behalf of them", "half"));
        assert!(holds("(almost half)", "almost half"));
    }
}
