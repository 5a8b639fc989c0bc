//! Why the preview cannot do what it is asked: listen, or open a file in the editor.

use std::io::{self, ErrorKind};

/// Why the preview cannot do what it is asked.
#[derive(Debug, thiserror::Error)]
pub enum PreviewError {
    /// `--host` is no name of a machine.
    #[error(
        "unknown host {host}{}; `--host` takes an address or a name of this machine, without a port",
        reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default()
    )]
    UnknownHost {
        /// The name, as the user wrote it.
        host: String,
        /// The system's reason, if it gave one.
        reason: Option<io::Error>,
    },
    /// `--host` is the address of another machine.
    #[error(
        "cannot listen on {host}: it is not an address of this machine. Leave `--host` out to serve \
         only this machine, or use `--host 0.0.0.0` to serve your network"
    )]
    NotThisMachine {
        /// The address.
        host: String,
    },
    /// Another program listens on the port.
    #[error(
        "port {port} on {host} is in use; choose another with `--port`, or leave `--port` out to \
         use a free one"
    )]
    PortInUse {
        /// The address.
        host: String,
        /// The port.
        port: u16,
    },
    /// The user may not listen on the port.
    #[error(
        "cannot listen on port {port} of {host}: permission denied; ports below 1024 are for \
         administrators"
    )]
    Permission {
        /// The address.
        host: String,
        /// The port.
        port: u16,
    },
    /// The system does not listen for another reason.
    #[error("cannot listen on port {port} of {host}: {reason}")]
    Listen {
        /// The address.
        host: String,
        /// The port.
        port: u16,
        /// The system's reason.
        reason: io::Error,
    },
    /// The system refused something that it gives every program.
    #[error("the preview cannot start: {0}")]
    System(#[source] io::Error),
    /// There are no threads to render in the background.
    #[error("the preview cannot start: {0}")]
    Threads(#[source] rayon::ThreadPoolBuildError),
    /// The secret of the preview's own URLs cannot be made.
    #[error("the system gives no random numbers: {0}")]
    Random(getrandom::Error),
    /// Neither `site.toml` nor the environment names an editor.
    #[error("no editor command is set")]
    NoEditor,
    /// The editor's command cannot be run.
    #[error("`{0}` cannot be run: {1}")]
    Editor(String, #[source] io::Error),
    /// Another file was opened a moment ago, or too many editors run.
    #[error("A file was opened a moment ago.")]
    TooOften,
}

impl PreviewError {
    /// `--host` cannot be resolved.
    pub(super) fn unknown_host(host: &str, reason: Option<io::Error>) -> PreviewError {
        let host = host.to_owned();
        PreviewError::UnknownHost { host, reason }
    }

    /// A port cannot be listened on.
    pub(super) fn listen(host: &str, port: u16, reason: io::Error) -> PreviewError {
        let host = host.to_owned();
        match reason.kind() {
            ErrorKind::AddrInUse => PreviewError::PortInUse { host, port },
            ErrorKind::AddrNotAvailable => PreviewError::NotThisMachine { host },
            ErrorKind::PermissionDenied => PreviewError::Permission { host, port },
            _ => PreviewError::Listen { host, port, reason },
        }
    }
}
