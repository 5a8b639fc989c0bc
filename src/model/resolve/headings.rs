//! What the attributes of a heading say: the question area, the permanent id, the kind, topics, who
//! must act and by when.

use jiff::civil::Date;

use super::{CorpusBuilder, names, page_anchors};
use crate::diagnostic::{Code, Diagnostic, one_of};
use crate::document::Heading;
use crate::fields::date_advice;
use crate::model::{Account, Body, BodyKind, FindingKind, Id, Owner, QuestionArea, Subject, Topic};
use crate::text::{Spanned, is_slug, slug};

/// The heading of findings without a question area.
const NO_AREA: &str = "findings";

/// The years in which a recommendation may be due; others are slips of the finger.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

impl CorpusBuilder<'_> {
    /// The question area of a heading. `None` for a heading without one, and for one that is not
    /// known, which is reported: what is below it is read all the same.
    pub(super) fn question_area(
        &mut self,
        subject: Subject,
        heading: &Heading,
    ) -> Option<Id<QuestionArea>> {
        let written = heading.attributes.id.as_ref().map(|id| id.value.as_str());
        if written == Some(NO_AREA) {
            return None;
        }
        let area = written.and_then(|id| self.corpus.question_areas.find(id));
        match (subject, area) {
            (Subject::Body(_), Some(area)) => Some(area),
            (Subject::Region(_), _) => {
                let diagnostic = Diagnostic::new(
                    Code::UnknownQuestionArea,
                    "question area in an account of a region",
                );
                self.report.push(
                    diagnostic
                        .at(heading.span)
                        .help("write one heading: `## Regional findings {#findings}`"),
                );
                None
            }
            // It may be one of those that could not be read.
            (Subject::Body(_), None)
                if self
                    .corpus
                    .question_areas
                    .missing(written.unwrap_or_default())
                    .is_some() =>
            {
                None
            }
            (Subject::Body(_), None) => {
                let message = match written {
                    Some(id) => format!("unknown question area `{id}`"),
                    None => "heading without a question area".to_owned(),
                };
                let at = heading
                    .attributes
                    .id
                    .as_ref()
                    .map_or(heading.span, |id| id.span);
                let diagnostic = Diagnostic::new(Code::UnknownQuestionArea, message).at(at);
                let known = self.corpus.question_areas.names();
                self.report.push(match written {
                    _ if known.is_empty() => {
                        diagnostic.help("add `[[question_areas]]` to site.toml")
                    }
                    Some(id) => names::advise(diagnostic, id, known),
                    None => {
                        let known: Vec<String> = known
                            .into_iter()
                            .map(|name| format!("{{#{name}}}"))
                            .collect();
                        diagnostic.help(format!(
                            "end the heading with {}",
                            one_of(known.iter().map(String::as_str))
                        ))
                    }
                });
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
                // That it has no words has been reported.
                if heading.text.trim().is_empty() {
                    return None;
                }
                let diagnostic = Diagnostic::new(Code::MissingFindingId, "this heading has no id")
                    .at(heading.span);
                self.report.push(diagnostic.help(format!(
                    "{}, so that its address outlives its wording",
                    with_id(heading, &made)
                )));
                Spanned::new(made, heading.span)
            }
        };
        if id.value.starts_with(page_anchors::RESERVED) {
            self.report.push(page_anchors::reserved(&id));
            return None;
        }
        if id.value == NO_AREA || self.corpus.question_areas.find(&id.value).is_some() {
            let owner = self.corpus.subject_id(subject);
            let diagnostic = Diagnostic::new(
                Code::DuplicateId,
                format!(
                    "the id `{}` is already used on the page of `{owner}`",
                    id.value
                ),
            );
            self.report
                .push(diagnostic.at(id.span).help("choose another id"));
            return None;
        }
        // A heading without letters or digits gives no id; an empty heading has its own diagnostic.
        is_slug(&id.value).then_some(id.value)
    }

    pub(super) fn kind(
        &mut self,
        account: Id<Account>,
        heading: &Heading,
    ) -> Option<Id<FindingKind>> {
        let mut kind = None;
        for class in &heading.attributes.classes {
            if matches!(
                class.value.as_str(),
                "strength" | "finding" | "recommendation"
            ) {
                continue;
            }
            let found = self.corpus.finding_kinds.find(&class.value);
            let diagnostic = match (found, kind) {
                (Some(found), None) => {
                    kind = Some(found);
                    continue;
                }
                (Some(_), Some(_)) => {
                    Diagnostic::new(Code::UnknownKind, "more than one kind on a finding")
                        .help("keep one of the kinds")
                }
                (None, _) => {
                    self.corpus.accounts[account].is_whole = false;
                    if self.corpus.finding_kinds.missing(&class.value).is_some() {
                        continue;
                    }
                    let known = self
                        .corpus
                        .finding_kinds
                        .names()
                        .into_iter()
                        .chain(["strength"]);
                    // As they are written, with their dot.
                    let known: Vec<String> = known.map(|name| format!(".{name}")).collect();
                    let diagnostic = Diagnostic::new(
                        Code::UnknownKind,
                        format!("unknown kind of finding `{}`", class.value),
                    );
                    names::advise(
                        diagnostic,
                        &format!(".{}", class.value),
                        known.iter().map(String::as_str).collect(),
                    )
                }
            };
            self.report.push(diagnostic.at(class.span));
        }
        let strength = heading
            .attributes
            .classes
            .iter()
            .find(|class| class.value == "strength");
        if let (Some(strength), Some(_)) = (strength, kind) {
            let message = "`.strength` on a boxed finding";
            let diagnostic = Diagnostic::new(Code::MalformedAttribute, message).at(strength.span);
            self.report.push(
                diagnostic
                    .help("remove `.strength`: only a finding without a kind can be a strength"),
            );
        }
        kind
    }

    pub(super) fn topics(&mut self, heading: &Heading) -> Vec<Id<Topic>> {
        let mut topics = Vec::new();
        for topic in heading.attributes.list("topics") {
            let found = names::find(
                &self.corpus.topics,
                "topic",
                Code::UnknownTopic,
                &topic,
                &mut self.report,
            );
            // Written twice, it would list the finding twice.
            topics.extend(found.filter(|found| !topics.contains(found)));
        }
        topics
    }

    pub(super) fn due(&mut self, heading: &Heading) -> Option<Date> {
        let Some(written) = heading.attributes.value("due") else {
            let diagnostic =
                Diagnostic::new(Code::MissingDueDate, "this recommendation has no due date");
            let help = "add `due=2024-03-01`, the day by which it must be done";
            self.report.push(diagnostic.at(heading.span).help(help));
            return None;
        };
        let date = (written.value.len() == 10)
            .then(|| written.value.parse().ok())
            .flatten();
        let is_likely = date.is_some_and(|date: Date| YEARS.contains(&date.year()));
        // A missing value has its own diagnostic.
        if !is_likely && !written.value.is_empty() {
            let message = match date {
                Some(_) => format!("the year of `{}` is out of range", written.value),
                None => format!("`{}` is not a day", written.value),
            };
            let diagnostic = Diagnostic::new(Code::InvalidDate, message).at(written.span);
            self.report.push(diagnostic.help(match date {
                Some(_) => "write year, month and day, like `due=2024-03-01`".to_owned(),
                None => date_advice::day(&written.value),
            }));
        }
        date.filter(|_| is_likely)
    }

    pub(super) fn owners(&mut self, heading: &Heading) -> Vec<Owner> {
        let Some(written) = heading.attributes.value("owner") else {
            let diagnostic =
                Diagnostic::new(Code::MissingOwner, "this recommendation has no owner");
            let help = "add `owner=kent`, or `owner=\"The chief constables of the region\"`";
            self.report.push(diagnostic.at(heading.span).help(help));
            return Vec::new();
        };
        let list = heading.attributes.list("owner");
        if !list.iter().all(|owner| is_slug(&owner.value)) {
            if let Some(ids) = self.bodies_in_words(&list) {
                let message = format!(
                    "the owner `{}` names a body of this site, but not by its id",
                    written.value
                );
                let diagnostic = Diagnostic::new(Code::UnknownBody, message).at(written.span);
                self.report.push(diagnostic.help(format!(
                    "write its id, `owner={ids}`, so that the recommendation is on the owner's page"
                )));
            }
            return vec![Owner::Words(written.value.clone())];
        }
        let bodies = list.iter().filter_map(|owner| {
            names::body(&self.corpus, owner, None::<BodyKind>, &mut self.report)
        });
        let mut owners = Vec::new();
        for owner in bodies.map(Owner::Body) {
            // Written twice, it would be shown twice.
            if !owners.contains(&owner) {
                owners.push(owner);
            }
        }
        owners
    }

    /// The ids of owners, if each of them is a name of a body.
    fn bodies_in_words(&self, owners: &[Spanned<String>]) -> Option<String> {
        let id = |owner: &Spanned<String>| {
            let is_name = |name: &str| name.to_lowercase() == owner.value.to_lowercase();
            let is_its = |body: &&Body| {
                [&body.id, &body.name, &body.short_name]
                    .into_iter()
                    .chain(&body.abbreviation)
                    .any(|name| is_name(name))
            };
            self.corpus
                .bodies
                .rows()
                .iter()
                .find(is_its)
                .map(|body| body.id.as_str())
        };
        owners
            .iter()
            .map(id)
            .collect::<Option<Vec<_>>>()
            .map(|ids| ids.join(","))
    }
}

/// How a heading gets an id: a second pair of braces would hide the first.
fn with_id(heading: &Heading, id: &str) -> String {
    match heading.attributes.is_empty() {
        true => format!("end the heading with `{{#{id}}}`"),
        false => format!("write `#{id}` first inside the braces"),
    }
}
