//! Names fit for addresses and ids: lower-case ASCII letters, digits and single hyphens.

/// The longest id that is taken from an author or made from a title, in bytes.
const LONGEST: usize = 80;

/// The longest name of a picture, in bytes: cameras and archives give long ones.
const LONGEST_FILE_NAME: usize = 150;

/// Makes a slug of a title. Other characters become one hyphen; apostrophes vanish; accents are
/// dropped where common.
///
/// ```
/// assert_eq!(peelpress::text::slug("Officers’ 4P plans: a start"), "officers-4p-plans-a-start");
/// assert_eq!(peelpress::text::slug("§§"), "");
/// ```
pub fn slug(title: &str) -> String {
    let mut out = String::with_capacity(title.len().min(LONGEST));
    let mut gap = false;
    for c in title.chars().flat_map(char::to_lowercase) {
        let c = match c {
            '\'' | '’' => continue,
            'à'..='å' => 'a',
            'è'..='ë' => 'e',
            'ì'..='ï' => 'i',
            'ò'..='ö' => 'o',
            'ù'..='ü' => 'u',
            'ŵ' => 'w',
            'ŷ' | 'ý' | 'ÿ' => 'y',
            'ç' => 'c',
            'ñ' => 'n',
            other => other,
        };
        if !c.is_ascii_alphanumeric() {
            gap = true;
            continue;
        }
        if out.len() + usize::from(gap) >= LONGEST {
            break;
        }
        if gap && !out.is_empty() {
            out.push('-');
        }
        gap = false;
        out.push(c);
    }
    out
}

/// Whether a name is valid in an address without changes.
pub fn is_slug(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= LONGEST
        && name.split('-').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// Whether Windows reserves a name, with whatever follows its first dot, for a device: no file or
/// folder can have it there.
pub fn is_reserved_name(name: &str) -> bool {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .trim_end()
        .to_lowercase();
    let is_port = |port: &str| {
        let number = stem.strip_prefix(port);
        number.is_some_and(|number| number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit()))
    };
    DEVICES.contains(&stem.as_str()) || is_port("com") || is_port("lpt")
}

/// Whether a file that is published under its own name, such as a picture, is valid in an address
/// without changes.
pub fn is_file_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= LONGEST_FILE_NAME
        && !name.starts_with('.')
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_words_and_hyphens() {
        for good in ["kent", "4p-plan", "avon-and-somerset"] {
            assert!(is_slug(good), "{good}");
        }
        for bad in [
            "", "Kent", "-kent", "kent-", "a--b", "../kent", "ken t", "é",
        ] {
            assert!(!is_slug(bad), "{bad}");
        }
    }
    #[test]
    fn names_of_pictures_may_have_capitals_and_dots() {
        for good in ["kent.png", "IMG_2041.jpeg", "map.2023-05.webp"] {
            assert!(is_file_name(good), "{good}");
        }
        for bad in [
            "", ".png", "a:b.png", "c#d.png", "e%41.png", "f?g.png", "a b.png", "é.png", "a/b.png",
        ] {
            assert!(!is_file_name(bad), "{bad}");
        }
    }

    #[test]
    fn names_of_devices_are_reserved() {
        for name in ["con", "CON", "nul.md", "aux.tar.gz", "com1", "lpt9.png"] {
            assert!(is_reserved_name(name), "{name}");
        }
        for name in ["contact", "com", "com10", "auxiliary", "nul-1", "lpt"] {
            assert!(!is_reserved_name(name), "{name}");
        }
    }
}
