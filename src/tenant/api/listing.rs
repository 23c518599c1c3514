//! Lists that come in pages.
//!
//! The API gives lists in three shapes: an array; an object with `start`, `limit` and `total`; and, where pages
//! are asked for by checkpoint, an object that may have a `next`. Only checkpoints lead past 1,000 items, so they
//! are asked for. Servers that know none answer in one of the other shapes, which go on by page numbers.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::error::ErrorKind;

/// The most items that a page can have.
pub(crate) const PAGE: usize = 100;

/// The items of a page where nobody says how many.
const DEFAULT_PAGE: usize = 50;

/// No tenant has more pages than this.
const MOST_PAGES: usize = 1_000;

/// A list that is being read.
#[derive(Debug)]
pub(crate) struct Listing {
    /// The key of the items in an object: `connections`.
    key: &'static str,
    /// The key of an item's id.
    id: &'static str,
    items: Vec<Map<String, Value>>,
    ids: HashSet<String>,
    cursors: HashSet<String>,
    pages: usize,
    /// The items of the first page, where pages have numbers.
    size: Option<usize>,
}

/// The next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Next {
    /// The one behind this checkpoint.
    From(String),
    /// The one of that number.
    Page { page: usize, per_page: usize },
}

impl Listing {
    pub(crate) fn new(key: &'static str, id: &'static str) -> Self {
        Self {
            key,
            id,
            items: Vec::new(),
            ids: HashSet::new(),
            cursors: HashSet::new(),
            pages: 0,
            size: None,
        }
    }

    /// How many items have come.
    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    /// The items, each once, in the order in which they came.
    pub(crate) fn into_items(self) -> Vec<Map<String, Value>> {
        self.items
    }

    /// Takes a page. Gives where the next one is, if there is one.
    pub(crate) fn add(&mut self, page: Value) -> Result<Option<Next>, ErrorKind> {
        self.pages += 1;
        let next = match page {
            Value::Array(items) => {
                let (count, new) = (items.len(), self.extend(items)?);
                self.numbered(count, new)
            }
            Value::Object(mut object) => {
                let Some(Value::Array(items)) = object.remove(self.key) else {
                    return Err(self.shape(format!("an object without a list `{}`", self.key)));
                };
                let (count, new) = (items.len(), self.extend(items)?);
                match object.get("next") {
                    Some(Value::String(cursor)) if !cursor.is_empty() => {
                        Some(self.behind(cursor, new)?)
                    }
                    None | Some(Value::Null | Value::String(_)) => {
                        self.counted(&object, count, new)
                    }
                    Some(other) => return Err(self.shape(format!("`next` is {other}"))),
                }
            }
            other => return Err(self.shape(kind(&other).to_owned())),
        };
        match next {
            Some(_) if self.pages >= MOST_PAGES => Err(self.endless("there is another")),
            next => Ok(next),
        }
    }

    /// Takes the items of a page. Gives how many are new.
    fn extend(&mut self, items: Vec<Value>) -> Result<usize, ErrorKind> {
        let before = self.items.len();
        for item in items {
            let Value::Object(item) = item else {
                return Err(self.shape(format!("the list holds {}", kind(&item))));
            };
            let Some(id) = item.get(self.id).and_then(Value::as_str) else {
                return Err(self.shape(format!("an item has no `{}`", self.id)));
            };
            // Lists with page numbers shift while somebody adds to them.
            if self.ids.insert(id.to_owned()) {
                self.items.push(item);
            }
        }
        Ok(self.items.len() - before)
    }

    /// The page after an array, which says nothing of others: one that is full may not be the last.
    fn numbered(&mut self, count: usize, new: usize) -> Option<Next> {
        let size = *self.size.get_or_insert(count);
        let is_full = count == size && (DEFAULT_PAGE..=PAGE).contains(&count);
        (is_full && new > 0).then_some(Next::Page {
            page: self.pages,
            per_page: size,
        })
    }

    fn behind(&mut self, cursor: &str, new: usize) -> Result<Next, ErrorKind> {
        if !self.cursors.insert(cursor.to_owned()) {
            return Err(self.endless("one leads to itself or back"));
        }
        if new == 0 {
            return Err(self.endless("one had nothing new and named another"));
        }
        Ok(Next::From(cursor.to_owned()))
    }

    /// The page after one that says how many items there are in total.
    fn counted(&self, object: &Map<String, Value>, count: usize, new: usize) -> Option<Next> {
        let number = |key: &str| {
            object
                .get(key)
                .and_then(Value::as_u64)
                .and_then(|it| usize::try_from(it).ok())
        };
        let (start, total) = (number("start").unwrap_or(0), number("total")?);
        let limit = number("limit").unwrap_or(count).clamp(1, PAGE);
        let is_more = start.saturating_add(count) < total && new > 0;
        is_more.then_some(Next::Page {
            page: self.pages,
            per_page: limit,
        })
    }

    fn shape(&self, problem: String) -> ErrorKind {
        ErrorKind::Shape {
            expected: "a page of a list",
            problem,
        }
    }

    fn endless(&self, problem: &'static str) -> ErrorKind {
        ErrorKind::Endless {
            pages: self.pages,
            problem,
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn items(range: std::ops::Range<usize>) -> Vec<Value> {
        range.map(|n| json!({ "id": format!("con_{n}") })).collect()
    }

    fn page(page: usize, per_page: usize) -> Result<Option<Next>, ErrorKind> {
        Ok(Some(Next::Page { page, per_page }))
    }

    fn listing() -> Listing {
        Listing::new("connections", "id")
    }

    #[test]
    fn checkpoints_lead_on() {
        let mut list = listing();
        let first = list.add(json!({ "next": "a", "connections": items(0..2) }));
        assert_eq!(first, Ok(Some(Next::From("a".to_owned()))));
        assert_eq!(list.add(json!({ "connections": items(2..3) })), Ok(None));
        assert_eq!(list.into_items().len(), 3);
        for last in [
            json!({ "next": null, "connections": [] }),
            json!({ "next": "", "connections": [] }),
        ] {
            assert_eq!(listing().add(last), Ok(None));
        }
    }

    #[test]
    fn totals_lead_on() {
        let mut list = listing();
        let totals = |start: usize, end: usize| json!({ "start": start, "limit": 2, "total": 3, "connections": items(start..end) });
        assert_eq!(list.add(totals(0, 2)), page(1, 2));
        assert_eq!(list.add(totals(2, 3)), Ok(None));
        // The list became shorter in between.
        let mut list = listing();
        assert_eq!(list.add(totals(0, 2)), page(1, 2));
        assert_eq!(list.add(totals(2, 2)), Ok(None));
    }

    #[test]
    fn arrays_lead_on_while_they_are_full() {
        let mut list = listing();
        assert_eq!(list.add(items(0..50).into()), page(1, 50));
        assert_eq!(list.add(items(50..100).into()), page(2, 50));
        assert_eq!(list.add(items(100..105).into()), Ok(None));
        assert_eq!(list.len(), 105);
        assert_eq!(listing().add(items(0..3).into()), Ok(None));
        // A server that pages nothing has given all.
        assert_eq!(listing().add(items(0..1205).into()), Ok(None));
        let mut list = listing();
        assert_eq!(list.add(items(0..100).into()), page(1, 100));
        assert_eq!(list.add(items(0..100).into()), Ok(None));
        assert_eq!(list.len(), 100);
    }

    #[test]
    fn what_does_not_end_is_given_up() {
        let looped = json!({ "next": "a", "connections": items(0..1) });
        let mut list = listing();
        assert!(list.add(looped.clone()).is_ok());
        assert!(matches!(
            list.add(looped.clone()),
            Err(ErrorKind::Endless { pages: 2, .. })
        ));
        let mut list = listing();
        assert!(list.add(looped).is_ok());
        let again = json!({ "next": "b", "connections": items(0..1) });
        assert!(matches!(list.add(again), Err(ErrorKind::Endless { .. })));
        let mut list = listing();
        let growing = (0..)
            .map(|n| list.add(json!({ "next": format!("{n}"), "connections": items(n..n + 1) })));
        let given_up = growing.take(MOST_PAGES).last().expect("there are pages");
        assert!(matches!(given_up, Err(ErrorKind::Endless { .. })));
    }

    #[test]
    fn other_shapes_are_told() {
        for (page, problem) in [
            (json!("x"), "a string"),
            (json!({}), "an object without a list `connections`"),
            (
                json!({ "connections": {} }),
                "an object without a list `connections`",
            ),
            (json!([1]), "the list holds a number"),
            (json!([{ "id": 1 }]), "an item has no `id`"),
            (json!({ "next": 1, "connections": [] }), "`next` is 1"),
        ] {
            let Err(ErrorKind::Shape { problem: found, .. }) = listing().add(page.clone()) else {
                panic!("{page} is no page");
            };
            assert_eq!(found, problem);
        }
    }
}
