//! Arguments in, one command run, exit code out.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    peelpress::command::run(&peelpress::cli::Cli::parse())
}
