//! What the interpreter assumes: each unsound choice is a function here, called where the choice is made.
//!
//! The numbers are those of ARCHITECTURE.md, which says what each assumption means for a page. Two of them are no
//! choice at one place: 1 is what `escape` leaves as it is, and 2 is what the table of builtins says. 11 is none at all:
//! whatever these hold is possible.

use rustc_hash::FxHashMap;

use super::domain::arguments::Arguments;
use super::domain::ids::Id;
use super::domain::object::Object;
use super::domain::value::{Path, Value};
use super::syntax::vendored::is_distributed;
use super::{FIELD, FLAG};
use crate::lock::Constructor;
use crate::lock::catalog::config_fields::{FIELDS, is_known_field};
use crate::page::{Page, ScriptKind};

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

/// 5. What code that is not shown makes of the config's text may be the config.
pub(crate) fn may_have_decoded(this: &Value, arguments: &Arguments) -> bool {
    *this == Value::Encoded || arguments.values.contains(&Value::Encoded)
}

/// 5. It is the config once the page reads a field of the config from it.
pub(crate) fn is_read_as_config(object: &Value, key: &str) -> bool {
    *object == Value::Encoded && is_known_field(&[key])
}

/// 6. These fields are booleans in every config seen, so that comparing one with `true` is testing it.
pub(crate) fn is_boolean_field(path: &Path) -> bool {
    matches!(&path[..], [field] if matches!(&**field, FIELD | "callbackOnLocationHash"))
}

/// 7. These events come about for certain, once. Others may come about at any time, or not at all.
pub(crate) fn is_certain_event(name: &str) -> bool {
    matches!(name, "DOMContentLoaded" | "load")
}

/// 8. When what comes of promises is due, in milliseconds from the end of the scripts: before all else.
pub(crate) const PROMISES_DUE: f64 = -1.0;

/// 8. When `DOMContentLoaded` is due: before `load`, and before timers.
pub(crate) const PARSED_DUE: f64 = -0.5;

/// 9. A browser with modules skips `nomodule` scripts. They count where the page has no module to go with them.
pub(crate) fn skips_nomodule(page: &Page) -> bool {
    let mut scripts = page.scripts.iter();
    scripts.any(|script| script.kind == ScriptKind::Module)
}

/// 10. A method that nobody calls is called on the object that it is defined on, or on an instance of its class.
pub(crate) fn receiver_of_uncalled(home: Id, instances: &FxHashMap<Id, Id>) -> Value {
    Value::Object(instances.get(&home).copied().unwrap_or(home))
}

/// 12. Outside of a `try` with a `catch` nothing throws but `throw`, reading a property of `undefined` or
///     `null`, and assigning to a constant.
pub(crate) fn exceptions_matter(guards: usize) -> bool {
    guards > 0
}

/// 13. Going through the config gives the fields that are known of it.
pub(crate) fn fields_of_config() -> impl Iterator<Item = &'static str> {
    FIELDS.iter().map(|field| field.name)
}

/// 14. A key that is not known names one of the object's own properties, or none. Something is known of it only
///     where the object inherits from `Object.prototype` alone.
pub(crate) fn holds_own_properties_only(object: &Object<'_>) -> bool {
    object.open.is_none()
        && object.prototype.is_none()
        && object
            .properties
            .iter()
            .all(|p| !p.is_accessor && !p.hidden)
}

/// 15. A value of Lock's flag that is set on an object that is not known may be the one that Lock gets. The right
///     value does no harm wherever it goes.
pub(crate) fn is_stray_flag(key: Option<&str>, value: &Value) -> bool {
    let is_right =
        matches!(value, Value::Config(path) if matches!(&path[..], [f] if &**f == FIELD));
    key == Some(FLAG) && !is_right
}

/// 16. A script in the page that was made to be handed out is a library, which is not followed.
pub(crate) fn is_library(code: &str) -> bool {
    is_distributed(code)
}

/// 17. These globals of other places where scripts run mean nothing on a page that does not set them. A script for
///     all such places looks for them to find out where it is.
pub(crate) fn is_of_other_places(name: &str, loads_other_scripts: impl FnOnce() -> bool) -> bool {
    match name {
        "exports" | "global" | "module" | "process" => true,
        // Those of a module loader, which is a script from elsewhere.
        "define" | "require" => !loads_other_scripts(),
        _ => false,
    }
}
