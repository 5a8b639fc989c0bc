//! Invisible characters that change what others look like: controls, marks of direction, characters
//! without width, tags.

/// A hidden character: where it begins in its text, and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HiddenCharacter {
    /// The byte at which it begins.
    pub at: usize,
    /// The character.
    pub character: char,
}

impl HiddenCharacter {
    /// `U+202E, which reverses the text after it`
    pub fn description(self) -> String {
        format!(
            "U+{:04X}, {}",
            u32::from(self.character),
            kind(self.character)
        )
    }
}

/// Every hidden character of a text, in order. Joiners are left out where a script or an emoji
/// needs them, and so are the flags of England, Scotland and Wales.
pub fn hidden_characters(text: &str) -> Vec<HiddenCharacter> {
    if !may_hold(text) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, character) in text.char_indices() {
        if is_hidden(character) && !is_needed(text, at, character) {
            found.push(HiddenCharacter { at, character });
        }
    }
    found
}

/// Whether a text may hold one. Nearly none does, so this only looks at bytes.
fn may_hold(text: &str) -> bool {
    // The first bytes of the hidden characters beyond ASCII. E2 begins quotation marks and dashes
    // too.
    text.bytes().fold(false, |found, b| {
        found
            | (b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r'))
            | matches!(
                b,
                0x7f | 0xc2 | 0xcd | 0xd8 | 0xe1 | 0xe2 | 0xe3 | 0xee | 0xef | 0xf0..=0xf4
            )
    })
}

fn is_hidden(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => true,
        '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' => true,
        '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' => true,
        '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' => true,
        '\u{fff0}'..='\u{fffd}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{f0000}'..='\u{10ffff}'
        | '\u{fdd0}'..='\u{fdef}' => true,
        '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' => true,
        c => u32::from(c) & 0xfffe == 0xfffe,
    }
}

/// Whether the characters before and after need a hidden character to be shown correctly.
fn is_needed(text: &str, at: usize, c: char) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + c.len_utf8()..].chars().next();
    match c {
        '\u{200c}' | '\u{200d}' => before.is_some_and(joins) && after.is_some_and(joins),
        '\u{e0020}'..='\u{e007f}' => is_flag(text, at),
        _ => false,
    }
}

/// Whether joiners belong beside a character: it is of a script beyond Latin, Greek and Cyrillic,
/// or an emoji or a part of one.
fn joins(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{1dff}' | '\u{2190}'..='\u{2bff}' | '\u{a800}'..='\u{abff}' | '\u{fb50}'..='\u{fdcf}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe70}'..='\u{fefc}' | '\u{10a00}'..='\u{1ffff}')
}

/// Whether a tag belongs to one of the three flags that are written with tags.
fn is_flag(text: &str, at: usize) -> bool {
    const FLAGS: [&str; 3] = ["gbeng", "gbsct", "gbwls"];
    let is_tag = |c: &char| ('\u{e0020}'..='\u{e007f}').contains(c);
    let before = text[..at].chars().rev().take(6).take_while(is_tag).count();
    let start: usize = text[..at]
        .char_indices()
        .rev()
        .take(before)
        .map(|(_, c)| c.len_utf8())
        .sum();
    let start = at - start;
    if !text[..start].ends_with('\u{1f3f4}') {
        return false;
    }
    let tags: String = text[start..]
        .chars()
        .take_while(is_tag)
        .filter_map(|c| char::from_u32(u32::from(c) - 0xe0000))
        .collect();
    FLAGS
        .iter()
        .any(|flag| tags.strip_prefix(flag) == Some("\u{7f}"))
}

fn kind(c: char) -> &'static str {
    match c {
        '\0' => "a null character",
        '\u{7}' => "a bell",
        '\u{1b}' => "an escape",
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => "a control character",
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "which changes the direction of the text"
        }
        '\u{2028}' | '\u{2029}' => "a line break that editors do not show",
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => "a character without width",
        '\u{e0000}'..='\u{e007f}' => "a tag",
        '\u{fffc}' => "a placeholder for an object that was not copied",
        '\u{fffd}' => "a placeholder for a character that was lost",
        '\u{fdd0}'..='\u{fdef}' => "a noncharacter",
        c if u32::from(c) & 0xfffe == 0xfffe => "a noncharacter",
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => {
            "a character of one font, which others show as a box"
        }
        _ => "an invisible character",
    }
}

#[cfg(test)]
mod tests {
    use super::hidden_characters;

    #[test]
    fn hidden_characters_are_found_with_their_place() {
        for hidden in [
            '\0',
            '\u{7}',
            '\u{1b}',
            '\u{8}',
            '\u{c}',
            '\u{7f}',
            '\u{85}',
            '\u{9b}',
            '\u{200b}',
            '\u{200d}',
            '\u{200c}',
            '\u{200e}',
            '\u{202a}',
            '\u{202e}',
            '\u{2066}',
            '\u{2069}',
            '\u{2060}',
            '\u{feff}',
            '\u{fffe}',
            '\u{ffff}',
            '\u{1ffff}',
            '\u{10ffff}',
            '\u{fdd0}',
            '\u{e0041}',
            '\u{e0001}',
            '\u{2028}',
            '\u{3164}',
            '\u{115f}',
            '\u{34f}',
            '\u{f0b7}',
            '\u{fffc}',
            '\u{fffd}',
        ] {
            let found = hidden_characters(&format!("wörd{hidden}s"));
            assert_eq!(found.len(), 1, "{:04x}", u32::from(hidden));
            assert_eq!((found[0].at, found[0].character), (5, hidden));
        }
    }

    #[test]
    fn what_readers_see_is_not_hidden() {
        for seen in [
            "tab\tline\r\nend",
            "soft\u{ad}hyphen",
            "no\u{a0}break 1\u{202f}234",
            "“quotes” — … ‑ ′",
            "👩🏽\u{200d}🚒 ❤\u{fe0f}\u{200d}🔥",
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "e\u{301}",
            "한국 漢字 ｆ",
            "ﷺ",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} and 🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
        ] {
            assert!(hidden_characters(seen).is_empty(), "{seen}");
        }
        assert!(!hidden_characters("🏴\u{e0067}\u{e0062}\u{e007f}").is_empty());
    }
}
