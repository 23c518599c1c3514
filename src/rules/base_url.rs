//! Judging `configurationBaseUrl` and the overrides that go with it.

use crate::lock::catalog::Target;
use crate::lock::{Construction, Part, Property, Value};

/// The option's name.
pub(super) const KEY: &str = "configurationBaseUrl";

/// What a construction's `configurationBaseUrl` comes to on its target.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Base {
    /// It leads to the tenant, or the target needs none.
    Right,
    /// It is not among the options, at least on some path.
    Missing,
    /// It is there and cannot be right; the clause says why.
    Wrong(Property, String),
    /// It is there and cannot be judged; the clause says why.
    Unknown(Property, String),
}

/// Whether the target needs a base that is not there.
pub(super) fn is_missing(target: Target, construction: &Construction) -> bool {
    judge(target, construction) == Base::Missing
}

/// Judges the base of a construction.
pub(super) fn judge(target: Target, construction: &Construction) -> Base {
    if target == Target::Cloud {
        return Base::Right;
    }
    judge_options(&construction.arguments.options)
}

/// Whether the target is the public cloud and the base is the domain that Lock is given, without the
/// tenant's name to go below it: the line that Auth0's documentation has for private clouds only.
pub(super) fn is_misplaced(target: Target, construction: &Construction) -> bool {
    let Value::Object(options) = &construction.arguments.options else {
        return false;
    };
    let has_tenant = options.get("overrides").is_some_and(|overrides| {
        matches!(&overrides.value, Value::Object(overrides) if overrides.get("__tenant").is_some())
    });
    target == Target::Cloud
        && !has_tenant
        && options.get(KEY).is_some_and(|property| {
            matches!(property.value, Value::Pattern(_))
                && judge_value(property, &property.value) == Base::Right
        })
}

fn judge_options(options: &Value) -> Base {
    match options {
        Value::Object(object) => match object.get(KEY) {
            Some(property) if property.maybe_absent => Base::Missing,
            Some(property) => judge_value(property, &property.value),
            // What is not known of the options is told by `unresolved-options`.
            None if object.open.is_some() => Base::Right,
            None => Base::Missing,
        },
        Value::OneOf(values) => {
            let mut judged = values.iter().map(judge_options);
            judged
                .find(|base| *base != Base::Right)
                .unwrap_or(Base::Right)
        }
        Value::Unknown(_) | Value::Config(_) => Base::Right,
        _ => Base::Missing,
    }
}

fn judge_value(property: &Property, value: &Value) -> Base {
    let wrong = |why: &str| Base::Wrong(property.clone(), why.to_owned());
    let unknown = |why: String| Base::Unknown(property.clone(), why);
    match value {
        Value::Undefined | Value::Null | Value::Bool(false) => {
            wrong("it is empty, so Lock ignores it")
        }
        Value::String(text) => judge_text(property, text),
        Value::Pattern(parts) => match parts.as_slice() {
            [Part::Text(scheme), Part::Config(path)]
            | [Part::Text(scheme), Part::Config(path), Part::Text(_)]
                if scheme == "https://"
                    && matches!(path.as_slice(), [field] if field == "auth0Domain") =>
            {
                match parts.get(2) {
                    None => Base::Right,
                    Some(Part::Text(rest)) if rest == "/" => Base::Right,
                    _ => wrong("the address goes on after the domain"),
                }
            }
            [Part::Text(text), ..] if text.starts_with("http:") => {
                wrong("it is not secure: `http:`")
            }
            _ => unknown("only a part of the address is known".into()),
        },
        Value::Config(path) => match path
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .as_slice()
        {
            ["clientConfigurationBaseUrl"] => Base::Right,
            ["assetsUrl" | "widgetUrl" | "cdn"] => {
                wrong("that field is the address of Auth0's CDN")
            }
            _ => wrong("that field of the config is not the tenant's address"),
        },
        Value::OneOf(values) => {
            let mut judged = values.iter().map(|value| judge_value(property, value));
            judged
                .find(|base| *base != Base::Right)
                .unwrap_or(Base::Right)
        }
        Value::Unknown(reason) => unknown(reason.cause.to_string()),
        _ => wrong("it is not an address"),
    }
}

fn judge_text(property: &Property, text: &str) -> Base {
    let host = text
        .strip_prefix("https://")
        .map(|rest| rest.split('/').next().unwrap_or_default());
    let why = match host {
        _ if text.is_empty() => "it is empty, so Lock ignores it".to_owned(),
        Some(host) if host.starts_with("cdn.") && host.ends_with("auth0.com") => {
            "Auth0's CDN does not serve the tenant's connections there".to_owned()
        }
        Some(host) if host.contains(['{', '}']) => {
            "the stand-in of the documentation has not been filled in".to_owned()
        }
        Some(_) => return Base::Right,
        None => "it does not start with `https://`".to_owned(),
    };
    Base::Wrong(property.clone(), why)
}
