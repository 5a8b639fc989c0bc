//! The figures beside an account: values with what they count, when, and how they were written.

use super::parse_yaml_file;
use crate::date::{PartialDate, Period};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::fields::{Decimal, MapReader, Node, NodeKind};
use crate::text::{FileId, Span, Spanned};

/// The figures of an account.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// In the order written.
    pub figures: Vec<Figure>,
}

/// A figure as written.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Where it begins.
    pub span: Span,
    /// Its permanent id.
    pub id: Spanned<String>,
    /// What is measured.
    pub measure: Option<Spanned<String>>,
    /// What exactly is counted.
    pub what: Option<String>,
    /// Pursue, prevent, …
    pub activity: Option<Spanned<String>>,
    /// Lead or support.
    pub role: Option<Spanned<String>>,
    /// The number.
    pub value: Spanned<Decimal>,
    /// Its unit, if not the measure's own.
    pub unit: Option<Spanned<String>>,
    /// "about", "over", …
    pub qualifier: Option<Spanned<String>>,
    /// What a share is a share of.
    pub of: Option<String>,
    /// The source's words, where it gives words.
    pub words: Option<String>,
    /// The time it covers.
    pub period: Option<Period>,
    /// The day it holds for.
    pub as_of: Option<AsOf>,
    /// The data extract it comes from.
    pub extract: Option<Spanned<String>>,
    /// The finding it stands in.
    pub finding: Option<Spanned<String>>,
    /// Whether it is one of the body's few key figures.
    pub key: bool,
    /// A caveat.
    pub note: Option<String>,
}

/// The day that a figure holds for.
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
    // A list that lacks its first line is read as well, for whatever else is wrong with it.
    let bare = if let NodeKind::List(list) = &node.kind {
        let diagnostic = Diagnostic::new(
            Code::WrongType,
            "a file of figures begins with a line `figures:`",
        )
        .at(node.span);
        report.push(diagnostic.help("put `figures:` above the list, at the left edge"));
        list.as_slice()
    } else {
        &[]
    };
    let nothing = Node::new(node.span, NodeKind::Nothing);
    let mut fields = MapReader::new(
        if bare.is_empty() { &node } else { &nothing },
        "a file of figures",
        report,
    );
    // One that was begun holds remarks at least.
    if text.trim().is_empty() {
        fields.missing("figures");
    }
    let mut figures = Figures::default();
    for node in fields.list("figures").iter().chain(bare) {
        let figure = figure(MapReader::new(node, "a figure", fields.report()));
        figures.figures.extend(figure);
    }
    fields.finish();
    Some(figures)
}

fn figure(mut fields: MapReader<'_>) -> Option<Figure> {
    let word = |text: Option<Spanned<String>>| text.map(|text| text.value);
    let span = fields.span();
    let id = fields
        .required_text("id")
        .inspect(|id| _ = fields.check_id(id));
    let measure = fields.required_text("measure");
    let what = word(fields.text("what"));
    let activity = fields.text("activity");
    let role = fields.text("role");
    let value = fields.required_number("value");
    let unit = fields.text("unit");
    let qualifier = fields.text("qualifier");
    let of = word(fields.text("of"));
    let words = word(fields.text("words"));
    let period = fields.period("period").map(|period| period.value);
    let as_of = as_of(&mut fields);
    let extract = fields.text("extract");
    let finding = fields.text("finding");
    let key = fields.flag("key");
    let note = word(fields.text("note"));
    // A date that is there but cannot be read has been reported already.
    let [of_period, of_day] = ["period", "as_of"].map(|key| fields.node(key));
    if let (Some(of_period), Some(of_day)) = (of_period, of_day) {
        let diagnostic = Diagnostic::new(
            Code::ConflictingValues,
            "this figure is of a period and of a day",
        );
        let diagnostic = diagnostic
            .label(of_day.span, "")
            .label(of_period.span, "and here");
        fields.report().push(
            diagnostic.help(
                "keep `period` for what happened over a time, `as_of` for what held on a day",
            ),
        );
    }
    if of_period.or(of_day).is_none() {
        let diagnostic = Diagnostic::new(Code::MissingPeriod, "this figure says of no time");
        let at = id.as_ref().map_or(span, |id| id.span);
        fields.report().push(diagnostic.at(at).help(
            "add `period: 2021-06-01 to 2022-05-31`, `as_of: 2022-04-01` or `as_of: inspection`",
        ));
    }
    fields.finish();
    let (id, value) = (id?, value?);
    Some(Figure {
        span,
        id,
        measure,
        what,
        activity,
        role,
        value,
        unit,
        qualifier,
        of,
        words,
        period,
        as_of,
        extract,
        finding,
        key,
        note,
    })
}

fn as_of(fields: &mut MapReader<'_>) -> Option<AsOf> {
    let text = fields.text("as_of")?;
    match text.value.as_str() {
        "inspection" => return Some(AsOf::Inspection),
        "after-inspection" => return Some(AsOf::AfterInspection),
        "not-stated" => return Some(AsOf::NotStated),
        _ => {}
    }
    let help = "write a day, month or year, like `2022-05-31`, `2022-05` or `2022`, or `inspection`, `after-inspection` or `not-stated`";
    fields
        .parsed("as_of", text, help)
        .map(|partial_date| AsOf::On(partial_date.value))
}
