//! What is known of the fields of every config.

use super::value::Path;
use crate::lock::catalog::config_fields::{FieldKind, kind_of};
use crate::lock::interpret::FIELD;

/// Whether a field of the config is known to be a boolean.
pub(crate) fn is_boolean_field(path: &Path) -> bool {
    matches!(&path[..], [field] if matches!(&**field, FIELD | "callbackOnLocationHash"))
}

/// Whether every config has something at a path.
pub(crate) fn is_always_served(path: &Path) -> bool {
    kind_of(path).is_some_and(|kind| kind != FieldKind::Varying)
}
