//! The card of each body and region, beside its page: the picture that other sites show for a link to it.

use rayon::prelude::*;

use super::SiteInputs;
use super::file_group::FileGroupSpec;
use crate::card::{self, Painter};
use crate::output::{FileSink, OutputPath, OutputSet};
use crate::view::{CARD_HEIGHT, CARD_WIDTH};

pub(super) const CARDS: FileGroupSpec = FileGroupSpec {
    name: "cards",
    owns: |path| path.ends_with("/card.png"),
    make,
};

fn make(site: &SiteInputs, _: &dyn FileSink) -> OutputSet {
    let context = &site.context;
    // Pages name their cards by whole addresses.
    if !context.has_cards() || !site.theme.is_sound() {
        return OutputSet::default();
    }
    let painter = Painter::with_own_fonts();
    let subjects: Vec<_> = (site.plan.pages.iter())
        .filter_map(|page| page.kind.subject())
        .collect();
    let cards: Vec<_> = (subjects.into_par_iter())
        .filter_map(|subject| {
            let svg = card::drawing(&context.card(subject));
            let png = painter.paint(&svg, CARD_WIDTH, CARD_HEIGHT)?;
            let path = context.addresses.path(&context.card_url(subject));
            Some((OutputPath::new(path)?, png))
        })
        .collect();
    let mut output = OutputSet::default();
    for (path, png) in cards {
        output.insert(path, png);
    }
    output
}
