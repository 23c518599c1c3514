//! A second witness beside the proof: the page's scripts are run, and what Lock is given there has to be among what
//! the [interpreter](crate::lock::interpret) proved.
//!
//! The proof speaks of all runs, and may be wrong where the interpreter misunderstands the language. A run is one case
//! out of many, and is what the language says. So a run never makes a page right; it can only contradict.
//!
//! The page meets a stub of a browser (`stub/`) that answers anything. It is run in four worlds: for a third-party and
//! a first-party application, with all fields of the config and with few, and with what nobody here knows being there
//! or not. What depends on such an answer is no evidence. A run that throws, or that reaches the engine's bounds, says
//! nothing of what it did not come to.

mod comparison;
mod cover;
mod describe;
mod plain;
mod program;
mod proof;
#[cfg(feature = "quickjs")]
mod quickjs;
mod realm;
mod testimony;
#[cfg(all(test, feature = "quickjs"))]
mod tests;
mod transaction;

pub use realm::{Engine, Evaluation, Realm};

pub(crate) use plain::is_plain;
pub(crate) use testimony::Testimony;

/// When pages are run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum When {
    /// Where the page's scripts are more than plain code, and before anything is written.
    #[default]
    Needed,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The second witness: an engine, and when it is called.
#[derive(Debug, Clone, Copy)]
pub struct Witness {
    /// What runs the scripts. Without one, no page is run.
    pub engine: Option<Engine>,
    /// When it does.
    pub when: When,
}

impl Default for Witness {
    /// The engine that was built in, where it is needed.
    fn default() -> Self {
        Self {
            engine: built_in(),
            when: When::default(),
        }
    }
}

#[cfg(feature = "quickjs")]
fn built_in() -> Option<Engine> {
    Some(quickjs::realm)
}

#[cfg(not(feature = "quickjs"))]
fn built_in() -> Option<Engine> {
    None
}

impl Witness {
    /// Runs every page from now on, unless pages are never run.
    pub fn always(&mut self) {
        if self.when == When::Needed {
            self.when = When::Always;
        }
    }

    /// The engine, unless pages are never run.
    pub(crate) fn engine(&self) -> Option<Engine> {
        self.engine.filter(|_| self.when != When::Never)
    }
}
