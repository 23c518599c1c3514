//! From arguments and variables to the API of the tenant that is meant.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use super::super::args::AccessArguments;
use super::super::{Failure, Refusal};
use crate::tenant::api::{
    self, AccessError, Domain, Given, Interrupt, Management, Reach, ReachError,
};

/// The API of the tenant that is meant. Nothing is sent yet.
pub(super) fn connect(
    arguments: &AccessArguments,
    interrupt: Arc<Interrupt>,
) -> Result<Management, Failure> {
    let access = api::access(given(arguments), variable)?;
    let system = || {
        variable("SSL_CERT_FILE")
            .filter(|path| !path.is_empty())
            .map(PathBuf::from)
    };
    let reach = Reach {
        ca_certificate: arguments.ca_certificate.clone().or_else(system),
        timeout: arguments.timeout,
    };
    Ok(api::open(access, &reach, interrupt)?)
}

/// The domain of the tenant that is meant, where it is said.
pub(super) fn domain(arguments: &AccessArguments) -> Result<Option<Domain>, Failure> {
    Ok(api::domain(given(arguments), variable)?)
}

fn given(arguments: &AccessArguments) -> Given<'_> {
    Given {
        domain: arguments.domain.as_deref(),
        audience: arguments.audience.as_deref(),
        client_id: arguments.client_id.as_deref(),
    }
}

fn variable(name: &str) -> Option<OsString> {
    env::var_os(name)
}

impl From<AccessError> for Failure {
    fn from(error: AccessError) -> Self {
        Refusal::new(&error).help(error.help()).into()
    }
}

impl From<ReachError> for Failure {
    fn from(error: ReachError) -> Self {
        Refusal::new(error).into()
    }
}
