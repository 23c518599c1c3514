//! Releases that are known to break logins.

use std::sync::LazyLock;

use semver::Version;

use super::range::ReleaseSet;
use super::table::{Row, rows, sources};

const FILE: &str = include_str!("data/defects.tsv");

static DEFECTS: LazyLock<Vec<Defect>> =
    LazyLock::new(|| rows(FILE).filter_map(Defect::parse).collect());

/// A defect of some releases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// The releases that have it.
    pub releases: ReleaseSet,
    /// The same as text.
    pub releases_text: &'static str,
    /// Whether it takes a language other than English.
    pub needs_language: bool,
    /// A clause.
    pub what: &'static str,
    /// The key of the [source](defect_sources).
    pub source: &'static str,
}

/// Every known defect.
#[must_use]
pub fn defects() -> &'static [Defect] {
    &DEFECTS
}

/// The defects of a release.
pub fn defects_of(release: &Version) -> impl Iterator<Item = &'static Defect> {
    defects()
        .iter()
        .filter(|defect| defect.releases.contains(release))
}

/// The sources of the defects, by the keys that they name.
pub fn defect_sources() -> impl Iterator<Item = (&'static str, &'static str)> {
    sources(FILE)
}

impl Defect {
    fn parse(mut row: Row) -> Option<Self> {
        let releases_text = row.text()?;
        Some(Self {
            releases: ReleaseSet::parse(releases_text)?,
            releases_text,
            needs_language: match row.text()? {
                "always" => false,
                "language" => true,
                _ => return None,
            },
            what: row.text()?,
            source: row.text()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_defect() {
        assert_eq!(defects().len(), rows(FILE).count());
    }

    #[test]
    fn which_releases_have_one() {
        for (release, expected) in [
            ("10.6.0", 2),
            ("10.6.1", 1),
            ("11.1.3", 2),
            ("11.2.0", 1),
            ("11.24.3", 1),
            ("11.26.2", 0),
            ("15.0.2", 0),
        ] {
            let release = Version::parse(release).unwrap();
            assert_eq!(defects_of(&release).count(), expected, "{release}");
        }
    }
}
