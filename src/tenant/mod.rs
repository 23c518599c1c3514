//! A tenant: which of its third-party applications can log in, and why not.
//!
//! A page that is ready is one half of it. The other half is the tenant's configuration: which
//! connections are domain connections, which applications are third-party, which page is in use.
//! That [state](Tenant) is plain data. It comes from the Management API or from the files that teams
//! keep beside the page, and [`audit()`] judges it without knowing which.

#[cfg(feature = "cli")]
pub(crate) mod api;
pub mod audit;
pub mod comparison;
#[cfg(feature = "cli")]
mod drift;
pub mod files;
#[cfg(feature = "command")]
pub mod json;
#[cfg(feature = "cli")]
pub(crate) mod names;
pub mod offered;
pub mod state;

pub use audit::{Audit, audit};
pub use state::{
    Client, Connection, CustomDomain, Experience, Host, LoginPage, Origin, Part, SecurityMode,
    Tenant,
};
