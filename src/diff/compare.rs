//! Compares two editions, table by table.

use super::edition::{AddressState, Edition, TableRow, cell};
use super::pairs::{NewName, Pairs};
use super::{ChangeKind, EditionChange};
use crate::ledger::page_of;
use crate::text::word_changes;

/// Everything that changed from one edition to another, ordered by kind and id.
pub fn compare(old: &Edition, new: &Edition) -> Vec<EditionChange> {
    let mut changes = Vec::new();
    bodies(old, new, &mut changes);
    for table in [&FINDINGS, &RECOMMENDATIONS, &FIGURES] {
        rows(table, old, new, &mut changes);
    }
    addresses(old, new, &mut changes);
    changes.sort();
    changes
}

/// How the rows of a table are compared.
struct Compared {
    table: &'static str,
    name: &'static str,
    /// The columns whose words are compared.
    texts: &'static [&'static str],
    new: ChangeKind,
    changed: ChangeKind,
    renamed: ChangeKind,
    merged: ChangeKind,
    removed: ChangeKind,
    /// The column that says what became of a row.
    status: Option<StatusColumn>,
}

/// The column of a status, and the kinds of change that it shows.
struct StatusColumn {
    name: &'static str,
    closed: ChangeKind,
    other: ChangeKind,
}

const FINDINGS: Compared = Compared {
    table: "findings",
    name: "title",
    texts: &["title", "kind", "text"],
    new: ChangeKind::FindingNew,
    changed: ChangeKind::FindingReworded,
    renamed: ChangeKind::FindingRenamed,
    merged: ChangeKind::FindingMerged,
    removed: ChangeKind::FindingRemoved,
    status: Some(StatusColumn {
        name: "status",
        closed: ChangeKind::FindingClosed,
        other: ChangeKind::FindingStatus,
    }),
};
const RECOMMENDATIONS: Compared = Compared {
    table: "recommendations",
    name: "text",
    texts: &["text", "owner", "due"],
    new: ChangeKind::RecommendationNew,
    changed: ChangeKind::RecommendationReworded,
    renamed: ChangeKind::RecommendationRenamed,
    merged: ChangeKind::RecommendationMerged,
    removed: ChangeKind::RecommendationRemoved,
    status: Some(StatusColumn {
        name: "follow_up",
        closed: ChangeKind::RecommendationClosed,
        other: ChangeKind::RecommendationStatus,
    }),
};
const FIGURES: Compared = Compared {
    table: "figures",
    name: "measure",
    texts: &[
        "qualifier",
        "value",
        "words",
        "unit",
        "activity",
        "role",
        "period_from",
        "period_to",
        "as_of",
        "note",
    ],
    new: ChangeKind::FigureNew,
    changed: ChangeKind::FigureChanged,
    renamed: ChangeKind::FigureRenamed,
    merged: ChangeKind::FigureMerged,
    removed: ChangeKind::FigureRemoved,
    status: None,
};

/// A change of something that the newer edition has.
fn change(
    kind: ChangeKind,
    edition: &Edition,
    id: &str,
    row: &TableRow,
    name: &str,
) -> EditionChange {
    EditionChange {
        kind,
        id: id.to_owned(),
        name: cell(row, name),
        from: None,
        to: None,
        url: edition.address(row),
        words: Vec::new(),
    }
}

fn rows(how: &Compared, old: &Edition, new: &Edition, changes: &mut Vec<EditionChange>) {
    let pairs = Pairs::new(how.table, old, new);
    let change = |kind, id: &str, row| change(kind, new, id, row, how.name);
    for (id, row) in new.rows(how.table) {
        let Some((old_id, before)) = pairs.before(id) else {
            let earlier = cell(row, "carried_from");
            let is_carried = how.table == "findings" && !earlier.is_empty();
            changes.push(match is_carried {
                true => EditionChange {
                    from: Some(earlier),
                    ..change(ChangeKind::FindingCarried, id, row)
                },
                false => change(how.new, id, row),
            });
            continue;
        };
        if old_id != id {
            changes.push(EditionChange {
                from: Some(old_id.to_owned()),
                to: Some(id.to_owned()),
                ..change(how.renamed, id, row)
            });
        }
        let (was, is) = (written(how, before), written(how, row));
        if was != is {
            changes.push(EditionChange {
                words: word_changes(&was, &is),
                from: Some(was),
                to: Some(is),
                ..change(how.changed, id, row)
            });
        }
        if let Some(status) = &how.status {
            let (was, is) = (cell(before, status.name), cell(row, status.name));
            if was != is {
                let is_closed = new.endings.contains(&is) && !old.endings.contains(&was);
                let kind = if is_closed {
                    status.closed
                } else {
                    status.other
                };
                changes.push(EditionChange {
                    from: filled(was),
                    to: filled(is),
                    ..change(kind, id, row)
                });
            }
        }
    }
    for (id, row, now) in pairs.gone() {
        let (kind, to) = match now {
            NewName::PartOf(other) => (how.merged, Some(other.to_owned())),
            NewName::Nothing => (how.removed, None),
        };
        changes.push(EditionChange {
            url: to
                .as_deref()
                .and_then(|id| new.address(new.row(how.table, id)?)),
            to,
            ..change(kind, id, row)
        });
    }
}

fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// The words of a row: those of a finding in lines, those of a figure in one.
fn written(how: &Compared, row: &TableRow) -> String {
    let cells = how.texts.iter().map(|column| cell(row, column));
    let cells: Vec<String> = cells.filter(|text| !text.is_empty()).collect();
    cells.join(if how.table == "figures" { " " } else { "\n" })
}

fn bodies(old: &Edition, new: &Edition, changes: &mut Vec<EditionChange>) {
    let pairs = Pairs::new("bodies", old, new);
    for (id, row) in new.rows("bodies") {
        let before = pairs.before(id);
        if let Some((old_id, before)) = before
            && (old_id != id || cell(before, "name") != cell(row, "name"))
        {
            changes.push(EditionChange {
                from: Some(cell(before, "name")),
                to: Some(cell(row, "name")),
                ..change(ChangeKind::BodyRenamed, new, id, row, "name")
            });
        }
        let before = before.map(|(_, row)| row);
        changes.extend(grade(id, row, before, old, new));
    }
}

/// How a grade changed. A grade of another scale says nothing about this one.
fn grade(
    id: &str,
    row: &TableRow,
    before: Option<&TableRow>,
    old: &Edition,
    new: &Edition,
) -> Option<EditionChange> {
    let is = cell(row, "grade");
    let was = before.map(|row| cell(row, "grade")).unwrap_or_default();
    let programme = |row: &TableRow| cell(row, "programme");
    let was_in = before.map(programme).unwrap_or_default();
    let scale = |edition: &Edition, programme: &str| edition.scales.get(programme).cloned();
    let scales = (scale(old, &was_in), scale(new, &programme(row)));
    let is_one_scale = scales.0.is_some() && scales.0 == scales.1;
    let place = |grade: &str| scales.1.as_ref()?.grades.iter().position(|it| it == grade);
    let kind = match (was.is_empty(), is.is_empty()) {
        (true, true) => return None,
        (false, true) => ChangeKind::GradeRemoved,
        (true, false) => ChangeKind::GradeNew,
        (false, false) if !is_one_scale && was_in != programme(row) => ChangeKind::GradeNew,
        (false, false) if was == is => return None,
        (false, false) => match (is_one_scale, place(&was), place(&is)) {
            (true, Some(was), Some(is)) if is < was => ChangeKind::GradeBetter,
            (true, Some(_), Some(_)) => ChangeKind::GradeWorse,
            _ => ChangeKind::GradeNew,
        },
    };
    let is_moved = matches!(kind, ChangeKind::GradeBetter | ChangeKind::GradeWorse);
    Some(EditionChange {
        from: (is_moved || kind == ChangeKind::GradeRemoved).then_some(was),
        to: filled(is),
        ..change(kind, new, id, row, "name")
    })
}

fn addresses(old: &Edition, new: &Edition, changes: &mut Vec<EditionChange>) {
    let mut add = |kind, address: &str, to: Option<&str>| {
        changes.push(EditionChange {
            kind,
            id: address.to_owned(),
            name: address.to_owned(),
            from: None,
            to: to.map(str::to_owned),
            url: (kind != ChangeKind::AddressLost).then(|| address.to_owned()),
            words: Vec::new(),
        });
    };
    // An edition without pages is compared by what its tables name.
    let has_pages = old.has_pages() && new.has_pages();
    let (before, after) = (old.listed(has_pages), new.listed(has_pages));
    for (&address, &state) in &after {
        match (before.get(address), state) {
            (Some(&before), now) if before == now => {}
            (_, AddressState::Moved(to)) => add(ChangeKind::AddressRedirected, address, Some(to)),
            (_, AddressState::Withdrawn) => add(ChangeKind::AddressWithdrawn, address, None),
            (_, AddressState::Here) => add(ChangeKind::AddressAdded, address, None),
        }
    }
    for &address in before.keys() {
        // An anchor goes with its page, which is listed.
        let page = page_of(address);
        let is_listed = page != address && after.get(page) != Some(&&AddressState::Here);
        if !after.contains_key(address) && !is_listed {
            add(ChangeKind::AddressLost, address, None);
        }
    }
}
