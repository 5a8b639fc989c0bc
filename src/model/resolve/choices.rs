//! The publisher's sets get their rows.

use super::CorpusBuilder;
use crate::model::Corpus;

impl CorpusBuilder<'_> {
    /// The publisher's sets, from `site.toml`, where their ids are known to be unique.
    pub(super) fn choices(&mut self) {
        let Corpus {
            grades,
            finding_kinds,
            question_areas,
            activities,
            roles,
            units,
            qualifiers,
            programmes,
            statuses,
            clocks,
            ..
        } = &mut self.corpus;
        for grade in &self.config.grades {
            let _ = grades.add(&grade.id, grade.clone());
        }
        for kind in &self.config.finding_kinds {
            let _ = finding_kinds.add(&kind.id, kind.clone());
        }
        for area in &self.config.question_areas {
            let _ = question_areas.add(&area.id, area.clone());
        }
        for status in &self.config.statuses {
            let _ = statuses.add(&status.id, status.clone());
        }
        for programme in &self.config.programmes {
            let _ = programmes.add(&programme.id, programme.clone());
        }
        for clock in &self.config.clocks {
            let _ = clocks.add(&clock.id, clock.clone());
        }
        for unit in &self.config.units {
            let _ = units.add(&unit.id, unit.clone());
        }
        let choices = [
            (activities, &self.config.activities),
            (roles, &self.config.roles),
            (qualifiers, &self.config.qualifiers),
        ];
        for (table, choices) in choices {
            for choice in choices {
                let _ = table.add(&choice.id, choice.clone());
            }
        }
    }
}
