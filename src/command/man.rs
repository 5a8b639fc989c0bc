//! `man`: the manual pages, from what the command line says of itself.

use std::path::Path;

use clap::CommandFactory;
use clap_mangen::Man;

use super::error::CommandError;
use super::{CLEAN, Outcome};
use crate::cli::Cli;
use crate::output::{OutputPath, OutputSet, add};

/// Writes a page of the program and one of each command. A page that exists already is an error.
pub(super) fn man(folder: &Path) -> Outcome {
    let mut pages = OutputSet::default();
    let mut program = Cli::command().disable_help_subcommand(true);
    // Gives each command the name of its page: `peelpress-build`, as `man` finds a command of a program.
    program.build();
    page(&mut pages, &program)?;
    add(&pages, folder)?;
    Ok(CLEAN)
}

/// Adds the page of a command and those of the commands below it.
fn page(pages: &mut OutputSet, command: &clap::Command) -> Result<(), CommandError> {
    for below in command.get_subcommands() {
        page(pages, below)?;
    }
    let man = Man::new(command.clone());
    let mut text = Vec::new();
    man.render(&mut text).map_err(CommandError::Man)?;
    if let Some(path) = OutputPath::new(man.get_filename()) {
        pages.insert(path, text);
    }
    Ok(())
}
