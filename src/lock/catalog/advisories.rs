//! Security advisories that concern Lock, or auth0.js, which it brings.

use std::sync::LazyLock;

use semver::Version;

use super::range::ReleaseSet;
use super::table::{Row, rows, sources};

const FILE: &str = include_str!("data/advisories.tsv");

static ADVISORIES: LazyLock<Vec<Advisory>> =
    LazyLock::new(|| rows(FILE).filter_map(Advisory::parse).collect());

/// A security advisory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advisory {
    /// Its CVE number.
    pub id: &'static str,
    /// Its number in the GitHub Advisory Database.
    pub ghsa: Option<&'static str>,
    /// The package that has the hole.
    pub package: Package,
    /// How bad it is.
    pub weight: Weight,
    /// The affected releases of the package.
    pub affected: ReleaseSet,
    /// The same as text.
    pub affected_text: &'static str,
    /// The first releases of the package that are not affected.
    pub fixed: Vec<Version>,
    /// The releases of Lock that have the hole, or bring it.
    pub lock: ReleaseSet,
    /// The same as text.
    pub lock_text: &'static str,
    /// What a page has to do to be hit.
    pub exposure: Exposure,
    /// The same as a clause.
    pub when: &'static str,
    /// The key of the [source](advisory_sources).
    pub source: &'static str,
}

/// A package on npm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Package {
    /// `auth0-lock`
    Lock,
    /// `auth0-js`
    Auth0Js,
}

/// How bad an advisory is, by its own account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Low.
    Low,
    /// Moderate, or medium.
    Moderate,
    /// Nobody has rated it where it was read.
    Unrated,
    /// High.
    High,
}

/// What has to be so for a page to be hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exposure {
    /// Nothing that a page could leave out.
    Always,
    /// Something about the tenant, which no page shows.
    Tenant,
    /// The page calls `popup.callback()`.
    Popup,
    /// The option `additionalSignUpFields` is given.
    SignUpFields,
    /// `flashMessage` or `languageDictionary` is given.
    Messages,
    /// The option `defaultADUsernameFromEmailPrefix` is not `false`.
    AdUsernames,
    /// `auth.params` has `maxAge` or `max_age`.
    MaxAge,
}

/// Every advisory, by year.
#[must_use]
pub fn advisories() -> &'static [Advisory] {
    &ADVISORIES
}

/// The sources of the advisories, by the keys that they name.
pub fn advisory_sources() -> impl Iterator<Item = (&'static str, &'static str)> {
    sources(FILE)
}

impl Advisory {
    fn parse(mut row: Row) -> Option<Self> {
        let id = row.text()?;
        let ghsa = row.optional()?;
        let package = match row.text()? {
            "auth0-lock" => Package::Lock,
            "auth0-js" => Package::Auth0Js,
            _ => return None,
        };
        let weight = match row.text()? {
            "low" => Weight::Low,
            "moderate" => Weight::Moderate,
            "unrated" => Weight::Unrated,
            "high" => Weight::High,
            _ => return None,
        };
        let affected_text = row.text()?;
        let fixed = row.text()?.split(", ").map(Version::parse);
        let fixed = fixed.collect::<Result<_, _>>().ok()?;
        let lock_text = row.text()?;
        let exposure = match row.text()? {
            "always" => Exposure::Always,
            "tenant" => Exposure::Tenant,
            "popup" => Exposure::Popup,
            "sign-up-fields" => Exposure::SignUpFields,
            "messages" => Exposure::Messages,
            "ad-usernames" => Exposure::AdUsernames,
            "max-age" => Exposure::MaxAge,
            _ => return None,
        };
        Some(Self {
            id,
            ghsa,
            package,
            weight,
            affected: ReleaseSet::parse(affected_text)?,
            affected_text,
            fixed,
            lock: ReleaseSet::parse(lock_text)?,
            lock_text,
            exposure,
            when: row.text()?,
            source: row.text()?,
        })
    }

    /// The lowest release of that major version of the package that is not affected and not older than
    /// the one that is asked about.
    #[must_use]
    pub fn fixed_in_major(&self, release: &Version) -> Option<&Version> {
        self.fixed
            .iter()
            .find(|fixed| fixed.major == release.major && *fixed > release)
    }
}

impl Package {
    /// Its name on npm.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Lock => "auth0-lock",
            Self::Auth0Js => "auth0-js",
        }
    }
}

impl Weight {
    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::Unrated => "unrated",
            Self::High => "high",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_an_advisory() {
        assert_eq!(advisories().len(), rows(FILE).count());
    }

    #[test]
    fn fixed_releases_are_not_affected() {
        for advisory in advisories() {
            for fixed in &advisory.fixed {
                assert!(!advisory.affected.contains(fixed), "{}", advisory.id);
            }
        }
    }

    #[test]
    fn the_newest_release_has_the_fewest() {
        let count = |release: &Version| {
            let hit = |advisory: &&Advisory| advisory.lock.contains(release);
            advisories().iter().filter(hit).count()
        };
        let newest = super::super::newest().unwrap();
        assert!(super::super::stable().all(|release| count(&release) >= count(&newest)));
    }
}
