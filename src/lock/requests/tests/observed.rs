//! The prediction against what builds of Lock were seen to request.

use super::*;

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
