//! Grades over time: the judgments of a body on one scale, as a small chart and a table.

use std::collections::BTreeSet;

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
    /// The same grade on the scale of the chart, if the publisher maps another scale to it.
    pub shown_as: Option<Precomputed<GradeView>>,
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

/// A judgment in a trend.
#[derive(Clone, Copy)]
struct TrendJudgment {
    account: Id<Account>,
    /// The grade that the report gives.
    grade: Id<Grade>,
    /// The same grade on the scale of the trend.
    place: Id<Grade>,
}

impl ViewContext {
    /// The judgments of a body over time. The scale is that of the programme, and `site.toml` says which programmes have
    /// the same. Grades of different scales are put together only where `site.toml` says which grades are the same.
    pub fn trends(&self, id: Id<Body>) -> Vec<GradeTrend> {
        let corpus = &*self.corpus;
        let scale = |account: Id<Account>| {
            let programme = corpus.inspections[corpus.accounts[account].inspection].programme;
            corpus.programmes[programme].scale.as_str()
        };
        let accounts = corpus.bodies[id].accounts.iter();
        let graded: Vec<(Id<Account>, Id<Grade>)> = accounts
            .filter_map(|&account| Some((account, corpus.accounts[account].grade?)))
            .collect();
        let scales: BTreeSet<&str> = graded.iter().map(|&(account, _)| scale(account)).collect();
        let judgments = scales.into_iter().map(|on_scale| {
            let judgments = graded.iter().filter_map(|&(account, grade)| {
                let own = scale(account);
                let place = match own == on_scale {
                    true => grade,
                    false => {
                        let id = &corpus.grades[grade].id;
                        let same = self.config.same_grade(own, id, on_scale)?;
                        corpus.grades.find(same)?
                    }
                };
                Some(TrendJudgment {
                    account,
                    grade,
                    place,
                })
            });
            judgments.collect::<Vec<_>>()
        });
        judgments
            .filter(|judgments| judgments.len() > 1)
            .map(|judgments| self.trend(id, &judgments))
            .collect()
    }

    /// The trends of some bodies.
    pub fn trends_of(&self, bodies: impl IntoIterator<Item = Id<Body>>) -> Vec<GradeTrend> {
        let bodies = bodies.into_iter();
        bodies.flat_map(|id| self.trends(id)).collect()
    }

    fn trend(&self, id: Id<Body>, judgments: &[TrendJudgment]) -> GradeTrend {
        let corpus = &*self.corpus;
        let height = |grade: Id<Grade>| MARGIN + grade.row() * STEP.1;
        let step = |(at, judgment): (usize, &TrendJudgment)| {
            let TrendJudgment {
                account,
                grade,
                place,
            } = *judgment;
            let inspection = corpus.accounts[account].inspection;
            let is_mapped = self.corpus.grades[grade].id != self.corpus.grades[place].id;
            TrendStep {
                grade: self.cache.grade(grade),
                shown_as: is_mapped.then(|| self.cache.grade(place)),
                when: published(corpus.inspections[inspection].published),
                inspection: self.cache.inspection(inspection),
                url: self.addresses.account(account),
                x: MARGIN + at * STEP.0,
                y: height(place),
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
