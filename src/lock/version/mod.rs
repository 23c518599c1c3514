//! Which Lock a script brings: read from its URL, or from the text of an inlined build.

mod bundle;
mod classify;
mod rewrite;
mod url;

pub(crate) use classify::is_filled_in_later;
pub(super) use url::is_regional_cdn;

pub use bundle::of_bundle;
pub use rewrite::replacement;
pub use url::{Origin, ScriptUrl, UrlForm, UrlVersion, from_url};
