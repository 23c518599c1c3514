//! Whether users of third-party applications can log in.

pub mod hard_coded_client;
pub mod hard_coded_domain;
pub mod missing_config;
pub mod missing_configuration_base_url;
pub mod missing_tenant_info;
pub mod outdated_lock;
pub mod passwordless_tenant_info;
pub mod restricted_connections;
pub mod unknown_lock_version;
pub mod unreachable_tenant_info;
pub mod unresolved_options;
pub mod wrong_tenant_info;
