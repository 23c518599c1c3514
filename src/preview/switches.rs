//! What the workbench's switches say, as it stands in the address of a frame.

use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;

use crate::bind::{Config, Json, Kind, Member, Value, sample};
use crate::lock::catalog::Target;

/// An address with more than this in it is refused.
const MAX_BYTES: usize = 6_000;

/// The part of an address that stands for no switch at all.
const NONE: &str = "-";

/// Which page a frame shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Version {
    /// The page as it is.
    AsIs,
    /// The page after `compile`.
    Compiled,
}

impl Version {
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "as-is" => Some(Self::AsIs),
            "compiled" => Some(Self::Compiled),
            _ => None,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::AsIs => "as-is",
            Self::Compiled => "compiled",
        }
    }
}

/// Fields of the config that the workbench sets.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Switches {
    /// `dict`, when it is a language.
    language: Option<String>,
    /// `prompt`
    prompt: Option<String>,
    /// `connection`
    connection: Option<String>,
    /// The application's metadata.
    metadata: Option<serde_json::Map<String, serde_json::Value>>,
}

impl Switches {
    /// Reads the part of an address that has them: `-`, or base64 of JSON.
    pub(super) fn read(part: &str) -> Option<Self> {
        if part == NONE {
            return Some(Self::default());
        }
        if part.len() > MAX_BYTES {
            return None;
        }
        let bytes = BASE64URL_NOPAD.decode(part.as_bytes()).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    /// The config of a login with these switches. What a transaction only sometimes has is there only
    /// when a switch says so.
    pub(super) fn config(&self, kind: Kind, target: Target) -> Config {
        let mut config = sample(kind, target).without("prompt").without("connection");
        let texts = [
            ("dict", &self.language),
            ("prompt", &self.prompt),
            ("connection", &self.connection),
        ];
        for (field, text) in texts {
            if let Some(text) = text.as_ref().filter(|text| !text.is_empty()) {
                config = config.with(field, Json::string(text));
            }
        }
        if let Some(metadata) = &self.metadata {
            let text = serde_json::Value::Object(metadata.clone()).to_string();
            if let Ok(metadata) = Json::parse(&text) {
                config = config.with("clientMetadata", metadata);
            }
        }
        // A hint would fill in forms that the preview leaves to whoever tries it.
        let params = Member::unplaced("extraParams", without_hint(&config));
        config.overridden_by(&[params])
    }
}

fn without_hint(config: &Config) -> Json {
    let members = match config.get(&["extraParams"]).map(|params| &params.value) {
        Some(Value::Object(members)) => members.as_slice(),
        _ => &[],
    };
    let kept = members.iter().filter(|member| member.key != "login_hint");
    Json::unplaced(Value::Object(kept.cloned().collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(json: &str) -> String {
        BASE64URL_NOPAD.encode(json.as_bytes())
    }

    #[test]
    fn switches_set_fields() {
        let json =
            r#"{"language":"de","prompt":"none","connection":"Users","metadata":{"a":["b"]}}"#;
        let config = Switches::read(&encoded(json))
            .unwrap()
            .config(Kind::ThirdParty, Target::Cloud);
        let text = |path: &[&str]| config.get(path).map(Json::stringify);
        assert_eq!(text(&["dict"]).as_deref(), Some("\"de\""));
        assert_eq!(text(&["prompt"]).as_deref(), Some("\"none\""));
        assert_eq!(text(&["connection"]).as_deref(), Some("\"Users\""));
        assert_eq!(text(&["clientMetadata", "a"]).as_deref(), Some("[\"b\"]"));
        assert_eq!(text(&["isThirdPartyClient"]).as_deref(), Some("true"));
        assert_eq!(text(&["extraParams", "login_hint"]), None);
    }

    #[test]
    fn without_switches_a_transaction_asks_for_nothing() {
        let config = Switches::read("-")
            .unwrap()
            .config(Kind::FirstParty, Target::Cloud);
        assert_eq!(config.get(&["connection"]), None);
        assert_eq!(config.get(&["prompt"]), None);
        assert!(config.get(&["dict", "signin", "title"]).is_some());
    }

    #[test]
    fn what_is_no_switch_is_refused() {
        let long = encoded(&format!("{{\"prompt\":\"{}\"}}", "a".repeat(9000)));
        for part in [
            "",
            "%",
            "e30=",
            &encoded("[]"),
            &encoded(r#"{"clientID":"x"}"#),
            &long,
        ] {
            assert_eq!(Switches::read(part), None, "{part}");
        }
    }
}
