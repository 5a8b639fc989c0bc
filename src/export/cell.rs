//! A cell of the export, and how JSON and CSV write it.

use std::borrow::Cow;

use crate::address::Url;

/// A row: a cell for each column of its table.
pub(super) type ExportRow<'c> = Vec<(&'static str, ExportCell<'c>)>;

/// The value of one cell.
#[derive(Clone, Debug)]
pub(super) enum ExportCell<'c> {
    /// The source says nothing.
    Nothing,
    /// Text, an id, a date.
    Text(Cow<'c, str>),
    /// A number.
    Number(f64),
    /// Texts.
    List(Vec<Cow<'c, str>>),
}

impl ExportCell<'_> {
    /// The text; nothing if it is no text.
    pub(super) fn text(&self) -> &str {
        match self {
            ExportCell::Text(text) => text,
            ExportCell::Nothing | ExportCell::Number(_) | ExportCell::List(_) => "",
        }
    }

    /// Writes the cell as JSON: null, a string, a number or an array of strings.
    pub(super) fn write_json(&self, out: &mut Vec<u8>) {
        // Writing to memory cannot fail.
        let _ = match self {
            ExportCell::Nothing => serde_json::to_writer(out, &()),
            ExportCell::Text(text) => serde_json::to_writer(out, text),
            ExportCell::Number(number) => match whole(*number) {
                Some(number) => serde_json::to_writer(out, &number),
                None => serde_json::to_writer(out, number),
            },
            ExportCell::List(items) => serde_json::to_writer(out, items),
        };
    }

    /// The cell in a CSV file: nothing for null, lists joined by `;`. An item that contains `;` or
    /// `"` is in double quotes, with its own doubled.
    pub(super) fn csv(&self) -> Cow<'_, str> {
        match self {
            ExportCell::Nothing => Cow::Borrowed(""),
            ExportCell::Number(number) => whole(*number)
                .map_or_else(|| number.to_string(), |n| n.to_string())
                .into(),
            ExportCell::Text(text) => inert(text),
            ExportCell::List(items) => {
                let items: Vec<Cow<'_, str>> = items.iter().map(|item| list_item(item)).collect();
                items.join(";").into()
            }
        }
    }
}

/// Text that a spreadsheet does not run: an apostrophe keeps what begins like a formula from it.
/// Numbers are numbers, and need none.
fn inert(text: &str) -> Cow<'_, str> {
    const STARTS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let is_formula = text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(STARTS);
    if is_formula {
        format!("'{text}").into()
    } else {
        Cow::Borrowed(text)
    }
}

/// An item of a list. Where a spreadsheet divides cells at `;`, each item is the start of a cell.
fn list_item(item: &str) -> Cow<'_, str> {
    let item = inert(item);
    if item.contains([';', '"']) {
        format!("\"{}\"", item.replace('"', "\"\"")).into()
    } else {
        item
    }
}

/// A whole number, to be written without ".0".
fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64)
}

impl<'c> From<&'c str> for ExportCell<'c> {
    fn from(text: &'c str) -> ExportCell<'c> {
        ExportCell::Text(text.into())
    }
}

impl<'c> From<&'c String> for ExportCell<'c> {
    fn from(text: &'c String) -> ExportCell<'c> {
        ExportCell::Text(text.into())
    }
}

impl From<String> for ExportCell<'_> {
    fn from(text: String) -> Self {
        ExportCell::Text(text.into())
    }
}

impl From<Url> for ExportCell<'_> {
    fn from(url: Url) -> Self {
        String::from(url).into()
    }
}

impl From<f64> for ExportCell<'_> {
    fn from(number: f64) -> Self {
        ExportCell::Number(number)
    }
}

impl<'c, T: Into<ExportCell<'c>>> From<Option<T>> for ExportCell<'c> {
    fn from(cell: Option<T>) -> ExportCell<'c> {
        cell.map_or(ExportCell::Nothing, Into::into)
    }
}

impl<'c, T: Into<Cow<'c, str>>> FromIterator<T> for ExportCell<'c> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> ExportCell<'c> {
        ExportCell::List(items.into_iter().map(Into::into).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::ExportCell;

    fn both(cell: &ExportCell<'_>) -> (String, String) {
        let mut json = Vec::new();
        cell.write_json(&mut json);
        (String::from_utf8(json).unwrap(), cell.csv().into_owned())
    }

    #[test]
    fn each_format_writes_a_cell_in_its_own_way() {
        let cells = [
            (ExportCell::Nothing, "null", ""),
            (
                ExportCell::from("say \"so\""),
                r#""say \"so\"""#,
                "say \"so\"",
            ),
            (ExportCell::from("=1+1"), r#""=1+1""#, "'=1+1"),
            (ExportCell::from(-39.0), "-39", "-39"),
            (ExportCell::from(0.75), "0.75", "0.75"),
            (["a", "b"].into_iter().collect(), r#"["a","b"]"#, "a;b"),
            (["-a", "b"].into_iter().collect(), r#"["-a","b"]"#, "'-a;b"),
            (["a", "=b"].into_iter().collect(), r#"["a","=b"]"#, "a;'=b"),
            (
                ["a;b", "c \"d\""].into_iter().collect(),
                r#"["a;b","c \"d\""]"#,
                "\"a;b\";\"c \"\"d\"\"\"",
            ),
            (
                ExportCell::from(" @SUM(A1)"),
                r#"" @SUM(A1)""#,
                "' @SUM(A1)",
            ),
            (ExportCell::from("＝1"), r#""＝1""#, "'＝1"),
            (
                ExportCell::from("− 1 and 1=1"),
                r#""− 1 and 1=1""#,
                "− 1 and 1=1",
            ),
            (ExportCell::List(Vec::new()), "[]", ""),
        ];
        for (cell, json, csv) in cells {
            assert_eq!(both(&cell), (json.to_owned(), csv.to_owned()), "{cell:?}");
        }
    }
}
