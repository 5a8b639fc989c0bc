//! The words that numbers are written with, and what each means.

/// The value of a word from "zero" to "ninety".
pub(super) fn below_hundred(word: &str) -> Option<f64> {
    const ONES: [&str; 20] = [
        "zero",
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
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let find = |words: &[&str]| {
        words
            .iter()
            .position(|known| *known == word)
            .map(|at| at as f64)
    };
    find(&ONES).or_else(|| find(&TENS).map(|at| (at + 2.0) * 10.0))
}

/// What a word or its short form multiplies by.
pub(super) fn scale_of(word: &str) -> f64 {
    match word {
        "thousand" | "k" => 1e3,
        "million" | "m" | "mn" => 1e6,
        "billion" | "bn" => 1e9,
        "trillion" | "tn" => 1e12,
        _ => 1.0,
    }
}

/// The scale of the last word of a number that ends with one: a million for two million.
pub(super) fn last_scale(total: f64) -> f64 {
    [1e12, 1e9, 1e6, 1e3]
        .into_iter()
        .find(|&scale| total >= scale)
        .unwrap_or(1.0)
}

/// The scale after a denominator, and how many words there are with the denominator: "of a million"
/// and 4.
pub(super) fn part_of_scale(next: &str, after: &str, last: &str) -> Option<(f64, usize)> {
    let is_scale = |word: &str| matches!(word, "thousand" | "million" | "billion" | "trillion");
    match (next, after) {
        ("of", "a") if is_scale(last) => Some((scale_of(last), 4)),
        (scale, _) if is_scale(scale) => Some((scale_of(scale), 2)),
        _ => None,
    }
}

/// Into how many parts a word divides.
pub(super) fn denominator(word: &str) -> Option<f64> {
    let parts = match word {
        "half" | "halves" | "halved" | "halving" => 2.0,
        "third" | "thirds" => 3.0,
        "quarter" | "quarters" => 4.0,
        "fifth" | "fifths" => 5.0,
        "sixth" | "sixths" => 6.0,
        "seventh" | "sevenths" => 7.0,
        "eighth" | "eighths" => 8.0,
        "ninth" | "ninths" => 9.0,
        "tenth" | "tenths" => 10.0,
        "twelfth" | "twelfths" => 12.0,
        "twentieth" | "twentieths" => 20.0,
        "hundredth" | "hundredths" => 100.0,
        _ => return None,
    };
    Some(parts)
}

/// What a word that is no number may say.
pub(super) fn synonyms(word: &str) -> &'static [f64] {
    match word {
        "no" | "none" | "nothing" | "any" | "nobody" | "nil" | "nought" | "never" => &[0.0],
        "a" | "an" | "once" | "single" | "sole" | "only" => &[1.0],
        "both" | "twice" | "second" | "double" | "doubled" | "twofold" | "pair" | "couple" => {
            &[2.0]
        }
        "triple" | "tripled" | "trebled" | "threefold" | "thrice" | "trio" => &[3.0],
        "quadruple" | "quadrupled" | "fourfold" => &[4.0],
        "quintupled" | "fivefold" => &[5.0],
        "sixfold" => &[6.0],
        "sevenfold" => &[7.0],
        "eightfold" => &[8.0],
        "ninefold" => &[9.0],
        "tenfold" => &[10.0],
        "hundredfold" | "every" => &[100.0],
        "fortnight" => &[14.0, 2.0],
        "century" => &[100.0],
        "decade" => &[10.0],
        "all" => &[100.0],
        _ => &[],
    }
}
