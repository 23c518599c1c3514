//! Scripts that the page's code adds: an element whose address is one of Lock's brings Lock.

use crate::lock::interpret::Interpreter;
use crate::lock::interpret::domain::value::Value;
use crate::lock::version;
use crate::lock::{Library, Load};
use crate::span::Span;

impl Interpreter<'_> {
    /// An element of the document is given an address, by the expression at `span`.
    pub(crate) fn note_address(&mut self, address: &Value, span: Span) {
        let (Value::Str(address), Some(script)) = (address, self.state.script) else {
            return;
        };
        let Some(url) = version::from_url(address) else {
            return;
        };
        // The address is a string literal, quotes included, or is not written here.
        let literal = Span::new(
            span.start + 1,
            span.end.saturating_sub(1).max(span.start + 1),
        );
        let is_literal = self.state.code(literal) == &**address;
        let span = if is_literal { literal } else { span };
        let loads = &mut self.recorder.model.loads;
        if self.state.dead || url.library != Library::Lock || loads.iter().any(|l| l.span == span) {
            return;
        }
        loads.push(Load {
            library: url.library,
            version: url.version,
            span,
            script,
        });
        self.state.load = loads.len().checked_sub(1);
    }
}
