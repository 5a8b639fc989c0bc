//! How values of options are read, and which of them completions offer.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};

use crate::date::{Moment, NotMoment};
use crate::diagnostic::Code;
use crate::diagnostic::render::Format;
use crate::hosting::HostingServer;
use crate::pipeline::{NotReviewSubject, ReviewSubject};
use crate::schema::kinds::KINDS;

/// Why the value of an option is wrong. On a command line the reason has no backticks.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.to_string().replace('`', ""))]
pub(super) struct OptionError<E: std::fmt::Display>(E);

pub(super) fn moment(text: &str) -> Result<Moment, OptionError<NotMoment>> {
    text.parse().map_err(OptionError)
}

pub(super) fn review_subject(text: &str) -> Result<ReviewSubject, OptionError<NotReviewSubject>> {
    text.parse().map_err(OptionError)
}

/// Takes one of the names of the formats, which completions and suggestions know.
pub(super) fn format_parser() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::NAMES).try_map(|name| name.parse::<Format>())
}

pub(super) fn server_parser() -> impl TypedValueParser<Value = HostingServer> {
    PossibleValuesParser::new(HostingServer::NAMES).try_map(|name| name.parse::<HostingServer>())
}

pub(super) fn codes() -> Vec<&'static str> {
    Code::ALL.iter().map(|code| code.name()).collect()
}

pub(super) fn kinds() -> Vec<&'static str> {
    KINDS.iter().map(|kind| kind.name).collect()
}

/// Takes any text, and has completions offer these. The command says what is wrong with the text.
#[derive(Clone, Copy)]
pub(super) struct Hints(pub(super) fn() -> Vec<&'static str>);

impl TypedValueParser for Hints {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.0)().into_iter().map(PossibleValue::new)))
    }
}
