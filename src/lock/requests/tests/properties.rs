//! What holds of every prediction.

use super::*;
use proptest::prelude::*;

const KEYS: [&str; 7] = [
    "assetsUrl",
    "clientBaseUrl",
    "configurationBaseUrl",
    "tenantBaseUrl",
    "language",
    "languageBaseUrl",
    "overrides",
];

fn some_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(unknown()),
        Just(Value::Undefined),
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        "(https://)?[a-z./{}]{0,12}".prop_map(Value::String),
        Just(text("https://cdn.auth0.com/")),
        Just(domain_address()),
        Just(documented_overrides()),
        proptest::sample::select(vec!["assetsUrl", "auth0Domain", "dict", "none"])
            .prop_map(|name| config(&[name])),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop::collection::vec(inner, 1..3).prop_map(Value::OneOf)
    })
}

fn some_options() -> impl Strategy<Value = Object> {
    let property = (proptest::sample::select(&KEYS[..]), some_value());
    prop::collection::vec(property, 0..5).prop_map(|properties| object(&properties))
}

proptest! {
    #[test]
    fn every_request_is_predicted_one_way_or_another(
        (major, minor) in (9u64..17, 0u64..36),
        target in proptest::sample::select(&Target::ALL[..]),
        domain in some_value(),
        options in some_options(),
    ) {
        let given = arguments(domain.clone(), options.clone());
        let release = Version::new(major, minor, 0);
        let predicted = predict(Some(&release), target, &given);
        for request in predicted.client.iter().chain(&predicted.tenant) {
            prop_assert!(request.url.is_some() || request.outcome != Outcome::Works);
        }
        prop_assert!(!predicted.client.is_empty() && !predicted.tenant.is_empty());

        // What may have been overwritten is never told as certain.
        let open = Object { open: Some(Unknown { cause: crate::lock::Cause::DependsOnUnknown, span: Span::default() }), ..options };
        let doubtful = predict(Some(&release), target, &arguments(domain, open));
        for request in doubtful.client.iter().chain(&doubtful.tenant) {
            let stopped = request.url.is_none();
            let unread = release < catalog::FLAG_SINCE || catalog::defect(&release).is_some();
            let unknown = matches!(request.outcome, Outcome::Unknown { .. });
            prop_assert!(stopped || unread || unknown, "{request:?}");
        }
    }
}
