//! The first letter of a sentence that becomes part of another.

/// A text with a small first letter.
pub fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let first: String = chars
        .next()
        .into_iter()
        .flat_map(char::to_lowercase)
        .collect();
    first + chars.as_str()
}
