//! What is known of a key: its name, what it holds, whether it must be there, what it means and how it is written.
//!
//! Each key is declared once, by [`keys!`](super::keys), next to the reader of its file. The reader, the JSON Schemas, the
//! files that `new` writes and the guide's list of keys are all made from that declaration.

use crate::diagnostic::Code;

/// A key of a file or of an entry in it.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As written: `former_names`.
    pub name: &'static str,
    /// Whether it must be there and have a value.
    pub is_required: bool,
    /// The key that makes it optional by being there.
    pub unless: Option<&'static str>,
    /// What it holds.
    pub holds: KeyType,
    /// What it means, in a sentence or two for authors.
    pub meaning: &'static str,
    /// A value as typed; empty for keys that hold other keys.
    pub example: &'static str,
}

/// The keys that a file or an entry can have.
#[derive(Clone, Copy, Debug)]
pub struct KeyMap {
    /// What the keys describe: "a force".
    pub what: &'static str,
    /// In the order in which they are usually written.
    pub keys: &'static [Key],
    /// Keys of which exactly one must be there.
    pub one_of: Option<OneOf>,
}

/// Keys of which exactly one must be there.
#[derive(Clone, Copy, Debug)]
pub struct OneOf {
    /// The names of the keys.
    pub keys: &'static [&'static str],
    /// The code if none of them is there.
    pub missing: Code,
    /// What to type.
    pub help: &'static str,
}

impl KeyMap {
    /// The key of a name.
    pub fn key(&self, name: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// What a key holds.
#[derive(Clone, Copy, Debug)]
pub enum KeyType {
    /// Plain text on one line.
    Text,
    /// A list of texts, or one text.
    Texts,
    /// The id of what is described here: lower-case letters and digits with single hyphens.
    Id,
    /// The id of something else.
    Reference(Referent),
    /// A list of ids of something else, or one id.
    References(Referent),
    /// True or false, with the value that holds if the key is missing.
    Flag(bool),
    /// A number in plain digits.
    Number,
    /// A day.
    Day,
    /// A day, or a day and a time with its zone.
    Moment,
    /// A day and a time with its zone.
    Time,
    /// A day, month or year.
    PartialDate,
    /// A day, month or year, or one of these names.
    DateOr(&'static [&'static str]),
    /// A first and a last day, month or year.
    Period,
    /// One of these names.
    Choice(&'static [&'static str]),
    /// A list of these names, or one of them.
    Choices(&'static [&'static str]),
    /// A web address.
    Link,
    /// An email address.
    Email,
    /// A web or email address.
    LinkOrEmail,
    /// A colour in hexadecimal.
    Colour,
    /// Text of which spaces at the ends count.
    Affix,
    /// Keys with values.
    Map(&'static KeyMap),
    /// A list of entries, each with keys and values.
    List(&'static KeyMap),
}

impl KeyType {
    /// The keys in it, for a map and for a list of entries.
    pub fn inner(self) -> Option<&'static KeyMap> {
        match self {
            KeyType::Map(inner) | KeyType::List(inner) => Some(inner),
            KeyType::Text
            | KeyType::Texts
            | KeyType::Id
            | KeyType::Reference(_)
            | KeyType::References(_)
            | KeyType::Flag(_)
            | KeyType::Number
            | KeyType::Day
            | KeyType::Moment
            | KeyType::Time
            | KeyType::PartialDate
            | KeyType::DateOr(_)
            | KeyType::Period
            | KeyType::Choice(_)
            | KeyType::Choices(_)
            | KeyType::Link
            | KeyType::Email
            | KeyType::LinkOrEmail
            | KeyType::Colour
            | KeyType::Affix => None,
        }
    }
}

/// What an id can name. Whether there is such a thing is found out later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Referent {
    /// A folder in `content/regions/`.
    Region,
    /// A folder in `content/rocus/`.
    Rocu,
    /// A folder in `content/forces/` or `content/rocus/`.
    Body,
    /// A file in `content/inspections/`.
    Inspection,
    /// A heading in an account of the same body or region.
    Finding,
    /// An entry of `data_extracts` in the inspection.
    Extract,
    /// An entry of `content/measures.yaml`.
    Measure,
    /// A folder in `themes/`.
    Theme,
    /// An entry of `[[grades]]` in `site.toml`.
    Grade,
    /// An entry of `[[finding_kinds]]` in `site.toml`.
    FindingKind,
    /// An entry of `[[activities]]` in `site.toml`.
    Activity,
    /// An entry of `[[roles]]` in `site.toml`.
    Role,
    /// An entry of `[[units]]` in `site.toml`.
    Unit,
    /// An entry of `[[qualifiers]]` in `site.toml`.
    Qualifier,
    /// An entry of `[[programmes]]` in `site.toml`.
    Programme,
    /// An entry of `[[statuses]]` in `site.toml`.
    Status,
}

/// A set of names that the program closes, each of which is a value of an enum.
pub trait ClosedSet: Copy + PartialEq + 'static {
    /// The names, as written in files.
    const NAMES: &'static [&'static str];
    /// The values, in the order of the names.
    const ALL: &'static [Self];

    /// The value of a name.
    fn by_name(name: &str) -> Option<Self> {
        let at = Self::NAMES.iter().position(|known| *known == name)?;
        Self::ALL.get(at).copied()
    }
}

/// Declares an enum whose values have names in files.
macro_rules! closed_set {
    ($(#[$attribute:meta])* $vis:vis enum $Set:ident {
        $($(#[$note:meta])* $Value:ident = $name:literal,)+
    }) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        $vis enum $Set { $($(#[$note])* $Value,)+ }

        impl $Set {
            /// The name in files.
            #[allow(dead_code, reason = "some sets are only read")]
            $vis fn name(self) -> &'static str {
                match self { $($Set::$Value => $name,)+ }
            }
        }

        impl $crate::fields::ClosedSet for $Set {
            const NAMES: &'static [&'static str] = &[$($name),+];
            const ALL: &'static [$Set] = &[$($Set::$Value),+];
        }
    };
}

/// Declares the keys of a file or entry, and a struct of what they hold.
///
/// The doc comment of a key is its meaning for authors; the literal after `=` is an example of its value.
///
/// ```text
/// keys! {
///     /// The keys of a former name.
///     pub(super) struct FormerNameKeys: "a former name" {
///         /// The name.
///         required name: Text = "Borsetshire Constabulary",
///         /// The last day, month or year in which the body had it.
///         optional until: PartialDate = "2025-03",
///     }
/// }
/// ```
macro_rules! keys {
    ($(#[$attribute:meta])* $vis:vis struct $Keys:ident: $what:literal
        $(, one of [$($either:literal),+] or $missing:ident: $help:literal)? {
        $($(#[doc = $meaning:literal])+ $need:ident $name:ident: $Holds:ty = $example:literal,)+
    }) => {
        $(#[$attribute])*
        $vis struct $Keys {
            /// The place of the keys.
            #[allow(dead_code, reason = "not every reader needs the place")]
            pub(crate) span: $crate::text::Span,
            $($(#[doc = $meaning])+ pub(crate) $name: <$Holds as $crate::fields::KeyValue>::Value,)+
        }

        impl $crate::fields::Keys for $Keys {
            const MAP: &'static $crate::fields::KeyMap = &$crate::fields::KeyMap {
                what: $what,
                keys: &[$($crate::fields::Key {
                    name: stringify!($name),
                    is_required: $crate::fields::keys!(@need $need),
                    unless: $crate::fields::keys!(@unless $need),
                    holds: <$Holds as $crate::fields::KeyValue>::HOLDS,
                    meaning: concat!($($meaning),+),
                    example: $example,
                },)+],
                one_of: $crate::fields::keys!(@one_of $([$($either),+] $missing $help)?),
            };

            fn take(reader: &mut $crate::fields::MapReader<'_>) -> $Keys {
                $Keys {
                    span: reader.span(),
                    $($name: <$Holds as $crate::fields::KeyValue>::read(reader, stringify!($name)),)+
                }
            }
        }
    };
    (@need required) => { true };
    (@need required_unless_words) => { true };
    (@unless required_unless_words) => { Some("words") };
    (@unless $need:ident) => { None };
    (@need optional) => { false };
    (@one_of) => { None };
    (@one_of [$($either:literal),+] $missing:ident $help:literal) => {
        Some($crate::fields::OneOf {
            keys: &[$($either),+],
            missing: $crate::diagnostic::Code::$missing,
            help: $help,
        })
    };
}

pub(crate) use {closed_set, keys};
