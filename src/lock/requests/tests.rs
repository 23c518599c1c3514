//! The prediction against what builds were seen to request, and cases of pages.

use super::*;
use crate::lock::model::{Part, Property, Unknown};
use crate::span::Span;

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn config(path: &[&str]) -> Value {
    Value::Config(path.iter().map(|name| (*name).to_owned()).collect())
}

fn unknown() -> Value {
    Value::Unknown(Unknown {
        reason: "no script sets it".to_owned(),
        span: Span::default(),
    })
}

fn object(properties: &[(&str, Value)]) -> Object {
    let property = |(key, value): &(&str, Value)| Property {
        key: (*key).to_owned(),
        value: value.clone(),
        maybe_absent: false,
        key_span: Span::default(),
        value_span: Span::default(),
    };
    Object {
        properties: properties.iter().map(property).collect(),
        open: None,
    }
}

fn arguments(domain: Value, options: Object) -> Arguments {
    Arguments {
        client_id: config(&["clientID"]),
        domain,
        options: Value::Object(options),
        spans: Vec::new(),
    }
}

/// The arguments that a label of `observed.txt` stands for.
fn observed_arguments(given: &str) -> Arguments {
    let overrides = || Value::Object(object(&[("__tenant", text("acme"))]));
    let base = || ("configurationBaseUrl", text("https://cfg.example"));
    let (domain, options) = match given {
        "us" | "us \"false\"" | "us 0" => ("acme.auth0.com", object(&[])),
        "eu" => ("acme.eu.auth0.com", object(&[])),
        "us-3 label" => ("acme.us-3.auth0.com", object(&[])),
        "custom domain" => ("login.acme.com", object(&[])),
        "cfgBase" => ("login.acme.com", object(&[base()])),
        "assetsUrl" => (
            "login.acme.com",
            object(&[("assetsUrl", text("https://assets.example"))]),
        ),
        "clientBaseUrl+cfg" => (
            "login.acme.com",
            object(&[base(), ("clientBaseUrl", text("https://cb.example"))]),
        ),
        "cfgBase+__tenant" => (
            "login.acme.com",
            object(&[base(), ("overrides", overrides())]),
        ),
        "tenantBaseUrl" => (
            "login.acme.com",
            object(&[("tenantBaseUrl", text("https://tb.example"))]),
        ),
        other => panic!("no such case: {other}"),
    };
    Arguments {
        client_id: text("CID"),
        ..arguments(text(domain), options)
    }
}

#[test]
fn every_observed_request_is_predicted() {
    let mut release = Version::new(0, 0, 0);
    let mut rows = 0;
    for line in include_str!("observed.txt").lines() {
        if let Some(heading) = line.strip_prefix('[') {
            release = Version::parse(heading.trim_end_matches(']')).unwrap();
            continue;
        }
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        rows += 1;
        let (label, observed) = line.split_at(28);
        let (mode, given) = match label.trim_end() {
            "tenant truthy \"false\"" => ("tenant", "us"),
            "tenant falsy 0" => ("client", "us"),
            label => label.split_once(", ").unwrap(),
        };
        let predicted = predict(Some(&release), Target::Cloud, &observed_arguments(given));
        let requests = match mode {
            "client" => predicted.client,
            _ => predicted.tenant,
        };
        let [request] = requests.as_slice() else {
            panic!("{release} {label}: one way expected, {requests:?}");
        };
        let url = request
            .url
            .as_ref()
            .map_or("-".to_owned(), ToString::to_string);
        assert_eq!(url, observed, "{release} {label}");
    }
    assert_eq!(rows, 240);
}

/// The ways of a request in short: `works ADDRESS`, `fails ADDRESS`, `unknown ADDRESS`.
fn in_short(requests: &[Request]) -> Vec<String> {
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
fn template(more: &[(&str, Value)]) -> Object {
    let mut properties = vec![("assetsUrl", config(&["assetsUrl"]))];
    properties.extend_from_slice(more);
    object(&properties)
}

#[test]
fn the_template_on_each_target() {
    for (version, target, expected) in [
        (
            "11.30.4",
            Target::Cloud,
            "works https://cdn{?}.auth0.com/tenants/v1/{config.auth0Tenant}.js",
        ),
        (
            "12.5.1",
            Target::Cloud,
            "works https://{config.auth0Domain}/tenants/v1/{config.auth0Tenant}.js",
        ),
        (
            "12.5.1",
            Target::CustomDomain,
            "works https://{config.auth0Domain}/info-v1.js",
        ),
        ("12.5.1", Target::PrivateCloud, "fails {config.assetsUrl}"),
    ] {
        assert_eq!(
            tenant(version, target, template(&[])),
            [expected],
            "{target}"
        );
    }
}

#[test]
fn configuration_base_url() {
    let client_configuration = || config(&["clientConfigurationBaseUrl"]);
    let cdn = || text("https://cdn.auth0.com/");
    for (version, target, base, with_overrides, expected) in [
        (
            "10.7.3",
            Target::PrivateCloud,
            domain_address(),
            false,
            "works https://{config.auth0Domain}/info-v1.js",
        ),
        (
            "10.7.2",
            Target::PrivateCloud,
            domain_address(),
            false,
            "fails https://{config.auth0Domain}/",
        ),
        (
            "11.30.4",
            Target::Cloud,
            domain_address(),
            false,
            "unknown https://{config.auth0Domain}/info-v1.js",
        ),
        (
            "11.30.4",
            Target::CustomDomain,
            client_configuration(),
            true,
            "works {config.clientConfigurationBaseUrl}/tenants/v1/{config.auth0Tenant}.js",
        ),
        (
            "11.30.4",
            Target::CustomDomain,
            client_configuration(),
            false,
            "unknown {config.clientConfigurationBaseUrl}/info-v1.js",
        ),
        (
            "11.7.2",
            Target::CustomDomain,
            client_configuration(),
            true,
            "fails {config.clientConfigurationBaseUrl}/info-v1.js",
        ),
        (
            "11.30.4",
            Target::Cloud,
            cdn(),
            false,
            "fails https://cdn.auth0.com/info-v1.js",
        ),
        (
            "11.30.4",
            Target::Cloud,
            text("https://cdn.eu.auth0.com"),
            false,
            "fails https://cdn.eu.auth0.com/info-v1.js",
        ),
        (
            "11.30.4",
            Target::CustomDomain,
            cdn(),
            true,
            "works https://cdn.auth0.com/tenants/v1/{config.auth0Tenant}.js",
        ),
        (
            "11.7.2",
            Target::CustomDomain,
            cdn(),
            true,
            "fails https://cdn.auth0.com/info-v1.js",
        ),
        (
            "11.30.4",
            Target::PrivateCloud,
            config(&["auth0Domain"]),
            false,
            "fails {config.auth0Domain}/info-v1.js",
        ),
        (
            "11.30.4",
            Target::PrivateCloud,
            text("https://{config.auth0Domain}/"),
            false,
            "fails https://{config.auth0Domain}/info-v1.js",
        ),
        (
            "11.30.4",
            Target::PrivateCloud,
            text("https://elsewhere.example/"),
            false,
            "unknown https://elsewhere.example/info-v1.js",
        ),
        // What is no string with something in it does not count.
        (
            "11.30.4",
            Target::PrivateCloud,
            text(""),
            false,
            "fails {config.assetsUrl}",
        ),
        (
            "11.30.4",
            Target::PrivateCloud,
            Value::Bool(true),
            false,
            "fails {config.assetsUrl}",
        ),
    ] {
        let mut more = vec![("configurationBaseUrl", base)];
        if with_overrides {
            more.push(("overrides", documented_overrides()));
        }
        let found = tenant(version, target, template(&more));
        assert_eq!(found, [expected], "{version} {target} {more:?}");
    }
}

#[test]
fn a_tenant_without_an_issuer_throws_in_some_releases() {
    let overrides = Value::Object(object(&[("__tenant", text("acme"))]));
    let options = object(&[("overrides", overrides)]);
    for (version, throws) in [
        ("10.16.0", false),
        ("10.17.0", true),
        ("11.5.1", true),
        ("11.5.2", false),
    ] {
        let found = tenant(version, Target::Cloud, options.clone());
        assert_eq!(found == ["fails -"], throws, "{version}");
    }
    let documented = object(&[("overrides", documented_overrides())]);
    let found = tenant("11.5.1", Target::Cloud, documented);
    assert!(
        found.iter().all(|way| way.starts_with("works")),
        "{found:?}"
    );
}

#[test]
fn releases_that_cannot() {
    for (version, expected) in [
        ("9.2.3", "fails -"),
        (
            "10.2.1",
            "fails https://cdn{?}.auth0.com/client/{config.clientID}.js",
        ),
        ("10.6.0", "fails -"),
        ("11.1.3", "fails -"),
    ] {
        assert_eq!(tenant(version, Target::Cloud, template(&[])), [expected]);
    }
}

#[test]
fn one_of_several_is_told_apart() {
    let base = Value::OneOf(vec![Value::Undefined, domain_address()]);
    let found = tenant(
        "12.5.1",
        Target::PrivateCloud,
        template(&[("configurationBaseUrl", base)]),
    );
    assert_eq!(
        found,
        [
            "works https://{config.auth0Domain}/info-v1.js",
            "fails {config.assetsUrl}",
        ]
    );
}

#[test]
fn what_depends_on_two_options_at_once_is_unknown() {
    let mut options = template(&[
        ("configurationBaseUrl", text("https://cdn.auth0.com/")),
        ("overrides", documented_overrides()),
    ]);
    for property in options.properties.iter_mut().skip(1) {
        property.maybe_absent = true;
    }
    // Either both are set or none is, for all that is known.
    assert_eq!(
        tenant("12.5.1", Target::CustomDomain, options),
        [
            "unknown https://cdn.auth0.com/tenants/v1/{config.auth0Tenant}.js",
            "unknown https://cdn.auth0.com/info-v1.js",
            "works https://{config.auth0Domain}/info-v1.js",
        ]
    );
}

#[test]
fn what_is_unknown_is_told_as_unknown() {
    let found = tenant("12.5.1", Target::Cloud, object(&[("assetsUrl", unknown())]));
    assert!(
        found.iter().all(|way| way.starts_with("unknown")),
        "{found:?}"
    );
    assert_eq!(found.len(), 2);

    let open = Object {
        open: Some(Unknown {
            reason: "`extend` is not followed".to_owned(),
            span: Span::default(),
        }),
        ..template(&[])
    };
    let found = tenant("12.5.1", Target::PrivateCloud, open);
    assert_eq!(found, ["unknown {config.assetsUrl}"]);

    let given = Arguments {
        options: unknown(),
        ..arguments(unknown(), Object::default())
    };
    let prediction = predict(Some(&Version::new(12, 5, 1)), Target::Cloud, &given);
    assert_eq!(
        in_short(&prediction.client),
        ["unknown https://{?}/client/{config.clientID}.js"]
    );
    assert_eq!(failure(&prediction.tenant), None);
    assert!(!all_work(&prediction.tenant));
}

#[test]
fn without_a_release_only_lasting_failures_are_told() {
    let given = arguments(config(&["auth0Domain"]), template(&[]));
    let cloud = predict(None, Target::Cloud, &given);
    assert_eq!(
        in_short(&cloud.tenant),
        ["unknown https://{config.auth0Domain}/tenants/v1/{config.auth0Tenant}.js"]
    );
    let private = predict(None, Target::PrivateCloud, &given);
    assert!(failure(&private.tenant).is_some());
}

#[test]
fn domains_that_cannot_be() {
    let version = Version::new(12, 5, 1);
    for domain in [
        text("https://acme.auth0.com"),
        text(""),
        domain_address(),
        Value::Undefined,
    ] {
        let given = arguments(domain.clone(), Object::default());
        let prediction = predict(Some(&version), Target::Cloud, &given);
        assert!(failure(&prediction.tenant).is_some(), "{domain:?}");
        assert!(failure(&prediction.client).is_some(), "{domain:?}");
    }
}

#[test]
fn dictionaries() {
    let version = Version::new(11, 30, 4);
    for (language, expected) in [
        (Value::Undefined, vec![]),
        (text("en"), vec![]),
        (
            text(" De "),
            vec!["works https://cdn.auth0.com/js/lock/11.30.4/de.js"],
        ),
        (
            Value::OneOf(vec![Value::Undefined, config(&["dict"])]),
            vec!["unknown https://cdn.auth0.com/js/lock/11.30.4/{config.dict}.js"],
        ),
    ] {
        let options = template(&[("language", language)]);
        let given = arguments(text("acme.auth0.com"), options);
        let prediction = predict(Some(&version), Target::Cloud, &given);
        assert_eq!(in_short(&prediction.language), expected);
    }
}
