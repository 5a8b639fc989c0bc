//! Grades over time: the judgments of a body on one scale, as a small chart and a table.

use std::collections::BTreeMap;

use serde::Serialize;

use super::account::published;
use super::{GradeView, Link, Precomputed, ViewContext};
use crate::address::Url;
use crate::model::{Account, Body, Grade, Id, Subject};

/// The distance between two judgments in a chart, and between two grades.
const STEP: (usize, usize) = (110, 22);
/// The space around the points of a chart.
const MARGIN: usize = 18;

/// The judgments of a body on one scale.
#[derive(Clone, Debug, Serialize)]
pub struct GradeTrend {
    /// The body.
    pub subject: Precomputed<Link>,
    /// The judgments, the oldest first; two at least.
    pub steps: Vec<TrendStep>,
    /// The grades of the scale, best first, each with its height in the chart.
    pub lines: Vec<TrendLine>,
    /// The width of the chart.
    pub width: usize,
    /// Its height.
    pub height: usize,
    /// The points of its line: "18,40 128,18"
    pub points: String,
}

/// A judgment in a chart.
#[derive(Clone, Debug, Serialize)]
pub struct TrendStep {
    /// The grade.
    pub grade: Precomputed<GradeView>,
    /// When it was published, if its source says.
    pub when: Option<String>,
    /// The inspection.
    pub inspection: Precomputed<Link>,
    /// The page of the account.
    pub url: Url,
    /// Its place from the left.
    pub x: usize,
    /// Its place from the top.
    pub y: usize,
}

/// A grade as a line of a chart.
#[derive(Clone, Debug, Serialize)]
pub struct TrendLine {
    /// The grade.
    pub grade: Precomputed<GradeView>,
    /// Its place from the top.
    pub y: usize,
}

/// The accounts of a body that have a grade, oldest first.
type GradedAccounts = Vec<(Id<Account>, Id<Grade>)>;

impl ViewContext {
    /// The judgments of a body over time. Grades of different scales are never put together; the scale is that of the
    /// programme, and `site.toml` says which programmes have the same.
    pub fn trends(&self, id: Id<Body>) -> Vec<GradeTrend> {
        let corpus = &*self.corpus;
        let mut by_scale: BTreeMap<&str, GradedAccounts> = BTreeMap::new();
        for &account in &corpus.bodies[id].accounts {
            let row = &corpus.accounts[account];
            let programme = corpus.inspections[row.inspection].programme;
            if let Some(grade) = row.grade {
                let scale = corpus.programmes[programme].scale.as_str();
                by_scale.entry(scale).or_default().push((account, grade));
            }
        }
        by_scale.retain(|_, judgments| judgments.len() > 1);
        let judgments = by_scale.into_values();
        judgments
            .map(|judgments| self.trend(id, &judgments))
            .collect()
    }

    /// The trends of some bodies.
    pub fn trends_of(&self, bodies: impl IntoIterator<Item = Id<Body>>) -> Vec<GradeTrend> {
        let bodies = bodies.into_iter();
        bodies.flat_map(|id| self.trends(id)).collect()
    }

    fn trend(&self, id: Id<Body>, judgments: &[(Id<Account>, Id<Grade>)]) -> GradeTrend {
        let corpus = &*self.corpus;
        let height = |grade: Id<Grade>| MARGIN + grade.row() * STEP.1;
        let step = |(at, &(id, grade)): (usize, &(Id<Account>, Id<Grade>))| {
            let inspection = corpus.accounts[id].inspection;
            TrendStep {
                grade: self.cache.grade(grade),
                when: published(corpus.inspections[inspection].published),
                inspection: self.cache.inspection(inspection),
                url: self.addresses.account(id),
                x: MARGIN + at * STEP.0,
                y: height(grade),
            }
        };
        let steps: Vec<TrendStep> = judgments.iter().enumerate().map(step).collect();
        let points: Vec<String> = steps
            .iter()
            .map(|step| format!("{},{}", step.x, step.y))
            .collect();
        let lines = corpus.grades.ids().map(|grade| TrendLine {
            grade: self.cache.grade(grade),
            y: height(grade),
        });
        GradeTrend {
            subject: self.cache.subject(Subject::Body(id)),
            lines: lines.collect(),
            width: 2 * MARGIN + (steps.len() - 1) * STEP.0,
            height: 2 * MARGIN + corpus.grades.len().saturating_sub(1) * STEP.1,
            points: points.join(" "),
            steps,
        }
    }
}
