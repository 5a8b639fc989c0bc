//! Every key of every kind of file: what it means, what its value is, and whether it must be there.

use super::{Key, Keys, Of, Sets};

macro_rules! sets {
    ($($name:ident = $field:ident;)*) => { $(const $name: Of = Of::Set(|sets: &Sets| {
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

const MEASURES: Of = Of::Set(|sets: &Sets| sets.measures.iter().map(String::as_str).collect());

const fn must(name: &'static str, of: Of, meaning: &'static str) -> Key {
    Key {
        name,
        is_required: true,
        of,
        meaning,
    }
}

const fn may(name: &'static str, of: Of, meaning: &'static str) -> Key {
    Key {
        name,
        is_required: false,
        of,
        meaning,
    }
}

const fn keys(what: &'static str, keys: &'static [Key]) -> Keys {
    Keys {
        what,
        keys,
        either: &[],
    }
}

const SAME_ID: Key = may(
    "id",
    Of::Id,
    "The file's or folder's own name; never needed.",
);
const DRAFT: Key = may(
    "draft",
    Of::Flag(false),
    "Not ready to be read: left out of the built site.",
);
const NOTE: Key = may("note", Of::Text, "A short remark that sets it apart.");

pub(super) static SITE: Keys = keys(
    "`site.toml`",
    &[
        must("title", Of::Text, "The site's name."),
        may("subtitle", Of::Text, "A line under it."),
        may(
            "description",
            Of::Text,
            "A sentence or two for search engines and the data package.",
        ),
        may(
            "address",
            Of::Text,
            "Where the site will stand: https://example.org/",
        ),
        may("publisher", Of::Text, "Who publishes it."),
        may(
            "language",
            Of::Text,
            "The language it is written in, such as en-GB.",
        ),
        must("theme", Of::Id, "A folder in themes/."),
        may(
            "as_of",
            Of::Day,
            "The day on which “overdue” is reckoned; today if it is left out.",
        ),
        may("notice", Of::Text, "Said at the foot of every page."),
        may("data_licence", Of::Text, "Said beside the data."),
        may(
            "editor",
            Of::Text,
            "What the preview opens a line with: “code --goto {file}:{line}:{column}”.",
        ),
        may("grades", Of::List(&GRADE), "The scale, best first."),
        may(
            "finding_kinds",
            Of::List(&FINDING_KIND),
            "The boxed kinds of finding, gravest first.",
        ),
        may(
            "question_areas",
            Of::List(&QUESTION_AREA),
            "The headings under which a body is inspected, in order.",
        ),
        may(
            "activities",
            Of::List(&ACTIVITY),
            "Kinds of what is counted: pursue, prevent, …",
        ),
        may(
            "roles",
            Of::List(&ROLE),
            "Whether something was led or supported.",
        ),
        may("units", Of::List(&UNIT), "How values are written."),
        may(
            "qualifiers",
            Of::List(&QUALIFIER),
            "How sure a source is: about, over, …",
        ),
        may(
            "programmes",
            Of::List(&PROGRAMME),
            "The series that inspections belong to.",
        ),
    ],
);

static GRADE: Keys = keys(
    "a grade",
    &[
        must("id", Of::Id, "As written in content."),
        must("name", Of::Text, "As shown."),
        may(
            "mark",
            Of::Text,
            "A letter or sign that stands beside the colour; the name's first letter if left out.",
        ),
        may(
            "sentence",
            Of::Text,
            "What it says of a body: “is good at …”.",
        ),
        may(
            "goes_with",
            FINDING_KINDS,
            "A kind of finding that a judgment at this grade must have.",
        ),
    ],
);

static FINDING_KIND: Keys = keys(
    "a kind of finding",
    &[
        must("id", Of::Id, "As written in content, as a class."),
        must("name", Of::Text, "As shown, for one."),
        may("plural", Of::Text, "As shown, for several."),
        must(
            "tone",
            Of::Choice(&["concern", "improvement", "practice"]),
            "What it says of the body.",
        ),
        may(
            "needs_recommendation",
            Of::Flag(false),
            "Whether it must carry a recommendation.",
        ),
        may("meaning", Of::Text, "What the kind means, for readers."),
    ],
);

static QUESTION_AREA: Keys = keys(
    "a question area",
    &[
        must("id", Of::Id, "As written in content."),
        must("name", Of::Text, "As shown."),
        may("short", Of::Text, "As shown where there is little room."),
    ],
);

static ACTIVITY: Keys = keys("an activity", CHOICE);
static ROLE: Keys = keys("a role", CHOICE);

const CHOICE: &[Key] = &[
    must("id", Of::Id, "As written in content."),
    must("name", Of::Text, "As shown."),
    may("meaning", Of::Text, "What it means."),
];

static PROGRAMME: Keys = keys(
    "a programme",
    &[
        must("id", Of::Id, "As written in content."),
        must("name", Of::Text, "As shown."),
        may("description", Of::Text, "What the series is."),
    ],
);

static QUALIFIER: Keys = keys(
    "a qualifier",
    &[
        must("id", Of::Id, "As written in content."),
        may(
            "words",
            Of::Text,
            "As shown before the value; the id if left out.",
        ),
    ],
);

static UNIT: Keys = keys(
    "a unit",
    &[
        must("id", Of::Id, "As written in content."),
        may("before", Of::Text, "What stands before the number: “£”."),
        may("after", Of::Text, "What stands after it: “ months”."),
        may("one", Of::Text, "What stands after exactly 1: “ month”."),
    ],
);

pub(super) static THEME: Keys = keys(
    "`theme.toml`",
    &[
        must("name", Of::Text, "As people call it."),
        may("description", Of::Text, "A sentence on it."),
        may(
            "extends",
            Of::Id,
            "A theme whose files it takes wherever it has none of that name.",
        ),
    ],
);

pub(super) static REGION: Keys = keys(
    "a region",
    &[
        SAME_ID,
        must("name", Of::Text, "As shown: “Eastern”."),
        may(
            "rocu",
            Of::Id,
            "Its regional organised crime unit, a folder in content/rocus/.",
        ),
        NOTE,
    ],
);

pub(super) static FORCE: Keys = keys("a force", BODY);
pub(super) static ROCU: Keys = keys("a ROCU", BODY);

const BODY: &[Key] = &[
    SAME_ID,
    must("name", Of::Text, "As the body calls itself."),
    may("short_name", Of::Text, "For maps and tables."),
    must("region", Of::Id, "A folder in content/regions/."),
    may("abbreviation", Of::Text, "Its abbreviation."),
    may(
        "former_names",
        Of::List(&FORMER_NAME),
        "What it was called, oldest first.",
    ),
    may("policing_body", Of::Text, "Who holds it to account."),
    NOTE,
];

static FORMER_NAME: Keys = keys(
    "a former name",
    &[
        must("name", Of::Text, "The name."),
        may(
            "until",
            Of::Moment,
            "The last day, month or year that it held.",
        ),
    ],
);

pub(super) static ACCOUNT: Keys = keys(
    "an inspection's account",
    &[
        DRAFT,
        must("inspection", Of::Id, "A file in content/inspections/."),
        may(
            "grade",
            GRADES,
            "A body's judgment; left out where none was given.",
        ),
        may(
            "section",
            Of::Text,
            "The heading in the source report under which all this stands.",
        ),
        may(
            "summary",
            Of::Text,
            "One or two sentences for the top of the page.",
        ),
        may(
            "history",
            Of::List(&HISTORY),
            "Earlier inspections that the report mentions.",
        ),
    ],
);

static HISTORY: Keys = keys(
    "an entry of the history",
    &[
        may("year", Of::Moment, "When."),
        must("programme", Of::Text, "The programme, in words."),
        must("note", Of::Text, "What is said of it."),
        may(
            "finding",
            Of::Id,
            "A finding of this body that it bears on.",
        ),
    ],
);

pub(super) static FIGURES: Keys = keys(
    "a file of figures",
    &[may("figures", Of::List(&FIGURE), "The figures, in order.")],
);

static FIGURE: Keys = Keys {
    what: "a figure",
    either: &["period", "as_of"],
    keys: &[
        must("id", Of::Id, "Permanent, unique within the body."),
        must("measure", MEASURES, "An id of measures.yaml."),
        may(
            "what",
            Of::Text,
            "What exactly is counted; left out where the measure's name says it all.",
        ),
        may("activity", ACTIVITIES, "Which kind of activity."),
        may("role", ROLES, "Led or supported."),
        must("value", Of::Number, "Digits only; a share in per cent."),
        may("unit", UNITS, "The measure's own unless said."),
        may("qualifier", QUALIFIERS, "How sure the source is."),
        may("of", Of::Text, "For a share: what it is a share of."),
        may(
            "words",
            Of::Text,
            "The source's words, shown in place of the value.",
        ),
        may("period", Of::Period, "The time it covers; this or `as_of`."),
        may(
            "as_of",
            Of::MomentOr(&["inspection", "after-inspection"]),
            "When it holds; “inspection” for the time of the inspection, “after-inspection” for some time after it.",
        ),
        may("extract", Of::Id, "A data extract of the inspection."),
        may("finding", Of::Id, "The finding that it stands in."),
        may(
            "key",
            Of::Flag(false),
            "Whether it is one of the body's few key figures.",
        ),
        may("note", Of::Text, "A caveat or a conflict."),
    ],
};

pub(super) static INSPECTION: Keys = keys(
    "an inspection",
    &[
        SAME_ID,
        DRAFT,
        must("title", Of::Text, "As shown."),
        must("programme", PROGRAMMES, "The series it belongs to."),
        may(
            "region",
            Of::Id,
            "The region it is about; left out for an inspection of one body.",
        ),
        must(
            "published",
            Of::MomentOr(&["not-stated"]),
            "When; “not-stated” where the source does not say.",
        ),
        may(
            "fieldwork",
            Of::List(&FIELDWORK),
            "When inspectors were there.",
        ),
        must("source", Of::Map(&SOURCE), "How to name the report."),
        may(
            "cited_in",
            Of::Id,
            "The inspection whose report mentions it, if its own is not held here.",
        ),
        may(
            "data_extracts",
            Of::List(&EXTRACT),
            "What was drawn from which database.",
        ),
    ],
);

static FIELDWORK: Keys = keys(
    "a stretch of fieldwork",
    &[
        must("from", Of::Moment, "When it began."),
        may("to", Of::Moment, "When it ended."),
        may("what", Of::Text, "What was inspected then."),
    ],
);

static SOURCE: Keys = keys(
    "a source",
    &[
        must("publisher", Of::Text, "Who published it."),
        must("report", Of::Text, "How it names itself."),
        may(
            "address",
            Of::Text,
            "Where it is, only if the source states it.",
        ),
    ],
);

static EXTRACT: Keys = keys(
    "a data extract",
    &[
        must("id", Of::Id, "Unique within the inspection."),
        must("dataset", Of::Text, "The database."),
        may("drawn", Of::Moment, "When it was drawn."),
        may("period", Of::Period, "The time it covers."),
        may("covers", Of::Text, "What and whom it covers."),
        may("filters", Of::Texts, "The filters used."),
        may("caveats", Of::Texts, "What to beware of."),
    ],
);

pub(super) static TERM: Keys = keys(
    "a glossary term",
    &[
        SAME_ID,
        DRAFT,
        must("term", Of::Text, "The term."),
        may("abbreviation", Of::Text, "Its abbreviation."),
        may(
            "aliases",
            Of::Texts,
            "Other spellings to link; a plural in -s needs none.",
        ),
        may(
            "autolink",
            Of::Flag(true),
            "Whether it is linked by itself; better not for everyday words.",
        ),
    ],
);

pub(super) static PAGE: Keys = keys(
    "a page",
    &[
        SAME_ID,
        DRAFT,
        may(
            "title",
            Of::Text,
            "The title, unless the page begins with a first-level heading.",
        ),
        may(
            "summary",
            Of::Text,
            "One sentence for search engines and lists.",
        ),
        may(
            "shows",
            Of::Choices(&["data-extracts", "finding-kinds", "grades"]),
            "Tables that the site adds.",
        ),
        may("template", Of::Text, "Another template of the theme."),
        may(
            "search",
            Of::Flag(true),
            "Whether search finds it; better not if it is for those who work on the site.",
        ),
    ],
);

pub(super) static TOPIC: Keys = keys(
    "a topic",
    &[
        must("id", Of::Id, "As written in content."),
        must("name", Of::Text, "As shown."),
        must("description", Of::Text, "What it covers."),
    ],
);

pub(super) static MEASURE: Keys = keys(
    "a measure",
    &[
        must("id", Of::Id, "As written in content."),
        must("name", Of::Text, "As shown."),
        must("definition", Of::Text, "What it counts."),
        must("unit", UNITS, "Its usual unit."),
    ],
);
