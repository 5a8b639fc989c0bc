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

/// True or false; `DEFAULT` if the key is missing.
pub struct Flag<const DEFAULT: bool>;
/// The same, with its place; nothing if the key is missing.
pub struct MarkedFlag<const DEFAULT: bool>;
/// A day, month or year.
pub struct AnyDate;
/// A day, month or year, or a name of a closed set.
pub struct DateOr<S>(std::marker::PhantomData<S>);
/// A name of a closed set.
pub struct ChoiceOf<S>(std::marker::PhantomData<S>);
/// A list of names of a closed set, or one name.
pub struct Choices<S>(std::marker::PhantomData<S>);
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

/// Kinds of value that a method of the reader gives as they are.
macro_rules! values {
    ($($(#[$note:meta])* $Name:ident: $holds:expr => $Value:ty, $method:ident;)+) => {$(
        $(#[$note])*
        pub struct $Name;

        impl KeyValue for $Name {
            type Value = $Value;
            const HOLDS: KeyType = $holds;

            fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
                reader.$method(name)
            }
        }
    )+};
}

values! {
    /// Plain text on one line.
    PlainText: KeyType::Text => Option<Spanned<String>>, plain_text;
    /// A list of plain texts, or one text.
    Texts: KeyType::Texts => Vec<Spanned<String>>, plain_texts;
    /// Text as it is, also with Markdown.
    AnyText: KeyType::Text => Option<Spanned<String>>, text;
    /// The id of what is described.
    EntryId: KeyType::Id => Option<Spanned<String>>, id;
    /// The id of what is described, which its file or folder gives it already.
    OwnId: KeyType::Id => Option<Spanned<String>>, text;
    /// A number in plain digits.
    Number: KeyType::Number => Option<Spanned<Decimal>>, number;
    /// A day.
    Day: KeyType::Day => Option<Spanned<Date>>, day;
    /// A day, or a day and a time with its zone.
    AnyMoment: KeyType::Moment => Option<Spanned<Moment>>, moment;
    /// A day and a time with its zone.
    TimeWithZone: KeyType::Time => Option<Spanned<ZonedTime>>, time;
    /// A first and a last day, month or year.
    DateRange: KeyType::Period => Option<Spanned<Period>>, period;
    /// A web address.
    WebAddress: KeyType::Link => Option<Spanned<String>>, link;
    /// Text of which spaces at the ends count.
    Affix: KeyType::Affix => Option<String>, affix;
    /// The ids of bodies.
    BodyIds: KeyType::References(Referent::Body) => Vec<Spanned<String>>, texts;
    /// The id of a region.
    RegionId: KeyType::Reference(Referent::Region) => Option<Spanned<String>>, text;
    /// The id of a regional organised crime unit.
    RocuId: KeyType::Reference(Referent::Rocu) => Option<Spanned<String>>, text;
    /// The id of an inspection.
    InspectionId: KeyType::Reference(Referent::Inspection) => Option<Spanned<String>>, text;
    /// The id of a finding of the same body or region.
    FindingId: KeyType::Reference(Referent::Finding) => Option<Spanned<String>>, text;
    /// The id of a data extract of the inspection.
    ExtractId: KeyType::Reference(Referent::Extract) => Option<Spanned<String>>, text;
    /// The id of a measure.
    MeasureId: KeyType::Reference(Referent::Measure) => Option<Spanned<String>>, text;
    /// The id of a theme.
    ThemeId: KeyType::Reference(Referent::Theme) => Option<Spanned<String>>, text;
    /// The id of a grade.
    GradeId: KeyType::Reference(Referent::Grade) => Option<Spanned<String>>, text;
    /// The id of a kind of finding.
    FindingKindId: KeyType::Reference(Referent::FindingKind) => Option<Spanned<String>>, text;
    /// The id of an activity.
    ActivityId: KeyType::Reference(Referent::Activity) => Option<Spanned<String>>, text;
    /// The id of a role.
    RoleId: KeyType::Reference(Referent::Role) => Option<Spanned<String>>, text;
    /// The id of a unit.
    UnitId: KeyType::Reference(Referent::Unit) => Option<Spanned<String>>, text;
    /// The id of a qualifier.
    QualifierId: KeyType::Reference(Referent::Qualifier) => Option<Spanned<String>>, text;
    /// The id of a programme.
    ProgrammeId: KeyType::Reference(Referent::Programme) => Option<Spanned<String>>, text;
}
