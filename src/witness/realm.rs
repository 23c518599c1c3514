//! What is asked of a JavaScript engine. Everything else of the witness does not know which one it is.

/// Makes a realm in which a first script has run, which is strict code and the same in every call. `None` when the
/// engine cannot be had.
pub type Engine = fn(first: &'static str) -> Option<Box<dyn Realm>>;

/// A global object of its own and an engine that runs scripts on it, without modules and without input or
/// output.
///
/// An engine bounds the time, memory and stack of all that runs in a realm together, and counts the time in
/// steps of its own: the same scripts end in the same place on every machine.
pub trait Realm {
    /// Runs a classic script, and then the jobs (promise reactions) that are waiting.
    ///
    /// When the realm's bounds are reached, the script ends, whatever it catches. A script that is run
    /// afterwards has a small budget of its own, so that what happened before can be read.
    fn evaluate(&mut self, script: &str) -> Evaluation;
}

/// How a script ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evaluation {
    /// It ran to its end. When its completion value is a string, that is it.
    Completed(Option<String>),
    /// It threw, or did not parse.
    Threw,
    /// It used up the realm's bounds.
    Stopped,
}
