//! Where a page is to be served.

use std::fmt;
use std::str::FromStr;

/// The kind of Auth0 deployment that a page is made ready for.
///
/// It decides what the fields of the decoded config hold (`assetsUrl` is empty on the cloud and an
/// address on a private cloud) and which options Lock needs beside the flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Target {
    /// Auth0's public cloud, under a domain of `auth0.com`.
    #[default]
    Cloud,
    /// Auth0's public cloud, under a domain of the customer's own.
    CustomDomain,
    /// A private cloud, formerly the "PSaaS Appliance".
    PrivateCloud,
}

impl Target {
    /// Every target, in the order the documentation lists them.
    pub const ALL: [Self; 3] = [Self::Cloud, Self::CustomDomain, Self::PrivateCloud];

    /// The name that the command line and the configuration file use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cloud => "cloud",
            Self::CustomDomain => "custom-domain",
            Self::PrivateCloud => "private-cloud",
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A text that names no [`Target`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseTargetError(String);

impl fmt::Display for ParseTargetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no target; there are cloud, custom-domain and private-cloud (or psaas)",
            self.0
        )
    }
}

impl std::error::Error for ParseTargetError {}

impl FromStr for Target {
    type Err = ParseTargetError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "psaas" {
            return Ok(Self::PrivateCloud);
        }
        Self::ALL
            .into_iter()
            .find(|target| target.name() == text)
            .ok_or_else(|| ParseTargetError(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways() {
        for target in Target::ALL {
            assert_eq!(target.to_string().parse(), Ok(target));
        }
        assert_eq!("psaas".parse(), Ok(Target::PrivateCloud));
    }

    #[test]
    fn another_text_is_told() {
        let error = "on-premises".parse::<Target>().unwrap_err();
        assert!(error.to_string().starts_with("`on-premises` is no target"));
    }
}
