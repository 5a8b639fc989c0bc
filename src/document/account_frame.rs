//! Whether two versions of an account differ in their words alone.

use super::account::{Account, AccountArea, Finding, History, Recommendation};
use super::attributes::Attributes;
use super::prose::{Heading, Prose};
use crate::text::Spanned;

impl Account {
    /// Whether everything but the words of paragraphs is what it was: front matter, headings and
    /// their attributes, and which of them have words. Places in the file do not count.
    pub fn has_same_frame(&self, other: &Account) -> bool {
        let Account {
            span: _,
            visibility,
            inspection,
            grade,
            name_in_report,
            section,
            summary,
            history,
            areas,
            is_whole,
            is_cut,
        } = self;
        *visibility == other.visibility
            && same(inspection, &other.inspection)
            && same(grade, &other.grade)
            && *name_in_report == other.name_in_report
            && *section == other.section
            && *summary == other.summary
            && all(history, &other.history, same_history)
            && all(areas, &other.areas, same_area)
            && *is_whole == other.is_whole
            && *is_cut == other.is_cut
    }
}

fn all<T>(some: &[T], others: &[T], is: impl Fn(&T, &T) -> bool) -> bool {
    some.len() == others.len() && some.iter().zip(others).all(|(one, other)| is(one, other))
}

fn same(one: &Option<Spanned<String>>, other: &Option<Spanned<String>>) -> bool {
    let text = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    text(one) == text(other)
}

fn same_history(one: &History, other: &History) -> bool {
    one.year == other.year
        && one.programme == other.programme
        && one.note == other.note
        && same(&one.finding, &other.finding)
}

fn same_area(one: &AccountArea, other: &AccountArea) -> bool {
    same_heading(&one.heading, &other.heading)
        && same_presence(&one.lead, &other.lead)
        && all(&one.findings, &other.findings, same_finding)
}

fn same_finding(one: &Finding, other: &Finding) -> bool {
    one.visibility == other.visibility
        && same_heading(&one.heading, &other.heading)
        && same_presence(&one.prose, &other.prose)
        && all(
            &one.recommendations,
            &other.recommendations,
            same_recommendation,
        )
}

fn same_recommendation(one: &Recommendation, other: &Recommendation) -> bool {
    same_heading(&one.heading, &other.heading) && same_presence(&one.prose, &other.prose)
}

fn same_presence(one: &Prose, other: &Prose) -> bool {
    one.is_empty() == other.is_empty()
}

fn same_heading(one: &Heading, other: &Heading) -> bool {
    one.level == other.level
        && one.text == other.text
        && same_attributes(&one.attributes, &other.attributes)
}

fn same_attributes(one: &Attributes, other: &Attributes) -> bool {
    same(&one.id, &other.id)
        && all(&one.classes, &other.classes, |one, other| {
            one.value == other.value
        })
        && all(&one.values, &other.values, |one, other| {
            one.0.value == other.0.value && one.1.value == other.1.value
        })
}
