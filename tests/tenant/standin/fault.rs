//! What goes wrong.

use std::sync::Arc;
use std::time::Duration;

use super::http::{Request, Response};
use super::state::State;

/// Something that goes wrong with some requests.
#[derive(Clone)]
pub(crate) struct Fault {
    /// The beginning of the request's line: `PATCH connections/`.
    on: String,
    /// So many requests go well before.
    after: usize,
    /// So many requests go wrong.
    times: usize,
    effect: Effect,
}

/// What happens instead of the answer, or beside it.
#[derive(Clone)]
pub(crate) enum Effect {
    /// Another answer, of which the tenant knows nothing.
    Answer(Response),
    /// The tenant's answer, changed.
    Rewritten(Arc<dyn Fn(Response) -> Response + Send + Sync>),
    /// Another administrator changes something just before.
    Before(Arc<dyn Fn(&mut State) + Send + Sync>),
    /// Another administrator changes something just after.
    After(Arc<dyn Fn(&mut State) + Send + Sync>),
    /// The answer takes this long.
    Slow(Duration),
    /// The connection is closed, and the tenant knows nothing of the request.
    Dropped,
    /// The connection is closed after the tenant has done what was asked.
    DroppedAfter,
    /// The connection is closed in the middle of the answer.
    Cut,
}

impl Fault {
    /// The effect on every request whose line begins like this.
    pub(crate) fn on(line: &str, effect: Effect) -> Self {
        Self {
            on: line.to_owned(),
            after: 0,
            times: usize::MAX,
            effect,
        }
    }

    pub(crate) fn answer(line: &str, response: Response) -> Self {
        Self::on(line, Effect::Answer(response))
    }

    pub(crate) fn before(line: &str, change: impl Fn(&mut State) + Send + Sync + 'static) -> Self {
        Self::on(line, Effect::Before(Arc::new(change))).times(1)
    }

    pub(crate) fn after_it(
        line: &str,
        change: impl Fn(&mut State) + Send + Sync + 'static,
    ) -> Self {
        Self::on(line, Effect::After(Arc::new(change))).times(1)
    }

    pub(crate) fn times(mut self, times: usize) -> Self {
        self.times = times;
        self
    }

    /// Lets some requests go well first.
    pub(crate) fn skip(mut self, requests: usize) -> Self {
        self.after = requests;
        self
    }

    /// The effect on this request, if there is one.
    pub(crate) fn strike(&mut self, request: &Request) -> Option<Effect> {
        if self.times == 0 || !request.line().starts_with(&self.on) {
            return None;
        }
        if self.after > 0 {
            self.after -= 1;
            return None;
        }
        self.times = self.times.saturating_sub(1);
        Some(self.effect.clone())
    }
}
