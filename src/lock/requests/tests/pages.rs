//! The shapes that pages have.

use super::*;

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
            "fails https://{config.auth0Domain}/info-v1.js",
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
            "fails {config.clientConfigurationBaseUrl}/info-v1.js",
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
        (
            "11.1.3",
            "fails https://cdn{?}.auth0.com/tenants/v1/{config.auth0Tenant}.js",
        ),
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
            cause: crate::lock::Cause::ResultOf("extend".into()),
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
    assert!(!fails(&prediction.tenant));
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
    assert!(fails(&private.tenant));
}

/// What the catalog calls ready, and what is predicted of the documented options, are two views of
/// the same facts.
#[test]
fn the_catalog_agrees() {
    let own_base = ("configurationBaseUrl", domain_address());
    let client_base = (
        "configurationBaseUrl",
        config(&["clientConfigurationBaseUrl"]),
    );
    let overrides = ("overrides", documented_overrides());
    for (target, options, overrides_tenant) in [
        (Target::PrivateCloud, template(&[own_base]), false),
        (
            Target::CustomDomain,
            template(&[client_base, overrides]),
            true,
        ),
    ] {
        let need = catalog::Need {
            target,
            configuration_base: true,
            overrides_tenant,
        };
        let given = arguments(config(&["auth0Domain"]), options);
        for release in catalog::stable().filter(|release| release.major >= 10) {
            let ready = catalog::readiness(&release, need) == catalog::Readiness::Ready;
            let predicted = predict(Some(&release), target, &given);
            assert_eq!(all_work(&predicted.tenant), ready, "{release} {target}");
            assert_eq!(!fails(&predicted.tenant), ready, "{release} {target}");
        }
    }
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
        assert!(fails(&prediction.tenant), "{domain:?}");
        assert!(fails(&prediction.client), "{domain:?}");
    }
}

#[test]
fn dictionaries() {
    let english = "works https://cdn.auth0.com/js/lock/11.30.4/en.js";
    for (version, language, expected) in [
        ("11.24.2", Value::Undefined, vec![]),
        ("11.24.2", text("en"), vec![]),
        (
            "11.24.3",
            Value::Undefined,
            vec!["works https://cdn.auth0.com/js/lock/11.24.3/en.js"],
        ),
        ("11.30.4", text("EN"), vec![english]),
        (
            "11.30.4",
            text(" De "),
            vec!["works https://cdn.auth0.com/js/lock/11.30.4/de.js"],
        ),
        (
            "11.30.4",
            Value::Null,
            vec!["fails https://cdn.auth0.com/js/lock/11.30.4/.js"],
        ),
        (
            "11.30.4",
            Value::OneOf(vec![Value::Undefined, config(&["dict"])]),
            vec![
                english,
                "unknown https://cdn.auth0.com/js/lock/11.30.4/{config.dict}.js",
            ],
        ),
    ] {
        let options = template(&[("language", language.clone())]);
        let given = arguments(text("acme.auth0.com"), options);
        let version = Version::parse(version).unwrap();
        let prediction = predict(Some(&version), Target::Cloud, &given);
        assert_eq!(
            in_short(&prediction.language),
            expected,
            "{version} {language:?}"
        );
    }
    let private = arguments(config(&["auth0Domain"]), template(&[]));
    let prediction = predict(
        Some(&Version::new(14, 3, 0)),
        Target::PrivateCloud,
        &private,
    );
    assert_eq!(
        in_short(&prediction.language),
        ["works {config.assetsUrl}/js/lock/14.3.0/en.js"]
    );
    for (version, needed) in [("10.4.1", true), ("11.26.1", true), ("11.26.2", false)] {
        assert_eq!(needs_dictionary(&Version::parse(version).unwrap()), needed);
    }
}

#[test]
fn a_base_that_ends_in_a_slash() {
    for (version, expected) in [
        (
            "10.3.0",
            "works https://cdn.auth0.com//client/{config.clientID}.js",
        ),
        (
            "10.7.1",
            "works https://cdn.auth0.com//client/{config.clientID}.js",
        ),
        (
            "10.7.2",
            "works https://cdn.auth0.com/client/{config.clientID}.js",
        ),
    ] {
        let options = object(&[("clientBaseUrl", text("https://cdn.auth0.com/"))]);
        let given = arguments(config(&["auth0Domain"]), options);
        let version = Version::parse(version).unwrap();
        let predicted = predict(Some(&version), Target::Cloud, &given);
        assert_eq!(in_short(&predicted.client), [expected], "{version}");
    }
}

#[test]
fn what_options_ask_of_the_release() {
    let base = ("configurationBaseUrl", domain_address());
    let overrides = ("overrides", documented_overrides());
    for (options, configuration_base, overrides_tenant) in [
        (template(&[]), false, false),
        (template(std::slice::from_ref(&base)), true, false),
        (template(&[base, overrides]), true, true),
        (object(&[("configurationBaseUrl", text(""))]), false, false),
        (object(&[("configurationBaseUrl", unknown())]), true, false),
        (object(&[("overrides", unknown())]), false, true),
    ] {
        let expected = catalog::Need {
            target: Target::PrivateCloud,
            configuration_base,
            overrides_tenant,
        };
        let found = need(Target::PrivateCloud, &Value::Object(options.clone()));
        assert_eq!(found, expected, "{options:?}");
    }
}
