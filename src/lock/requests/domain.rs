//! The domain that Lock is given, and the hosts of base addresses.

use super::UrlPattern;
use super::options::flatten;
use crate::lock::catalog::Target;
use crate::lock::model::{Part, Value};
use crate::lock::version::is_regional_cdn;

/// What every domain on Auth0's cloud ends with that is not the customer's own.
const AUTH0_SUFFIX: &str = ".auth0.com";

/// The second argument of the constructor.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Domain {
    /// A domain of `auth0.com`.
    Auth0 {
        /// The domain.
        name: UrlPattern,
        /// Its first label, which Lock takes for the tenant's name.
        tenant: UrlPattern,
        /// The address of the CDN that Lock asked until 11.30.4.
        cdn: UrlPattern,
    },
    /// A domain of the customer's own.
    Own(UrlPattern),
    /// One that Lock can make no address of; a sentence without its full stop.
    Unusable(UrlPattern, &'static str),
    /// One that is not known; a sentence without its full stop.
    Unknown(UrlPattern, String),
}

/// The domains that a value can be.
pub(super) fn domains(value: &Value, target: Target) -> Vec<Domain> {
    let alternatives = flatten(value).into_iter();
    alternatives.map(|value| domain(value, target)).collect()
}

fn domain(value: &Value, target: Target) -> Domain {
    let name = UrlPattern::of_value(value);
    if let Some(Part::Text(start)) = name.parts().first()
        && start.contains("://")
    {
        return Domain::Unusable(
            name,
            "the second argument has to be a domain alone, without `https://`",
        );
    }
    match value {
        Value::String(text) => literal(text),
        Value::Config(path) if is_auth0_domain(path) => match target {
            Target::Cloud => Domain::Auth0 {
                name,
                tenant: UrlPattern::config(&["auth0Tenant"]),
                cdn: UrlPattern::text("https://cdn")
                    .then(Part::Hole)
                    .followed_by_text(AUTH0_SUFFIX),
            },
            Target::CustomDomain | Target::PrivateCloud => Domain::Own(name),
        },
        Value::Unknown(unknown) => {
            let why = format!("the domain is not known because {}", unknown.cause);
            Domain::Unknown(name, why)
        }
        Value::Pattern(_) | Value::Config(_) => {
            let why = format!("what the domain `{name}` comes to is not known");
            Domain::Unknown(name, why)
        }
        _ => Domain::Unusable(name, "the second argument is not a string"),
    }
}

fn is_auth0_domain(path: &[String]) -> bool {
    matches!(path, [name] if name == "auth0Domain")
}

fn literal(text: &str) -> Domain {
    let host = text.split(['/', ':']).next().unwrap_or(text);
    let name = UrlPattern::text(text.trim_end_matches('/'));
    if host.is_empty() {
        return Domain::Unusable(name, "the second argument names no domain");
    }
    if !host.ends_with(AUTH0_SUFFIX) {
        return Domain::Own(name);
    }
    let labels: Vec<&str> = host.split('.').collect();
    let region = match labels.as_slice() {
        [_, .., region, _, _] => format!(".{region}"),
        _ => String::new(),
    };
    Domain::Auth0 {
        name,
        tenant: UrlPattern::text(labels.first().copied().unwrap_or_default()),
        cdn: UrlPattern::text(format!("https://cdn{region}{AUTH0_SUFFIX}")),
    }
}

impl Domain {
    pub(super) fn name(&self) -> &UrlPattern {
        match self {
            Self::Auth0 { name, .. }
            | Self::Own(name)
            | Self::Unusable(name, _)
            | Self::Unknown(name, _) => name,
        }
    }

    /// The domain as an address.
    pub(super) fn url(&self) -> UrlPattern {
        UrlPattern::text("https://").followed_by(self.name())
    }
}

/// What a base address from an option points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Host {
    /// Auth0's CDN, of whatever region.
    Cdn,
    /// `config.clientConfigurationBaseUrl`.
    ClientConfiguration,
    /// The domain of the tenant on `auth0.com`.
    Tenant,
    /// The customer's own domain, which is also the domain that Lock is given.
    Own,
    /// Nothing, because it is no address with a scheme and a host.
    NotAbsolute,
    /// Something that is not known.
    Other,
}

/// What a base address points to.
pub(super) fn host(base: &UrlPattern, domain: &Domain, target: Target) -> Host {
    let (start, rest) = match base.parts() {
        [Part::Text(start), rest @ ..] => (start, rest),
        [Part::Config(path)] if matches!(path.as_slice(), [name] if name == "clientConfigurationBaseUrl") =>
        {
            return Host::ClientConfiguration;
        }
        [Part::Config(path), ..] if is_auth0_domain(path) => return Host::NotAbsolute,
        _ => return Host::Other,
    };
    let Some(after_scheme) = strip_scheme(start) else {
        return Host::NotAbsolute;
    };
    match rest {
        [] => literal_host(after_scheme, domain),
        [Part::Config(path), path_after @ ..]
            if after_scheme.is_empty() && is_auth0_domain(path) && is_root(path_after) =>
        {
            match target {
                Target::Cloud => Host::Tenant,
                Target::CustomDomain | Target::PrivateCloud => Host::Own,
            }
        }
        _ => Host::Other,
    }
}

fn strip_scheme(text: &str) -> Option<&str> {
    ["https://", "http://", "//"]
        .into_iter()
        .find_map(|scheme| {
            let start = text.get(..scheme.len())?;
            start
                .eq_ignore_ascii_case(scheme)
                .then(|| text.get(scheme.len()..))?
        })
}

/// Whether what follows a host is nothing, or a slash.
fn is_root(parts: &[Part]) -> bool {
    match parts {
        [] => true,
        [Part::Text(text)] => text.chars().all(|c| c == '/'),
        _ => false,
    }
}

fn literal_host(after_scheme: &str, domain: &Domain) -> Host {
    let host = after_scheme.trim_end_matches('/').to_ascii_lowercase();
    if host.is_empty() || host.contains(['{', '}', '<', '>', ' ']) {
        return Host::NotAbsolute;
    }
    if host.contains(['/', '?', '#']) {
        return Host::Other;
    }
    if host == "cdn.auth0.com" || is_regional_cdn(&host) {
        return Host::Cdn;
    }
    if host.ends_with(AUTH0_SUFFIX) {
        return Host::Tenant;
    }
    let is_domain = domain
        .name()
        .as_text()
        .is_some_and(|name| name.eq_ignore_ascii_case(&host));
    if is_domain { Host::Own } else { Host::Other }
}
