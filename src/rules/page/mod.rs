//! Whether the page itself is in order: what a browser and Lockwright can read of it, how it decodes the
//! config and how it uses Lock.

mod precedence;

pub mod broken_release;
pub mod clobbered_config;
pub mod dropped_response_type;
pub mod hard_coded_issuer;
pub mod ignore_without_reason;
pub mod lock_before_load;
pub mod lock_not_shown;
pub mod lost_transaction;
pub mod misplaced_configuration_base_url;
pub mod missing_charset;
pub mod placeholder_left;
pub mod response_type_precedence;
pub mod script_syntax;
pub mod several_locks;
pub mod uncertain_positions;
pub mod unclosed_script;
pub mod undecoded_config;
pub mod unknown_rule_in_ignore;
pub mod unread_script;
pub mod unreadable_script;
pub mod unused_ignore;
pub mod wrong_redirect;
pub mod wrong_template;
