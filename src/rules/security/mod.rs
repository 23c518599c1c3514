//! Whether the page puts credentials or users at risk.

mod exposure;
mod secrets;

pub mod foreign_script;
pub mod insecure_url;
pub mod leaked_secret;
pub mod logged_config;
pub mod unpinned_library;
pub mod unsafe_html;
pub mod vulnerable_auth0_js;
pub mod vulnerable_lock;
