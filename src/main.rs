//! Arguments in, one command run, exit code out.

use std::process::ExitCode;

use clap::Parser;

/// A build makes millions of small values on all cores at once; the system's allocator spent more time on them than the
/// rest of the program together.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    peelpress::command::run(&peelpress::cli::Cli::parse())
}
