//! Values to predict from, and predictions in short.

mod observed;
mod pages;
mod properties;

use super::*;
use crate::lock::model::{Part, Property, Unknown};
use crate::span::Span;

pub(super) fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

pub(super) fn config(path: &[&str]) -> Value {
    Value::Config(path.iter().map(|name| (*name).to_owned()).collect())
}

pub(super) fn unknown() -> Value {
    Value::Unknown(Unknown {
        cause: crate::lock::Cause::UnsetGlobal("x".into()),
        span: Span::default(),
    })
}

pub(super) fn object(properties: &[(&str, Value)]) -> Object {
    let property = |(key, value): &(&str, Value)| Property {
        key: (*key).to_owned(),
        value: value.clone(),
        maybe_absent: false,
        key_span: Span::default(),
        value_span: Span::default(),
    };
    Object {
        properties: properties.iter().map(property).collect(),
        ..Object::default()
    }
}

pub(super) fn arguments(domain: Value, options: Object) -> Arguments {
    Arguments {
        client_id: config(&["clientID"]),
        domain,
        options: Value::Object(options),
        spans: Vec::new(),
    }
}

/// The ways of a request in short: `works ADDRESS`, `fails ADDRESS`, `unknown ADDRESS`.
pub(super) fn in_short(requests: &[Request]) -> Vec<String> {
    let short = |request: &Request| {
        let outcome = match &request.outcome {
            Outcome::Works => "works",
            Outcome::Fails { .. } => "fails",
            Outcome::Unknown { .. } => "unknown",
        };
        let url = request
            .url
            .as_ref()
            .map_or("-".to_owned(), ToString::to_string);
        format!("{outcome} {url}")
    };
    requests.iter().map(short).collect()
}

/// Whether one of the ways of a request is known to fail.
fn fails(requests: &[Request]) -> bool {
    let fails = |request: &Request| matches!(request.outcome, Outcome::Fails { .. });
    requests.iter().any(fails)
}

/// Whether there is a way and every one is known to work.
fn all_work(requests: &[Request]) -> bool {
    let works = |request: &Request| request.outcome == Outcome::Works;
    !requests.is_empty() && requests.iter().all(works)
}

fn tenant(version: &str, target: Target, options: Object) -> Vec<String> {
    let version = Version::parse(version).unwrap();
    let given = arguments(config(&["auth0Domain"]), options);
    in_short(&predict(Some(&version), target, &given).tenant)
}

fn domain_address() -> Value {
    Value::Pattern(vec![
        Part::Text("https://".to_owned()),
        Part::Config(vec!["auth0Domain".to_owned()]),
        Part::Text("/".to_owned()),
    ])
}

fn documented_overrides() -> Value {
    Value::Object(object(&[
        ("__tenant", config(&["auth0Tenant"])),
        ("__token_issuer", config(&["authorizationServer", "issuer"])),
    ]))
}

/// The options of Auth0's template, with or without what a custom domain needs.
pub(super) fn template(more: &[(&str, Value)]) -> Object {
    let mut properties = vec![("assetsUrl", config(&["assetsUrl"]))];
    properties.extend_from_slice(more);
    object(&properties)
}
