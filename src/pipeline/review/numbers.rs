//! The numbers of paragraphs, list items and table rows on a page of a review edition, for forms that name them.

/// The attribute that holds the number.
const NUMBER: &str = " data-paragraph=\"";

/// The page with a number on each paragraph, list item, description and row of its main part. The number of a row is on
/// its first cell. Lists of links that lead around the site have none.
pub(super) fn numbered(html: &str) -> String {
    let (Some(start), Some(end)) = (html.find("<main"), html.rfind("</main>")) else {
        return html.to_owned();
    };
    let mut text = html[..start].to_owned();
    let mut numberer = Numberer::default();
    let mut rest = &html[start..end];
    while let Some(at) = rest.find('<') {
        let name = tag_name(&rest[at + 1..]);
        let after = at + 1 + name.len();
        text.push_str(&rest[..after]);
        rest = &rest[after..];
        if let Some(number) = numberer.number(name, rest) {
            text.push_str(&format!("{NUMBER}{number}\""));
        }
    }
    text.push_str(rest);
    text.push_str(&html[end..]);
    text
}

/// The name of a tag after its `<`, with the slash of an end tag.
fn tag_name(rest: &str) -> &str {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '/';
    let end = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
    &rest[..end]
}

#[derive(Default)]
struct Numberer {
    last: usize,
    /// How deep it is in what is not read as text.
    skipped: usize,
    is_in_head: bool,
    is_in_row: bool,
    /// The row began, and its first cell has not.
    waits_for_cell: bool,
}

impl Numberer {
    /// The number of the element that begins with a tag, if it has one. `rest` follows the name.
    fn number(&mut self, name: &str, rest: &str) -> Option<usize> {
        match name {
            "nav" | "script" | "style" | "svg" | "template" | "form" => self.skipped += 1,
            "/nav" | "/script" | "/style" | "/svg" | "/template" | "/form" => {
                self.skipped = self.skipped.saturating_sub(1);
            }
            "thead" => self.is_in_head = true,
            "/thead" => self.is_in_head = false,
            "tr" => {
                self.is_in_row = true;
                self.waits_for_cell = !self.is_in_head;
            }
            "/tr" => self.is_in_row = false,
            _ => {}
        }
        let has_number = match name {
            _ if self.skipped > 0 => false,
            "td" | "th" => std::mem::take(&mut self.waits_for_cell),
            "p" => !self.is_in_row,
            // A paragraph in it has the number.
            "li" | "dd" => !self.is_in_row && !begins_with_paragraph(rest),
            _ => false,
        };
        self.last += usize::from(has_number);
        has_number.then_some(self.last)
    }
}

/// Whether the element whose tag goes on here begins with a paragraph.
fn begins_with_paragraph(rest: &str) -> bool {
    let inside = rest.split_once('>').map_or("", |(_, inside)| inside);
    let inside = inside.trim_start();
    inside.starts_with("<p>") || inside.starts_with("<p ")
}

/// The numbered paragraphs of a page of a review edition, without their tags.
pub(in crate::pipeline) fn paragraphs(html: &str) -> Vec<(usize, String)> {
    let mut paragraphs = Vec::new();
    let mut before = html;
    let mut parts = html.split(NUMBER);
    if let Some(first) = parts.next() {
        before = first;
    }
    for part in parts {
        let element = before.rsplit('<').next().unwrap_or_default();
        before = part;
        let Some((number, rest)) = part.split_once('"') else {
            continue;
        };
        let Some((_, words)) = rest.split_once('>') else {
            continue;
        };
        let end = match element {
            "td" | "th" => "</tr>",
            "li" => "</li>",
            "dd" => "</dd>",
            _ => "</p>",
        };
        // The next number is in a tag that has begun, such as that of an item of a list within this one.
        let words = match words.find(end) {
            Some(end) => &words[..end],
            None => words.rsplit_once('<').map_or(words, |(words, _)| words),
        };
        if let Ok(number) = number.parse() {
            paragraphs.push((number, plain(words)));
        }
    }
    paragraphs
}

/// The words between tags, on one line. Cells are kept apart.
fn plain(html: &str) -> String {
    let html = html.replace("</td>", " ; ").replace("</th>", " ; ");
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, words)| words));
    }
    let marks = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
    ];
    for (entity, mark) in marks {
        text = text.replace(entity, mark);
    }
    let text = text.replace("&amp;", "&");
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_end_matches(" ;").to_owned()
}

#[cfg(test)]
mod tests {
    use super::{numbered, paragraphs};

    #[test]
    fn every_paragraph_item_and_row_has_a_number_and_its_words() {
        let html = "<body><p>Out.</p><main id=\"m\"><nav><ul><li>Way</li></ul></nav><p class=\"a\">One &amp; <b>all</b>.</p>\
            <ul><li>Two<ul><li>Three</li></ul></li><li><p>Four</p></li></ul>\
            <table><thead><tr><th>Head</th></tr></thead><tbody><tr><th scope=\"row\">Five</th><td>a</td></tr>\
            <tr><td><p>Six</p></td><td><ul><li>b</li></ul></td></tr></tbody></table>\
            <dl><dt>Name</dt><dd>Seven</dd></dl><pre>x</pre></main><p>Out.</p></body>";
        let marked = numbered(html);
        let found = paragraphs(&marked);
        let words: Vec<&str> = found.iter().map(|(_, words)| words.as_str()).collect();
        assert_eq!(
            words,
            [
                "One & all.",
                "Two",
                "Three",
                "Four",
                "Five ; a",
                "Six ; b",
                "Seven"
            ]
        );
        let numbers: Vec<usize> = found.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7]);
        assert!(marked.contains("<th data-paragraph=\"5\" scope=\"row\">"));
        for end in 0..html.len() {
            paragraphs(&numbered(&html[..end]));
        }
    }
}
