//! Bodies against the scale: the matrix of all judgments, and the ladder of one region.

use serde::Serialize;

use super::{BodyRow, Download, GradeTrend, GradeView, Link, Precomputed, ViewContext};
use crate::model::{Body, BodyKind, Grade, Id, RegionBodies};

/// How many bodies of each kind hold a grade.
#[derive(Clone, Debug, Serialize)]
pub struct GradeCount {
    /// The grade.
    pub grade: Precomputed<GradeView>,
    /// Forces that hold it.
    pub forces: usize,
    /// ROCUs that hold it.
    pub rocus: usize,
}

/// The judgments of one region, or of bodies that no region lists.
#[derive(Clone, Debug, Serialize)]
pub struct JudgmentGroup {
    /// The region.
    pub region: Option<Precomputed<Link>>,
    /// Its bodies that hold a judgment, the ROCU first.
    pub rows: Vec<JudgmentRow>,
}

/// A row of the matrix.
#[derive(Clone, Debug, Serialize)]
pub struct JudgmentRow {
    /// The body.
    pub body: Precomputed<BodyRow>,
    /// The judgment.
    pub judgment: super::JudgmentView,
}

/// The page of judgments.
#[derive(Clone, Debug, Serialize)]
pub struct Judgments {
    /// The scale, best first.
    pub scale: Vec<Precomputed<GradeView>>,
    /// How many bodies hold each grade.
    pub counts: Vec<GradeCount>,
    /// The judgments by region.
    pub groups: Vec<JudgmentGroup>,
    /// Grades over time, of every body with two judgments on one scale.
    pub trends: Vec<GradeTrend>,
    /// Bodies without a judgment in this collection.
    pub ungraded: Vec<Precomputed<BodyRow>>,
    /// The rows as files.
    pub downloads: Vec<Download>,
}

/// A step of the scale with the bodies of a region that have this grade, as one of them sees it.
#[derive(Clone, Debug, Serialize)]
pub struct LadderStep {
    /// The grade; none for bodies without one.
    pub grade: Option<Precomputed<GradeView>>,
    /// Whether the body that the ladder is about is here.
    pub is_here: bool,
    /// The others that do.
    pub others: Vec<Precomputed<BodyRow>>,
}

impl ViewContext {
    /// The scale, best first.
    pub fn scale(&self) -> Vec<Precomputed<GradeView>> {
        self.corpus
            .grades
            .ids()
            .map(|grade| self.cache.grade(grade))
            .collect()
    }

    /// How many bodies that exist on the site's date hold each grade.
    pub fn grade_counts(&self) -> Vec<GradeCount> {
        let mut counts = vec![(0, 0); self.corpus.grades.len()];
        for (id, body) in self.corpus.bodies.iter() {
            if let Some(grade) = self.corpus.grade(id).filter(|_| self.exists(id)) {
                let (forces, rocus) = &mut counts[grade.row()];
                match body.kind {
                    BodyKind::Force => *forces += 1,
                    BodyKind::Rocu => *rocus += 1,
                }
            }
        }
        let count = |(grade, (forces, rocus)): (Id<Grade>, (usize, usize))| GradeCount {
            grade: self.cache.grade(grade),
            forces,
            rocus,
        };
        self.corpus.grades.ids().zip(counts).map(count).collect()
    }

    /// A body among the `others` of its region, the best grade first. Empty if none of the others
    /// has a grade: there is nothing to compare then. Bodies without a grade come last, if there
    /// are any.
    pub(super) fn ladder(&self, here: Id<Body>, others: &[Id<Body>]) -> Vec<LadderStep> {
        let mut by_grade = vec![Vec::new(); self.corpus.grades.len()];
        let mut ungraded = Vec::new();
        for &other in others {
            let step = self
                .corpus
                .grade(other)
                .map_or(&mut ungraded, |grade| &mut by_grade[grade.row()]);
            step.push(self.cache.body_row(other));
        }
        if ungraded.len() == others.len() {
            return Vec::new();
        }
        let at = self.corpus.grade(here);
        let step = |(grade, others)| LadderStep {
            grade: Some(self.cache.grade(grade)),
            is_here: at == Some(grade),
            others,
        };
        let mut steps: Vec<LadderStep> = self.corpus.grades.ids().zip(by_grade).map(step).collect();
        if at.is_none() || !ungraded.is_empty() {
            steps.push(LadderStep {
                grade: None,
                is_here: at.is_none(),
                others: ungraded,
            });
        }
        steps
    }

    /// The page of judgments.
    pub fn judgments(&self) -> Judgments {
        let corpus = &*self.corpus;
        let row = |id| {
            self.judgment(id).map(|judgment| JudgmentRow {
                body: self.cache.body_row(id),
                judgment,
            })
        };
        let group = |RegionBodies { region, bodies }| JudgmentGroup {
            region: region.map(|region| self.cache.region(region)),
            rows: (bodies.into_iter())
                .filter(|&body| self.exists(body))
                .filter_map(row)
                .collect(),
        };
        let groups = corpus
            .by_region()
            .into_iter()
            .map(group)
            .filter(|group| !group.rows.is_empty())
            .collect();
        let present = corpus.bodies.ids().filter(|&id| self.exists(id));
        let ungraded = present.filter(|&id| corpus.grade(id).is_none());
        Judgments {
            trends: self.trends_of(self.corpus.bodies.ids()),
            scale: self.scale(),
            counts: self.grade_counts(),
            groups,
            ungraded: ungraded.map(|id| self.cache.body_row(id)).collect(),
            downloads: self.downloads(&self.judgment_slices()),
        }
    }
}
