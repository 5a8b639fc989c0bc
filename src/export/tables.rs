//! The tables of the export and their columns. A public contract.

use super::common_cells::{ABSOLUTE_URL, INSPECTION, REGION, URL};
use super::schema::{ColumnType, TableSchema, column, id_of, list, partial_date, text};
use super::{changes, clocks, corrections, follow_up, redirects, responses, rows};

/// The rows of a table of the corpus, by the function that makes one.
macro_rules! rows_of {
    ($table:ident, $row:ident) => {
        |context| {
            let ids = context.corpus.$table.ids();
            Box::new(ids.map(move |id| rows::$row(context, id)))
        }
    };
}

pub(super) const TABLES: &[TableSchema] = &[
    TableSchema {
        name: "regions",
        title: "Regions",
        rows: rows_of!(regions, region),
        columns: &[
            text("id", "Permanent id."),
            text("name", "Name."),
            id_of(
                "bodies",
                "rocu",
                "Its regional organised crime unit: an id of bodies, or empty.",
            ),
            list(
                "forces",
                "Its forces: ids of bodies; separated by ; in CSV.",
            ),
            id_of(
                "inspections",
                "inspection",
                "The latest inspection of it: an id of inspections, or empty.",
            ),
            URL,
            ABSOLUTE_URL,
        ],
    },
    TableSchema {
        name: "bodies",
        title: "Forces and regional organised crime units",
        rows: rows_of!(bodies, body),
        columns: &[
            text("id", "Permanent id."),
            text("kind", "force or rocu."),
            text("name", "Name."),
            text("abbreviation", "Abbreviation, or empty."),
            list("former_names", "Earlier names; separated by ; in CSV."),
            REGION,
            text(
                "grade",
                "Its present grade: an id of the scale, or empty if it has none here.",
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
            text("brief", "The address of its printable brief, or empty."),
            ABSOLUTE_URL,
            partial_date("from", "Its first day, month or year, or empty."),
            partial_date(
                "until",
                "Its last day, month or year, or empty if it still exists.",
            ),
            list(
                "succeeded_by",
                "The bodies that took its place: ids of bodies; separated by ; in CSV.",
            ),
        ],
    },
    TableSchema {
        name: "inspections",
        title: "Inspections",
        rows: rows_of!(inspections, inspection),
        columns: &[
            text("id", "Permanent id."),
            text("title", "Title."),
            text("programme", "The series it belongs to."),
            id_of(
                "regions",
                "region",
                "The region it is about: an id of regions, or empty.",
            ),
            partial_date(
                "published",
                "Day, month or year of publication, or empty where its source does not state it.",
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
        rows: rows_of!(findings, finding),
        columns: &[
            text(
                "id",
                "Permanent id: body or region, a slash, and its own name.",
            ),
            id_of(
                "bodies",
                "body",
                "The body that it is about: an id of bodies, or empty for a region.",
            ),
            REGION,
            INSPECTION,
            text(
                "kind",
                "The boxed kind, or `finding` for a finding without a box.",
            ),
            text(
                "question_area",
                "The question area that it is under, or empty.",
            ),
            text("title", "Title, in this site’s words."),
            list("topics", "Its topics; separated by ; in CSV."),
            URL,
            ABSOLUTE_URL,
            text(
                "status",
                "Its status as of the site’s date: that of its last entry in follow_up, or empty.",
            ),
            column("status_date", ColumnType::Date, "The date of that entry."),
            partial_date(
                "first_found",
                "When the first inspection that found this was published: a day, month or year, or empty where its source does not state it.",
            ),
            id_of(
                "findings",
                "carried_from",
                "The finding of an earlier inspection that found the same, or empty: an id of findings.",
            ),
            text(
                "number",
                "Its number in its body or region, such as K3. Once published it stays the same.",
            ),
            text("text", "What was found, in this site’s words."),
            text("body_name", "The name of the body or region."),
        ],
    },
    TableSchema {
        name: "recommendations",
        title: "Recommendations",
        rows: rows_of!(recommendations, recommendation),
        columns: &[
            text("id", "Permanent id."),
            id_of(
                "findings",
                "finding",
                "The finding that it belongs to: an id of findings.",
            ),
            id_of(
                "bodies",
                "body",
                "The body that the finding is about: an id of bodies.",
            ),
            REGION,
            text("owner", "Who must act."),
            column("due", ColumnType::Date, "The day by which it is due."),
            text("text", "What must be done, in this site’s words."),
            text(
                "status",
                "due or overdue as of the site’s date; if an entry of follow_up has ended it, the status of that entry.",
            ),
            URL,
            ABSOLUTE_URL,
            text(
                "follow_up",
                "The status of its last entry in follow_up as of the site’s date, or empty.",
            ),
            column("status_date", ColumnType::Date, "The date of that entry."),
        ],
    },
    TableSchema {
        name: "figures",
        title: "Figures",
        rows: rows_of!(figures, figure),
        columns: &[
            text("id", "Permanent id."),
            text(
                "body",
                "The body that it is about: an id of bodies, or of regions for a figure about a region as a whole.",
            ),
            id_of(
                "measures",
                "measure",
                "What is measured: an id of measures.",
            ),
            text("activity", "The kind of activity it is about, or empty."),
            text("role", "The role that the body had in it, or empty."),
            column(
                "value",
                ColumnType::Number,
                "The number, or empty for a fraction in words.",
            ),
            text("unit", "Its unit."),
            text(
                "qualifier",
                "How exact the source says the number is, or empty for a plain number.",
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
                "The day, month or year it holds for; empty with a period, or where the source says only “at the time of the inspection” or “after the inspection”, or does not say.",
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
                "The source's words in place of the number, or empty.",
            ),
            ABSOLUTE_URL,
        ],
    },
    TableSchema {
        name: "terms",
        title: "Glossary terms",
        rows: rows_of!(terms, term),
        columns: &[
            text("id", "Permanent id."),
            text("term", "The term."),
            text("abbreviation", "Abbreviation, or empty."),
            list("aliases", "Other spellings; separated by ; in CSV."),
            URL,
            list(
                "used_in",
                "Addresses of other pages that use it; separated by ; in CSV.",
            ),
            ABSOLUTE_URL,
        ],
    },
    TableSchema {
        name: "measures",
        title: "Measures",
        rows: rows_of!(measures, measure),
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
        rows: rows_of!(topics, topic),
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
        rows: rows_of!(extracts, extract),
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
            text("covers", "What it covers, if its source says so."),
            text("filters", "The filters used, one per line."),
            text("caveats", "Caveats, one per line."),
            URL,
            ABSOLUTE_URL,
        ],
    },
    follow_up::TABLE,
    clocks::TABLE,
    corrections::TABLE,
    responses::TABLE,
    redirects::TABLE,
    changes::TABLE,
];
