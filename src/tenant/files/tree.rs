//! What JSON and YAML have in common: values, each with its place in the file.

use super::notation::Notation;
use crate::span::Span;

/// Values within values, at most so many deep: what reads and drops them recurses.
pub(super) const MOST_LEVELS: usize = 128;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    /// Where it stands, quotes and brackets included.
    pub(super) span: Span,
    pub(super) value: Value,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Number,
    String(Text),
    List(Vec<Node>),
    Map(Vec<Entry>),
    /// It is put in when the file is deployed: `@@KEYWORD@@`.
    Keyword,
}

/// A string, and how it is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Text {
    pub(super) value: String,
    pub(super) notation: Notation,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) key_span: Span,
    pub(super) value: Node,
}

impl Node {
    /// The entries of a map; none of anything else.
    pub(super) fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none of anything else.
    pub(super) fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The entry of a key. Of several the last counts.
    pub(super) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().rev().find(|entry| entry.key == key)
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// Adds the places of entries and items.
    pub(super) fn add_items(&self, items: &mut Vec<Span>) {
        for item in self.items() {
            items.push(item.span);
            item.add_items(items);
        }
        for entry in self.entries() {
            let end = entry.value.span.end.max(entry.key_span.end);
            items.push(Span::new(entry.key_span.start, end));
            entry.value.add_items(items);
        }
    }

    /// The string, if it is one.
    pub(super) fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(&text.value),
            _ => None,
        }
    }
}
