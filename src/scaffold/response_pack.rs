//! The response pack: a file with a place for each answer to a report.

use std::fmt::Write;

use crate::model::{Account, Corpus, Finding, Id, Subject, Tone};
use crate::wording;

/// A file to fill in: each recommendation, and each finding that asks for something, with its due day and a place for the
/// words of the body and of those who hold it to account.
pub fn response_pack(corpus: &Corpus, id: Id<Account>) -> String {
    let account = &corpus.accounts[id];
    let subject = account.subject;
    let (folder, policing_body) = match subject {
        Subject::Body(body) => {
            let body = &corpus.bodies[body];
            (body.kind.folder(), body.policing_body.as_deref())
        }
        Subject::Region(_) => ("regions", None),
    };
    let policing_body = policing_body.unwrap_or(wording::respondent::POLICING_BODY);
    let name = corpus.subject_name(subject);
    let owner = corpus.subject_id(subject);
    let inspection = &corpus.inspections[account.inspection];
    let mut pack = format!(
        "---\n# The response to “{}”.\n# Replace each … with text, or remove the heading above it. Then remove `draft: true`,\n# and save the file as content/{folder}/{owner}/response.md.\n",
        inspection.title
    );
    for (clock, due) in corpus.clocks_of(id) {
        let clock = &corpus.clocks[clock].name;
        let due = wording::day(due);
        let _ = writeln!(pack, "# {clock}: due {due}");
    }
    let _ = write!(
        pack,
        "draft: true\ninspection: {}\n# date: 2026-11-09\n---\n",
        inspection.id
    );
    let mut add = |title: &str, what: &str, slug: &str| {
        let title = title.replace(['{', '}'], "");
        let _ = write!(
            pack,
            "\n## {title} ({what}) {{#{slug}}}\n\n### {name} {{.body}}\n\n…\n\n### {policing_body} {{.policing-body}}\n\n…\n"
        );
    };
    for &id in &account.findings {
        let finding = &corpus.findings[id];
        if asks(corpus, finding) && finding.recommendations.is_empty() {
            let kind = finding
                .kind
                .map(|kind| corpus.finding_kinds[kind].name.as_str());
            add(&finding.title, kind.unwrap_or("finding"), &finding.slug);
        }
        for &id in &finding.recommendations {
            let advice = &corpus.recommendations[id];
            let due = wording::day(advice.due);
            add(
                &advice.title,
                &format!("recommendation, due {due}"),
                &advice.slug,
            );
        }
    }
    pack
}

/// Whether a finding is of a kind that asks for something.
fn asks(corpus: &Corpus, finding: &Finding) -> bool {
    let tone = finding.kind.map(|kind| corpus.finding_kinds[kind].tone);
    matches!(tone, Some(Tone::Concern | Tone::Improvement))
}
