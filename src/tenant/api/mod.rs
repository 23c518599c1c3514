//! The Management API of a tenant. Nothing else in Lockwright speaks to a network.
//!
//! `transport` sends one request, `exchange` sends it until there is an answer, `management` knows which requests
//! there are, `listing` puts the pages of a list together. `read` makes a [`Tenant`](super::Tenant) of the answers;
//! `change` and `page` change one thing each and look whether it came to be.

mod change;
mod credentials;
mod domain;
mod error;
mod exchange;
mod interrupt;
mod listing;
mod management;
mod page;
mod read;
mod retry;
mod transport;

use std::sync::Arc;

pub(crate) use change::{Change, Outcome, OutcomeKind, change};
pub(crate) use credentials::{Access, AccessError, Given, access, domain};
pub(crate) use domain::Domain;
pub(crate) use error::ApiError;
pub(crate) use interrupt::Interrupt;
pub(crate) use management::{CONNECTION_FIELDS_LEFT_OUT, Management};
pub(crate) use page::{HostedPage, PageError, hosted_page, replace_page};
pub(crate) use read::{connections, custom_domains, tenant, tenant_target};
pub(crate) use transport::{Reach, ReachError};

/// The Management API of the tenant that is meant.
pub(crate) fn open(
    access: Access,
    reach: &Reach,
    interrupt: Arc<Interrupt>,
) -> Result<Management, ReachError> {
    let transport = transport::Transport::new(reach)?;
    let exchange = exchange::Exchange {
        transport,
        interrupt,
    };
    Ok(Management::new(access, exchange))
}
