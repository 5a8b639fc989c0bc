//! The live preview: its states without sockets, its server with raw requests, and the two together on a disk.

#![expect(
    clippy::disallowed_methods,
    reason = "tests look at the disk, the clock and the environment themselves"
)]
#![expect(clippy::print_stdout, reason = "the soak says what it measured")]

mod blocks;
mod moved;
mod on_request;
mod random;
mod security;
mod session;
mod site;
mod soak;
mod strangers;
mod wire;
