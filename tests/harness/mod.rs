//! What every test target shares: folders of cases, small sites in memory, and checks of built pages.

pub(crate) mod folder;
pub(crate) mod html;
pub(crate) mod passages;
pub(crate) mod site_test;
pub(crate) mod soundness;
pub(crate) mod style;
pub(crate) mod template_fields;
