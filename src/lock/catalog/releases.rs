//! The releases of Lock.

use std::sync::LazyLock;

use semver::Version;

use super::table::{Row, rows, sources};
use crate::lock::LoadedVersion;

const FILE: &str = include_str!("data/releases.tsv");

static RELEASES: LazyLock<Vec<Release>> =
    LazyLock::new(|| rows(FILE).filter_map(Release::parse).collect());

/// The major version that the public functions begin with: what came before was another widget.
const FIRST_MAJOR: u64 = 6;

/// A release of Lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The version.
    pub version: Version,
    /// The day of its release, `2024-05-30`.
    pub date: Option<&'static str>,
    /// The release of auth0.js that it brings.
    pub auth0_js: Option<Version>,
    /// The key of the [source](release_sources).
    pub source: &'static str,
}

impl Release {
    fn parse(mut row: Row) -> Option<Self> {
        let version = row.release()??;
        let date = row.optional()?;
        let auth0_js = row.release()?;
        let _read_from = row.text()?;
        Some(Self {
            version,
            date,
            auth0_js,
            source: row.text()?,
        })
    }
}

/// Every release from 1.0.0 on, pre-releases included, in ascending order.
#[must_use]
pub fn releases() -> &'static [Release] {
    &RELEASES
}

/// The sources of the releases, by the keys that they name.
pub fn release_sources() -> impl Iterator<Item = (&'static str, &'static str)> {
    sources(FILE)
}

/// The newest patch of a minor version: what the CDN serves under the alias `X.Y`.
#[must_use]
pub fn newest_patch(major: u64, minor: u64) -> Option<Version> {
    stable()
        .rev()
        .find(|version| version.major == major && version.minor == minor)
}

/// The newest stable release of a major version.
#[must_use]
pub fn newest_of_major(major: u64) -> Option<Version> {
    stable().rev().find(|version| version.major == major)
}

/// The newest stable release of all.
#[must_use]
pub fn newest() -> Option<Version> {
    stable().next_back()
}

/// The release that is served for a version: for a minor or a major version the newest of it, as
/// Auth0's CDN has it. `None` when the version does not say, or there is nothing of that name.
#[must_use]
pub fn served(version: &LoadedVersion) -> Option<Version> {
    match version {
        LoadedVersion::Exact(version) => Some(version.clone()),
        LoadedVersion::Minor(major, minor) => newest_patch(*major, *minor),
        LoadedVersion::Major(major) => newest_of_major(*major),
        LoadedVersion::StandIn(_) | LoadedVersion::Unknown => None,
    }
}

/// Whether there is such a release, pre-releases included. Says `false` of everything before 6.0.0.
#[must_use]
pub fn exists(version: &Version) -> bool {
    version.major >= FIRST_MAJOR
        && releases()
            .binary_search_by(|release| release.version.cmp(version))
            .is_ok()
}

/// The stable releases from 6.0.0 on, in ascending order.
pub(in crate::lock) fn stable() -> impl DoubleEndedIterator<Item = Version> {
    let is_stable =
        |release: &&Release| release.version.major >= FIRST_MAJOR && release.version.pre.is_empty();
    releases()
        .iter()
        .filter(is_stable)
        .map(|release| release.version.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        Version::parse(text).unwrap()
    }

    #[test]
    fn the_table_is_in_ascending_order() {
        let all: Vec<Version> = stable().collect();
        assert!(all.is_sorted_by(|a, b| a < b));
        assert_eq!(all.first(), Some(&Version::new(6, 0, 0)));
        assert!(releases().is_sorted_by(|a, b| a.version < b.version));
        assert_eq!(releases().len(), rows(FILE).count());
    }

    #[test]
    fn pre_releases_exist_and_are_not_stable() {
        let beta = version("11.0.0-beta.9");
        assert!(exists(&beta));
        assert!(stable().all(|version| version != beta));
    }

    #[test]
    fn an_alias_means_the_newest_patch() {
        for (major, minor, patch) in [
            (9, 2, Some(3)),
            (10, 6, Some(1)),
            (10, 7, Some(3)),
            (11, 30, Some(6)),
            (11, 36, None),
            (5, 1, None),
        ] {
            let expected = patch.map(|patch| Version::new(major, minor, patch));
            assert_eq!(newest_patch(major, minor), expected, "{major}.{minor}");
        }
    }

    #[test]
    fn the_newest_of_each_major() {
        for (major, text) in [
            (9, "9.2.3"),
            (10, "10.24.3"),
            (11, "11.35.1"),
            (12, "12.5.1"),
            (13, "13.2.1"),
            (14, "14.3.0"),
            (15, "15.0.2"),
        ] {
            assert_eq!(newest_of_major(major), Some(version(text)));
        }
        assert_eq!(newest_of_major(16), None);
        assert_eq!(newest(), Some(version("15.0.2")));
    }

    #[test]
    fn what_is_served() {
        for (loaded, expected) in [
            (LoadedVersion::Exact(version("11.30.4")), Some("11.30.4")),
            (LoadedVersion::Minor(11, 30), Some("11.30.6")),
            (LoadedVersion::Minor(11, 99), None),
            (LoadedVersion::Major(9), Some("9.2.3")),
            (LoadedVersion::StandIn("11.x.y".to_owned()), None),
            (LoadedVersion::Unknown, None),
        ] {
            assert_eq!(served(&loaded), expected.map(version), "{loaded:?}");
        }
    }

    #[test]
    fn what_exists() {
        for (text, expected) in [
            ("11.30.4", true),
            ("11.30.7", false),
            ("6.9.0", false),
            ("10.0.0-rc.2", true),
            ("10.0.0-rc.3", false),
            ("11.30.4-beta.1", false),
            ("11.30.4+build", false),
        ] {
            assert_eq!(exists(&version(text)), expected, "{text}");
        }
    }
}
