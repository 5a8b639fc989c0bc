//! The tables of the export: their names, columns and what each column holds. A public contract.

/// A table.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) columns: &'static [Column],
}

/// A column.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) kind: ColumnType,
    pub(super) meaning: &'static str,
}

/// What a column holds, in CSV.
#[derive(Clone, Copy)]
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

const fn text(name: &'static str, meaning: &'static str) -> Column {
    Column { name, kind: ColumnType::Text, meaning }
}

const fn list(name: &'static str, meaning: &'static str) -> Column {
    Column { name, kind: ColumnType::List, meaning }
}

const URL: Column = text("url", "Its address on the site.");
const INSPECTION: Column = text("inspection", "The inspection it comes from: an id of inspections.");
const REGION: Column = text("region", "An id of regions.");
/// A day, a month or a year, as the source gives it, so not a date in the strict sense.
const fn moment(name: &'static str, meaning: &'static str) -> Column {
    text(name, meaning)
}

pub(super) const TABLES: &[Table] = &[
    Table {
        name: "regions",
        title: "Regions",
        columns: &[
            text("id", "Permanent id."),
            text("name", "Name."),
            text("rocu", "Its regional organised crime unit: an id of bodies, or nothing."),
            list("forces", "Its forces: ids of bodies; divided by ; in CSV."),
            text("inspection", "The latest inspection of it: an id of inspections, or nothing."),
            URL,
        ],
    },
    Table {
        name: "bodies",
        title: "Forces and regional organised crime units",
        columns: &[
            text("id", "Permanent id."),
            text("kind", "force or rocu."),
            text("name", "Name."),
            text("abbreviation", "Abbreviation, or nothing."),
            list("former_names", "Earlier names; divided by ; in CSV."),
            REGION,
            text("grade", "Present grade, an id of the scale, or nothing if it has none here."),
            text("programme", "The programme of the inspection that gave the grade."),
            text("inspection", "The inspection that gave the grade: an id of inspections."),
            URL,
            text("brief", "The address of its printable brief, or nothing."),
        ],
    },
    Table {
        name: "inspections",
        title: "Inspections",
        columns: &[
            text("id", "Permanent id."),
            text("title", "Title."),
            text("programme", "The series it belongs to."),
            text("region", "The region it is about: an id of regions, or nothing."),
            moment("published", "Day, month or year of publication, or nothing where its source does not state it."),
            text("source", "Publisher and report, and its address where the source states one."),
            URL,
        ],
    },
    Table {
        name: "findings",
        title: "Findings",
        columns: &[
            text("id", "Permanent id: body or region, a slash, and its own name."),
            text("body", "Whom it is about: an id of bodies; nothing for a region."),
            REGION,
            INSPECTION,
            text("kind", "The boxed kind, or finding."),
            text("question_area", "The question area it stands under, or nothing."),
            text("title", "Title, in this site’s words."),
            list("topics", "What it is about; divided by ; in CSV."),
            URL,
        ],
    },
    Table {
        name: "recommendations",
        title: "Recommendations",
        columns: &[
            text("id", "Permanent id."),
            text("finding", "The finding it hangs on: an id of findings."),
            text("body", "Whom that finding is about: an id of bodies."),
            REGION,
            text("owner", "Who must act."),
            Column { name: "due", kind: ColumnType::Date, meaning: "By when." },
            text("text", "What is to be done, in this site’s words."),
            text("status", "due or overdue, as of the site’s date. Whether it was done is not known here."),
            URL,
        ],
    },
    Table {
        name: "figures",
        title: "Figures",
        columns: &[
            text("id", "Permanent id."),
            text("body", "Whom it is about: an id of bodies, or of regions for a figure about a region as a whole."),
            text("measure", "What is measured: an id of measures."),
            text("activity", "The kind of activity it is about, or nothing."),
            text("role", "Which part the body had in it, or nothing."),
            Column { name: "value", kind: ColumnType::Number, meaning: "The number." },
            text("unit", "Its unit."),
            text("qualifier", "How sure the source is, or nothing where it is plain."),
            moment("period_from", "First day, month or year of the time it covers."),
            moment("period_to", "Last day, month or year of the time it covers."),
            moment(
                "as_of",
                "The day, month or year it holds for; nothing with a period, or where the source says only “at the time of the inspection”.",
            ),
            text("extract", "The data extract it comes from: inspection, a slash, and its own name."),
            text("note", "What exactly is counted, out of what, in which words, and any caveat."),
            URL,
        ],
    },
    Table {
        name: "terms",
        title: "Glossary terms",
        columns: &[
            text("id", "Permanent id."),
            text("term", "The term."),
            text("abbreviation", "Abbreviation, or nothing."),
            list("aliases", "Other spellings; divided by ; in CSV."),
            URL,
            list("used_in", "Addresses of pages that use it; divided by ; in CSV."),
        ],
    },
];
