//! A page with its placeholders filled in: what a deployment tool and the tenant make of it.
//!
//! Two tools replace text before a browser sees a page. auth0-deploy-cli replaces keywords when it
//! uploads the page ([`Mappings`]); the tenant replaces `@@config@@` by the transaction's config when it
//! serves the page ([`Config`]). Both are plain replacements of text, wherever it stands, and are
//! reproduced as such. Everything here is a pure function.

mod config;
mod json;
mod mappings;
mod placeholder;
mod sample;
mod substitute;

pub use config::{Config, ConfigMistake, Mistake, Read};
pub use json::{Json, JsonError, JsonType, Member, Value};
pub use mappings::{Mappings, MappingsError, Replaced};
pub use placeholder::{Filled, fill};
pub use sample::{Kind, sample};
pub use substitute::substitute;
