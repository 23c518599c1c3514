//! Which releases can serve third-party applications.
//!
//! The sources: Lock's source at its release tags, its changelog, and builds that were run; Auth0's
//! "Enable third-party applications" for the documented minimum; issue 1417 and pull request 1425 of
//! the upstream repository for 11.8.0.

use semver::Version;

use super::releases::stable;
use super::target::Target;

/// The first release that reads `__useTenantInfo`.
pub const FLAG_SINCE: Version = Version::new(10, 5, 0);

/// The release that Auth0's documentation asks for when the flag is used.
pub const DOCUMENTED_MINIMUM: Version = Version::new(10, 7, 0);

/// The first release that appends the file name to `configurationBaseUrl`, and to a domain outside
/// `auth0.com`. Before, the base itself became the address of the tenant's script.
pub const CONFIGURATION_BASE_SINCE: Version = Version::new(10, 7, 3);

/// The first release that reads `overrides.__tenant` for the address of the tenant's script.
pub const CONFIGURATION_BASE_WITH_TENANT_SINCE: Version = Version::new(11, 8, 0);

/// The oldest release that has the constructor of today. Lock 9 takes its options in `show()`.
const CONSTRUCTOR_SINCE: u64 = 10;

/// What a page asks of Lock beside the flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Need {
    /// Where the page is served.
    pub target: Target,
    /// Whether `configurationBaseUrl` is among the options, or will be.
    pub configuration_base: bool,
    /// Whether `overrides.__tenant` is among the options.
    pub overrides_tenant: bool,
}

/// Whether a release can do what a page needs of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Readiness {
    /// It can.
    Ready,
    /// It came before the change that the page needs.
    TooOld {
        /// The first release that can.
        needs: Version,
        /// A sentence without its full stop: what the older release does.
        why: &'static str,
    },
    /// It is one of the releases that do not work on hosted pages at all.
    Broken {
        /// A sentence without its full stop.
        why: &'static str,
    },
    /// It is Lock 9 or older, whose options go to `show()`: the page has to be rewritten.
    Rewrite,
}

/// Whether a release can do what a page needs of it.
///
/// Says nothing of whether the release [exists](super::exists).
#[must_use]
pub fn readiness(version: &Version, need: Need) -> Readiness {
    if version.major < CONSTRUCTOR_SINCE {
        return Readiness::Rewrite;
    }
    if let Some(why) = defect(version) {
        return Readiness::Broken { why };
    }
    for (needs, why) in demands(need).into_iter().flatten() {
        if *version < needs {
            return Readiness::TooOld { needs, why };
        }
    }
    Readiness::Ready
}

/// Why a release does not work on hosted pages, if it is one that does not.
pub(crate) fn defect(version: &Version) -> Option<&'static str> {
    if *version == Version::new(10, 6, 0) {
        return Some("in the build of Lock 10.6.0 `Auth0Lock` is not a constructor");
    }
    // The pre-releases of 11.0.0 compare as older than 11.0.0 and are no better.
    let of_the_gap = version.major == 11 && *version < Version::new(11, 2, 0);
    of_the_gap.then_some("Lock 11.0.0 to 11.1.3 do not support hosted login pages")
}

/// Whether the constructor of that release throws when `overrides` has `__tenant` without
/// `__token_issuer`: 10.17.0 to 11.5.1 do, in either mode.
pub(crate) fn requires_token_issuer(version: &Version) -> bool {
    (Version::new(10, 17, 0)..=Version::new(11, 5, 1)).contains(version)
}

/// The releases that a need asks for, the most demanding first, so that what is told is enough.
fn demands(need: Need) -> [Option<(Version, &'static str)>; 3] {
    let with_tenant = need.configuration_base && need.overrides_tenant;
    let with_base = need.configuration_base || need.target != Target::Cloud;
    [
        with_tenant.then_some((
            CONFIGURATION_BASE_WITH_TENANT_SINCE,
            "before 11.8.0 Lock leaves `overrides.__tenant` out of the address below `configurationBaseUrl`",
        )),
        with_base.then_some((
            CONFIGURATION_BASE_SINCE,
            "before 10.7.3 Lock finds the tenant's script neither below `configurationBaseUrl` nor on a custom domain",
        )),
        Some((
            DOCUMENTED_MINIMUM,
            "`__useTenantInfo` is documented for Lock 10.7 and later",
        )),
    ]
}

/// A release to move to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recommendation {
    /// The release.
    pub version: Version,
    /// Whether it is of the major version in use: then nothing else of the page has to change.
    pub same_major: bool,
}

/// The release to move to from `version`: the newest of its major that is ready, else the newest of
/// the lowest major above that is. `None` when the page has to be rewritten, or nothing is ready.
#[must_use]
pub fn recommended(version: &Version, need: Need) -> Option<Recommendation> {
    if version.major < CONSTRUCTOR_SINCE {
        return None;
    }
    let newest_major = super::newest()?.major;
    (version.major..=newest_major).find_map(|major| {
        let version_of_major = newest_ready(major, need)?;
        Some(Recommendation {
            version: version_of_major,
            same_major: major == version.major,
        })
    })
}

fn newest_ready(major: u64, need: Need) -> Option<Version> {
    stable()
        .rev()
        .filter(|version| version.major == major)
        .find(|version| readiness(version, need) == Readiness::Ready)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Need = Need {
        target: Target::Cloud,
        configuration_base: false,
        overrides_tenant: false,
    };
    const PRIVATE: Need = Need {
        target: Target::PrivateCloud,
        ..PLAIN
    };
    const CUSTOM: Need = Need {
        target: Target::CustomDomain,
        configuration_base: true,
        overrides_tenant: true,
    };
    const OVERRIDES_ALONE: Need = Need {
        overrides_tenant: true,
        ..PLAIN
    };

    /// The outcome in one word, and the release that is asked for.
    fn judge(text: &str, need: Need) -> String {
        match readiness(&Version::parse(text).unwrap(), need) {
            Readiness::Ready => "ready".to_owned(),
            Readiness::TooOld { needs, .. } => format!("needs {needs}"),
            Readiness::Broken { .. } => "broken".to_owned(),
            Readiness::Rewrite => "rewrite".to_owned(),
        }
    }

    #[test]
    fn the_facts_hold() {
        for (version, need, expected) in [
            ("9.2.3", PLAIN, "rewrite"),
            ("10.0.0-rc.1", PLAIN, "needs 10.7.0"),
            ("10.5.1", PLAIN, "needs 10.7.0"),
            ("10.5.1", PRIVATE, "needs 10.7.3"),
            ("10.6.0", PLAIN, "broken"),
            ("10.6.1", PLAIN, "needs 10.7.0"),
            ("10.7.0", PLAIN, "ready"),
            ("10.7.2", PLAIN, "ready"),
            ("10.7.2", PRIVATE, "needs 10.7.3"),
            ("10.7.3", PRIVATE, "ready"),
            ("10.24.3", CUSTOM, "needs 11.8.0"),
            ("10.24.3", OVERRIDES_ALONE, "ready"),
            ("11.0.0-beta.3", PLAIN, "broken"),
            ("11.0.0", PLAIN, "broken"),
            ("11.1.3", CUSTOM, "broken"),
            ("11.2.0", PLAIN, "ready"),
            ("11.7.2", CUSTOM, "needs 11.8.0"),
            ("11.8.0", CUSTOM, "ready"),
            ("15.0.2", CUSTOM, "ready"),
            ("16.0.0", CUSTOM, "ready"),
        ] {
            assert_eq!(judge(version, need), expected, "{version} {need:?}");
        }
    }

    #[test]
    fn what_to_move_to() {
        for (version, need, expected) in [
            ("9.2.3", PLAIN, None),
            ("10.2.1", PLAIN, Some(("10.24.3", true))),
            ("10.2.1", CUSTOM, Some(("11.35.1", false))),
            ("11.1.3", PRIVATE, Some(("11.35.1", true))),
            ("11.5.0", CUSTOM, Some(("11.35.1", true))),
            ("99.0.0", PLAIN, None),
        ] {
            let expected = expected.map(|(text, same_major)| Recommendation {
                version: Version::parse(text).unwrap(),
                same_major,
            });
            let version = Version::parse(version).unwrap();
            assert_eq!(recommended(&version, need), expected, "{version} {need:?}");
        }
    }

    #[test]
    fn what_is_recommended_is_ready() {
        for need in [PLAIN, PRIVATE, CUSTOM, OVERRIDES_ALONE] {
            for version in stable() {
                if let Some(to) = recommended(&version, need) {
                    assert_eq!(readiness(&to.version, need), Readiness::Ready);
                    assert!(crate::lock::catalog::exists(&to.version));
                }
            }
        }
    }
}
