//! Numbers as reports write them, and what only looks like one.

use super::{TextNumber, is_fraction, numbers};

fn says(text: &str, value: f64) -> bool {
    numbers(text).iter().any(|number| match number {
        TextNumber::Exact(number) | TextNumber::Fraction(number) => (number - value).abs() < 0.01,
    })
}

#[test]
fn numbers_are_read_in_digits_and_in_words() {
    for (text, value) in [
        ("in 31 cases", 31.0),
        ("31, of which", 31.0),
        ("(31)", 31.0),
        ("were 31.", 31.0),
        ("1,234 and more", 1234.0),
        ("1\u{202f}234", 1234.0),
        ("1\u{a0}234\u{a0}567", 1_234_567.0),
        ("£1.4 million", 1_400_000.0),
        ("£1.4\u{a0}million", 1_400_000.0),
        ("£1.4m", 1_400_000.0),
        ("10k", 10_000.0),
        ("£2.50", 2.5),
        ("12.50%", 12.5),
        ("−12", -12.0),
        ("50%", 50.0),
        ("twenty one people", 21.0),
        ("twenty-one", 21.0),
        ("Twenty\u{2011}one", 21.0),
        ("a hundred", 100.0),
        ("two hundred and six", 206.0),
        ("one thousand two hundred", 1200.0),
        (
            "three hundred and forty-five thousand six hundred and seventy-eight",
            345_678.0,
        ),
        ("a million", 1e6),
        ("a thousand", 1e3),
        ("half a million", 5e5),
        ("half a dozen", 6.0),
        ("two and a half million", 2.5e6),
        ("2½ years", 2.5),
        ("£½ million", 5e5),
        ("a fall of -12", -12.0),
        ("(-12)", -12.0),
        ("£-12", -12.0),
        ("minus twelve", -12.0),
        ("10–20 officers", 10.0),
        ("10-20 officers", 20.0),
        ("between 10 and 20", 10.0),
        ("25\u{202f}%", 25.0),
        ("25\u{a0}per cent", 25.0),
        ("£1.4bn", 1.4e9),
        ("£3tn", 3e12),
        ("€2,500", 2500.0),
        ("30km", 30.0),
        ("3x", 3.0),
        ("a couple of", 2.0),
        ("10/12 officers", 10.0),
        ("nil", 0.0),
        ("three million", 3e6),
        ("five and six", 6.0),
        ("no officers", 0.0),
        ("a dozen", 12.0),
        ("nineteen", 19.0),
        ("50p a mile", 0.5),
        ("50p a mile", 50.0),
        ("£1.4 m", 1.4e6),
        ("£1.4\u{a0}bn", 1.4e9),
        ("1\u{2007}234", 1234.0),
        ("two dozen officers", 24.0),
        ("once", 1.0),
        ("twice a year", 2.0),
        ("thrice", 3.0),
        ("a sevenfold rise", 7.0),
        ("a quarter of a million", 250_000.0),
        ("three-quarters of a million pounds", 750_000.0),
        ("half of a thousand", 500.0),
        ("one and a quarter million", 1_250_000.0),
        ("two and three quarters", 2.75),
        ("two point five million", 2.5e6),
        ("two point two five", 2.25),
        ("a million and a half", 1.5e6),
        ("minus 12", -12.0),
        ("nought", 0.0),
        ("a single officer", 1.0),
        ("twelve hundred", 1200.0),
    ] {
        assert!(says(text, value), "{value} in {text}: {:?}", numbers(text));
    }
    for (text, value) in [
        ("1310", 31.0),
        ("31,000", 31.0),
        ("2.31", 31.0),
        ("a31", 31.0),
        ("4P", 4.0),
        ("1990s", 1990.0),
        ("twenty one", 20.0),
        ("two hundred and six", 6.0),
        ("five, six", 11.0),
        ("1 234", 1234.0),
        ("10-20 officers", -20.0),
        ("2024/25", 25.5),
    ] {
        assert!(!says(text, value), "{value} in {text}: {:?}", numbers(text));
    }
}

#[test]
fn fractions_are_read_in_per_cent() {
    for (text, value) in [
        ("half of them", 50.0),
        ("a third", 33.33),
        ("two-thirds", 66.67),
        ("three quarters", 75.0),
        ("a quarter", 25.0),
        ("one in five", 20.0),
        ("two out of three", 66.67),
        ("one in every four", 25.0),
        ("6 in 10", 60.0),
        ("nine tenths", 90.0),
        ("1 in 4", 25.0),
        ("one-in-four", 25.0),
        ("3/4 of them", 75.0),
        ("¾ of them", 75.0),
        ("⅓", 33.33),
        ("one twentieth", 5.0),
        ("⅒", 10.0),
        ("has halved", 50.0),
        ("one out of every four", 25.0),
    ] {
        assert!(says(text, value), "{value} in {text}: {:?}", numbers(text));
    }
    for text in [
        "over a third",
        "almost three quarters",
        "half",
        "around two-thirds",
        "3/4",
        "about ¾",
        "one in five",
    ] {
        assert!(is_fraction(text) || text == "one in five", "{text}");
    }
    for text in [
        "none",
        "twice",
        "doubled",
        "tripled",
        "twelve",
        "more than a threefold increase",
    ] {
        assert!(!is_fraction(text), "{text}");
    }
}
