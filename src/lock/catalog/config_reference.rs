//! What is known of each field of the config, for `docs/config.md` and for judging a config that a
//! person wrote.
//!
//! [`config_fields`](super::config_fields) says what the analyser may rely on; this table says what the
//! values look like, since when they are there, and where they were seen.

/// A JSON type that a field's value can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConfigType {
    /// `true`, `false`
    Boolean,
    /// A string with something in it.
    Text,
    /// A string that may be empty.
    String,
    /// An object.
    Object,
    /// Anything.
    Any,
}

impl ConfigType {
    /// The type with its article: "an object".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Boolean => "a boolean",
            Self::Text => "a string that is not empty",
            Self::String => "a string",
            Self::Object => "an object",
            Self::Any => "any value",
        }
    }
}

/// A field of the config, or of an object in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConfigField {
    /// The path with dots: `authorizationServer.issuer`.
    pub path: &'static str,
    /// The types that its value can have.
    pub types: &'static [ConfigType],
    /// Since when it is there, as far as that is known.
    pub since: &'static str,
    /// Where it was seen.
    pub seen: &'static str,
    /// What it is. May use Markdown.
    pub meaning: &'static str,
}

const ALWAYS: &str = "2016 or before";
const NEWER: &str = "after 2017";
const UNKNOWN: &str = "not known";
const EVERY_PAYLOAD: &str = "5 of 5 payloads";
const PAGES: &str = "read by published pages";

macro_rules! fields {
    ($($path:literal [$($kind:ident)|+] $since:expr, $seen:expr, $meaning:literal;)*) => {
        &[$(ConfigField {
            path: $path,
            types: &[$(ConfigType::$kind),+],
            since: $since,
            seen: $seen,
            meaning: $meaning,
        }),*]
    };
}

/// Every field that is known, in alphabetical order.
pub const CONFIG_FIELDS: &[ConfigField] = fields! {
    "assetsUrl" [String] ALWAYS, EVERY_PAYLOAD,
        "Where a private cloud has its copy of Lock's files; empty on the public cloud.";
    "auth0Domain" [Text] ALWAYS, EVERY_PAYLOAD,
        "The domain that the page was asked for: Lock's second argument.";
    "auth0Tenant" [Text] NEWER, EVERY_PAYLOAD,
        "The tenant's name: `overrides.__tenant` on a custom domain.";
    "authorizationServer" [Object] NEWER, EVERY_PAYLOAD, "The tenant as an issuer of tokens.";
    "authorizationServer.issuer" [Text] NEWER, EVERY_PAYLOAD,
        "The issuer: `overrides.__token_issuer` on a custom domain.";
    "authorizationServer.url" [Text] NEWER, EVERY_PAYLOAD, "The address of the authorization server.";
    "callbackOnLocationHash" [Boolean] ALWAYS, EVERY_PAYLOAD,
        "Whether the application wants the answer behind `#`. Not a response type: see \
         `internalOptions.response_type`.";
    "callbackURL" [Text] ALWAYS, EVERY_PAYLOAD, "Where the user goes after the login: `auth.redirectUrl`.";
    "cdn" [Text] ALWAYS, EVERY_PAYLOAD, "The address of Auth0's CDN for the tenant's region.";
    "clientConfigurationBaseUrl" [Text] ALWAYS, EVERY_PAYLOAD,
        "Where the scripts with connections are: `configurationBaseUrl` on a custom domain.";
    "clientID" [Text] ALWAYS, EVERY_PAYLOAD, "The application: Lock's first argument.";
    "colors" [Object] NEWER, EVERY_PAYLOAD, "The tenant's colours.";
    "colors.page_background" [Text] NEWER, EVERY_PAYLOAD, "The background, as CSS takes it.";
    "colors.primary" [Text] NEWER, EVERY_PAYLOAD, "The primary colour: `theme.primaryColor`.";
    "connection" [Text] ALWAYS, PAGES,
        "The connection that the application asked for, when it asked for one: `allowedConnections`.";
    "dict" [Text | Object] ALWAYS, EVERY_PAYLOAD,
        "The language, as a string, or texts for Lock. In payloads it was an object with a title.";
    "dict.signin" [Object] ALWAYS, EVERY_PAYLOAD, "The texts of the login.";
    "dict.signin.title" [Text] ALWAYS, EVERY_PAYLOAD, "The name over the login: `languageDictionary.title`.";
    "extraParams" [Object] ALWAYS, EVERY_PAYLOAD,
        "The parameters of the application's request, and more: `screen_hint`, `login_hint`, `ui_locales` and \
         whatever else it sent.";
    "icon" [Text] ALWAYS, "4 of 5 payloads", "The application's logo: `theme.logo`.";
    "internalOptions" [Object] ALWAYS, EVERY_PAYLOAD,
        "What has to go back to the tenant with the login (`auth.params`): `_csrf`, `_intstate`, `state`, \
         `protocol`, `scope`, `response_type`, `response_mode`, `nonce`, `audience`, `code_challenge` and others.";
    "isThirdPartyClient" [Boolean] NEWER, EVERY_PAYLOAD,
        "Whether the application is a third party's: `__useTenantInfo`.";
    "languageBaseUrl" [Text] UNKNOWN, PAGES, "Where Lock's dictionaries are; without it on Auth0's CDN.";
    "prompt" [Text] ALWAYS, "1 of 5 payloads", "The `prompt` of the application's request, such as `login`.";
    "widgetUrl" [Text] ALWAYS, EVERY_PAYLOAD, "The address of the widget that was there before Lock.";
};

/// The field at a path.
#[must_use]
pub fn config_field(path: &[impl AsRef<str>]) -> Option<&'static ConfigField> {
    CONFIG_FIELDS.iter().find(|field| {
        let mut names = field.path.split('.');
        path.iter().all(|name| names.next() == Some(name.as_ref())) && names.next().is_none()
    })
}

/// Whether the fields of the object at a path are those of the table and no others. Those of
/// `internalOptions` and `extraParams` are whatever the transaction has.
#[must_use]
pub fn is_closed(path: &[impl AsRef<str>]) -> bool {
    let is_parent = |field: &ConfigField| {
        let mut names = field.path.split('.');
        path.iter().all(|name| names.next() == Some(name.as_ref())) && names.next().is_some()
    };
    CONFIG_FIELDS.iter().any(is_parent)
}

#[cfg(test)]
mod tests {
    use super::super::config_fields::{FIELDS, Field, FieldKind, kind_of};
    use super::*;

    fn names(fields: &[Field], above: &str, all: &mut Vec<String>) {
        for field in fields {
            let path = format!("{above}{}", field.name);
            if let FieldKind::Record(inner) = field.kind {
                names(inner, &format!("{path}."), all);
            }
            all.push(path);
        }
    }

    #[test]
    fn both_tables_have_the_same_fields() {
        let mut known = Vec::new();
        names(FIELDS, "", &mut known);
        let listed: Vec<_> = CONFIG_FIELDS.iter().map(|field| field.path).collect();
        for path in &known {
            assert!(listed.contains(&path.as_str()), "{path} has no entry");
        }
        for path in listed {
            let names: Vec<_> = path.split('.').collect();
            assert!(kind_of(&names).is_some(), "{path} is no known field");
        }
    }

    #[test]
    fn both_tables_agree_on_types() {
        for field in CONFIG_FIELDS {
            let names: Vec<_> = field.path.split('.').collect();
            let expected: &[&[ConfigType]] = match kind_of(&names).unwrap() {
                FieldKind::Text => &[&[ConfigType::Text]],
                FieldKind::AssetsAddress => &[&[ConfigType::String]],
                FieldKind::Bool => &[&[ConfigType::Boolean]],
                FieldKind::Record(_) | FieldKind::OpenRecord => &[&[ConfigType::Object]],
                FieldKind::Varying => continue,
            };
            assert!(expected.contains(&field.types), "{}", field.path);
        }
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(CONFIG_FIELDS.is_sorted_by(|a, b| a.path < b.path));
    }

    #[test]
    fn fields_are_found_by_their_path() {
        for (path, found, closed) in [
            (&[][..], false, true),
            (&["dict"], true, true),
            (&["dict", "signin", "title"], true, false),
            (&["internalOptions"], true, false),
            (&["internalOptions", "state"], false, false),
            (&["authorizationServer"], true, true),
            (&["nothing"], false, false),
        ] {
            assert_eq!(config_field(path).is_some(), found, "{path:?}");
            assert_eq!(is_closed(path), closed, "{path:?}");
        }
    }
}
