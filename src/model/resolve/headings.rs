//! What the attributes of a heading say: the question area, the permanent id, the kind, topics, who must act and by when.

use jiff::civil::Date;

use super::super::{Account, BodyKind, FindingKind, Id, Owner, QuestionArea, Subject, Topic};
use super::{Builder, names};
use crate::diagnostic::{Code, Diagnostic, did_you_mean, one_of};
use crate::document::Heading;
use crate::text::{Spanned, is_slug, slug};

/// The heading under which findings of no question area stand.
const NO_AREA: &str = "findings";

impl Builder<'_> {
    /// The question area of a heading; the outer `None` is a fault, the inner one a heading of no question area.
    pub(super) fn question_area(&mut self, subject: Subject, heading: &Heading) -> Option<Option<Id<QuestionArea>>> {
        let written = heading.attributes.id.as_ref().map(|id| id.value.as_str());
        if written == Some(NO_AREA) {
            return Some(None);
        }
        let area = written.and_then(|id| self.corpus.question_areas.find(id));
        match (subject, area) {
            (Subject::Body(_), Some(area)) => Some(Some(area)),
            (Subject::Region(_), _) => {
                let fault =
                    Diagnostic::new(Code::UnknownQuestionArea, "a region's findings stand under no question area");
                self.report.push(fault.at(heading.span).help("write one heading: `## Regional findings {#findings}`"));
                None
            }
            // It may be one of those that could not be read.
            (Subject::Body(_), None) if self.corpus.question_areas.lost(written.unwrap_or_default()).is_some() => None,
            (Subject::Body(_), None) => {
                let message = match written {
                    Some(id) => format!("no question area is called `{id}`"),
                    None => "this heading names no question area".to_owned(),
                };
                let at = heading.attributes.id.as_ref().map_or(heading.span, |id| id.span);
                let known = self
                    .corpus
                    .question_areas
                    .names()
                    .into_iter()
                    .map(|name| format!("{{#{name}}}"))
                    .collect::<Vec<_>>();
                let fault = Diagnostic::new(Code::UnknownQuestionArea, message).at(at);
                self.report.push(fault.help(match known.as_slice() {
                    [] => "site.toml has no `[[question_areas]]` yet: add one for each".to_owned(),
                    _ => format!("end the heading with {}", one_of(known.iter().map(String::as_str))),
                }));
                None
            }
        }
    }

    /// The permanent id of a heading, or one made from its words.
    pub(super) fn slug(&mut self, heading: &Heading, subject: Subject) -> Option<String> {
        let id = match &heading.attributes.id {
            Some(id) => id.clone(),
            None => {
                let made = slug(&heading.text);
                let fault = Diagnostic::new(Code::FindingWithoutId, "this heading has no id").at(heading.span);
                self.report.push(
                    fault.help(format!("end the heading with `{{#{made}}}`, so that its address outlives its wording")),
                );
                Spanned::new(made, heading.span)
            }
        };
        let furniture =
            [NO_AREA, "recommendations", "figures", "history", "source", "mentions", "contents", "summary", "practice"];
        if furniture.contains(&id.value.as_str()) || self.corpus.question_areas.find(&id.value).is_some() {
            let owner = self.corpus.subject_id(subject);
            let fault = Diagnostic::new(
                Code::DuplicateId,
                format!("`{}` is a part of the page of `{owner}` already", id.value),
            );
            self.report.push(fault.at(id.span).help("choose another id"));
            return None;
        }
        // A heading of signs alone makes no id; the empty heading has been reported.
        is_slug(&id.value).then_some(id.value)
    }

    pub(super) fn kind(&mut self, account: Id<Account>, heading: &Heading) -> Option<Id<FindingKind>> {
        let mut kind = None;
        for class in &heading.attributes.classes {
            if matches!(class.value.as_str(), "strength" | "finding" | "recommendation") {
                continue;
            }
            let found = self.corpus.finding_kinds.find(&class.value);
            let fault = match (found, kind) {
                (Some(found), None) => {
                    kind = Some(found);
                    continue;
                }
                (Some(_), Some(_)) => {
                    Diagnostic::new(Code::UnknownKind, "a finding is of one kind").help("keep one of the kinds")
                }
                (None, _) => {
                    self.corpus.accounts[account].is_whole = false;
                    if self.corpus.finding_kinds.lost(&class.value).is_some() {
                        continue;
                    }
                    let known = self.corpus.finding_kinds.names();
                    let known = known.into_iter().chain(["strength"]);
                    let fault =
                        Diagnostic::new(Code::UnknownKind, format!("no kind of finding is called `{}`", class.value));
                    match did_you_mean(&class.value, known) {
                        Some(advice) => fault.help(advice),
                        None => fault,
                    }
                }
            };
            self.report.push(fault.at(class.span));
        }
        kind
    }

    pub(super) fn topics(&mut self, heading: &Heading) -> Vec<Id<Topic>> {
        let mut topics = Vec::new();
        for topic in heading.attributes.list("topics") {
            let found = names::find(&self.corpus.topics, "topic", Code::UnknownTopic, &topic, &mut self.report);
            // Written twice, it would list the finding twice.
            topics.extend(found.filter(|found| !topics.contains(found)));
        }
        topics
    }

    pub(super) fn due(&mut self, heading: &Heading) -> Option<Date> {
        let help = "add `due=2024-03-01`, the day by which it must be done";
        let Some(written) = heading.attributes.value("due") else {
            let fault = Diagnostic::new(Code::RecommendationWithoutDue, "this recommendation has no due date");
            self.report.push(fault.at(heading.span).help(help));
            return None;
        };
        let date = (written.value.len() == 10).then(|| written.value.parse().ok()).flatten();
        if date.is_none() {
            let fault = Diagnostic::new(Code::BadDate, format!("`{}` is not a day", written.value)).at(written.span);
            self.report.push(fault.help(help));
        }
        date
    }

    pub(super) fn owners(&mut self, heading: &Heading) -> Vec<Owner> {
        let Some(written) = heading.attributes.value("owner").filter(|owner| !owner.value.trim().is_empty()) else {
            let fault = Diagnostic::new(Code::RecommendationWithoutOwner, "this recommendation has no owner");
            let help = "add `owner=kent`, or `owner=\"The chief constables of the region\"`";
            self.report.push(fault.at(heading.span).help(help));
            return Vec::new();
        };
        let list = heading.attributes.list("owner");
        if !list.iter().all(|owner| is_slug(&owner.value)) {
            return vec![Owner::Words(written.value.clone())];
        }
        let bodies =
            list.iter().filter_map(|owner| names::body(&self.corpus, owner, None::<BodyKind>, &mut self.report));
        let mut owners = Vec::new();
        for owner in bodies.map(Owner::Body) {
            // Written twice, it would be shown twice.
            if !owners.contains(&owner) {
                owners.push(owner);
            }
        }
        owners
    }
}
