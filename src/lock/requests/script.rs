//! The addresses of the scripts, release by release.

use semver::Version;

use super::domain::{Domain, Host, host};
use super::options::{Base, Reading, Standing, bases, overrides};
use super::{Outcome, Request, Situation, UrlPattern};
use crate::lock::catalog::{
    CONFIGURATION_BASE_SINCE, CONFIGURATION_BASE_WITH_TENANT_SINCE, FLAG_SINCE, Target,
};

/// The first release that reads `clientBaseUrl` and `languageBaseUrl`.
pub(super) const CLIENT_BASE_SINCE: Version = Version::new(10, 3, 0);

/// The first release that joins a base and a path with one slash. Before, a base that ends in a slash
/// gets another one.
const ONE_SLASH_SINCE: Version = Version::new(10, 7, 2);

/// The first release that reads `configurationBaseUrl`, which 10.5.0 called `tenantBaseUrl`.
const CONFIGURATION_BASE_READ_SINCE: Version = Version::new(10, 5, 1);

/// The first release that makes the whole address of the tenant's script from the domain. 10.5 appends
/// `.js` to whatever base it has.
const WHOLE_ADDRESS_SINCE: Version = Version::new(10, 6, 0);

/// The first release that asks the tenant's own domain rather than Auth0's CDN.
const TENANT_DOMAIN_SINCE: Version = Version::new(11, 30, 5);

/// Why `configurationBaseUrl` with the tenant's domain is wrong on the cloud. Auth0's documentation has
/// that line in its sample "for PSaaS only".
const INFO_ON_CLOUD: &str = "`configurationBaseUrl` with the tenant's own domain is for private clouds only: on \
     Auth0's cloud Lock would ask that domain for `info-v1.js`, where it has to ask for \
     `tenants/v1/` and the tenant's name";

impl Situation<'_> {
    /// Each way that the request for the client's script can go.
    pub(super) fn client_scripts(&self) -> Vec<Request> {
        let names: &[&str] = if *self.release >= CONFIGURATION_BASE_READ_SINCE {
            &["clientBaseUrl", "configurationBaseUrl", "assetsUrl"]
        } else if *self.release >= CLIENT_BASE_SINCE {
            &["clientBaseUrl", "assetsUrl"]
        } else {
            &["assetsUrl"]
        };
        let bases = bases(self.options, names, self.target);
        bases.iter().map(|base| self.client_script(base)).collect()
    }

    fn client_script(&self, base: &Base) -> Request {
        let (url, outcome) = match base.option {
            None => (self.default_base(), self.judge_domain()),
            Some("assetsUrl") => (base.url.clone(), self.judge_assets(&base.url)),
            Some(name) => (base.url.clone(), self.judge_client_base(name, &base.url)),
        };
        let url = self
            .below(url, "client/")
            .followed_by(self.client_id)
            .followed_by_text(".js");
        self.request(url, outcome, &base.standing)
    }

    /// Each way that the request for the tenant's script can go.
    pub(super) fn tenant_scripts(&self) -> Vec<Request> {
        if *self.release < FLAG_SINCE {
            let why = format!(
                "Lock {} does not read `__useTenantInfo` and asks for the client's script",
                self.release
            );
            let mut requests = self.client_scripts();
            for request in &mut requests {
                request.outcome = Outcome::fails(&why);
            }
            return requests;
        }
        let names: &[&str] = if *self.release >= CONFIGURATION_BASE_READ_SINCE {
            &["configurationBaseUrl", "assetsUrl"]
        } else {
            &["tenantBaseUrl", "assetsUrl"]
        };
        let bases = bases(self.options, names, self.target);
        bases
            .iter()
            .flat_map(|base| self.tenant_script(base))
            .collect()
    }

    fn tenant_script(&self, base: &Base) -> Vec<Request> {
        let Some(name) = base.option else {
            let (url, outcome) = self.default_tenant_script();
            return vec![self.request(url, outcome, &base.standing)];
        };
        let takes_base_for_script = *self.release < CONFIGURATION_BASE_SINCE;
        if name == "assetsUrl" || takes_base_for_script {
            let why = if name == "assetsUrl" {
                "without `configurationBaseUrl` Lock takes `assetsUrl` itself for the address of the \
                 tenant's script"
                    .to_owned()
            } else {
                format!(
                    "Lock before {CONFIGURATION_BASE_SINCE} takes `{name}` itself for the address of the tenant's script"
                )
            };
            let url = self.with_early_extension(base.url.clone());
            return vec![self.request(url, Outcome::fails(why), &base.standing)];
        }
        self.below_configuration_base(base)
    }

    /// The tenant's script below `configurationBaseUrl`, from 10.7.3 on.
    fn below_configuration_base(&self, base: &Base) -> Vec<Request> {
        let (tenants, whole) = overrides(self.options, "__tenant", self.target);
        let one_of = Standing::of_one_among(tenants.len());
        let reads_tenant = *self.release >= CONFIGURATION_BASE_WITH_TENANT_SINCE;
        let request = |reading: &Reading| {
            let (tenant, sure) = match reading {
                Reading::Text(tenant) => (Some(tenant), one_of.clone()),
                Reading::NotText => (None, one_of.clone()),
                Reading::Maybe { text, why } => (Some(text), Standing::InDoubt(why.clone())),
            };
            let url = match tenant {
                Some(tenant) if reads_tenant => {
                    let folder = base.url.clone().join("tenants/v1/");
                    folder.followed_by(tenant).followed_by_text(".js")
                }
                _ => base.url.clone().join("info-v1.js"),
            };
            let outcome = self.judge_configuration_base(&base.url, tenant.is_some());
            let standing = base.standing.and(&whole).and(&sure);
            self.request(url, outcome, &standing)
        };
        tenants.iter().map(request).collect()
    }

    /// The tenant's script as Lock finds it from the domain alone.
    fn default_tenant_script(&self) -> (UrlPattern, Outcome) {
        let below_domain = |path: &str| self.below(self.domain.url(), path);
        match self.domain {
            Domain::Auth0 { tenant, .. } => {
                let folder = self.below(self.default_base(), "tenants/v1/");
                let url = folder.followed_by(tenant).followed_by_text(".js");
                (url, Outcome::Works)
            }
            Domain::Unusable(..) | Domain::Unknown(..) => (
                self.domain.url().followed_by(&UrlPattern::hole()),
                self.judge_domain(),
            ),
            Domain::Own(_) if *self.release >= CONFIGURATION_BASE_SINCE => {
                (below_domain("info-v1.js"), Outcome::Works)
            }
            Domain::Own(name) => {
                let url = if *self.release < WHOLE_ADDRESS_SINCE {
                    self.with_early_extension(self.domain.url())
                } else {
                    below_domain("tenants/v1/")
                        .followed_by(&first_label(name))
                        .followed_by_text(".js")
                };
                let why = format!(
                    "Lock before {CONFIGURATION_BASE_SINCE} does not find the tenant's script on a domain outside `auth0.com`"
                );
                (url, Outcome::fails(why))
            }
        }
    }

    /// The address with the `.js` that 10.5 appends to it.
    fn with_early_extension(&self, url: UrlPattern) -> UrlPattern {
        if *self.release < WHOLE_ADDRESS_SINCE {
            url.followed_by_text(".js")
        } else {
            url
        }
    }

    /// The base address when no option gives one.
    fn default_base(&self) -> UrlPattern {
        match self.domain {
            Domain::Auth0 { cdn, .. } if *self.release < TENANT_DOMAIN_SINCE => cdn.clone(),
            domain => domain.url(),
        }
    }

    /// The address of a path below a base, as the release makes it.
    fn below(&self, base: UrlPattern, path: &str) -> UrlPattern {
        if *self.release < ONE_SLASH_SINCE {
            base.followed_by_text("/").followed_by_text(path)
        } else {
            base.join(path)
        }
    }

    /// What comes of asking the domain, or the CDN that belongs to it.
    fn judge_domain(&self) -> Outcome {
        match self.domain {
            Domain::Auth0 { .. } | Domain::Own(_) => Outcome::Works,
            Domain::Unusable(_, why) => Outcome::fails(*why),
            Domain::Unknown(_, why) => Outcome::unknown(why),
        }
    }

    /// What comes of asking for the client's script below `assetsUrl`.
    fn judge_assets(&self, base: &UrlPattern) -> Outcome {
        if *base == UrlPattern::config(&["assetsUrl"]) {
            Outcome::Works
        } else {
            Outcome::unknown("what `assetsUrl` serves is not known")
        }
    }

    /// What comes of asking for the client's script below another base.
    fn judge_client_base(&self, option: &str, base: &UrlPattern) -> Outcome {
        match host(base, self.domain, self.target) {
            Host::Cdn | Host::Tenant | Host::Own => Outcome::Works,
            Host::ClientConfiguration => self.judge_client_configuration(),
            Host::NotAbsolute => not_absolute(option),
            Host::Other => Outcome::unknown(format!("what `{option}` serves is not known")),
        }
    }

    /// What comes of `config.clientConfigurationBaseUrl`, whose use Auth0 documents for its cloud.
    fn judge_client_configuration(&self) -> Outcome {
        match self.target {
            Target::Cloud | Target::CustomDomain => Outcome::Works,
            Target::PrivateCloud => Outcome::unknown(
                "what `config.clientConfigurationBaseUrl` holds on a private cloud is not known",
            ),
        }
    }

    /// What comes of asking for the tenant's script below `configurationBaseUrl`, from 10.7.3 on.
    fn judge_configuration_base(&self, base: &UrlPattern, with_tenant: bool) -> Outcome {
        let reads_tenant = *self.release >= CONFIGURATION_BASE_WITH_TENANT_SINCE;
        match (host(base, self.domain, self.target), with_tenant) {
            (Host::NotAbsolute, _) => not_absolute("configurationBaseUrl"),
            (Host::Cdn, false) => Outcome::fails(
                "Auth0's CDN has no `info-v1.js` (it answers 403): without `overrides.__tenant` \
                 `configurationBaseUrl` cannot point there",
            ),
            (Host::Cdn | Host::ClientConfiguration, true) if !reads_tenant => {
                Outcome::fails(format!(
                    "Lock {} leaves `overrides.__tenant` out of the address (11.8.0 is the first \
                     that does not) and asks Auth0's CDN for an `info-v1.js` that it does not have",
                    self.release
                ))
            }
            (Host::Cdn, true) => Outcome::Works,
            (Host::ClientConfiguration, true) => self.judge_client_configuration(),
            (Host::ClientConfiguration, false) => match self.target {
                Target::Cloud | Target::CustomDomain => Outcome::fails(
                    "`config.clientConfigurationBaseUrl` is an address of Auth0's CDN, which has no \
                     `info-v1.js`: it goes together with `overrides.__tenant`",
                ),
                Target::PrivateCloud => self.judge_client_configuration(),
            },
            (Host::Tenant, true) if reads_tenant => Outcome::Works,
            (Host::Own, true) if reads_tenant => {
                Outcome::unknown("whether a domain of one's own serves `tenants/v1` is not known")
            }
            (Host::Tenant, _) => Outcome::fails(INFO_ON_CLOUD),
            (Host::Own, _) => Outcome::Works,
            (Host::Other, _) => Outcome::unknown("what `configurationBaseUrl` serves is not known"),
        }
    }

    pub(super) fn request(
        &self,
        url: UrlPattern,
        outcome: Outcome,
        standing: &Standing,
    ) -> Request {
        let outcome = match self.standing.and(standing) {
            Standing::Certain | Standing::InSomeCases => outcome,
            Standing::InDoubt(why) => outcome.in_doubt(&why),
        };
        Request {
            url: Some(url),
            outcome,
        }
    }
}

fn not_absolute(option: &str) -> Outcome {
    Outcome::fails(format!(
        "`{option}` is not the address of a host: it has to begin with `https://`"
    ))
}

/// The part of a domain before its first dot, as far as it is known.
fn first_label(domain: &UrlPattern) -> UrlPattern {
    match domain.as_text().and_then(|text| text.split('.').next()) {
        Some(label) => UrlPattern::text(label),
        None => UrlPattern::hole(),
    }
}
