//! The tables of the export: their names, columns and what each column holds. A public contract.

use super::cell::ExportRow;
use super::rows;
use crate::view::ViewContext;

/// Rows in the corpus's order, each made when it is asked for.
pub(super) type RowIter<'s> = Box<dyn ExactSizeIterator<Item = ExportRow<'s>> + 's>;

/// A table.
#[derive(Debug)]
pub(super) struct TableSchema {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) rows: for<'s> fn(&'s ViewContext) -> RowIter<'s>,
    pub(super) columns: &'static [Column],
}

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) kind: ColumnType,
    /// The table whose ids it holds.
    pub(super) refers: Option<&'static str>,
    pub(super) meaning: &'static str,
}

/// What a column holds, in CSV.
#[derive(Clone, Copy, Debug)]
pub(super) enum ColumnType {
    /// Text.
    Text,
    /// A number.
    Number,
    /// A whole date.
    Date,
    /// Texts: an array in JSON, joined by `;` in CSV.
    List,
}

impl ColumnType {
    /// The Frictionless name.
    pub(super) fn name(self) -> &'static str {
        match self {
            ColumnType::Text | ColumnType::List => "string",
            ColumnType::Number => "number",
            ColumnType::Date => "date",
        }
    }
}

const fn column(name: &'static str, kind: ColumnType, meaning: &'static str) -> Column {
    Column {
        name,
        kind,
        refers: None,
        meaning,
    }
}

const fn text(name: &'static str, meaning: &'static str) -> Column {
    column(name, ColumnType::Text, meaning)
}

const fn list(name: &'static str, meaning: &'static str) -> Column {
    column(name, ColumnType::List, meaning)
}

/// A day, a month or a year, as the source gives it, so not a date in the strict sense.
const fn partial_date(name: &'static str, meaning: &'static str) -> Column {
    text(name, meaning)
}

/// An id of a table.
const fn id_of(table: &'static str, name: &'static str, meaning: &'static str) -> Column {
    Column {
        name,
        kind: ColumnType::Text,
        refers: Some(table),
        meaning,
    }
}

const URL: Column = text("url", "Its address on the site.");
const ABSOLUTE_URL: Column = text(
    "absolute_url",
    "Its address with the site's public URL, or nothing if `site.toml` gives none.",
);
const INSPECTION: Column = id_of(
    "inspections",
    "inspection",
    "The inspection it comes from: an id of inspections.",
);
const REGION: Column = id_of("regions", "region", "An id of regions.");

pub(super) const TABLES: &[TableSchema] = &[
    TableSchema {
        name: "regions",
        title: "Regions",
        rows: |context| {
            Box::new(
                context
                    .corpus
                    .regions
                    .ids()
                    .map(move |id| rows::region(context, id)),
            )
        },
        columns: &[
            text("id", "Permanent id."),
            text("name", "Name."),
            id_of(
                "bodies",
                "rocu",
                "Its regional organised crime unit: an id of bodies, or nothing.",
            ),
            list("forces", "Its forces: ids of bodies; divided by ; in CSV."),
            id_of(
                "inspections",
                "inspection",
                "The latest inspection of it: an id of inspections, or nothing.",
            ),
            URL,
            ABSOLUTE_URL,
        ],
    },
    TableSchema {
        name: "bodies",
        title: "Forces and regional organised crime units",
        rows: |context| {
            Box::new(
                context
                    .corpus
                    .bodies
                    .ids()
                    .map(move |id| rows::body(context, id)),
            )
        },
        columns: &[
            text("id", "Permanent id."),
            text("kind", "force or rocu."),
            text("name", "Name."),
            text("abbreviation", "Abbreviation, or nothing."),
            list("former_names", "Earlier names; divided by ; in CSV."),
            REGION,
            text(
                "grade",
                "Present grade, an id of the scale, or nothing if it has none here.",
            ),
            text(
                "programme",
                "The programme of the inspection that gave the grade.",
            ),
            id_of(
                "inspections",
                "inspection",
                "The inspection that gave the grade: an id of inspections.",
            ),
            URL,
            text("brief", "The address of its printable brief, or nothing."),
            ABSOLUTE_URL,
        ],
    },
    TableSchema {
        name: "inspections",
        title: "Inspections",
        rows: |context| {
            Box::new(
                context
                    .corpus
                    .inspections
                    .ids()
                    .map(move |id| rows::inspection(context, id)),
            )
        },
        columns: &[
            text("id", "Permanent id."),
            text("title", "Title."),
            text("programme", "The series it belongs to."),
            id_of(
                "regions",
                "region",
                "The region it is about: an id of regions, or nothing.",
            ),
            partial_date(
                "published",
                "Day, month or year of publication, or nothing where its source does not state it.",
            ),
            text(
                "source",
                "Publisher and report, and its address where the source states one.",
            ),
            URL,
            ABSOLUTE_URL,
        ],
    },
    TableSchema {
        name: "findings",
        title: "Findings",
        rows: |context| {
            Box::new(
                context
                    .corpus
                    .findings
                    .ids()
                    .map(move |id| rows::finding(context, id)),
            )
        },
        columns: &[
            text(
                "id",
                "Permanent id: body or region, a slash, and its own name.",
            ),
            id_of(
                "bodies",
                "body",
                "Whom it is about: an id of bodies; nothing for a region.",
            ),
            REGION,
            INSPECTION,
            text("kind", "The boxed kind, or finding."),
            text(
                "question_area",
                "The question area it stands under, or nothing.",
            ),
            text("title", "Title, in this site’s words."),
            list("topics", "What it is about; divided by ; in CSV."),
            URL,
            ABSOLUTE_URL,
        ],
    },
    TableSchema {
        name: "recommendations",
        title: "Recommendations",
        rows: |context| {
            Box::new(
                context
                    .corpus
                    .recommendations
                    .ids()
                    .map(move |id| rows::recommendation(context, id)),
            )
        },
        columns: &[
            text("id", "Permanent id."),
            id_of(
                "findings",
                "finding",
                "The finding it hangs on: an id of findings.",
            ),
            id_of(
                "bodies",
                "body",
                "Whom that finding is about: an id of bodies.",
            ),
            REGION,
            text("owner", "Who must act."),
            column("due", ColumnType::Date, "By when."),
            text("text", "What is to be done, in this site’s words."),
            text(
                "status",
                "due or overdue, as of the site’s date. Whether it was done is not known here.",
            ),
            URL,
            ABSOLUTE_URL,
        ],
    },
    TableSchema {
        name: "figures",
        title: "Figures",
        rows: |context| {
            Box::new(
                context
                    .corpus
                    .figures
                    .ids()
                    .map(move |id| rows::figure(context, id)),
            )
        },
        columns: &[
            text("id", "Permanent id."),
            text(
                "body",
                "Whom it is about: an id of bodies, or of regions for a figure about a region as a whole.",
            ),
            id_of(
                "measures",
                "measure",
                "What is measured: an id of measures.",
            ),
            text("activity", "The kind of activity it is about, or nothing."),
            text("role", "Which part the body had in it, or nothing."),
            column(
                "value",
                ColumnType::Number,
                "The number, or nothing for a fraction in words.",
            ),
            text("unit", "Its unit."),
            text(
                "qualifier",
                "How sure the source is, or nothing where it is plain.",
            ),
            partial_date(
                "period_from",
                "First day, month or year of the time it covers.",
            ),
            partial_date(
                "period_to",
                "Last day, month or year of the time it covers.",
            ),
            partial_date(
                "as_of",
                "The day, month or year it holds for; nothing with a period, or where the source says only “at the time of the inspection” or “after the inspection”, or does not say.",
            ),
            id_of(
                "extracts",
                "extract",
                "The data extract it comes from: inspection, a slash, and its own name.",
            ),
            text(
                "note",
                "What exactly is counted, out of what, in which words, and any caveat.",
            ),
            URL,
            text(
                "words",
                "The source's words in place of the number, or nothing.",
            ),
            ABSOLUTE_URL,
        ],
    },
    TableSchema {
        name: "terms",
        title: "Glossary terms",
        rows: |context| {
            Box::new(
                context
                    .corpus
                    .terms
                    .ids()
                    .map(move |id| rows::term(context, id)),
            )
        },
        columns: &[
            text("id", "Permanent id."),
            text("term", "The term."),
            text("abbreviation", "Abbreviation, or nothing."),
            list("aliases", "Other spellings; divided by ; in CSV."),
            URL,
            list(
                "used_in",
                "Addresses of other pages that use it; divided by ; in CSV.",
            ),
            ABSOLUTE_URL,
        ],
    },
    TableSchema {
        name: "measures",
        title: "Measures",
        rows: |context| {
            Box::new(
                context
                    .corpus
                    .measures
                    .ids()
                    .map(move |id| rows::measure(context, id)),
            )
        },
        columns: &[
            text("id", "Permanent id."),
            text("name", "Name."),
            text("unit", "Its usual unit; a figure may have another."),
            text("definition", "What it counts."),
            URL,
            ABSOLUTE_URL,
        ],
    },
    TableSchema {
        name: "topics",
        title: "Topics",
        rows: |context| {
            Box::new(
                context
                    .corpus
                    .topics
                    .ids()
                    .map(move |id| rows::topic(context, id)),
            )
        },
        columns: &[
            text("id", "Permanent id."),
            text("name", "Name."),
            text("description", "What it covers."),
            URL,
            ABSOLUTE_URL,
        ],
    },
    TableSchema {
        name: "extracts",
        title: "Data extracts",
        rows: |context| {
            Box::new(
                context
                    .corpus
                    .extracts
                    .ids()
                    .map(move |id| rows::extract(context, id)),
            )
        },
        columns: &[
            text("id", "Permanent id: inspection, a slash, and its own name."),
            INSPECTION,
            text("dataset", "The database it was drawn from."),
            partial_date(
                "drawn",
                "The day, month or year on which it was drawn, where its source states it.",
            ),
            partial_date(
                "period_from",
                "First day, month or year of the time it covers.",
            ),
            partial_date(
                "period_to",
                "Last day, month or year of the time it covers.",
            ),
            text(
                "covers",
                "What and whom it covers, where its source states it.",
            ),
            text("filters", "The filters used, a line each."),
            text("caveats", "What to beware of, a line each."),
            URL,
            ABSOLUTE_URL,
        ],
    },
];
