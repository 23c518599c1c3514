//! What a login requests: which of its two modes Lock runs in for an application of either kind, and
//! what comes of it.

use semver::Version;

use super::options::{Standing, flatten, pattern_has_content};
use super::{Prediction, Request, Situation, WITHOUT_CONSTRUCTOR, for_each_situation, obstacle};
use crate::lock::FLAG;
use crate::lock::catalog::config_fields::{FieldKind, IS_THIRD_PARTY_CLIENT, kind_of};
use crate::lock::catalog::{self, FLAG_SINCE, Target};
use crate::lock::model::{Construction, Constructor, Value};

/// Whose application a login is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Application {
    /// One of the tenant's own.
    FirstParty,
    /// A third party's.
    ThirdParty,
}

impl Application {
    fn is_third_party(self) -> bool {
        self == Self::ThirdParty
    }

    /// Whether these tests of the config can hold for a login to such an application.
    fn allows(self, tests: &[(Vec<String>, bool)]) -> bool {
        tests
            .iter()
            .all(|(path, holds)| !is_the_field(path) || *holds == self.is_third_party())
    }
}

fn is_the_field(path: &[String]) -> bool {
    matches!(path, [field] if field == IS_THIRD_PARTY_CLIENT)
}

/// Predicts the script with connections that a login requests, given the flag that the page passes:
/// each way it can go. Empty where the construction does not happen for such an application.
///
/// `version` is the release in force; without one, the newest release is followed and no success is told.
#[must_use]
pub fn predict_login(
    version: Option<&Version>,
    target: Target,
    construction: &Construction,
    application: Application,
) -> Vec<Request> {
    let newest = catalog::newest();
    let Some(release) = version.or(newest.as_ref()) else {
        return Vec::new();
    };
    if !application.allows(&construction.assumed) {
        return Vec::new();
    }
    let arguments = &construction.arguments;
    let mut requests: Vec<Request> = match obstacle(release, arguments) {
        Some(why) => Prediction::stopped(&why).client,
        None => {
            let mut requests = Vec::new();
            for_each_situation(release, target, arguments, |situation| {
                for request in situation.login(construction.constructor, application) {
                    if !requests.contains(&request) {
                        requests.push(request);
                    }
                }
            });
            requests
        }
    };
    for request in &mut requests {
        if let Some(why) = catalog::defect(release).filter(|_| *release != WITHOUT_CONSTRUCTOR) {
            request.fail(why);
        }
        if version.is_none() {
            request.doubt_success("which release of Lock runs here is not known");
        }
    }
    requests
}

impl Situation<'_> {
    /// Each way that the request of a login can go.
    fn login(&self, constructor: Constructor, application: Application) -> Vec<Request> {
        if !application.allows(&self.options.assumed) {
            return Vec::new();
        }
        let mut requests = Vec::new();
        for (is_on, standing) in self.flags(application) {
            let ways = match is_on && *self.release >= FLAG_SINCE {
                true => self.predict().tenant,
                false => self.predict().client,
            };
            for mut request in ways {
                if let Some(why) = self.mismatch(constructor, application, is_on) {
                    request.fail(&why);
                }
                if let Standing::InDoubt(why) = &standing
                    && request.url.is_some()
                {
                    request.outcome = request.outcome.in_doubt(why);
                }
                requests.push(request);
            }
        }
        requests
    }

    /// Why the script that is asked for is the wrong one.
    fn mismatch(
        &self,
        constructor: Constructor,
        application: Application,
        is_on: bool,
    ) -> Option<String> {
        let is_passwordless = constructor == Constructor::Auth0LockPasswordless;
        match (application, is_on) {
            (Application::ThirdParty, _) if *self.release < FLAG_SINCE => Some(format!(
                "Lock {} does not read `{FLAG}` and asks for the client's script",
                self.release
            )),
            (_, true) if is_passwordless && *self.release >= FLAG_SINCE => Some(format!(
                "`Auth0LockPasswordless` drops every passwordless connection when `{FLAG}` is set"
            )),
            (Application::ThirdParty, false) if is_passwordless => {
                Some("`Auth0LockPasswordless` cannot serve third-party applications".to_owned())
            }
            (Application::ThirdParty, false) => Some(format!(
                "`{FLAG}` is not set, so Lock asks for the client's connections, and a third-party \
                 application uses the tenant's domain connections"
            )),
            (Application::FirstParty, true) if *self.release >= FLAG_SINCE => Some(format!(
                "`{FLAG}` is set for first-party applications too, which are then offered the domain \
                 connections only"
            )),
            (Application::FirstParty, _) | (Application::ThirdParty, true) => None,
        }
    }

    /// Whether the flag is on, in each of the cases that the page provides for.
    fn flags(&self, application: Application) -> Vec<(bool, Standing)> {
        let Some(property) = self.options.get(FLAG) else {
            return match self.standing {
                // The flag may be among the options that are not known.
                Standing::InDoubt(_) => [true, false]
                    .map(|is_on| (is_on, self.standing.clone()))
                    .into(),
                Standing::Certain | Standing::InSomeCases => vec![(false, Standing::Certain)],
            };
        };
        let mut flags: Vec<(bool, Standing)> = Vec::new();
        let mut add = |is_on: bool, standing: Standing| {
            if !flags.iter().any(|(known, _)| *known == is_on) {
                flags.push((is_on, standing));
            }
        };
        for value in flatten(&property.value) {
            match self.truthiness(value, application) {
                Ok(is_on) => add(is_on, Standing::Certain),
                Err(why) => {
                    add(true, Standing::InDoubt(why.clone()));
                    add(false, Standing::InDoubt(why));
                }
            }
        }
        if property.maybe_absent {
            add(false, Standing::Certain);
        }
        flags
    }

    /// Whether a value counts as true in a login to such an application; why not known otherwise.
    fn truthiness(&self, value: &Value, application: Application) -> Result<bool, String> {
        let of_field = |path: &[String]| {
            if is_the_field(path) {
                return Ok(application.is_third_party());
            }
            match kind_of(path) {
                None => Ok(false),
                Some(FieldKind::Text | FieldKind::Record(_) | FieldKind::OpenRecord) => Ok(true),
                Some(FieldKind::AssetsAddress) => Ok(self.target == Target::PrivateCloud),
                Some(FieldKind::Bool | FieldKind::Varying) => Err(format!(
                    "what `{FLAG}` is, the config's `{}`, is not known",
                    path.join(".")
                )),
            }
        };
        match value {
            Value::Undefined | Value::Null => Ok(false),
            Value::Bool(value) => Ok(*value),
            Value::Number(number) => Ok(*number != 0.0 && !number.is_nan()),
            Value::String(text) => Ok(!text.is_empty()),
            Value::Pattern(parts) => pattern_has_content(parts, self.target)
                .ok_or_else(|| format!("what `{FLAG}` is is not known")),
            Value::Config(path) => of_field(path),
            Value::Test { path, negated } => of_field(path).map(|holds| holds != *negated),
            Value::Object(_) | Value::Array(_) | Value::Function | Value::Lock(_) => Ok(true),
            Value::Unknown(unknown) => Err(format!(
                "what `{FLAG}` is is not known because {}",
                unknown.cause
            )),
            Value::OneOf(_) => Err(format!("what `{FLAG}` is is not known")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{arguments, config, in_short, object, template, text};
    use super::*;
    use crate::span::Span;

    fn construction(flag: Option<Value>) -> Construction {
        let options = match flag {
            Some(flag) => template(&[(FLAG, flag)]),
            None => template(&[]),
        };
        Construction {
            span: Span::default(),
            constructor: Constructor::Auth0Lock,
            load: None,
            arguments: arguments(config(&["auth0Domain"]), options),
            assumed: Vec::new(),
            sites: Vec::new(),
            late_writes: Vec::new(),
        }
    }

    /// What first-party and third-party logins request, in short.
    fn both(construction: &Construction, version: &str, target: Target) -> [Vec<String>; 2] {
        let version = Version::parse(version).unwrap();
        [Application::FirstParty, Application::ThirdParty].map(|application| {
            in_short(&predict_login(
                Some(&version),
                target,
                construction,
                application,
            ))
        })
    }

    const CLIENT: &str = "https://{config.auth0Domain}/client/{config.clientID}.js";
    const TENANT: &str = "https://{config.auth0Domain}/tenants/v1/{config.auth0Tenant}.js";

    #[test]
    fn the_flag_decides_which_script() {
        let field = || config(&[IS_THIRD_PARTY_CLIENT]);
        let test = |negated| Value::Test {
            path: vec![IS_THIRD_PARTY_CLIENT.to_owned()],
            negated,
        };
        let (client, tenant) = (format!("works {CLIENT}"), format!("works {TENANT}"));
        let (no_client, no_tenant) = (format!("fails {CLIENT}"), format!("fails {TENANT}"));
        for (flag, first, third) in [
            (None, &client, &no_client),
            (Some(field()), &client, &tenant),
            (Some(test(false)), &client, &tenant),
            (Some(test(true)), &no_tenant, &no_client),
            (Some(Value::Bool(true)), &no_tenant, &tenant),
            (Some(text("false")), &no_tenant, &tenant),
            (Some(Value::Bool(false)), &client, &no_client),
            (Some(config(&["isThirdParty"])), &client, &no_client),
        ] {
            let found = both(&construction(flag.clone()), "12.5.1", Target::Cloud);
            assert_eq!(
                found,
                [vec![first.clone()], vec![third.clone()]],
                "{flag:?}"
            );
        }
    }

    #[test]
    fn a_flag_in_some_cases_leads_to_both() {
        let one_of = Value::OneOf(vec![config(&[IS_THIRD_PARTY_CLIENT]), Value::Bool(false)]);
        let found = both(&construction(Some(one_of)), "12.5.1", Target::Cloud);
        assert_eq!(found[0], [format!("works {CLIENT}")]);
        assert_eq!(
            found[1],
            [format!("works {TENANT}"), format!("fails {CLIENT}")]
        );
        let prompt = both(
            &construction(Some(config(&["prompt"]))),
            "12.5.1",
            Target::Cloud,
        );
        assert_eq!(
            prompt[1],
            [format!("unknown {TENANT}"), format!("unknown {CLIENT}")]
        );
    }

    #[test]
    fn a_flag_among_unknown_options_leads_to_both() {
        let mut open = construction(None);
        open.arguments.options = super::super::tests::unknown();
        let found = both(&open, "12.5.1", Target::Cloud);
        assert_eq!(
            found[1],
            [format!("unknown {TENANT}"), format!("unknown {CLIENT}")]
        );
        assert_eq!(
            found[0],
            [format!("unknown {TENANT}"), format!("unknown {CLIENT}")]
        );
    }

    #[test]
    fn a_construction_for_one_kind_requests_nothing_for_the_other() {
        let mut for_third = construction(Some(Value::Bool(true)));
        for_third.assumed = vec![(vec![IS_THIRD_PARTY_CLIENT.to_owned()], true)];
        let found = both(&for_third, "12.5.1", Target::Cloud);
        assert_eq!(found, [vec![], vec![format!("works {TENANT}")]]);
        let mut options = object(&[(FLAG, Value::Bool(true))]);
        options.assumed = for_third.assumed.clone();
        let mut by_options = construction(None);
        by_options.arguments.options =
            Value::OneOf(vec![Value::Object(options), Value::Object(object(&[]))]);
        let found = both(&by_options, "12.5.1", Target::Cloud);
        assert_eq!(found[0], [format!("works {CLIENT}")]);
    }

    #[test]
    fn passwordless_serves_no_third_party() {
        let mut widget = construction(None);
        widget.constructor = Constructor::Auth0LockPasswordless;
        let found = both(&widget, "12.5.1", Target::Cloud);
        assert_eq!(
            found,
            [
                vec![format!("works {CLIENT}")],
                vec![format!("fails {CLIENT}")]
            ]
        );
    }

    #[test]
    fn releases_without_support_ask_all_the_same() {
        let flag = || Some(config(&[IS_THIRD_PARTY_CLIENT]));
        let old = both(&construction(flag()), "11.1.3", Target::Cloud);
        assert_eq!(
            old[1],
            ["fails https://cdn{?}.auth0.com/tenants/v1/{config.auth0Tenant}.js"]
        );
        let older = both(&construction(flag()), "10.4.1", Target::Cloud);
        assert_eq!(
            older[1],
            ["fails https://cdn{?}.auth0.com/client/{config.clientID}.js"]
        );
        assert_eq!(
            both(&construction(flag()), "10.6.0", Target::Cloud)[1],
            ["fails -"]
        );
    }
}
