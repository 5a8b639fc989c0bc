//! The keys of `site.toml`.

use super::address::SiteAddress;
use super::contact::{Email, LinkOrEmail};
use super::{Colour, Tone};
use crate::fields::keys;
use crate::fields::value::{Affix, Choice, Day, FindingKindId, Flag, Id, List, Map, Text, ThemeId};

keys! {
    /// The settings of a site.
    pub(crate) struct SiteKeys: "`site.toml`" {
        /// The name of the site.
        required title: Text = "Coast and country inspections",
        /// A line under the name.
        optional subtitle: Text = "How the police of the coast respond to organised crime",
        /// A sentence or two for search engines and the data package.
        optional description: Text = "Judgments, findings and figures, force by force.",
        /// The public URL of the site.
        optional address: SiteAddress = "https://example.org/",
        /// Who publishes the site.
        optional publisher: Text = "The inspectorate",
        /// How readers reach the publisher.
        optional contact: Map<ContactKeys> = "",
        /// The language of the site, as a BCP 47 tag; en-GB if left out.
        optional language: Text = "en-GB",
        /// A folder in themes/.
        required theme: ThemeId = "peelpress",
        /// The date used to decide what is overdue; today if left out.
        optional as_of: Day = "2026-11-01",
        /// A sentence at the foot of every page.
        optional notice: Text = "This site is independent of the inspectorate.",
        /// The terms on which others may use the data.
        optional data_licence: Text = "Open Government Licence v3.0",
        /// The editor in which the preview opens a line: a name such as vscode, or a command.
        optional editor: Text = "vscode",
        /// The grades, best first.
        optional grades: List<GradeKeys> = "",
        /// The boxed kinds of finding, gravest first.
        optional finding_kinds: List<FindingKindKeys> = "",
        /// The headings under which a body is inspected, in order.
        optional question_areas: List<QuestionAreaKeys> = "",
        /// The kinds of work that figures count.
        optional activities: List<ActivityKeys> = "",
        /// The parts that a body can have in what figures count.
        optional roles: List<RoleKeys> = "",
        /// How values are written.
        optional units: List<UnitKeys> = "",
        /// How sure a source is of a figure.
        optional qualifiers: List<QualifierKeys> = "",
        /// The series that inspections belong to.
        optional programmes: List<ProgrammeKeys> = "",
    }
}

keys! {
    /// How readers reach the publisher.
    pub(crate) struct ContactKeys: "the contact" {
        /// An email address.
        optional email: Email = "office@example.org",
        /// Where readers report a mistake: a web address, or mailto: and an email address.
        optional report_mistake: LinkOrEmail = "https://example.org/mistakes",
    }
}

keys! {
    /// A grade.
    pub(crate) struct GradeKeys: "a grade" {
        /// The id that content files use.
        required id: Id = "good",
        /// The name that readers see.
        required name: Text = "Good",
        /// A letter or symbol beside the colour; the first letter of the name if left out.
        optional mark: Text = "G",
        /// What the grade says of a body, after its name.
        optional sentence: Text = "is good at tackling organised crime",
        /// A kind of finding that a body with this grade must have.
        optional goes_with: FindingKindId = "cause-of-concern",
        /// The colour of the grade; the theme chooses one if this is left out.
        optional colour: Colour = "#0a7d4b",
    }
}

keys! {
    /// A boxed kind of finding.
    pub(crate) struct FindingKindKeys: "a kind of finding" {
        /// The id that content files use, as a class: .area-for-improvement.
        required id: Id = "area-for-improvement",
        /// The name of one.
        required name: Text = "Area for improvement",
        /// The name of several; the name of one if left out.
        optional plural: Text = "Areas for improvement",
        /// What the kind says of a body.
        required tone: Choice<Tone> = "improvement",
        /// Whether each finding of the kind must have a recommendation.
        optional needs_recommendation: Flag<false> = "true",
        /// What the kind means, for readers.
        optional meaning: Text = "Something that the body should do better.",
        /// The colour of the kind; the theme chooses one if this is left out.
        optional colour: Colour = "#a3400f",
    }
}

keys! {
    /// A question area.
    pub(crate) struct QuestionAreaKeys: "a question area" {
        /// The id that content files use.
        required id: Id = "resources",
        /// The name that readers see.
        required name: Text = "Resources and skills",
        /// A shorter name for tables and menus.
        optional short: Text = "Resources",
    }
}

keys! {
    /// An activity.
    pub(crate) struct ActivityKeys: "an activity" {
        /// The id that content files use.
        required id: Id = "pursue",
        /// The name that readers see.
        required name: Text = "Pursue",
        /// What it means.
        optional meaning: Text = "Prosecuting and disrupting criminals.",
    }
}

keys! {
    /// A role.
    pub(crate) struct RoleKeys: "a role" {
        /// The id that content files use.
        required id: Id = "lead",
        /// The name that readers see.
        required name: Text = "Led",
        /// What it means.
        optional meaning: Text = "The body was in charge of the work.",
    }
}

keys! {
    /// A programme.
    pub(crate) struct ProgrammeKeys: "a programme" {
        /// The id that content files use.
        required id: Id = "regional-soc",
        /// The name that readers see.
        required name: Text = "Regional inspections of organised crime",
        /// What the series is.
        optional description: Text = "One report for each region.",
    }
}

keys! {
    /// A qualifier.
    pub(crate) struct QualifierKeys: "a qualifier" {
        /// The id that content files use.
        required id: Id = "at-least",
        /// The words before the value; the id without hyphens if left out.
        optional words: Text = "at least",
    }
}

keys! {
    /// A unit.
    pub(crate) struct UnitKeys: "a unit" {
        /// The id that content files use.
        required id: Id = "months",
        /// The text before the number.
        optional before: Affix = "£",
        /// The text after the number, with its space.
        optional after: Affix = " months",
        /// The text after exactly 1; the same as after other numbers if left out.
        optional one: Affix = " month",
    }
}
