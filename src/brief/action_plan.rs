//! The action plan: a row for each recommendation, and for each finding to act on that has no
//! recommendation. Whoever acts fills in the last columns. It is printed, and written as a table
//! for spreadsheets.

use serde::Serialize;

use super::query::Selection;
use crate::address::Url;
use crate::model::{Finding, FindingKind, Id, Subject, Tone};
use crate::view::{
    EntrySourceView, EntryView, KindView, Precomputed, RecommendationRow, StatusView, ViewContext,
};

/// A row of an action plan.
#[derive(Clone, Debug, Serialize)]
pub(super) struct PlanRow {
    /// The body or region that the finding is about.
    pub(super) subject: String,
    /// The kind of the finding.
    pub(super) kind: Precomputed<KindView>,
    /// The name of that kind.
    pub(super) kind_name: String,
    /// The finding.
    pub(super) finding: String,
    /// Its number in its body or region: `K3`.
    pub(super) number: String,
    /// The recommendation, if the row is for one.
    pub(super) recommendation: Option<String>,
    /// Where it is.
    pub(super) url: Url,
    /// Who must act, as far as the report says.
    pub(super) owners: Vec<String>,
    /// By when: `2023-09-01`
    pub(super) due: Option<String>,
    /// By when: "1 September 2023"
    pub(super) due_shown: Option<String>,
    /// Whether that day has passed.
    pub(super) is_overdue: bool,
    /// "date passed; no update recorded"
    pub(super) status: String,
    /// What is known to have been done, as far as it is in the content.
    pub(super) done: Vec<String>,
    /// Where that is said.
    pub(super) evidence: Vec<String>,
}

/// The heads of the table's columns. Three are for whoever acts. New columns come last.
const COLUMNS: [&str; 12] = [
    "Body",
    "Kind of finding",
    "Finding",
    "Recommendation",
    "Who must act",
    "Due",
    "Status",
    "Page",
    "What has been done",
    "Evidence",
    "Next review",
    "Number of the finding",
];

impl PlanRow {
    /// The row as cells of the table; addresses with the `origin` of the site.
    fn cells(&self, origin: &str) -> [String; COLUMNS.len()] {
        [
            self.subject.clone(),
            self.kind_name.clone(),
            self.finding.clone(),
            self.recommendation.clone().unwrap_or_default(),
            self.owners.join("; "),
            self.due.clone().unwrap_or_default(),
            self.status.clone(),
            format!("{origin}{}", self.url),
            self.done.join("; "),
            self.evidence.join("; "),
            String::new(),
            self.number.clone(),
        ]
    }
}

/// The action plan of some bodies and regions: of each, the gravest kind first.
pub(super) fn plan(context: &ViewContext, selection: &Selection) -> Vec<PlanRow> {
    let corpus = &*context.corpus;
    let of = |&subject: &Subject| match subject {
        Subject::Body(_) => vec![subject],
        Subject::Region(region) => std::iter::once(subject)
            .chain(corpus.bodies_of(region).map(Subject::Body))
            .collect(),
    };
    let mut subjects: Vec<Subject> = selection.subjects.iter().flat_map(of).collect();
    let mut seen = Vec::new();
    subjects.retain(|subject| {
        let is_new = !seen.contains(subject);
        seen.push(*subject);
        is_new
    });
    subjects
        .into_iter()
        .flat_map(|subject| {
            let findings = corpus.present_findings_of(subject).iter().copied();
            context.gravest_first(findings)
        })
        .filter_map(|finding| {
            let kind = corpus.findings[finding].kind?;
            let is_wanted = selection.kinds.is_empty() || selection.kinds.contains(&kind);
            let is_to_act_on = corpus.finding_kinds[kind].tone != Tone::Practice;
            (is_wanted && is_to_act_on).then(|| rows_of(context, finding, kind))
        })
        .flatten()
        .collect()
}

fn rows_of(context: &ViewContext, id: Id<Finding>, kind: Id<FindingKind>) -> Vec<PlanRow> {
    let corpus = &*context.corpus;
    let finding = &corpus.findings[id];
    let known = context.follow_up(&finding.follow_up);
    let bare = PlanRow {
        subject: corpus.subject_name(finding.subject),
        kind: context.cache.kind(kind),
        kind_name: corpus.finding_kinds[kind].name.clone(),
        finding: finding.title.clone(),
        number: context.numbers.of(id).to_owned(),
        recommendation: None,
        url: context.addresses.finding(id),
        owners: Vec::new(),
        due: None,
        due_shown: None,
        is_overdue: false,
        status: finding_status(known.last()),
        done: done(&known),
        evidence: evidence(&known),
    };
    if finding.recommendations.is_empty() {
        return vec![bare];
    }
    let row = |id| {
        let row = context.recommendation_row(id);
        let status = status(&row);
        let known = context.follow_up(&corpus.recommendations[id].follow_up);
        PlanRow {
            recommendation: Some(row.title),
            url: row.url,
            owners: row.owners.into_iter().map(|owner| owner.name).collect(),
            status,
            done: done(&known),
            evidence: evidence(&known),
            due: Some(row.due),
            due_shown: Some(row.due_shown),
            is_overdue: row.is_overdue,
            ..bare.clone()
        }
    };
    let ids = context.due_first(finding.recommendations.iter().copied());
    ids.into_iter().map(row).collect()
}

/// What is known of a recommendation on the site's day.
fn status(row: &RecommendationRow) -> String {
    match (&row.status, row.is_overdue, row.days) {
        (Some(status), false, _) if status.is_ended => in_words(status),
        (Some(status), true, _) => format!("open, {} overdue; {}", row.time, in_words(status)),
        (None, true, _) => "date passed; no update recorded".to_owned(),
        (_, false, 0) => "due today".to_owned(),
        (_, false, 1) => "due in 1 day".to_owned(),
        (_, false, days) => format!("due in {days} days"),
    }
}

/// What is known of a finding without a recommendation.
fn finding_status(latest: Option<&EntryView>) -> String {
    latest.map_or_else(
        || "no date given".to_owned(),
        |entry| in_words(&entry.status),
    )
}

/// "closed 4 May 2025 (inspectorate)"
fn in_words(status: &StatusView) -> String {
    let voice = match status.said_by {
        "body" => "according to the body",
        _ => "inspectorate",
    };
    format!(
        "{} {} ({voice})",
        status.name.to_lowercase(),
        status.date_shown
    )
}

fn done(entries: &[EntryView]) -> Vec<String> {
    let words = |entry: &EntryView| match &entry.note {
        Some(note) => format!("{}: {note}", in_words(&entry.status)),
        None => in_words(&entry.status),
    };
    entries.iter().map(words).collect()
}

fn evidence(entries: &[EntryView]) -> Vec<String> {
    let sources = entries.iter().filter_map(|entry| entry.source.as_ref());
    let words = |source: &EntrySourceView| match &source.address {
        Some(address) => format!("{} ({address})", source.words),
        None => source.words.clone(),
    };
    sources.map(words).collect()
}

/// An action plan as comma-separated values.
pub(super) fn csv(rows: &[PlanRow], origin: &str) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(COLUMNS);
    for row in rows {
        let _ = writer.write_record(row.cells(origin).map(plain));
    }
    writer.into_inner().unwrap_or_default()
}

/// A text that no spreadsheet takes for a formula.
fn plain(text: String) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}"),
        false => text,
    }
}

/// An action plan as a workbook. `None` if it has more rows than a sheet can hold.
#[cfg(feature = "briefs")]
pub(super) fn xlsx(
    rows: &[PlanRow],
    origin: &str,
    title: &str,
    day: jiff::civil::Date,
) -> Option<Vec<u8>> {
    use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook};

    const WIDTHS: [f64; COLUMNS.len()] = [
        22.0, 18.0, 34.0, 34.0, 24.0, 12.0, 22.0, 30.0, 34.0, 26.0, 14.0, 12.0,
    ];
    let mut workbook = Workbook::new();
    let date = |date: jiff::civil::Date| {
        let (year, month, day) = (date.year(), date.month(), date.day());
        ExcelDateTime::from_ymd(
            u16::try_from(year).ok()?,
            month.unsigned_abs(),
            day.unsigned_abs(),
        )
        .ok()
    };
    workbook.set_properties(
        &DocProperties::new()
            .set_title(title)
            .set_creation_datetime(&date(day)?),
    );
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let dated = cell.clone().set_num_format("d mmmm yyyy");
    let sheet = workbook.add_worksheet();
    sheet.set_name("Action plan").ok()?;
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    sheet.set_freeze_panes(1, 0).ok()?;
    sheet.set_repeat_rows(0, 0).ok()?;
    for (at, (name, width)) in COLUMNS.iter().zip(WIDTHS).enumerate() {
        let at = u16::try_from(at).ok()?;
        sheet.set_column_width(at, width).ok()?;
        sheet.write_string_with_format(0, at, *name, &head).ok()?;
    }
    for (line, row) in rows.iter().enumerate() {
        let line = u32::try_from(line + 1).ok()?;
        let due = row.due.as_ref().and_then(|due| date(due.parse().ok()?));
        for (at, text) in row.cells(origin).iter().enumerate() {
            let column = u16::try_from(at).ok()?;
            match &due {
                Some(due) if COLUMNS[at] == "Due" => {
                    sheet
                        .write_datetime_with_format(line, column, due, &dated)
                        .ok()?;
                }
                _ => {
                    sheet
                        .write_string_with_format(line, column, text, &cell)
                        .ok()?;
                }
            }
        }
    }
    workbook.save_to_buffer().ok()
}

/// Without the typesetter no brief is made, and no workbook either.
#[cfg(not(feature = "briefs"))]
pub(super) fn xlsx(_: &[PlanRow], _: &str, _: &str, _: jiff::civil::Date) -> Option<Vec<u8>> {
    None
}
