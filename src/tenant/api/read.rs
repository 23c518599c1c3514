//! The state of a tenant, read from the API.

use super::error::ApiError;
use super::management::{ClientAnswer, ConnectionAnswer, Management};
use crate::lock::catalog::Target;
use crate::tenant::state::{
    Client, Connection, CustomDomain, Experience, LoginPage, Part, SecurityMode, Tenant,
};

/// Reads what an audit needs. What the token must not see is unknown.
pub(crate) fn tenant(api: &Management) -> Result<Tenant, ApiError> {
    let clients = part(api.third_party_clients(&|_| {}))?;
    let page = part(api.global_client())?;
    let connections = part(api.connections(&|_| {}))?;
    let experience = experience(part(api.universal_login_experience())?);
    let custom_domains = custom_domains(api)?;
    Ok(Tenant {
        domain: Some(api.access().domain.to_string()),
        connections: connections.map(|found| found.into_iter().map(Connection::from).collect()),
        clients: clients.map(|found| found.into_iter().map(Client::from).collect()),
        page: page.map(|client| login_page(&client, "the tenant's login page".to_owned())),
        experience,
        custom_domains,
    })
}

/// The connections of a tenant.
pub(crate) fn connections(
    api: &Management,
    came: &dyn Fn(usize),
) -> Result<Vec<Connection>, ApiError> {
    let found = api.connections(came)?;
    Ok(found.into_iter().map(Connection::from).collect())
}

/// What a page of the tenant has to be made for, and whether that is certain. Where the token must not see the
/// tenant's domains, a domain that is none of the audience's tells of one.
pub(crate) fn tenant_target(api: &Management, domains: &Part<Vec<CustomDomain>>) -> Target {
    match domains {
        Part::Known(domains) if domains.iter().any(|domain| domain.is_ready) => {
            Target::CustomDomain
        }
        Part::Known(_) => Target::Cloud,
        Part::Unknown(_) => {
            let access = api.access();
            let audience = access.audience.strip_prefix("https://").unwrap_or_default();
            let audience = audience.split(['/', ':']).next().unwrap_or_default();
            match audience.is_empty() || audience.eq_ignore_ascii_case(access.domain.host()) {
                true => Target::Cloud,
                false => Target::CustomDomain,
            }
        }
    }
}

/// The tenant's own domains.
pub(crate) fn custom_domains(api: &Management) -> Result<Part<Vec<CustomDomain>>, ApiError> {
    let domains = part(api.custom_domains())?;
    Ok(domains.map(|found| {
        let domain = |found: super::management::CustomDomainAnswer| CustomDomain {
            is_ready: found.status.as_deref() == Some("ready"),
            domain: found.domain,
        };
        found.into_iter().map(domain).collect()
    }))
}

/// What was answered, or why it is not known. Other errors are errors of the run.
fn part<T>(answer: Result<T, ApiError>) -> Result<Part<T>, ApiError> {
    match answer {
        Ok(found) => Ok(Part::Known(found)),
        Err(error) => match error.as_unknown() {
            Some(reason) => Ok(Part::Unknown(reason)),
            None => Err(error),
        },
    }
}

fn experience(name: Part<Option<String>>) -> Part<Experience> {
    match name {
        Part::Unknown(reason) => Part::Unknown(reason),
        Part::Known(None) => Part::Unknown("the tenant does not say".to_owned()),
        Part::Known(Some(name)) => match Experience::named(&name) {
            Some(experience) => Part::Known(experience),
            None => Part::Unknown(format!(
                "`universal_login_experience` is `{name}`, expected `new` or `classic`"
            )),
        },
    }
}

/// The page of a client.
pub(super) fn login_page(client: &ClientAnswer, name: String) -> LoginPage {
    LoginPage {
        html: client.custom_login_page.clone(),
        enabled: client.custom_login_page_on.unwrap_or_default(),
        name,
        ..LoginPage::default()
    }
}

impl From<ConnectionAnswer> for Connection {
    fn from(answer: ConnectionAnswer) -> Self {
        Self {
            id: Some(answer.id),
            name: answer.name,
            display_name: answer.display_name,
            strategy: answer.strategy,
            is_domain_connection: answer.is_domain_connection,
            is_decided: true,
            origin: None,
        }
    }
}

impl From<ClientAnswer> for Client {
    fn from(answer: ClientAnswer) -> Self {
        let name = answer
            .name
            .clone()
            .unwrap_or_else(|| answer.client_id.clone());
        let page = login_page(&answer, format!("the login page of {name}"));
        Self {
            page: Some(page).filter(|page| page.text().is_some()),
            id: Some(answer.client_id),
            name,
            is_first_party: answer.is_first_party.unwrap_or_default(),
            security_mode: answer
                .third_party_security_mode
                .as_deref()
                .and_then(SecurityMode::named),
            origin: None,
        }
    }
}
