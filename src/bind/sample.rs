//! Configs with everything filled in.

use super::Config;
use super::json::{Json, Value};
use crate::lock::catalog::Target;
use crate::lock::catalog::config_fields::IS_THIRD_PARTY_CLIENT;

/// Whose application a login is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// One of the tenant's own.
    FirstParty,
    /// A third party's.
    ThirdParty,
}

impl Kind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::FirstParty, Self::ThirdParty];

    /// The name that the command line uses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::FirstParty => "first-party",
            Self::ThirdParty => "third-party",
        }
    }
}

const CLOUD: &str = include_str!("sample/cloud.json");
const CUSTOM_DOMAIN: &str = include_str!("sample/custom-domain.json");
const PRIVATE_CLOUD: &str = include_str!("sample/private-cloud.json");

/// A config with every known field, as a tenant of that kind would give it.
#[must_use]
pub fn sample(kind: Kind, target: Target) -> Config {
    let third = Json::unplaced(Value::Bool(kind == Kind::ThirdParty));
    let config = Config::new(members(CLOUD)).with(IS_THIRD_PARTY_CLIENT, third);
    match target {
        Target::Cloud => config,
        Target::CustomDomain => config.overridden_by(&members(CUSTOM_DOMAIN)),
        Target::PrivateCloud => config.overridden_by(&members(PRIVATE_CLOUD)),
    }
}

/// The members of a sample, which the tests below read in whole.
fn members(text: &str) -> Vec<super::json::Member> {
    match Json::parse(text).map(|json| json.value) {
        Ok(Value::Object(members)) => members,
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lock::catalog::config_fields::is_nonempty_text;
    use crate::lock::catalog::config_reference::CONFIG_FIELDS;

    #[test]
    fn samples_have_every_field_and_nothing_odd() {
        for target in Target::ALL {
            for kind in Kind::ALL {
                let config = sample(kind, target);
                let read = Config::read(&config.to_json(), target).unwrap();
                assert_eq!(read.mistakes, [], "{target} {kind:?}");
                for field in CONFIG_FIELDS {
                    let path: Vec<_> = field.path.split('.').collect();
                    assert!(
                        config.get(&path).is_some(),
                        "{target}: {} is missing",
                        field.path
                    );
                }
            }
        }
    }

    #[test]
    fn samples_are_what_the_catalog_says_of_their_target() {
        for target in Target::ALL {
            let config = sample(Kind::ThirdParty, target);
            for field in CONFIG_FIELDS {
                let path: Vec<_> = field.path.split('.').collect();
                if let Some(expected) = is_nonempty_text(&path, target) {
                    let text = config.get(&path).and_then(Json::as_str);
                    let is_nonempty = text.is_some_and(|text| !text.is_empty());
                    assert_eq!(is_nonempty, expected, "{target}: {}", field.path);
                }
            }
        }
    }
}
