//! `explain`: what an error or warning means.

use super::error::CommandError;
use super::terminal::Terminal;
use super::{CLEAN, Outcome};
use crate::diagnostic::{Code, Severity, did_you_mean};

/// Prints the explanation of a code, or the list of codes.
pub(super) fn explain(name: Option<&str>, terminal: &Terminal) -> Outcome {
    let Some(name) = name else {
        for code in Code::ALL {
            let severity = match code.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            let title = code
                .explanation()
                .lines()
                .next()
                .unwrap_or_default()
                .trim_start_matches("# ");
            terminal.result(format!("{severity:7} {:30} {title}\n", code.name()))?;
        }
        return Ok(CLEAN);
    };
    match Code::by_name(name) {
        Some(code) => {
            terminal.result(code.explanation())?;
            Ok(CLEAN)
        }
        None => {
            let advice = did_you_mean(name, Code::ALL.iter().map(|code| code.name()));
            Err(CommandError::unknown(
                "code",
                name,
                advice,
                "run `peelpress explain` for the list",
            ))
        }
    }
}
