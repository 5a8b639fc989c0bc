//! What the card of a body or region says: the picture that other sites show for a link to its page.

use super::{GradeView, MapView, ViewContext};
use crate::address::Url;
use crate::model::{Finding, Id, Region, Subject};
use crate::wording::{self, search};

/// What a card says.
#[derive(Clone, Debug)]
pub struct CardView {
    /// A line over the name: the region of a body.
    pub kicker: String,
    /// The name.
    pub name: String,
    /// Its grade.
    pub grade: Option<GradeView>,
    /// "3 areas for improvement"; for a region, how many of its bodies hold each grade.
    pub counts: Vec<String>,
    /// The map of its region.
    pub map: Option<CardMap>,
    /// The name of the site.
    pub site: String,
}

/// The map on a card.
#[derive(Clone, Debug)]
pub struct CardMap {
    /// The width of its view box.
    pub width: u32,
    /// The height.
    pub height: u32,
    /// The areas.
    pub areas: Vec<CardArea>,
}

/// An area of it.
#[derive(Clone, Debug)]
pub struct CardArea {
    /// Whether the card is about it.
    pub is_here: bool,
    /// The `d` of its path.
    pub path: String,
}

/// The width of a card, in pixels.
pub const CARD_WIDTH: u32 = 1200;
/// Its height.
pub const CARD_HEIGHT: u32 = 630;
/// The sizes of icons, in pixels: two for the web manifest, and one for a home screen.
pub const ICON_SIZES: [u32; 3] = [180, 192, 512];

impl ViewContext {
    /// Whether pages have cards: they are named by whole addresses.
    pub fn has_cards(&self) -> bool {
        self.optional.cards && !self.addresses.site().origin.is_empty()
    }

    /// The card of a body or region.
    pub fn card(&self, subject: Subject) -> CardView {
        let site = self.config.title.clone();
        match subject {
            Subject::Body(id) => {
                let scale = self.corpus.grades.rows();
                let grade = self.corpus.grade(id);
                let region = self.corpus.bodies[id].region;
                CardView {
                    kicker: region.map_or_else(String::new, |region| self.region_kicker(region)),
                    name: self.corpus.bodies[id].name.clone(),
                    grade: grade.map(|grade| GradeView::new(scale, grade.row())),
                    counts: self.kinds_of(subject),
                    map: self.maps.locator(self, id).map(CardMap::new),
                    site,
                }
            }
            Subject::Region(id) => CardView {
                kicker: search::REGION.to_owned(),
                name: self.corpus.regions[id].name.clone(),
                grade: None,
                counts: self.grades_in(id),
                map: self.maps.region(self, id).map(CardMap::new),
                site,
            },
        }
    }

    /// The card in words.
    pub fn card_text(&self, subject: Subject) -> String {
        let card = self.card(subject);
        let grade = card.grade.map(|grade| grade.name);
        let parts = std::iter::once(card.name).chain(grade).chain(card.counts);
        format!("{}.", parts.collect::<Vec<_>>().join(". "))
    }

    /// The address of the card of a body or region.
    pub fn card_url(&self, subject: Subject) -> Url {
        self.addresses.card(&self.addresses.subject(subject))
    }

    /// "3 areas for improvement", for each boxed kind that a body has findings of.
    fn kinds_of(&self, subject: Subject) -> Vec<String> {
        let findings = self.corpus.present_findings_of(subject);
        let kinds = self.corpus.finding_kinds.iter().filter_map(|(kind, row)| {
            let is_of = |id: &&Id<Finding>| self.corpus.findings[**id].kind == Some(kind);
            let count = findings.iter().filter(is_of).count();
            let name = if count == 1 { &row.name } else { &row.plural };
            (count > 0).then(|| format!("{count} {}", name.to_lowercase()))
        });
        kinds.collect()
    }

    fn region_kicker(&self, region: Id<Region>) -> String {
        wording::of_region(&self.corpus.regions[region].name)
    }

    /// "Good: 3", for each grade that a body of the region holds, best first.
    fn grades_in(&self, id: Id<Region>) -> Vec<String> {
        let region = &self.corpus.regions[id];
        let bodies = region.forces.iter().copied().chain(region.rocu);
        let held: Vec<_> = bodies.filter_map(|body| self.corpus.grade(body)).collect();
        let counts = self.corpus.grades.iter().filter_map(|(grade, row)| {
            let count = held.iter().filter(|held| **held == grade).count();
            (count > 0).then(|| format!("{}: {count}", row.name))
        });
        counts.collect()
    }
}

impl CardMap {
    fn new(map: MapView) -> CardMap {
        let areas = map.areas.into_iter().map(|area| CardArea {
            is_here: area.is_here,
            path: area.path,
        });
        CardMap {
            width: map.width,
            height: map.height,
            areas: areas.collect(),
        }
    }
}
