//! Titles and descriptions of pages. A description is what search engines and link previews show.

/// The title and the description of a page that does not depend on content.
#[derive(Clone, Copy, Debug)]
pub struct PageText {
    /// What the page is called, also in links to it.
    pub title: &'static str,
    /// What it shows, in one sentence.
    pub description: &'static str,
}

const fn text(title: &'static str, description: &'static str) -> PageText {
    PageText { title, description }
}

/// The front page, in links to it.
pub const HOME: &str = "Home";

/// The data export.
pub const DATA: PageText = text(
    "Data",
    "Every judgment, finding, recommendation and figure of this site as CSV and JSON, with a \
     description of each table.",
);
/// Everything from A to Z.
pub const SITE_INDEX: PageText = text(
    "Index A to Z",
    "Every region, body, topic, measure and term from A to Z.",
);
/// Places and who serves them.
pub const FIND: PageText = text(
    "Find by place",
    "The police force and the regional unit of every place, and their everyday and former names, \
     from A to Z.",
);
/// What a server shows where there is no page.
pub const NOT_FOUND: PageText = text("Page not found", "There is no page at this address.");
/// The grades of bodies.
pub const JUDGMENTS: PageText = text(
    "Judgments",
    "Every judged force and regional unit against the scale of grades.",
);
/// All findings.
pub const FINDINGS: PageText = text(
    "Findings",
    "Everything that inspectors found, by kind, question area, topic, region and body.",
);
/// All recommendations.
pub const RECOMMENDATIONS: PageText = text(
    "Recommendations",
    "Every recommendation, who must act on it and when it is due.",
);
/// Innovative and promising practice.
pub const PRACTICE: PageText = text("Practice", "Practice that others may wish to copy.");
/// What was corrected.
pub const CORRECTIONS: PageText = text(
    "Corrections",
    "What was wrong on this site, what is right, and why.",
);
/// The search.
pub const SEARCH: PageText = text(
    "Search",
    "Search every finding, recommendation, body, topic and term of this site.",
);
/// The list of briefs.
pub const BRIEFS: PageText = text(
    "Printable briefs",
    "What inspectors said about each force, regional unit and region, to print.",
);
/// The list of regions.
pub const REGIONS: PageText = text(
    "Regions",
    "Every region, with its forces and its regional organised crime unit.",
);
/// The list of forces.
pub const FORCES: PageText = text("Police forces", "Every police force and its judgment.");
/// The list of regional units.
pub const REGIONAL_UNITS: PageText = text(
    "Regional units",
    "Every regional organised crime unit and its judgment.",
);
/// Bodies that a reader chooses, side by side.
pub const COMPARE: PageText = text(
    "Compare",
    "Two to four forces or units side by side: grades, findings, recommendations and figures.",
);
/// The list of topics.
pub const TOPICS: PageText = text(
    "Topics",
    "What the findings are about, topic by topic, across all bodies.",
);
/// The list of measures.
pub const MEASURES: PageText = text(
    "Measures",
    "What is counted, with every figure, its period and its source.",
);
/// The list of terms.
pub const GLOSSARY: PageText = text(
    "Glossary",
    "What the words and abbreviations of the inspections mean.",
);
/// The list of inspections.
pub const INSPECTIONS: PageText = text("Inspections", "The published reports that this site uses.");

/// What the page of a region shows.
pub fn region_description(name: &str) -> String {
    format!(
        "The forces and the regional organised crime unit of the {name} region: judgments, findings \
         and figures."
    )
}

/// What the page of a body without a grade shows.
pub fn ungraded_description(name: &str) -> String {
    format!("{name}: {}.", super::NOT_GRADED)
}

/// What the page of an earlier account shows.
pub fn account_description(report: &str, name: &str) -> String {
    format!("What {report} said about {name}.")
}

/// The title of the page of a response.
pub fn response_title(report: &str, name: &str) -> String {
    format!("{name}: response to {report}")
}

/// What the page of a response shows.
pub fn response_description(report: &str, name: &str) -> String {
    format!("What was answered to {report} about {name}.")
}

/// The title of the bodies of a region side by side.
pub fn side_by_side_title(region: &str) -> String {
    format!("{}: side by side", super::region(region))
}

/// What the bodies of a region side by side show.
pub fn side_by_side_description(region: &str) -> String {
    format!(
        "Every inspected force and unit of the {region} region side by side: grades, findings, \
         recommendations and figures."
    )
}

/// What the page of an inspection shows.
pub fn inspection_description(title: &str) -> String {
    format!("{title}: what the report covers, when it was published and which data it draws on.")
}

/// The title at the old address of a page that moved.
pub fn moved_title(name: &str) -> String {
    format!("Moved: {name}")
}

/// The title at the address of a page that is gone. Its own title may be empty.
pub fn withdrawn_title(title: &str) -> String {
    match title {
        "" => "No longer published".to_owned(),
        title => format!("No longer published: {title}"),
    }
}

/// What the page at an old address shows.
pub const MOVED_DESCRIPTION: &str = "What was at this address.";

/// The list of editions.
pub const RELEASES: PageText = text(
    "What changed",
    "What each edition of this site changed: grades, findings, recommendations, figures and \
     addresses.",
);

/// The title of the page of an edition.
pub fn release_title(edition: &str) -> String {
    format!("What changed in {edition}")
}

/// What the page of an edition shows.
pub fn release_description(since: Option<&str>, edition: &str) -> String {
    match since {
        Some(since) => format!("What changed from edition {since} to edition {edition}."),
        None => format!("What edition {edition} changed."),
    }
}

/// The title in the feed of what an edition changed about a body or region.
pub fn subject_release_title(subject: &str, edition: &str) -> String {
    format!("{subject}: what changed in {edition}")
}
