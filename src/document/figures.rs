//! The figures of an account: values with what they count, when, and how sure the source is.

use super::{number_words, parse_yaml_file};
use crate::date::{PartialDate, Period};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::fields::value::{
    ActivityId, DateOr, DateRange as PeriodValue, EntryId, ExtractId, FindingId, Flag, ListOf,
    MeasureId, Number, PlainText, QualifierId, RoleId, UnitId,
};
use crate::fields::{DateOrName, Decimal, Keys, NodeKind, closed_set, keys, missing_key};
use crate::text::{FileId, Span, Spanned};

keys! {
    /// A file of figures.
    pub(crate) struct FiguresKeys: "a file of figures" {
        /// The figures, in order.
        optional figures: ListOf<FigureKeys> = "",
    }
}

keys! {
    /// A figure.
    pub(crate) struct FigureKeys: "a figure",
        one of ["period", "as_of"] or MissingPeriod:
        "add `period: 2021-06-01 to 2022-05-31`, `as_of: 2022-04-01` or `as_of: inspection`"
    {
        /// A permanent id, unique within the body or region.
        required id: EntryId = "disruptions-led",
        /// What is measured: an id of content/measures.yaml.
        required measure: MeasureId = "disruptions",
        /// What exactly is counted, if the name of the measure does not say it all.
        optional what: PlainText = "disruptions of drugs threats",
        /// The kind of work.
        optional activity: ActivityId = "pursue",
        /// Whether the body led or supported the work.
        optional role: RoleId = "lead",
        /// The number, in digits. Write a share in per cent: 17 for 17%. Left out where `words`
        /// give a fraction.
        required_unless_words value: Number = "39",
        /// The unit; the unit of the measure if left out.
        optional unit: UnitId = "percent",
        /// The word that the report puts before the number.
        optional qualifier: QualifierId = "about",
        /// For a share: what it is a share of.
        optional of: PlainText = "lead disruptions recorded",
        /// The words of the source, shown in place of the number.
        optional words: PlainText = "almost three quarters",
        /// The time that the figure covers.
        optional period: PeriodValue = "2021-06-01 to 2022-05-31",
        /// The day for which the figure is true.
        optional as_of: DateOr<AsOfName> = "2022-04-01",
        /// A data extract of the inspection.
        optional extract: ExtractId = "disruptions",
        /// The finding that gives the figure.
        optional finding: FindingId = "recording-disruptions",
        /// Whether it is one of the few key figures of the body.
        optional key: Flag<false> = "true",
        /// A caveat, or a conflict with another figure.
        optional note: PlainText = "Counted by the force, not by the inspectors.",
    }
}

closed_set! {
    /// A time that a source gives in place of a date.
    pub(crate) enum AsOfName {
        /// At the time of the inspection.
        Inspection = "inspection",
        /// At some time after the inspection.
        AfterInspection = "after-inspection",
        /// Not stated.
        NotStated = "not-stated",
    }
}

/// The figures of an account.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// In the order written.
    pub figures: Vec<Figure>,
}

/// A figure as written.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The place of the figure.
    pub span: Span,
    /// The permanent id.
    pub id: Spanned<String>,
    /// What is measured.
    pub measure: Option<Spanned<String>>,
    /// What exactly is counted.
    pub what: Option<String>,
    /// The kind of work.
    pub activity: Option<Spanned<String>>,
    /// Whether the body led or supported the work.
    pub role: Option<Spanned<String>>,
    /// The number. A fraction in words has none.
    pub value: Option<Spanned<Decimal>>,
    /// The unit, if it is not that of the measure.
    pub unit: Option<Spanned<String>>,
    /// "about", "over", …
    pub qualifier: Option<Spanned<String>>,
    /// What a share is a share of.
    pub of: Option<String>,
    /// The words of the source, shown in place of the number.
    pub words: Option<String>,
    /// The time it covers.
    pub period: Option<Period>,
    /// The date for which it holds.
    pub as_of: Option<AsOf>,
    /// The data extract it comes from.
    pub extract: Option<Spanned<String>>,
    /// The finding that has it.
    pub finding: Option<Spanned<String>>,
    /// Whether it is one of the body's few key figures.
    pub key: bool,
    /// A caveat.
    pub note: Option<String>,
}

/// The date for which a figure holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// A day, month or year.
    On(PartialDate),
    /// At the time of the inspection, which is all that the source says.
    Inspection,
    /// After the inspection, which is all that the source says.
    AfterInspection,
    /// The source does not state it.
    NotStated,
}

pub(super) fn figures(text: &str, file: FileId, report: &mut Report) -> Option<Figures> {
    let node = parse_yaml_file(text, file, report)?;
    let keys = match &node.kind {
        // A list without its key is read as well, for whatever else is wrong with it.
        NodeKind::List(list) => {
            let message = "missing `figures:` above the list";
            let diagnostic = Diagnostic::new(Code::WrongType, message).at(node.span);
            report.push(diagnostic.help("put a line `figures:` first, without indentation"));
            list.iter()
                .map(|node| FigureKeys::read(node, report))
                .collect()
        }
        // A file with comments only has been started by `new`.
        NodeKind::Nothing if text.trim().is_empty() => {
            report.push(missing_key(FiguresKeys::MAP, node.span, "figures"));
            Vec::new()
        }
        NodeKind::Nothing | NodeKind::Scalar(_) | NodeKind::Map(_) => {
            FiguresKeys::read(&node, report).figures
        }
    };
    Some(Figures {
        figures: keys
            .into_iter()
            .filter_map(|keys| figure(keys, report))
            .collect(),
    })
}

fn figure(keys: FigureKeys, report: &mut Report) -> Option<Figure> {
    check_words(&keys, report);
    let text = |text: Option<Spanned<String>>| text.map(|text| text.value);
    let as_of = keys.as_of.map(|as_of| match as_of.value {
        DateOrName::Date(date) => AsOf::On(date),
        DateOrName::Name(AsOfName::Inspection) => AsOf::Inspection,
        DateOrName::Name(AsOfName::AfterInspection) => AsOf::AfterInspection,
        DateOrName::Name(AsOfName::NotStated) => AsOf::NotStated,
    });
    Some(Figure {
        span: keys.span,
        id: keys.id?,
        measure: keys.measure,
        what: text(keys.what),
        activity: keys.activity,
        role: keys.role,
        value: keys.value,
        unit: keys.unit,
        qualifier: keys.qualifier,
        of: text(keys.of),
        words: text(keys.words),
        period: keys.period.map(|period| period.value),
        as_of,
        extract: keys.extract,
        finding: keys.finding,
        key: keys.key,
        note: text(keys.note),
    })
}

/// Reports a value beside a fraction in words, which is never exactly a number.
fn check_words(keys: &FigureKeys, report: &mut Report) {
    let (Some(value), Some(words)) = (&keys.value, &keys.words) else {
        return;
    };
    if number_words::is_fraction(&words.value) {
        let message = format!(
            "`value: {}` contradicts `words: {}`",
            value.value.text, words.value
        );
        let diagnostic = Diagnostic::new(Code::ConflictingValues, message)
            .at(value.span)
            .label(words.span, "a fraction in words has no exact value");
        report.push(diagnostic.help("remove `value`: the words are shown in its place"));
    }
}
