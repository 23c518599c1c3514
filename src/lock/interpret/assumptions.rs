//! What the interpreter assumes: each unsound choice is a function here, called where the choice is made.
//!
//! The numbers are those of ARCHITECTURE.md, which says what each assumption means for a page. Numbers 13 and
//! 19 are no longer in use.

use super::domain::value::{Path, Value};
use crate::lock::Constructor;

/// 3. `Auth0Lock` and `Auth0LockPasswordless` are Lock's where the page declares nothing of that name.
pub(crate) fn constructor_named(name: &str) -> Option<Constructor> {
    match name {
        "Auth0Lock" => Some(Constructor::Auth0Lock),
        "Auth0LockPasswordless" => Some(Constructor::Auth0LockPasswordless),
        _ => None,
    }
}

/// 4. A stand-in for the config is not the tenant's: of `localhost ? {} : JSON.parse(…)` the tenant serves the
///    second.
pub(crate) fn config_among(alternatives: &[Value]) -> Option<&Path> {
    alternatives.iter().find_map(|value| match value {
        Value::Config(path) => Some(path),
        _ => None,
    })
}

/// 6. These fields are booleans in every config seen, so that comparing one with `true` is testing it.
pub(crate) fn is_boolean_field(path: &Path) -> bool {
    matches!(&path[..], [field] if matches!(&**field, super::FIELD | "callbackOnLocationHash"))
}

/// 7. These events come about for certain, once. Others may come about at any time, or not at all.
pub(crate) fn is_certain_event(name: &str) -> bool {
    matches!(name, "DOMContentLoaded" | "load")
}

/// 12. Outside of a `try` with a `catch` nothing throws but `throw`, reading a property of `undefined` or
///     `null`, and assigning to a constant.
pub(crate) fn exceptions_matter(guards: usize) -> bool {
    guards > 0
}
