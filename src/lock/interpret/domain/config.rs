//! What is known of the fields of every config.

use super::value::Path;
use crate::lock::catalog::config_fields::{FieldKind, kind_of};

/// Whether every config has something at a path.
pub(crate) fn is_always_served(path: &Path) -> bool {
    kind_of(path).is_some_and(|kind| kind != FieldKind::Varying)
}

/// Whether every config has a text at a path.
pub(crate) fn is_text_field(path: &Path) -> bool {
    matches!(
        kind_of(path),
        Some(FieldKind::Text | FieldKind::AssetsAddress)
    )
}
