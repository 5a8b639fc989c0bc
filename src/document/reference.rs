//! The kinds of thing that a link can name, as in `force:kent`.

/// A kind of thing that a link can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefKind {
    /// `force:kent`
    Force,
    /// `rocu:ersou`
    Rocu,
    /// `region:eastern`
    Region,
    /// `finding:kent/local-profile`, or a recommendation by its id
    Finding,
    /// `term:4p-plan`
    Term,
    /// `page:about`
    Page,
    /// `topic:local-profiles`
    Topic,
    /// `measure:disruptions`
    Measure,
    /// `inspection:soc-eastern`
    Inspection,
}

impl RefKind {
    /// Every kind, in the order in which messages list them.
    pub const ALL: [RefKind; 9] = [
        RefKind::Force,
        RefKind::Rocu,
        RefKind::Region,
        RefKind::Finding,
        RefKind::Term,
        RefKind::Page,
        RefKind::Topic,
        RefKind::Measure,
        RefKind::Inspection,
    ];

    /// The part of a link before its colon.
    pub fn scheme(self) -> &'static str {
        match self {
            RefKind::Force => "force",
            RefKind::Rocu => "rocu",
            RefKind::Region => "region",
            RefKind::Finding => "finding",
            RefKind::Term => "term",
            RefKind::Page => "page",
            RefKind::Topic => "topic",
            RefKind::Measure => "measure",
            RefKind::Inspection => "inspection",
        }
    }

    /// The kind in a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            RefKind::Rocu => "ROCU",
            other => other.scheme(),
        }
    }

    /// The kind of a scheme.
    pub fn of_scheme(scheme: &str) -> Option<RefKind> {
        RefKind::ALL
            .into_iter()
            .find(|kind| kind.scheme() == scheme)
    }

    /// Every scheme.
    pub fn schemes() -> [&'static str; 9] {
        RefKind::ALL.map(RefKind::scheme)
    }
}
