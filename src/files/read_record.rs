//! What a build read, as hashes: whether a later build would read the same.

use std::collections::BTreeMap;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::{FileEntry, Files, ReadError, Text};

/// What was asked of a file or folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Question {
    List,
    Text,
    Bytes,
}

impl Question {
    const ALL: [(Question, &'static str); 3] = [
        (Question::List, "list"),
        (Question::Text, "text"),
        (Question::Bytes, "bytes"),
    ];
}

/// Everything that was asked of files, each with the hash of the answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadRecord {
    answers: BTreeMap<(String, Question), String>,
    /// Whether the same question had two answers: a file was changed while the site was built.
    is_torn: bool,
}

impl ReadRecord {
    pub(super) fn add_list(&mut self, folder: &str, entries: &[FileEntry]) {
        self.add(folder, Question::List, of_list(entries));
    }

    pub(super) fn add_text(&mut self, path: &str, text: &Result<Text, ReadError>) {
        self.add(path, Question::Text, of_text(text));
    }

    pub(super) fn add_bytes(&mut self, path: &str, bytes: Result<&[u8], &ReadError>) {
        self.add(path, Question::Bytes, of_bytes(bytes));
    }

    fn add(&mut self, path: &str, question: Question, answer: String) {
        let key = (path.to_owned(), question);
        let first = self.answers.insert(key, answer.clone());
        self.is_torn |= first.is_some_and(|first| first != answer);
    }

    /// As lines of text; `None` if a file was changed while the site was built.
    pub fn to_lines(&self) -> Option<String> {
        if self.is_torn {
            return None;
        }
        let word = |question| Question::ALL.iter().find(|(it, _)| *it == question);
        let mut lines = String::new();
        for ((path, question), answer) in &self.answers {
            // A name with a line break cannot be a line.
            if path.contains('\n') {
                return None;
            }
            lines.push_str(&format!("{} {answer} {path}\n", word(*question)?.1));
        }
        Some(lines)
    }

    /// Reads the lines of an earlier record.
    pub fn from_lines<'l>(lines: impl Iterator<Item = &'l str>) -> Option<ReadRecord> {
        let mut record = ReadRecord::default();
        for line in lines {
            let mut parts = line.splitn(3, ' ');
            let word = parts.next()?;
            let (question, _) = Question::ALL.into_iter().find(|(_, it)| *it == word)?;
            let (answer, path) = (parts.next()?.to_owned(), parts.next()?.to_owned());
            record.answers.insert((path, question), answer);
        }
        Some(record)
    }

    /// Whether the files give the same answers. A file that was read in two ways is read once.
    pub fn is_current(&self, files: &dyn Files) -> bool {
        let mut by_path: BTreeMap<&str, Vec<(Question, &str)>> = BTreeMap::new();
        for ((path, question), answer) in &self.answers {
            by_path.entry(path).or_default().push((*question, answer));
        }
        let paths: Vec<_> = by_path.into_iter().collect();
        paths.par_iter().all(|(path, questions)| {
            let is_list = |(question, _): &&(Question, &str)| *question == Question::List;
            if let Some((_, answer)) = questions.iter().find(is_list)
                && of_list(&files.list(path)) != *answer
            {
                return false;
            }
            let read = questions.iter().filter(|question| !is_list(question));
            let mut read = read.peekable();
            if read.peek().is_none() {
                return true;
            }
            let bytes = files.read(path);
            read.all(|(question, answer)| match question {
                Question::Text => {
                    let text = bytes.clone().map(|bytes| Text::from_bytes(bytes.to_vec()));
                    of_text(&text) == *answer
                }
                Question::List | Question::Bytes => of_bytes(bytes.as_deref()) == *answer,
            })
        })
    }
}

fn of_list(entries: &[FileEntry]) -> String {
    let mut lines: Vec<String> = entries
        .iter()
        .map(|entry| format!("{:?} {:?}", entry.path, entry.diagnostic))
        .collect();
    lines.sort();
    hash(lines.iter().map(String::as_bytes))
}

fn of_text(text: &Result<Text, ReadError>) -> String {
    match text {
        Ok(Text::Utf8(text)) => hash([b"text", text.as_bytes()].into_iter()),
        other => hash([format!("{other:?}").as_bytes()].into_iter()),
    }
}

fn of_bytes(bytes: Result<&[u8], &ReadError>) -> String {
    match bytes {
        Ok(bytes) => hash([b"bytes", bytes].into_iter()),
        Err(error) => hash([format!("{error:?}").as_bytes()].into_iter()),
    }
}

fn hash<'b>(parts: impl Iterator<Item = &'b [u8]>) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.len().to_le_bytes());
        digest.update(part);
    }
    let digest = digest.finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::ReadRecord;
    use crate::files::{Files, MemoryFiles, TrackingFiles};

    fn site(text: &str) -> MemoryFiles {
        let mut files = MemoryFiles::default();
        files.insert("content/a.md", text.as_bytes());
        files.insert("content/b.png", [0xff, 0].as_slice());
        files
    }

    fn record(files: &MemoryFiles) -> ReadRecord {
        let tracked = TrackingFiles::recording(files);
        assert_eq!(tracked.list("content").len(), 2);
        let _ = tracked.text("content/a.md");
        let _ = tracked.read("content/a.md");
        let _ = tracked.read("content/b.png");
        let _ = tracked.text("site.toml");
        let lines = tracked.record().to_lines().expect("one answer each");
        ReadRecord::from_lines(lines.lines()).expect("lines")
    }

    #[test]
    fn a_record_is_current_until_a_file_is_edited_added_or_removed() {
        let files = site("one");
        let record = record(&files);
        assert!(record.is_current(&files));
        assert!(!record.is_current(&site("two")));
        let mut more = site("one");
        more.insert("content/c.md", "three".as_bytes());
        assert!(!record.is_current(&more));
        let mut found = site("one");
        found.insert("site.toml", "".as_bytes());
        assert!(!record.is_current(&found), "a file that was looked for");
        assert!(!record.is_current(&MemoryFiles::default()));
    }

    #[test]
    fn a_file_that_changed_while_it_was_read_makes_no_record() {
        let mut record = ReadRecord::default();
        record.add_bytes("a", Ok(b"1"));
        assert!(record.to_lines().is_some());
        record.add_bytes("a", Ok(b"2"));
        assert_eq!(record.to_lines(), None);
    }
}
