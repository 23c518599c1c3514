//! What is known of Lock itself: its releases, which of them can serve third-party applications,
//! and the config object that a hosted page is given.
//!
//! Data files (`data/`), and pure functions of them. A file is read when it is first asked for, which
//! takes tens of microseconds; a page without Lock asks for none. Each file names the sources of its
//! facts: mostly Lock's own source at its release tags, and builds that were run. A fact that stands in
//! the code names its source there.

mod advisories;
pub mod config_fields;
pub mod config_reference;
mod defects;
mod dictionary;
mod libraries;
mod options;
mod range;
mod releases;
mod support;
mod table;
mod target;

pub use advisories::{Advisory, Exposure, Package, Weight, advisories, advisory_sources};
pub use defects::{Defect, defect_sources, defects, defects_of};
pub use dictionary::{DictionaryKey, Language, dictionary, language_at, languages};
pub(crate) use libraries::is_known_library;
pub use options::{
    Constructors, Given, Kind, LockOption, Otherwise, Type, option_sources, options,
};
pub use range::{Lifetime, Moment, ReleaseSet};
#[cfg(test)]
pub(super) use releases::stable;
pub use releases::{
    Release, exists, newest, newest_of_major, newest_patch, release_sources, releases, served,
};
pub use support::{
    CONFIGURATION_BASE_SINCE, CONFIGURATION_BASE_WITH_TENANT_SINCE, DOCUMENTED_MINIMUM, FLAG_SINCE,
    Need, Readiness, Recommendation, readiness, recommended,
};
pub(super) use support::{defect, requires_token_issuer};
pub use target::{ParseTargetError, Target};
