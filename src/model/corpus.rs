//! Everything, resolved and ordered, with typed look-ups. Never changed after it is made.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::mentions::Mentions;
use super::{
    Account, Body, BodyKind, Choice, Clock, Correction, Extract, Figure, Finding, FindingKind,
    FollowUpRecord, Followed, FormerName, Grade, Id, Inspection, Measure, Owner, Page, Place,
    Programme, Published, QuestionArea, Recommendation, Region, Release, ReportResponse,
    Respondent, ResponseAnswer, Standing, StatusKind, Subject, Table, Target, Term, Topic, Unit,
    status,
};
use crate::config::BodyChoice;
use crate::date::PartialDate;
use crate::wording;

/// Where a link or mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MentionSite {
    /// In a finding, or a recommendation under it.
    Finding(Id<Finding>),
    /// At the head of a question area of an account.
    Lead(Id<Account>),
    /// In an inspection's description.
    Inspection(Id<Inspection>),
    /// In a definition.
    Term(Id<Term>),
    /// On an ordinary page.
    Page(Id<Page>),
}

/// The bodies of a region, the ROCU first, or those that no region lists.
#[derive(Clone, Debug)]
pub struct RegionBodies {
    /// The region.
    pub region: Option<Id<Region>>,
    /// Its bodies.
    pub bodies: Vec<Id<Body>>,
}

/// The whole publication.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// The scale, best first.
    pub grades: Table<Grade>,
    /// Boxed kinds of finding, gravest first.
    pub finding_kinds: Table<FindingKind>,
    /// Question areas, in order.
    pub question_areas: Table<QuestionArea>,
    /// Pursue, prevent, …
    pub activities: Table<Choice>,
    /// Lead, support.
    pub roles: Table<Choice>,
    /// Units.
    pub units: Table<Unit>,
    /// Qualifiers.
    pub qualifiers: Table<Choice>,
    /// Programmes.
    pub programmes: Table<Programme>,
    /// Regions, by id.
    pub regions: Table<Region>,
    /// Bodies: forces by id, then ROCUs by id.
    pub bodies: Table<Body>,
    /// Inspections, by id.
    pub inspections: Table<Inspection>,
    /// Data extracts, by inspection.
    pub extracts: Table<Extract>,
    /// Accounts, by file.
    pub accounts: Table<Account>,
    /// Findings, by account.
    pub findings: Table<Finding>,
    /// Recommendations, by finding.
    pub recommendations: Table<Recommendation>,
    /// Figures, by account.
    pub figures: Table<Figure>,
    /// What can become of a finding or recommendation.
    pub statuses: Table<StatusKind>,
    /// What is due some days after a report is published.
    pub clocks: Table<Clock>,
    /// The follow-up of findings and recommendations, by body or region and date.
    pub follow_up: Table<FollowUpRecord>,
    /// Responses to reports, by body or region.
    pub responses: Table<ReportResponse>,
    /// Corrections, by date.
    pub corrections: Table<Correction>,
    /// What each edition changed, by edition.
    pub releases: Table<Release>,
    /// Topics, in the vocabulary's order.
    pub topics: Table<Topic>,
    /// Measures, in the vocabulary's order.
    pub measures: Table<Measure>,
    /// Glossary terms, by id.
    pub terms: Table<Term>,
    /// Ordinary pages, by id.
    pub pages: Table<Page>,
    /// Places, in the order written.
    pub places: Vec<Place>,
    /// Where the places come from, and their licences.
    pub places_attribution: Vec<String>,
    /// Where each thing is linked to or mentioned, in reading order.
    pub(super) mentions: Mentions,
}

impl Corpus {
    /// Where a thing is linked to or mentioned.
    pub fn mentions(&self, target: Target) -> &[MentionSite] {
        self.mentions.of(target, self)
    }

    /// The bodies of a region: its ROCU, then its forces by name.
    pub fn bodies_of(&self, region: Id<Region>) -> impl Iterator<Item = Id<Body>> + '_ {
        let region = &self.regions[region];
        region.rocu.into_iter().chain(region.forces.iter().copied())
    }

    /// Every region with its bodies, in order; then, under no region, the bodies that no region lists: those without one,
    /// and ROCUs whose region does not name them.
    pub fn by_region(&self) -> Vec<RegionBodies> {
        let of = |id| RegionBodies {
            region: Some(id),
            bodies: self.bodies_of(id).collect(),
        };
        let mut groups: Vec<RegionBodies> = self.regions.ids().map(of).collect();
        let listed: BTreeSet<Id<Body>> = groups
            .iter()
            .flat_map(|group| &group.bodies)
            .copied()
            .collect();
        let others = self
            .bodies
            .ids()
            .filter(|id| !listed.contains(id))
            .collect();
        groups.push(RegionBodies {
            region: None,
            bodies: others,
        });
        groups
    }

    /// The bodies of a kind, by id.
    pub fn bodies_of_kind(&self, kind: BodyKind) -> impl Iterator<Item = (Id<Body>, &Body)> {
        self.bodies
            .iter()
            .filter(move |(_, body)| body.kind == kind)
    }

    /// The account that gives a body its present judgment: the latest with a grade.
    pub fn judgment(&self, body: Id<Body>) -> Option<(&Account, Id<Grade>)> {
        let accounts = self.bodies[body]
            .accounts
            .iter()
            .rev()
            .map(|&id| &self.accounts[id]);
        accounts
            .into_iter()
            .find_map(|account| account.grade.map(|grade| (account, grade)))
    }

    /// The name under which a report grades a body: the one that its account gives, or else the body's own.
    pub fn name_in_report<'c>(&'c self, account: &'c Account, body: Id<Body>) -> &'c str {
        account
            .name_in_report
            .as_deref()
            .unwrap_or(&self.bodies[body].name)
    }

    /// What a body was called at the time of an account: as the report calls it, or else by the name that it had then.
    pub fn name_then<'c>(&'c self, account: &'c Account, body: Id<Body>) -> &'c str {
        let body = &self.bodies[body];
        let day = self.inspections[account.inspection].day();
        let had = |former: &&FormerName| match (former.until, day) {
            (Some(until), Some(day)) => day <= until.last_day(),
            (Some(_) | None, _) => false,
        };
        let former = || {
            body.former_names
                .iter()
                .find(had)
                .map(|it| it.name.as_str())
        };
        let reported = account.name_in_report.as_deref();
        reported.or_else(former).unwrap_or(&body.name)
    }

    /// Whether the report of a body's present judgment is in this collection; without a judgment, any report on it. Of a
    /// report that is not, only what others repeat of its findings is known.
    pub fn is_held(&self, body: Id<Body>) -> bool {
        let is_held = |account: &Account| self.inspections[account.inspection].cited_in.is_none();
        match self.judgment(body) {
            Some((account, _)) => is_held(account),
            None => self.bodies[body]
                .accounts
                .iter()
                .any(|&id| is_held(&self.accounts[id])),
        }
    }

    /// A body's present grade.
    pub fn grade(&self, body: Id<Body>) -> Option<Id<Grade>> {
        self.judgment(body).map(|(_, grade)| grade)
    }

    /// The accounts of a body or region, oldest first.
    pub fn accounts_of(&self, subject: Subject) -> &[Id<Account>] {
        match subject {
            Subject::Region(region) => &self.regions[region].accounts,
            Subject::Body(body) => &self.bodies[body].accounts,
        }
    }

    /// The findings of a body or region, by account.
    pub fn findings_of(&self, subject: Subject) -> impl Iterator<Item = Id<Finding>> + '_ {
        self.accounts_of(subject)
            .iter()
            .flat_map(|&account| self.accounts[account].findings.iter().copied())
    }

    /// Whether an account is the present one of its body or region: the latest. Earlier ones are history.
    pub fn is_present(&self, account: Id<Account>) -> bool {
        self.accounts_of(self.accounts[account].subject).last() == Some(&account)
    }

    /// Whether an account has a page of its own: an earlier one that says anything.
    pub fn has_own_page(&self, id: Id<Account>) -> bool {
        let account = &self.accounts[id];
        let is_bare = account.findings.is_empty()
            && account.leads.is_empty()
            && account.summary.is_none()
            && account.grade.is_none();
        !is_bare && !self.is_present(id)
    }

    /// The findings of the present account of a body or region.
    pub fn present_findings_of(&self, subject: Subject) -> &[Id<Finding>] {
        let present = self.accounts_of(subject).last();
        present.map_or(&[], |&account| &self.accounts[account].findings)
    }

    /// The figures of the present account of a body or region.
    pub fn present_figures_of(&self, subject: Subject) -> &[Id<Figure>] {
        let present = self.accounts_of(subject).last();
        present.map_or(&[], |&account| &self.accounts[account].figures)
    }

    /// The region of an account: that of its inspection, as a body may have moved since.
    pub fn region_of_account(&self, account: Id<Account>) -> Option<Id<Region>> {
        let account = &self.accounts[account];
        let inspected = self.inspections[account.inspection].region;
        match account.subject {
            Subject::Region(region) => Some(region),
            Subject::Body(body) => inspected.or(self.bodies[body].region),
        }
    }

    /// The figures of a body or region, by account.
    pub fn figures_of(&self, subject: Subject) -> impl Iterator<Item = Id<Figure>> + '_ {
        self.accounts_of(subject)
            .iter()
            .flat_map(|&account| self.accounts[account].figures.iter().copied())
    }

    /// The region a subject is, or is in.
    pub fn region_of(&self, subject: Subject) -> Option<Id<Region>> {
        match subject {
            Subject::Region(region) => Some(region),
            Subject::Body(body) => self.bodies[body].region,
        }
    }

    /// The id of a body or region, as it begins the ids of its findings.
    pub fn subject_id(&self, subject: Subject) -> &str {
        match subject {
            Subject::Region(region) => &self.regions[region].id,
            Subject::Body(body) => &self.bodies[body].id,
        }
    }

    /// The name of a body, or "Eastern region".
    pub fn subject_name(&self, subject: Subject) -> String {
        match subject {
            Subject::Region(region) => wording::region(&self.regions[region].name),
            Subject::Body(body) => self.bodies[body].name.clone(),
        }
    }

    /// Who must act, in words.
    pub fn owners(&self, recommendation: &Recommendation) -> String {
        let name = |owner: &Owner| match owner {
            Owner::Body(body) => self.bodies[*body].name.clone(),
            Owner::Words(words) => words.clone(),
        };
        recommendation
            .owners
            .iter()
            .map(name)
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// Whether a recommendation's day has passed on `today` and nothing has ended it.
    pub fn is_overdue(&self, recommendation: &Recommendation, today: Date) -> bool {
        let is_ended = || self.standing(&recommendation.follow_up, today).is_ended();
        recommendation.due < today && !is_ended()
    }

    /// The earlier findings that found the same, the first one first.
    pub fn found_before(&self, finding: Id<Finding>) -> Vec<Id<Finding>> {
        let mut chain = Vec::new();
        let mut next = self.findings[finding].carried_from;
        // Each is from an earlier inspection than the next, so the chain ends.
        while let Some(earlier) = next.filter(|earlier| !chain.contains(earlier)) {
            chain.push(earlier);
            next = self.findings[earlier].carried_from;
        }
        chain.reverse();
        chain
    }

    /// What was answered to a finding or recommendation of an account.
    pub fn answers(
        &self,
        account: Id<Account>,
        about: Followed,
    ) -> impl Iterator<Item = &ResponseAnswer> {
        let response = self.accounts[account].response;
        let answers = response
            .into_iter()
            .flat_map(|id| &self.responses[id].answers);
        answers.filter(move |answer| answer.about == about)
    }

    /// Whether those who hold a body to account have answered the report of an account.
    pub fn is_answered(&self, account: Id<Account>) -> bool {
        let response = self.accounts[account].response;
        let mut answers = response
            .into_iter()
            .flat_map(|id| &self.responses[id].answers);
        answers.any(|answer| answer.by == Respondent::PolicingBody)
    }

    /// What the publication of an account's report makes due, and the last day for it. Nothing is known to be due if the day of
    /// publication is not known, or the report itself is not in this collection.
    pub fn clocks_of(&self, account: Id<Account>) -> Vec<(Id<Clock>, Date)> {
        let account = &self.accounts[account];
        let inspection = &self.inspections[account.inspection];
        let (Subject::Body(body), Published::On(PartialDate::Day(published)), None) =
            (account.subject, inspection.published, inspection.cited_in)
        else {
            return Vec::new();
        };
        let kind = match self.bodies[body].kind {
            BodyKind::Force => BodyChoice::Force,
            BodyKind::Rocu => BodyChoice::Rocu,
        };
        let clocks = self.clocks.iter();
        clocks
            .filter(|(_, clock)| clock.runs_for(kind))
            .map(|(id, clock)| (id, clock.last_day(published)))
            .collect()
    }

    /// What is known on a day of what became of a finding or recommendation with these entries.
    pub fn standing(&self, entries: &[Id<FollowUpRecord>], day: Date) -> Standing<'_> {
        status(entries.iter().map(|&id| &self.follow_up[id]), day)
    }
}
