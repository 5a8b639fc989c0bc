//! Which bytes of a content file hold hidden text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::document::{Document, Documents, Heading, HiddenEntry};
use crate::text::{FileId, Span};

/// A part of a file that is hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// The whole file.
    File,
    /// These bytes.
    Bytes(Range<usize>),
    /// The entry of a YAML list of which these bytes are a part.
    Entry(Range<usize>),
}

impl Extent {
    /// The bytes in the text of the file.
    pub(super) fn range(&self, text: &str) -> Range<usize> {
        match self {
            Extent::File => 0..text.len(),
            Extent::Bytes(range) => range.start..range.end.min(text.len()),
            Extent::Entry(part) => entry(text, part),
        }
    }
}

/// Every hidden part of a file. A file that is not named is public.
pub(super) fn extents(documents: &Documents) -> BTreeMap<FileId, Vec<Extent>> {
    let mut extents: BTreeMap<FileId, Vec<Extent>> = BTreeMap::new();
    let mut add = |file: FileId, extent| extents.entry(file).or_default().push(extent);
    for missing in &documents.absent {
        if missing.hidden.is_some() {
            add(missing.source.file, Extent::File);
        }
    }
    for hidden in &documents.hidden_entries {
        let (span, extent) = match hidden {
            HiddenEntry::Figure(figure) => (figure.span, Extent::Entry(figure.span.range())),
            HiddenEntry::FollowUp(entry) => (entry.span, Extent::Entry(entry.span.range())),
            HiddenEntry::Correction(entry) => (entry.span, Extent::Entry(entry.span.range())),
            HiddenEntry::Change(change) => (change.span, Extent::Entry(change.span.range())),
            HiddenEntry::Answer(part) => (part.section, Extent::Bytes(part.section.range())),
        };
        add(span.file, extent);
    }
    for span in findings(documents) {
        add(span.file, Extent::Bytes(span.range()));
    }
    extents
}

/// The places of hidden findings, each from its heading to the next heading of the account.
fn findings(documents: &Documents) -> Vec<Span> {
    if documents.hidden_findings.is_empty() {
        return Vec::new();
    }
    let mut headings: BTreeMap<FileId, BTreeSet<usize>> = BTreeMap::new();
    let mut add = |heading: &Heading| {
        let starts = headings.entry(heading.span.file).or_default();
        starts.insert(heading.span.range().start);
    };
    for (_, document) in &documents.present {
        if let Document::Account(account) = &**document {
            for area in &account.areas {
                add(&area.heading);
                let findings = area.findings.iter();
                findings.for_each(|finding| add(&finding.heading));
            }
        }
    }
    let hidden = documents.hidden_findings.iter();
    let hidden = hidden.map(|hidden| &hidden.finding.heading);
    hidden.clone().for_each(add);
    let places = hidden.map(|heading| {
        let start = heading.span.range().start;
        let starts = headings.get(&heading.span.file);
        let end = starts.and_then(|starts| starts.range(start + 1..).next());
        let end = end.copied().unwrap_or(u32::MAX as usize);
        Span::new(heading.span.file, start..end)
    });
    places.collect()
}

/// The lines of the entry of a YAML list that `part` is in: from its hyphen to the next line that is not indented more.
/// An entry in brackets is the lines that it is on.
fn entry(text: &str, part: &Range<usize>) -> Range<usize> {
    let line_start = |at: usize| text[..at].rfind('\n').map_or(0, |end| end + 1);
    let mut start = line_start(part.start.min(text.len()));
    let mut hyphen = hyphen(&text[start..]);
    // The hyphen can be on a line of its own.
    if hyphen.is_none() && start > 0 {
        let before = line_start(start - 1);
        if text[before..start].trim() == "-" {
            hyphen = self::hyphen(&text[before..]);
            start = before;
        }
    }
    let indent = hyphen.unwrap_or_else(|| indent(&text[start..]));
    let mut end = text.len().min(part.end.max(start));
    end += text[end..].find('\n').map_or(text.len() - end, |at| at + 1);
    let mut at = end;
    for line in text[end..].split_inclusive('\n') {
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        let is_closing = hyphen.is_none() && line.trim_start().starts_with(['}', ']']);
        if self::indent(line) <= indent && !is_closing {
            break;
        }
        end = at;
    }
    start..end
}

/// Where the hyphen of a line is that begins with one.
fn hyphen(line: &str) -> Option<usize> {
    let indent = indent(line);
    line[indent..].starts_with('-').then_some(indent)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

#[cfg(test)]
mod tests {
    use super::entry;

    #[test]
    fn an_entry_is_its_lines_whichever_of_them_is_known() {
        let of = |text: &str, part: &str| {
            let at = text.find(part).expect("the part");
            text[entry(text, &(at..at + part.len()))].to_owned()
        };
        let list = "a:\n  - id: x\n    note: |\n      One.\n\n      Two.\n  - id: y\nb: z\n";
        assert_eq!(
            of(list, "id: x"),
            "  - id: x\n    note: |\n      One.\n\n      Two.\n"
        );
        assert_eq!(of(list, "id: y"), "  - id: y\n");
        assert_eq!(of("-\n  id: x\n- id: y\n", "id: x"), "-\n  id: x\n");
        assert_eq!(
            of("- {id: x,\n   note: z}\n- {id: y}", "{id: x,"),
            "- {id: x,\n   note: z}\n"
        );
        assert_eq!(of("- {id: x}\n- {id: y}", "{id: y}"), "- {id: y}");
        assert_eq!(of("- id: ä\n", "id: ä"), "- id: ä\n");
    }
}
