//! Scripts of other hosts.

use super::{Page, ScriptKind};
use crate::span::Span;

/// A script that the page loads from a host that its address names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignScript<'p> {
    /// The host, in lower case, with its port.
    pub host: String,
    /// The address.
    pub address: &'p str,
    /// Where the address stands.
    pub span: Span,
    /// Whether the tag has a checksum.
    pub is_pinned: bool,
}

/// The scripts that a page loads from other hosts, in document order. An address without a host is of the
/// page's own.
#[must_use]
pub fn foreign_scripts<'p>(page: &'p Page, text: &str) -> Vec<ForeignScript<'p>> {
    let scripts = page.scripts.iter();
    scripts
        .filter(|script| script.kind != ScriptKind::Data)
        .filter_map(|script| {
            let address = script.src.as_deref()?;
            let (_, rest) = address.split_once("//")?;
            let is_absolute = address.starts_with("//") || address.starts_with("http");
            let host = rest.split(['/', '?', '#']).next()?;
            let element = page.elements.get(script.element);
            let integrity = element.and_then(|element| element.attribute("integrity"));
            (is_absolute && !host.is_empty()).then(|| ForeignScript {
                host: host.to_ascii_lowercase(),
                address,
                span: script.src_span.unwrap_or(script.content),
                is_pinned: integrity.is_some_and(|value| !value.value(text).trim().is_empty()),
            })
        })
        .collect()
}
