//! Ranges of releases: from one to another, and sets of such ranges.

use semver::Version;

/// The releases that do something: from the first to the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lifetime {
    /// The first release; `None` when no release does it.
    pub since: Option<Version>,
    /// The last release; `None` when the newest one does it still.
    pub last: Option<Version>,
}

/// Where a release lies relative to a [`Lifetime`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// It came before.
    Before,
    /// It is one of them.
    Within,
    /// It came after.
    After,
}

impl Lifetime {
    /// Where a release lies. Pre-releases count as the release that they lead to.
    #[must_use]
    pub fn at(&self, release: &Version) -> Moment {
        let release = Version::new(release.major, release.minor, release.patch);
        match (&self.since, &self.last) {
            (None, _) => Moment::Before,
            (Some(since), _) if release < *since => Moment::Before,
            (_, Some(last)) if release > *last => Moment::After,
            _ => Moment::Within,
        }
    }
}

/// A set of releases: `>=10.9.0 <13.2.1 || >=14.0.0 <15.0.2`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseSet(Vec<Vec<Bound>>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Bound {
    comparison: Comparison,
    release: Version,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Is,
    AtLeast,
    Below,
}

impl ReleaseSet {
    /// Reads a set. `None` when the text is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let ranges = text.split("||");
        let range = |range: &str| range.split_whitespace().map(Bound::parse).collect();
        ranges.map(range).collect::<Option<_>>().map(Self)
    }

    /// Whether a release is one of them.
    #[must_use]
    pub fn contains(&self, release: &Version) -> bool {
        self.0
            .iter()
            .any(|range| range.iter().all(|bound| bound.holds(release)))
    }
}

impl Bound {
    fn parse(text: &str) -> Option<Self> {
        let end = text.find(|c: char| c.is_ascii_digit())?;
        let (comparison, release) = text.split_at(end);
        let comparison = match comparison {
            "=" => Comparison::Is,
            ">=" => Comparison::AtLeast,
            "<" => Comparison::Below,
            _ => return None,
        };
        let release = Version::parse(release).ok()?;
        Some(Self {
            comparison,
            release,
        })
    }

    fn holds(&self, release: &Version) -> bool {
        match self.comparison {
            Comparison::Is => *release == self.release,
            Comparison::AtLeast => *release >= self.release,
            Comparison::Below => *release < self.release,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        Version::parse(text).unwrap()
    }

    #[test]
    fn where_a_release_lies() {
        let lifetime = Lifetime {
            since: Some(version("10.9.0")),
            last: Some(version("10.24.3")),
        };
        for (release, expected) in [
            ("10.8.1", Moment::Before),
            ("10.9.0-beta.1", Moment::Within),
            ("10.24.3", Moment::Within),
            ("11.0.0-beta.1", Moment::After),
            ("11.0.0", Moment::After),
        ] {
            assert_eq!(lifetime.at(&version(release)), expected, "{release}");
        }
        let never = Lifetime {
            since: None,
            last: None,
        };
        assert_eq!(never.at(&version("14.0.0")), Moment::Before);
    }

    #[test]
    fn what_a_set_contains() {
        let set = ReleaseSet::parse(">=10.9.0 <13.2.1 || >=14.0.0 <15.0.2 || =10.6.0").unwrap();
        for (release, expected) in [
            ("10.6.0", true),
            ("10.6.1", false),
            ("10.9.0", true),
            ("13.2.1", false),
            ("14.0.0", true),
            ("15.0.2", false),
        ] {
            assert_eq!(set.contains(&version(release)), expected, "{release}");
        }
        for text in ["10", ">10.0.0", "x"] {
            assert_eq!(ReleaseSet::parse(text), None, "{text}");
        }
    }
}
