//! The engine of a host: JavaScript around WebAssembly brings one, with the bounds that the built-in one has.

use super::realm::{Evaluation, Realm};
use crate::system::host;

/// A realm of the host's; `None` where the host has no engine.
pub(super) fn realm(first: &'static str) -> Option<Box<dyn Realm>> {
    let handle = host().open_realm(first)?;
    Some(Box::new(Hosted { handle }))
}

struct Hosted {
    handle: u32,
}

impl Realm for Hosted {
    fn evaluate(&mut self, script: &str) -> Evaluation {
        host().evaluate(self.handle, script)
    }
}

impl Drop for Hosted {
    fn drop(&mut self) {
        host().close_realm(self.handle);
    }
}
