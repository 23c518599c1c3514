//! What is known of Lock itself: its releases, which of them can serve third-party applications,
//! and the config object that a hosted page is given.
//!
//! Plain tables and pure functions. The facts were read from Lock's own source at its release tags
//! and from builds that were run; where a fact has another source, the place that states it says so.

pub mod config_fields;
pub mod config_reference;
mod releases;
mod support;
mod target;

#[cfg(test)]
pub(super) use releases::stable;
pub use releases::{exists, newest, newest_of_major, newest_patch, served};
pub use support::{
    CONFIGURATION_BASE_SINCE, CONFIGURATION_BASE_WITH_TENANT_SINCE, DOCUMENTED_MINIMUM, FLAG_SINCE,
    Need, Readiness, Recommendation, readiness, recommended,
};
pub(super) use support::{defect, requires_token_issuer};
pub use target::{ParseTargetError, Target};
