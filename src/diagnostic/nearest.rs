//! "Did you mean": the nearest name of the same kind, and lists of what may be written.

/// Longer names than this are not compared: comparing them costs the product of the lengths.
const LONGEST: usize = 100;

/// A list this short is shown whole when no name is near.
const FEW: usize = 12;

/// Advice for an unknown name: the nearest known one, or all of them if they are few.
pub fn did_you_mean<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(best) = nearest(wrong, &known) {
        return Some(format!("did you mean `{best}`?"));
    }
    (!known.is_empty() && known.len() <= FEW).then(|| format!("write {}", one_of(known)))
}

/// Whether a name is so like another that it was meant.
pub fn is_near(wrong: &str, known: &str) -> bool {
    nearest(wrong, &[known]).is_some()
}

/// "`a`, `b` or `c`".
pub fn one_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => String::from("nothing"),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

/// The closest name: few edits away, or one contained in the other.
fn nearest<'a>(wrong: &str, known: &[&'a str]) -> Option<&'a str> {
    if wrong.len() > LONGEST {
        return None;
    }
    let wrong = wrong.to_lowercase();
    let allowed = (wrong.chars().count() / 3).max(1);
    let score = |name: &str| {
        let name = name.to_lowercase();
        let edits = strsim::osa_distance(&wrong, &name);
        let contains =
            name.len() >= 3 && wrong.len() >= 3 && (wrong.contains(&name) || name.contains(&wrong));
        (edits <= allowed || contains).then_some(edits.min(if contains { allowed } else { edits }))
    };
    known
        .iter()
        .filter_map(|name| Some((score(name)?, *name)))
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_name_and_a_stranger_the_list() {
        let forces = ["kent", "essex", "norfolk"];
        assert_eq!(
            did_you_mean("knet", forces).as_deref(),
            Some("did you mean `kent`?")
        );
        assert_eq!(
            did_you_mean("kent-police", forces).as_deref(),
            Some("did you mean `kent`?")
        );
        assert_eq!(
            did_you_mean("zzz", forces).as_deref(),
            Some("write `kent`, `essex` or `norfolk`")
        );
        assert_eq!(did_you_mean("zzz", []), None);
    }
}
