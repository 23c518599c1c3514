//! The catalog as JSON.

use serde_json::{Map, Value, json};

use super::{Topic, otherwise, reader, types};
use crate::lock::catalog::{
    Advisory, Defect, LockOption, Release, advisories, advisory_sources, defect_sources, defects,
    dictionary, languages, option_sources, options, release_sources, releases,
};

/// The version of the format. It changes when a field goes or changes its meaning.
const VERSION: u32 = 1;

/// The topics as one JSON object, each a list of entries, with the sources that these name. With a name,
/// only the entry, or the entries, that go by it.
#[must_use]
pub fn json(topics: &[Topic], name: Option<&str>) -> String {
    let mut object = Map::new();
    object.insert("version".to_owned(), json!(VERSION));
    for topic in topics {
        let (key, mut entries, sources) = entries(*topic);
        if let Some(name) = name {
            entries.retain(|entry| is_called(entry, name));
        }
        object.insert(key.to_owned(), Value::Array(entries));
        if !sources.is_empty() {
            let sources: Map<String, Value> = sources
                .iter()
                .map(|(key, words)| ((*key).to_owned(), json!(words)))
                .collect();
            object.insert(format!("{key}_sources"), Value::Object(sources));
        }
    }
    format!("{:#}\n", Value::Object(object))
}

/// Whether an entry goes by a name, in whichever of its fields names it.
fn is_called(entry: &Value, name: &str) -> bool {
    ["version", "path", "id", "ghsa", "releases", "key", "code"]
        .iter()
        .any(|field| entry.get(field).and_then(Value::as_str) == Some(name))
}

type Sources = Vec<(&'static str, &'static str)>;

fn entries(topic: Topic) -> (&'static str, Vec<Value>, Sources) {
    match topic {
        Topic::Releases => (
            "releases",
            releases().iter().map(release).collect(),
            release_sources().collect(),
        ),
        Topic::Options => (
            "options",
            options().iter().map(option).collect(),
            option_sources().collect(),
        ),
        Topic::Advisories => (
            "advisories",
            advisories().iter().map(advisory).collect(),
            advisory_sources().collect(),
        ),
        Topic::Defects => (
            "defects",
            defects().iter().map(defect).collect(),
            defect_sources().collect(),
        ),
        Topic::Dictionary => {
            let key = |key: &crate::lock::catalog::DictionaryKey| {
                json!({
                    "key": key.path.join(" / "),
                    "path": key.path,
                    "since": key.lifetime.since.as_ref().map(ToString::to_string),
                    "last": key.lifetime.last.as_ref().map(ToString::to_string),
                })
            };
            (
                "dictionary",
                dictionary().iter().map(key).collect(),
                Vec::new(),
            )
        }
        Topic::Languages => {
            let language = |language: &crate::lock::catalog::Language| {
                json!({
                    "code": language.code,
                    "since": language.lifetime.since.as_ref().map(ToString::to_string),
                    "last": language.lifetime.last.as_ref().map(ToString::to_string),
                })
            };
            (
                "languages",
                languages().iter().map(language).collect(),
                Vec::new(),
            )
        }
    }
}

fn release(release: &Release) -> Value {
    json!({
        "version": release.version.to_string(),
        "date": release.date,
        "auth0_js": release.auth0_js.as_ref().map(ToString::to_string),
        "source": release.source,
    })
}

fn option(option: &LockOption) -> Value {
    json!({
        "path": option.path,
        "type": types(&option.kind),
        "otherwise": otherwise(&option.kind),
        "since": option.lifetime.since.as_ref().map(ToString::to_string),
        "last": option.lifetime.last.as_ref().map(ToString::to_string),
        "read_by": reader(option),
        "show_since": option.show_since.as_ref().map(ToString::to_string),
        "default": option.default,
        "instead": option.instead,
        "deprecated": option.is_deprecated(),
        "note": option.note,
        "source": option.source.split(',').collect::<Vec<_>>(),
    })
}

fn advisory(advisory: &Advisory) -> Value {
    json!({
        "id": advisory.id,
        "ghsa": advisory.ghsa,
        "package": advisory.package.name(),
        "severity": advisory.weight.name(),
        "affected": advisory.affected_text,
        "fixed": advisory.fixed.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "lock": advisory.lock_text,
        "when": advisory.when,
        "source": advisory.source,
    })
}

fn defect(defect: &Defect) -> Value {
    json!({
        "releases": defect.releases_text,
        "needs_language": defect.needs_language,
        "what": defect.what,
        "source": defect.source,
    })
}
