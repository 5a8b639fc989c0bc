//! A cell of the export, and how JSON and CSV write it.

use std::borrow::Cow;

use crate::address::Url;

/// A row: a cell for each column of its table.
pub(super) type Row<'c> = Vec<(&'static str, Cell<'c>)>;

/// What stands in a column of a row.
#[derive(Clone, Debug)]
pub(super) enum Cell<'c> {
    /// The source says nothing.
    Nothing,
    /// Text, an id, a date.
    Text(Cow<'c, str>),
    /// A number.
    Number(f64),
    /// Texts.
    List(Vec<Cow<'c, str>>),
}

impl Cell<'_> {
    /// The text; nothing if it is no text.
    pub(super) fn text(&self) -> &str {
        match self {
            Cell::Text(text) => text,
            Cell::Nothing | Cell::Number(_) | Cell::List(_) => "",
        }
    }

    /// Writes the cell as JSON: null, a string, a number or an array of strings.
    pub(super) fn write_json(&self, out: &mut Vec<u8>) {
        // Writing to memory cannot fail.
        let _ = match self {
            Cell::Nothing => serde_json::to_writer(out, &()),
            Cell::Text(text) => serde_json::to_writer(out, text),
            Cell::Number(number) => match whole(*number) {
                Some(number) => serde_json::to_writer(out, &number),
                None => serde_json::to_writer(out, number),
            },
            Cell::List(items) => serde_json::to_writer(out, items),
        };
    }

    /// The cell in a CSV file: nothing for null, lists joined by `;`.
    pub(super) fn csv(&self) -> Cow<'_, str> {
        let out = match self {
            Cell::Nothing => return Cow::Borrowed(""),
            Cell::Number(number) => {
                return whole(*number)
                    .map_or_else(|| number.to_string(), |n| n.to_string())
                    .into();
            }
            Cell::Text(text) => Cow::Borrowed(&**text),
            Cell::List(items) => Cow::Owned(items.join(";")),
        };
        // A cell that begins like a formula would be run by a spreadsheet; numbers are numbers.
        if out.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            format!("'{out}").into()
        } else {
            out
        }
    }
}

/// A whole number, to be written without ".0".
fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64)
}

impl<'c> From<&'c str> for Cell<'c> {
    fn from(text: &'c str) -> Cell<'c> {
        Cell::Text(text.into())
    }
}

impl<'c> From<&'c String> for Cell<'c> {
    fn from(text: &'c String) -> Cell<'c> {
        Cell::Text(text.into())
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Cell::Text(text.into())
    }
}

impl From<Url> for Cell<'_> {
    fn from(url: Url) -> Self {
        String::from(url).into()
    }
}

impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        Cell::Number(number)
    }
}

impl<'c, T: Into<Cell<'c>>> From<Option<T>> for Cell<'c> {
    fn from(cell: Option<T>) -> Cell<'c> {
        cell.map_or(Cell::Nothing, Into::into)
    }
}

impl<'c, T: Into<Cow<'c, str>>> FromIterator<T> for Cell<'c> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Cell<'c> {
        Cell::List(items.into_iter().map(Into::into).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Cell;

    fn both(cell: &Cell<'_>) -> (String, String) {
        let mut json = Vec::new();
        cell.write_json(&mut json);
        (String::from_utf8(json).unwrap(), cell.csv().into_owned())
    }

    #[test]
    fn each_format_writes_a_cell_in_its_own_way() {
        let cells = [
            (Cell::Nothing, "null", ""),
            (Cell::from("say \"so\""), r#""say \"so\"""#, "say \"so\""),
            (Cell::from("=1+1"), r#""=1+1""#, "'=1+1"),
            (Cell::from(-39.0), "-39", "-39"),
            (Cell::from(0.75), "0.75", "0.75"),
            (["a", "b"].into_iter().collect(), r#"["a","b"]"#, "a;b"),
            (["-a", "b"].into_iter().collect(), r#"["-a","b"]"#, "'-a;b"),
            (Cell::List(Vec::new()), "[]", ""),
        ];
        for (cell, json, csv) in cells {
            assert_eq!(both(&cell), (json.to_owned(), csv.to_owned()), "{cell:?}");
        }
    }
}
