//! # missing-configuration-base-url
//!
//! On a private cloud or a custom domain, Lock is not told where the tenant's connections are.
//!
//! ## Why it matters
//!
//! A private cloud (formerly the PSaaS Appliance) gives its pages an `assetsUrl`. Without
//! `configurationBaseUrl` Lock takes that for the address of the tenant's connections, which it is not,
//! and third-party applications cannot log in.
//!
//! A page on a custom domain takes the base from the config, together with two overrides.
//!
//! Checked for the targets `private-cloud` and `custom-domain` only.
//!
//! ## Example
//!
//! ```html,fail,private-cloud
//! <script src="https://cdn.auth0.com/js/lock/11.30.4/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     assetsUrl: config.assetsUrl,
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,fixed
//! <script src="https://cdn.auth0.com/js/lock/11.30.4/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     assetsUrl: config.assetsUrl,
//!     __useTenantInfo: config.isThirdPartyClient,
//!     configurationBaseUrl: 'https://' + config.auth0Domain + '/'
//!   }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! Safe where the option is missing: `'https://' + config.auth0Domain + '/'` on a private cloud, the
//! config's `clientConfigurationBaseUrl` and the overrides on a custom domain. A value that is there is
//! judged and never overwritten by a safe fix.
//!
//! ## When to ignore it
//!
//! When the address that is there is known to work.
//!
//! ## References
//!
//! - [Lock's options](https://github.com/auth0/lock#other-options)

use crate::edit::print::expression;
use crate::edit::{Applicability, CodeStyle, Fix, replace_expression};
use crate::finding::Severity;
use crate::lock::catalog::{Constructors, Target};
use crate::lock::{Construction, Object, Property, Value};
use crate::rules::base_url::{Base, KEY, judge};
use crate::rules::insertion::{NewOptions, filled, remedies};
use crate::rules::{Context, Draft, Effect, FixAvailability, Group, Remedy, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "missing-configuration-base-url",
    group: Group::ThirdParty,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("missing_configuration_base_url.rs"),
    check,
};

/// What a private cloud needs.
const PRIVATE_CLOUD: NewOptions = NewOptions {
    options: &[(KEY, PRIVATE_CLOUD_BASE)],
    applicability: Applicability::Safe,
};

const PRIVATE_CLOUD_BASE: &str = "'https://' + $auth0Domain + '/'";

/// What a custom domain needs.
const CUSTOM_DOMAIN: NewOptions = NewOptions {
    options: &[
        (KEY, "$clientConfigurationBaseUrl"),
        (
            "overrides",
            "{ __tenant: $auth0Tenant, __token_issuer: $authorizationServer.issuer }",
        ),
    ],
    applicability: Applicability::Safe,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let constructions = context.lock_constructions();
    constructions
        .filter_map(|construction| check_one(context, construction))
        .collect()
}

fn check_one(context: &Context<'_>, construction: &Construction) -> Option<Draft> {
    let draft = match judge(context.target, construction) {
        Base::Right => return missing_overrides(context, construction),
        Base::Missing => missing(context, construction),
        Base::Wrong(property, why) => wrong(context, construction, &property, &why),
        Base::Unknown(property, why) => Draft::new(
            &RULE,
            format!("`{KEY}` cannot be judged: {why}"),
            property.value_span,
        )
        .label("not known")
        .help("check by hand that it is the tenant's own address")
        .severity(Severity::Warning),
    };
    Some(context.explain(draft, construction))
}

fn missing(context: &Context<'_>, construction: &Construction) -> Draft {
    let message = format!("`Auth0Lock` is constructed without `{KEY}`");
    let draft = Draft::new(&RULE, message, construction.span)
        .label("Lock does not find the tenant's connections");
    let (new, draft) = if context.target == Target::CustomDomain {
        let draft = draft.help(
            "add `configurationBaseUrl: config.clientConfigurationBaseUrl` and `overrides: { __tenant: \
             config.auth0Tenant, __token_issuer: config.authorizationServer.issuer }`",
        );
        (&CUSTOM_DOMAIN, draft)
    } else {
        let help = format!("add `{KEY}: 'https://' + config.auth0Domain + '/'` to the options");
        (&PRIVATE_CLOUD, draft.help(help))
    };
    let lacks = |options: &Value| match options {
        Value::Object(object) => new.keys().all(|key| object.get(key).is_none()),
        _ => true,
    };
    let remedies = remedies(context, construction, new, lacks);
    if remedies.is_empty() {
        return draft.unfixable("the options are not written where the decoded config has a name");
    }
    draft.remedies(remedies)
}

fn wrong(
    context: &Context<'_>,
    construction: &Construction,
    property: &Property,
    why: &str,
) -> Draft {
    let draft = Draft::new(
        &RULE,
        format!("`{KEY}` does not lead to the tenant: {why}"),
        property.value_span,
    )
    .label(why)
    .related(construction.span, "Lock is constructed here");
    if context.target == Target::CustomDomain {
        return draft.help("set it to `config.clientConfigurationBaseUrl`");
    }
    let names = construction.sites.iter().flat_map(|site| &site.names);
    let remedies = names
        .filter(|name| name.pattern.is_none())
        .filter_map(|name| {
            let style = CodeStyle::before(context.text, property.value_span.start);
            let code = filled(PRIVATE_CLOUD_BASE, name)?;
            let value = expression(&code, style)?;
            let edit = replace_expression(context.text, property.value_span, &value)?;
            let title = format!("Set `{KEY}` to `{value}`");
            let fix = Fix {
                title,
                applicability: Applicability::Unsafe,
                edits: vec![edit],
            };
            Some(Remedy {
                fix,
                effect: Effect::options(Constructors::Auth0Lock, [KEY]),
            })
        })
        .take(1)
        .collect();
    draft
        .help("set it to `'https://' + config.auth0Domain + '/'`")
        .remedies(remedies)
}

/// On a custom domain the base goes together with two overrides.
fn missing_overrides(context: &Context<'_>, construction: &Construction) -> Option<Draft> {
    let Value::Object(options) = &construction.arguments.options else {
        return None;
    };
    let property = options.get(KEY)?;
    if context.target != Target::CustomDomain || options.open.is_some() {
        return None;
    }
    let empty = Object::default();
    let overrides = match options.get("overrides").map(|p| &p.value) {
        Some(Value::Object(overrides)) => overrides,
        None => &empty,
        Some(_) => return None,
    };
    let missing: Vec<&str> = ["__tenant", "__token_issuer"]
        .into_iter()
        .filter(|key| overrides.get(key).is_none() && overrides.open.is_none())
        .collect();
    if missing.is_empty() {
        return None;
    }
    let names = missing.join("` and `");
    let draft = Draft::new(
        &RULE,
        format!("`{KEY}` is given on a custom domain without `overrides` for `{names}`"),
        property.key_span,
    )
    .label("goes together with the overrides")
    .help(
        "add `overrides: { __tenant: config.auth0Tenant, __token_issuer: \
         config.authorizationServer.issuer }`",
    )
    .severity(Severity::Warning);
    Some(context.explain(draft, construction))
}
