//! A row of each term, measure and topic.

use crate::export::cell::ExportRow;
use crate::export::common_cells::with_urls;
use crate::model::{Id, Measure, Term, Topic};
use crate::view::ViewContext;

pub(in crate::export) fn term<'s>(context: &'s ViewContext, id: Id<Term>) -> ExportRow<'s> {
    let term = &context.corpus.terms[id];
    let row = vec![
        ("id", term.id.as_str().into()),
        ("term", term.term.as_str().into()),
        ("abbreviation", term.abbreviation.as_ref().into()),
        ("aliases", term.aliases.iter().collect()),
        (
            "used_in",
            context
                .term_used_in(id)
                .into_iter()
                .map(String::from)
                .collect(),
        ),
    ];
    with_urls(context, context.addresses.term(id), row)
}

pub(in crate::export) fn measure<'s>(context: &'s ViewContext, id: Id<Measure>) -> ExportRow<'s> {
    let measure = &context.corpus.measures[id];
    let row = vec![
        ("id", measure.id.as_str().into()),
        ("name", measure.name.as_str().into()),
        (
            "unit",
            context.corpus.units[measure.unit].id.as_str().into(),
        ),
        ("definition", measure.meaning.as_str().into()),
    ];
    with_urls(context, context.addresses.measure(id), row)
}

pub(in crate::export) fn topic<'s>(context: &'s ViewContext, id: Id<Topic>) -> ExportRow<'s> {
    let topic = &context.corpus.topics[id];
    let row = vec![
        ("id", topic.id.as_str().into()),
        ("name", topic.name.as_str().into()),
        ("description", topic.meaning.as_str().into()),
    ];
    with_urls(context, context.addresses.topic(id), row)
}
