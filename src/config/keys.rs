//! The keys of `site.toml`.

use super::address::SiteAddress;
use super::email::{Email, LinkOrEmail};
use super::{BodyChoice, BriefEdition, Colour, Tone, Voice};
use crate::fields::keys;
use crate::fields::value::{
    Affix, AnyMoment, ChoiceOf, Choices, Day, EntryId, FindingKindId, Flag, ListOf, Map, Number,
    PlainText, ThemeId,
};

keys! {
    /// The settings of a site.
    pub(crate) struct SiteKeys: "`site.toml`" {
        /// The name of the site.
        required title: PlainText = "Coast and country inspections",
        /// A line below the name.
        optional subtitle: PlainText = "How the police of the coast respond to organised crime",
        /// A sentence or two for search engines and the data package.
        optional description: PlainText = "Judgments, findings and figures, force by force.",
        /// The public URL of the site.
        optional address: SiteAddress = "https://example.org/",
        /// Who publishes the site.
        optional publisher: PlainText = "The inspectorate",
        /// How readers reach the publisher.
        optional contact: Map<ContactKeys> = "",
        /// The language of the site, as a BCP 47 tag; en-GB if left out.
        optional language: PlainText = "en-GB",
        /// A folder in themes/.
        required theme: ThemeId = "peelpress",
        /// The date, or date and time with a zone, as of which the site is built: it decides what is overdue and what is
        /// public. The present moment if left out.
        optional as_of: AnyMoment = "2026-11-01",
        /// A sentence at the bottom of every page.
        optional notice: PlainText = "This site is independent of the inspectorate.",
        /// Why the build does not search its output for text that is not public. Without a reason, it does.
        optional skip_leak_scan: PlainText = "The hidden pages repeat a public law.",
        /// The terms on which others may use the data.
        optional data_licence: PlainText = "Open Government Licence v3.0",
        /// Whether each finding also has a page of its own, which is what a copied link to it leads to.
        optional finding_pages: Flag<false> = "true",
        /// The forms of the printable briefs that a build makes besides the full ones.
        optional briefs: Choices<BriefEdition> = "[summary, action-plan]",
        /// The editor in which the preview opens a line: a name such as vscode, or a command.
        optional editor: PlainText = "vscode",
        /// The grades, best first.
        optional grades: ListOf<GradeKeys> = "",
        /// The boxed kinds of finding, most serious first.
        optional finding_kinds: ListOf<FindingKindKeys> = "",
        /// The headings under which a body is inspected, in order.
        optional question_areas: ListOf<QuestionAreaKeys> = "",
        /// The kinds of work that figures count.
        optional activities: ListOf<ActivityKeys> = "",
        /// Whether a body led or supported the work.
        optional roles: ListOf<RoleKeys> = "",
        /// How values are written.
        optional units: ListOf<UnitKeys> = "",
        /// Words before a number, such as “about”.
        optional qualifiers: ListOf<QualifierKeys> = "",
        /// The series that inspections belong to.
        optional programmes: ListOf<ProgrammeKeys> = "",
        /// Grades of one scale that are the same as grades of another.
        optional same_grades: ListOf<SameGradeKeys> = "",
        /// What can become of a finding or recommendation after the report.
        optional statuses: ListOf<StatusKeys> = "",
        /// What is due some days after a report is published.
        optional clocks: ListOf<ClockKeys> = "",
    }
}

keys! {
    /// How readers reach the publisher.
    pub(crate) struct ContactKeys: "the contact" {
        /// An email address.
        optional email: Email = "office@example.org",
        /// Where readers report a mistake: a web address, or mailto: and an email address.
        optional report_mistake: LinkOrEmail = "https://example.org/mistakes",
        /// Where to report a security problem: a web address, or mailto: and an email address. Needs `security_until`.
        optional security: LinkOrEmail = "mailto:security@example.org",
        /// The last day on which that is known to be right, at most a year ahead.
        optional security_until: Day = "2027-06-30",
    }
}

keys! {
    /// A grade.
    pub(crate) struct GradeKeys: "a grade" {
        /// The id that content files use.
        required id: EntryId = "good",
        /// The name that readers see.
        required name: PlainText = "Good",
        /// A letter or symbol next to the colour; the first letter of the name if left out.
        optional mark: PlainText = "G",
        /// What the grade says of a body, after its name.
        optional sentence: PlainText = "is good at tackling organised crime",
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
        required id: EntryId = "area-for-improvement",
        /// The name of one.
        required name: PlainText = "Area for improvement",
        /// The name of several; the name of one if left out.
        optional plural: PlainText = "Areas for improvement",
        /// What the kind says of a body.
        required tone: ChoiceOf<Tone> = "improvement",
        /// Whether each finding of the kind must have a recommendation.
        optional needs_recommendation: Flag<false> = "true",
        /// Whether a finding of the kind may have recommendations, though it needs none.
        optional may_have_recommendations: Flag<false> = "true",
        /// What the kind means, for readers.
        optional meaning: PlainText = "Something that the body should do better.",
        /// The colour of the kind; the theme chooses one if this is left out.
        optional colour: Colour = "#a3400f",
    }
}

keys! {
    /// A question area.
    pub(crate) struct QuestionAreaKeys: "a question area" {
        /// The id that content files use.
        required id: EntryId = "resources",
        /// The name that readers see.
        required name: PlainText = "Resources and skills",
        /// A shorter name for tables and menus.
        optional short: PlainText = "Resources",
    }
}

keys! {
    /// An activity.
    pub(crate) struct ActivityKeys: "an activity" {
        /// The id that content files use.
        required id: EntryId = "pursue",
        /// The name that readers see.
        required name: PlainText = "Pursue",
        /// What it means.
        optional meaning: PlainText = "Prosecuting and disrupting criminals.",
    }
}

keys! {
    /// A role.
    pub(crate) struct RoleKeys: "a role" {
        /// The id that content files use.
        required id: EntryId = "lead",
        /// The name that readers see.
        required name: PlainText = "Led",
        /// What it means.
        optional meaning: PlainText = "The body was in charge of the work.",
    }
}

keys! {
    /// A programme.
    pub(crate) struct ProgrammeKeys: "a programme" {
        /// The id that content files use.
        required id: EntryId = "regional-soc",
        /// The name that readers see.
        required name: PlainText = "Regional inspections of organised crime",
        /// What the series is.
        optional description: PlainText = "One report for each region.",
        /// The scale of its grades. Grades of two programmes are compared over time if they give the same scale.
        optional scale: EntryId = "grades-2022",
    }
}

keys! {
    /// A grade of one scale that is the same as a grade of another.
    pub(crate) struct SameGradeKeys: "a grade of two scales" {
        /// The scale of the earlier programme.
        required scale: EntryId = "grades-2016",
        /// A grade on it.
        required grade: EntryId = "good",
        /// The scale on which charts show it too.
        required on_scale: EntryId = "grades-2022",
        /// The grade that is the same there.
        required same_as: EntryId = "adequate",
    }
}

keys! {
    /// A qualifier.
    pub(crate) struct QualifierKeys: "a qualifier" {
        /// The id that content files use.
        required id: EntryId = "at-least",
        /// The words before the value; the id without hyphens if left out.
        optional words: PlainText = "at least",
    }
}

keys! {
    /// A unit.
    pub(crate) struct UnitKeys: "a unit" {
        /// The id that content files use.
        required id: EntryId = "months",
        /// The text before the number.
        optional before: Affix = "£",
        /// The text after the number, with its space.
        optional after: Affix = " months",
        /// The text after exactly 1; the same as after other numbers if left out.
        optional one: Affix = " month",
    }
}

keys! {
    /// A status.
    pub(crate) struct StatusKeys: "a status" {
        /// The id that follow-up files use.
        required id: EntryId = "closed",
        /// The name that readers see.
        required name: PlainText = "Closed",
        /// Who says so: the body that must act, or the inspectorate.
        required said_by: ChoiceOf<Voice> = "inspectorate",
        /// Whether nothing is due any more. Such an entry must have a source.
        optional ends_clock: Flag<false> = "true",
        /// Whether an entry with this status must have a source.
        optional needs_source: Flag<false> = "true",
        /// Whether it opens again what had ended.
        optional reopens: Flag<false> = "true",
        /// Whether an entry names the finding that takes the place of this one.
        optional names_finding: Flag<false> = "true",
    }
}

keys! {
    /// A clock.
    pub(crate) struct ClockKeys: "a clock" {
        /// A permanent id.
        required id: EntryId = "policing-body-response",
        /// What is due.
        required name: PlainText = "Response of the local policing body",
        /// How many days it has. The day of publication is the first.
        required days: Number = "56",
        /// The kinds of body that it runs for; all if left out.
        optional bodies: Choices<BodyChoice> = "[force]",
        /// Why it is due, for readers.
        optional meaning: PlainText = "The local policing body must publish its comments on the report.",
    }
}
