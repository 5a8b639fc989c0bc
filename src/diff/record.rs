//! The record of an edition: its changes as a file of content, `content/changes/EDITION.yaml`.

use std::fmt::Write;

use jiff::civil::Date;

use super::EditionChange;

/// What a record says besides the changes.
#[derive(Clone, Copy, Debug)]
pub struct RecordHead<'r> {
    /// The day of the edition.
    pub date: Date,
    /// The edition before, if it has a name.
    pub since: Option<&'r str>,
    /// What readers should know.
    pub note: Option<&'r str>,
    /// Where the data of the edition is kept.
    pub data: Option<&'r str>,
}

/// The text of a record.
pub fn record(head: RecordHead<'_>, changes: &[EditionChange]) -> String {
    let mut text = String::from(
        "# Written by `peelpress build --release`. Add a `note`; correct a change only if it is wrong.\n",
    );
    let _ = writeln!(text, "date: {}", head.date);
    for (key, value) in [
        ("since", head.since),
        ("note", head.note),
        ("data", head.data),
    ] {
        if let Some(value) = value {
            let _ = writeln!(text, "{key}: {}", quoted(value));
        }
    }
    if !changes.is_empty() {
        text.push_str("changes:\n");
    }
    for change in changes {
        let _ = writeln!(text, "  - kind: {}", change.kind.name());
        let _ = writeln!(text, "    id: {}", quoted(&change.id));
        // An address is its own name.
        let name = (change.name != change.id).then_some(change.name.as_str());
        let cells = [
            ("name", name),
            ("from", change.from.as_deref()),
            ("to", change.to.as_deref()),
            ("url", change.url.as_deref()),
        ];
        for (key, value) in cells {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                let _ = writeln!(text, "    {key}: {}", quoted(value));
            }
        }
    }
    text
}

/// A text in double quotes on one line, as YAML and JSON both read it.
fn quoted(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    serde_json::Value::from(words.join(" ")).to_string()
}
