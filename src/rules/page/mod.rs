//! Whether the page itself is in order: what a browser and Lockwright can read of it, how it decodes the
//! config and how it uses Lock.

pub mod ignore_without_reason;
pub mod script_syntax;
pub mod uncertain_positions;
pub mod unclosed_script;
pub mod unknown_rule_in_ignore;
pub mod unreadable_script;
pub mod unused_ignore;
