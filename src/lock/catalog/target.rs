//! Stand-in.
use std::fmt;
/// Target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Target {
    /// Cloud.
    #[default]
    Cloud,
    /// Custom.
    CustomDomain,
    /// Private.
    PrivateCloud,
}
impl std::str::FromStr for Target {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "cloud" => Ok(Self::Cloud),
            "custom-domain" => Ok(Self::CustomDomain),
            "private-cloud" | "psaas" => Ok(Self::PrivateCloud),
            _ => Err(format!("no target {s}")),
        }
    }
}
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cloud => "cloud",
            Self::CustomDomain => "custom-domain",
            Self::PrivateCloud => "private-cloud",
        })
    }
}
