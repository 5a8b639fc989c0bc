//! Writes the site that is measured into a folder: `corpus GENERATOR FORCES FOLDER`.
//!
//! The same forces, prose, tables, links, topics and terms in the form of each generator. Peelpress finds mentions of
//! terms itself; for the others each is a link, and a taxonomy lists where a term is used. It needs no packages:
//! `rustc --edition 2024 -O tests/bench/corpus.rs`.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a bench makes the site that it measures"
)]

mod generate;
mod others;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [generator, forces, folder] = arguments.as_slice() else {
        eprintln!("usage: corpus peelpress|hugo|zola FORCES FOLDER");
        return ExitCode::from(2);
    };
    let Ok(forces) = forces.parse() else {
        eprintln!("`{forces}` is not a number of forces");
        return ExitCode::from(2);
    };
    let site = generate::site(forces);
    let files = match generator.as_str() {
        "peelpress" => site,
        "hugo" => others::hugo(&site),
        "zola" => others::zola(&site),
        other => {
            eprintln!("unknown generator `{other}`");
            return ExitCode::from(2);
        }
    };
    for (path, text) in files {
        let path = Path::new(folder).join(path);
        let written = path
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| std::fs::write(&path, text));
        if let Err(error) = written {
            eprintln!("{}: {error}", path.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
