//! The dictionary of the language that Lock speaks.

use semver::Version;

use super::domain::{Host, host};
use super::options::{Reading, Standing, bases, flatten, read};
use super::script::CLIENT_BASE_SINCE;
use super::{Outcome, Request, Situation, UrlPattern};
use crate::lock::model::Value;

/// The first release that asks for the dictionary of English too. Before, English is part of the build,
/// as it still is after it; the request came in unnoticed.
const ENGLISH_ASKED_SINCE: Version = Version::new(11, 24, 3);

/// Where Auth0 has the dictionaries.
const CDN: &str = "https://cdn.auth0.com";

/// A language that Lock may be given.
struct Language {
    /// The code as it stands in the address.
    code: UrlPattern,
    standing: Standing,
}

impl Situation<'_> {
    /// Each way that the request for a dictionary can go; none where the release asks for none.
    pub(super) fn dictionaries(&self) -> Vec<Request> {
        let names: &[&str] = if *self.release >= CLIENT_BASE_SINCE {
            &["languageBaseUrl", "assetsUrl"]
        } else {
            &["assetsUrl"]
        };
        let mut requests: Vec<Request> = Vec::new();
        for language in self.languages() {
            let is_english = language.code.as_text() == Some("en");
            if is_english && *self.release < ENGLISH_ASKED_SINCE {
                continue;
            }
            for base in bases(self.options, names, self.target) {
                let (url, outcome) = match base.option {
                    _ if language.code.as_text() == Some("") => (
                        base.option
                            .map_or(UrlPattern::text(CDN), |_| base.url.clone()),
                        Outcome::fails(
                            "`language` is set and is no language, so the address has none",
                        ),
                    ),
                    None => (UrlPattern::text(CDN), Outcome::Works),
                    // A private cloud has its copies of Lock's files there.
                    Some(_)
                        if base.url == UrlPattern::config(&["assetsUrl"])
                            || host(&base.url, self.domain, self.target) == Host::Cdn =>
                    {
                        (base.url.clone(), Outcome::Works)
                    }
                    Some(name) => (
                        base.url.clone(),
                        Outcome::unknown(format!("what `{name}` serves is not known")),
                    ),
                };
                let url = url
                    .followed_by_text(&format!("/js/lock/{}/", self.release))
                    .followed_by(&language.code)
                    .followed_by_text(".js");
                let standing = base.standing.and(&language.standing);
                let request = self.request(url, outcome, &standing);
                if !requests.contains(&request) {
                    requests.push(request);
                }
            }
        }
        requests
    }

    /// The languages that Lock may be given: English where the option is absent or `undefined`, and no
    /// language at all where it is something else that is false.
    fn languages(&self) -> Vec<Language> {
        let certain = |code: &str| Language {
            code: UrlPattern::text(code),
            standing: Standing::Certain,
        };
        let Some(property) = self.options.get("language") else {
            return vec![certain("en")];
        };
        let mut languages = Vec::new();
        for value in flatten(&property.value) {
            match value {
                Value::Undefined => languages.push(certain("en")),
                Value::Null | Value::Bool(false) => languages.push(certain("")),
                Value::String(text) => languages.push(certain(&text.trim().to_lowercase())),
                value => match read("language", value, self.target) {
                    // What is neither a string nor false makes the constructor throw: a page that
                    // works does not come here.
                    Reading::NotText => {}
                    Reading::Text(code) => languages.push(Language {
                        code,
                        standing: Standing::Certain,
                    }),
                    Reading::Maybe { text, why } => languages.push(Language {
                        code: text,
                        standing: Standing::InDoubt(why),
                    }),
                },
            }
        }
        if property.maybe_absent || languages.is_empty() {
            languages.push(certain("en"));
        }
        languages
    }
}
