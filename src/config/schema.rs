//! The shape of `lockwright.toml`.

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde::Deserialize;
use serde_json::Value;

use super::names::{FailOn, Level, Pattern, RequiredVersion, RuleName, TargetName};
use crate::report::Format;

/// Declares a table that may hold the settings of pages beside keys of its own.
///
/// A file and each of its overrides hold the same settings. serde could flatten a struct of them into
/// both, but not where unknown keys are to be refused.
macro_rules! table_with_settings {
    ($(#[$attribute:meta])* pub(crate) struct $name:ident { $($own:tt)* }) => {
        #[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        $(#[$attribute])*
        pub(crate) struct $name {
            $($own)*
            /// Where the tenant runs.
            #[serde(default)]
            pub(crate) target: Option<TargetName>,
            /// The rules that apply: only these, whatever was selected and ignored before.
            #[serde(default)]
            pub(crate) select: Option<Vec<RuleName>>,
            /// Rules that apply beside those selected before.
            #[serde(default)]
            pub(crate) extend_select: Vec<RuleName>,
            /// Rules that do not apply.
            #[serde(default)]
            pub(crate) ignore: Vec<RuleName>,
            /// How bad the findings of a rule are.
            #[serde(default)]
            pub(crate) severity: BTreeMap<RuleName, Level>,
            /// The rules whose findings may be fixed: only these.
            #[serde(default)]
            pub(crate) fixable: Option<Vec<RuleName>>,
            /// Rules whose findings are left to a person.
            #[serde(default)]
            pub(crate) unfixable: Vec<RuleName>,
            /// The least severity that makes a run fail.
            #[serde(default)]
            pub(crate) fail_on: Option<FailOn>,
            /// Whether a comment that ignores findings must say why.
            #[serde(default)]
            pub(crate) require_reason: Option<bool>,
            /// The connections of the tenant that are to be domain connections, by name or, as in
            /// `samlp:*`, by strategy.
            #[serde(default)]
            pub(crate) domain_connections: Option<Vec<String>>,
        }
    };
}

/// The settings among the keys of a table.
macro_rules! settings_of {
    ($table:expr) => {
        Options {
            target: $table.target,
            select: $table.select.clone(),
            extend_select: $table.extend_select.clone(),
            ignore: $table.ignore.clone(),
            severity: $table.severity.clone(),
            fixable: $table.fixable.clone(),
            unfixable: $table.unfixable.clone(),
            fail_on: $table.fail_on,
            require_reason: $table.require_reason,
            domain_connections: $table.domain_connections.clone(),
        }
    };
}

table_with_settings! {
    /// What was said about the settings of pages in one place.
    pub(crate) struct Options {}
}

table_with_settings! {
    /// The configuration of Lockwright, a compiler and linter for Auth0 hosted login pages.
    #[schemars(title = "lockwright.toml")]
    pub(crate) struct File {
        /// The versions of Lockwright that this configuration is for, as Cargo writes them.
        #[schemars(example = ">=0.1, <0.3")]
        #[serde(default)]
        pub(crate) required_version: Option<RequiredVersion>,
        /// How findings are written unless --output-format says otherwise.
        #[serde(default)]
        pub(crate) output_format: Option<Format>,
        /// Pages and folders that are left out, as in .gitignore, relative to this file.
        #[serde(default)]
        pub(crate) exclude: Vec<Pattern>,
        /// The files that are the code of scripts which pages load, relative to this file, by the addresses
        /// of the scripts. A `*` on both sides stands for any characters.
        #[schemars(example = serde_json::json!({"https://cdn.acme.example/login/*.js": "dist/*.js"}))]
        #[serde(default)]
        pub(crate) scripts: BTreeMap<String, String>,
        /// Other settings for some of the pages.
        #[serde(default)]
        pub(crate) overrides: Vec<Override>,
    }
}

table_with_settings! {
    /// Settings for some of the pages. Later overrides go before earlier ones.
    pub(crate) struct Override {
        /// The pages and folders, as in .gitignore, relative to this file.
        #[serde(deserialize_with = "some_patterns")]
        #[schemars(length(min = 1))]
        pub(crate) paths: Vec<Pattern>,
    }
}

/// Overrides without paths would apply to nothing.
fn some_patterns<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Pattern>, D::Error> {
    let patterns = Vec::deserialize(deserializer)?;
    if patterns.is_empty() {
        return Err(serde::de::Error::custom(
            "an override needs at least one path",
        ));
    }
    Ok(patterns)
}

impl File {
    /// The settings of every page that the file applies to.
    #[must_use]
    pub(crate) fn options(&self) -> Options {
        settings_of!(self)
    }
}

impl Override {
    /// The settings of the pages that the override applies to.
    #[must_use]
    pub(crate) fn options(&self) -> Options {
        settings_of!(self)
    }
}

/// The JSON schema of `lockwright.toml`, as text that ends in a newline.
#[must_use]
pub(crate) fn json_schema() -> String {
    let without_null = RecursiveTransform(without_null);
    let settings = SchemaSettings::draft07().with_transform(without_null);
    let schema = settings.into_generator().into_root_schema_for::<File>();
    format!("{:#}\n", schema.to_value())
}

/// Takes `null` out of a schema: TOML has none, and a key that may be left out need not allow it.
fn without_null(schema: &mut Schema) {
    let is_null = |value: &Value| value.is_null() || value == "null" || value["type"] == "null";
    if schema.get("default").is_some_and(is_null) {
        schema.remove("default");
    }
    if let Some(Value::Array(kinds)) = schema.get_mut("type") {
        kinds.retain(|kind| !is_null(kind));
        if let [kind] = kinds.as_slice() {
            let kind = kind.clone();
            schema.insert("type".to_owned(), kind);
        }
    }
    if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
        choices.retain(|choice| !is_null(choice));
        if choices.len() == 1 {
            let choices = schema.remove("anyOf").unwrap_or_default();
            schema.insert("allOf".to_owned(), choices);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_knows_every_key_and_no_null() {
        let schema: Value = serde_json::from_str(&json_schema()).unwrap();
        let keys = schema["properties"].as_object().unwrap();
        for key in [
            "required-version",
            "exclude",
            "overrides",
            "target",
            "fail-on",
            "severity",
        ] {
            assert!(keys.contains_key(key), "{key}");
        }
        assert_eq!(schema["additionalProperties"], false);
        assert_eq!(schema["definitions"]["Override"]["required"][0], "paths");
        assert!(!json_schema().contains("null"));
    }
}
