//! Whether the release of Lock on the page reads the options that it is given, and as they are meant.

mod judgement;
mod rename;
mod shape;

pub mod constructor_only_option;
pub mod deprecated_option;
pub mod duplicate_option;
pub mod legacy_lock_api;
pub mod mistyped_option;
pub mod option_too_new;
pub mod removed_option;
pub mod show_only_option;
pub mod throwing_option;
pub mod unknown_dictionary_key;
pub mod unknown_language;
pub mod unknown_option;
