//! How the config is named around a place.

use crate::Span;
use crate::lock::{ConfigName, Construction, SiteKind};

/// The names of the config: those in the literals around a place first, then those where Lock is
/// constructed.
pub(super) fn names_at(
    construction: &Construction,
    place: Span,
) -> impl Iterator<Item = &ConfigName> {
    let (near, far): (Vec<_>, Vec<_>) =
        construction.sites.iter().partition(|site| match site.kind {
            SiteKind::Literal(literal) => literal.contains(place),
            _ => false,
        });
    near.into_iter().chain(far).flat_map(|site| &site.names)
}
