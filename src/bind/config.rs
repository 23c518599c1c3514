//! The config that takes the place of `@@config@@`.

use std::fmt;

use data_encoding::BASE64;

use super::json::{Json, JsonError, JsonType, Member, Value, in_js_order};
use super::sample::{Kind, sample};
use crate::lock::catalog::Target;
use crate::lock::catalog::config_fields::IS_THIRD_PARTY_CLIENT;
use crate::lock::catalog::config_reference::{
    CONFIG_FIELDS, ConfigField, ConfigType, config_field, is_closed,
};
use crate::span::Span;

/// Names this alike are taken for misspelt.
const LEAST_SIMILARITY: f64 = 0.8;

/// A whole config.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    members: Vec<Member>,
}

/// A config that a person wrote, filled up, and what is odd about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// The config, with the fields of the sample where it had none.
    pub config: Config,
    /// What is odd, in the order of the text.
    pub mistakes: Vec<ConfigMistake>,
}

/// Something odd about a config, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct ConfigMistake {
    /// What it is.
    pub mistake: Mistake,
    /// The field, with dots.
    pub path: String,
    /// Where it stands.
    pub span: Span,
}

/// Something odd about a config. None of it keeps the config from being used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistake {
    /// No config is known to have such a field.
    UnknownField {
        /// A known field with a similar name.
        similar: Option<&'static str>,
    },
    /// The value has another type than in every config that is known.
    WrongType {
        /// The types it has elsewhere: "a string or an object".
        expected: String,
        /// The type it has here.
        found: JsonType,
    },
    /// The string is empty, and never is in a tenant's config.
    EmptyText,
    /// An earlier member has the same name; the last one counts.
    Duplicate,
}

impl ConfigMistake {
    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match &self.mistake {
            Mistake::UnknownField {
                similar: Some(name),
            } => Some(format!("a field with a similar name exists: `{name}`")),
            Mistake::UnknownField { similar: None } => {
                Some("the known fields are listed in docs/config.md".to_owned())
            }
            Mistake::WrongType { expected, .. } => Some(format!("use {expected}")),
            Mistake::EmptyText => Some("leave the field out to get the sample's value".to_owned()),
            Mistake::Duplicate => Some("remove one of them; the last one is used".to_owned()),
        }
    }
}

impl fmt::Display for ConfigMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match &self.mistake {
            Mistake::UnknownField { .. } => write!(f, "unknown config field `{path}`"),
            Mistake::WrongType { expected, found } => {
                write!(
                    f,
                    "wrong type of `{path}`: expected {expected}, found {}",
                    found.name()
                )
            }
            Mistake::EmptyText => write!(f, "`{path}` is empty"),
            Mistake::Duplicate => write!(f, "duplicate config field `{path}`"),
        }
    }
}

impl Config {
    /// A config of these members.
    pub(super) fn new(members: Vec<Member>) -> Self {
        Self { members }
    }

    /// Reads a config that a person wrote. Fields that it does not have come from the sample of its
    /// kind of application, which its own `isThirdPartyClient` decides.
    ///
    /// # Errors
    ///
    /// When the text is not a JSON object. Everything else is told and used as it is.
    pub fn read(text: &str, target: Target) -> Result<Read, JsonError> {
        let json = Json::parse(text)?;
        let Value::Object(members) = &json.value else {
            return Err(JsonError {
                message: format!("a config is an object, found {}", json.kind().name()),
                span: json.span,
            });
        };
        let mut mistakes = Vec::new();
        judge_members(members, &mut Vec::new(), &mut mistakes);
        let kind = match json.get(IS_THIRD_PARTY_CLIENT).map(|field| &field.value) {
            Some(Value::Bool(true)) => Kind::ThirdParty,
            _ => Kind::FirstParty,
        };
        let given: Vec<Member> = in_js_order(members).into_iter().cloned().collect();
        let config = sample(kind, target).overridden_by(&given);
        Ok(Read { config, mistakes })
    }

    /// This config with other values where there are others. Of the objects whose fields are known
    /// (`authorizationServer`, `colors`), each field counts by itself.
    #[must_use]
    pub fn overridden_by(mut self, members: &[Member]) -> Self {
        override_members(&mut self.members, members, &mut Vec::new());
        self
    }

    /// This config with another value of a field.
    #[must_use]
    pub fn with(mut self, name: &str, value: Json) -> Self {
        self.members.retain(|member| member.key != name);
        self.members.push(Member::unplaced(name, value));
        self
    }

    /// This config without a field.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.members.retain(|member| member.key != name);
        self
    }

    /// The value at a path; the empty path is the config itself.
    #[must_use]
    pub fn get(&self, path: &[impl AsRef<str>]) -> Option<&Json> {
        let (first, rest) = path.split_first()?;
        let member = self
            .members
            .iter()
            .find(|member| member.key == first.as_ref())?;
        rest.iter()
            .try_fold(&member.value, |value, name| value.get(name.as_ref()))
    }

    /// The config as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        Json::unplaced(Value::Object(self.members.clone())).stringify()
    }

    /// The config as the tenant puts it into a page: base64 of its JSON in UTF-8.
    #[must_use]
    pub fn encode(&self) -> String {
        BASE64.encode(self.to_json().as_bytes())
    }
}

fn override_members(under: &mut Vec<Member>, over: &[Member], path: &mut Vec<String>) {
    for member in over {
        path.push(member.key.clone());
        let known = under.iter_mut().find(|known| known.key == member.key);
        match (known, &member.value.value) {
            (Some(known), Value::Object(inner)) if is_record(path) => {
                match &mut known.value.value {
                    Value::Object(known) => override_members(known, inner, path),
                    _ => known.value = member.value.clone(),
                }
            }
            (Some(known), _) => known.value = member.value.clone(),
            (None, _) => under.push(member.clone()),
        }
        path.pop();
    }
}

/// Whether the object at a path always has the same fields. `dict` is one of several things.
fn is_record(path: &[String]) -> bool {
    let always_object = config_field(path).is_some_and(|f| f.types == [ConfigType::Object]);
    always_object && is_closed(path) && path.first().is_none_or(|name| name != "dict")
}

/// Judges the members of an object whose fields are known.
fn judge_members(members: &[Member], path: &mut Vec<String>, mistakes: &mut Vec<ConfigMistake>) {
    let mut names: Vec<&str> = Vec::with_capacity(members.len());
    for member in members {
        path.push(member.key.clone());
        let mut tell = |mistake, span| {
            mistakes.push(ConfigMistake {
                mistake,
                path: path.join("."),
                span,
            });
        };
        if names.contains(&member.key.as_str()) {
            tell(Mistake::Duplicate, member.key_span);
        }
        names.push(&member.key);
        match config_field(path) {
            None => tell(
                Mistake::UnknownField {
                    similar: similar(path),
                },
                member.key_span,
            ),
            Some(field) => {
                if let Some(mistake) = judge_value(field, &member.value) {
                    tell(mistake, member.value.span);
                }
            }
        }
        if let Value::Object(inner) = &member.value.value
            && is_closed(path)
        {
            judge_members(inner, path, mistakes);
        }
        path.pop();
    }
}

fn judge_value(field: &ConfigField, value: &Json) -> Option<Mistake> {
    let fits = |kind: &ConfigType| match kind {
        ConfigType::Any => true,
        ConfigType::Boolean => value.kind() == JsonType::Boolean,
        ConfigType::Text | ConfigType::String => value.kind() == JsonType::String,
        ConfigType::Object => value.kind() == JsonType::Object,
    };
    match field.types.iter().find(|kind| fits(kind)) {
        Some(ConfigType::Text) if value.as_str() == Some("") => Some(Mistake::EmptyText),
        Some(_) => None,
        None => {
            let names: Vec<&str> = field.types.iter().map(|kind| kind.name()).collect();
            Some(Mistake::WrongType {
                expected: names.join(" or "),
                found: value.kind(),
            })
        }
    }
}

/// The known field beside `path` whose name is most like its own.
fn similar(path: &[String]) -> Option<&'static str> {
    let (name, above) = path.split_last()?;
    let siblings = CONFIG_FIELDS.iter().filter_map(|field| {
        let names: Vec<&str> = field.path.split('.').collect();
        let (last, parents) = names.split_last()?;
        (parents == above).then_some(*last)
    });
    let likeness = |sibling: &str| {
        strsim::jaro_winkler(
            &sibling.to_lowercase(),
            &name.to_lowercase().replace('_', ""),
        )
    };
    siblings
        .map(|sibling| (likeness(sibling), sibling))
        .filter(|(likeness, _)| *likeness >= LEAST_SIMILARITY)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, sibling)| sibling)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Read {
        Config::read(text, Target::Cloud).unwrap()
    }

    /// The mistakes, each with the text that it is about.
    fn told(text: &str) -> Vec<String> {
        let mistakes = read(text).mistakes;
        let tell = |mistake: &ConfigMistake| format!("{mistake} at {}", mistake.span.text(text));
        mistakes.iter().map(tell).collect()
    }

    #[test]
    fn missing_fields_come_from_the_sample() {
        let third = read(r#"{"isThirdPartyClient": true, "authorizationServer": {"url": "u"}}"#);
        assert_eq!(third.mistakes, []);
        let text = |path: &[&str]| third.config.get(path).and_then(Json::as_str);
        assert_eq!(text(&["authorizationServer", "url"]), Some("u"));
        assert_eq!(
            text(&["authorizationServer", "issuer"]),
            Some("https://acme.eu.auth0.com/")
        );
        assert_eq!(text(&["auth0Tenant"]), Some("acme"));
        assert_eq!(read("{}").config, sample(Kind::FirstParty, Target::Cloud));
    }

    #[test]
    fn what_the_transaction_decides_is_taken_as_it_is() {
        let config = read(r#"{"internalOptions": {}, "dict": {"signin": {}}}"#).config;
        assert_eq!(config.get(&["internalOptions", "state"]), None);
        assert_eq!(config.get(&["dict", "signin", "title"]), None);
    }

    #[test]
    fn what_is_odd_is_told_and_used() {
        let cases: [(&str, &[&str]); 9] = [
            (
                r#"{"isThirdParty": true}"#,
                &["unknown config field `isThirdParty` at \"isThirdParty\""],
            ),
            (
                r#"{"authorizationServer": {"issuerr": "x"}}"#,
                &["unknown config field `authorizationServer.issuerr` at \"issuerr\""],
            ),
            (
                r#"{"clientID": 5}"#,
                &[
                    "wrong type of `clientID`: expected a string that is not empty, found a number at 5",
                ],
            ),
            (r#"{"clientID": ""}"#, &["`clientID` is empty at \"\""]),
            (r#"{"assetsUrl": "", "dict": "de"}"#, &[]),
            (
                r#"{"dict": null}"#,
                &[
                    "wrong type of `dict`: expected a string that is not empty or an object, found null at null",
                ],
            ),
            (
                r#"{"isThirdPartyClient": "true"}"#,
                &[
                    "wrong type of `isThirdPartyClient`: expected a boolean, found a string at \"true\"",
                ],
            ),
            (
                r#"{"prompt": "a", "prompt": "b"}"#,
                &["duplicate config field `prompt` at \"prompt\""],
            ),
            (
                r#"{"internalOptions": {"anything": 1}, "extraParams": {"x": []}}"#,
                &[],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(told(text), expected, "{text}");
        }
        let similar = &read(r#"{"is_third_party_client": 1}"#).mistakes[0];
        assert!(similar.help().unwrap().contains("`isThirdPartyClient`"));
        assert_eq!(
            read(r#"{"prompt": "a", "prompt": "b"}"#)
                .config
                .get(&["prompt"])
                .unwrap()
                .as_str(),
            Some("b")
        );
        assert_eq!(
            read(r#"{"clientID": 5}"#)
                .config
                .get(&["clientID"])
                .unwrap()
                .stringify(),
            "5"
        );
    }

    #[test]
    fn what_is_no_object_is_refused() {
        for (text, start) in [("[]", 0), ("{\"a\" 1}", 5), ("", 0), (" 7", 1)] {
            assert_eq!(
                Config::read(text, Target::Cloud).unwrap_err().span.start,
                start,
                "{text}"
            );
        }
    }

    #[test]
    fn is_encoded_as_utf8() {
        let config = Config::new(vec![Member::unplaced("dict", Json::string("Zürich ✓"))]);
        assert_eq!(config.to_json(), "{\"dict\":\"Zürich ✓\"}");
        assert_eq!(config.encode(), "eyJkaWN0IjoiWsO8cmljaCDinJMifQ==");
    }
}
