//! Where text from outside becomes markup, code or an address.

use crate::lock::interpret::Interpreter;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::foreign::{origin, origin_of_address};
use crate::lock::interpret::domain::value::Value;
use crate::lock::{Flow, Sink};
use crate::span::Span;

/// Properties whose text is read as markup.
const MARKUP: &[&str] = &["innerHTML", "outerHTML", "srcdoc"];

/// Methods of jQuery that read a text as markup.
const JQUERY: &[&str] = &[
    "after",
    "append",
    "before",
    "html",
    "prepend",
    "replaceWith",
];

impl Interpreter<'_> {
    /// A property of an element, or of an object that is not known, is set.
    pub(crate) fn note_property_flow(
        &mut self,
        target: &Value,
        key: &str,
        value: &Value,
        span: Span,
    ) {
        let is_location = match target {
            Value::Builtin(builtin) => builtin.is_global("location"),
            Value::Host(path) => &**path == "document.location",
            _ => false,
        };
        let names_location = match target {
            Value::Builtin(builtin) => builtin.is_global("window") || builtin.is_global("document"),
            _ => false,
        };
        if (is_location && key == "href") || (names_location && key == "location") {
            self.note_address_flow("location", value, span);
        } else if let (Value::Host(_) | Value::Unknown(_), Some(key)) =
            (target, MARKUP.iter().find(|markup| **markup == key))
        {
            self.note_flow(Sink::Markup, key, value, span);
        }
    }

    /// A method of an object of the browser or of jQuery is called.
    pub(crate) fn note_call_flow(&mut self, path: &str, arguments: &Arguments, span: Span) {
        let (owner, method) = path.rsplit_once('.').unwrap_or(("", path));
        let is_jquery = owner.starts_with('$');
        let indices = match method {
            "insertAdjacentHTML" => 1..2,
            "write" | "writeln" if owner == "document" => 0..arguments.values.len(),
            "setAttribute" if arguments.get(0) == Value::str("srcdoc") => 1..2,
            "assign" | "replace" if matches!(owner, "location" | "document.location") => {
                let place = arguments.spans.first().copied().unwrap_or(span);
                self.note_address_flow(path, &arguments.get(0), place);
                return;
            }
            _ if is_jquery && JQUERY.contains(&method) => 0..arguments.values.len(),
            _ => return,
        };
        let name = if owner == "document" { path } else { method };
        for index in indices {
            let place = arguments.spans.get(index).copied().unwrap_or(span);
            self.note_flow(
                Sink::Markup,
                &format!("{name}()"),
                &arguments.get(index),
                place,
            );
        }
    }

    /// Texts are run as code.
    pub(crate) fn note_code_flow(&mut self, name: &str, arguments: &Arguments, span: Span) {
        for (index, value) in arguments.values.iter().enumerate() {
            let place = arguments.spans.get(index).copied().unwrap_or(span);
            self.note_flow(Sink::Code, name, value, place);
        }
    }

    /// `location = value` and the like.
    pub(crate) fn note_address_flow(&mut self, name: &str, value: &Value, span: Span) {
        let source = origin_of_address(value);
        self.note_source(Sink::Address, name, source.as_deref(), span);
    }

    fn note_flow(&mut self, sink: Sink, name: &str, value: &Value, span: Span) {
        let source = origin(value);
        self.note_source(sink, name, source.as_deref(), span);
    }

    fn note_source(&mut self, sink: Sink, name: &str, source: Option<&str>, span: Span) {
        let flows = &mut self.recorder.model.flows;
        let is_new = !flows.iter().any(|flow| flow.span == span);
        if let Some(source) = source
            && is_new
            && !self.state.dead
            && !span.is_empty()
        {
            flows.push(Flow {
                source: source.to_owned(),
                sink,
                name: name.to_owned(),
                span,
            });
        }
    }

    /// Whether a method of a text takes out of it, or replaces, what has a meaning in markup: then nobody
    /// can tell here whether enough is left.
    pub(crate) fn may_clean(&self, method: &str, arguments: &Arguments) -> bool {
        let first = arguments.spans.first().map(|span| self.state.code(*span));
        let has_marks = |text: &str| text.contains(['<', '>', '&']);
        match method {
            // A query is split at `&`.
            "split" => match arguments.get(0) {
                Value::Str(text) => text.contains(['<', '>']),
                _ => false,
            },
            "replace" | "replaceAll" => {
                let replaced = match arguments.get(1) {
                    Value::Str(text) => has_marks(&text),
                    Value::Undefined => false,
                    _ => true,
                };
                let sought = match (arguments.get(0), first) {
                    (Value::Str(text), _) => has_marks(&text),
                    (Value::Object(_), Some(pattern)) => {
                        has_marks(pattern) || pattern.contains("[^") || pattern.contains("\\W")
                    }
                    _ => true,
                };
                replaced || sought
            }
            _ => false,
        }
    }
}

/// Whether a method of a text gives some of that text again.
pub(crate) fn keeps_text(method: &str) -> bool {
    matches!(
        method,
        "at" | "concat"
            | "match"
            | "normalize"
            | "padEnd"
            | "padStart"
            | "repeat"
            | "replace"
            | "replaceAll"
            | "slice"
            | "split"
            | "substr"
            | "substring"
            | "toLowerCase"
            | "toString"
            | "toUpperCase"
            | "trim"
            | "trimEnd"
            | "trimLeft"
            | "trimRight"
            | "trimStart"
            | "valueOf"
    )
}
