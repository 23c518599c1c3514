//! The releases of Lock, from 6.0.0 on.
//!
//! The source is the tags of the upstream repository. 13.2.1 and 15.0.2 have no tag that could be
//! read; they are known from their release pages.

use semver::{Prerelease, Version};

/// The releases of one minor version.
struct Line {
    major: u64,
    minor: u64,
    /// In ascending order, never empty.
    patches: &'static [u64],
}

const fn line(major: u64, minor: u64, patches: &'static [u64]) -> Line {
    Line {
        major,
        minor,
        patches,
    }
}

impl Line {
    fn newest(&self) -> Option<Version> {
        let patch = self.patches.last()?;
        Some(Version::new(self.major, self.minor, *patch))
    }
}

/// Every stable release, in ascending order.
#[rustfmt::skip]
const LINES: &[Line] = &[
    line(6, 0, &[0]),
    line(6, 1, &[0, 1, 2, 3, 4, 5, 6]),
    line(6, 2, &[0, 1, 2, 3, 4, 5, 6, 8, 9, 13, 15, 16, 17, 18, 19, 20, 21]),
    line(6, 3, &[0, 1, 2, 3, 4, 5, 6, 7]),
    line(6, 4, &[0]),
    line(6, 5, &[0]),
    line(6, 6, &[0, 1, 2, 3, 4, 5]),
    line(6, 7, &[0, 1]),
    line(6, 8, &[0, 1, 2, 3, 4]),
    line(6, 10, &[1, 2, 3, 4, 5, 6]),
    line(6, 11, &[0]),
    line(6, 12, &[0, 1]),
    line(7, 0, &[0]),
    line(7, 1, &[0, 1, 2, 3, 4, 5, 6, 7, 8]),
    line(7, 2, &[0]),
    line(7, 3, &[0, 1, 2]),
    line(7, 4, &[0]),
    line(7, 5, &[0, 1, 2, 3, 4, 5, 6, 7]),
    line(7, 6, &[0, 1, 2]),
    line(7, 7, &[0, 1, 2, 3, 4, 5, 6]),
    line(7, 8, &[0, 1]),
    line(7, 9, &[0, 1, 2, 3, 4, 5]),
    line(7, 10, &[0, 1, 2, 3, 4]),
    line(7, 11, &[0, 1, 2]),
    line(7, 12, &[0, 1, 2, 3, 4, 5, 6]),
    line(7, 13, &[0]),
    line(7, 14, &[0, 1, 2, 3]),
    line(8, 0, &[0, 1, 2, 3, 4, 5, 6]),
    line(8, 1, &[0, 1, 2, 3, 4, 5]),
    line(8, 2, &[0, 1, 2, 3]),
    line(8, 3, &[0, 1, 2]),
    line(9, 0, &[0, 1, 2, 3, 4, 5, 6, 7]),
    line(9, 1, &[0, 1, 2, 3, 4, 5]),
    line(9, 2, &[0, 1, 2, 3]),
    line(10, 0, &[0, 1, 2]),
    line(10, 1, &[0]),
    line(10, 2, &[0, 1, 2, 3]),
    line(10, 3, &[0]),
    line(10, 4, &[0, 1]),
    line(10, 5, &[0, 1]),
    line(10, 6, &[0, 1]),
    line(10, 7, &[0, 1, 2, 3]),
    line(10, 8, &[0, 1]),
    line(10, 9, &[0, 1, 2]),
    line(10, 10, &[0, 1, 2]),
    line(10, 11, &[0]),
    line(10, 12, &[0, 1, 2, 3]),
    line(10, 13, &[0]),
    line(10, 14, &[0]),
    line(10, 15, &[0, 1]),
    line(10, 16, &[0]),
    line(10, 17, &[0]),
    line(10, 18, &[0]),
    line(10, 19, &[0]),
    line(10, 20, &[0]),
    line(10, 21, &[0, 1]),
    line(10, 22, &[0]),
    line(10, 23, &[0, 1]),
    line(10, 24, &[0, 1, 2, 3]),
    line(11, 0, &[0, 1]),
    line(11, 1, &[0, 1, 2, 3]),
    line(11, 2, &[0, 1, 2, 3]),
    line(11, 3, &[0, 1]),
    line(11, 4, &[0]),
    line(11, 5, &[0, 1, 2]),
    line(11, 6, &[0, 1]),
    line(11, 7, &[0, 1, 2]),
    line(11, 8, &[0, 1]),
    line(11, 9, &[0, 1]),
    line(11, 10, &[0]),
    line(11, 11, &[0]),
    line(11, 12, &[0, 1]),
    line(11, 13, &[0, 1, 2]),
    line(11, 14, &[0, 1]),
    line(11, 15, &[0]),
    line(11, 16, &[0, 1, 2, 3]),
    line(11, 17, &[0, 1, 2, 3]),
    line(11, 18, &[0, 1]),
    line(11, 19, &[0]),
    line(11, 20, &[0, 1, 2, 3, 4]),
    line(11, 21, &[0, 1]),
    line(11, 22, &[0, 1, 2, 3, 4, 5]),
    line(11, 23, &[0, 1]),
    line(11, 24, &[0, 1, 2, 3, 4, 5]),
    line(11, 25, &[0, 1]),
    line(11, 26, &[0, 1, 2, 3]),
    line(11, 27, &[0, 1, 2]),
    line(11, 28, &[0, 1]),
    line(11, 29, &[0, 1]),
    line(11, 30, &[0, 1, 2, 3, 4, 5, 6]),
    line(11, 31, &[0, 1]),
    line(11, 32, &[0, 1, 2]),
    line(11, 33, &[0, 1, 2, 3]),
    line(11, 34, &[0, 1, 2]),
    line(11, 35, &[0, 1]),
    line(12, 0, &[0, 1, 2]),
    line(12, 1, &[0]),
    line(12, 2, &[0]),
    line(12, 3, &[0, 1]),
    line(12, 4, &[0]),
    line(12, 5, &[0, 1]),
    line(13, 0, &[0]),
    line(13, 1, &[0]),
    line(13, 2, &[0, 1]),
    line(14, 0, &[0]),
    line(14, 1, &[0]),
    line(14, 2, &[0, 1, 2, 3, 4, 5]),
    line(14, 3, &[0]),
    line(15, 0, &[0, 1, 2]),
];

/// Every pre-release.
const PRE_RELEASES: &[&str] = &[
    "10.0.0-beta.1",
    "10.0.0-beta.2",
    "10.0.0-beta.3",
    "10.0.0-beta.4",
    "10.0.0-beta.5",
    "10.0.0-rc.1",
    "10.0.0-rc.2",
    "11.0.0-beta.1",
    "11.0.0-beta.2",
    "11.0.0-beta.3",
    "11.0.0-beta.4",
    "11.0.0-beta.5",
    "11.0.0-beta.6",
    "11.0.0-beta.7",
    "11.0.0-beta.8",
    "11.0.0-beta.9",
    "12.0.0-beta.0",
];

/// The newest patch of a minor version: what the CDN serves under the alias `X.Y`.
#[must_use]
pub fn newest_patch(major: u64, minor: u64) -> Option<Version> {
    LINES
        .iter()
        .find(|line| line.major == major && line.minor == minor)
        .and_then(Line::newest)
}

/// The newest stable release of a major version.
#[must_use]
pub fn newest_of_major(major: u64) -> Option<Version> {
    let line = LINES.iter().rev().find(|line| line.major == major)?;
    line.newest()
}

/// The newest stable release of all.
#[must_use]
pub fn newest() -> Option<Version> {
    LINES.last().and_then(Line::newest)
}

/// Whether there is such a release, pre-releases included. Says `false` of everything before 6.0.0.
#[must_use]
pub fn exists(version: &Version) -> bool {
    if version.pre != Prerelease::EMPTY {
        let text = version.to_string();
        return PRE_RELEASES.contains(&text.as_str());
    }
    version.build.is_empty()
        && LINES.iter().any(|line| {
            line.major == version.major
                && line.minor == version.minor
                && line.patches.contains(&version.patch)
        })
}

/// The stable releases, in ascending order.
pub(super) fn stable() -> impl DoubleEndedIterator<Item = Version> {
    LINES.iter().flat_map(|line| {
        let release = |patch: &u64| Version::new(line.major, line.minor, *patch);
        line.patches.iter().map(release)
    })
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
        assert!(LINES.iter().all(|line| !line.patches.is_empty()));
    }

    #[test]
    fn every_pre_release_is_a_version_that_exists() {
        for text in PRE_RELEASES {
            assert!(exists(&version(text)), "{text}");
        }
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
