//! Compares two editions, table by table.

use super::edition::{AddressState, Edition, TableRow, cell};
use super::words::words;
use super::{ChangeKind, EditionChange};

/// Everything that changed from one edition to another, ordered by kind and id.
pub fn compare(old: &Edition, new: &Edition) -> Vec<EditionChange> {
    let mut changes = Vec::new();
    grades(old, new, &mut changes);
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
    removed: ChangeKind,
    /// The column that says what became of a row.
    status: Option<(&'static str, ChangeKind)>,
}

const FINDINGS: Compared = Compared {
    table: "findings",
    name: "title",
    texts: &["title", "kind", "text"],
    new: ChangeKind::FindingNew,
    changed: ChangeKind::FindingReworded,
    removed: ChangeKind::FindingRemoved,
    status: Some(("status", ChangeKind::FindingStatus)),
};
const RECOMMENDATIONS: Compared = Compared {
    table: "recommendations",
    name: "text",
    texts: &["text", "owner", "due"],
    new: ChangeKind::RecommendationNew,
    changed: ChangeKind::RecommendationReworded,
    removed: ChangeKind::RecommendationRemoved,
    status: Some(("follow_up", ChangeKind::RecommendationStatus)),
};
const FIGURES: Compared = Compared {
    table: "figures",
    name: "measure",
    texts: &[
        "qualifier",
        "value",
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
    removed: ChangeKind::FigureRemoved,
    status: None,
};

fn change(kind: ChangeKind, id: &str, row: &TableRow, name: &str) -> EditionChange {
    let filled = |text: String| (!text.is_empty()).then_some(text);
    EditionChange {
        kind,
        id: id.to_owned(),
        name: cell(row, name),
        from: None,
        to: None,
        url: filled(cell(row, "url")),
        words: Vec::new(),
    }
}

fn rows(how: &Compared, old: &Edition, new: &Edition, changes: &mut Vec<EditionChange>) {
    let written = |row: &TableRow| {
        let cells = how.texts.iter().map(|column| cell(row, column));
        let cells: Vec<String> = cells.filter(|text| !text.is_empty()).collect();
        cells.join(if how.table == "figures" { " " } else { "\n" })
    };
    for (id, row) in new.rows(how.table) {
        let Some(before) = old.row(how.table, id) else {
            let earlier = cell(row, "carried_from");
            let is_carried = how.table == "findings" && !earlier.is_empty();
            changes.push(match is_carried {
                true => EditionChange {
                    from: Some(earlier),
                    ..change(ChangeKind::FindingCarried, id, row, how.name)
                },
                false => change(how.new, id, row, how.name),
            });
            continue;
        };
        let (was, is) = (written(before), written(row));
        if was != is {
            changes.push(EditionChange {
                words: words(&was, &is),
                from: Some(was),
                to: Some(is),
                ..change(how.changed, id, row, how.name)
            });
        }
        if let Some((column, kind)) = how.status {
            let (was, is) = (cell(before, column), cell(row, column));
            if was != is {
                changes.push(EditionChange {
                    from: Some(was).filter(|it| !it.is_empty()),
                    to: Some(is).filter(|it| !it.is_empty()),
                    ..change(kind, id, row, how.name)
                });
            }
        }
    }
    for (id, row) in old.rows(how.table) {
        if new.row(how.table, id).is_none() {
            changes.push(EditionChange {
                url: None,
                ..change(how.removed, id, row, how.name)
            });
        }
    }
}

fn grades(old: &Edition, new: &Edition, changes: &mut Vec<EditionChange>) {
    for (id, row) in new.rows("bodies") {
        let is = cell(row, "grade");
        let before = old.row("bodies", id);
        let was = before.map(|row| cell(row, "grade")).unwrap_or_default();
        let programme = |row: &TableRow| cell(row, "programme");
        let was_in = before.map(programme).unwrap_or_default();
        let scale = |edition: &Edition, programme: &str| edition.scales.get(programme).cloned();
        let scales = (scale(old, &was_in), scale(new, &programme(row)));
        let is_one_scale = scales.0.is_some() && scales.0 == scales.1;
        let place = |grade: &str| scales.1.as_ref()?.grades.iter().position(|it| it == grade);
        let kind = match (was.is_empty(), is.is_empty()) {
            (true, true) => continue,
            (false, true) => ChangeKind::GradeRemoved,
            (true, false) => ChangeKind::GradeNew,
            (false, false) if !is_one_scale && was_in != programme(row) => ChangeKind::GradeNew,
            (false, false) if was == is => continue,
            (false, false) => match (is_one_scale, place(&was), place(&is)) {
                (true, Some(was), Some(is)) if is < was => ChangeKind::GradeBetter,
                (true, Some(_), Some(_)) => ChangeKind::GradeWorse,
                _ => ChangeKind::GradeNew,
            },
        };
        // Of another scale, the earlier grade says nothing about this one.
        let is_moved = matches!(kind, ChangeKind::GradeBetter | ChangeKind::GradeWorse);
        let from = (is_moved || kind == ChangeKind::GradeRemoved).then_some(was);
        changes.push(EditionChange {
            from,
            to: Some(is).filter(|it| !it.is_empty()),
            ..change(kind, id, row, "name")
        });
    }
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
    for (address, state) in &new.addresses {
        match (old.addresses.get(address), state) {
            (Some(before), now) if before == now => {}
            (_, AddressState::Moved(to)) => add(ChangeKind::AddressRedirected, address, Some(to)),
            (_, AddressState::Withdrawn) => add(ChangeKind::AddressWithdrawn, address, None),
            (_, AddressState::Here) => add(ChangeKind::AddressAdded, address, None),
        }
    }
    for address in old.addresses.keys() {
        // An anchor goes with its page, which is listed.
        let page = crate::ledger::page_of(address);
        let is_listed = page != address && new.addresses.get(page) != Some(&AddressState::Here);
        if !new.addresses.contains_key(address) && !is_listed {
            add(ChangeKind::AddressLost, address, None);
        }
    }
}
