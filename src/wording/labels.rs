//! Labels of bodies, tables, maps, figures and results of search.

/// A body that the site gives no grade.
pub const NOT_GRADED: &str = "not graded here";
/// A response without a date.
pub const UNDATED: &str = "no date";

/// "Eastern region"
pub fn region(name: &str) -> String {
    format!("{name} region")
}

/// The region that a body is in: "Region: Eastern"
pub fn of_region(name: &str) -> String {
    format!("Region: {name}")
}

/// "312 kB", rounded up
pub fn file_size(bytes: usize) -> String {
    format!("{} kB", bytes.div_ceil(1000))
}

/// What an entry of the index from A to Z is, after its name.
pub mod entry {
    /// A region.
    pub const REGION: &str = "region";
    /// A force.
    pub const FORCE: &str = "force";
    /// A regional organised crime unit.
    pub const REGIONAL_UNIT: &str = "regional unit";
    /// A name that a body had.
    pub const FORMER_NAME: &str = "former name";
}

/// The names of tables to download.
pub mod table {
    /// The forces of a region, or all.
    pub const FORCES: &str = "Forces";
    /// The forces and the unit of a region.
    pub const FORCES_AND_UNIT: &str = "Forces and regional unit";
    /// The regional organised crime units.
    pub const REGIONAL_UNITS: &str = "Regional units";
    /// Findings of the kinds that are shown in boxes.
    pub const BOXED_FINDINGS: &str = "Boxed findings";
    /// Figures.
    pub const FIGURES: &str = "Figures";
    /// The figures of a region and of its bodies.
    pub const REGION_FIGURES: &str = "Figures of the region and its bodies";
}

/// The titles of maps.
pub mod map {
    /// The map of all forces.
    pub const NATIONAL: &str = "Every force by grade";

    /// The map of the forces of a region.
    pub fn region(region: &str) -> String {
        format!("Forces of the {region} region by grade")
    }

    /// The small map of a force.
    pub fn force(name: &str, region: &str) -> String {
        format!("{name} in the {region} region")
    }

    /// The small map of a regional unit.
    pub fn unit(region: &str) -> String {
        format!("The {region} region")
    }
}

/// What figures count.
pub mod figure {
    /// The beginning of the name of a measure of shares: "Share of disruptions".
    pub const SHARE: &str = "Share of ";

    /// "Disruptions led, as a share of disruptions"
    pub fn share(label: &str, whole: &str) -> String {
        format!("{label}, as a share of {whole}")
    }
}

/// Corrections in the feed.
pub mod correction {
    /// The title of an entry.
    pub fn title(about: &str) -> String {
        format!("Correction: {about}")
    }

    /// What was wrong, what is right, and why.
    pub fn summary(was: &str, is: &str, why: &str) -> String {
        format!("Was: {was} Now: {is} Why: {why}")
    }
}

/// Who answers a report, if the body has no name for them.
pub mod respondent {
    /// The policing body of a force.
    pub const POLICING_BODY: &str = "The local policing body";
    /// The policing bodies of a region.
    pub const POLICING_BODIES: &str = "The policing bodies";
}

/// What the search finds, filters by, and leads to.
pub mod search {
    /// A force.
    pub const FORCE: &str = "Police force";
    /// A regional organised crime unit.
    pub const REGIONAL_UNIT: &str = "Regional unit";
    /// A region.
    pub const REGION: &str = "Region";
    /// A strength.
    pub const STRENGTH: &str = "Strength (our label)";
    /// A finding of no kind.
    pub const FINDING: &str = "Finding";
    /// A recommendation.
    pub const RECOMMENDATION: &str = "Recommendation";
    /// A topic.
    pub const TOPIC: &str = "Topic";
    /// A measure.
    pub const MEASURE: &str = "Measure";
    /// A term of the glossary.
    pub const TERM: &str = "Glossary term";
    /// An inspection.
    pub const INSPECTION: &str = "Inspection";
    /// A page.
    pub const PAGE: &str = "Page";

    /// The filter by kind of result, and its choice of all.
    pub const KINDS: (&str, &str) = ("Kind", "Everything");
    /// The filter by region.
    pub const REGIONS: (&str, &str) = ("Region", "All regions");
    /// The filter by the grade of the body.
    pub const GRADES: (&str, &str) = ("Grade of the body", "Any grade");
    /// The filter by topic.
    pub const TOPICS: (&str, &str) = ("Topic", "All topics");

    /// The choice of what is in no other choice: "Other finding".
    pub fn other(name: &str) -> String {
        format!("Other {}", name.to_lowercase())
    }

    /// Other ways into the site: the folder of a list, its name and what it has.
    pub const WAYS: [(&str, &str, &str); 9] = [
        ("forces/", "Forces", "every police force and its judgment"),
        (
            "rocus/",
            "Regional units",
            "every regional organised crime unit and its judgment",
        ),
        ("findings/", "Findings", "everything that inspectors found"),
        (
            "recommendations/",
            "Recommendations",
            "who must do what, and by when",
        ),
        ("practice/", "Practice", "what others may wish to copy"),
        ("topics/", "Topics", "findings by what they are about"),
        ("measures/", "Measures", "every figure by what it counts"),
        (
            "glossary/",
            "Glossary",
            "what the words and abbreviations mean",
        ),
        (
            "a-z/",
            "Index A to Z",
            "every region, body, topic, measure and term by name",
        ),
    ];
}
