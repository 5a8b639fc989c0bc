//! The scan: windows of one to eight words slide over the words of a file, and each is looked up among those of hidden
//! text. The time is linear in the bytes of the file, however much is hidden.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::metadata;
use super::words::{self, Form, WordSink};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Span;

/// So many words in a row are a fingerprint of the text that they are from.
const SHINGLE: usize = 8;

/// Files with so many leaks do not name more of them.
const MOST: usize = 5;

/// A text that must not be published.
#[derive(Clone, Debug)]
pub struct HiddenText {
    /// The words.
    pub words: String,
    /// The place where they are written.
    pub span: Span,
    /// What they are.
    pub kind: TextKind,
}

/// What a hidden text is, which decides when the same words are a leak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// An id, whole: as it is in URLs, data and file names.
    Id,
    /// A title. One of two words at most is a leak only where it is apart from other words.
    Title,
    /// Anything else, of three words or more. One of four words at most is a leak only where it is apart from other words.
    Text,
}

/// A text that is published on purpose.
#[derive(Clone, Copy, Debug)]
pub struct KnownText<'t> {
    /// A path that says how it is written.
    pub path: &'t str,
    /// The text.
    pub bytes: &'t [u8],
    /// Where it is from.
    pub origin: TextOrigin,
}

/// Where a published text is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextOrigin {
    /// Public content: nothing in it is a leak.
    Content,
    /// A theme. Its everyday words and ids are no leak; a sentence in it that is also in hidden text is one.
    Theme,
}

/// What is looked for.
#[derive(Debug)]
pub struct LeakScan {
    texts: Vec<HiddenText>,
    /// Windows by their hash: the number of the text, and whether they must be apart from other words.
    windows: HashMap<u64, Window>,
    /// Which of the lengths 1 to 8 there are windows of.
    lengths: [bool; SHINGLE],
    /// Finds out quickly that a word or window is not among them.
    filter: BitFilter,
}

#[derive(Clone, Copy, Debug)]
struct Window {
    text: usize,
    is_weak: bool,
    is_id: bool,
}

impl LeakScan {
    /// Prepares to look for hidden texts. What is published on purpose is not looked for.
    pub fn new<'p>(
        texts: Vec<HiddenText>,
        known_texts: impl IntoIterator<Item = KnownText<'p>>,
    ) -> LeakScan {
        let mut scan = LeakScan {
            texts,
            windows: HashMap::new(),
            lengths: [false; SHINGLE],
            filter: BitFilter::default(),
        };
        for number in 0..scan.texts.len() {
            scan.add(number);
        }
        let mut known = Vec::new();
        for text in known_texts {
            let found = scan.matches(text.bytes, Form::of(text.path), true);
            let found = found.into_iter().map(|found| found.window);
            let is_everyday = |window: &u64| {
                let window = scan.windows.get(window);
                window.is_some_and(|window| window.is_weak || window.is_id)
            };
            match text.origin {
                TextOrigin::Content => known.extend(found),
                TextOrigin::Theme => known.extend(found.filter(is_everyday)),
            }
        }
        for window in known {
            scan.windows.remove(&window);
        }
        scan
    }

    fn add(&mut self, number: usize) {
        let text = &self.texts[number];
        let mut list = WordList::default();
        words::read(
            text.words.as_bytes(),
            Form::Plain,
            &mut list,
            &mut WordList::default(),
        );
        let words = list.0;
        let is_weak = match (text.kind, words.len()) {
            (_, 0) | (TextKind::Text, 1 | 2) => return,
            // An everyday word.
            (TextKind::Title, 1) if text.words.trim().len() < 8 => return,
            (TextKind::Id, _) => false,
            (TextKind::Title, length) => length <= 2,
            // A few words of a sentence may be in others; a paragraph of them is apart.
            (TextKind::Text, length) => length <= 4,
        };
        let is_id = text.kind == TextKind::Id;
        let length = words.len().min(SHINGLE);
        for window in words.windows(length) {
            let hash = hash(window);
            self.lengths[length - 1] = true;
            self.filter.add(hash);
            self.windows.entry(hash).or_insert(Window {
                text: number,
                is_weak,
                is_id,
            });
        }
        words.iter().for_each(|word| self.filter.add(*word));
    }

    /// What a file holds of hidden text: an error for each text, at the line where it is written.
    pub fn scan(&self, path: &str, bytes: &[u8]) -> Vec<Diagnostic> {
        if self.windows.is_empty() {
            return Vec::new();
        }
        let mut found = self.matches(bytes, Form::of(path), false);
        // A file's name is published with it.
        let words = path.replace(['-', '_'], " ");
        for name in [path, &words] {
            found.extend(self.matches(name.as_bytes(), Form::Plain, false));
        }
        let metadata = metadata::read(path, bytes);
        for text in &metadata.texts {
            found.extend(self.matches(text, Form::Plain, false));
        }
        let texts: BTreeSet<usize> = found.iter().map(|found| found.text).collect();
        let diagnostic = |text: usize| {
            let text = &self.texts[text];
            let shown: Vec<&str> = text.words.split_whitespace().take(SHINGLE).collect();
            let message = format!(
                "`{path}` holds text that is not public: “{}”",
                shown.join(" ")
            );
            Diagnostic::new(Code::HiddenTextPublished, message)
                .label(text.span, "the hidden text")
                .help("look for the same words in templates, pictures and public files, and remove them")
        };
        let mut leaks: Vec<Diagnostic> = texts.into_iter().take(MOST).map(diagnostic).collect();
        if !metadata.is_whole {
            let message = format!("the metadata of `{path}` is too large to be searched");
            let diagnostic = Diagnostic::new(Code::HiddenTextPublished, message);
            leaks.push(diagnostic.help("save the picture without its metadata"));
        }
        leaks
    }

    fn matches(&self, bytes: &[u8], form: Form, is_lenient: bool) -> Vec<Match> {
        let mut text = Windows::new(self, is_lenient);
        let mut attributes = Windows::new(self, is_lenient);
        words::read(bytes, form, &mut text, &mut attributes);
        let mut found = text.found;
        found.append(&mut attributes.found);
        found
            .into_iter()
            .map(|(window, text)| Match { window, text })
            .collect()
    }
}

/// A window that was found.
struct Match {
    window: u64,
    text: usize,
}

/// The words of a text.
#[derive(Default)]
struct WordList(Vec<u64>);

impl WordSink for WordList {
    fn word(&mut self, word: u64, _: bool) {
        self.0.push(word);
    }

    fn end(&mut self) {}
}

/// Sums over words in order: a window's sum follows from that of the window before it.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

fn hash(words: &[u64]) -> u64 {
    let sum = words.iter().fold(0_u64, |sum, word| {
        sum.wrapping_mul(BASE).wrapping_add(*word)
    });
    // Windows of one length never equal those of another by chance of their sums alone.
    sum ^ (words.len() as u64).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

/// The windows that end at the last word.
struct Windows<'s> {
    scan: &'s LeakScan,
    is_lenient: bool,
    /// The last eight words, and whether each is apart from the one before.
    last: [(u64, bool); SHINGLE],
    /// How many of them follow each other and are words of hidden texts.
    run: usize,
    /// Weak windows that count if the next word is apart.
    waiting: Vec<(u64, usize)>,
    found: BTreeMap<u64, usize>,
}

impl<'s> Windows<'s> {
    fn new(scan: &'s LeakScan, is_lenient: bool) -> Windows<'s> {
        Windows {
            scan,
            is_lenient,
            last: [(0, false); SHINGLE],
            run: 0,
            waiting: Vec::new(),
            found: BTreeMap::new(),
        }
    }

    fn look(&mut self, length: usize, sum: u64) {
        let window = sum ^ (length as u64).wrapping_mul(0xd6e8_feb8_6659_fd93);
        if !self.scan.filter.may_have(window) {
            return;
        }
        if let Some(known) = self.scan.windows.get(&window) {
            if !known.is_weak || self.is_lenient {
                self.found.insert(window, known.text);
            } else if self.last[SHINGLE - length].1 {
                self.waiting.push((window, known.text));
            }
        }
    }
}

impl WordSink for Windows<'_> {
    fn word(&mut self, word: u64, is_apart: bool) {
        if !self.waiting.is_empty() {
            let waiting = std::mem::take(&mut self.waiting);
            if is_apart {
                self.found.extend(waiting);
            }
        }
        if !self.scan.filter.may_have(word) {
            self.run = 0;
            return;
        }
        self.last.rotate_left(1);
        self.last[SHINGLE - 1] = (word, is_apart);
        self.run = (self.run + 1).min(SHINGLE);
        let (mut sum, mut power) = (0_u64, 1_u64);
        for length in 1..=self.run {
            let (word, _) = self.last[SHINGLE - length];
            sum = sum.wrapping_add(word.wrapping_mul(power));
            power = power.wrapping_mul(BASE);
            if self.scan.lengths[length - 1] {
                self.look(length, sum);
            }
        }
    }

    fn end(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        self.found.extend(waiting);
        self.run = 0;
    }
}

/// A set of numbers that may say yes to others, and never no to its own.
#[derive(Debug)]
struct BitFilter(Vec<u64>);

impl Default for BitFilter {
    fn default() -> BitFilter {
        BitFilter(vec![0; 1 << 15])
    }
}

impl BitFilter {
    fn place(number: u64) -> (usize, u64) {
        let mixed = number.wrapping_mul(BASE) >> 43;
        ((mixed >> 6) as usize, 1 << (mixed & 63))
    }

    fn add(&mut self, number: u64) {
        let (at, bit) = BitFilter::place(number);
        self.0[at] |= bit;
    }

    fn may_have(&self, number: u64) -> bool {
        let (at, bit) = BitFilter::place(number);
        self.0[at] & bit != 0
    }
}
