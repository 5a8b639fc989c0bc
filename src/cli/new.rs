//! The kinds of file that `new` creates.

use clap::{Args, Subcommand};

use super::{QuietArgs, RootArgs};

/// The kinds of file that `new` creates.
#[derive(Debug, Subcommand)]
pub enum NewArgs {
    /// A region
    Region {
        /// Its id, such as `eastern`
        #[arg(value_name = "ID")]
        id: String,
        /// Where.
        #[command(flatten)]
        site: NewSite,
    },
    /// A police force
    Force {
        /// Its id, such as `kent`
        #[arg(value_name = "ID")]
        id: String,
        /// Its region [default: the only one]
        #[arg(long, value_name = "REGION")]
        region: Option<String>,
        /// Where.
        #[command(flatten)]
        site: NewSite,
    },
    /// A regional organised crime unit
    Rocu {
        /// Its id, such as `ersou`
        #[arg(value_name = "ID")]
        id: String,
        /// Its region [default: the only one]
        #[arg(long, value_name = "REGION")]
        region: Option<String>,
        /// Where.
        #[command(flatten)]
        site: NewSite,
    },
    /// An inspection (a published report)
    Inspection {
        /// Its id, such as `soc-eastern`
        #[arg(value_name = "ID")]
        id: String,
        /// The region it covers, if it covers one
        #[arg(long, value_name = "REGION")]
        region: Option<String>,
        /// Where.
        #[command(flatten)]
        site: NewSite,
    },
    /// What an inspection found about a body or region: the text, and a file for its figures
    #[command(visible_alias = "account")]
    InspectionAccount {
        /// The body or region: `kent`, or `region:west-midlands` where a force has the same id
        #[arg(value_name = "BODY")]
        of: String,
        /// Name of the file, by year and programme, such as `2026-soc`
        #[arg(value_name = "NAME")]
        name: String,
        /// The inspection [default: the only one]
        #[arg(long, value_name = "INSPECTION")]
        inspection: Option<String>,
        /// Where.
        #[command(flatten)]
        site: NewSite,
    },
    /// A glossary entry
    Term {
        /// Its id, such as `local-profile`
        #[arg(value_name = "ID")]
        id: String,
        /// Where.
        #[command(flatten)]
        site: NewSite,
    },
    /// An ordinary page
    Page {
        /// Its id, which is also its address, such as `about`
        #[arg(value_name = "ID")]
        id: String,
        /// Where.
        #[command(flatten)]
        site: NewSite,
    },
}

/// The site that a file is added to.
#[derive(Clone, Debug, Args)]
pub struct NewSite {
    /// The site.
    #[command(flatten)]
    pub root: RootArgs,
    /// How much to print.
    #[command(flatten)]
    pub quiet: QuietArgs,
}

impl NewArgs {
    /// The site that the file is added to.
    pub fn site(&self) -> &NewSite {
        match self {
            NewArgs::Region { site, .. }
            | NewArgs::Force { site, .. }
            | NewArgs::Rocu { site, .. }
            | NewArgs::Inspection { site, .. }
            | NewArgs::InspectionAccount { site, .. }
            | NewArgs::Term { site, .. }
            | NewArgs::Page { site, .. } => site,
        }
    }
}
