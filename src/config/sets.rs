//! The entries of the sets that the publisher owns: grades, kinds of finding, question areas, units
//! and other choices.

use super::Config;
use super::keys::{
    ActivityKeys, FindingKindKeys, GradeKeys, ProgrammeKeys, QualifierKeys, QuestionAreaKeys,
    RoleKeys, StatusKeys, UnitKeys,
};
use crate::colour::Colour;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::fields::{KeyType, KeyValue, MapReader, closed_set};
use crate::text::{Spanned, is_slug};

/// A grade.
#[derive(Clone, Debug)]
pub struct Grade {
    /// The id that content uses.
    pub id: String,
    /// The name that readers see.
    pub name: String,
    /// A letter or symbol next to the colour.
    pub mark: String,
    /// "is good at …": what a judgment at this grade says of a body.
    pub sentence: String,
    /// A kind of finding that must go with it.
    pub goes_with: Option<Spanned<String>>,
    /// The colour to show it in; `None` leaves the choice to the theme, by rank.
    pub colour: Option<Colour>,
    /// Position on the scale: 0 is the best.
    pub rank: usize,
    /// How many grades the scale has.
    pub of: usize,
}

closed_set! {
    /// What a kind of finding says about the body, by its name in `site.toml` and in themes.
    pub enum Tone {
        /// Something is seriously wrong.
        Concern = "concern",
        /// Something should be better.
        Improvement = "improvement",
        /// Something is worth copying.
        Practice = "practice",
    }
}

closed_set! {
    /// A printed form of each brief besides the full one, by its name in `site.toml` and in file
    /// names.
    pub enum BriefEdition {
        /// The first page alone.
        Summary = "summary",
        /// What must be done, who must do it, and by when.
        ActionPlan = "action-plan",
        /// The full brief in large type.
        Large = "large",
        /// The full brief without filled areas and colours.
        Mono = "mono",
    }
}

closed_set! {
    /// Who says what became of a finding, by the name in `site.toml` and in themes.
    pub enum Voice {
        /// The body that must act: a claim.
        Body = "body",
        /// The inspectorate.
        Inspectorate = "inspectorate",
    }
}

/// What can become of a finding or recommendation after the report.
#[derive(Clone, Debug)]
pub struct StatusKind {
    /// The id that content uses.
    pub id: String,
    /// The name that readers see.
    pub name: String,
    /// Who says so.
    pub said_by: Voice,
    /// Whether nothing is due any more.
    pub ends_clock: bool,
    /// Whether an entry must have a source. One that ends the clock always must.
    pub needs_source: bool,
    /// Whether it opens again what had ended.
    pub reopens: bool,
    /// Whether an entry names the finding that takes the place of this one.
    pub names_finding: bool,
}

/// A boxed kind of finding.
#[derive(Clone, Debug)]
pub struct FindingKind {
    /// As written in content, as a class.
    pub id: String,
    /// As shown, for one.
    pub name: String,
    /// As shown, for several.
    pub plural: String,
    /// What it says about the body.
    pub tone: Tone,
    /// Whether it must carry a recommendation.
    pub needs_recommendation: bool,
    /// Whether it may carry one, though it needs none.
    pub may_have_recommendations: bool,
    /// What the kind means, for readers.
    pub meaning: String,
    /// The colour to show it in; `None` leaves the choice to the theme, by tone and rank.
    pub colour: Option<Colour>,
    /// Position among the kinds: 0 is the gravest.
    pub rank: usize,
    /// How many kinds there are.
    pub of: usize,
}

/// A heading under which a body is inspected.
#[derive(Clone, Debug)]
pub struct QuestionArea {
    /// The id that content uses.
    pub id: String,
    /// The name that readers see.
    pub name: String,
    /// As shown where there is little room.
    pub short: String,
}

/// One of a closed set with a name.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The id that content uses.
    pub id: String,
    /// The name that readers see.
    pub name: String,
    /// What it means; may be empty.
    pub meaning: String,
}

/// A series of inspections.
#[derive(Clone, Debug)]
pub struct Programme {
    /// The id that content uses.
    pub id: String,
    /// The name that readers see.
    pub name: String,
    /// What it is; may be empty.
    pub meaning: String,
    /// The scale of its grades. Only grades of one scale are compared over time.
    pub scale: String,
}

/// How a value of a unit is written.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The id that content uses.
    pub id: String,
    /// Before the number.
    pub before: String,
    /// After it.
    pub after: String,
    /// After it, if it is exactly 1.
    pub one: String,
}

impl Unit {
    /// Whether values in it are shares, so that a hundred is all there is.
    pub fn is_share(&self) -> bool {
        self.after == "%"
    }
}

/// An entry of a set, made from its keys.
pub(super) trait SetEntry<K>: Sized {
    fn id(keys: &K) -> Option<&Spanned<String>>;
    fn new(id: String, keys: K) -> Self;
}

/// The entries of a set. One without an id that fits, or with an id that another has, is left out.
pub(super) fn unique<K, T: SetEntry<K>>(entries: Vec<K>, report: &mut Report) -> Vec<T> {
    let mut seen: Vec<Spanned<String>> = Vec::new();
    let mut made = Vec::new();
    for keys in entries {
        let Some(id) = T::id(&keys).filter(|id| is_slug(&id.value)).cloned() else {
            continue;
        };
        if let Some(first) = seen.iter().find(|other| other.value == id.value) {
            let diagnostic =
                Diagnostic::new(Code::DuplicateId, format!("duplicate id `{}`", id.value))
                    .label(id.span, "")
                    .label(first.span, "first used here");
            report.push(diagnostic.help("give one of the two another id"));
            continue;
        }
        made.push(T::new(id.value.clone(), keys));
        seen.push(id);
    }
    made
}

/// Sets the position of each grade and kind among all.
pub(super) fn rank(config: &mut Config) {
    let of = config.grades.len();
    for (rank, grade) in config.grades.iter_mut().enumerate() {
        (grade.rank, grade.of) = (rank, of);
    }
    let of = config.finding_kinds.len();
    for (rank, kind) in config.finding_kinds.iter_mut().enumerate() {
        (kind.rank, kind.of) = (rank, of);
    }
}

macro_rules! entries {
    ($($Keys:ident => $Entry:ident($id:ident, $keys:ident) $make:expr;)+) => {$(
        impl SetEntry<$Keys> for $Entry {
            fn id(keys: &$Keys) -> Option<&Spanned<String>> {
                keys.id.as_ref()
            }

            fn new($id: String, $keys: $Keys) -> $Entry {
                $make
            }
        }
    )+};
}

fn text(text: Option<Spanned<String>>) -> Option<String> {
    text.map(|text| text.value)
}

entries! {
    GradeKeys => Grade(id, keys) {
        let name = text(keys.name).unwrap_or_else(|| id.clone());
        Grade {
            id,
            mark: text(keys.mark).unwrap_or_else(|| name.chars().take(1).collect()),
            sentence: text(keys.sentence).unwrap_or_default(),
            goes_with: keys.goes_with,
            colour: keys.colour,
            rank: 0,
            of: 0,
            name,
        }
    };
    FindingKindKeys => FindingKind(id, keys) {
        let name = text(keys.name).unwrap_or_else(|| id.clone());
        FindingKind {
            id,
            plural: text(keys.plural).unwrap_or_else(|| name.clone()),
            tone: keys.tone.map_or(Tone::Improvement, |tone| tone.value),
            needs_recommendation: keys.needs_recommendation,
            may_have_recommendations: keys.may_have_recommendations,
            meaning: text(keys.meaning).unwrap_or_default(),
            colour: keys.colour,
            rank: 0,
            of: 0,
            name,
        }
    };
    QuestionAreaKeys => QuestionArea(id, keys) {
        let name = text(keys.name).unwrap_or_else(|| id.clone());
        QuestionArea {
            id,
            short: text(keys.short).unwrap_or_else(|| name.clone()),
            name,
        }
    };
    ActivityKeys => Choice(id, keys) Choice {
        name: text(keys.name).unwrap_or_else(|| id.clone()),
        id,
        meaning: text(keys.meaning).unwrap_or_default(),
    };
    RoleKeys => Choice(id, keys) Choice {
        name: text(keys.name).unwrap_or_else(|| id.clone()),
        id,
        meaning: text(keys.meaning).unwrap_or_default(),
    };
    ProgrammeKeys => Programme(id, keys) Programme {
        name: text(keys.name).unwrap_or_else(|| id.clone()),
        scale: text(keys.scale).unwrap_or_else(|| id.clone()),
        id,
        meaning: text(keys.description).unwrap_or_default(),
    };
    StatusKeys => StatusKind(id, keys) StatusKind {
        name: text(keys.name).unwrap_or_else(|| id.clone()),
        id,
        said_by: keys.said_by.map_or(Voice::Body, |voice| voice.value),
        ends_clock: keys.ends_clock,
        needs_source: keys.needs_source || keys.ends_clock,
        reopens: keys.reopens,
        names_finding: keys.names_finding,
    };
    QualifierKeys => Choice(id, keys) Choice {
        name: text(keys.words).unwrap_or_else(|| id.replace('-', " ")),
        id,
        meaning: String::new(),
    };
    UnitKeys => Unit(id, keys) {
        let after = keys.after.unwrap_or_default();
        Unit {
            id,
            before: keys.before.unwrap_or_default(),
            one: keys
                .one
                .filter(|one| !one.is_empty())
                .unwrap_or_else(|| after.clone()),
            after,
        }
    };
}

impl KeyValue for Colour {
    type Value = Option<Colour>;
    const HOLDS: KeyType = KeyType::Colour;

    fn read(reader: &mut MapReader<'_>, name: &'static str) -> Self::Value {
        let text = reader.text(name)?;
        let colour = text.value.parse().ok();
        if colour.is_none() {
            let message = format!("`{}` is not a colour", text.value);
            let diagnostic = Diagnostic::new(Code::WrongType, message).at(text.span);
            reader
                .report()
                .push(diagnostic.help("write `#` and six hexadecimal digits, like `#0a7d4b`"));
        }
        colour
    }
}
