//! The worlds that a page is run in: what its tenant serves, and what is answered to what nobody knows.

use serde_json::{Value, json};

/// A world that a page is run in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct World {
    /// Whether what is not known is there, rather than undefined.
    pub(super) truthy: bool,
    /// The config of the transaction.
    pub(super) config: Value,
}

impl World {
    /// The worlds that every page is run in. Any two of these meet in one of them: third or first party,
    /// all or few fields, what is not known truthy or falsy.
    pub(super) fn all() -> [Self; 4] {
        [(true, true), (true, false), (false, true), (false, false)].map(|(third_party, full)| {
            Self {
                truthy: third_party == full,
                config: if full {
                    full_config(third_party)
                } else {
                    sparse_config(third_party)
                },
            }
        })
    }

    /// Whether it is a third party's application that the user logs in to.
    pub(super) fn is_third_party(&self) -> bool {
        self.is_truthy(&["isThirdPartyClient".to_owned()])
    }

    /// A field of the config; `None` when there is none.
    pub(super) fn field(&self, path: &[String]) -> Option<&Value> {
        path.iter()
            .try_fold(&self.config, |value, key| value.get(key))
    }

    /// Whether a field of the config counts as true.
    pub(super) fn is_truthy(&self, path: &[String]) -> bool {
        match self.field(path) {
            None | Some(Value::Null) => false,
            Some(Value::Bool(value)) => *value,
            Some(Value::Number(number)) => number.as_f64() != Some(0.0),
            Some(Value::String(text)) => !text.is_empty(),
            Some(Value::Array(_) | Value::Object(_)) => true,
        }
    }

    /// Whether these tests of the config come out so.
    pub(super) fn holds(&self, tests: &[(Vec<String>, bool)]) -> bool {
        tests
            .iter()
            .all(|(path, outcome)| self.is_truthy(path) == *outcome)
    }

    /// What the tenant puts where the page says `@@config@@`.
    pub(super) fn encoded_config(&self) -> String {
        base64(self.config.to_string().as_bytes())
    }
}

/// What every transaction has.
fn sparse_config(is_third_party_client: bool) -> Value {
    json!({
        "assetsUrl": "",
        "auth0Domain": "acme.auth0.com",
        "auth0Tenant": "acme",
        "authorizationServer": { "url": "https://acme.auth0.com", "issuer": "https://acme.auth0.com/" },
        "callbackOnLocationHash": false,
        "callbackURL": "https://app.example.com/callback",
        "cdn": "https://cdn.auth0.com/",
        "clientConfigurationBaseUrl": "https://cdn.auth0.com/",
        "clientID": "Zx4kQw9T1bVfR7mYc2LhN8dJs5GpAe3U",
        "colors": {},
        "dict": "en",
        "extraParams": {},
        "internalOptions": { "protocol": "oauth2", "scope": "openid", "_csrf": "d41d8cd9", "state": "hKFo2SBr" },
        "isThirdPartyClient": is_third_party_client,
        "widgetUrl": "https://cdn.auth0.com/w2/auth0-widget-5.1.min.js",
    })
}

/// What a transaction may have, beside the rest.
fn full_config(is_third_party_client: bool) -> Value {
    let options = json!({
        "protocol": "oauth2",
        "scope": "openid",
        "_csrf": "d41d8cd9",
        "state": "hKFo2SBr",
        "audience": "https://api.example.com/",
        "connection": "Username-Password-Authentication",
        "leeway": 60,
        "login_hint": "zoe@example.com",
        "mode": "signUp",
        "nonce": "n-0S6_WzA2Mj",
        "response_mode": "query",
        "response_type": "code",
        "screen_hint": "signup",
        "ui_locales": "fr de",
    });
    let more = json!({
        "callbackOnLocationHash": true,
        "colors": { "page_background": "#f4f4f0", "primary": "#0a84ae" },
        "connection": "Username-Password-Authentication",
        "dict": { "signin": { "title": "Log in to Acme" } },
        "extraParams": options.clone(),
        "icon": "https://app.example.com/logo.png",
        "internalOptions": options,
        "languageBaseUrl": "https://cdn.auth0.com",
        "prompt": "login",
    });
    let mut config = sparse_config(is_third_party_client);
    if let (Value::Object(config), Value::Object(more)) = (&mut config, more) {
        config.extend(more);
    }
    config
}

/// Base64 with its standard alphabet and padding.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| chunk.get(at).copied().map_or(0, u32::from);
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let value = (group >> (18 - 6 * digit)) & 63;
            let letter = DIGITS.get(value as usize).copied().unwrap_or(b'=');
            text.push(if digit > chunk.len() {
                '='
            } else {
                letter.into()
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_has_padding() {
        let table = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ];
        for (text, expected) in table {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }

    #[test]
    fn every_two_choices_meet() {
        let worlds = World::all();
        let choices = worlds.each_ref().map(|world| {
            let full = world.config.get("icon").is_some();
            [world.is_third_party(), full, world.truthy]
        });
        for (a, b) in [(0, 1), (0, 2), (1, 2)] {
            let mut pairs = choices.map(|choice| (choice[a], choice[b]));
            pairs.sort_unstable();
            assert_eq!(
                pairs,
                [(false, false), (false, true), (true, false), (true, true)]
            );
        }
    }
}
