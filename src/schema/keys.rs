//! Every key of every kind of file: what it means, what its value is, and whether it must be there.

use super::{Key, KeyMap, KeyType, PublisherSets};

macro_rules! sets {
    ($($name:ident = $field:ident;)*) => { $(const $name: KeyType = KeyType::Set(|sets: &PublisherSets| {
        sets.config.$field.iter().map(|one| one.id.as_str()).collect()
    });)* };
}

sets! {
    GRADES = grades;
    FINDING_KINDS = finding_kinds;
    ACTIVITIES = activities;
    ROLES = roles;
    UNITS = units;
    QUALIFIERS = qualifiers;
    PROGRAMMES = programmes;
}

const MEASURES: KeyType =
    KeyType::Set(|sets: &PublisherSets| sets.measures.iter().map(String::as_str).collect());

const fn must(name: &'static str, of: KeyType, meaning: &'static str) -> Key {
    Key {
        name,
        is_required: true,
        of,
        meaning,
    }
}

const fn may(name: &'static str, of: KeyType, meaning: &'static str) -> Key {
    Key {
        name,
        is_required: false,
        of,
        meaning,
    }
}

const fn keys(what: &'static str, keys: &'static [Key]) -> KeyMap {
    KeyMap {
        what,
        keys,
        either: &[],
    }
}

const SAME_ID: Key = may(
    "id",
    KeyType::Id,
    "The file's or folder's own name; never needed.",
);
const DRAFT: Key = may(
    "draft",
    KeyType::Flag(false),
    "Not ready to be read: left out of the built site.",
);
const NOTE: Key = may("note", KeyType::Text, "A short remark that sets it apart.");

pub(super) static SITE: KeyMap = keys(
    "`site.toml`",
    &[
        must("title", KeyType::Text, "The site's name."),
        may("subtitle", KeyType::Text, "A line under it."),
        may(
            "description",
            KeyType::Text,
            "A sentence or two for search engines and the data package.",
        ),
        may(
            "address",
            KeyType::Text,
            "Where the site will stand: https://example.org/",
        ),
        may("publisher", KeyType::Text, "Who publishes it."),
        may(
            "contact",
            KeyType::Map(&CONTACT),
            "How readers reach the publisher.",
        ),
        may(
            "language",
            KeyType::Text,
            "The language it is written in, such as en-GB.",
        ),
        must("theme", KeyType::Id, "A folder in themes/."),
        may(
            "as_of",
            KeyType::Day,
            "The day on which “overdue” is reckoned; today if it is left out.",
        ),
        may("notice", KeyType::Text, "Said at the foot of every page."),
        may("data_licence", KeyType::Text, "Said beside the data."),
        may(
            "editor",
            KeyType::Text,
            "What the preview opens a line with: “code --goto {file}:{line}:{column}”.",
        ),
        may("grades", KeyType::List(&GRADE), "The scale, best first."),
        may(
            "finding_kinds",
            KeyType::List(&FINDING_KIND),
            "The boxed kinds of finding, gravest first.",
        ),
        may(
            "question_areas",
            KeyType::List(&QUESTION_AREA),
            "The headings under which a body is inspected, in order.",
        ),
        may(
            "activities",
            KeyType::List(&ACTIVITY),
            "Kinds of what is counted: pursue, prevent, …",
        ),
        may(
            "roles",
            KeyType::List(&ROLE),
            "Whether something was led or supported.",
        ),
        may("units", KeyType::List(&UNIT), "How values are written."),
        may(
            "qualifiers",
            KeyType::List(&QUALIFIER),
            "How sure a source is: about, over, …",
        ),
        may(
            "programmes",
            KeyType::List(&PROGRAMME),
            "The series that inspections belong to.",
        ),
    ],
);

static CONTACT: KeyMap = keys(
    "the contact",
    &[
        may("email", KeyType::Text, "An email address."),
        may(
            "report_mistake",
            KeyType::Text,
            "Where to report a mistake: a web address, or mailto: and an email address.",
        ),
    ],
);

static GRADE: KeyMap = keys(
    "a grade",
    &[
        must("id", KeyType::Id, "As written in content."),
        must("name", KeyType::Text, "As shown."),
        may(
            "mark",
            KeyType::Text,
            "A letter or sign that stands beside the colour; the name's first letter if left out.",
        ),
        may(
            "sentence",
            KeyType::Text,
            "What it says of a body: “is good at …”.",
        ),
        may(
            "goes_with",
            FINDING_KINDS,
            "A kind of finding that a judgment at this grade must have.",
        ),
        may(
            "colour",
            KeyType::Text,
            "Its colour, like #0a7d4b; the theme chooses one if this is left out.",
        ),
    ],
);

static FINDING_KIND: KeyMap = keys(
    "a kind of finding",
    &[
        must("id", KeyType::Id, "As written in content, as a class."),
        must("name", KeyType::Text, "As shown, for one."),
        may("plural", KeyType::Text, "As shown, for several."),
        must(
            "tone",
            KeyType::Choice(&["concern", "improvement", "practice"]),
            "What it says of the body.",
        ),
        may(
            "needs_recommendation",
            KeyType::Flag(false),
            "Whether it must carry a recommendation.",
        ),
        may(
            "meaning",
            KeyType::Text,
            "What the kind means, for readers.",
        ),
        may(
            "colour",
            KeyType::Text,
            "Its colour, like #0a7d4b; the theme chooses one if this is left out.",
        ),
    ],
);

static QUESTION_AREA: KeyMap = keys(
    "a question area",
    &[
        must("id", KeyType::Id, "As written in content."),
        must("name", KeyType::Text, "As shown."),
        may(
            "short",
            KeyType::Text,
            "As shown where there is little room.",
        ),
    ],
);

static ACTIVITY: KeyMap = keys("an activity", CHOICE);
static ROLE: KeyMap = keys("a role", CHOICE);

const CHOICE: &[Key] = &[
    must("id", KeyType::Id, "As written in content."),
    must("name", KeyType::Text, "As shown."),
    may("meaning", KeyType::Text, "What it means."),
];

static PROGRAMME: KeyMap = keys(
    "a programme",
    &[
        must("id", KeyType::Id, "As written in content."),
        must("name", KeyType::Text, "As shown."),
        may("description", KeyType::Text, "What the series is."),
    ],
);

static QUALIFIER: KeyMap = keys(
    "a qualifier",
    &[
        must("id", KeyType::Id, "As written in content."),
        may(
            "words",
            KeyType::Text,
            "As shown before the value; the id if left out.",
        ),
    ],
);

static UNIT: KeyMap = keys(
    "a unit",
    &[
        must("id", KeyType::Id, "As written in content."),
        may(
            "before",
            KeyType::Text,
            "What stands before the number: “£”.",
        ),
        may("after", KeyType::Text, "What stands after it: “ months”."),
        may(
            "one",
            KeyType::Text,
            "What stands after exactly 1: “ month”.",
        ),
    ],
);

pub(super) static THEME: KeyMap = keys(
    "`theme.toml`",
    &[
        must("name", KeyType::Text, "As people call it."),
        may("description", KeyType::Text, "A sentence on it."),
        may(
            "extends",
            KeyType::Id,
            "A theme whose files it takes wherever it has none of that name.",
        ),
    ],
);

pub(super) static REGION: KeyMap = keys(
    "a region",
    &[
        SAME_ID,
        must("name", KeyType::Text, "As shown: “Eastern”."),
        may(
            "rocu",
            KeyType::Id,
            "Its regional organised crime unit, a folder in content/rocus/.",
        ),
        NOTE,
    ],
);

pub(super) static FORCE: KeyMap = keys("a force", BODY);
pub(super) static ROCU: KeyMap = keys("a ROCU", BODY);

const BODY: &[Key] = &[
    SAME_ID,
    must("name", KeyType::Text, "As the body calls itself."),
    may("short_name", KeyType::Text, "For maps and tables."),
    must("region", KeyType::Id, "A folder in content/regions/."),
    may("abbreviation", KeyType::Text, "Its abbreviation."),
    may(
        "former_names",
        KeyType::List(&FORMER_NAME),
        "What it was called, oldest first.",
    ),
    may("policing_body", KeyType::Text, "Who holds it to account."),
    NOTE,
];

static FORMER_NAME: KeyMap = keys(
    "a former name",
    &[
        must("name", KeyType::Text, "The name."),
        may(
            "until",
            KeyType::PartialDate,
            "The last day, month or year that it held.",
        ),
    ],
);

pub(super) static ACCOUNT: KeyMap = keys(
    "an inspection's account",
    &[
        DRAFT,
        must("inspection", KeyType::Id, "A file in content/inspections/."),
        may(
            "grade",
            GRADES,
            "A body's judgment; left out where none was given.",
        ),
        may(
            "name_in_report",
            KeyType::Text,
            "The name under which the report grades the body, where it differs.",
        ),
        may(
            "section",
            KeyType::Text,
            "The heading in the source report under which all this stands.",
        ),
        may(
            "summary",
            KeyType::Text,
            "One or two sentences for the top of the page.",
        ),
        may(
            "history",
            KeyType::List(&HISTORY),
            "Earlier inspections that the report mentions.",
        ),
    ],
);

static HISTORY: KeyMap = keys(
    "an entry of the history",
    &[
        may("year", KeyType::PartialDate, "When."),
        must("programme", KeyType::Text, "The programme, in words."),
        must("note", KeyType::Text, "What is said of it."),
        may(
            "finding",
            KeyType::Id,
            "A finding of this body that it bears on.",
        ),
    ],
);

pub(super) static FIGURES: KeyMap = keys(
    "a file of figures",
    &[may(
        "figures",
        KeyType::List(&FIGURE),
        "The figures, in order.",
    )],
);

static FIGURE: KeyMap = KeyMap {
    what: "a figure",
    either: &["period", "as_of"],
    keys: &[
        must("id", KeyType::Id, "Permanent, unique within the body."),
        must("measure", MEASURES, "An id of measures.yaml."),
        may(
            "what",
            KeyType::Text,
            "What exactly is counted; left out where the measure's name says it all.",
        ),
        may("activity", ACTIVITIES, "Which kind of activity."),
        may("role", ROLES, "Led or supported."),
        must(
            "value",
            KeyType::Number,
            "Digits only; a share in per cent.",
        ),
        may("unit", UNITS, "The measure's own unless said."),
        may("qualifier", QUALIFIERS, "How sure the source is."),
        may("of", KeyType::Text, "For a share: what it is a share of."),
        may(
            "words",
            KeyType::Text,
            "The source's words, shown in place of the value.",
        ),
        may(
            "period",
            KeyType::Period,
            "The time it covers; this or `as_of`.",
        ),
        may(
            "as_of",
            KeyType::MomentOr(&["inspection", "after-inspection", "not-stated"]),
            "When it holds; “inspection” for the time of the inspection, “after-inspection” for some time after it, “not-stated” where the source does not say.",
        ),
        may("extract", KeyType::Id, "A data extract of the inspection."),
        may("finding", KeyType::Id, "The finding that it stands in."),
        may(
            "key",
            KeyType::Flag(false),
            "Whether it is one of the body's few key figures.",
        ),
        may("note", KeyType::Text, "A caveat or a conflict."),
    ],
};

pub(super) static INSPECTION: KeyMap = keys(
    "an inspection",
    &[
        SAME_ID,
        DRAFT,
        must("title", KeyType::Text, "As shown."),
        must("programme", PROGRAMMES, "The series it belongs to."),
        may(
            "region",
            KeyType::Id,
            "The region it is about; left out for an inspection of one body.",
        ),
        must(
            "published",
            KeyType::MomentOr(&["not-stated"]),
            "When; “not-stated” where the source does not say.",
        ),
        may(
            "fieldwork",
            KeyType::List(&FIELDWORK),
            "When inspectors were there.",
        ),
        must("source", KeyType::Map(&SOURCE), "How to name the report."),
        may(
            "cited_in",
            KeyType::Id,
            "The inspection whose report mentions it, if its own is not held here.",
        ),
        may(
            "data_extracts",
            KeyType::List(&EXTRACT),
            "What was drawn from which database.",
        ),
    ],
);

static FIELDWORK: KeyMap = keys(
    "a stretch of fieldwork",
    &[
        must("from", KeyType::PartialDate, "When it began."),
        may("to", KeyType::PartialDate, "When it ended."),
        may("what", KeyType::Text, "What was inspected then."),
        may(
            "bodies",
            KeyType::Texts,
            "The ids of the forces and regional units inspected then; all of them if this is left out.",
        ),
    ],
);

static SOURCE: KeyMap = keys(
    "a source",
    &[
        must("publisher", KeyType::Text, "Who published it."),
        must("report", KeyType::Text, "How it names itself."),
        may(
            "address",
            KeyType::Text,
            "Where it is, only if the source states it.",
        ),
    ],
);

static EXTRACT: KeyMap = keys(
    "a data extract",
    &[
        must("id", KeyType::Id, "Unique within the inspection."),
        must("dataset", KeyType::Text, "The database."),
        may("drawn", KeyType::PartialDate, "When it was drawn."),
        may("period", KeyType::Period, "The time it covers."),
        may("covers", KeyType::Text, "What and whom it covers."),
        may("filters", KeyType::Texts, "The filters used."),
        may("caveats", KeyType::Texts, "What to beware of."),
    ],
);

pub(super) static TERM: KeyMap = keys(
    "a glossary term",
    &[
        SAME_ID,
        DRAFT,
        must("term", KeyType::Text, "The term."),
        may("abbreviation", KeyType::Text, "Its abbreviation."),
        may(
            "aliases",
            KeyType::Texts,
            "Other spellings to link; a plural in -s needs none.",
        ),
        may(
            "autolink",
            KeyType::Flag(true),
            "Whether it is linked by itself; better not for everyday words.",
        ),
    ],
);

pub(super) static PAGE: KeyMap = keys(
    "a page",
    &[
        SAME_ID,
        DRAFT,
        may(
            "title",
            KeyType::Text,
            "The title, unless the page begins with a first-level heading.",
        ),
        may(
            "summary",
            KeyType::Text,
            "One sentence for search engines and lists.",
        ),
        may(
            "shows",
            KeyType::Choices(&["data-extracts", "finding-kinds", "grades"]),
            "Tables that the site adds.",
        ),
        may("template", KeyType::Text, "Another template of the theme."),
        may(
            "search",
            KeyType::Flag(true),
            "Whether search finds it; better not if it is for those who work on the site.",
        ),
    ],
);

pub(super) static TOPIC: KeyMap = keys(
    "a topic",
    &[
        must("id", KeyType::Id, "As written in content."),
        must("name", KeyType::Text, "As shown."),
        must("description", KeyType::Text, "What it covers."),
    ],
);

pub(super) static MEASURE: KeyMap = keys(
    "a measure",
    &[
        must("id", KeyType::Id, "As written in content."),
        must("name", KeyType::Text, "As shown."),
        must("definition", KeyType::Text, "What it counts."),
        must("unit", UNITS, "Its usual unit."),
    ],
);
