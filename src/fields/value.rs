//! The kinds of value that a key can hold, as types: what a declaration of keys names, and what the reader gives.

use jiff::civil::Date;

use super::key::ClosedSet;
use super::{Decimal, KeyMap, KeyType, MapReader, Node, Referent};
use crate::date::{Moment, PartialDate, Period, ZonedTime};
use crate::diagnostic::Report;
use crate::text::{Span, Spanned};

/// A kind of value.
pub trait KeyValue {
    /// What the reader gives.
    type Value;
    /// The same as data.
    const HOLDS: KeyType;

    /// Reads the key of a name, and reports what is wrong with it.
    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value;
}

/// A struct of what the keys of a file or entry hold. Made by `keys!`.
pub trait Keys: Sized {
    /// The keys.
    const MAP: &'static KeyMap;

    /// Reads each key.
    fn take(reader: &mut MapReader<'_>) -> Self;

    /// Reads a map, and reports every key that is missing, empty, unknown or of the wrong type.
    fn read(node: &Node, report: &mut Report) -> Self {
        let mut reader = MapReader::new(node, Self::MAP, report);
        let keys = Self::take(&mut reader);
        reader.finish();
        keys
    }
}

/// Plain text on one line.
pub struct PlainText;
/// A list of plain texts, or one text.
pub struct Texts;
/// The id of what is described.
pub struct EntryId;
/// The id of what is described, which its file or folder gives it already.
pub struct OwnId;
/// True or false; `DEFAULT` if the key is missing.
pub struct Flag<const DEFAULT: bool>;
/// The same, with its place; nothing if the key is missing.
pub struct MarkedFlag<const DEFAULT: bool>;
/// A number in plain digits.
pub struct Number;
/// A day.
pub struct Day;
/// A day, or a day and a time with its zone.
pub struct AnyMoment;
/// A day and a time with its zone.
pub struct TimeWithZone;
/// A day, month or year.
pub struct AnyDate;
/// A day, month or year, or a name of a closed set.
pub struct DateOr<S>(std::marker::PhantomData<S>);
/// A first and a last day, month or year.
pub struct DateRange;
/// A name of a closed set.
pub struct ChoiceOf<S>(std::marker::PhantomData<S>);
/// A list of names of a closed set, or one name.
pub struct Choices<S>(std::marker::PhantomData<S>);
/// A web address.
pub struct WebAddress;
/// Text of which spaces at the ends count.
pub struct Affix;
/// The id of a status, which may have ` by ` and the name of a finding after it.
pub struct StatusText;
/// Keys with values.
pub struct Map<K>(std::marker::PhantomData<K>);
/// A list of entries with keys and values.
pub struct ListOf<K>(std::marker::PhantomData<K>);

/// A date, or a name that says why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrName<S> {
    /// A day, month or year.
    Date(PartialDate),
    /// The name.
    Name(S),
}

impl KeyValue for PlainText {
    type Value = Option<Spanned<String>>;
    const HOLDS: KeyType = KeyType::Text;

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        reader.plain_text(name)
    }
}

impl KeyValue for Texts {
    type Value = Vec<Spanned<String>>;
    const HOLDS: KeyType = KeyType::Texts;

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        reader.plain_texts(name)
    }
}

impl KeyValue for EntryId {
    type Value = Option<Spanned<String>>;
    const HOLDS: KeyType = KeyType::Id;

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        reader.id(name)
    }
}

impl KeyValue for OwnId {
    type Value = Option<Spanned<String>>;
    const HOLDS: KeyType = KeyType::Id;

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        reader.text(name)
    }
}

impl<const DEFAULT: bool> KeyValue for Flag<DEFAULT> {
    type Value = bool;
    const HOLDS: KeyType = KeyType::Flag(DEFAULT);

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> bool {
        reader.flag(name).unwrap_or(DEFAULT)
    }
}

impl<const DEFAULT: bool> KeyValue for MarkedFlag<DEFAULT> {
    type Value = Option<Spanned<bool>>;
    const HOLDS: KeyType = KeyType::Flag(DEFAULT);

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        let span = reader.node(name)?.span;
        reader.flag(name).map(|flag| Spanned::new(flag, span))
    }
}

impl KeyValue for Number {
    type Value = Option<Spanned<Decimal>>;
    const HOLDS: KeyType = KeyType::Number;

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        reader.number(name)
    }
}

impl KeyValue for Day {
    type Value = Option<Spanned<Date>>;
    const HOLDS: KeyType = KeyType::Day;

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        reader.day(name)
    }
}

impl KeyValue for AnyMoment {
    type Value = Option<Spanned<Moment>>;
    const HOLDS: KeyType = KeyType::Moment;

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        reader.moment(name)
    }
}

impl KeyValue for TimeWithZone {
    type Value = Option<Spanned<ZonedTime>>;
    const HOLDS: KeyType = KeyType::Time;

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        reader.time(name)
    }
}

impl KeyValue for AnyDate {
    type Value = Option<Spanned<PartialDate>>;
    const HOLDS: KeyType = KeyType::PartialDate;

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        let text = reader.text(name)?;
        reader.date(name, text, &[])
    }
}

impl<S: ClosedSet> KeyValue for DateOr<S> {
    type Value = Option<Spanned<DateOrName<S>>>;
    const HOLDS: KeyType = KeyType::DateOr(S::NAMES);

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        let text = reader.text(name)?;
        match S::by_name(&text.value) {
            Some(value) => Some(Spanned::new(DateOrName::Name(value), text.span)),
            None => {
                let date = reader.date(name, text, S::NAMES)?;
                Some(date.map(DateOrName::Date))
            }
        }
    }
}

impl KeyValue for DateRange {
    type Value = Option<Spanned<Period>>;
    const HOLDS: KeyType = KeyType::Period;

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        reader.period(name)
    }
}

impl<S: ClosedSet> KeyValue for ChoiceOf<S> {
    type Value = Option<Spanned<S>>;
    const HOLDS: KeyType = KeyType::Choice(S::NAMES);

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        let text = reader.text(name)?;
        reader.choice(name, &text)
    }
}

impl<S: ClosedSet> KeyValue for Choices<S> {
    type Value = Vec<Spanned<S>>;
    const HOLDS: KeyType = KeyType::Choices(S::NAMES);

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        let texts = reader.texts(name);
        let choices = texts.iter().filter_map(|text| reader.choice(name, text));
        choices.collect()
    }
}

impl KeyValue for WebAddress {
    type Value = Option<Spanned<String>>;
    const HOLDS: KeyType = KeyType::Link;

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        reader.link(name)
    }
}

impl KeyValue for Affix {
    type Value = Option<String>;
    const HOLDS: KeyType = KeyType::Affix;

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        reader.affix(name)
    }
}

impl KeyValue for StatusText {
    /// The status, and the finding that takes the place of the one that the entry is about.
    type Value = Option<(Spanned<String>, Option<Spanned<String>>)>;
    const HOLDS: KeyType = KeyType::Reference(Referent::Status);

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        const BY: &str = " by ";
        let text = reader.text(name)?;
        let Some(at) = text.value.find(BY) else {
            return Some((text, None));
        };
        // In quotation marks or over several lines, text and place have other lengths.
        let is_plain = text.span.range().len() == text.value.len();
        let part = |range: std::ops::Range<usize>| {
            let value = text.value[range.clone()].trim().to_owned();
            let place = Span::new(text.span.file, range).shifted(text.span.start as usize);
            Spanned::new(value, if is_plain { place } else { text.span })
        };
        let successor = part(at + BY.len()..text.value.len());
        Some((part(0..at), Some(successor)))
    }
}

impl<K: Keys> KeyValue for Map<K> {
    type Value = Option<K>;
    const HOLDS: KeyType = KeyType::Map(K::MAP);

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        let node = reader.node(name)?;
        Some(K::read(node, reader.report()))
    }
}

impl<K: Keys> KeyValue for ListOf<K> {
    type Value = Vec<K>;
    const HOLDS: KeyType = KeyType::List(K::MAP);

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        let nodes = reader.list(name);
        nodes
            .iter()
            .map(|node| K::read(node, reader.report()))
            .collect()
    }
}

/// The id of something else.
macro_rules! references {
    ($($(#[$note:meta])* $Name:ident = $holds:expr;)+) => {$(
        $(#[$note])*
        pub struct $Name;

        impl KeyValue for $Name {
            type Value = Option<Spanned<String>>;
            const HOLDS: KeyType = KeyType::Reference($holds);

            fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
                reader.text(name)
            }
        }
    )+};
}

references! {
    /// The id of a region.
    RegionId = Referent::Region;
    /// The id of a regional organised crime unit.
    RocuId = Referent::Rocu;
    /// The id of an inspection.
    InspectionId = Referent::Inspection;
    /// The id of a finding of the same body or region.
    FindingId = Referent::Finding;
    /// The id of a data extract of the inspection.
    ExtractId = Referent::Extract;
    /// The id of a measure.
    MeasureId = Referent::Measure;
    /// The id of a theme.
    ThemeId = Referent::Theme;
    /// The id of a grade.
    GradeId = Referent::Grade;
    /// The id of a kind of finding.
    FindingKindId = Referent::FindingKind;
    /// The id of an activity.
    ActivityId = Referent::Activity;
    /// The id of a role.
    RoleId = Referent::Role;
    /// The id of a unit.
    UnitId = Referent::Unit;
    /// The id of a qualifier.
    QualifierId = Referent::Qualifier;
    /// The id of a programme.
    ProgrammeId = Referent::Programme;
}

/// The ids of bodies.
pub struct BodyIds;

impl KeyValue for BodyIds {
    type Value = Vec<Spanned<String>>;
    const HOLDS: KeyType = KeyType::References(Referent::Body);

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        reader.texts(name)
    }
}
